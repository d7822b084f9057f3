//! The list for programs. Fields are only ever added.

use serde_json::{Value, json};

use crate::domain::coded::Coded as _;
use crate::domain::series::{Meeting, MeetingKey, Status};
use crate::domain::text::Closeness;
use crate::domain::time::Zone;
use crate::service::finding::{Found, Instead};

/// One meeting that was found.
pub fn found(base: &str, it: &Found) -> Value {
    let mut value = date(&it.key, &it.meeting, it.zone);
    let more = json!({
        "slug": it.card.slug,
        "name": it.card.name,
        "url": url(base, &it.card.slug),
        "place": it.place,
        "fields": it.fields,
        "languages": it.languages.iter().map(|language| language.code()).collect::<Vec<_>>(),
        "step_free": it.step_free,
        "address": it.terms.address,
        "format": it.terms.format.code(),
        "openness": it.terms.openness.code(),
        "open_to": it.card.open_to,
        "minutes": it.terms.minutes,
        "cancelled": it.meeting.status == Status::Cancelled,
        "instead": it.instead.iter().map(|other| instead(base, other)).collect::<Vec<_>>(),
        "next_open": it.next_open.map(|open| local(&open)),
        "full": it.is_full,
        "confirmed_on": it.confirmed.on().map(|day| day.to_string()),
        "confirmed": !it.confirmed.is_to_ask(),
        "almost": it.closeness == Closeness::Almost,
    });
    if let (Value::Object(value), Value::Object(more)) = (&mut value, more) {
        value.extend(more);
    }
    value
}

fn instead(base: &str, it: &Instead) -> Value {
    let mut value = date(&it.key, &it.meeting, it.zone);
    if let Value::Object(value) = &mut value {
        value.insert("url".to_owned(), url(base, &it.slug).into());
    }
    value
}

fn url(base: &str, slug: &str) -> String {
    format!("{base}/groups/{slug}")
}

fn local(meeting: &Meeting) -> String {
    meeting.wall.naive().format("%Y-%m-%dT%H:%M").to_string()
}

fn date(key: &MeetingKey, meeting: &Meeting, zone: Zone) -> Value {
    json!({
        "meeting": key.to_string(),
        "starts": meeting.starts.to_string(),
        "local": local(meeting),
        "zone": zone.name(),
    })
}
