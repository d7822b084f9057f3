//! The demo's people from outside: two groups ask a peer of another to facilitate one of their dates.

use super::story::{Untold, rule};
use crate::access::Viewer;
use crate::domain::ids::GroupId;
use crate::domain::text::MemberName;
use crate::domain::time::Instant;
use crate::service::{guests, inside};
use crate::store::Conn;

/// Whoever facilitates asks, and the guest accepts: for the date that is so many dates ahead.
pub(super) fn guest(
    db: &mut Conn,
    (facilitator, group): &(Viewer, GroupId),
    guest: &Viewer,
    name: &str,
    ahead: usize,
    now: Instant,
) -> Result<(), Untold> {
    let page = inside::show(db, facilitator, *group, now).map_err(rule)?;
    let Some(date) = page.next.get(ahead).map(|next| next.key) else {
        return Ok(());
    };
    let token = guests::ask(db, facilitator, *group, date, now).map_err(rule)?;
    let name = MemberName::parse(name).map_err(rule)?;
    guests::accept(db, guest, &token, &name, now).map_err(rule)
}
