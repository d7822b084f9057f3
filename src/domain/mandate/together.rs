//! The mandates of one group together. The role is *open* while nobody holds a live one, from the very day the last has
//! ended. *Grace* is how long after that day whoever held it last may still act, as long as nobody follows. *Overlap* is
//! how long two hold it at a hand-over: the successor from the moment of the decision, the one before them at most so long
//! after it. The hand-over of every mandate is thus the last stretch of it, as long as the overlap. A *deputy* may act while
//! the role is open, or all who hold it need a break; not while anybody holds it who is there.
//!
//! What was decided is applied here and nowhere else: to what is read before it is written down, and to what is written.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;

use super::{HOLDER_IS_ASKED, Mandate};
use crate::domain::agreement::Rules;
use crate::domain::ids::MembershipId;
use crate::domain::time::Instant;

/// A mandate, and whose it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    pub by: MembershipId,
    pub mandate: Mandate,
}

/// All that a group has given, live or not, by its rules.
#[derive(Debug, Clone)]
pub struct Mandates {
    all: Vec<Held>,
    overlap: TimeDelta,
    grace: TimeDelta,
    /// Those who need a break: what they hold they go on holding.
    away: BTreeSet<MembershipId>,
}

impl Mandates {
    /// These, in a group with these rules.
    #[must_use]
    pub fn new(all: Vec<Held>, rules: &Rules) -> Self {
        Self { all, overlap: rules.overlap(), grace: rules.grace(), away: BTreeSet::new() }
    }

    /// The same, while these need a break.
    #[must_use]
    pub fn without(self, away: BTreeSet<MembershipId>) -> Self {
        Self { away, ..self }
    }

    /// In the order in which they came, and then as they were decided.
    #[must_use]
    pub fn all(&self) -> &[Held] {
        &self.all
    }

    /// The same, by other rules.
    #[must_use]
    pub fn by(self, rules: &Rules) -> Self {
        Self { overlap: rules.overlap(), grace: rules.grace(), ..self }
    }

    /// The group gives one to a member. What somebody took until the group decides ends. Whoever's ends first, of those
    /// that end soon and that nobody follows yet, is followed: theirs ends after the overlap, unless it ends before.
    pub fn give(&mut self, to: MembershipId, at: Instant, term: TimeDelta) {
        for held in self.all.iter_mut().filter(|it| it.mandate.is_interim && it.mandate.is_live(at)) {
            held.mandate.ended = Some(at);
        }
        let overlap = self.overlap;
        let ends_soon = |it: &Mandate| {
            !it.is_deputy && it.is_live(at) && !it.is_followed && it.end().minus(HOLDER_IS_ASKED) <= at
        };
        let soon = self.all.iter_mut().filter(|it| ends_soon(&it.mandate));
        if let Some(before) = soon.min_by_key(|it| (it.by != to, it.mandate.end())) {
            before.mandate.is_followed = true;
            before.mandate.until = before.mandate.until.min(at.plus(overlap));
        }
        self.all.push(Held { by: to, mandate: Mandate::from_now(at, term) });
    }

    /// The group names a deputy.
    pub fn name_deputy(&mut self, who: MembershipId, at: Instant, term: TimeDelta) {
        self.all.push(Held { by: who, mandate: Mandate::deputy(at, term) });
    }

    /// From `at` on mandates last so long: those that are held go round with the others. None gets longer.
    pub fn shorten(&mut self, at: Instant, term: TimeDelta) {
        for held in self.all.iter_mut().filter(|it| it.mandate.is_live(at)) {
            held.mandate.until = held.mandate.until.min(at.plus(term));
        }
    }

    /// The group takes back whatever a member holds.
    pub fn take_back(&mut self, from: MembershipId, at: Instant) {
        for held in self.all.iter_mut().filter(|it| it.by == from && it.mandate.is_live(at)) {
            (held.mandate.ended, held.mandate.is_taken_back) = (Some(at), true);
        }
    }

