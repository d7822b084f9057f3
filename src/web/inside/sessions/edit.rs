//! `/g/{group}/meetings/{meeting}/plan/edit` and `/g/{group}/series/{series}/plan`: a facilitator writes what one date does,
//! or what a series usually does. What it begins from is copied into the form, and saved from there.

use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use serde::Deserialize;

use super::called_here;
use super::form::{PlanForm, Pressed, Row, Typed};
use crate::access::Visible;
use crate::domain::coded::Coded as _;
use crate::domain::ids::{GroupId, SeriesId};
use crate::domain::series::MeetingKey;
use crate::domain::session::{Plan, Starting};
use crate::l10n::L10n;
use crate::screens;
use crate::service::sessions::SessionsError;
use crate::service::sessions::planning::{self, Copied, Draft, Source};
use crate::web::error::{Reply, WebError};
use crate::web::form::{Choice, Errors};
use crate::web::protected::Protected;
use crate::web::visitor::Visitor;

/// The page.
pub struct EditView {
    it: Draft,
    sources: Vec<Choice>,
    form: PlanForm,
    /// What stands there by now, when somebody has changed it since the form was opened.
    meanwhile: Option<Vec<String>>,
}

screens! { EditPage(EditView) = "inside/plan_edit.html"; }

/// Whose plan is written.
#[derive(Debug, Clone, Copy)]
enum Of {
    Date(GroupId, MeetingKey),
    Series(GroupId, SeriesId),
}

/// From what to begin.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    from: String,
}

impl EditView {
    /// Where it is written.
    fn action(&self) -> String {
        match self.it.meeting {
            Some((key, _)) => format!("/g/{}/meetings/{key}/plan/edit", self.it.group),
            None => format!("/g/{}/series/{}/plan", self.it.group, self.it.series),
        }
    }
}

fn code(of: Source) -> String {
    match of {
        Source::Last => "last".to_owned(),
        Source::Usual => "usual".to_owned(),
        Source::Starting(it) => it.code().to_owned(),
        Source::Kept(id) => id.to_string(),
    }
}

fn name(l: L10n, it: &Copied) -> String {
    let name = match it.from {
        Source::Last => l.t("plan-from-last"),
        Source::Usual => l.t("plan-from-usual"),
        Source::Starting(Starting::Short | Starting::Usual | Starting::Long) => l.t("plan-from-starting"),
        Source::Kept(_) if it.is_of_programme => {
            l.with("plan-from-programme", &[("name", it.name.as_str().into())])
        }
        Source::Kept(_) => it.name.clone(),
    };
    format!("{name} ({})", l.minutes(it.plan.minutes()))
}

/// Without a plan, what everybody can begin from and is nearest in length, made to fit.
fn nearest(minutes: u32) -> Vec<Row> {
    let by = |it: &&Starting| Plan::starting(**it).minutes().abs_diff(minutes);
    let nearest = Starting::ALL.iter().min_by_key(by).map(|it| Plan::starting(*it));
    let plan = nearest.and_then(|plan| plan.fitted(minutes, &[]));
    plan.map(|plan| rows(&plan)).unwrap_or_default()
}

fn rows(of: &Plan) -> Vec<Row> {
    of.sessions().iter().map(|it| Row::of(it, None)).collect()
}

fn view(l: L10n, it: Draft, from: &str, rows: Vec<Row>, seen: String) -> EditView {
    let sources = it.sources.iter().map(|it| Choice::new(code(it.from), name(l, it), code(it.from) == from));
    EditView {
        sources: sources.collect(),
        form: PlanForm {
            rows,
            length: Some(it.minutes),
            begins: it.meeting.map(|(_, wall)| wall),
            members: it.meeting.map(|_| it.members.clone()),
            seen,
            title: String::new(),
            errors: Errors::default(),
        },
        it,
        meanwhile: None,
    }
}

async fn draft(visitor: &Visitor, of: Of) -> Result<Visible<Draft>, WebError> {
    let viewer = visitor.viewer.again();
    Ok(visitor
        .app
        .read(move |db, now| match of {
            Of::Date(group, key) => planning::of_date(db, &viewer, (group, key), now),
            Of::Series(group, id) => planning::of_series(db, &viewer, (group, id), now),
        })
        .await?)
}

