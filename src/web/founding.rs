//! Founding a group: a few questions.

use super::described::{self, Described, Typed};
use super::error::{Reply, WebError};
use super::form::{Choice, Errors};
use super::protected::Protected;
use super::visitor::Visitor;
use crate::access::Visible;
use crate::domain::coded::Coded as _;
use crate::domain::group::Joining;
use crate::domain::text::MemberName;
use crate::l10n::L10n;
use crate::screens;
use crate::service::describing::Choices;
use crate::service::founding::{self, FoundingError};
use crate::store::groups::NewGroup;

/// The page with the questions.
pub struct FoundingView {
    says: Described,
    programmes: Vec<Choice>,
}

screens! { FoundingPage(FoundingView) = "groups/found.html"; }

impl From<FoundingError> for WebError {
    fn from(error: FoundingError) -> Self {
        match error {
            FoundingError::NotSignedIn => Self::sign_in_first(),
            FoundingError::TooMany => Self::conflict("join-too-many"),
            FoundingError::Store(cause) => cause.into(),
        }
    }
}

/// What is chosen before anybody has chosen.
fn offered(l: L10n) -> Typed {
    Typed {
        language: vec![l.code().to_owned()],
        joining: Joining::Open.code().to_owned(),
        listed: "yes".to_owned(),
        ..Typed::default()
    }
}

fn view(l: L10n, choices: &Choices, typed: Typed, errors: Errors) -> FoundingView {
    FoundingView {
        programmes: described::with_none(l, &choices.programmes, &typed.programme),
        says: Described::show(l, choices, typed, errors),
    }
}

async fn choices(visitor: &Visitor) -> Result<Visible<Choices>, WebError> {
    let (viewer, language) = (visitor.viewer.again(), visitor.l().locale());
    Ok(visitor.app.read(move |db, _| founding::choices(db, &viewer, language)).await?)
}

/// `GET /found`
pub async fn form(visitor: Visitor) -> Reply {
    let l = visitor.l();
    let view = choices(&visitor).await?.map(|choices| view(l, &choices, offered(l), Errors::default()));
    visitor.page::<FoundingPage<'_>>(&view)
}

/// `POST /found`
pub async fn found(sent: Protected<Typed>) -> Reply {
    let Protected { visitor, form } = sent;
    let (l, mut errors) = (visitor.l(), Errors::default());
    let choices = choices(&visitor).await?;
    let says = described::read(l, &choices, &form, &mut errors);
    // Facilitators may leave it open; a founder is asked which one it is.
    errors.chosen(l, "language", form.language.first());
    let joining = errors.chosen(l, "joining", Joining::from_code(&form.joining));
    let programme = described::one_or_none(&choices.programmes, &form.programme);
    let programme = errors.chosen(l, "programme", programme);
    let my_name = errors.take(l, "my_name", MemberName::parse(&form.my_name));
    let (Some(says), Some(joining), Some(programme), Some(my_name), true) =
        (says, joining, programme, my_name, errors.is_empty())
    else {
        let view = choices.map(|choices| view(l, &choices, form, errors));
        return visitor.again::<FoundingPage<'_>>(&view);
    };
    let new = NewGroup { says, joining, programme, zone: visitor.app.settings.zone };
    let viewer = visitor.viewer.again();
    let group = visitor.app.write(move |db, now| founding::found(db, &viewer, &new, &my_name, now)).await?;
    visitor.go(&format!("/g/{group}/series/new"))
}
