//! Exclusions: why a group is asked, what the one concerned says, what was decided, and what remains when it is over: a day until
//! which the open door is shut. How somebody stands at a moment is derived, and only its end is written down, by a job.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::log::{self, Event};
use super::proposals::{self, Proposal};
use super::schema::{exclusion, grounds, groups, mandate, membership, proposal, reminder_choice, shut_door};
use super::{answers, concerning, mediations, memberships, step_backs, turns};
use crate::access::{Decided, MayAppeal, MayAttend, MayReadWhy, MayReply, MayRun};
use crate::domain::agreement::Rules;
use crate::domain::exclusion::{Exclusion, Shut, Standing};
use crate::domain::ids::{GroupId, MembershipId, PersonId, ProposalId, ShutDoorId};
use crate::domain::log::LogKind;
use crate::domain::text::Markdown;
use crate::domain::time::{Instant, Zone};
use crate::vault::Cell;

const WORDS: &str = "grounds.words";
const REPLY: &str = "grounds.reply";

/// Why it is asked.
#[derive(Debug, Clone)]
pub struct Why {
    pub words: String,
    /// What the one concerned says.
    pub reply: Option<String>,
    pub mediation_offered: bool,
    pub in_danger: bool,
}

/// An exclusion that is not over, for the one concerned.
#[derive(Debug, Clone)]
pub struct Mine {
    pub group_name: String,
    pub zone: Zone,
    pub standing: Standing,
    pub why: Option<Why>,
    /// What was decided about the appeal is decided until then.
    pub appeal_until: Option<Instant>,
}

/// Writes down why the group is asked about a person.
///
/// # Errors
/// When the database does not answer.
pub fn write_why(
    db: &mut Conn,
    may: &MayAttend,
    (of, about): (ProposalId, MembershipId),
    (words, in_danger): (&Markdown, bool),
    deadline: Instant,
    now: Instant,
) -> Result<(), StoreError> {
    let mediation_offered = was_mediation_offered(db, may, about)?;
    insert_why(db, of, words.as_str(), (mediation_offered, in_danger))?;
    step_backs::wait_for_the_group(db, about, deadline, now)
}

fn insert_why(
    db: &mut Conn,
    of: ProposalId,
    words: &str,
    (mediation_offered, in_danger): (bool, bool),
) -> Result<(), StoreError> {
    let sealed = db.keys.seal(Cell { column: WORDS, row: of.to_bytes() }, words, &db.entropy);
    diesel::insert_into(grounds::table)
        .values((
            grounds::proposal_id.eq(of),
            grounds::words.eq(sealed),
            grounds::mediation_offered.eq(mediation_offered),
            grounds::in_danger.eq(in_danger),
        ))
        .execute(&mut db.db)?;
    Ok(())
}

/// Whether anybody has offered mediation to that member.
///
/// # Errors
/// When the database does not answer.
pub fn was_mediation_offered(db: &mut Conn, _: &MayAttend, to: MembershipId) -> Result<bool, StoreError> {
    mediations::was_offered(db, to)
}

/// Why it is asked, and what was said to it. `None` when it is over, and the words are gone.
///
/// # Errors
/// When the database does not answer, or a cell does not open.
pub fn why(db: &mut Conn, may: &MayReadWhy) -> Result<Option<Why>, StoreError> {
    read_why(db, may.as_reader().proposal())
}

fn read_why(db: &mut Conn, of: ProposalId) -> Result<Option<Why>, StoreError> {
    let row: Option<(Vec<u8>, Option<Vec<u8>>, bool, bool)> = grounds::table
        .find(of)
        .select((grounds::words, grounds::reply, grounds::mediation_offered, grounds::in_danger))
        .first(&mut db.db)
        .optional()?;
    let Some((words, reply, mediation_offered, in_danger)) = row else {
        return Ok(None);
    };
    let open = |column, cell: &[u8]| db.keys.open(Cell { column, row: of.to_bytes() }, cell);
    let reply = reply.map(|cell| open(REPLY, &cell)).transpose()?;
    Ok(Some(Why { words: open(WORDS, &words)?, reply, mediation_offered, in_danger }))
}

