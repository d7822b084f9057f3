//! What may be wrong with words, one function each: it takes what it checks and gives back what it found, so that each
//! can be shown a bad sample. Nothing here reads files.

use std::collections::BTreeSet;

use parea::domain::locale::Locale;
use parea::l10n::{Arg, L10n};

use crate::catalogue::{Catalogue, Kind, PLURAL_CATEGORIES, Saying, is_key};
use crate::sources::Literal;

/// Literals in `src` that begin like a key and are none. Before adding one, ask whether it could be spelled differently.
const NOT_KEYS: &[&str] = &[];

/// Words that this house does not use for people, see CONTRIBUTING; by their beginnings.
const UNWANTED: &[&str] = &[
    "user",
    "admin",
    "client",
    "patient",
    "χρήστ",
    "διαχειριστ",
    "ασθεν",
    "πελάτ",
    "ωφελούμεν",
    "λήπτ",
    "θεραπευτ",
    "περιστατικ",
];

/// Latin capitals and small letters that look like Greek ones.
const LATIN_LOOKALIKES: &str = "ABEZHIKMNOPTYXabeiknoptuvxyw";

pub fn differences(english: &Catalogue, greek: &Catalogue) -> Vec<String> {
    let keys: BTreeSet<&String> = english.sayings.keys().chain(greek.sayings.keys()).collect();
    keys.into_iter()
        .filter_map(|key| match (english.sayings.get(key), greek.sayings.get(key)) {
            (Some(one), None) => Some(format!("{}: {key}: not in Greek", one.file)),
            (None, Some(other)) => Some(format!("{}: {key}: not in English", other.file)),
            (Some(one), Some(other)) => {
                let names = |saying: &Saying| saying.arguments.keys().cloned().collect::<BTreeSet<_>>();
                (names(one) != names(other))
                    .then(|| format!("{key}: takes {:?} in English, {:?} in Greek", names(one), names(other)))
            }
            (None, None) => None,
        })
        .collect()
}

/// What is said must exist. So must what looks like a key because others begin with the same part: a row of a table.
pub fn unknown_keys(known: &Catalogue, file: &str, literals: &[Literal]) -> Vec<String> {
    let first_part = |key: &str| key.split('-').next().unwrap_or_default().to_owned();
    let beginnings: BTreeSet<String> = known.sayings.keys().map(|key| first_part(key)).collect();
    let in_rust = file.ends_with(".rs");
    literals
        .iter()
        .filter(|literal| !known.sayings.contains_key(&literal.text))
        .filter(|literal| {
            let like_a_key =
                in_rust && is_key(&literal.text) && beginnings.contains(&first_part(&literal.text));
            literal.said || (like_a_key && !NOT_KEYS.contains(&literal.text.as_str()))
        })
        .map(|literal| format!("{file}: {:?} is in no file of words", literal.text))
        .collect()
}

pub fn unused_keys(known: &Catalogue, literals: &[Literal]) -> Vec<String> {
    let used: BTreeSet<&str> = literals.iter().map(|literal| literal.text.as_str()).collect();
    let quoted: BTreeSet<&str> =
        known.sayings.values().flat_map(|saying| saying.quotes.iter().map(String::as_str)).collect();
    let unused = known
        .sayings
        .iter()
        .filter(|(key, _)| !used.contains(key.as_str()) && !quoted.contains(key.as_str()));
    unused.map(|(key, saying)| format!("{}: {key}: is used nowhere", saying.file)).collect()
}

/// Says each message with samples of its arguments: every choice, and numbers of every plural form.
pub fn unsayable(catalogue: &Catalogue, locale: Locale) -> Vec<String> {
    const NUMBERS: [i64; 6] = [0, 1, 2, 5, 21, 1_000];
    let l = L10n::new(locale);
    let rounds = |saying: &Saying| {
        saying.arguments.values().map(|kind| if let Kind::Choice(all) = kind { all.len() } else { 6 }).max()
    };
    let mut complaints = Vec::new();
    for (key, saying) in catalogue.sayings.iter().filter(|(key, _)| !key.starts_with('-')) {
        for round in 0..rounds(saying).unwrap_or(1) {
            let sample = |kind: &Kind| match kind {
                Kind::Text => Arg::from("sample"),
                Kind::Number => Arg::from(NUMBERS[round % NUMBERS.len()]),
                Kind::Choice(all) => Arg::from(all[round % all.len()].clone()),
            };
            let args: Vec<(&str, Arg)> =
                saying.arguments.iter().map(|(name, kind)| (name.as_str(), sample(kind))).collect();
            let said = l.with(key, &args);
            if said.contains('⟦') || said.trim().is_empty() {
                complaints.push(format!("{}: {key}: cannot be said with {args:?}: {said}", saying.file));
            }
        }
    }
    complaints
}

