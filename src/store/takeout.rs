//! Everything that stands in the database about one person, for themselves: what hangs on the account here, what hangs on a
//! membership in `in_group`. Which tables that is follows from how their rows end; what is left out says why
//! ([`LEFT_OUT`], and `tests/app/takeout.rs`).

use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::schema::{
    accompaniment, calendar_feed, coordinator, groups, guest, hello, meeting, person, programme, series,
    shut_door, sign_in,
};
use super::{accompaniments, calendars, consents, guests, hellos, persons, preferences, sealed, sign_ins};
use crate::access::Myself;
use crate::domain::accompaniment::Scope;
use crate::domain::coded::Coded as _;
use crate::domain::consent::Receipt;
use crate::domain::group::{Discretion, FeedTitle};
use crate::domain::ids::{AccompanimentId, FeedId, GuestId, HelloId, SignInId};
use crate::domain::locale::Locale;
use crate::domain::takeout::{
    Accompanies, Account, At, Calendar, Consent, FORMAT, Hello, Passkey, ShutDoor, SignIn, Takeout, Visit,
};
use crate::domain::time::{Instant, Wall, Zone};
use crate::vault::{Cell, DataKey};

mod in_group;

/// The tables that are taken along, as far as their rows are about the person.
pub const TAKEN: [&str; 37] = [
    "person",
    "consent",
    "sign_in",
    "passkey",
    "calendar_feed",
    "coordinator",
    "hello",
    "guest",
    "accompaniment",
    "shut_door",
    "membership",
    "audience_choice",
    "look",
    "block",
    "contact",
    "contact_message",
    "reminder_choice",
    "answer",
    "mandate",
    "willing",
    "on_break",
    "turn",
    "turn_record",
    "session_leader",
    "offer",
    "acceptance",
    "proposal",
    "elector",
    "voice",
    "experience",
    "assembly_call",
    "agenda_point",
    "step_back",
    "mediation",
    "exclusion",
    "group_log",
    "groups",
];

/// Tables whose rows go with a person or a membership and are not taken along, and why not.
pub const LEFT_OUT: [(&str, &str); 7] = [
    ("recovery_code", "what is kept of it opens nothing"),
    ("code_app", "its key stands in the app; whoever had a copy could make its codes"),
    ("ceremony", "it is a question of five minutes"),
    ("one_time_link", "it is in the mail, or used up"),
    ("outbox", "what it says has been told to the person, or will be, and stands elsewhere"),
    ("hello_answer", "it is about somebody else"),
    ("swap", "it is a question between two, for the days until a meeting"),
];

/// All that is about me. Which words a receipt is about, `words` says.
///
/// # Errors
/// When the database does not answer, or a cell does not open.
pub fn of(
    db: &mut Conn,
    me: &Myself,
    words: impl Fn(&Receipt) -> String,
    now: Instant,
) -> Result<Takeout, StoreError> {
    let key = sealed::data_key(db, me.person())?;
    Ok(Takeout {
        format: FORMAT.to_owned(),
        made_at: now.to_string(),
        account: account(db, me)?,
        signed_in: signed_in(db, me, &key)?,
        passkeys: passkeys(db, me)?,
        calendar: calendar(db, me, &key)?,
        coordinates: coordinates(db, me)?,
        hellos: hellos(db, me, &key)?,
        visits: visits(db, me, &key)?,
        accompanies: accompanies(db, me, &key)?,
        shut_doors: shut_doors(db, me)?,
        groups: in_group::all(db, me, &key)?,
        consents: consents::mine(db, me)?
            .into_iter()
            .map(|receipt| Consent { words: words(&receipt), receipt })
            .collect(),
    })
}

fn account(db: &mut Conn, me: &Myself) -> Result<Account, StoreError> {
    let (language, zone, says, made): (Locale, Zone, Discretion, Instant) = person::table
        .find(me.person())
        .select((person::language, person::zone, person::discretion, person::made_at))
        .first(&mut db.db)?;
    let (screen, quiet) = (preferences::screen(db, me)?, preferences::quiet(db, me)?);
    Ok(Account {
        signed_out_after_minutes: screen.lock_after.minutes(),
        names_as_initials: screen.has_initials,
        quiet_hours: (!quiet.is_never()).then(|| (quiet.from(), quiet.to())),
        sign_in_name: persons::sign_in_name(db, me)?,
        email: persons::email(db, me)?,
        language: language.code().to_owned(),
        zone: zone.name().to_owned(),
        mail_says: says.code().to_owned(),
        made_at: made.to_string(),
    })
}

fn passkeys(db: &mut Conn, me: &Myself) -> Result<Vec<Passkey>, StoreError> {
    let all = super::passkeys::mine(db, me)?.into_iter();
    Ok(all.map(|it| Passkey { name: it.name, since: it.since.to_string() }).collect())
}

