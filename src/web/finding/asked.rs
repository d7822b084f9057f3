//! What an address asks for. Every wish stands in it, so that a list can be kept, sent and printed; what is not understood
//! asks for nothing.

use crate::domain::coded::Coded;
use crate::domain::finding::{Facet, Km, Wish};
use crate::domain::locale::Language;
use crate::service::finding::Wanted;

/// Keys and values that are known and not empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked(Vec<(&'static str, String)>);

/// How far around the place.
pub const WITHIN: &str = "km";
const AFTER: &str = "after";
/// Nobody types or chooses more.
const LONGEST: usize = 200;
const MOST: usize = 40;

/// The key of each kind of wish, in the order in which the form asks; the distance belongs to the place.
fn keys() -> impl Iterator<Item = &'static str> {
    Facet::ALL.iter().map(|facet| facet.code()).chain([WITHIN, AFTER])
}

impl Asked {
    /// Reads what follows the question mark.
    pub fn read(query: &str) -> Self {
        let pairs: Vec<(String, String)> = serde_html_form::from_str(query).unwrap_or_default();
        let known = pairs.into_iter().filter_map(|(key, value)| {
            let key = keys().find(|known| *known == key)?;
            let value: String = value.trim().chars().take(LONGEST).collect();
            Some((key, value)).filter(|(_, value)| !value.is_empty())
        });
        Self(known.take(MOST).collect())
    }

    /// The value of a key that has one; empty when it is not there.
    pub fn first(&self, key: &str) -> &str {
        self.all(key).next().unwrap_or_default()
    }

    /// All values of a key.
    pub fn all(&self, key: &str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(known, _)| *known == key).map(|(_, value)| value.as_str())
    }

    /// Whether a key has this value.
    pub fn has(&self, key: &str, value: &str) -> bool {
        self.all(key).any(|known| known == value)
    }

    /// What to look for.
    pub fn wanted(&self) -> Wanted {
        Wanted {
            words: self.first(Facet::Words.code()).to_owned(),
            place: self.first(Facet::Where.code()).to_owned(),
            within: Km::from_code(self.first(WITHIN)),
            field: self.first(Facet::Field.code()).to_owned(),
            wishes: Facet::ALL.iter().flat_map(|facet| self.wishes(*facet)).collect(),
            after: self.first(AFTER).parse().unwrap_or(0),
        }
    }

    fn wishes(&self, facet: Facet) -> Vec<Wish> {
        fn coded<T: Coded>(value: &str, wish: fn(T) -> Wish) -> Option<Wish> {
            T::from_code(value).map(wish)
        }
        let wish = |value: &str| match facet {
            Facet::Day => coded(value, Wish::Day),
            Facet::Part => coded(value, Wish::Part),
            Facet::Soon => coded(value, Wish::Soon),
            Facet::Openness => coded(value, Wish::Openness),
            Facet::Format => coded(value, Wish::Format),
            Facet::Language => Language::parse(value).ok().map(Wish::Language),
            Facet::StepFree => (value == "yes").then_some(Wish::StepFree),
            Facet::Room => (value == "yes").then_some(Wish::Room),
            // These are looked up.
            Facet::Words | Facet::Where | Facet::Field => None,
        };
        self.all(facet.code()).filter_map(wish).collect()
    }

    /// The address of the same question, further on.
    pub fn further(&self, path: &str, after: usize) -> String {
        let mut pairs = self.but(&[AFTER]);
        if after > 0 {
            pairs.push((AFTER, after.to_string()));
        }
        address(path, &pairs)
    }

    /// The address of the same question without one kind of wish.
    pub fn without(&self, path: &str, facet: Facet) -> String {
        let distance = if facet == Facet::Where { WITHIN } else { AFTER };
        address(path, &self.but(&[facet.code(), distance, AFTER]))
    }

    fn but(&self, keys: &[&str]) -> Vec<(&'static str, String)> {
        self.0.iter().filter(|(key, _)| !keys.contains(key)).cloned().collect()
    }
}

fn address(path: &str, pairs: &[(&'static str, String)]) -> String {
    match serde_html_form::to_string(pairs) {
        Ok(query) if !query.is_empty() => format!("{path}?{query}"),
        Ok(_) | Err(_) => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::finding::{Day, Part};

    #[test]
    fn what_is_understood_is_asked_for_and_nothing_else() {
        let asked = Asked::read(
            "q=+%CF%84%CE%B6 &day=mon&day=sun&day=yesterday&part=evening&place=&km=5&x=1&%ff=%ff",
        );
        let wanted = asked.wanted();
        assert_eq!(wanted.words, "τζ");
        assert_eq!(wanted.within, Some(Km::Five));
        let wishes = [Wish::Day(Day::Monday), Wish::Day(Day::Sunday), Wish::Part(Part::Evening)];
        assert_eq!(wanted.wishes, wishes);
        assert_eq!(Asked::read("=&&&==%%").wanted().after, 0);
    }

    #[test]
    fn the_same_question_goes_on_and_gets_wider() {
        let asked = Asked::read("q=circle&day=mon&day=tue&place=athens&km=5&after=30");
        assert_eq!(
            asked.further("/groups", 60),
            "/groups?q=circle&day=mon&day=tue&place=athens&km=5&after=60"
        );
        assert_eq!(asked.further("/groups", 0), "/groups?q=circle&day=mon&day=tue&place=athens&km=5");
        assert_eq!(asked.without("/groups", Facet::Where), "/groups?q=circle&day=mon&day=tue");
        assert_eq!(asked.without("/groups", Facet::Day), "/groups?q=circle&place=athens&km=5");
        assert_eq!(Asked::read("day=mon").without("/groups", Facet::Day), "/groups");
    }
}
