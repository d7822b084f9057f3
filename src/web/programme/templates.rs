//! `/p/{programme}/templates`: plans that a programme offers to its groups, for its coordinators to write. What groups have
//! copied is not here, nor who has.

use actix_web::http::StatusCode;
use actix_web::web::Path;

use crate::access::Visible;
use crate::domain::ids::PlanId;
use crate::domain::session::{Plan, Starting};
use crate::domain::text::SessionName;
use crate::l10n::L10n;
use crate::screens;
use crate::service::sessions::templates::{self, OfProgramme};
use crate::web::accounts::Nothing;
use crate::web::error::{Reply, WebError};
use crate::web::form::Errors;
use crate::web::inside::sessions::form::{PlanForm, Pressed, Row, Typed};
use crate::web::protected::Protected;
use crate::web::visitor::Visitor;

/// One that is written.
pub struct TemplateView {
    slug: String,
    /// `None` for a new one.
    id: Option<PlanId>,
    form: PlanForm,
}

screens! {
    TemplatesPage(OfProgramme) = "programme/templates.html";
    TemplatePage(TemplateView) = "programme/template.html";
}

async fn offered(visitor: &Visitor, slug: String) -> Result<Visible<OfProgramme>, WebError> {
    let viewer = visitor.viewer.again();
    Ok(visitor.app.read(move |db, _| templates::of_programme(db, &viewer, &slug)).await?)
}

/// `GET /p/{programme}/templates`
pub async fn show(visitor: Visitor, slug: Path<String>) -> Reply {
    let view = offered(&visitor, slug.into_inner()).await?;
    visitor.page::<TemplatesPage<'_>>(&view)
}

fn form(rows: Vec<Row>, title: String) -> PlanForm {
    PlanForm {
        rows,
        length: None,
        begins: None,
        members: None,
        seen: String::new(),
        title,
        errors: Errors::default(),
    }
}

fn rows(of: &Plan) -> Vec<Row> {
    of.sessions().iter().map(|it| Row::of(it, None)).collect()
}

/// `GET /p/{programme}/templates/new`
pub async fn begin(visitor: Visitor, slug: Path<String>) -> Reply {
    let form = form(rows(&Plan::starting(Starting::Usual)), String::new());
    let view = offered(&visitor, slug.into_inner()).await?;
    visitor.page::<TemplatePage<'_>>(&view.map(|it| TemplateView { slug: it.slug, id: None, form }))
}

/// `GET /p/{programme}/templates/{plan}`
pub async fn open(visitor: Visitor, at: Path<(String, PlanId)>) -> Reply {
    let (slug, id) = at.into_inner();
    let it = offered(&visitor, slug).await?;
    let found = it.offered.iter().find(|kept| kept.id == id).cloned().ok_or_else(WebError::not_found)?;
    let form = form(rows(&found.plan), found.name);
    visitor.page::<TemplatePage<'_>>(&it.map(|it| TemplateView { slug: it.slug, id: Some(id), form }))
}

/// `POST /p/{programme}/templates/new`
pub async fn add(slug: Path<String>, sent: Protected<Typed>) -> Reply {
    sent_to(slug.into_inner(), None, sent).await
}

/// `POST /p/{programme}/templates/{plan}`
pub async fn save(at: Path<(String, PlanId)>, sent: Protected<Typed>) -> Reply {
    let (slug, id) = at.into_inner();
    sent_to(slug, Some(id), sent).await
}

async fn sent_to(slug: String, id: Option<PlanId>, sent: Protected<Typed>) -> Reply {
    let Protected { visitor, form: typed } = sent;
    let it = offered(&visitor, slug.clone()).await?;
    let mut form = form(typed.rows(), typed.title.clone());
    let mut status = StatusCode::OK;
    if typed.pressed() == Pressed::Save {
        if let Some((name, plan)) = read(visitor.l(), &mut form) {
            let (viewer, at) = (visitor.viewer.again(), slug.clone());
            let saved =
                visitor.app.write(move |db, _| templates::offer(db, &viewer, &at, id, (&name, &plan)));
            saved.await?;
            return visitor.go(&format!("/p/{slug}/templates"));
        }
        status = StatusCode::UNPROCESSABLE_ENTITY;
    }
    visitor.answer::<TemplatePage<'_>>(status, &it.map(|it| TemplateView { slug: it.slug, id, form }))
}

fn read(l: L10n, form: &mut PlanForm) -> Option<(SessionName, Plan)> {
    let name = form.errors.take(l, "title", SessionName::parse(&form.title));
    let (plan, _) = form.read_fitting(l)?;
    Some((name?, plan))
}

/// `POST /p/{programme}/templates/{plan}/delete`
pub async fn withdraw(at: Path<(String, PlanId)>, sent: Protected<Nothing>) -> Reply {
    let (visitor, (slug, id)) = (sent.visitor, at.into_inner());
    let (viewer, of) = (visitor.viewer.again(), slug.clone());
    visitor.app.write(move |db, _| templates::withdraw(db, &viewer, &of, id)).await?;
    visitor.go(&format!("/p/{slug}/templates"))
}
