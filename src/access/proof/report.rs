//! Rights at what was reported: of whoever it was told to, and of whoever holds the receipt. Nobody else knows of it.

use super::May;
use super::group::may_attend;
use super::person::may_coordinate;
use crate::access::standing::{AtReport, AtReportOfProgramme, GoodReceipt};
use crate::access::viewer::Viewer;
use crate::domain::ids::ReportId;

/// One of the two between whom a report is.
pub trait MayHear: May {
    fn report(&self) -> ReportId;
}

/// It was told to the viewer.
#[derive(Debug)]
pub struct MayAnswerReport {
    report: ReportId,
}

/// Whoever holds the receipt, signed in or not.
#[derive(Debug)]
pub struct MayFollowUp {
    report: ReportId,
}

impl May for MayAnswerReport {}
impl May for MayFollowUp {}

/// The right of the member whom the reporter chose.
pub fn may_answer_report(viewer: &Viewer, at: &AtReport) -> Option<MayAnswerReport> {
    let attend = may_attend(viewer, &at.group)?;
    (at.to == Some(attend.membership())).then_some(MayAnswerReport { report: at.report })
}

/// The right of those who coordinate the programme, where the reporter chose them.
pub fn may_answer_for_programme(viewer: &Viewer, at: &AtReportOfProgramme) -> Option<MayAnswerReport> {
    let coordinate = may_coordinate(viewer, &at.programme)?;
    (at.to == Some(coordinate.programme())).then_some(MayAnswerReport { report: at.report })
}

/// The right of whoever has the receipt.
pub fn may_follow_up(receipt: &GoodReceipt) -> MayFollowUp {
    MayFollowUp { report: receipt.report }
}

impl MayHear for MayAnswerReport {
    fn report(&self) -> ReportId {
        self.report
    }
}

impl MayHear for MayFollowUp {
    fn report(&self) -> ReportId {
        self.report
    }
}
