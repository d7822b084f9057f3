//! Dates, times and lengths in words, by icu: the genitive of Greek months, Monday first, the 24-hour clock in both
//! languages. English is the English of Britain, so that the day stands before the month in both.
//! Absent: zones, see [`super::place_in_time`].

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};
use icu::calendar::{Date, Iso};
use icu::casemap::CaseMapper;
use icu::datetime::DateTimeFormatter;
use icu::datetime::fieldsets::{E, MDE, YM, YMDE};
use icu::locale::{langid, locale};

use super::L10n;
use crate::domain::locale::Locale;

struct Formatters {
    long: DateTimeFormatter<YMDE>,
    short: DateTimeFormatter<MDE>,
    month: DateTimeFormatter<YM>,
    weekday: DateTimeFormatter<E>,
    weekday_short: DateTimeFormatter<E>,
}

thread_local! {
    // See `number`: one set per thread, because making one is dear and it is not `Sync`.
    static ENGLISH: Formatters = Formatters::new(&locale!("en-GB"));
    static GREEK: Formatters = Formatters::new(&locale!("el"));
}

impl Formatters {
    #[expect(
        clippy::expect_used,
        reason = "the data of both languages is compiled in; a test makes all formatters"
    )]
    fn new(locale: &icu::locale::Locale) -> Self {
        Self {
            long: DateTimeFormatter::try_new(locale.into(), YMDE::long()).expect("compiled data"),
            short: DateTimeFormatter::try_new(locale.into(), MDE::medium()).expect("compiled data"),
            month: DateTimeFormatter::try_new(locale.into(), YM::long()).expect("compiled data"),
            weekday: DateTimeFormatter::try_new(locale.into(), E::long()).expect("compiled data"),
            weekday_short: DateTimeFormatter::try_new(locale.into(), E::medium()).expect("compiled data"),
        }
    }
}

/// `None` for a year outside icu's calendar (±9999), which no meeting has.
fn iso(date: NaiveDate) -> Option<Date<Iso>> {
    let month = u8::try_from(date.month()).ok()?;
    let day = u8::try_from(date.day()).ok()?;
    Date::try_new_iso(date.year(), month, day).ok()
}

impl L10n {
    /// "Tuesday, 8 December 2026", "Τρίτη 8 Δεκεμβρίου 2026".
    #[must_use]
    pub fn date(self, date: NaiveDate) -> String {
        self.write(date, |formatters, date| formatters.long.format(date).to_string())
    }

    /// "Tue 8 Dec", "Τρί 8 Δεκ". No year: for lists of what comes next.
    #[must_use]
    pub fn date_short(self, date: NaiveDate) -> String {
        self.write(date, |formatters, date| formatters.short.format(date).to_string())
    }

    /// "December 2026", "Δεκέμβριος 2026": the heading of a month.
    #[must_use]
    pub fn month(self, date: NaiveDate) -> String {
        self.write(date, |formatters, date| formatters.month.format(date).to_string())
    }

    /// "19:00": two digits each, the same in both languages.
    #[must_use]
    pub fn time(self, time: NaiveTime) -> String {
        time.format("%H:%M").to_string()
    }

    /// "Tuesday", "Τρίτη". The Greek form also follows «κάθε» and «την».
    #[must_use]
    pub fn weekday(self, day: Weekday) -> String {
        self.write(a_date_on(day), |formatters, date| formatters.weekday.format(date).to_string())
    }

    /// "Tue", "Τρί": the head of a calendar's column.
    #[must_use]
    pub fn weekday_short(self, day: Weekday) -> String {
        self.write(a_date_on(day), |formatters, date| formatters.weekday_short.format(date).to_string())
    }

    /// All days with their names, Monday first.
    #[must_use]
    pub fn weekdays(self) -> Vec<(Weekday, String)> {
        let days = [
            Weekday::Mon,
            Weekday::Tue,
            Weekday::Wed,
            Weekday::Thu,
            Weekday::Fri,
            Weekday::Sat,
            Weekday::Sun,
        ];
        days.into_iter().map(|day| (day, self.weekday(day))).collect()
    }

    /// "8 December … to 12 December …", both ends included; one date when they are the same.
    #[must_use]
    pub fn date_range(self, from: NaiveDate, to: NaiveDate) -> String {
        if from == to {
            return self.date(from);
        }
        self.with("date-range", &[("from", self.date(from).into()), ("to", self.date(to).into())])
    }

    /// "19:00 to 20:30".
    #[must_use]
    pub fn time_range(self, from: NaiveTime, to: NaiveTime) -> String {
        self.with("time-range", &[("from", self.time(from).into()), ("to", self.time(to).into())])
    }

    /// A length in words: minutes below two hours ("90 minutes"), except for a whole hour ("1 hour"); then hours and
    /// minutes.
    #[must_use]
    pub fn minutes(self, minutes: u32) -> String {
        let in_minutes = |minutes: u32| self.with("duration-minutes", &[("minutes", minutes.into())]);
        let in_hours = |hours: u32| self.with("duration-hours", &[("hours", hours.into())]);
        match (minutes / 60, minutes % 60) {
            (0, rest) => in_minutes(rest),
            (hours, 0) => in_hours(hours),
            (1, _) => in_minutes(minutes),
            (hours, rest) => {
                let (hours, minutes) = (in_hours(hours), in_minutes(rest));
                self.with("duration-both", &[("hours", hours.into()), ("minutes", minutes.into())])
            }
        }
    }

