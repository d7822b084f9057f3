//! Weeks are released: what groups pass on becomes figures, once, by the calendar. Whoever runs this later, or at the same time
//! somewhere else, releases what is left, and nothing twice.

use std::collections::BTreeSet;

use crate::access::{self, MayRun, Viewer};
use crate::domain::figures::week::{Drawn, GroupFact, Groups, ReleasedWeek};
use crate::domain::figures::{release, spend};
use crate::domain::ids::{GroupId, ReleasedWeekId};
use crate::domain::release::{Quarter, Week};
use crate::domain::time::Instant;
use crate::store::figures::{self, Programme, cells, counted, facts, weeks};
use crate::store::{Conn, StoreError};
use crate::vault::Keys;

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum ReleasingError {
    /// Only the program itself may.
    #[error("not found")]
    NotFound,
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn system(viewer: &Viewer) -> Result<MayRun, ReleasingError> {
    access::may_run(viewer).ok_or(ReleasingError::NotFound)
}

/// The programmes of which weeks are due, or in which a quarter has begun whose cells are not settled.
///
/// # Errors
/// When the viewer is not the program itself.
pub fn programmes_to_act(
    db: &mut Conn,
    viewer: &Viewer,
    now: Instant,
) -> Result<Vec<Programme>, ReleasingError> {
    let run = system(viewer)?;
    let mut to_act = Vec::new();
    for of in figures::programmes(db, &run)? {
        let is_settled = cells::are_settled(db, &run, &of, this_quarter(&of, now))?;
        if !is_settled || !due(weeks::last(db, &run, &of)?, &of, now).is_empty() {
            to_act.push(of);
        }
    }
    Ok(to_act)
}

fn this_quarter(of: &Programme, now: Instant) -> Quarter {
    Week::of(of.zone.wall(now).date()).quarter()
}

/// Settles the cells of the quarter that has begun, and releases the weeks of a programme that are due, those of one quarter at a time.
/// How many weeks those were.
///
/// # Errors
/// When the viewer is not the program itself.
pub fn release_due(
    db: &mut Conn,
    viewer: &Viewer,
    keys: &Keys,
    of: &Programme,
    now: Instant,
) -> Result<usize, ReleasingError> {
    let run = system(viewer)?;
    figures::lock(db, &run, of)?;
    let told = facts::told(db, &run, of)?;
    cells::ensure(db, &run, of, &told, this_quarter(of, now), now)?;
    let due = due(weeks::last(db, &run, of)?, of, now);
    let Some(first) = due.first() else {
        return Ok(0);
    };
    let plan = cells::ensure(db, &run, of, &told, first.quarter(), now)?;
    let so_far: Vec<Week> =
        first.quarter().weeks().into_iter().filter(|it| due.last().is_some_and(|last| it <= last)).collect();
    let mut facts = facts::of_weeks(db, &run, of, &told, &so_far)?;
    let mut passed = counted::of_weeks(db, &run, of, &told, &due, now)?;
    let standing = facts::standing(db, &run, of, &told, now)?;
    // The groups that had a meeting in the quarter, and those that passed something on.
    let before = so_far.iter().filter(|it| *it < first).filter_map(|it| facts.remove(it));
    let mut met: BTreeSet<GroupId> = before.flat_map(|it| it.there).collect();
    let mut passed_on = weeks::passed_on(db, &run, of, &so_far)?;
    let count = due.len();
    for week in due {
        let (facts, passed) =
            (facts.remove(&week).unwrap_or_default(), passed.remove(&week).unwrap_or_default());
        passed_on.extend(&passed.groups);
        met.extend(facts.there.iter().chain(&passed_on));
        let mut group_facts = standing.facts.clone();
        group_facts.insert(GroupFact::Met, length(met.len()));
        group_facts.insert(GroupFact::PassedOn, length(passed_on.len()));
        let spends = spend(weeks::spent(db, &run, of, week.year())?);
        let drawn = spends.map(|_| Drawn {
            groups: Groups {
                there: length(facts.there.union(&passed.groups).count()),
                passing: length(passed.groups.len()),
            },
            figures: release(&of.slug, week, &plan, &passed.counted, |parts| keys.figure_chance(parts)),
            meetings: facts.meetings,
            group_facts,
            listed: standing.listed.clone(),
        });
        if drawn.is_none() {
            tracing::error!(programme = %of.slug, %week, "the year's budget is spent; the week is withheld");
        }
        let it = ReleasedWeek { programme: of.slug.clone(), week, drawn_at: now, drawn };
        weeks::freeze(db, &run, of, &it, spends.unwrap_or_default(), &passed.groups)?;
    }
    Ok(count)
}

fn length(it: usize) -> u32 {
    u32::try_from(it).unwrap_or(u32::MAX)
}

/// The weeks that are due, as far as they lie in the quarter of the first.
fn due(last: Option<Week>, of: &Programme, now: Instant) -> Vec<Week> {
    let first = last.map_or_else(|| Week::of(of.zone.wall(of.made_at).date()), Week::next);
    std::iter::successors(Some(first), |it| Some(it.next()))
        .take_while(|it| it.quarter() == first.quarter() && it.released(of.zone) <= now)
        .collect()
}

/// What the journal does not say yet.
///
/// # Errors
/// When the viewer is not the program itself.
pub fn waiting(
    db: &mut Conn,
    viewer: &Viewer,
) -> Result<Vec<(ReleasedWeekId, ReleasedWeek)>, ReleasingError> {
    Ok(weeks::waiting(db, &system(viewer)?)?)
}

/// The journal says these now, and they are on its disk: from here on they are shown.
///
/// # Errors
/// When the viewer is not the program itself.
pub fn are_written(
    db: &mut Conn,
    viewer: &Viewer,
    those: &[ReleasedWeekId],
    now: Instant,
) -> Result<(), ReleasingError> {
    Ok(weeks::are_written(db, &system(viewer)?, those, now)?)
}

/// After a backup was restored, brings back the weeks that were released since, as they stand in the journal. How many those were.
///
/// # Errors
/// When the viewer is not the program itself.
pub fn bring_back(
    db: &mut Conn,
    viewer: &Viewer,
    journal: &[ReleasedWeek],
    now: Instant,
) -> Result<usize, ReleasingError> {
    Ok(weeks::bring_back(db, &system(viewer)?, journal, now)?)
}

/// After a backup was restored and the journal is lost, withholds for good every week that may have been released since: nobody knows
/// what was drawn for it, and it is not drawn twice. How many those are.
///
/// # Errors
/// When the viewer is not the program itself.
pub fn withhold(db: &mut Conn, viewer: &Viewer, now: Instant) -> Result<usize, ReleasingError> {
    let run = system(viewer)?;
    let mut count = 0;
    for of in figures::programmes(db, &run)? {
        loop {
            let due = due(weeks::last(db, &run, &of)?, &of, now);
            if due.is_empty() {
                break;
            }
            let withheld: Vec<ReleasedWeek> = due
                .iter()
                .map(|week| ReleasedWeek {
                    programme: of.slug.clone(),
                    week: *week,
                    drawn_at: now,
                    drawn: None,
                })
                .collect();
            count += weeks::withhold(db, &run, &of, &withheld)?;
        }
    }
    Ok(count)
}
