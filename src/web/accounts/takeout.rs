//! `/me/data`: everything about me, in one file.

use super::super::calendar;
use super::super::error::{Reply, WebError};
use super::super::form::Errors;
use super::super::limits::Limited;
use super::super::protected::Protected;
use super::super::visitor::Visitor;
use super::once_more::OnceMore;
use crate::access::Visible;
use crate::exchange::icalendar;
use crate::exchange::takeout::{NotPacked, archive};
use crate::screens;
use crate::service::accounts::{mine, takeout};
use actix_web::HttpResponse;
use actix_web::http::header;

/// The page.
pub struct TakeoutView {
    errors: Errors,
}

screens! { TakeoutPage(TakeoutView) = "accounts/takeout.html"; }

impl From<NotPacked> for WebError {
    fn from(cause: NotPacked) -> Self {
        tracing::error!(%cause, "a takeout could not be packed");
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
