//! Where things are, and how far apart. A place is where its meetings are: at the median of their coordinates, which one
//! wrong entry does not move. A meeting without coordinates of its own is as near as its place.
//!
//! Nobody is asked where they are. Absent: maps, and any place on the line where longitude jumps from 180° to −180°.

use std::collections::BTreeMap;

use super::wish::{Km, Wish};
use crate::domain::coded::Coded as _;
use crate::domain::ids::PlaceId;

/// A point on the ground, in 100,000ths of a degree (about a metre).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    latitude: i32,
    longitude: i32,
}

const PER_DEGREE: f64 = 100_000.0;
/// Of the sphere that is as large as the earth.
const RADIUS_METRES: f64 = 6_371_000.0;
/// One degree along a meridian, rather less than more.
const METRES_PER_DEGREE: f64 = 111_000.0;

impl Spot {
    /// As it stands in a table. `None` when there is no such point, or when it is the point that programs write for
    /// "unknown", 0° 0°, in the sea.
    #[must_use]
    pub fn stored(latitude: i32, longitude: i32) -> Option<Self> {
        let is_there = (-9_000_000..=9_000_000).contains(&latitude)
            && (-18_000_000..=18_000_000).contains(&longitude)
            && (latitude, longitude) != (0, 0);
        is_there.then_some(Self { latitude, longitude })
    }

    /// From degrees.
    #[must_use]
    pub fn degrees(latitude: f64, longitude: f64) -> Option<Self> {
        let whole = |degrees: f64| format!("{:.0}", degrees * PER_DEGREE).parse().ok();
        Self::stored(whole(latitude)?, whole(longitude)?)
    }

    /// Latitude and longitude, to be stored.
    #[must_use]
    pub fn to_stored(self) -> (i32, i32) {
        (self.latitude, self.longitude)
    }

    /// How far apart two are, as the crow flies, in metres.
    #[must_use]
    pub fn metres_to(self, other: Self) -> f64 {
        let radians = |of: i32| (f64::from(of) / PER_DEGREE).to_radians();
        let (here, there) = (radians(self.latitude), radians(other.latitude));
        let half_up = ((there - here) / 2.0).sin();
        let half_along = ((radians(other.longitude) - radians(self.longitude)) / 2.0).sin();
        let haversine = half_up * half_up + here.cos() * there.cos() * half_along * half_along;
        2.0 * RADIUS_METRES * haversine.sqrt().min(1.0).asin()
    }

    /// Whether two are no further apart than that.
    #[must_use]
    pub fn is_within(self, km: Km, of: Self) -> bool {
        // Most are too far north or south already.
        let up = f64::from(self.latitude.abs_diff(of.latitude)) / PER_DEGREE * METRES_PER_DEGREE;
        up <= km.metres() && self.metres_to(of) <= km.metres()
    }

    fn median(mut of: Vec<Self>) -> Option<Self> {
        let middle = of.len() / 2;
        let mut of_each = |by: fn(&Self) -> i32| {
            of.sort_unstable_by_key(by);
            of.get(middle).map(by)
        };
        Some(Self { latitude: of_each(|it| it.latitude)?, longitude: of_each(|it| it.longitude)? })
    }
}

/// Where places are, and around which of them somebody looks.
#[derive(Debug, Default)]
pub struct Around {
    centres: BTreeMap<PlaceId, Spot>,
    chosen: Option<PlaceId>,
    km: Option<Km>,
}

impl Around {
    /// Looks around `chosen`. `all` are the coordinates of all series, each with its place and all that this lies in, the
    /// narrowest first.
    pub fn new<'a>(
        all: impl Iterator<Item = (&'a [PlaceId], Option<Spot>)>,
        chosen: Option<PlaceId>,
        km: Option<Km>,
    ) -> Self {
        let mut spots: BTreeMap<PlaceId, Vec<Spot>> = BTreeMap::new();
        for (within, at) in all {
            for (place, at) in within.iter().zip(at.into_iter().cycle()) {
                spots.entry(*place).or_default().push(at);
            }
        }
        let centres =
            spots.into_iter().filter_map(|(place, spots)| Some((place, Spot::median(spots)?))).collect();
        Self { centres, chosen, km }
    }

    /// Whether it is known where any place is.
    #[must_use]
    pub fn is_known(&self) -> bool {
        !self.centres.is_empty()
    }

