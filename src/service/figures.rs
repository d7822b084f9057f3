//! The figures of a programme for a quarter or a year, as they were released: the same for whoever coordinates, for members, and for
//! everybody else. Nothing here is counted; what is added up are published figures.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::access::{self, May as _, Viewer, Visible};
use crate::domain::coded::Coded as _;
use crate::domain::figures::cell::{Cell, Dimension};
use crate::domain::figures::week::{Drawn, GroupFact, Groups, Meetings, ReleasedWeek};
use crate::domain::figures::{Figure, Published, Shown};
use crate::domain::locale::Locale;
use crate::domain::narrative::Narrative;
use crate::domain::period::Period;
use crate::domain::release::{Quarter, Week};
use crate::domain::time::{Instant, Wall, Zone};
use crate::store::figures::beside::{self, Beside};
use crate::store::figures::shown;
use crate::store::{Conn, StoreError, standing};

mod lines;

use lines::Names;
pub use lines::{Line, Listed, Named, Of};

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum FiguresError {
    #[error("not found")]
    NotFound,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Both figures of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pair {
    /// `None` where nothing was released.
    pub attendances: Option<Shown>,
    pub first: Option<Shown>,
}

/// A row of the table over time: a week of a quarter, a month of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    Week(Week),
    /// By its first day.
    Month(NaiveDate),
}

/// How such a row stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stands {
    Released {
        figures: Pair,
        /// Of a week alone: in a month the same groups meet several times.
        groups: Option<Groups>,
        meetings: Meetings,
    },
    Withheld,
    /// It is released then, to its end.
    Due(Wall),
}

/// A row, and the attendances of the same season a year before.
#[derive(Debug, Clone)]
pub struct Row {
    pub span: Span,
    pub stands: Stands,
    pub before: Option<Shown>,
}

/// All of a quarter or a year.
#[derive(Debug, Clone, Default)]
pub struct Whole {
    pub figures: Pair,
    /// `None` where no week is released.
    pub meetings: Option<Meetings>,
    /// How many groups there were of each kind with the last week that is released; empty where that is not known.
    pub groups: BTreeMap<GroupFact, u32>,
}

/// The page.
#[derive(Debug, Clone)]
pub struct Figures {
    pub slug: String,
    pub programme: String,
    /// Who pays for the programme, as they want to be named.
    pub sponsors: Vec<String>,
    pub period: Period,
    pub zone: Zone,
    /// The last week that is shown, and when it was released.
    pub released: Option<(Week, Wall)>,
    pub whole: Whole,
    /// The same season of the year before.
    pub before: Whole,
    /// The groups in the lists with the last week that is released, by place and field; empty where that is not known.
    pub listed: Vec<Listed>,
    /// By one dimension at a time, where the cells tell it apart.
    pub by: Vec<(Dimension, Vec<Line>)>,
    /// By all that they tell apart.
    pub lines: Vec<Line>,
    pub rows: Vec<Row>,
    /// What whoever coordinates has added, quarter by quarter.
    pub narratives: Vec<(Quarter, Narrative)>,
    /// Whether there is anything to be seen after this.
    pub has_next: bool,
    /// Whether the reader coordinates the programme, and so can add to it.
    pub is_ours: bool,
}

/// The figures of a quarter or a year; of the last quarter of which something is shown, when none is named.
///
/// # Errors
/// When there is no such programme.
pub fn look(
    db: &mut Conn,
    viewer: &Viewer,
    slug: &str,
    period: Option<Period>,
    locale: Locale,
    now: Instant,
) -> Result<Visible<Figures>, FiguresError> {
    let at = standing::at_programme(db, viewer, slug)?.ok_or(FiguresError::NotFound)?;
    let may = access::may_read_figures(&at);
    let shown = shown::weeks(db, &may, period)?;
    let last = || shown.last().map_or(Week::of(now.naive_utc().date()), |it| it.week);
    let period = period.unwrap_or_else(|| Period::Quarter(last().quarter()));
    let of = |period: Period| {
        let span = period.span();
        shown.iter().filter(|it| span.contains(&it.week)).cloned().collect::<Vec<ReleasedWeek>>()
    };
    let (weeks, before) = (of(period), of(period.a_year_before()));
    let Beside { programme, zone, sponsors, plan, places, fields, narratives, has_later } =
        beside::of(db, &may, period, locale)?;
    let names = Names { places, fields };
    let told: BTreeSet<Cell> = drawn(&weeks).flat_map(|it| it.keys().map(|(_, cell)| cell.clone())).collect();
    let told_apart: Vec<(Dimension, Vec<Line>)> = Dimension::ALL
        .iter()
        .map(|dimension| (*dimension, names.lines(&weeks, |cell| cell.only(*dimension), |_| None)))
        // Where the cells tell nothing else apart, it would be the same table again.
        .filter(|(dimension, lines)| {
            lines.len() > 1 && told.iter().any(|cell| *cell != cell.only(*dimension))
        })
        .collect();
    Ok(may.reveal(Figures {
        slug: slug.to_owned(),
        programme,
        sponsors,
        period,
        zone,
        released: weeks.last().map(|it| (it.week, zone.wall(it.drawn_at))),
        whole: whole(&weeks),
        before: whole(&before),
        listed: last_drawn(&weeks).map(|it| names.listed(&it.listed)).unwrap_or_default(),
        by: told_apart,
        lines: names.lines(&weeks, Cell::clone, |cell| plan.groups(cell)),
        rows: rows(period, &weeks, &before, zone),
        narratives,
        has_next: has_later,
        is_ours: access::may_coordinate(viewer, &at).is_some(),
    }))
}

