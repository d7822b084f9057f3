//! The attacks: two worlds that differ in whether one person came, and the numbers that whoever attacks makes of what they see. The
//! person would be at the last group of the list, which is small: now and then nobody else comes.

use std::sync::LazyLock;

use chrono::NaiveDate;
use parea::domain::figures::cell::{Cell, Part, Traits};
use parea::domain::figures::plan::Plan;
use parea::domain::figures::{Counted, Figure, Published};
use parea::domain::group::Format;
use parea::domain::ids::{GroupId, SeriesId};
use parea::domain::release::Week;
use parea::domain::series::MeetingKey;
use parea::domain::text::Slug;
use parea::domain::time::Wall;
use parea::world::Entropy;

use crate::builds::Build::{
    self, CellsByAttendance, DrawnAgain, ExactAboveTen, NoiseByCell, NoiseByRequest, Rounded,
};
use crate::builds::{Programme, Seen, drawn, published};

pub struct Scene {
    pub name: &'static str,
    /// How well somebody guesses who attacks so, as members are told.
    pub told: f64,
    /// Whether it is reached, too: what members are told is not only an upper bound.
    pub is_reached: bool,
    /// Whether the first number is a single figure, whose outputs are looked at one by one.
    pub is_single: bool,
    /// The weaker builds against which it has to succeed.
    pub against: &'static [Build],
    /// Of so many pairs there.
    pub pairs: usize,
    /// What is seen in a pair's world with the person, or without.
    pub seen: fn(Build, u64, bool) -> Vec<i64>,
}

const ONCE: Scene = Scene {
    name: "",
    told: 0.562,
    is_reached: true,
    is_single: true,
    against: &[ExactAboveTen, Rounded, NoiseByCell, NoiseByRequest, CellsByAttendance],
    pairs: 4_000,
    seen: |_, _, _| Vec::new(),
};

pub const SCENES: &[Scene] = &[
    Scene { name: "a margin is subtracted", seen: margin, ..ONCE },
    Scene { name: "somebody leaves", seen: leaving, ..ONCE },
    Scene {
        name: "drawn again after a restore",
        against: &[ExactAboveTen, Rounded, NoiseByCell, NoiseByRequest, CellsByAttendance, DrawnAgain],
        seen: restored,
        ..ONCE
    },
    Scene { name: "a thousand requests", pairs: 500, seen: requests, ..ONCE },
    Scene { name: "facilitators who collude", seen: colluding, ..ONCE },
    Scene { name: "sums against parts", seen: sums, ..ONCE },
    Scene { name: "puppet groups and toggled sharing", seen: puppets, ..ONCE },
    Scene {
        name: "shape and size",
        is_reached: false,
        is_single: false,
        against: &[ExactAboveTen, Rounded, CellsByAttendance],
        seen: shape,
        ..ONCE
    },
    // In both figures, each with its own noise: ε = ½.
    Scene {
        name: "a first attendance",
        told: 0.622,
        is_reached: false,
        is_single: false,
        seen: first,
        ..ONCE
    },
    // Nobody can reach more than 0.593 here: the odds of each week are one of two, and those of four weeks are often even.
    Scene {
        name: "steady for 4 weeks",
        told: 0.61,
        is_reached: false,
        is_single: false,
        seen: |build, pair, present| steady(build, pair, present, 4),
        ..ONCE
    },
    Scene {
        name: "steady for 12 weeks",
        told: 0.67,
        is_single: false,
        seen: |build, pair, present| steady(build, pair, present, 12),
        ..ONCE
    },
    Scene {
        name: "steady for 52 weeks",
        told: 0.82,
        is_single: false,
        pairs: 1_000,
        seen: |build, pair, present| steady(build, pair, present, 52),
        ..ONCE
    },
];

fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

fn id(number: usize) -> [u8; 8] {
    u64::try_from(number).unwrap().to_be_bytes()
}

