//! Of what the lines of a table speak: cells by name, in the reader's language.

use std::collections::{BTreeMap, BTreeSet};

use super::{Pair, drawn, pair};
use crate::domain::figures::cell::{Cell, Dimension, Part};
use crate::domain::figures::week::ReleasedWeek;
use crate::domain::figures::{Figure, Published};
use crate::domain::group::Format;

/// What a cell speaks of; a dimension that it leaves out is that of all which have no cell of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Of {
    pub place: Option<Named>,
    pub field: Option<Named>,
    pub format: Option<Format>,
    /// Whether others have cells of their own within what it speaks of.
    pub is_rest: bool,
}

impl Of {
    /// By name; what speaks of all others, behind those others.
    fn order(&self) -> impl Ord + use<'_> {
        let Self { place, field, format, .. } = self;
        ((place.is_none(), place), (field.is_none(), field), (format.is_none(), format))
    }
}

/// What stands in a dimension.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Named {
    As(String),
    Unsaid,
    Several,
}

/// The groups that are somewhere, about something.
#[derive(Debug, Clone)]
pub struct Listed {
    pub place: Named,
    pub field: Named,
    pub groups: u32,
}

/// A cell, or several together, over the whole time.
#[derive(Debug, Clone)]
pub struct Line {
    pub of: Of,
    /// For how many groups it was made; `None` when that was lost with a database, and its figures were not.
    pub groups: Option<usize>,
    pub figures: Pair,
}

/// What places and fields are called.
pub(super) struct Names {
    pub(super) places: BTreeMap<String, String>,
    pub(super) fields: BTreeMap<String, String>,
}

impl Names {
    /// A line for each thing that cells are part of, with all of their figures together.
    pub(super) fn lines(
        &self,
        weeks: &[ReleasedWeek],
        part: impl Fn(&Cell) -> Cell,
        groups: impl Fn(&Cell) -> Option<usize>,
    ) -> Vec<Line> {
        let mut sums: BTreeMap<Cell, BTreeMap<Figure, Published>> = BTreeMap::new();
        for ((figure, cell), it) in drawn(weeks).flatten() {
            let sum = sums.entry(part(cell)).or_default();
            sum.entry(*figure).and_modify(|sum| *sum = *sum + *it).or_insert(*it);
        }
        let all: BTreeSet<&Cell> = sums.keys().collect();
        let lines = sums.iter().map(|(cell, of)| Line {
            of: self.of_cell(cell, &all),
            groups: groups(cell),
            figures: pair(|figure| of.get(&figure).copied()),
        });
        let mut lines: Vec<Line> = lines.collect();
        lines.sort_by(|one, other| one.of.order().cmp(&other.of.order()));
        lines
    }

    /// The groups in the lists, by place and field.
    pub(super) fn listed(&self, groups: &BTreeMap<Cell, u32>) -> Vec<Listed> {
        let listed = groups.iter().filter_map(|(cell, groups)| {
            let place = named(cell.part(Dimension::Place)?, &self.places)?;
            let field = named(cell.part(Dimension::Field)?, &self.fields)?;
            Some(Listed { place, field, groups: *groups })
        });
        listed.collect()
    }

    fn of_cell(&self, cell: &Cell, all: &BTreeSet<&Cell>) -> Of {
        let is_rest = all.iter().any(|it| *it != cell && it.and_coarser().any(|coarser| coarser == *cell));
        Of {
            place: cell.part(Dimension::Place).and_then(|it| named(it, &self.places)),
            field: cell.part(Dimension::Field).and_then(|it| named(it, &self.fields)),
            format: cell.format(),
            is_rest,
        }
    }
}

/// What a part is called; a format has its own name.
fn named(part: &Part, names: &BTreeMap<String, String>) -> Option<Named> {
    match part {
        Part::Unsaid => Some(Named::Unsaid),
        Part::Several => Some(Named::Several),
        Part::One(slug) => {
            Some(Named::As(names.get(slug.as_str()).cloned().unwrap_or_else(|| slug.to_string())))
        }
        Part::Format(_) => None,
    }
}
