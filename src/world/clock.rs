//! The time. Running, running from a given instant (the demo), or standing still until told otherwise (tests).

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::time::Instant;

/// Tells the time. Cheap to clone; clones of a stopped clock stand together.
#[derive(Debug, Clone)]
pub struct Clock(Kind);

#[derive(Debug, Clone)]
enum Kind {
    /// The machine's clock.
    Running,
    /// It runs as the machine's does, so far ahead of it.
    Ahead(Arc<Mutex<TimeDelta>>),
    Stopped(Arc<Mutex<Instant>>),
}

impl Clock {
    /// The machine's clock.
    #[must_use]
    pub fn system() -> Self {
        Self(Kind::Running)
    }

    /// A clock that shows `start` now and runs on from there.
    #[must_use]
    pub fn starting_at(start: Instant) -> Self {
        Self(Kind::Ahead(Arc::new(Mutex::new(start.utc() - machine_time()))))
    }

    /// A clock that stands at `at` until it is set or advanced.
    #[must_use]
    pub fn stopped_at(at: Instant) -> Self {
        Self(Kind::Stopped(Arc::new(Mutex::new(at))))
    }

    /// The time.
    #[must_use]
    pub fn now(&self) -> Instant {
        match &self.0 {
            Kind::Running => Instant::from_utc(machine_time()),
            Kind::Ahead(by) => {
                Instant::from_utc(machine_time() + *by.lock().unwrap_or_else(PoisonError::into_inner))
            }
            Kind::Stopped(at) => *at.lock().unwrap_or_else(PoisonError::into_inner),
        }
    }

    /// The time of leases: the database's, which all who take one share, however wrong their own clocks are. One that
    /// does not show the machine's time (the demo's, a test's) goes by itself here, too.
    ///
    /// # Errors
    /// Those of asking.
    pub fn of_leases<E>(&self, ask_the_database: impl FnOnce() -> Result<Instant, E>) -> Result<Instant, E> {
        match &self.0 {
            Kind::Running => ask_the_database(),
            Kind::Ahead(_) | Kind::Stopped(_) => Ok(self.now()),
        }
    }

    /// Moves a stopped clock, or one that runs from another day; the machine's does not listen.
    pub fn set(&self, to: Instant) {
        self.advance(to.since(self.now()));
    }

    /// Moves it on.
    pub fn advance(&self, by: TimeDelta) {
        match &self.0 {
            Kind::Running => {}
            Kind::Ahead(ahead) => *ahead.lock().unwrap_or_else(PoisonError::into_inner) += by,
            Kind::Stopped(at) => {
                let mut at = at.lock().unwrap_or_else(PoisonError::into_inner);
                *at = at.plus(by);
            }
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place that asks the machine for the time")]
fn machine_time() -> DateTime<Utc> {
    Utc::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noon() -> Instant {
        Instant::parse_rfc3339("2026-12-08T12:00:00Z").unwrap()
    }

    #[test]
    fn a_stopped_clock_moves_when_told_and_its_clones_with_it() {
        let clock = Clock::stopped_at(noon());
        let other = clock.clone();
        clock.advance(TimeDelta::minutes(5));
        assert_eq!(other.now(), noon().plus(TimeDelta::minutes(5)));
    }

    #[test]
    fn leases_go_by_the_databases_clock_where_time_is_real() {
        let ask = || Ok::<_, ()>(noon());
        assert_eq!(Clock::system().of_leases(ask), Ok(noon()));
        let standing = Clock::stopped_at(noon().plus(TimeDelta::days(1)));
        assert_eq!(standing.of_leases(ask), Ok(standing.now()));
    }

    #[test]
    fn a_clock_can_run_from_another_day() {
        let shown = Clock::starting_at(noon()).now();
        assert!(shown >= noon() && shown < noon().plus(TimeDelta::minutes(1)));
        let clock = Clock::starting_at(noon());
        clock.clone().advance(TimeDelta::days(7));
        assert!(clock.now() >= noon().plus(TimeDelta::days(7)), "and be moved on, with its clones");
        let system = Clock::system();
        system.advance(TimeDelta::days(7));
        assert!(system.now() < Clock::system().now().plus(TimeDelta::days(1)), "the machine's is not");
    }
}
