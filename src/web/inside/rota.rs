//! `/g/{group}/rota`: who does what at the coming meetings. What is taken, given and given back; the roles themselves and
//! questions between two members have files of their own.

use actix_web::http::StatusCode;
use actix_web::web::Path;
use serde::Deserialize;

use crate::access::Visible;
use crate::domain::ids::{GroupId, MembershipId, RoleId};
use crate::domain::rota::{Refusal, RoleKind};
use crate::domain::series::MeetingKey;
use crate::l10n::L10n;
use crate::screens;
use crate::service::rota::{self, Evening, How, Pick, Place, RotaError, Whole};
use crate::web::accounts::Nothing;
use crate::web::error::{Reply, WebError};
use crate::web::protected::Protected;
use crate::web::visitor::Visitor;

pub mod roles;
pub mod swaps;

/// What is left, for whoever came second.
pub struct TakenView {
    group: GroupId,
    evening: Evening,
}

screens! {
    RotaPage(Whole) = "inside/rota.html";
    TakenPage(TakenView) = "inside/turn_taken.html";
}

impl From<RotaError> for WebError {
    fn from(error: RotaError) -> Self {
        match error {
            RotaError::NotFound => Self::not_found(),
            RotaError::Over => Self::conflict("rota-over"),
            RotaError::Refused(Refusal::Held) => Self::conflict("rota-held"),
            RotaError::Refused(Refusal::NotProposed) => Self::conflict("rota-not-proposed"),
            RotaError::Refused(Refusal::TooMany) => Self::conflict("rota-too-many"),
            RotaError::NotWilling => Self::conflict("rota-not-willing"),
            RotaError::NotYours => Self::conflict("rota-not-yours"),
            RotaError::SteppedBack => Self::conflict("answer-stepped-back"),
            RotaError::NameTaken => Self::conflict("role-name-taken"),
            RotaError::Store(cause) => cause.into(),
        }
    }
}

/// How a role is described where the group has not done so.
#[must_use]
pub fn about_key(kind: RoleKind) -> &'static str {
    match kind {
        RoleKind::Facilitating => "role-facilitating-about",
        RoleKind::CoFacilitating => "role-co-facilitating-about",
        RoleKind::Shadowing => "role-shadowing-about",
        RoleKind::Welcome => "role-welcome-about",
        RoleKind::Time => "role-time-about",
        RoleKind::Reading => "role-reading-about",
        RoleKind::Keys => "role-keys-about",
        RoleKind::Tea => "role-tea-about",
        RoleKind::Literature => "role-literature-about",
        RoleKind::Treasury => "role-treasury-about",
        RoleKind::Minutes => "role-minutes-about",
        RoleKind::OnlineHost => "role-online-host-about",
        RoleKind::Own => "role-own-about",
    }
}

/// How it stands with a role, where that is not simply settled.
#[must_use]
pub fn how(l: L10n, evening: &Evening, place: &Place) -> String {
    match &place.how {
        How::Confirmed => String::new(),
        How::Proposed => l.t("rota-proposed"),
        How::Asked(until) => l.with("rota-asked", &[("when", l.when(*until, evening.zone).into())]),
        How::All => l.t("rota-all"),
        How::Last(Some(name)) => l.with("rota-alone", &[("name", l.named(name).into())]),
        How::Last(None) => l.t("rota-nobody"),
        How::Open => l.t("rota-open"),
    }
}

/// "Still open: tea and keys."; nothing when nothing is.
#[must_use]
pub fn still_open(l: L10n, evening: &Evening) -> String {
    let open: Vec<String> = evening.still_open().map(|it| l.role(it.kind, &it.name)).collect();
    if open.is_empty() {
        open.concat()
    } else {
        l.with("rota-still-open", &[("roles", l.list(&open).into())])
    }
}

/// `GET /g/{group}/rota`
pub async fn show(visitor: Visitor, group: Path<GroupId>) -> Reply {
    let viewer = visitor.viewer.again();
    let whole = visitor.app.read(move |db, now| rota::show(db, &viewer, *group, now)).await?;
    visitor.page::<RotaPage<'_>>(&whole)
}

