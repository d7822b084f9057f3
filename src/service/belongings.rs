//! A group takes along everything that is its own, and is founded anew from it, here or elsewhere: with all that it has agreed
//! on, decided, planned and counted, and without anybody. Who comes along joins it there under a name of their choosing.

use crate::access::{self, May as _, Myself, Proven, Viewer, Visible};
use crate::domain::agreement::Rules;
use crate::domain::belongings::Belongings;
use crate::domain::ids::GroupId;
use crate::domain::log::LogKind;
use crate::domain::text::MemberName;
use crate::domain::time::Instant;
use crate::service::founding::{self, FoundingError};
use crate::store::groups::NewGroup;
use crate::store::log::{self, Event};
use crate::store::{Conn, StoreError, belongings, groups, persons, standing};

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum BelongingsError {
    #[error(transparent)]
    Founding(#[from] FoundingError),
    /// There is no such group, or the viewer does not facilitate it.
    #[error("not found")]
    NotFound,
    /// The password has been changed meanwhile.
    #[error("not proven any more")]
    NotProven,
    /// What stands in the file cannot all be true of one group.
    #[error("does not fit together")]
    Unsound,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The page on which it is taken along: whose it would be.
///
/// # Errors
/// When the viewer does not facilitate the group.
pub fn look(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    now: Instant,
) -> Result<Visible<GroupId>, BelongingsError> {
    let at = standing::at_group(db, viewer, group, now)?.ok_or(BelongingsError::NotFound)?;
    let may = access::may_facilitate(viewer, &at, now).ok_or(BelongingsError::NotFound)?;
    Ok(may.reveal(may.group()))
}

/// Takes it along: every member reads in the log that it was done, and by whom. It wants the password once more, since how to get
/// in stands in it.
///
/// # Errors
/// When the viewer does not facilitate the group, or the password has been changed meanwhile.
pub fn take(
    db: &mut Conn,
    viewer: &Viewer,
    proven: &Proven,
    group: GroupId,
    now: Instant,
) -> Result<Visible<Belongings>, BelongingsError> {
    persons::still_right(db, proven)?.ok_or(BelongingsError::NotProven)?;
    let at = standing::at_group(db, viewer, group, now)?.ok_or(BelongingsError::NotFound)?;
    let may = access::may_facilitate(viewer, &at, now).ok_or(BelongingsError::NotFound)?;
    groups::lock(db, may.as_member())?;
    log::write(db, may.as_member(), Event::of(LogKind::GroupTaken, "", ""), now)?;
    Ok(may.reveal(belongings::of(db, &may, now)?))
}

/// What came of bringing it.
#[derive(Debug, Clone)]
pub struct Brought {
    pub group: GroupId,
    pub name: String,
    /// The place and the fields that there are not here, by their addresses.
    pub missing: Vec<String>,
}

/// Whoever is signed in can bring a group.
///
/// # Errors
/// When nobody is.
pub fn claim(viewer: &Viewer) -> Result<Myself, BelongingsError> {
    access::myself(viewer).ok_or_else(|| FoundingError::NotSignedIn.into())
}

/// Founds a group with what another one has taken along. Whoever brings it is its first member, and holds a mandate for as long
/// as the group has agreed that one lasts.
///
/// # Errors
/// When nobody is signed in, or is in too many groups already; or when what is brought does not fit together.
pub fn bring(
    db: &mut Conn,
    viewer: &Viewer,
    it: &Belongings,
    name: &MemberName,
    now: Instant,
) -> Result<Visible<Brought>, BelongingsError> {
    let me = claim(viewer)?;
    if !it.is_sound(now) {
        return Err(BelongingsError::Unsound);
    }
    let (says, missing) = belongings::described(db, &it.says)?;
    let new = NewGroup { says, programme: None, zone: it.says.zone, joining: it.says.joining };
    let (founded, member) = founding::begin(db, &me, &new, name, now)?;
    belongings::give(db, &founded, it, now)?;
    log::write(db, &member, Event::of(LogKind::GroupBrought, "", ""), now)?;
    let agreed = it.rules.iter().map(|it| (it.rule, it.value));
    founding::lead(db, member, &founded, &Rules::founded(it.says.joining).and(agreed), now)?;
    Ok(me.reveal(Brought { group: founded.group, name: it.says.name.as_str().to_owned(), missing }))
}
