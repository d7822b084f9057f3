//! A member's name, as far as the reader may know it.

use super::L10n;
use crate::domain::audience::Named;

impl L10n {
    /// The name, or that it is somebody.
    #[must_use]
    pub fn named(self, name: &Named) -> String {
        name.known().map_or_else(|| self.t("people-somebody"), str::to_owned)
    }
}
