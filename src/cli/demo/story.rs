//! The story of the demo: the people of the cast found groups, join, answer, and ask to be reminded, by the same use
//! cases as everybody.

use std::num::NonZeroU8;

use chrono::{Datelike as _, NaiveTime, TimeDelta};

use super::cast::{CIRCLES, Circle, FIELDS, Often, TOWNS};
use super::{agreed, before, evening, experience, outsiders, past, turns};
use crate::access::{self, MayRun, Myself, Viewer};
use crate::domain::confirming::ConfirmWithin;
use crate::domain::description::Description;
use crate::domain::finding::Spot;
use crate::domain::group::{Channel, Format, Openness, SeriesKind};
use crate::domain::ids::{FieldId, GroupId, PlaceId, ProgrammeId};
use crate::domain::locale::{Language, Locale};
use crate::domain::reminder::Choice;
use crate::domain::rsvp::Wish;
use crate::domain::series::NewSeries;
use crate::domain::series::{Days, Ends, InMonth, MeetingKey, Nth, Repeat, Rule, Schedule};
use crate::domain::text::{EmailAddress, GroupName, Markdown, MemberName, ProgrammeName, ShortText, Slug};
use crate::domain::time::{Instant, Wall, Zone};
use crate::service::{answers, founding, inside, joining, reminding, scheduling};
use crate::store::groups::NewGroup;
use crate::store::persons::{self, NewPerson};
use crate::store::programmes::{self, NewProgramme};
use crate::store::{Conn, StoreError, app_codes, vocabulary};
use crate::vault::AppKey;

