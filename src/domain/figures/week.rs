//! A week as it was released: what was drawn for it, and the facts beside it, which everybody could see. It never changes; so it is also
//! a line of the journal beside the database, from which it comes back when a backup is older than it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::cell::Cell;
use super::{Figure, Published};
use crate::coded;
use crate::domain::coded::Coded as _;
use crate::domain::group::GroupState;
use crate::domain::release::Week;
use crate::domain::text::Slug;
use crate::domain::time::Instant;

const RELEASED: &str = "released";
const WITHHELD: &str = "withheld";
const MEETINGS: &str = "meetings";
const GROUPS: &str = "groups";
const LISTED: &str = "listed";

/// A week of a programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleasedWeek {
    pub programme: Slug,
    pub week: Week,
    pub drawn_at: Instant,
    /// `None` when it is withheld for good: whether it was drawn before, nobody knows.
    pub drawn: Option<Drawn>,
}

/// What there is to see of a week.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Drawn {
    pub groups: Groups,
    pub figures: BTreeMap<(Figure, Cell), Published>,
    /// By place, field and format, each told apart.
    pub meetings: BTreeMap<Cell, Meetings>,
    /// How many groups of the programme there were of each kind when it was released; empty where that was not written down.
    pub group_facts: BTreeMap<GroupFact, u32>,
    /// How many groups there were in the lists, by place and field; empty where that was not written down.
    pub listed: BTreeMap<Cell, u32>,
}

coded! {
    /// How a group of the programme stands when a week is released: facts about groups, and about no person.
    pub enum GroupFact {
        Forming = "forming",
        Running = "running",
        Resting = "resting",
        Closed = "closed",
        /// Somebody holds a mandate in it.
        Led = "led",
        /// It had a meeting in the quarter, as far as that has gone.
        Met = "met",
        /// It passed on what it had counted, in the quarter as far as that has gone.
        PassedOn = "passed_on",
    }
}

impl From<GroupState> for GroupFact {
    fn from(state: GroupState) -> Self {
        match state {
            GroupState::Forming => Self::Forming,
            GroupState::Running => Self::Running,
            GroupState::Resting => Self::Resting,
            GroupState::Closed => Self::Closed,
        }
    }
}

/// Of how many groups it speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Groups {
    /// They had a meeting in the week.
    pub there: u32,
    /// They passed on what they had counted, also that a meeting did not take place.
    pub passing: u32,
}

/// How many meetings there were to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Meetings {
    pub planned: u32,
    /// Before they began. That nobody came is never a cause that leaves the group.
    pub cancelled: u32,
}

impl ReleasedWeek {
    /// Its line in the journal.
    #[must_use]
    pub fn line(&self) -> String {
        let Self { programme, week, drawn_at, drawn } = self;
        let kind = if drawn.is_some() { RELEASED } else { WITHHELD };
        let mut line = format!("{kind} {drawn_at} {programme} {week}");
        // Writing to a string does not fail.
        if let Some(Drawn { groups, figures, meetings, group_facts, listed }) = drawn {
            let _ = write!(line, " {}/{}", groups.passing, groups.there);
            for ((figure, cell), it) in figures {
                let _ = write!(line, " {}:{cell}:{}", figure.code(), it.noised());
            }
            for (cell, it) in meetings {
                let _ = write!(line, " {MEETINGS}:{cell}:{}/{}", it.cancelled, it.planned);
            }
            for (fact, count) in group_facts {
                let _ = write!(line, " {GROUPS}:{}:{count}", fact.code());
            }
            for (cell, count) in listed {
                let _ = write!(line, " {LISTED}:{cell}:{count}");
            }
        }
        // A line that was broken off is not read.
        line.push_str(" .");
        line
    }

    /// Reads a line.
    #[must_use]
    pub fn parse(line: &str) -> Option<Self> {
        let mut words = line.strip_suffix(" .")?.split(' ');
        let kind = words.next()?;
        let drawn_at = Instant::parse_rfc3339(words.next()?)?;
        let programme = Slug::parse(words.next()?).ok()?;
        let monday = words.next()?.parse().ok()?;
        let week = Week::of(monday);
        let drawn = match kind {
            RELEASED => Some(Drawn::parse(words)?),
            WITHHELD if words.next().is_none() => None,
            _ => return None,
        };
        (week.monday() == monday).then_some(Self { programme, week, drawn_at, drawn })
    }
}

