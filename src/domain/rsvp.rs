//! Answers to a meeting.

use crate::coded;

coded! {
    /// What a member said to a meeting, or what came of it.
    pub enum Answer {
        Coming = "coming",
        Perhaps = "perhaps",
        NotComing = "not_coming",
        /// Wanted to come when all places were taken.
        Waiting = "waiting",
    }
}
