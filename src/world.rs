//! What the house takes from the world and cannot compute: the time, and chance. Both are values that are handed in,
//! so that a test can set the one and seed the other.
//!
//! The only callers of the machine's clock and of its random source. No rule stands here.

mod clock;
mod entropy;

pub use clock::Clock;
pub use entropy::Entropy;
