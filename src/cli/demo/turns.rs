//! Who does what in the first group of the demo: some roles, people who would do them, the next meeting settled, and the
//! rest as the rota proposes it.

use super::cast::Circle;
use super::story::{Untold, rule};
use crate::access::Viewer;
use crate::domain::ids::{GroupId, RoleId};
use crate::domain::rota::RoleKind;
use crate::domain::time::Instant;
use crate::service::rota::{self, RoleDraft};
use crate::store::Conn;

const ROLES: [RoleKind; 5] =
    [RoleKind::Facilitating, RoleKind::CoFacilitating, RoleKind::Welcome, RoleKind::Keys, RoleKind::Tea];

/// Everybody would lead; the founder leads next, and somebody makes tea.
pub(super) fn go_round(
    db: &mut Conn,
    founder: &Viewer,
    here: &[Viewer],
    group: GroupId,
    circle: &Circle,
    now: Instant,
) -> Result<(), Untold> {
    let roles = rota::roles(db, founder, group, now).map_err(rule)?;
    let Some(series) = roles.series.first().map(|(id, _)| *id) else {
        return Ok(());
    };
    let draft = RoleDraft { kinds: ROLES.into(), ..RoleDraft::default() };
    rota::offer(db, founder, group, series, &draft, now).map_err(rule)?;
    let roles = rota::roles(db, founder, group, now).map_err(rule)?;
    let of = |wanted: fn(RoleKind) -> bool| -> Vec<RoleId> {
        roles.roles.iter().filter(|role| wanted(role.kind)).map(|role| role.id).collect()
    };
    let leading = of(RoleKind::leads).into_iter().collect();
    for who in here.iter().chain([founder]) {
        rota::be_willing(db, who, group, &leading, now).map_err(rule)?;
    }
    let page = rota::show(db, founder, group, now).map_err(rule)?;
    let Some(next) = page.evenings.first() else {
        return Ok(());
    };
    let place = |kind: RoleKind| next.places.iter().find(|place| place.kind == kind);
    if let Some(place) = place(RoleKind::Facilitating) {
        let others = place.others.iter().map(|(id, name)| (*id, Some(name.as_str())));
        let mut all = others.chain(place.who.as_ref().map(|(id, name)| (*id, name.known())));
        if let Some((me, _)) = all.find(|(_, name)| circle.members.first().copied() == *name) {
            rota::give(db, founder, group, (next.key, place.role, me), now).map_err(rule)?;
        }
    }
    if let (Some(place), Some(who)) = (place(RoleKind::Tea), here.last()) {
        rota::take(db, who, group, (next.key, place.role), now).map_err(rule)?;
    }
    Ok(())
}
