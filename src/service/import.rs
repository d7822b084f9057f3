//! Takes a feed over, in one transaction: everything, or nothing. A second run changes nothing; what members have made
//! their own is left alone.

use std::collections::BTreeSet;

use chrono::{Datelike as _, NaiveDate, Weekday};

use crate::access::{self, MayRun, Viewer};
use crate::domain::confirming::ConfirmWithin;
use crate::domain::description::Description;
use crate::domain::group::SeriesKind;
use crate::domain::ids::{PlaceId, ProgrammeId};
use crate::domain::locale::Locale;
use crate::domain::series::NewSeries;
use crate::domain::series::{Rule, Schedule};
use crate::domain::text::{GroupName, OnlineUrl, ProgrammeName, ShortText, Slug};
use crate::domain::time::{Instant, Wall, Zone};
use crate::exchange::meeting_guide::{Plan, PlannedGroup, PlannedSeries};
use crate::store::import::{self, FedGroup, Known, Source};
use crate::store::programmes::{self, NewProgramme};
use crate::store::{Conn, StoreError, vocabulary};

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error("only the system imports")]
    NotAllowed,
    /// The programme's name cannot stand in an address.
    #[error("not the name of a programme")]
    ProgrammeName,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What was done, in entries.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    pub read: usize,
    pub created: usize,
    pub updated: usize,
    pub unchanged: usize,
    /// Of groups that members lead by now: left alone.
    pub skipped: usize,
    /// Entries that were there before and are not any more.
    pub gone: Vec<String>,
    /// Groups in the feed.
    pub groups: usize,
    /// Groups of which the feed says something else by now: place, languages, step-free.
    pub corrected: usize,
}

/// Takes a feed over. `tick` is called after each group.
///
/// # Errors
/// When the viewer is not the system, or the programme's name is none.
pub fn meeting_guide(
    db: &mut Conn,
    viewer: &Viewer,
    programme: &str,
    plan: &Plan,
    now: Instant,
    tick: &dyn Fn(),
) -> Result<Report, ImportError> {
    let run = access::may_run(viewer).ok_or(ImportError::NotAllowed)?;
    let feed_zone = plan
        .groups
        .iter()
        .flat_map(|group| &group.series)
        .find_map(|series| series.zone)
        .unwrap_or(Zone::UTC);
    let programme = ensure_programme(db, &run, programme, feed_zone, now)?;
    let mut known = import::known(db, &run, programme)?;
    let mut report = Report { read: plan.read, groups: plan.groups.len(), ..Report::default() };
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for planned in &plan.groups {
        seen.extend(planned.series.iter().map(|series| series.entry.as_str()));
        group(db, &run, programme, planned, feed_zone, &mut known, &mut report, now)?;
        tick();
    }
    for (entry, (series, group, _)) in &known.entries {
        if !seen.contains(entry.as_str()) && !known.taken.contains(group) {
            import::remove_series(db, &run, *series)?;
            report.gone.push(entry.clone());
        }
    }
    import::relist(db, &run, &known)?;
    Ok(report)
}

fn ensure_programme(
    db: &mut Conn,
    run: &MayRun,
    name: &str,
    zone: Zone,
    now: Instant,
) -> Result<ProgrammeId, ImportError> {
    let slug = Slug::parse(name).map_err(|_| ImportError::ProgrammeName)?;
    let shown: Vec<String> = name
        .split('-')
        .map(|word| {
            let mut letters = word.chars();
            letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
        })
        .collect();
    let name = ProgrammeName::parse(&shown.join(" ")).map_err(|_| ImportError::ProgrammeName)?;
    let new =
        NewProgramme { slug, name, about: String::new(), zone, languages: Vec::new(), sponsors: Vec::new() };
    Ok(programmes::ensure(db, run, &new, now)?)
}