/// The last of these weeks that is not withheld.
fn last_drawn(weeks: &[ReleasedWeek]) -> Option<&Drawn> {
    weeks.iter().rev().find_map(|it| it.drawn.as_ref())
}

type Cells = BTreeMap<(Figure, Cell), Published>;

fn drawn<'a>(
    weeks: impl IntoIterator<Item = &'a ReleasedWeek, IntoIter: Clone>,
) -> impl Iterator<Item = &'a Cells> + Clone {
    weeks.into_iter().filter_map(|it| it.drawn.as_ref()).map(|it| &it.figures)
}

fn pair(sum: impl Fn(Figure) -> Option<Published>) -> Pair {
    let shown = |figure| sum(figure).map(Published::shown);
    Pair { attendances: shown(Figure::Attendances), first: shown(Figure::FirstAttendances) }
}

/// Both figures of some weeks together.
fn figures<'a>(weeks: impl IntoIterator<Item = &'a ReleasedWeek, IntoIter: Clone> + Clone) -> Pair {
    pair(|figure| {
        let all = drawn(weeks.clone()).flat_map(|it| it.iter());
        all.filter(|((kind, _), _)| *kind == figure).map(|(_, it)| *it).sum()
    })
}

fn meetings<'a>(weeks: impl IntoIterator<Item = &'a ReleasedWeek>) -> Meetings {
    let all = weeks.into_iter().flat_map(|it| &it.drawn).flat_map(|it| it.meetings.values());
    all.fold(Meetings::default(), |sum, it| Meetings {
        planned: sum.planned + it.planned,
        cancelled: sum.cancelled + it.cancelled,
    })
}

fn whole(weeks: &[ReleasedWeek]) -> Whole {
    let is_released = weeks.iter().any(|it| it.drawn.is_some());
    let groups = last_drawn(weeks).map(|it| it.group_facts.clone());
    Whole {
        figures: figures(weeks),
        meetings: is_released.then(|| meetings(weeks)),
        groups: groups.unwrap_or_default(),
    }
}

/// The weeks of a quarter, or the months of a year with theirs.
fn spans(period: Period) -> Vec<(Span, Vec<Week>)> {
    let mut spans: Vec<(Span, Vec<Week>)> = Vec::new();
    for week in period.weeks() {
        let span = match period {
            Period::Quarter(_) => Span::Week(week),
            Period::Year(_) => Span::Month(week.month()),
        };
        match spans.last_mut() {
            Some((last, weeks)) if *last == span => weeks.push(week),
            _ => spans.push((span, vec![week])),
        }
    }
    spans
}

fn rows(period: Period, weeks: &[ReleasedWeek], before: &[ReleasedWeek], zone: Zone) -> Vec<Row> {
    let earlier = spans(period.a_year_before());
    let rows = spans(period).into_iter().zip(0..).filter_map(|((span, of), place)| {
        let is_one = of.len() == 1;
        let last = *of.last()?;
        let released: Vec<&ReleasedWeek> = weeks.iter().filter(|it| of.contains(&it.week)).collect();
        let then = earlier.get(place).map(|(_, weeks)| weeks.as_slice()).unwrap_or_default();
        let then: Vec<&ReleasedWeek> = before.iter().filter(|it| then.contains(&it.week)).collect();
        let drawn = released.iter().find_map(|it| it.drawn.as_ref());
        let stands = match drawn {
            None if released.is_empty() => Stands::Due(zone.wall(last.released(zone))),
            None => Stands::Withheld,
            Some(drawn) => Stands::Released {
                figures: figures(released.iter().copied()),
                groups: is_one.then_some(drawn.groups),
                meetings: meetings(released.iter().copied()),
            },
        };
        Some(Row { span, stands, before: figures(then).attendances })
    });
    rows.collect()
}
