//! What others may read while a page is open, or afterwards in the history of the browser: the titles of pages that members see,
//! their paths, and the names of files. None has a word of the lexicon, and none a name: the title of a page is made of sentences.

use std::collections::BTreeSet;

use parea::domain::locale::Locale;
use parea::domain::text::fold;

use crate::catalogue::Catalogue;
use crate::{lexicon, nothing_found, rust, sources, templates, words};

/// Pages that everybody can open, and those of people who coordinate: they tell of nobody that they are in a group.
const OF_EVERYBODY: [&str; 6] = [
    "templates/about/",
    "templates/finding/",
    "templates/layout.html",
    "templates/mailbox.html",
    "templates/programme/",
    "templates/visiting/",
];

/// The first word of a text that begins as one of the lexicon does.
fn telling(text: &str) -> Option<String> {
    let stems = lexicon::stems();
    let folded = fold(text);
    let mut words = folded.split(|c: char| !c.is_alphanumeric());
    words.find(|word| stems.iter().any(|stem| word.starts_with(stem))).map(str::to_owned)
}

/// What is wrong with the title of a template, in one language.
fn wrong_title(said: &Catalogue, file: &str, template: &str) -> Vec<String> {
    let block =
        template.split_once("{% block title %}").and_then(|(_, rest)| rest.split_once("{% endblock %}"));
    let Some((title, _)) = block else { return Vec::new() };
    let mut complaints = Vec::new();
    let expressions = title.matches("{{").count();
    let keys: BTreeSet<String> = sources::literals_of_template(title).into_iter().map(|it| it.text).collect();
    if expressions != title.matches("{{ f.l.t(").count() {
        complaints.push(format!("{file}: its title is not made of sentences alone"));
    }
    for key in keys {
        let texts = said.sayings.get(&key).map(|it| it.texts.concat()).unwrap_or_default();
        complaints.extend(telling(&texts).map(|word| format!("{file}: {key}: says {word:?}")));
    }
    complaints
}

fn is_everybodys(file: &str) -> bool {
    OF_EVERYBODY.iter().any(|known| file.starts_with(known))
}

#[test]
fn no_title_of_a_page_that_members_see_tells_what_they_are_part_of() {
    let pages: Vec<_> = templates().into_iter().filter(|(file, _)| !is_everybodys(file)).collect();
    assert!(pages.len() > 60, "{}", pages.len());
    for locale in Locale::all() {
        let said = words(*locale);
        nothing_found(pages.iter().flat_map(|(file, text)| wrong_title(&said, file, text)).collect());
    }
}

#[test]
fn no_path_of_a_member_and_no_name_of_a_file_tells_what_they_are_part_of() {
    let all = rust();
    let (_, routes) = all.iter().find(|(file, _)| file == "src/web/routes.rs").expect("the routes");
    let paths: Vec<&str> =
        routes.split('"').filter(|it| it.starts_with("/g/") || it.starts_with("/me")).collect();
    assert!(paths.len() > 100, "{}", paths.len());
    let without_names =
        |path: &str| path.split('/').filter(|it| !it.starts_with('{')).collect::<Vec<_>>().join("/");
    nothing_found(
        paths.iter().filter_map(|it| Some(format!("{it}: {}", telling(&without_names(it))?))).collect(),
    );
    let marked = all.iter().flat_map(|(_, text)| text.split("filename=\\\"").skip(1));
    let names: Vec<&str> = marked.filter_map(|rest| rest.split('\\').next()).collect();
    assert!(names.len() > 4, "{names:?}");
    nothing_found(names.iter().filter_map(|it| Some(format!("{it}: {}", telling(it)?))).collect());
}

#[test]
fn a_title_that_tells_is_found() {
    let said = Catalogue::of("a-b = My group\nc-d = Η Ομάδα μου\ne-f = Την επόμενη εβδομάδα\n");
    let of = |title: &str| {
        wrong_title(&said, "a.html", &format!("{{% block title %}}{title}{{% endblock %}}")).len()
    };
    assert_eq!(of(r#"{{ f.l.t("a-b") }}"#), 1);
    assert_eq!(of(r#"{{ f.l.t("c-d") }} · {{ f.l.t("e-f") }}"#), 1);
    assert_eq!(of(r#"{{ f.l.t("e-f") }}"#), 0);
    assert_eq!(of("{{ v.name }}"), 1);
}
