//! `/` and `/groups`: what anybody may find, without a cookie and without script.

use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::Query;
use chrono::Weekday;
use serde::Deserialize;

use super::error::{Reply, WebError};
use super::form::Choice;
use super::visitor::Visitor;
use crate::access::Visible;
use crate::domain::coded::Coded as _;
use crate::domain::locale::Language;
use crate::l10n::L10n;
use crate::screens;
use crate::service::finding::{self, Found, Page, Wanted};

/// What the address asks for.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub struct Asked {
    q: String,
    place: String,
    field: String,
    day: String,
    language: String,
    format: String,
    after: String,
}

/// The list's page.
pub struct ListView {
    page: Page,
    asked: Asked,
    is_front: bool,
    /// Whether a filter is set: then the filters are in sight.
    is_narrowed: bool,
    places: Vec<Choice>,
    fields: Vec<Choice>,
    days: Vec<Choice>,
    languages: Vec<Choice>,
    formats: Vec<Choice>,
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

const DAYS: [(&str, Weekday); 7] = [
    ("mon", Weekday::Mon),
    ("tue", Weekday::Tue),
    ("wed", Weekday::Wed),
    ("thu", Weekday::Thu),
    ("fri", Weekday::Fri),
    ("sat", Weekday::Sat),
    ("sun", Weekday::Sun),
];

impl Asked {
    fn wanted(&self) -> Wanted {
        Wanted {
            words: self.q.chars().take(200).collect(),
            place: self.place.clone(),
            field: self.field.clone(),
            day: DAYS.iter().find(|(code, _)| *code == self.day).map(|(_, day)| *day),
            language: Language::parse(&self.language).ok(),
            online: match self.format.as_str() {
                "online" => Some(true),
                "in_person" => Some(false),
                _ => None,
            },
            after: self.after.parse().unwrap_or(0),
        }
    }

    /// The same question, further on.
    fn further(&self, path: &str, after: usize) -> Option<String> {
        let filled = [
            ("q", &self.q),
            ("place", &self.place),
            ("field", &self.field),
            ("day", &self.day),
            ("language", &self.language),
            ("format", &self.format),
        ];
        let mut pairs: Vec<(&str, String)> = filled
            .iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(key, value)| (*key, (*value).clone()))
            .collect();
        pairs.push(("after", after.to_string()));
        Some(format!("{path}?{}", serde_html_form::to_string(pairs).ok()?))
    }
}

fn view(l: L10n, prefix: &str, asked: Asked, is_front: bool, page: Page) -> ListView {
    let list = format!("{prefix}/groups");
    let skipped = asked.wanted().after.min(page.total);
    let before = (skipped > 0).then(|| skipped.saturating_sub(finding::PAGE));
    let any = |key: &str, typed: &str| Choice::new("", l.t(key), typed.is_empty());
    let pick = |key: &str, typed: &str, from: &[(String, String)]| {
        let mut all = vec![any(key, typed)];
        all.extend(from.iter().map(|(slug, name)| Choice::new(slug, name, slug == typed)));
        all
    };
    let mut days = vec![any("find-any-day", &asked.day)];
    days.extend(DAYS.iter().map(|(code, day)| Choice::new(code, l.weekday(*day), *code == asked.day)));
    let mut languages = vec![any("find-any-language", &asked.language)];
    languages.extend(
        page.languages.iter().map(|it| Choice::new(it.code(), l.language(*it), it.code() == asked.language)),
    );
    ListView {
        places: pick("find-any-place", &asked.place, &page.places),
        fields: pick("find-any-field", &asked.field, &page.fields),
        days,
        languages,
        formats: vec![
            any("find-any-format", &asked.format),
            Choice::new("in_person", l.t("meeting-in-person"), asked.format == "in_person"),
            Choice::new("online", l.t("meeting-online"), asked.format == "online"),
        ],
        before: before.and_then(|after| asked.further(&list, after)).unwrap_or_default(),
        after: page.next.and_then(|after| asked.further(&list, after)).unwrap_or_default(),
        place: l.with(
            "find-place",
            &[
                ("from", (skipped + 1).into()),
                ("to", (skipped + page.found.len()).into()),
                ("total", page.total.into()),
            ],
        ),
        all: list,
        page,
        is_narrowed: [&asked.place, &asked.field, &asked.day, &asked.language, &asked.format]
            .iter()
            .any(|it| !it.is_empty()),
        asked,
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
pub async fn front(visitor: Visitor, asked: Query<Asked>) -> Reply {
    list_page(visitor, asked.into_inner(), true).await
}

/// `GET /groups`
pub async fn list(visitor: Visitor, asked: Query<Asked>) -> Reply {
    list_page(visitor, asked.into_inner(), false).await
}

async fn list_page(visitor: Visitor, asked: Asked, is_front: bool) -> Reply {
    let page = look(&visitor, &asked).await?;
    let (l, prefix) = (visitor.l(), visitor.prefix());
    visitor.public_page::<ListPage<'_>>(&page.map(|page| view(l, prefix, asked, is_front, page)))
}

/// `GET /groups.json`
pub async fn json(visitor: Visitor, asked: Query<Asked>) -> Reply {
    let asked = asked.into_inner();
    let page = look(&visitor, &asked).await?;
    let base = &visitor.app.settings.public_url;
    let groups: Vec<serde_json::Value> = page.found.iter().map(|it| as_json(base, it)).collect();
    let next = page.next.and_then(|after| asked.further(&format!("{base}/groups.json"), after));
    let body = serde_json::json!({ "total": page.total, "groups": groups, "next": next });
    Ok(HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "public, max-age=60"))
        .insert_header((header::VARY, "Accept-Language, Cookie"))
        .insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .insert_header(("Cross-Origin-Resource-Policy", "cross-origin"))
        .insert_header((header::CONTENT_TYPE, "application/json"))
        .body(body.to_string()))
}

fn as_json(base: &str, it: &Found) -> serde_json::Value {
    serde_json::json!({
        "slug": it.card.slug,
        "name": it.card.name,
        "url": format!("{base}/groups/{}", it.card.slug),
        "place": it.card.place,
        "fields": it.card.fields,
        "languages": it.card.languages.iter().map(|language| language.code()).collect::<Vec<_>>(),
        "step_free": it.card.step_free,
        "address": it.terms.address,
        "format": it.terms.format.code(),
        "openness": it.terms.openness.code(),
        "meeting": it.key.to_string(),
        "starts": it.meeting.starts.to_string(),
        "local": it.meeting.wall.naive().format("%Y-%m-%dT%H:%M").to_string(),
        "zone": it.zone.name(),
        "minutes": it.terms.minutes,
        "cancelled": it.meeting.status == crate::domain::series::Status::Cancelled,
    })
}
