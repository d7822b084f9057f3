//! The ten codes that let a person back in when the password is gone and there is no mail. Each works once.

use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::schema::recovery_code;
use crate::access::{Claim, Myself};
use crate::domain::ids::RecoveryId;
use crate::vault::RecoveryCode;

/// How many there are.
const HOW_MANY: usize = 10;

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

/// Uses a code up: whoever has it is that person. `None` when it is not one of theirs.
///
/// # Errors
/// When the database does not answer.
pub fn use_up(db: &mut Conn, claim: Claim, code: &RecoveryCode) -> Result<Option<Myself>, StoreError> {
    let digest = code.digest(&db.keys).0;
    let used = diesel::delete(
        recovery_code::table
            .filter(recovery_code::person_id.eq(claim.person()).and(recovery_code::code_digest.eq(digest))),
    )
    .execute(&mut db.db)?;
    Ok((used > 0).then(|| claim.by_used_secret()))
}
