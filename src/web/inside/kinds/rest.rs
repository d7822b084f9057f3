//! A group would rest: until when.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::time::WallRefusal;
use crate::l10n::L10n;
use crate::web::form::Errors;

/// As it was typed.
#[derive(Deserialize, Serialize, Default, Clone)]
#[serde(default)]
pub struct Typed {
    pub(in crate::web::inside) again: String,
}

impl Typed {
    pub(super) fn read(&self, l: L10n, errors: &mut Errors) -> Option<NaiveDate> {
        let until = NaiveDate::parse_from_str(self.again.trim(), "%Y-%m-%d").ok();
        if until.is_none() {
            errors.add("again", l.sentence(&WallRefusal::Date));
        }
        until
    }

    pub(super) fn of(until: NaiveDate) -> Self {
        Self { again: until.to_string() }
    }
}
