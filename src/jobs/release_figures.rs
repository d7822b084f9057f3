//! Releases the weeks that are due, programme by programme: on the Wednesday after a week, at nine; later, when nothing ran then. They
//! are shown as soon as the journal beside the database has them: see [`keep_journal`](super::keep_journal).

use crate::access::Viewer;
use crate::app::App;
use crate::service::releasing::{self, ReleasingError};

/// Releases what is due, and settles of what the quarter's figures speak as soon as it has begun. How many weeks.
///
/// # Errors
/// The first, when those of a programme could not be released; the others' are all the same.
pub async fn run_once(app: &App) -> Result<usize, ReleasingError> {
    let viewer = || Viewer::system("release figures");
    let programmes = app.read(move |db, now| releasing::programmes_to_act(db, &viewer(), now)).await?;
    let (mut count, mut failed) = (0, None);
    for of in programmes {
        loop {
            let (of, keys) = (of.clone(), app.keys.clone());
            let released =
                app.write(move |db, now| releasing::release_due(db, &viewer(), &keys, &of, now)).await;
            match released {
                Ok(0) => break,
                Ok(weeks) => count += weeks,
                Err(cause) => {
                    failed = failed.or(Some(cause));
                    break;
                }
            }
        }
    }
    failed.map_or(Ok(count), Err)
}
