//! `/g/{group}/proposals/{proposal}`: what was proposed, and what each member says to it.

use actix_web::web::Path;
use serde::Deserialize;

use super::kinds;
use super::previews::{Shown, shown};
use crate::domain::agreement::Method;
use crate::domain::coded::Coded as _;
use crate::domain::decision::{Choice as Vote, Outcome, Voice};
use crate::domain::ids::{GroupId, ProposalId};
use crate::domain::text::Markdown;
use crate::l10n::L10n;
use crate::screens;
use crate::service::deciding::{self, Debate, DecidingError};
use crate::web::accounts::Nothing;
use crate::web::error::{Reply, WebError};
use crate::web::form::Errors;
use crate::web::protected::Protected;
use crate::web::visitor::Visitor;

/// A proposal with what is being said to it.
pub struct ProposalView {
    it: Debate,
    said: Saying,
    errors: Errors,
}

screens! {
    ProposalPage(ProposalView) = "inside/proposal.html";
}

impl From<DecidingError> for WebError {
    fn from(error: DecidingError) -> Self {
        match error {
            DecidingError::NotFound => Self::not_found(),
            DecidingError::Over => Self::conflict("deciding-over"),
            DecidingError::Voted => Self::conflict("deciding-voted"),
            DecidingError::NotAnElector => Self::conflict("deciding-not-an-elector"),
            DecidingError::OtherMethod => Self::conflict("deciding-other-method"),
            DecidingError::Objecting => Self::conflict("deciding-objecting"),
            DecidingError::NoMandate => Self::conflict("deciding-no-mandate"),
            DecidingError::Refused(why) => Self::conflict(super::kinds::refused(why).1),
            DecidingError::NewerVersion => Self::conflict("version-newer"),
            DecidingError::Changed => Self::conflict("deciding-changed"),
            DecidingError::Store(cause) => cause.into(),
        }
    }
}

impl ProposalView {
    fn is_open(&self) -> bool {
        self.it.outcome == Outcome::Open
    }

    fn preview(&self, l: L10n) -> Shown {
        shown(l, &self.it.preview)
    }

    fn title(&self, l: L10n) -> String {
        kinds::title(l, self.it.proposal.subject, &self.it.proposal.title)
    }

    fn is_consent(&self) -> bool {
        self.it.proposal.terms.method == Method::Consent
    }
}

/// The page again, when what the one concerned says is missing.
pub(super) async fn reply_again(visitor: &Visitor, at: (GroupId, ProposalId), errors: Errors) -> Reply {
    let it = debate(visitor, at).await?;
    visitor.again::<ProposalPage<'_>>(&it.map(|it| ProposalView { it, said: Saying::default(), errors }))
}

pub(super) async fn debate(
    visitor: &Visitor,
    (group, id): (GroupId, ProposalId),
) -> Result<crate::access::Visible<Debate>, DecidingError> {
    let viewer = visitor.viewer.again();
    visitor.app.read(move |db, now| deciding::show(db, &viewer, group, id, now)).await
}

/// `GET /g/{group}/proposals/{proposal}`
pub async fn show(visitor: Visitor, at: Path<(GroupId, ProposalId)>) -> Reply {
    let it = debate(&visitor, at.into_inner()).await?;
    visitor.page::<ProposalPage<'_>>(&it.map(|it| ProposalView {
        it,
        said: Saying::default(),
        errors: Errors::default(),
    }))
}

/// What somebody says, as it was typed.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Saying {
    voice: String,
    words: String,
    round: i32,
}

/// `POST /g/{group}/proposals/{proposal}/say`
pub async fn say(at: Path<(GroupId, ProposalId)>, sent: Protected<Saying>) -> Reply {
    let Protected { visitor, form } = sent;
    let (l, mut errors, at) = (visitor.l(), Errors::default(), at.into_inner());
    let voice = errors.chosen(l, "voice", Voice::from_code(&form.voice));
    let words = errors.take_optional(l, "words", &form.words, Markdown::parse);
    if voice.is_some_and(Voice::needs_words) && form.words.trim().is_empty() {
        errors.add("words", l.t("voice-needs-words"));
    }
    let (Some(voice), true) = (voice, errors.is_empty()) else {
        let it = debate(&visitor, at).await?;
        return visitor.again::<ProposalPage<'_>>(&it.map(|it| ProposalView { it, said: form, errors }));
    };
    let viewer = visitor.viewer.again();
    visitor
        .app
        .write(move |db, now| {
            let words = words.as_ref().map_or("", Markdown::as_str);
            deciding::say(db, &viewer, at, form.round, (voice, words), now)
        })
        .await?;
    visitor.go(&format!("/g/{}/proposals/{}", at.0, at.1))
}

/// `POST /g/{group}/proposals/{proposal}/take-back`
pub async fn take_back(at: Path<(GroupId, ProposalId)>, sent: Protected<Nothing>) -> Reply {
    let (visitor, at) = (sent.visitor, at.into_inner());
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, now| deciding::take_back(db, &viewer, at, now)).await?;
    visitor.go(&format!("/g/{}/proposals/{}", at.0, at.1))
}

/// A vote.
#[derive(Deserialize)]
pub struct Voting {
    #[serde(default)]
    choice: String,
}

/// `POST /g/{group}/proposals/{proposal}/vote`
pub async fn vote(at: Path<(GroupId, ProposalId)>, sent: Protected<Voting>) -> Reply {
    let Protected { visitor, form } = sent;
    let at = at.into_inner();
    let mut errors = Errors::default();
    let Some(choice) = errors.chosen(visitor.l(), "choice", Vote::from_code(&form.choice)) else {
        let it = debate(&visitor, at).await?;
        let view = it.map(|it| ProposalView { it, said: Saying::default(), errors });
        return visitor.again::<ProposalPage<'_>>(&view);
    };
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, now| deciding::vote(db, &viewer, at, choice, now)).await?;
    visitor.go(&format!("/g/{}/proposals/{}", at.0, at.1))
}
