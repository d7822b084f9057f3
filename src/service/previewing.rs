//! What a proposal would change: as it is now, and as it would be then. Shown before it is proposed, and as long as it is
//! open; nothing is changed by looking.

use std::ops::Range;

use chrono::{NaiveDate, NaiveTime, TimeDelta};

use crate::access::MayAttend;
use crate::domain::accompaniment::Accompaniment;
use crate::domain::agreement::{Line, Rule, lines};
use crate::domain::decision::{Bond, Change, Ending, Retiming, Ruling};
use crate::domain::experience::OpenTo;
use crate::domain::group::{Keeps, Tie};
use crate::domain::ids::MembershipId;
use crate::domain::series::{Renewal, Repeat, Schedule};
use crate::domain::time::{Instant, Wall, Zone, resolve};
use crate::service::rota::{Rota, Shift};
use crate::store::{
    Conn, StoreError, agreements, endings, experiences, groups, lives, mandates, memberships, series,
    telling, ties, versions, welcomes,
};

/// So far ahead meetings are foreseen that a closing would take.
const AHEAD: TimeDelta = TimeDelta::days(60);
/// So many of a series are counted, and so many of all are named.
const MOST: usize = 400;
const NAMED: usize = 3;
/// So many of the old dates are shown with what becomes of them.
const FATES: usize = 4;

/// Now and then, for each kind.
#[derive(Debug, Clone)]
pub enum Preview {
    /// Nothing that can be said in advance.
    Words,
    Rule(Ruled),
    /// Who would facilitate, by name.
    Mandate(String),
    /// Who would while nobody else does.
    Deputy(String),
    /// Who would not any more.
    TakeBack(String),
    /// Who would be suspended, and for how many months the open door would stay shut.
    Exclude(String, u32),
    /// Who asks once more.
    Appeal(String),
    /// For what, and until when.
    Accompany(Accompaniment),
    Tie {
        now: Tied,
        then: Tied,
    },
    /// What the agreement says, beside what it would say.
    Text(Vec<Line>),
    Dates(Dates),
    /// What a note says, who reads it, and who would.
    Open(String, OpenTo, OpenTo),
    Rest(Rest),
    Close(Close),
    /// Which group's members would be welcome, and until when that group can decide to come.
    Welcome(String, NaiveDate),
}

impl Preview {
    /// Whether a rule touches what members count on: then it is looked at before it is proposed.
    #[must_use]
    pub fn touches_somebody(&self) -> bool {
        matches!(self, Self::Rule(it) if !it.mandates.is_empty() || !it.turns.is_empty())
    }
}

/// A rule would say something else.
#[derive(Debug, Clone)]
pub struct Ruled {
    pub rule: Rule,
    pub now: i32,
    pub then: i32,
    /// Whose mandate would end on another day: by name, as it is and as it would be.
    pub mandates: Vec<(String, NaiveDate, NaiveDate)>,
    /// What the rota would propose otherwise. What is confirmed stays.
    pub turns: Vec<Shift>,
}

/// A regular meeting would be at other times.
#[derive(Debug, Clone)]
pub struct Dates {
    pub title: String,
    pub now: Usually,
    /// `None` when it ends.
    pub then: Option<Usually>,
    /// The old dates, and what becomes of each.
    pub fates: Vec<(Wall, Option<Wall>)>,
    pub zone: Zone,
    /// How many people it touches: they are asked.
    pub people: usize,
}

/// When something is, as a rule, and where.
#[derive(Debug, Clone)]
pub struct Usually {
    pub repeat: Repeat,
    pub from: Wall,
    pub minutes: u32,
    pub address: String,
}

/// A group would rest.
#[derive(Debug, Clone)]
pub struct Rest {
    /// Until when it rests as things are.
    pub now: Option<NaiveDate>,
    pub until: NaiveDate,
    /// The meetings that would not take place.
    pub falls_out: Falls,
}

