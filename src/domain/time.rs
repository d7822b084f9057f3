//! Waits for its first rule.
