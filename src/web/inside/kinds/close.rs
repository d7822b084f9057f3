//! A group would close: what it says to its members, and what stays for them to read.

use serde::{Deserialize, Serialize};

use crate::domain::coded::Coded as _;
use crate::domain::decision::Ending;
use crate::domain::group::Keeps;
use crate::domain::text::Markdown;
use crate::l10n::L10n;
use crate::service::proposing::Ground;
use crate::web::form::{Choice, Errors};

/// As it was typed.
#[derive(Deserialize, Serialize, Default, Clone)]
#[serde(default)]
pub struct Typed {
    pub(in crate::web::inside) farewell: String,
    keeps: String,
    /// Empty for none.
    into: String,
}

impl Typed {
    pub(super) fn read(&self, l: L10n, errors: &mut Errors) -> Option<Ending> {
        let farewell = errors.take(l, "farewell", Markdown::parse(&self.farewell));
        let keeps = errors.chosen(l, "keeps", Keeps::from_code(&self.keeps));
        let into = match self.into.as_str() {
            "" => None,
            id => Some(errors.chosen(l, "into", id.parse().ok())?),
        };
        Some(Ending { farewell: farewell?, keeps: keeps?, into })
    }

    pub(super) fn of(how: &Ending) -> Self {
        Self {
            farewell: how.farewell.as_str().to_owned(),
            keeps: how.keeps.code().to_owned(),
            into: how.into.map_or_else(String::new, |group| group.to_string()),
        }
    }

    /// Into which groups it can go, and none.
    pub(in crate::web::inside) fn ways(&self, l: L10n, ground: &Ground) -> Vec<Choice> {
        let none = Choice::new("", l.t("kind-close-into-none"), self.into.is_empty());
        let all = ground.welcomes.iter();
        std::iter::once(none)
            .chain(all.map(|(id, name)| Choice::new(id, name.clone(), id.to_string() == self.into)))
            .collect()
    }

    /// What can stay.
    pub(in crate::web::inside) fn keeps(&self, l: L10n) -> Vec<Choice> {
        Keeps::ALL.iter().map(|it| Choice::new(it.code(), l.t(key(*it)), it.code() == self.keeps)).collect()
    }
}

/// What stays, in words.
#[must_use]
pub fn key(keeps: Keeps) -> &'static str {
    match keeps {
        Keeps::Farewell => "keeps-farewell",
        Keeps::OneYear => "keeps-one-year",
        Keeps::TwoYears => "keeps-two-years",
    }
}
