//! How a group begins and ends its meetings. A group without a row begins as [`MeetingWords`] does, with version 0.

use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::schema::meeting_words as w;
use crate::access::{MayAttend, MayFacilitate};
use crate::domain::ids::GroupId;
use crate::domain::text::Markdown;
use crate::domain::words::MeetingWords;

/// What my group says, and how often it has said it otherwise.
///
/// # Errors
/// When the database does not answer.
pub fn of(db: &mut Conn, may: &MayAttend) -> Result<(MeetingWords, i32), StoreError> {
    let row: Option<(String, String, bool, bool, i32)> = w::table
        .find(may.group())
        .select((w::opening, w::closing, w::right_to_pass, w::no_cross_talk, w::version))
        .first(&mut db.db)
        .optional()?;
    Ok(row.map_or_else(Default::default, |(opening, closing, right_to_pass, no_cross_talk, version)| {
        // Nothing was written where nothing stands.
        let text = |stored: &str| Markdown::parse(stored).ok();
        let words =
            MeetingWords { opening: text(&opening), closing: text(&closing), right_to_pass, no_cross_talk };
        (words, version)
    }))
}

/// My group says this from now on; the caller has locked the group.
///
/// # Errors
/// When the database does not answer.
pub fn save(db: &mut Conn, may: &MayFacilitate, new: &MeetingWords, version: i32) -> Result<(), StoreError> {
    diesel::delete(w::table.find(may.group())).execute(&mut db.db)?;
    insert(db, may.group(), new, version)
}

/// Writes the row of a group that has none.
pub(in crate::store) fn insert(
    db: &mut Conn,
    group: GroupId,
    new: &MeetingWords,
    version: i32,
) -> Result<(), StoreError> {
    diesel::insert_into(w::table)
        .values((
            w::group_id.eq(group),
            w::opening.eq(new.opening.as_ref().map_or("", Markdown::as_str)),
            w::closing.eq(new.closing.as_ref().map_or("", Markdown::as_str)),
            w::right_to_pass.eq(new.right_to_pass),
            w::no_cross_talk.eq(new.no_cross_talk),
            w::version.eq(version),
        ))
        .execute(&mut db.db)?;
    Ok(())
}
