//! The ten codes that let a person back in when the password is gone and there is no mail. Each works once.

use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::schema::recovery_code;
use crate::access::{Claim, Myself};
use crate::domain::ids::{PersonId, RecoveryId};
use crate::vault::RecoveryCode;

/// How many there are.
const HOW_MANY: usize = 10;
/// No person has this id but by a chance of one in 2^63, and then only their own code would do.
const NOBODY: PersonId = PersonId(0);

/// Makes new codes; the old ones are void. They are shown once and never again.
///
/// # Errors
/// When the database does not answer.
pub fn renew(db: &mut Conn, me: &Myself) -> Result<Vec<RecoveryCode>, StoreError> {
    diesel::delete(recovery_code::table.filter(recovery_code::person_id.eq(me.person())))
        .execute(&mut db.db)?;
    let mut codes = Vec::with_capacity(HOW_MANY);
    for _ in 0..HOW_MANY {
        let code = RecoveryCode::new(&db.entropy);
        diesel::insert_into(recovery_code::table)
            .values((
                recovery_code::id.eq(RecoveryId::from_random(db.entropy.bytes())),
                recovery_code::person_id.eq(me.person()),
                recovery_code::code_digest.eq(code.digest(&db.keys).0),
            ))
            .execute(&mut db.db)?;
        codes.push(code);
    }
    Ok(codes)
}

/// Uses a code up: whoever has it is that person. `None` when it is not one of theirs. For a name that nobody has the
/// same is asked of the database, about a person who is not there.
///
/// # Errors
/// When the database does not answer.
pub fn use_up(
    db: &mut Conn,
    claim: Option<Claim>,
    code: &RecoveryCode,
) -> Result<Option<Myself>, StoreError> {
    let person = claim.as_ref().map_or(NOBODY, Claim::person);
    let is_used = used_up(db, person, code)?;
    Ok(claim.filter(|_| is_used).map(Claim::by_used_secret))
}

/// Uses up one of somebody's codes, in place of one that an app would show. Whether it was one.
///
/// # Errors
/// When the database does not answer.
pub fn use_up_for(db: &mut Conn, whose: &Claim, code: &RecoveryCode) -> Result<bool, StoreError> {
    used_up(db, whose.person(), code)
}

fn used_up(db: &mut Conn, person: PersonId, code: &RecoveryCode) -> Result<bool, StoreError> {
    let digest = code.digest(&db.keys).0;
    let it = recovery_code::person_id.eq(person).and(recovery_code::code_digest.eq(digest));
    Ok(diesel::delete(recovery_code::table.filter(it)).execute(&mut db.db)? > 0)
}
