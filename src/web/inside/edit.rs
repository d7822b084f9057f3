//! A series is changed, or ends, from one of its dates on. What becomes of its dates and how many people that touches is
//! shown first; only what was looked at is saved.

use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use serde::{Deserialize, Serialize};

use super::super::error::{Reply, WebError};
use super::super::form::{Choice, Errors};
use super::super::protected::Protected;
use super::super::visitor::Visitor;
use super::series_form::{Questions, Typed, questions, read};
use crate::access::Visible;
use crate::domain::ids::{GroupId, SeriesId};
use crate::domain::series::Meeting;
use crate::domain::time::{Wall, Zone};
use crate::l10n::L10n;
use crate::screens;
use crate::service::replanning::{self, Agreed, Outlook, Wanted};
use crate::service::scheduling::ScheduleError;

/// The page of a series that is changed.
pub struct EditView {
    group: GroupId,
    series: SeriesId,
    asks: Questions,
    from: Vec<Choice>,
    /// What saving would mean, and what says that this was seen.
    seen: Option<(Outlook, String)>,
    /// Months that have no such day.
    skipped: Vec<chrono::NaiveDate>,
    /// In which zone the old dates are.
    zone: Zone,
}

/// The page of a series that ends.
pub struct EndView {
    group: GroupId,
    series: SeriesId,
    revision: i64,
    zone: Zone,
    from: Vec<Choice>,
    seen: Option<(Outlook, String)>,
}

screens! {
    EditPage(EditView) = "inside/edit.html";
    EndPage(EndView) = "inside/end.html";
}

/// From which date on; the first when it does not say.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    from: String,
}

type At = Path<(GroupId, SeriesId)>;

async fn agreed(visitor: &Visitor, at: (GroupId, SeriesId)) -> Result<Visible<Agreed>, WebError> {
    let viewer = visitor.viewer.again();
    Ok(visitor.app.read(move |db, now| replanning::agreed(db, &viewer, at.0, at.1, now)).await?)
}

/// The date that was chosen, or the first.
fn chosen(it: &Agreed, typed: &str) -> Wall {
    let typed = Wall::from_compact(typed);
    let known = it.dates.iter().map(|date| date.original).find(|date| Some(*date) == typed);
    known.or_else(|| it.dates.first().map(|date| date.original)).unwrap_or(it.schedule.start)
}

fn choices(l: L10n, it: &Agreed, from: Wall) -> Vec<Choice> {
    let words = |(n, date): (usize, &Meeting)| {
        let when = l.when(date.original, it.schedule.zone);
        if n == 0 { l.with("edit-from-all", &[("when", when.into())]) } else { when }
    };
    let choice = |(n, date): (usize, &Meeting)| {
        Choice::new(date.original.compact(), words((n, date)), date.original == from)
    };
    it.dates.iter().enumerate().map(choice).collect()
}

/// `GET /g/{group}/series/{series}/edit`
pub async fn form(visitor: Visitor, at: At, asked: Query<Asked>) -> Reply {
    let l = visitor.l();
    let view = agreed(&visitor, at.into_inner()).await?.map(|it| {
        let from = chosen(&it, &asked.from);
        let (typed, as_it_is) = Typed::of(&it, from);
        EditView {
            asks: questions(l, (it.schedule.zone, it.ruled), typed, Errors::default(), as_it_is),
            from: choices(l, &it, from),
            seen: None,
            skipped: Vec::new(),
            zone: it.schedule.zone,
            group: it.group,
            series: it.id,
        }
    });
    visitor.page::<EditPage<'_>>(&view)
}

