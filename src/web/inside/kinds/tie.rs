//! To which programme a group is tied, and how: what is asked.

use serde::{Deserialize, Serialize};

use crate::domain::coded::Coded as _;
use crate::domain::decision::Bond;
use crate::domain::group::Tie;
use crate::domain::ids::ProgrammeId;
use crate::l10n::L10n;
use crate::service::proposing::Ground;
use crate::web::form::{Choice, Errors};

/// As it was typed.
#[derive(Deserialize, Serialize, Default, Clone)]
#[serde(default)]
pub struct Typed {
    tie: String,
    /// Empty for none.
    programme: String,
}

impl Typed {
    pub(super) fn read(&self, l: L10n, errors: &mut Errors) -> Option<Bond> {
        let tie = errors.chosen(l, "tie", Tie::from_code(&self.tie))?;
        let programme: Option<ProgrammeId> = match self.programme.as_str() {
            "" => None,
            id => Some(errors.chosen(l, "programme", id.parse().ok())?),
        };
        let bond = Bond::new(tie, programme);
        if bond.is_none() {
            errors.add("programme", l.t("kind-no-programme"));
        }
        bond
    }

    pub(super) fn of(bond: Bond) -> Self {
        Self {
            tie: bond.tie().code().to_owned(),
            programme: bond.programme().map_or_else(String::new, |id| id.to_string()),
        }
    }

    /// Nothing is chosen yet: then how it is.
    fn or_of(&self, ground: &Ground) -> Self {
        if self.tie.is_empty() { Self::of(ground.bond) } else { self.clone() }
    }

    /// The ties from which one chooses.
    pub(in crate::web::inside) fn ties(&self, l: L10n, ground: &Ground) -> Vec<Choice> {
        let chosen = self.or_of(ground).tie;
        Tie::ALL.iter().map(|it| Choice::new(it.code(), l.t(key(*it)), it.code() == chosen)).collect()
    }

    /// The programmes from which one chooses, and none.
    pub(in crate::web::inside) fn programmes(&self, l: L10n, ground: &Ground) -> Vec<Choice> {
        let chosen = self.or_of(ground).programme;
        let none = Choice::new("", l.t("kind-tie-nobody"), chosen.is_empty());
        let all = ground.programmes.iter();
        std::iter::once(none)
            .chain(all.map(|(id, name)| Choice::new(id, name.clone(), id.to_string() == chosen)))
            .collect()
    }
}

/// A tie, in words.
#[must_use]
pub fn key(tie: Tie) -> &'static str {
    match tie {
        Tie::Autonomous => "kind-tie-autonomous",
        Tie::Accompanied => "kind-tie-accompanied",
        Tie::ProgrammeRun => "kind-tie-programme-run",
    }
}
