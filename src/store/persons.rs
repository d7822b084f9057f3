//! Accounts: what a person is here. Names and addresses are sealed under the person's own data key, and found again only
//! by a keyed hash.

use diesel::dsl::max;
use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::schema::person;
use super::{consents, erasures, memberships, sealed, sign_ins, voices};
use crate::access::{By, Claim, Myself, Newcomer, Proven};
use crate::domain::consent::{Agreed, Said};
use crate::domain::group::Discretion;
use crate::domain::ids::PersonId;
use crate::domain::locale::Locale;
use crate::domain::text::EmailAddress;
use crate::domain::time::{Instant, Zone};
use crate::vault::{Cell, phrase_key};

/// What a new account starts with.
#[derive(Debug, Clone)]
pub struct NewPerson {
    /// Three words, as they were offered.
    pub sign_in_name: String,
    /// `None` until a password is chosen by a link.
    pub password_hash: Option<String>,
    pub language: Locale,
    pub zone: Zone,
}

const SIGN_IN_NAME: &str = "person.sign_in_name";
const EMAIL: &str = "person.email";

/// Makes an account. `None` when the sign-in name is taken, or has no letter by which it could be found again.
///
/// # Errors
/// When the database does not answer.
pub fn create(
    db: &mut Conn,
    may: &Newcomer,
    new: &NewPerson,
    now: Instant,
) -> Result<Option<Myself>, StoreError> {
    let words = phrase_key(&new.sign_in_name);
    if words.is_empty() {
        return Ok(None);
    }
    let blind = db.keys.blind(SIGN_IN_NAME, &words);
    let taken: i64 =
        person::table.filter(person::sign_in_name_blind.eq(&blind)).count().get_result(&mut db.db)?;
    if taken > 0 {
        return Ok(None);
    }
    let id = PersonId::from_random(db.entropy.bytes());
    let (key, wrapped) = sealed::new_data_key(db, id);
    let name = key.seal(Cell { column: SIGN_IN_NAME, row: id.to_bytes() }, &new.sign_in_name, &db.entropy);
    diesel::insert_into(person::table)
        .values((
            person::id.eq(id),
            person::data_key.eq(wrapped),
            person::sign_in_name.eq(name),
            person::sign_in_name_blind.eq(blind),
            person::password_hash.eq(&new.password_hash),
            person::language.eq(new.language),
            person::zone.eq(new.zone),
            person::discretion.eq(Discretion::Time),
            person::made_at.eq(now),
        ))
        .execute(&mut db.db)?;
    Ok(Some(may.became(id)))
}

/// My sign-in name, as it was offered.
///
/// # Errors
/// When the database does not answer, or the cell does not open.
pub fn sign_in_name(db: &mut Conn, me: &Myself) -> Result<String, StoreError> {
    let key = sealed::data_key(db, me.person())?;
    let cell: Vec<u8> = person::table.find(me.person()).select(person::sign_in_name).first(&mut db.db)?;
    Ok(key.open(Cell { column: SIGN_IN_NAME, row: me.person().to_bytes() }, &cell)?)
}

/// Whose name or confirmed address this is. The same questions are asked of the database whether or not there is anybody, and
/// each is answered by one row: that there were none would take less time.
///
/// # Errors
/// When the database does not answer.
pub fn claim(db: &mut Conn, typed: &str) -> Result<Option<Claim>, StoreError> {
    let name = db.keys.blind(SIGN_IN_NAME, &phrase_key(typed));
    let address =
        EmailAddress::parse(typed).map_or_else(|_| typed.to_owned(), |address| address.normalised());
    let email = db.keys.blind(EMAIL, &address);
    let (id, hash): (Option<PersonId>, Option<String>) = person::table
        .filter(person::sign_in_name_blind.eq(name).or(person::email_blind.eq(email)))
        .select((max(person::id), max(person::password_hash)))
        .first(&mut db.db)?;
    Ok(id.map(|id| Claim::with_hash(id, hash)))
}

/// Who has confirmed this address, with the language to write in.
///
/// # Errors
/// When the database does not answer.
pub fn claim_by_email(db: &mut Conn, address: &EmailAddress) -> Result<Option<Claim>, StoreError> {
    let email = db.keys.blind(EMAIL, &address.normalised());
    let found: Option<PersonId> = person::table
        .filter(person::email_blind.eq(email))
        .select(person::id)
        .first(&mut db.db)
        .optional()?;
    Ok(found.map(Claim::of))
}

/// Chooses a password.
///
/// # Errors
/// When the database does not answer.
pub fn set_password(db: &mut Conn, me: &Myself, hash: &str) -> Result<(), StoreError> {
    diesel::update(person::table.find(me.person()))
        .set(person::password_hash.eq(hash))
        .execute(&mut db.db)?;
    Ok(())
}

