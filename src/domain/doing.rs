//! How a group is doing, for the group alone: what can be seen from its own tallies, mandates and rules, and what it may be
//! early enough to speak about. A sign is a reason to talk, never a mark: nothing here compares one group with another, and
//! nothing leads out of the group.
//!
//! Of no member anything is known here: how many lead is a number.

use super::tally::{Heads, Tally};

/// Of so many meetings the median is taken.
pub const MEETINGS: usize = 6;
/// Fewer meetings say nothing.
const FEW: usize = 3;
/// When a quarter fewer come than before, it is no accident of one evening.
const FEWER_PERCENT: u32 = 75;
/// In a circle of so many, one who stays away is felt.
const SMALL: u32 = 4;
/// So long before the last mandate ends the group speaks about who follows: a decision takes a week or two, and whoever
/// follows should be able to come along once or twice before.
const WEEKS_TO_FOLLOW: i64 = 6;

/// What is known.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// What was counted, the newest first.
    pub tallies: Vec<Tally>,
    pub members: usize,
    /// How many members have led within ninety days: by their turns, or where there are none, by their mandates.
    pub leading: usize,
    /// In how many weeks the last live mandate ends; `None` when nobody holds one.
    pub weeks_led: Option<i64>,
    /// How many roles nobody has yet at the next meeting.
    pub open_roles: usize,
    /// How many rules should have been looked at again.
    pub overdue: usize,
}

/// Something to speak about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// Of meetings that should have been, so many were not, for want of people.
    DidNotTakePlace {
        times: usize,
        of: usize,
    },
    /// The median was higher before.
    Fewer {
        before: u32,
        now: u32,
    },
    Small {
        median: u32,
    },
    /// At the next meeting nobody has these yet.
    OpenRoles {
        roles: usize,
    },
    /// For so many meetings nobody came for the first time.
    NobodyNew {
        meetings: usize,
    },
    NobodyLeads,
    /// One member alone, of several.
    OneLeads,
    /// Nobody is known for afterwards.
    NobodyFollows {
        weeks: i64,
    },
    Overdue {
        rules: usize,
    },
}

impl Known {
    fn held(&self) -> impl Iterator<Item = &Heads> {
        self.tallies.iter().filter_map(|it| match it {
            Tally::Held(heads) => Some(heads),
            Tally::NotHeld(_) => None,
        })
    }

    fn heads(&self) -> Vec<u32> {
        self.held().map(|it| it.heads().into()).collect()
    }

    /// The median of the last six meetings that took place; `None` when none was counted.
    #[must_use]
    pub fn median(&self) -> Option<u32> {
        median(self.heads().into_iter().take(MEETINGS))
    }

    /// How many came for the first time to the last six meetings that took place.
    #[must_use]
    pub fn first_time(&self) -> u32 {
        self.held().take(MEETINGS).map(|it| u32::from(it.first_time())).sum()
    }

