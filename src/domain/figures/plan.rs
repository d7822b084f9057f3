//! Which cells a programme's figures have for a quarter. It follows from which groups were there for the whole quarter before, which
//! everybody can see; how many came to them is not known here, so that no cell appears or vanishes because of who came.
//!
//! Where fewer than three groups were, cells are merged: first over formats, then over fields, then over places.

use std::collections::{BTreeMap, BTreeSet};

use super::cell::{Cell, Dimension, Traits};
use crate::domain::coded::Coded as _;
use crate::domain::ids::GroupId;

/// A cell has so many groups at least.
pub const FEWEST: usize = 3;
/// A programme with fewer groups is told apart by one dimension only.
const SMALL: usize = 20;

/// The cells of a quarter, each with how many groups it was made for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    cells: BTreeMap<Cell, usize>,
}

impl Plan {
    /// From the groups that were there, and how each of them meets; one with meetings of two formats stands here twice.
    #[must_use]
    pub fn of(there: &[(GroupId, Traits)]) -> Self {
        let dimensions = dimensions(there);
        let finest: Vec<(GroupId, Cell)> =
            there.iter().map(|(group, it)| (*group, it.cell(&dimensions))).collect();
        let mut cells: BTreeSet<Cell> = finest.iter().map(|(_, cell)| cell.clone()).collect();
        loop {
            let held = groups_in(&cells, &finest);
            let Some(small) = deepest_small(&held) else {
                return Self { cells: held.into_iter().map(|(cell, groups)| (cell, groups.len())).collect() };
            };
            match (smallest_below(&small, &held), small.coarser()) {
                (Some(below), _) => {
                    cells.remove(&below);
                }
                (None, coarser) => {
                    cells.remove(&small);
                    cells.extend(coarser);
                }
            }
        }
    }

    /// As it was written down.
    #[must_use]
    pub fn stored(cells: BTreeMap<Cell, usize>) -> Self {
        Self { cells }
    }

    /// Its cells, and for how many groups each was made.
    pub fn cells(&self) -> impl Iterator<Item = (&Cell, usize)> {
        self.cells.iter().map(|(cell, groups)| (cell, *groups))
    }

    /// For how many groups a cell was made; `None` when it is none of these.
    #[must_use]
    pub fn groups(&self, of: &Cell) -> Option<usize> {
        self.cells.get(of).copied()
    }

    /// In which cell a meeting is counted: the finest that speaks of it. `None` when none does: it waits for the next quarter.
    #[must_use]
    pub fn cell(&self, of: &Traits) -> Option<&Cell> {
        let dimensions = self.cells.keys().max_by_key(|it| it.depth())?.dimensions();
        nearest(&of.cell(&dimensions), &self.cells)
    }
}

/// The finest cell of a set that speaks of what this one speaks of.
fn nearest<'a, T>(of: &Cell, among: &'a BTreeMap<Cell, T>) -> Option<&'a Cell> {
    of.and_coarser().find_map(|it| among.get_key_value(&it)).map(|(cell, _)| cell)
}

/// A small programme is told apart by the first dimension in which its groups differ; any other by all.
fn dimensions(there: &[(GroupId, Traits)]) -> Vec<Dimension> {
    let groups: BTreeSet<GroupId> = there.iter().map(|(group, _)| *group).collect();
    if groups.len() >= SMALL {
        return Dimension::ALL.to_vec();
    }
    let differs = |by: &Dimension| {
        let values: BTreeSet<Cell> = there.iter().map(|(_, it)| it.cell(&[*by])).collect();
        values.len() > 1
    };
    Dimension::ALL.iter().copied().find(differs).into_iter().collect()
}

fn groups_in(cells: &BTreeSet<Cell>, finest: &[(GroupId, Cell)]) -> BTreeMap<Cell, BTreeSet<GroupId>> {
    let mut held: BTreeMap<Cell, BTreeSet<GroupId>> =
        cells.iter().map(|it| (it.clone(), BTreeSet::new())).collect();
    for (group, cell) in finest {
        let at = nearest(cell, &held).cloned();
        if let Some(groups) = at.and_then(|at| held.get_mut(&at)) {
            groups.insert(*group);
        }
    }
    held
}

/// Of the cells with too few groups the finest, and the first of these.
fn deepest_small(held: &BTreeMap<Cell, BTreeSet<GroupId>>) -> Option<Cell> {
    let small = held.iter().filter(|(_, groups)| groups.len() < FEWEST).map(|(cell, _)| cell);
    small.min_by_key(|it| (std::cmp::Reverse(it.depth()), (*it).clone())).cloned()
}

