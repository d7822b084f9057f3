//! From what somebody wants to what would change, when it can: each kind by its own rules. Nothing is opened here.

use chrono::{NaiveDate, TimeDelta};

use super::{Refusal, regulars};
use crate::access::MayAttend;
use crate::domain::accompaniment::Accompaniment;
use crate::domain::decision::{
    Bond, Change, Ending, Opening, Outcome, Retiming, Review, Ruling, Subject, Times,
};
use crate::domain::exclusion::{self, Before, Shut};
use crate::domain::experience::OpenTo;
use crate::domain::group::Address;
use crate::domain::ids::{ExperienceId, MembershipId, SeriesId};
use crate::domain::series::{Ends, Renewal, Repeat, Rule as Rhythm, Schedule};
use crate::domain::text::{Markdown, ShortText};
use crate::domain::time::{Instant, Wall};
use crate::service::deciding::DecidingError;
use crate::service::scheduling::{self, ScheduleError};
use crate::store::proposals::{self, NewProposal};
use crate::store::{
    Conn, StoreError, exclusions, experiences, groups, lives, mandates, memberships, ties, versions, welcomes,
};

/// So long a group rests at most: then it decides again.
const LONGEST_REST: TimeDelta = TimeDelta::days(731);

/// What somebody wants to propose.
#[derive(Debug, Clone)]
pub struct Draft {
    pub title: ShortText,
    pub why: Markdown,
    pub review: Review,
    pub what: Wanted,
}

/// What it is to change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    Words,
    Rule(Ruling),
    /// That the one who proposes it facilitates.
    MyMandate,
    /// That the one who proposes it does while nobody else facilitates.
    MyDeputy,
    /// That a member does not any more.
    TakeBack(MembershipId),
    Tie(Bond),
    Accompany(Accompaniment),
    /// That the agreement says this, besides its rules.
    Text(Markdown),
    Exclude(Excluding),
    Dates(WantedTimes),
    Rest(NaiveDate),
    Close(Ending),
    /// That the members of another group are welcome.
    Welcome(Address),
    /// That others read a note, or not any more.
    Open(ExperienceId, OpenTo),
}

/// That a member is excluded, and whether nobody has to mediate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Excluding {
    pub member: MembershipId,
    pub shut: Shut,
    pub in_danger: bool,
}

/// Other times of a series: from which of its dates on, and which; `None` ends it there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WantedTimes {
    pub series: SeriesId,
    pub from: Wall,
    pub to: Option<NewTimes>,
}

/// When it would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTimes {
    pub start: Wall,
    pub minutes: u16,
    /// `None` when it is as often as before.
    pub repeat: Option<Repeat>,
    /// `None` where it was.
    pub address: Option<ShortText>,
}

impl Wanted {
    /// What it is about.
    #[must_use]
    pub fn subject(&self) -> Subject {
        match self {
            Self::Words => Subject::Words,
            Self::Rule(_) => Subject::Rule,
            Self::MyMandate => Subject::Mandate,
            Self::MyDeputy => Subject::Deputy,
            Self::TakeBack(_) => Subject::TakeBack,
            Self::Tie(_) => Subject::Tie,
            Self::Accompany(_) => Subject::Accompany,
            Self::Exclude(_) => Subject::Exclude,
            Self::Text(_) => Subject::Text,
            Self::Dates(_) => Subject::Dates,
            Self::Rest(_) => Subject::Rest,
            Self::Close(_) => Subject::Close,
            Self::Welcome(_) => Subject::Welcome,
            Self::Open(..) => Subject::Open,
        }
    }
}

/// What is proposed, once it is known by whom and about whom.
pub(super) fn drafted(
    db: &mut Conn,
    may: &MayAttend,
    draft: &Draft,
    deadline: Instant,
    now: Instant,
) -> Result<NewProposal, DecidingError> {
    let change = change(db, may, &draft.what, deadline, now)?;
    let (title, why, review) = (draft.title.clone(), draft.why.clone(), draft.review);
    Ok(NewProposal { title, why, change, review })
}

