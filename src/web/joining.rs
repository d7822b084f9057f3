//! Coming in and going.

use actix_web::web::Path;
use serde::Deserialize;

use super::accounts::Nothing;
use super::error::{Reply, WebError};
use super::form::Errors;
use super::protected::Protected;
use super::visitor::Visitor;
use crate::access::Visible;
use crate::domain::ids::{GroupId, HelloId};
use crate::domain::text::{Hello, MemberName};
use crate::screens;
use crate::service::joining::{self, Door, Invited, Joined, JoiningError};

/// What somebody who joins says.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub struct Joining {
    my_name: String,
    hello: String,
}

/// The door's page.
pub struct DoorView {
    door: Door,
    typed: Joining,
    errors: Errors,
}

/// An invitation's page.
pub struct InvitedView {
    it: Invited,
    token: String,
    typed: Joining,
    errors: Errors,
}

/// A link to pass on.
pub struct LinkView {
    address: String,
    back: String,
    sentence: String,
}

screens! {
    DoorPage(DoorView) = "groups/join.html";
    InvitedPage(InvitedView) = "groups/invited.html";
    LinkPage(LinkView) = "groups/link.html";
    LeavePage(GroupId) = "inside/leave.html";
}

impl From<JoiningError> for WebError {
    fn from(error: JoiningError) -> Self {
        match error {
            JoiningError::NotSignedIn => Self::sign_in_first(),
            JoiningError::NotFound => Self::not_found(),
            JoiningError::Not(cause) => cause.into(),
            JoiningError::Shut => Self::conflict("join-shut"),
            JoiningError::NobodyThere => Self::conflict("join-nobody-there"),
            JoiningError::TooMany => Self::conflict("join-too-many"),
            JoiningError::InvitationOver => Self::gone("join-invitation-over"),
            JoiningError::ItsOwn => Self::conflict("join-its-own"),
            JoiningError::Rota(cause) => cause.into(),
            JoiningError::Store(cause) => cause.into(),
        }
    }
}

async fn door(visitor: &Visitor, slug: String) -> Result<Visible<Door>, WebError> {
    let viewer = visitor.viewer.again();
    Ok(visitor.app.read(move |db, now| joining::door(db, &viewer, &slug, now)).await?)
}

/// `GET /groups/{slug}/join`
pub async fn form(visitor: Visitor, slug: Path<String>) -> Reply {
    let door = door(&visitor, slug.into_inner()).await?;
    if door.is_member {
        return visitor.go(&format!("/g/{}", door.group));
    }
    let view = door.map(|door| DoorView { door, typed: Joining::default(), errors: Errors::default() });
    visitor.page::<DoorPage<'_>>(&view)
}

/// `POST /groups/{slug}/join`
pub async fn join(slug: Path<String>, sent: Protected<Joining>) -> Reply {
    let Protected { visitor, form } = sent;
    let slug = slug.into_inner();
    let door = door(&visitor, slug.clone()).await?;
    let (l, mut errors) = (visitor.l(), Errors::default());
    let name = errors.take(l, "my_name", MemberName::parse(&form.my_name));
    let wants_hello = door.joining == crate::domain::group::Joining::Welcome;
    let hello = if wants_hello { errors.take(l, "hello", Hello::parse(&form.hello)) } else { None };
    let Some(name) = name.filter(|_| errors.is_empty()) else {
        let view = door.map(|door| DoorView { door, typed: form, errors });
        return visitor.again::<DoorPage<'_>>(&view);
    };
    let (viewer, at) = (visitor.viewer.again(), slug.clone());
    let joined =
        visitor.app.write(move |db, now| joining::join(db, &viewer, &at, &name, hello.as_ref(), now)).await?;
    match joined {
        Joined::Member(group) => visitor.go(&format!("/g/{group}")),
        Joined::Waiting => visitor.go(&format!("/groups/{slug}/join")),
    }
}

