//! Grace, overlap and hand-over, by the day.

use proptest::prelude::*;

use super::*;
use crate::domain::agreement::Rule;

fn day(days: i64) -> Instant {
    Instant::parse_rfc3339("2026-12-08T12:00:00Z").unwrap().plus(TimeDelta::days(days))
}

fn member(n: u8) -> MembershipId {
    MembershipId::from_random([n; 8])
}

const ANA: u8 = 1;
const BEN: u8 = 2;
const CLEO: u8 = 3;

/// Mandates of so many weeks since day 0, in a group with two weeks of grace and one of overlap.
fn since_day_0(of: &[(u8, i64)]) -> Mandates {
    let rules = Rules::default().with(Rule::Grace, 2).with(Rule::Overlap, 1);
    let held = |&(who, weeks): &(u8, i64)| Held {
        by: member(who),
        mandate: Mandate::from_now(day(0), TimeDelta::weeks(weeks)),
    };
    Mandates::new(of.iter().map(held).collect(), &rules)
}

#[test]
fn a_successor_begins_with_the_decision_and_the_one_before_ends_within_the_overlap() {
    let mut it = since_day_0(&[(ANA, 8)]);
    it.give(member(BEN), day(40), TimeDelta::weeks(8));
    assert_eq!(it.held_until(member(BEN), day(40)), Some(day(96)));
    assert_eq!(it.held_until(member(ANA), day(40)), Some(day(47)), "a week later, and not on day 56");
    assert_eq!(it.held_until(member(ANA), day(47)), None);
    assert_eq!(it.hands_over_since(member(ANA), day(41)), Some(day(40)));
    assert_eq!(it.hands_over_since(member(BEN), day(41)), Some(day(40)));
    assert_eq!(it.hands_over_since(member(CLEO), day(41)), None);
    assert_eq!(it.hands_over_since(member(BEN), day(47)), None, "it is handed over");
}

#[test]
fn nobodys_mandate_grows_by_being_followed() {
    let mut it = since_day_0(&[(ANA, 8)]);
    it.give(member(BEN), day(54), TimeDelta::weeks(8));
    assert_eq!(it.held_until(member(ANA), day(54)), Some(day(56)), "two days are left");
    assert_eq!(it.hands_over_since(member(BEN), day(55)), Some(day(49)));
}

#[test]
fn the_last_stretch_is_for_handing_over_though_nobody_follows_yet() {
    let it = since_day_0(&[(ANA, 8)]);
    assert_eq!(it.hands_over_since(member(ANA), day(49).minus(TimeDelta::seconds(1))), None);
    assert_eq!(it.hands_over_since(member(ANA), day(49)), Some(day(49)), "eight weeks less one of overlap");
    let mut again = since_day_0(&[(ANA, 8)]);
    again.give(member(ANA), day(50), TimeDelta::weeks(8));
    assert_eq!(again.hands_over_since(member(ANA), day(51)), None, "she goes on");
    assert_eq!(again.held_until(member(ANA), day(51)), Some(day(106)));
}

#[test]
fn who_joins_in_leading_ends_nobodys_and_each_is_followed_once() {
    let mut it = since_day_0(&[(ANA, 26)]);
    it.give(member(BEN), day(7), TimeDelta::weeks(26));
    assert_eq!(
        it.held_until(member(ANA), day(8)),
        Some(day(182)),
        "it does not end soon: they lead together"
    );
    let mut it = since_day_0(&[(ANA, 8), (BEN, 9)]);
    it.give(member(CLEO), day(40), TimeDelta::weeks(8));
    assert_eq!(it.held_until(member(ANA), day(41)), Some(day(47)), "hers ends first");
    assert_eq!(it.held_until(member(BEN), day(41)), Some(day(63)));
    it.give(member(4), day(41), TimeDelta::weeks(8));
    assert_eq!(it.held_until(member(ANA), day(41)), Some(day(47)));
    assert_eq!(it.held_until(member(BEN), day(41)), Some(day(48)), "the next follows the next");
}

