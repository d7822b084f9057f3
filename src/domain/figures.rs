//! From what groups have counted to what may be published: the counts of a week are summed by cell, noise is added once, and what
//! comes out is a [`Published`] figure, which nothing else makes. After that no arithmetic can tell more than was drawn.
//!
//! Two figures are published for each week: how often somebody attended, and how often for the first time. The unit that is protected
//! is one attendance; whoever comes several times in a week is protected less, and the page for members says so.
//!
//! Absent: which groups pass their counts on, when a week is released, and how figures are kept.

use std::collections::BTreeMap;
use std::iter::Sum;
use std::ops::Add;

use super::coded::Coded as _;
use super::release::Week;
use super::series::MeetingKey;
use super::text::Slug;
use crate::coded;

pub mod cell;
pub mod noise;
pub mod plan;
pub mod week;

use cell::{Cell, Traits};
use noise::EPSILON_QUARTERS;
use plan::Plan;

coded! {
    /// What is counted.
    pub enum Figure {
        /// Heads at meetings: attendances, not persons.
        Attendances = "attendances",
        FirstAttendances = "first_attendances",
    }
}

/// So many quarters of ε one figure of one programme spends in a calendar year at most: that of as many weeks as a year can have.
pub const YEARLY_BUDGET: i32 = 53 * EPSILON_QUARTERS;

/// How many of a hundred guesses are right whether somebody came, of whoever knows all about everybody else and sees the figures of so
/// many weeks in which that person always came, or never. Half of them would be by chance. `tests/attacks` tries it.
pub const OBSERVER: [(u32, u32); 4] = [(1, 56), (4, 61), (12, 67), (52, 82)];

/// What one more week spends, where so much of the year's budget is spent; `None` when it would be passed.
#[must_use]
pub fn spend(spent: i32) -> Option<i32> {
    (spent <= YEARLY_BUDGET - EPSILON_QUARTERS).then_some(EPSILON_QUARTERS)
}

/// A number that may be published: noise has been added to what was counted, or it is a sum of such numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Published {
    noised: i64,
    draws: u32,
}

/// As people see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Fewer than [`FEW`].
    Few,
    /// To the nearest 5; in 95 of 100 cases what was counted lies within so much of it.
    About { nearest: i64, within: i64 },
}

/// Below this a figure says only that it is below.
pub const FEW: i64 = 10;
/// To the nearest of these figures are rounded, which moves them by 2 at most.
const STEP: i64 = 5;

impl Published {
    fn draw(counted: u64, chance: &[u8; 32]) -> Self {
        let counted = i64::try_from(counted).unwrap_or(i64::MAX / 2);
        Self { noised: counted + noise::drawn(chance), draws: 1 }
    }

    /// One that was drawn before, as it stands in the line of its week.
    fn frozen(noised: i64) -> Self {
        Self { noised, draws: 1 }
    }

    /// With its noise; it can be below zero.
    #[must_use]
    pub fn noised(self) -> i64 {
        self.noised
    }

    /// As people see it.
    #[must_use]
    pub fn shown(self) -> Shown {
        if self.noised < FEW {
            return Shown::Few;
        }
        let nearest = (self.noised + STEP / 2) / STEP * STEP;
        Shown::About { nearest, within: noise::within(self.draws) + STEP / 2 }
    }
}

impl Add for Published {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self { noised: self.noised + other.noised, draws: self.draws.saturating_add(other.draws) }
    }
}

/// `None` of nothing: where no figure was released, there is no figure.
impl Sum<Published> for Option<Published> {
    fn sum<I: Iterator<Item = Published>>(all: I) -> Self {
        all.reduce(Add::add)
    }
}

/// What was counted at a meeting whose group passes it on.
#[derive(Debug, Clone)]
pub struct Counted {
    pub meeting: MeetingKey,
    pub traits: Traits,
    pub heads: u16,
    pub first_time: u16,
}

impl Counted {
    fn of(&self, figure: Figure) -> u16 {
        match figure {
            Figure::Attendances => self.heads,
            Figure::FirstAttendances => self.first_time,
        }
    }
}

