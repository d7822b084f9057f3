//! Several things in a row: joined as the language joins them, and in the order of its alphabet.

use std::cmp::Ordering;

use icu::collator::options::CollatorOptions;
use icu::collator::{Collator, CollatorBorrowed};
use icu::list::ListFormatter;
use icu::list::options::ListFormatterOptions;
use icu::locale::locale;

use super::L10n;
use crate::domain::locale::Locale;

struct Rows {
    and: ListFormatter,
    order: CollatorBorrowed<'static>,
}

thread_local! {
    // See `number`: one set per thread, because making one is dear and it is not `Sync`.
    static ENGLISH: Rows = Rows::new(&locale!("en-GB"));
    static GREEK: Rows = Rows::new(&locale!("el"));
}

impl Rows {
    #[expect(clippy::expect_used, reason = "the data of both languages is compiled in; a test makes both")]
    fn new(locale: &icu::locale::Locale) -> Self {
        Self {
            and: ListFormatter::try_new_and(locale.into(), ListFormatterOptions::default())
                .expect("compiled data"),
            order: Collator::try_new(locale.into(), CollatorOptions::default()).expect("compiled data"),
        }
    }
}

impl L10n {
    /// "Athens, Chania and Sitia", "Αθήνα, Χανιά και Σητεία". Empty for none.
    #[must_use]
    pub fn list<T: AsRef<str>>(self, things: &[T]) -> String {
        self.rows(|rows| rows.and.format_to_string(things.iter().map(AsRef::as_ref)))
    }

    /// The order of the language's alphabet, accents and capitals last of all: for lists that people look through.
    #[must_use]
    pub fn order(self, one: &str, other: &str) -> Ordering {
        self.rows(|rows| rows.order.compare(one, other))
    }

    fn rows<T>(self, with: impl Fn(&Rows) -> T) -> T {
        match self.locale() {
            Locale::En => ENGLISH.with(with),
            Locale::El => GREEK.with(with),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EN: L10n = L10n::new(Locale::En);
    const EL: L10n = L10n::new(Locale::El);

    #[test]
    fn a_row_ends_in_and() {
        assert_eq!(EN.list(&["Athens", "Chania", "Sitia"]), "Athens, Chania and Sitia");
        assert_eq!(EL.list(&["Αθήνα", "Χανιά", "Σητεία"]), "Αθήνα, Χανιά και Σητεία");
        assert_eq!(EL.list(&["Αθήνα", "Χανιά"]), "Αθήνα και Χανιά");
        assert_eq!(EN.list::<&str>(&[]), "");
    }

    #[test]
    fn accents_and_capitals_do_not_part_what_belongs_together() {
        let mut places = ["Όλυμπος", "χανιά", "Άρτα", "Ξάνθη", "ωραιόκαστρο", "Αθήνα", "Ολυμπία"];
        places.sort_by(|one, other| EL.order(one, other));
        assert_eq!(places, ["Αθήνα", "Άρτα", "Ξάνθη", "Ολυμπία", "Όλυμπος", "χανιά", "ωραιόκαστρο"]);
        assert_eq!(EN.order("Élan", "Epping"), Ordering::Less);
    }
}
