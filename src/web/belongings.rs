//! `/g/{group}/belongings` and `/found/bring`: everything that is a group's own, taken along in one file, and a group founded from
//! such a file.

use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::Path;

use super::accounts::once_more::OnceMore;
use super::error::{Reply, WebError};
use super::form::Errors;
use super::limits::Limited;
use super::protected::{Protected, ProtectedFile};
use super::visitor::Visitor;
use crate::access::Visible;
use crate::domain::ids::GroupId;
use crate::domain::text::MemberName;
use crate::exchange::belongings::{archive, read};
use crate::screens;
use crate::service::belongings::{self, BelongingsError, Brought};

/// The page on which a group is taken along.
pub struct TakingView {
    group: GroupId,
    errors: Errors,
}

/// The page on which one is brought.
pub struct BringingView {
    my_name: String,
    errors: Errors,
}

screens! {
    TakingPage(TakingView) = "inside/belongings.html";
    BringingPage(BringingView) = "groups/bring.html";
    GroupBroughtPage(Brought) = "groups/brought.html";
}

impl From<BelongingsError> for WebError {
    fn from(error: BelongingsError) -> Self {
        match error {
            BelongingsError::Founding(why) => why.into(),
            BelongingsError::NotFound => Self::not_found(),
            BelongingsError::NotProven => Self::conflict("account-not-my-password"),
            BelongingsError::Unsound => Self::bad_request("bring-group-unsound"),
            BelongingsError::Store(cause) => cause.into(),
        }
    }
}

async fn taking(visitor: &Visitor, group: GroupId) -> Result<Visible<GroupId>, WebError> {
    let viewer = visitor.viewer.again();
    Ok(visitor.app.read(move |db, now| belongings::look(db, &viewer, group, now)).await?)
}

/// `GET /g/{group}/belongings`
pub async fn show(visitor: Visitor, group: Path<GroupId>) -> Reply {
    let view = taking(&visitor, *group).await?.map(|group| TakingView { group, errors: Errors::default() });
    visitor.page::<TakingPage<'_>>(&view)
}

/// `POST /g/{group}/belongings`
pub async fn take(_: Limited, group: Path<GroupId>, sent: Protected<OnceMore>) -> Reply {
    let (Protected { visitor, form }, group) = (sent, *group);
    let mut errors = Errors::default();
    // Whoever does not facilitate learns nothing here of their password either.
    let mine = taking(&visitor, group).await?;
    let Some(proven) = form.proven(&visitor, &mut errors).await? else {
        return visitor.again::<TakingPage<'_>>(&mine.map(|group| TakingView { group, errors }));
    };
    let viewer = visitor.viewer.again();
    let taken = visitor.app.write(move |db, now| belongings::take(db, &viewer, &proven, group, now)).await?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "application/zip"))
        .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"belongings.zip\""))
        .body(archive(&taken)?))
}

/// `GET /found/bring`
pub async fn form(visitor: Visitor) -> Reply {
    belongings::claim(&visitor.viewer)?;
    let view = BringingView { my_name: String::new(), errors: Errors::default() };
    visitor.page::<BringingPage<'_>>(&Visible::own_words(view))
}

/// `POST /found/bring`
pub async fn bring(_: Limited, sent: ProtectedFile) -> Reply {
    let ProtectedFile { visitor, bytes, my_name } = sent;
    belongings::claim(&visitor.viewer)?;
    let (l, mut errors) = (visitor.l(), Errors::default());
    let name = errors.take(l, "my_name", MemberName::parse(&my_name));
    let it = read(&bytes).ok();
    if it.is_none() {
        errors.add("file", l.t(if bytes.is_empty() { "bring-no-file" } else { "bring-group-not-ours" }));
    }
    let (Some(name), Some(it)) = (name, it) else {
        return again(&visitor, my_name, errors);
    };
    let viewer = visitor.viewer.again();
    match visitor.app.write(move |db, now| belongings::bring(db, &viewer, &it, &name, now)).await {
        Ok(brought) => visitor.page::<GroupBroughtPage<'_>>(&brought),
        Err(BelongingsError::Unsound) => {
            errors.add("file", l.t("bring-group-unsound"));
            again(&visitor, my_name, errors)
        }
        Err(other) => Err(other.into()),
    }
}

fn again(visitor: &Visitor, my_name: String, errors: Errors) -> Reply {
    visitor.again::<BringingPage<'_>>(&Visible::own_words(BringingView { my_name, errors }))
}
