//! How a group decides: what a proposal has become, from what was said to it and when. Nothing here is told by a clock that
//! somebody has to wind: until the deadline a proposal is open, and afterwards its outcome is what these functions say.
//!
//! Consent looks for reasons against, not for a majority: one open objection is enough, and a wish is none. Votes are
//! counted by number. Who said what, and who may, is not known here.
//!
//! A kind of decision is a [`Subject`] with its [`Kind`], a [`Change`], and the way in which that is stored (`change`,
//! `stored`). To add one, add it there, and then where the compiler asks: what is checked before it is proposed
//! (`service::proposing`), what is foreseen (`service::previewing`), what is done (`store::carrying`), and its form and its
//! words (`web::inside::kinds`, `web::inside::previews`). Each of those is one `match` without a rest.

use chrono::{Months, NaiveDate, TimeDelta};

use super::agreement::Method;
use super::time::Instant;
use crate::coded;

mod change;
mod stored;

pub use change::{Asked, Bond, Change, Ending, Kind, Opening, Retiming, Ruling, Subject, Times};
pub use stored::Stored;

coded! {
    /// What somebody says to a proposal that is decided by consent. Each speaks once in a round; what is said again takes the
    /// place of what was said.
    pub enum Voice {
        /// Good enough until the review.
        Consent = "consent",
        /// "I would rather …": heard, and in nobody's way.
        Wish = "wish",
        /// A question, before one can say anything else.
        Question = "question",
        /// A reason why it would harm the group or somebody.
        Objection = "objection",
        /// Nothing, this time.
        Pass = "pass",
    }

    /// What somebody votes.
    pub enum Choice {
        Yes = "yes",
        No = "no",
        /// Counted for the quorum, and neither for nor against.
        Abstain = "abstain",
    }
}

impl Voice {
    /// Whether it says nothing without words.
    #[must_use]
    pub fn needs_words(self) -> bool {
        match self {
            Self::Wish | Self::Question | Self::Objection => true,
            Self::Consent | Self::Pass => false,
        }
    }
}

/// So many proposals a member opens within [`A_WEEK`], whatever became of them: each asks everybody.
pub const PROPOSALS_A_WEEK: i64 = 5;
/// See [`PROPOSALS_A_WEEK`].
pub const A_WEEK: TimeDelta = TimeDelta::days(7);

/// After how many months a group looks at a decision again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Review(u32);

impl Review {
    /// The first time one can look again.
    pub const FIRST: Self = Self(3);
    /// What can be chosen, in months.
    pub const CHOICES: [u32; 4] = [3, 6, 12, 24];

    /// One of these.
    #[must_use]
    pub fn in_months(months: u32) -> Option<Self> {
        Self::CHOICES.contains(&months).then_some(Self(months))
    }

    /// The same in months.
    #[must_use]
    pub fn months(self) -> u32 {
        self.0
    }

    /// The day, counted from that of the decision.
    #[must_use]
    pub fn on(self, decided: NaiveDate) -> NaiveDate {
        decided.checked_add_months(Months::new(self.0)).unwrap_or(NaiveDate::MAX)
    }
}

/// By what a proposal is decided. Settled when it is opened: whatever the group agrees on meanwhile is for later ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    pub method: Method,
    pub quorum_percent: u32,
    pub silence_is_consent: bool,
    /// How many may take part.
    pub electors: u32,
    /// So many have to say yes: see [`Kind::least_yes`].
    pub least_yes: u32,
    pub deadline: Instant,
}

/// What was said so far, in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Heard {
    /// How many of those who may take part have done so.
    pub took_part: u32,
    pub objections: u32,
    pub yes: u32,
    pub no: u32,
    pub is_withdrawn: bool,
}

/// What a proposal has become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Open,
    Adopted,
    Not(Why),
}

/// Why a proposal was not adopted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// By whoever made it.
    Withdrawn,
    /// Somebody has a reason against it.
    Objection,
    /// Too few took part.
    Quorum,
    /// Too few said yes.
    Votes,
}

impl Outcome {
    /// Whether it is told how many said yes and no: of a vote that came to its end, and of no other. Where it was broken off,
    /// or too few took part, a number could be somebody's.
    #[must_use]
    pub fn tells_votes(self) -> bool {
        match self {
            Self::Adopted | Self::Not(Why::Votes) => true,
            Self::Open | Self::Not(Why::Withdrawn | Why::Objection | Why::Quorum) => false,
        }
    }
}