/// What I say to it; said again, it takes the place of what I said.
///
/// # Errors
/// When the database does not answer.
pub fn reply(db: &mut Conn, may: &MayReply, words: &Markdown) -> Result<(), StoreError> {
    let of = may.as_reader().as_reader().proposal();
    let sealed = db.keys.seal(Cell { column: REPLY, row: of.to_bytes() }, words.as_str(), &db.entropy);
    diesel::update(grounds::table.find(of)).set(grounds::reply.eq(sealed)).execute(&mut db.db)?;
    Ok(())
}

/// From now on the member is suspended: the group has decided so at `at`. What they held and promised is free for others.
pub(in crate::store) fn as_decided(
    db: &mut Conn,
    may: &Decided,
    it: &Proposal,
    (member, shut): (MembershipId, Shut),
) -> Result<(), StoreError> {
    let at = it.terms.deadline;
    diesel::delete(exclusion::table.find(member)).execute(&mut db.db)?;
    diesel::insert_into(exclusion::table)
        .values((
            exclusion::membership_id.eq(member),
            exclusion::proposal_id.eq(it.id),
            exclusion::decided_at.eq(at),
            exclusion::months.eq(i32::try_from(shut.count()).unwrap_or(i32::MAX)),
        ))
        .execute(&mut db.db)?;
    let live = mandate::table.filter(mandate::membership_id.eq(member).and(mandate::ended_at.is_null()));
    diesel::update(live.filter(mandate::until_at.gt(at)))
        .set(mandate::ended_at.eq(at))
        .execute(&mut db.db)?;
    answers::free_all(db, may, member, at)?;
    turns::open_all(db, member, at)?;
    let reminders = reminder_choice::table.filter(reminder_choice::membership_id.eq(member));
    diesel::delete(reminders).execute(&mut db.db)?;
    concerning::tell_in(db, may.group(), member, &format!("decided {}", it.id), at)?;
    let event = Event { about: Some(member), ..Event::of(LogKind::ExclusionDecided, "", "") };
    log::insert(db, may.group(), None, event, at)
}

/// Whether something is decided about that member of my group, and not over.
///
/// # Errors
/// When the database does not answer.
pub fn is_decided(db: &mut Conn, _: &MayAttend, about: MembershipId) -> Result<bool, StoreError> {
    Ok(exclusion::table.find(about).count().get_result::<i64>(&mut db.db)? > 0)
}

/// How a member stands, if anything was decided about them.
pub(in crate::store) fn standing(
    db: &mut Conn,
    of: MembershipId,
    now: Instant,
) -> Result<Option<Standing>, StoreError> {
    let row: Option<(Instant, Option<ProposalId>)> = exclusion::table
        .find(of)
        .select((exclusion::decided_at, exclusion::appeal_id))
        .first(&mut db.db)
        .optional()?;
    let Some((decided, appeal)) = row else {
        let decided = proposals::excludes(db, of, now)?.map(|it| it.terms.deadline);
        return Ok(decided.map(|decided| Exclusion { decided, appeal: None }.standing(now)));
    };
    let appeal = match appeal {
        Some(id) => proposals::by_id(db, id)?.map(|it| it.outcome(now)),
        None => None,
    };
    Ok(Some(Exclusion { decided, appeal }.standing(now)))
}

/// Whoever is suspended now, as it follows from what was decided, whether it is written down or not. They are few.
pub(in crate::store) fn suspended(db: &mut Conn, now: Instant) -> Result<Vec<MembershipId>, StoreError> {
    let mut all: Vec<MembershipId> = exclusion::table.select(exclusion::membership_id).load(&mut db.db)?;
    all.extend(proposals::about_to_be_excluded(db, now)?);
    let mut out = Vec::new();
    for member in all {
        if is_suspended(db, member, now)? {
            out.push(member);
        }
    }
    Ok(out)
}

/// Whether this member is.
pub(in crate::store) fn is_suspended(
    db: &mut Conn,
    member: MembershipId,
    now: Instant,
) -> Result<bool, StoreError> {
    Ok(match standing(db, member, now)? {
        Some(Standing::CanAppeal(_) | Standing::Appealing | Standing::Excluded) => true,
        Some(Standing::Back) | None => false,
    })
}

