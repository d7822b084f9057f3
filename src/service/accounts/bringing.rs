//! Bringing what one took along from another Parea: the settings of the account, and in each group here that is called as one there
//! was, what is shown to whom and when one is reminded. What was said in groups stays in the file: a note that comes with five
//! others would tell whose it is.

use crate::access::{self, May as _, MayAttend, Myself, Viewer, Visible};
use crate::domain::audience::{Audience, Choices, Field};
use crate::domain::coded::Coded as _;
use crate::domain::group::{Channel, Discretion, FeedTitle};
use crate::domain::locale::Locale;
use crate::domain::quiet::Quiet;
use crate::domain::reminder::Choice;
use crate::domain::screen::{LockAfter, Screen};
use crate::domain::takeout::{Account, Calendar, InGroup, Takeout};
use crate::domain::text::{ShortText, fold};
use crate::domain::time::{Instant, Zone};
use crate::service::accounts::AccountError;
use crate::service::member::member;
use crate::store::audiences::Chosen;
use crate::store::calendars::Wishes;
use crate::store::{Conn, StoreError, audiences, calendars, memberships, preferences, reminders};

/// What came of it.
#[derive(Debug, Clone, Default)]
pub struct Brought {
    /// Groups here in which something was chosen as it was there.
    pub groups: Vec<String>,
    /// Groups there to which none of mine here fits.
    pub missing: Vec<String>,
}

/// Brings it. What was chosen here before is replaced.
///
/// # Errors
/// When nobody is signed in.
pub fn bring(
    db: &mut Conn,
    viewer: &Viewer,
    it: &Takeout,
    now: Instant,
) -> Result<Visible<Brought>, AccountError> {
    let me = access::myself(viewer).ok_or(AccountError::NotSignedIn)?;
    account(db, &me, &it.account)?;
    // What is queued goes by the hours and the clock of before.
    reminders::plan_anew(db, &me)?;
    if let Some(wished) = &it.calendar {
        calendar(db, &me, wished, now)?;
    }
    let mut brought = Brought::default();
    let mine = memberships::mine(db, &me, now)?;
    for as_there in &it.groups {
        let is_called_so = |name: &str| fold(name) == fold(&as_there.group);
        // Of two that are called alike, here or there, nobody can say which is meant.
        let is_only = it.groups.iter().filter(|other| is_called_so(&other.group)).count() == 1;
        let mut here = mine.iter().filter(|mine| is_only && is_called_so(&mine.group_name));
        let may = match (here.next(), here.next()) {
            (Some(mine), None) => member(db, viewer, mine.group, now)?.map(|(_, may)| may),
            _ => None,
        };
        match may {
            Some(may) => {
                in_group(db, &may, as_there, now)?;
                brought.groups.push(as_there.group.clone());
            }
            None => brought.missing.push(as_there.group.clone()),
        }
    }
    Ok(me.reveal(brought))
}

/// What a later version may have written, and nobody here knows, stays as it was.
fn account(db: &mut Conn, me: &Myself, it: &Account) -> Result<(), StoreError> {
    if let Some(language) = Locale::from_code(&it.language) {
        preferences::set_language(db, me, language)?;
    }
    if let Ok(zone) = Zone::parse(&it.zone) {
        preferences::set_zone(db, me, zone)?;
    }
    if let Some(says) = Discretion::from_code(&it.mail_says) {
        preferences::set_discretion(db, me, says)?;
    }
    let lock_after = LockAfter::ALL.iter().find(|lock| lock.minutes() == it.signed_out_after_minutes);
    if let Some(lock_after) = lock_after {
        preferences::set_screen(
            db,
            me,
            Screen { lock_after: *lock_after, has_initials: it.names_as_initials },
        )?;
    }
    let quiet = it.quiet_hours.map_or(Some(Quiet::NEVER), |(from, to)| Quiet::between(from, to));
    if let Some(quiet) = quiet {
        preferences::set_quiet(db, me, quiet)?;
    }
    Ok(())
}

/// Under another address: that one is of another site.
fn calendar(db: &mut Conn, me: &Myself, it: &Calendar, now: Instant) -> Result<(), StoreError> {
    let words = it.words.as_deref().and_then(|words| ShortText::parse(words).ok());
    let Some(title) = FeedTitle::from_code(&it.title).filter(|it| *it != FeedTitle::Own || words.is_some())
    else {
        return Ok(());
    };
    calendars::wish(db, me, &Wishes { title, words, says_where: it.says_where }, now)
}

fn in_group(db: &mut Conn, may: &MayAttend, it: &InGroup, now: Instant) -> Result<(), StoreError> {
    let said = it.seen_by.iter().filter_map(|said| {
        let (field, audience) = (Field::from_code(&said.field)?, Audience::from_code(&said.audience)?);
        // Who the one was is not in the file.
        Some((field, if audience == Audience::One { Audience::Nobody } else { audience }))
    });
    let choices =
        said.fold(Choices::hidden(it.is_hidden), |all, (field, audience)| all.with(field, audience));
    let text = |words: &Option<String>| words.as_deref().and_then(|words| ShortText::parse(words).ok());
    let chosen = Chosen { choices, line: text(&it.line), reach: text(&it.reach), reach_one: None };
    audiences::choose(db, may, &chosen, now)?;
    let before = it.reminded_hours_before.iter();
    let wished: Vec<Choice> =
        before.filter_map(|hours| Choice::from_hours_before(u8::try_from(*hours).ok()?)).collect();
    let channel = Channel::from_code(&it.told_by).unwrap_or(Channel::Site);
    reminders::choose(db, may, &wished, channel, now)
}
