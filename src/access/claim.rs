//! Somebody says that they are a person of ours. A claim becomes [`Myself`] by a password, a code or a link that works
//! once, and by nothing else.

use super::proof::{May, Myself};
use crate::domain::ids::PersonId;

/// A claim that has not been proven. Made by the store when it has looked up a name, an address, or a link.
#[derive(Debug)]
pub struct Claim(PersonId);

impl Claim {
    pub(crate) fn of(person: PersonId) -> Self {
        Self(person)
    }

    pub(crate) fn person(&self) -> PersonId {
        self.0
    }

    /// The password was verified, or not.
    #[must_use]
    pub fn by_password(self, is_right: bool) -> Option<Myself> {
        is_right.then(|| Myself::proven(self.0))
    }

    /// The password was verified, or not, of somebody who is signed in already.
    #[must_use]
    pub fn once_more(self, is_right: bool) -> Option<ProvenAgain> {
        self.by_password(is_right).map(ProvenAgain)
    }

    /// A link or a code was found and used up in this transaction.
    pub(crate) fn by_used_secret(self) -> Myself {
        Myself::proven(self.0)
    }
}

/// Somebody signed in has just typed their password. A telephone that was left unlocked does not give this, and so
/// nobody who picks it up can take the account over for good.
#[derive(Debug)]
pub struct ProvenAgain(Myself);

impl May for ProvenAgain {}

impl ProvenAgain {
    pub(crate) fn me(&self) -> &Myself {
        &self.0
    }
}
