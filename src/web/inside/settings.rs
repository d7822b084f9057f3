//! What my group says of itself, and that it still meets.

use actix_web::http::StatusCode;
use actix_web::web::Path;
use chrono::NaiveDate;

use super::super::accounts::Nothing;
use super::super::described::{self, Described, Typed};
use super::super::error::{Reply, WebError};
use super::super::form::Errors;
use super::super::protected::Protected;
use super::super::visitor::Visitor;
use crate::access::Visible;
use crate::domain::ids::GroupId;
use crate::l10n::L10n;
use crate::screens;
use crate::service::describing::{self, DescribingError, Settings};

/// The page.
pub struct SettingsView {
    group: GroupId,
    says: Described,
    confirmed_on: Option<NaiveDate>,
    joining: i32,
    /// What somebody else has changed meanwhile: question and answer.
    changed: Vec<(String, String)>,
}

screens! { SettingsPage(SettingsView) = "inside/settings.html"; }

impl From<DescribingError> for WebError {
    fn from(error: DescribingError) -> Self {
        match error {
            DescribingError::NotFound => Self::not_found(),
            DescribingError::Changed => Self::conflict("settings-changed"),
            DescribingError::Store(cause) => cause.into(),
        }
    }
}

fn view(l: L10n, it: Settings, typed: Typed, errors: Errors) -> SettingsView {
    SettingsView {
        group: it.group,
        says: Described::show(l, &it.choices, typed, errors),
        confirmed_on: it.confirmed_on,
        joining: it.joining,
        changed: Vec::new(),
    }
}

/// The form as it was typed, beside what somebody else has said meanwhile. Sent again, it takes the place of that.
fn beside(l: L10n, it: Settings, typed: Typed) -> SettingsView {
    let changed = described::differences(l, &it.choices, &it.says, &typed);
    let typed = Typed { seen: it.says.mark(), ..typed };
    SettingsView { changed, ..view(l, it, typed, Errors::default()) }
}

async fn settings(visitor: &Visitor, group: GroupId) -> Result<Visible<Settings>, WebError> {
    let (viewer, language) = (visitor.viewer.again(), visitor.l().locale());
    Ok(visitor.app.read(move |db, now| describing::settings(db, &viewer, group, language, now)).await?)
}

/// `GET /g/{group}/settings`
pub async fn show(visitor: Visitor, group: Path<GroupId>) -> Reply {
    let l = visitor.l();
    let view = settings(&visitor, *group).await?.map(|it| {
        let typed = Typed::from(&it.says);
        view(l, it, typed, Errors::default())
    });
    visitor.page::<SettingsPage<'_>>(&view)
}

/// `POST /g/{group}/settings`
pub async fn change(group: Path<GroupId>, sent: Protected<Typed>) -> Reply {
    let Protected { visitor, form } = sent;
    let (l, mut errors, group) = (visitor.l(), Errors::default(), *group);
    let settings = settings(&visitor, group).await?;
    let says = described::read(l, &settings.choices, &form, &mut errors);
    let Some(says) = says.filter(|_| errors.is_empty()) else {
        return visitor.again::<SettingsPage<'_>>(&settings.map(|it| view(l, it, form, errors)));
    };
    let (viewer, seen) = (visitor.viewer.again(), form.seen.clone());
    let saved = visitor.app.write(move |db, now| describing::describe(db, &viewer, group, &seen, &says, now));
    match saved.await {
        Ok(()) => visitor.go(&format!("/g/{group}")),
        Err(DescribingError::Changed) => {
            let view = self::settings(&visitor, group).await?.map(|it| beside(l, it, form));
            visitor.answer::<SettingsPage<'_>>(StatusCode::CONFLICT, &view)
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /g/{group}/confirm`
pub async fn confirm(group: Path<GroupId>, sent: Protected<Nothing>) -> Reply {
    let (visitor, group) = (sent.visitor, *group);
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, now| describing::confirm(db, &viewer, group, now)).await?;
    visitor.go(&format!("/g/{group}"))
}