/// No exclamation marks, and no word for people that this house avoids.
pub fn tone(catalogue: &Catalogue) -> Vec<String> {
    each_text(catalogue, |text| {
        let unwanted = |word: &String| UNWANTED.iter().any(|beginning| word.starts_with(beginning));
        match words(text).into_iter().map(|word| word.to_lowercase()).find(unwanted) {
            Some(word) => Some(format!("says {word:?}")),
            None => text.contains(['!', '¡', '！']).then(|| "raises its voice".to_owned()),
        }
    })
}

/// Greek words with Latin or Cyrillic letters in them, and single Latin letters that pass for a Greek word.
pub fn lookalikes(greek: &Catalogue) -> Vec<String> {
    let is_greek = |c: char| matches!(c, '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}');
    let is_other = |c: char| c.is_alphabetic() && !is_greek(c);
    each_text(greek, |text| {
        // A hyphen does not part words here: the e of "e-mail" is no Greek article.
        let words = text.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty());
        let wrong = words.into_iter().find(|word| {
            let mixed = word.contains(is_greek) && word.contains(is_other);
            let alone = word.chars().count() == 1 && word.contains(|c| LATIN_LOOKALIKES.contains(c));
            mixed || alone || word.contains(|c| matches!(c, '\u{400}'..='\u{4ff}' | 'µ' | '\u{2126}'))
        })?;
        Some(format!("{wrong:?} has letters that only look Greek"))
    })
}

/// English and Greek have the forms one and other (CLDR), both needed, the second as the default.
pub fn plurals(catalogue: &Catalogue) -> Vec<String> {
    let mut complaints = Vec::new();
    for (key, saying) in &catalogue.sayings {
        for choice in &saying.choices {
            let forms: Vec<&str> =
                choice.iter().map(String::as_str).filter(|key| key.parse::<f64>().is_err()).collect();
            let is_plural =
                forms.iter().any(|form| PLURAL_CATEGORIES.contains(form)) || forms.len() < choice.len();
            if is_plural && (forms != ["one", "other"] || choice.last().is_none_or(|last| last != "other")) {
                complaints
                    .push(format!("{}: {key}: chooses between {choice:?}, not one and *other", saying.file));
            }
        }
    }
    complaints
}

/// Letters that a reader would see and that do not come from an expression: in text, and in attributes that are read.
pub fn sentences(file: &str, template: &str) -> Vec<String> {
    let plain = without(&without(&without(template, "{#", "#}"), "{%", "%}"), "{{", "}}");
    let pieces = if file.ends_with(".txt") { vec![plain] } else { readable(&plain) };
    pieces
        .into_iter()
        .map(|piece| without(&piece, "&", ";"))
        .filter(|piece| piece.contains(char::is_alphabetic))
        .map(|piece| format!("{file}: {:?} belongs into templates/locales", piece.trim()))
        .collect()
}

const READ_ATTRIBUTES: [&str; 7] =
    ["alt=", "title=", "aria-label=", "placeholder=", "label=", "summary=", "aria-description="];

/// The text nodes of HTML and the attributes that are read aloud or shown.
fn readable(html: &str) -> Vec<String> {
    let mut html = without(html, "<!--", "-->");
    for (opening, closing) in [("<style", "</style>"), ("<script", "</script>")] {
        html = without(&html, opening, closing);
    }
    let mut pieces = Vec::new();
    let mut rest = html.as_str();
    while let Some(start) = rest.find('<') {
        pieces.push(rest[..start].to_owned());
        let tag = &rest[start..];
        let end = tag.find('>').map_or(tag.len(), |end| end + 1);
        for name in READ_ATTRIBUTES {
            let values =
                tag[..end].match_indices(name).filter(|(at, _)| tag[..*at].ends_with(char::is_whitespace));
            pieces.extend(values.filter_map(|(at, _)| {
                let value = &tag[at + name.len()..end];
                // One quotation mark only: after `alt=""` the value is over.
                let value = value.strip_prefix(['"', '\'']).unwrap_or(value);
                Some(value.split(['"', '\'', '>']).next()?.to_owned())
            }));
        }
        rest = &tag[end..];
    }
    pieces.push(rest.to_owned());
    pieces
}

