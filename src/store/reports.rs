//! What members have told somebody of their choice. Who told it stands nowhere: whoever has the receipt is who told it. The log
//! of the group knows nothing of it.

use chrono::TimeDelta;
use diesel::dsl::max;
use diesel::prelude::*;

use super::concerning;
use super::conn::Conn;
use super::error::StoreError;
use super::schema::{groups, report, report_word};
use crate::access::{MayAnswerReport, MayAttend, MayCoordinate, MayFollowUp, MayHear};
use crate::domain::ids::{MembershipId, ProgrammeId, ReportId, ReportWordId};
use crate::domain::report::Narrows;
use crate::domain::text::Written;
use crate::domain::time::{Instant, Zone};
use crate::vault::{Cell, RecoveryCode};

/// So long it is kept after it was told.
pub(in crate::store) const KEPT: TimeDelta = TimeDelta::days(365);
const WORDS: &str = "report_word.words";

/// Whom it is told to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum To {
    Member(MembershipId),
    /// Those who coordinate the programme to which the group belongs.
    Programme(ProgrammeId),
}

/// What is told.
#[derive(Debug)]
pub struct New {
    pub to: To,
    pub about: Option<MembershipId>,
    pub narrows: Narrows,
    pub words: Written,
}

/// One of those that were told to the viewer.
#[derive(Debug, Clone, Copy)]
pub struct Listed {
    pub id: ReportId,
    pub at: Instant,
    pub is_closed: bool,
}

/// What one of the two said.
#[derive(Debug, Clone)]
pub struct Said {
    pub by_reporter: bool,
    pub words: String,
    pub at: Instant,
}

/// A report, for one of the two between whom it is.
#[derive(Debug, Clone)]
pub struct Report {
    pub group_name: String,
    pub zone: Zone,
    /// Whom it is about, where the reporter named somebody.
    pub about: Option<MembershipId>,
    /// From when on whoever it is about sees only names; `None`: not at all, or not any more.
    pub narrows_from: Option<Instant>,
    /// Whether there is still somebody to whom it was told.
    pub is_heard: bool,
    pub is_closed: bool,
    pub said: Vec<Said>,
}

/// Tells it. The receipt is shown once and never again.
///
/// # Errors
/// When the database does not answer.
pub fn tell(db: &mut Conn, may: &MayAttend, new: &New, now: Instant) -> Result<RecoveryCode, StoreError> {
    let (id, receipt) = (ReportId::from_random(db.entropy.bytes()), RecoveryCode::new(&db.entropy));
    let (member, programme) = match new.to {
        To::Member(id) => (Some(id), None),
        To::Programme(id) => (None, Some(id)),
    };
    let narrows_from = new.about.and(new.narrows.after()).map(|after| now.plus(after));
    diesel::insert_into(report::table)
        .values((
            report::id.eq(id),
            report::group_id.eq(may.group()),
            report::to_id.eq(member),
            report::programme_id.eq(programme),
            report::about_id.eq(new.about),
            report::receipt.eq(receipt.as_receipt(&db.keys).0),
            report::narrows_from.eq(narrows_from),
            report::made_at.eq(now),
        ))
        .execute(&mut db.db)?;
    say_in(db, id, true, &new.words, now)?;
    if let Some(member) = member {
        concerning::tell_to_read(db, member, &id.to_string(), None, now)?;
    }
    Ok(receipt)
}

/// Those that were told to me.
///
/// # Errors
/// When the database does not answer.
pub fn to_me(db: &mut Conn, may: &MayAttend) -> Result<Vec<Listed>, StoreError> {
    let rows: Vec<(ReportId, Instant, Option<Instant>)> = report::table
        .filter(report::to_id.eq(may.membership()))
        .order((report::made_at.desc(), report::id))
        .select((report::id, report::made_at, report::closed_at))
        .load(&mut db.db)?;
    Ok(rows.into_iter().map(listed).collect())
}

/// Those that were told to us who coordinate the programme.
///
/// # Errors
/// When the database does not answer.
pub fn to_us(db: &mut Conn, may: &MayCoordinate) -> Result<Vec<Listed>, StoreError> {
    let rows: Vec<(ReportId, Instant, Option<Instant>)> = report::table
        .filter(report::programme_id.eq(may.programme()))
        .order((report::made_at.desc(), report::id))
        .select((report::id, report::made_at, report::closed_at))
        .load(&mut db.db)?;
    Ok(rows.into_iter().map(listed).collect())
}

