//! Somebody says that they are a person of ours. A claim becomes [`Myself`] by a password, a passkey, a code or a link that
//! works once, and by nothing else.

use super::proof::{May, Myself};
use crate::domain::ids::{PersonId, SignInId};

/// A claim that has not been proven. Made by the store when it has looked up a name, an address, or a link.
#[derive(Debug)]
pub struct Claim {
    person: PersonId,
    /// What a password is compared with; `None` when none was chosen, or none is asked for.
    hash: Option<String>,
}

impl Claim {
    pub(crate) fn of(person: PersonId) -> Self {
        Self { person, hash: None }
    }

    pub(crate) fn with_hash(person: PersonId, hash: Option<String>) -> Self {
        Self { person, hash }
    }

    pub(crate) fn person(&self) -> PersonId {
        self.person
    }

    /// What the typed password has to fit.
    #[must_use]
    pub fn hash(&self) -> Option<String> {
        self.hash.clone()
    }

    /// The password was verified against the hash, or not.
    #[must_use]
    pub fn by_password(self, is_right: bool) -> Option<Proven> {
        let hash = self.hash.filter(|_| is_right)?;
        Some(Proven { me: Myself::proven(self.person), by: By::Password(hash) })
    }

    /// A passkey of this person has answered a question of ours, or not.
    #[must_use]
    pub fn by_passkey(self, is_right: bool) -> Option<Myself> {
        is_right.then(|| Myself::proven(self.person))
    }

    /// A link or a code was found and used up in this transaction.
    pub(crate) fn by_used_secret(self) -> Myself {
        Myself::proven(self.person)
    }
}

impl Myself {
    /// What I said before I had proven it: for what is asked in the same way of whoever says so.
    pub fn claim(&self) -> Claim {
        Claim { person: self.person(), hash: None }
    }
}

/// Somebody has just proven once more who they are: by their password or, where the account has none, by a passkey. A telephone that
/// was left unlocked does not give this, and so nobody who picks it up can take the account over for good. Hashing takes a while,
/// and the password may have been changed meanwhile: the store hands out [`Myself`] only where it is still the same.
#[derive(Debug)]
pub struct Proven {
    me: Myself,
    by: By,
}

/// By what.
#[derive(Debug)]
pub(crate) enum By {
    /// The hash that the password fitted.
    Password(String),
    /// A passkey, shown in this browser; there is no password.
    Passkey(SignInId),
}

impl May for Proven {}

impl Proven {
    /// For the store alone: who, and what has to be so still.
    pub(crate) fn unless_changed(&self) -> (&Myself, &By) {
        (&self.me, &self.by)
    }

    /// A passkey was shown in a browser a moment ago, and the account has no password. Made by the store, which has looked.
    pub(crate) fn by_shown_passkey(me: &Myself, browser: SignInId) -> Self {
        Self { me: Myself::proven(me.person()), by: By::Passkey(browser) }
    }
}