/// A programme with a group at each of these places.
fn programme(places: &[&str]) -> Programme {
    let traits = |place: &&str| Traits {
        place: Part::of(&[slug(place)]),
        field: Part::of(&[slug("alcohol")]),
        format: Format::InPerson,
    };
    let groups: Vec<_> =
        places.iter().enumerate().map(|(i, place)| (GroupId::from_random(id(i)), traits(place))).collect();
    Programme { slug: slug("kinisi"), plan: Plan::of(&groups), groups }
}

static TWO_TOWNS: LazyLock<Programme> =
    LazyLock::new(|| programme(&["volos", "volos", "volos", "chania", "chania", "chania"]));
static ONE_TOWN: LazyLock<Programme> = LazyLock::new(|| programme(&["chania", "chania", "chania"]));

/// One world.
pub struct World {
    build: Build,
    programme: &'static Programme,
    /// Other pairs and the two worlds of a pair are as other installations.
    moment: u64,
    chance: Entropy,
}

/// How many others are at each group in a week.
type Others = Vec<u16>;

impl World {
    /// Who else comes is the same with and without the person.
    fn new(build: Build, programme: &'static Programme, pair: u64, present: bool) -> Self {
        Self { build, programme, moment: pair * 2 + u64::from(present), chance: Entropy::seeded(pair) }
    }

    /// With two towns, and nobody about whom anybody asks.
    pub fn of_two_towns(build: Build, pair: u64) -> Self {
        Self::new(build, &TWO_TOWNS, pair, false)
    }

    /// Of each cell of a week, what was counted and what is published.
    pub fn week(&self, number: usize, figure: Figure) -> Vec<(u64, Published)> {
        let counted = self.counted(week(number), &self.others(), false);
        drawn(self.programme, self.moment, week(number), &counted, figure)
    }

    fn below(&self, bound: u32) -> u16 {
        u16::try_from(self.chance.below(bound)).unwrap()
    }

    fn others(&self) -> Others {
        let groups = self.programme.groups.len();
        let mut others: Others = (1..groups).map(|_| 4 + self.below(9)).collect();
        others.push(self.below(4));
        others
    }

    fn counted(&self, week: Week, others: &Others, present: bool) -> Vec<Counted> {
        let evening = Wall::from_naive(week.monday().and_hms_opt(19, 0, 0).unwrap());
        let all = self.programme.groups.iter().zip(others).enumerate();
        let mut counted: Vec<Counted> = all
            .map(|(i, ((_, traits), heads))| Counted {
                meeting: MeetingKey { series: SeriesId::from_random(id(i)), original: evening },
                traits: traits.clone(),
                heads: *heads,
                first_time: *heads / 4,
            })
            .collect();
        let last = counted.last_mut().unwrap();
        last.heads += u16::from(present);
        last.first_time += u16::from(present);
        counted
    }

    fn look(&self, look: u64, week: Week, others: &Others, present: bool) -> Seen {
        let counted = self.counted(week, others, present);
        published(self.build, self.programme, (self.moment, look), week, &counted, Figure::Attendances)
    }

    /// As often as somebody asks. What is frozen is read again, and not drawn.
    fn looks(&self, many: u64, week: Week, others: &Others, present: bool) -> Vec<Seen> {
        let many = if self.build == NoiseByRequest { many } else { 1 };
        (0..many).map(|look| self.look(look, week, others, present)).collect()
    }

    /// The cell in which the person would be counted; the whole, where no plan has it.
    fn cell(&self) -> Cell {
        let traits = &self.programme.groups.last().unwrap().1;
        self.programme.plan.cell(traits).cloned().unwrap_or(Cell::REST)
    }

    /// How many others are counted in that cell, as far as anybody can know.
    fn known(&self, others: &Others) -> i64 {
        let cell = self.cell();
        let here = |traits: &Traits| self.programme.plan.cell(traits) == Some(&cell);
        let all = self.programme.groups.iter().zip(others);
        all.filter(|((_, traits), _)| here(traits)).map(|(_, heads)| i64::from(*heads)).sum()
    }

