//! Meetings as calendar files, for whoever may find the group.

use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::Path;

use super::error::{Reply, WebError};
use super::visiting::public_group;
use super::visitor::Visitor;
use crate::domain::series::MeetingKey;
use crate::exchange::icalendar::{self, Entry};
use crate::service::visiting::PublicGroup;

/// `GET /groups/{slug}/calendar.ics`: the next meetings.
pub async fn all(visitor: Visitor, slug: Path<String>) -> Reply {
    let it = public_group(&visitor, slug.into_inner()).await?;
    Ok(ics(&visitor, &entries(&visitor, &it)))
}

/// `GET /groups/{slug}/meetings/{meeting}.ics`: one of them.
pub async fn one(visitor: Visitor, at: Path<(String, String)>) -> Reply {
    let (slug, file) = at.into_inner();
    let key: MeetingKey =
        file.strip_suffix(".ics").and_then(|key| key.parse().ok()).ok_or_else(WebError::not_found)?;
    let it = public_group(&visitor, slug).await?;
    let wanted = format!("{key}@");
    let entries: Vec<Entry> =
        entries(&visitor, &it).into_iter().filter(|entry| entry.uid.starts_with(&wanted)).collect();
    if entries.is_empty() {
        return Err(WebError::not_found());
    }
    Ok(ics(&visitor, &entries))
}

fn entries(visitor: &Visitor, it: &PublicGroup) -> Vec<Entry> {
    let host = visitor.app.settings.public_url.split("://").last().unwrap_or("parea");
    let title = visitor.l().t("calendar-title");
    it.offers
        .iter()
        .flat_map(|offer| offer.dates.iter().map(move |dated| (offer, dated)))
        .map(|(offer, dated)| Entry {
            uid: format!("{}@{host}", dated.key),
            sequence: it.revision,
            title: title.clone(),
            location: dated.terms.address.clone(),
            meeting: dated.meeting,
            zone: offer.zone,
            minutes: dated.terms.minutes,
        })
        .collect()
}

fn ics(visitor: &Visitor, entries: &[Entry]) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/calendar; charset=utf-8"))
        .insert_header((header::CACHE_CONTROL, "public, max-age=60"))
        .insert_header((header::VARY, "Accept-Language, Cookie"))
        .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"calendar.ics\""))
        .body(icalendar::calendar(entries, visitor.app.clock.now()))
}