    /// Capital letters for a heading. Greek capitals carry no accents: «Ομάδες γονέων» becomes «ΟΜΑΔΕΣ ΓΟΝΕΩΝ».
    #[must_use]
    pub fn capitals(self, text: &str) -> String {
        let language = match self.locale() {
            Locale::En => langid!("en"),
            Locale::El => langid!("el"),
        };
        CaseMapper::new().uppercase_to_string(text, &language).into_owned()
    }

    fn write(self, date: NaiveDate, with: impl Fn(&Formatters, &Date<Iso>) -> String) -> String {
        // Outside icu's years: year, month and day in figures, which everybody can read.
        let Some(iso) = iso(date) else { return date.to_string() };
        match self.locale() {
            Locale::En => ENGLISH.with(|formatters| with(formatters, &iso)),
            Locale::El => GREEK.with(|formatters| with(formatters, &iso)),
        }
    }
}

/// Any date on that day of the week.
fn a_date_on(day: Weekday) -> NaiveDate {
    NaiveDate::from_isoywd_opt(2026, 1, day).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const EN: L10n = L10n::new(Locale::En);
    const EL: L10n = L10n::new(Locale::El);

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn dates_read_as_people_say_them() {
        let tuesday = day(2026, 12, 8);
        assert_eq!(EN.date(tuesday), "Tuesday, 8 December 2026");
        assert_eq!(EL.date(tuesday), "Τρίτη 8 Δεκεμβρίου 2026");
        assert_eq!(EN.date_short(tuesday), "Tue 8 Dec");
        assert_eq!(EL.date_short(tuesday), "Τρί 8 Δεκ");
        assert_eq!(EN.month(tuesday), "December 2026");
        assert_eq!(EL.month(tuesday), "Δεκέμβριος 2026");
    }

    #[test]
    fn greek_months_stand_in_the_genitive_behind_a_day() {
        let genitives = [
            "Ιανουαρίου",
            "Φεβρουαρίου",
            "Μαρτίου",
            "Απριλίου",
            "Μαΐου",
            "Ιουνίου",
            "Ιουλίου",
            "Αυγούστου",
            "Σεπτεμβρίου",
            "Οκτωβρίου",
            "Νοεμβρίου",
            "Δεκεμβρίου",
        ];
        for (month, genitive) in (1..).zip(genitives) {
            let said = EL.date(day(2027, month, 15));
            assert!(said.ends_with(&format!(" 15 {genitive} 2027")), "{said}");
        }
    }

    #[test]
    fn the_week_begins_on_monday() {
        let names = |l: L10n| l.weekdays().into_iter().map(|(_, name)| name).collect::<Vec<_>>().join(" ");
        assert_eq!(names(EN), "Monday Tuesday Wednesday Thursday Friday Saturday Sunday");
        assert_eq!(names(EL), "Δευτέρα Τρίτη Τετάρτη Πέμπτη Παρασκευή Σάββατο Κυριακή");
        assert_eq!(EN.weekday_short(Weekday::Wed), "Wed");
        assert_eq!(EL.weekday_short(Weekday::Wed), "Τετ");
    }

    #[test]
    fn the_clock_has_24_hours() {
        let time = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).unwrap();
        assert_eq!(EN.time(time(7, 5)), "07:05");
        assert_eq!(EL.time_range(time(19, 0), time(20, 30)), "19:00 έως 20:30");
        assert_eq!(EN.time_range(time(23, 0), time(0, 30)), "23:00 to 00:30");
    }

    #[test]
    fn lengths_are_in_minutes_until_two_hours() {
        let cases = [
            (0, "0 minutes", "0 λεπτά"),
            (45, "45 minutes", "45 λεπτά"),
            (60, "1 hour", "1 ώρα"),
            (90, "90 minutes", "90 λεπτά"),
            (120, "2 hours", "2 ώρες"),
            (181, "3 hours and 1 minute", "3 ώρες και 1 λεπτό"),
        ];
        for (minutes, english, greek) in cases {
            assert_eq!(EN.minutes(minutes), english);
            assert_eq!(EL.minutes(minutes), greek);
        }
    }

    #[test]
    fn a_range_of_one_day_is_that_day() {
        let (from, to) = (day(2026, 12, 8), day(2027, 1, 5));
        assert_eq!(EN.date_range(from, from), EN.date(from));
        assert_eq!(EL.date_range(from, to), "Τρίτη 8 Δεκεμβρίου 2026 έως Τρίτη 5 Ιανουαρίου 2027");
    }

    #[test]
    fn greek_capitals_have_no_accents() {
        assert_eq!(EL.capitals("Ομάδες γονέων, «Ηλιαχτίδα» ή όχι"), "ΟΜΑΔΕΣ ΓΟΝΕΩΝ, «ΗΛΙΑΧΤΙΔΑ» Ή ΟΧΙ");
        assert_eq!(EL.capitals("προϊόν μάιος Μάη"), "ΠΡΟΪΟΝ ΜΑΪΟΣ ΜΑΗ");
        assert_eq!(EN.capitals("Parents’ groups"), "PARENTS’ GROUPS");
    }
}
