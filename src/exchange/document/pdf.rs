//! As pages to print (PDF 1.7), with tags by which it can be read aloud. The letters are those of DejaVu Sans, which has Greek; of the
//! document the same bytes are made, whenever that is.

use std::num::NonZeroU16;

use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, Node, SpanTag, TableHeaderScope, Tag, TagGroup, TagTree,
};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::FontRef;

use super::Document;

mod layout;

use layout::{Faces, HEIGHT, Layout, Page, Piece, Set, Shape, WIDTH};

const REGULAR: &[u8] = include_bytes!("../../../templates/fonts/DejaVuSans.ttf");
const BOLD: &[u8] = include_bytes!("../../../templates/fonts/DejaVuSans-Bold.ttf");
/// Where and how the number of a page stands.
const FOOT: (f32, Set) = (HEIGHT - 28.0, Set { is_bold: false, size: 8.0 });

/// It could not be made: the letters are no letters, or the pages no pages.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("pages could not be made: {0}")]
pub struct NotPrinted(String);

fn broken(what: &str) -> NotPrinted {
    NotPrinted(what.to_owned())
}

/// The file.
///
/// # Errors
/// When it cannot be made; no document is known that would be the cause.
pub fn pdf(of: &Document) -> Result<Vec<u8>, NotPrinted> {
    let face = |bytes| FontRef::new(bytes).map_err(|cause| NotPrinted(cause.to_string()));
    let faces = Faces { regular: face(REGULAR)?, bold: face(BOLD)? };
    let font = |bytes: &'static [u8]| Font::new(bytes.into(), 0).ok_or_else(|| broken("a font"));
    let pen = Pen { faces: &faces, regular: font(REGULAR)?, bold: font(BOLD)? };
    let layout = Layout::of(&faces, of);
    let mut document = krilla::Document::new();
    let mut drawn: Vec<Vec<Node>> = (0..layout.leaves).map(|_| Vec::new()).collect();
    let count = layout.pages.len();
    for (page, number) in layout.pages.iter().zip(1_usize..) {
        let settings = PageSettings::from_wh(WIDTH, HEIGHT).ok_or_else(|| broken("a page"))?;
        let mut sheet = document.start_page_with(settings);
        let mut surface = sheet.surface();
        for (leaf, id) in pen.draw(&mut surface, page) {
            if let Some(all) = drawn.get_mut(leaf) {
                all.push(id.into());
            }
        }
        let (left, _) = layout::across();
        let text = format!("{number} / {count}");
        pen.write(&mut surface, &Piece { x: left, y: FOOT.0, set: FOOT.1, text, leaf: None });
        surface.finish();
        sheet.finish();
    }
    let mut tree = TagTree::new().with_lang(Some(of.language.to_owned()));
    for it in &layout.shapes {
        tree.push(group(it, &mut drawn));
    }
    document.set_tag_tree(tree);
    document.set_metadata(Metadata::new().title(of.title.clone()).language(of.language.to_owned()));
    document.finish().map_err(|cause| NotPrinted(format!("{cause:?}")))
}

fn group(of: &Shape, drawn: &mut [Vec<Node>]) -> TagGroup {
    let mut take = |leaf: usize| drawn.get_mut(leaf).map(std::mem::take).unwrap_or_default();
    match of {
        Shape::Heading(level, leaf) => {
            let level = NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN);
            TagGroup::with_children(Tag::Hn(level, None), take(*leaf))
        }
        Shape::Paragraph(leaf) => TagGroup::with_children(Tag::P, take(*leaf)),
        Shape::Table { caption, heads, rows } => {
            let mut table = TagGroup::new(Tag::Table);
            table.push(TagGroup::with_children(Tag::Caption, take(*caption)));
            let mut first = TagGroup::new(Tag::TR);
            for leaf in heads {
                first.push(TagGroup::with_children(Tag::TH(TableHeaderScope::Column), take(*leaf)));
            }
            table.push(first);
            for row in rows {
                let mut line = TagGroup::new(Tag::TR);
                for (leaf, place) in row.iter().zip(0_usize..) {
                    line.push(match place {
                        0 => TagGroup::with_children(Tag::TH(TableHeaderScope::Row), take(*leaf)),
                        _ => TagGroup::with_children(Tag::TD, take(*leaf)),
                    });
                }
                table.push(line);
            }
            table
        }
    }
}

/// What draws.
struct Pen<'a> {
    faces: &'a Faces<'a>,
    regular: Font,
    bold: Font,
}

