//! Series that are agreed on anew, at random: nobody's date is lost, and no two become one.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::properties::any_schedule;
use super::*;

proptest! {
    #[test]
    fn every_old_date_stays_becomes_a_new_one_of_its_own_or_goes(
        old in any_schedule(),
        new in any_schedule(),
        nth in 0_usize..8,
    ) {
        let Some(from) = old.dates(old.start.date()).nth(nth) else { return Ok(()) };
        let start = Wall::from_naive(from.and_time(new.start.time()));
        let new = Schedule { start, ..new };
        let it = Renewal { old, new: Some(new), from };
        let cut = it.cut();
        let mut taken = BTreeSet::new();
        for date in old.dates(old.start.date()).take(40) {
            let original = Wall::from_naive(date.and_time(old.start.time()));
            let becomes = it.becomes(original);
            prop_assert_eq!(cut.has(original), date < from, "before, it stays; from then on, it does not");
            if date >= from {
                if let Some(becomes) = becomes {
                    prop_assert!(new.has(becomes), "{:?} is a date of what is new", becomes);
                    prop_assert!(taken.insert(becomes), "{:?} is the date of nobody else", becomes);
                }
            } else {
                prop_assert_eq!(becomes, None);
            }
        }
    }

    #[test]
    fn what_is_agreed_on_anew_as_it_was_moves_nothing(old in any_schedule(), nth in 0_usize..8) {
        let Some(from) = old.dates(old.start.date()).nth(nth) else { return Ok(()) };
        let start = Wall::from_naive(from.and_time(old.start.time()));
        let rest = match old.last_date() {
            Some(last) => Ends::On(last),
            None => Ends::Never,
        };
        let new = Schedule { start, rule: Rule { ends: rest, ..old.rule }, ..old };
        // A day of the month that is the start's own cannot be said from another start.
        prop_assume!(!matches!(old.rule.repeat, Repeat::Yearly { .. } | Repeat::Once) || start.date() == old.start.date());
        let it = Renewal { old, new: Some(new), from };
        for date in old.dates(from).take(12) {
            let original = Wall::from_naive(date.and_time(old.start.time()));
            prop_assert_eq!(it.becomes(original), Some(original));
        }
    }
}
