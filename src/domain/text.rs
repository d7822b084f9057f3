//! Text that people typed, as values that cannot be wrong: every type has one way in, `parse`, and a refusal that says
//! why not. What is stored goes through the same door again when it is read.
//!
//! `parse` does silently what nobody can see: it trims, composes (NFC) and takes out invisible characters, among them the
//! controls of writing direction (U+202A–202E, U+2066–2069) with which one name can be made to look like another.
//! What can be seen it never changes: it refuses. Absent: what a text means, who may read it, and HTML.

use unicode_normalization::UnicodeNormalization;

mod email;
mod greek;
mod online_url;
mod search;
mod slip;
mod slug;

pub use email::{EmailAddress, EmailRefusal};
pub use online_url::{OnlineUrl, UrlRefusal};
pub use search::{Closeness, Term, fold, search_terms, search_text};
pub use slug::{Slug, SlugRefusal};

/// Why a text is not taken. Lengths are counted in characters (Unicode scalar values) after cleaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextRefusal {
    #[error("nothing is written")]
    Empty,
    #[error("{characters} characters, at most {most}")]
    TooLong { characters: usize, most: usize },
    /// A line break in a line, or a control character anywhere.
    #[error("a line break or control character")]
    ControlCharacter,
}

/// Characters without a shape: they come along when text is pasted, and nobody can see to remove them. The joiners that
/// Persian words and emoji need (U+200C, U+200D) stay.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The line and paragraph separators of Unicode break a line as a line feed does.
fn breaks(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

/// One line: trimmed, runs of spaces made one, composed, without invisible characters.
fn line(typed: &str, most: usize) -> Result<String, TextRefusal> {
    let visible: String = typed.trim().chars().filter(|c| !is_invisible(*c)).nfc().collect();
    if visible.chars().any(breaks) {
        return Err(TextRefusal::ControlCharacter);
    }
    within(visible.split_whitespace().collect::<Vec<_>>().join(" "), most)
}

/// Several lines: line ends made `\n`, trimmed, composed, without invisible characters. Tabs and spaces stay, for
/// Markdown counts them.
fn lines(typed: &str, most: usize) -> Result<String, TextRefusal> {
    let unified = typed.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    let visible: String = unified.chars().filter(|c| !is_invisible(*c)).nfc().collect();
    if visible.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t')) {
        return Err(TextRefusal::ControlCharacter);
    }
    within(visible.trim_start_matches('\n').trim_end().to_owned(), most)
}

/// Empty also when only joiners are left: a name without a shape is none.
fn within(text: String, most: usize) -> Result<String, TextRefusal> {
    if text.chars().all(|c| c.is_whitespace() || matches!(c, '\u{200c}' | '\u{200d}')) {
        return Err(TextRefusal::Empty);
    }
    match text.chars().count() {
        characters if characters > most => Err(TextRefusal::TooLong { characters, most }),
        _ => Ok(text),
    }
}

