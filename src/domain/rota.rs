//! Who does what at a meeting, so that leading goes round: roles, what is left of past turns, whom the rota proposes next,
//! and what happens when somebody cannot come.
//!
//! A turn is one member in one role at one meeting. What is confirmed is stored; what is proposed is derived each time
//! anybody looks, so that a changed rule changes what comes and nothing that was promised. No name stands here, no clock,
//! and no reason why somebody cannot.

mod gap;
mod plan;
mod record;
mod role;

pub use gap::{Gap, all_from, gap, last_from};
pub use plan::{Candidate, Fixed, Ground, Refusal, Slot};
pub use record::{Record, week};
pub use role::{RoleKind, TurnState};

#[cfg(test)]
mod tests;
