//! What whoever coordinates a programme adds to its figures for a quarter: their own words, and numbers that they enter by hand. Nothing
//! of it is counted by the program, and wherever it is shown it says so.

use std::collections::BTreeMap;

use super::text::Narration;
use crate::coded;

coded! {
    /// What is entered by hand.
    pub enum ByHand {
        Seminars = "seminars",
        PeopleTrained = "people_trained",
        RoomsLent = "rooms_lent",
        Inquiries = "inquiries",
    }
}

/// No number is larger.
pub const MOST: u32 = 1_000_000;

/// Of one quarter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Narrative {
    pub words: Option<Narration>,
    /// What was not entered is not here: it is no zero.
    pub numbers: BTreeMap<ByHand, u32>,
}

/// Of several quarters together, where something was entered.
#[must_use]
pub fn summed<'a>(all: impl Iterator<Item = &'a Narrative>) -> BTreeMap<ByHand, u32> {
    let mut sums = BTreeMap::new();
    for (what, number) in all.flat_map(|it| &it.numbers) {
        let sum: &mut u32 = sums.entry(*what).or_default();
        *sum = sum.saturating_add(*number);
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_entered_is_no_zero() {
        let one = Narrative { numbers: BTreeMap::from([(ByHand::Seminars, 2)]), ..Narrative::default() };
        let other = Narrative {
            numbers: BTreeMap::from([(ByHand::Seminars, 3), (ByHand::Inquiries, 0)]),
            ..Narrative::default()
        };
        let expected = BTreeMap::from([(ByHand::Seminars, 5), (ByHand::Inquiries, 0)]);
        assert_eq!(summed([one, other].iter()), expected);
        assert_eq!(summed(std::iter::empty()), BTreeMap::new());
    }
}