    fn all_known(others: &Others) -> i64 {
        others.iter().copied().map(i64::from).sum()
    }

    /// What anybody makes of a week that they have looked at several times, and of an earlier one of which they know all: the figure
    /// beside what they know; the same over all looks; how often it was above; beside the earlier one; how many cells there are; the
    /// total.
    fn made_of(&self, looks: &[Seen], others: &Others) -> Vec<i64> {
        let (cell, known) = (self.cell(), self.known(others));
        let beside: Vec<i64> = looks.iter().map(|it| it.of(&cell) - known).collect();
        let before = self.others();
        let earlier = self.look(0, week(0), &before, false).of(&cell) - self.known(&before);
        vec![
            beside[0],
            beside.iter().sum(),
            i64::try_from(beside.iter().filter(|it| **it > 0).count()).unwrap(),
            beside[0] - earlier,
            i64::try_from(looks[0].cells.len()).unwrap(),
            looks[0].total - Self::all_known(others),
        ]
    }
}

/// The weeks of a year, from its first.
fn week(number: usize) -> Week {
    let mut week = Week::of(NaiveDate::from_ymd_opt(2026, 1, 1).unwrap());
    for _ in 0..number {
        week = week.next();
    }
    week
}

/// So often somebody looks who has no script for it.
const LOOKS: u64 = 8;

/// The total, without the cells of which everything is known.
fn margin(build: Build, pair: u64, present: bool) -> Vec<i64> {
    let world = World::new(build, &TWO_TOWNS, pair, present);
    let others = world.others();
    let looks = world.looks(LOOKS, week(1), &others, present);
    let cell = world.cell();
    let mut made = world.made_of(&looks, &others);
    let elsewhere: i64 = looks[0].cells.iter().filter(|(it, _)| **it != cell).map(|(_, value)| value).sum();
    made.push(looks[0].total - elsewhere - world.known(&others));
    made
}

/// Somebody was there last week for certain: were they there this week?
fn leaving(build: Build, pair: u64, present: bool) -> Vec<i64> {
    let world = World::new(build, &TWO_TOWNS, pair, present);
    let (others, before) = (world.others(), world.others());
    let looks = world.looks(LOOKS, week(2), &others, present);
    let earlier = world.look(0, week(1), &before, true).of(&world.cell()) - world.known(&before);
    let mut made = world.made_of(&looks, &others);
    made.push(made[0] - earlier);
    made
}

/// Backups are restored four times, each time another group corrects what it counted, and the week is due again.
fn restored(build: Build, pair: u64, present: bool) -> Vec<i64> {
    let world = World::new(build, &TWO_TOWNS, pair, present);
    let mut others = world.others();
    let looks = world.looks(LOOKS, week(1), &others, present);
    let mut made = world.made_of(&looks, &others);
    let (mut above, mut sum) = (made[2], made[1]);
    for restore in 1..5 {
        if build == Build::Real {
            break; // Its journal says what was released: nothing is drawn.
        }
        others[3] += 1;
        let beside = world.look(restore, week(1), &others, present).of(&world.cell()) - world.known(&others);
        above += i64::from(beside > 0);
        sum += beside;
    }
    made.extend([above, sum]);
    made
}

fn requests(build: Build, pair: u64, present: bool) -> Vec<i64> {
    let world = World::new(build, &ONE_TOWN, pair, present);
    let others = world.others();
    world.made_of(&world.looks(1000, week(1), &others, present), &others)
}

/// Two of the three facilitators choose what they count, so that it lies just below an edge.
fn colluding(build: Build, pair: u64, present: bool) -> Vec<i64> {
    let world = World::new(build, &ONE_TOWN, pair, present);
    let mut others = world.others();
    let edge = if build == Rounded { 7 } else { 10 };
    others[0] = 3;
    others[1] = edge - 3 - others[2];
    world.made_of(&world.looks(LOOKS, week(1), &others, present), &others)
}

