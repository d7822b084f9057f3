//! `/g/{group}/roles`: what there is to do, and who would do it; and, for those who facilitate, which roles a series has and
//! what they are called.

use std::collections::BTreeSet;

use actix_web::web::Path;
use serde::Deserialize;

use crate::access::Visible;
use crate::domain::coded::Coded as _;
use crate::domain::ids::{GroupId, RoleId, SeriesId};
use crate::domain::rota::RoleKind;
use crate::domain::text::{Markdown, RoleName};
use crate::l10n::L10n;
use crate::screens;
use crate::service::rota::{self, Described, RoleDraft, Roles, RotaError, SeriesRoles};
use crate::web::error::{Reply, WebError};
use crate::web::form::{Choice, Errors};
use crate::web::protected::Protected;
use crate::web::visitor::Visitor;

/// The roles of a series, to be ticked.
pub struct OfferView {
    it: SeriesRoles,
    typed: Typed,
    errors: Errors,
}

/// A role, to be described.
pub struct DescribeView {
    group: GroupId,
    it: Described,
    typed: Words,
    errors: Errors,
}

screens! {
    RolesPage(Roles) = "inside/roles.html";
    OfferPage(OfferView) = "inside/series_roles.html";
    DescribePage(DescribeView) = "inside/role.html";
}

/// `GET /g/{group}/roles`
pub async fn show(visitor: Visitor, group: Path<GroupId>) -> Reply {
    let viewer = visitor.viewer.again();
    let it = visitor.app.read(move |db, now| rota::roles(db, &viewer, *group, now)).await?;
    visitor.page::<RolesPage<'_>>(&it)
}

/// What somebody would do.
#[derive(Deserialize)]
pub struct Willing {
    #[serde(default)]
    role: Vec<String>,
}

/// `POST /g/{group}/roles/willing`
pub async fn be_willing(group: Path<GroupId>, sent: Protected<Willing>) -> Reply {
    let Protected { visitor, form } = sent;
    let (viewer, group) = (visitor.viewer.again(), *group);
    let chosen: BTreeSet<RoleId> = form.role.iter().filter_map(|id| id.parse().ok()).collect();
    visitor.app.write(move |db, now| rota::be_willing(db, &viewer, group, &chosen, now)).await?;
    visitor.go(&format!("/g/{group}/rota"))
}

/// Ticked roles, as they came.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Typed {
    kind: Vec<String>,
    kept: Vec<String>,
    new: String,
}

impl Typed {
    fn of(it: &SeriesRoles) -> Self {
        let there =
            |own: bool| it.offered.iter().filter(move |it| it.is_there && (it.kind == RoleKind::Own) == own);
        Self {
            kind: there(false).map(|it| it.kind.code().to_owned()).collect(),
            kept: there(true).map(|it| it.name.clone()).collect(),
            new: String::new(),
        }
    }

    fn read(&self, l: L10n, errors: &mut Errors) -> Option<RoleDraft> {
        let new = errors.take_optional(l, "new", &self.new, RoleName::parse);
        let kinds = self.kind.iter().filter_map(|code| RoleKind::from_code(code));
        let draft = RoleDraft {
            kinds: kinds.filter(|kind| kind.is_listed()).collect(),
            kept: self.kept.iter().cloned().collect(),
            new,
        };
        errors.is_empty().then_some(draft)
    }
}

impl OfferView {
    /// Those that every group knows.
    fn kinds(&self, l: L10n) -> Vec<Choice> {
        let offered = self.it.offered.iter().filter(|it| it.kind != RoleKind::Own);
        offered
            .map(|it| {
                let code = it.kind.code();
                Choice::new(code, l.role(it.kind, ""), self.typed.kind.iter().any(|known| known == code))
            })
            .collect()
    }

    /// The group's own, numbered, since a name does not go into an address of a page.
    fn own(&self) -> Vec<(usize, &str, bool)> {
        let own = self.it.offered.iter().filter(|it| it.kind == RoleKind::Own);
        own.enumerate().map(|(at, it)| (at, it.name.as_str(), self.typed.kept.contains(&it.name))).collect()
    }
}

type Of = Path<(GroupId, SeriesId)>;

async fn look(
    visitor: &Visitor,
    (group, series): (GroupId, SeriesId),
) -> Result<Visible<SeriesRoles>, RotaError> {
    let viewer = visitor.viewer.again();
    visitor.app.read(move |db, now| rota::offered(db, &viewer, group, series, now)).await
}

/// `GET /g/{group}/series/{series}/roles`
pub async fn form(visitor: Visitor, of: Of) -> Reply {
    let it = look(&visitor, of.into_inner()).await?;
    let view = it.map(|it| OfferView { typed: Typed::of(&it), it, errors: Errors::default() });
    visitor.page::<OfferPage<'_>>(&view)
}

/// `POST /g/{group}/series/{series}/roles`
pub async fn offer(of: Of, sent: Protected<Typed>) -> Reply {
    let Protected { visitor, form } = sent;
    let (of, mut errors) = (of.into_inner(), Errors::default());
    let Some(draft) = form.read(visitor.l(), &mut errors) else {
        let view = look(&visitor, of).await?.map(|it| OfferView { it, typed: form, errors });
        return visitor.again::<OfferPage<'_>>(&view);
    };
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, now| rota::offer(db, &viewer, of.0, of.1, &draft, now)).await?;
    visitor.go(&format!("/g/{}/roles", of.0))
}

/// What a role is called and how it is described, as it was typed.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Words {
    name: String,
    about: String,
}

type Role = Path<(GroupId, RoleId)>;

async fn described(
    visitor: &Visitor,
    (group, role): (GroupId, RoleId),
) -> Result<Visible<Described>, RotaError> {
    let viewer = visitor.viewer.again();
    visitor.app.read(move |db, now| rota::described(db, &viewer, group, role, now)).await
}

/// `GET /g/{group}/roles/{role}`
pub async fn words(visitor: Visitor, of: Role) -> Reply {
    let of = of.into_inner();
    let view = described(&visitor, of).await?.map(|it| DescribeView {
        group: of.0,
        typed: Words { name: it.name.clone(), about: it.about.clone() },
        it,
        errors: Errors::default(),
    });
    visitor.page::<DescribePage<'_>>(&view)
}

/// `POST /g/{group}/roles/{role}`
pub async fn describe(of: Role, sent: Protected<Words>) -> Reply {
    let Protected { visitor, form } = sent;
    let (l, of, mut errors) = (visitor.l(), of.into_inner(), Errors::default());
    let it = described(&visitor, of).await?;
    let name = match it.kind {
        RoleKind::Own => errors.take(l, "name", RoleName::parse(&form.name)),
        _ => None,
    };
    let about = errors.take_optional(l, "about", &form.about, Markdown::parse);
    if errors.is_empty() {
        let viewer = visitor.viewer.again();
        let done = visitor
            .app
            .write(move |db, now| {
                rota::describe(db, &viewer, of.0, of.1, (name.as_ref(), about.as_ref()), now)
            })
            .await;
        match done {
            Ok(()) => return visitor.go(&format!("/g/{}/roles", of.0)),
            Err(RotaError::NameTaken) => errors.add("name", l.t("role-name-taken")),
            Err(other) => return Err(WebError::from(other)),
        }
    }
    visitor.again::<DescribePage<'_>>(&it.map(|it| DescribeView { group: of.0, it, typed: form, errors }))
}
