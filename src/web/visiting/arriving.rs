//! "I am coming", without an account: the form on public pages, and the page behind the link that takes it back. No cookie
//! is set, and opening the link changes nothing.

use actix_web::ResponseError as _;
use actix_web::http::StatusCode;
use actix_web::web::Path;

use crate::access::Visible;
use crate::domain::arrival::NotCounted;
use crate::domain::series::MeetingKey;
use crate::screens;
use crate::service::arriving::{self, ArrivingError, Coming};
use crate::web::error::{Reply, WebError};
use crate::web::limits::Limited;
use crate::web::protected::FromHere;
use crate::web::visitor::Visitor;

/// The page behind the link.
pub struct ComingView {
    it: Coming,
    token: String,
    /// The link itself, to be kept.
    address: String,
}

/// What is in the way, and a way on.
pub struct InTheWayView {
    sentence: String,
    to: String,
    words: String,
}

screens! {
    InTheWayPage(InTheWayView) = "visiting/in_the_way.html";
    ComingPage(ComingView) = "visiting/coming.html";
    TakenBackPage(()) = "visiting/taken_back.html";
}

impl From<ArrivingError> for WebError {
    fn from(error: ArrivingError) -> Self {
        match error {
            ArrivingError::NotFound => Self::not_found(),
            ArrivingError::Gone => Self::gone("arrival-gone"),
            ArrivingError::NotCounted(NotCounted::Started) => Self::conflict("arrival-started"),
            ArrivingError::NotCounted(NotCounted::Cancelled) => Self::conflict("arrival-cancelled"),
            ArrivingError::NotCounted(NotCounted::Closed) => Self::conflict("arrival-closed"),
            ArrivingError::NotCounted(NotCounted::TooFar) => Self::conflict("arrival-too-far"),
            ArrivingError::NotCounted(NotCounted::Enough) => Self::conflict("arrival-enough"),
            ArrivingError::Store(cause) => cause.into(),
        }
    }
}

/// `POST /groups/{slug}/meetings/{meeting}/coming`: leads to the link, so that loading that page again counts nobody twice.
pub async fn arrive(at: Path<(String, MeetingKey)>, _: Limited, sent: FromHere) -> Reply {
    let (visitor, (slug, meeting)) = (sent.visitor, at.into_inner());
    let viewer = visitor.viewer.again();
    let at = slug.clone();
    let said = visitor.app.write(move |db, now| arriving::arrive(db, &viewer, &at, meeting, now)).await;
    match said {
        Ok(token) => visitor.go(&format!("{}/coming/{}", visitor.prefix(), *token)),
        Err(error) => in_the_way(&visitor, error, &format!("/groups/{slug}"), "arrival-to-group"),
    }
}

/// `GET /coming/{token}`
pub async fn look(visitor: Visitor, token: Path<String>) -> Reply {
    let (viewer, token) = (visitor.viewer.again(), token.into_inner());
    let asked = token.clone();
    let it = match visitor.app.read(move |db, now| arriving::look(db, &viewer, &asked, now)).await {
        Ok(it) => it,
        Err(error) => return in_the_way(&visitor, error, "/groups", "frame-find"),
    };
    let address = format!("{}{}/coming/{token}", visitor.app.settings.public_url, visitor.prefix());
    visitor.secret_page::<ComingPage<'_>>(&it.map(|it| ComingView { it, token, address }))
}

/// `POST /coming/{token}`: the link is the right.
pub async fn take_back(token: Path<String>, _: Limited, sent: FromHere) -> Reply {
    let visitor = sent.visitor;
    match visitor.app.write(move |db, _| arriving::take_back(db, &token)).await {
        Ok(()) => visitor.secret_page::<TakenBackPage<'_>>(&Visible::own_words(())),
        Err(error) => in_the_way(&visitor, error, "/groups", "frame-find"),
    }
}

/// What newcomers may well meet is said on a page without a form, so that it sets no cookie either.
fn in_the_way(visitor: &Visitor, error: ArrivingError, to: &str, words: &'static str) -> Reply {
    let refusal = WebError::from(error);
    match refusal.status_code() {
        status @ (StatusCode::CONFLICT | StatusCode::GONE) => {
            let (l, to) = (visitor.l(), format!("{}{to}", visitor.prefix()));
            let view = InTheWayView { sentence: l.t(refusal.key()), to, words: l.t(words) };
            visitor.secret_answer::<InTheWayPage<'_>>(status, &Visible::own_words(view))
        }
        _ => Err(refusal),
    }
}
