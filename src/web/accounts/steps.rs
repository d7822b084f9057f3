//! `/me/security/steps`: a second step of signing in. An app that shows codes is set up and stopped here; passkeys are
//! [`passkeys`](super::passkeys)' business.

use serde::Deserialize;

use super::super::error::Reply;
use super::super::form::{Choice, Errors};
use super::super::limits::Limited;
use super::super::protected::Protected;
use super::super::qr::{self, Drawn};
use super::super::visitor::Visitor;
use super::once_more::once_more;
use crate::l10n::L10n;
use crate::screens;
use crate::service::accounts::steps::{self, NewApp, Passkey, Steps};

/// The page.
pub struct StepsView {
    it: Steps,
    /// Whether this site has a name, for which browsers keep passkeys.
    has_site: bool,
    errors: Errors,
}

/// A key on its way into an app.
pub struct AppView {
    it: NewApp,
    code: Option<Drawn>,
    errors: Errors,
}

/// The password once more.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct ForApp {
    password_for_app: String,
}

/// The first code.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Code {
    code: String,
}

screens! {
    StepsPage(StepsView) = "accounts/steps.html";
    AppPage(AppView) = "accounts/app.html";
}

impl StepsView {
    /// One of my passkeys, to choose from.
    #[expect(clippy::unused_self, reason = "a page asks its view")]
    fn name(&self, l: L10n, it: &Passkey) -> String {
        match it.name.as_str() {
            "" => l.with("passkey-unnamed", &[("since", l.date(it.since).into())]),
            name => name.to_owned(),
        }
    }

    fn choices(&self, l: L10n) -> Vec<Choice> {
        let all = self.it.passkeys.iter();
        all.map(|it| Choice::new(it.id.to_string(), self.name(l, it), false)).collect()
    }
}

impl AppView {
    /// In groups of four, as one types it.
    fn key(&self) -> String {
        let letters: Vec<char> = self.it.key.chars().collect();
        letters.chunks(4).map(|it| it.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
    }
}

pub(super) async fn page(visitor: &Visitor, errors: Errors) -> Reply {
    let viewer = visitor.viewer.again();
    let steps = visitor.app.read(move |db, _| steps::show(db, &viewer)).await?;
    let (has_site, is_wrong) = (visitor.app.passkeys.is_some(), !errors.is_empty());
    let view = steps.map(|it| StepsView { it, has_site, errors });
    if is_wrong { visitor.again::<StepsPage<'_>>(&view) } else { visitor.page::<StepsPage<'_>>(&view) }
}

/// `GET /me/security/steps`
pub async fn show(visitor: Visitor) -> Reply {
    page(&visitor, Errors::default()).await
}

/// `POST /me/security/steps/app`
pub async fn begin_app(_: Limited, sent: Protected<ForApp>) -> Reply {
    let Protected { visitor, form } = sent;
    let mut errors = Errors::default();
    let proven = once_more(&visitor, &mut errors, "password_for_app", &form.password_for_app).await?;
    let Some(proven) = proven else { return page(&visitor, errors).await };
    visitor.app.write(move |db, now| steps::begin_app(db, &proven, now)).await?;
    visitor.go("/me/security/steps/app")
}

/// `GET /me/security/steps/app`
pub async fn app(visitor: Visitor) -> Reply {
    key_page(&visitor, Errors::default()).await
}

async fn key_page(visitor: &Visitor, errors: Errors) -> Reply {
    let viewer = visitor.viewer.again();
    let new = visitor.app.read(move |db, now| steps::waiting_app(db, &viewer, now)).await?;
    let is_wrong = !errors.is_empty();
    let view = new.map(|it| AppView { code: qr::of(&it.address), it, errors });
    if is_wrong { visitor.again::<AppPage<'_>>(&view) } else { visitor.page::<AppPage<'_>>(&view) }
}

/// `POST /me/security/steps/app/confirm`
pub async fn confirm_app(_: Limited, sent: Protected<Code>) -> Reply {
    let Protected { visitor, form } = sent;
    let viewer = visitor.viewer.again();
    let confirmed = move |db: &mut _, now| steps::confirm_app(db, &viewer, &form.code, now);
    if visitor.app.write(confirmed).await? {
        return visitor.go("/me/security/steps");
    }
    let mut errors = Errors::default();
    errors.add("code", visitor.l().t("steps-code-wrong"));
    key_page(&visitor, errors).await
}

/// `POST /me/security/steps/app/stop`
pub async fn stop_app(_: Limited, sent: Protected<ForApp>) -> Reply {
    let Protected { visitor, form } = sent;
    let mut errors = Errors::default();
    let proven = once_more(&visitor, &mut errors, "password_for_app", &form.password_for_app).await?;
    let Some(proven) = proven else { return page(&visitor, errors).await };
    visitor.app.write(move |db, _| steps::stop_app(db, &proven)).await?;
    visitor.go("/me/security/steps")
}
