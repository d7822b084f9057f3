//! Data that has been cut for one viewer. Pages and mails accept nothing else.

use std::ops::Deref;

/// A `T` that this viewer may see as it stands. Made by a proof's `reveal`, by [`Visible::public`] for what anybody may
/// see, and by [`Visible::own_words`] for what the reader just typed.
#[derive(Debug)]
pub struct Visible<T>(T);

impl<T> Visible<T> {
    pub(in crate::access) fn new(it: T) -> Self {
        Self(it)
    }

    /// What stands on public pages: listed groups and their meetings, nothing about a person.
    pub fn public(it: T) -> Self {
        Self(it)
    }

    /// What the reader typed a moment ago, shown back to the reader, or a page without data.
    pub fn own_words(it: T) -> Self {
        Self(it)
    }

    /// Another shape of the same data.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Visible<U> {
        Visible(f(self.0))
    }
}

impl<T> Deref for Visible<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}
