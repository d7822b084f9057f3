//! What is looked up at a report.

use diesel::prelude::*;

use crate::access::{AtReport, GoodReceipt, LookedUp, ReceiptFacts, ReportFacts};
use crate::domain::ids::{MembershipId, ProgrammeId, ReportId};
use crate::store::conn::Conn;
use crate::store::error::StoreError;
use crate::store::schema::report;
use crate::vault::RecoveryCode;

/// A report; `None` when there is none. Whose it is to answer says whom it was told to.
///
/// # Errors
/// When the database does not answer.
pub fn at_report(db: &mut Conn, report: ReportId) -> Result<Option<AtReport>, StoreError> {
    let to: Option<(Option<MembershipId>, Option<ProgrammeId>)> = report::table
        .find(report)
        .select((report::to_id, report::programme_id))
        .first(&mut db.db)
        .optional()?;
    Ok(to.map(|(member, programme)| LookedUp::so(ReportFacts { report, member, programme })))
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
