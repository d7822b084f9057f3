//! `/me/data`: everything about me, in one file; and what was taken along from another Parea.

use super::super::calendar;
use super::super::error::{Reply, WebError};
use super::super::form::Errors;
use super::super::limits::Limited;
use super::super::protected::{Protected, ProtectedFile};
use super::super::visitor::Visitor;
use super::once_more::OnceMore;
use crate::access::Visible;
use crate::exchange::archive::NotPacked;
use crate::exchange::icalendar;
use crate::exchange::takeout::{archive, read};
use crate::screens;
use crate::service::accounts::bringing::{self, Brought};
use crate::service::accounts::{mine, takeout};
use actix_web::HttpResponse;
use actix_web::http::header;

/// The page.
pub struct TakeoutView {
    errors: Errors,
}

screens! {
    TakeoutPage(TakeoutView) = "accounts/takeout.html";
    BroughtPage(Brought) = "accounts/brought.html";
}

impl From<NotPacked> for WebError {
    fn from(cause: NotPacked) -> Self {
        tracing::error!(%cause, "an archive could not be packed");
        Self::unavailable("error-internal")
    }
}

/// `GET /me/data`
pub async fn form(visitor: Visitor) -> Reply {
    let viewer = visitor.viewer.again();
    visitor.app.read(move |db, _| mine::claim(db, &viewer)).await?;
    visitor.page::<TakeoutPage<'_>>(&Visible::own_words(TakeoutView { errors: Errors::default() }))
}

/// `POST /me/data`
pub async fn take(_: Limited, sent: Protected<OnceMore>) -> Reply {
    let Protected { visitor, form } = sent;
    let mut errors = Errors::default();
    let proven = form.proven(&visitor, &mut errors).await?;
    let Some(proven) = proven else {
        return visitor.again::<TakeoutPage<'_>>(&Visible::own_words(TakeoutView { errors }));
    };
    let taken = visitor.app.write(move |db, now| takeout::take(db, &proven, now)).await?;
    let ics = icalendar::calendar(&calendar::words(visitor.l()), &taken.entries);
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "application/zip"))
        .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"takeout.zip\""))
        .body(archive(&taken.takeout, &ics)?))
}

/// `POST /me/data/bring`
pub async fn bring(_: Limited, sent: ProtectedFile) -> Reply {
    let ProtectedFile { visitor, bytes, .. } = sent;
    let viewer = visitor.viewer.again();
    visitor.app.read(move |db, _| mine::claim(db, &viewer)).await?;
    let Ok(takeout) = read(&bytes) else {
        let mut errors = Errors::default();
        errors.add("file", visitor.l().t(if bytes.is_empty() { "bring-no-file" } else { "bring-not-ours" }));
        return visitor.again::<TakeoutPage<'_>>(&Visible::own_words(TakeoutView { errors }));
    };
    let viewer = visitor.viewer.again();
    let brought = visitor.app.write(move |db, now| bringing::bring(db, &viewer, &takeout, now)).await?;
    visitor.page::<BroughtPage<'_>>(&brought)
}
