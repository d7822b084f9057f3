//! What a group gives a member for a time: the mandate to facilitate. It ends by itself, and can be taken on again, or by
//! somebody else, shortly before; what nobody holds is for those who know the group. Until groups decide that together,
//! whoever presses first has it, and the others are told. No names and no rows here.

use chrono::TimeDelta;

use crate::domain::time::Instant;

/// From–to, and taken or given back early.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mandate {
    pub from: Instant,
    pub until: Instant,
    pub ended: Option<Instant>,
}

/// So long before it ends its holder is asked.
const HOLDER_IS_ASKED: TimeDelta = TimeDelta::days(28);
/// So long before it ends the others are asked, too: the holder has had two weeks to answer.
const OTHERS_ARE_ASKED: TimeDelta = TimeDelta::days(14);
/// Whoever has been a member for so long knows the group, and is known there.
const TO_KNOW_EACH_OTHER: TimeDelta = TimeDelta::days(28);

impl Mandate {
    /// One that begins now, and lasts as long as the group has agreed on.
    #[must_use]
    pub fn from_now(now: Instant, term: TimeDelta) -> Self {
        Self { from: now, until: now.plus(term), ended: None }
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
    /// Whether this member's was the last of all to end, or will be.
    pub held_last: bool,
    /// Since when they are a member.
    pub since: Instant,
    /// Since when whoever has been here longest is.
    pub first_since: Instant,
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
}

impl Leading {
    /// Whether the member may take a mandate now.
    ///
    /// # Errors
    /// When it is not free and not about to end, or others have been here for longer.
    pub fn may_take(&self, now: Instant) -> Result<(), Refusal> {
        if self.mine_until.is_some_and(|until| until.minus(HOLDER_IS_ASKED) <= now) {
            return Ok(());
        }
        if self.led_until.is_some_and(|until| now < until.minus(OTHERS_ARE_ASKED)) {
            return Err(Refusal::Led);
        }
        let know_each_other = |since: Instant| since.plus(TO_KNOW_EACH_OTHER) <= now;
        if self.held_last || know_each_other(self.since) || !know_each_other(self.first_since) {
            return Ok(());
        }
        Err(Refusal::TooNew)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            held_last: false,
            since: at("2026-10-01T12:00:00Z"),
            first_since: at("2024-12-01T12:00:00Z"),
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
        assert_eq!(Leading { first_since: newcomer.since, ..newcomer }.may_take(now), Ok(()), "all are new");
    }

    #[test]
    fn before_it_ends_the_holder_is_asked_and_then_the_others() {
        let until = at("2026-12-31T12:00:00Z");
        let days_before = |days| until.minus(TimeDelta::days(days));
        let holder =
            Leading { led_until: Some(until), mine_until: Some(until), held_last: true, ..somebody() };
        let other = Leading { led_until: Some(until), ..somebody() };
        assert_eq!(holder.may_take(days_before(28).minus(TimeDelta::seconds(1))), Err(Refusal::Led));
        assert_eq!(holder.may_take(days_before(28)), Ok(()));
        assert_eq!(other.may_take(days_before(14).minus(TimeDelta::seconds(1))), Err(Refusal::Led));
        assert_eq!(other.may_take(days_before(14)), Ok(()));
        let newcomer = Leading { since: days_before(20), ..other };
        assert_eq!(newcomer.may_take(days_before(14)), Err(Refusal::TooNew));
        let longer = Leading { led_until: Some(until.plus(TimeDelta::days(90))), ..holder };
        assert_eq!(longer.may_take(days_before(28)), Ok(()), "theirs ends, though another's goes on");
    }
}
