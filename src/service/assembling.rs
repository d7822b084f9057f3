//! Assemblies: any two members can call one, whoever leads. What stands on the agenda of the next follows from what the group
//! has agreed on, from what is proposed and from what ends; the rest is added by members. Facilitators plan assemblies as
//! they plan every series, elsewhere.

use chrono::{NaiveDate, TimeDelta};

use super::agreement::{self, Holder, Listed, Ruled, holders, listed, ruled};
use crate::access::{self, May as _, MayAttend, Viewer, Visible};
use crate::domain::agreement::TABLE;
use crate::domain::assembly::{self, MINUTES};
use crate::domain::audience::Named;
use crate::domain::decision::Outcome;
use crate::domain::group::{Format, Openness, SeriesKind};
use crate::domain::ids::{CallId, GroupId, PointId};
use crate::domain::log::LogKind;
use crate::domain::series::NewSeries;
use crate::domain::series::{Ends, Repeat, Rule, Schedule};
use crate::domain::text::{OnlineUrl, ShortText};
use crate::domain::time::{Instant, Wall, Zone};
use crate::service::member::{locked_member, member};
use crate::store::assemblies::{self, Wished};
use crate::store::log::{self, Event};
use crate::store::series::{self, Series};
use crate::store::{Conn, StoreError, agreements, groups, proposals, sight};

/// How far ahead, and back, assemblies are looked for.
const AROUND: TimeDelta = TimeDelta::days(366);

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum AssemblyError {
    /// There is no such group or point, or it is none of the viewer's.
    #[error("not found")]
    NotFound,
    /// It is called by now, or is not asked for any more.
    #[error("nobody asks for it any more")]
    Gone,
    /// One alone calls no assembly.
    #[error("the viewer's own")]
    Own,
    /// Too few days are left for the group's notice, and one to join in.
    #[error("too soon")]
    TooSoon,
    /// The clocks skip that time on that day.
    #[error("there is no such time on that day")]
    InGap,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Somebody asks for an assembly.
#[derive(Debug, Clone)]
pub struct Asked {
    pub id: CallId,
    pub by: Named,
    pub is_mine: bool,
    pub meets: Wall,
    pub address: String,
    pub online_url: String,
    /// Until when another member can join in.
    pub until: Wall,
}

/// What a member wants to talk about.
#[derive(Debug, Clone)]
pub struct Point {
    pub id: PointId,
    pub by: Named,
    pub is_mine: bool,
    pub words: String,
}

/// What is to be talked about.
#[derive(Debug, Clone)]
pub struct Agenda {
    /// Rules that the group said it would look at again by then.
    pub reviews: Vec<Ruled>,
    /// When the text is looked at again, where that is by then, and whether it is overdue.
    pub text: Option<(NaiveDate, bool)>,
    pub proposals: Vec<Listed>,
    /// Whether nobody facilitates.
    pub is_open: bool,
    /// Whose mandate ends soon after.
    pub ending: Vec<Holder>,
    pub points: Vec<Point>,
}

impl Agenda {
    /// Whether there is nothing on it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let Self { reviews, text, proposals, is_open, ending, points } = self;
        let is_quiet = !is_open && text.is_none() && reviews.is_empty();
        is_quiet && proposals.is_empty() && ending.is_empty() && points.is_empty()
    }
}

/// The next assembly of a group, or how to come to one.
#[derive(Debug, Clone)]
pub struct Assembly {
    pub group: GroupId,
    pub zone: Zone,
    pub next: Option<Wall>,
    pub asked: Vec<Asked>,
    pub agenda: Agenda,
    /// The first day for which one can ask.
    pub first_day: NaiveDate,
    /// Where the group usually meets.
    pub address: String,
    pub online_url: String,
}

