//! Days on which groups of a country often do not meet: public holidays, and the Orthodox Easter. They are offered as
//! pauses, never imposed.

use chrono::{Datelike as _, Days, NaiveDate};

use super::time::Zone;
use crate::coded;

coded! {
    /// A holiday, or the days around one.
    pub enum Holiday {
        NewYear = "new_year",
        Epiphany = "epiphany",
        CleanMonday = "clean_monday",
        MarchTwentyFifth = "march_25",
        CyprusDay = "april_1",
        Easter = "easter",
        FirstOfMay = "may_1",
        WhitMonday = "whit_monday",
        Assumption = "august_15",
        CyprusIndependence = "october_1",
        OchiDay = "october_28",
        Christmas = "christmas",
    }
}

/// One of them in a year: its first and its last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occasion {
    pub holiday: Holiday,
    pub from: NaiveDate,
    pub to: NaiveDate,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Country {
    Greece,
    Cyprus,
    /// Of which we know no public holidays.
    Other,
}

enum When {
    /// Month, day, and how many days.
    Fixed(u32, u32, u64),
    /// Days from Easter Sunday to the first, and how many days.
    FromEaster(i64, u64),
}

use Country::{Cyprus, Greece, Other};
use When::{Fixed, FromEaster};

/// In the order of the year. Who has none of their own is still offered Easter, Christmas and the New Year.
const TABLE: [(Holiday, When, &[Country]); 12] = [
    (Holiday::NewYear, Fixed(1, 1, 1), &[Greece, Cyprus, Other]),
    (Holiday::Epiphany, Fixed(1, 6, 1), &[Greece, Cyprus]),
    (Holiday::CleanMonday, FromEaster(-48, 1), &[Greece, Cyprus]),
    (Holiday::MarchTwentyFifth, Fixed(3, 25, 1), &[Greece, Cyprus]),
    (Holiday::CyprusDay, Fixed(4, 1, 1), &[Cyprus]),
    // Good Friday to Easter Monday.
    (Holiday::Easter, FromEaster(-2, 4), &[Greece, Cyprus, Other]),
    (Holiday::FirstOfMay, Fixed(5, 1, 1), &[Greece, Cyprus]),
    (Holiday::WhitMonday, FromEaster(50, 1), &[Greece, Cyprus]),
    (Holiday::Assumption, Fixed(8, 15, 1), &[Greece, Cyprus]),
    (Holiday::CyprusIndependence, Fixed(10, 1, 1), &[Cyprus]),
    (Holiday::OchiDay, Fixed(10, 28, 1), &[Greece, Cyprus]),
    (Holiday::Christmas, Fixed(12, 24, 3), &[Greece, Cyprus, Other]),
];

/// The holidays of the country in which a zone lies that begin in the year from `today` on, in order.
#[must_use]
pub fn coming(zone: Zone, today: NaiveDate) -> Vec<Occasion> {
    let country = match zone.name() {
        "Europe/Athens" => Greece,
        "Asia/Nicosia" | "Asia/Famagusta" | "Europe/Nicosia" => Cyprus,
        _ => Other,
    };
    let end = today.checked_add_days(Days::new(365)).unwrap_or(NaiveDate::MAX);
    let years = [today.year(), today.year().saturating_add(1)];
    let mut all: Vec<Occasion> = years
        .into_iter()
        .flat_map(|year| {
            TABLE.iter().filter(|(.., countries)| countries.contains(&country)).filter_map(
                move |(holiday, when, _)| {
                    let (from, days) = match *when {
                        Fixed(month, day, days) => (NaiveDate::from_ymd_opt(year, month, day)?, days),
                        FromEaster(after, days) => {
                            (orthodox_easter(year)?.checked_add_signed(chrono::TimeDelta::days(after))?, days)
                        }
                    };
                    Some(Occasion {
                        holiday: *holiday,
                        from,
                        to: from.checked_add_days(Days::new(days.checked_sub(1)?))?,
                    })
                },
            )
        })
        .filter(|it| it.from >= today && it.from < end)
        .collect();
    all.sort_by_key(|it| it.from);
    all
}

/// Easter Sunday of the Orthodox churches, in the calendar that we all use: the Julian Easter by Meeus' rule (Astronomical
/// Algorithms, chapter 8), and so many days as the two calendars lie apart. `None` outside the years 1900 to 4099, for
/// which churches have said nothing.
#[must_use]
pub fn orthodox_easter(year: i32) -> Option<NaiveDate> {
    if !(1900..=4099).contains(&year) {
        return None;
    }
    let (a, b, c) = (year % 4, year % 7, year % 19);
    let d = (19 * c + 15) % 30;
    let e = (2 * a + 4 * b - d + 34) % 7;
    let julian = d + e + 114;
    let (month, day) = (julian / 31, julian % 31 + 1);
    let apart = year / 100 - year / 400 - 2;
    let first = NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, 1)?;
    first.checked_add_signed(chrono::TimeDelta::days(i64::from(day - 1 + apart)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From the tables of the Church of Greece.
    #[test]
    fn easter_is_when_the_church_says() {
        for (year, day) in [
            (2019, "2019-04-28"),
            (2020, "2020-04-19"),
            (2021, "2021-05-02"),
            (2022, "2022-04-24"),
            (2023, "2023-04-16"),
            (2024, "2024-05-05"),
            (2025, "2025-04-20"),
            (2026, "2026-04-12"),
            (2027, "2027-05-02"),
            (2028, "2028-04-16"),
        ] {
            assert_eq!(orthodox_easter(year).unwrap().to_string(), day);
        }
        assert_eq!(orthodox_easter(1899), None);
    }

    #[test]
    fn a_group_in_greece_is_offered_the_holidays_of_greece() {
        let athens = Zone::parse("Europe/Athens").unwrap();
        let all = coming(athens, "2026-11-24".parse().unwrap());
        let days: Vec<(Holiday, String)> = all.iter().map(|it| (it.holiday, it.from.to_string())).collect();
        assert_eq!(days[0], (Holiday::Christmas, "2026-12-24".to_owned()));
        assert!(days.contains(&(Holiday::CleanMonday, "2027-03-15".to_owned())));
        assert!(days.contains(&(Holiday::WhitMonday, "2027-06-21".to_owned())));
        assert!(!all.iter().any(|it| it.holiday == Holiday::CyprusDay));
        let easter = all.iter().find(|it| it.holiday == Holiday::Easter).unwrap();
        assert_eq!(
            (easter.from.to_string(), easter.to.to_string()),
            ("2027-04-30".into(), "2027-05-03".into())
        );
        assert_eq!(coming(Zone::UTC, "2026-11-24".parse().unwrap()).len(), 3);
    }
}
