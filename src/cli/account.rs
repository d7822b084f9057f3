//! `parea account create`: an account without a password, and a link, good once, to choose one.

use super::{Failure, start};
use crate::access::Viewer;
use crate::l10n::L10n;
use crate::service::accounts::{self, AccountError};
use crate::store::persons::NewPerson;
use crate::world::Clock;

pub(super) fn create(l: L10n, name: &str, coordinator: Option<&str>) -> Result<(), Failure> {
    let app = start::open(l, start::settings(l)?, Clock::system())?;
    let now = app.clock.now();
    let new = NewPerson {
        sign_in_name: name.to_owned(),
        password_hash: None,
        language: l.locale(),
        zone: app.settings.zone,
    };
    let made = app.db.write(|db| {
        accounts::create_by_operator(db, &Viewer::system("account create"), &new, coordinator, now)
    });
    let token = made.map_err(|error| match error {
        AccountError::NameTaken => vec![l.t("operator-name-taken")],
        AccountError::LinkOver => vec![l.t("operator-no-programme")],
        AccountError::Store(cause) => start::trouble(l, &cause),
        other => vec![other.to_string()],
    })?;
    eprintln!("{}", l.t("operator-account-made"));
    println!("{}/link/{token}", app.settings.public_url);
    Ok(())
}
