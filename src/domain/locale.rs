//! The two languages of the interface, and how a browser's wish chooses between them.
//!
//! The language a *meeting* is held in is another thing with its own list: [`Language`]. Both are codes here; the words
//! for them stand in `templates/locales`. Absent: cookies, addresses and the choice a person made, which go before
//! anything a browser says and belong to `web`.

use std::fmt;

use super::coded::Coded;

mod language;

pub use language::{Language, UnknownLanguage};

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Locale {
    En,
    El,
}

/// The text is not the code of a language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a language of the interface")]
pub struct UnknownLocale;

impl Locale {
    /// Every language of the interface, in the order in which a switch shows them.
    #[must_use]
    pub const fn all() -> &'static [Self] {
        &[Self::El, Self::En]
    }

    /// The BCP 47 code: for the `lang` attribute, folders and the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::El => "el",
        }
    }

    /// Reads exactly what [`Locale::code`] writes.
    ///
    /// # Errors
    /// [`UnknownLocale`] for anything else, other writings of the same language included.
    pub fn parse(code: &str) -> Result<Self, UnknownLocale> {
        Self::all().iter().copied().find(|locale| locale.code() == code).ok_or(UnknownLocale)
    }

    /// The language a browser asked for, from the value of `Accept-Language`. The highest weight wins, at equal weight
    /// what stands first; weight 0 means "not this one". `None` when it asks for no language we have, or for any (`*`):
    /// then the programme's own language is right. Never fails: broken parts are passed over.
    #[must_use]
    pub fn negotiate(accept_language: &str) -> Option<Self> {
        // Nobody has fifty languages; a longer header is noise and not worth the work.
        let wishes = accept_language.split(',').take(50).filter_map(wish);
        // `max_by_key` would keep the last of equals; the first is meant.
        wishes
            .fold(None, |best: Option<(Self, u16)>, (locale, weight)| match best {
                Some((_, highest)) if highest >= weight => best,
                _ => Some((locale, weight)),
            })
            .map(|(locale, _)| locale)
    }
}

impl Coded for Locale {
    const ALL: &'static [Self] = Self::all();

    fn code(self) -> &'static str {
        self.code()
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// One part of the header, such as `el-GR;q=0.8`, if it names a language we have and wants it. Weights in thousandths.
fn wish(part: &str) -> Option<(Locale, u16)> {
    let mut pieces = part.split(';').map(str::trim);
    let primary = pieces.next()?.split('-').next()?.to_ascii_lowercase();
    let locale = Locale::parse(&primary).ok()?;
    let weight = match pieces.next() {
        None => 1000,
        Some(parameter) => {
            thousandths(parameter.strip_prefix("q=").or_else(|| parameter.strip_prefix("Q="))?)?
        }
    };
    (weight > 0).then_some((locale, weight))
}

/// RFC 9110, 12.4.2: 0 to 1 with at most three decimals.
fn thousandths(weight: &str) -> Option<u16> {
    let (whole, decimals) = weight.split_once('.').unwrap_or((weight, ""));
    if decimals.len() > 3 || !decimals.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let fraction: u16 = format!("{decimals:0<3}").parse().ok()?;
    match (whole, fraction) {
        ("0", _) => Some(fraction),
        ("1", 0) => Some(1000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_browsers_first_known_wish_wins() {
        let cases = [
            ("el-GR,el;q=0.9,en;q=0.8", Some(Locale::El)),
            ("en-GB", Some(Locale::En)),
            ("EL", Some(Locale::El)),
            ("de-DE,de;q=0.9,en;q=0.5,el;q=0.7", Some(Locale::El)),
            ("en;q=0.5,el;q=0.5", Some(Locale::En)),
            ("en; q=0, el; q=0.001", Some(Locale::El)),
            ("el;q=0", None),
            ("de,fr;q=0.9,*;q=0.1", None),
            ("*", None),
            ("", None),
            ("en;q=2,el;q=zero,en;q=0.1234", None),
            ("english,elvish", None),
        ];
        for (header, expected) in cases {
            assert_eq!(Locale::negotiate(header), expected, "{header}");
        }
    }

    #[test]
    fn a_code_reads_back_and_nothing_else_does() {
        for locale in Locale::all() {
            assert_eq!(Locale::parse(locale.code()), Ok(*locale));
        }
        assert_eq!(Locale::parse("EL"), Err(UnknownLocale));
        assert_eq!(Locale::parse(""), Err(UnknownLocale));
    }

    proptest! {
        #[test]
        fn no_header_makes_it_panic(header in ".{0,200}") {
            let _ = Locale::negotiate(&header);
        }

        #[test]
        fn a_heavier_wish_is_heard_wherever_it_stands(light in 1_u16..1000, more in 1_u16..1000, greek_first: bool) {
            let heavy = (light + more).min(1000);
            prop_assume!(heavy > light);
            let weight = |w: u16| if w == 1000 { "1.000".to_owned() } else { format!("0.{w:03}") };
            let (el, en) = (format!("el;q={}", weight(heavy)), format!("en;q={}", weight(light)));
            let header = if greek_first { format!("{el},{en}") } else { format!("{en}, {el}") };
            prop_assert_eq!(Locale::negotiate(&header), Some(Locale::El));
        }
    }
}
