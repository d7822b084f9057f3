//! A member proposes something to the group, says it otherwise, or takes it back. On what terms it is decided is settled
//! here, by the rules of that moment; the deciding is [`deciding`](super::deciding)'s.

use chrono::TimeDelta;

use super::agreement::{Holder, deputies, holders};
use super::deciding::{DecidingError, open};
use super::previewing::{Preview, preview};
use crate::access::{self, May as _, MayAttend, Viewer, Visible};
use crate::domain::accompaniment::{self};
use crate::domain::agreement::{Method, Rules};
use crate::domain::decision::{A_WEEK, Bond, Change, PROPOSALS_A_WEEK};
use crate::domain::exclusion::{self};
use crate::domain::experience::OpenTo;
use crate::domain::ids::{ExperienceId, GroupId, MembershipId, ProgrammeId, ProposalId, SeriesId};
use crate::domain::series::{Changes, Meeting, Schedule, Terms};
use crate::domain::time::{Instant, Wall, Zone, resolve};
use crate::service::member::{locked_member, member};
use crate::store::proposals::{self};
use crate::store::{
    Conn, StoreError, agreements, exclusions, experiences, groups, series, sight, standing, ties, versions,
    vocabulary, welcomes,
};

mod draft;

pub use draft::{Draft, Excluding, NewTimes, Wanted, WantedTimes};

use draft::{change, drafted};

/// From how many of its next dates a series can be changed, and how far ahead they are looked for.
const DATES: usize = 12;
const AHEAD: TimeDelta = TimeDelta::days(366 * 2);

/// Why something cannot be proposed as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It is so already.
    #[error("it is so already")]
    AsItIs,
    /// There is no such note, or its author does not let it be opened.
    #[error("no such note")]
    NoNote,
    /// There is no such group that the viewer could know of.
    #[error("no such group")]
    NoGroup,
    /// The group into which this one would go has not decided that it is welcome.
    #[error("not welcome there")]
    NotWelcome,
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
    /// It would begin while the old dates still go on.
    #[error("the old dates still go on then")]
    StillMeets,
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
    /// The notes that can be opened: their words, and how far they are.
    pub notes: Vec<(ExperienceId, String, OpenTo)>,
    /// The groups into which this one can go if it closes, by name: they have decided that it is welcome.
    pub welcomes: Vec<(GroupId, String)>,
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
    let others = sight::nameable(db, &may, now)?.into_iter().collect();
    let deputies = deputies(db, &may, zone, now)?;
    let text = versions::text(db, &may, now)?;
    let programmes = vocabulary::programmes(db)?.into_iter().map(|it| (it.id, it.name)).collect();
    let bond = ties::of_member(db, &may, now)?;
    let regulars = regulars(db, &may, at, now)?;
    let notes = experiences::of_group(db, &may, now)?.into_iter().filter(|it| it.may_open);
    let notes = notes.map(|it| (it.id, it.words, it.opened_to)).collect();
    let welcomes = welcomes::of_us(db, &may, at, now)?;
    Ok(may.reveal(Ground {
        welcomes,
        group,
        zone,
        rules,
        holders,
        deputies,
        text,
        others,
        programmes,
        bond,
        notes,
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

/// The group's series that have dates after `deadline`.
fn regulars(
    db: &mut Conn,
    may: &MayAttend,
    deadline: Instant,
    now: Instant,
) -> Result<Vec<Regular>, StoreError> {
    let all = series::of_member(db, may, &(now..deadline), now)?.into_iter().map(|it| Regular {
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