/// `POST /g/{group}/series/{series}/edit`: shows what would change, or saves what was looked at.
pub async fn save(at: At, sent: Protected<Typed>) -> Reply {
    let Protected { visitor, form } = sent;
    let (l, mut errors, at) = (visitor.l(), Errors::default(), at.into_inner());
    let it = agreed(&visitor, at).await?;
    let (from, zone) = (chosen(&it, &form.from), it.schedule.zone);
    let (_, as_it_is) = Typed::of(&it, from);
    let new = read(l, &form, zone, as_it_is, &mut errors).filter(|_| errors.is_empty());
    let wanted = new.map(|new| Wanted {
        series: at.1,
        from,
        revision: form.revision.parse().unwrap_or(0),
        new: Some(new),
    });
    let mut outlook = None;
    let mut skipped = Vec::new();
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if let Some(wanted) = wanted {
        skipped = wanted.new.as_ref().map(|new| new.schedule.skipped(from.date())).unwrap_or_default();
        match look_or_save(&visitor, at.0, wanted, form.check.is_empty() && form.seen == form.digest()).await
        {
            Ok(None) => return visitor.go(&format!("/g/{}/dates", at.0)),
            Ok(Some(seen)) => {
                status = StatusCode::OK;
                outlook = Some((seen, form.digest()));
            }
            Err(refusal) => {
                let (field, sentence) = field_of(&refusal).ok_or(refusal)?;
                if field == "from" {
                    status = StatusCode::CONFLICT;
                }
                errors.add(field, l.t(sentence));
            }
        }
    }
    let view = it.map(|it| EditView {
        from: choices(l, &it, from),
        // What somebody else changed meanwhile is asked for anew: the next press is about what stands now.
        asks: {
            let typed = Typed { revision: it.revision.to_string(), ..form };
            questions(l, (zone, it.ruled), typed, errors, as_it_is)
        },
        seen: outlook,
        skipped,
        zone,
        group: at.0,
        series: at.1,
    });
    visitor.answer::<EditPage<'_>>(status, &view)
}

/// Where in the form a refusal belongs, and its sentence; `None` for what is not about the form.
fn field_of(refusal: &ScheduleError) -> Option<(&'static str, &'static str)> {
    match refusal {
        ScheduleError::InGap => Some(("time", "series-in-gap")),
        ScheduleError::NoDates => Some(("date", "series-no-dates")),
        ScheduleError::Passed => Some(("date", "series-passed")),
        ScheduleError::Started => Some(("from", "edit-from-passed")),
        ScheduleError::TheyDecide => Some(("from", "edit-they-decide")),
        ScheduleError::Meanwhile => Some(("from", "dates-meanwhile")),
        ScheduleError::NotFound
        | ScheduleError::Cancelled
        | ScheduleError::There
        | ScheduleError::Enough
        | ScheduleError::TooLate
        | ScheduleError::OtherDays
        | ScheduleError::Store(_) => None,
    }
}

/// `None` once it is saved.
async fn look_or_save(
    visitor: &Visitor,
    group: GroupId,
    wanted: Wanted,
    was_seen: bool,
) -> Result<Option<Outlook>, ScheduleError> {
    let viewer = visitor.viewer.again();
    if was_seen {
        visitor.app.write(move |db, now| replanning::renew(db, &viewer, group, &wanted, now)).await?;
        return Ok(None);
    }
    let seen = visitor.app.read(move |db, now| replanning::look(db, &viewer, group, &wanted, now)).await?;
    Ok(Some(seen.clone()))
}

/// The form of the end.
#[derive(Deserialize, Serialize, Default, Clone)]
#[serde(default)]
pub struct Ending {
    from: String,
    revision: i64,
    #[serde(skip_serializing)]
    seen: String,
}

impl Ending {
    fn said(&self) -> String {
        format!("{} {}", self.from, self.revision)
    }
}

/// `GET /g/{group}/series/{series}/end`
pub async fn end_form(visitor: Visitor, at: At, asked: Query<Asked>) -> Reply {
    let l = visitor.l();
    let view = agreed(&visitor, at.into_inner()).await?.map(|it| {
        let from = chosen(&it, &asked.from);
        end_view(l, &it, from, None)
    });
    visitor.page::<EndPage<'_>>(&view)
}

fn end_view(l: L10n, it: &Agreed, from: Wall, seen: Option<(Outlook, String)>) -> EndView {
    EndView {
        group: it.group,
        series: it.id,
        revision: it.revision,
        zone: it.schedule.zone,
        from: choices(l, it, from),
        seen,
    }
}

/// `POST /g/{group}/series/{series}/end`: shows what would go, or ends it.
pub async fn end(at: At, sent: Protected<Ending>) -> Reply {
    let Protected { visitor, form } = sent;
    let (l, at) = (visitor.l(), at.into_inner());
    let it = agreed(&visitor, at).await?;
    let from = chosen(&it, &form.from);
    let wanted = Wanted { series: at.1, from, revision: form.revision, new: None };
    match look_or_save(&visitor, at.0, wanted, form.seen == form.said()).await? {
        None => visitor.go(&format!("/g/{}/dates", at.0)),
        Some(seen) => {
            let said = Ending { from: from.compact(), revision: form.revision, seen: String::new() }.said();
            visitor.page::<EndPage<'_>>(&it.map(|it| end_view(l, &it, from, Some((seen, said)))))
        }
    }
}
