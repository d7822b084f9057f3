//! What a group passes on to its programme, before it is passed on: every member sees it, and may hold a week back until it is released.
//! Whether it passes on anything is the group's own decision, like any other rule; nothing here makes it.

use std::collections::BTreeMap;

use crate::access::{May as _, Viewer, Visible};
use crate::domain::agreement::Rule;
use crate::domain::ids::{GroupId, ProposalId};
use crate::domain::release::Week;
use crate::domain::tally::Tally;
use crate::domain::time::{Instant, Wall, Zone};
use crate::service::agreement::{Ruled, ruled};
use crate::service::member::member;
use crate::store::figures::sharing;
use crate::store::{Conn, StoreError, agreements, groups, tallies, versions};

/// So many weeks that are released are shown.
const BACK: i64 = 8;

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum PassingError {
    #[error("not found")]
    NotFound,
    /// The week is released, or has not begun.
    #[error("the week is released")]
    Released,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What becomes of a week, or became.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    Passes,
    /// Nothing of it is counted.
    Nothing,
    HeldBack,
    /// By what the group has decided, or had decided when it began.
    NotShared,
}

/// What was counted in a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OfWeek {
    /// Of so many meetings something is counted, also that they did not take place.
    pub meetings: u32,
    pub heads: u32,
    pub first_time: u32,
}

/// A week that is not released yet.
#[derive(Debug, Clone)]
pub struct Coming {
    pub week: Week,
    pub fate: Fate,
    pub counted: OfWeek,
    pub released: (Wall, Zone),
}

/// The page.
#[derive(Debug, Clone)]
pub struct Passing {
    pub group: GroupId,
    /// Address and name; `None` when the group is in no programme's lists: then there is nobody to whom anything is passed on.
    pub programme: Option<(String, String)>,
    /// What the group has decided about it, and when it looks at it again.
    pub rule: Ruled,
    /// The decision itself, as long as it is kept.
    pub decision: Option<ProposalId>,
    pub coming: Vec<Coming>,
    /// Those in which something was counted or held back, the newest first.
    pub past: Vec<(Week, Fate)>,
}

/// What my group passes on.
///
/// # Errors
/// When the viewer is not a member.
pub fn look(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    now: Instant,
) -> Result<Visible<Passing>, PassingError> {
    let (_, may) = member(db, viewer, group, now)?.ok_or(PassingError::NotFound)?;
    let own = groups::of_member(db, &may)?.zone;
    let (agreed, rules) = (agreements::agreed(db, &may, now)?, agreements::rules(db, &may, now)?);
    let rule = ruled((Rule::Sharing, rules.of(Rule::Sharing)), &agreed, own, own.wall(now).date());
    let since = agreed.iter().find(|it| it.rule == Rule::Sharing).map(|it| it.since);
    let versions = versions::all(db, &may, now)?;
    let decision = versions.iter().rfind(|it| Some(it.since) == since).and_then(|it| it.decision);
    let Some((programme, zone)) = sharing::programme(db, &may)? else {
        let (coming, past) = (Vec::new(), Vec::new());
        return Ok(may.reveal(Passing { group, programme: None, rule, decision, coming, past }));
    };
    let open = open(zone, now);
    let from = open.first().map_or(Week::of(zone.wall(now).date()), |it| it.back(BACK));
    let weeks: Vec<Week> = std::iter::successors(Some(from), |it| Some(it.next()))
        .take_while(|it| open.last().is_none_or(|last| it <= last))
        .collect();
    let shares = sharing::shares(db, &may, &weeks, zone, now)?;
    let held = sharing::held(db, &may, from)?;
    let passed = sharing::passed(db, &may, from)?;
    let mut counted: BTreeMap<Week, OfWeek> = BTreeMap::new();
    for it in tallies::since(db, &may, from.monday())? {
        let week = counted.entry(Week::of(it.day)).or_default();
        week.meetings += 1;
        if let Tally::Held(it) = it.tally {
            week.heads += u32::from(it.heads());
            week.first_time += u32::from(it.first_time());
        }
    }
    let of = |week: &Week| counted.get(week).copied().unwrap_or_default();
    let coming = open.iter().map(|week| Coming {
        week: *week,
        fate: match () {
            () if !shares.contains(week) => Fate::NotShared,
            () if held.contains(week) => Fate::HeldBack,
            () if of(week).meetings == 0 => Fate::Nothing,
            () => Fate::Passes,
        },
        counted: of(week),
        released: (zone.wall(week.released(zone)), zone),
    });
    let past = weeks.iter().rev().filter(|week| !open.contains(week)).filter_map(|week| {
        let fate = match () {
            () if passed.contains(week) => Fate::Passes,
            () if held.contains(week) => Fate::HeldBack,
            () if of(week).meetings == 0 => return None,
            () => Fate::NotShared,
        };
        Some((*week, fate))
    });
    let (coming, past) = (coming.collect(), past.collect());
    Ok(may.reveal(Passing { group, programme: Some(programme), rule, decision, coming, past }))
}

/// The weeks that have begun and are not released.
fn open(zone: Zone, now: Instant) -> Vec<Week> {
    let this = Week::of(zone.wall(now).date());
    [this.back(1), this].into_iter().filter(|it| now < it.released(zone)).collect()
}

/// Holds a week back, or lets it go after all.
///
/// # Errors
/// When the viewer is not a member, or the week is released.
pub fn hold(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    (week, holds): (Week, bool),
    now: Instant,
) -> Result<(), PassingError> {
    let (_, may) = member(db, viewer, group, now)?.ok_or(PassingError::NotFound)?;
    let (_, zone) = sharing::programme(db, &may)?.ok_or(PassingError::NotFound)?;
    if !open(zone, now).contains(&week) {
        return Err(PassingError::Released);
    }
    Ok(sharing::hold(db, &may, week, holds)?)
}
