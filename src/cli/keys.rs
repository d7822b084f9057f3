//! `parea keys rotate`: a new generation of sealing keys, and everything sealed anew, also while the service runs.

use super::{Failure, start};
use crate::access::Viewer;
use crate::l10n::L10n;
use crate::service::rotation::{self, RotationError};
use crate::world::Clock;

pub(super) fn rotate(l: L10n) -> Result<(), Failure> {
    let app = start::open(l, start::settings(l)?, Clock::system())?;
    let viewer = Viewer::system("rotate keys");
    let trouble = |error: RotationError| match error {
        RotationError::Store(cause) => start::trouble(l, &cause),
        RotationError::NotFound => vec![error.to_string()],
    };
    // One that was broken off is finished first, and needs no other generation.
    if !app.db.write(|db| rotation::is_unfinished(db, &viewer)).map_err(trouble)? {
        let added = app.keys.add_generation(&app.entropy);
        let path = ("path", app.settings.key_file.display().to_string());
        let generation = added
            .map_err(|cause| vec![l.with("operator-not-written", &[("cause", cause.to_string().into())])])?;
        let parts = [(path.0, path.1.into()), ("generation", u32::from(generation).into())];
        eprintln!("{}", l.with("operator-key-added", &parts));
    }
    let mut done = 0;
    loop {
        match app.db.write(|db| rotation::go_on(db, &viewer)).map_err(trouble)? {
            0 => break,
            more => done += more,
        }
    }
    eprintln!("{}", l.with("operator-sealed-anew", &[("count", done.into())]));
    Ok(())
}
