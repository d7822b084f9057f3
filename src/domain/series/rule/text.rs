//! A rule as text: read and written in the words of RFC 5545, so that what stands in the database is what a calendar file
//! says.

use std::collections::BTreeMap;
use std::fmt;
use std::num::NonZeroU8;
use std::str::FromStr;

use chrono::{NaiveDate, Weekday};

use super::{Days, Ends, InMonth, MonthDates, Nth, Nths, Repeat, Rule};

/// Why a text is not a rule of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RuleRefusal {
    #[error("a part of the rule is not understood")]
    Unknown,
    #[error("a rule needs its days")]
    NoDay,
    #[error("a number is out of bounds")]
    Number,
    /// Also two ends: `UNTIL` and `COUNT`.
    #[error("a part of the rule stands twice")]
    Twice,
}

const WEEK: [(Weekday, &str); 7] = [
    (Weekday::Mon, "MO"),
    (Weekday::Tue, "TU"),
    (Weekday::Wed, "WE"),
    (Weekday::Thu, "TH"),
    (Weekday::Fri, "FR"),
    (Weekday::Sat, "SA"),
    (Weekday::Sun, "SU"),
];

fn name(day: Weekday) -> &'static str {
    WEEK.into_iter().find(|(known, _)| *known == day).map_or("MO", |(_, name)| name)
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(",")
}

fn number(nth: Nth) -> i16 {
    match nth {
        Nth::Number(number) => i16::from(number.get()),
        Nth::Last => -1,
    }
}

fn names(days: Days) -> String {
    joined(days.iter().map(|day| name(day).to_owned()))
}

impl fmt::Display for InMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Weekday { nths, day } => {
                let days = nths.iter().map(|nth| format!("{}{}", number(nth), name(day)));
                write!(f, "BYDAY={}", joined(days))
            }
            Self::Dates(dates) => {
                let last = dates.has_last().then(|| "-1".to_owned());
                let all = dates.iter().map(|day| day.to_string()).chain(last);
                write!(f, "BYMONTHDAY={}", joined(all))
            }
            Self::Among { days, nth } => write!(f, "BYDAY={};BYSETPOS={}", names(days), number(nth)),
        }
    }
}

impl fmt::Display for Nths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&joined(self.iter().map(|nth| number(nth).to_string())))
    }
}

impl FromStr for Nths {
    type Err = RuleRefusal;

    /// Reads `1,3,-1`: the first, the third and the last.
    fn from_str(text: &str) -> Result<Self, RuleRefusal> {
        let all: Vec<Nth> = text.split(',').map(nth_of).collect::<Result<_, _>>()?;
        Self::of(all).ok_or(RuleRefusal::NoDay)
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.repeat {
            Repeat::Once => return f.write_str("ONCE"),
            Repeat::Daily { every } => write!(f, "FREQ=DAILY;INTERVAL={every}")?,
            Repeat::Weekly { every, on } => write!(f, "FREQ=WEEKLY;INTERVAL={every};BYDAY={}", names(on))?,
            Repeat::Monthly { every, on } => write!(f, "FREQ=MONTHLY;INTERVAL={every};{on}")?,
            Repeat::Yearly { every } => write!(f, "FREQ=YEARLY;INTERVAL={every}")?,
        }
        match self.ends {
            Ends::Never => Ok(()),
            Ends::On(day) => write!(f, ";UNTIL={}", day.format("%Y%m%d")),
            Ends::After(count) => write!(f, ";COUNT={count}"),
        }
    }
}

/// The parts of a rule that have not been read yet.
struct Parts<'a>(BTreeMap<&'a str, &'a str>);

impl<'a> Parts<'a> {
    fn of(text: &'a str) -> Result<Self, RuleRefusal> {
        let mut parts = BTreeMap::new();
        for part in text.split(';') {
            let (name, value) = part.split_once('=').ok_or(RuleRefusal::Unknown)?;
            if parts.insert(name, value).is_some() {
                return Err(RuleRefusal::Twice);
            }
        }
        Ok(Self(parts))
    }

