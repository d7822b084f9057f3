//! Taking along everything that is about me, while I wait: an archive, for me alone. It wants the password once more, since it
//! shows everything at once.

use crate::access::{ByPassword, May as _, Visible};
use crate::domain::takeout::Takeout;
use crate::domain::time::Instant;
use crate::exchange::icalendar::Entry;
use crate::service::accounts::AccountError;
use crate::service::calendars;
use crate::store::{Conn, persons, takeout};

/// Everything, and the regular meetings of my groups.
#[derive(Debug, Clone)]
pub struct Taken {
    pub takeout: Takeout,
    pub entries: Vec<Entry>,
}

/// Takes it along.
///
/// # Errors
/// When the password has been changed meanwhile.
pub fn take(db: &mut Conn, proven: &ByPassword, now: Instant) -> Result<Visible<Taken>, AccountError> {
    let me = persons::still_right(db, proven)?.ok_or(AccountError::NotProven)?;
    let (takeout, entries) = (takeout::of(db, me, now)?, calendars::of_mine(db, me, now)?);
    Ok(proven.reveal(Taken { takeout, entries }))
}