#[expect(clippy::too_many_arguments, reason = "the state of one run, used in this file only")]
fn group(
    db: &mut Conn,
    run: &MayRun,
    programme: ProgrammeId,
    planned: &PlannedGroup,
    feed_zone: Zone,
    known: &mut Known,
    report: &mut Report,
    now: Instant,
) -> Result<(), ImportError> {
    let is_taken = |entry: &str| known.entries.get(entry).is_some_and(|(_, at, _)| known.taken.contains(at));
    let (theirs, ours): (Vec<_>, Vec<_>) =
        planned.series.iter().partition(|series| is_taken(series.entry.as_str()));
    report.skipped += theirs.len();
    if ours.is_empty() {
        return Ok(());
    }
    let before = known.groups.get(&planned.key).copied();
    if before.is_some_and(|id| known.taken.contains(&id)) {
        report.skipped += ours.len();
        return Ok(());
    }
    let says = Description {
        // The plan has cut the name to what a name may have.
        name: GroupName::parse(&planned.name).map_err(|_| StoreError::Unknown("the feed's name"))?,
        about: None,
        place: place(db, run, &planned.regions)?,
        fields: BTreeSet::new(),
        languages: planned.languages.iter().copied().collect(),
        step_free: planned.step_free,
        listed: true,
        shows_full: false,
        shows_agreement: false,
        confirm_within: ConfirmWithin::default(),
    };
    let zone = planned.series.iter().find_map(|series| series.zone).unwrap_or(feed_zone);
    let fed = FedGroup { key: planned.key.clone(), says, zone };
    let id = match before {
        Some(id) => {
            report.corrected += usize::from(import::correct_group(db, run, id, &fed)?);
            id
        }
        None => {
            let slug = Slug::choices(&planned.name)
                .find(|slug| known.slugs.insert(slug.as_str().to_owned()))
                .ok_or(StoreError::Unknown("groups.slug"))?;
            let id = import::add_group(db, run, programme, &fed, &slug, now)?;
            known.groups.insert(planned.key.clone(), id);
            id
        }
    };
    for series in ours {
        match known.entries.get(&series.entry) {
            Some((_, at, digest)) if *at == id && *digest == series.digest => {
                report.unchanged += 1;
                continue;
            }
            Some((old, ..)) => {
                import::remove_series(db, run, *old)?;
                report.updated += 1;
            }
            None => report.created += 1,
        }
        let source = Source { programme, entry: &series.entry, digest: &series.digest };
        import::add_series(db, run, id, &meets(series, feed_zone, now), source, now)?;
    }
    Ok(())
}

/// Each region within the one before; the narrowest is the group's place.
fn place(db: &mut Conn, run: &MayRun, regions: &[String]) -> Result<Option<PlaceId>, StoreError> {
    let mut within = None;
    let mut above = "";
    for region in regions {
        if let Ok(slug) = Slug::from_title(&format!("{region} {above}")) {
            let names = [(Locale::En, region.as_str()), (Locale::El, region.as_str())];
            within = Some(vocabulary::add_place(db, run, slug.as_str(), within, &names)?);
        }
        above = region;
    }
    Ok(within)
}

fn meets(series: &PlannedSeries, feed_zone: Zone, now: Instant) -> NewSeries {
    let zone = series.zone.unwrap_or(feed_zone);
    let first = on_or_after(zone.wall(now).date(), series.day);
    // The plan has cut every text to what a line holds; what is empty is none.
    let text = |text: &str| ShortText::parse(text).ok();
    NewSeries {
        kind: SeriesKind::Meeting,
        title: None,
        schedule: Schedule {
            start: Wall::from_naive(first.and_time(series.start)),
            zone,
            rule: Rule::weekly(std::num::NonZeroU8::MIN, series.day),
        },
        minutes: series.minutes,
        format: series.format,
        openness: series.openness,
        other_openness_on: None,
        open_to: None,
        address: text(&series.address),
        at: series.at,
        how_to_get_in: text(&series.how_to_get_in),
        online_url: OnlineUrl::parse(&series.online_url).ok(),
        joining_secret: text(&series.joining_secret),
        places: None,
        note: text(&series.note),
    }
}

fn on_or_after(today: NaiveDate, day: Weekday) -> NaiveDate {
    let ahead = (7 + day.num_days_from_monday() - today.weekday().num_days_from_monday()) % 7;
    today.checked_add_days(chrono::Days::new(ahead.into())).unwrap_or(today)
}
