//! An exclusion: the gravest that a group decides, and the slowest. It is voted on in secret by those whom it is not about; after
//! that it is a suspension, as long as the one concerned can appeal; the appeal is another vote, in which two of three
//! have to confirm it, or they are back. One voice never excludes anybody, and neither does one vote. Reasons and names
//! are not known here.

use chrono::{Months, NaiveDate, TimeDelta};

use super::decision::Outcome;
use super::time::Instant;

/// So long one can appeal. Two weeks: time to find somebody to talk to, to write, and to be on holiday.
pub const TO_APPEAL: TimeDelta = TimeDelta::days(14);
/// So many have to say yes, however few take part.
pub const LEAST_YES: u32 = 2;
/// So long after a group was asked about somebody it is not asked again, so that nobody lives under a vote.
pub const PEACE: TimeDelta = TimeDelta::days(90);
/// For how many months the open door can stay shut for them. A member can invite them all the same.
pub const MONTHS: [u32; 4] = [1, 3, 6, 12];

/// For how long the open door would stay shut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shut(u32);

impl Shut {
    /// One of [`MONTHS`].
    #[must_use]
    pub fn months(months: u32) -> Option<Self> {
        MONTHS.contains(&months).then_some(Self(months))
    }

    /// How many.
    #[must_use]
    pub fn count(self) -> u32 {
        self.0
    }

    /// The day from which it is open again.
    #[must_use]
    pub fn until(self, decided: NaiveDate) -> NaiveDate {
        decided.checked_add_months(Months::new(self.0)).unwrap_or(NaiveDate::MAX)
    }
}

/// What comes before a group is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Before {
    /// Somebody was offered to stand between the two, whatever came of it.
    pub mediation_offered: bool,
    /// Violence, threats or outing are reported: nobody has to sit at a table with whom they fear.
    pub danger: bool,
    /// The group was asked about them within [`PEACE`], and nobody has reported violence, threats or outing.
    pub just_asked: bool,
    /// How many would decide.
    pub electors: u32,
}

/// Why it cannot be proposed, or not yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("mediation first")]
    MediationFirst,
    /// With so few, one voice would exclude.
    #[error("too few members")]
    TooFew,
    /// The group has just said no.
    #[error("asked before")]
    JustAsked,
    /// About this member it is being decided already.
    #[error("already")]
    Already,
}

/// Whether a group can be asked.
///
/// # Errors
/// When too few would decide, or mediation was not offered where it has to be.
pub fn may_propose(before: Before) -> Result<(), Refusal> {
    if before.electors < LEAST_YES {
        Err(Refusal::TooFew)
    } else if before.just_asked && !before.danger {
        Err(Refusal::JustAsked)
    } else if before.danger || before.mediation_offered {
        Ok(())
    } else {
        Err(Refusal::MediationFirst)
    }
}

/// What a group has decided by its first vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exclusion {
    pub decided: Instant,
    /// What has become of the appeal, when there is one.
    pub appeal: Option<Outcome>,
}

/// How the one concerned stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Suspended, and can appeal until then.
    CanAppeal(Instant),
    /// Suspended, until the appeal is decided.
    Appealing,
    /// A member, as before.
    Back,
    /// Not a member any more.
    Excluded,
}

