//! The figures as files, with the numbers of the page. Of the same figures the same bytes are made, whenever that is.

use actix_web::HttpResponse;
use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};

use super::sheets::{self, Value};
use super::{json, look, period, quarter, released};
use crate::coded;
use crate::domain::coded::Coded as _;
use crate::domain::figures::Shown;
use crate::domain::period::Period;
use crate::exchange::document::{self, Cell, Document, Table};
use crate::l10n::L10n;
use crate::service::figures::Figures;
use crate::web::error::{Reply, WebError};
use crate::web::visitor::Visitor;

coded! {
    /// As what they can be had.
    pub enum Ending {
        Csv = "csv",
        Ods = "ods",
        Pdf = "pdf",
        Json = "json",
    }
}

impl Ending {
    /// What it is, in words.
    fn key(self) -> &'static str {
        match self {
            Self::Csv => "figures-file-csv",
            Self::Ods => "figures-file-ods",
            Self::Pdf => "figures-file-pdf",
            Self::Json => "figures-file-json",
        }
    }

    fn content_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            Self::Pdf => "application/pdf",
            Self::Json => "application/json",
        }
    }
}

/// All of them for a page: the address, and what it is.
#[must_use]
pub fn offered(of: &Figures) -> Vec<(String, &'static str)> {
    let address = |it: &Ending| format!("/figures/{}/{}.{}", of.slug, of.period, it.code());
    Ending::ALL.iter().map(|it| (address(it), it.key())).collect()
}

pub(super) async fn file(visitor: Visitor, slug: String, of: Option<Period>, ending: Ending) -> Reply {
    let l = visitor.l();
    let it = look(&visitor, slug, of).await?;
    let bytes = match ending {
        Ending::Csv => document::csv(&document(l, &it))?,
        Ending::Ods => document::ods(&document(l, &it))?,
        Ending::Pdf => document::pdf(&document(l, &it)).map_err(|cause| unwritten(&cause))?,
        Ending::Json => json::json(l, &it).map_err(|cause| unwritten(&cause))?,
    };
    let name = format!("attachment; filename=\"{}-{}.{}\"", it.slug, it.period, ending.code());
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, ending.content_type()))
        .insert_header((CONTENT_DISPOSITION, name))
        .body(bytes))
}

fn unwritten(cause: &dyn std::error::Error) -> WebError {
    tracing::error!(%cause, "figures could not be written");
    WebError::unavailable("error-internal")
}

/// What is handed on.
fn document(l: L10n, of: &Figures) -> Document {
    let mut about = vec![period(l, of.period)];
    about.extend(released(l, of));
    about.extend(["figures-protected", "figures-not-persons"].map(|key| l.t(key)));
    let tables = sheets::all(l, of).into_iter().map(|sheet| Table {
        title: sheet.title,
        about: sheet.about,
        heads: std::iter::once(sheet.heads.0).chain(sheet.heads.1).collect(),
        rows: sheet
            .rows
            .into_iter()
            .map(|(of, values)| (of, values.iter().map(|it| cell(l, it)).collect()))
            .collect(),
    });
    let texts = of.narratives.iter().filter_map(|(when, it)| {
        let words = it.words.as_ref()?.as_str();
        let title = l.with("figures-narrative-of", &[("quarter", quarter(l, *when).into())]);
        Some((title, words.lines().filter(|it| !it.trim().is_empty()).map(str::to_owned).collect()))
    });
    Document {
        language: l.code(),
        title: of.programme.clone(),
        about,
        tables: tables.collect(),
        texts: texts.collect(),
        foot: of.sponsors.clone(),
    }
}

fn cell(l: L10n, of: &Value) -> Cell {
    let (number, within) = match of {
        Value::Number(it) => (Some(i64::from(*it)), None),
        Value::Figure(Shown::About { nearest, within }) => (Some(*nearest), Some(*within)),
        Value::Figure(Shown::Few) | Value::Nothing | Value::Of(_) | Value::Words(_) => (None, None),
    };
    Cell { text: of.text(l), number, within }
}