fn listed((id, at, closed): (ReportId, Instant, Option<Instant>)) -> Listed {
    Listed { id, at, is_closed: closed.is_some() }
}

/// What was said, the oldest first.
///
/// # Errors
/// When the database does not answer, or a cell does not open.
pub fn read(db: &mut Conn, may: &impl MayHear) -> Result<Report, StoreError> {
    type Row = (
        String,
        Zone,
        Option<MembershipId>,
        Option<ProgrammeId>,
        Option<MembershipId>,
        Option<Instant>,
        Option<Instant>,
    );
    let (group_name, zone, member, programme, about, narrows_from, closed): Row = report::table
        .inner_join(groups::table)
        .filter(report::id.eq(may.report()))
        .select((
            groups::name,
            groups::zone,
            report::to_id,
            report::programme_id,
            report::about_id,
            report::narrows_from,
            report::closed_at,
        ))
        .first(&mut db.db)?;
    let rows: Vec<(ReportWordId, bool, Vec<u8>, Instant)> = report_word::table
        .filter(report_word::report_id.eq(may.report()))
        .order((report_word::number, report_word::id))
        .select((report_word::id, report_word::by_reporter, report_word::words, report_word::made_at))
        .load(&mut db.db)?;
    let said = |(id, by_reporter, words, at): (ReportWordId, bool, Vec<u8>, Instant)| {
        Ok(Said { by_reporter, words: db.keys.open(cell(id), &words)?, at })
    };
    Ok(Report {
        group_name,
        zone,
        about,
        narrows_from: narrows_from.filter(|_| closed.is_none() && about.is_some()),
        is_heard: member.is_some() || programme.is_some(),
        is_closed: closed.is_some(),
        said: rows.into_iter().map(said).collect::<Result<_, StoreError>>()?,
    })
}

/// Whoever it was told to says something.
///
/// # Errors
/// When the database does not answer.
pub fn answer(db: &mut Conn, may: &MayAnswerReport, words: &Written, now: Instant) -> Result<(), StoreError> {
    say_in(db, may.report(), false, words, now)
}

/// Whoever told it says more.
///
/// # Errors
/// When the database does not answer.
pub fn add(db: &mut Conn, may: &MayFollowUp, words: &Written, now: Instant) -> Result<(), StoreError> {
    say_in(db, may.report(), true, words, now)
}

/// It is done with; whoever it is about sees again what the others show.
///
/// # Errors
/// When the database does not answer.
pub fn close(db: &mut Conn, may: &MayAnswerReport, now: Instant) -> Result<(), StoreError> {
    let open = report::table.find(may.report()).filter(report::closed_at.is_null());
    diesel::update(open).set(report::closed_at.eq(now)).execute(&mut db.db)?;
    Ok(())
}

/// Whoever told it no longer wants that the others are seen less.
///
/// # Errors
/// When the database does not answer.
pub fn widen(db: &mut Conn, may: &MayFollowUp) -> Result<(), StoreError> {
    let narrows = report::narrows_from.eq(None::<Instant>);
    diesel::update(report::table.find(may.report())).set(narrows).execute(&mut db.db)?;
    Ok(())
}

/// Whether a report lets me see no more of the others than their names.
pub(in crate::store) fn narrows(db: &mut Conn, may: &MayAttend, now: Instant) -> Result<bool, StoreError> {
    let holds = report::table
        .filter(report::about_id.eq(may.membership()))
        .filter(report::closed_at.is_null().and(report::narrows_from.le(now)));
    Ok(holds.count().get_result::<i64>(&mut db.db)? > 0)
}

fn say_in(
    db: &mut Conn,
    report: ReportId,
    by_reporter: bool,
    words: &Written,
    now: Instant,
) -> Result<(), StoreError> {
    let id = ReportWordId::from_random(db.entropy.bytes());
    let before: Option<i32> = report_word::table
        .filter(report_word::report_id.eq(report))
        .select(max(report_word::number))
        .first(&mut db.db)?;
    let sealed = db.keys.seal(cell(id), words.as_str(), &db.entropy);
    diesel::insert_into(report_word::table)
        .values((
            report_word::id.eq(id),
            report_word::report_id.eq(report),
            report_word::number.eq(before.unwrap_or_default().saturating_add(1)),
            report_word::by_reporter.eq(by_reporter),
            report_word::words.eq(sealed),
            report_word::made_at.eq(now),
        ))
        .execute(&mut db.db)?;
    Ok(())
}

fn cell(id: ReportWordId) -> Cell {
    Cell { column: WORDS, row: id.to_bytes() }
}
