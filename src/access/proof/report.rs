//! Rights at what was reported: of whoever it was told to, and of whoever holds the receipt. Nobody else knows of it.

use super::May;
use super::group::MayAttend;
use super::person::MayCoordinate;
use crate::access::standing::{AtReport, GoodReceipt};
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
pub fn may_answer_report(attend: &MayAttend, at: &AtReport) -> Option<MayAnswerReport> {
    (at.member == Some(attend.membership())).then_some(MayAnswerReport { report: at.report })
}

/// The right of those who coordinate the programme, where the reporter chose them.
pub fn may_answer_for_programme(coordinate: &MayCoordinate, at: &AtReport) -> Option<MayAnswerReport> {
    (at.programme == Some(coordinate.programme())).then_some(MayAnswerReport { report: at.report })
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
