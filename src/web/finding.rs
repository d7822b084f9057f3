//! `/`, `/groups` and `/groups.json`: what anybody may find, without a cookie and without script.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse};

use self::asked::Asked;
use self::filters::{Filters, Way};
use super::error::{Reply, WebError};
use super::visitor::Visitor;
use crate::access::Visible;
use crate::domain::finding::Facet;
use crate::domain::text::Closeness;
use crate::l10n::L10n;
use crate::screens;
use crate::service::finding::{self, Page};

pub(super) mod asked;
mod filters;
mod json;

/// The list's page.
pub struct ListView {
    page: Page,
    filters: Filters,
    words: String,
    is_front: bool,
    /// The first that is only almost what was looked for, counted on this page.
    almost_from: Option<usize>,
    /// What is wished for, and the list without it.
    ways: Vec<Way>,
    /// Addresses of the pages before and after; empty where there is none.
    before: String,
    after: String,
    /// Which part of the list this is.
    place: String,
    /// The address of the list without any wish.
    all: String,
}

screens! {
    ListPage(ListView) = "finding/list.html";
}

fn view(l: L10n, prefix: &str, asked: &Asked, is_front: bool, page: Page) -> ListView {
    let list = format!("{prefix}/groups");
    let skipped = asked.wanted().after.min(page.total);
    let before = (skipped > 0).then(|| skipped.saturating_sub(finding::PAGE));
    let range = [
        ("from", (skipped + 1).into()),
        ("to", (skipped + page.found.len()).into()),
        ("total", page.total.into()),
    ];
    ListView {
        filters: filters::filters(l, asked, &page),
        words: asked.first(crate::domain::coded::Coded::code(Facet::Words)).to_owned(),
        almost_from: page.found.iter().position(|it| it.closeness == Closeness::Almost),
        ways: filters::ways(l, &list, asked, &page),
        before: before.map(|after| asked.further(&list, after)).unwrap_or_default(),
        after: page.next.map(|after| asked.further(&list, after)).unwrap_or_default(),
        place: l.with("find-place", &range),
        all: list,
        page,
        is_front,
    }
}

async fn look(visitor: &Visitor, asked: &Asked) -> Result<Visible<Page>, WebError> {
    let (wanted, locale) = (asked.wanted(), visitor.l().locale());
    let page: Result<_, crate::store::StoreError> =
        visitor.app.read(move |db, now| finding::find(db, &wanted, locale, now)).await;
    Ok(page?)
}

/// `GET /`
pub async fn front(visitor: Visitor, request: HttpRequest) -> Reply {
    list_page(visitor, &Asked::read(request.query_string()), true).await
}

/// `GET /groups`
pub async fn list(visitor: Visitor, request: HttpRequest) -> Reply {
    list_page(visitor, &Asked::read(request.query_string()), false).await
}

async fn list_page(visitor: Visitor, asked: &Asked, is_front: bool) -> Reply {
    let page = look(&visitor, asked).await?;
    let (l, prefix) = (visitor.l(), visitor.prefix());
    visitor.public_page::<ListPage<'_>>(&page.map(|page| view(l, prefix, asked, is_front, page)))
}

/// `GET /groups.json`
pub async fn json(visitor: Visitor, request: HttpRequest) -> Reply {
    let asked = Asked::read(request.query_string());
    let page = look(&visitor, &asked).await?;
    let base = &visitor.app.settings.public_url;
    let groups: Vec<serde_json::Value> = page.found.iter().map(|it| json::found(base, it)).collect();
    let next = page.next.map(|after| asked.further(&format!("{base}/groups.json"), after));
    let body = serde_json::json!({ "total": page.total, "groups": groups, "next": next });
    Ok(HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "public, max-age=60"))
        .insert_header((header::VARY, "Accept-Language, Cookie"))
        .insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .insert_header(("Cross-Origin-Resource-Policy", "cross-origin"))
        .insert_header((header::CONTENT_TYPE, "application/json"))
        .body(body.to_string()))
}
