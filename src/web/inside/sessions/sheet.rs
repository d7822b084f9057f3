//! `/g/{group}/meetings/{meeting}/sheet`: one page of paper for one meeting: opening words, the order with its times, what the
//! group has agreed on, closing words. Without names, unless the one who prints it asks for them: then the line to write on
//! is filled in.

use actix_web::web::{Path, Query};
use serde::Deserialize;

use super::called;
use crate::domain::ids::GroupId;
use crate::domain::series::MeetingKey;
use crate::l10n::L10n;
use crate::screens;
use crate::service::sessions::Timed;
use crate::service::sessions::sheet::{self, Sheet};
use crate::web::error::Reply;
use crate::web::inside::rules;
use crate::web::visitor::Visitor;

/// What the address asks for.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    names: String,
}

/// The page around the sheet, and the sheet.
pub struct SheetView {
    it: Sheet,
}

screens! { SheetPage(SheetView) = "inside/sheet.html"; }

impl SheetView {
    fn called(&self, l: L10n, of: &Timed) -> String {
        called(l, of.kind, &of.name)
    }

    /// Each role, and who has it.
    fn roles(&self, l: L10n) -> Vec<(String, &str)> {
        self.it
            .roles
            .iter()
            .map(|role| (l.role(role.kind, &role.name), role.who.as_deref().unwrap_or_default()))
            .collect()
    }

    fn agreed(&self, l: L10n) -> Vec<String> {
        self.it.rules.iter().map(|(rule, value)| rules::sentence(l, *rule, *value)).collect()
    }
}

/// `GET /g/{group}/meetings/{meeting}/sheet`
pub async fn show(visitor: Visitor, at: Path<(GroupId, MeetingKey)>, asked: Query<Asked>) -> Reply {
    let (viewer, at, with_names) = (visitor.viewer.again(), at.into_inner(), asked.names == "yes");
    let sheet = visitor.app.read(move |db, now| sheet::of(db, &viewer, at, with_names, now)).await?;
    visitor.page::<SheetPage<'_>>(&sheet.map(|it| SheetView { it }))
}