/// Of the cells whose groups would be counted in this one if they had none of their own, the one with the fewest groups.
fn smallest_below(of: &Cell, held: &BTreeMap<Cell, BTreeSet<GroupId>>) -> Option<Cell> {
    let below = held
        .iter()
        .filter(|(cell, _)| cell.coarser().is_some_and(|coarser| nearest(&coarser, held) == Some(of)));
    below.min_by_key(|(cell, groups)| (groups.len(), (*cell).clone())).map(|(cell, _)| cell.clone())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::figures::cell::Part;
    use crate::domain::group::Format;
    use crate::domain::text::Slug;

    fn traits(place: &str, field: &str, format: Format) -> Traits {
        let one = |it: &str| Part::of(&[Slug::parse(it).unwrap()]);
        Traits { place: one(place), field: one(field), format }
    }

    /// So many groups of each kind.
    fn there(kinds: &[(usize, &str, &str, Format)]) -> Vec<(GroupId, Traits)> {
        let all = kinds.iter().flat_map(|(many, place, field, format)| {
            std::iter::repeat_n(traits(place, field, *format), *many)
        });
        all.zip(1_u64..).map(|(it, number)| (GroupId::from_random(number.to_be_bytes()), it)).collect()
    }

    fn cells(of: &Plan) -> Vec<String> {
        of.cells().map(|(cell, groups)| format!("{cell} {groups}")).collect()
    }

    use Format::{InPerson, Online};

    #[test]
    fn fewer_than_three_groups_have_no_figures() {
        assert_eq!(cells(&Plan::of(&[])), [""; 0]);
        assert_eq!(cells(&Plan::of(&there(&[(2, "volos", "alcohol", InPerson)]))), [""; 0]);
        assert_eq!(cells(&Plan::of(&there(&[(3, "volos", "alcohol", InPerson)]))), ["* 3"]);
        // One group that stands there for two formats is one group.
        let (mut both, [.., last]) = (there(&[(2, "volos", "alcohol", InPerson)]), [0, 1]);
        both.push((both[last].0, traits("volos", "alcohol", Online)));
        assert_eq!(cells(&Plan::of(&both)), [""; 0]);
    }

    #[test]
    fn a_small_programme_is_told_apart_by_one_dimension() {
        let places = there(&[
            (6, "athina", "alcohol", InPerson),
            (4, "volos", "anxiety", Online),
            (9, "chania", "grief", InPerson),
        ]);
        assert_eq!(cells(&Plan::of(&places)), ["place=athina 6", "place=chania 9", "place=volos 4"]);
        let one_place = there(&[(6, "athina", "alcohol", InPerson), (4, "athina", "anxiety", Online)]);
        assert_eq!(cells(&Plan::of(&one_place)), ["field=alcohol 6", "field=anxiety 4"]);
    }

    #[test]
    fn what_is_too_small_is_merged_over_formats_then_fields_then_places() {
        let plan = Plan::of(&there(&[
            (5, "athina", "alcohol", InPerson),
            (4, "athina", "alcohol", Online),
            (4, "athina", "anxiety", InPerson),
            (2, "athina", "anxiety", Online), // too small: takes the other format with it
            (3, "athina", "grief", InPerson),
            (1, "athina", "gambling", InPerson), // too small: takes the smallest field with it
            (2, "volos", "alcohol", InPerson),
            (2, "chania", "alcohol", InPerson), // together they are enough
        ]));
        assert_eq!(
            cells(&plan),
            [
                "* 4",
                "place=athina 4",
                "place=athina/field=alcohol/format=in_person 5",
                "place=athina/field=alcohol/format=online 4",
                "place=athina/field=anxiety 6",
            ]
        );
        let of = |place, field, format| plan.cell(&traits(place, field, format)).map(ToString::to_string);
        assert_eq!(of("athina", "grief", Online).as_deref(), Some("place=athina"));
        assert_eq!(of("athina", "alcohol", Format::Hybrid).as_deref(), Some("place=athina"));
        assert_eq!(of("patra", "new", Online).as_deref(), Some("*"));
    }

    #[test]
    fn a_group_of_which_no_cell_speaks_waits_for_the_next_quarter() {
        let plan = Plan::of(&there(&[(6, "athina", "alcohol", InPerson), (4, "volos", "alcohol", InPerson)]));
        assert_eq!(cells(&plan), ["place=athina 6", "place=volos 4"]);
        assert_eq!(plan.cell(&traits("patra", "alcohol", InPerson)), None);
        assert_eq!(Plan::default().cell(&traits("patra", "alcohol", InPerson)), None);
    }

    fn any_traits() -> impl Strategy<Value = Traits> {
        let of = |all: &'static [&'static str]| proptest::sample::select(all);
        (of(&["athina", "volos", "chania", "patra"]), of(&["alcohol", "anxiety", "grief"]), 0_usize..3)
            .prop_map(|(place, field, format)| traits(place, field, Format::ALL[format]))
    }

    proptest! {
        #[test]
        fn every_cell_has_three_groups_and_every_group_that_was_there_is_counted(
            kinds in proptest::collection::vec((0_u64..40, any_traits()), 0..90)
        ) {
            let there: Vec<_> =
                kinds.into_iter().map(|(id, it)| (GroupId::from_random(id.to_be_bytes()), it)).collect();
            let plan = Plan::of(&there);
            let mut held: BTreeMap<&Cell, BTreeSet<GroupId>> = BTreeMap::new();
            for (group, it) in &there {
                match plan.cell(it) {
                    Some(cell) => { held.entry(cell).or_default().insert(*group); }
                    None => prop_assert!(plan.cells().count() == 0),
                }
            }
            for (cell, groups) in plan.cells() {
                prop_assert!(groups >= FEWEST);
                prop_assert_eq!(held.get(cell).map_or(0, BTreeSet::len), groups);
            }
            let mut backwards = there.clone();
            backwards.reverse();
            prop_assert_eq!(Plan::of(&backwards), plan, "the order does not matter");
        }
    }
}
