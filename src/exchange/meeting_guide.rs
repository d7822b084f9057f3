//! The Meeting Guide feed, read: bytes in, a plan of groups and their series out. Whatever is wrong with an entry refuses
//! the whole file, and every fault is named at once; whatever is merely odd is taken over with a remark.
//!
//! Nothing here knows the database, the present, or who will lead these groups.

mod entry;
mod plan;

pub use entry::{Fault, FeedFaults, Wrong};
pub use plan::{Odd, Oddity, Plan, PlannedGroup, PlannedSeries};

/// Larger files are no list of meetings.
pub const LARGEST: usize = 50 * 1024 * 1024;

/// Reads a feed.
///
/// # Errors
/// Every fault of the file, up to fifty.
pub fn read(bytes: &[u8]) -> Result<Plan, FeedFaults> {
    entry::read(bytes).map(plan::plan)
}

#[cfg(test)]
mod tests;
