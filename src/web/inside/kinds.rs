//! The kinds of proposals as members meet them: the list of what can change, and what each kind asks. What is asked of all of
//! them (what, why, when we look at it again) stands in [`proposing`](super::proposing).

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::domain::accompaniment::Refusal::{TooLong, TooShort};
use crate::domain::agreement::Rule;
use crate::domain::coded::Coded as _;
use crate::domain::decision::{Change, Ruling, Subject};
use crate::domain::exclusion::Refusal::{Already, JustAsked, MediationFirst, TooFew};
use crate::domain::ids::GroupId;
use crate::domain::text::Markdown;
use crate::l10n::L10n;
use crate::service::proposing::{Refusal, Wanted};
use crate::web::form::Errors;

pub mod accompany;
pub mod close;
pub mod dates;
pub mod exclude;
pub mod open;
pub mod rest;
pub mod tie;
pub mod welcome;

/// What the kinds ask, as it was typed; each reads its own.
#[derive(Deserialize, Serialize, Default, Clone)]
#[serde(default)]
pub struct Typed {
    pub(super) rule: String,
    pub(super) value: String,
    pub(super) member: String,
    /// What the agreement would say.
    pub(super) text: String,
    #[serde(flatten)]
    pub(super) exclude: exclude::Typed,
    #[serde(flatten)]
    pub(super) accompany: accompany::Typed,
    #[serde(flatten)]
    pub(super) tie: tie::Typed,
    #[serde(flatten)]
    pub(super) rest: rest::Typed,
    #[serde(flatten)]
    pub(super) close: close::Typed,
    #[serde(flatten)]
    pub(super) dates: dates::Typed,
    #[serde(flatten)]
    pub(super) open: open::Typed,
    #[serde(flatten)]
    pub(super) welcome: welcome::Typed,
}

impl Typed {
    /// What is wanted; what is wrong stands in `errors`.
    pub(super) fn read(&self, l: L10n, subject: Subject, errors: &mut Errors) -> Option<Wanted> {
        match subject {
            Subject::Words => Some(Wanted::Words),
            Subject::Rule => self.ruling(l, errors).map(Wanted::Rule),
            Subject::Mandate => Some(Wanted::MyMandate),
            Subject::Deputy => Some(Wanted::MyDeputy),
            Subject::Text => errors.take(l, "text", Markdown::parse(&self.text)).map(Wanted::Text),
            Subject::TakeBack => errors.chosen(l, "member", self.member.parse().ok().map(Wanted::TakeBack)),
            Subject::Exclude => self.exclude.read(l, errors).map(Wanted::Exclude),
            // Made by whoever was suspended, on a page of their own.
            Subject::Appeal => None,
            Subject::Accompany => self.accompany.read(l, errors).map(Wanted::Accompany),
            Subject::Tie => self.tie.read(l, errors).map(Wanted::Tie),
            Subject::Dates => self.dates.read(l, errors).map(Wanted::Dates),
            Subject::Rest => self.rest.read(l, errors).map(Wanted::Rest),
            Subject::Close => self.close.read(l, errors).map(Wanted::Close),
            Subject::Welcome => self.welcome.read(l, errors).map(Wanted::Welcome),
            Subject::Open => self.open.read(l, errors),
        }
    }

    /// What was proposed, as its form would say it.
    pub(super) fn of(change: Option<&Change>) -> Self {
        match change {
            Some(Change::Rule(Ruling { rule, to })) => {
                Self { rule: rule.code().to_owned(), value: to.to_string(), ..Self::default() }
            }
            Some(Change::Accompany(it)) => Self { accompany: accompany::Typed::of(*it), ..Self::default() },
            Some(Change::Tie(bond)) => Self { tie: tie::Typed::of(*bond), ..Self::default() },
            Some(Change::Dates(it)) => Self { dates: dates::Typed::of(it), ..Self::default() },
            Some(Change::Rest(until)) => Self { rest: rest::Typed::of(*until), ..Self::default() },
            Some(Change::Open(it)) => Self { open: open::Typed::of(*it), ..Self::default() },
            Some(Change::Welcome(of)) => Self { welcome: welcome::Typed::of(*of), ..Self::default() },
            Some(Change::Close(how)) => Self { close: close::Typed::of(how), ..Self::default() },
            // Nobody says otherwise who it is about.
            Some(Change::Text(text)) => Self { text: text.as_str().to_owned(), ..Self::default() },
            Some(
                Change::Mandate(_)
                | Change::Deputy(_)
                | Change::TakeBack(_)
                | Change::Exclude(..)
                | Change::Appeal(_),
            )
            | None => Self::default(),
        }
    }

    fn ruling(&self, l: L10n, errors: &mut Errors) -> Option<Ruling> {
        let rule = errors.chosen(l, "value", Rule::from_code(&self.rule))?;
        let to = self.value.trim().parse().ok().and_then(|to| Ruling::new(rule, to));
        if to.is_none() {
            let bounds = rule.bounds();
            let between = [("least", bounds.least.into()), ("most", bounds.most.into())];
            errors.add("value", l.with("propose-not-between", &between));
        }
        to
    }