/// The next assembly with its agenda.
///
/// # Errors
/// When the viewer is not in the group.
pub fn show(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    now: Instant,
) -> Result<Visible<Assembly>, AssemblyError> {
    let (_, may) = member(db, viewer, group, now)?.ok_or(AssemblyError::NotFound)?;
    let zone = groups::of_member(db, &may)?.zone;
    let rules = agreements::rules(db, &may, now)?;
    let all = series::of_member(db, &may, &(now.minus(AROUND)..now.plus(AROUND)), now)?;
    let dates = |from: Instant, to: Instant| {
        let assemblies = all.iter().filter(|it| it.kind == SeriesKind::Assembly);
        let dates = assemblies.flat_map(move |it| it.schedule.meetings(from..to, &it.changes, usize::MAX));
        dates.filter(|it| it.status.takes_place())
    };
    let next = dates(now, now.plus(AROUND)).min_by_key(|it| it.starts).map(|it| it.wall);
    let last = dates(now.minus(AROUND), now).map(|it| it.starts).max();
    let day = next.map_or(zone.wall(now), |next| next).date();
    let usual = usual(&all);
    let it = Assembly {
        group,
        zone,
        next,
        asked: asked(db, &may, zone, now)?,
        agenda: agenda(db, &may, zone, (day, last), now)?,
        first_day: assembly::first_day(now, zone, &rules),
        address: usual.map(|it| it.usual.terms.address.clone()).unwrap_or_default(),
        online_url: usual.map(|it| it.usual.terms.online_url.clone()).unwrap_or_default(),
    };
    Ok(may.reveal(it))
}

/// What members ask for, under their names.
pub(in crate::service) fn asked(
    db: &mut Conn,
    may: &MayAttend,
    zone: Zone,
    now: Instant,
) -> Result<Vec<Asked>, StoreError> {
    let calls = assemblies::calls(db, may, now)?;
    if calls.is_empty() {
        return Ok(Vec::new());
    }
    let names = sight::names(db, may, now)?;
    let asked = calls.into_iter().filter_map(|it| {
        Some(Asked {
            id: it.id,
            by: names.get(&it.by)?.clone(),
            is_mine: it.by == may.membership(),
            meets: it.wished.meets,
            address: it.wished.address.as_ref().map_or("", ShortText::as_str).to_owned(),
            online_url: it.wished.online_url.as_ref().map_or("", OnlineUrl::as_str).to_owned(),
            until: zone.wall(it.until),
        })
    });
    Ok(asked.collect())
}

/// What is to be talked about on a day, when the last assembly was at that time.
fn agenda(
    db: &mut Conn,
    may: &MayAttend,
    zone: Zone,
    (day, last): (NaiveDate, Option<Instant>),
    now: Instant,
) -> Result<Agenda, StoreError> {
    let (today, agreed) = (zone.wall(now).date(), agreements::agreed(db, may, now)?);
    let of = agreements::rules(db, may, now)?;
    let rules = TABLE.iter().map(|it| ruled((it.rule, of.of(it.rule)), &agreed, zone, today));
    let review = |it: &Ruled| it.agreed.as_ref().and_then(|(.., review)| *review);
    let all = proposals::of_group(db, may)?;
    let open = all.iter().filter(|it| it.outcome(now) == Outcome::Open);
    let holders = holders(db, may, zone, now)?;
    let names = sight::names(db, may, now)?;
    let text = agreement::text(db, may, zone, now)?.review;
    let points = assemblies::points(db, may, last)?.into_iter();
    Ok(Agenda {
        reviews: rules.filter(|it| assembly::is_to_review(review(it), day)).collect(),
        text: text.filter(|(review, _)| assembly::is_to_review(Some(*review), day)),
        proposals: open.map(|it| listed(it, zone, now)).collect(),
        is_open: holders.is_empty(),
        ending: holders.into_iter().filter(|it| assembly::ends_soon(it.until, day)).collect(),
        points: points
            .filter_map(|it| {
                let (by, is_mine) = (names.get(&it.by)?.clone(), it.by == may.membership());
                Some(Point { id: it.id, by, is_mine, words: it.words })
            })
            .collect(),
    })
}

/// The series by which the group usually meets.
fn usual(all: &[Series]) -> Option<&Series> {
    all.iter().find(|it| it.kind == SeriesKind::Meeting)
}

