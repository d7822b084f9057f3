//! A member proposes something to the group, says it otherwise, or takes it back. On what terms it is decided is settled
//! here, by the rules of that moment; the deciding is [`deciding`](super::deciding)'s.

use chrono::{NaiveDate, TimeDelta};

use super::agreement::{Holder, deputies, holders};
use super::deciding::{DecidingError, open};
use super::previewing::{Preview, preview};
use super::scheduling::{self, ScheduleError};
use crate::access::{self, May as _, MayAttend, Viewer, Visible};
use crate::domain::accompaniment::{self, Accompaniment};
use crate::domain::agreement::{Method, Rules};
use crate::domain::decision::{
    A_WEEK, Bond, Change, Ending, Outcome, PROPOSALS_A_WEEK, Retiming, Review, Ruling, Subject, Times,
};
use crate::domain::exclusion::{self, Before, Shut};
use crate::domain::ids::{GroupId, MembershipId, ProgrammeId, ProposalId, SeriesId};
use crate::domain::series::{Changes, Ends, Meeting, Renewal, Repeat, Rule as Rhythm, Schedule, Terms};
use crate::domain::text::{Markdown, ShortText};
use crate::domain::time::{Instant, Wall, Zone, resolve};
use crate::service::member::{locked_member, member};
use crate::store::proposals::{self, NewProposal};
use crate::store::{
    Conn, StoreError, agreements, exclusions, groups, lives, mandates, memberships, series, standing, ties,
    versions, vocabulary,
};

/// From how many of its next dates a series can be changed, and how far ahead they are looked for.
const DATES: usize = 12;
const AHEAD: TimeDelta = TimeDelta::days(366 * 2);
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
        }
    }
}

