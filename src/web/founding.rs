//! Founding a group: a few questions.

use serde::Deserialize;

use super::error::{Reply, WebError};
use super::form::{Choice, Errors};
use super::protected::Protected;
use super::visitor::Visitor;
use crate::access::Visible;
use crate::domain::coded::Coded as _;
use crate::domain::group::Joining;
use crate::domain::locale::Language;
use crate::domain::text::{GroupName, Markdown, MemberName};
use crate::l10n::L10n;
use crate::screens;
use crate::service::founding::{self, Choices, FoundingError};
use crate::store::groups::NewGroup;
use crate::store::vocabulary::Word;

/// The questions.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub struct Questions {
    name: String,
    about: String,
    place: String,
    field: Vec<String>,
    language: String,
    programme: String,
    joining: String,
    listed: String,
    my_name: String,
}

/// The page with them.
pub struct FoundingView {
    typed: Questions,
    errors: Errors,
    places: Vec<Choice>,
    fields: Vec<Choice>,
    languages: Vec<Choice>,
    programmes: Vec<Choice>,
    joinings: Vec<Choice>,
    listed: Vec<Choice>,
}

screens! { FoundingPage(FoundingView) = "groups/found.html"; }

impl From<FoundingError> for WebError {
    fn from(error: FoundingError) -> Self {
        match error {
            FoundingError::NotSignedIn => Self::sign_in_first(),
            FoundingError::Store(cause) => cause.into(),
        }
    }
}

/// Each way of joining, in words.
pub fn joining_key(joining: Joining) -> &'static str {
    match joining {
        Joining::Open => "group-joining-open",
        Joining::Welcome => "group-joining-welcome",
        Joining::Invitation => "group-joining-invitation",
    }
}

fn words<Id: ToString>(from: &[Word<Id>], chosen: impl Fn(&str) -> bool) -> Vec<Choice> {
    from.iter()
        .map(|word| Choice::new(word.id.to_string(), &word.name, chosen(&word.id.to_string())))
        .collect()
}

fn view(l: L10n, choices: &Choices, typed: Questions, errors: Errors) -> FoundingView {
    let none = |chosen: &str| Choice::new("", l.t("form-none"), chosen.is_empty());
    let mut places = vec![none(&typed.place)];
    places.extend(words(&choices.places, |id| id == typed.place));
    let mut programmes = vec![none(&typed.programme)];
    programmes.extend(words(&choices.programmes, |id| id == typed.programme));
    let spoken = if typed.language.is_empty() { l.code() } else { &typed.language };
    let joining = if typed.joining.is_empty() { Joining::Open.code() } else { &typed.joining };
    FoundingView {
        places,
        programmes,
        fields: words(&choices.fields, |id| typed.field.iter().any(|it| it == id)),
        languages: Language::ALL
            .iter()
            .map(|it| Choice::new(it.code(), l.language(*it), it.code() == spoken))
            .collect(),
        joinings: Joining::ALL
            .iter()
            .map(|it| Choice::new(it.code(), l.t(joining_key(*it)), it.code() == joining))
            .collect(),
        listed: vec![
            Choice::new("yes", l.t("group-listed-yes"), typed.listed != "no"),
            Choice::new("no", l.t("group-listed-no"), typed.listed == "no"),
        ],
        typed,
        errors,
    }
}

/// The word of an id; nothing typed is none.
fn one_or_none<Id: Copy + ToString>(from: &[Word<Id>], typed: &str) -> Option<Option<Id>> {
    if typed.is_empty() {
        return Some(None);
    }
    from.iter().find(|word| word.id.to_string() == typed).map(|word| Some(word.id))
}

/// The words of several ids, each once.
fn several<Id: Copy + ToString>(from: &[Word<Id>], typed: &[String]) -> Option<Vec<Id>> {
    let known = |id: &String| from.iter().any(|word| word.id.to_string() == *id);
    let is_chosen = |word: &&Word<Id>| typed.contains(&word.id.to_string());
    typed.iter().all(known).then(|| from.iter().filter(is_chosen).map(|word| word.id).collect())
}

fn yes_or_no(typed: &str) -> Option<bool> {
    match typed {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

async fn choices(visitor: &Visitor) -> Result<Visible<Choices>, WebError> {
    let (viewer, language) = (visitor.viewer.again(), visitor.l().locale());
    Ok(visitor.app.read(move |db, _| founding::choices(db, &viewer, language)).await?)
}

/// `GET /found`
pub async fn form(visitor: Visitor) -> Reply {
    let l = visitor.l();
    let view =
        choices(&visitor).await?.map(|choices| view(l, &choices, Questions::default(), Errors::default()));
    visitor.page::<FoundingPage<'_>>(&view)
}

/// `POST /found`
pub async fn found(sent: Protected<Questions>) -> Reply {
    let Protected { visitor, form } = sent;
    let (l, mut errors) = (visitor.l(), Errors::default());
    let name = errors.take(l, "name", GroupName::parse(&form.name));
    let about = errors.take_optional(l, "about", &form.about, Markdown::parse);
    let my_name = errors.take(l, "my_name", MemberName::parse(&form.my_name));
    let choices = choices(&visitor).await?;
    let programme = errors.chosen(l, "programme", one_or_none(&choices.programmes, &form.programme));
    let place = errors.chosen(l, "place", one_or_none(&choices.places, &form.place));
    let fields = errors.chosen(l, "field", several(&choices.fields, &form.field));
    let language = errors.chosen(l, "language", Language::parse(&form.language).ok());
    let joining = errors.chosen(l, "joining", Joining::from_code(&form.joining));
    let listed = errors.chosen(l, "listed", yes_or_no(&form.listed));
    let new = (|| {
        Some(NewGroup {
            name: name?,
            about,
            programme: programme?,
            place: place?,
            fields: fields?,
            languages: vec![language?],
            zone: visitor.app.settings.zone,
            joining: joining?,
            listed: listed?,
        })
    })();
    let (Some(new), Some(my_name), true) = (new, my_name, errors.is_empty()) else {
        let view = choices.map(|choices| view(l, &choices, form, errors));
        return visitor.again::<FoundingPage<'_>>(&view);
    };
    let viewer = visitor.viewer.again();
    let group = visitor.app.write(move |db, now| founding::found(db, &viewer, &new, &my_name, now)).await?;
    visitor.go(&format!("/g/{group}/series/new"))
}
