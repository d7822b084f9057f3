//! What the first group of the demo has counted of its meetings so far, each on its own evening. The last is left to whoever
//! tries the demo, as long as it can be counted.

use chrono::TimeDelta;

use super::story::{Untold, rule};
use crate::access::Viewer;
use crate::domain::ids::{GroupId, SlipId};
use crate::domain::series::MeetingKey;
use crate::domain::tally::{Cause, Heads, Tally};
use crate::domain::time::{Instant, Wall, resolve};
use crate::service::counting::{self, Slip};
use crate::service::inside;
use crate::store::Conn;

/// From two weeks ago back: how many were there, and how many for the first time. Once there was no room.
const EVENINGS: [Option<(u16, u16)>; 7] =
    [Some((9, 1)), Some((11, 2)), Some((8, 0)), None, Some((9, 1)), Some((10, 0)), Some((7, 2))];

/// Counts them.
pub(super) fn count(db: &mut Conn, founder: &Viewer, group: GroupId, now: Instant) -> Result<(), Untold> {
    let page = inside::show(db, founder, group, now).map_err(rule)?;
    let Some(next) = page.next.first() else {
        return Ok(());
    };
    for (weeks, evening) in (2_u8..).zip(EVENINGS) {
        let original = Wall::from_naive(next.meeting.original.naive() - TimeDelta::weeks(i64::from(weeks)));
        let tally = match evening {
            Some((heads, first_time)) => Tally::Held(Heads::new(heads, first_time, None).map_err(rule)?),
            None => Tally::NotHeld(Cause::NoRoom),
        };
        let slip = Slip { id: SlipId::from_random([weeks; 8]), revision: 0, tally };
        let after = resolve(original, next.zone).instant().plus(TimeDelta::hours(2));
        let key = MeetingKey { series: next.key.series, original };
        counting::count(db, founder, group, key, slip, after).map_err(rule)?;
    }
    Ok(())
}
