//! Calendar files and feeds. Whoever has one already asks with what it has, and is told when nothing has changed.

use std::fmt::Write as _;

use actix_web::http::header;
use actix_web::web::Path;
use actix_web::{HttpRequest, HttpResponse};
use sha2::{Digest as _, Sha256};

use super::error::{Reply, WebError};
use super::finding::asked::Asked;
use super::visitor::Visitor;
use crate::domain::series::MeetingKey;
use crate::exchange::icalendar::{self, Words};
use crate::l10n::L10n;
use crate::service::calendars::{self, CalendarError};
use crate::service::finding;

impl From<CalendarError> for WebError {
    fn from(error: CalendarError) -> Self {
        match error {
            CalendarError::NotSignedIn => Self::sign_in_first(),
            CalendarError::NotFound => Self::not_found(),
            CalendarError::Store(cause) => cause.into(),
        }
    }
}

/// Who may keep it.
#[derive(Clone, Copy)]
enum For {
    Everybody,
    ItsOwner,
}

pub(super) fn words(l: L10n) -> Words {
    Words { name: l.t("calendar-name"), title: l.t("calendar-title"), note: l.t("calendar-note") }
}

/// `GET /groups/{slug}/calendar.ics`: all that a group has agreed on, to subscribe to.
pub async fn all(visitor: Visitor, request: HttpRequest, slug: Path<String>) -> Reply {
    let viewer = visitor.viewer.again();
    let entries = visitor.app.read(move |db, now| calendars::of_group(db, &viewer, &slug, now)).await?;
    Ok(ics(&request, For::Everybody, icalendar::calendar(&words(visitor.l()), &entries)))
}

/// `GET /groups/{slug}/meetings/{meeting}.ics`: one date.
pub async fn one(visitor: Visitor, request: HttpRequest, at: Path<(String, String)>) -> Reply {
    let (slug, file) = at.into_inner();
    let key: MeetingKey =
        file.strip_suffix(".ics").and_then(|key| key.parse().ok()).ok_or_else(WebError::not_found)?;
    let viewer = visitor.viewer.again();
    let entry = visitor.app.read(move |db, now| calendars::of_meeting(db, &viewer, &slug, key, now)).await?;
    let date = icalendar::one_date(&words(visitor.l()), &entry, key.original);
    Ok(ics(&request, For::Everybody, date.ok_or_else(WebError::not_found)?))
}

/// `GET /calendar.ics`: all listed groups, or those that the address asks for, as on `/groups`.
pub async fn listed(visitor: Visitor, request: HttpRequest) -> Reply {
    let (wanted, locale) = (Asked::read(request.query_string()).wanted(), visitor.l().locale());
    let entries = visitor.app.read(move |db, now| finding::calendar(db, &wanted, locale, now)).await?;
    Ok(ics(&request, For::Everybody, icalendar::calendar(&words(visitor.l()), &entries)))
}

/// `GET /c/{token}.ics`: somebody's own, by its secret address. In their language, whoever reads.
pub async fn feed(visitor: Visitor, request: HttpRequest, file: Path<String>) -> Reply {
    let token = file.strip_suffix(".ics").ok_or_else(WebError::not_found)?.to_owned();
    let feed = visitor.app.read(move |db, now| calendars::feed(db, &token, now)).await?;
    let words = words(L10n::new(feed.language));
    Ok(ics(&request, For::ItsOwner, icalendar::calendar(&words, &feed.entries)))
}

fn ics(request: &HttpRequest, keep: For, text: String) -> HttpResponse {
    let mut tag = "W/\"".to_owned();
    for byte in Sha256::digest(text.as_bytes()).iter().take(16) {
        // Writing to a String cannot fail.
        let _ = write!(tag, "{byte:02x}");
    }
    tag.push('"');
    let known = request.headers().get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let is_known = known.is_some_and(|known| known.split(',').any(|it| it.trim() == tag));
    let mut answer = if is_known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    answer.insert_header((header::ETAG, tag)).insert_header(match keep {
        For::Everybody => (header::CACHE_CONTROL, "public, max-age=60"),
        For::ItsOwner => (header::CACHE_CONTROL, "private, no-cache"),
    });
    if let For::Everybody = keep {
        answer.insert_header((header::VARY, "Accept-Language, Cookie"));
    }
    if is_known {
        return answer.finish();
    }
    answer
        .insert_header((header::CONTENT_TYPE, "text/calendar; charset=utf-8"))
        .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"calendar.ics\""))
        .body(text)
}
