//! Weeks or months beside each other as a drawing, with the span in which what was counted lies, and the same season of the year before.
//! Its numbers are those of the table below it; whoever does not see it loses nothing.

use crate::domain::figures::{FEW, Shown};
use crate::service::figures::Span;

/// What one of them takes, in units of the drawing.
const STEP: i64 = 40;
const BAR: i64 = 22;
/// On the left the number at the top has room.
const LEFT: i64 = 44;
pub const HEIGHT: i64 = 180;
/// Below the bars: when that is.
pub const FOOT: i64 = 24;

/// A week or a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct At {
    pub name: String,
    pub now: Option<Shown>,
    pub before: Option<Shown>,
}

/// As short as it stands below a bar: the day on which a week begins, the number of a month.
#[must_use]
pub fn name(of: Span) -> String {
    match of {
        Span::Week(week) => week.monday().format("%-d.%-m.").to_string(),
        Span::Month(first) => first.format("%-m").to_string(),
    }
}

/// What is drawn of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    pub name: String,
    pub x: i64,
    /// The top of the span, and how high it is; `None` where nothing was released.
    pub span: Option<(i64, i64)>,
    /// Where the figure itself lies; `None` where it only says that they are few.
    pub at: Option<i64>,
    /// Where it lay a year before.
    pub before: Option<i64>,
    /// Whether its name is written below: that of every second one, so that they do not touch.
    pub is_named: bool,
}

/// The drawing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    pub width: i64,
    pub bar: i64,
    /// The number at the top.
    pub most: i64,
    pub bars: Vec<Bar>,
}

impl Chart {
    /// `None` where there is nothing to draw.
    #[must_use]
    pub fn of(all: Vec<At>) -> Option<Self> {
        // Only where something of the period itself was released.
        all.iter().find_map(|it| it.now)?;
        let top = all.iter().flat_map(|it| [it.now, it.before]).flatten().map(|it| span(it).1).max()?;
        // To the next ten, so that the number at the top is a round one.
        let most = (top + 9) / 10 * 10;
        let y = |value: i64| HEIGHT - value.max(0) * HEIGHT / most;
        let width = i64::try_from(all.len()).unwrap_or_default() * STEP + LEFT;
        let bars = all.into_iter().zip(0_i64..).map(|(it, place)| {
            let now = it.now.map(span);
            Bar {
                name: it.name,
                x: LEFT + place * STEP + (STEP - BAR) / 2,
                span: now.map(|(low, high, _)| (y(high), y(low) - y(high))),
                at: now.and_then(|(.., at)| at).map(y),
                before: it.before.and_then(|it| span(it).2).map(y),
                is_named: place % 2 == 0,
            }
        });
        Some(Self { width, bar: BAR, most, bars: bars.collect() })
    }

    /// As an address wants it: the whole drawing.
    #[must_use]
    pub fn view_box(&self) -> String {
        format!("0 -4 {} {}", self.width, HEIGHT + FOOT + 4)
    }
}

fn span(it: Shown) -> (i64, i64, Option<i64>) {
    match it {
        Shown::Few => (0, FEW, None),
        Shown::About { nearest, within } => (nearest - within, nearest + within, Some(nearest)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_span_stands_where_its_numbers_are() {
        let at = |now, before| At { name: "7.12.".to_owned(), now, before };
        let about = |nearest, within| Some(Shown::About { nearest, within });
        let chart =
            Chart::of(vec![at(about(45, 15), about(30, 15)), at(None, None), at(Some(Shown::Few), None)]);
        let chart = chart.unwrap();
        assert_eq!((chart.most, chart.width, chart.bars.len()), (60, 164, 3));
        // 60 is the top, 30 half of it, 45 a quarter from the top.
        let bars: Vec<_> = chart.bars.iter().map(|it| (it.x, it.span, it.at, it.before)).collect();
        assert_eq!(
            bars,
            [
                (53, Some((0, 90)), Some(45), Some(90)),
                (93, None, None, None),
                (133, Some((150, 30)), None, None)
            ]
        );
        assert_eq!(Chart::of(vec![at(None, about(30, 15))]), None, "nothing but the year before");
    }
}
