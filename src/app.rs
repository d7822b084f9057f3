//! Everything that a request or a job may use, and the one door from async code to the database.
//!
//! [`App::read`] and [`App::write`] hand the work to a blocking thread, with the time at which it was asked for. No
//! rule and no query stands here.

use std::sync::Arc;

use crate::domain::time::Instant;
use crate::mail::Mailer;
use crate::settings::Settings;
use crate::store::{Conn, Db, StoreError};
use crate::vault::{AppKey, Hashers, Keys, Passkeys};
use crate::world::{Clock, Entropy};

/// The running application. Cheap to clone.
#[derive(Clone)]
pub struct App {
    pub db: Db,
    pub clock: Clock,
    pub entropy: Entropy,
    pub keys: Arc<Keys>,
    pub hashers: Hashers,
    pub mailer: Mailer,
    pub settings: Arc<Settings>,
    /// `None` where the site has no name but a number.
    pub passkeys: Option<Arc<Passkeys>>,
    /// Of the demo, where mail can be read at `/_mailbox`: the app of its coordinator.
    pub demo: Option<AppKey>,
}

impl App {
    /// Reads from the database. `work` may run twice.
    ///
    /// # Errors
    /// Those of `work`; [`StoreError`] when the database does not answer.
    pub async fn read<T, E>(
        &self,
        work: impl Fn(&mut Conn, Instant) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + std::error::Error + Send + 'static,
    {
        let (db, now) = (self.db.clone(), self.clock.now());
        off_the_loop(move || db.read(|conn| work(conn, now))).await
    }

    /// Writes to the database in one transaction. `work` may run several times, and counts only when this is `Ok`.
    ///
    /// # Errors
    /// Those of `work`; [`StoreError`] when the database does not answer or the commit fails.
    pub async fn write<T, E>(
        &self,
        work: impl Fn(&mut Conn, Instant) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + std::error::Error + Send + 'static,
    {
        let (db, now) = (self.db.clone(), self.clock.now());
        off_the_loop(move || db.write(|conn| work(conn, now))).await
    }
}

impl App {
    /// Runs what waits for a disk where nobody else waits for it.
    ///
    /// # Errors
    /// [`StoreError::Panicked`] when it panics.
    pub async fn aside<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, StoreError> {
        off_the_loop(move || Ok(work())).await
    }
}

#[expect(clippy::disallowed_methods, reason = "the one door from async code to blocking work")]
async fn off_the_loop<T, E>(work: impl FnOnce() -> Result<T, E> + Send + 'static) -> Result<T, E>
where
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
{
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|_| Err(StoreError::Panicked.into()))
}
