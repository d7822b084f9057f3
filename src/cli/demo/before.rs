//! Groups of the programme that were there long before the story begins. They pass on what they count, so that there are figures to look
//! at: of a year and more, released when the demo starts, by the same job as everywhere.

use chrono::TimeDelta;

use super::agreed::{adopted, proposed};
use super::cast::{Circle, FORMER, Former, Often};
use super::story::{Untold, World, found, person, rule, schedule};
use crate::access::Viewer;
use crate::domain::agreement::Rule;
use crate::domain::decision::{Choice, Ruling};
use crate::domain::group::{Format, Joining};
use crate::domain::ids::{GroupId, SlipId};
use crate::domain::locale::Language;
use crate::domain::series::MeetingKey;
use crate::domain::tally::{Cause, Heads, Tally};
use crate::domain::time::{Instant, Wall, resolve};
use crate::service::counting::{self, Slip};
use crate::service::proposing::Wanted;
use crate::service::{deciding, inside};
use crate::store::Conn;

/// So long they have been there.
const WEEKS: i64 = 84;
const WHY: &str = "Για να φαίνεται ότι υπάρχουμε, χωρίς να φαίνεται ποιος ήρθε.";
const WHY_AGAIN: &str = "Δεν θέλει κάποιος άλλος προς το παρόν.";

/// Tells it.
pub(super) fn tell(db: &mut Conn, viewer: &Viewer, world: &World<'_>, now: Instant) -> Result<(), Untold> {
    let begun = now.minus(TimeDelta::weeks(WEEKS));
    for (number, former) in (0_i64..).zip(&FORMER) {
        let founder = person(db, viewer, &format!("ξεκίνημα {}", former.name), None, world.zone, begun)?;
        let founder = Viewer::holding(&founder);
        let circle = circle(former);
        let group = found(db, &founder, &circle, world, begun)?;
        schedule(db, &founder, group, &circle, world.zone, begun)?;
        if former.shares {
            let sharing = Wanted::Rule(Ruling::new(Rule::Sharing, 1).ok_or_else(|| rule("to share"))?);
            adopted(db, &founder, &[], group, ("Δίνουμε τους αριθμούς μας", WHY, sharing), begun)?;
        }
        // A mandate is for half a year; shortly before it ends they vote again.
        for weeks in [25, 50, 75] {
            let (at, again) = (
                begun.plus(TimeDelta::weeks(weeks)),
                ("Συνεχίζω, αν συμφωνείτε", WHY_AGAIN, Wanted::MyMandate),
            );
            let id = proposed(db, &founder, group, again, at)?;
            deciding::vote(db, &founder, (group, id), Choice::Yes, at).map_err(rule)?;
        }
        count(db, &founder, group, (number, former.usual), now)?;
    }
    Ok(())
}

fn circle(of: &Former) -> Circle {
    Circle {
        name: of.name,
        town: of.town,
        field: of.field,
        language: Language::Greek,
        joining: Joining::Open,
        about: "Μια παρέα που συναντιέται κάθε εβδομάδα, εδώ και χρόνια.",
        address: "Στέκι γειτονιάς",
        at: None,
        how: "",
        format: Format::InPerson,
        ahead: of.day,
        hour: 18,
        repeat: Often::Weekly,
        places: None,
        members: &["Φ."],
    }
}

/// Every evening until now: so many as usual, or a few more or fewer; in summer fewer, and sometimes there was no room.
fn count(
    db: &mut Conn,
    founder: &Viewer,
    group: GroupId,
    (number, usual): (i64, i64),
    now: Instant,
) -> Result<(), Untold> {
    let page = inside::show(db, founder, group, now).map_err(rule)?;
    let Some(next) = page.next.first() else {
        return Ok(());
    };
    for week in (1..WEEKS - 1).rev() {
        let original = Wall::from_naive(next.meeting.original.naive() - TimeDelta::weeks(week));
        let after = resolve(original, next.zone).instant().plus(TimeDelta::hours(2));
        if after > now {
            continue;
        }
        let wave = (week * 5 + number * 3) % 7 - 3;
        let summer = i64::from((27..36).contains(&chrono::Datelike::iso_week(&original.date()).week()));
        let heads = u16::try_from((usual + wave - summer * 3).max(2)).unwrap_or(2);
        let first_time = u16::from((week + number) % 3 == 0) + u16::from((week + number) % 8 == 0);
        let tally = match (week + number * 5) % 23 {
            0 => Tally::NotHeld(Cause::NoRoom),
            _ => Tally::Held(Heads::new(heads, first_time, None).map_err(rule)?),
        };
        let slip = Slip { id: SlipId::from_random((number * 1000 + week).to_be_bytes()), revision: 0, tally };
        let key = MeetingKey { series: next.key.series, original };
        counting::count(db, founder, group, key, slip, after).map_err(rule)?;
    }
    Ok(())
}
