//! What the first circle of the demo has agreed on in the weeks before, and what it is about to talk about: by the same use
//! cases as everybody, at the times at which they were done.

use chrono::{NaiveTime, TimeDelta};

use super::story::{Untold, rule};
use crate::access::Viewer;
use crate::domain::agreement::Rule;
use crate::domain::decision::{Review, Ruling, Voice};
use crate::domain::ids::{GroupId, ProposalId};
use crate::domain::text::{Markdown, ShortText};
use crate::domain::time::{Instant, Wall, Zone};
use crate::service::proposing::{Draft, Wanted};
use crate::service::{assembling, deciding, handing_over, proposing};
use crate::store::Conn;
use crate::store::assemblies::Wished;

const TEXT: &str = "# Τι είμαστε\nΜια παρέα που στηρίζει ο ένας τον άλλον, μια μέρα τη φορά.\n\n# Πώς συναντιόμαστε\n- Μιλά ένας, οι άλλοι ακούν.\n- Καθένας μπορεί να μη μιλήσει.\n- Ό,τι λέγεται εδώ μένει εδώ.";
const WHY_TEXT: &str = "Για να ξέρει όποιος έρχεται πρώτη φορά τι τον περιμένει.";
const WHY_GRACE: &str = "Τον Αύγουστο μείναμε τρεις εβδομάδες χωρίς κάποιον να αλλάξει την ημερομηνία.";
const LIST: [&str; 4] =
    ["Κλειδιά του στεκιού", "Κουτί με τον καφέ", "Ποιους περιμένουμε για πρώτη φορά", "Ανοικτές προτάσεις"];

/// They agree, for some weeks; the last of them is asked for an assembly.
pub(super) fn agree(
    db: &mut Conn,
    founder: &Viewer,
    here: &[Viewer],
    group: GroupId,
    zone: Zone,
    now: Instant,
) -> Result<(), Untold> {
    let text = Wanted::Text(Markdown::parse(TEXT).map_err(rule)?);
    adopted(db, founder, here, group, ("Με δικά μας λόγια", WHY_TEXT, text), now.minus(TimeDelta::days(40)))?;
    let grace = Wanted::Rule(Ruling::new(Rule::Grace, 2).ok_or_else(|| rule("two weeks"))?);
    let title = "Δύο εβδομάδες ακόμη, όταν δεν ακολουθεί κανείς";
    adopted(db, founder, here, group, (title, WHY_GRACE, grace), now.minus(TimeDelta::days(20)))?;
    let lines: Result<Vec<_>, _> = LIST.into_iter().map(ShortText::parse).collect();
    handing_over::write(db, founder, group, "", &lines.map_err(rule)?, now).map_err(rule)?;
    let Some(last) = here.last() else {
        return Ok(());
    };
    let words = ShortText::parse("Ποιος κρατά τα κλειδιά τον Δεκέμβριο").map_err(rule)?;
    assembling::add_point(db, last, group, &words, now).map_err(rule)?;
    let evening = NaiveTime::from_hms_opt(18, 0, 0).ok_or_else(|| rule("an hour"))?;
    let day = zone.wall(now).date() + TimeDelta::days(12);
    let address = ShortText::parse("Στέκι γειτονιάς, Ολύμπου 41").ok();
    let wished = Wished { meets: Wall::from_naive(day.and_time(evening)), address, online_url: None };
    assembling::ask(db, last, group, &wished, now).map_err(rule)
}

/// Somebody proposes it, and nobody has anything against it.
pub(super) fn adopted(
    db: &mut Conn,
    founder: &Viewer,
    here: &[Viewer],
    group: GroupId,
    wanted: (&str, &str, Wanted),
    at: Instant,
) -> Result<(), Untold> {
    let id = proposed(db, founder, group, wanted, at)?;
    for who in std::iter::once(founder).chain(here) {
        deciding::say(db, who, (group, id), 1, (Voice::Consent, ""), at).map_err(rule)?;
    }
    Ok(())
}

pub(super) fn proposed(
    db: &mut Conn,
    founder: &Viewer,
    group: GroupId,
    (title, why, what): (&str, &str, Wanted),
    at: Instant,
) -> Result<ProposalId, Untold> {
    let draft = Draft {
        title: ShortText::parse(title).map_err(rule)?,
        why: Markdown::parse(why).map_err(rule)?,
        review: Review::in_months(6).ok_or_else(|| rule("half a year"))?,
        what,
    };
    proposing::propose(db, founder, group, &draft, at).map_err(rule)
}
