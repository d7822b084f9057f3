//! What a group has agreed on, who facilitates, and what is proposed: for its members, on one page.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::deciding::DecidingError;
use super::versions::{ToAccept, to_accept};
use crate::access::{May as _, MayAttend, Viewer, Visible};
use crate::domain::agreement::{Bounds, Rule, TABLE};
use crate::domain::decision::{Outcome, Subject};
use crate::domain::ids::{GroupId, MembershipId, ProposalId};
use crate::domain::time::{Instant, Wall, Zone};
use crate::service::member::member;
use crate::store::agreements::{self, Agreed};
use crate::store::proposals::{self, Proposal};
use crate::store::{Conn, StoreError, groups, mandates, memberships, versions};

/// A rule, as it holds.
#[derive(Debug, Clone)]
pub struct Ruled {
    pub rule: Rule,
    pub value: i32,
    /// Why, since when and until when it is looked at again; nothing for a rule that is as every group begins.
    pub agreed: Option<(String, NaiveDate, Option<NaiveDate>)>,
    /// Its review is due, and it stands all the same.
    pub is_overdue: bool,
}

/// A member who holds a mandate.
#[derive(Debug, Clone)]
pub struct Holder {
    pub member: MembershipId,
    pub name: String,
    pub until: NaiveDate,
}

/// A proposal in a list.
#[derive(Debug, Clone)]
pub struct Listed {
    pub id: ProposalId,
    pub subject: Subject,
    pub title: String,
    pub deadline: Wall,
    pub outcome: Outcome,
}

/// What a group has agreed on, and what it is deciding.
#[derive(Debug, Clone)]
pub struct Agreement {
    pub group: GroupId,
    pub zone: Zone,
    pub rules: Vec<Ruled>,
    pub holders: Vec<Holder>,
    /// Who may still act although the role is open, and until when.
    pub grace: Option<Holder>,
    /// Who acts while nobody holds a mandate.
    pub deputies: Vec<Holder>,
    pub text: Text,
    pub proposals: Vec<Listed>,
}

/// What the agreement says besides its rules.
#[derive(Debug, Clone)]
pub struct Text {
    /// Empty as long as the group has written nothing.
    pub words: String,
    /// The newest version.
    pub number: i32,
    /// When it is looked at again, and whether that is due.
    pub review: Option<(NaiveDate, bool)>,
    pub to_accept: Option<ToAccept>,
}

/// The agreement, for members.
///
/// # Errors
/// When the viewer is not in the group.
pub fn agreement(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    now: Instant,
) -> Result<Visible<Agreement>, DecidingError> {
    let (_, may) = member(db, viewer, group, now)?.ok_or(DecidingError::NotFound)?;
    let zone = groups::of_member(db, &may)?.zone;
    let today = zone.wall(now).date();
    let (agreed, rules) = (agreements::agreed(db, &may, now)?, agreements::rules(db, &may, now)?);
    let ruled = |it: &Bounds| ruled((it.rule, rules.of(it.rule)), &agreed, zone, today);
    let rules = TABLE.iter().map(ruled).collect();
    let proposals = proposals::of_group(db, &may)?.iter().map(|it| listed(it, zone, now)).collect();
    let holders = holders(db, &may, zone, now)?;
    let grace = grace(db, &may, zone, now)?;
    let deputies = deputies(db, &may, zone, now)?;
    let text = text(db, &may, zone, now)?;
    Ok(may.reveal(Agreement { group, zone, rules, holders, grace, deputies, text, proposals }))
}

pub(in crate::service) fn holders(
    db: &mut Conn,
    may: &MayAttend,
    zone: Zone,
    now: Instant,
) -> Result<Vec<Holder>, StoreError> {
    let holders = mandates::of_member(db, may, now)?.holders(now);
    named(db, may, zone, holders)
}

pub(in crate::service) fn deputies(
    db: &mut Conn,
    may: &MayAttend,
    zone: Zone,
    now: Instant,
) -> Result<Vec<Holder>, StoreError> {
    let deputies = mandates::of_member(db, may, now)?.deputies(now);
    named(db, may, zone, deputies)
}

/// Members, each until when, under their names.
fn named(
    db: &mut Conn,
    may: &MayAttend,
    zone: Zone,
    who: BTreeMap<MembershipId, Instant>,
) -> Result<Vec<Holder>, StoreError> {
    let names = memberships::names(db, may)?;
    Ok(who
        .into_iter()
        .filter_map(|(member, until)| {
            Some(Holder { member, name: names.get(&member)?.clone(), until: zone.wall(until).date() })
        })
        .collect())
}

/// What the agreement says besides its rules, and what the viewer is asked about it.
pub(in crate::service) fn text(
    db: &mut Conn,
    may: &MayAttend,
    zone: Zone,
    now: Instant,
) -> Result<Text, StoreError> {
    let (all, today) = (versions::all(db, may, now)?, zone.wall(now).date());
    let first = versions::first(db, may)?;
    let last = all.last().map_or(first, |it| it.version.clone());
    let review = all.iter().rev().find(|it| it.is_text).map(|it| (it.review_on, it.review_on <= today));
    let to_accept = to_accept(db, may, now)?;
    Ok(Text { words: last.text, number: last.number, review, to_accept })
}

/// Who held the role last, where the group lets them act while nobody follows.
fn grace(db: &mut Conn, may: &MayAttend, zone: Zone, now: Instant) -> Result<Option<Holder>, StoreError> {
    let all = mandates::of_member(db, may, now)?;
    let last = all.last_holder().and_then(|last| Some((last, all.grace_until(last, now)?)));
    let names = memberships::names(db, may)?;
    Ok(last.and_then(|(member, until)| {
        Some(Holder { member, name: names.get(&member)?.clone(), until: zone.wall(until).date() })
    }))
}

pub(in crate::service) fn ruled(
    (rule, value): (Rule, i32),
    agreed: &[Agreed],
    zone: Zone,
    today: NaiveDate,
) -> Ruled {
    let Some(it) = agreed.iter().find(|it| it.rule == rule) else {
        return Ruled { rule, value, agreed: None, is_overdue: false };
    };
    Ruled {
        rule,
        value,
        agreed: Some((it.why.clone(), zone.wall(it.since).date(), it.review_on)),
        is_overdue: it.review_on.is_some_and(|day| day <= today),
    }
}

pub(in crate::service) fn listed(it: &Proposal, zone: Zone, now: Instant) -> Listed {
    Listed {
        id: it.id,
        subject: it.subject,
        title: it.title.clone(),
        deadline: zone.wall(it.terms.deadline),
        outcome: it.outcome(now),
    }
}
