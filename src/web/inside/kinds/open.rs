//! Who reads a note on what helped: what is asked.

use serde::{Deserialize, Serialize};

use crate::domain::coded::Coded as _;
use crate::domain::decision::Opening;
use crate::domain::experience::OpenTo;
use crate::l10n::L10n;
use crate::service::proposing::{Ground, Wanted};
use crate::web::form::{Choice, Errors};

/// As it was typed.
#[derive(Deserialize, Serialize, Default, Clone)]
#[serde(default)]
pub struct Typed {
    note: String,
    opened: String,
}

impl Typed {
    pub(super) fn read(&self, l: L10n, errors: &mut Errors) -> Option<Wanted> {
        let note = errors.chosen(l, "note", self.note.parse().ok());
        let to = errors.chosen(l, "opened", OpenTo::from_code(&self.opened));
        Some(Wanted::Open(note?, to?))
    }

    pub(super) fn of(it: Opening) -> Self {
        Self { note: it.note.to_string(), opened: it.to.code().to_owned() }
    }

    /// The notes from which one chooses: as they begin, since they can be long.
    pub(in crate::web::inside) fn notes(&self, l: L10n, ground: &Ground) -> Vec<Choice> {
        let none = Choice::new("", l.t("kind-open-choose"), self.note.is_empty());
        let all = ground.notes.iter();
        std::iter::once(none)
            .chain(all.map(|(id, words, _)| Choice::new(id, beginning(words), id.to_string() == self.note)))
            .collect()
    }

    /// Who could read it.
    pub(in crate::web::inside) fn readers(&self, l: L10n) -> Vec<Choice> {
        OpenTo::ALL.iter().map(|it| Choice::new(it.code(), l.t(key(*it)), it.code() == self.opened)).collect()
    }
}

/// So many characters of a note stand in a list.
const BEGINNING: usize = 60;

fn beginning(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= BEGINNING {
        return line;
    }
    line.chars().take(BEGINNING).chain(['…']).collect()
}

/// Who reads a note, in words.
#[must_use]
pub fn key(to: OpenTo) -> &'static str {
    match to {
        OpenTo::Group => "kind-open-group",
        OpenTo::Sisters => "kind-open-sisters",
        OpenTo::Everybody => "kind-open-everybody",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_note_is_known_by_its_beginning() {
        assert_eq!(beginning("A walk,\nand tea."), "A walk, and tea.");
        assert_eq!(beginning(&"α".repeat(61)), format!("{}…", "α".repeat(60)));
    }
}
