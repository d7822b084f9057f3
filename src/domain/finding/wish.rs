//! What can be wished for. Wishes of one kind are alternatives ("Monday or Tuesday"); wishes of different kinds must all be
//! fulfilled, and those about a date by one and the same date.

use chrono::{Datelike as _, NaiveDate, Timelike as _, Weekday};

use crate::coded;
use crate::domain::group::{Format, Openness};
use crate::domain::ids::{FieldId, PlaceId};
use crate::domain::locale::Language;
use crate::domain::series::{Changes, Meeting, Nths};
use crate::domain::time::Wall;

coded! {
    /// A day of the week.
    pub enum Day {
        Monday = "mon",
        Tuesday = "tue",
        Wednesday = "wed",
        Thursday = "thu",
        Friday = "fri",
        Saturday = "sat",
        Sunday = "sun",
    }

    /// A part of the day; when each begins stands in one table.
    pub enum Part {
        Morning = "morning",
        Noon = "noon",
        Afternoon = "afternoon",
        Evening = "evening",
    }

    /// How soon, by the calendar of the place where the meeting is.
    pub enum Soon {
        Today = "today",
        /// Today, or within the six days after it.
        Week = "week",
    }

    /// How far from the place that is chosen.
    pub enum Km {
        Two = "2",
        Five = "5",
        Ten = "10",
        TwentyFive = "25",
    }

    /// The kinds of wishes.
    pub enum Facet {
        Words = "q",
        /// A place, and how far around it.
        Where = "place",
        Day = "day",
        Part = "part",
        Soon = "when",
        Field = "field",
        Language = "language",
        Openness = "openness",
        Format = "format",
        StepFree = "step_free",
        /// That a date is not said to be full.
        Room = "room",
    }
}

/// The hour at which each part of the day begins, as people in Greece divide it. Before the first it is still the evening
/// before.
const PARTS: [(u32, Part); 4] =
    [(5, Part::Morning), (12, Part::Noon), (15, Part::Afternoon), (18, Part::Evening)];

/// One thing that can be wished for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wish {
    /// That what was typed stands there.
    Words,
    Place(PlaceId),
    /// Within so many kilometres of the place that is chosen; none: only there.
    Within(Option<Km>),
    Day(Day),
    Part(Part),
    Soon(Soon),
    Field(FieldId),
    Language(Language),
    Openness(Openness),
    /// In person and online mean that one can come in this way; so a hybrid meeting is all three.
    Format(Format),
    StepFree,
    /// Nobody says that the date is full.
    Room,
    /// Something that an address asks for and that nobody has.
    Unheard(Facet),
}

impl Wish {
    /// Of which kind it is.
    #[must_use]
    pub fn facet(self) -> Facet {
        match self {
            Self::Words => Facet::Words,
            Self::Place(_) | Self::Within(_) => Facet::Where,
            Self::Day(_) => Facet::Day,
            Self::Part(_) => Facet::Part,
            Self::Soon(_) => Facet::Soon,
            Self::Field(_) => Facet::Field,
            Self::Language(_) => Facet::Language,
            Self::Openness(_) => Facet::Openness,
            Self::Format(_) => Facet::Format,
            Self::StepFree => Facet::StepFree,
            Self::Room => Facet::Room,
            Self::Unheard(facet) => facet,
        }
    }
}

impl From<Weekday> for Day {
    fn from(day: Weekday) -> Self {
        match day {
            Weekday::Mon => Self::Monday,
            Weekday::Tue => Self::Tuesday,
            Weekday::Wed => Self::Wednesday,
            Weekday::Thu => Self::Thursday,
            Weekday::Fri => Self::Friday,
            Weekday::Sat => Self::Saturday,
            Weekday::Sun => Self::Sunday,
        }
    }
}

impl Part {
    /// In which part of the day a meeting begins.
    #[must_use]
    pub fn of(wall: Wall) -> Self {
        let hour = wall.time().hour();
        PARTS.iter().rev().find(|(from, _)| *from <= hour).map_or(Self::Evening, |(_, part)| *part)
    }
}

impl Km {
    /// The same in metres.
    #[must_use]
    pub fn metres(self) -> f64 {
        match self {
            Self::Two => 2_000.0,
            Self::Five => 5_000.0,
            Self::Ten => 10_000.0,
            Self::TwentyFive => 25_000.0,
        }
    }
}