/// A group would end.
#[derive(Debug, Clone)]
pub struct Close {
    pub on: NaiveDate,
    pub farewell: String,
    pub keeps: Keeps,
    pub kept_until: NaiveDate,
    /// The group into which it would go.
    pub into: Option<String>,
    pub falls_out: Falls,
}

/// Meetings that fall out: how many of those that can be foreseen, the first of them, and how many people would be told.
#[derive(Debug, Clone, Default)]
pub struct Falls {
    pub count: usize,
    pub first: Vec<(Wall, Zone)>,
    pub people: usize,
}

/// How a group is tied, and to which programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tied {
    pub tie: Tie,
    pub programme: Option<String>,
}

/// Looks at what a change would mean if the group decides it at `at`.
pub(super) fn preview(
    db: &mut Conn,
    may: &MayAttend,
    change: Option<&Change>,
    at: Instant,
    now: Instant,
) -> Result<Preview, StoreError> {
    Ok(match change {
        None => Preview::Words,
        Some(Change::Rule(ruling)) => Preview::Rule(ruled(db, may, *ruling, at, now)?),
        Some(Change::Mandate(member)) => named(db, may, *member, Preview::Mandate)?,
        Some(Change::Deputy(member)) => named(db, may, *member, Preview::Deputy)?,
        Some(Change::TakeBack(member)) => named(db, may, *member, Preview::TakeBack)?,
        Some(Change::Exclude(member, shut)) => {
            named(db, may, *member, |name| Preview::Exclude(name, shut.count()))?
        }
        Some(Change::Appeal(member)) => named(db, may, *member, Preview::Appeal)?,
        Some(Change::Accompany(it)) => Preview::Accompany(*it),
        Some(Change::Text(then)) => Preview::Text(lines(&versions::text(db, may, now)?, then.as_str())),
        Some(Change::Dates(it)) => dates(db, may, it, now)?.map_or(Preview::Words, Preview::Dates),
        Some(Change::Rest(until)) => {
            let zone = groups::of_member(db, may)?.zone;
            let again = Wall::from_naive(until.and_time(NaiveTime::MIN));
            let falls_out = falls(db, may, at..resolve(again, zone).instant(), zone, now)?;
            Preview::Rest(Rest { now: lives::rests_until(db, may, now)?, until: *until, falls_out })
        }
        Some(Change::Welcome(of)) => {
            let until = groups::of_member(db, may)?.zone.wall(welcomes::until(at)).date();
            welcomes::name(db, may, *of)?.map_or(Preview::Words, |name| Preview::Welcome(name, until))
        }
        Some(Change::Close(Ending { farewell, keeps, into })) => {
            let zone = groups::of_member(db, may)?.zone;
            let into = into.map(|into| welcomes::name(db, may, into)).transpose()?.flatten();
            Preview::Close(Close {
                into,
                on: zone.wall(at).date(),
                farewell: farewell.as_str().to_owned(),
                keeps: *keeps,
                kept_until: zone.wall(endings::kept_until(*keeps, at)).date(),
                falls_out: falls(db, may, at..at.plus(AHEAD), zone, now)?,
            })
        }
        Some(Change::Open(it)) => {
            let there = experiences::of_group(db, may, now)?.into_iter().find(|known| known.id == it.note);
            there.map_or(Preview::Words, |known| Preview::Open(known.words, known.opened_to, it.to))
        }
        Some(Change::Tie(then)) => {
            let bond = ties::of_member(db, may, now)?;
            Preview::Tie { now: tied(db, may, bond)?, then: tied(db, may, *then)? }
        }
    })
}