    /// Tells these answers from any others, so that what is proposed is what was looked at. Not a secret.
    pub(super) fn digest(&self) -> String {
        let text = serde_html_form::to_string(self).unwrap_or_default();
        let digest = Sha256::digest(text.as_bytes());
        data_encoding::HEXLOWER.encode(digest.get(..8).unwrap_or_default())
    }
}

/// What a kind is called in the list of what can change, and in the log.
#[must_use]
pub fn name_key(subject: Subject) -> &'static str {
    match subject {
        Subject::Words => "kind-name-words",
        Subject::Rule => "kind-name-rule",
        Subject::Mandate => "kind-name-mandate",
        Subject::Deputy => "kind-name-deputy",
        Subject::TakeBack => "kind-name-take-back",
        Subject::Exclude => "kind-name-exclude",
        Subject::Appeal => "kind-name-appeal",
        Subject::Accompany => "kind-name-accompany",
        Subject::Text => "kind-name-text",
        Subject::Tie => "kind-name-tie",
        Subject::Dates => "kind-name-dates",
        Subject::Rest => "kind-name-rest",
        Subject::Close => "kind-name-close",
        Subject::Welcome => "kind-name-welcome",
        Subject::Open => "kind-name-open",
    }
}

/// What a proposal is called: what is sealed has the name of its kind.
#[must_use]
pub fn title(l: L10n, subject: Subject, title: &str) -> String {
    if subject.kind().is_sealed { l.t(name_key(subject)) } else { title.to_owned() }
}

/// What it is about, in a line.
#[must_use]
pub fn about_key(subject: Subject) -> &'static str {
    match subject {
        Subject::Words => "kind-about-words",
        Subject::Rule => "kind-about-rule",
        Subject::Mandate => "kind-about-mandate",
        Subject::Deputy => "kind-about-deputy",
        Subject::TakeBack => "kind-about-take-back",
        Subject::Exclude => "kind-about-exclude",
        Subject::Appeal => "kind-about-appeal",
        Subject::Accompany => "kind-about-accompany",
        Subject::Text => "kind-about-text",
        Subject::Tie => "kind-about-tie",
        Subject::Dates => "kind-about-dates",
        Subject::Rest => "kind-about-rest",
        Subject::Close => "kind-about-close",
        Subject::Welcome => "kind-about-welcome",
        Subject::Open => "kind-about-open",
    }
}

/// Where its form is reached. What one has to choose first is chosen on the page of the agreement.
#[must_use]
pub fn way(group: GroupId, subject: Subject) -> String {
    match subject {
        Subject::Rule => format!("/g/{group}/agreement#rules"),
        Subject::TakeBack => format!("/g/{group}/agreement#holders"),
        Subject::Appeal => format!("/g/{group}/exclusion"),
        Subject::Words
        | Subject::Exclude
        | Subject::Mandate
        | Subject::Deputy
        | Subject::Accompany
        | Subject::Tie
        | Subject::Text
        | Subject::Dates
        | Subject::Rest
        | Subject::Close
        | Subject::Welcome
        | Subject::Open => {
            format!("/g/{group}/proposals/new?what={}", subject.code())
        }
    }
}

/// Beside which field a refusal stands, and what it says.
#[must_use]
pub fn refused(why: Refusal) -> (&'static str, &'static str) {
    match why {
        Refusal::AsItIs => ("what", "kind-as-it-is"),
        Refusal::Exclusion(MediationFirst) => ("danger", "kind-exclude-mediation-first"),
        Refusal::Exclusion(TooFew) => ("excluded", "kind-exclude-too-few"),
        Refusal::Exclusion(JustAsked) => ("excluded", "kind-exclude-just-asked"),
        Refusal::Exclusion(Already) => ("excluded", "kind-exclude-already"),
        Refusal::Accompaniment(TooShort) => ("until", "kind-accompany-too-short"),
        Refusal::Accompaniment(TooLong) => ("until", "kind-accompany-too-long"),
        Refusal::NoSeries => ("what", "kind-dates-none"),
        Refusal::BeforeIt => ("date", "kind-dates-before"),
        Refusal::StillMeets => ("date", "kind-dates-still-meets"),
        Refusal::InGap => ("time", "series-in-gap"),
        Refusal::NoDates => ("date", "series-no-dates"),
        Refusal::RestTooShort => ("again", "kind-rest-too-short"),
        Refusal::RestTooLong => ("again", "kind-rest-too-long"),
        Refusal::NoNote => ("note", "kind-open-no-note"),
        Refusal::NoGroup => ("other", "kind-welcome-no-group"),
        Refusal::NotWelcome => ("into", "kind-close-not-welcome"),
        Refusal::NoProgramme => ("programme", "kind-no-programme"),
        Refusal::TooMany => ("what", "kind-too-many"),
    }
}
