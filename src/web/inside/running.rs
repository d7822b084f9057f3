//! `/g/{group}/meetings/{meeting}/run`: a meeting while it runs, on one telephone, also in a cellar. The page is kept there by
//! `templates/static/worker.js`, and by nothing else.

use std::num::NonZeroU32;

use actix_web::web::Path;

use super::tally::{CountForm, Sent};
use crate::domain::go_around::{CIRCLES, begins_at};
use crate::domain::ids::GroupId;
use crate::domain::series::MeetingKey;
use crate::domain::tally::Phase;
use crate::screens;
use crate::service::running::{self, Run, RunningError};
use crate::web::error::{Reply, WebError};
use crate::web::form::Errors;
use crate::web::visitor::Visitor;

/// The page.
pub struct RunView {
    it: Run,
    /// How many there are, and at which place it begins.
    circles: Vec<(u32, u32)>,
    /// Whether the viewer may count: whoever facilitates, until the week is released.
    counts: bool,
    form: CountForm,
}

screens! { RunPage(RunView) = "inside/run.html"; }

impl From<RunningError> for WebError {
    fn from(error: RunningError) -> Self {
        match error {
            RunningError::NotFound => Self::not_found(),
            RunningError::Sessions(cause) => cause.into(),
            RunningError::Counting(cause) => cause.into(),
            RunningError::Store(cause) => cause.into(),
        }
    }
}

/// `GET /g/{group}/meetings/{meeting}/run`
pub async fn show(visitor: Visitor, at: Path<(GroupId, MeetingKey)>) -> Reply {
    let (viewer, (group, key)) = (visitor.viewer.again(), at.into_inner());
    let run = visitor.app.read(move |db, now| running::show(db, &viewer, group, key, now)).await?;
    let view = run.map(|it| {
        let circle = |many| Some((many, begins_at(it.before, NonZeroU32::new(many)?)));
        // Also before it begins: the page may be opened where there is a network, and filled in where there is none.
        let counts = it.counted.counts && it.counted.phase != Phase::Sealed;
        let form = CountForm::new(&visitor, &it.counted, Sent::of(it.counted.tally), Errors::default());
        RunView { circles: CIRCLES.filter_map(circle).collect(), counts, form, it }
    });
    visitor.page::<RunPage<'_>>(&view)
}