/// `GET /g/{group}/leave`: says what leaving means.
pub async fn leave_form(visitor: Visitor, group: Path<GroupId>) -> Reply {
    let (viewer, id) = (visitor.viewer.again(), *group);
    let inside: Result<_, WebError> = visitor
        .app
        .read(move |db, now| crate::service::inside::show(db, &viewer, id, now))
        .await
        .map_err(WebError::from);
    visitor.page::<LeavePage<'_>>(&inside?.map(|inside| inside.group))
}

/// `POST /g/{group}/leave`
pub async fn leave(group: Path<GroupId>, sent: Protected<Nothing>) -> Reply {
    let visitor = sent.visitor;
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, now| joining::leave(db, &viewer, *group, now)).await?;
    visitor.go("/me")
}

/// A member's word to a hello.
#[derive(Deserialize)]
pub struct HelloAnswer {
    welcome: String,
}

/// `POST /g/{group}/hellos/{hello}`
pub async fn answer_hello(at: Path<(GroupId, HelloId)>, sent: Protected<HelloAnswer>) -> Reply {
    let Protected { visitor, form } = sent;
    let (group, hello) = at.into_inner();
    let (viewer, welcome) = (visitor.viewer.again(), form.welcome == "yes");
    visitor.app.write(move |db, now| joining::answer_hello(db, &viewer, group, hello, welcome, now)).await?;
    visitor.go(&format!("/g/{group}"))
}

/// `POST /g/{group}/invite`
pub async fn invite(group: Path<GroupId>, sent: Protected<Nothing>) -> Reply {
    let visitor = sent.visitor;
    let (viewer, id) = (visitor.viewer.again(), *group);
    let token = visitor.app.write(move |db, now| joining::invite(db, &viewer, id, now)).await?;
    link_page(&visitor, token.map(invitation_path), format!("/g/{id}"), "join-link-invite")
}

/// `POST /p/{programme}/groups/{group}/hand-over`
pub async fn hand_over(at: Path<(String, GroupId)>, sent: Protected<Nothing>) -> Reply {
    let visitor = sent.visitor;
    let (programme, group) = at.into_inner();
    let (viewer, slug) = (visitor.viewer.again(), programme.clone());
    let token = visitor.app.write(move |db, now| joining::hand_over(db, &viewer, &slug, group, now)).await?;
    link_page(&visitor, token.map(invitation_path), format!("/p/{programme}"), "join-link-hand-over")
}

fn invitation_path(token: String) -> String {
    format!("invitation/{token}")
}

/// A link to pass on: what stands after the service's own address.
pub(super) fn link_page(visitor: &Visitor, path: Visible<String>, back: String, key: &'static str) -> Reply {
    let base = visitor.app.settings.public_url.clone();
    let sentence = visitor.l().t(key);
    let view = path.map(|path| LinkView { address: format!("{base}/{path}"), back, sentence });
    visitor.page::<LinkPage<'_>>(&view)
}

async fn invited(visitor: &Visitor, token: String) -> Result<Visible<Invited>, WebError> {
    let viewer = visitor.viewer.again();
    Ok(visitor.app.read(move |db, now| joining::invitation(db, &viewer, &token, now)).await?)
}

/// `GET /invitation/{token}`
pub async fn invitation(visitor: Visitor, token: Path<String>) -> Reply {
    let token = token.into_inner();
    let it = invited(&visitor, token.clone()).await?;
    let view = it.map(|it| InvitedView { it, token, typed: Joining::default(), errors: Errors::default() });
    visitor.page::<InvitedPage<'_>>(&view)
}

/// `POST /invitation/{token}`
pub async fn accept(token: Path<String>, sent: Protected<Joining>) -> Reply {
    let Protected { visitor, form } = sent;
    let token = token.into_inner();
    let mut errors = Errors::default();
    let Some(name) = errors.take(visitor.l(), "my_name", MemberName::parse(&form.my_name)) else {
        let it = invited(&visitor, token.clone()).await?;
        return visitor.again::<InvitedPage<'_>>(&it.map(|it| InvitedView {
            it,
            token,
            typed: form,
            errors,
        }));
    };
    let viewer = visitor.viewer.again();
    let group = visitor.app.write(move |db, now| joining::accept(db, &viewer, &token, &name, now)).await?;
    visitor.go(&format!("/g/{group}"))
}