/// Who may take part, of `members` and since when each is one: those who have been here for as long as the group wants. Where
/// nobody has, because whoever had has left, all may: a group can always decide.
pub fn who_takes_part<T: Copy>(members: &[(T, Instant)], at_least: TimeDelta, now: Instant) -> Vec<T> {
    let here = |(member, _): &(T, Instant)| *member;
    let known: Vec<T> = members.iter().filter(|(_, since)| since.plus(at_least) <= now).map(here).collect();
    if known.is_empty() { members.iter().map(here).collect() } else { known }
}

impl Terms {
    /// How many have to take part. Never nobody: what nobody cared for has not been decided.
    #[must_use]
    pub fn quorum(&self) -> u32 {
        let share = u64::from(self.electors) * u64::from(self.quorum_percent);
        u32::try_from(share.div_ceil(100)).unwrap_or(u32::MAX).max(1)
    }

    /// What the proposal has become.
    #[must_use]
    pub fn outcome(&self, heard: Heard, now: Instant) -> Outcome {
        if heard.is_withdrawn {
            return Outcome::Not(Why::Withdrawn);
        }
        if now < self.deadline {
            return Outcome::Open;
        }
        let is_consent = self.method == Method::Consent;
        if is_consent && heard.objections > 0 {
            return Outcome::Not(Why::Objection);
        }
        let is_silence_enough = is_consent && self.silence_is_consent;
        if heard.took_part < self.quorum() && !is_silence_enough {
            return Outcome::Not(Why::Quorum);
        }
        let (yes, no) = (u64::from(heard.yes), u64::from(heard.no));
        let is_enough = is_consent || heard.yes >= self.least_yes;
        let is_carried = is_enough
            && match self.method {
                Method::Consent => true,
                Method::TwoThirds => yes > 0 && yes * 3 >= (yes + no) * 2,
                Method::Majority => yes > no,
                Method::Unanimity => yes > 0 && no == 0,
            };
        if is_carried { Outcome::Adopted } else { Outcome::Not(Why::Votes) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::coded::Coded as _;

    fn deadline() -> Instant {
        Instant::parse_rfc3339("2026-12-14T17:00:00Z").unwrap()
    }

    fn by(method: Method) -> Terms {
        Terms {
            method,
            quorum_percent: 50,
            silence_is_consent: false,
            electors: 7,
            least_yes: 1,
            deadline: deadline(),
        }
    }

    fn heard(took_part: u32, yes: u32, no: u32) -> Heard {
        Heard { took_part, yes, no, ..Heard::default() }
    }

    #[test]
    fn each_method_counts_in_its_own_way() {
        use Method::{Consent, Majority, TwoThirds, Unanimity};
        let (adopted, votes) = (Outcome::Adopted, Outcome::Not(Why::Votes));
        for (method, yes, no, expected) in [
            (Majority, 3, 2, adopted),
            (Majority, 2, 2, votes),
            (Majority, 0, 0, votes),
            (TwoThirds, 4, 2, adopted),
            (TwoThirds, 3, 2, votes),
            (TwoThirds, 0, 0, votes),
            (Unanimity, 5, 0, adopted),
            (Unanimity, 6, 1, votes),
            (Unanimity, 0, 0, votes),
            (Consent, 0, 0, adopted),
        ] {
            assert_eq!(by(method).outcome(heard(6, yes, no), deadline()), expected, "{method:?} {yes}:{no}");
        }
    }

    #[test]
    fn half_of_seven_are_four_and_silence_counts_only_where_the_group_says_so() {
        let terms = by(Method::Consent);
        assert_eq!(terms.quorum(), 4);
        assert_eq!(terms.outcome(heard(3, 0, 0), deadline()), Outcome::Not(Why::Quorum));
        assert_eq!(terms.outcome(heard(4, 0, 0), deadline()), Outcome::Adopted);
        let silent = Terms { silence_is_consent: true, ..terms };
        assert_eq!(silent.outcome(heard(0, 0, 0), deadline()), Outcome::Adopted);
        let voted = Terms { silence_is_consent: true, ..by(Method::Majority) };
        assert_eq!(
            voted.outcome(heard(1, 1, 0), deadline()),
            Outcome::Not(Why::Quorum),
            "a vote needs votes"
        );
        assert_eq!(Terms { electors: 0, ..terms }.quorum(), 1);
    }

    #[test]
    fn one_vote_takes_nothing_from_anybody() {
        for method in [Method::TwoThirds, Method::Majority, Method::Unanimity] {
            let terms =
                Terms { quorum_percent: 1, least_yes: Subject::TakeBack.kind().least_yes, ..by(method) };
            assert_eq!(terms.outcome(heard(1, 1, 0), deadline()), Outcome::Not(Why::Votes));
            assert_eq!(terms.outcome(heard(2, 2, 0), deadline()), Outcome::Adopted);
            let gives = Terms { least_yes: Subject::Mandate.kind().least_yes, ..terms };
            assert_eq!(gives.outcome(heard(1, 1, 0), deadline()), Outcome::Adopted, "a mandate is given");
        }
    }

    #[test]
    fn where_nobody_has_been_here_for_long_enough_all_decide() {
        let (now, day) = (deadline(), TimeDelta::days(1));
        let members = [("Ana", now.minus(day)), ("Ben", now)];
        assert_eq!(who_takes_part(&members, TimeDelta::zero(), now), ["Ana", "Ben"]);
        assert_eq!(who_takes_part(&members, day, now), ["Ana"]);
        assert_eq!(who_takes_part(&members, TimeDelta::days(365), now), ["Ana", "Ben"]);
    }

    #[test]
    fn a_review_has_a_day() {
        let last_of_august = NaiveDate::from_ymd_opt(2026, 8, 31).unwrap();
        let review = Review::in_months(6).unwrap();
        assert_eq!(review.on(last_of_august), NaiveDate::from_ymd_opt(2027, 2, 28).unwrap());
        assert_eq!(Review::in_months(0), None);
    }

    prop_compose! {
        fn any_terms()(
            method in proptest::sample::select(Method::ALL),
            quorum_percent in 1_u32..=100,
            silence_is_consent in any::<bool>(),
            electors in 0_u32..40,
        ) -> Terms {
            Terms { method, quorum_percent, silence_is_consent, electors, least_yes: 1, deadline: deadline() }
        }
    }

    prop_compose! {
        fn anything_heard()(
            took_part in 0_u32..40, objections in 0_u32..3, yes in 0_u32..40, no in 0_u32..40, is_withdrawn in any::<bool>(),
        ) -> Heard {
            Heard { took_part, objections, yes, no, is_withdrawn }
        }
    }

    proptest! {
        #[test]
        fn consent_with_an_open_objection_never_passes(terms in any_terms(), heard in anything_heard(), late in 0_i64..90) {
            let terms = Terms { method: Method::Consent, ..terms };
            let heard = Heard { objections: heard.objections + 1, ..heard };
            let now = terms.deadline.plus(TimeDelta::days(late - 30));
            prop_assert_ne!(terms.outcome(heard, now), Outcome::Adopted);
        }

        #[test]
        fn nothing_is_decided_early_and_nothing_changes_later(
            terms in any_terms(), heard in anything_heard(), before in 1_i64..1_000_000, after in 0_i64..1_000_000,
        ) {
            let early = terms.outcome(heard, terms.deadline.minus(TimeDelta::seconds(before)));
            prop_assert!(early == Outcome::Open || heard.is_withdrawn);
            let at = terms.outcome(heard, terms.deadline);
            prop_assert_ne!(at, Outcome::Open);
            prop_assert_eq!(terms.outcome(heard, terms.deadline.plus(TimeDelta::seconds(after))), at);
        }

        #[test]
        fn no_vote_passes_against_a_majority_or_below_the_quorum(terms in any_terms(), heard in anything_heard()) {
            prop_assume!(terms.method != Method::Consent);
            if terms.outcome(heard, terms.deadline) == Outcome::Adopted {
                prop_assert!(heard.yes > heard.no && heard.took_part >= terms.quorum());
            }
        }

        #[test]
        fn whoever_says_yes_besides_never_prevents_it(terms in any_terms(), heard in anything_heard()) {
            let more = Heard { yes: heard.yes + 1, took_part: heard.took_part + 1, ..heard };
            if terms.outcome(heard, terms.deadline) == Outcome::Adopted {
                prop_assert_eq!(terms.outcome(more, terms.deadline), Outcome::Adopted);
            }
        }
    }
}
