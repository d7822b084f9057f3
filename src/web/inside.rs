//! A group from inside, and my own page.

use actix_web::web::Path;
use serde::Deserialize;

use super::error::{Reply, WebError};
use super::form::Choice;
use super::protected::Protected;
use super::visitor::Visitor;
use crate::domain::coded::Coded as _;
use crate::domain::ids::GroupId;
use crate::domain::message::MessageKind;
use crate::domain::notice::Notice;
use crate::domain::rsvp::{Answer, Refusal, Wish};
use crate::domain::series::{MeetingKey, Pause};
use crate::domain::time::{Wall, Zone};
use crate::l10n::L10n;
use crate::screens;
use crate::service::answers::{self, AnswerError};
use crate::service::inside::{self, Home, Inside, InsideError};

pub mod accompaniment;
pub mod agreement;
pub mod assembly;
pub mod change;
pub mod dates;
pub mod deciding;
pub mod doing;
pub mod edit;
pub mod exclusion;
pub mod experience;
pub mod farewell;
pub mod guests;
pub mod handover;
pub mod kinds;
pub mod log;
pub mod mandate;
pub mod mediation;
pub mod passing_on;
pub mod pauses;
pub mod people;
pub mod previews;
pub mod proposing;
mod repeats;
pub mod rota;
pub mod rules;
pub mod running;
pub mod schedule;
mod series_form;
pub mod sessions;
pub mod settings;
pub mod step_back;
pub mod tally;
pub mod versions;
pub mod writing;
pub mod zone;

screens! {
    InsidePage(Inside) = "inside/show.html";
    HomePage(Home) = "inside/home.html";
}

impl From<InsideError> for WebError {
    fn from(error: InsideError) -> Self {
        match error {
            InsideError::NotSignedIn => Self::sign_in_first(),
            InsideError::NotFound | InsideError::Closed => Self::not_found(),
            InsideError::Store(cause) => cause.into(),
        }
    }
}

impl From<AnswerError> for WebError {
    fn from(error: AnswerError) -> Self {
        match error {
            AnswerError::NotFound => Self::not_found(),
            AnswerError::SteppedBack => Self::conflict("answer-stepped-back"),
            AnswerError::Refused(Refusal::Started) => Self::conflict("answer-started"),
            AnswerError::Refused(Refusal::Cancelled) => Self::conflict("answer-cancelled"),
            AnswerError::Refused(Refusal::TooFar) => Self::conflict("answer-too-far"),
            AnswerError::Rota(cause) => cause.into(),
            AnswerError::Store(cause) => cause.into(),
        }
    }
}

/// The words of an answer.
#[must_use]
pub fn answer_key(answer: Answer) -> &'static str {
    match answer {
        Answer::Coming => "answer-coming",
        Answer::Perhaps => "answer-perhaps",
        Answer::NotComing => "answer-not-coming",
        Answer::Waiting => "answer-waiting",
    }
}

/// What a member can say, with what they said.
#[must_use]
pub fn wishes(l: L10n, mine: &Option<Answer>) -> Vec<Choice> {
    Wish::ALL
        .iter()
        .map(|wish| {
            let (answer, key) = match wish {
                Wish::Coming => (Answer::Coming, "answer-say-coming"),
                Wish::Perhaps => (Answer::Perhaps, "answer-say-perhaps"),
                Wish::NotComing => (Answer::NotComing, "answer-say-not-coming"),
            };
            Choice::new(wish.code(), l.t(key), *mine == Some(answer))
        })
        .collect()
}