/// Asks for an assembly: another member has to join in.
///
/// # Errors
/// When the viewer is not in the group, or the others would have less notice than agreed on.
pub fn ask(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    wished: &Wished,
    now: Instant,
) -> Result<(), AssemblyError> {
    let (_, may) = member(db, viewer, group, now)?.ok_or(AssemblyError::NotFound)?;
    let zone = groups::of_member(db, &may)?.zone;
    let rules = agreements::rules(db, &may, now)?;
    zone.accept(wished.meets).map_err(|_| AssemblyError::InGap)?;
    if wished.meets.date() < assembly::first_day(now, zone, &rules) {
        return Err(AssemblyError::TooSoon);
    }
    Ok(assemblies::ask(db, &may, wished, assembly::can_be_joined_until(wished.meets, zone, &rules))?)
}

/// Does not ask for it any more.
///
/// # Errors
/// When the viewer is not in the group.
pub fn take_back(db: &mut Conn, viewer: &Viewer, group: GroupId, now: Instant) -> Result<(), AssemblyError> {
    let (_, may) = member(db, viewer, group, now)?.ok_or(AssemblyError::NotFound)?;
    Ok(assemblies::take_back(db, &may)?)
}

/// Joins in: the assembly is called, and everybody is told. Of two who join in at once, the second finds that it is called.
///
/// # Errors
/// When the viewer is not in the group or asked for it themselves, or nobody asks for it any more.
pub fn join(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    call: CallId,
    now: Instant,
) -> Result<(), AssemblyError> {
    let (_, may) = locked_member(db, viewer, group, now)?.ok_or(AssemblyError::NotFound)?;
    let zone = groups::of_member(db, &may)?.zone;
    let usual = series::of_member(db, &may, &(now..now), now)?;
    let secret = match self::usual(&usual) {
        Some(it) => series::joining_secret(db, &may, it.id)?.map(|secret| (it, secret)),
        None => None,
    };
    let (used, wished) = assemblies::use_up(db, &may, call, now)?.ok_or(AssemblyError::Gone)?;
    let may = access::may_convene(may, &used).ok_or(AssemblyError::Own)?;
    let starts = zone.accept(wished.meets).map_err(|_| AssemblyError::InGap)?;
    let url = wished.online_url.as_ref().map_or("", OnlineUrl::as_str);
    // Whoever comes to the usual room needs its key.
    let secret = secret.filter(|(it, _)| !url.is_empty() && it.usual.terms.online_url == url);
    let new = dated(&wished, zone, secret.and_then(|(_, secret)| ShortText::parse(&secret).ok()));
    let series = series::convene(db, &may, &new, now)?;
    assemblies::tell(db, &may, series, starts, now)?;
    let event = Event::of(LogKind::AssemblyCalled, "", wished.meets.compact());
    log::write(db, may.as_member(), Event { about: Some(may.asked_by()), ..event }, now)?;
    Ok(())
}

/// The one date, for those who share it: an assembly is the members' own.
fn dated(wished: &Wished, zone: Zone, joining_secret: Option<ShortText>) -> NewSeries {
    let format = match (&wished.online_url, &wished.address) {
        (Some(_), Some(_)) => Format::Hybrid,
        (Some(_), None) => Format::Online,
        (None, _) => Format::InPerson,
    };
    let once = Rule { repeat: Repeat::Once, ends: Ends::Never };
    NewSeries {
        kind: SeriesKind::Assembly,
        title: None,
        schedule: Schedule { start: wished.meets, zone, rule: once },
        minutes: MINUTES,
        format,
        openness: Openness::Closed,
        other_openness_on: None,
        open_to: None,
        address: wished.address.clone(),
        at: None,
        how_to_get_in: None,
        online_url: wished.online_url.clone(),
        joining_secret,
        places: None,
        note: None,
    }
}

/// Puts something on the agenda.
///
/// # Errors
/// When the viewer is not in the group.
pub fn add_point(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    words: &ShortText,
    now: Instant,
) -> Result<(), AssemblyError> {
    let (_, may) = member(db, viewer, group, now)?.ok_or(AssemblyError::NotFound)?;
    Ok(assemblies::add(db, &may, words, now)?)
}

/// Takes one's own point off it.
///
/// # Errors
/// When the viewer is not in the group, or it is not theirs.
pub fn remove_point(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    point: PointId,
    now: Instant,
) -> Result<(), AssemblyError> {
    let (_, may) = member(db, viewer, group, now)?.ok_or(AssemblyError::NotFound)?;
    if assemblies::remove(db, &may, point)? { Ok(()) } else { Err(AssemblyError::NotFound) }
}
