//! Chance: from the machine, or from a seed in tests, where the same seed gives the same bytes.

use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest as _, Sha256};

/// A source of random bytes. Cheap to clone; clones of a seeded source share its stream.
#[derive(Debug, Clone)]
pub struct Entropy(Kind);

#[derive(Debug, Clone)]
enum Kind {
    Machine,
    /// A seed, and how many blocks of its stream have been handed out.
    Seeded(u64, Arc<Mutex<u64>>),
}

impl Entropy {
    /// The machine's source.
    #[must_use]
    pub fn system() -> Self {
        Self(Kind::Machine)
    }

    /// A stream that anybody can foretell: for tests and for the demo's invented people only.
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        Self(Kind::Seeded(seed, Arc::default()))
    }

    /// `N` random bytes.
    ///
    /// # Panics
    /// When the machine has no random source: nothing that Parea does would be safe then.
    #[must_use]
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.fill(&mut bytes);
        bytes
    }

    /// Fills `bytes`.
    ///
    /// # Panics
    /// As [`Entropy::bytes`].
    #[expect(clippy::disallowed_methods, reason = "the one place that asks the machine for chance")]
    pub fn fill(&self, bytes: &mut [u8]) {
        match &self.0 {
            Kind::Machine => {
                if let Err(cause) = getrandom::fill(bytes) {
                    panic!("this machine has no random source: {cause}");
                }
            }
            Kind::Seeded(seed, used) => {
                let mut used = used.lock().unwrap_or_else(PoisonError::into_inner);
                for chunk in bytes.chunks_mut(32) {
                    let block =
                        Sha256::new().chain_update(seed.to_be_bytes()).chain_update(used.to_be_bytes());
                    for (byte, random) in chunk.iter_mut().zip(block.finalize()) {
                        *byte = random;
                    }
                    *used += 1;
                }
            }
        }
    }

    /// A number below `bound`, each equally likely; 0 when `bound` is 0.
    #[must_use]
    pub fn below(&self, bound: u32) -> u32 {
        if bound < 2 {
            return 0;
        }
        // Numbers beyond the last full round would favour the small ones.
        let full_rounds = u32::MAX - u32::MAX % bound;
        loop {
            let number = u32::from_be_bytes(self.bytes());
            if number < full_rounds {
                return number % bound;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_stream_and_another_seed_another() {
        let stream = |seed| {
            let entropy = Entropy::seeded(seed);
            [entropy.bytes::<40>(), entropy.bytes::<40>()]
        };
        assert_eq!(stream(1), stream(1));
        assert_ne!(stream(1), stream(2));
        assert_ne!(stream(1)[0], stream(1)[1]);
    }

    #[test]
    fn the_machine_does_not_repeat_itself() {
        assert_ne!(Entropy::system().bytes::<16>(), Entropy::system().bytes::<16>());
    }

    #[test]
    fn every_number_below_the_bound_comes_up() {
        let entropy = Entropy::seeded(3);
        let drawn: std::collections::BTreeSet<u32> = (0..500).map(|_| entropy.below(7)).collect();
        assert_eq!(drawn, (0..7).collect());
        assert_eq!(entropy.below(0), 0);
    }
}
