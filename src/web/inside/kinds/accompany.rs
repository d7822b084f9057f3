//! A professional accompanies the group: what is asked.

use serde::{Deserialize, Serialize};

use crate::domain::accompaniment::{Accompaniment, Scope};
use crate::domain::coded::Coded as _;
use crate::l10n::L10n;
use crate::web::accompanying::scope_key;
use crate::web::form::{Choice, Errors};

/// As it was typed.
#[derive(Deserialize, Serialize, Default, Clone)]
#[serde(default)]
pub struct Typed {
    scope: String,
    pub(in crate::web::inside) until: String,
}

impl Typed {
    pub(super) fn read(&self, l: L10n, errors: &mut Errors) -> Option<Accompaniment> {
        let scope = errors.chosen(l, "scope", Scope::from_code(&self.scope));
        let until = errors.chosen(l, "until", self.until.parse().ok());
        Some(Accompaniment { scope: scope?, until: until? })
    }

    pub(super) fn of(it: Accompaniment) -> Self {
        Self { scope: it.scope.code().to_owned(), until: it.until.to_string() }
    }

    /// What one invites somebody for.
    pub(in crate::web::inside) fn scopes(&self, l: L10n) -> Vec<Choice> {
        let choice = |it: &Scope| Choice::new(it.code(), l.t(scope_key(*it)), it.code() == self.scope);
        Scope::ALL.iter().map(choice).collect()
    }
}