/// My own claim, for asking once more before what would shut me out of my own account.
///
/// # Errors
/// When the database does not answer.
pub fn claim_again(db: &mut Conn, me: &Myself) -> Result<Claim, StoreError> {
    let hash = person::table.find(me.person()).select(person::password_hash).first(&mut db.db)?;
    Ok(Claim::with_hash(me.person(), hash))
}

/// Whoever has proven once more who they are, if what they proved it by is still so. From here on it cannot change, until this
/// transaction is over.
///
/// # Errors
/// When the database does not answer.
pub fn still_right<'a>(db: &mut Conn, proven: &'a Proven) -> Result<Option<&'a Myself>, StoreError> {
    let (me, by) = proven.unless_changed();
    let mine = person::table.find(me.person());
    let touched = match by {
        By::Password(hash) => diesel::update(mine.filter(person::password_hash.eq(hash)))
            .set(person::password_hash.eq(hash))
            .execute(&mut db.db)?,
        By::Passkey(browser) if sign_ins::is_there(db, me, *browser)? => {
            diesel::update(mine.filter(person::password_hash.is_null()))
                .set(person::password_hash.eq(None::<String>))
                .execute(&mut db.db)?
        }
        By::Passkey(_) => 0,
    };
    Ok((touched == 1).then_some(me))
}

/// Goes on without a password: a passkey opens the account, or a recovery code.
///
/// # Errors
/// When the database does not answer.
pub fn forget_password(db: &mut Conn, me: &Myself) -> Result<(), StoreError> {
    diesel::update(person::table.find(me.person()))
        .set(person::password_hash.eq(None::<String>))
        .execute(&mut db.db)?;
    Ok(())
}

/// Whether I have a password.
///
/// # Errors
/// When the database does not answer.
pub fn has_password(db: &mut Conn, me: &Myself) -> Result<bool, StoreError> {
    Ok(person::table.find(me.person()).select(person::password_hash.is_not_null()).first(&mut db.db)?)
}

/// My confirmed address.
///
/// # Errors
/// When the database does not answer, or the cell does not open.
pub fn email(db: &mut Conn, me: &Myself) -> Result<Option<String>, StoreError> {
    address(db, me.person())
}

/// A person's confirmed address, for their own page and for mail to them.
pub(in crate::store) fn address(db: &mut Conn, id: PersonId) -> Result<Option<String>, StoreError> {
    let cell: Option<Vec<u8>> = person::table.find(id).select(person::email).first(&mut db.db)?;
    sealed::open(db, id, Cell { column: EMAIL, row: id.to_bytes() }, cell)
}

/// Keeps an address that was just confirmed. `false` when another account has confirmed it before.
///
/// # Errors
/// When the database does not answer.
pub fn set_email(
    db: &mut Conn,
    me: &Myself,
    address: &EmailAddress,
    now: Instant,
) -> Result<bool, StoreError> {
    let blind = db.keys.blind(EMAIL, &address.normalised());
    let taken: i64 = person::table
        .filter(person::email_blind.eq(&blind).and(person::id.ne(me.person())))
        .count()
        .get_result(&mut db.db)?;
    if taken > 0 {
        return Ok(false);
    }
    let key = sealed::data_key(db, me.person())?;
    let cell = key.seal(Cell { column: EMAIL, row: me.person().to_bytes() }, &address.address(), &db.entropy);
    diesel::update(person::table.find(me.person()))
        .set((person::email.eq(cell), person::email_blind.eq(blind)))
        .execute(&mut db.db)?;
    consents::note(db, me.person(), &Said::of(Agreed::Email, true), now)?;
    Ok(true)
}

/// Forgets my address.
///
/// # Errors
/// When the database does not answer.
pub fn forget_email(db: &mut Conn, me: &Myself, now: Instant) -> Result<(), StoreError> {
    let had = person::table.find(me.person()).filter(person::email.is_not_null());
    let had = diesel::update(had)
        .set((person::email.eq(None::<Vec<u8>>), person::email_blind.eq(None::<Vec<u8>>)))
        .execute(&mut db.db)?;
    if had > 0 {
        consents::note(db, me.person(), &Said::of(Agreed::Email, false), now)?;
    }
    Ok(())
}

/// Deletes my account with all that hangs on it, and what I wrote where it does not. The key goes with it, by which my cells
/// were sealed, in whatever copy they stand; what stays is a mark, by which a restored backup forgets me again.
///
/// # Errors
/// When the database does not answer.
pub fn erase(db: &mut Conn, me: &Myself, now: Instant) -> Result<(), StoreError> {
    for membership in memberships::all_of(db, me)? {
        voices::fall_silent(db, membership, now)?;
        memberships::remove(db, membership, now)?;
    }
    diesel::delete(person::table.find(me.person())).execute(&mut db.db)?;
    erasures::note(db, me.person(), now)?;
    Ok(())
}
