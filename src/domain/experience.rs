//! What helped: short notes that members leave for one another. They are unsigned unless their author wishes otherwise, and
//! of when one was written no more is kept than the month. Absent: who wrote what; not even the store can tell.

use chrono::{Datelike as _, NaiveDate};

use crate::coded;

/// So many notes a group keeps: more than anybody reads at one time.
pub const MOST: usize = 300;

coded! {
    /// Who reads a note. Its author lets it be opened, and the group decides how far; each of the two can shut it again.
    pub enum OpenTo {
        /// As every note begins.
        Group = "group",
        /// The members of groups in the same programme.
        Sisters = "sisters",
        /// Everybody, on the group's public page.
        Everybody = "everybody",
    }
}

/// Why a note is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("the group keeps no more notes")]
    Full,
}

/// Whether one more fits.
///
/// # Errors
/// [`Refusal::Full`].
pub fn takes_another(kept: usize) -> Result<(), Refusal> {
    if kept < MOST { Ok(()) } else { Err(Refusal::Full) }
}

/// The month of a day, as its first day.
#[must_use]
pub fn month(of: NaiveDate) -> NaiveDate {
    of.with_day(1).unwrap_or(of)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_days_of_one_month_are_the_same() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 12, day).unwrap();
        assert_eq!(month(day(31)), month(day(1)));
        assert_ne!(month(day(1)), month(day(1).pred_opt().unwrap()));
    }

    #[test]
    fn a_group_keeps_so_many_and_no_more() {
        assert_eq!(takes_another(MOST - 1), Ok(()));
        assert_eq!(takes_another(MOST), Err(Refusal::Full));
    }
}
