//! The parts that pages are made of, each alone: what is tied to what, and what is not there when there is nothing to
//! say. Pages use them by `{% import %}`; this page uses them all.

use askama::Template;
use chrono::NaiveDate;
use parea::domain::locale::Locale;
use parea::l10n::L10n;
use parea::store::sign_ins::OnceMore;
use parea::web::form::{Choice, Errors};
use parea::web::frame::Frame;
use scraper::{ElementRef, Html, Selector};

#[derive(Template)]
#[template(
    ext = "html",
    source = r##"
{% import "components/form.html" as form %}
{% import "components/page.html" as page %}
{% call form::summary(f, errors) %}{% endcall %}
<form method="post">{% call form::csrf(f) %}{% endcall %}
{% call form::field("name", "Name", "A \"B\" <c>", errors.at("name"), "Any name.", "text", "off", true) %}{% endcall %}
{% call form::area("about", "About", "", errors.at("about"), "", 4) %}{% endcall %}
{% call form::choose("place", "Place", choices, "", errors.at("place")) %}{% endcall %}
{% call form::radios("style", "Style", choices, error = errors.at("style")) %}{% endcall %}
{% call form::boxes("field", "Fields", choices) %}{% endcall %}
{% call form::tick("listed", "Listed", "yes", true, "Anybody finds it.") %}{% endcall %}
</form>
{% call page::notice("Saved.", "good") %}{% endcall %}
{% call page::badge("open", "open") %}{% endcall %}
{% call page::day(f, date) %}{% endcall %}
{% call page::empty("Nothing yet.", "/found", "Found one") %}{% endcall %}
{% call page::pages(f, "", "?page=2", "1 / 2") %}{% endcall %}
{% call page::table("Groups") %}<thead><tr><th scope="col">Name</th></tr></thead>{% endcall %}
"##
)]
struct Everything<'a> {
    f: &'a Frame,
    errors: &'a Errors,
    choices: &'a [Choice],
    date: NaiveDate,
}

fn frame(locale: Locale, path: &str) -> Frame {
    Frame {
        l: L10n::new(locale),
        csrf: "masked".to_owned(),
        signed_in: false,
        lock_after: None,
        once_more: OnceMore::Password,
        public: true,
        path: path.to_owned(),
        prefix: "",
        exit_url: "https://example.org/".to_owned(),
        crisis: Vec::new(),
    }
}

fn shown(errors: &Errors) -> Html {
    let choices = [Choice::new("a", "The first", false), Choice::new("b", "The second", true)];
    let date = NaiveDate::from_ymd_opt(2026, 12, 8).unwrap();
    let f = frame(Locale::En, "/");
    Html::parse_document(&Everything { f: &f, errors, choices: &choices, date }.render().unwrap())
}

fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    let selector = Selector::parse(selector).unwrap();
    page.select(&selector).collect()
}

fn words(page: &Html, selector: &str) -> Vec<String> {
    all(page, selector).iter().map(|it| it.text().collect::<String>().trim().to_owned()).collect()
}

fn with_mistakes() -> Errors {
    let mut errors = Errors::default();
    for field in ["name", "about", "place", "style"] {
        errors.add(field, format!("Something about {field}."));
    }
    errors
}

#[test]
fn every_label_and_every_description_points_at_something() {
    for errors in [Errors::default(), with_mistakes()] {
        let page = shown(&errors);
        let ids: Vec<&str> = all(&page, "[id]").iter().filter_map(|it| it.attr("id")).collect();
        let mut once = ids.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), ids.len(), "each id once: {ids:?}");
        let pointed = |selector: &str, name: &str| -> Vec<String> {
            let values = all(&page, selector).into_iter().filter_map(|it| it.attr(name).map(str::to_owned));
            values.flat_map(|it| it.split_whitespace().map(str::to_owned).collect::<Vec<_>>()).collect()
        };
        for target in pointed("label", "for").iter().chain(&pointed("[aria-describedby]", "aria-describedby"))
        {
            assert!(ids.contains(&target.as_str()), "{target}");
        }
        for input in all(&page, "input:not([type=hidden]), select, textarea") {
            let id = input.attr("id").unwrap();
            assert!(pointed("label", "for").contains(&id.to_owned()), "{id} has a label");
        }
    }
}

#[test]
fn a_mistake_stands_on_top_and_at_its_field() {
    let page = shown(&with_mistakes());
    assert_eq!(words(&page, ".summary li").len(), 4);
    assert_eq!(words(&page, ".field.wrong > .error").len(), 4);
    let name = all(&page, "#name").remove(0);
    assert_eq!(name.attr("aria-describedby"), Some("name-hint name-error"), "the hint stays");
    assert_eq!(name.attr("aria-invalid"), Some("true"));
    assert_eq!(name.attr("value"), Some("A \"B\" <c>"), "what was typed stays");

    let page = shown(&Errors::default());
    assert!(all(&page, ".summary, .error, .wrong, [aria-invalid]").is_empty());
}

#[test]
fn what_was_chosen_stays_chosen() {
    let page = shown(&Errors::default());
    assert_eq!(words(&page, "option[selected]"), ["The second"]);
    assert_eq!(all(&page, "input[checked]").len(), 3, "a radio, a box, a tick");
    assert_eq!(all(&page, "input[name=csrf]").remove(0).attr("value"), Some("masked"));
}

#[test]
fn the_day_is_a_block_in_the_readers_language() {
    let page = shown(&Errors::default());
    assert_eq!(words(&page, ".day > *"), ["Tue", "8", "Dec"]);
    assert_eq!(words(&page, ".day strong"), ["8"]);
    let greek = frame(Locale::El, "/").day(NaiveDate::from_ymd_opt(2026, 12, 8).unwrap());
    let greek: Vec<&str> = greek.iter().map(|part| part.text.as_str()).collect();
    assert_eq!(greek, ["Τρί", "8", "Δεκ"]);
}

#[test]
fn a_list_leads_on_only_where_there_is_more() {
    let page = shown(&Errors::default());
    assert_eq!(words(&page, ".pages a"), ["Next"]);
    assert_eq!(words(&page, ".table caption"), ["Groups"]);
    assert_eq!(words(&page, ".table th"), ["Name"]);
    assert_eq!(words(&page, ".empty a"), ["Found one"]);
}

#[test]
fn the_menu_marks_where_one_is() {
    assert!(frame(Locale::En, "/groups?q=x").is_at("/groups"));
    assert!(frame(Locale::En, "/groups/circle").is_at("/groups"));
    assert!(!frame(Locale::En, "/groupsize").is_at("/groups"));
}
