//! Something to be handed on: words, and tables of numbers. How it is written as a table for programs, as a file for spreadsheets and
//! as pages to print; what stands in it is not known here. Of the same document the same bytes are made, whenever that is.

use crate::exchange::archive::{NotPacked, unfolded};

mod ods;
mod pdf;

pub use ods::ods;
pub use pdf::{NotPrinted, pdf};

/// All of it.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// The language in which it is written: `el`.
    pub language: &'static str,
    pub title: String,
    /// What stands below the title.
    pub about: Vec<String>,
    pub tables: Vec<Table>,
    /// Headed texts behind the tables.
    pub texts: Vec<(String, Vec<String>)>,
    /// The last lines.
    pub foot: Vec<String>,
}

/// A table, whose first column says of what a row speaks.
#[derive(Debug, Clone, Default)]
pub struct Table {
    pub title: String,
    /// What has to be known of it.
    pub about: Option<String>,
    /// Of every column, the first one included.
    pub heads: Vec<String>,
    pub rows: Vec<(String, Vec<Cell>)>,
}

/// A place of a table: as it is read, and as it is calculated with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    pub text: String,
    pub number: Option<i64>,
    /// How far off the number may be.
    pub within: Option<i64>,
}

/// What one place of a grid holds.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Item {
    Words(String),
    Number(i64),
}

impl Table {
    /// Heads and rows for programs that calculate: a number stands alone, and how far off it may be in a column of its own behind it.
    fn grid(&self) -> (Vec<String>, Vec<Vec<Item>>) {
        let is_within = |column: usize| {
            self.rows.iter().any(|(_, cells)| cells.get(column).is_some_and(|it| it.within.is_some()))
        };
        let mut heads: Vec<String> = self.heads.first().cloned().into_iter().collect();
        for (column, head) in self.heads.iter().skip(1).enumerate() {
            heads.push(head.clone());
            if is_within(column) {
                heads.push(format!("{head} ±"));
            }
        }
        let rows = self.rows.iter().map(|(head, cells)| {
            let mut row = vec![Item::Words(head.clone())];
            for (column, cell) in cells.iter().enumerate() {
                row.push(cell.number.map_or_else(|| Item::Words(cell.text.clone()), Item::Number));
                if is_within(column) {
                    row.push(cell.within.map_or_else(|| Item::Words(String::new()), Item::Number));
                }
            }
            row
        });
        (heads, rows.collect())
    }
}

/// As lines of values with commas between them, in UTF-8 with its mark, by which table programs know it. Tables follow each other, each
/// below its title, with an empty line before it.
///
/// # Errors
/// When a line cannot be written.
pub fn csv(of: &Document) -> Result<Vec<u8>, NotPacked> {
    let mut csv = ::csv::WriterBuilder::new().flexible(true).from_writer("\u{feff}".as_bytes().to_vec());
    let mut line = |values: &[&str]| csv.write_record(values.iter().map(|it| unfolded(it)));
    line(&[&of.title])?;
    for it in &of.about {
        line(&[it])?;
    }
    for table in &of.tables {
        line(&[""])?;
        line(&[&table.title])?;
        if let Some(about) = &table.about {
            line(&[about])?;
        }
        let (heads, rows) = table.grid();
        line(&heads.iter().map(String::as_str).collect::<Vec<_>>())?;
        for row in rows {
            let values: Vec<String> = row
                .into_iter()
                .map(|it| match it {
                    Item::Words(words) => words,
                    Item::Number(number) => number.to_string(),
                })
                .collect();
            line(&values.iter().map(String::as_str).collect::<Vec<_>>())?;
        }
    }
    for (title, paragraphs) in &of.texts {
        line(&[""])?;
        line(&[title])?;
        for it in paragraphs {
            line(&[it])?;
        }
    }
    line(&[""])?;
    for it in &of.foot {
        line(&[it])?;
    }
    csv.into_inner().map_err(|cause| cause.into_error().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn report() -> Document {
        let about = |nearest: i64, within: i64| Cell {
            text: format!("{nearest} ± {within}"),
            number: Some(nearest),
            within: Some(within),
        };
        let few = Cell { text: "fewer than 10".to_owned(), ..Cell::default() };
        Document {
            language: "en",
            title: "Kinisi".to_owned(),
            about: vec!["Fourth quarter of 2026".to_owned()],
            tables: vec![Table {
                title: "By place".to_owned(),
                about: Some("By where they meet".to_owned()),
                heads: ["Groups", "Attendances", "Planned"].map(str::to_owned).to_vec(),
                rows: vec![
                    ("=Volos & Chania".to_owned(), vec![about(45, 14), number(12)]),
                    ("Patra".to_owned(), vec![few, number(3)]),
                ],
            }],
            texts: vec![(
                "In their words".to_owned(),
                vec!["It was, \"all told\", a good <quarter>.".to_owned()],
            )],
            foot: vec!["EOPAE".to_owned()],
        }
    }

    fn number(it: i64) -> Cell {
        Cell { text: it.to_string(), number: Some(it), within: None }
    }

    #[test]
    fn numbers_stand_alone_and_how_far_off_they_may_be_beside_them() {
        let text = String::from_utf8(csv(&report()).unwrap()).unwrap();
        assert_eq!(
            text.strip_prefix('\u{feff}').unwrap(),
            "Kinisi\nFourth quarter of 2026\n\"\"\nBy place\nBy where they meet\nGroups,Attendances,Attendances ±,Planned\n\
             '=Volos & Chania,45,14,12\nPatra,fewer than 10,,3\n\"\"\nIn their words\n\
             \"It was, \"\"all told\"\", a good <quarter>.\"\n\"\"\nEOPAE\n"
        );
    }
}
