//! Stepping back for a time: a member stays one, reads everything, and has no turn and no mandate to use. One chooses it, or,
//! where violence, threats or outing are reported, two who hold mandates and are not involved order it at once. It ends by
//! itself, always on a day that is known when it begins. Reasons are not known here or anywhere.

use chrono::TimeDelta;

use super::ids::MembershipId;
use super::time::Instant;

/// For how many weeks one can step back oneself; afterwards one can again.
pub const WEEKS: [u32; 4] = [1, 2, 4, 8];
/// So long what two have ordered lasts: until then the group has been asked, or it is over.
const ORDERED: TimeDelta = TimeDelta::days(7);
/// So long an order waits for the second word. What is urgent is confirmed soon, and what is not does not hang over anybody.
const WAITS: TimeDelta = TimeDelta::days(2);

/// One that holds, or waits for the second word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StepBack {
    /// `None` as long as a second mandate holder has not confirmed it.
    pub from: Option<Instant>,
    pub until: Instant,
    /// By others, and not by the member.
    pub is_ordered: bool,
}

/// Who orders it, about whom, and who has reported what happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    /// Who said it first; gone, when they have left.
    pub by: Option<MembershipId>,
    pub about: MembershipId,
    pub reporter: Option<MembershipId>,
}

/// Why a mandate holder cannot order or confirm it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It is about them, or they have reported it.
    #[error("involved")]
    Involved,
    /// They said the first word; another has to say the second.
    #[error("the second word is another's")]
    NotAlone,
    /// It is ordered already.
    #[error("ordered already")]
    Already,
    /// Nobody else who holds a mandate could say the second word.
    #[error("nobody for the second word")]
    NoSecond,
}

impl StepBack {
    /// A member's own, for some of [`WEEKS`].
    #[must_use]
    pub fn own(weeks: u32, now: Instant) -> Option<Self> {
        let until = now.plus(TimeDelta::weeks(weeks.into()));
        WEEKS.contains(&weeks).then_some(Self { from: Some(now), until, is_ordered: false })
    }

    /// What one mandate holder has ordered, and another has to confirm.
    #[must_use]
    pub fn ordered(now: Instant) -> Self {
        Self { from: None, until: now.plus(WAITS), is_ordered: true }
    }

    /// The second word was said.
    #[must_use]
    pub fn confirmed(self, now: Instant) -> Self {
        Self { from: Some(now), until: now.plus(ORDERED), ..self }
    }

    /// Whether it holds at this instant.
    #[must_use]
    pub fn is_live(&self, now: Instant) -> bool {
        self.from.is_some_and(|from| from <= now) && now < self.until
    }

    /// Whether it waits for the second word.
    #[must_use]
    pub fn waits(&self, now: Instant) -> bool {
        self.from.is_none() && now < self.until
    }

    /// Until when it holds when the group is asked meanwhile: until it has decided, and once only, so that asking again and
    /// again does not make it last.
    #[must_use]
    pub fn while_the_group_decides(self, deadline: Instant, now: Instant) -> Self {
        let is_first = self.from.is_some_and(|from| self.until == from.plus(ORDERED));
        if self.is_ordered && self.is_live(now) && is_first {
            Self { until: deadline.max(self.until), ..self }
        } else {
            self
        }
    }
}

/// Whether a mandate holder can say the first word; `seconds` are those who could say the second.
///
/// # Errors
/// When they are involved, or nobody could confirm it.
pub fn may_order(order: Order, seconds: &[MembershipId]) -> Result<(), Refusal> {
    let is_involved = |who| who == order.about || Some(who) == order.reporter;
    if order.by.is_none_or(is_involved) {
        return Err(Refusal::Involved);
    }
    let another = seconds.iter().any(|second| Some(*second) != order.by && !is_involved(*second));
    if another { Ok(()) } else { Err(Refusal::NoSecond) }
}

/// Whether a mandate holder can say the second word.
///
/// # Errors
/// When they are involved, or have said the first.
pub fn may_confirm(order: Order, me: MembershipId) -> Result<(), Refusal> {
    if me == order.about || Some(me) == order.reporter {
        return Err(Refusal::Involved);
    }
    // Whoever said the first word and has left cannot be told from the one who looks.
    if order.by.is_none_or(|by| by == me) { Err(Refusal::NotAlone) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn now() -> Instant {
        Instant::parse_rfc3339("2026-12-14T17:00:00Z").unwrap()
    }

    fn days(days: i64) -> Instant {
        now().plus(TimeDelta::days(days))
    }

    #[test]
    fn it_holds_for_its_time_and_ends_by_itself() {
        let own = StepBack::own(2, now()).unwrap();
        assert!(own.is_live(now()) && own.is_live(days(13)) && !own.is_live(days(14)));
        assert_eq!(StepBack::own(52, now()), None);
        let order = StepBack::ordered(now());
        assert!(!order.is_live(now()) && order.waits(now()) && !order.waits(days(2)), "one word is none");
        let order = order.confirmed(now());
        assert!(order.is_live(days(6)) && !order.is_live(days(7)));
    }

    #[test]
    fn once_the_group_is_asked_it_holds_until_the_answer_and_not_again() {
        let order = StepBack::ordered(now()).confirmed(now());
        let asked = order.while_the_group_decides(days(10), days(3));
        assert!(asked.is_live(days(9)) && !asked.is_live(days(10)));
        assert_eq!(
            asked.while_the_group_decides(days(17), days(9)),
            asked,
            "asking twice does not prolong it"
        );
        assert_eq!(order.while_the_group_decides(days(17), days(7)), order, "what is over stays over");
        let own = StepBack::own(1, now()).unwrap();
        assert_eq!(own.while_the_group_decides(days(20), days(1)), own);
    }

    prop_compose! {
        fn somebody()(number in 0_u8..5) -> MembershipId {
            MembershipId::from_random([number; 8])
        }
    }

    proptest! {
        /// Whoever says what: an order holds only by the word of two who are neither the one reported nor the one who reports.
        #[test]
        fn two_who_are_not_involved_order_it_and_nobody_else(
            by in somebody(), second in somebody(), about in somebody(),
            reporter in proptest::option::of(somebody()), holders in proptest::collection::vec(somebody(), 0..5),
        ) {
            let order = Order { by: Some(by), about, reporter };
            let is_ordered = may_order(order, &holders).is_ok() && may_confirm(order, second).is_ok();
            if is_ordered {
                prop_assert!(by != second);
                for who in [by, second] {
                    prop_assert!(who != about && Some(who) != reporter);
                }
            }
        }

        #[test]
        fn no_order_outlives_a_week_but_for_one_decision(
            asked in proptest::collection::vec((0_i64..40, 0_i64..40), 0..6),
        ) {
            let order = StepBack::ordered(now()).confirmed(now());
            let longest = asked.iter().fold(order, |it, (at, deadline)| it.while_the_group_decides(days(*deadline), days(*at)));
            let most = asked.iter().filter(|(at, _)| *at < 7).map(|(_, deadline)| *deadline).max().unwrap_or(7).max(7);
            prop_assert!(longest.until <= days(most));
        }
    }
}
