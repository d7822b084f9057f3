//! What a page answers when it cannot do what was asked: a status and the key of a sentence.
//!
//! Every use case has its own enum of refusals and one exhaustive `From` into [`WebError`], beside its handler. The
//! sentence is put into the reader's language, and into a page or `application/problem+json`, by `web::refusals`.

use std::fmt;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};

use crate::store::StoreError;

/// The sentence about it, from which a link leads to where it is set up.
pub const SECOND_STEP: &str = "error-second-step";

/// A refusal: a status and a sentence that somebody chose.
#[derive(Debug)]
pub struct WebError {
    status: StatusCode,
    key: &'static str,
}

impl WebError {
    /// There is no such thing, or it is not yours: the same page.
    pub fn not_found() -> Self {
        Self { status: StatusCode::NOT_FOUND, key: "error-not-found" }
    }

    /// The same, said in words of its own where the reader can do something about it.
    pub fn unknown(key: &'static str) -> Self {
        Self { status: StatusCode::NOT_FOUND, key }
    }

    /// The reader must sign in first.
    pub fn sign_in_first() -> Self {
        Self { status: StatusCode::UNAUTHORIZED, key: "error-sign-in-first" }
    }

    /// It is the reader's, and wants a second proof of who they are.
    pub fn second_step_first() -> Self {
        Self { status: StatusCode::FORBIDDEN, key: SECOND_STEP }
    }

    /// What was sent cannot be understood.
    pub fn bad_request(key: &'static str) -> Self {
        Self { status: StatusCode::BAD_REQUEST, key }
    }

    /// The form came from elsewhere, or from a sign-in that is over.
    pub fn forged() -> Self {
        Self { status: StatusCode::FORBIDDEN, key: "error-forged" }
    }

    /// The state of things does not allow it now.
    pub fn conflict(key: &'static str) -> Self {
        Self { status: StatusCode::CONFLICT, key }
    }

    /// It was there, and is over: an expired link.
    pub fn gone(key: &'static str) -> Self {
        Self { status: StatusCode::GONE, key }
    }

    /// More than the service takes.
    pub fn too_large() -> Self {
        Self { status: StatusCode::PAYLOAD_TOO_LARGE, key: "error-too-large" }
    }

    /// Too often from the same network.
    pub fn too_many() -> Self {
        Self { status: StatusCode::TOO_MANY_REQUESTS, key: "error-too-many" }
    }

    /// The machine cannot do it now, and nothing was saved.
    pub fn unavailable(key: &'static str) -> Self {
        Self { status: StatusCode::SERVICE_UNAVAILABLE, key }
    }

    /// The sentence's key.
    pub fn key(&self) -> &'static str {
        self.key
    }
}

impl From<StoreError> for WebError {
    fn from(error: StoreError) -> Self {
        let cause: &dyn std::error::Error = &error;
        tracing::error!(error = cause, "the store failed");
        match error {
            StoreError::Busy => Self::unavailable("error-busy"),
            StoreError::ReadOnly(_) => Self::unavailable("error-read-only"),
            StoreError::Full(_) => Self::unavailable("error-disk-full"),
            StoreError::Uncertain(_) => Self::unavailable("error-uncertain"),
            StoreError::Unreachable(_) | StoreError::UnknownAddress | StoreError::Lost(_) => {
                Self::unavailable("error-database-gone")
            }
            StoreError::Sealed
            | StoreError::Unknown(_)
            | StoreError::Panicked
            | StoreError::Schema(_)
            | StoreError::Refused(_) => {
                Self { status: StatusCode::INTERNAL_SERVER_ERROR, key: "error-internal" }
            }
        }
    }
}

impl fmt::Display for WebError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.key, self.status)
    }
}

impl ResponseError for WebError {
    fn status_code(&self) -> StatusCode {
        self.status
    }

    /// Bare: `web::refusals` gives it a body, because only there the reader's language is known.
    fn error_response(&self) -> HttpResponse {
        HttpResponse::new(self.status)
    }
}

/// What a handler returns.
pub type Reply = Result<HttpResponse, WebError>;
