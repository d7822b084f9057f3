//! A group moves to another zone: it is asked what stays, and sees what becomes of its next dates.

use actix_web::web::Path;
use serde::Deserialize;

use super::super::error::Reply;
use super::super::form::{Choice, Errors};
use super::super::protected::Protected;
use super::super::visitor::Visitor;
use crate::access::Visible;
use crate::domain::coded::Coded as _;
use crate::domain::ids::GroupId;
use crate::domain::time::Zone;
use crate::l10n::L10n;
use crate::screens;
use crate::service::scheduling::{self, Desk, ScheduleError};
use crate::service::zones::{self, Moving, Stays};

/// The form, as it was typed.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub struct Typed {
    zone: String,
    stays: String,
    check: String,
    seen: String,
}

/// The page.
pub struct ZoneView {
    group: GroupId,
    now: Zone,
    errors: Errors,
    zones: Vec<Choice>,
    stays: Vec<Choice>,
    to: Zone,
    seen: Option<(Vec<Moving>, String)>,
}

screens! { ZonePage(ZoneView) = "inside/zone.html"; }

fn stays_key(it: Stays) -> &'static str {
    match it {
        Stays::Hours => "zone-stays-hours",
        Stays::Instants => "zone-stays-instants",
    }
}

fn view(l: L10n, desk: &Desk, typed: &Typed, errors: Errors) -> ZoneView {
    let to = Zone::parse(&typed.zone).unwrap_or(desk.zone);
    let mut zones: Vec<Choice> =
        Zone::all().map(|zone| Choice::new(zone.name(), l.zone_with_name(zone), zone == to)).collect();
    zones.sort_by(|one, other| l.order(&one.words, &other.words));
    let is_chosen = |it: Stays| it.code() == typed.stays || (typed.stays.is_empty() && it == Stays::Hours);
    ZoneView {
        group: desk.group,
        now: desk.zone,
        zones,
        stays: Stays::ALL
            .iter()
            .map(|it| Choice::new(it.code(), l.t(stays_key(*it)), is_chosen(*it)))
            .collect(),
        to,
        errors,
        seen: None,
    }
}

async fn desk(visitor: &Visitor, group: GroupId) -> Result<Visible<Desk>, ScheduleError> {
    let viewer = visitor.viewer.again();
    visitor.app.read(move |db, now| scheduling::desk(db, &viewer, group, now)).await
}

/// `GET /g/{group}/zone`
pub async fn form(visitor: Visitor, group: Path<GroupId>) -> Reply {
    let l = visitor.l();
    let view = desk(&visitor, *group).await?.map(|desk| view(l, &desk, &Typed::default(), Errors::default()));
    visitor.page::<ZonePage<'_>>(&view)
}

/// `POST /g/{group}/zone`: shows what becomes of the dates, or saves what was looked at.
pub async fn save(group: Path<GroupId>, sent: Protected<Typed>) -> Reply {
    let Protected { visitor, form } = sent;
    let (l, mut errors, group) = (visitor.l(), Errors::default(), *group);
    let desk = desk(&visitor, group).await?;
    let to = errors.chosen(l, "zone", Zone::parse(&form.zone).ok());
    let stays = errors.chosen(l, "stays", Stays::from_code(&form.stays));
    let said = format!("{} {}", form.zone, form.stays);
    let mut seen = None;
    if let (Some(to), Some(stays)) = (to, stays) {
        let viewer = visitor.viewer.again();
        let is_seen = form.check.is_empty() && form.seen == said;
        let done = if is_seen {
            let app = &visitor.app;
            app.write(move |db, now| zones::change(db, &viewer, group, to, stays, now)).await.map(|_| None)
        } else {
            let app = &visitor.app;
            app.read(move |db, now| zones::look(db, &viewer, group, to, stays, now)).await.map(Some)
        };
        match done {
            Ok(None) => return visitor.go(&format!("/g/{group}/dates")),
            Ok(Some(outlook)) => seen = Some((outlook.clone(), said)),
            Err(ScheduleError::OtherDays) => errors.add("stays", l.t("zone-other-days")),
            Err(other) => return Err(other.into()),
        }
    }
    let is_wrong = !errors.is_empty();
    let view = desk.map(|desk| ZoneView { seen, ..view(l, &desk, &form, errors) });
    if is_wrong { visitor.again::<ZonePage<'_>>(&view) } else { visitor.page::<ZonePage<'_>>(&view) }
}
