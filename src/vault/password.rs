//! Passwords: which are good enough, and how they are hashed without starving everything else.
//!
//! Argon2id takes 19 MiB and tens of milliseconds, so a few threads of its own do it, behind a queue that has an end.
//! The question "is this the password" costs the same when there is no such account.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Mutex, PoisonError};

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version};
use tokio::sync::oneshot;
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

use super::keys::Keys;
use crate::world::Entropy;

/// Fewest and most characters.
const FEWEST: usize = 8;
const MOST: usize = 128;

/// A password that may be chosen. Never printed.
#[derive(Clone)]
pub struct Password(Zeroizing<String>);

/// Why a password may not be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordRefusal {
    #[error("shorter than 8 characters")]
    TooShort,
    #[error("longer than 128 characters")]
    TooLong,
    /// Among the first that somebody would try.
    #[error("too easy to guess")]
    Common,
}

impl Password {
    /// What somebody would like to choose. Spaces and letters of every script are welcome; NFC.
    ///
    /// # Errors
    /// When it is too short, too long, or easily guessed. `known` are words that an attacker would try first, such as
    /// the sign-in name.
    pub fn choose(typed: &str, known: &[&str]) -> Result<Self, PasswordRefusal> {
        let password = Self::typed(typed);
        match password.0.chars().count() {
            ..FEWEST => Err(PasswordRefusal::TooShort),
            FEWEST..=MOST if zxcvbn::zxcvbn(&password.0, known).score() < zxcvbn::Score::Two => {
                Err(PasswordRefusal::Common)
            }
            FEWEST..=MOST => Ok(password),
            _ => Err(PasswordRefusal::TooLong),
        }
    }

    /// What somebody typed to sign in: anything, cut where no password of ours goes on.
    #[must_use]
    pub fn typed(typed: &str) -> Self {
        Self(Zeroizing::new(typed.nfc().take(MOST + 1).collect()))
    }
}

/// How much work a hash is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strength {
    /// 19 MiB, two passes, one lane (OWASP's second choice).
    Full,
    /// Only for tests that sign hundreds of people in.
    Test,
}

/// Everybody is signing in at once; nothing was checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too many people are signing in at this moment")]
pub struct Busy;

type Job = Box<dyn FnOnce(&Argon2<'_>, &str) + Send>;

/// A few threads that hash. Cheap to clone.
#[derive(Clone)]
pub struct Hashers {
    queue: SyncSender<Job>,
    entropy: Entropy,
}

impl Hashers {
    /// Starts `threads` threads; at most `waiting` people wait for them.
    #[must_use]
    pub fn start(
        keys: &Arc<Keys>,
        entropy: &Entropy,
        strength: Strength,
        threads: usize,
        waiting: usize,
    ) -> Self {
        let (queue, jobs) = sync_channel::<Job>(waiting);
        let jobs = Arc::new(Mutex::new(jobs));
        for _ in 0..threads.max(1) {
            let (jobs, keys, entropy) = (jobs.clone(), keys.clone(), entropy.clone());
            std::thread::spawn(move || work(&jobs, &keys, &entropy, strength));
        }
        Self { queue, entropy: entropy.clone() }
    }

    /// The PHC string of a new password.
    ///
    /// # Errors
    /// [`Busy`] when the queue is full.
    pub async fn hash(&self, password: Password) -> Result<String, Busy> {
        let salt: [u8; 16] = self.entropy.bytes();
        self.ask(move |argon, _| {
            argon.hash_password_with_salt(password.0.as_bytes(), &salt).map(|phc| phc.to_string()).ok()
        })
        .await?
        .ok_or(Busy)
    }

    /// Whether this is the password. Without a stored hash the answer is no, after the same work.
    ///
    /// # Errors
    /// [`Busy`] when the queue is full.
    pub async fn verify(&self, password: Password, stored: Option<String>) -> Result<bool, Busy> {
        self.ask(move |argon, nobody| {
            let is_known = stored.is_some();
            let phc = stored.unwrap_or_else(|| nobody.to_owned());
            let matches = PasswordHash::new(&phc)
                .is_ok_and(|hash| argon.verify_password(password.0.as_bytes(), &hash).is_ok());
            matches && is_known
        })
        .await
    }

    async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Argon2<'_>, &str) -> T + Send + 'static,
    ) -> Result<T, Busy> {
        let (say, hear) = oneshot::channel();
        let job: Job = Box::new(move |argon, nobody| drop(say.send(question(argon, nobody))));
        match self.queue.try_send(job) {
            Ok(()) => hear.await.map_err(|_| Busy),
            Err(TrySendError::Full(_) | TrySendError::Disconnected(_)) => Err(Busy),
        }
    }
}

fn work(jobs: &Mutex<Receiver<Job>>, keys: &Keys, entropy: &Entropy, strength: Strength) {
    let params = match strength {
        Strength::Full => Params::new(19 * 1024, 2, 1, None),
        Strength::Test => Params::new(8, 1, 1, None),
    };
    let argon = Argon2::new_with_secret(
        &keys.pepper,
        Algorithm::Argon2id,
        Version::V0x13,
        params.unwrap_or_default(),
    );
    let Ok(argon) = argon else {
        return;
    };
    let nobody = argon
        .hash_password_with_salt(&entropy.bytes::<32>(), &entropy.bytes::<16>())
        .map(|phc| phc.to_string())
        .unwrap_or_default();
    loop {
        let next = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
        match next {
            Ok(job) => job(&argon, &nobody),
            Err(_) => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_long_enough_and_hard_to_guess() {
        let refusal = |typed: &str| Password::choose(typed, &["amber-river-stone"]).err();
        assert_eq!(refusal("short"), Some(PasswordRefusal::TooShort));
        assert_eq!(refusal("τζιτζίκ"), Some(PasswordRefusal::TooShort), "characters, not bytes");
        assert_eq!(refusal("password1"), Some(PasswordRefusal::Common));
        assert_eq!(refusal("amber-river-stone"), Some(PasswordRefusal::Common));
        assert_eq!(refusal("το σπίτι στη θάλασσα"), None);
        assert_eq!(refusal(&"tzatziki 9 ".repeat(11)), None);
        assert_eq!(refusal(&"x".repeat(129)), Some(PasswordRefusal::TooLong));
    }

    #[tokio::test]
    async fn only_the_password_opens_and_nobody_has_none() {
        let keys = Arc::new(Keys::from_root([1; 32]));
        let hashers = Hashers::start(&keys, &Entropy::seeded(1), Strength::Test, 2, 8);
        let stored = hashers.hash(Password::typed("Η θάλασσα το βράδυ")).await.unwrap();
        assert!(stored.starts_with("$argon2id$"));
        let verify = |typed: &str, stored: Option<String>| hashers.verify(Password::typed(typed), stored);
        assert_eq!(verify("Η θάλασσα το βράδυ", Some(stored.clone())).await, Ok(true));
        assert_eq!(verify("η θάλασσα το βράδυ", Some(stored)).await, Ok(false));
        assert_eq!(verify("Η θάλασσα το βράδυ", None).await, Ok(false));
        assert_eq!(verify("x", Some("not a hash".to_owned())).await, Ok(false));
    }

    #[tokio::test]
    async fn the_pepper_is_part_of_the_password() {
        let hashers = |root| {
            Hashers::start(&Arc::new(Keys::from_root([root; 32])), &Entropy::seeded(1), Strength::Test, 1, 8)
        };
        let stored = hashers(1).hash(Password::typed("same")).await.unwrap();
        assert_eq!(hashers(2).verify(Password::typed("same"), Some(stored)).await, Ok(false));
    }
}
