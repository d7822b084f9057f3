//! On what terms a meeting is held: how long, where, how, and who may come. A series has usual terms; a single date can
//! differ. Nothing here says when.

use chrono::NaiveDate;

use super::change::Changes;
use super::rule::Nths;
use crate::domain::coded::Coded as _;
use crate::domain::group::{Format, Openness};
use crate::domain::time::Wall;

/// The terms of one meeting, or the usual ones of a series.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Terms {
    pub minutes: u32,
    pub format: Format,
    pub openness: Openness,
    pub address: String,
    pub how_to_get_in: String,
    pub online_url: String,
}

/// What is different on one date; what is `None` is as usual.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Altered {
    pub minutes: Option<u32>,
    pub format: Option<Format>,
    pub openness: Option<Openness>,
    pub address: Option<String>,
    pub how_to_get_in: Option<String>,
    pub online_url: Option<String>,
}

impl Terms {
    /// With what is different on one date.
    #[must_use]
    pub fn altered(self, by: &Altered) -> Self {
        let text = |usual: String, altered: &Option<String>| altered.clone().unwrap_or(usual);
        Self {
            minutes: by.minutes.unwrap_or(self.minutes),
            format: by.format.unwrap_or(self.format),
            openness: by.openness.unwrap_or(self.openness),
            address: text(self.address, &by.address),
            how_to_get_in: text(self.how_to_get_in, &by.how_to_get_in),
            online_url: text(self.online_url, &by.online_url),
        }
    }

    /// What of these terms differs from the usual ones.
    #[must_use]
    pub fn against(&self, usual: &Self) -> Altered {
        fn differing<T: Clone + PartialEq>(mine: &T, usual: &T) -> Option<T> {
            (mine != usual).then(|| mine.clone())
        }
        Altered {
            minutes: differing(&self.minutes, &usual.minutes),
            format: differing(&self.format, &usual.format),
            openness: differing(&self.openness, &usual.openness),
            address: differing(&self.address, &usual.address),
            how_to_get_in: differing(&self.how_to_get_in, &usual.how_to_get_in),
            online_url: differing(&self.online_url, &usual.online_url),
        }
    }
}

/// The terms of a date on which nothing was altered by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Usual {
    pub terms: Terms,
    /// On these of a month's weekdays it is open instead of closed, or the other way round.
    pub other_openness_on: Option<Nths>,
}

impl Usual {
    /// The terms of one date: the usual ones, with the openness of that day, with what was altered by hand. A date that
    /// moved keeps the openness that it had. What the group has decided about who may come goes before all that.
    #[must_use]
    pub fn on(&self, original: Wall, changes: &Changes) -> Terms {
        let openness = self.terms.openness.on(original.date(), self.other_openness_on);
        let of_that_day = Terms { openness, ..self.terms.clone() };
        let said = match changes.of(original) {
            Some(change) => of_that_day.altered(&change.altered),
            None => of_that_day,
        };
        Terms { openness: changes.openness.unwrap_or(said.openness), ..said }
    }
}

impl Openness {
    /// What a rule of the group says with a number; `None` when it leaves it to each meeting.
    #[must_use]
    pub fn ruled(value: i32) -> Option<Self> {
        let place = usize::try_from(value).ok()?.checked_sub(1)?;
        Self::ALL.get(place).copied()
    }

    /// "Closed, but open on the first Thursday": on these of a month's weekdays it is the other way round.
    #[must_use]
    pub fn on(self, date: NaiveDate, other_on: Option<Nths>) -> Self {
        match (self, other_on.is_some_and(|nths| nths.has(date))) {
            (usual, false) => usual,
            (Self::Open, true) => Self::Closed,
            (Self::Closed, true) => Self::Open,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::series::Nth;

    #[test]
    fn closed_but_open_on_the_first_and_the_last_thursday() {
        let other = Nths::of([Nth::number(1).unwrap(), Nth::Last]);
        let on = |day| Openness::Closed.on(NaiveDate::from_ymd_opt(2026, 12, day).unwrap(), other);
        assert_eq!(
            [3, 10, 17, 24, 31].map(on).map(|it| it == Openness::Open),
            [true, false, false, false, true]
        );
        assert_eq!(Openness::Open.on(NaiveDate::from_ymd_opt(2026, 12, 3).unwrap(), other), Openness::Closed);
        assert_eq!(
            Openness::Closed.on(NaiveDate::from_ymd_opt(2026, 12, 3).unwrap(), None),
            Openness::Closed
        );
    }

    #[test]
    fn terms_that_differ_are_found_and_applied_again() {
        let usual = Terms {
            minutes: 90,
            format: Format::InPerson,
            openness: Openness::Closed,
            address: "Egnatia 1".to_owned(),
            how_to_get_in: "Second bell".to_owned(),
            online_url: String::new(),
        };
        let tonight = Terms { minutes: 60, address: "Park".to_owned(), ..usual.clone() };
        let altered = tonight.against(&usual);
        assert_eq!((altered.minutes, altered.format), (Some(60), None));
        assert_eq!(usual.clone().altered(&altered), tonight);
        assert_eq!(usual.against(&usual), Altered::default());
    }
}
