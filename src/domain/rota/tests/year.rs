//! A year of Tuesdays: nine members who would all lead, of whom two are often away and one goes after half a year. The
//! facilitators accept what the rota proposes, two weeks ahead; whoever then cannot come hands the turn back, and the next
//! in line has it.
//!
//! What is measured: the turns of facilitating that took place, of the six who were there all along. The difference
//! between who had most and who had fewest of them is at most two. The seventh to ninth only have to have had one.

use std::collections::BTreeMap;

use super::*;

const WEEKS: i64 = 52;
const OFTEN_AWAY: [i64; 2] = [8, 9];
const LEAVES: i64 = 7;
const LEAVES_IN: i64 = 26;

/// Chance that is the same each time (xorshift).
struct Chance(u64);

impl Chance {
    fn one_of(&mut self, many: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % many
    }
}

/// So many meetings are looked at, as the service does.
const AHEAD: i64 = 8;

/// Who facilitated, week by week.
fn a_year(seed: u64, most_in_a_row: u32) -> Vec<Option<MembershipId>> {
    let mut chance = Chance(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let mut ground = circle(9, AHEAD, &LEADING);
    ground.most_in_a_row = most_in_a_row;
    let mut led = Vec::new();
    for week in 0..WEEKS {
        if week == LEAVES_IN {
            ground.candidates.retain(|it| it.member != member(LEAVES));
            for slot in ground.slots.iter_mut().filter(|slot| slot.fixed == Fixed::Held(member(LEAVES))) {
                slot.fixed = Fixed::No;
            }
        }
        // Some know a while before that they will be away.
        for away in OFTEN_AWAY.map(member) {
            if chance.one_of(3) == 0 {
                ground.absent.insert((meeting(week_number(week + 3)), away));
            }
        }
        let plan = ground.plan();
        for (slot, who) in ground.slots.iter_mut().zip(plan) {
            if slot.on <= week_number(week + 2) && slot.fixed == Fixed::No {
                slot.fixed = who.map_or(Fixed::No, Fixed::Held);
            }
        }
        // Some learn of it that very week.
        let now = meeting(week_number(week));
        let cannot = OFTEN_AWAY.map(member).into_iter().filter(|_| chance.one_of(3) == 0).map(|it| (now, it));
        ground.absent.extend(cannot);
        hand_back(&mut ground, week);
        led.push(ground.slots.first().and_then(|slot| held(slot.fixed)));
        is_over(&mut ground, week);
    }
    led
}

/// Whoever has a turn this week and cannot come; then the next in line has it.
fn hand_back(ground: &mut Ground, week: i64) {
    let absent = ground.absent.clone();
    for slot in ground.slots.iter_mut().filter(|slot| slot.on == week_number(week)) {
        if held(slot.fixed).is_some_and(|by| absent.contains(&(slot.meeting, by))) {
            slot.fixed = Fixed::No;
        }
    }
    let plan = ground.plan();
    for (slot, who) in ground.slots.iter_mut().zip(plan).filter(|(slot, _)| slot.on == week_number(week)) {
        slot.fixed = who.map_or(Fixed::Open, Fixed::Held);
    }
}

/// The meeting was: of its turns the records are left, and the next date comes into sight.
fn is_over(ground: &mut Ground, week: i64) {
    let on = week_number(week);
    for slot in ground.slots.iter().filter(|slot| slot.on == on) {
        if let Some(by) = held(slot.fixed) {
            let before = ground.before.get(&slot.role).copied();
            let others = ground.records.iter_mut().filter(|((role, it), _)| *role == slot.role && *it != by);
            others.for_each(|(_, record)| record.run = 0);
            let record = ground.records.entry((slot.role, by)).or_default();
            *record = record.and(on, before);
        }
    }
    ground.before = LEADING.iter().map(|(role, _)| (*role, on)).collect();
    ground.slots.retain(|slot| slot.on > on);
    ground.slots.extend(LEADING.iter().map(|(role, _)| slot(week + AHEAD, *role, Fixed::No)));
}

fn held(fixed: Fixed) -> Option<MembershipId> {
    match fixed {
        Fixed::Held(by) => Some(by),
        Fixed::No | Fixed::Open => None,
    }
}

fn longest_run(turns: &[Option<MembershipId>]) -> u32 {
    let runs = turns.chunk_by(|one, next| one == next).filter(|run| run[0].is_some());
    u32::try_from(runs.map(<[_]>::len).max().unwrap_or_default()).unwrap()
}

#[test]
fn over_a_year_leading_goes_round() {
    for (seed, most) in (1..=40).flat_map(|seed| [1, 2, 3].map(|most| (seed, most))) {
        let turns = a_year(seed, most);
        let mut counts: BTreeMap<MembershipId, u32> = BTreeMap::new();
        for who in turns.iter().flatten() {
            *counts.entry(*who).or_default() += 1;
        }
        let told = format!("seed {seed}, at most {most}: {counts:?}");
        assert!(longest_run(&turns) <= most, "{told}");
        assert!((1..=9).all(|number| counts.contains_key(&member(number))), "each had one: {told}");
        let there = (1..=6).map(|number| counts[&member(number)]);
        let (fewest, most) = (there.clone().min().unwrap(), there.max().unwrap());
        assert!(most - fewest <= 2, "{told}");
        assert!(turns.iter().all(Option::is_some), "somebody led each time: {told}");
    }
}
