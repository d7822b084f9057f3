//! The languages that meetings are held in, spoken and signed. A short list that people choose from, not every language
//! of the world: Greek and English first, then the languages of those who live in Greece, and those that the feeds of
//! other fellowships use. A new one is a line in the table and a word in each folder of `templates/locales`.

use std::fmt;

use crate::domain::coded::Coded;

/// The text is not the code of a language in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a language in the list")]
pub struct UnknownLanguage;

macro_rules! languages {
    ($($name:ident: $code:literal, $key:literal,)*) => {
        /// A language that a meeting is held in. Its code is BCP 47: two letters where there are two, otherwise three,
        /// as for all sign languages.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Language {
            $($name,)*
        }

        impl Language {
            /// The whole list: Greek and English, the other spoken languages by their English name, sign languages.
            #[must_use]
            pub const fn all() -> &'static [Self] {
                &[$(Self::$name,)*]
            }

            /// For the database, addresses, feeds and `lang` attributes.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)*
                }
            }

            /// Where its name stands in `templates/locales`.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self {
                    $(Self::$name => $key,)*
                }
            }
        }
    };
}

languages! {
    English: "en", "language-en",
    Greek: "el", "language-el",
    Albanian: "sq", "language-sq",
    Arabic: "ar", "language-ar",
    Armenian: "hy", "language-hy",
    Bengali: "bn", "language-bn",
    Bulgarian: "bg", "language-bg",
    Chinese: "zh", "language-zh",
    Czech: "cs", "language-cs",
    Dutch: "nl", "language-nl",
    French: "fr", "language-fr",
    Georgian: "ka", "language-ka",
    German: "de", "language-de",
    HaitianCreole: "ht", "language-ht",
    Hebrew: "he", "language-he",
    Hindi: "hi", "language-hi",
    Hungarian: "hu", "language-hu",
    Italian: "it", "language-it",
    Japanese: "ja", "language-ja",
    Korean: "ko", "language-ko",
    Kurdish: "ku", "language-ku",
    Persian: "fa", "language-fa",
    Polish: "pl", "language-pl",
    Portuguese: "pt", "language-pt",
    Punjabi: "pa", "language-pa",
    Romani: "rom", "language-rom",
    Romanian: "ro", "language-ro",
    Russian: "ru", "language-ru",
    Serbian: "sr", "language-sr",
    Spanish: "es", "language-es",
    Swedish: "sv", "language-sv",
    Tagalog: "tl", "language-tl",
    Turkish: "tr", "language-tr",
    Ukrainian: "uk", "language-uk",
    Urdu: "ur", "language-ur",
    Vietnamese: "vi", "language-vi",
    GreekSign: "gss", "language-gss",
    AmericanSign: "ase", "language-ase",
    BritishSign: "bfi", "language-bfi",
    InternationalSign: "ils", "language-ils",
}

impl Language {
    /// Reads exactly what [`Language::code`] writes.
    ///
    /// # Errors
    /// [`UnknownLanguage`] for anything else. Regions (`en-GB`) and the codes of feeds (`ASL`) are for `exchange`.
    pub fn parse(code: &str) -> Result<Self, UnknownLanguage> {
        Self::all().iter().copied().find(|language| language.code() == code).ok_or(UnknownLanguage)
    }
}

impl Coded for Language {
    const ALL: &'static [Self] = Self::all();

    fn code(self) -> &'static str {
        self.code()
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn codes_and_keys_are_unique_and_read_back() {
        let mut keys = HashSet::new();
        for language in Language::all() {
            assert_eq!(Language::parse(language.code()), Ok(*language));
            assert_eq!(language.key(), format!("language-{language}"));
            assert!(keys.insert(language.key()));
        }
        assert_eq!(Language::parse("EN"), Err(UnknownLanguage));
    }
}
