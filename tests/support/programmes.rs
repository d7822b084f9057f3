//! A programme whose groups have met for a while and pass on what they count, by the use cases, and from outside where those take weeks.

use chrono::{NaiveDate, TimeDelta};
use parea::access::Viewer;
use parea::domain::group::Joining;
use parea::domain::ids::{GroupId, ProgrammeId};
use parea::domain::locale::{Language, Locale};
use parea::domain::series::MeetingKey;
use parea::domain::text::{ProgrammeName, Slug};
use parea::domain::time::{Instant, Wall, Zone};
use parea::store::programmes::{self, NewProgramme};
use parea::store::vocabulary;

use super::databases::{TestDb, the_system};
use super::house;

/// On Monday, 22 June 2026: the third quarter has not begun.
pub const FOUNDED: &str = "2026-06-22T16:00:00Z";
/// When the first week of the fourth quarter is released: Wednesday, 7 October, nine in Athens.
pub const FIRST: &str = "2026-10-07T06:00:00Z";

pub fn at(time: &str) -> Instant {
    Instant::parse_rfc3339(time).expect("a time")
}

/// A group of it.
pub struct Group {
    pub id: GroupId,
    pub founder: Viewer,
    /// Tuesday, 23 June, 16:00 UTC, and every week from then on.
    pub first: MeetingKey,
}

pub struct Programme {
    pub id: ProgrammeId,
    pub slug: String,
    pub groups: Vec<Group>,
}

/// A programme by Athens' clocks, with a group at each of these places.
pub fn programme(on: &TestDb, slug: &str, places: &[&str]) -> Programme {
    let (run, now) = (the_system(), at(FOUNDED));
    let new = NewProgramme {
        slug: Slug::parse(slug).expect("a slug"),
        name: ProgrammeName::parse(slug).expect("a name"),
        about: String::new(),
        zone: Zone::parse("Europe/Athens").expect("a zone"),
        languages: vec![Language::English],
        sponsors: vec!["EOPAE".to_owned()],
    };
    let id = on.db.write(|db| programmes::ensure(db, &run, &new, now)).expect("a programme");
    let groups = places.iter().enumerate().map(|(i, place)| {
        let founder = house::person(on, &format!("{slug} {}", "i".repeat(i + 1)), now);
        let group = house::group(on, &founder, Joining::Open, Some(id), now);
        let first = house::meets_weekly(on, &founder, group, now);
        on.db
            .write(|db| {
                vocabulary::add_place(db, &run, place, None, &[(Locale::En, place), (Locale::El, place)])
            })
            .expect("a place");
        let of_place = format!("(SELECT id FROM place WHERE slug = '{place}')");
        on.execute(&format!("UPDATE groups SET place_id = {of_place} WHERE id = {}", number(group)));
        Group { id: group, founder, first }
    });
    Programme { id, slug: slug.to_owned(), groups: groups.collect() }
}

/// As it stands in a column.
pub fn number(id: GroupId) -> i64 {
    i64::from_be_bytes(id.to_bytes())
}

impl Programme {
    /// From then on each of its groups passes on what it counts.
    pub fn all_share(&self, on: &TestDb, since: &str) {
        for group in &self.groups {
            group.shares(on, since);
        }
    }
}

impl Group {
    /// As a decision of the group leaves it.
    pub fn shares(&self, on: &TestDb, since: &str) {
        let id = number(self.id);
        on.execute(&format!(
            "INSERT INTO agreement_rule (group_id, rule, value, why, since_at)
             VALUES ({id}, 'sharing', 1, '', '{since}');
             INSERT INTO agreement_version (group_id, number, text, rules, is_text, why, since_at, review_on)
             VALUES ({id}, 1, '', 'sharing 1', FALSE, '', '{since}', '2027-06-01')"
        ));
    }

    /// The meeting in the week of a day.
    pub fn meeting(&self, day: &str) -> MeetingKey {
        let day: NaiveDate = day.parse().expect("a day");
        let first = self.first.original.naive();
        let weeks = (day - first.date() + TimeDelta::days(1)).num_days().div_euclid(7);
        let original = Wall::from_naive(first + TimeDelta::weeks(weeks));
        MeetingKey { series: self.first.series, original }
    }

    /// Somebody has counted the meeting in the week of a day.
    pub fn counted(&self, on: &TestDb, day: &str, heads: u16, first_time: u16) {
        let it = self.meeting(day);
        let (series, slip) = (i64::from_be_bytes(it.series.to_bytes()), on.count("tally") + 1);
        let (when, day) = (it.original.naive(), it.original.date());
        on.execute(&format!(
            "INSERT INTO tally (id, series_id, original_local, day, heads, first_time, slip, revision, sealed_at, quarter_at)
             VALUES ({slip}, {series}, '{when}', '{day}', {heads}, {first_time}, {slip}, 1, '2030-01-01 00:00:00', '2030-01-01 00:00:00')"
        ));
    }
}
