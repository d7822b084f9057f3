//! `parea keys rotate`: a new generation of sealing keys, and everything sealed anew, also while the service runs.

use super::{Failure, start, there};
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
        let generation = added.map_err(|trouble| vec![there::in_words(l, &app.settings, &trouble)])?;
        let path = app.settings.key_file.display().to_string();
        let parts = [("path", path.into()), ("generation", u32::from(generation).into())];
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
