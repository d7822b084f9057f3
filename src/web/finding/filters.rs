//! The form that narrows the list: for each kind of wish its choices, in words, each with how many it would give; and, when
//! nothing was found, which wish to take away.

use chrono::Weekday;

use super::asked::{Asked, WITHIN};
use crate::domain::coded::Coded;
use crate::domain::finding::{Day, Facet, Km, Part, Soon, Wish};
use crate::domain::group::{Format, Openness};
use crate::domain::locale::Language;
use crate::l10n::L10n;
use crate::service::finding::Page;
use crate::web::form::Choice;
use crate::web::meeting::format_key;

/// A box to tick.
pub struct Tick {
    pub choice: Choice,
    /// Nothing would be found by it.
    pub is_empty: bool,
}

/// All of them.
pub struct Filters {
    pub places: Vec<Choice>,
    pub distances: Vec<Choice>,
    pub days: Vec<Tick>,
    pub parts: Vec<Tick>,
    pub soon: Vec<Choice>,
    pub fields: Vec<Choice>,
    pub languages: Vec<Choice>,
    pub openness: Vec<Choice>,
    pub formats: Vec<Choice>,
    pub step_free: Vec<Tick>,
    pub room: Vec<Tick>,
}

/// The wishes of one kind, and the list without them.
pub struct Way {
    pub what: String,
    pub address: String,
    /// How many there would be.
    pub count: usize,
    /// They stand in the field for words anyway.
    pub is_words: bool,
}

/// Makes words of wishes.
struct Words<'a> {
    l: L10n,
    asked: &'a Asked,
    page: &'a Page,
}

impl Words<'_> {
    /// What a value of an address means.
    fn of(&self, facet: Facet, value: &str) -> String {
        let l = self.l;
        let word = match facet {
            Facet::Words | Facet::StepFree | Facet::Room => None,
            Facet::Where => self.page.places.iter().find(|it| it.slug == value).map(|it| it.name.clone()),
            Facet::Field => self.page.fields.iter().find(|it| it.slug == value).map(|it| it.name.clone()),
            Facet::Day => value.parse::<Weekday>().ok().map(|day| l.weekday(day)),
            Facet::Part => Part::from_code(value).map(|part| l.t(part_key(part))),
            Facet::Soon => Soon::from_code(value).map(|soon| l.t(soon_key(soon))),
            Facet::Language => Language::parse(value).ok().map(|it| l.language(it)),
            Facet::Openness => Openness::from_code(value).map(|it| l.t(openness_key(it))),
            Facet::Format => Format::from_code(value).map(|it| l.t(format_key(it))),
        };
        match facet {
            Facet::StepFree => l.t("group-step-free"),
            Facet::Room => l.t("find-not-full"),
            _ => word.unwrap_or_else(|| value.to_owned()),
        }
    }

    fn counted(&self, words: String, count: Option<usize>) -> String {
        match count {
            Some(count) => self.l.with("find-count", &[("what", words.into()), ("count", count.into())]),
            None => words,
        }
    }

    /// The choices that somebody has, or that are chosen.
    fn choices(&self, facet: Facet, all: impl Iterator<Item = (String, Wish)>) -> Vec<(Choice, usize)> {
        all.filter_map(|(value, wish)| {
            let chosen = self.asked.has(facet.code(), &value);
            let count = self.page.counts.get(&wish).copied();
            (count.is_some() || chosen).then(|| {
                let words = self.counted(self.of(facet, &value), Some(count.unwrap_or(0)));
                (Choice::new(value, words, chosen), count.unwrap_or(0))
            })
        })
        .collect()
    }

    /// One of a list, or any. What would give nothing is left out, unless it is chosen. A list of less than `least` is no
    /// question.
    fn one(
        &self,
        (facet, any, least): (Facet, &str, usize),
        all: impl Iterator<Item = (String, Wish)>,
    ) -> Vec<Choice> {
        let choices = self.choices(facet, all);
        if choices.len() < least && !choices.iter().any(|(it, _)| it.chosen) {
            return Vec::new();
        }
        let any = Choice::new("", self.l.t(any), self.asked.first(facet.code()).is_empty());
        let some = choices.into_iter().filter(|(it, count)| it.chosen || *count > 0).map(|(it, _)| it);
        std::iter::once(any).chain(some).collect()
    }

    /// Several of a list. What would give nothing stays where it is, but pale.
    fn several(&self, facet: Facet, all: impl Iterator<Item = (String, Wish)>) -> Vec<Tick> {
        let choices = self.choices(facet, all);
        choices.into_iter().map(|(choice, count)| Tick { choice, is_empty: count == 0 }).collect()
    }

    fn distances(&self) -> Vec<Choice> {
        if !self.page.is_mapped {
            return Vec::new();
        }
        let has_place = !self.asked.first(Facet::Where.code()).is_empty();
        let count = |km| self.page.counts.get(&Wish::Within(km)).copied().filter(|_| has_place);
        let chosen = self.asked.first(WITHIN);
        let there =
            Choice::new("", self.counted(self.l.t("find-only-there"), count(None)), chosen.is_empty());
        let around = Km::ALL.iter().map(|km| {
            Choice::new(km.code(), self.counted(self.around(*km), count(Some(*km))), chosen == km.code())
        });
        std::iter::once(there).chain(around).collect()
    }

    fn around(&self, km: Km) -> String {
        self.l.with("find-within", &[("km", km.code().into())])
    }
}

