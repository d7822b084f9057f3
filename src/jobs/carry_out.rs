//! Writes down what groups have decided. It holds from its deadline on, whether this has run or not: see
//! [`carrying`].

use crate::access::{MayRun, Viewer, may_run};
use crate::app::App;
use crate::store::{StoreError, carrying, exclusions, proposals};

/// Carries out once. In how many groups something was decided.
///
/// # Errors
/// The first, when a group's could not be written down; the others' are all the same.
pub async fn run_once(app: &App) -> Result<usize, StoreError> {
    let groups = app.read(|db, now| proposals::groups_to_act(db, &run()?, now)).await?;
    let mut failed = None;
    for group in &groups {
        let group = *group;
        let done = app.write(move |db, now| carrying::carry_out(db, &run()?, group, now)).await;
        failed = failed.or(done.err());
    }
    let ended = app.write(|db, now| exclusions::settle(db, &run()?, now)).await;
    failed.or(ended.err()).map_or(Ok(groups.len()), Err)
}

fn run() -> Result<MayRun, StoreError> {
    may_run(&Viewer::system("carry out decisions")).ok_or(StoreError::Unknown("viewer"))
}
