//! A member would be excluded: what is asked. Why it is asked stands sealed, and not with the proposal.

use serde::{Deserialize, Serialize};

use crate::domain::exclusion::{MONTHS, Shut};
use crate::domain::ids::MembershipId;
use crate::l10n::L10n;
use crate::service::proposing::{Excluding, Ground};
use crate::web::form::{Choice, Errors};

/// As it was typed.
#[derive(Deserialize, Serialize, Default, Clone)]
#[serde(default)]
pub struct Typed {
    excluded: String,
    months: String,
    danger: String,
}

impl Typed {
    pub(super) fn read(&self, l: L10n, errors: &mut Errors) -> Option<Excluding> {
        let member: Option<MembershipId> = errors.chosen(l, "excluded", self.excluded.parse().ok());
        let months = self.months.parse().ok().and_then(Shut::months);
        let shut = errors.chosen(l, "months", months);
        Some(Excluding { member: member?, shut: shut?, in_danger: self.is_danger() })
    }

    pub(in crate::web::inside) fn is_danger(&self) -> bool {
        self.danger == "yes"
    }

    /// Whom it can be about.
    pub(in crate::web::inside) fn members(&self, l: L10n, ground: &Ground) -> Vec<Choice> {
        let none = Choice::new("", l.t("step-back-choose"), self.excluded.is_empty());
        let all = ground.others.iter();
        let all = all.map(|(id, name)| Choice::new(id, name.clone(), id.to_string() == self.excluded));
        std::iter::once(none).chain(all).collect()
    }

    /// For how long the open door can stay shut.
    pub(in crate::web::inside) fn months(&self, l: L10n) -> Vec<Choice> {
        MONTHS
            .map(|months| {
                let words = l.with("kind-exclude-in-months", &[("months", months.into())]);
                Choice::new(months, words, months.to_string() == self.months)
            })
            .into()
    }
}
