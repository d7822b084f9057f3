//! What the first group of the story does in its evenings: its words, what it usually does, who leads what next time, and what
//! a member could lead. And a plan that the programme offers.

use super::story::{Untold, rule};
use crate::access::Viewer;
use crate::domain::ids::GroupId;
use crate::domain::session::{Plan, Session, SessionKind, Starting};
use crate::domain::text::{Markdown, SessionName};
use crate::domain::time::Instant;
use crate::domain::words::MeetingWords;
use crate::service::inside;
use crate::service::sessions::{self, offering, planning, templates, words};
use crate::store::Conn;

const OPENING: &str = "Καλώς ήρθατε στον κύκλο μας.\n\nΌ,τι λέγεται εδώ **μένει εδώ**. Μιλάμε με τη σειρά, ο καθένας για τον εαυτό του.";
const CLOSING: &str = "Ευχαριστούμε που ήρθατε. Όποιος θέλει μένει λίγο ακόμη για έναν καφέ.";

/// The group plans its evenings.
pub(super) fn plan(
    db: &mut Conn,
    founder: &Viewer,
    here: &[Viewer],
    group: GroupId,
    now: Instant,
) -> Result<(), Untold> {
    let said = MeetingWords {
        opening: Markdown::parse(OPENING).ok(),
        closing: Markdown::parse(CLOSING).ok(),
        right_to_pass: true,
        no_cross_talk: true,
    };
    words::write(db, founder, group, &said, 0, now).map_err(rule)?;
    let next = inside::show(db, founder, group, now).map_err(rule)?.next.first().map(|next| next.key);
    let Some(next) = next else {
        return Ok(());
    };
    let usual = Plan::starting(Starting::Usual);
    planning::save_series(db, founder, (group, next.series), "", &usual, now).map_err(rule)?;
    let open = sessions::plan_of(db, founder, group, next, now).map_err(rule)?;
    if let (Some(who), Some(sharing)) = (here.get(2), open.sessions.get(1)) {
        sessions::lead(db, who, (group, next), sharing.id, now).map_err(rule)?;
    }
    if let Some(who) = here.first() {
        let what = SessionName::parse("Πώς κοιμόμαστε").map_err(rule)?;
        offering::make(db, who, group, None, (SessionKind::Topic, &what), now).map_err(rule)?;
    }
    Ok(())
}

/// The programme offers a plan to begin from.
pub(super) fn offer(db: &mut Conn, coordinator: &Viewer, programme: &str) -> Result<(), Untold> {
    let quiet = SessionName::parse("Ηρεμία").map_err(rule)?;
    let sessions = [
        (SessionKind::CheckIn, None, 10),
        (SessionKind::Own, Some(quiet), 5),
        (SessionKind::Sharing, None, 35),
        (SessionKind::CheckOut, None, 10),
    ];
    let sessions: Result<Vec<Session>, _> =
        sessions.into_iter().map(|(kind, name, minutes)| Session::new(kind, name, minutes)).collect();
    let plan = Plan::new(sessions.map_err(rule)?).ok_or_else(|| rule("a plan"))?;
    let name = SessionName::parse("Μια ήρεμη ώρα").map_err(rule)?;
    templates::offer(db, coordinator, programme, None, (&name, &plan)).map_err(rule)
}
