//! What the rota must keep, by hand, over a year, and for any group.

use std::collections::BTreeSet;

use chrono::{NaiveDate, TimeDelta};

use super::*;
use crate::domain::ids::{MembershipId, RoleId, SeriesId};
use crate::domain::series::MeetingKey;
use crate::domain::time::{Instant, Wall};

mod properties;
mod year;

const FACILITATING: RoleId = RoleId(1);
const BESIDE: RoleId = RoleId(2);
const SHADOWING: RoleId = RoleId(3);
const TEA: RoleId = RoleId(4);

fn member(number: i64) -> MembershipId {
    MembershipId(number)
}

/// Tuesdays.
fn week_number(number: i64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 12, 8).unwrap() + TimeDelta::weeks(number)
}

fn meeting(on: NaiveDate) -> MeetingKey {
    MeetingKey { series: SeriesId(1), original: Wall::from_naive(on.and_hms_opt(19, 0, 0).unwrap()) }
}

fn slot(number: i64, role: RoleId, fixed: Fixed) -> Slot {
    let on = week_number(number);
    Slot { meeting: meeting(on), on, role, fixed }
}

fn willing(number: i64, roles: &[RoleId]) -> Candidate {
    let day = NaiveDate::from_ymd_opt(2026, 6, 1).unwrap() + TimeDelta::days(number);
    let since = Wall::from_naive(day.and_hms_opt(20, 0, 0).unwrap());
    Candidate { member: member(number), since, willing: roles.iter().copied().collect() }
}

/// So many members, all willing to do everything, at so many meetings.
fn circle(members: i64, meetings: i64, roles: &[(RoleId, RoleKind)]) -> Ground {
    let ids: Vec<RoleId> = roles.iter().map(|(id, _)| *id).collect();
    Ground {
        roles: roles.iter().copied().collect(),
        slots: (0..meetings)
            .flat_map(|week| ids.iter().map(move |role| slot(week, *role, Fixed::No)))
            .collect(),
        candidates: (1..=members).map(|number| willing(number, &ids)).collect(),
        most_in_a_row: 2,
        ..Ground::default()
    }
}

const LEADING: [(RoleId, RoleKind); 3] = [
    (FACILITATING, RoleKind::Facilitating),
    (BESIDE, RoleKind::CoFacilitating),
    (SHADOWING, RoleKind::Shadowing),
];

fn of_role(ground: &Ground, role: RoleId) -> Vec<Option<MembershipId>> {
    ground.slots.iter().zip(ground.plan()).filter(|(slot, _)| slot.role == role).map(|(_, who)| who).collect()
}

#[test]
fn whoever_has_waited_longest_comes_first_and_then_it_goes_round() {
    let ground = circle(3, 6, &[(TEA, RoleKind::Tea)]);
    let all: Vec<_> = [1, 2, 3, 1, 2, 3].map(member).map(Some).into();
    assert_eq!(of_role(&ground, TEA), all);
    let mut ground = ground;
    let long_ago = Record { last_week: Some(week(week_number(-9))), run: 1, count: 4 };
    let lately = Record { last_week: Some(week(week_number(-1))), run: 1, count: 1 };
    ground.records =
        [((TEA, member(1)), lately), ((TEA, member(2)), long_ago), ((TEA, member(3)), lately)].into();
    assert_eq!(of_role(&ground, TEA)[0], Some(member(2)), "by the wait, not by the number of turns");
}

#[test]
fn who_cannot_come_is_willing_for_nothing_or_has_gone_is_never_proposed() {
    let mut ground = circle(3, 2, &[(TEA, RoleKind::Tea)]);
    ground.absent = [(meeting(week_number(0)), member(1))].into();
    ground.candidates[1].willing = BTreeSet::new();
    assert_eq!(of_role(&ground, TEA), [Some(member(3)), Some(member(1))]);
    ground.candidates.clear();
    assert_eq!(of_role(&ground, TEA), [None, None]);
}

