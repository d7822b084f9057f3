//! What everybody could see of a programme's groups: where they are, what they are about, how and when they meet. No count of people,
//! and nothing that a group keeps to itself.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use diesel::prelude::*;

use super::{Programme, read_slug};
use crate::access::MayRun;
use crate::domain::coded::Coded as _;
use crate::domain::figures::cell::{Cell, Dimension, Part, Traits};
use crate::domain::figures::week::{GroupFact, Meetings};
use crate::domain::group::{Format, GroupState};
use crate::domain::ids::{GroupId, SeriesId};
use crate::domain::release::{Quarter, Week};
use crate::domain::series::Status;
use crate::domain::text::Slug;
use crate::domain::time::Instant;
use crate::store::changes::Whose;
use crate::store::conn::Conn;
use crate::store::error::StoreError;
use crate::store::schema::{field, group_field, groups, place, series};
use crate::store::{lives, mandates, series as store_series};

/// How the groups of a programme are told apart.
pub struct Told {
    groups: BTreeMap<GroupId, (Part, Part, bool)>,
}

impl Told {
    /// Of a group's meetings in a format; `None` when the group is none of the programme's.
    #[must_use]
    pub fn traits(&self, group: GroupId, format: Format) -> Option<Traits> {
        let (place, field, _) = self.groups.get(&group)?;
        Some(Traits { place: place.clone(), field: field.clone(), format })
    }

    /// Where it is and what it is about, when it is in the lists.
    fn listed(&self, group: GroupId) -> Option<Cell> {
        let (place, field, is_listed) = self.groups.get(&group)?;
        is_listed.then(|| Cell::of_groups(place.clone(), field.clone()))
    }
}

/// How a programme's groups are told apart, now.
///
/// # Errors
/// When the database does not answer.
pub fn told(db: &mut Conn, _: &MayRun, of: &Programme) -> Result<Told, StoreError> {
    let rows: Vec<(GroupId, Option<String>, bool)> = groups::table
        .left_join(place::table)
        .filter(groups::programme_id.eq(of.id))
        .select((groups::id, place::slug.nullable(), groups::listed))
        .load(&mut db.db)?;
    let fields: Vec<(GroupId, String)> = group_field::table
        .inner_join(groups::table)
        .inner_join(field::table)
        .filter(groups::programme_id.eq(of.id))
        .order(field::slug)
        .select((group_field::group_id, field::slug))
        .load(&mut db.db)?;
    let mut by_group: BTreeMap<GroupId, Vec<Slug>> = BTreeMap::new();
    for (group, slug) in fields {
        by_group.entry(group).or_default().push(read_slug(&slug)?);
    }
    let told = rows.into_iter().map(|(group, place, listed)| {
        let place = place.as_deref().map(read_slug).transpose()?;
        let fields = by_group.remove(&group).unwrap_or_default();
        Ok::<_, StoreError>((group, (Part::of(place.as_slice()), Part::of(&fields), listed)))
    });
    Ok(Told { groups: told.collect::<Result<_, _>>()? })
}

/// A date that everybody could see before it came.
struct Date {
    group: GroupId,
    week: Week,
    format: Format,
    is_cancelled: bool,
}

/// The dates of a programme's groups in a window, but for those on which a group paused. One that was entered after it was over was
/// never to be seen. The format is that of the series, for what is counted, too: one evening elsewhere makes no other cell.
fn dates(db: &mut Conn, of: &Programme, window: &Range<Instant>) -> Result<Vec<Date>, StoreError> {
    let made: Vec<(SeriesId, Instant)> = series::table
        .inner_join(groups::table)
        .filter(groups::programme_id.eq(of.id))
        .select((series::id, series::made_at))
        .load(&mut db.db)?;
    let made: BTreeMap<SeriesId, Instant> = made.into_iter().collect();
    let mut dates = Vec::new();
    for it in store_series::load(db, Whose::Programme(of.id), window, window.start)? {
        let made_at = made.get(&it.id).copied().unwrap_or(window.end);
        for meeting in it.schedule.meetings(window.clone(), &it.changes, usize::MAX) {
            if meeting.status == Status::Paused || meeting.starts < made_at {
                continue;
            }
            dates.push(Date {
                group: it.group,
                week: Week::of(of.zone.wall(meeting.starts).date()),
                format: it.usual.terms.format,
                is_cancelled: meeting.status == Status::Cancelled,
            });
        }
    }
    Ok(dates)
}

