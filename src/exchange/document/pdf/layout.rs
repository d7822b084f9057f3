//! Where what is printed stands: lines are broken, and pages begin, before anything is drawn. A page is of the size A4, lying, in points.

use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider as _};

use super::super::{Document, Table};

pub(super) const WIDTH: f32 = 841.89;
pub(super) const HEIGHT: f32 = 595.28;
const MARGIN: f32 = 56.0;
const INNER: f32 = WIDTH - 2.0 * MARGIN;
const BOTTOM: f32 = HEIGHT - MARGIN;
/// No line of a text is longer.
const COLUMN: f32 = 500.0;
/// Between two columns.
const GAP: f32 = 8.0;

/// How a text is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Set {
    pub(super) is_bold: bool,
    pub(super) size: f32,
}

const TITLE: Set = Set { is_bold: true, size: 20.0 };
const HEAD: Set = Set { is_bold: true, size: 12.0 };
const TEXT: Set = Set { is_bold: false, size: 10.0 };
const COLUMN_HEAD: Set = Set { is_bold: true, size: 7.5 };
const FIRST: Set = Set { is_bold: true, size: 9.0 };
const CELL: Set = Set { is_bold: false, size: 9.0 };

impl Set {
    fn line(self) -> f32 {
        self.size * 1.4
    }
}

/// A line of text at its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    pub(super) x: f32,
    /// Of the line on which the letters stand.
    pub(super) y: f32,
    pub(super) set: Set,
    pub(super) text: String,
    /// The number of what it belongs to; `None` when it only repeats what stands elsewhere.
    pub(super) leaf: Option<usize>,
}

/// What stands on a page.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) pieces: Vec<Piece>,
    /// The height of each line that is drawn below a row, across the whole table.
    pub(super) rules: Vec<f32>,
}

/// What a text is, for whoever has it read aloud. Numbers are those of [`Piece::leaf`].
#[derive(Debug)]
pub(super) enum Shape {
    /// Of a level.
    Heading(u16, usize),
    Paragraph(usize),
    /// Its caption, its heads, and its rows, the first of each of which is the row's own head.
    Table {
        caption: usize,
        heads: Vec<usize>,
        rows: Vec<Vec<usize>>,
    },
}

/// The letters, and how wide they are.
pub(super) struct Faces<'a> {
    pub(super) regular: FontRef<'a>,
    pub(super) bold: FontRef<'a>,
}

impl Faces<'_> {
    /// How wide a letter is, in a size of 1.
    pub(super) fn advance(&self, is_bold: bool, letter: char) -> (u32, f32) {
        let face = if is_bold { &self.bold } else { &self.regular };
        let glyph = face.charmap().map(letter).unwrap_or_default();
        let advance = face.glyph_metrics(Size::new(1.0), LocationRef::default()).advance_width(glyph);
        (glyph.to_u32(), advance.unwrap_or_default())
    }

    fn width(&self, set: Set, text: &str) -> f32 {
        text.chars().map(|it| self.advance(set.is_bold, it).1).sum::<f32>() * set.size
    }

    /// Broken into lines that are no wider; a word that is wider by itself is broken, too.
    fn lines(&self, set: Set, text: &str, most: f32) -> Vec<String> {
        let mut lines = Vec::new();
        let mut line = String::new();
        for word in text.split_whitespace() {
            let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if self.width(set, &longer) <= most {
                line = longer;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            for letter in word.chars() {
                if !line.is_empty() && self.width(set, &format!("{line}{letter}")) > most {
                    lines.push(std::mem::take(&mut line));
                }
                line.push(letter);
            }
        }
        lines.push(line);
        lines
    }
}

/// A document that is being set.
pub(super) struct Layout<'a> {
    faces: &'a Faces<'a>,
    pub(super) pages: Vec<Page>,
    pub(super) shapes: Vec<Shape>,
    pub(super) leaves: usize,
    /// Where the next line begins.
    y: f32,
}

/// One place of a row: its lines, how they are set, and whether they stand on the right.
struct Place {
    lines: Vec<String>,
    set: Set,
    x: f32,
    width: f32,
    is_right: bool,
    leaf: usize,
}

impl<'a> Layout<'a> {
    pub(super) fn of(faces: &'a Faces<'a>, it: &Document) -> Self {
        let mut layout =
            Self { faces, pages: vec![Page::default()], shapes: Vec::new(), leaves: 0, y: MARGIN };
        layout.heading(1, TITLE, &it.title);
        for text in &it.about {
            layout.paragraph(text);
        }
        for table in &it.tables {
            layout.table(table);
        }
        for (title, paragraphs) in &it.texts {
            layout.heading(2, HEAD, title);
            for text in paragraphs {
                layout.paragraph(text);
            }
        }
        layout.y += TEXT.line();
        for text in &it.foot {
            layout.paragraph(text);
        }
        layout
    }

