//! Refusals in words. The rules refuse with an enum; the sentence that a person reads beside the field is chosen here,
//! exhaustively, so that a new refusal does not compile until it has one. Other rooms add theirs by [`Sentence`].

use super::L10n;
use crate::domain::text::{EmailRefusal, SlugRefusal, TextRefusal, UrlRefusal};
use crate::domain::time::WallRefusal;

/// Something that can be said to a person, as one or more whole sentences.
pub trait Sentence {
    fn in_words(&self, l: L10n) -> String;
}

impl L10n {
    /// `l.sentence(&refusal)`.
    #[must_use]
    pub fn sentence(self, of: &impl Sentence) -> String {
        of.in_words(self)
    }

    fn too_long(self, characters: usize, most: usize) -> String {
        self.with("text-too-long", &[("characters", characters.into()), ("most", most.into())])
    }
}

impl Sentence for TextRefusal {
    fn in_words(&self, l: L10n) -> String {
        match *self {
            Self::Empty => l.t("text-empty"),
            Self::TooLong { characters, most } => l.too_long(characters, most),
            Self::ControlCharacter => l.t("text-control-character"),
        }
    }
}

impl Sentence for EmailRefusal {
    fn in_words(&self, l: L10n) -> String {
        match self {
            Self::Empty => l.t("text-empty"),
            Self::TooLong => l.t("email-too-long"),
            Self::NotAnAddress => l.t("email-not-an-address"),
            Self::LettersBeforeAt => l.t("email-letters-before-at"),
            Self::Domain => l.t("email-domain"),
        }
    }
}

impl Sentence for UrlRefusal {
    fn in_words(&self, l: L10n) -> String {
        match *self {
            Self::Empty => l.t("text-empty"),
            Self::TooLong { characters, most } => l.too_long(characters, most),
            Self::NotHttps => l.t("link-not-https"),
            Self::Host => l.t("link-host"),
            Self::Character => l.t("link-character"),
        }
    }
}

impl Sentence for SlugRefusal {
    fn in_words(&self, l: L10n) -> String {
        match *self {
            Self::Empty => l.t("text-empty"),
            Self::TooLong { characters, most } => l.too_long(characters, most),
            Self::Character => l.t("slug-character"),
        }
    }
}

impl Sentence for WallRefusal {
    fn in_words(&self, l: L10n) -> String {
        match self {
            Self::Date => l.t("wall-not-a-date"),
            Self::Time => l.t("wall-not-a-time"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::locale::Locale;

    #[test]
    fn a_refusal_says_what_to_do() {
        let too_long = TextRefusal::TooLong { characters: 1041, most: 40 };
        assert_eq!(
            L10n::new(Locale::En).sentence(&too_long),
            "This has 1,041 characters. At most 40 fit; please shorten it."
        );
        assert_eq!(
            L10n::new(Locale::El).sentence(&too_long),
            "Το κείμενο έχει 1.041 χαρακτήρες. Χωρούν έως 40· παρακαλούμε συντομέψτε το."
        );
    }
}
