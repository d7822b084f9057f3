//! What a group gives a member for a time: the mandate to facilitate. It ends by itself, and its holder cannot prolong it:
//! who comes next is the group's to decide. What nobody holds a member who knows the group may take until then, so that a
//! group can always act; whoever presses first has it, for some weeks, and the others are told. No names and no rows here.
//!
//! How the mandates of a group go together (who follows whom, when a role is open, what grace is) stands in [`Mandates`].

use chrono::TimeDelta;

use crate::domain::decision::who_takes_part;
use crate::domain::time::Instant;

mod together;

pub use together::{Held, Mandates};

/// From–to, and taken or given back early.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mandate {
    pub from: Instant,
    pub until: Instant,
    pub ended: Option<Instant>,
    /// Nobody has decided about it: it ends when the group does.
    pub is_interim: bool,
    /// The group has ended it.
    pub is_taken_back: bool,
    /// The group has said who follows: from then on it is handed over.
    pub is_followed: bool,
    /// A deputy's: it lets its holder act only while nobody holds another.
    pub is_deputy: bool,
}

/// How long a member leads without having been asked by the group.
const INTERIM: TimeDelta = TimeDelta::weeks(8);
/// So long before it ends its holder is asked.
const HOLDER_IS_ASKED: TimeDelta = TimeDelta::days(28);
/// So long before it ends the others are asked, too: the holder has had two weeks to answer.
const OTHERS_ARE_ASKED: TimeDelta = TimeDelta::days(14);
/// Whoever has been a member for so long knows the group, and is known there.
const TO_KNOW_EACH_OTHER: TimeDelta = TimeDelta::days(28);

/// So many have to know each other before they decide about mandates without those who have just come.
const ENOUGH: usize = 3;

/// Who decides about who leads, of `members` and since when each is one: those who know each other, and have been here for
/// as long as the group wants besides. Where they are not enough, because the group is young, all do whom it lets. So
/// whoever joins an open door with many names does not lead within the week.
pub fn who_decides<T: Copy>(members: &[(T, Instant)], at_least: TimeDelta, now: Instant) -> Vec<T> {
    let to_know = at_least.max(TO_KNOW_EACH_OTHER);
    let known: Vec<T> =
        members.iter().filter(|(_, since)| since.plus(to_know) <= now).map(|(member, _)| *member).collect();
    if known.len() < ENOUGH { who_takes_part(members, at_least, now) } else { known }
}

impl Mandate {
    /// One that begins now, and lasts as long as the group has agreed on.
    #[must_use]
    pub fn from_now(now: Instant, term: TimeDelta) -> Self {
        Self {
            from: now,
            until: now.plus(term),
            ended: None,
            is_interim: false,
            is_taken_back: false,
            is_followed: false,
            is_deputy: false,
        }
    }

    /// A deputy's that begins now.
    #[must_use]
    pub fn deputy(now: Instant, term: TimeDelta) -> Self {
        Self { is_deputy: true, ..Self::from_now(now, term) }
    }

    /// One that nobody has decided about: until the group does, and not for long.
    #[must_use]
    pub fn interim(now: Instant, term: TimeDelta) -> Self {
        Self { is_interim: true, ..Self::from_now(now, term.min(INTERIM)) }
    }

    /// When it ended, or will.
    #[must_use]
    pub fn end(&self) -> Instant {
        self.ended.map_or(self.until, |ended| ended.min(self.until))
    }

    /// Whether it holds at this instant.
    pub fn is_live(&self, now: Instant) -> bool {
        self.from <= now && now < self.end()
    }
}

/// How a member stands to the mandates of their group. More than one can be live.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leading {
    /// Until when anybody holds one; `None` when nobody does.
    pub led_until: Option<Instant>,
    /// Until when this member does.
    pub mine_until: Option<Instant>,
    /// Until when this member may do what facilitators do: by a mandate, or by one that has ended, in the group's grace.
    pub acts_until: Option<Instant>,
    /// Since when this member hands something over, or is handed it.
    pub hands_over_since: Option<Instant>,
    /// Whether this member's was the last of all to end, or will be.
    pub held_last: bool,
    /// Since when they are a member.
    pub since: Instant,
    /// Whether the group took their last one back.
    pub was_taken_back: bool,
    /// Since when whoever has been here longest is, of those from whom nothing was taken back; `None` when there is nobody else.
    pub first_since: Option<Instant>,
}

