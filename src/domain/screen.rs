//! What somebody wants on a screen that others may look at.

use chrono::TimeDelta;

use crate::coded;

coded! {
    /// After how long without use a browser is signed out.
    pub enum LockAfter {
        /// Not for this.
        Never = "never",
        FiveMinutes = "five_minutes",
        QuarterOfAnHour = "quarter_of_an_hour",
        Hour = "hour",
    }
}

impl LockAfter {
    /// So many minutes; `None` when not at all.
    #[must_use]
    pub fn minutes(self) -> Option<u32> {
        match self {
            Self::Never => None,
            Self::FiveMinutes => Some(5),
            Self::QuarterOfAnHour => Some(15),
            Self::Hour => Some(60),
        }
    }

    /// Whether a browser that was used last so long ago is signed out.
    #[must_use]
    pub fn locks(self, unused: TimeDelta) -> bool {
        self.minutes().is_some_and(|minutes| unused >= TimeDelta::minutes(minutes.into()))
    }
}

/// What is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Screen {
    pub lock_after: LockAfter,
    /// Names of members stand as initials.
    pub has_initials: bool,
}

/// A name as its initials: the first character of each word.
#[must_use]
pub fn initials(name: &str) -> String {
    let first = |word: &str| word.chars().next().map(|it| format!("{it}."));
    name.split_whitespace().filter_map(first).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::coded::Coded as _;

    #[test]
    fn a_name_as_initials_keeps_as_many_words_and_no_more_of_them() {
        for (name, short) in
            [("Ελένη", "Ε."), ("Άννα Μ.", "Ά. Μ."), ("n", "n."), ("🌾 sun", "🌾. s."), ("", "")]
        {
            assert_eq!(initials(name), short);
        }
    }

    #[test]
    fn a_browser_is_signed_out_at_its_minute_and_not_before() {
        for lock in LockAfter::ALL {
            let Some(minutes) = lock.minutes() else {
                assert!(!lock.locks(TimeDelta::days(10)));
                continue;
            };
            let at = TimeDelta::minutes(minutes.into());
            assert!(lock.locks(at) && !lock.locks(at - TimeDelta::seconds(1)), "{lock:?}");
        }
    }
}
