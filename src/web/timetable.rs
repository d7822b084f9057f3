//! `/schedule`: the coming week by place, day and time, to be read on a telephone or hung up on a wall.

use actix_web::web::Query;
use serde::Deserialize;

use super::error::Reply;
use super::form::Choice;
use super::visitor::Visitor;
use crate::domain::time::Zone;
use crate::l10n::L10n;
use crate::screens;
use crate::service::timetable::{self, Place, Timetable};

/// What the address asks for.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    place: String,
}

/// The page.
pub struct WeekView {
    it: Timetable,
    places: Vec<Choice>,
    /// That not all are shown; empty where all are.
    cut: String,
}

screens! { WeekPage(WeekView) = "visiting/schedule.html"; }

/// The zone by which all of a place's meetings go; `None` where they differ, and each has to say it.
fn zone(place: &Place) -> Option<Zone> {
    let mut zones = place.days.iter().flat_map(|(_, rows)| rows).map(|row| row.zone);
    let first = zones.next()?;
    zones.all(|zone| zone == first).then_some(first)
}

impl WeekView {
    /// The name of a place, with its time.
    fn heading(&self, l: &L10n, place: &Place) -> String {
        let name = if place.name.is_empty() { l.t("schedule-nowhere") } else { place.name.clone() };
        match zone(place) {
            Some(zone) => format!("{name} ({})", l.zone(zone)),
            None => name,
        }
    }

    /// The zone beside a time, where the heading cannot say it.
    fn zone_of(&self, l: &L10n, place: &Place, of: &Zone) -> String {
        if zone(place).is_some() { String::new() } else { l.zone(*of) }
    }
}

/// `GET /schedule`
pub async fn show(visitor: Visitor, asked: Query<Asked>) -> Reply {
    let (l, place) = (visitor.l(), asked.into_inner().place);
    let (locale, wanted) = (l.locale(), place.clone());
    let week: Result<_, crate::store::StoreError> =
        visitor.app.read(move |db, now| timetable::week(db, &wanted, locale, now)).await;
    let view = week?.map(|it| {
        let mut places = vec![Choice::new("", l.t("find-any-place"), place.is_empty())];
        places.extend(it.choices.iter().map(|(slug, name)| Choice::new(slug, name, *slug == place)));
        let cut = if it.shown < it.total {
            l.with("schedule-cut", &[("shown", it.shown.into()), ("total", it.total.into())])
        } else {
            String::new()
        };
        WeekView { it, places, cut }
    });
    visitor.public_page::<WeekPage<'_>>(&view)
}
