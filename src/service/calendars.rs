//! Calendars that others keep: of a group, of all listed groups, and somebody's own, by a secret address that says no more
//! than its owner wishes. Reading one asks for nothing but the address.

use super::finding::{self, Wanted};
use super::visiting::VisitingError;
use crate::access::{self, May as _, Myself, Viewer, Visible};
use crate::domain::group::FeedTitle;
use crate::domain::locale::Locale;
use crate::domain::series::MeetingKey;
use crate::domain::time::Instant;
use crate::exchange::icalendar::Entry;
use crate::store::calendars::{self, Kept};
use crate::store::{Conn, StoreError, standing};

pub use crate::store::calendars::Wishes;

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum CalendarError {
    #[error("nobody is signed in")]
    NotSignedIn,
    /// The address is none of ours, or is revoked.
    #[error("not found")]
    NotFound,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Somebody's own calendar, as a program reads it.
#[derive(Debug, Clone)]
pub struct Feed {
    /// The owner's, not that of whoever reads.
    pub language: Locale,
    pub entries: Vec<Entry>,
}

/// My own calendar, as I see it on the site.
#[derive(Debug, Clone)]
pub struct Mine {
    /// What the secret address ends with; `None` when there is none.
    pub token: Option<String>,
    pub wishes: Wishes,
}

/// As anybody may read it: with its place, and no name of a group unless it is given.
fn entry(kept: Kept) -> Entry {
    Entry {
        uid: kept.series.id.to_string(),
        sequence: kept.revision,
        made: kept.changed,
        changed: Some(kept.changed),
        title: String::new(),
        says_where: true,
        schedule: kept.series.schedule,
        usual: kept.series.usual,
        changes: kept.series.changes,
    }
}

/// All series of a group that can be found.
///
/// # Errors
/// When there is no such group to be found.
pub fn of_group(
    db: &mut Conn,
    viewer: &Viewer,
    slug: &str,
    now: Instant,
) -> Result<Visible<Vec<Entry>>, VisitingError> {
    let at = standing::at_slug(db, viewer, slug, now)?.ok_or(VisitingError::NotFound)?;
    let may = access::may_find(&at).ok_or(VisitingError::NotFound)?;
    let kept = calendars::of_group(db, &may, now)?;
    Ok(may.reveal(kept.into_iter().map(entry).collect()))
}

/// The series of one meeting of such a group.
///
/// # Errors
/// When there is no such group, or it has no such series.
pub fn of_meeting(
    db: &mut Conn,
    viewer: &Viewer,
    slug: &str,
    key: MeetingKey,
    now: Instant,
) -> Result<Visible<Entry>, VisitingError> {
    let at = standing::at_slug(db, viewer, slug, now)?.ok_or(VisitingError::NotFound)?;
    let may = access::may_find(&at).ok_or(VisitingError::NotFound)?;
    let kept = calendars::of_group(db, &may, now)?.into_iter().find(|it| it.series.id == key.series);
    Ok(may.reveal(entry(kept.ok_or(VisitingError::NotFound)?)))
}

/// The series of all listed groups that fit, each under the name of its group.
///
/// # Errors
/// When the database does not answer.
pub(super) fn of_listed(
    db: &mut Conn,
    wanted: &Wanted,
    locale: Locale,
    now: Instant,
) -> Result<Vec<Entry>, StoreError> {
    let fitting = finding::fitting(db, wanted, locale, now)?;
    let kept = calendars::of_listed(db, now)?.into_iter().filter(|it| fitting.contains(&it.series.id));
    let named = |kept: Kept| Entry { title: kept.group_name.clone(), ..entry(kept) };
    Ok(kept.map(named).collect())
}

/// Those of all my groups, by the names of these.
///
/// # Errors
/// When the database does not answer.
pub(super) fn of_mine(db: &mut Conn, me: &Myself, now: Instant) -> Result<Vec<Entry>, StoreError> {
    let named = |kept: Kept| Entry { title: kept.group_name.clone(), ..entry(kept) };
    Ok(calendars::of_mine(db, me, now)?.into_iter().map(named).collect())
}

/// Somebody's own calendar, by its secret address: of the groups in which they are at this moment.
///
/// # Errors
/// When the address is none, or revoked: the same.
pub fn feed(db: &mut Conn, token: &str, now: Instant) -> Result<Visible<Feed>, CalendarError> {
    let link = standing::feed_link(db, token)?.ok_or(CalendarError::NotFound)?;
    let may = access::may_follow(&link);
    let it = calendars::followed(db, &may, now)?;
    let entries = it.kept.into_iter().map(|kept| {
        let title = match it.wishes.title {
            FeedTitle::Neutral => String::new(),
            FeedTitle::Group => kept.group_name,
            FeedTitle::Own => it.wishes.words.as_ref().map_or_else(String::new, |it| it.as_str().to_owned()),
        };
        Entry {
            uid: kept.uid,
            sequence: kept.revision,
            // When its groups have changed anything is not said: the group's own file says the same second.
            made: it.changed,
            changed: None,
            title,
            says_where: it.wishes.says_where,
            schedule: kept.series.schedule,
            usual: kept.series.usual,
            changes: kept.series.changes,
        }
    });
    let entries = entries.collect();
    Ok(may.reveal(Feed { language: it.language, entries }))
}

/// My own calendar.
///
/// # Errors
/// When nobody is signed in.
pub fn mine(db: &mut Conn, viewer: &Viewer) -> Result<Visible<Mine>, CalendarError> {
    let me = access::myself(viewer).ok_or(CalendarError::NotSignedIn)?;
    let (token, wishes) = calendars::mine(db, &me)?.unzip();
    let neutral = || Wishes { title: FeedTitle::Neutral, words: None, says_where: false };
    Ok(me.reveal(Mine { token, wishes: wishes.unwrap_or_else(neutral) }))
}

/// Makes the address, or has what it says otherwise.
///
/// # Errors
/// When nobody is signed in.
pub fn wish(db: &mut Conn, viewer: &Viewer, wishes: &Wishes, now: Instant) -> Result<(), CalendarError> {
    let me = access::myself(viewer).ok_or(CalendarError::NotSignedIn)?;
    Ok(calendars::wish(db, &me, wishes, now)?)
}

/// A new address; the one before is nothing from now on.
///
/// # Errors
/// When nobody is signed in.
pub fn renew(db: &mut Conn, viewer: &Viewer, now: Instant) -> Result<(), CalendarError> {
    let wishes = mine(db, viewer)?.wishes.clone();
    let me = access::myself(viewer).ok_or(CalendarError::NotSignedIn)?;
    Ok(calendars::make(db, &me, &wishes, now)?)
}

/// No address any more.
///
/// # Errors
/// When nobody is signed in.
pub fn stop(db: &mut Conn, viewer: &Viewer, now: Instant) -> Result<(), CalendarError> {
    let me = access::myself(viewer).ok_or(CalendarError::NotSignedIn)?;
    Ok(calendars::revoke(db, &me, now)?)
}
