//! Of any group.

use proptest::prelude::*;

use super::*;

const ROLES: [(RoleId, RoleKind); 5] = [
    (FACILITATING, RoleKind::Facilitating),
    (BESIDE, RoleKind::CoFacilitating),
    (SHADOWING, RoleKind::Shadowing),
    (TEA, RoleKind::Tea),
    (RoleId(5), RoleKind::Keys),
];

fn fixed(members: i64) -> impl Strategy<Value = Fixed> {
    prop_oneof![8 => Just(Fixed::No), 1 => Just(Fixed::Open), 1 => (1..=members).prop_map(|it| Fixed::Held(member(it)))]
}

prop_compose! {
    fn group()(members in 1_i64..9, meetings in 1_i64..9, most in 1_u32..4)
        (
            members in Just(members),
            most in Just(most),
            fixed in proptest::collection::vec(fixed(members), usize::try_from(meetings).unwrap() * ROLES.len()),
            willing in proptest::collection::vec(any::<u8>(), usize::try_from(members).unwrap()),
            absent in proptest::collection::vec((0..meetings, 1..=members), 0..12),
            past in proptest::collection::vec((0..ROLES.len(), 1..=members, 1_i64..20, 1_u32..4), 0..12),
            meetings in Just(meetings),
        ) -> Ground
    {
        let mut ground = circle(members, meetings, &ROLES);
        ground.most_in_a_row = most;
        for (slot, fixed) in ground.slots.iter_mut().zip(fixed) {
            slot.fixed = fixed;
        }
        for (candidate, willing) in ground.candidates.iter_mut().zip(willing) {
            candidate.willing.retain(|role| willing & (1 << role.0) != 0);
        }
        ground.absent = absent.into_iter().map(|(week, it)| (meeting(week_number(week)), member(it))).collect();
        for (role, it, weeks_ago, run) in past {
            let last_week = Some(week(week_number(-weeks_ago)));
            ground.records.insert((ROLES[role].0, member(it)), Record { last_week, run, count: run + 1 });
        }
        ground.before = ROLES.iter().map(|(role, _)| (*role, week_number(-1))).collect();
        ground
    }
}

proptest! {
    #[test]
    fn only_the_willing_who_can_come_are_proposed_and_each_for_one_thing(ground in group()) {
        let plan = ground.plan();
        prop_assert_eq!(&plan, &ground.plan(), "the same facts give the same plan");
        for (slot, who) in ground.slots.iter().zip(&plan) {
            match (slot.fixed, who) {
                (Fixed::Held(by), who) => prop_assert_eq!(*who, Some(by), "what is confirmed stands"),
                (Fixed::Open, who) => prop_assert_eq!(*who, None),
                (Fixed::No, None) => {}
                (Fixed::No, Some(who)) => {
                    let it = ground.candidates.iter().find(|it| it.member == *who).unwrap();
                    prop_assert!(ground.can(slot, it));
                    let here = ground.slots.iter().zip(&plan).filter(|(other, by)| other.meeting == slot.meeting && **by == Some(*who));
                    prop_assert_eq!(here.count(), 1, "one thing at one meeting");
                }
            }
        }
    }

    #[test]
    fn the_rota_proposes_nobody_above_the_maximum_in_a_row(ground in group()) {
        let plan = ground.plan();
        for role in [FACILITATING, BESIDE] {
            let turns: Vec<_> = ground.slots.iter().zip(&plan).filter(|(slot, _)| slot.role == role).collect();
            for run in turns.chunk_by(|one, next| one.1 == next.1).filter(|run| run[0].1.is_some()) {
                let was_proposed = run.iter().any(|(slot, _)| slot.fixed == Fixed::No);
                prop_assert!(!was_proposed || u32::try_from(run.len()).unwrap() <= ground.most_in_a_row);
            }
        }
    }

    #[test]
    fn whoever_leads_for_the_first_time_has_seen_it_done(members in 1_i64..9, led in 1_i64..9, most in 1_u32..4) {
        let mut ground = circle(members, 20, &ROLES);
        ground.most_in_a_row = most;
        let record = Record { last_week: Some(week(week_number(-1))), run: 1, count: 1 };
        ground.records = (1..=led.min(members)).map(|it| ((FACILITATING, member(it)), record)).collect();
        let mut seen: BTreeSet<MembershipId> = ground.records.keys().map(|(_, it)| *it).collect();
        let mut led = seen.clone();
        let plan = ground.plan();
        for at in (0..plan.len()).step_by(ROLES.len()) {
            let [leader, beside] = [plan[at], plan[at + 1]];
            prop_assert!(leader.is_none_or(|it| seen.contains(&it)));
            let is_paired = leader.is_none_or(|it| led.contains(&it)) || beside.is_some_and(|it| led.contains(&it));
            // A single experienced one who has had as many in a row as the group allows lets others begin.
            prop_assert!(is_paired || led.len() == 1);
            led.extend(leader);
            seen.extend(plan[at..at + 3].iter().flatten());
        }
    }

    #[test]
    fn no_role_requires_another(ground in group(), it in 1_i64..9) {
        // For each small role that nobody has, and for leading once all are asked: what a member may take is the same when
        // every other role, and all that anybody ever did, is taken out of the world.
        for (at, slot) in ground.slots.iter().enumerate() {
            let is_small = ground.roles[&slot.role].is_small();
            if !is_small && slot.fixed != Fixed::Open {
                continue;
            }
            let alone = Ground {
                slots: ground.slots.iter().copied().filter(|other| other.role == slot.role).collect(),
                roles: ground.roles.iter().filter(|(role, _)| **role == slot.role).map(|(role, kind)| (*role, *kind)).collect(),
                records: ground.records.iter().filter(|((role, _), _)| *role == slot.role).map(|(key, it)| (*key, *it)).collect(),
                ..ground.clone()
            };
            let there = alone.slots.iter().position(|other| other.meeting == slot.meeting).unwrap();
            prop_assert_eq!(ground.may_take(&ground.plan(), at, member(it)), alone.may_take(&alone.plan(), there, member(it)));
            if is_small && !matches!(slot.fixed, Fixed::Held(_)) {
                prop_assert_eq!(ground.may_take(&[], at, member(it)), Ok(()));
            }
        }
    }
}