/// `8/10`
fn pair(text: &str) -> Option<(u32, u32)> {
    let (part, whole) = text.split_once('/')?;
    let (part, whole) = (part.parse().ok()?, whole.parse().ok()?);
    (part <= whole).then_some((part, whole))
}

impl Drawn {
    fn parse<'a>(mut words: impl Iterator<Item = &'a str>) -> Option<Self> {
        let (passing, there) = pair(words.next()?)?;
        let mut drawn = Self { groups: Groups { there, passing }, ..Self::default() };
        for word in words {
            let [what, of, number] = word.split(':').collect::<Vec<_>>().try_into().ok()?;
            match what {
                GROUPS => {
                    drawn.group_facts.insert(GroupFact::from_code(of)?, number.parse().ok()?);
                }
                LISTED => {
                    drawn.listed.insert(Cell::parse(of)?, number.parse().ok()?);
                }
                MEETINGS => {
                    let (cancelled, planned) = pair(number)?;
                    drawn.meetings.insert(Cell::parse(of)?, Meetings { planned, cancelled });
                }
                figure => {
                    let it = Published::frozen(number.parse().ok()?);
                    drawn.figures.insert((Figure::from_code(figure)?, Cell::parse(of)?), it);
                }
            }
        }
        Some(drawn)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn week(drawn: Option<Drawn>) -> ReleasedWeek {
        ReleasedWeek {
            programme: Slug::parse("kinisi").unwrap(),
            week: Week::of("2026-12-10".parse().unwrap()),
            drawn_at: Instant::parse_rfc3339("2026-12-16T07:00:00Z").unwrap(),
            drawn,
        }
    }

    #[test]
    fn a_line_is_read_as_it_was_written_and_one_that_is_broken_off_is_not() {
        let cell = |it| Cell::parse(it).unwrap();
        let drawn = Drawn {
            groups: Groups { there: 10, passing: 8 },
            figures: BTreeMap::from([
                ((Figure::Attendances, cell("place=volos")), Published::frozen(45)),
                ((Figure::FirstAttendances, cell("place=volos")), Published::frozen(-3)),
            ]),
            meetings: BTreeMap::from([(
                cell("place=volos/field=+/format=online"),
                Meetings { planned: 12, cancelled: 1 },
            )]),
            group_facts: BTreeMap::from([(GroupFact::Resting, 1), (GroupFact::Led, 7)]),
            listed: BTreeMap::from([(cell("place=volos/field=-"), 3)]),
        };
        let line = week(Some(drawn.clone())).line();
        assert_eq!(
            line,
            "released 2026-12-16T07:00:00Z kinisi 2026-12-07 8/10 attendances:place=volos:45 \
             first_attendances:place=volos:-3 meetings:place=volos/field=+/format=online:1/12 groups:resting:1 groups:led:7 \
             listed:place=volos/field=-:3 ."
        );
        for it in [week(Some(drawn)), week(Some(Drawn::default())), week(None)] {
            let line = it.line();
            assert_eq!(ReleasedWeek::parse(&line), Some(it));
            for end in 0..line.len() {
                assert_eq!(ReleasedWeek::parse(&line[..end]), None, "{end}");
            }
        }
        for wrong in [
            "released 2026-12-16T07:00:00Z kinisi 2026-12-08 0/0 .",
            "released 2026-12-16T07:00:00Z kinisi 2026-12-07 9/8 .",
            "released 2026-12-16T07:00:00Z kinisi 2026-12-07 0/0 persons:*:3 .",
            "released 2026-12-16T07:00:00Z kinisi 2026-12-07 0/0 groups:full:3 .",
            "withheld 2026-12-16T07:00:00Z kinisi 2026-12-07 0/0 .",
        ] {
            assert_eq!(ReleasedWeek::parse(wrong), None, "{wrong}");
        }
    }
}
