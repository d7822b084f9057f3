//! What a group says of itself, as a form: for founders, who are asked a little, and for facilitators, who may say it all.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::form::{Choice, Errors};
use crate::domain::coded::Coded as _;
use crate::domain::confirming::ConfirmWithin;
use crate::domain::description::Description;
use crate::domain::group::Joining;
use crate::domain::locale::{Language, Locale};
use crate::domain::text::{GroupName, Markdown};
use crate::l10n::L10n;
use crate::service::describing::Choices;
use crate::store::vocabulary::Word;

/// The form, as it was typed.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub struct Typed {
    pub name: String,
    pub about: String,
    pub place: String,
    pub field: Vec<String>,
    pub language: Vec<String>,
    pub step_free: String,
    pub listed: String,
    pub shows_full: String,
    pub shows_agreement: String,
    pub confirm_within: String,
    /// The mark of what the group said when the form was shown; founders have none.
    pub seen: String,
    /// Founders only are asked: which programme may list the group.
    pub programme: String,
    /// How one joins, until the group decides otherwise.
    pub joining: String,
    /// And what they are called there.
    pub my_name: String,
}

impl From<&Description> for Typed {
    fn from(says: &Description) -> Self {
        Self {
            name: says.name.as_str().to_owned(),
            about: says.about.as_ref().map_or("", Markdown::as_str).to_owned(),
            place: says.place.map(|id| id.to_string()).unwrap_or_default(),
            field: says.fields.iter().map(ToString::to_string).collect(),
            language: says.languages.iter().map(|it| it.code().to_owned()).collect(),
            step_free: code(STEP_FREE, says.step_free).to_owned(),
            listed: code(LISTED, says.listed).to_owned(),
            shows_full: code(SHOWS_FULL, says.shows_full).to_owned(),
            shows_agreement: code(SHOWS_AGREEMENT, says.shows_agreement).to_owned(),
            confirm_within: says.confirm_within.days().to_string(),
            seen: says.mark(),
            ..Self::default()
        }
    }
}

/// The form, to be shown.
pub struct Described {
    pub typed: Typed,
    pub errors: Errors,
    pub places: Vec<Choice>,
    pub fields: Vec<Choice>,
    pub languages: Vec<Choice>,
    pub step_free: Vec<Choice>,
    pub joinings: Vec<Choice>,
    pub listed: Vec<Choice>,
    pub shows_full: Vec<Choice>,
    pub shows_agreement: Vec<Choice>,
    pub confirm_within: Vec<Choice>,
}

type Answers<T> = &'static [(&'static str, T, &'static str)];

const LISTED: Answers<bool> = &[("yes", true, "group-listed-yes"), ("no", false, "group-listed-no")];
/// Founders are not asked, and do not say it.
const SHOWS_FULL: Answers<bool> =
    &[("", false, "group-shows-full-no"), ("yes", true, "group-shows-full-yes")];
const SHOWS_AGREEMENT: Answers<bool> =
    &[("", false, "group-shows-agreement-no"), ("yes", true, "group-shows-agreement-yes")];
/// Not asked is not known.
const STEP_FREE: Answers<Option<bool>> = &[
    ("", None, "group-step-free-unknown"),
    ("yes", Some(true), "group-step-free-yes"),
    ("no", Some(false), "group-step-free-no"),
];

fn code<T: Copy + PartialEq>(answers: Answers<T>, value: T) -> &'static str {
    answers.iter().find(|(_, known, _)| *known == value).map_or("", |(code, ..)| code)
}

fn answer<T: Copy>(answers: Answers<T>, typed: &str) -> Option<T> {
    answers.iter().find(|(code, ..)| *code == typed).map(|(_, value, _)| *value)
}

fn shown<T>(l: L10n, answers: Answers<T>, typed: &str) -> Vec<Choice> {
    answers.iter().map(|(code, _, words)| Choice::new(code, l.t(words), *code == typed)).collect()
}

/// Each way of joining, in words.
pub fn joining_key(joining: Joining) -> &'static str {
    match joining {
        Joining::Open => "group-joining-open",
        Joining::Welcome => "group-joining-welcome",
        Joining::Invitation => "group-joining-invitation",
    }
}

/// The word of an id; nothing typed is none.
pub fn one_or_none<Id: Copy + ToString>(from: &[Word<Id>], typed: &str) -> Option<Option<Id>> {
    if typed.is_empty() {
        return Some(None);
    }
    from.iter().find(|word| word.id.to_string() == typed).map(|word| Some(word.id))
}

/// The words of a list as choices, after "none".
pub fn with_none<Id: ToString>(l: L10n, from: &[Word<Id>], typed: &str) -> Vec<Choice> {
    let mut all = vec![Choice::new("", l.t("form-none"), typed.is_empty())];
    all.extend(words(from, |id| id == typed));
    all
}

fn words<Id: ToString>(from: &[Word<Id>], chosen: impl Fn(&str) -> bool) -> Vec<Choice> {
    from.iter()
        .map(|word| Choice::new(word.id.to_string(), &word.name, chosen(&word.id.to_string())))
        .collect()
}

