//! The figures of a programme for a quarter, as they were released: the same for whoever coordinates, for members, and for everybody
//! else. Nothing here is counted; what is added up are published figures.

use std::collections::{BTreeMap, BTreeSet};

use crate::access::{self, May as _, Viewer, Visible};
use crate::domain::figures::cell::{Cell, Dimension, Part};
use crate::domain::figures::week::{Groups, Meetings, ReleasedWeek};
use crate::domain::figures::{Figure, Published, Shown};
use crate::domain::group::Format;
use crate::domain::locale::Locale;
use crate::domain::release::{Quarter, Week};
use crate::domain::time::{Instant, Wall, Zone};
use crate::store::figures::{cells, weeks};
use crate::store::{Conn, StoreError, programmes, standing, vocabulary};

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

/// How a week stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stands {
    Released {
        figures: Pair,
        groups: Groups,
        meetings: Meetings,
    },
    Withheld,
    /// It is released then.
    Due(Wall),
}

/// What a cell speaks of; a dimension that it leaves out is that of all which have no cell of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Of {
    pub place: Option<Named>,
    pub field: Option<Named>,
    pub format: Option<Format>,
    /// Whether others have cells of their own within what it speaks of.
    pub is_rest: bool,
}

impl Of {
    /// By name; what speaks of all others, behind those others.
    fn order(&self) -> impl Ord + use<'_> {
        let Self { place, field, format, .. } = self;
        ((place.is_none(), place), (field.is_none(), field), (format.is_none(), format))
    }
}

/// What stands in a dimension.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Named {
    As(String),
    Unsaid,
    Several,
}

/// A cell over the whole quarter.
#[derive(Debug, Clone)]
pub struct Line {
    pub of: Of,
    /// For how many groups it was made; `None` when that was lost with a database, and its figures were not.
    pub groups: Option<usize>,
    pub figures: Pair,
}

/// The page.
#[derive(Debug, Clone)]
pub struct Figures {
    pub slug: String,
    pub programme: String,
    pub quarter: Quarter,
    pub zone: Zone,
    /// The last week of the quarter that is shown, and when it was released.
    pub released: Option<(Week, Wall)>,
    pub total: Pair,
    pub meetings: Meetings,
    pub lines: Vec<Line>,
    pub weeks: Vec<(Week, Stands)>,
    /// Whether there is anything to be seen in the quarter after this one.
    pub has_next: bool,
}

/// The figures of a quarter; of the last one of which something is shown, when none is named.
///
/// # Errors
/// When there is no such programme.
pub fn look(
    db: &mut Conn,
    viewer: &Viewer,
    slug: &str,
    quarter: Option<Quarter>,
    locale: Locale,
    now: Instant,
) -> Result<Visible<Figures>, FiguresError> {
    let at = standing::at_programme(db, viewer, slug)?.ok_or(FiguresError::NotFound)?;
    let may = access::may_read_figures(&at);
    let (programme, zone) = programmes::of_figures(db, &may)?;
    let today = Week::of(zone.wall(now).date());
    let last = weeks::last_shown(db, &may)?;
    let quarter = quarter.unwrap_or_else(|| last.unwrap_or(today).quarter());
    let all = quarter.weeks();
    let (Some(first), Some(end)) = (all.first(), all.last()) else {
        return Err(FiguresError::NotFound);
    };
    let shown = weeks::shown(db, &may, &(*first..=*end))?;
    let plan = cells::shown(db, &may, quarter)?;
    let names = Names::of(db, locale)?;
    let cells: BTreeSet<&Cell> = drawn(&shown).flat_map(|it| it.keys().map(|(_, cell)| cell)).collect();
    let lines = cells.iter().copied().map(|cell| Line {
        of: names.of_cell(cell, &cells),
        groups: plan.groups(cell),
        figures: pair(|figure| {
            drawn(&shown).filter_map(move |it| it.get(&(figure, cell.clone())).copied()).sum()
        }),
    });
    let mut lines: Vec<Line> = lines.collect();
    lines.sort_by(|one, other| one.of.order().cmp(&other.of.order()));
    let released = shown.last().map(|it| (it.week, zone.wall(it.drawn_at)));
    Ok(may.reveal(Figures {
        slug: slug.to_owned(),
        programme,
        quarter,
        zone,
        released,
        total: pair(|figure| drawn(&shown).flat_map(move |it| of_figure(it, figure)).sum()),
        meetings: shown.iter().fold(Meetings::default(), |sum, it| added(sum, meetings(it))),
        lines,
        weeks: all.iter().map(|week| (*week, stands(*week, &shown, zone))).collect(),
        has_next: last.is_some_and(|last| last > *end),
    }))
}

type Drawn = BTreeMap<(Figure, Cell), Published>;

fn drawn(shown: &[ReleasedWeek]) -> impl Iterator<Item = &Drawn> + Clone {
    shown.iter().filter_map(|it| it.drawn.as_ref()).map(|it| &it.figures)
}

fn of_figure(of: &Drawn, figure: Figure) -> impl Iterator<Item = Published> {
    of.iter().filter(move |((kind, _), _)| *kind == figure).map(|(_, it)| *it)
}

fn pair(sum: impl Fn(Figure) -> Option<Published>) -> Pair {
    let shown = |figure| sum(figure).map(Published::shown);
    Pair { attendances: shown(Figure::Attendances), first: shown(Figure::FirstAttendances) }
}

fn meetings(of: &ReleasedWeek) -> Meetings {
    let all = of.drawn.iter().flat_map(|it| it.meetings.values());
    all.fold(Meetings::default(), |sum, it| added(sum, *it))
}

fn added(one: Meetings, other: Meetings) -> Meetings {
    Meetings { planned: one.planned + other.planned, cancelled: one.cancelled + other.cancelled }
}

fn stands(week: Week, shown: &[ReleasedWeek], zone: Zone) -> Stands {
    match shown.iter().find(|it| it.week == week) {
        None => Stands::Due(zone.wall(week.released(zone))),
        Some(it) => match &it.drawn {
            None => Stands::Withheld,
            Some(drawn) => Stands::Released {
                figures: pair(|figure| of_figure(&drawn.figures, figure).sum()),
                groups: drawn.groups,
                meetings: meetings(it),
            },
        },
    }
}

/// What places and fields are called.
struct Names {
    places: BTreeMap<String, String>,
    fields: BTreeMap<String, String>,
}

impl Names {
    fn of(db: &mut Conn, locale: Locale) -> Result<Self, StoreError> {
        let places = vocabulary::places(db, locale)?.into_iter().map(|it| (it.slug, it.name)).collect();
        let fields = vocabulary::fields(db, locale)?.into_iter().map(|it| (it.slug, it.name)).collect();
        Ok(Self { places, fields })
    }

    fn of_cell(&self, cell: &Cell, all: &BTreeSet<&Cell>) -> Of {
        let named = |of: Dimension, names: &BTreeMap<String, String>| match cell.part(of)? {
            Part::Unsaid => Some(Named::Unsaid),
            Part::Several => Some(Named::Several),
            Part::One(slug) => {
                Some(Named::As(names.get(slug.as_str()).cloned().unwrap_or_else(|| slug.to_string())))
            }
            Part::Format(_) => None,
        };
        let is_rest = all.iter().any(|it| *it != cell && it.and_coarser().any(|coarser| coarser == *cell));
        Of {
            place: named(Dimension::Place, &self.places),
            field: named(Dimension::Field, &self.fields),
            format: cell.format(),
            is_rest,
        }
    }
}
