//! `parea doctor`: looks at everything that the service needs, one line each, with what to do about it. It makes nothing.

use std::sync::Arc;

use super::there::{self, There};
use super::{Failure, start};
use crate::access::{Viewer, may_run};
use crate::l10n::L10n;
use crate::mail::{Folder, Mailer, Unheard};
use crate::settings::{MailRoute, Settings};
use crate::store::{Db, StoreError, Target, installation};
use crate::vault::Keys;
use crate::world::{Clock, Entropy, Journal};

pub(super) fn run(l: L10n) -> Result<(), Failure> {
    let settings = start::settings(l)?;
    eprintln!("{}", l.t("doctor-settings-fine"));
    if settings.controller.name.is_empty() {
        eprintln!("{}", l.t("doctor-controller-unsaid"));
    }
    let mut wrong: Failure = Vec::new();
    if let Err(mut more) = installation(l, &settings) {
        wrong.append(&mut more);
    }
    journal(l, &settings, &mut wrong);
    mail(l, &settings, &mut wrong);
    eprintln!(
        "{}",
        l.with(
            "doctor-clock",
            &[
                ("now", Clock::system().now().to_string().into()),
                ("zones", chrono_tz::IANA_TZDB_VERSION.into())
            ]
        )
    );
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

fn installation(l: L10n, settings: &Settings) -> Result<(), Failure> {
    let target = start::target(l, settings)?;
    match there::look(l, settings, &target)? {
        There::Neither => Err(vec![there::of_both(l, "doctor-nothing-there", settings, &target)]),
        There::Both(keys) => {
            eprintln!("{}", l.t("doctor-keys-fine"));
            database(l, target, &keys)
        }
    }
}

fn database(l: L10n, target: Target, keys: &Arc<Keys>) -> Result<(), Failure> {
    let db = Db::open(target, keys.clone(), Entropy::system(), 1).map_err(|e| start::trouble(l, &e))?;
    let now = Clock::system().now();
    let found: Result<_, StoreError> = db.write(|conn| {
        let run = may_run(&Viewer::system("doctor")).ok_or(StoreError::Unknown("viewer"))?;
        let (version, pending) =
            (installation::version(conn, &run)?, installation::pending_migrations(conn, &run)?);
        let fit = if pending == 0 { Some(installation::key_fit(conn, &run, now)?) } else { None };
        Ok((version, pending, fit))
    });
    let (version, pending, fit) = found.map_err(|e| start::trouble(l, &e))?;
    eprintln!("{}", l.with("doctor-database-fine", &[("version", version.into())]));
    if pending > 0 {
        return Err(vec![l.with("doctor-migrations-wait", &[("count", pending.into())])]);
    }
    if fit == Some(installation::KeyFit::Other) {
        return Err(vec![l.t("operator-key-other")]);
    }
    Ok(())
}

/// Whether the journal can be written, and would outlive the database.
fn journal(l: L10n, settings: &Settings, wrong: &mut Failure) {
    let journal = Journal::at(settings.journal_file.clone());
    let path = || ("path", settings.journal_file.display().to_string().into());
    if let Err(cause) = journal.can_be() {
        wrong.push(l.with("doctor-journal-closed", &[path(), ("cause", cause.to_string().into())]));
        return;
    }
    let is_beside = match Target::parse(&settings.database_url) {
        Some(Target::Sqlite(database)) => journal.is_on_the_disk_of(&database),
        Some(Target::Postgres(_)) | None => false,
    };
    let key = if is_beside { "doctor-journal-same-disk" } else { "doctor-journal-fine" };
    eprintln!("{}", l.with(key, &[path()]));
}

fn mail(l: L10n, settings: &Settings, wrong: &mut Failure) {
    let Some(mailer) = Mailer::of(settings) else {
        wrong.push(l.t("operator-mail-route"));
        return;
    };
    match &settings.mail {
        MailRoute::Smtp(_) => {
            match actix_web::rt::System::new().block_on(async move { mailer.answers().await }) {
                Ok(()) => eprintln!("{}", l.t("doctor-mail-smtp")),
                Err(unheard) => wrong.push(no_answer(l, unheard)),
            }
        }
        MailRoute::Mailbox(folder) => {
            let words = [("folder", folder.display().to_string().into())];
            if Folder::at(folder.clone()).can_be() {
                eprintln!("{}", l.with("operator-mailbox", &words));
            } else {
                wrong.push(l.with("doctor-mailbox-closed", &words));
            }
        }
    }
}

fn no_answer(l: L10n, unheard: Unheard) -> String {
    match unheard {
        Unheard::Silent(seconds) => l.with("doctor-mail-silent", &[("seconds", seconds.to_string().into())]),
        Unheard::Refused(code) => l.with("doctor-mail-refuses", &[("code", code.to_string().into())]),
        Unheard::Away(cause) => l.with("doctor-mail-away", &[("cause", cause.into())]),
    }
}
