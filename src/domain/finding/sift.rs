//! What fits, and what would fit. One pass over all series gives what fits the wishes, how many each other choice of a
//! kind would give with the wishes of all other kinds as they are, and how many there would be without each kind.

use std::collections::BTreeMap;

use super::wish::{Facet, Wish};

/// A series, as its wishes are concerned.
#[derive(Debug, Clone, Default)]
pub struct Candidate {
    /// What it has on every date.
    pub has: Vec<Wish>,
    /// What each of its next dates has besides, the next date first.
    pub dates: Vec<Vec<Wish>>,
}

/// What came of it.
#[derive(Debug, Default)]
pub struct Sifted {
    /// Each candidate that fits, and the first of its dates on which it does, by their numbers.
    pub fitting: Vec<(usize, usize)>,
    /// How many would be found by this wish in place of all of its kind. What no candidate has is not there.
    pub counts: BTreeMap<Wish, usize>,
    /// How many would be found without any wish of this kind.
    pub without: BTreeMap<Facet, usize>,
}

/// A set of kinds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Kinds(u16);

impl Kinds {
    fn of(wishes: impl IntoIterator<Item = Wish>) -> Self {
        Self(wishes.into_iter().fold(0, |all, wish| all | bit(wish.facet())))
    }

    fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    fn is_within(self, facet: Facet) -> bool {
        self.0 & !bit(facet) == 0
    }
}

fn bit(facet: Facet) -> u16 {
    use crate::domain::coded::Coded as _;
    let place = Facet::ALL.iter().take_while(|it| **it != facet).count();
    u32::try_from(place).ok().and_then(|place| 1_u16.checked_shl(place)).unwrap_or(0)
}