    /// What a series fulfils that is in these places, the narrowest first, and at this spot.
    #[must_use]
    pub fn fulfils(&self, within: &[PlaceId], at: Option<Spot>) -> Vec<Wish> {
        let at = at.or_else(|| self.centres.get(within.first()?).copied());
        let is_near = |place: PlaceId, km: Km| {
            at.is_some_and(|at| self.centres.get(&place).is_some_and(|centre| at.is_within(km, *centre)))
        };
        let mut all: Vec<Wish> = within.iter().map(|place| Wish::Place(*place)).collect();
        if let Some(km) = self.km {
            let near = self.centres.keys().filter(|place| !within.contains(place) && is_near(**place, km));
            all.extend(near.map(|place| Wish::Place(*place)));
        }
        if let Some(chosen) = self.chosen {
            let is_there = within.contains(&chosen);
            all.extend(is_there.then_some(Wish::Within(None)));
            let near = Km::ALL.iter().filter(|km| is_there || is_near(chosen, **km));
            all.extend(near.map(|km| Wish::Within(Some(*km))));
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn spot(latitude: f64, longitude: f64) -> Spot {
        Spot::degrees(latitude, longitude).unwrap()
    }

    fn place(number: u8) -> PlaceId {
        PlaceId::from_random([0, 0, 0, 0, 0, 0, 0, number])
    }

    #[test]
    fn distances_are_those_of_the_map() {
        let white_tower = spot(40.62643, 22.94847);
        let kamara = spot(40.63223, 22.95177);
        let acropolis = spot(37.97153, 23.72575);
        assert!((white_tower.metres_to(kamara) - 703.0).abs() < 15.0, "{}", white_tower.metres_to(kamara));
        assert!((white_tower.metres_to(acropolis) - 302_700.0).abs() < 1_500.0);
        assert!(white_tower.is_within(Km::Two, kamara) && !white_tower.is_within(Km::TwentyFive, acropolis));
    }

    #[test]
    fn what_is_no_point_is_none() {
        for (latitude, longitude) in [(0.0, 0.0), (90.1, 0.0), (10.0, -180.1), (f64::NAN, 1.0), (1e300, 1.0)]
        {
            assert_eq!(Spot::degrees(latitude, longitude), None);
        }
        assert_eq!(spot(-33.86882, 151.20929).to_stored(), (-3_386_882, 15_120_929));
    }

    #[test]
    fn a_place_is_at_the_median_and_what_has_no_coordinates_is_as_near_as_its_place() {
        let (region, east, west) = (place(1), place(2), place(3));
        let in_east: &[PlaceId] = &[east, region];
        let in_west: &[PlaceId] = &[west, region];
        let all = [
            (in_east, Some(spot(40.60, 22.97))),
            (in_east, Some(spot(40.60, 22.98))),
            // One wrong entry.
            (in_east, Some(spot(-40.60, 100.0))),
            (in_east, None),
            // Three kilometres away.
            (in_west, Some(spot(40.60, 22.94))),
        ];
        let around = |km| Around::new(all.into_iter(), Some(west), km);
        let near = |around: &Around, within: &[PlaceId]| around.fulfils(within, None);
        assert_eq!(near(&around(None), in_west).len(), 2 + 5);
        let from_east = near(&around(None), in_east);
        assert!(!from_east.contains(&Wish::Within(Some(Km::Two))));
        assert!(from_east.contains(&Wish::Within(Some(Km::Five))));
        assert!(!from_east.contains(&Wish::Place(west)));
        assert!(near(&around(Some(Km::Five)), in_east).contains(&Wish::Place(west)));
        assert!(near(&around(Some(Km::Two)), &[]).is_empty());
        let unknown = Around::new(std::iter::once((in_west, None)), Some(west), Some(Km::Two));
        assert!(!unknown.is_known() && unknown.fulfils(in_west, None).contains(&Wish::Within(Some(Km::Two))));
    }

    proptest! {
        #[test]
        fn the_short_cut_loses_nothing(
            (a, b) in ((-89.0..89.0, -179.0..179.0), (-0.5..0.5, -0.5..0.5))
        ) {
            let here = spot(a.0, a.1);
            let Some(there) = Spot::degrees(a.0 + b.0, a.1 + b.1) else { return Ok(()) };
            for km in Km::ALL {
                prop_assert_eq!(here.is_within(*km, there), here.metres_to(there) <= km.metres());
            }
            prop_assert!((here.metres_to(there) - there.metres_to(here)).abs() < 1e-6);
        }
    }
}