/// Whether the open door of a group is shut for a person on a day.
pub(in crate::store) fn is_door_shut(
    db: &mut Conn,
    person: PersonId,
    group: GroupId,
    today: NaiveDate,
) -> Result<bool, StoreError> {
    let shut = shut_door::table.filter(shut_door::person_id.eq(person).and(shut_door::group_id.eq(group)));
    Ok(shut.filter(shut_door::until_on.gt(today)).count().get_result::<i64>(&mut db.db)? > 0)
}

/// What was decided about me, and why.
///
/// # Errors
/// When the database does not answer, or a cell does not open.
pub fn mine(db: &mut Conn, may: &MayAppeal, now: Instant) -> Result<Option<Mine>, StoreError> {
    let Some(standing) = standing(db, may.membership(), now)? else {
        return Ok(None);
    };
    let written: Option<(ProposalId, Option<ProposalId>)> = exclusion::table
        .find(may.membership())
        .select((exclusion::proposal_id, exclusion::appeal_id))
        .first(&mut db.db)
        .optional()?;
    let (of, appeal) = match written {
        Some(written) => written,
        None => match proposals::excludes(db, may.membership(), now)? {
            Some(it) => (it.id, None),
            None => return Ok(None),
        },
    };
    let appeal_until = match appeal {
        Some(id) => proposals::by_id(db, id)?.map(|it| it.terms.deadline),
        None => None,
    };
    let (group_name, zone) =
        groups::table.find(may.group()).select((groups::name, groups::zone)).first(&mut db.db)?;
    Ok(Some(Mine { group_name, zone, standing, why: read_why(db, of)?, appeal_until }))
}

/// Makes this transaction the only one that says anything to it: what is read, is read afterwards. Whether it is written down
/// already; in the minute after its decision it is not.
///
/// # Errors
/// When the database does not answer.
pub fn lock(db: &mut Conn, may: &MayAppeal) -> Result<bool, StoreError> {
    let locked = diesel::update(exclusion::table.find(may.membership()))
        .set(exclusion::months.eq(exclusion::months))
        .execute(&mut db.db)?;
    Ok(locked == 1)
}

/// I appeal: the group is asked once more, with my words as those of the one who asks.
///
/// # Errors
/// When the database does not answer.
pub fn appeal(
    db: &mut Conn,
    may: &MayAppeal,
    words: &Markdown,
    (rules, deadline): (&Rules, Instant),
    now: Instant,
) -> Result<ProposalId, StoreError> {
    let first: ProposalId =
        exclusion::table.find(may.membership()).select(exclusion::proposal_id).first(&mut db.db)?;
    let id = proposals::open_appeal(db, may, rules, deadline, now)?;
    // Those who decide read what was said the first time, and what is said now.
    let why = read_why(db, first)?;
    let (offered, danger) = why.as_ref().map_or((false, false), |it| (it.mediation_offered, it.in_danger));
    insert_why(db, id, why.as_ref().map_or("", |it| it.words.as_str()), (offered, danger))?;
    let sealed = db.keys.seal(Cell { column: REPLY, row: id.to_bytes() }, words.as_str(), &db.entropy);
    diesel::update(grounds::table.find(id)).set(grounds::reply.eq(sealed)).execute(&mut db.db)?;
    diesel::update(exclusion::table.find(may.membership()))
        .set(exclusion::appeal_id.eq(id))
        .execute(&mut db.db)?;
    let event = Event { about: Some(may.membership()), ..Event::of(LogKind::ExclusionAppealed, "", "") };
    log::insert(db, may.group(), None, event, now)?;
    Ok(id)
}

/// How one ends.
struct Ending {
    member: MembershipId,
    person: PersonId,
    group: GroupId,
    zone: Zone,
    first: ProposalId,
    appeal: Option<ProposalId>,
    decided: Instant,
    months: i32,
}

type Row = (MembershipId, PersonId, GroupId, Zone, ProposalId, Option<ProposalId>, Instant, i32);