type At = Path<(GroupId, MeetingKey, RoleId)>;

/// `POST /g/{group}/meetings/{meeting}/roles/{role}/take`
pub async fn take(at: At, sent: Protected<Nothing>) -> Reply {
    let (visitor, (group, meeting, role)) = (sent.visitor, at.into_inner());
    let viewer = visitor.viewer.again();
    let taken = visitor.app.write(move |db, now| rota::take(db, &viewer, group, (meeting, role), now)).await;
    match taken {
        Ok(()) => visitor.go(&format!("/g/{group}#m{meeting}")),
        // Somebody was quicker: what is left is offered.
        Err(RotaError::Refused(Refusal::Held)) => {
            let viewer = visitor.viewer.again();
            let left =
                visitor.app.read(move |db, now| rota::evening(db, &viewer, group, meeting, now)).await?;
            let view: Visible<TakenView> = left.map(|evening| TakenView { group, evening });
            visitor.answer::<TakenPage<'_>>(StatusCode::CONFLICT, &view)
        }
        Err(other) => Err(other.into()),
    }
}

/// Whom a facilitator chose.
#[derive(Deserialize)]
pub struct Chosen {
    #[serde(default)]
    member: String,
}

/// `POST /g/{group}/meetings/{meeting}/roles/{role}/give`
pub async fn give(at: At, sent: Protected<Chosen>) -> Reply {
    let Protected { visitor, form } = sent;
    let (group, meeting, role) = at.into_inner();
    let to: MembershipId = form.member.parse().map_err(|_| WebError::conflict("rota-not-willing"))?;
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, now| rota::give(db, &viewer, group, (meeting, role, to), now)).await?;
    back(&visitor, group, meeting)
}

/// `POST /g/{group}/meetings/{meeting}/roles/{role}/open`
pub async fn leave_open(at: At, sent: Protected<Nothing>) -> Reply {
    let (visitor, (group, meeting, role)) = (sent.visitor, at.into_inner());
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, now| rota::leave_open(db, &viewer, group, (meeting, role), now)).await?;
    back(&visitor, group, meeting)
}

/// `POST /g/{group}/meetings/{meeting}/roles/{role}/free`
pub async fn free(at: At, sent: Protected<Nothing>) -> Reply {
    let (visitor, (group, meeting, role)) = (sent.visitor, at.into_inner());
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, now| rota::free(db, &viewer, group, (meeting, role), now)).await?;
    back(&visitor, group, meeting)
}

fn back(visitor: &Visitor, group: GroupId, meeting: MeetingKey) -> Reply {
    visitor.go(&format!("/g/{group}/rota#m{meeting}"))
}

/// What was proposed when the page was shown.
#[derive(Deserialize)]
pub struct Accepted {
    #[serde(default)]
    pick: Vec<String>,
}

fn pick(text: &str) -> Option<Pick> {
    let mut parts = text.split(' ');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

/// `POST /g/{group}/rota/accept`
pub async fn accept(group: Path<GroupId>, sent: Protected<Accepted>) -> Reply {
    let Protected { visitor, form } = sent;
    let (viewer, group) = (visitor.viewer.again(), *group);
    let picks: Vec<Pick> = form.pick.iter().filter_map(|text| pick(text)).collect();
    visitor.app.write(move |db, now| rota::accept(db, &viewer, group, &picks, now)).await?;
    visitor.go(&format!("/g/{group}/rota"))
}

/// `POST /g/{group}/break`
pub async fn rest(group: Path<GroupId>, sent: Protected<Nothing>) -> Reply {
    rests(sent.visitor, *group, true).await
}

/// `POST /g/{group}/back`
pub async fn return_from_it(group: Path<GroupId>, sent: Protected<Nothing>) -> Reply {
    rests(sent.visitor, *group, false).await
}

async fn rests(visitor: Visitor, group: GroupId, rests: bool) -> Reply {
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, now| rota::rest(db, &viewer, group, rests, now)).await?;
    visitor.go(&format!("/g/{group}/rota"))
}