/// Whatever a use case refused: the story is wrong then.
#[derive(Debug, thiserror::Error)]
pub(super) enum Untold {
    #[error("the story does not fit the rules: {0}")]
    Rule(String),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Three people to sign in as.
#[derive(Debug, Clone, Copy)]
pub(super) struct SignIns {
    pub(super) member: &'static str,
    pub(super) facilitator: &'static str,
    pub(super) coordinator: &'static str,
}

const SIGN_INS: SignIns = SignIns {
    member: "γλάρος-κύμα-φάρος",
    facilitator: "ελιά-πηγάδι-τζιτζίκι",
    coordinator: "χάρτης-δρόμος-πυξίδα",
};

/// Tells the story.
pub(super) fn tell(
    db: &mut Conn,
    viewer: &Viewer,
    hash: &str,
    zone: Zone,
    now: Instant,
) -> Result<(SignIns, AppKey), Untold> {
    let run = access::may_run(viewer).ok_or_else(|| rule("the demo may run"))?;
    let mut places = Vec::new();
    for (slug, en, el) in TOWNS {
        places.push(vocabulary::add_place(db, &run, slug, None, &[(Locale::En, en), (Locale::El, el)])?);
    }
    let mut fields = Vec::new();
    for (slug, en, el) in FIELDS {
        fields.push(vocabulary::add_field(db, &run, slug, &[(Locale::En, en), (Locale::El, el)])?);
    }
    // It has been there for longer than its oldest groups.
    let founded = now.minus(TimeDelta::weeks(100));
    let programme = programmes::ensure(db, &run, &programme(zone)?, founded)?;
    let world = World { programme, places: &places, fields: &fields, zone };
    let member = person(db, viewer, SIGN_INS.member, Some(hash), zone, now)?;
    persons::set_email(db, &member, &EmailAddress::parse("melos@example.org").map_err(rule)?, now)?;
    let facilitator = person(db, viewer, SIGN_INS.facilitator, Some(hash), zone, now)?;
    let coordinator = person(db, viewer, SIGN_INS.coordinator, Some(hash), zone, now)?;
    programmes::add_coordinator(db, &run, "avgi", &coordinator, now)?;
    let app = app_codes::begin(db, &coordinator, now)?.ok_or_else(|| rule("no app yet"))?;
    // Its first code is one of a while ago, so that the present one can still be used.
    let before = now.minus(TimeDelta::minutes(5));
    app_codes::confirm(db, &coordinator, &app.code(before.seconds()), before)?;
    let mut led = Vec::new();
    evening::offer(db, &Viewer::holding(&coordinator), "avgi")?;
    for (number, circle) in (0_usize..).zip(&CIRCLES) {
        let founder = match number {
            0 => Viewer::holding(&facilitator),
            _ => Viewer::holding(&person(db, viewer, &format!("ξεκίνημα {}", circle.name), None, zone, now)?),
        };
        // The first has been there for a while.
        let begun = if number == 0 { now.minus(TimeDelta::weeks(9)) } else { now };
        let group = found(db, &founder, circle, &world, begun)?;
        schedule(db, &founder, group, circle, zone, now)?;
        let mut here = Vec::new();
        for name in circle.members.iter().skip(1) {
            let newcomer = match (number, *name) {
                (0, "Γλάρος") => Viewer::holding(&member),
                _ => {
                    Viewer::holding(&person(db, viewer, &format!("{name} {}", circle.name), None, zone, now)?)
                }
            };
            join(db, &founder, &newcomer, group, name, begun)?;
            here.push(newcomer);
        }
        answer(db, &founder, &here, group, now)?;
        if number == 0 {
            agreed::agree(db, &founder, &here, group, zone, now)?;
            turns::go_round(db, &founder, &here, group, circle, now)?;
            experience::told(db, &founder, &here, group, now)?;
            let professional = Viewer::holding(&coordinator);
            outsiders::companion(db, &run, (&founder, &here), group, &professional, zone, now)?;
            past::count(db, &founder, group, now)?;
            evening::plan(db, &founder, &here, group, now)?;
        }
        led.push((founder, group));
    }
    if let [sea, harbour, _, evening, ..] = led.as_slice() {
        outsiders::guest(db, sea, &harbour.0, "Tess", 1, now)?;
        outsiders::guest(db, evening, &sea.0, "Μ.", 1, now)?;
    }
    let mine = reminding::mine(db, &Viewer::holding(&member), now).map_err(rule)?;
    for chosen in &mine.groups {
        let choices: Vec<Choice> = [0, 48].into_iter().filter_map(Choice::from_hours_before).collect();
        reminding::choose(db, &Viewer::holding(&member), chosen.group, &choices, Channel::Mail, now)
            .map_err(rule)?;
    }
    leaderless(db, &run, programme, places.first().copied(), zone, now)?;
    before::tell(db, viewer, &world, now)?;
    Ok((SIGN_INS, app))
}

pub(super) fn rule(cause: impl ToString) -> Untold {
    Untold::Rule(cause.to_string())
}

fn programme(zone: Zone) -> Result<NewProgramme, Untold> {
    Ok(NewProgramme {
        slug: Slug::parse("avgi").map_err(rule)?,
        name: ProgrammeName::parse("Πρόγραμμα «Αυγή»").map_err(rule)?,
        about: String::new(),
        zone,
        languages: vec![Language::Greek, Language::English],
        sponsors: vec!["Με την υποστήριξη ενός επινοημένου δήμου".to_owned()],
    })
}

pub(super) fn person(
    db: &mut Conn,
    viewer: &Viewer,
    name: &str,
    hash: Option<&str>,
    zone: Zone,
    now: Instant,
) -> Result<Myself, Untold> {
    let may = access::newcomer(viewer).ok_or_else(|| rule("nobody is signed in"))?;
    let new = NewPerson {
        sign_in_name: name.to_owned(),
        password_hash: hash.map(ToOwned::to_owned),
        language: Locale::El,
        zone,
    };
    persons::create(db, &may, &new, now)?.ok_or_else(|| rule("a name is there twice"))
}

/// Where the story takes place.
pub(super) struct World<'a> {
    programme: ProgrammeId,
    places: &'a [PlaceId],
    fields: &'a [FieldId],
    pub(super) zone: Zone,
}

pub(super) fn found(
    db: &mut Conn,
    founder: &Viewer,
    circle: &Circle,
    world: &World<'_>,
    now: Instant,
) -> Result<GroupId, Untold> {
    let says = Description {
        name: GroupName::parse(circle.name).map_err(rule)?,
        about: Some(Markdown::parse(circle.about).map_err(rule)?),
        place: world.places.get(circle.town).copied(),
        fields: world.fields.get(circle.field).copied().into_iter().collect(),
        languages: [circle.language].into(),
        step_free: None,
        listed: true,
        shows_full: false,
        shows_agreement: false,
        confirm_within: ConfirmWithin::default(),
    };
    let new = NewGroup { says, joining: circle.joining, programme: Some(world.programme), zone: world.zone };
    let name = MemberName::parse(circle.members.first().copied().unwrap_or("—")).map_err(rule)?;
    founding::found(db, founder, &new, &name, now).map_err(rule)
}

