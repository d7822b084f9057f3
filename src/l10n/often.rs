//! How often a series meets, in a few words for people who read past: "every Tuesday". Rules that take more words than
//! that are said by their dates, which stand beside it.

use super::L10n;
use crate::domain::series::{InMonth, Nth, Repeat};

impl L10n {
    /// "Every Tuesday and Thursday", "κάθε Τρίτη και Πέμπτη"; empty for a single date.
    #[must_use]
    pub fn often(self, repeat: Repeat) -> String {
        match repeat {
            Repeat::Once => String::new(),
            Repeat::Daily { every } => self.with("often-days", &[("every", u32::from(every.get()).into())]),
            Repeat::Weekly { every, on } => {
                let days: Vec<String> = on.iter().map(|day| self.weekday(day)).collect();
                let (every, days) = (u32::from(every.get()), self.list(&days));
                self.with("often-weeks", &[("every", every.into()), ("days", days.into())])
            }
            Repeat::Monthly { every, on: InMonth::Weekday { nths, day } } if every.get() == 1 => {
                // Saturday alone is neuter in Greek.
                let kind = if day == chrono::Weekday::Sat { "saturday" } else { "weekday" };
                let nths: Vec<String> =
                    nths.iter().map(|nth| self.with(nth_key(nth), &[("day", kind.into())])).collect();
                let (nths, day) = (self.list(&nths), self.weekday(day));
                self.with("often-nth", &[("nths", nths.into()), ("day", day.into())])
            }
            Repeat::Monthly { every, .. } => {
                self.with("often-months", &[("every", u32::from(every.get()).into())])
            }
            Repeat::Yearly { every } => self.with("often-years", &[("every", u32::from(every.get()).into())]),
        }
    }
}

fn nth_key(nth: Nth) -> &'static str {
    match nth {
        Nth::Last => "often-last",
        Nth::Number(number) => match number.get() {
            1 => "often-first",
            2 => "often-second",
            3 => "often-third",
            4 => "often-fourth",
            _ => "often-fifth",
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::locale::Locale;
    use crate::domain::series::Rule;

    #[test]
    fn usual_rules_are_said_in_few_words() {
        for (rule, english, greek) in [
            ("FREQ=WEEKLY;BYDAY=TU", "Every Tuesday", "Κάθε Τρίτη"),
            ("FREQ=WEEKLY;BYDAY=TU,TH", "Every Tuesday and Thursday", "Κάθε Τρίτη και Πέμπτη"),
            ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SA", "Every 2 weeks: Saturday", "Κάθε 2 εβδομάδες: Σάββατο"),
            (
                "FREQ=MONTHLY;BYDAY=1TU,3TU",
                "Every first and third Tuesday of the month",
                "Κάθε πρώτη και τρίτη Τρίτη του μήνα",
            ),
            (
                "FREQ=MONTHLY;BYDAY=-1SA",
                "Every last Saturday of the month",
                "Κάθε τελευταίο Σάββατο του μήνα",
            ),
            ("FREQ=MONTHLY;INTERVAL=2;BYDAY=1MO", "Every 2 months", "Κάθε 2 μήνες"),
            ("FREQ=MONTHLY;BYMONTHDAY=15", "Every month", "Κάθε μήνα"),
            ("FREQ=DAILY", "Every day", "Κάθε μέρα"),
            ("FREQ=DAILY;COUNT=1", "Every day", "Κάθε μέρα"),
        ] {
            let repeat = rule.parse::<Rule>().unwrap_or_else(|cause| panic!("{rule}: {cause:?}")).repeat;
            assert_eq!(L10n::new(Locale::En).often(repeat), english);
            assert_eq!(L10n::new(Locale::El).often(repeat), greek);
        }
        assert_eq!(L10n::new(Locale::En).often(Repeat::Once), "");
    }
}
