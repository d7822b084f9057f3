//! `/groups/{slug}`: what one group shows to whoever may come, without a cookie and without script.

use actix_web::web::Path;

use super::error::{Reply, WebError};
use super::prose::{self, SafeHtml};
use super::visitor::Visitor;
use crate::access::Visible;
use crate::domain::group::Openness;
use crate::domain::text::Markdown;
use crate::screens;
use crate::service::visiting::{self, PublicGroup, VisitingError};

pub mod arriving;
pub mod poster;

/// A group's page.
pub struct GroupView {
    it: PublicGroup,
    about: Option<SafeHtml>,
}

impl GroupView {
    /// The words a closed date says for whom it is: the group's own, if it has any.
    fn open_to(&self) -> Vec<&str> {
        let mut words: Vec<&str> = self.it.offers.iter().map(|offer| offer.open_to.as_str()).collect();
        words.retain(|words| !words.is_empty());
        words.dedup();
        words
    }

    /// Whether any of the dates is for those concerned only.
    fn has_closed(&self) -> bool {
        let mut dates = self.it.offers.iter().flat_map(|offer| &offer.dates);
        dates.any(|date| date.terms.openness == Openness::Closed)
    }

    /// Whether "I am coming" stands beside any date.
    fn takes_newcomers(&self) -> bool {
        self.it.offers.iter().flat_map(|offer| &offer.dates).any(|date| date.takes_newcomers)
    }
}

screens! {
    GroupPage(GroupView) = "visiting/group.html";
    FirstTimePage(GroupView) = "visiting/first_time.html";
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

/// `GET /groups/{slug}/first-time`: the same group, for somebody who has never been there.
pub async fn first_time(visitor: Visitor, slug: Path<String>) -> Reply {
    visitor.public_page::<FirstTimePage<'_>>(&view(public_group(&visitor, slug.into_inner()).await?))
}

/// `GET /groups/{slug}`; of a group that has gone into another one, the way there.
pub async fn group(visitor: Visitor, slug: Path<String>) -> Reply {
    let slug = slug.into_inner();
    match public_group(&visitor, slug.clone()).await {
        Ok(it) => visitor.public_page::<GroupPage<'_>>(&view(it)),
        Err(not_there) => {
            let viewer = visitor.viewer.again();
            let into = visitor.app.read(move |db, now| visiting::gone_into(db, &viewer, &slug, now)).await?;
            into.map_or(Err(not_there), |it| visitor.go(&format!("/groups/{}", *it)))
        }
    }
}

fn view(it: Visible<PublicGroup>) -> Visible<GroupView> {
    it.map(|it| GroupView { about: Markdown::parse(&it.about).ok().map(|about| prose::html(&about)), it })
}