    fn leaf(&mut self) -> usize {
        self.leaves += 1;
        self.leaves - 1
    }

    /// Begins a page, where so much has no room on this one. Whether it did.
    fn make_room(&mut self, height: f32) -> bool {
        let is_full = self.y + height > BOTTOM;
        if is_full {
            self.pages.push(Page::default());
            self.y = MARGIN;
        }
        is_full
    }

    fn put(&mut self, piece: Piece) {
        if let Some(page) = self.pages.last_mut() {
            page.pieces.push(piece);
        }
    }

    fn write(&mut self, set: Set, text: &str) -> usize {
        let leaf = self.leaf();
        for line in self.faces.lines(set, text, COLUMN) {
            self.make_room(set.line());
            self.y += set.line();
            self.put(Piece { x: MARGIN, y: self.y, set, text: line, leaf: Some(leaf) });
        }
        leaf
    }

    fn heading(&mut self, level: u16, set: Set, text: &str) {
        // It does not stand alone at the end of a page.
        self.make_room(set.line() * 2.0 + TEXT.line() * 2.0);
        self.y += set.size * 0.6;
        let leaf = self.write(set, text);
        self.y += set.size * 0.3;
        self.shapes.push(Shape::Heading(level, leaf));
    }

    fn paragraph(&mut self, text: &str) {
        let leaf = self.write(TEXT, text);
        self.y += TEXT.size * 0.5;
        self.shapes.push(Shape::Paragraph(leaf));
    }

    fn table(&mut self, it: &Table) {
        self.make_room(HEAD.line() * 2.0 + CELL.line() * 4.0);
        self.y += HEAD.size * 0.8;
        let caption = self.write(HEAD, &it.title);
        self.y += GAP / 2.0;
        if let Some(about) = &it.about {
            self.paragraph(about);
        }
        let others = u8::try_from(it.heads.len().saturating_sub(1)).unwrap_or(u8::MAX).max(1);
        let first = if others > 3 { INNER * 0.18 } else { INNER * 0.4 };
        let other = (INNER - first) / f32::from(others);
        let column = |number: usize| {
            let before = f32::from(u8::try_from(number.saturating_sub(1)).unwrap_or(u8::MAX));
            if number == 0 {
                (MARGIN, first - GAP)
            } else {
                (MARGIN + first + before * other, other - GAP / 2.0)
            }
        };
        let heads: Vec<Place> = it
            .heads
            .iter()
            .enumerate()
            .map(|(number, text)| self.place(text, COLUMN_HEAD, column(number), number > 0))
            .collect();
        self.row(&heads, true);
        let mut rows = Vec::new();
        for (name, cells) in &it.rows {
            let mut row = vec![self.place(name, FIRST, column(0), false)];
            for (number, cell) in cells.iter().enumerate() {
                let (x, width) = column(number + 1);
                // A sentence in place of all that would stand behind it.
                let is_sentence = cells.len() < usize::from(others);
                let at = if is_sentence { (x, MARGIN + INNER - x) } else { (x, width) };
                row.push(self.place(&cell.text, CELL, at, !is_sentence));
            }
            if self.make_room(height(&row)) {
                self.row(&heads, false);
            }
            self.row(&row, true);
            rows.push(row.iter().map(|it| it.leaf).collect());
        }
        let heads = heads.iter().map(|it| it.leaf).collect();
        self.shapes.push(Shape::Table { caption, heads, rows });
    }

    fn place(&mut self, text: &str, set: Set, (x, width): (f32, f32), is_right: bool) -> Place {
        Place { lines: self.faces.lines(set, text, width), set, x, width, is_right, leaf: self.leaf() }
    }

    fn row(&mut self, places: &[Place], is_first_time: bool) {
        for it in places {
            let mut y = self.y;
            for line in &it.lines {
                y += it.set.line();
                let free = if it.is_right { it.width - self.faces.width(it.set, line) } else { 0.0 };
                let leaf = is_first_time.then_some(it.leaf);
                self.put(Piece { x: it.x + free, y, set: it.set, text: line.clone(), leaf });
            }
        }
        self.y += height(places);
        let y = self.y;
        if let Some(page) = self.pages.last_mut() {
            page.rules.push(y);
        }
    }
}

/// From the left to the right end of what is printed.
pub(super) fn across() -> (f32, f32) {
    (MARGIN, WIDTH - MARGIN)
}

fn height(of: &[Place]) -> f32 {
    let most = of.iter().map(|it| it.lines.len()).max().unwrap_or(1);
    f32::from(u8::try_from(most).unwrap_or(u8::MAX)) * CELL.line() + GAP / 2.0
}
