//! Whether the time of an answer tells what its words do not: `benches/timing`, on both databases.
//!
//! Each form is sent 2,000 times, half with a name or an address that is there and half with one that is not, in an order drawn by
//! chance, and the two halves are compared by Welch's t. Beyond 4.5 (B. J. Gilbert Goodwill et al., "A testing methodology for side
//! channel resistance validation", NIST 2011) they are told apart, and the program ends with 1. The slowest tenth is left out: that
//! is the machine's. Passwords are hashed as cheaply as in tests, so that nothing hides behind them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    dead_code,
    reason = "a benchmark may fail; it does not use every part of the tests' support"
)]

#[path = "../../tests/support/mod.rs"]
#[macro_use]
mod support;

use std::process::ExitCode;
use std::time::Instant;

use parea::world::Entropy;
use support::app::TestApp;
use support::browser::{Browser, Page};
use support::databases::Kind;

const REQUESTS: usize = 2_000;
/// So often one network may send a form before it has to wait.
const A_NETWORK: usize = 50;
const MOST: f64 = 4.5;

/// A form, and what differs: its fields when somebody is there, and when nobody is.
struct Case {
    what: &'static str,
    page: &'static str,
    action: String,
    somebody: Vec<(&'static str, String)>,
    nobody: Vec<(&'static str, String)>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    println!("| | database | somebody | nobody | Welch's t |\n|---|---|---|---|---|");
    let mut is_told = false;
    for kind in [Kind::Sqlite, Kind::Postgres] {
        let app = TestApp::on(kind).await;
        let mut network = 1;
        for case in cases(&app).await {
            let (somebody, nobody) = measured(&app, &case, &mut network).await;
            let t = welch(&somebody, &nobody);
            let micros = |times: &[f64]| mean(times) * 1e6;
            println!(
                "| {} | {kind:?} | {:.0} µs | {:.0} µs | {t:.2} |",
                case.what,
                micros(&somebody),
                micros(&nobody)
            );
            is_told |= t.abs() >= MOST;
        }
    }
    if is_told { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

async fn cases(app: &TestApp) -> Vec<Case> {
    let ben = app.person_at("ben@example.org").await;
    let text = |it: &str| it.to_owned();
    let field = |name: &'static str, value: &str| (name, text(value));
    // As long as the name that is there, and three words as well.
    let other: String = ben.sign_in_name.chars().map(|c| if c.is_alphabetic() { 'q' } else { c }).collect();
    let wrong = field("password", "not the one that they have");
    vec![
        Case {
            what: "signing in",
            page: "/sign-in",
            action: text("/sign-in"),
            somebody: vec![field("who", &ben.sign_in_name), wrong.clone()],
            nobody: vec![field("who", &other), wrong.clone()],
        },
        Case {
            what: "signing in by an address",
            page: "/sign-in",
            action: text("/sign-in"),
            somebody: vec![field("who", "ben@example.org"), wrong.clone()],
            nobody: vec![field("who", "bea@example.org"), wrong.clone()],
        },
        Case {
            what: "a mail to get back in",
            page: "/recover",
            action: text("/recover/mail"),
            somebody: vec![field("email", "ben@example.org")],
            nobody: vec![field("email", "bea@example.org")],
        },
        Case {
            what: "a code to get back in",
            page: "/recover",
            action: text("/recover/code"),
            somebody: vec![
                field("name", &ben.sign_in_name),
                field("code", "00000-00000"),
                field("password", "another one of theirs"),
            ],
            nobody: vec![
                field("name", &other),
                field("code", "00000-00000"),
                field("password", "another one of theirs"),
            ],
        },
    ]
}

/// Seconds of each answer: with somebody, and with nobody.
async fn measured(app: &TestApp, case: &Case, network: &mut u8) -> (Vec<f64>, Vec<f64>) {
    let entropy = Entropy::system();
    let (mut somebody, mut nobody) = (Vec::new(), Vec::new());
    let mut there: Option<(Browser, Page)> = None;
    for n in 0..REQUESTS {
        if n % A_NETWORK == 0 {
            let browser = Browser::from_network(&app.base, *network);
            let page = browser.get(case.page).await;
            there = Some((browser, page));
            *network = network.checked_add(1).unwrap_or(1);
        }
        let (browser, page) = there.as_ref().expect("a browser");
        let is_somebody = entropy.bytes::<1>()[0] & 1 == 0;
        let fields = if is_somebody { &case.somebody } else { &case.nobody };
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let begun = Instant::now();
        let answer = browser.post(page, &case.action, &fields).await;
        let took = begun.elapsed().as_secs_f64();
        assert!([200, 422].contains(&answer.status), "{} answers {}", case.what, answer.status);
        if is_somebody { &mut somebody } else { &mut nobody }.push(took);
    }
    let slow = {
        let mut all = [somebody.as_slice(), nobody.as_slice()].concat();
        all.sort_by(f64::total_cmp);
        all[all.len() * 9 / 10]
    };
    for times in [&mut somebody, &mut nobody] {
        times.retain(|it| *it < slow);
    }
    (somebody, nobody)
}

fn mean(of: &[f64]) -> f64 {
    of.iter().sum::<f64>() / count(of)
}

fn count(of: &[f64]) -> f64 {
    f64::from(u32::try_from(of.len()).expect("some thousands"))
}

fn welch(one: &[f64], other: &[f64]) -> f64 {
    let spread = |of: &[f64]| {
        let middle = mean(of);
        of.iter().map(|it| (it - middle).powi(2)).sum::<f64>() / (count(of) - 1.0) / count(of)
    };
    (mean(one) - mean(other)) / (spread(one) + spread(other)).sqrt()
}
