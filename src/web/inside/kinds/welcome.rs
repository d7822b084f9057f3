//! The members of another group are welcome: which, by the address of its page.

use serde::{Deserialize, Serialize};

use crate::domain::group::Address;
use crate::domain::ids::GroupId;
use crate::l10n::L10n;
use crate::web::form::Errors;

/// As it was typed.
#[derive(Deserialize, Serialize, Default, Clone)]
#[serde(default)]
pub struct Typed {
    pub(in crate::web::inside) other: String,
}

impl Typed {
    pub(super) fn read(&self, l: L10n, errors: &mut Errors) -> Option<Address> {
        let address = Address::parse(&self.other);
        if address.is_none() {
            errors.add("other", l.t("kind-welcome-no-address"));
        }
        address
    }

    pub(super) fn of(group: GroupId) -> Self {
        Self { other: format!("/g/{group}") }
    }
}