/// A notice, in words. What it says stands on one's own page, so it may name the time and the group.
#[must_use]
pub fn notice(l: L10n, it: &Notice) -> String {
    let when = |at: Option<(Wall, Zone)>| at.map(|(wall, zone)| l.when(wall, zone)).unwrap_or_default();
    let (now, was) = (when(it.when), when(it.was));
    let day = it.when.map(|(wall, _)| l.date(wall.date())).unwrap_or_default();
    match it.kind {
        MessageKind::Reminder => l.with("notice-reminder", &[("when", now.into())]),
        MessageKind::MeetingMoved => l.with("notice-moved", &[("was", was.into()), ("when", now.into())]),
        MessageKind::MeetingCancelled => l.with("notice-cancelled", &[("was", was.into())]),
        MessageKind::MovedUp => l.with("notice-moved-up", &[("when", now.into())]),
        MessageKind::MandateTaken => l.with("notice-mandate-taken", &[("date", day.into())]),
        MessageKind::ProposalOpened => l.with("notice-proposal-opened", &[("date", day.into())]),
        MessageKind::ObjectorAsked => l.with("notice-objector-asked", &[("date", day.into())]),
        MessageKind::ProposalAmended => l.with("notice-proposal-amended", &[("date", day.into())]),
        MessageKind::ProposalAdopted => l.with("notice-proposal-adopted", &[("date", day.into())]),
        MessageKind::ProposalNotAdopted => l.with("notice-proposal-not-adopted", &[("date", day.into())]),
        MessageKind::ProposalWithdrawn => l.t("notice-proposal-withdrawn"),
        MessageKind::AssemblyCalled => l.with("notice-assembly-called", &[("when", now.into())]),
        MessageKind::TurnGiven => l.with("notice-turn-given", &[("when", now.into())]),
        MessageKind::TurnAsked => l.with("notice-turn-asked", &[("when", now.into())]),
        MessageKind::TurnOpen => l.with("notice-turn-open", &[("when", now.into())]),
        MessageKind::TurnAlone => l.with("notice-turn-alone", &[("when", now.into())]),
        MessageKind::SwapAsked => l.with("notice-swap-asked", &[("when", now.into())]),
        MessageKind::SwapAnswered => l.with("notice-swap-answered", &[("when", now.into())]),
        MessageKind::MeetingChanged => l.with("notice-meeting-changed", &[("when", now.into())]),
        MessageKind::DatesMoved => l.with("notice-dates-moved", &[("was", was.into()), ("when", now.into())]),
        MessageKind::DatesEnded => l.with("notice-dates-ended", &[("was", was.into())]),
        MessageKind::Paused => it.pause.as_ref().map(|pause| paused(l, pause)).unwrap_or_default(),
        MessageKind::DatesChanged => l.t("notice-dates-changed"),
        MessageKind::ConcernsYou => l.t("notice-concerns-you"),
        MessageKind::Written => l.t("notice-written"),
        MessageKind::HelloWaiting => l.t("notice-hello-waiting"),
        MessageKind::HelloWelcomed => l.t("notice-hello-welcome"),
        MessageKind::HelloDeclined => l.t("notice-hello-declined"),
        // They are for the mailbox only, and never become notices.
        MessageKind::ConfirmEmail | MessageKind::Recover | MessageKind::Sample => String::new(),
    }
}

fn paused(l: L10n, pause: &Pause) -> String {
    let between = [("from", l.date(pause.from).into()), ("to", l.date(pause.to).into())];
    let mut words = l.with("pause-from-to", &between);
    if !pause.words.is_empty() {
        words.push(' ');
        words.push_str(&pause.words);
    }
    words
}

/// `GET /me`
pub async fn home(visitor: Visitor) -> Reply {
    let viewer = visitor.viewer.again();
    let home = visitor.app.read(move |db, now| inside::home(db, &viewer, now)).await?;
    visitor.page::<HomePage<'_>>(&home)
}

/// `GET /g/{group}`
pub async fn show(visitor: Visitor, group: Path<GroupId>) -> Reply {
    let (viewer, group) = (visitor.viewer.again(), *group);
    match visitor.app.read(move |db, now| inside::show(db, &viewer, group, now)).await {
        Err(InsideError::Closed) => visitor.go(&format!("/g/{group}/farewell")),
        inside => visitor.page::<InsidePage<'_>>(&inside?),
    }
}

/// A member's answer.
#[derive(Deserialize)]
pub struct Said {
    answer: String,
}

/// `POST /g/{group}/meetings/{meeting}/answer`
pub async fn answer(at: Path<(GroupId, MeetingKey)>, sent: Protected<Said>) -> Reply {
    let Protected { visitor, form } = sent;
    let (group, meeting) = at.into_inner();
    let wish = Wish::from_code(&form.answer).ok_or_else(|| WebError::bad_request("error-form"))?;
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, now| answers::answer(db, &viewer, group, meeting, wish, now)).await?;
    visitor.go(&format!("/g/{group}#m{meeting}"))
}
