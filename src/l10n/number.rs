//! Numbers in the reader's way: 1,300 in English, 1.300 in Greek. Fluent writes the numbers inside messages through the
//! same function, so that a figure in a sentence and one in a table never differ.

use fluent_templates::fluent_bundle::FluentValue;
use icu::decimal::DecimalFormatter;
use icu::decimal::input::Decimal;
use icu::locale::locale;

use super::L10n;
use crate::domain::locale::Locale;

thread_local! {
    // Without icu's feature `sync` a formatter is not `Sync`; making one costs far more than keeping one per thread.
    static ENGLISH: DecimalFormatter = formatter(&locale!("en-GB"));
    static GREEK: DecimalFormatter = formatter(&locale!("el"));
}

#[expect(
    clippy::expect_used,
    reason = "the data of both languages is compiled in; a test makes both formatters"
)]
fn formatter(locale: &icu::locale::Locale) -> DecimalFormatter {
    DecimalFormatter::try_new(locale.into(), icu::decimal::options::DecimalFormatterOptions::default())
        .expect("compiled data")
}

fn write(locale: Locale, number: &Decimal) -> String {
    match locale {
        Locale::En => ENGLISH.with(|formatter| formatter.format_to_string(number)),
        Locale::El => GREEK.with(|formatter| formatter.format_to_string(number)),
    }
}

/// Fluent's hook for what it would write by itself: our numbers are whole, everything else is left to it.
fn in_message(locale: Locale, value: &FluentValue<'_>) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let number: Decimal = number.as_string().parse().ok()?;
    Some(write(locale, &number))
}

pub(super) fn in_english<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    in_message(Locale::En, value)
}

pub(super) fn in_greek<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    in_message(Locale::El, value)
}

impl L10n {
    /// A whole number: "1,300", "1.300".
    #[must_use]
    pub fn number(self, number: i64) -> String {
        write(self.locale(), &Decimal::from(number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_of_three_are_parted_as_each_language_does() {
        let cases = [
            (0, "0", "0"),
            (999, "999", "999"),
            (1300, "1,300", "1.300"),
            (-1_234_567, "-1,234,567", "-1.234.567"),
        ];
        for (number, english, greek) in cases {
            assert_eq!(L10n::new(Locale::En).number(number), english);
            assert_eq!(L10n::new(Locale::El).number(number), greek);
        }
        assert_eq!(L10n::new(Locale::En).number(i64::MIN), "-9,223,372,036,854,775,808");
    }
}
