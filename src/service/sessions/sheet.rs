//! One page of paper for one meeting. It lies about, and so it names nobody unless whoever prints it asks for that; neither
//! does it say what the group is about.

use super::{Plan, SessionsError};
use crate::access::{May as _, Viewer, Visible};
use crate::domain::agreement::{Rule, TABLE};
use crate::domain::ids::GroupId;
use crate::domain::rota::RoleKind;
use crate::domain::series::MeetingKey;
use crate::domain::time::Instant;
use crate::service::member::member;
use crate::service::rota::{self, How, RotaError};
use crate::store::{Conn, agreements, groups};

/// So many rules at most: the page is one.
const RULES: usize = 8;

/// A role at the meeting.
#[derive(Debug, Clone)]
pub struct Role {
    pub kind: RoleKind,
    /// What the group calls it, where it does.
    pub name: String,
    /// Who has it; nobody whom the rota only proposes.
    pub who: Option<String>,
}

/// What stands on it.
#[derive(Debug, Clone)]
pub struct Sheet {
    pub group_name: String,
    pub plan: Plan,
    pub roles: Vec<Role>,
    /// How the group decides, and what else it has agreed on itself.
    pub rules: Vec<(Rule, i32)>,
    pub with_names: bool,
}

/// The sheet of a meeting.
///
/// # Errors
/// When the group has no such meeting, or the viewer is not in it.
pub fn of(
    db: &mut Conn,
    viewer: &Viewer,
    (group, meeting): (GroupId, MeetingKey),
    with_names: bool,
    now: Instant,
) -> Result<Visible<Sheet>, SessionsError> {
    let (_, may) = member(db, viewer, group, now)?.ok_or(SessionsError::NotFound)?;
    let mut plan = (*super::plan_of(db, viewer, group, meeting, now)?).clone();
    let mut roles = roles(db, viewer, (group, meeting), now)?;
    if !with_names {
        plan.sessions.iter_mut().for_each(|session| session.leader = None);
        roles.iter_mut().for_each(|role| role.who = None);
    }
    let rules = agreements::rules(db, &may, now)?;
    let agreed = agreements::agreed(db, &may, now)?;
    let is_ours = |rule: Rule| rule == Rule::Method || agreed.iter().any(|it| it.rule == rule);
    let shown = TABLE.iter().map(|bounds| bounds.rule).filter(|rule| is_ours(*rule)).take(RULES);
    let rules = shown.map(|rule| (rule, rules.of(rule))).collect();
    Ok(may.reveal(Sheet { group_name: groups::of_member(db, &may)?.name, plan, roles, rules, with_names }))
}

/// The roles at a meeting to come; of one that has been, the rota says nothing any more.
fn roles(
    db: &mut Conn,
    viewer: &Viewer,
    (group, meeting): (GroupId, MeetingKey),
    now: Instant,
) -> Result<Vec<Role>, SessionsError> {
    match rota::evening(db, viewer, group, meeting, now) {
        Ok(evening) => Ok(evening
            .places
            .iter()
            .map(|place| Role {
                kind: place.kind,
                name: place.name.clone(),
                who: (place.who.as_ref().filter(|_| place.how == How::Confirmed))
                    .and_then(|(_, name)| Some(name.known()?.to_owned())),
            })
            .collect()),
        Err(RotaError::Store(cause)) => Err(cause.into()),
        Err(_) => Ok(Vec::new()),
    }
}
