//! `parea import meeting-guide`: a feed from a file or an https address, with progress on a terminal and a report of
//! everything odd.

use std::collections::BTreeMap;
use std::io::{IsTerminal as _, Read as _};
use std::time::Duration;

use indicatif::ProgressBar;

use super::{Failure, start};
use crate::access::Viewer;
use crate::exchange::meeting_guide::{self, Fault, FeedFaults, LARGEST, Odd, Plan, Wrong};
use crate::l10n::L10n;
use crate::service::import::{self, ImportError, Report};
use crate::world::Clock;

/// How long a feed may take to arrive.
const PATIENCE: Duration = Duration::from_secs(60);
/// How many entries of one oddity are named.
const NAMED: usize = 5;

pub(super) fn meeting_guide(l: L10n, from: &str, programme: &str, json: bool) -> Result<(), Failure> {
    let bytes = fetch(l, from)?;
    let plan = meeting_guide::read(&bytes).map_err(|faults| in_words(l, &faults))?;
    let app = start::open(l, start::settings(l)?, Clock::system())?;
    let now = app.clock.now();
    let bar = if std::io::stderr().is_terminal() {
        ProgressBar::new(u64::try_from(plan.groups.len()).unwrap_or(u64::MAX))
    } else {
        ProgressBar::hidden()
    };
    let done = app.db.write(|db| {
        bar.set_position(0);
        import::meeting_guide(db, &Viewer::system("import"), programme, &plan, now, &|| bar.inc(1))
    });
    bar.finish_and_clear();
    let report = done.map_err(|error| match error {
        ImportError::ProgrammeName => vec![l.t("import-programme-name")],
        ImportError::NotAllowed => vec![error.to_string()],
        ImportError::Store(cause) => start::trouble(l, &cause),
    })?;
    tell(l, &plan, &report);
    if json {
        let counts = serde_json::json!({
            "read": report.read, "created": report.created, "updated": report.updated,
            "unchanged": report.unchanged, "skipped": report.skipped, "corrected": report.corrected,
        });
        println!("{counts}");
    }
    Ok(())
}

fn fetch(l: L10n, from: &str) -> Result<Vec<u8>, Failure> {
    let failed =
        |cause: String| vec![l.with("import-not-read", &[("from", from.into()), ("cause", cause.into())])];
    let limit = u64::try_from(LARGEST).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    if from.starts_with("https://") {
        let agent: ureq::Agent = ureq::Agent::config_builder().timeout_global(Some(PATIENCE)).build().into();
        let mut answer = agent.get(from).call().map_err(|cause| failed(cause.to_string()))?;
        let mut body = answer.body_mut().as_reader().take(limit);
        body.read_to_end(&mut bytes).map_err(|cause| failed(cause.to_string()))?;
    } else {
        let file = std::fs::File::open(from).map_err(|cause| failed(cause.to_string()))?;
        file.take(limit).read_to_end(&mut bytes).map_err(|cause| failed(cause.to_string()))?;
    }
    Ok(bytes)
}

fn in_words(l: L10n, faults: &FeedFaults) -> Failure {
    let mut said = match faults {
        FeedFaults::NotJson { line } => vec![l.with("import-not-json", &[("line", (*line).into())])],
        FeedFaults::NotAList => vec![l.t("import-not-a-list")],
        FeedFaults::TooLarge => vec![l.t("import-too-large")],
        FeedFaults::Entries(faults) => faults.iter().map(|fault| fault_in_words(l, fault)).collect(),
    };
    said.push(l.t("import-nothing-done"));
    said
}

fn fault_in_words(l: L10n, fault: &Fault) -> String {
    let key = match fault.wrong {
        Wrong::NotAnObject => "import-fault-object",
        Wrong::Missing => "import-fault-missing",
        Wrong::Kind => "import-fault-kind",
        Wrong::Day => "import-fault-day",
        Wrong::Time => "import-fault-time",
        Wrong::Zone => "import-fault-zone",
        Wrong::Double => "import-fault-double",
    };
    l.with(key, &[("entry", fault.entry.into()), ("field", fault.field.into())])
}

fn odd_key(odd: Odd) -> &'static str {
    match odd {
        Odd::NoStreet => "import-odd-no-street",
        Odd::PastMidnight => "import-odd-past-midnight",
        Odd::VeryLong => "import-odd-very-long",
        Odd::NoEnd => "import-odd-no-end",
        Odd::SeveralEntries => "import-odd-several-entries",
        Odd::UnknownType => "import-odd-unknown-type",
        Odd::Password => "import-odd-password",
        Odd::Link => "import-odd-link",
        Odd::Cut => "import-odd-cut",
    }
}

fn tell(l: L10n, plan: &Plan, report: &Report) {
    let mut by_kind: BTreeMap<Odd, Vec<&str>> = BTreeMap::new();
    for oddity in &plan.oddities {
        by_kind.entry(oddity.odd).or_default().push(&oddity.entry);
    }
    for (odd, entries) in by_kind {
        let named = entries.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
        eprintln!("{}", l.with(odd_key(odd), &[("count", entries.len().into()), ("entries", named.into())]));
    }
    for entry in &report.gone {
        eprintln!("{}", l.with("import-gone", &[("entry", entry.into())]));
    }
    let counts = [
        ("read", report.read.into()),
        ("groups", report.groups.into()),
        ("created", report.created.into()),
        ("updated", report.updated.into()),
        ("unchanged", report.unchanged.into()),
        ("skipped", report.skipped.into()),
        ("corrected", report.corrected.into()),
    ];
    eprintln!("{}", l.with("import-done", &counts));
}