/// How a series is held and who may come to it, on usual dates. The one place where finding learns what holds of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Manner {
    pub format: Format,
    pub openness: Openness,
    pub other_openness_on: Option<Nths>,
}

impl Manner {
    /// On one date: what the group has decided, or the openness of that day of the month and what was altered by hand.
    #[must_use]
    pub fn on(self, original: Wall, changes: &Changes) -> (Format, Openness) {
        let of_that_day = self.openness.on(original.date(), self.other_openness_on);
        let altered = changes.of(original).map(|change| &change.altered);
        (
            altered.and_then(|it| it.format).unwrap_or(self.format),
            changes.openness.or(altered.and_then(|it| it.openness)).unwrap_or(of_that_day),
        )
    }

    /// All wishes that one date fulfils.
    #[must_use]
    pub fn fulfils(self, meeting: &Meeting, changes: &Changes, today: NaiveDate) -> Vec<Wish> {
        let (format, openness) = self.on(meeting.original, changes);
        let mut all = vec![
            Wish::Day(meeting.wall.date().weekday().into()),
            Wish::Part(Part::of(meeting.wall)),
            Wish::Openness(openness),
            Wish::Format(format),
        ];
        if format == Format::Hybrid {
            all.extend([Wish::Format(Format::InPerson), Wish::Format(Format::Online)]);
        }
        let days_ahead = (meeting.wall.date() - today).num_days();
        if days_ahead == 0 {
            all.push(Wish::Soon(Soon::Today));
        }
        if (0..7).contains(&days_ahead) {
            all.push(Wish::Soon(Soon::Week));
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::series::{Altered, Change, Nth, Status};
    use crate::domain::time::Instant;

    fn meeting(wall: &str) -> Meeting {
        let original = Wall::from_compact(wall).unwrap();
        Meeting {
            original,
            wall: original,
            starts: Instant::from_naive_utc(original.naive()),
            status: Status::AsPlanned,
            in_gap: false,
        }
    }

    #[test]
    fn each_hour_belongs_to_one_part_of_the_day() {
        let part = |time: &str| Part::of(Wall::parse("2026-12-08", time).unwrap());
        let cases = [
            ("00:30", Part::Evening),
            ("04:59", Part::Evening),
            ("05:00", Part::Morning),
            ("11:59", Part::Morning),
            ("12:00", Part::Noon),
            ("14:59", Part::Noon),
            ("15:00", Part::Afternoon),
            ("17:59", Part::Afternoon),
            ("18:00", Part::Evening),
            ("23:59", Part::Evening),
        ];
        for (time, expected) in cases {
            assert_eq!(part(time), expected, "{time}");
        }
    }

    #[test]
    fn a_date_fulfils_what_holds_of_it_and_not_of_its_series() {
        let manner = Manner {
            format: Format::InPerson,
            openness: Openness::Closed,
            other_openness_on: Nths::of([Nth::number(1).unwrap()]),
        };
        let moved_online = Change {
            altered: Altered { format: Some(Format::Hybrid), ..Altered::default() },
            ..Change::none(Wall::from_compact("20261210T1900").unwrap())
        };
        let changes = Changes::from(vec![moved_online]);
        let today = NaiveDate::from_ymd_opt(2026, 12, 3).unwrap();
        let first = manner.fulfils(&meeting("20261203T1900"), &changes, today);
        assert!(first.contains(&Wish::Openness(Openness::Open)) && first.contains(&Wish::Soon(Soon::Today)));
        assert!(first.contains(&Wish::Day(Day::Thursday)) && first.contains(&Wish::Part(Part::Evening)));
        let second = manner.fulfils(&meeting("20261210T1900"), &changes, today);
        assert!(second.contains(&Wish::Openness(Openness::Closed)));
        for format in [Format::InPerson, Format::Online, Format::Hybrid] {
            assert!(second.contains(&Wish::Format(format)));
        }
        assert!(!second.iter().any(|it| matches!(it, Wish::Soon(_))), "in a week is the next week");
        assert!(!first.contains(&Wish::Format(Format::Online)));
    }
}
