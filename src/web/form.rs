//! What is wrong with a form, in the reader's words, beside the field that it concerns. The form is shown again with
//! everything that was typed.

use crate::l10n::{L10n, Sentence};

/// Sentences by field.
#[derive(Debug, Default)]
pub struct Errors(Vec<(&'static str, String)>);

impl Errors {
    /// Adds a sentence.
    pub fn add(&mut self, field: &'static str, sentence: String) {
        self.0.push((field, sentence));
    }

    /// Takes the value of a good field, or notes what is wrong with a bad one.
    pub fn take<T, E: Sentence>(&mut self, l: L10n, field: &'static str, read: Result<T, E>) -> Option<T> {
        read.map_err(|refusal| self.add(field, l.sentence(&refusal))).ok()
    }

    /// The same for a field that may stay empty.
    pub fn take_optional<T, E: Sentence>(
        &mut self,
        l: L10n,
        field: &'static str,
        typed: &str,
        read: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        if typed.trim().is_empty() { None } else { self.take(l, field, read(typed)) }
    }

    /// Takes what was chosen from a list. Anything else was not in the list, and is never read as one of its values.
    pub fn chosen<T>(&mut self, l: L10n, field: &'static str, found: Option<T>) -> Option<T> {
        if found.is_none() {
            self.add(field, l.t("form-choose"));
        }
        found
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

/// One thing to choose in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub value: String,
    pub words: String,
    pub chosen: bool,
}

impl Choice {
    /// A choice.
    #[must_use]
    pub fn new(value: impl ToString, words: impl Into<String>, chosen: bool) -> Self {
        Self { value: value.to_string(), words: words.into(), chosen }
    }
}