fn ruled(
    db: &mut Conn,
    may: &MayAttend,
    Ruling { rule, to }: Ruling,
    at: Instant,
    now: Instant,
) -> Result<Ruled, StoreError> {
    let rules = agreements::rules(db, may, now)?;
    let then = rules.clone().with(rule, to);
    let mut it = Ruled { rule, now: rules.of(rule), then: to, mandates: Vec::new(), turns: Vec::new() };
    match rule {
        Rule::Term => {
            let zone = groups::of_member(db, may)?.zone;
            let (all, names) = (mandates::of_member(db, may, now)?, memberships::names(db, may)?);
            let mut shorter = all.clone();
            shorter.shorten(at, then.term());
            let (before, after) = (all.holders(at), shorter.holders(at));
            let day = |at: &Instant| zone.wall(*at).date();
            let ends_earlier = |(who, was): (&MembershipId, &Instant)| {
                let is = after.get(who).filter(|is| *is != was)?;
                Some((names.get(who)?.clone(), day(was), day(is)))
            };
            it.mandates = before.iter().filter_map(ends_earlier).collect();
        }
        Rule::InARow => it.turns = Rota::look(db, may, now)?.by_other_maximum(then.most_in_a_row(), now),
        _ => {}
    }
    Ok(it)
}

fn dates(db: &mut Conn, may: &MayAttend, it: &Retiming, now: Instant) -> Result<Option<Dates>, StoreError> {
    let all = series::of_member(db, may, &(now..now.plus(AHEAD)), now)?;
    let Some(series) = all.into_iter().find(|series| series.id == it.series) else {
        return Ok(None);
    };
    let old = series.schedule;
    let new = it.to.as_ref().map(|to| Schedule { start: to.start, zone: old.zone, rule: to.rule });
    let renewal = Renewal { old, new, from: it.from.date() };
    let at = |date: NaiveDate| Wall::from_naive(date.and_time(old.start.time()));
    let fates = old.dates(it.from.date()).take(FATES).map(|date| (at(date), renewal.becomes(at(date))));
    let (terms, zone) = (series.usual.terms, old.zone);
    Ok(Some(Dates {
        now: Usually {
            repeat: old.rule.repeat,
            from: old.start,
            minutes: terms.minutes,
            address: terms.address.clone(),
        },
        then: it.to.as_ref().map(|to| Usually {
            repeat: to.rule.repeat,
            from: to.start,
            minutes: to.minutes.into(),
            address: to.address.as_ref().map_or(terms.address, |address| address.as_str().to_owned()),
        }),
        fates: fates.collect(),
        title: series.title,
        zone,
        people: telling::asked_about(db, may, it.series, it.from)?.len(),
    }))
}

fn falls(
    db: &mut Conn,
    may: &MayAttend,
    window: Range<Instant>,
    zone: Zone,
    now: Instant,
) -> Result<Falls, StoreError> {
    let mut dates: Vec<(Instant, Wall, Zone)> = Vec::new();
    for series in series::of_member(db, may, &window, now)? {
        let meetings = series.schedule.meetings(window.clone(), &series.changes, MOST);
        let take_place = meetings.iter().filter(|it| it.status.takes_place());
        dates.extend(take_place.map(|it| (it.starts, it.wall, series.schedule.zone)));
    }
    dates.sort_by_key(|(starts, ..)| *starts);
    let days = (zone.wall(window.start).date(), zone.wall(window.end).date());
    Ok(Falls {
        count: dates.len(),
        first: dates.into_iter().take(NAMED).map(|(_, wall, zone)| (wall, zone)).collect(),
        people: telling::concerned_between(db, may, days)?.len(),
    })
}

fn named(
    db: &mut Conn,
    may: &MayAttend,
    member: MembershipId,
    preview: impl FnOnce(String) -> Preview,
) -> Result<Preview, StoreError> {
    Ok(memberships::names(db, may)?.remove(&member).map_or(Preview::Words, preview))
}

fn tied(db: &mut Conn, may: &MayAttend, bond: Bond) -> Result<Tied, StoreError> {
    Ok(Tied { tie: bond.tie(), programme: ties::name(db, may, bond)? })
}
