//! What somebody has said yes to, and taken back: receipts, each with a hash of the one before it, so that none can be left out
//! unseen. The wording is named, and never changed: a new one has a new number.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::audience::{Audience, Field};
use super::coded::Coded as _;
use super::locale::Locale;
use super::time::Instant;
use crate::coded;

coded! {
    /// To what.
    pub enum Agreed {
        /// To having an account.
        Account = "account",
        /// To being in a group, under a name.
        Group = "group",
        /// To something of oneself being seen by somebody.
        Seen = "seen",
        /// To an address for mail.
        Email = "email",
        /// To reminders of a group by mail.
        Mail = "mail",
        /// To a calendar that whoever has its address can read.
        Calendar = "calendar",
        /// To being written to by a member, and writing to them.
        Contact = "contact",
        /// To coming to one date as a guest, under a name.
        Guest = "guest",
        /// To accompanying a group as a professional, under a name.
        Accompany = "accompany",
    }
}

impl Agreed {
    /// The wording that stands beside the button now.
    #[must_use]
    pub fn wording(self) -> &'static str {
        match self {
            Self::Account => "consent-account-1",
            Self::Group => "consent-group-1",
            Self::Seen => "consent-seen-1",
            Self::Email => "consent-email-1",
            Self::Mail => "consent-mail-1",
            Self::Calendar => "consent-calendar-1",
            Self::Contact => "consent-contact-1",
            Self::Guest => "consent-guest-1",
            Self::Accompany => "consent-accompany-1",
        }
    }
}

/// A yes, or its end.
#[derive(Debug, Clone)]
pub struct Said {
    pub what: Agreed,
    /// The group, by the name that it has.
    pub group: Option<String>,
    /// What is seen by whom; without it all of it.
    pub seen: Option<(Field, Audience)>,
    pub is_given: bool,
}

impl Said {
    /// What concerns no group.
    #[must_use]
    pub fn of(what: Agreed, is_given: bool) -> Self {
        Self { what, group: None, seen: None, is_given }
    }

    /// What concerns one.
    #[must_use]
    pub fn in_group(self, group: String) -> Self {
        Self { group: Some(group), ..self }
    }
}

/// A receipt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// From 1 on, without a gap.
    pub number: i32,
    pub what: String,
    /// The name of the wording.
    pub wording: String,
    /// The language in which it was read.
    pub language: String,
    pub group: Option<String>,
    pub field: Option<String>,
    pub audience: Option<String>,
    /// `false` when it was taken back, or ended.
    pub given: bool,
    pub at: String,
    /// Of the receipt before: SHA-256 of its JSON, in hexadecimal digits.
    pub before: Option<String>,
}

impl Receipt {
    /// The receipt that follows on `before`.
    #[must_use]
    pub fn after(before: Option<&Self>, said: &Said, language: Locale, now: Instant) -> Self {
        Self {
            number: before.map_or(1, |it| it.number.saturating_add(1)),
            what: said.what.code().to_owned(),
            wording: said.what.wording().to_owned(),
            language: language.code().to_owned(),
            group: said.group.clone(),
            field: said.seen.map(|(field, _)| field.code().to_owned()),
            audience: said.seen.map(|(_, audience)| audience.code().to_owned()),
            given: said.is_given,
            at: now.to_string(),
            before: before.map(Self::digest),
        }
    }

    /// Its JSON, as it is kept and hashed.
    #[must_use]
    pub fn json(&self) -> String {
        // Texts, numbers and truths alone: nothing in it cannot be written.
        serde_json::to_string(self).unwrap_or_default()
    }

    fn digest(&self) -> String {
        data_encoding::HEXLOWER.encode(&Sha256::digest(self.json()))
    }
}

/// Whether nothing is missing between the first and the last, and nothing was changed.
#[must_use]
pub fn is_whole(chain: &[Receipt]) -> bool {
    let mut before: Option<&Receipt> = None;
    chain.iter().all(|it| {
        let follows =
            it.number == before.map_or(1, |it| it.number + 1) && it.before == before.map(Receipt::digest);
        before = Some(it);
        follows
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_is_whole_until_one_is_left_out_changed_or_moved() {
        let now = Instant::parse_rfc3339("2026-12-07T10:00:00Z").unwrap();
        let mut chain: Vec<Receipt> = Vec::new();
        for what in Agreed::ALL {
            chain.push(Receipt::after(chain.last(), &Said::of(*what, true), Locale::El, now));
        }
        assert!(is_whole(&chain) && is_whole(&[]));
        for at in 0..chain.len() - 1 {
            let mut less = chain.clone();
            less.remove(at);
            let mut moved = chain.clone();
            moved.swap(at, at + 1);
            let mut changed = chain.clone();
            changed[at].given = false;
            assert!(!is_whole(&less) && !is_whole(&moved) && !is_whole(&changed), "{at}");
        }
    }
}
