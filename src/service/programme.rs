//! How a programme is doing, in facts about groups. No figure about people: those come with their protection.

use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};

use crate::access::{May as _, Viewer, Visible};
use crate::domain::coded::Coded as _;
use crate::domain::group::GroupState;
use crate::domain::ids::GroupId;
use crate::domain::locale::Locale;
use crate::domain::series::Status;
use crate::domain::time::Instant;
use crate::service::coordinating::{NotCoordinating, coordinator};
use crate::store::{Conn, StoreError, programme_facts, programmes};

/// How far ahead meetings are counted.
const AHEAD: TimeDelta = TimeDelta::days(28);

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum ProgrammeError {
    #[error(transparent)]
    Not(#[from] NotCoordinating),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// One group's line.
#[derive(Debug, Clone)]
pub struct Line {
    pub group: GroupId,
    pub slug: String,
    pub name: String,
    pub state: GroupState,
    pub listed: bool,
    pub place: String,
    pub last_confirmed_on: Option<NaiveDate>,
    pub is_led: bool,
    pub is_nobodys: bool,
    pub has_agreement: bool,
    pub planned: usize,
    pub cancelled: usize,
}

/// The programme's page.
#[derive(Debug, Clone)]
pub struct Overview {
    pub slug: String,
    pub name: String,
    pub sponsors: Vec<String>,
    pub states: Vec<(GroupState, usize)>,
    pub places: Vec<(String, usize)>,
    pub fields: Vec<(String, usize)>,
    pub planned: usize,
    pub cancelled: usize,
    pub led: usize,
    pub groups: Vec<Line>,
}

/// The overview, for a coordinator.
///
/// # Errors
/// When the viewer does not coordinate the programme.
pub fn overview(
    db: &mut Conn,
    viewer: &Viewer,
    slug: &str,
    locale: Locale,
    now: Instant,
) -> Result<Visible<Overview>, ProgrammeError> {
    let may = coordinator(db, viewer, slug)?;
    let (name, _, sponsors) = programmes::describe(db, &may)?;
    let window = now..now.plus(AHEAD);
    let facts = programme_facts::of(db, &may, locale, &window)?;
    let (mut places, mut fields) = (BTreeMap::<String, usize>::new(), BTreeMap::<String, usize>::new());
    for fact in &facts {
        *places.entry(fact.place.clone()).or_default() += 1;
        for field in &fact.fields {
            *fields.entry(field.clone()).or_default() += 1;
        }
    }
    let states = GroupState::ALL
        .iter()
        .map(|state| (*state, facts.iter().filter(|fact| fact.state == *state).count()))
        .collect();
    let groups: Vec<Line> = facts
        .into_iter()
        .map(|fact| {
            let meetings: Vec<Status> = fact
                .series
                .iter()
                .flat_map(|it| it.schedule.meetings(window.clone(), &it.changes, 100))
                .map(|meeting| meeting.status)
                .collect();
            Line {
                planned: meetings.len(),
                cancelled: meetings.iter().filter(|status| **status == Status::Cancelled).count(),
                group: fact.group,
                slug: fact.slug,
                name: fact.name,
                state: fact.state,
                listed: fact.listed,
                place: fact.place,
                last_confirmed_on: fact.last_confirmed_on,
                is_led: fact.is_led,
                is_nobodys: fact.is_nobodys,
                has_agreement: fact.has_agreement,
            }
        })
        .collect();
    Ok(may.reveal(Overview {
        slug: slug.to_owned(),
        name,
        sponsors,
        states,
        places: places.into_iter().collect(),
        fields: fields.into_iter().collect(),
        planned: groups.iter().map(|line| line.planned).sum(),
        cancelled: groups.iter().map(|line| line.cancelled).sum(),
        led: groups.iter().filter(|line| line.is_led).count(),
        groups,
    }))
}
