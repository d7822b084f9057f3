//! The figures as tables: what stands on the page stands in every file, because both are made of these.

use std::collections::{BTreeMap, BTreeSet};

use super::{field, period, place, shown, speaks_of};
use crate::domain::coded::Coded as _;
use crate::domain::figures::Shown;
use crate::domain::figures::cell::Dimension;
use crate::domain::figures::week::{GroupFact, Groups};
use crate::domain::narrative::{self, ByHand};
use crate::l10n::L10n;
use crate::service::figures::{Figures, Line, Named, Pair, Row, Span, Stands, Whole};

/// What stands in one place of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// It is not known, or there is none.
    Nothing,
    Number(u32),
    Figure(Shown),
    /// So many of so many groups.
    Of(Groups),
    /// A sentence in place of all that would stand here and behind it.
    Words(String),
}

impl Value {
    /// As it is read.
    #[must_use]
    pub fn text(&self, l: L10n) -> String {
        match self {
            Self::Nothing => l.t("figures-none"),
            Self::Number(it) => l.number(i64::from(*it)),
            Self::Figure(it) => shown(l, *it),
            Self::Of(it) => {
                l.with("figures-of", &[("passing", it.passing.into()), ("there", it.there.into())])
            }
            Self::Words(it) => it.clone(),
        }
    }

    fn figure(it: Option<Shown>) -> Self {
        it.map_or(Self::Nothing, Self::Figure)
    }

    fn number(it: Option<u32>) -> Self {
        it.map_or(Self::Nothing, Self::Number)
    }
}

/// A table. Its first column says of what a row speaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Its place on the page.
    pub id: &'static str,
    pub title: String,
    /// What has to be known of it.
    pub about: Option<String>,
    /// What the first column holds, and the others.
    pub heads: (String, Vec<String>),
    pub rows: Vec<(String, Vec<Value>)>,
}

impl Sheet {
    /// How it is laid out: one with many columns has the whole width.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        if self.heads.1.len() > 2 { "wide" } else { "" }
    }
}

/// All of them, in the order in which they are read.
#[must_use]
pub fn all(l: L10n, of: &Figures) -> Vec<Sheet> {
    let mut sheets = vec![glance(l, of)];
    sheets.extend(by_hand(l, of));
    sheets.extend(listed(l, of));
    sheets.extend(of.by.iter().map(|(dimension, lines)| {
        let (id, title) = match dimension {
            Dimension::Place => ("by-place", "figures-by-place"),
            Dimension::Field => ("by-field", "figures-by-field"),
            Dimension::Format => ("by-format", "figures-by-format"),
        };
        by(l, id, title, lines)
    }));
    if !of.lines.is_empty() {
        let tells = |has: fn(&Line) -> bool| of.lines.iter().any(has);
        let told = (
            tells(|it| it.of.place.is_some()),
            tells(|it| it.of.field.is_some()),
            tells(|it| it.of.format.is_some()),
        );
        let title = match told {
            (true, false, false) => "figures-by-place",
            (false, true, false) => "figures-by-field",
            (false, false, true) => "figures-by-format",
            _ => "figures-by-cell",
        };
        sheets.push(by(l, "by-cell", title, &of.lines));
    }
    sheets.push(over_time(l, of));
    sheets
}

/// The quarter or the year as a whole, beside the same season of the year before.
fn glance(l: L10n, of: &Figures) -> Sheet {
    let both =
        |say: &str, value: &dyn Fn(&Whole) -> Value| (l.t(say), vec![value(&of.whole), value(&of.before)]);
    let counted = |it: &Whole, fact: GroupFact| it.groups.get(&fact).copied();
    let mut rows = vec![
        both("figures-attendances", &|it| Value::figure(it.figures.attendances)),
        both("figures-first", &|it| Value::figure(it.figures.first)),
        both("figures-planned", &|it| Value::number(it.meetings.map(|it| it.planned))),
        both("figures-cancelled", &|it| Value::number(it.meetings.map(|it| it.cancelled))),
        both("figures-passed-on", &|it| {
            let (passing, there) = (counted(it, GroupFact::PassedOn), counted(it, GroupFact::Met));
            passing.zip(there).map_or(Value::Nothing, |(passing, there)| Value::Of(Groups { there, passing }))
        }),
    ];
    let facts = [
        (GroupFact::Forming, "figures-forming"),
        (GroupFact::Running, "figures-running"),
        (GroupFact::Resting, "figures-resting"),
        (GroupFact::Closed, "figures-closed"),
        (GroupFact::Led, "figures-led"),
    ];
    rows.extend(facts.map(|(fact, say)| both(say, &|it| Value::number(counted(it, fact)))));
    Sheet {
        id: "glance",
        title: l.t("figures-glance"),
        about: Some(l.t("figures-glance-about")),
        heads: (l.t("figures-what-it-is"), vec![period(l, of.period), period(l, of.period.a_year_before())]),
        rows,
    }
}

/// What whoever coordinates has entered; nothing where they have not.
fn by_hand(l: L10n, of: &Figures) -> Option<Sheet> {
    let numbers = narrative::summed(of.narratives.iter().map(|(_, it)| it));
    let rows = ByHand::ALL
        .iter()
        .filter_map(|it| Some((l.t(by_hand_key(*it)), vec![Value::Number(*numbers.get(it)?)])));
    let rows: Vec<_> = rows.collect();
    (!rows.is_empty()).then(|| Sheet {
        id: "by-hand",
        title: l.t("figures-by-hand"),
        about: Some(l.t("figures-by-hand-about")),
        heads: (l.t("figures-what-it-is"), vec![period(l, of.period)]),
        rows,
    })
}

