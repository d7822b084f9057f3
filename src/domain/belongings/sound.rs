//! Whether what stands in a file fits together, and could have been said by a group until now.

use std::collections::BTreeSet;

use chrono::{Datelike as _, NaiveDate, TimeDelta};

use super::{Belongings, Decision, Series};
use crate::domain::decision::{Review, Stored, Subject};
use crate::domain::experience;
use crate::domain::time::Instant;

/// No list of a group is longer: a page may show all of it.
const MOST: usize = 10_000;
/// So many have taken part in all decisions together; each time is a row.
const MOST_VOICES: u64 = 50_000;
/// As short as a meeting can be, and as long, in minutes.
const MINUTES: std::ops::RangeInclusive<u16> = 1..=1440;
/// So many places a meeting can have.
const PLACES: std::ops::RangeInclusive<u16> = 1..=10_000;
/// The clock of the other installation may go ahead of ours by so much.
const AHEAD: TimeDelta = TimeDelta::minutes(5);

impl Belongings {
    /// Whether all of it can be true of one group at `now`.
    #[must_use]
    pub fn is_sound(&self, now: Instant) -> bool {
        let now = now.plus(AHEAD);
        // Days are those of some zone, which is at most a day ahead.
        let tomorrow = now.plus(TimeDelta::days(1)).naive_utc().date();
        let said_by = |day: NaiveDate| is_a_day(day) && day <= tomorrow;
        self.made_at <= now
            && self.says.since <= now
            && self.says.last_confirmed_on.is_none_or(said_by)
            && self.are_few()
            && self.agree()
            && self.series.iter().enumerate().all(|(at, it)| self.holds(at, it))
            && self.series.iter().all(|it| it.since <= now && it.tallies.iter().all(|it| said_by(it.day)))
            && self.notes.iter().all(|it| said_by(it.month))
            && self
                .pauses
                .iter()
                .all(|it| it.from <= it.to && is_a_day(it.from) && is_a_day(it.to) && it.since <= now)
            && self.roles.iter().all(|it| it.at.iter().all(|at| *at < self.series.len()))
            && are_different(self.roles.iter().map(|it| (it.kind, &it.name)))
            && self.decisions.iter().all(|it| is_decided(it, now))
            && self.log.iter().all(|it| it.kind.is_the_groups() && it.at <= now)
    }

    fn are_few(&self) -> bool {
        let lists = [
            self.series.len(),
            self.pauses.len(),
            self.roles.len(),
            self.plans.len(),
            self.handover.len(),
            self.decisions.len(),
            self.versions.len(),
            self.log.len(),
        ];
        let voices = self.decisions.iter().map(|it| u64::from(it.took_part.max(it.objections)));
        lists.iter().all(|many| *many <= MOST)
            && self.notes.len() <= experience::MOST
            && voices.sum::<u64>() <= MOST_VOICES
    }

    /// The rules, and the versions one after the other.
    fn agree(&self) -> bool {
        let follow = self.versions.iter().zip(2..).all(|(it, number)| {
            it.number == number
                && it.since <= self.made_at
                && is_a_day(it.review_on)
                && it.decision.is_none_or(|at| at < self.decisions.len())
        });
        follow
            && self.rules.iter().all(|it| {
                it.rule.allows(it.value) && it.since <= self.made_at && it.review_on.is_none_or(is_a_day)
            })
            && are_different(self.rules.iter().map(|it| it.rule))
    }

    fn holds(&self, at: usize, it: &Series) -> bool {
        let lasts = |minutes: &u16| MINUTES.contains(minutes);
        lasts(&it.says.minutes)
            && it.says.places.is_none_or(|places| PLACES.contains(&places))
            && it.follows.is_none_or(|before| before != at && before < self.series.len())
            && it.dates.len() <= MOST
            && it.tallies.iter().all(|it| it.counted().is_some())
    }
}

fn are_different<T: Ord>(mut all: impl Iterator<Item = T>) -> bool {
    let mut seen = BTreeSet::new();
    all.all(|it| seen.insert(it))
}

/// Whether it lies in the years in which groups meet: as what is typed in a form.
fn is_a_day(day: NaiveDate) -> bool {
    (1900..=9998).contains(&day.year())
}

/// Whether it is over, is not about a person, and its numbers fit each other.
fn is_decided(it: &Decision, now: Instant) -> bool {
    // Withdrawn before its time, which is at most some weeks.
    let is_soon = it.deadline <= now.plus(TimeDelta::days(365));
    let is_over = it.deadline <= now || (is_soon && it.withdrawn_at.is_some_and(|at| at <= now));
    let has_rule = match (it.what, it.rule, it.value) {
        (Subject::Rule, Some(rule), Some(value)) => rule.allows(value),
        (what, None, None) => what != Subject::Rule,
        _ => false,
    };
    // What is said there is what would be stored, to the letter.
    let stored = Stored { detail: it.detail.clone(), ..it.what.into() };
    let has_detail = it.detail.is_none()
        || (Decision::tells(it.what) && stored.change().is_some_and(|it| Stored::from(&it) == stored));
    let voted = it.votes.map_or(0, |votes| votes.yes.saturating_add(votes.no).saturating_add(votes.abstain));
    is_over
        && has_rule
        && has_detail
        && !it.what.kind().is_about_a_person
        && Review::in_months(it.review_months).is_some()
        && it.quorum_percent <= 100
        && it.took_part.max(voted) <= it.electors
        // An objection stays, round after round, until it is taken back.
        && it.objections <= it.electors.saturating_mul(it.round)
        && (1..=1000).contains(&it.round)
        && it.opened_at <= now
}
