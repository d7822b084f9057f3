//! Weeks beside each other as a drawing, with the span in which what was counted lies. Its numbers are those of the table below it; whoever
//! does not see it loses nothing.

use crate::domain::figures::{FEW, Shown};
use crate::domain::release::Week;

/// What one week takes, in units of the drawing.
const STEP: i64 = 40;
const BAR: i64 = 22;
/// On the left the number at the top has room.
const LEFT: i64 = 44;
pub const HEIGHT: i64 = 180;
/// Below the bars: the day on which a week begins.
pub const FOOT: i64 = 24;

/// A week that was released.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bar {
    pub week: Week,
    pub x: i64,
    /// The top of the span, and how high it is.
    pub span: (i64, i64),
    /// Where the figure itself lies; `None` where it only says that they are few.
    pub at: Option<i64>,
    /// Whether its day is written below: that of every second one, so that they do not touch.
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
    pub fn of(weeks: Vec<(Week, Option<Shown>)>) -> Option<Self> {
        let spans: Vec<(Week, Option<(i64, i64, Option<i64>)>)> =
            weeks.into_iter().map(|(week, it)| (week, it.map(span))).collect();
        let top = spans.iter().filter_map(|(_, it)| it.map(|(_, high, _)| high)).max()?;
        // To the next ten, so that the number at the top is a round one.
        let most = (top + 9) / 10 * 10;
        let y = |value: i64| HEIGHT - value.max(0) * HEIGHT / most;
        let bars = spans.iter().zip(0_i64..).filter_map(|((week, it), place)| {
            let (low, high, at) = (*it)?;
            Some(Bar {
                week: *week,
                x: LEFT + place * STEP + (STEP - BAR) / 2,
                span: (y(high), y(low) - y(high)),
                at: at.map(y),
                is_named: place % 2 == 0,
            })
        });
        let width = i64::try_from(spans.len()).unwrap_or_default() * STEP + LEFT;
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
        let week = Week::of("2026-12-07".parse().unwrap());
        let about = Shown::About { nearest: 45, within: 15 };
        let chart =
            Chart::of(vec![(week, Some(about)), (week.next(), None), (week.next(), Some(Shown::Few))]);
        let chart = chart.unwrap();
        assert_eq!((chart.most, chart.width, chart.bars.len()), (60, 164, 2));
        // 60 is the top, 30 half of it, 45 a quarter from the top.
        assert_eq!((chart.bars[0].span, chart.bars[0].at), ((0, 90), Some(45)));
        assert_eq!((chart.bars[1].x, chart.bars[1].span, chart.bars[1].at), (133, (150, 30), None));
        assert_eq!(Chart::of(vec![(week, None)]), None);
    }
}
