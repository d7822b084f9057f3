//! What is said on the site: to those who chose it, to those who stopped the mail, and to those who have no address.

use diesel::prelude::*;

use super::conn::Conn;
use super::contents::{self, References};
use super::error::StoreError;
use super::schema::{membership, outbox as o};
use crate::access::Myself;
use crate::domain::group::Channel;
use crate::domain::ids::MembershipId;
use crate::domain::message::OutboxState;
use crate::domain::notice::Notice;
use crate::domain::time::Instant;

/// The most that stand on a page.
const MOST: i64 = 20;

/// What I should know, the newest first. What is no longer true is left out.
///
/// # Errors
/// When the database does not answer.
pub fn mine(db: &mut Conn, me: &Myself, now: Instant) -> Result<Vec<Notice>, StoreError> {
    let memberships: Vec<MembershipId> = membership::table
        .filter(membership::person_id.eq(me.person()))
        .select(membership::id)
        .load(&mut db.db)?;
    let rows: Vec<References> = o::table
        .filter(o::channel.eq(Channel::Site).and(o::state.eq(OutboxState::Planned)))
        .filter(o::due_at.le(now).and(o::expires_at.gt(now)))
        .filter(o::person_id.eq(me.person()).or(o::membership_id.eq_any(memberships)))
        .order((o::due_at.desc(), o::id))
        .limit(MOST)
        .select(References::as_select())
        .load(&mut db.db)?;
    let mut notices = Vec::with_capacity(rows.len());
    for row in rows {
        if let Some(it) = contents::of(db, &row, now)? {
            notices.push(Notice {
                kind: row.kind,
                group: it.group.filter(|_| it.is_member),
                when: it.when,
                was: it.was,
                pause: it.pause,
            });
        }
    }
    Ok(notices)
}
