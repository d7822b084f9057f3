//! How lately a group has said that it still meets, so that nobody travels to a meeting that has ended. A group chooses
//! itself how long its word holds; after that it is shown as unconfirmed, and after as long again it fades from the lists.
//! Its own page, its members and their reminders are not touched.

use chrono::NaiveDate;

/// For how many days the word of a group holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ConfirmWithin(pub(crate) i32);

impl ConfirmWithin {
    /// What a group can choose.
    pub const CHOICES: [Self; 4] = [Self(30), Self(60), Self(90), Self(180)];

    /// One of the choices.
    #[must_use]
    pub fn of_days(days: i32) -> Option<Self> {
        Self::CHOICES.into_iter().find(|known| known.0 == days)
    }

    #[must_use]
    pub fn days(self) -> i32 {
        self.0
    }
}

impl Default for ConfirmWithin {
    fn default() -> Self {
        Self(90)
    }
}

/// What can be said of it today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confirmed {
    /// On that day, and its word holds.
    Lately(NaiveDate),
    /// Not since that day.
    LongAgo(NaiveDate),
    /// So long ago that it is not in the lists any more.
    Faded(NaiveDate),
    /// Nobody of the group has said it here. Groups of a feed are in the lists for as long as their feed has them.
    Never,
}

impl Confirmed {
    /// What can be said today, when they said it last on that day.
    #[must_use]
    pub fn by(last: Option<NaiveDate>, within: ConfirmWithin, today: NaiveDate) -> Self {
        let Some(last) = last else { return Self::Never };
        let within = i64::from(within.0);
        match (today - last).num_days() {
            days if days < within => Self::Lately(last),
            days if days < 2 * within => Self::LongAgo(last),
            _ => Self::Faded(last),
        }
    }

    /// Whether the group is asked if it still meets.
    #[must_use]
    pub fn is_to_ask(self) -> bool {
        match self {
            Self::Lately(_) => false,
            Self::LongAgo(_) | Self::Faded(_) | Self::Never => true,
        }
    }

    /// The day on which it was said.
    #[must_use]
    pub fn on(self) -> Option<NaiveDate> {
        match self {
            Self::Lately(day) | Self::LongAgo(day) | Self::Faded(day) => Some(day),
            Self::Never => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    #[test]
    fn a_word_holds_then_is_old_then_the_group_fades() {
        let last = NaiveDate::from_ymd_opt(2026, 9, 1).unwrap();
        for within in ConfirmWithin::CHOICES {
            let after = |days: i32| Confirmed::by(Some(last), within, last + TimeDelta::days(days.into()));
            assert_eq!(after(within.days() - 1), Confirmed::Lately(last));
            assert_eq!(after(within.days()), Confirmed::LongAgo(last));
            assert_eq!(after(2 * within.days() - 1), Confirmed::LongAgo(last));
            assert_eq!(after(2 * within.days()), Confirmed::Faded(last));
            assert!(after(within.days()).is_to_ask() && !after(0).is_to_ask());
        }
        assert_eq!(Confirmed::by(None, ConfirmWithin::default(), last), Confirmed::Never);
        assert_eq!(ConfirmWithin::of_days(90), Some(ConfirmWithin::default()));
        assert_eq!(ConfirmWithin::of_days(91), None);
    }
}
