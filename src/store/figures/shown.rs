//! Released weeks as they were written, for whoever reads them: the journal those that wait for it, everybody those that are shown.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use diesel::dsl::max;
use diesel::prelude::*;

use super::read_slug;
use crate::access::MayReadFigures;
use crate::domain::figures::cell::Cell;
use crate::domain::figures::week::{Drawn, GroupFact, Groups, Meetings, ReleasedWeek};
use crate::domain::figures::{Figure, Published};
use crate::domain::ids::ReleasedWeekId;
use crate::domain::release::Week;
use crate::domain::time::Instant;
use crate::store::conn::Conn;
use crate::store::error::StoreError;
use crate::store::schema::{figure, programme, released_week, shown_week, week_groups, week_meetings};

/// The weeks that the journal does not have yet, the oldest first.
pub(super) fn waiting(db: &mut Conn) -> Result<Vec<(ReleasedWeekId, ReleasedWeek)>, StoreError> {
    let rows = rows().filter(shown_week::at.is_null()).load(&mut db.db)?;
    with_all(db, rows)
}

/// The weeks of a programme in two spans that are shown, in their order.
///
/// # Errors
/// When the database does not answer.
pub fn weeks(
    db: &mut Conn,
    may: &MayReadFigures,
    [one, other]: &[RangeInclusive<Week>; 2],
) -> Result<Vec<ReleasedWeek>, StoreError> {
    let rows = rows()
        .filter(released_week::programme_id.eq(may.programme()))
        .filter(
            released_week::week
                .between(one.start(), one.end())
                .or(released_week::week.between(other.start(), other.end())),
        )
        .filter(shown_week::at.is_not_null())
        .load(&mut db.db)?;
    Ok(with_all(db, rows)?.into_iter().map(|(_, it)| it).collect())
}

/// The last week of a programme that is shown.
///
/// # Errors
/// When the database does not answer.
pub fn last(db: &mut Conn, may: &MayReadFigures) -> Result<Option<Week>, StoreError> {
    Ok(released_week::table
        .inner_join(shown_week::table)
        .filter(released_week::programme_id.eq(may.programme()))
        .select(max(released_week::week))
        .first(&mut db.db)?)
}

/// A week without what was drawn for it.
type Row = (ReleasedWeekId, String, Week, Instant, bool, i32, i32);

/// Every week of every programme, in their order, and whether it is shown.
#[diesel::dsl::auto_type]
fn rows() -> _ {
    released_week::table
        .inner_join(programme::table)
        .left_join(shown_week::table)
        .order((released_week::week, released_week::id))
        .select((
            released_week::id,
            programme::slug,
            released_week::week,
            released_week::drawn_at,
            released_week::is_withheld,
            released_week::groups_there,
            released_week::groups_passing,
        ))
}

/// Those weeks, with what was drawn for them.
fn with_all(db: &mut Conn, rows: Vec<Row>) -> Result<Vec<(ReleasedWeekId, ReleasedWeek)>, StoreError> {
    let ids: Vec<ReleasedWeekId> = rows.iter().map(|(id, ..)| *id).collect();
    let figures: Vec<(ReleasedWeekId, Figure, String, i64)> = figure::table
        .filter(figure::released_week_id.eq_any(&ids))
        .select((figure::released_week_id, figure::kind, figure::cell, figure::noised))
        .load(&mut db.db)?;
    let mut by_week: BTreeMap<ReleasedWeekId, BTreeMap<(Figure, Cell), Published>> = BTreeMap::new();
    for (id, kind, cell, noised) in figures {
        by_week.entry(id).or_default().insert((kind, read_cell(&cell)?), Published::frozen(noised));
    }
    let facts: Vec<(ReleasedWeekId, String, i32, i32)> = week_meetings::table
        .filter(week_meetings::released_week_id.eq_any(&ids))
        .select((
            week_meetings::released_week_id,
            week_meetings::cell,
            week_meetings::planned,
            week_meetings::cancelled,
        ))
        .load(&mut db.db)?;
    let count = |it: i32| u32::try_from(it).map_err(|_| StoreError::Unknown("released_week"));
    let mut meetings: BTreeMap<ReleasedWeekId, BTreeMap<Cell, Meetings>> = BTreeMap::new();
    for (id, cell, planned, cancelled) in facts {
        let it = Meetings { planned: count(planned)?, cancelled: count(cancelled)? };
        meetings.entry(id).or_default().insert(read_cell(&cell)?, it);
    }
    let facts: Vec<(ReleasedWeekId, GroupFact, i32)> = week_groups::table
        .filter(week_groups::released_week_id.eq_any(&ids))
        .select((week_groups::released_week_id, week_groups::fact, week_groups::group_count))
        .load(&mut db.db)?;
    let mut groups: BTreeMap<ReleasedWeekId, BTreeMap<GroupFact, u32>> = BTreeMap::new();
    for (id, fact, number) in facts {
        groups.entry(id).or_default().insert(fact, count(number)?);
    }
    let weeks = rows.into_iter().map(|(id, slug, week, drawn_at, is_withheld, there, passing)| {
        let drawn = Drawn {
            groups: Groups { there: count(there)?, passing: count(passing)? },
            figures: by_week.remove(&id).unwrap_or_default(),
            meetings: meetings.remove(&id).unwrap_or_default(),
            group_facts: groups.remove(&id).unwrap_or_default(),
        };
        let week = ReleasedWeek {
            programme: read_slug(&slug)?,
            week,
            drawn_at,
            drawn: (!is_withheld).then_some(drawn),
        };
        Ok((id, week))
    });
    weeks.collect()
}

fn read_cell(written: &str) -> Result<Cell, StoreError> {
    Cell::parse(written).ok_or(StoreError::Unknown("cell"))
}