pub(super) fn schedule(
    db: &mut Conn,
    founder: &Viewer,
    group: GroupId,
    circle: &Circle,
    zone: Zone,
    now: Instant,
) -> Result<(), Untold> {
    // The series has gone on for eight weeks already.
    let first = zone.wall(now).date() + TimeDelta::days(circle.ahead - 56);
    let time = NaiveTime::from_hms_opt(circle.hour, 0, 0).ok_or_else(|| rule("an hour"))?;
    let every = |weeks| NonZeroU8::new(weeks).unwrap_or(NonZeroU8::MIN);
    let repeat = match circle.repeat {
        Often::Weekly => Repeat::Weekly { every: every(1), on: Days::only(first.weekday()) },
        Often::Fortnightly => Repeat::Weekly { every: every(2), on: Days::only(first.weekday()) },
        Often::MonthlyLast => {
            Repeat::Monthly { every: every(1), on: InMonth::one(Nth::Last, chrono::Weekday::Fri) }
        }
    };
    let text = |typed: &str| ShortText::parse(typed).ok();
    let online = circle.format != Format::InPerson;
    let new = NewSeries {
        kind: SeriesKind::Meeting,
        title: None,
        schedule: Schedule {
            start: Wall::from_naive(first.and_time(time)),
            zone,
            rule: Rule { repeat, ends: Ends::Never },
        },
        minutes: 90,
        format: circle.format,
        openness: Openness::Open,
        other_openness_on: None,
        open_to: None,
        address: text(circle.address),
        at: circle.at.and_then(|(latitude, longitude)| Spot::degrees(latitude, longitude)),
        how_to_get_in: text(circle.how),
        online_url: if online {
            crate::domain::text::OnlineUrl::parse("https://meet.example.org/avgi").ok()
        } else {
            None
        },
        joining_secret: if online { text("καλοκαίρι 26") } else { None },
        places: circle.places,
        note: None,
    };
    scheduling::create(db, founder, group, &new, now).map_err(rule)?;
    Ok(())
}

/// By the group's own door: at once, or by an invitation where a hello would have to wait for its answers.
fn join(
    db: &mut Conn,
    founder: &Viewer,
    newcomer: &Viewer,
    group: GroupId,
    name: &str,
    now: Instant,
) -> Result<(), Untold> {
    let name = MemberName::parse(name).map_err(rule)?;
    let token = joining::invite(db, founder, group, now).map_err(rule)?;
    joining::accept(db, newcomer, &token, &name, now).map_err(rule)?;
    Ok(())
}

/// Some come, some perhaps, some have said nothing yet.
fn answer(
    db: &mut Conn,
    founder: &Viewer,
    here: &[Viewer],
    group: GroupId,
    now: Instant,
) -> Result<(), Untold> {
    let page = inside::show(db, founder, group, now).map_err(rule)?;
    let Some(next) = page.next.first().map(|next| next.key) else {
        return Ok(());
    };
    let mut say = |who: &Viewer, wish: Wish, to: MeetingKey| {
        answers::answer(db, who, group, to, wish, now).map(|_| ()).map_err(rule)
    };
    say(founder, Wish::Coming, next)?;
    for (who, wish) in here.iter().skip(2).zip([Wish::Coming, Wish::Perhaps]) {
        say(who, wish, next)?;
    }
    Ok(())
}

/// A group that is listed and that nobody leads yet, to be handed over.
fn leaderless(
    db: &mut Conn,
    run: &MayRun,
    programme: ProgrammeId,
    place: Option<PlaceId>,
    zone: Zone,
    now: Instant,
) -> Result<(), Untold> {
    let slug = Slug::parse("apogevmatini-parea").map_err(rule)?;
    let says = Description {
        name: GroupName::parse("Απογευματινή παρέα").map_err(rule)?,
        about: None,
        place,
        fields: [].into(),
        languages: [Language::Greek].into(),
        step_free: Some(true),
        listed: true,
        shows_full: false,
        shows_agreement: false,
        confirm_within: ConfirmWithin::default(),
    };
    let new = crate::store::import::FedGroup { key: "demo".to_owned(), says, zone };
    crate::store::import::add_group(db, run, programme, &new, &slug, now)?;
    Ok(())
}
