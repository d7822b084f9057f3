//! The words. Whatever a person reads comes from here: sentences from `templates/locales/{en,el}/*.ftl` by Fluent, dates
//! and numbers by icu, in the reader's language.
//!
//! ```ignore
//! let l = L10n::new(Locale::El);
//! l.t("group-found");
//! l.with("places-left", &[("count", 3_u32.into())]);
//! l.when(wall, zone);
//! ```
//! and in a template `{{ f.l.t("group-found") }}`, `{{ f.l.with("places-left", [("count", v.places.into())]) }}`.
//!
//! A key that is missing, or a message whose arguments are not all given, is never passed over: the page shows the key
//! between ⟦ ⟧ and the log an error, and `tests/locales.rs` finds it before that. There is no falling back to English:
//! a page in two languages is a mistake too, only harder to see.
//! Absent: which language a reader gets (`domain::locale`, `web`).

use std::borrow::Cow;
use std::collections::HashMap;

use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, StaticLoader, langid, static_loader};

use crate::domain::locale::{Language, Locale};

mod calendar;
mod list;
mod named;
mod number;
mod often;
mod place_in_time;
mod refusal;
mod role;

pub use refusal::Sentence;

static_loader! {
    static LOCALES = {
        locales: "templates/locales",
        fallback_language: "en",
        customise: |bundle| {
            // The marks that isolate direction (U+2068, U+2069) show as boxes in mail programs; both languages run
            // from left to right.
            bundle.set_use_isolating(false);
            if let Err(cause) = bundle.add_builtins() {
                tracing::error!(%cause, "Fluent's own functions could not be added");
            }
            let greek = bundle.locales.contains(&EL);
            bundle.set_formatter(Some(if greek { number::in_greek } else { number::in_english }));
        },
    };
}

const EN: LanguageIdentifier = langid!("en");
const EL: LanguageIdentifier = langid!("el");

/// Says things in one language. Small and `Copy`: pass it along by value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct L10n {
    locale: Locale,
}

/// What stands in a message besides its words. Numbers choose the plural form and are written in the reader's way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg<'a> {
    Text(Cow<'a, str>),
    Number(i64),
}

impl L10n {
    #[must_use]
    pub const fn new(locale: Locale) -> Self {
        Self { locale }
    }

    #[must_use]
    pub const fn locale(self) -> Locale {
        self.locale
    }

    /// For the `lang` attribute.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.locale.code()
    }

    /// The message `key`, which takes no arguments.
    #[must_use]
    pub fn t(self, key: &str) -> String {
        self.look_up(key, None)
    }

    /// The message `key` with its arguments.
    #[must_use]
    pub fn with(self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        let values: HashMap<&str, FluentValue<'_>> =
            args.iter().map(|(name, arg)| (*name, arg.value())).collect();
        self.look_up(key, Some(&values))
    }

    /// The name of a meeting's language: "Greek", "ελληνικά".
    #[must_use]
    pub fn language(self, language: Language) -> String {
        self.t(language.key())
    }

    fn look_up(self, key: &str, args: Option<&HashMap<&str, FluentValue<'_>>>) -> String {
        let loader: &StaticLoader = &LOCALES;
        let language = match self.locale {
            Locale::En => EN,
            Locale::El => EL,
        };
        // The cause may quote a message but never an argument, which could be somebody's name.
        loader.lookup_single_language(&language, key, args).unwrap_or_else(|cause| {
            tracing::error!(key, language = self.code(), %cause, "a message is missing or lacks an argument");
            format!("⟦{key}⟧")
        })
    }
}

impl Arg<'_> {
    fn value(&self) -> FluentValue<'_> {
        match self {
            Self::Text(text) => FluentValue::from(text.as_ref()),
            Self::Number(number) => FluentValue::from(*number),
        }
    }
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<i64> for Arg<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<i32> for Arg<'_> {
    fn from(number: i32) -> Self {
        Self::Number(number.into())
    }
}

impl From<u32> for Arg<'_> {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<usize> for Arg<'_> {
    /// Beyond what an `i64` holds, the largest that it does: no list of ours is that long.
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_message_is_seen() {
        assert_eq!(L10n::new(Locale::El).t("no-such-key"), "⟦no-such-key⟧");
        assert_eq!(L10n::new(Locale::En).t("date-time"), "⟦date-time⟧", "its arguments are not given");
        assert_eq!(L10n::new(Locale::En).t(""), "⟦⟧");
    }

    #[derive(askama::Template)]
    #[template(
        source = r#"{{ l.with("duration-minutes", [("minutes", n.into())]) }} {{ l.with("zone-other", [("place", place.into())]) }}"#,
        ext = "html"
    )]
    struct Page<'a> {
        l: L10n,
        n: u32,
        place: &'a str,
    }

    #[test]
    fn a_template_says_messages_with_arguments_and_escapes_them() {
        let page = Page { l: L10n::new(Locale::En), n: 90, place: "<Oz>" };
        assert_eq!(askama::Template::render(&page).unwrap(), "90 minutes &#60;Oz&#62; time");
    }

    #[test]
    fn both_languages_say_their_own_words() {
        assert_eq!(L10n::new(Locale::En).language(Language::Greek), "Greek");
        assert_eq!(L10n::new(Locale::El).language(Language::Greek), "ελληνικά");
    }

    #[test]
    fn arguments_are_written_without_marks_of_direction_and_numbers_in_the_readers_way() {
        let said =
            |locale, minutes: u32| L10n::new(locale).with("duration-minutes", &[("minutes", minutes.into())]);
        assert_eq!(said(Locale::En, 1), "1 minute");
        assert_eq!(said(Locale::En, 1300), "1,300 minutes");
        assert_eq!(said(Locale::El, 1), "1 λεπτό");
        assert_eq!(said(Locale::El, 1300), "1.300 λεπτά");
    }
}
