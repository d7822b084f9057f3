//! Parea: a web service for peer-led mutual-aid groups. This page is the map of the house; the rooms stand in the
//! order in which they may use each other, the lower ones knowing nothing of the higher.
//!
//! * [`domain`] — the rules. Pure: no SQL, no HTTP, no clock, no randomness.
//! * [`l10n`] — the words: sentences, dates and numbers in the reader's language.

pub mod domain;
pub mod l10n;