/// Why something cannot be proposed as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It is so already.
    #[error("it is so already")]
    AsItIs,
    /// There is no such programme.
    #[error("no such programme")]
    NoProgramme,
    /// The viewer has proposed so much within a week.
    #[error("too many proposals")]
    TooMany,
    #[error(transparent)]
    Exclusion(#[from] exclusion::Refusal),
    #[error(transparent)]
    Accompaniment(#[from] accompaniment::Refusal),
    /// There is no such series, or it has no dates to come.
    #[error("no such series")]
    NoSeries,
    /// It would begin before it is decided.
    #[error("that date comes before the decision")]
    BeforeIt,
    /// The clocks skip that time on that day.
    #[error("there is no such time on that day")]
    InGap,
    /// There would be no date at all.
    #[error("the rule has no dates")]
    NoDates,
    /// The group would meet again before it has decided.
    #[error("the rest is too short")]
    RestTooShort,
    /// Nobody knows so far ahead.
    #[error("the rest is too long")]
    RestTooLong,
}

/// What a proposal begins from.
#[derive(Debug, Clone)]
pub struct Ground {
    pub group: GroupId,
    pub zone: Zone,
    pub rules: Rules,
    pub holders: Vec<Holder>,
    /// The other members.
    pub others: Vec<(MembershipId, String)>,
    pub deputies: Vec<Holder>,
    /// What the agreement says besides its rules.
    pub text: String,
    /// To which programmes a group can be tied, by name, and how this one is.
    pub programmes: Vec<(ProgrammeId, String)>,
    pub bond: Bond,
    /// The series whose times can be changed.
    pub regulars: Vec<Regular>,
    /// Until when it would be open.
    pub deadline: Wall,
}

/// A series, as it is.
#[derive(Debug, Clone)]
pub struct Regular {
    pub id: SeriesId,
    pub title: String,
    pub schedule: Schedule,
    pub terms: Terms,
    /// Its next dates by the rule after the decision.
    pub dates: Vec<Meeting>,
}

/// On what a proposal would be opened now.
///
/// # Errors
/// When the viewer is not in the group.
pub fn ground(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    now: Instant,
) -> Result<Visible<Ground>, DecidingError> {
    let (_, may) = member(db, viewer, group, now)?.ok_or(DecidingError::NotFound)?;
    let zone = groups::of_member(db, &may)?.zone;
    let rules = agreements::rules(db, &may, now)?;
    let at = deadline(&rules, zone, now);
    let deadline = zone.wall(at);
    let holders = holders(db, &may, zone, now)?;
    let me = may.membership();
    let others = memberships::names(db, &may)?.into_iter().filter(|(id, _)| *id != me).collect();
    let deputies = deputies(db, &may, zone, now)?;
    let text = versions::text(db, &may, now)?;
    let programmes = vocabulary::programmes(db)?.into_iter().map(|it| (it.id, it.name)).collect();
    let bond = ties::of_member(db, &may, now)?;
    let regulars = regulars(db, &may, at, now)?;
    Ok(may.reveal(Ground {
        group,
        zone,
        rules,
        holders,
        deputies,
        text,
        others,
        programmes,
        bond,
        regulars,
        deadline,
    }))
}

/// So many days ahead, at the same time of day by the group's clocks.
pub(in crate::service) fn deadline(rules: &Rules, zone: Zone, now: Instant) -> Instant {
    resolve(Wall::from_naive(zone.wall(now).naive() + rules.notice()), zone).instant()
}

/// Opens a proposal.
///
/// # Errors
/// When the viewer is not in the group.
pub fn propose(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    draft: &Draft,
    now: Instant,
) -> Result<ProposalId, DecidingError> {
    // Whoever comes or goes, comes before or after.
    let (_, may) = locked_member(db, viewer, group, now)?.ok_or(DecidingError::NotFound)?;
    let zone = groups::of_member(db, &may)?.zone;
    let rules = agreements::rules(db, &may, now)?;
    not_too_many(db, &may, now)?;
    let until = deadline(&rules, zone, now);
    let new = drafted(db, &may, draft, until, now)?;
    let id = proposals::open(db, &may, &new, &rules, until, now)?;
    if let Wanted::Exclude(it) = &draft.what {
        exclusions::write_why(db, &may, (id, it.member), (&draft.why, it.in_danger), until, now)?;
    }
    Ok(id)
}

fn not_too_many(db: &mut Conn, may: &MayAttend, now: Instant) -> Result<(), DecidingError> {
    let mine = proposals::mine_since(db, may, now.minus(A_WEEK))?;
    if mine < PROPOSALS_A_WEEK { Ok(()) } else { Err(Refusal::TooMany.into()) }
}

/// What is proposed, once it is known by whom and about whom.
fn drafted(
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
fn change(
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
        Wanted::Close(how) => Change::Close(how.clone()),
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

/// The group's series that have dates after `deadline`.
fn regulars(
    db: &mut Conn,
    may: &MayAttend,
    deadline: Instant,
    now: Instant,
) -> Result<Vec<Regular>, StoreError> {
    let all = series::of_member(db, may, &(now..deadline))?.into_iter().map(|it| Regular {
        dates: it.schedule.meetings(deadline..deadline.plus(AHEAD), &Changes::default(), DATES),
        id: it.id,
        title: it.title,
        schedule: it.schedule,
        terms: it.usual.terms,
    });
    Ok(all.filter(|it| !it.dates.is_empty()).collect())
}

/// Looks at what would change. Nothing is changed by looking.
///
/// # Errors
/// When the viewer is not in the group, or it cannot be proposed so.
pub fn look(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    what: &Wanted,
    now: Instant,
) -> Result<Visible<Preview>, DecidingError> {
    let (_, may) = member(db, viewer, group, now)?.ok_or(DecidingError::NotFound)?;
    let zone = groups::of_member(db, &may)?.zone;
    let deadline = deadline(&agreements::rules(db, &may, now)?, zone, now);
    let change = change(db, &may, what, deadline, now)?;
    let preview = preview(db, &may, change.as_ref(), deadline, now)?;
    Ok(may.reveal(preview))
}

/// Says it otherwise. Only where people talk: what has been voted on stays what it was.
///
/// # Errors
/// When it is not the viewer's, or is decided, or is being voted on.
pub fn amend(
    db: &mut Conn,
    viewer: &Viewer,
    (group, id): (GroupId, ProposalId),
    draft: &Draft,
    now: Instant,
) -> Result<(), DecidingError> {
    let may = author(db, viewer, group, id, now)?;
    let it = open(db, may.as_reader(), now)?;
    // About persons there is no consent, and so nothing to say otherwise.
    if it.terms.method != Method::Consent {
        return Err(DecidingError::OtherMethod);
    }
    let member = may.as_reader().as_member();
    let zone = groups::of_member(db, member)?.zone;
    let rules = agreements::rules(db, member, now)?;
    let deadline = deadline(&rules, zone, now);
    let new = drafted(db, member, draft, deadline, now)?;
    // Who is asked about one thing may not be who is asked about another.
    if !Change::asks_the_same(it.change.as_ref(), new.change.as_ref()) {
        return Err(DecidingError::OtherMethod);
    }
    Ok(proposals::amend(db, &may, &new, deadline, now)?)
}

/// Takes a proposal back.
///
/// # Errors
/// When it is not the viewer's, or is decided.
pub fn withdraw(
    db: &mut Conn,
    viewer: &Viewer,
    (group, id): (GroupId, ProposalId),
    now: Instant,
) -> Result<(), DecidingError> {
    let may = author(db, viewer, group, id, now)?;
    open(db, may.as_reader(), now)?;
    Ok(proposals::withdraw(db, &may, now)?)
}

fn author(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    id: ProposalId,
    now: Instant,
) -> Result<access::MayAmend, DecidingError> {
    let at = standing::at_proposal(db, viewer, group, id, now)?.ok_or(DecidingError::NotFound)?;
    access::may_amend(viewer, &at).ok_or(DecidingError::NotFound)
}
