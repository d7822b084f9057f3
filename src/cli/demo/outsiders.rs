//! The demo's people from outside: two groups ask a peer of another to facilitate one of their dates, and one has invited a
//! professional some weeks ago, who has looked in.

use chrono::TimeDelta;

use super::story::{Untold, rule};
use crate::access::{MayRun, Viewer};
use crate::domain::accompaniment::{Accompaniment, Scope};
use crate::domain::decision::{Review, Voice};
use crate::domain::ids::GroupId;
use crate::domain::text::{Markdown, MemberName, ShortText};
use crate::domain::time::{Instant, Zone};
use crate::service::proposing::{Draft, Wanted};
use crate::service::{accompanying, deciding, guests, inside, proposing};
use crate::store::{Conn, carrying};

/// Whoever facilitates asks, and the guest accepts: for the date that is so many dates ahead.
pub(super) fn guest(
    db: &mut Conn,
    (facilitator, group): &(Viewer, GroupId),
    guest: &Viewer,
    name: &str,
    ahead: usize,
    now: Instant,
) -> Result<(), Untold> {
    let page = inside::show(db, facilitator, *group, now).map_err(rule)?;
    let Some(date) = page.next.get(ahead).map(|next| next.key) else {
        return Ok(());
    };
    let token = guests::ask(db, facilitator, *group, date, now).map_err(rule)?;
    let name = MemberName::parse(name).map_err(rule)?;
    guests::accept(db, guest, &token, &name, now).map_err(rule)
}

/// The group has decided so two weeks ago, by consent; the professional has accepted, and visited.
pub(super) fn companion(
    db: &mut Conn,
    run: &MayRun,
    (founder, here): (&Viewer, &[Viewer]),
    group: GroupId,
    professional: &Viewer,
    zone: Zone,
    now: Instant,
) -> Result<(), Untold> {
    let opened = now.minus(TimeDelta::weeks(3));
    let until = zone.wall(now.plus(TimeDelta::weeks(10))).date();
    let draft = Draft {
        title: ShortText::parse("Να μας βοηθήσει κάποιος στους πρώτους μήνες").map_err(rule)?,
        why: Markdown::parse(
            "Θέλουμε να μάθουμε να μοιράζουμε τον χρόνο, και μετά να συνεχίσουμε μόνοι μας.",
        )
        .map_err(rule)?,
        review: Review::FIRST,
        what: Wanted::Accompany(Accompaniment { scope: Scope::SittingIn, until }),
    };
    let proposal = proposing::propose(db, founder, group, &draft, opened).map_err(rule)?;
    let said = opened.plus(TimeDelta::days(2));
    for who in std::iter::once(founder).chain(here) {
        deciding::say(db, who, (group, proposal), 1, (Voice::Consent, ""), said).map_err(rule)?;
    }
    let decided = opened.plus(TimeDelta::days(8));
    carrying::carry_out(db, run, group, decided)?;
    let known = accompanying::companions(db, founder, group, decided).map_err(rule)?;
    let Some(id) = known.all.first().map(|it| it.id) else {
        return Err(rule("an accompaniment was decided"));
    };
    let token = accompanying::link(db, founder, group, id, decided).map_err(rule)?;
    let name = MemberName::parse("Ελένη, Κέντρο Πρόληψης").map_err(rule)?;
    accompanying::accept(db, professional, &token, &name, decided).map_err(rule)?;
    for days in [1, 8] {
        accompanying::visit(db, professional, &token, decided.plus(TimeDelta::days(days))).map_err(rule)?;
    }
    Ok(())
}
