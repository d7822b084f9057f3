//! `/g/{group}/doing`: how a group is doing, for its members alone, with what usually helps and where that is known from.

use actix_web::web::Path;

use crate::domain::doing::Sign;
use crate::domain::ids::GroupId;
use crate::l10n::L10n;
use crate::screens;
use crate::service::doing::{self, Doing, DoingError};
use crate::web::error::{Reply, WebError};
use crate::web::visitor::Visitor;

screens! { DoingPage(Doing) = "inside/doing.html"; }

impl From<DoingError> for WebError {
    fn from(error: DoingError) -> Self {
        match error {
            DoingError::NotFound => Self::not_found(),
            DoingError::Store(cause) => cause.into(),
        }
    }
}

/// A sign in words: what is seen, what usually helps, and who has looked into it.
pub struct Said {
    pub seen: String,
    pub helps: String,
    pub source: &'static str,
}

/// Studies of such groups, as they stand in the literature.
const WITUK: &str = "Wituk et al. 2002";
const MATON: &str = "Maton 1988";
const LUKE: &str = "Luke et al. 1993";
const SEGAL: &str = "Segal et al. 2013";

/// Says a sign.
#[must_use]
pub fn say(l: L10n, sign: &Sign) -> Said {
    let said = |seen: String, helps, source| Said { seen, helps: l.t(helps), source };
    match *sign {
        Sign::DidNotTakePlace { times, of } => {
            let seen = l.with("doing-missed", &[("times", times.into()), ("of", of.into())]);
            said(seen, "doing-missed-helps", WITUK)
        }
        Sign::Fewer { before, now } => {
            let seen = l.with("doing-fewer", &[("before", before.into()), ("now", now.into())]);
            said(seen, "doing-fewer-helps", WITUK)
        }
        Sign::Small { median } => {
            said(l.with("doing-small", &[("median", median.into())]), "doing-small-helps", WITUK)
        }
        Sign::NobodyNew { meetings } => {
            said(l.with("doing-nobody-new", &[("meetings", meetings.into())]), "doing-nobody-new-helps", LUKE)
        }
        Sign::NobodyLeads => said(l.t("doing-nobody-leads"), "doing-nobody-leads-helps", WITUK),
        Sign::OneLeads => said(l.t("doing-one-leads"), "doing-one-leads-helps", MATON),
        Sign::NobodyFollows { weeks } => said(
            l.with("doing-nobody-follows", &[("weeks", weeks.into())]),
            "doing-nobody-follows-helps",
            WITUK,
        ),
        Sign::OpenRoles { roles } => {
            said(l.with("doing-open-roles", &[("roles", roles.into())]), "doing-open-roles-helps", MATON)
        }
        Sign::Overdue { rules } => {
            said(l.with("doing-overdue", &[("rules", rules.into())]), "doing-overdue-helps", SEGAL)
        }
    }
}

/// `GET /g/{group}/doing`
pub async fn show(visitor: Visitor, group: Path<GroupId>) -> Reply {
    let viewer = visitor.viewer.again();
    let view = visitor.app.read(move |db, now| doing::show(db, &viewer, *group, now)).await?;
    visitor.page::<DoingPage<'_>>(&view)
}