async fn opened(visitor: Visitor, of: Of, asked: Asked) -> Reply {
    let l = visitor.l();
    let view = draft(&visitor, of).await?.map(|it| {
        let copied = it.sources.iter().find(|source| code(source.from) == asked.from);
        let rows = match copied {
            Some(copied) => rows(&copied.plan),
            None if it.sessions.is_empty() => nearest(it.minutes),
            None => it.sessions.iter().map(|(session, leader)| Row::of(session, *leader)).collect(),
        };
        let seen = it.mark.clone();
        view(l, it, &asked.from, rows, seen)
    });
    visitor.page::<EditPage<'_>>(&view)
}

/// `GET /g/{group}/meetings/{meeting}/plan/edit`
pub async fn date(visitor: Visitor, at: Path<(GroupId, MeetingKey)>, asked: Query<Asked>) -> Reply {
    let (group, key) = at.into_inner();
    opened(visitor, Of::Date(group, key), asked.into_inner()).await
}

/// `GET /g/{group}/series/{series}/plan`
pub async fn series(visitor: Visitor, at: Path<(GroupId, SeriesId)>, asked: Query<Asked>) -> Reply {
    let (group, id) = at.into_inner();
    opened(visitor, Of::Series(group, id), asked.into_inner()).await
}

/// `POST /g/{group}/meetings/{meeting}/plan/edit`
pub async fn save_date(at: Path<(GroupId, MeetingKey)>, sent: Protected<Typed>) -> Reply {
    let (group, key) = at.into_inner();
    sent_to(Of::Date(group, key), sent).await
}

/// `POST /g/{group}/series/{series}/plan`
pub async fn save_series(at: Path<(GroupId, SeriesId)>, sent: Protected<Typed>) -> Reply {
    let (group, id) = at.into_inner();
    sent_to(Of::Series(group, id), sent).await
}

async fn sent_to(of: Of, sent: Protected<Typed>) -> Reply {
    let Protected { visitor, form } = sent;
    let l = visitor.l();
    let mut shown = draft(&visitor, of).await?.map(|it| view(l, it, "", form.rows(), form.seen.clone()));
    let mut status = StatusCode::OK;
    match form.pressed() {
        Pressed::Show | Pressed::Add | Pressed::Up(_) | Pressed::Down(_) | Pressed::Drop(_) => {}
        Pressed::Fit => {
            shown = shown.map(|mut view| {
                view.form.make_fit(l);
                view
            });
            if !shown.form.errors.is_empty() {
                status = StatusCode::UNPROCESSABLE_ENTITY;
            }
        }
        Pressed::Save => {
            let mut read = None;
            shown = shown.map(|mut view| {
                read = view.form.read_fitting(l);
                view
            });
            status = StatusCode::UNPROCESSABLE_ENTITY;
            if let Some((plan, leaders)) = read {
                let (viewer, seen) = (visitor.viewer.again(), form.seen.clone());
                let saved = visitor.app.write(move |db, now| match of {
                    Of::Date(group, key) => {
                        planning::save_date(db, &viewer, (group, key), &seen, (&plan, &leaders), now)
                    }
                    Of::Series(group, id) => {
                        planning::save_series(db, &viewer, (group, id), &seen, &plan, now)
                    }
                });
                match saved.await {
                    Ok(()) => return visitor.go(&leads_to(of)),
                    Err(SessionsError::Changed) => status = StatusCode::CONFLICT,
                    Err(other) => return Err(other.into()),
                }
            }
        }
    }
    if status == StatusCode::CONFLICT {
        shown = draft(&visitor, of).await?.map(|it| {
            let stands = it
                .sessions
                .iter()
                .map(|(session, _)| format!("{}, {}", called_here(l, session), l.minutes(session.minutes())));
            let meanwhile = Some(stands.collect());
            // The next press is about what stands now.
            let seen = it.mark.clone();
            EditView { meanwhile, ..view(l, it, "", form.rows(), seen) }
        });
    }
    visitor.answer::<EditPage<'_>>(status, &shown)
}

fn leads_to(of: Of) -> String {
    match of {
        Of::Date(group, key) => format!("/g/{group}/meetings/{key}/plan"),
        Of::Series(group, id) => format!("/g/{group}/dates#s{id}"),
    }
}
