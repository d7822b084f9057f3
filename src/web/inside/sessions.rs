//! `/g/{group}/meetings/{meeting}/plan`: what one meeting consists of, for its members, who lead what is open by one tap.
//! How a plan is written is [`edit`]'s.

use actix_web::http::StatusCode;
use actix_web::web::Path;
use serde::Deserialize;

use crate::domain::ids::{GroupId, OfferId, SessionId};
use crate::domain::series::MeetingKey;
use crate::domain::session::{Fit, Session, SessionKind};
use crate::domain::text::{Markdown, SessionName};
use crate::l10n::L10n;
use crate::screens;
use crate::service::sessions::offering::{self, Placing};
use crate::service::sessions::{self, Plan, SessionsError, Timed};
use crate::web::error::{Reply, WebError};
use crate::web::form::Choice;
use crate::web::prose::{self, SafeHtml};
use crate::web::protected::Protected;
use crate::web::visitor::Visitor;

pub mod edit;
pub mod form;
pub mod offers;
pub mod sheet;
pub mod templates;
pub mod words;

/// The page.
pub struct PlanView {
    it: Plan,
    /// What the viewer may give a place; `None` when that is not theirs to do.
    placing: Option<Placing>,
    /// Why something could not be done.
    refusal: Option<&'static str>,
}

screens! { PlanPage(PlanView) = "inside/plan.html"; }

impl From<SessionsError> for WebError {
    fn from(error: SessionsError) -> Self {
        match error {
            SessionsError::NotFound => Self::not_found(),
            SessionsError::Not(cause) => cause.into(),
            SessionsError::Led => Self::conflict("session-led"),
            SessionsError::Changed => Self::conflict("session-changed"),
            SessionsError::Over => Self::conflict("session-over"),
            SessionsError::SteppedBack => Self::conflict("answer-stepped-back"),
            SessionsError::TooMany => Self::conflict("offer-too-many"),
            SessionsError::Store(cause) => cause.into(),
        }
    }
}

/// What kind of session it is.
#[must_use]
pub fn kind_key(kind: SessionKind) -> &'static str {
    match kind {
        SessionKind::CheckIn => "session-check-in",
        SessionKind::Sharing => "session-sharing",
        SessionKind::Topic => "session-topic",
        SessionKind::Skill => "session-skill",
        SessionKind::Reading => "session-reading",
        SessionKind::Business => "session-business",
        SessionKind::Break => "session-break",
        SessionKind::CheckOut => "session-check-out",
        SessionKind::Own => "session-own",
    }
}

/// What a session is called: by its kind, by its kind and what it is about, or, where it is the group's own, by its name.
#[must_use]
pub fn called(l: L10n, kind: SessionKind, name: &str) -> String {
    match (kind, name) {
        (SessionKind::Own, name) if !name.is_empty() => name.to_owned(),
        (kind, "") => l.t(kind_key(kind)),
        (kind, name) => {
            l.with("session-about", &[("kind", l.t(kind_key(kind)).into()), ("name", name.into())])
        }
    }
}

/// The same of a session that stands in no meeting.
#[must_use]
pub fn called_here(l: L10n, of: &Session) -> String {
    called(l, of.kind(), of.name().map_or("", SessionName::as_str))
}

/// How a plan of so many minutes fits into a meeting.
#[must_use]
pub fn fit(l: L10n, minutes: u32, length: u32, fit: Fit) -> String {
    let (key, rest) = match fit {
        Fit::Fits => ("plan-fits", 0),
        Fit::Over(rest) => ("plan-over", rest),
        Fit::Missing(rest) => ("plan-missing", rest),
    };
    l.with(key, &[("minutes", minutes.into()), ("length", length.into()), ("rest", rest.into())])
}

/// What the group wrote, as HTML.
#[must_use]
pub fn written(text: &Option<Markdown>) -> Option<SafeHtml> {
    text.as_ref().map(prose::html)
}

impl PlanView {
    fn called(&self, l: L10n, of: &Timed) -> String {
        called(l, of.kind, &of.name)
    }

    /// How long all of it takes.
    fn takes(&self) -> u32 {
        self.it.sessions.iter().map(|it| it.minutes).sum()
    }

    /// Where an offer could stand.
    fn places(&self, l: L10n) -> Vec<Choice> {
        let places = self.placing.iter().flat_map(|it| &it.places);
        places
            .map(|it| {
                let words = format!("{}, {}", called(l, it.kind, &it.name), l.minutes(it.minutes));
                Choice::new(it.session, words, false)
            })
            .collect()
    }
}

type At = Path<(GroupId, MeetingKey)>;

async fn shown(
    visitor: &Visitor,
    at: (GroupId, MeetingKey),
    refusal: Option<&'static str>,
) -> Result<crate::access::Visible<PlanView>, WebError> {
    let viewer = visitor.viewer.again();
    let (plan, placing) = visitor
        .app
        .read(move |db, now| {
            let plan = sessions::plan_of(db, &viewer, at.0, at.1, now)?;
            Ok::<_, SessionsError>((plan, offering::placing(db, &viewer, at, now)?))
        })
        .await?;
    let placing = placing.map(|it| (*it).clone());
    Ok(plan.map(|it| PlanView { it, placing, refusal }))
}

/// `GET /g/{group}/meetings/{meeting}/plan`
pub async fn show(visitor: Visitor, at: At) -> Reply {
    let view = shown(&visitor, at.into_inner(), None).await?;
    visitor.page::<PlanPage<'_>>(&view)
}

/// Which session, and what is to happen to it.
#[derive(Deserialize)]
pub struct Tapped {
    session: SessionId,
    #[serde(default, rename = "do")]
    pressed: String,
}

/// `POST /g/{group}/meetings/{meeting}/plan/lead`
pub async fn lead(at: At, sent: Protected<Tapped>) -> Reply {
    let Protected { visitor, form } = sent;
    let (viewer, at) = (visitor.viewer.again(), at.into_inner());
    let (session, gives_back) = (form.session, form.pressed == "give-back");
    let done = visitor
        .app
        .write(move |db, now| {
            let what = if gives_back { sessions::give_back } else { sessions::lead };
            what(db, &viewer, at, session, now)
        })
        .await;
    after(&visitor, at, done).await
}

/// Which offer, and where.
#[derive(Deserialize)]
pub struct Chosen {
    offer: OfferId,
    session: SessionId,
}

/// `POST /g/{group}/meetings/{meeting}/plan/place`
pub async fn place(at: At, sent: Protected<Chosen>) -> Reply {
    let Protected { visitor, form } = sent;
    let (viewer, at) = (visitor.viewer.again(), at.into_inner());
    let what = (form.offer, form.session);
    let done = visitor.app.write(move |db, now| offering::place(db, &viewer, at, what, now)).await;
    after(&visitor, at, done).await
}

/// The plan as it is now; with the reason, when it could not be done.
async fn after(visitor: &Visitor, at: (GroupId, MeetingKey), done: Result<(), SessionsError>) -> Reply {
    let refusal = match done {
        Ok(()) => return visitor.go(&format!("/g/{}/meetings/{}/plan", at.0, at.1)),
        Err(SessionsError::Led) => "session-led",
        Err(SessionsError::Changed) => "session-changed",
        Err(SessionsError::Over) => "session-over",
        Err(SessionsError::SteppedBack) => "answer-stepped-back",
        Err(other) => return Err(other.into()),
    };
    let view = shown(visitor, at, Some(refusal)).await?;
    visitor.answer::<PlanPage<'_>>(StatusCode::CONFLICT, &view)
}