#[test]
fn the_maximum_in_a_row_leaves_a_turn_open_rather_than_to_the_same_one() {
    let mut ground = circle(1, 6, &[(FACILITATING, RoleKind::Facilitating)]);
    let (one, nobody) = (Some(member(1)), None);
    assert_eq!(of_role(&ground, FACILITATING), [one, one, nobody, one, one, nobody]);
    // What was before counts, as long as no meeting passed in between.
    let record = Record { last_week: Some(week(week_number(-1))), run: 2, count: 2 };
    ground.records = [((FACILITATING, member(1)), record)].into();
    ground.before = [(FACILITATING, week_number(-1))].into();
    assert_eq!(of_role(&ground, FACILITATING), [nobody, one, one, nobody, one, one]);
    ground.before = [(FACILITATING, week_number(0) - TimeDelta::days(1))].into();
    assert_eq!(of_role(&ground, FACILITATING)[0], one);
    // What is confirmed afterwards counts, too.
    ground.slots[2].fixed = Fixed::Held(member(1));
    assert_eq!(of_role(&ground, FACILITATING)[..4], [one, nobody, one, one]);
    assert_eq!(ground.within_the_maximum(1, member(1)), Ok(()), "what is only proposed gives way");
    ground.slots[3].fixed = Fixed::Held(member(1));
    assert_eq!(ground.within_the_maximum(1, member(1)), Err(Refusal::TooMany));
    assert_eq!(ground.within_the_maximum(0, member(1)), Ok(()));
}

#[test]
fn what_is_confirmed_stands_when_the_rule_changes() {
    let mut ground = circle(2, 4, &[(FACILITATING, RoleKind::Facilitating)]);
    for slot in &mut ground.slots[..3] {
        slot.fixed = Fixed::Held(member(1));
    }
    ground.most_in_a_row = 1;
    assert_eq!(of_role(&ground, FACILITATING), [1, 1, 1, 2].map(|it| Some(member(it))));
}

#[test]
fn first_timers_see_it_done_before_and_have_somebody_experienced_beside_them() {
    let mut ground = circle(3, 4, &LEADING);
    let record = Record { last_week: Some(week(week_number(-1))), run: 1, count: 7 };
    ground.records = [((FACILITATING, member(1)), record)].into();
    let (leads, beside, learns) =
        (of_role(&ground, FACILITATING), of_role(&ground, BESIDE), of_role(&ground, SHADOWING));
    assert_eq!(leads[0], Some(member(1)), "nobody else has seen it done");
    assert_eq!([beside[0], learns[0]], [Some(member(2)), Some(member(3))]);
    assert_eq!([leads[1], beside[1]], [Some(member(2)), Some(member(1))], "with somebody experienced");
    assert_eq!(learns[2], None, "all have seen it");
    // Where nobody is experienced, somebody begins.
    assert_eq!(of_role(&circle(2, 1, &LEADING), FACILITATING), [Some(member(1))]);
}

#[test]
fn a_turn_that_is_free_is_never_with_nobody() {
    let at = |text: &str| Instant::parse_rfc3339(text).unwrap();
    let (since, starts) = (at("2026-12-01T10:00:00Z"), at("2026-12-08T17:00:00Z"));
    let asked = |now: &str| gap(TurnState::Asked, since, starts, at(now)).unwrap();
    assert_eq!(asked("2026-12-01T10:00:00Z"), Gap::Asked(at("2026-12-03T10:00:00Z")));
    assert_eq!(asked("2026-12-03T10:00:00Z"), Gap::All);
    assert_eq!(asked("2026-12-07T17:00:00Z"), Gap::Last);
    // An hour before, one is asked for half of it, and then all and the co-facilitator at once.
    let since = at("2026-12-08T16:00:00Z");
    let asked = |now: &str| gap(TurnState::Asked, since, starts, at(now)).unwrap();
    assert_eq!(asked("2026-12-08T16:29:59Z"), Gap::Asked(at("2026-12-08T16:30:00Z")));
    assert_eq!(asked("2026-12-08T16:30:00Z"), Gap::Last);
    assert_eq!(gap(TurnState::Open, since, starts, since), Some(Gap::Last));
    assert_eq!(gap(TurnState::Confirmed, since, starts, since), None);
}

#[test]
fn a_record_keeps_the_week_the_run_and_the_number_and_nothing_else() {
    let day = week_number;
    let first = Record::default().and(day(0), None);
    assert_eq!(first, Record { last_week: Some(week(day(0))), run: 1, count: 1 });
    assert_eq!(week(day(0)).to_string(), "2026-12-07");
    let second = first.and(day(1), Some(day(0)));
    assert_eq!((second.run, second.count), (2, 2));
    assert_eq!(second.and(day(4), Some(day(3))).run, 1, "others were in between");
}

#[test]
fn every_code_of_a_role_leads_back_and_only_leading_is_not_small() {
    use crate::domain::coded::Coded as _;
    let leading: Vec<_> = RoleKind::ALL.iter().filter(|kind| !kind.is_small()).collect();
    assert_eq!(leading, [&RoleKind::Facilitating, &RoleKind::CoFacilitating]);
    assert!(RoleKind::ALL.windows(2).all(|two| two[0] < two[1]), "they are filled in this order");
}