impl Pen<'_> {
    /// Draws a page. What belongs to which leaf.
    fn draw(&self, surface: &mut Surface<'_>, page: &Page) -> Vec<(usize, Identifier)> {
        let (left, right) = layout::across();
        surface.start_tagged(ContentTag::Artifact(Artifact::new(ArtifactType::Other, None)));
        surface.set_fill(None);
        surface.set_stroke(Some(Stroke {
            paint: rgb::Color::new(170, 170, 170).into(),
            width: 0.5,
            ..Stroke::default()
        }));
        for y in &page.rules {
            let mut path = PathBuilder::new();
            path.move_to(left, *y);
            path.line_to(right, *y);
            if let Some(path) = path.finish() {
                surface.draw_path(&path);
            }
        }
        surface.end_tagged();
        surface.set_stroke(None);
        surface.set_fill(Some(Fill {
            paint: rgb::Color::new(0, 0, 0).into(),
            opacity: NormalizedF32::ONE,
            ..Fill::default()
        }));
        page.pieces.iter().filter_map(|it| Some((it.leaf?, self.write(surface, it)))).collect()
    }

    fn write(&self, surface: &mut Surface<'_>, it: &Piece) -> Identifier {
        let id = surface.start_tagged(match it.leaf {
            Some(_) => ContentTag::Span(SpanTag::empty()),
            None => ContentTag::Artifact(Artifact::new(ArtifactType::Other, None)),
        });
        let glyphs: Vec<KrillaGlyph> = it
            .text
            .char_indices()
            .map(|(at, letter)| {
                let (glyph, advance) = self.faces.advance(it.set.is_bold, letter);
                KrillaGlyph {
                    glyph_id: GlyphId::new(glyph),
                    text_range: at..at + letter.len_utf8(),
                    x_advance: advance,
                    x_offset: 0.0,
                    y_offset: 0.0,
                    y_advance: 0.0,
                    location: None,
                }
            })
            .collect();
        let font = if it.set.is_bold { self.bold.clone() } else { self.regular.clone() };
        surface.draw_glyphs(Point::from_xy(it.x, it.y), &glyphs, font, &it.text, it.set.size, false);
        surface.end_tagged();
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::document::tests::report;

    #[test]
    fn of_the_same_the_same_pages_are_made() {
        let bytes = pdf(&report()).unwrap();
        assert!(bytes.starts_with(b"%PDF-1.7"));
        assert_eq!(bytes, pdf(&report()).unwrap());
    }

    #[test]
    fn every_word_stands_within_the_page_and_a_long_table_goes_on_with_its_heads() {
        let mut long = report();
        long.title = "Ω".repeat(200);
        for table in &mut long.tables {
            table.rows = (0..200).flat_map(|_| table.rows.clone()).collect();
        }
        let faces = Faces { regular: FontRef::new(REGULAR).unwrap(), bold: FontRef::new(BOLD).unwrap() };
        let layout = Layout::of(&faces, &long);
        assert!(layout.pages.len() > 5);
        let (left, right) = layout::across();
        for page in &layout.pages {
            for it in &page.pieces {
                let width: f32 =
                    it.text.chars().map(|c| faces.advance(it.set.is_bold, c).1 * it.set.size).sum();
                assert!(
                    it.x >= left - 0.01 && it.x + width <= right + 0.01 && it.y < HEIGHT - 40.0,
                    "{it:?}"
                );
            }
        }
        let repeated: Vec<_> =
            layout.pages[3].pieces.iter().filter(|it| it.leaf.is_none()).map(|it| it.text.as_str()).collect();
        assert_eq!(repeated, ["Groups", "Attendances", "Planned"]);
        let read: usize =
            layout.pages.iter().flat_map(|it| &it.pieces).filter(|it| it.text == "Patra").count();
        assert_eq!(read, 200, "each row once");
    }

    #[test]
    fn there_is_a_letter_for_what_greeks_write() {
        let faces = Faces { regular: FontRef::new(REGULAR).unwrap(), bold: FontRef::new(BOLD).unwrap() };
        for letter in "Παρουσίες ΐ ᾧ Ώ; «ΕΟΠΑΕ» 45 ± 14 – · İÇñß Жю €".chars().filter(|it| *it != ' ')
        {
            for is_bold in [false, true] {
                assert_ne!(faces.advance(is_bold, letter).0, 0, "{letter}");
            }
        }
    }
}