fn coded<T: Coded>(wish: fn(T) -> Wish) -> impl Iterator<Item = (String, Wish)> {
    T::ALL.iter().map(move |it| (it.code().to_owned(), wish(*it)))
}

fn part_key(part: Part) -> &'static str {
    match part {
        Part::Morning => "find-morning",
        Part::Noon => "find-noon",
        Part::Afternoon => "find-afternoon",
        Part::Evening => "find-evening",
    }
}

fn soon_key(soon: Soon) -> &'static str {
    match soon {
        Soon::Today => "find-today",
        Soon::Week => "find-this-week",
    }
}

fn openness_key(openness: Openness) -> &'static str {
    match openness {
        Openness::Open => "find-open",
        Openness::Closed => "find-closed",
    }
}

/// The form's choices.
pub fn filters(l: L10n, asked: &Asked, page: &Page) -> Filters {
    let words = Words { l, asked, page };
    let places = page.places.iter().map(|it| (it.slug.clone(), Wish::Place(it.id)));
    let fields = page.fields.iter().map(|it| (it.slug.clone(), Wish::Field(it.id)));
    let languages = Language::all().iter().map(|it| (it.code().to_owned(), Wish::Language(*it)));
    Filters {
        places: words.one((Facet::Where, "find-any-place", 1), places),
        distances: words.distances(),
        days: words.several(Facet::Day, coded::<Day>(Wish::Day)),
        parts: words.several(Facet::Part, coded::<Part>(Wish::Part)),
        soon: words.one((Facet::Soon, "find-any-time", 1), coded::<Soon>(Wish::Soon)),
        fields: words.one((Facet::Field, "find-any-field", 1), fields),
        languages: words.one((Facet::Language, "find-any-language", 2), languages),
        openness: words.one((Facet::Openness, "find-any-openness", 2), coded::<Openness>(Wish::Openness)),
        formats: words.one((Facet::Format, "find-any-format", 2), coded::<Format>(Wish::Format)),
        step_free: words.several(Facet::StepFree, std::iter::once(("yes".to_owned(), Wish::StepFree))),
        // Where no group says when it is full, there is nothing to ask.
        room: match page.says_full || asked.has(Facet::Room.code(), "yes") {
            true => words.several(Facet::Room, std::iter::once(("yes".to_owned(), Wish::Room))),
            false => Vec::new(),
        },
    }
}

/// What is wished for, kind by kind, and what there would be without it.
pub fn ways(l: L10n, path: &str, asked: &Asked, page: &Page) -> Vec<Way> {
    let words = Words { l, asked, page };
    page.without
        .iter()
        .map(|(facet, count)| {
            let mut what: Vec<String> =
                asked.all(facet.code()).map(|value| words.of(*facet, value)).collect();
            let around = Km::from_code(asked.first(WITHIN)).filter(|_| *facet == Facet::Where);
            what.extend(around.map(|km| words.around(km)));
            Way {
                what: what.join(", "),
                address: asked.without(path, *facet),
                count: *count,
                is_words: *facet == Facet::Words,
            }
        })
        .collect()
}