/// A month is the sum of its weeks; of the others everything is known.
fn sums(build: Build, pair: u64, present: bool) -> Vec<i64> {
    let world = World::new(build, &TWO_TOWNS, pair, present);
    let weeks: Vec<Others> = (0..4).map(|_| world.others()).collect();
    let looks = world.looks(LOOKS, week(4), &weeks[3], present);
    let mut made = world.made_of(&looks, &weeks[3]);
    let known: i64 = weeks.iter().map(World::all_known).sum();
    let earlier = weeks
        .iter()
        .take(3)
        .zip(1..)
        .map(|(others, number)| world.look(0, week(number), others, false).total);
    let published: i64 = earlier.sum::<i64>() + looks[0].total;
    let month = match build {
        ExactAboveTen => known + i64::from(present),
        Rounded => (known + i64::from(present) + 2) / 5 * 5,
        _ => published,
    };
    made.extend([month - known, month - published]);
    made
}

/// Two of the three groups are invented. Last week they passed on nothing; this week each passes on as many as suits them.
fn puppets(build: Build, pair: u64, present: bool) -> Vec<i64> {
    let world = World::new(build, &ONE_TOWN, pair, present);
    let mut others = world.others();
    (others[0], others[1]) = (9, 1);
    let looks = world.looks(LOOKS, week(2), &others, present);
    let mut made = world.made_of(&looks, &others);
    let alone = vec![0, 0, others[2]];
    let before = world.look(0, week(1), &alone, false).of(&world.cell()) - world.known(&alone);
    made.push(made[0] - before);
    made
}

/// Nothing is read but how much there is: how many cells, how long their numbers are. The others lie just below an edge.
fn shape(build: Build, pair: u64, present: bool) -> Vec<i64> {
    let world = World::new(build, &ONE_TOWN, pair, present);
    let mut others = world.others();
    let edge = if build == Rounded { 7 } else { 10 };
    others[0] = 3;
    others[1] = edge - 3 - others[2];
    let seen = world.look(0, week(1), &others, present);
    let written: usize = seen.cells.values().map(|it| it.to_string().len()).sum();
    vec![i64::try_from(seen.cells.len()).unwrap(), i64::try_from(written).unwrap()]
}

/// Somebody comes for the first time: they stand in both figures.
fn first(build: Build, pair: u64, present: bool) -> Vec<i64> {
    let world = World::new(build, &ONE_TOWN, pair, present);
    let others = world.others();
    let looks = world.looks(LOOKS, week(1), &others, present);
    let mut made = world.made_of(&looks, &others);
    let counted = world.counted(week(1), &others, present);
    let known: i64 = others.iter().map(|it| i64::from(*it / 4)).sum();
    let seen =
        published(build, world.programme, (world.moment, 0), week(1), &counted, Figure::FirstAttendances);
    let firsts = seen.of(&world.cell()) - known;
    made.extend([firsts, firsts + made[0], i64::from(firsts > 0) + i64::from(made[0] > 0)]);
    made
}

/// Somebody comes each week, or never.
fn steady(build: Build, pair: u64, present: bool, weeks: usize) -> Vec<i64> {
    let world = World::new(build, &ONE_TOWN, pair, present);
    let mut sums = vec![0; 6];
    for number in 1..=weeks {
        let others = world.others();
        let looks = world.looks(2, week(number), &others, present);
        let (cell, known) = (world.cell(), world.known(&others));
        let beside: Vec<i64> = looks.iter().map(|it| it.of(&cell) - known).collect();
        sums[0] += beside[0];
        sums[1] += i64::from(beside[0] > 0);
        sums[2] += beside.iter().sum::<i64>();
        sums[3] += i64::try_from(beside.iter().filter(|it| **it > 0).count()).unwrap();
        sums[4] += i64::try_from(looks[0].cells.len()).unwrap();
    }
    let before = world.others();
    let earlier = world.look(0, week(0), &before, false).of(&world.cell()) - world.known(&before);
    sums[5] = sums[0] - i64::try_from(weeks).unwrap() * earlier;
    sums
}
