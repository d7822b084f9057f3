//! What is looked up at a report.

use diesel::prelude::*;

use super::{at_group, at_programme};
use crate::access::{
    AtReport, AtReportOfProgramme, GoodReceipt, LookedUp, ReceiptFacts, ReportFacts, ReportOfProgrammeFacts,
    Viewer,
};
use crate::domain::ids::{GroupId, MembershipId, ProgrammeId, ReportId};
use crate::domain::time::Instant;
use crate::store::conn::Conn;
use crate::store::error::StoreError;
use crate::store::schema::report;
use crate::vault::RecoveryCode;

/// A viewer at a report that was told to a member; `None` when there is no such report in the group.
///
/// # Errors
/// When the database does not answer.
pub fn at_report(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    id: ReportId,
    now: Instant,
) -> Result<Option<AtReport>, StoreError> {
    let to: Option<Option<MembershipId>> = report::table
        .find(id)
        .filter(report::group_id.eq(group))
        .select(report::to_id)
        .first(&mut db.db)
        .optional()?;
    let (Some(to), Some(group)) = (to, at_group(db, viewer, group, now)?) else {
        return Ok(None);
    };
    Ok(Some(LookedUp::so(ReportFacts { group, report: id, to })))
}

/// A viewer at a report that was told to those who coordinate a programme.
///
/// # Errors
/// When the database does not answer.
pub fn at_report_of_programme(
    db: &mut Conn,
    viewer: &Viewer,
    slug: &str,
    id: ReportId,
) -> Result<Option<AtReportOfProgramme>, StoreError> {
    let to: Option<Option<ProgrammeId>> =
        report::table.find(id).select(report::programme_id).first(&mut db.db).optional()?;
    let (Some(to), Some(programme)) = (to, at_programme(db, viewer, slug)?) else {
        return Ok(None);
    };
    Ok(Some(LookedUp::so(ReportOfProgrammeFacts { programme, report: id, to })))
}

/// The report of a receipt.
///
/// # Errors
/// When the database does not answer.
pub fn at_receipt(db: &mut Conn, code: &RecoveryCode) -> Result<Option<GoodReceipt>, StoreError> {
    let found: Option<ReportId> = report::table
        .filter(report::receipt.eq(code.as_receipt(&db.keys).0))
        .select(report::id)
        .first(&mut db.db)
        .optional()?;
    Ok(found.map(|report| LookedUp::so(ReceiptFacts { report })))
}
