//! The service as a process of its own, and what the kernel says about it. Linux only: it reads `/proc`.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// The kernel counts processor time in hundredths of a second, on every architecture that we know.
const TICKS_A_SECOND: f64 = 100.0;

/// `parea serve` on a free port of the loopback.
pub struct Service {
    child: Child,
    pub base: String,
    pub started_in: Duration,
}

fn parea(home: &Path, database: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_parea"));
    command
        .env("PAREA__DATABASE__URL", database)
        .env("PAREA__KEYS__FILE", home.join("parea.key"))
        .env("PAREA__JOURNAL__FILE", home.join("parea.journal"))
        .env("PAREA__MAIL__URL", format!("mailbox:{}", home.join("mailbox").display()))
        .stderr(Stdio::null())
        .stdout(Stdio::null());
    command
}

/// Takes the feed over. How long it took.
pub fn import(home: &Path, database: &str, feed: &str) -> Duration {
    let began = Instant::now();
    let status = parea(home, database)
        .args(["import", "meeting-guide", feed, "--programme", "new-york"])
        .status()
        .expect("the command runs");
    assert!(status.success(), "the feed was not taken over");
    began.elapsed()
}

impl Service {
    /// Starts it, and waits until it is ready.
    pub async fn start(home: &Path, database: &str) -> Self {
        let port =
            std::net::TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("it").port();
        let base = format!("http://127.0.0.1:{port}");
        let began = Instant::now();
        let child = parea(home, database)
            .env("PAREA__SERVER__LISTEN", format!("127.0.0.1:{port}"))
            .env("PAREA__SERVER__PUBLIC_URL", &base)
            .arg("serve")
            .spawn()
            .expect("the service starts");
        while reqwest::get(format!("{base}/readyz")).await.is_err() {
            assert!(began.elapsed() < Duration::from_secs(30), "the service does not answer");
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        Self { child, base, started_in: began.elapsed() }
    }

    /// Seconds of processor time so far.
    pub fn processor(&self) -> f64 {
        processor(self.child.id(), false)
    }

    /// Memory that it holds now, in KiB.
    pub fn memory(&self) -> u64 {
        let status =
            std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).expect("its status");
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("its memory");
        line.split_whitespace().next().and_then(|number| number.parse().ok()).expect("a number")
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Seconds of processor time of every process of the PostgreSQL whose postmaster `PAREA_BENCH_POSTMASTER` names.
pub fn postgres_processor() -> f64 {
    let postmaster: u32 = std::env::var("PAREA_BENCH_POSTMASTER")
        .ok()
        .and_then(|pid| pid.parse().ok())
        .expect("PAREA_BENCH_POSTMASTER is not set: run this by benches/run");
    let children = std::fs::read_to_string(format!("/proc/{postmaster}/task/{postmaster}/children"))
        .expect("its processes");
    let of_children: f64 =
        children.split_whitespace().filter_map(|pid| pid.parse().ok()).map(|pid| processor(pid, false)).sum();
    of_children + processor(postmaster, true)
}

/// A process's own seconds, and those of its children that have ended. 0 when it has just ended itself.
fn processor(pid: u32, with_ended: bool) -> f64 {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    // The name in parentheses may hold spaces; utime is the 14th field, the 12th after it.
    let numbers: Vec<f64> = stat
        .rsplit_once(')')
        .map(|(_, rest)| rest.split_whitespace().skip(11).map_while(|it| it.parse().ok()).collect())
        .unwrap_or_default();
    numbers.iter().take(if with_ended { 4 } else { 2 }).sum::<f64>() / TICKS_A_SECOND
}
