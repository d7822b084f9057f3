//! What is said beside a meeting that one cannot come to: where to go instead.

use std::collections::BTreeMap;

use super::Instead;
use super::gathered::{Gathered, Hit};
use crate::domain::group::Openness;
use crate::domain::ids::SeriesId;
use crate::domain::series::{Meeting, Status};
use crate::store::listing::{Card, Listed};

/// Ways on that are shown.
const WAYS: usize = 2;

/// For a meeting that is cancelled: the next dates of its series that take place; if there is none, the next of other groups
/// of the same field and place.
pub(super) fn instead<'a>(all: &'a Gathered, hit: &Hit<'a>) -> Vec<Hit<'a>> {
    if hit.meeting.status != Status::Cancelled {
        return Vec::new();
    }
    let own: Vec<Hit<'a>> = later(all, hit).take(WAYS).collect();
    if !own.is_empty() {
        return own;
    }
    let fields = all.fields_of(hit.of);
    let is_like = |other: &Listed| {
        let theirs = all.fields_of(other);
        let is_of_field = theirs.iter().any(|field| fields.contains(field));
        other.group != hit.of.group
            && other.place == hit.of.place
            && (is_of_field || (fields.is_empty() && theirs.is_empty()))
    };
    let mut others: Vec<Hit<'a>> = all
        .listed
        .iter()
        .enumerate()
        .filter(|(_, other)| is_like(other))
        .filter_map(|(number, _)| all.dates(number).find(|it| it.meeting.status.takes_place()))
        .collect();
    others.sort_by_key(|it| (it.meeting.starts, &it.of.slug, it.of.series));
    others.truncate(WAYS);
    others
}

/// For a meeting that is closed: the next of its series that is open.
pub(super) fn next_open(all: &Gathered, hit: &Hit<'_>) -> Option<Meeting> {
    let openness = |it: &Hit<'_>| it.of.manner.on(it.meeting.original, &it.of.changes).1;
    if openness(hit) == Openness::Open || !hit.meeting.status.takes_place() {
        return None;
    }
    later(all, hit).find(|it| openness(it) == Openness::Open).map(|it| *it.meeting)
}

fn later<'a>(all: &'a Gathered, hit: &Hit<'a>) -> impl Iterator<Item = Hit<'a>> {
    let starts = hit.meeting.starts;
    all.dates(hit.number).filter(move |it| it.meeting.starts > starts && it.meeting.status.takes_place())
}

/// As it is shown beside a meeting of `of`.
pub(super) fn shown(cards: &BTreeMap<SeriesId, Card>, of: &Listed, hit: &Hit<'_>) -> Option<Instead> {
    let card = cards.get(&hit.of.series)?;
    let is_other = hit.of.group != of.group;
    Some(Instead {
        slug: card.slug.clone(),
        name: if is_other { card.name.clone() } else { String::new() },
        key: hit.key(),
        meeting: *hit.meeting,
        zone: hit.of.schedule.zone,
    })
}