fn signed_in(db: &mut Conn, me: &Myself, key: &DataKey) -> Result<Vec<SignIn>, StoreError> {
    let rows: Vec<(SignInId, Option<Vec<u8>>, Instant, Instant, Instant)> = sign_in::table
        .filter(sign_in::person_id.eq(me.person()))
        .order(sign_in::made_at)
        .select((sign_in::id, sign_in::name, sign_in::made_at, sign_in::seen_at, sign_in::expires_at))
        .load(&mut db.db)?;
    rows.into_iter()
        .map(|(id, name, since, seen_at, until)| {
            let name = name.map(|name| key.open(sign_ins::name_cell(id), &name)).transpose()?;
            let [since, seen_at, until] = [since, seen_at, until].map(|it| it.to_string());
            Ok(SignIn { name, since, seen_at, until })
        })
        .collect()
}

fn calendar(db: &mut Conn, me: &Myself, key: &DataKey) -> Result<Option<Calendar>, StoreError> {
    let row: Option<(FeedId, FeedTitle, Option<Vec<u8>>, bool)> = calendar_feed::table
        .filter(calendar_feed::person_id.eq(me.person()))
        .select((calendar_feed::id, calendar_feed::title, calendar_feed::words, calendar_feed::says_where))
        .first(&mut db.db)
        .optional()?;
    let Some((id, title, words, says_where)) = row else { return Ok(None) };
    let words = opened(key, calendars::WORDS, id.to_bytes(), words)?;
    Ok(Some(Calendar { title: title.code().to_owned(), words, says_where }))
}

fn coordinates(db: &mut Conn, me: &Myself) -> Result<Vec<String>, StoreError> {
    let mine = coordinator::table.inner_join(programme::table).filter(coordinator::person_id.eq(me.person()));
    Ok(mine.order(programme::slug).select(programme::slug).load(&mut db.db)?)
}

fn hellos(db: &mut Conn, me: &Myself, key: &DataKey) -> Result<Vec<Hello>, StoreError> {
    let rows: Vec<(HelloId, String, Vec<u8>, Vec<u8>, Instant)> = hello::table
        .inner_join(groups::table)
        .filter(hello::person_id.eq(me.person()))
        .order(hello::made_at)
        .select((hello::id, groups::name, hello::name, hello::words, hello::made_at))
        .load(&mut db.db)?;
    rows.into_iter()
        .map(|(id, group, name, words, said)| {
            let cell = |column| Cell { column, row: id.to_bytes() };
            let (name, words) =
                (key.open(cell(hellos::NAME), &name)?, key.open(cell(hellos::WORDS), &words)?);
            Ok(Hello { group, name, words, said_at: said.to_string() })
        })
        .collect()
}

fn visits(db: &mut Conn, me: &Myself, key: &DataKey) -> Result<Vec<Visit>, StoreError> {
    let rows: Vec<(GuestId, Option<Vec<u8>>, Wall, Zone, String)> = guest::table
        .inner_join(meeting::table.inner_join(series::table.inner_join(groups::table)))
        .filter(guest::person_id.eq(me.person()))
        .order(meeting::original_local)
        .select((guest::id, guest::name, meeting::original_local, series::zone, groups::name))
        .load(&mut db.db)?;
    rows.into_iter()
        .map(|(id, name, wall, zone, group)| {
            let name = opened(key, guests::NAME, id.to_bytes(), name)?;
            Ok(Visit { group, name, at: at(wall, zone) })
        })
        .collect()
}

fn accompanies(db: &mut Conn, me: &Myself, key: &DataKey) -> Result<Vec<Accompanies>, StoreError> {
    let rows: Vec<(AccompanimentId, Option<Vec<u8>>, Scope, chrono::NaiveDate, String)> =
        accompaniment::table
            .inner_join(groups::table)
            .filter(accompaniment::person_id.eq(me.person()))
            .order(accompaniment::until_on)
            .select((
                accompaniment::id,
                accompaniment::name,
                accompaniment::scope,
                accompaniment::until_on,
                groups::name,
            ))
            .load(&mut db.db)?;
    rows.into_iter()
        .map(|(id, name, scope, until, group)| {
            let name = opened(key, accompaniments::NAME, id.to_bytes(), name)?;
            Ok(Accompanies { group, name, scope: scope.code().to_owned(), until: until.to_string() })
        })
        .collect()
}

fn shut_doors(db: &mut Conn, me: &Myself) -> Result<Vec<ShutDoor>, StoreError> {
    let rows: Vec<(String, chrono::NaiveDate)> = shut_door::table
        .inner_join(groups::table)
        .filter(shut_door::person_id.eq(me.person()))
        .order(shut_door::until_on)
        .select((groups::name, shut_door::until_on))
        .load(&mut db.db)?;
    Ok(rows.into_iter().map(|(group, until)| ShutDoor { group, until: until.to_string() }).collect())
}

fn at(wall: Wall, zone: Zone) -> At {
    At { wall: wall.naive().format("%Y-%m-%dT%H:%M").to_string(), zone: zone.name().to_owned() }
}

fn opened(
    key: &DataKey,
    column: &'static str,
    row: [u8; 8],
    sealed: Option<Vec<u8>>,
) -> Result<Option<String>, StoreError> {
    Ok(sealed.map(|sealed| key.open(Cell { column, row }, &sealed)).transpose()?)
}
