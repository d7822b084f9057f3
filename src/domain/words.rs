//! How a group begins and ends its meetings, in its own words, and two things that hold in between. What groups begin with
//! is what protects whoever comes: everybody may pass.

use crate::domain::text::Markdown;

/// The words, and what holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingWords {
    pub opening: Option<Markdown>,
    pub closing: Option<Markdown>,
    /// Whoever is asked may say nothing.
    pub right_to_pass: bool,
    /// Nobody answers to, or judges, what another tells.
    pub no_cross_talk: bool,
}

impl Default for MeetingWords {
    fn default() -> Self {
        Self { opening: None, closing: None, right_to_pass: true, no_cross_talk: false }
    }
}
