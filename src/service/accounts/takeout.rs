//! Taking along everything that is about me, while I wait: an archive, for me alone. It wants the password once more, since it
//! shows everything at once.

use crate::access::{May as _, Proven, Visible};
use crate::domain::coded::Coded as _;
use crate::domain::consent::Receipt;
use crate::domain::locale::Locale;
use crate::domain::takeout::Takeout;
use crate::domain::time::Instant;
use crate::exchange::icalendar::Entry;
use crate::l10n::L10n;
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
pub fn take(db: &mut Conn, proven: &Proven, now: Instant) -> Result<Visible<Taken>, AccountError> {
    let me = persons::still_right(db, proven)?.ok_or(AccountError::NotProven)?;
    let (takeout, entries) = (takeout::of(db, me, words, now)?, calendars::of_mine(db, me, now)?);
    Ok(proven.reveal(Taken { takeout, entries }))
}

/// What stood beside the button, in the language in which it was read.
fn words(of: &Receipt) -> String {
    let language = Locale::from_code(&of.language).unwrap_or(Locale::En);
    L10n::new(language).t(&of.wording)
}
