//! Writes down what a group has decided, each once and in the order in which it was decided, with a line of the log that
//! says what was before and after. It holds from its deadline on, whether this has run or not: who reads, reads it with
//! `proposals::decided`. What no longer fits is not done by halves: it is said, in the log and on the proposal.

use super::conn::Conn;
use super::error::StoreError;
use super::log::{self, Event};
use super::proposals::{self, Proposal};
use super::{
    accompaniments, agreements, endings, exclusions, experiences, lives, mandates, rests, retimings, ties,
    versions, welcomes,
};
use crate::access::{Decided, MayRun, decided};
use crate::domain::coded::Coded as _;
use crate::domain::decision::Change;
use crate::domain::ids::GroupId;
use crate::domain::log::LogKind;
use crate::domain::time::Instant;

/// What came of carrying something out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) enum Done {
    Yes,
    /// What it was about has changed meanwhile; nothing was done.
    DoesNotFit,
}

/// Carries out what a group has decided.
///
/// # Errors
/// When the database does not answer.
pub fn carry_out(db: &mut Conn, _: &MayRun, group: GroupId, now: Instant) -> Result<(), StoreError> {
    let settled = now.minus(proposals::SETTLED);
    for it in proposals::not_carried_out(db, group, settled)? {
        if let Some(adopted) = proposals::carried_out(db, group, &it, now)? {
            let may = decided(&adopted);
            if carry(db, &may, &it, now)? == Done::DoesNotFit {
                proposals::did_not_fit(db, &it)?;
                let event = Event::of(LogKind::DidNotFit, "", it.subject.code());
                log::insert(db, group, None, event, it.terms.deadline)?;
            }
        }
    }
    Ok(())
}

fn carry(db: &mut Conn, may: &Decided, it: &Proposal, now: Instant) -> Result<Done, StoreError> {
    let at = it.terms.deadline;
    if lives::has_closed(db, may)? {
        return Ok(Done::DoesNotFit);
    }
    match &it.change {
        None => {}
        Some(change @ Change::Rule(ruling)) => {
            agreements::as_decided(db, may, it, *ruling)?;
            versions::as_decided(db, may, it)?;
            mandates::as_decided(db, may, change, at)?;
        }
        Some(Change::Text(_)) => {
            if let Some(number) = versions::as_decided(db, may, it)? {
                let event = Event::of(LogKind::TextChanged, "", number);
                log::insert(db, may.group(), None, event, at)?;
            }
        }
        Some(change @ (Change::Mandate(_) | Change::Deputy(_) | Change::TakeBack(_))) => {
            mandates::as_decided(db, may, change, at)?;
        }
        Some(Change::Exclude(member, shut)) => exclusions::as_decided(db, may, it, (*member, *shut))?,
        // What has become of it is asked whenever anybody looks: see `exclusions::standing`.
        Some(Change::Appeal(_)) => {}
        Some(Change::Accompany(what)) => accompaniments::as_decided(db, may, *what, at)?,
        Some(Change::Dates(to)) => return retimings::as_decided(db, may, to, at, now),
        Some(Change::Rest(until)) => return rests::as_decided(db, may, *until, at, now),
        Some(Change::Close(how)) => return endings::as_decided(db, may, how, at),
        Some(Change::Welcome(of)) => return welcomes::as_decided(db, may, *of, at),
        Some(Change::Open(it)) => return experiences::as_decided(db, may, *it, at),
        Some(Change::Tie(bond)) => {
            let was = ties::lists(db, may)?;
            let done = ties::as_decided(db, may, *bond, at)?;
            // What it passes on it has decided for the programme that it was with.
            if done == Done::Yes && was != bond.programme() {
                agreements::end_sharing(db, may, it)?;
            }
            return Ok(done);
        }
    }
    Ok(Done::Yes)
}