/// The listed groups that were there for a whole quarter, and in which formats: they had a date in its first five weeks, and one in its
/// last five. What lies between, a summer without meetings say, does not matter.
///
/// # Errors
/// When the database does not answer.
pub fn there(
    db: &mut Conn,
    _: &MayRun,
    of: &Programme,
    told: &Told,
    quarter: Quarter,
) -> Result<Vec<(GroupId, Traits)>, StoreError> {
    const FIVE: usize = 5;
    let weeks = quarter.weeks();
    let early: BTreeSet<Week> = weeks.iter().take(FIVE).copied().collect();
    let late: BTreeSet<Week> = weeks.iter().rev().take(FIVE).copied().collect();
    let (mut began, mut ended) = (BTreeSet::new(), BTreeSet::new());
    if let (Some(first), Some(last)) = (weeks.first(), weeks.last()) {
        for it in dates(db, of, &(first.begins(of.zone)..last.ends(of.zone)))? {
            if early.contains(&it.week) {
                began.insert((it.group, it.format));
            }
            if late.contains(&it.week) {
                ended.insert((it.group, it.format));
            }
        }
    }
    let there = began.intersection(&ended).filter(|(group, _)| told.listed(*group).is_some());
    Ok(there.filter_map(|(group, format)| Some((*group, told.traits(*group, *format)?))).collect())
}

/// How the groups of a programme stand.
#[derive(Debug, Clone)]
pub struct Standing {
    /// Whether they meet, and whether somebody holds a mandate.
    pub facts: BTreeMap<GroupFact, u32>,
    /// Those in the lists that have not ended, by place and field.
    pub listed: BTreeMap<Cell, u32>,
}

/// How the groups of a programme stand now.
///
/// # Errors
/// When the database does not answer.
pub fn standing(
    db: &mut Conn,
    _: &MayRun,
    of: &Programme,
    told: &Told,
    now: Instant,
) -> Result<Standing, StoreError> {
    let groups: Vec<(GroupId, GroupState)> = groups::table
        .filter(groups::programme_id.eq(of.id))
        .select((groups::id, groups::state))
        .load(&mut db.db)?;
    let not_running = lives::not_running(db, now)?;
    let led = mandates::led(db, of.id, now)?;
    let states = GroupState::ALL.iter().map(|it| (GroupFact::from(*it), 0));
    let mut facts: BTreeMap<GroupFact, u32> = states.chain([(GroupFact::Led, 0)]).collect();
    let mut listed: BTreeMap<Cell, u32> = BTreeMap::new();
    for (group, state) in groups {
        let state = not_running.get(&group).copied().unwrap_or(state);
        let all = std::iter::once(state.into()).chain(led.contains(&group).then_some(GroupFact::Led));
        for fact in all {
            *facts.entry(fact).or_default() += 1;
        }
        if let Some(cell) = told.listed(group).filter(|_| state != GroupState::Closed) {
            *listed.entry(cell).or_default() += 1;
        }
    }
    Ok(Standing { facts, listed })
}

/// What there was to be in a week.
#[derive(Debug, Default)]
pub struct WeekFacts {
    /// The groups with a meeting that was not cancelled beforehand.
    pub there: BTreeSet<GroupId>,
    pub meetings: BTreeMap<Cell, Meetings>,
}

/// The same for each of some weeks that follow each other.
///
/// # Errors
/// When the database does not answer.
pub fn of_weeks(
    db: &mut Conn,
    _: &MayRun,
    of: &Programme,
    told: &Told,
    weeks: &[Week],
) -> Result<BTreeMap<Week, WeekFacts>, StoreError> {
    let mut facts: BTreeMap<Week, WeekFacts> = weeks.iter().map(|it| (*it, WeekFacts::default())).collect();
    let (Some(first), Some(last)) = (weeks.first(), weeks.last()) else {
        return Ok(facts);
    };
    for it in dates(db, of, &(first.begins(of.zone)..last.ends(of.zone)))? {
        let (Some(facts), Some(traits)) = (facts.get_mut(&it.week), told.traits(it.group, it.format)) else {
            continue;
        };
        if !it.is_cancelled {
            facts.there.insert(it.group);
        }
        let meetings = facts.meetings.entry(traits.cell(Dimension::ALL)).or_default();
        meetings.planned += 1;
        meetings.cancelled += u32::from(it.is_cancelled);
    }
    Ok(facts)
}