/// A table across with more columns than this cannot be read on paper.
const MOST_ACROSS: usize = 5;

/// How many groups are in the lists, by place and field: across each other, or one below the other where there are too many of both.
fn listed(l: L10n, of: &Figures) -> Option<Sheet> {
    let places: BTreeSet<&Named> = of.listed.iter().map(|it| &it.place).collect();
    let are_places_above = places.len() <= MOST_ACROSS;
    let counts = of.listed.iter().map(|it| {
        let (place, field) = ((&it.place, place(l, &it.place)), (&it.field, field(l, &it.field)));
        (if are_places_above { (field, place) } else { (place, field) }, it.groups)
    });
    let counts: BTreeMap<_, u32> = counts.collect();
    let side: BTreeSet<_> = counts.keys().map(|(side, _)| side).collect();
    let above: BTreeSet<_> = counts.keys().map(|(_, above)| above).collect();
    let count = |row: Option<_>, column: Option<_>| {
        let parts = counts.iter().filter(|((side, above), _)| {
            row.is_none_or(|it| it == side) && column.is_none_or(|it| it == above)
        });
        Value::Number(parts.map(|(_, groups)| groups).sum())
    };
    let (heads, rows): (Vec<String>, Vec<_>) = if above.len() <= MOST_ACROSS {
        let row = |row| above.iter().copied().map(Some).chain([None]).map(|it| count(row, it)).collect();
        let rows = side.iter().map(|it| (it.1.clone(), row(Some(*it))));
        let heads = above.iter().map(|it| it.1.clone()).chain([l.t("figures-together")]);
        (heads.collect(), rows.chain([(l.t("figures-together"), row(None))]).collect())
    } else {
        let rows = counts
            .keys()
            .map(|it| (format!("{} · {}", it.0.1, it.1.1), vec![count(Some(&it.0), Some(&it.1))]));
        (
            vec![l.t("figures-how-many")],
            rows.chain([(l.t("figures-together"), vec![count(None, None)])]).collect(),
        )
    };
    let head = match (above.len() <= MOST_ACROSS, are_places_above) {
        (true, true) => "group-fields",
        (true, false) => "group-place",
        (false, _) => "figures-what",
    };
    let heads = (l.t(head), heads);
    (!counts.is_empty()).then(|| Sheet {
        id: "listed",
        title: l.t("figures-listed"),
        about: None,
        heads,
        rows,
    })
}

/// What is entered by hand, in words.
#[must_use]
pub fn by_hand_key(it: ByHand) -> &'static str {
    match it {
        ByHand::Seminars => "figures-seminars",
        ByHand::PeopleTrained => "figures-people-trained",
        ByHand::RoomsLent => "figures-rooms-lent",
        ByHand::Inquiries => "figures-inquiries",
    }
}

fn by(l: L10n, id: &'static str, title: &str, lines: &[Line]) -> Sheet {
    let knows_groups = lines.iter().any(|it| it.groups.is_some());
    let mut heads = vec![l.t("figures-attendances"), l.t("figures-first")];
    if knows_groups {
        heads.insert(0, l.t("figures-how-many"));
    }
    let rows = lines.iter().map(|line| {
        let mut values = pair(line.figures);
        if knows_groups {
            values.insert(0, Value::number(line.groups.and_then(|it| u32::try_from(it).ok())));
        }
        (speaks_of(l, &line.of), values)
    });
    Sheet { id, title: l.t(title), about: None, heads: (l.t("figures-what"), heads), rows: rows.collect() }
}

fn pair(of: Pair) -> Vec<Value> {
    vec![Value::figure(of.attendances), Value::figure(of.first)]
}

/// Week by week, or month by month.
fn over_time(l: L10n, of: &Figures) -> Sheet {
    let is_by_week = of.rows.iter().any(|it| matches!(it.span, Span::Week(_)));
    let (title, head) =
        if is_by_week { ("figures-by-week", "figures-week") } else { ("figures-by-month", "figures-month") };
    let heads =
        ["figures-attendances", "figures-before", "figures-first", "figures-planned", "figures-cancelled"];
    let mut heads: Vec<String> = heads.iter().map(|key| l.t(key)).collect();
    if is_by_week {
        heads.push(l.t("figures-passing"));
    }
    let rows = of.rows.iter().map(|it| (span(l, it.span), at_time(l, it, is_by_week)));
    Sheet { id: "over-time", title: l.t(title), about: None, heads: (l.t(head), heads), rows: rows.collect() }
}

fn at_time(l: L10n, row: &Row, is_by_week: bool) -> Vec<Value> {
    match &row.stands {
        Stands::Released { figures, groups, meetings } => {
            let mut values = vec![
                Value::figure(figures.attendances),
                Value::figure(row.before),
                Value::figure(figures.first),
                Value::Number(meetings.planned),
                Value::Number(meetings.cancelled),
            ];
            if is_by_week {
                values.push(groups.map_or(Value::Nothing, Value::Of));
            }
            values
        }
        Stands::Withheld => vec![Value::Words(l.t("figures-withheld"))],
        Stands::Due(when) => {
            vec![Value::Words(l.with("figures-due", &[("date", l.date_short(when.date()).into())]))]
        }
    }
}

/// A week or a month, in words.
#[must_use]
pub fn span(l: L10n, it: Span) -> String {
    match it {
        Span::Week(week) => l.date_short(week.monday()),
        Span::Month(first) => l.month(first),
    }
}
