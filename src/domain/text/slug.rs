//! The part of an address that names a thing: lower-case Latin letters, digits and single hyphens.
//! Absent: whether it is free, and which words the routes keep for themselves.

use std::fmt;

use super::greek::latin;
use super::search::fold;

const MOST: usize = 60;

/// What tails are made of. No vowels, so no words; nothing that looks like something else.
const TAIL: &[u8; 27] = b"bcdfghjkmnpqrstvwxz23456789";

/// 1 to 60 of a–z, 0–9 and single hyphens between them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Slug(String);

/// Why a text cannot stand in an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SlugRefusal {
    /// Also a title without a Latin or Greek letter or a digit.
    #[error("nothing that could stand in an address")]
    Empty,
    #[error("{characters} characters, at most {most}")]
    TooLong { characters: usize, most: usize },
    #[error("only a to z, 0 to 9 and single hyphens between them")]
    Character,
}

impl Slug {
    /// Reads a slug exactly as it is written: nothing is trimmed or folded, so that a thing has one address.
    ///
    /// # Errors
    /// [`SlugRefusal`].
    pub fn parse(text: &str) -> Result<Self, SlugRefusal> {
        if text.is_empty() {
            return Err(SlugRefusal::Empty);
        }
        if text.len() > MOST {
            return Err(SlugRefusal::TooLong { characters: text.chars().count(), most: MOST });
        }
        let letters = |part: &str| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        };
        if text.split('-').all(letters) { Ok(Self(text.to_owned())) } else { Err(SlugRefusal::Character) }
    }

    /// A slug that tells what the title says: "Ομάδα γονέων (Τρίτη)" becomes "omada-goneon-triti". Whole words are left
    /// out at the end of a long one.
    ///
    /// # Errors
    /// [`SlugRefusal::Empty`] when the title has no Latin or Greek letter and no digit.
    pub fn from_title(title: &str) -> Result<Self, SlugRefusal> {
        let folded = fold(title).replace('\'', "");
        let words = folded.split(|c: char| !c.is_alphanumeric()).map(latin).map(only_ascii);
        let mut slug = String::new();
        for word in words.filter(|word| !word.is_empty()) {
            let word: String =
                if slug.is_empty() { word.chars().take(MOST).collect() } else { format!("-{word}") };
            if slug.len() + word.len() > MOST {
                break;
            }
            slug.push_str(&word);
        }
        Self::parse(&slug)
    }

    /// The same with a number behind it, shortened if need be: for the second thing of one name.
    #[must_use]
    pub fn numbered(&self, number: u32) -> Self {
        self.followed_by(&number.to_string())
    }

    /// The address of a thing that somebody founds: what its title says, and a short tail of chance, whether or not another
    /// of that name is there. So it never tells that one is, listed or hidden, and nobody comes upon a hidden one by
    /// trying names. Some of 14 million tails are a little more likely than others, which does no harm here.
    #[must_use]
    pub fn founded(title: &str, chance: [u8; 5]) -> Self {
        let letter = |byte: u8| TAIL.get(usize::from(byte) % TAIL.len()).copied().map(char::from);
        let tail: String = chance.into_iter().filter_map(letter).collect();
        Self::plain(title).followed_by(&tail)
    }

    fn plain(title: &str) -> Self {
        Self::from_title(title).unwrap_or_else(|_| Self("group".to_owned()))
    }

    fn followed_by(&self, tail: &str) -> Self {
        let tail = format!("-{tail}");
        let head: String = self.0.chars().take(MOST - tail.len()).collect();
        Self(format!("{}{tail}", head.trim_end_matches('-')))
    }

    /// What a thing of this title in a public list may be called, the plainest first: take the first that is free. It tells
    /// that others are not; where that is nobody's business, see [`Slug::founded`]. Never ends.
    pub fn choices(title: &str) -> impl Iterator<Item = Self> + use<> {
        let plain = Self::plain(title);
        let first = plain.clone();
        std::iter::once(first).chain((2..).map(move |number| plain.numbered(number)))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn only_ascii(word: String) -> String {
    word.chars().filter(char::is_ascii_alphanumeric).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_title_becomes_an_address() {
        let cases = [
            ("Ομάδα γονέων (Τρίτη)", "omada-goneon-triti"),
            ("St. Mary’s — Café", "st-marys-cafe"),
            ("  Αυτοβοήθεια / αλληλοβοήθεια  ", "aftovoitheia-allilovoitheia"),
            ("12 Βήματα", "12-vimata"),
        ];
        for (title, slug) in cases {
            assert_eq!(Slug::from_title(title).unwrap().as_str(), slug);
        }
        assert_eq!(Slug::from_title("مجموعة").unwrap_err(), SlugRefusal::Empty);
        assert_eq!(Slug::from_title("…").unwrap_err(), SlugRefusal::Empty);
    }

    #[test]
    fn only_one_writing_of_an_address_is_taken() {
        for wrong in ["A", "a--b", "-a", "a-", "a b", "ά", "a/b", "a_b"] {
            assert_eq!(Slug::parse(wrong).unwrap_err(), SlugRefusal::Character, "{wrong}");
        }
        assert_eq!(Slug::parse("").unwrap_err(), SlugRefusal::Empty);
        assert_eq!(
            Slug::parse(&"a".repeat(61)).unwrap_err(),
            SlugRefusal::TooLong { characters: 61, most: 60 }
        );
        assert_eq!(Slug::parse("monday").unwrap().numbered(2).as_str(), "monday-2");
        assert_eq!(Slug::founded("Ομάδα", [0, 26, 27, 1, 255]).as_str(), "omada-b9bcr");
    }

    proptest! {
        #[test]
        fn a_slug_of_any_title_reads_back(title in "\\PC{0,120}", number: u32, chance: [u8; 5]) {
            let founded = Slug::founded(&title, chance);
            prop_assert_eq!(Slug::parse(founded.as_str()), Ok(founded.clone()));
            prop_assert_eq!(founded.as_str().rsplit('-').next().map(str::len), Some(5));
            if let Ok(slug) = Slug::from_title(&title) {
                prop_assert_eq!(Slug::parse(slug.as_str()), Ok(slug.clone()));
                let second = slug.numbered(number);
                prop_assert_eq!(Slug::parse(second.as_str()), Ok(second.clone()));
            }
        }
    }
}
