//! What a coordinator is given of a week: by the code that runs, or by a build that is weaker in one way.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use parea::domain::figures::cell::{Cell, Traits};
use parea::domain::figures::plan::Plan;
use parea::domain::figures::{Counted, Figure, Published, release};
use parea::domain::ids::GroupId;
use parea::domain::release::Week;
use parea::domain::text::Slug;
use parea::vault::Keys;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Build {
    Real,
    /// Exact, and hidden where it is below eleven; its totals are exact.
    ExactAboveTen,
    /// To the nearest five, totals by themselves.
    Rounded,
    /// The noise follows from the cell: the same each week.
    NoiseByCell,
    /// Each request draws anew.
    NoiseByRequest,
    /// A week is drawn once more when a backup was restored.
    DrawnAgain,
    /// A cell is there when three groups in it had somebody come.
    CellsByAttendance,
}

impl Build {
    pub fn name(self) -> &'static str {
        match self {
            Self::Real => "the code that runs",
            Self::ExactAboveTen => "exact counts above ten",
            Self::Rounded => "rounding to five",
            Self::NoiseByCell => "noise by cell",
            Self::NoiseByRequest => "noise by request",
            Self::DrawnAgain => "drawn again after a restore",
            Self::CellsByAttendance => "cells by attendance",
        }
    }
}

/// A figure that is not there. Far from all that can be.
pub const HIDDEN: i64 = -10_000;

/// What is published of a week: each cell, and their total.
pub struct Seen {
    pub cells: BTreeMap<Cell, i64>,
    pub total: i64,
}

impl Seen {
    pub fn of(&self, cell: &Cell) -> i64 {
        self.cells.get(cell).copied().unwrap_or(HIDDEN)
    }
}

/// A programme, as everybody knows it.
pub struct Programme {
    pub slug: Slug,
    pub plan: Plan,
    /// One for each series that can be counted.
    pub groups: Vec<(GroupId, Traits)>,
}

/// Made of another root for each pair, as if it were another installation.
fn keys(pair: u64) -> Keys {
    let mut root = [7; 32];
    root[..8].copy_from_slice(&pair.to_be_bytes());
    Keys::from_root(root)
}

/// Another key for each installation is dear to derive; the same is used for a run of pairs, whose weeks differ.
static KEYS: LazyLock<Vec<Keys>> = LazyLock::new(|| (0..64).map(keys).collect());

/// What `build` publishes when it is asked for the `look`th time. `moment` keeps pairs and worlds apart, as other installations.
pub fn published(
    build: Build,
    programme: &Programme,
    (moment, look): (u64, u64),
    week: Week,
    counted: &[Counted],
    figure: Figure,
) -> Seen {
    let count = u64::try_from(KEYS.len()).unwrap();
    let keys = &KEYS[usize::try_from(moment % count).unwrap()];
    let moment = moment.to_be_bytes();
    let look = look.to_be_bytes();
    let drawn = |plan: &Plan, chance: &dyn Fn(&[&[u8]]) -> [u8; 32]| {
        let drawn = release(&programme.slug, week, plan, counted, chance);
        drawn
            .into_iter()
            .filter(|((of, _), _)| *of == figure)
            .map(|((_, cell), it)| (cell, it.noised()))
            .collect()
    };
    let summed = |cells: BTreeMap<Cell, i64>| Seen { total: cells.values().sum(), cells };
    let with = |parts: &[&[u8]], more: &[&[u8]]| keys.figure_chance(&[parts, more].concat());
    match build {
        Build::Real => summed(drawn(&programme.plan, &|parts| with(parts, &[&moment]))),
        Build::NoiseByCell => {
            // Without the week, and without what was counted.
            summed(drawn(&programme.plan, &|parts| with(&[parts[0], parts[1], parts[3]], &[&moment])))
        }
        Build::NoiseByRequest | Build::DrawnAgain => {
            summed(drawn(&programme.plan, &|parts| with(parts, &[&moment, &look])))
        }
        Build::ExactAboveTen => {
            let cells = drawn(&programme.plan, &|_| [0xff; 32]);
            let shown =
                cells.into_iter().map(|(cell, it)| (cell, if it > 10 { it } else { HIDDEN })).collect();
            Seen { cells: shown, total: exact(counted, figure) }
        }
        Build::Rounded => {
            let round = |it: i64| (it + 2) / 5 * 5;
            let cells = drawn(&programme.plan, &|_| [0xff; 32]);
            let shown = cells.into_iter().map(|(cell, it)| (cell, round(it))).collect();
            Seen { cells: shown, total: round(exact(counted, figure)) }
        }
        Build::CellsByAttendance => {
            let there = programme.groups.iter().zip(counted).filter(|(_, it)| it.heads > 0);
            let plan = Plan::of(&there.map(|(group, _)| group.clone()).collect::<Vec<_>>());
            summed(drawn(&plan, &|parts| with(parts, &[&moment])))
        }
    }
}

/// Of each cell what was counted, and what the real code draws.
pub fn drawn(
    programme: &Programme,
    moment: u64,
    week: Week,
    counted: &[Counted],
    figure: Figure,
) -> Vec<(u64, Published)> {
    let (keys, moment) = (keys(moment), moment.to_be_bytes());
    let of = |chance: &dyn Fn(&[&[u8]]) -> [u8; 32]| {
        release(&programme.slug, week, &programme.plan, counted, chance)
    };
    let exact = of(&|_| [0xff; 32]);
    let drawn = of(&|parts| keys.figure_chance(&[parts, &[&moment]].concat()));
    let pairs = exact.into_iter().zip(drawn.into_values());
    pairs
        .filter(|(((kind, _), _), _)| *kind == figure)
        .map(|((_, exact), drawn)| (u64::try_from(exact.noised()).unwrap(), drawn))
        .collect()
}

fn exact(counted: &[Counted], figure: Figure) -> i64 {
    let of = |it: &Counted| match figure {
        Figure::Attendances => it.heads,
        Figure::FirstAttendances => it.first_time,
    };
    counted.iter().map(|it| i64::from(of(it))).sum()
}
