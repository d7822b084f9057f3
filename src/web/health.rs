//! For the operator's watch: is the process there, can it answer.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;

use super::error::{Reply, WebError};
use crate::app::App;
use crate::store::{StoreError, letters};

/// `GET /healthz`: the process is there.
pub async fn alive() -> HttpResponse {
    HttpResponse::new(StatusCode::NO_CONTENT)
}

/// `GET /healthz/mail`: no mail has been due for long. Apart from being ready, so that a mail server that is down keeps
/// nobody from the pages.
pub async fn mail(app: Data<App>) -> Reply {
    let late = app.read(letters::is_late).await.map_err(|e: StoreError| WebError::from(e))?;
    Ok(HttpResponse::new(if late { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::NO_CONTENT }))
}

/// `GET /readyz`: the database answers.
pub async fn ready(app: Data<App>) -> Reply {
    app.read(|db, _| crate::store::installation::answers(db))
        .await
        .map_err(|e: StoreError| WebError::from(e))?;
    Ok(HttpResponse::new(StatusCode::NO_CONTENT))
}