impl Exclusion {
    /// How they stand at this instant.
    #[must_use]
    pub fn standing(&self, now: Instant) -> Standing {
        let last = self.decided.plus(TO_APPEAL);
        match self.appeal {
            None if now < last => Standing::CanAppeal(last),
            None | Some(Outcome::Adopted) => Standing::Excluded,
            Some(Outcome::Open) => Standing::Appealing,
            Some(Outcome::Not(_)) => Standing::Back,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::agreement::Method;
    use crate::domain::coded::Coded as _;
    use crate::domain::decision::{Heard, Subject, Terms, Why};

    fn at(days: i64) -> Instant {
        Instant::parse_rfc3339("2026-12-14T17:00:00Z").unwrap().plus(TimeDelta::days(days))
    }

    #[test]
    fn a_group_is_asked_after_mediation_or_in_danger_and_never_where_one_would_decide() {
        let before = Before { mediation_offered: false, danger: false, just_asked: false, electors: 5 };
        assert_eq!(may_propose(before), Err(Refusal::MediationFirst));
        assert_eq!(may_propose(Before { mediation_offered: true, ..before }), Ok(()));
        assert_eq!(may_propose(Before { danger: true, ..before }), Ok(()));
        let again = Before { mediation_offered: true, just_asked: true, ..before };
        assert_eq!(may_propose(again), Err(Refusal::JustAsked));
        assert_eq!(may_propose(Before { danger: true, ..again }), Ok(()));
        assert_eq!(may_propose(Before { danger: true, electors: 1, ..before }), Err(Refusal::TooFew));
    }

    #[test]
    fn it_is_a_suspension_until_the_appeal_is_decided_or_the_time_for_it_is_over() {
        let it = Exclusion { decided: at(0), appeal: None };
        assert_eq!(it.standing(at(13)), Standing::CanAppeal(at(14)));
        assert_eq!(it.standing(at(14)), Standing::Excluded);
        let appealed = |outcome| Exclusion { appeal: Some(outcome), ..it }.standing(at(40));
        assert_eq!(appealed(Outcome::Open), Standing::Appealing);
        assert_eq!(appealed(Outcome::Not(Why::Quorum)), Standing::Back, "who does not come confirms nothing");
        assert_eq!(appealed(Outcome::Adopted), Standing::Excluded);
        let decided = NaiveDate::from_ymd_opt(2026, 12, 14).unwrap();
        assert_eq!(Shut::months(3).unwrap().until(decided).to_string(), "2027-03-14");
        assert_eq!(Shut::months(120), None);
    }

    fn terms(subject: Subject, usual: Method, electors: u32, quorum_percent: u32) -> Terms {
        Terms {
            method: subject.decided_by(usual),
            quorum_percent,
            silence_is_consent: true,
            electors,
            least_yes: subject.kind().least_yes,
            deadline: at(0),
        }
    }

    prop_compose! {
        fn anything_heard()(took_part in 0_u32..12, yes in 0_u32..12, no in 0_u32..12, objections in 0_u32..2) -> Heard {
            Heard { took_part, objections, yes: yes.min(took_part), no: no.min(took_part - yes.min(took_part)), is_withdrawn: false }
        }
    }

    proptest! {
        /// Whatever is voted, in whatever order and whenever anybody looks: nobody is out by one voice, nobody by one vote alone,
        /// and an appeal is confirmed by two of three or not at all.
        #[test]
        fn neither_one_voice_nor_one_vote_ever_excludes(
            usual in proptest::sample::select(Method::ALL), electors in 0_u32..12, quorum_percent in 1_u32..=100,
            first in anything_heard(), second in anything_heard(), appeals in any::<bool>(), late in 0_i64..60,
        ) {
            let vote = terms(Subject::Exclude, usual, electors, quorum_percent);
            prop_assert!(vote.method != Method::Consent);
            let now = at(late);
            if vote.outcome(first, now) != Outcome::Adopted {
                return Ok(());
            }
            prop_assert!(first.yes >= 2 && first.took_part >= vote.quorum());
            let appeal = appeals.then(|| terms(Subject::Appeal, usual, electors, quorum_percent).outcome(second, now));
            let standing = Exclusion { decided: at(0), appeal }.standing(now);
            if standing == Standing::Excluded {
                let confirmed = appeals && second.yes >= 2 && second.yes * 3 >= (second.yes + second.no) * 2;
                let nobody_appealed = !appeals && late >= 14;
                prop_assert!(confirmed || nobody_appealed);
            }
        }
    }
}
