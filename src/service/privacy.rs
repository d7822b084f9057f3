//! What this installation keeps of people and groups, and until when: put together from what the store says of its columns
//! and of their terms, so that what people read is what happens. The same for everybody, and without a database.

use chrono::TimeDelta;

use crate::domain::coded::Coded as _;
use crate::store::inventory::{Content, INVENTORY, Kept, Topic};
use crate::store::retention::{End, Keeper, TABLE};

/// What is kept about one topic.
#[derive(Debug)]
pub struct About {
    pub topic: Topic,
    pub things: Vec<Thing>,
}

/// The rows of one table.
#[derive(Debug)]
pub struct Thing {
    pub table: &'static str,
    /// Whether there are words in it that are sealed.
    pub is_sealed: bool,
    /// Each way in which it ends.
    pub ends: Vec<Ends>,
}

/// How something ends that was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    /// So long after the time in a column.
    After(TimeDelta, &'static str),
    /// With a row of a table.
    With(&'static str),
    /// It is theirs.
    Kept(Keeper),
}

/// Everything, topic by topic.
#[must_use]
pub fn kept() -> Vec<About> {
    let things = |topic: Topic| INVENTORY.iter().filter(move |it| it.topic == topic).map(thing).collect();
    Topic::ALL.iter().map(|topic| About { topic: *topic, things: things(*topic) }).collect()
}

fn thing(it: &Kept) -> Thing {
    let is_sealed = it.columns.iter().any(|(content, _)| *content == Content::Sealed);
    Thing { table: it.table, is_sealed, ends: ends_of(it.table) }
}

fn ends_of(table: &str) -> Vec<Ends> {
    let row = TABLE.iter().find(|row| row.table == table);
    row.into_iter().flat_map(|row| row.ends).map(ends_by).collect()
}

fn ends_by(end: &End) -> Ends {
    match end {
        End::After(term) | End::Emptied(term) => Ends::After(term.after, term.since),
        End::With(table) => Ends::With(table),
        End::Kept(keeper) => Ends::Kept(*keeper),
    }
}

/// A line of the operator's record: table, column, topic, what stands there, and how it ends.
#[must_use]
pub fn record() -> Vec<[String; 5]> {
    let mut lines = Vec::new();
    for kept in INVENTORY {
        let ends = ends_of(kept.table).into_iter().map(in_codes).collect::<Vec<_>>().join("; ");
        for (content, columns) in kept.columns {
            lines.extend(columns.iter().map(|column| {
                let codes = [kept.table, column, kept.topic.code(), content.code()].map(str::to_owned);
                let [table, column, topic, content] = codes;
                [table, column, topic, content, ends.clone()]
            }));
        }
    }
    lines
}

/// Lengths as in ISO 8601.
fn in_codes(end: Ends) -> String {
    match end {
        Ends::After(after, since) => format!("{after} after {since}"),
        Ends::With(table) => format!("with {table}"),
        Ends::Kept(keeper) => format!("kept by {keeper:?}").to_lowercase(),
    }
}