/// Sifts candidates by wishes.
#[must_use]
pub fn sift(candidates: &[Candidate], wishes: &[Wish]) -> Sifted {
    let mut sifted =
        Sifted { without: wishes.iter().map(|wish| (wish.facet(), 0)).collect(), ..Sifted::default() };
    let asked = Kinds::of(wishes.iter().copied());
    let fulfilled = |has: &[Wish]| Kinds::of(has.iter().copied().filter(|it| wishes.contains(it)));
    let mut seen: Vec<(Wish, bool)> = Vec::new();
    for (number, candidate) in candidates.iter().enumerate() {
        let left = asked.without(fulfilled(&candidate.has));
        let mut fits = None;
        let mut without = Kinds::default();
        for (date, has) in candidate.dates.iter().enumerate() {
            let missed = left.without(fulfilled(has));
            if missed == Kinds::default() {
                fits = fits.or(Some(date));
                without.0 |= asked.0;
            } else if missed.0.is_power_of_two() {
                without.0 |= missed.0;
            }
            let all = candidate.has.iter().chain(has).copied();
            seen.extend(all.map(|wish| (wish, missed.is_within(wish.facet()))));
        }
        sifted.fitting.extend(fits.map(|date| (number, date)));
        for (facet, would) in &mut sifted.without {
            *would += usize::from(without.0 & bit(*facet) != 0);
        }
        // Of each wish, the last entry says whether any date would be found by it.
        seen.sort_unstable();
        let mut rest = seen.drain(..).peekable();
        while let Some((wish, would)) = rest.next() {
            if rest.peek().is_none_or(|(next, _)| *next != wish) {
                *sifted.counts.entry(wish).or_default() += usize::from(would);
            }
        }
    }
    sifted
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::{select, subsequence};

    use super::super::wish::{Day, Part, Soon};
    use super::*;
    use crate::domain::coded::Coded as _;
    use crate::domain::group::{Format, Openness};
    use crate::domain::locale::Language;

    /// Slow, and plainly right.
    fn fits(candidate: &Candidate, wishes: &[Wish]) -> Option<usize> {
        candidate.dates.iter().position(|date| {
            wishes.iter().all(|wish| {
                let of_its_kind = wishes.iter().filter(|other| other.facet() == wish.facet());
                of_its_kind.into_iter().any(|it| candidate.has.contains(it) || date.contains(it))
            })
        })
    }

    fn of_groups() -> Vec<Wish> {
        let languages = [Language::Greek, Language::English, Language::Polish].map(Wish::Language);
        [Wish::StepFree, Wish::Words].into_iter().chain(languages).collect()
    }

    fn of_dates() -> Vec<Wish> {
        let days = Day::ALL.iter().take(3).map(|it| Wish::Day(*it));
        let parts = Part::ALL.iter().map(|it| Wish::Part(*it));
        let soon = Soon::ALL.iter().map(|it| Wish::Soon(*it));
        let openness = Openness::ALL.iter().map(|it| Wish::Openness(*it));
        let formats = Format::ALL.iter().map(|it| Wish::Format(*it));
        days.chain(parts).chain(soon).chain(openness).chain(formats).chain([Wish::Room]).collect()
    }

    fn all() -> Vec<Wish> {
        let unheard = [Wish::Unheard(Facet::Field), Wish::Unheard(Facet::Where)];
        of_groups().into_iter().chain(of_dates()).chain(unheard).collect()
    }

    fn candidates() -> impl Strategy<Value = Vec<Candidate>> {
        let date = subsequence(of_dates(), 0..8);
        let one = (subsequence(of_groups(), 0..5), prop::collection::vec(date, 0..4));
        prop::collection::vec(one.prop_map(|(has, dates)| Candidate { has, dates }), 0..12)
    }

    #[test]
    fn wishes_about_a_date_must_be_fulfilled_by_one_date() {
        let (monday, tuesday) = (Wish::Day(Day::Monday), Wish::Day(Day::Tuesday));
        let (morning, evening) = (Wish::Part(Part::Morning), Wish::Part(Part::Evening));
        let circle = Candidate {
            has: vec![Wish::StepFree],
            dates: vec![vec![monday, morning], vec![tuesday, evening]],
        };
        let found = |wishes: &[Wish]| sift(std::slice::from_ref(&circle), wishes).fitting;
        assert_eq!(found(&[monday, evening]), []);
        assert_eq!(found(&[tuesday, evening]), [(0, 1)]);
        assert_eq!(found(&[monday, tuesday]), [(0, 0)], "one or the other");
        let sifted = sift(std::slice::from_ref(&circle), &[monday, evening]);
        assert_eq!(sifted.counts[&morning], 1, "in place of the evening");
        assert_eq!(sifted.counts[&evening], 0);
        assert_eq!(sifted.counts[&Wish::StepFree], 0);
        assert_eq!(sifted.without, BTreeMap::from([(Facet::Day, 1), (Facet::Part, 1)]));
    }

    proptest! {
        #[test]
        fn every_count_is_what_would_be_found(
            candidates in candidates(),
            wishes in subsequence(all(), 0..6),
            one in select(all()),
        ) {
            let sifted = sift(&candidates, &wishes);
            let found = |wishes: &[Wish]| candidates.iter().filter(|it| fits(it, wishes).is_some()).count();
            let slow: Vec<(usize, usize)> = candidates
                .iter()
                .enumerate()
                .filter_map(|(number, it)| Some((number, fits(it, &wishes)?)))
                .collect();
            prop_assert_eq!(&sifted.fitting, &slow);
            let others =
                |facet: Facet| -> Vec<Wish> { wishes.iter().copied().filter(|it| it.facet() != facet).collect() };
            for wish in all() {
                let mut instead = others(wish.facet());
                instead.push(wish);
                prop_assert_eq!(sifted.counts.get(&wish).copied().unwrap_or(0), found(&instead), "{:?}", wish);
            }
            for wish in &wishes {
                prop_assert_eq!(sifted.without[&wish.facet()], found(&others(wish.facet())));
            }
            let is_had = |it: &Candidate| {
                !it.dates.is_empty() && (it.has.contains(&one) || it.dates.iter().any(|date| date.contains(&one)))
            };
            prop_assert_eq!(sifted.counts.contains_key(&one), candidates.iter().any(is_had));
        }
    }
}
