//! Gives every refusal its page: the sentence in the reader's language, and a way on. `application/problem+json` for
//! programs that ask for it.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{Method, StatusCode, header};
use actix_web::middleware::Next;
use actix_web::{Error, FromRequest as _, HttpRequest, HttpResponse};

use super::error::{SECOND_STEP, WebError};
use super::typed::Typed;
use super::visitor::Visitor;
use crate::access::Visible;
use crate::screens;

/// A refusal, for its page.
pub struct Refused {
    pub sentence: String,
    /// What the reader can do next: the address and the words of a link.
    pub way_on: (String, String),
    /// Where a form was sent that could not be carried out, and what stood in it.
    pub action: String,
    pub typed: Typed,
}

screens! { RefusalPage(Refused) = "refusal.html"; }

/// Turns bare answers into pages.
pub async fn explain(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let answer = next.call(request).await?.map_into_boxed_body();
    let status = answer.status();
    if !status.is_client_error() && !status.is_server_error() {
        return Ok(answer);
    }
    let key = match answer.response().error().and_then(|error| error.as_error::<WebError>()) {
        Some(refusal) => refusal.key(),
        // A handler's own page (a form again) has a body; actix's own refusals do not speak to people.
        None if answer.headers().get(header::CONTENT_TYPE).is_some_and(is_page) => return Ok(answer),
        None => key_for(status),
    };
    let request = answer.request().clone();
    let page = page(&request, status, key).await;
    Ok(answer.into_response(page))
}

fn is_page(kind: &header::HeaderValue) -> bool {
    kind.to_str().is_ok_and(|kind| kind.starts_with("text/html") || kind.contains("json"))
}

/// For refusals that come from actix: no such route, not that method, too much, a bad path.
fn key_for(status: StatusCode) -> &'static str {
    match status {
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => "error-not-found",
        StatusCode::PAYLOAD_TOO_LARGE => "error-too-large",
        status if status.is_client_error() => "error-form",
        _ => "error-internal",
    }
}

async fn page(request: &HttpRequest, status: StatusCode, key: &'static str) -> HttpResponse {
    let wants_json = request
        .headers()
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|accept| accept.contains("json") && !accept.contains("text/html"));
    // When even the reader cannot be known (the database is gone), a guest is assumed.
    let visitor = match Visitor::extract(request).await {
        Ok(visitor) => visitor,
        Err(_) => {
            return Visitor::unknown(request).map_or_else(
                || HttpResponse::new(status),
                |visitor| shown(&visitor, request, status, key, wants_json),
            );
        }
    };
    shown(&visitor, request, status, key, wants_json)
}

fn shown(
    visitor: &Visitor,
    request: &HttpRequest,
    status: StatusCode,
    key: &'static str,
    wants_json: bool,
) -> HttpResponse {
    let l = visitor.l();
    let sentence = l.t(key);
    if wants_json {
        let problem = serde_json::json!({
            "type": format!("/about/errors#{key}"), "title": sentence, "status": status.as_u16(),
        });
        return HttpResponse::build(status)
            .insert_header((header::CONTENT_TYPE, "application/problem+json"))
            .body(problem.to_string());
    }
    let way_on = match status {
        _ if key == SECOND_STEP => ("/me/security/steps".to_owned(), l.t("error-way-second-step")),
        StatusCode::UNAUTHORIZED => ("/sign-in".to_owned(), l.t("error-way-sign-in")),
        _ => ("/groups".to_owned(), l.t("error-way-groups")),
    };
    let mut typed = Typed::of(request);
    // What was refused would be refused again; what only the machine could not do may succeed.
    typed.may_send_again &= status.is_server_error();
    let refused = Refused { sentence, way_on, action: request.path().to_owned(), typed };
    let refused = Visible::own_words(refused);
    // Whoever looks for what is not there sends no form, and gets no cookie for one: a browser looks for /favicon.ico by itself.
    let only_looked = status == StatusCode::NOT_FOUND && request.method() == Method::GET;
    let page = if only_looked && !visitor.viewer.is_signed_in() {
        visitor.secret_answer::<RefusalPage<'_>>(status, &refused)
    } else {
        visitor.answer::<RefusalPage<'_>>(status, &refused)
    };
    page.unwrap_or_else(|_| HttpResponse::new(status))
}