/// The figures of a programme's week: every cell of the plan, whether anybody was counted in it or not.
///
/// The noise follows from `keyed`, a keyed hash that nobody can compute without the key, over everything of which the figure is made. So
/// the same counts have the same noise when they are drawn again, and others have noise that tells nothing about it.
#[must_use]
pub fn release(
    of: &Slug,
    week: Week,
    plan: &Plan,
    counted: &[Counted],
    keyed: impl Fn(&[&[u8]]) -> [u8; 32],
) -> BTreeMap<(Figure, Cell), Published> {
    let mut held: BTreeMap<&Cell, Vec<&Counted>> = plan.cells().map(|(cell, _)| (cell, Vec::new())).collect();
    for it in counted {
        if let Some(all) = plan.cell(&it.traits).and_then(|cell| held.get_mut(cell)) {
            all.push(it);
        }
    }
    let mut drawn = BTreeMap::new();
    for (cell, mut all) in held {
        all.sort_by_key(|it| it.meeting);
        for figure in Figure::ALL {
            let written = all.iter().map(|it| {
                let MeetingKey { series, original } = it.meeting;
                format!("{series} {} {}", original.compact(), it.of(*figure))
            });
            let of_what = [figure.code().to_owned(), of.to_string(), week.to_string(), cell.to_string()];
            let parts: Vec<String> = of_what.into_iter().chain(written).collect();
            let parts: Vec<&[u8]> = parts.iter().map(String::as_bytes).collect();
            let sum = all.iter().map(|it| u64::from(it.of(*figure))).sum();
            drawn.insert((*figure, cell.clone()), Published::draw(sum, &keyed(&parts)));
        }
    }
    drawn
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use chrono::NaiveDate;

    use super::cell::Part;
    use super::*;
    use crate::domain::group::Format;
    use crate::domain::ids::{GroupId, SeriesId};
    use crate::domain::time::Wall;

    /// Bytes for which no noise is drawn.
    const STILL: [u8; 32] = [0xff; 32];

    fn traits(place: &str) -> Traits {
        Traits {
            place: Part::of(&[Slug::parse(place).unwrap()]),
            field: Part::Unsaid,
            format: Format::Online,
        }
    }

    fn monday() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 12, 7).unwrap()
    }

    fn counted(series: u8, place: &str, heads: u16, first_time: u16) -> Counted {
        let meeting = MeetingKey {
            series: SeriesId::from_random([0, 0, 0, 0, 0, 0, 0, series]),
            original: Wall::from_naive(monday().and_hms_opt(19, 0, 0).unwrap()),
        };
        Counted { meeting, traits: traits(place), heads, first_time }
    }

    fn plan() -> Plan {
        let groups = ["volos", "volos", "volos", "chania", "chania", "chania"];
        let there: Vec<_> = groups
            .into_iter()
            .zip(0_u8..)
            .map(|(place, id)| (GroupId::from_random([0, 0, 0, 0, 0, 0, 0, id]), traits(place)))
            .collect();
        Plan::of(&there)
    }

    fn of(counted: &[Counted], keyed: impl Fn(&[&[u8]]) -> [u8; 32]) -> BTreeMap<(Figure, Cell), Published> {
        release(&Slug::parse("kinisi").unwrap(), Week::of(monday()), &plan(), counted, keyed)
    }

    #[test]
    fn counts_are_summed_by_cell_and_an_empty_cell_has_its_figure_too() {
        let all = [counted(1, "volos", 11, 2), counted(2, "volos", 4, 0), counted(3, "patra", 99, 9)];
        let figures: Vec<_> = of(&all, |_| STILL)
            .into_iter()
            .map(|((figure, cell), it)| format!("{} {cell} {}", figure.code(), it.noised()))
            .collect();
        assert_eq!(
            figures,
            [
                "attendances place=chania 0",
                "attendances place=volos 15",
                "first_attendances place=chania 0",
                "first_attendances place=volos 2",
            ]
        );
    }

    #[test]
    fn noise_follows_from_all_of_which_a_figure_is_made_and_from_nothing_else() {
        let seen = |counted: &[Counted]| {
            let messages = RefCell::new(Vec::new());
            of(counted, |parts| {
                messages.borrow_mut().push(parts.concat());
                STILL
            });
            messages.into_inner()
        };
        let one = [counted(1, "volos", 11, 2), counted(2, "volos", 4, 0)];
        let [in_another_order, one_more] =
            [[one[1].clone(), one[0].clone()], [one[0].clone(), counted(2, "volos", 5, 0)]];
        assert_eq!(seen(&one), seen(&in_another_order));
        let differing: Vec<bool> = seen(&one).iter().zip(seen(&one_more)).map(|(a, b)| *a != b).collect();
        // Chania's are not touched; nor is the number of first attendances in Volos.
        assert_eq!(differing, [false, false, true, false]);
        let distinct: std::collections::BTreeSet<_> = seen(&one).into_iter().collect();
        assert_eq!(distinct.len(), 4);
    }

    #[test]
    fn what_is_shown_is_rounded_and_says_how_far_off_it_may_be() {
        let shown = |it| Published::frozen(it).shown();
        assert_eq!([shown(-7), shown(0), shown(9)], [Shown::Few; 3]);
        assert_eq!(shown(10), Shown::About { nearest: 10, within: 14 });
        assert_eq!(shown(12), Shown::About { nearest: 10, within: 14 });
        assert_eq!(shown(13), Shown::About { nearest: 15, within: 14 });
        let quarter: Option<Published> = (0..13).map(|_| Published::frozen(20)).sum();
        assert_eq!(quarter.unwrap().shown(), Shown::About { nearest: 260, within: 42 });
        assert_eq!(std::iter::empty().sum::<Option<Published>>(), None);
    }

    #[test]
    fn a_year_has_a_budget() {
        let mut spent = 0;
        let mut weeks = 0;
        while let Some(more) = spend(spent) {
            spent += more;
            weeks += 1;
        }
        assert_eq!((weeks, spent), (53, YEARLY_BUDGET));
    }
}
