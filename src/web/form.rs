//! What is wrong with a form, in the reader's words, beside the field that it concerns. The form is shown again with
//! everything that was typed.

use crate::l10n::{Arg, L10n};

/// Sentences by field.
#[derive(Debug, Default)]
pub struct Errors(Vec<(&'static str, String)>);

impl Errors {
    /// Adds a sentence.
    pub fn add(&mut self, field: &'static str, sentence: String) {
        self.0.push((field, sentence));
    }

    /// Takes the value of a good field, or notes what is wrong with a bad one.
    pub fn take<T, E>(
        &mut self,
        l: L10n,
        field: &'static str,
        read: Result<T, E>,
        words: impl FnOnce(E) -> (&'static str, Vec<(&'static str, Arg<'static>)>),
    ) -> Option<T> {
        read.map_err(|refusal| {
            let (key, args) = words(refusal);
            self.add(field, if args.is_empty() { l.t(key) } else { l.with(key, &args) });
        })
        .ok()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The sentence at a field; empty when it is fine.
    #[must_use]
    pub fn at(&self, field: &str) -> &str {
        self.0.iter().find(|(known, _)| *known == field).map_or("", |(_, sentence)| sentence)
    }

    /// All of them, for the summary on top.
    pub fn all(&self) -> &[(&'static str, String)] {
        &self.0
    }
}
