//! Sends what is due: claims, looks once more, sends, and writes down how it ended. The only caller of the mailer.

use std::sync::Arc;

use chrono::TimeDelta;

use crate::access::{MayRun, Viewer, may_run};
use crate::app::App;
use crate::domain::time::Instant;
use crate::mail::Refused;
use crate::settings::OnAmbiguous;
use crate::store::StoreError;
use crate::store::letters::{self, Held, Outcome};

/// Messages in one round.
const ROUND: usize = 50;
/// The first pause after a "later", and the longest, in seconds.
const PAUSE: (i64, i64) = (30, 900);

/// Sends what is due now, at most a round of it. How many left. A message that cannot even be looked at (a cell that does
/// not open) is told to the log and left to its lease; the others go on. `may_begin` is asked before each.
///
/// # Errors
/// When the database does not answer.
pub async fn run_once(app: &App, may_begin: impl Fn() -> bool) -> Result<usize, StoreError> {
    let resend = app.settings.on_ambiguous == OnAmbiguous::Resend;
    let mut sent = 0;
    for _ in 0..ROUND {
        if !may_begin() {
            break;
        }
        let clock = app.clock.clone();
        let Some(held) =
            app.write(move |db, now| with_run(|run| letters::claim(db, run, &clock, now, resend))).await?
        else {
            break;
        };
        match send(app, held).await {
            Ok(After::Sent) => sent += 1,
            Ok(After::NotSent) => {}
            // What keeps one waiting keeps the next waiting, too: the other jobs go first.
            Ok(After::Away) => break,
            Err(cause) => tracing::error!(%cause, "a message could not be looked at or settled"),
        }
    }
    Ok(sent)
}

/// What came of one message, as far as the next one is concerned.
enum After {
    Sent,
    /// The last gate stopped it, or the server refused this one.
    NotSent,
    /// The server takes no mail at all now.
    Away,
}

/// Sends one message.
async fn send(app: &App, held: Held) -> Result<After, StoreError> {
    let held = Arc::new(held);
    let gate = held.clone();
    let Some(letter) = app.write(move |db, now| with_run(|run| letters::pass(db, run, &gate, now))).await?
    else {
        return Ok(After::NotSent);
    };
    let now = app.clock.now();
    let (outcome, after) = match app.mailer.send(&letter, &app.settings, now).await {
        Ok(()) => (Outcome::Sent, After::Sent),
        Err(Refused::Never) => (Outcome::Dead, After::NotSent),
        Err(Refused::Later) => (later(app, &held, now), After::NotSent),
        Err(Refused::Away) => (later(app, &held, now), After::Away),
    };
    app.write(move |db, now| with_run(|run| letters::settle(db, run, &held, outcome, now))).await?;
    Ok(after)
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
    // The last gate of the next attempt finds that it is too late.
    Outcome::Later(at.min(held.expires))
}