/// What would change, when it can.
pub(super) fn change(
    db: &mut Conn,
    may: &MayAttend,
    what: &Wanted,
    deadline: Instant,
    now: Instant,
) -> Result<Option<Change>, DecidingError> {
    Ok(Some(match what {
        Wanted::Words => return Ok(None),
        Wanted::Rule(ruling) => Change::Rule(*ruling),
        Wanted::MyMandate => Change::Mandate(may.membership()),
        Wanted::MyDeputy => Change::Deputy(may.membership()),
        Wanted::TakeBack(member) => {
            let all = mandates::of_member(db, may, now)?;
            if all.held_until(*member, now).is_none() && !all.deputies(now).contains_key(member) {
                return Err(DecidingError::NoMandate);
            }
            Change::TakeBack(*member)
        }
        Wanted::Exclude(it) => {
            exclusion::may_propose(before(db, may, it, now)?).map_err(Refusal::from)?;
            Change::Exclude(it.member, it.shut)
        }
        Wanted::Accompany(it) => {
            let zone = groups::of_member(db, may)?.zone;
            Change::Accompany(it.fits(zone.wall(deadline).date()).map_err(Refusal::from)?)
        }
        Wanted::Text(text) => {
            if versions::text(db, may, now)? == text.as_str() {
                return Err(Refusal::AsItIs.into());
            }
            Change::Text(text.clone())
        }
        Wanted::Tie(bond) => {
            if bond.programme().is_some() && ties::name(db, may, *bond)?.is_none() {
                return Err(Refusal::NoProgramme.into());
            }
            if ties::of_member(db, may, now)? == *bond {
                return Err(Refusal::AsItIs.into());
            }
            Change::Tie(*bond)
        }
        Wanted::Dates(wanted) => Change::Dates(retimed(db, may, wanted, deadline, now)?),
        Wanted::Rest(until) => {
            let from = groups::of_member(db, may)?.zone.wall(deadline).date();
            if *until <= from {
                return Err(Refusal::RestTooShort.into());
            }
            if *until > from + LONGEST_REST {
                return Err(Refusal::RestTooLong.into());
            }
            if lives::rests_until(db, may, now)? == Some(*until) {
                return Err(Refusal::AsItIs.into());
            }
            Change::Rest(*until)
        }
        Wanted::Close(how) => {
            let known = |into| Ok(welcomes::of_us(db, may, deadline, now)?.iter().any(|it| it.0 == into));
            if !how.into.map_or(Ok::<_, StoreError>(true), known)? {
                return Err(Refusal::NotWelcome.into());
            }
            Change::Close(how.clone())
        }
        Wanted::Welcome(address) => {
            Change::Welcome(welcomes::known(db, may, address, now)?.ok_or(Refusal::NoGroup)?)
        }
        Wanted::Open(note, to) => {
            let there = experiences::of_group(db, may, now)?.into_iter().find(|it| it.id == *note);
            let it = there.filter(|it| it.may_open).ok_or(Refusal::NoNote)?;
            if it.opened_to == *to {
                return Err(Refusal::AsItIs.into());
            }
            Change::Open(Opening { note: *note, to: *to, version: it.version })
        }
    }))
}

/// What there is before a group is asked to exclude a member.
fn before(db: &mut Conn, may: &MayAttend, it: &Excluding, now: Instant) -> Result<Before, DecidingError> {
    let others = memberships::names(db, may)?;
    if it.member == may.membership() || !others.contains_key(&it.member) {
        return Err(DecidingError::NotFound);
    }
    let about_them =
        |known: &proposals::Proposal| known.change.as_ref().and_then(Change::not_asked) == Some(it.member);
    let known = proposals::of_group(db, may)?;
    let is_asked = known.iter().any(|it| about_them(it) && it.outcome(now) == Outcome::Open);
    if is_asked || exclusions::is_decided(db, may, it.member)? {
        return Err(Refusal::from(exclusion::Refusal::Already).into());
    }
    Ok(Before {
        mediation_offered: exclusions::was_mediation_offered(db, may, it.member)?,
        danger: it.in_danger,
        just_asked: known.iter().any(|it| about_them(it) && now < it.opened_at.plus(exclusion::PEACE)),
        electors: u32::try_from(others.len()).unwrap_or(u32::MAX).saturating_sub(1),
    })
}

/// Other times of a series, when they can be.
fn retimed(
    db: &mut Conn,
    may: &MayAttend,
    wanted: &WantedTimes,
    deadline: Instant,
    now: Instant,
) -> Result<Retiming, DecidingError> {
    let regular = regulars(db, may, deadline, now)?;
    let it = regular.into_iter().find(|it| it.id == wanted.series).ok_or(Refusal::NoSeries)?;
    if !it.dates.iter().any(|date| date.original == wanted.from) {
        return Err(Refusal::BeforeIt.into());
    }
    let to = match &wanted.to {
        None => None,
        Some(to) => {
            let old = it.schedule;
            let repeat = to.repeat.unwrap_or(old.rule.repeat);
            let ends = old.last_date().filter(|_| repeat != Repeat::Once).map_or(Ends::Never, Ends::On);
            let rule = Rhythm { repeat, ends };
            let new = Schedule { start: to.start, zone: old.zone, rule };
            scheduling::preview(&new, deadline).map_err(|why| match why {
                ScheduleError::InGap => Refusal::InGap,
                _ => Refusal::NoDates,
            })?;
            let first = new.first().ok_or(Refusal::NoDates)?;
            if new.meeting(first, None).starts <= deadline {
                return Err(Refusal::BeforeIt.into());
            }
            let still_meets = it.dates.iter().take_while(|date| date.original < wanted.from).last();
            if still_meets.is_some_and(|date| new.start.date() <= date.original.date()) {
                return Err(Refusal::StillMeets.into());
            }
            let address = to.address.clone().filter(|address| address.as_str() != it.terms.address);
            let renewal = Renewal { old, new: Some(new), from: wanted.from.date() };
            if renewal.moves_nothing() && u32::from(to.minutes) == it.terms.minutes && address.is_none() {
                return Err(Refusal::AsItIs.into());
            }
            Some(Times { start: to.start, rule, minutes: to.minutes, address })
        }
    };
    Ok(Retiming { series: it.id, from: wanted.from, to })
}
