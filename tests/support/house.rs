//! People and groups by the use cases alone, without pages: where a story has many of them, or nothing in it may depend on
//! how requests happen to follow each other.

use std::num::NonZeroU8;

use chrono::{Datelike as _, TimeDelta};
use parea::access::{Viewer, newcomer};
use parea::domain::confirming::ConfirmWithin;
use parea::domain::decision::Review;
use parea::domain::description::Description;
use parea::domain::group::{Format, Joining, Openness, SeriesKind};
use parea::domain::ids::{GroupId, ProgrammeId, ProposalId};
use parea::domain::locale::{Language, Locale};
use parea::domain::series::{Days, Ends, MeetingKey, NewSeries, Repeat, Rule, Schedule};
use parea::domain::text::{GroupName, Markdown, MemberName, ShortText};
use parea::domain::time::{Instant, Wall, Zone};
use parea::service::proposing::{Draft, Wanted};
use parea::service::{founding, joining, proposing, scheduling};
use parea::store::groups::NewGroup;
use parea::store::persons::{self, NewPerson};

use super::databases::TestDb;

/// Somebody with an account.
pub fn person(on: &TestDb, name: &str, now: Instant) -> Viewer {
    let new = NewPerson {
        sign_in_name: name.to_owned(),
        password_hash: None,
        language: Locale::En,
        zone: Zone::UTC,
    };
    let may = newcomer(&Viewer::guest()).expect("a guest may");
    let me = on.db.write(|db| persons::create(db, &may, &new, now)).expect("an account");
    Viewer::holding(&me.expect("a name that nobody has"))
}

/// A listed group that lives by UTC.
pub fn group(
    on: &TestDb,
    founder: &Viewer,
    joining: Joining,
    programme: Option<ProgrammeId>,
    now: Instant,
) -> GroupId {
    let says = Description {
        name: GroupName::parse("Tuesday circle").expect("a name"),
        about: None,
        place: None,
        fields: [].into(),
        languages: [Language::English].into(),
        step_free: None,
        listed: true,
        shows_full: false,
        shows_agreement: false,
        confirm_within: ConfirmWithin::default(),
    };
    let new = NewGroup { says, joining, programme, zone: Zone::UTC };
    let name = MemberName::parse("Ana").expect("a name");
    on.db.write(|db| founding::found(db, founder, &new, &name, now)).expect("a group")
}

/// A member lets somebody in.
pub fn join(on: &TestDb, member: &Viewer, who: &Viewer, group: GroupId, name: &str, now: Instant) {
    let name = MemberName::parse(name).expect("a name");
    on.db
        .write(|db| {
            let token = joining::invite(db, member, group, now)?;
            joining::accept(db, who, &token, &name, now)
        })
        .expect("they are in");
}

/// The group meets every week from tomorrow on, for anybody: its first meeting.
pub fn meets_weekly(on: &TestDb, founder: &Viewer, group: GroupId, now: Instant) -> MeetingKey {
    let start = Wall::from_naive(now.naive_utc() + TimeDelta::days(1));
    let repeat = Repeat::Weekly { every: NonZeroU8::MIN, on: Days::only(start.date().weekday()) };
    let new = NewSeries {
        kind: SeriesKind::Meeting,
        title: None,
        schedule: Schedule { start, zone: Zone::UTC, rule: Rule { repeat, ends: Ends::Never } },
        minutes: 90,
        format: Format::InPerson,
        openness: Openness::Open,
        other_openness_on: None,
        open_to: None,
        address: None,
        at: None,
        how_to_get_in: None,
        online_url: None,
        joining_secret: None,
        places: None,
        note: None,
    };
    let series = on.db.write(|db| scheduling::create(db, founder, group, &new, now)).expect("a series");
    MeetingKey { series, original: start }
}

/// Somebody proposes that something be so, which changes nothing by itself.
pub fn propose(on: &TestDb, who: &Viewer, group: GroupId, what: Wanted, now: Instant) -> ProposalId {
    let draft = Draft {
        title: ShortText::parse("Something else").expect("a title"),
        why: Markdown::parse("It would be better.").expect("a reason"),
        review: Review::in_months(6).expect("a review"),
        what,
    };
    on.db.write(|db| proposing::propose(db, who, group, &draft, now)).expect("it is proposed")
}
