//! `/figures/{programme}` and `/figures/{programme}/{period}`: the figures of a programme, as they were released. Everybody reads the
//! same ones; there is nothing to filter by, and nothing behind them to open.

use actix_web::web::Path;

use crate::access::Visible;
use crate::domain::coded::Coded as _;
use crate::domain::figures::Shown;
use crate::domain::period::Period;
use crate::domain::release::Quarter;
use crate::l10n::L10n;
use crate::screens;
use crate::service::figures::{self, Figures, FiguresError, Named, Of, Pair, Stands};
use crate::web::error::{Reply, WebError};
use crate::web::meeting::format_key;
use crate::web::visitor::Visitor;

pub mod chart;
pub mod files;
mod json;
pub mod sheets;

use chart::{At, Chart};
use files::Ending;
use sheets::Sheet;

/// The page.
pub struct FiguresView {
    it: Figures,
    sheets: Vec<Sheet>,
    chart: Option<Chart>,
}

screens! { FiguresPage(FiguresView) = "programme/figures.html"; }

impl From<FiguresError> for WebError {
    fn from(error: FiguresError) -> Self {
        match error {
            FiguresError::NotFound => Self::not_found(),
            FiguresError::Store(cause) => cause.into(),
        }
    }
}

/// A figure, in words.
#[must_use]
pub fn shown(l: L10n, it: Shown) -> String {
    match it {
        Shown::Few => l.t("figures-few"),
        Shown::About { nearest, within } => {
            l.with("figures-about", &[("nearest", nearest.into()), ("within", within.into())])
        }
    }
}

/// A quarter, in words.
#[must_use]
pub fn quarter(l: L10n, it: Quarter) -> String {
    let key = match it.number() {
        1 => "figures-quarter-first",
        2 => "figures-quarter-second",
        3 => "figures-quarter-third",
        _ => "figures-quarter-fourth",
    };
    l.with(key, &[("year", it.year().to_string().into())])
}

/// A quarter or a year, in words.
#[must_use]
pub fn period(l: L10n, it: Period) -> String {
    match it {
        Period::Quarter(it) => quarter(l, it),
        Period::Year(year) => l.with("figures-year", &[("year", year.to_string().into())]),
    }
}

/// When what is shown was released; `None` when nothing was.
#[must_use]
pub fn released(l: L10n, of: &Figures) -> Option<String> {
    let (week, when) = of.released?;
    let args = [("week", l.date(week.monday()).into()), ("when", l.when(when, of.zone).into())];
    Some(l.with("figures-released", &args))
}

/// A place, in words.
#[must_use]
pub fn place(l: L10n, it: &Named) -> String {
    match it {
        Named::As(name) => name.clone(),
        // No group has several.
        Named::Unsaid | Named::Several => l.t("figures-no-place"),
    }
}

/// A field, in words.
#[must_use]
pub fn field(l: L10n, it: &Named) -> String {
    match it {
        Named::As(name) => name.clone(),
        Named::Unsaid => l.t("figures-no-field"),
        Named::Several => l.t("figures-several-fields"),
    }
}

/// Of what a line speaks.
#[must_use]
pub fn speaks_of(l: L10n, of: &Of) -> String {
    let parts: Vec<String> = [
        of.place.as_ref().map(|it| place(l, it)),
        of.field.as_ref().map(|it| field(l, it)),
        of.format.map(|it| l.t(format_key(it))),
    ]
    .into_iter()
    .flatten()
    .collect();
    match (parts.is_empty(), of.is_rest) {
        (true, false) => l.t("figures-all"),
        (true, true) => l.t("figures-all-others"),
        (false, false) => parts.join(" · "),
        (false, true) => l.with("figures-others-of", &[("what", parts.join(" · ").into())]),
    }
}

async fn look(visitor: &Visitor, slug: String, period: Option<Period>) -> Result<Visible<Figures>, WebError> {
    let (viewer, locale) = (visitor.viewer.again(), visitor.l().locale());
    let look = move |db: &mut _, now| figures::look(db, &viewer, &slug, period, locale, now);
    Ok(visitor.app.read(look).await?)
}

async fn page(visitor: Visitor, slug: String, period: Option<Period>) -> Reply {
    let l = visitor.l();
    let view = look(&visitor, slug, period).await?.map(|it| {
        let columns = it.rows.iter().map(|row| At {
            name: chart::name(row.span),
            now: match row.stands {
                Stands::Released { figures: Pair { attendances, .. }, .. } => attendances,
                Stands::Withheld | Stands::Due(_) => None,
            },
            before: row.before,
        });
        FiguresView { chart: Chart::of(columns.collect()), sheets: sheets::all(l, &it), it }
    });
    visitor.page::<FiguresPage<'_>>(&view)
}

/// `GET /figures/{programme}`, and `GET /p/{programme}/participation`
pub async fn latest(visitor: Visitor, slug: Path<String>) -> Reply {
    page(visitor, slug.into_inner(), None).await
}

/// `GET /p/{programme}/participation.csv`
pub async fn latest_csv(visitor: Visitor, slug: Path<String>) -> Reply {
    files::file(visitor, slug.into_inner(), None, Ending::Csv).await
}

/// `GET /p/{programme}/participation.json`
pub async fn latest_json(visitor: Visitor, slug: Path<String>) -> Reply {
    files::file(visitor, slug.into_inner(), None, Ending::Json).await
}

/// `GET /figures/{programme}/{period}`, and the same with an ending: as a file.
pub async fn show(visitor: Visitor, at: Path<(String, String)>) -> Reply {
    let (slug, at) = at.into_inner();
    let (written, ending) = match at.split_once('.') {
        Some((written, ending)) => {
            (written, Some(Ending::from_code(ending).ok_or_else(WebError::not_found)?))
        }
        None => (at.as_str(), None),
    };
    let period = Period::parse(written).ok_or_else(WebError::not_found)?;
    match ending {
        Some(ending) => files::file(visitor, slug, Some(period), ending).await,
        None => page(visitor, slug, Some(period)).await,
    }
}