/// A type per kind of text. `public` ones show themselves in `Debug` and `Display`; `private` ones, which may tell who
/// somebody is, only to a caller who asks by `as_str`, so that none of them slips into a log.
macro_rules! texts {
    ($($(#[$doc:meta])* $openness:ident $name:ident: $clean:ident up to $most:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(String);

        impl $name {
            /// The most characters it may have.
            pub const MOST: usize = $most;

            /// Cleans what was typed and takes it if it fits.
            ///
            /// # Errors
            /// [`TextRefusal`]: nothing left, too long, or a character that does not belong there.
            pub fn parse(typed: &str) -> Result<Self, TextRefusal> {
                $clean(typed, Self::MOST).map(Self)
            }

            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        texts!(@shown $openness $name);
    )*};
    (@shown public $name:ident) => {
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{:?}", self.0)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
    (@shown private $name:ident) => {
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    };
}

texts! {
    /// The name of a group, public.
    public GroupName: line up to 80;
    /// The name of a programme, public.
    public ProgrammeName: line up to 80;
    /// The name a person goes by in one group.
    private MemberName: line up to 40;
    /// What someone writes who says hello before joining.
    private Hello: lines up to 500;
    /// What a session of a meeting is called, or is about.
    public SessionName: line up to 80;
    /// What one member writes to another.
    private Written: lines up to 2000;
    /// What somebody has found that helps, in plain words for their group.
    private Experience: lines up to 1000;
    /// What a group calls a role of its own.
    public RoleName: line up to 40;
    /// A description in Markdown; `web::prose` makes HTML of it.
    public Markdown: lines up to 5000;
    /// What whoever coordinates a programme writes to its figures.
    public Narration: lines up to 4000;
    /// A line: an address, how to get in, a joining secret.
    private ShortText: line up to 200;
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_name_is_trimmed_composed_and_freed_of_what_nobody_sees() {
        let cases = [
            ("  Ana \u{a0}  M. ", "Ana M."),
            ("\u{feff}Ελε\u{301}νη", "Ελένη"),
            ("\u{202e}anA\u{202c}", "anA"),
            ("\u{2067}Ana\u{2069}\u{200b}", "Ana"),
            ("👩\u{200d}🌾", "👩\u{200d}🌾"),
        ];
        for (typed, kept) in cases {
            assert_eq!(MemberName::parse(typed).unwrap().as_str(), kept);
        }
    }

    #[test]
    fn a_name_that_cannot_be_is_refused_with_the_reason() {
        let too_long = "ά".repeat(41);
        let cases = [
            ("", TextRefusal::Empty),
            (" \u{200b}\u{202e} ", TextRefusal::Empty),
            ("\u{200d}", TextRefusal::Empty),
            ("Ana\nMaria", TextRefusal::ControlCharacter),
            ("Ana\u{2028}Maria", TextRefusal::ControlCharacter),
            ("Ana\0", TextRefusal::ControlCharacter),
            (&too_long, TextRefusal::TooLong { characters: 41, most: 40 }),
        ];
        for (typed, refusal) in cases {
            assert_eq!(MemberName::parse(typed).unwrap_err(), refusal, "{typed:?}");
        }
        assert!(MemberName::parse(&"α\u{301}".repeat(40)).is_ok(), "an accent is part of its letter");
        assert!(GroupName::parse(&"ά".repeat(80)).is_ok());
        assert!(GroupName::parse(&"ά".repeat(81)).is_err());
    }

    #[test]
    fn a_description_keeps_its_lines_and_a_form_feed_is_not_one() {
        let text = Markdown::parse("\r\n\r\n    code\r\nΓεια\u{301}\r\n\r\n* one\n").unwrap();
        assert_eq!(text.as_str(), "    code\nΓειά\n\n* one");
        assert_eq!(Hello::parse("Hello\u{c}there").unwrap_err(), TextRefusal::ControlCharacter);
        assert_eq!(Hello::parse("\n \n").unwrap_err(), TextRefusal::Empty);
        assert_eq!(
            Hello::parse(&"x".repeat(10_000_000)).unwrap_err(),
            TextRefusal::TooLong { characters: 10_000_000, most: 500 }
        );
    }

    #[test]
    fn what_is_private_does_not_print_itself() {
        assert_eq!(format!("{:?}", MemberName::parse("Ana").unwrap()), "MemberName(…)");
        assert_eq!(format!("{:?}", Hello::parse("It is about my son").unwrap()), "Hello(…)");
        assert_eq!(format!("{:?}", GroupName::parse("Tuesday circle").unwrap()), "\"Tuesday circle\"");
    }

    proptest! {
        #[test]
        fn what_was_taken_is_taken_again_unchanged(typed in "\\PC{0,60}|[\\s\\S]{0,60}") {
            if let Ok(name) = GroupName::parse(&typed) {
                prop_assert_eq!(GroupName::parse(name.as_str()), Ok(name));
            }
            if let Ok(text) = Markdown::parse(&typed) {
                prop_assert_eq!(Markdown::parse(text.as_str()), Ok(text));
            }
        }
    }
}
