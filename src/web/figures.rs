//! `/figures/{programme}` and `/figures/{programme}/{quarter}`: the figures of a programme, as they were released. Everybody reads the
//! same ones; there is nothing to filter by, and nothing behind them to open.

use actix_web::web::Path;

use crate::domain::figures::Shown;
use crate::domain::release::Quarter;
use crate::l10n::L10n;
use crate::screens;
use crate::service::figures::{self, Figures, FiguresError, Named, Of, Pair, Stands};
use crate::web::error::{Reply, WebError};
use crate::web::meeting::format_key;
use crate::web::visitor::Visitor;

pub mod chart;

use chart::Chart;

/// The page.
pub struct FiguresView {
    it: Figures,
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
pub fn shown(l: L10n, it: Option<Shown>) -> String {
    match it {
        None => l.t("figures-none"),
        Some(Shown::Few) => l.t("figures-few"),
        Some(Shown::About { nearest, within }) => {
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

/// Of what a line speaks.
#[must_use]
pub fn speaks_of(l: L10n, of: &Of) -> String {
    let named = |it: &Named, unsaid: &str, several: &str| match it {
        Named::As(name) => name.clone(),
        Named::Unsaid => l.t(unsaid),
        Named::Several => l.t(several),
    };
    let parts: Vec<String> = [
        of.place.as_ref().map(|it| named(it, "figures-no-place", "figures-no-place")),
        of.field.as_ref().map(|it| named(it, "figures-no-field", "figures-several-fields")),
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

async fn page(visitor: Visitor, slug: String, quarter: Option<Quarter>) -> Reply {
    let (viewer, locale) = (visitor.viewer.again(), visitor.l().locale());
    let look = move |db: &mut _, now| figures::look(db, &viewer, &slug, quarter, locale, now);
    let view = visitor.app.read(look).await?.map(|it| {
        let weeks = it.weeks.iter().map(|(week, stands)| match stands {
            Stands::Released { figures: Pair { attendances: Some(it), .. }, .. } => (*week, Some(*it)),
            _ => (*week, None),
        });
        FiguresView { chart: Chart::of(weeks.collect()), it }
    });
    visitor.page::<FiguresPage<'_>>(&view)
}

/// `GET /figures/{programme}`
pub async fn latest(visitor: Visitor, slug: Path<String>) -> Reply {
    page(visitor, slug.into_inner(), None).await
}

/// `GET /figures/{programme}/{quarter}`
pub async fn show(visitor: Visitor, at: Path<(String, String)>) -> Reply {
    let (slug, quarter) = at.into_inner();
    let quarter = Quarter::parse(&quarter).ok_or_else(WebError::not_found)?;
    page(visitor, slug, Some(quarter)).await
}