#[test]
fn grace_is_for_whoever_held_it_last_while_the_role_is_open() {
    let it = since_day_0(&[(ANA, 8), (BEN, 7)]);
    assert_eq!(it.led_until(day(56)), None, "open from the day on which it ends");
    assert_eq!(it.acts_until(member(ANA), day(56)), Some(day(70)));
    assert_eq!(it.acts_until(member(ANA), day(70)), None);
    assert_eq!(it.acts_until(member(BEN), day(56)), None, "his ended while she led");
    let mut taken_back = it.clone();
    taken_back.take_back(member(ANA), day(50));
    assert_eq!(taken_back.acts_until(member(ANA), day(51)), None);
    let mut followed = it.clone();
    followed.give(member(CLEO), day(60), TimeDelta::weeks(8));
    assert_eq!(followed.acts_until(member(ANA), day(61)), None, "somebody follows");
    let none = it.by(&Rules::default());
    assert_eq!(none.acts_until(member(ANA), day(56)), None, "without a grace it ends when it ends");
}

#[test]
fn a_deputy_acts_while_the_role_is_open_and_only_then() {
    let mut it = since_day_0(&[(ANA, 8)]);
    it.name_deputy(member(BEN), day(10), TimeDelta::weeks(20));
    assert_eq!(it.acts_until(member(BEN), day(55)), None, "she holds it");
    assert_eq!(it.deputies(day(55)).len(), 1);
    assert_eq!(
        (it.led_until(day(56)), it.last_holder()),
        (None, Some(member(ANA))),
        "it is open all the same"
    );
    assert_eq!(it.acts_until(member(BEN), day(56)), Some(day(150)));
    assert_eq!(it.acts_until(member(BEN), day(150)), None, "it ends by itself");
    let mut followed = it.clone();
    followed.give(member(CLEO), day(60), TimeDelta::weeks(4));
    assert_eq!(followed.acts_until(member(BEN), day(61)), None);
    it.take_back(member(BEN), day(57));
    assert_eq!(it.acts_until(member(BEN), day(58)), None);
}

proptest! {
    /// Whatever the group gives and takes back, and whenever: nobody acts without a mandate, but for the last one in the
    /// grace; a successor makes nobody's longer; and two hold it for the overlap at most.
    #[test]
    fn no_right_without_a_mandate_and_none_grows(
        steps in proptest::collection::vec((0_i64..400, 1_u8..6, any::<bool>(), 1_i64..30), 0..12),
        grace in 0_i32..=12,
        overlap in 0_i32..=8,
        today in 0_i64..500,
    ) {
        let rules = Rules::default().with(Rule::Grace, grace).with(Rule::Overlap, overlap);
        let mut it = Mandates::new(Vec::new(), &rules);
        let mut steps = steps;
        steps.sort_unstable();
        for (at, who, is_given, weeks) in steps {
            let before = it.clone();
            match is_given {
                true => it.give(member(who), day(at), TimeDelta::weeks(weeks)),
                false => it.take_back(member(who), day(at)),
            }
            for (old, new) in before.all().iter().zip(it.all()) {
                prop_assert!(new.mandate.end() <= old.mandate.end());
                let is_followed_now = new.mandate.is_followed && !old.mandate.is_followed;
                prop_assert!(!is_followed_now || new.mandate.end() <= day(at).plus(rules.overlap()));
            }
        }
        let now = day(today);
        for who in (1..6).map(member) {
            if it.acts_until(who, now).is_some() && it.held_until(who, now).is_none() {
                prop_assert!(it.led_until(now).is_none() && it.last_holder() == Some(who));
            }
        }
    }
}

#[test]
fn a_deputy_acts_while_all_who_hold_it_need_a_break() {
    let mut it = since_day_0(&[(ANA, 8), (CLEO, 8)]);
    it.name_deputy(member(BEN), day(1), TimeDelta::weeks(20));
    let one_is_there = it.clone().without([member(ANA)].into());
    assert_eq!(one_is_there.acts_until(member(BEN), day(2)), None, "somebody is there");
    let nobody_is = it.without([member(ANA), member(CLEO)].into());
    assert_eq!(nobody_is.acts_until(member(BEN), day(2)), Some(day(141)));
    assert_eq!(nobody_is.acts_until(member(ANA), day(2)), Some(day(56)), "what they hold they go on holding");
    assert!(nobody_is.led_until(day(2)).is_some(), "and the role is not open");
}