    /// What may be worth speaking about, the most pressing first.
    #[must_use]
    pub fn signs(&self) -> Vec<Sign> {
        let leads = match self.weeks_led {
            None => Some(Sign::NobodyLeads),
            Some(weeks) if weeks <= WEEKS_TO_FOLLOW => Some(Sign::NobodyFollows { weeks }),
            Some(_) => None,
        };
        let one_leads = (self.leading == 1 && self.members > 1).then_some(Sign::OneLeads);
        let open_roles = (self.open_roles > 0).then_some(Sign::OpenRoles { roles: self.open_roles });
        let overdue = (self.overdue > 0).then_some(Sign::Overdue { rules: self.overdue });
        [
            self.did_not_take_place(),
            leads,
            self.fewer(),
            self.small(),
            one_leads,
            open_roles,
            self.nobody_new(),
            overdue,
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn did_not_take_place(&self) -> Option<Sign> {
        use super::tally::Cause::{Holiday, NoFacilitator, NoRoom, NobodyCame, Other};
        let last = || self.tallies.iter().take(MEETINGS);
        let is_want = |it: &&Tally| match it {
            Tally::NotHeld(NoFacilitator | NobodyCame) => true,
            Tally::NotHeld(NoRoom | Holiday | Other) | Tally::Held(_) => false,
        };
        let times = last().filter(is_want).count();
        (times > 0).then(|| Sign::DidNotTakePlace { times, of: last().count() })
    }

    /// The last meetings against as many before them: six, or fewer in a young group.
    fn fewer(&self) -> Option<Sign> {
        let heads = self.heads();
        let many = (heads.len() / 2).min(MEETINGS);
        let now = median(heads.iter().copied().take(many))?;
        let before = median(heads.iter().copied().skip(many).take(many))?;
        (many >= FEW && now * 100 <= before * FEWER_PERCENT).then_some(Sign::Fewer { before, now })
    }

    /// By the last few meetings: by six of them, whoever fades by two or three each month is told too late.
    fn small(&self) -> Option<Sign> {
        let last: Vec<u32> = self.heads().into_iter().take(FEW).collect();
        let is_enough = last.len() == FEW;
        let median = median(last.into_iter()).filter(|median| *median <= SMALL && is_enough)?;
        Some(Sign::Small { median })
    }

    fn nobody_new(&self) -> Option<Sign> {
        let meetings = self.held().take(MEETINGS).count();
        (meetings == MEETINGS && self.first_time() == 0).then_some(Sign::NobodyNew { meetings })
    }
}

/// The middle one; of an even number, what lies between the two, rounded up.
fn median(of: impl Iterator<Item = u32>) -> Option<u32> {
    let mut all: Vec<u32> = of.collect();
    all.sort_unstable();
    let (lower, upper) = (all.get(all.len().checked_sub(1)? / 2)?, all.get(all.len() / 2)?);
    Some((lower + upper).div_ceil(2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::tally::Cause;

    /// In the order in which the meetings were.
    fn counted(heads: &[u16]) -> Known {
        let held =
            |heads: &u16| Tally::Held(Heads::new(*heads, u16::from(heads.is_multiple_of(3)), None).unwrap());
        let tallies = heads.iter().rev().map(held).collect();
        Known { tallies, members: 9, leading: 3, weeks_led: Some(20), open_roles: 0, overdue: 0 }
    }

    #[test]
    fn the_median_is_of_the_last_six_that_took_place() {
        assert_eq!(counted(&[]).median(), None);
        assert_eq!(counted(&[40, 40, 7, 9, 8, 11, 6, 8]).median(), Some(8));
        assert_eq!(counted(&[7, 8]).median(), Some(8), "rounded up");
        let mut known = counted(&[7, 7, 7]);
        known.tallies.insert(0, Tally::NotHeld(Cause::Holiday));
        assert_eq!(known.median(), Some(7));
    }

    #[test]
    fn a_group_that_is_well_is_left_alone() {
        assert_eq!(counted(&[]).signs(), [], "a young group, too");
        assert_eq!(counted(&[9]).signs(), []);
        assert_eq!(counted(&[8, 9, 7, 9, 8, 6, 9, 8, 7, 9, 10, 8, 9, 6]).signs(), []);
        assert_eq!(counted(&[5, 6, 7, 9, 9, 12]).signs(), [], "it grows");
        let mut holidays = counted(&[9, 9, 9]);
        holidays.tallies.splice(0..0, [Tally::NotHeld(Cause::Holiday), Tally::NotHeld(Cause::NoRoom)]);
        assert_eq!(holidays.signs(), []);
    }

    #[test]
    fn each_sign_has_its_own_cause() {
        assert_eq!(counted(&[12, 11, 12, 8, 9, 8]).signs(), [Sign::Fewer { before: 12, now: 8 }]);
        assert_eq!(counted(&[4, 3, 5]).signs(), [Sign::Small { median: 4 }]);
        assert_eq!(counted(&[8; 6]).signs(), [Sign::NobodyNew { meetings: 6 }]);
        assert_eq!(counted(&[8; 5]).signs(), []);
        let well = counted(&[9, 9, 9]);
        assert_eq!(Known { leading: 1, ..well.clone() }.signs(), [Sign::OneLeads]);
        assert_eq!(Known { leading: 1, members: 1, ..well.clone() }.signs(), [], "nobody else is there");
        assert_eq!(Known { weeks_led: None, ..well.clone() }.signs(), [Sign::NobodyLeads]);
        assert_eq!(Known { weeks_led: Some(6), ..well.clone() }.signs(), [Sign::NobodyFollows { weeks: 6 }]);
        assert_eq!(Known { weeks_led: Some(7), ..well.clone() }.signs(), []);
        assert_eq!(Known { open_roles: 3, ..well.clone() }.signs(), [Sign::OpenRoles { roles: 3 }]);
        assert_eq!(Known { overdue: 2, ..well.clone() }.signs(), [Sign::Overdue { rules: 2 }]);
        let mut missed = well;
        missed.tallies.insert(0, Tally::NotHeld(Cause::NobodyCame));
        assert_eq!(missed.signs(), [Sign::DidNotTakePlace { times: 1, of: 4 }]);
    }

    proptest::proptest! {
        /// A circle that slowly gets smaller until nobody is left is told so four meetings before, or earlier.
        #[test]
        fn who_fades_is_told_in_time(
            begins in 6_u16..25,
            every in 1_usize..5,
            weather in proptest::collection::vec(0_u16..2, 120),
        ) {
            let mut heads = Vec::new();
            let mut told = None;
            for week in 0..usize::MAX {
                let gone = u16::try_from(week / every).unwrap();
                if begins <= gone + 1 {
                    break;
                }
                let away = weather.get(week % weather.len()).copied().unwrap_or(0);
                heads.push((begins - gone).saturating_sub(away).max(1));
                if told.is_none() && !counted(&heads).signs().is_empty() {
                    told = Some(week);
                }
            }
            let told = told.unwrap_or(heads.len());
            proptest::prop_assert!(told + 4 <= heads.len() || heads.len() < 9, "{told} of {}: {heads:?}", heads.len());
        }
    }
}
