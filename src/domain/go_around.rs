//! Where a go-around begins: at another place each time, so that nobody is always first, and nobody always last. Places are
//! counted from the door; nobody's name is needed.

use std::num::NonZeroU32;
use std::ops::RangeInclusive;

/// Circles of so many are shown. In a larger one people speak in smaller circles.
pub const CIRCLES: RangeInclusive<u32> = 3..=20;

/// The golden section of a circle, of which 2^32 are the whole. Whoever goes on by it lands far from the last place, and in
/// time near every place as often, whether seven come or eight.
const FURTHER: u32 = 2_654_435_769;

/// The place at which a meeting begins that comes after so many others, in a circle of so many.
#[must_use]
pub fn begins_at(meetings_before: u32, places: NonZeroU32) -> u32 {
    let round = u64::from(meetings_before.wrapping_mul(FURTHER));
    let passed = (round * u64::from(places.get())) >> u32::BITS;
    u32::try_from(passed).unwrap_or(0) + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(before: u32, places: u32) -> u32 {
        begins_at(before, NonZeroU32::new(places).unwrap())
    }

    #[test]
    fn in_a_year_of_weeks_everybody_is_first_about_as_often() {
        for places in CIRCLES {
            let mut first = vec![0; usize::try_from(places).unwrap()];
            for week in 0..52 {
                first[usize::try_from(at(week, places)).unwrap() - 1] += 1;
            }
            let (least, most) = (first.iter().min().unwrap(), first.iter().max().unwrap());
            assert!(*least >= 1 && most - least <= 3, "{places}: {first:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn it_begins_elsewhere_than_last_time_also_when_some_more_or_fewer_come(
            before in 0_u32..100_000,
            places in 3_u32..=20,
            more in proptest::bool::ANY,
        ) {
            let first = at(before, places);
            proptest::prop_assert!((1..=places).contains(&first));
            proptest::prop_assert_ne!(first, at(before + 1, places));
            let others = if more { places + places / 6 } else { places - places / 6 };
            proptest::prop_assert_ne!(first, at(before + 1, others));
        }
    }
}
