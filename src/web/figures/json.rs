//! The figures for programs.

use serde::Serialize;

use super::sheets;
use crate::domain::coded::Coded as _;
use crate::domain::figures::{FEW, Shown};
use crate::l10n::L10n;
use crate::service::figures::Figures;

/// A place of a table.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Place {
    Number(u32),
    About { nearest: i64, within: i64 },
    Few { fewer_than: i64 },
    Of { groups: u32, of: u32 },
    Words(String),
}

/// A row, by the titles of its columns.
#[derive(Debug, Serialize)]
struct Row {
    of: String,
    values: Vec<Option<Place>>,
}

#[derive(Debug, Serialize)]
struct Table {
    id: &'static str,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<String>,
    columns: Vec<String>,
    rows: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Narrative {
    quarter: String,
    words: Option<String>,
    /// Entered by hand, not counted.
    by_hand: std::collections::BTreeMap<&'static str, u32>,
}

#[derive(Debug, Serialize)]
struct Report {
    programme: String,
    slug: String,
    period: String,
    /// The Mondays of its first and last week.
    weeks: (String, String),
    /// The Monday of the last week that is released.
    last_released: Option<String>,
    tables: Vec<Table>,
    narratives: Vec<Narrative>,
    sponsors: Vec<String>,
}

/// As JSON. The tables are those of the page, in its words.
///
/// # Errors
/// When it cannot be written.
pub fn json(l: L10n, of: &Figures) -> serde_json::Result<Vec<u8>> {
    let tables = sheets::all(l, of).into_iter().map(|sheet| Table {
        id: sheet.id,
        title: sheet.title,
        about: sheet.about,
        columns: sheet.heads.1,
        rows: sheet
            .rows
            .into_iter()
            .map(|(of, values)| Row { of, values: values.into_iter().map(place).collect() })
            .collect(),
    });
    let narratives = of.narratives.iter().map(|(quarter, it)| Narrative {
        quarter: quarter.to_string(),
        words: it.words.as_ref().map(|it| it.as_str().to_owned()),
        by_hand: it.numbers.iter().map(|(what, number)| (what.code(), *number)).collect(),
    });
    let span = of.period.span();
    serde_json::to_vec_pretty(&Report {
        programme: of.programme.clone(),
        slug: of.slug.clone(),
        period: of.period.to_string(),
        weeks: (span.start().to_string(), span.end().to_string()),
        last_released: of.released.map(|(week, _)| week.to_string()),
        tables: tables.collect(),
        narratives: narratives.collect(),
        sponsors: of.sponsors.clone(),
    })
}

fn place(of: sheets::Value) -> Option<Place> {
    Some(match of {
        sheets::Value::Nothing => return None,
        sheets::Value::Number(it) => Place::Number(it),
        sheets::Value::Figure(Shown::About { nearest, within }) => Place::About { nearest, within },
        sheets::Value::Figure(Shown::Few) => Place::Few { fewer_than: FEW },
        sheets::Value::Of(it) => Place::Of { groups: it.passing, of: it.there },
        sheets::Value::Words(it) => Place::Words(it),
    })
}
