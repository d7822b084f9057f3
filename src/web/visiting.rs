//! `/groups/{slug}`: what one group shows to whoever may come, without a cookie and without script.

use actix_web::web::Path;

use super::error::{Reply, WebError};
use super::prose::{self, SafeHtml};
use super::visitor::Visitor;
use crate::access::Visible;
use crate::domain::text::Markdown;
use crate::screens;
use crate::service::visiting::{self, PublicGroup, VisitingError};

pub mod arriving;

/// A group's page.
pub struct GroupView {
    it: PublicGroup,
    about: Option<SafeHtml>,
}

impl GroupView {
    /// Whether "I am coming" stands beside any date.
    fn takes_newcomers(&self) -> bool {
        self.it.offers.iter().flat_map(|offer| &offer.dates).any(|date| date.takes_newcomers)
    }
}

screens! {
    GroupPage(GroupView) = "visiting/group.html";
}

impl From<VisitingError> for WebError {
    fn from(error: VisitingError) -> Self {
        match error {
            VisitingError::NotFound => Self::not_found(),
            VisitingError::Store(cause) => cause.into(),
        }
    }
}

pub(super) async fn public_group(visitor: &Visitor, slug: String) -> Result<Visible<PublicGroup>, WebError> {
    let (viewer, locale) = (visitor.viewer.again(), visitor.l().locale());
    Ok(visitor.app.read(move |db, now| visiting::show(db, &viewer, &slug, locale, now)).await?)
}

/// `GET /groups/{slug}`
pub async fn group(visitor: Visitor, slug: Path<String>) -> Reply {
    let it = public_group(&visitor, slug.into_inner()).await?;
    let view = it
        .map(|it| GroupView { about: Markdown::parse(&it.about).ok().map(|about| prose::html(&about)), it });
    visitor.public_page::<GroupPage<'_>>(&view)
}