    /// Those that make the role not open.
    fn live(&self, now: Instant) -> impl Iterator<Item = &Held> {
        self.all.iter().filter(move |it| it.mandate.is_live(now) && !it.mandate.is_deputy)
    }

    /// Who is a deputy now, each until when.
    #[must_use]
    pub fn deputies(&self, now: Instant) -> BTreeMap<MembershipId, Instant> {
        latest(self.all.iter().filter(|it| it.mandate.is_live(now) && it.mandate.is_deputy))
    }

    /// Until when anybody holds one; `None` while the role is open.
    #[must_use]
    pub fn led_until(&self, now: Instant) -> Option<Instant> {
        self.live(now).map(|it| it.mandate.end()).max()
    }

    /// Until when this member does.
    #[must_use]
    pub fn held_until(&self, by: MembershipId, now: Instant) -> Option<Instant> {
        self.live(now).filter(|it| it.by == by).map(|it| it.mandate.end()).max()
    }

    /// Until when this member may do what facilitators do, by what is known now.
    #[must_use]
    pub fn acts_until(&self, who: MembershipId, now: Instant) -> Option<Instant> {
        let nobody_is_there = || self.live(now).all(|it| self.away.contains(&it.by));
        let as_deputy = || self.deputies(now).remove(&who).filter(|_| nobody_is_there());
        self.held_until(who, now).or_else(|| self.grace_until(who, now)).max(as_deputy())
    }

    /// Until when this member may act although their mandate has ended: it was the last, it ended by itself, and nobody
    /// holds one.
    #[must_use]
    pub fn grace_until(&self, who: MembershipId, now: Instant) -> Option<Instant> {
        let last = self.last().filter(|it| it.by == who && it.mandate.ended.is_none())?;
        let until = last.mandate.until.plus(self.grace);
        (self.led_until(now).is_none() && last.mandate.until <= now && now < until).then_some(until)
    }

    fn last(&self) -> Option<&Held> {
        self.all.iter().filter(|it| !it.mandate.is_deputy).max_by_key(|it| it.mandate.end())
    }

    /// Who holds one now, each until when.
    #[must_use]
    pub fn holders(&self, now: Instant) -> BTreeMap<MembershipId, Instant> {
        latest(self.live(now))
    }

    /// Whether the last of a member's mandates was taken back.
    #[must_use]
    pub fn was_taken_back(&self, from: MembershipId) -> bool {
        let theirs = self.all.iter().filter(|it| it.by == from);
        theirs.max_by_key(|it| it.mandate.from).is_some_and(|it| it.mandate.is_taken_back)
    }

    /// Whose was the last to end, or will be.
    #[must_use]
    pub fn last_holder(&self) -> Option<MembershipId> {
        self.last().map(|it| it.by)
    }

    /// Since when this member hands over or is handed over to: whoever's mandate is in its last stretch, and whoever
    /// follows them since then.
    #[must_use]
    pub fn hands_over_since(&self, who: MembershipId, now: Instant) -> Option<Instant> {
        let begins = |it: &Held| it.mandate.end().minus(self.overlap);
        let ending = || self.live(now).filter(|it| begins(it) <= now);
        let mine = ending().filter(|it| it.by == who && self.held_until(who, now) == Some(it.mandate.end()));
        let follows = |it: &&Held| {
            let since_then = |own: &Held| own.by == who && own.mandate.from >= begins(it);
            it.by != who && it.mandate.is_followed && self.live(now).any(since_then)
        };
        mine.chain(ending().filter(follows)).map(begins).max()
    }
}

/// Each holder with the latest end.
fn latest<'a>(of: impl Iterator<Item = &'a Held>) -> BTreeMap<MembershipId, Instant> {
    let mut until: BTreeMap<MembershipId, Instant> = BTreeMap::new();
    for held in of {
        let end = held.mandate.end();
        until.entry(held.by).and_modify(|known| *known = end.max(*known)).or_insert(end);
    }
    until
}

#[cfg(test)]
mod tests;
