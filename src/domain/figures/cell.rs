//! Of what a figure speaks: a place, a field and a format, or less. A cell that leaves a dimension out speaks of all in it that have
//! no cell of their own. How many came is not here.

use std::fmt;

use crate::coded;
use crate::domain::coded::Coded as _;
use crate::domain::group::Format;
use crate::domain::text::Slug;

coded! {
    /// By what figures can be told apart, the coarsest first: they are merged from the last one on.
    pub enum Dimension {
        Place = "place",
        Field = "field",
        Format = "format",
    }
}

/// What stands for one of a dimension.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// One of the installation's places or fields.
    One(Slug),
    Format(Format),
    /// A group that says nothing of it.
    Unsaid,
    /// A group with several fields: it is counted once, and so in none of them.
    Several,
}

impl Part {
    /// From all that a group says.
    #[must_use]
    pub fn of(all: &[Slug]) -> Self {
        match all {
            [] => Self::Unsaid,
            [one] => Self::One(one.clone()),
            _ => Self::Several,
        }
    }

    fn parse(of: Dimension, code: &str) -> Option<Self> {
        match (of, code) {
            (Dimension::Format, code) => Format::from_code(code).map(Self::Format),
            (_, "-") => Some(Self::Unsaid),
            (_, "+") => Some(Self::Several),
            (_, slug) => Slug::parse(slug).ok().map(Self::One),
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::One(slug) => f.write_str(slug.as_str()),
            Self::Format(format) => f.write_str(format.code()),
            Self::Unsaid => f.write_str("-"),
            Self::Several => f.write_str("+"),
        }
    }
}

/// What is known in public of the meetings of a series: where, about what, and how.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Traits {
    pub place: Part,
    pub field: Part,
    pub format: Format,
}

impl Traits {
    fn part(&self, of: Dimension) -> Part {
        match of {
            Dimension::Place => self.place.clone(),
            Dimension::Field => self.field.clone(),
            Dimension::Format => Part::Format(self.format),
        }
    }

    /// The cell that says all of it, or only so many dimensions, in this order.
    #[must_use]
    pub fn cell(&self, dimensions: &[Dimension]) -> Cell {
        Cell(dimensions.iter().map(|it| (*it, self.part(*it))).collect())
    }
}

/// A cell. In the database, in the journal and in files it is written as `place=volos/field=alcohol`; the one that says nothing as `*`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell(Vec<(Dimension, Part)>);

impl Cell {
    /// All that has no cell of its own; the whole, where nothing has.
    pub const REST: Self = Self(Vec::new());

    /// Where groups are and what they are about, whatever their format.
    #[must_use]
    pub fn of_groups(place: Part, field: Part) -> Self {
        Self(vec![(Dimension::Place, place), (Dimension::Field, field)])
    }

    /// What it says of a dimension; `None` when it leaves it out.
    #[must_use]
    pub fn part(&self, of: Dimension) -> Option<&Part> {
        self.0.iter().find(|(dimension, _)| *dimension == of).map(|(_, part)| part)
    }

    /// What it says of one dimension alone.
    #[must_use]
    pub fn only(&self, of: Dimension) -> Self {
        Self(self.part(of).map(|part| (of, part.clone())).into_iter().collect())
    }

    /// In which format its meetings are, where it tells formats apart.
    #[must_use]
    pub fn format(&self) -> Option<Format> {
        match self.part(Dimension::Format)? {
            Part::Format(format) => Some(*format),
            Part::One(_) | Part::Unsaid | Part::Several => None,
        }
    }

    /// By what it tells apart.
    #[must_use]
    pub fn dimensions(&self) -> Vec<Dimension> {
        self.0.iter().map(|(dimension, _)| *dimension).collect()
    }

    /// How many dimensions it tells apart.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.0.len()
    }

    /// The same with the last dimension left out; `None` for the one that says nothing.
    #[must_use]
    pub fn coarser(&self) -> Option<Self> {
        let (_, rest) = self.0.split_last()?;
        Some(Self(rest.to_vec()))
    }

    /// Itself, then coarser and coarser ones.
    pub fn and_coarser(&self) -> impl Iterator<Item = Self> {
        std::iter::successors(Some(self.clone()), Self::coarser)
    }

    /// Reads what is written.
    #[must_use]
    pub fn parse(written: &str) -> Option<Self> {
        if written == "*" {
            return Some(Self::REST);
        }
        let parts = written.split('/').map(|it| {
            let (dimension, part) = it.split_once('=')?;
            let dimension = Dimension::from_code(dimension)?;
            Some((dimension, Part::parse(dimension, part)?))
        });
        let parts: Vec<_> = parts.collect::<Option<_>>()?;
        parts.is_sorted_by(|(one, _), (next, _)| one < next).then_some(Self(parts))
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("*");
        }
        for (position, (dimension, part)) in self.0.iter().enumerate() {
            let before = if position == 0 { "" } else { "/" };
            write!(f, "{before}{}={part}", dimension.code())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_read_as_it_is_written() {
        let slug = |it| Slug::parse(it).unwrap();
        let traits = Traits {
            place: Part::of(&[slug("volos")]),
            field: Part::of(&[slug("alcohol"), slug("relatives")]),
            format: Format::InPerson,
        };
        let all = traits.cell(Dimension::ALL);
        assert_eq!(all.to_string(), "place=volos/field=+/format=in_person");
        let coarser: Vec<String> = all.and_coarser().map(|it| it.to_string()).collect();
        assert_eq!(coarser[1..], ["place=volos/field=+", "place=volos", "*"]);
        for it in all.and_coarser() {
            assert_eq!(Cell::parse(&it.to_string()), Some(it));
        }
        assert_eq!((all.format(), Cell::REST.format()), (Some(Format::InPerson), None));
        for wrong in
            ["", "place", "place=", "place=Volos", "town=volos", "field=-/place=-", "place=-/place=-"]
        {
            assert_eq!(Cell::parse(wrong), None, "{wrong}");
        }
        assert_eq!(Part::of(&[]), Part::Unsaid);
    }
}