/// Why a member cannot take a mandate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Somebody holds it, and it is not about to end.
    #[error("the group is led")]
    Led,
    /// Others have been here for longer.
    #[error("a member too recently")]
    TooNew,
    /// The group has taken it back from this member.
    #[error("taken back")]
    TakenBack,
}

impl Leading {
    /// Whether the member may take what nobody holds.
    ///
    /// # Errors
    /// When somebody holds it, or others have been here for longer.
    pub fn may_take(&self, now: Instant) -> Result<(), Refusal> {
        if self.led_until.is_some() {
            return Err(Refusal::Led);
        }
        let Some(first_since) = self.first_since else {
            return Ok(());
        };
        if self.was_taken_back {
            return Err(Refusal::TakenBack);
        }
        let know_each_other = |since: Instant| since.plus(TO_KNOW_EACH_OTHER) <= now;
        if self.held_last || know_each_other(self.since) || !know_each_other(first_since) {
            return Ok(());
        }
        Err(Refusal::TooNew)
    }

    /// Whether it is time to ask this member who leads next: the holder first, then the others, unless somebody else holds
    /// it for longer.
    #[must_use]
    pub fn is_to_ask(&self, now: Instant) -> bool {
        let is_near = |until: Instant, ahead: TimeDelta| until.minus(ahead) <= now;
        match (self.mine_until, self.led_until) {
            (Some(mine), led) => is_near(mine, HOLDER_IS_ASKED) && led.is_none_or(|led| led <= mine),
            (None, Some(led)) => is_near(led, OTHERS_ARE_ASKED),
            (None, None) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::agreement::Rules;
    use crate::domain::ids::MembershipId;

    #[test]
    fn a_mandate_ends_by_itself_or_earlier() {
        let now = Instant::parse_rfc3339("2026-12-08T12:00:00Z").unwrap();
        let mandate = Mandate::from_now(now, TimeDelta::weeks(26));
        assert!(mandate.is_live(now));
        assert!(!mandate.is_live(now.minus(TimeDelta::seconds(1))));
        assert!(mandate.is_live(mandate.until.minus(TimeDelta::seconds(1))));
        assert!(!mandate.is_live(mandate.until));
        let given_back = Mandate { ended: Some(now.plus(TimeDelta::days(1))), ..mandate };
        assert!(given_back.is_live(now));
        assert!(!given_back.is_live(now.plus(TimeDelta::days(1))));
    }

    fn at(text: &str) -> Instant {
        Instant::parse_rfc3339(text).unwrap()
    }

    /// A member of two months, in a group of two years that nobody leads.
    fn somebody() -> Leading {
        Leading {
            led_until: None,
            mine_until: None,
            acts_until: None,
            hands_over_since: None,
            held_last: false,
            since: at("2026-10-01T12:00:00Z"),
            was_taken_back: false,
            first_since: Some(at("2024-12-01T12:00:00Z")),
        }
    }

    #[test]
    fn what_nobody_holds_is_for_those_who_know_the_group() {
        let now = at("2026-12-08T12:00:00Z");
        assert_eq!(somebody().may_take(now), Ok(()));
        let newcomer =
            Leading { since: now.minus(TimeDelta::days(28)).plus(TimeDelta::seconds(1)), ..somebody() };
        assert_eq!(newcomer.may_take(now), Err(Refusal::TooNew));
        assert_eq!(newcomer.may_take(now.plus(TimeDelta::seconds(1))), Ok(()), "four weeks");
        assert_eq!(Leading { held_last: true, ..newcomer }.may_take(now), Ok(()), "they had it last");
        assert_eq!(
            Leading { first_since: Some(newcomer.since), ..newcomer }.may_take(now),
            Ok(()),
            "all are new"
        );
    }

    #[test]
    fn what_somebody_holds_is_nobodys_to_take_and_before_it_ends_the_holder_is_asked_and_then_the_others() {
        let until = at("2026-12-31T12:00:00Z");
        let days_before = |days| until.minus(TimeDelta::days(days));
        let holder =
            Leading { led_until: Some(until), mine_until: Some(until), held_last: true, ..somebody() };
        let other = Leading { led_until: Some(until), ..somebody() };
        for days in [40, 28, 14, 1] {
            assert_eq!(holder.may_take(days_before(days)), Err(Refusal::Led), "the holder, too");
            assert_eq!(other.may_take(days_before(days)), Err(Refusal::Led));
        }
        assert!(!holder.is_to_ask(days_before(28).minus(TimeDelta::seconds(1))));
        assert!(holder.is_to_ask(days_before(28)));
        assert!(!other.is_to_ask(days_before(14).minus(TimeDelta::seconds(1))));
        assert!(other.is_to_ask(days_before(14)));
        let followed = Leading { led_until: Some(until.plus(TimeDelta::days(90))), ..holder };
        assert!(!followed.is_to_ask(days_before(7)), "somebody follows");
        assert!(!somebody().is_to_ask(until), "what is free is offered otherwise");
    }

    #[test]
    fn what_the_group_took_back_is_not_taken_again_while_anybody_else_is_there() {
        let now = at("2026-12-08T12:00:00Z");
        let she = Leading { was_taken_back: true, held_last: true, ..somebody() };
        assert_eq!(she.may_take(now), Err(Refusal::TakenBack));
        assert_eq!(Leading { first_since: None, ..she }.may_take(now), Ok(()), "nobody else is there");
    }

    #[test]
    fn what_a_member_takes_lasts_some_weeks_at_most() {
        let now = at("2026-12-08T12:00:00Z");
        let weeks = |weeks| now.plus(TimeDelta::weeks(weeks));
        assert_eq!(Mandate::interim(now, TimeDelta::weeks(26)).until, weeks(8));
        assert_eq!(Mandate::interim(now, TimeDelta::weeks(4)).until, weeks(4));
    }

    #[test]
    fn those_who_know_each_other_decide_who_leads_and_all_do_where_the_group_is_young() {
        let now = at("2026-12-08T12:00:00Z");
        let since = |days: i64| now.minus(TimeDelta::days(days));
        let (old, new) = ([("Ana", since(90)), ("Ben", since(40)), ("Cleo", since(28))], ("Dan", since(1)));
        let all = [&old[..], &[new]].concat();
        let none = TimeDelta::zero();
        assert_eq!(who_decides(&all, none, now), ["Ana", "Ben", "Cleo"]);
        assert_eq!(
            who_decides(&all, TimeDelta::days(40), now),
            ["Ana", "Ben"],
            "the group wants longer, and so it is"
        );
        assert_eq!(who_decides(&all[1..], none, now), ["Ben", "Cleo", "Dan"], "two are not enough");
        assert_eq!(who_decides(&all[1..], TimeDelta::days(2), now), ["Ben", "Cleo"]);
        assert_eq!(who_decides(&all, none, now.minus(TimeDelta::seconds(1))).len(), 4, "a second too early");
    }

    proptest::proptest! {
        /// Whoever comes and goes, and whatever is given, taken and taken back: while there are members, somebody leads or
        /// somebody may take it.
        #[test]
        fn a_group_with_members_can_always_act(
            joined in proptest::collection::vec(0_i64..1000, 1..8),
            mandates in proptest::collection::vec(
                (0_usize..8, 0_i64..1000, 1_i64..200, proptest::option::of(0_i64..1000), proptest::bool::ANY), 0..8),
            today in 1000_i64..1400,
        ) {
            let day = |days: i64| at("2026-12-08T12:00:00Z").plus(TimeDelta::days(days));
            let now = day(today);
            let id = |who: usize| MembershipId::from_random(who.to_be_bytes());
            let held = mandates.iter().map(|(who, from, term, ended, is_taken_back)| {
                let mandate = Mandate {
                    ended: ended.map(day),
                    is_taken_back: ended.is_some() && *is_taken_back,
                    ..Mandate::from_now(day(*from), TimeDelta::days(*term))
                };
                Held { by: id(who % joined.len()), mandate }
            });
            let given = Mandates::new(held.collect(), &Rules::default());
            let others = joined.iter().enumerate().filter(|(who, _)| !given.was_taken_back(id(*who)));
            let first_since = others.map(|(_, since)| day(*since)).min();
            let can_act = joined.iter().enumerate().any(|(who, since)| {
                let leading = Leading {
                    led_until: given.led_until(now),
                    mine_until: given.held_until(id(who), now),
                    acts_until: given.acts_until(id(who), now),
                    hands_over_since: given.hands_over_since(id(who), now),
                    held_last: given.last_holder() == Some(id(who)),
                    since: day(*since),
                    was_taken_back: given.was_taken_back(id(who)),
                    first_since,
                };
                leading.acts_until.is_some() || leading.may_take(now).is_ok()
            });
            proptest::prop_assert!(can_act);
        }
    }
}
