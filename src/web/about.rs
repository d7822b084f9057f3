//! Pages about the service itself: the same for everybody, without a database behind them.
//!
//! What stands on them stands in `templates/locales`; a promise made there is kept elsewhere (leaving quickly:
//! `templates/static/parea.js`).

use super::error::Reply;
use super::visitor::Visitor;
use crate::access::Visible;
use crate::screens;

/// Nothing but words.
pub struct Words;

screens! {
    LeavingPage(Words) = "about/exit.html";
    CrisisPage(Words) = "about/crisis.html";
    GonePage(Words) = "about/gone.html";
}

/// `GET /about/exit`
pub async fn leaving(visitor: Visitor) -> Reply {
    visitor.public_page::<LeavingPage<'_>>(&Visible::own_words(Words))
}

/// `GET /crisis`: whom to call. Kept by `templates/static/worker.js` for when there is no network.
pub async fn crisis(visitor: Visitor) -> Reply {
    visitor.public_page::<CrisisPage<'_>>(&Visible::own_words(Words))
}

/// `GET /about/gone`: where somebody arrives who has vanished.
pub async fn gone(visitor: Visitor) -> Reply {
    visitor.public_page::<GonePage<'_>>(&Visible::own_words(Words))
}
