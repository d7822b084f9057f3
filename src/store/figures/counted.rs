//! What groups have counted and pass on. A group passes on what it has decided to, from the week after the decision on; a week that a
//! member holds back is not passed on, and neither is any more as soon as the group has decided against it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, TimeDelta};
use diesel::prelude::*;

use super::Programme;
use super::facts::Told;
use super::sharing::Sharing;
use crate::access::MayRun;
use crate::domain::agreement::Rule;
use crate::domain::decision::Subject;
use crate::domain::figures::Counted;
use crate::domain::group::Format;
use crate::domain::ids::{GroupId, SeriesId};
use crate::domain::release::Week;
use crate::domain::series::MeetingKey;
use crate::domain::tally::Tally;
use crate::domain::time::{Instant, Wall};
use crate::store::conn::Conn;
use crate::store::error::StoreError;
use crate::store::schema::{agreement_rule, groups, held_back, series, tally};
use crate::store::tallies::{self, NUMBERS, Numbers};
use crate::store::{agreements, proposals};

/// What was passed on of a week.
#[derive(Debug, Default)]
pub struct Passed {
    /// The groups that have counted a meeting, or said why there was none.
    pub groups: BTreeSet<GroupId>,
    pub counted: Vec<Counted>,
}

/// For each of some weeks that follow each other, what was passed on.
///
/// # Errors
/// When the database does not answer.
pub fn of_weeks(
    db: &mut Conn,
    _: &MayRun,
    of: &Programme,
    told: &Told,
    weeks: &[Week],
    now: Instant,
) -> Result<BTreeMap<Week, Passed>, StoreError> {
    let mut passed: BTreeMap<Week, Passed> = weeks.iter().map(|it| (*it, Passed::default())).collect();
    let (Some(first), Some(last)) = (weeks.first(), weeks.last()) else {
        return Ok(passed);
    };
    let days = (first.monday(), last.next().monday() - TimeDelta::days(1));
    let sharing = sharing(db, of, now)?;
    let held: Vec<(GroupId, Week)> = held_back::table
        .inner_join(groups::table)
        .filter(groups::programme_id.eq(of.id).and(held_back::week.between(first, last)))
        .select((held_back::group_id, held_back::week))
        .load(&mut db.db)?;
    let held: BTreeSet<(GroupId, Week)> = held.into_iter().collect();
    type Row = (GroupId, SeriesId, Wall, NaiveDate, Format, Numbers);
    let rows: Vec<Row> = tally::table
        .inner_join(series::table.inner_join(groups::table))
        .filter(groups::programme_id.eq(of.id).and(tally::day.between(days.0, days.1)))
        .select((groups::id, series::id, tally::original_local, tally::day, series::format, NUMBERS))
        .load(&mut db.db)?;
    for (group, series, original, day, format, numbers) in rows {
        // Of one that was taken out nothing stands there.
        let Some(tally) = tallies::read(numbers)? else {
            continue;
        };
        let week = Week::of(day);
        let shares = sharing.began(group, week.begins(of.zone)) && !held.contains(&(group, week));
        let (Some(passed), Some(traits)) = (passed.get_mut(&week), told.traits(group, format)) else {
            continue;
        };
        if !shares {
            continue;
        }
        passed.groups.insert(group);
        if let Tally::Held(it) = tally {
            let meeting = MeetingKey { series, original };
            let (heads, first_time) = (it.heads(), it.first_time());
            passed.counted.push(Counted { meeting, traits, heads, first_time });
        }
    }
    Ok(passed)
}

/// The groups of a programme that pass on what they count. What was decided a moment ago and is not written down yet counts against it,
/// and not yet for it.
fn sharing(db: &mut Conn, of: &Programme, now: Instant) -> Result<Sharing, StoreError> {
    let groups: Vec<GroupId> = agreement_rule::table
        .inner_join(groups::table)
        .filter(groups::programme_id.eq(of.id))
        .filter(agreement_rule::rule.eq(Rule::Sharing).and(agreement_rule::value.gt(0)))
        .select(groups::id)
        .load(&mut db.db)?;
    let mut groups: BTreeSet<GroupId> = groups.into_iter().collect();
    for group in proposals::groups_deciding(db, &[Subject::Rule], now)? {
        if agreements::of_group(db, group, now)?.of(Rule::Sharing) == 0 {
            groups.remove(&group);
        }
    }
    Sharing::of(db, &groups)
}
