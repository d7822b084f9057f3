//! A group pauses: from which day to which, and what it says about it. The dates that fall out are shown first.

use actix_web::web::{Path, Query};
use chrono::NaiveDate;
use serde::Deserialize;

use super::super::accounts::Nothing;
use super::super::error::Reply;
use super::super::form::Errors;
use super::super::protected::Protected;
use super::super::visitor::Visitor;
use crate::access::Visible;
use crate::domain::ids::{GroupId, PauseId};
use crate::domain::text::ShortText;
use crate::domain::time::{WallRefusal, Zone};
use crate::l10n::L10n;
use crate::screens;
use crate::service::pausing;
use crate::service::replanning::Outlook;
use crate::service::scheduling::{self, Desk};

/// The form, as it was typed, or as the address says.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub struct Typed {
    from: String,
    to: String,
    words: String,
    check: String,
    seen: String,
}

/// The page.
pub struct PauseView {
    group: GroupId,
    zone: Zone,
    typed: Typed,
    errors: Errors,
    seen: Option<(Outlook, String)>,
}

screens! { PausePage(PauseView) = "inside/pause.html"; }

/// What was read: from, to, and the words.
struct Read {
    days: (NaiveDate, NaiveDate),
    words: Option<ShortText>,
}

impl Typed {
    fn said(&self) -> String {
        format!("{} {}", self.from, self.to)
    }

    fn read(&self, l: L10n, today: NaiveDate, errors: &mut Errors) -> Option<Read> {
        let mut day = |field, typed: &str| {
            let day = NaiveDate::parse_from_str(typed.trim(), "%Y-%m-%d").ok();
            if day.is_none() {
                errors.add(field, l.sentence(&WallRefusal::Date));
            }
            day
        };
        let (from, to) = (day("from", &self.from), day("to", &self.to));
        let words = errors.take_optional(l, "words", &self.words, ShortText::parse);
        let (from, to) = (from?, to?);
        if to < from {
            errors.add("to", l.t("pause-wrong-way-round"));
        } else if to < today {
            errors.add("to", l.t("series-passed"));
        } else if to > today + pausing::AHEAD {
            errors.add("to", l.t("pause-too-far"));
        }
        errors.is_empty().then_some(Read { days: (from, to), words })
    }
}

async fn desk(visitor: &Visitor, group: GroupId) -> Result<Visible<Desk>, scheduling::ScheduleError> {
    let viewer = visitor.viewer.again();
    visitor.app.read(move |db, now| scheduling::desk(db, &viewer, group, now)).await
}

/// `GET /g/{group}/pauses/new`
pub async fn form(visitor: Visitor, group: Path<GroupId>, asked: Query<Typed>) -> Reply {
    let typed = asked.into_inner();
    let view = desk(&visitor, *group).await?.map(|desk| PauseView {
        group: desk.group,
        zone: desk.zone,
        typed,
        errors: Errors::default(),
        seen: None,
    });
    visitor.page::<PausePage<'_>>(&view)
}

/// `POST /g/{group}/pauses/new`: shows what falls out, or saves what was looked at.
pub async fn save(group: Path<GroupId>, sent: Protected<Typed>) -> Reply {
    let Protected { visitor, form } = sent;
    let (l, mut errors, group) = (visitor.l(), Errors::default(), *group);
    let desk = desk(&visitor, group).await?;
    let today = desk.zone.wall(visitor.app.clock.now()).date();
    let read = form.read(l, today, &mut errors);
    let mut seen = None;
    if let Some(Read { days, words }) = read {
        let viewer = visitor.viewer.again();
        if form.check.is_empty() && form.seen == form.said() {
            visitor
                .app
                .write(move |db, now| pausing::pause(db, &viewer, group, days, words.as_ref(), now))
                .await?;
            return visitor.go(&format!("/g/{group}/dates"));
        }
        let outlook = visitor.app.read(move |db, now| pausing::look(db, &viewer, group, days, now)).await?;
        seen = Some((outlook.clone(), form.said()));
    }
    let is_wrong = !errors.is_empty();
    let view = desk.map(|desk| PauseView { group, zone: desk.zone, typed: form, errors, seen });
    if is_wrong { visitor.again::<PausePage<'_>>(&view) } else { visitor.page::<PausePage<'_>>(&view) }
}

/// `POST /g/{group}/pauses/{pause}/end`
pub async fn end(at: Path<(GroupId, PauseId)>, sent: Protected<Nothing>) -> Reply {
    let (visitor, (group, pause)) = (sent.visitor, at.into_inner());
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, now| pausing::end(db, &viewer, group, pause, now)).await?;
    visitor.go(&format!("/g/{group}/dates"))
}
