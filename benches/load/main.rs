//! What the service costs under load, on both databases, with the real feed in them: `benches/run`.
//!
//! Each page is asked for by a few connections that never pause. Beside requests a second stands what the ceiling in the
//! same run would allow (static bytes: the server without a database), so that a slower machine shows the same ratios.
//! Processor time is that of the service and, for PostgreSQL, of its server too; the load itself is not counted.

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

mod load;
mod process;
mod scene;

use load::{Figures, Request};
use process::Service;
use support::databases::{Kind, TestDb};

/// The feed: 1,513 real meetings.
const FEED: &str = "../shared/data/greater-new-york.json";

#[tokio::main(flavor = "current_thread")]
async fn main() {
    // `cargo bench` and `cargo test` hand over flags of their own harness.
    let feed = std::env::var("PAREA_FEED").unwrap_or_else(|_| FEED.to_owned());
    assert!(
        std::path::Path::new(&feed).is_file(),
        "{feed} is not here: set PAREA_FEED to a Meeting Guide feed"
    );
    for kind in [Kind::Sqlite, Kind::Postgres] {
        on(kind, &feed).await;
    }
}

async fn on(kind: Kind, feed: &str) {
    let home = tempfile::tempdir().expect("a folder");
    let db = TestDb::bare(kind);
    let took = process::import(home.path(), &db.url, feed);
    println!("\n## {kind:?}\n\nThe feed was taken over in {took:.1?}.");
    let service = Service::start(home.path(), &db.url).await;
    println!("It answered {:.0?} after its start.", service.started_in);
    let idle = service.memory();
    let scene = scene::set(&service.base).await;
    println!(
        "\n| | requests/s | of the ceiling | p50 | p99 | µs of processor a request | of it the database | times the ceiling |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    let mut ceiling = None;
    for (name, requests) in scene {
        let figures = measure(&service, kind, requests).await;
        let top = *ceiling.get_or_insert(figures);
        row(name, &figures, &top);
    }
    let busy = service.memory();
    println!("\nMemory: {} MiB at rest, {} MiB after all of this.", idle / 1024, busy / 1024);
}

async fn measure(service: &Service, kind: Kind, requests: Vec<Request>) -> Figures {
    load::run(&service.base, &requests, load::WARM_UP).await;
    let before = (service.processor(), database(kind));
    let mut figures = load::run(&service.base, &requests, load::MEASURED).await;
    figures.count(service.processor() - before.0, database(kind) - before.1);
    figures
}

fn database(kind: Kind) -> f64 {
    match kind {
        Kind::Sqlite => 0.0,
        Kind::Postgres => process::postgres_processor(),
    }
}

fn row(name: &str, it: &Figures, ceiling: &Figures) {
    println!(
        "| {name} | {:.0} | {:.1} % | {:.1} ms | {:.1} ms | {:.0} | {:.0} | {:.1} |",
        it.a_second,
        100.0 * it.a_second / ceiling.a_second,
        it.median * 1e3,
        it.p99 * 1e3,
        it.processor * 1e6,
        it.database * 1e6,
        it.processor / ceiling.processor,
    );
}
