//! Whom a proposal asks: found once, when it is opened.

use diesel::prelude::*;

use crate::domain::agreement::Rules;
use crate::domain::decision::{Asked, Change, Subject, who_takes_part};
use crate::domain::ids::{GroupId, MembershipId};
use crate::domain::mandate::who_decides;
use crate::domain::time::Instant;
use crate::store::conn::Conn;
use crate::store::error::StoreError;
use crate::store::schema::membership;
use crate::store::{exclusions, telling};

/// Those who may take part in deciding about a change; whoever is suspended does not.
pub(super) fn whom(
    db: &mut Conn,
    group: GroupId,
    change: Option<&Change>,
    rules: &Rules,
    now: Instant,
) -> Result<Vec<MembershipId>, StoreError> {
    let out = exclusions::suspended(db, now)?;
    let all: Vec<(MembershipId, Instant)> = membership::table
        .filter(membership::group_id.eq(group).and(membership::id.ne_all(out)))
        .select((membership::id, membership::joined_at))
        .load(&mut db.db)?;
    Ok(match change.map_or(Subject::Words, Change::subject).kind().asks {
        Asked::Members => who_takes_part(&all, rules.member_for(), now),
        Asked::WhoCome => {
            let mut who = who_come(db, group, change)?;
            who.retain(|member| all.iter().any(|(known, _)| known == member));
            // Where nobody does, it is everybody's affair.
            if who.is_empty() { who_takes_part(&all, rules.member_for(), now) } else { who }
        }
        Asked::Acquainted => who_decides(&all, rules.member_for(), now),
        Asked::Others => {
            let not_asked = change.and_then(Change::not_asked);
            let mut all = who_decides(&all, rules.member_for(), now);
            all.retain(|member| Some(*member) != not_asked);
            all
        }
    })
}

/// Those who come to the regular meeting that would change.
fn who_come(db: &mut Conn, group: GroupId, change: Option<&Change>) -> Result<Vec<MembershipId>, StoreError> {
    match change {
        Some(Change::Dates(it)) => telling::who_come(db, group, it.series, it.from),
        _ => Ok(Vec::new()),
    }
}