fn endings(db: &mut Conn, of: Option<MembershipId>) -> Result<Vec<Ending>, StoreError> {
    let all = exclusion::table
        .inner_join(membership::table.inner_join(groups::table))
        .select((
            membership::id,
            membership::person_id,
            groups::id,
            groups::zone,
            exclusion::proposal_id,
            exclusion::appeal_id,
            exclusion::decided_at,
            exclusion::months,
        ))
        .into_boxed();
    let rows: Vec<Row> = match of {
        Some(member) => all.filter(membership::id.eq(member)).load(&mut db.db)?,
        None => all.load(&mut db.db)?,
    };
    let ending = |(member, person, group, zone, first, appeal, decided, months): Row| Ending {
        member,
        person,
        group,
        zone,
        first,
        appeal,
        decided,
        months,
    };
    Ok(rows.into_iter().map(ending).collect())
}

/// Writes down how exclusions have ended: somebody is back, or not a member any more. Reasons go in either case. How many.
///
/// # Errors
/// When the database does not answer.
pub fn settle(db: &mut Conn, _: &MayRun, now: Instant) -> Result<usize, StoreError> {
    let mut ended = 0;
    for it in endings(db, None)? {
        // What was said in time and waited for the database has been heard by then.
        match standing(db, it.member, now.minus(proposals::SETTLED))? {
            Some(Standing::Excluded) => out(db, &it, now)?,
            Some(Standing::Back) => back(db, &it, now)?,
            Some(Standing::CanAppeal(_) | Standing::Appealing) | None => continue,
        }
        ended += 1;
    }
    reasons_of_what_is_over(db)?;
    Ok(ended)
}

/// I do not wait for it, and go.
///
/// # Errors
/// When the database does not answer.
pub fn leave(db: &mut Conn, may: &MayAppeal, now: Instant) -> Result<(), StoreError> {
    for it in endings(db, Some(may.membership()))? {
        out(db, &it, now)?;
    }
    Ok(())
}

fn out(db: &mut Conn, it: &Ending, now: Instant) -> Result<(), StoreError> {
    forget_why(db, it)?;
    log::insert(db, it.group, None, Event::of(LogKind::ExclusionFinal, "", ""), now)?;
    let decided = it.zone.wall(it.decided).date();
    let months = u32::try_from(it.months).ok().and_then(Shut::months);
    shut(db, it.person, it.group, months.map_or(decided, |months| months.until(decided)))?;
    memberships::remove(db, it.member, now)
}

fn back(db: &mut Conn, it: &Ending, now: Instant) -> Result<(), StoreError> {
    forget_why(db, it)?;
    let event = Event { about: Some(it.member), ..Event::of(LogKind::ExclusionLifted, "", "") };
    log::insert(db, it.group, None, event, now)?;
    diesel::delete(exclusion::table.find(it.member)).execute(&mut db.db)?;
    concerning::tell_in(db, it.group, it.member, &format!("back {}", it.first), now)
}

fn forget_why(db: &mut Conn, it: &Ending) -> Result<(), StoreError> {
    let both: Vec<ProposalId> = [Some(it.first), it.appeal].into_iter().flatten().collect();
    diesel::delete(grounds::table.filter(grounds::proposal_id.eq_any(both))).execute(&mut db.db)?;
    Ok(())
}

/// Where nobody was excluded, the reasons go as soon as that is decided.
fn reasons_of_what_is_over(db: &mut Conn) -> Result<(), StoreError> {
    let over = proposal::table
        .filter(proposal::carried_out_at.is_not_null().or(proposal::withdrawn_at.is_not_null()))
        .select(proposal::id);
    let first = exclusion::table.select(exclusion::proposal_id);
    let appeals = exclusion::table
        .filter(exclusion::appeal_id.is_not_null())
        .select(exclusion::appeal_id.assume_not_null());
    let over = grounds::table
        .filter(grounds::proposal_id.eq_any(over))
        .filter(grounds::proposal_id.ne_all(first))
        .filter(grounds::proposal_id.ne_all(appeals));
    diesel::delete(over).execute(&mut db.db)?;
    Ok(())
}

fn shut(db: &mut Conn, person: PersonId, group: GroupId, until: NaiveDate) -> Result<(), StoreError> {
    diesel::insert_into(shut_door::table)
        .values((
            shut_door::id.eq(ShutDoorId::from_random(db.entropy.bytes())),
            shut_door::group_id.eq(group),
            shut_door::person_id.eq(person),
            shut_door::until_on.eq(until),
        ))
        .execute(&mut db.db)?;
    Ok(())
}
