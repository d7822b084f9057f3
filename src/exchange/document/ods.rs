//! As a file for spreadsheets: OpenDocument 1.3, each table on a sheet of its own. The parts of it that such a file must have are few,
//! and no library writes them without the time at which it did.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, DateTime};

use super::{Document, Item};
use crate::exchange::archive::NotPacked;

/// What the file is; it stands at its beginning, as it is.
const KIND: &str = "application/vnd.oasis.opendocument.spreadsheet";
const MANIFEST: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"#;
const BEGINS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3"><office:automatic-styles><style:style style:name="wide" style:family="table-column"><style:table-column-properties style:column-width="7cm"/></style:style><style:style style:name="usual" style:family="table-column"><style:table-column-properties style:column-width="4cm"/></style:style><style:style style:name="head" style:family="table-cell"><style:text-properties fo:font-weight="bold"/></style:style></office:automatic-styles><office:body><office:spreadsheet>"#;
const ENDS: &str = "</office:spreadsheet></office:body></office:document-content>";
/// No sheet has a longer name, and none of these letters.
const LONGEST_NAME: usize = 31;
const NOT_IN_A_NAME: [char; 7] = ['[', ']', '*', '?', ':', '/', '\\'];

/// The file. The words stand on the first sheet.
///
/// # Errors
/// When it cannot be packed.
pub fn ods(of: &Document) -> Result<Vec<u8>, NotPacked> {
    let mut content = BEGINS.to_owned();
    let mut first = vec![vec![Item::Words(of.title.clone())]];
    first.extend(of.about.iter().map(|it| vec![Item::Words(it.clone())]));
    for (title, paragraphs) in &of.texts {
        first.push(Vec::new());
        first.push(vec![Item::Words(title.clone())]);
        first.extend(paragraphs.iter().map(|it| vec![Item::Words(it.clone())]));
    }
    first.push(Vec::new());
    first.extend(of.foot.iter().map(|it| vec![Item::Words(it.clone())]));
    sheet(&mut content, &of.title, &[], &first);
    for table in &of.tables {
        let (heads, rows) = table.grid();
        let about = table.about.iter().map(|it| vec![Item::Words(it.clone())]);
        let rows: Vec<_> = rows.into_iter().chain(about).collect();
        sheet(&mut content, &table.title, &heads, &rows);
    }
    content.push_str(ENDS);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let always = SimpleFileOptions::default().last_modified_time(DateTime::default());
    for (name, how, text) in [
        ("mimetype", CompressionMethod::Stored, KIND),
        ("META-INF/manifest.xml", CompressionMethod::Deflated, MANIFEST),
        ("content.xml", CompressionMethod::Deflated, content.as_str()),
    ] {
        zip.start_file(name, always.compression_method(how))?;
        zip.write_all(text.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

fn sheet(to: &mut String, title: &str, heads: &[String], rows: &[Vec<Item>]) {
    let name: String = title.chars().filter(|it| !NOT_IN_A_NAME.contains(it)).take(LONGEST_NAME).collect();
    let columns = rows.iter().map(Vec::len).chain([heads.len(), 1]).max().unwrap_or(1);
    // Writing to a string does not fail.
    let _ = write!(
        to,
        r#"<table:table table:name="{}"><table:table-column table:style-name="wide"/>"#,
        escaped(&name)
    );
    if columns > 1 {
        let more = columns - 1;
        let _ = write!(
            to,
            r#"<table:table-column table:style-name="usual" table:number-columns-repeated="{more}"/>"#
        );
    }
    if !heads.is_empty() {
        to.push_str("<table:table-row>");
        for it in heads {
            words(to, it, r#" table:style-name="head""#);
        }
        to.push_str("</table:table-row>");
    }
    for row in rows {
        to.push_str("<table:table-row>");
        if row.is_empty() {
            to.push_str("<table:table-cell/>");
        }
        for item in row {
            match item {
                Item::Words(it) => words(to, it, ""),
                Item::Number(it) => {
                    let _ = write!(
                        to,
                        r#"<table:table-cell office:value-type="float" office:value="{it}"><text:p>{it}</text:p></table:table-cell>"#
                    );
                }
            }
        }
        to.push_str("</table:table-row>");
    }
    to.push_str("</table:table>");
}

fn words(to: &mut String, it: &str, style: &str) {
    let _ = write!(to, r#"<table:table-cell{style} office:value-type="string">"#);
    for line in it.lines() {
        let _ = write!(to, "<text:p>{}</text:p>", escaped(line));
    }
    to.push_str("</table:table-cell>");
}

fn escaped(it: &str) -> String {
    it.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use zip::ZipArchive;

    use super::*;
    use crate::exchange::document::tests::report;

    #[test]
    fn a_spreadsheet_begins_with_what_it_is_and_has_a_sheet_for_each_table() {
        let bytes = ods(&report()).unwrap();
        // So far into it programs look for what it is.
        assert_eq!(&bytes[30..38 + KIND.len()], format!("mimetype{KIND}").as_bytes());
        assert_eq!(bytes, ods(&report()).unwrap(), "of the same the same");
        let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut content = String::new();
        zip.by_name("content.xml").unwrap().read_to_string(&mut content).unwrap();
        for part in [
            r#"<table:table table:name="Kinisi">"#,
            r#"<table:table table:name="By place">"#,
            "<text:p>=Volos &amp; Chania</text:p>",
            r#"office:value="45"><text:p>45</text:p>"#,
            "a good &lt;quarter&gt;.",
            "<text:p>By where they meet</text:p>",
            "<text:p>EOPAE</text:p>",
        ] {
            assert!(content.contains(part), "{part}");
        }
    }
}