    fn take(&mut self, name: &str) -> Option<&'a str> {
        self.0.remove(name)
    }

    fn every(&mut self) -> Result<NonZeroU8, RuleRefusal> {
        self.take("INTERVAL").map_or(Ok(NonZeroU8::MIN), |n| n.parse().map_err(|_| RuleRefusal::Number))
    }

    fn ends(&mut self) -> Result<Ends, RuleRefusal> {
        match (self.take("UNTIL"), self.take("COUNT")) {
            (None, None) => Ok(Ends::Never),
            (Some(day), None) => {
                NaiveDate::parse_from_str(day, "%Y%m%d").map(Ends::On).map_err(|_| RuleRefusal::Number)
            }
            (None, Some(count)) => {
                let count = count.parse().ok().filter(|count| (1..=Ends::MOST).contains(count));
                count.map(Ends::After).ok_or(RuleRefusal::Number)
            }
            (Some(_), Some(_)) => Err(RuleRefusal::Twice),
        }
    }

    fn in_month(&mut self) -> Result<InMonth, RuleRefusal> {
        match (self.take("BYDAY"), self.take("BYMONTHDAY"), self.take("BYSETPOS")) {
            (Some(names), None, Some(nth)) => Ok(InMonth::Among { days: days(names)?, nth: nth_of(nth)? }),
            (Some(names), None, None) => weekday(names),
            (None, Some(numbers), None) => dates(numbers),
            (None, None, _) => Err(RuleRefusal::NoDay),
            _ => Err(RuleRefusal::Unknown),
        }
    }
}

fn day(name: &str) -> Result<Weekday, RuleRefusal> {
    WEEK.into_iter().find(|(_, known)| *known == name).map(|(day, _)| day).ok_or(RuleRefusal::NoDay)
}

fn days(names: &str) -> Result<Days, RuleRefusal> {
    let all: Vec<Weekday> = names.split(',').map(day).collect::<Result<_, _>>()?;
    Days::of(all).ok_or(RuleRefusal::NoDay)
}

fn nth_of(text: &str) -> Result<Nth, RuleRefusal> {
    match text {
        "-1" => Ok(Nth::Last),
        number => number.parse().ok().and_then(Nth::number).ok_or(RuleRefusal::Number),
    }
}

/// `1TU,3TU`: one weekday, several of its places.
fn weekday(text: &str) -> Result<InMonth, RuleRefusal> {
    let mut nths = Vec::new();
    let mut named = None;
    for part in text.split(',') {
        let cut = part.len().checked_sub(2).and_then(|at| part.split_at_checked(at));
        let (nth, name) = cut.ok_or(RuleRefusal::NoDay)?;
        let day = day(name)?;
        nths.push(nth_of(nth)?);
        if *named.get_or_insert(day) != day {
            return Err(RuleRefusal::Unknown);
        }
    }
    match (Nths::of(nths), named) {
        (Some(nths), Some(day)) => Ok(InMonth::Weekday { nths, day }),
        _ => Err(RuleRefusal::NoDay),
    }
}

/// `1,15,-1`: days of the month.
fn dates(text: &str) -> Result<InMonth, RuleRefusal> {
    let one = |number: &str| match number {
        "-1" => Ok(MonthDates::LAST),
        number => number.parse().ok().and_then(MonthDates::only).ok_or(RuleRefusal::Number),
    };
    let mut all = text.split(',').map(one);
    let first = all.next().ok_or(RuleRefusal::NoDay)??;
    all.try_fold(first, |set, next| Ok(set.and(next?))).map(InMonth::Dates)
}

impl FromStr for Rule {
    type Err = RuleRefusal;

    /// Reads what [`Rule`] writes; parts may stand in any order.
    fn from_str(text: &str) -> Result<Self, RuleRefusal> {
        if text == "ONCE" {
            return Ok(Self { repeat: Repeat::Once, ends: Ends::Never });
        }
        let mut parts = Parts::of(text)?;
        let (every, ends) = (parts.every()?, parts.ends()?);
        let repeat = match parts.take("FREQ") {
            Some("DAILY") => Repeat::Daily { every },
            Some("WEEKLY") => {
                Repeat::Weekly { every, on: days(parts.take("BYDAY").ok_or(RuleRefusal::NoDay)?)? }
            }
            Some("MONTHLY") => Repeat::Monthly { every, on: parts.in_month()? },
            Some("YEARLY") => Repeat::Yearly { every },
            _ => return Err(RuleRefusal::Unknown),
        };
        if parts.0.is_empty() { Ok(Self { repeat, ends }) } else { Err(RuleRefusal::Unknown) }
    }
}
