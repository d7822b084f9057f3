//! `parea record`: the operator's record of processing, as CSV: every column, what stands in it, and how it ends.

use std::io::Write as _;

use super::Failure;
use crate::l10n::L10n;
use crate::service::privacy;

/// What the columns of the record are called. Codes, like those in the lines.
const HEADS: [&str; 5] = ["table", "column", "topic", "content", "ends"];

pub(super) fn run(l: L10n) -> Result<(), Failure> {
    written().map_err(|cause| vec![l.with("operator-not-written", &[("cause", cause.to_string().into())])])
}

fn written() -> std::io::Result<()> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(HEADS)?;
    for line in privacy::record() {
        csv.write_record(line)?;
    }
    let text = csv.into_inner().map_err(|cause| cause.into_error())?;
    std::io::stdout().write_all(&text)
}
