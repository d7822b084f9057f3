//! Other times of a regular meeting: what is asked. It begins from how the meeting is now.

use serde::{Deserialize, Serialize};

use crate::domain::decision::Retiming;
use crate::domain::series::Repeat;
use crate::domain::text::ShortText;
use crate::domain::time::Wall;
use crate::l10n::L10n;
use crate::service::proposing::{Ground, NewTimes, Regular, WantedTimes};
use crate::web::form::{Choice, Errors};
use crate::web::inside::repeats::REPEATS;
use crate::web::inside::series_form::{minutes, wall};

/// As it was typed.
#[derive(Deserialize, Serialize, Default, Clone)]
#[serde(default)]
pub struct Typed {
    pub(in crate::web::inside) series: String,
    from: String,
    /// `yes` when it ends there.
    end: String,
    pub(in crate::web::inside) date: String,
    pub(in crate::web::inside) time: String,
    pub(in crate::web::inside) ends: String,
    repeat: String,
    pub(in crate::web::inside) address: String,
}

impl Typed {
    pub(super) fn read(&self, l: L10n, errors: &mut Errors) -> Option<WantedTimes> {
        let series = errors.chosen(l, "series", self.series.parse().ok());
        let from = errors.chosen(l, "from", Wall::from_compact(&self.from));
        let to = if self.end == "yes" { Some(None) } else { self.times(l, errors).map(Some) };
        Some(WantedTimes { series: series?, from: from?, to: to? })
    }

    fn times(&self, l: L10n, errors: &mut Errors) -> Option<NewTimes> {
        let start = wall(l, &self.date, &self.time, errors);
        let minutes = start.and_then(|start| minutes(l, start, &self.ends, errors));
        let address = errors.take_optional(l, "address", &self.address, ShortText::parse);
        let start = start?;
        let repeat = match self.repeat.as_str() {
            "" => None,
            code => {
                let way = REPEATS.iter().find(|way| way.code == code);
                Some(errors.chosen(l, "repeat", way.and_then(|way| (way.how)(start.date())))?)
            }
        };
        Some(NewTimes { start, minutes: minutes?, repeat, address })
    }

    pub(super) fn of(it: &Retiming) -> Self {
        let known = Self { series: it.series.to_string(), from: it.from.compact(), ..Self::default() };
        match &it.to {
            None => Self { end: "yes".to_owned(), ..known },
            Some(to) => Self {
                address: to.address.as_ref().map_or("", ShortText::as_str).to_owned(),
                ..known.at(to.start, to.minutes.into(), to.rule.repeat)
            },
        }
    }

    fn at(self, start: Wall, minutes: u32, repeat: Repeat) -> Self {
        let ends = start.naive() + chrono::TimeDelta::minutes(minutes.into());
        let way = REPEATS.iter().find(|way| (way.how)(start.date()) == Some(repeat));
        Self {
            date: start.date().to_string(),
            time: start.time().format("%H:%M").to_string(),
            ends: ends.format("%H:%M").to_string(),
            repeat: way.map_or("", |way| way.code).to_owned(),
            ..self
        }
    }

    /// Where nothing was said yet: how it is. The only series is the one that is meant.
    pub(in crate::web::inside) fn begin(&mut self, ground: &Ground) {
        if let ([only], true) = (ground.regulars.as_slice(), self.series.is_empty()) {
            self.series = only.id.to_string();
        }
        let Some(regular) = self.regular(ground).filter(|_| self.date.is_empty()) else { return };
        let Some(first) = regular.dates.first() else { return };
        let known =
            Self { from: first.original.compact(), address: regular.terms.address.clone(), ..self.clone() };
        *self = known.at(first.original, regular.terms.minutes, regular.schedule.rule.repeat);
    }

    /// The series that is meant.
    pub(in crate::web::inside) fn regular<'a>(&self, ground: &'a Ground) -> Option<&'a Regular> {
        ground.regulars.iter().find(|it| it.id.to_string() == self.series)
    }

    /// The dates from which on it can be.
    pub(in crate::web::inside) fn dates(&self, l: L10n, ground: &Ground) -> Vec<Choice> {
        let regular = self.regular(ground);
        let dates = regular.into_iter().flat_map(|it| it.dates.iter().map(|date| (date, it.schedule.zone)));
        dates
            .map(|(date, zone)| {
                let code = date.original.compact();
                let is_chosen = code == self.from;
                Choice::new(code, l.when(date.original, zone), is_chosen)
            })
            .collect()
    }

    /// How often it can be.
    pub(in crate::web::inside) fn repeats(&self, l: L10n) -> Vec<Choice> {
        let as_it_is = Choice::new("", l.t("series-as-it-is"), self.repeat.is_empty());
        let ways = REPEATS.iter().map(|way| Choice::new(way.code, l.t(way.words), way.code == self.repeat));
        ways.chain([as_it_is]).collect()
    }

    pub(in crate::web::inside) fn is_end(&self) -> bool {
        self.end == "yes"
    }
}
