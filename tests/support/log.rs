//! What the program says to its log, kept for a test to read. One log for the process: what another test says stands in it too.

use std::io::Write;
use std::sync::{Arc, Mutex, OnceLock};

use tracing_subscriber::EnvFilter;

#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<u8>>>);

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("nobody panics while writing").write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

static KEPT: OnceLock<Kept> = OnceLock::new();

/// From here on it is kept: all that the program itself says, also what an operator sees only when asking for it.
pub fn keep() {
    KEPT.get_or_init(|| {
        let kept = Kept::default();
        let to = kept.clone();
        let filter = EnvFilter::new("info,parea=trace,actix_web=debug,actix_server=debug");
        let subscriber = tracing_subscriber::fmt().with_env_filter(filter).with_writer(move || to.clone());
        tracing::subscriber::set_global_default(subscriber.finish()).expect("the only one of this process");
        kept
    });
}

/// What was said since.
pub fn said() -> Vec<u8> {
    KEPT.get().expect("it is kept").0.lock().expect("nobody panics while writing").clone()
}
