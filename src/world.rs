//! What the house takes from the world and cannot compute: the time, and chance, which are values that are handed in, so that a
//! test can set the one and seed the other; and a file of lines that outlives the database.
//!
//! The only callers of the machine's clock and of its random source. No rule stands here.

mod clock;
mod entropy;
mod journal;

pub use clock::Clock;
pub use entropy::Entropy;
pub use journal::{Journal, settle};
