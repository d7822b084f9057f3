//! `/g/{group}/assembly`: the next assembly and its agenda, and how any two members call one.

use actix_web::web::Path;
use serde::Deserialize;

use crate::access::Visible;
use crate::domain::ids::{CallId, GroupId, PointId};
use crate::domain::text::{OnlineUrl, ShortText};
use crate::domain::time::{Wall, WallRefusal};
use crate::l10n::L10n;
use crate::screens;
use crate::service::assembling::{self, Assembly, AssemblyError};
use crate::store::assemblies::Wished;
use crate::web::accounts::Nothing;
use crate::web::error::{Reply, WebError};
use crate::web::form::Errors;
use crate::web::protected::Protected;
use crate::web::visitor::Visitor;

/// The page, with what was typed into one of its two forms.
pub struct AssemblyView {
    it: Assembly,
    typed: Typed,
    point: String,
    errors: Errors,
}

screens! { AssemblyPage(AssemblyView) = "inside/assembly.html"; }

/// When and where, as it was typed.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub struct Typed {
    date: String,
    time: String,
    address: String,
    online_url: String,
}

impl Typed {
    fn read(&self, l: L10n, errors: &mut Errors) -> Option<Wished> {
        let meets = Wall::parse(&self.date, &self.time).map_err(|refusal| {
            let field = match refusal {
                WallRefusal::Date => "date",
                WallRefusal::Time => "time",
            };
            errors.add(field, l.sentence(&refusal));
        });
        let address = errors.take_optional(l, "address", &self.address, ShortText::parse);
        let online_url = errors.take_optional(l, "online_url", &self.online_url, OnlineUrl::parse);
        let wished = Wished { meets: meets.ok()?, address, online_url };
        errors.is_empty().then_some(wished)
    }
}

impl From<AssemblyError> for WebError {
    fn from(error: AssemblyError) -> Self {
        match error {
            AssemblyError::NotFound => Self::not_found(),
            AssemblyError::Gone => Self::conflict("assembly-gone"),
            AssemblyError::Own => Self::conflict("assembly-own"),
            AssemblyError::TooSoon => Self::conflict("assembly-notice"),
            AssemblyError::InGap => Self::conflict("series-in-gap"),
            AssemblyError::Store(cause) => cause.into(),
        }
    }
}

async fn assembly(visitor: &Visitor, group: GroupId) -> Result<Visible<Assembly>, AssemblyError> {
    let viewer = visitor.viewer.again();
    visitor.app.read(move |db, now| assembling::show(db, &viewer, group, now)).await
}

/// The form for a date as it begins: where the group usually meets.
fn blank(it: &Assembly) -> Typed {
    Typed {
        date: String::new(),
        time: String::new(),
        address: it.address.clone(),
        online_url: it.online_url.clone(),
    }
}

/// `GET /g/{group}/assembly`
pub async fn show(visitor: Visitor, group: Path<GroupId>) -> Reply {
    let view = assembly(&visitor, *group).await?.map(|it| AssemblyView {
        typed: blank(&it),
        it,
        point: String::new(),
        errors: Errors::default(),
    });
    visitor.page::<AssemblyPage<'_>>(&view)
}

/// `POST /g/{group}/assembly`
pub async fn ask(group: Path<GroupId>, sent: Protected<Typed>) -> Reply {
    let Protected { visitor, form } = sent;
    let (l, mut errors, group) = (visitor.l(), Errors::default(), *group);
    if let Some(wished) = form.read(l, &mut errors) {
        let viewer = visitor.viewer.again();
        let asked = visitor.app.write(move |db, now| assembling::ask(db, &viewer, group, &wished, now)).await;
        match asked {
            Ok(()) => return visitor.go(&format!("/g/{group}/assembly")),
            Err(AssemblyError::TooSoon) => errors.add("date", l.t("assembly-too-soon")),
            Err(AssemblyError::InGap) => errors.add("time", l.t("series-in-gap")),
            Err(other) => return Err(other.into()),
        }
    }
    let view = assembly(&visitor, group).await?;
    visitor.again::<AssemblyPage<'_>>(&view.map(|it| AssemblyView {
        it,
        typed: form,
        point: String::new(),
        errors,
    }))
}

/// `POST /g/{group}/assembly/take-back`
pub async fn take_back(group: Path<GroupId>, sent: Protected<Nothing>) -> Reply {
    let (visitor, group) = (sent.visitor, *group);
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, now| assembling::take_back(db, &viewer, group, now)).await?;
    visitor.go(&format!("/g/{group}/assembly"))
}

/// `POST /g/{group}/assembly/{call}/join`
pub async fn join(at: Path<(GroupId, CallId)>, sent: Protected<Nothing>) -> Reply {
    let (visitor, (group, call)) = (sent.visitor, at.into_inner());
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, now| assembling::join(db, &viewer, group, call, now)).await?;
    visitor.go(&format!("/g/{group}/assembly"))
}

/// Something to talk about, as it was typed.
#[derive(Deserialize)]
pub struct Adding {
    #[serde(default)]
    point: String,
}

/// `POST /g/{group}/assembly/points`
pub async fn add_point(group: Path<GroupId>, sent: Protected<Adding>) -> Reply {
    let Protected { visitor, form } = sent;
    let (mut errors, group) = (Errors::default(), *group);
    let Some(words) = errors.take(visitor.l(), "point", ShortText::parse(&form.point)) else {
        let view = assembly(&visitor, group).await?;
        return visitor.again::<AssemblyPage<'_>>(&view.map(|it| AssemblyView {
            typed: blank(&it),
            it,
            point: form.point,
            errors,
        }));
    };
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, now| assembling::add_point(db, &viewer, group, &words, now)).await?;
    visitor.go(&format!("/g/{group}/assembly"))
}

/// `POST /g/{group}/assembly/points/{point}/remove`
pub async fn remove_point(at: Path<(GroupId, PointId)>, sent: Protected<Nothing>) -> Reply {
    let (visitor, (group, point)) = (sent.visitor, at.into_inner());
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, now| assembling::remove_point(db, &viewer, group, point, now)).await?;
    visitor.go(&format!("/g/{group}/assembly"))
}
