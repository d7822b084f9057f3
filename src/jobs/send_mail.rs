//! Sends what is due: claims, looks once more, sends, and writes down how it ended. The only caller of the mailer.

use chrono::TimeDelta;

use crate::access::{MayRun, Viewer, may_run};
use crate::app::App;
use crate::domain::time::Instant;
use crate::mail::Refused;
use crate::settings::OnAmbiguous;
use crate::store::letters::{self, Held, Outcome};
use crate::store::{Conn, StoreError};

/// Messages in one round.
const ROUND: i64 = 50;
/// The first pause after a "later", and the longest, in seconds.
const PAUSE: (i64, i64) = (30, 900);

/// Sends once what is due now. How many left.
///
/// # Errors
/// When the database does not answer.
pub async fn run_once(app: &App) -> Result<usize, StoreError> {
    let resend = app.settings.on_ambiguous == OnAmbiguous::Resend;
    let held: Vec<Held> =
        app.write(move |db, now| with_run(|run| letters::claim(db, run, now, ROUND, resend))).await?;
    let mut sent = 0;
    for one in held {
        let one = std::sync::Arc::new(one);
        let gate = one.clone();
        let Some(letter) =
            app.write(move |db, now| with_run(|run| letters::pass(db, run, &gate, now))).await?
        else {
            continue;
        };
        let now = app.clock.now();
        let outcome = match app.mailer.send(&letter, &app.settings, now).await {
            Ok(()) => Outcome::Sent,
            Err(Refused::Never) => Outcome::Dead,
            Err(Refused::Later) => later(app, &one, now),
        };
        sent += usize::from(outcome == Outcome::Sent);
        app.write(move |db: &mut Conn, now| with_run(|run| letters::settle(db, run, &one, outcome, now)))
            .await?;
    }
    Ok(sent)
}

fn with_run<T>(work: impl FnOnce(&MayRun) -> Result<T, StoreError>) -> Result<T, StoreError> {
    work(&may_run(&Viewer::system("send mail")).ok_or(StoreError::Unknown("viewer"))?)
}

/// Full jitter: anywhere between now and a pause that doubles, so that many mails do not come back together.
fn later(app: &App, held: &Held, now: Instant) -> Outcome {
    let doubled = u32::try_from(held.attempts).map_or(PAUSE.1, |attempts| {
        PAUSE.0.saturating_mul(2_i64.saturating_pow(attempts.saturating_sub(1))).min(PAUSE.1)
    });
    let bound = u32::try_from(doubled).unwrap_or(900);
    let at = now.plus(TimeDelta::seconds(i64::from(app.entropy.below(bound)) + 1));
    match held.expires {
        Some(expires) if at >= expires => Outcome::Later(expires),
        _ => Outcome::Later(at),
    }
}