impl Described {
    /// The languages that most will look for: those of our own pages, and what is chosen; or all others.
    pub fn languages(&self, usual: bool) -> Vec<&Choice> {
        let is_usual = |it: &Choice| it.chosen || Locale::all().iter().any(|known| known.code() == it.value);
        self.languages.iter().filter(|it| is_usual(it) == usual).collect()
    }

    /// The form with what was typed, and what is wrong with it.
    pub fn show(l: L10n, choices: &Choices, typed: Typed, errors: Errors) -> Self {
        Self {
            places: with_none(l, &choices.places, &typed.place),
            fields: words(&choices.fields, |id| typed.field.iter().any(|it| it == id)),
            languages: Language::ALL
                .iter()
                .map(|it| {
                    let chosen = typed.language.iter().any(|code| code == it.code());
                    Choice::new(it.code(), l.language(*it), chosen)
                })
                .collect(),
            step_free: shown(l, STEP_FREE, &typed.step_free),
            joinings: Joining::ALL
                .iter()
                .map(|it| Choice::new(it.code(), l.t(joining_key(*it)), it.code() == typed.joining))
                .collect(),
            listed: shown(l, LISTED, &typed.listed),
            shows_full: shown(l, SHOWS_FULL, &typed.shows_full),
            shows_agreement: shown(l, SHOWS_AGREEMENT, &typed.shows_agreement),
            confirm_within: ConfirmWithin::CHOICES
                .map(ConfirmWithin::days)
                .map(|days| {
                    let words = l.with("group-confirm-days", &[("days", days.into())]);
                    Choice::new(days, words, days.to_string() == typed.confirm_within)
                })
                .into(),
            typed,
            errors,
        }
    }
}

/// Founders are not asked.
fn confirm_within(typed: &str) -> Option<ConfirmWithin> {
    if typed.is_empty() {
        return Some(ConfirmWithin::default());
    }
    typed.parse().ok().and_then(ConfirmWithin::of_days)
}

/// What the group says by now where the form says something else: each question, and its answer in words.
pub fn differences(l: L10n, choices: &Choices, says: &Description, typed: &Typed) -> Vec<(String, String)> {
    let now = Described::show(l, choices, Typed::from(says), Errors::default());
    let it = &now.typed;
    let set = |codes: &[String]| codes.iter().cloned().collect::<BTreeSet<_>>();
    let chosen = |all: &[Choice]| {
        l.list(&all.iter().filter(|it| it.chosen).map(|it| it.words.as_str()).collect::<Vec<_>>())
    };
    let all = [
        ("group-name", it.name != typed.name, it.name.clone()),
        ("group-fields", set(&it.field) != set(&typed.field), chosen(&now.fields)),
        ("group-about", it.about != typed.about, it.about.clone()),
        ("group-place", it.place != typed.place, chosen(&now.places)),
        ("group-language", set(&it.language) != set(&typed.language), chosen(&now.languages)),
        ("group-step-free-question", it.step_free != typed.step_free, chosen(&now.step_free)),
        ("group-listed", it.listed != typed.listed, chosen(&now.listed)),
        ("group-shows-agreement", it.shows_agreement != typed.shows_agreement, chosen(&now.shows_agreement)),
        ("group-shows-full", it.shows_full != typed.shows_full, chosen(&now.shows_full)),
        ("group-confirm-within", it.confirm_within != typed.confirm_within, chosen(&now.confirm_within)),
    ];
    all.into_iter().filter(|(_, differs, _)| *differs).map(|(key, _, words)| (l.t(key), words)).collect()
}

/// Reads the form; what is wrong stands in `errors`.
pub fn read(l: L10n, choices: &Choices, typed: &Typed, errors: &mut Errors) -> Option<Description> {
    let name = errors.take(l, "name", GroupName::parse(&typed.name));
    let about = errors.take_optional(l, "about", &typed.about, Markdown::parse);
    let place = errors.chosen(l, "place", one_or_none(&choices.places, &typed.place));
    let field = |id: &String| choices.fields.iter().find(|it| it.id.to_string() == *id).map(|it| it.id);
    let fields = errors.chosen(l, "field", typed.field.iter().map(field).collect());
    let spoken = typed.language.iter().map(|code| Language::parse(code).ok()).collect();
    let languages = errors.chosen(l, "language", spoken);
    let step_free = errors.chosen(l, "step_free", answer(STEP_FREE, &typed.step_free));
    let listed = errors.chosen(l, "listed", answer(LISTED, &typed.listed));
    let shows_full = errors.chosen(l, "shows_full", answer(SHOWS_FULL, &typed.shows_full));
    let shows_agreement =
        errors.chosen(l, "shows_agreement", answer(SHOWS_AGREEMENT, &typed.shows_agreement));
    let confirm_within = errors.chosen(l, "confirm_within", confirm_within(&typed.confirm_within));
    Some(Description {
        name: name?,
        about,
        place: place?,
        fields: fields?,
        languages: languages?,
        step_free: step_free?,
        listed: listed?,
        shows_full: shows_full?,
        shows_agreement: shows_agreement?,
        confirm_within: confirm_within?,
    })
}
