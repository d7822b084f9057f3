//! Released weeks as they were written, for whoever reads them: the journal those that wait for it, everybody those that are shown.

use diesel::prelude::*;

use crate::access::MayReadFigures;
use crate::domain::figures::week::ReleasedWeek;
use crate::domain::ids::ReleasedWeekId;
use crate::domain::period::Period;
use crate::store::conn::Conn;
use crate::store::error::StoreError;
use crate::store::schema::{released_week, shown_week};

/// The last quarter of which something is shown and the same of the year before lie within so many weeks: a quarter has fourteen at
/// most, a year 53.
const A_YEAR_AND_A_QUARTER: i64 = 53 + 14;

/// The weeks that the journal does not have yet, the oldest first.
pub(super) fn waiting(db: &mut Conn) -> Result<Vec<(ReleasedWeekId, ReleasedWeek)>, StoreError> {
    let rows: Vec<(ReleasedWeekId, String)> = released_week::table
        .left_join(shown_week::table)
        .filter(shown_week::at.is_null())
        .order((released_week::week, released_week::id))
        .select((released_week::id, released_week::line))
        .load(&mut db.db)?;
    rows.into_iter().map(|(id, line)| Ok((id, read(&line)?))).collect()
}

/// The weeks of a programme that are shown, in their order: those of a time and of the same season a year before, or, where none is
/// named, the last ones.
///
/// # Errors
/// When the database does not answer.
pub fn weeks(
    db: &mut Conn,
    may: &MayReadFigures,
    period: Option<Period>,
) -> Result<Vec<ReleasedWeek>, StoreError> {
    let shown = released_week::table
        .inner_join(shown_week::table)
        .filter(released_week::programme_id.eq(may.programme()))
        .order(released_week::week.desc())
        .select(released_week::line)
        .into_boxed();
    let wanted = match period {
        Some(period) => {
            let (first, last) = period.span().into_inner();
            let (first_before, last_before) = period.a_year_before().span().into_inner();
            let then = released_week::week.between(first_before, last_before);
            shown.filter(released_week::week.between(first, last).or(then))
        }
        None => shown.limit(A_YEAR_AND_A_QUARTER),
    };
    let lines: Vec<String> = wanted.load(&mut db.db)?;
    lines.iter().rev().map(|it| read(it)).collect()
}

fn read(line: &str) -> Result<ReleasedWeek, StoreError> {
    ReleasedWeek::parse(line).ok_or(StoreError::Unknown("released_week.line"))
}
