//! Of which time figures are shown: of a quarter, or of a year. Both are made of whole weeks; a week belongs to the month, the quarter and
//! the year of its Thursday.

use std::fmt;
use std::ops::RangeInclusive;

use super::release::{Quarter, Week};

/// A quarter or a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    Quarter(Quarter),
    Year(i32),
}

impl Period {
    /// Its quarters.
    #[must_use]
    pub fn quarters(self) -> Vec<Quarter> {
        match self {
            Self::Quarter(it) => vec![it],
            Self::Year(year) => Quarter::of_year(year).to_vec(),
        }
    }

    #[must_use]
    pub fn weeks(self) -> Vec<Week> {
        self.quarters().into_iter().flat_map(Quarter::weeks).collect()
    }

    /// From its first week to its last.
    #[must_use]
    pub fn span(self) -> RangeInclusive<Week> {
        match self {
            Self::Quarter(it) => it.first_week()..=it.next().first_week().back(1),
            Self::Year(year) => {
                let [first, .., last] = Quarter::of_year(year);
                first.first_week()..=last.next().first_week().back(1)
            }
        }
    }

    #[must_use]
    pub fn previous(self) -> Self {
        match self {
            Self::Quarter(it) => Self::Quarter(it.previous()),
            Self::Year(year) => Self::Year(year - 1),
        }
    }

    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Quarter(it) => Self::Quarter(it.next()),
            Self::Year(year) => Self::Year(year + 1),
        }
    }

    /// The same season of the year before.
    #[must_use]
    pub fn a_year_before(self) -> Self {
        match self {
            Self::Quarter(it) => Self::Quarter(it.previous().previous().previous().previous()),
            Self::Year(year) => Self::Year(year - 1),
        }
    }

    /// Reads what is written.
    #[must_use]
    pub fn parse(written: &str) -> Option<Self> {
        if let Some(quarter) = Quarter::parse(written) {
            return Some(Self::Quarter(quarter));
        }
        let year = Quarter::parse(&format!("{written}-Q1"))?.year();
        Some(Self::Year(year))
    }
}

/// `2026-Q4` or `2026`
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Quarter(it) => it.fmt(f),
            Self::Year(year) => write!(f, "{year:04}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(written: &str) -> Period {
        Period::parse(written).unwrap()
    }

    #[test]
    fn a_year_is_made_of_the_weeks_of_its_quarters() {
        let year = period("2026");
        assert_eq!((year.weeks().len(), year.quarters().len()), (53, 4));
        let (first, last) = year.span().into_inner();
        // Their Thursdays are 1 January and 31 December.
        assert_eq!((first.to_string(), last.to_string()), ("2025-12-29".to_owned(), "2026-12-28".to_owned()));
        assert_eq!(period("2026-Q4").span().end(), &last);
    }

    #[test]
    fn the_same_season_is_that_of_the_year_before() {
        for (of, before, previous, next) in
            [("2026-Q1", "2025-Q1", "2025-Q4", "2026-Q2"), ("2026", "2025", "2025", "2027")]
        {
            let it = period(of);
            let others = [it.a_year_before(), it.previous(), it.next()].map(|it| it.to_string());
            assert_eq!(
                (it.to_string(), others),
                (of.to_owned(), [before, previous, next].map(str::to_owned))
            );
        }
    }

    #[test]
    fn nothing_else_is_a_period() {
        for wrong in ["", "26", "1899", "9999", "2026-", "2026-Q5", "2026-10", "02026", "q4"] {
            assert_eq!(Period::parse(wrong), None, "{wrong}");
        }
    }
}