/// The text without what stands between two marks, the marks included. What is not closed stays.
fn without(text: &str, opening: &str, closing: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(opening) {
        let inside = &rest[start + opening.len()..];
        let Some(end) = inside.find(closing) else { break };
        kept.push_str(&rest[..start]);
        rest = &inside[end + closing.len()..];
    }
    kept + rest
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn each_text(catalogue: &Catalogue, wrong: impl Fn(&str) -> Option<String>) -> Vec<String> {
    let texts = catalogue
        .sayings
        .iter()
        .flat_map(|(key, saying)| saying.texts.iter().map(move |text| (key, saying, text)));
    texts
        .filter_map(|(key, saying, text)| Some(format!("{}: {key}: {}", saying.file, wrong(text)?)))
        .collect()
}

mod bad_samples {
    use super::*;
    use crate::sources::{literals_of_rust, literals_of_template};

    fn of(text: &str) -> Catalogue {
        let catalogue = Catalogue::of(text);
        assert!(catalogue.complaints.is_empty(), "{:?}", catalogue.complaints);
        catalogue
    }

    #[test]
    fn a_key_or_argument_of_one_language_only_is_found() {
        let english = of("a-b = { $n } x\nc-d = x\n");
        assert_eq!(differences(&english, &of("a-b = { $n } y\nc-d = y\n")), Vec::<String>::new());
        assert_eq!(differences(&english, &of("a-b = { $m } y\nc-d = y\n")).len(), 1);
        assert_eq!(differences(&english, &of("a-b = { $n } y\n")).len(), 1);
        assert_eq!(differences(&of("a-b = x\n"), &of("a-b = x\n .title = y\n")).len(), 1);
    }

    #[test]
    fn a_key_that_does_not_exist_is_found_where_it_is_said_and_in_a_table() {
        let known = of("group-found = x\n");
        let unknown = |source: &str| unknown_keys(&known, "a.rs", &literals_of_rust(source)).len();
        assert_eq!(unknown(r#"l.t("group-found")"#), 0);
        assert_eq!(unknown(r#"l.t("group-lost")"#), 1);
        assert_eq!(unknown(r#"l.with("other-thing", &[])"#), 1);
        assert_eq!(unknown(r#"const KEYS: [&str; 2] = ["group-found", "group-fuond"];"#), 1);
        assert_eq!(unknown(r#"header("content-type")"#), 0);
        let in_page = |page: &str| unknown_keys(&known, "a.html", &literals_of_template(page)).len();
        assert_eq!(in_page(r#"{{ f.l.t("group-lost") }}"#), 1);
        assert_eq!(in_page(r#"<p class="group-card">{{ f.l.t("group-found") }}"#), 0);
    }

    #[test]
    fn a_key_that_nobody_uses_is_found() {
        let known = of("a-b = { c-d }\nc-d = x\ne-f = y\n");
        let unused = unused_keys(&known, &literals_of_rust(r#"l.t("a-b") // "e-f""#));
        assert_eq!(unused, ["sample.ftl: e-f: is used nowhere"]);
    }

    #[test]
    fn a_message_that_cannot_be_said_is_found() {
        assert_eq!(
            unsayable(&of("no-such-key = { $n }\n"), Locale::En).len(),
            6,
            "it is in no file of words"
        );
        assert_eq!(unsayable(&of("zone-utc = x\n"), Locale::El), Vec::<String>::new());
        assert_eq!(unsayable(&of("duration-hours = x\n"), Locale::El).len(), 1, "its argument is not given");
    }

    #[test]
    fn a_raised_voice_and_an_unwanted_word_are_found() {
        for bad in [
            "Welcome!",
            "The user is here",
            "Οι χρήστες",
            "{ $n ->\n [one] Great!\n *[other] Fine\n }",
            "{ \"Hey!\" }",
        ] {
            assert_eq!(tone(&of(&format!("a-b = {bad}\n"))).len(), 1, "{bad}");
        }
        assert_eq!(tone(&of("a-b = Because it matters; impatient, too.\n")), Vec::<String>::new());
    }

    #[test]
    fn letters_that_only_look_greek_are_found() {
        for bad in ["Oμάδα", "ομάδα γoνέων", "o κύκλος", "Η оμάδα", "5 µέρες"]
        {
            assert_eq!(lookalikes(&of(&format!("a-b = {bad}\n"))).len(), 1, "{bad}");
        }
        assert_eq!(
            lookalikes(&of("a-b = Ο κύκλος της Parea, UTC, e-mail, { $name }\n")),
            Vec::<String>::new()
        );
    }

    #[test]
    fn a_plural_without_its_forms_is_found() {
        let with = |variants: &str| plurals(&of(&format!("a-b = {{ $n ->\n{variants}\n }}\n"))).len();
        assert_eq!(with(" [one] x\n *[other] y"), 0);
        assert_eq!(with(" [0] none\n [one] x\n *[other] y"), 0);
        assert_eq!(with(" [open] x\n *[closed] y"), 0);
        assert_eq!(with(" *[other] y"), 1);
        assert_eq!(with(" [one] x\n [few] z\n *[other] y"), 1);
        assert_eq!(with(" *[one] x\n [other] y"), 1);
        assert_eq!(with(" [1] x\n *[2] y"), 1);
    }

    #[test]
    fn a_sentence_in_a_template_is_found() {
        let bad = [
            "<p>Hello</p>",
            "<p>{{ x }} από</p>",
            "<img alt=\"A picture\">",
            "text",
            "<a\n title='Go'>{{ x }}</a>",
        ];
        for page in bad {
            assert_eq!(sentences("a.html", page).len(), 1, "{page}");
        }
        let good = "{% if a > b %}{# why #}<p class=\"x\" title=\"{{ t }}\">{{ f.l.t(\"a-b\") }} &middot; 12</p><!-- c --><script>let x</script><img alt=\"\" width=\"32\">";
        assert_eq!(sentences("a.html", good), Vec::<String>::new());
        assert_eq!(sentences("a.txt", "{{ l.t(\"a-b\") }}\n-- \nParea\n").len(), 1);
    }
}
