//! `/g/{group}/writing`: members write to each other through the site, after both have said yes.

use actix_web::web::Path;
use serde::Deserialize;

use crate::access::Visible;
use crate::domain::contact::{Side, State};
use crate::domain::ids::{ContactId, GroupId, MembershipId};
use crate::domain::text::Written;
use crate::screens;
use crate::service::writing::{self, All, Between, With, WritingError};
use crate::web::accounts::Nothing;
use crate::web::error::{Reply, WebError};
use crate::web::form::Errors;
use crate::web::protected::Protected;
use crate::web::visitor::Visitor;

/// One of them, and what somebody is writing.
pub struct OneView {
    it: Between,
    words: String,
    errors: Errors,
}

screens! {
    AllPage(All) = "inside/writing.html";
    OnePage(OneView) = "inside/writing_one.html";
}

impl From<WritingError> for WebError {
    fn from(error: WritingError) -> Self {
        match error {
            WritingError::NotFound => Self::not_found(),
            WritingError::TooMany => Self::conflict("writing-too-many"),
            WritingError::Store(cause) => cause.into(),
        }
    }
}

impl OneView {
    /// Whether the reader is asked for a yes or a no.
    fn is_asked(&self) -> bool {
        self.it.with.side == Side::Asked && self.it.with.state == State::Asked
    }

    fn is_agreed(&self) -> bool {
        self.it.with.state == State::Agreed
    }
}

/// How it stands, in words.
#[must_use]
pub fn state_key(it: &With) -> &'static str {
    match (it.state, it.side) {
        (State::Agreed, _) => "writing-agreed",
        (_, Side::Asked) => "writing-you-are-asked",
        (_, Side::Asking) => "writing-you-asked",
    }
}

type At = Path<(GroupId, ContactId)>;

/// `GET /g/{group}/writing`
pub async fn all(visitor: Visitor, group: Path<GroupId>) -> Reply {
    let viewer = visitor.viewer.again();
    let all = visitor.app.read(move |db, now| writing::all(db, &viewer, *group, now)).await?;
    visitor.page::<AllPage<'_>>(&all)
}

async fn between(visitor: &Visitor, at: (GroupId, ContactId)) -> Result<Visible<Between>, WebError> {
    let viewer = visitor.viewer.again();
    Ok(visitor.app.read(move |db, now| writing::show(db, &viewer, at, now)).await?)
}

/// `GET /g/{group}/writing/{contact}`
pub async fn show(visitor: Visitor, at: At) -> Reply {
    let it = between(&visitor, *at).await?;
    let view = it.map(|it| OneView { it, words: String::new(), errors: Errors::default() });
    visitor.page::<OnePage<'_>>(&view)
}

/// `POST /g/{group}/people/{member}/ask`
pub async fn ask(at: Path<(GroupId, MembershipId)>, sent: Protected<Nothing>) -> Reply {
    let (visitor, at) = (sent.visitor, at.into_inner());
    let viewer = visitor.viewer.again();
    let id = visitor.app.write(move |db, now| writing::ask(db, &viewer, at, now)).await?;
    visitor.go(&format!("/g/{}/writing/{id}", at.0))
}

/// A yes or a no.
#[derive(Deserialize)]
pub struct Said {
    #[serde(default)]
    answer: String,
}

/// `POST /g/{group}/writing/{contact}/answer`
pub async fn answer(at: At, sent: Protected<Said>) -> Reply {
    let Protected { visitor, form } = sent;
    let ((group, id), viewer) = (at.into_inner(), visitor.viewer.again());
    let yes = match form.answer.as_str() {
        "yes" => true,
        "no" => false,
        _ => return Err(WebError::bad_request("error-form")),
    };
    visitor.app.write(move |db, now| writing::answer(db, &viewer, (group, id), yes, now)).await?;
    // After a no there is nothing to look at.
    visitor.go(&if yes { format!("/g/{group}/writing/{id}") } else { format!("/g/{group}/writing") })
}

/// What somebody writes.
#[derive(Deserialize)]
pub struct Typed {
    #[serde(default)]
    words: String,
}

/// `POST /g/{group}/writing/{contact}`
pub async fn write(at: At, sent: Protected<Typed>) -> Reply {
    let Protected { visitor, form } = sent;
    let (at, mut errors) = (at.into_inner(), Errors::default());
    let Some(words) = errors.take(visitor.l(), "words", Written::parse(&form.words)) else {
        let it = between(&visitor, at).await?;
        return visitor.again::<OnePage<'_>>(&it.map(|it| OneView { it, words: form.words, errors }));
    };
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, now| writing::write(db, &viewer, at, &words, now)).await?;
    visitor.go(&format!("/g/{}/writing/{}", at.0, at.1))
}

/// `POST /g/{group}/writing/{contact}/end`
pub async fn end(at: At, sent: Protected<Nothing>) -> Reply {
    let (visitor, at) = (sent.visitor, at.into_inner());
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, now| writing::end(db, &viewer, at, now)).await?;
    visitor.go(&format!("/g/{}/writing", at.0))
}
