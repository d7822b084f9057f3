//! The words for what a meeting is like: how it is held, who may come, what kind of gathering it is.

use crate::domain::group::{Format, Openness, SeriesKind};

/// In person, online, hybrid.
#[must_use]
pub fn format_key(format: Format) -> &'static str {
    match format {
        Format::InPerson => "meeting-in-person",
        Format::Online => "meeting-online",
        Format::Hybrid => "meeting-hybrid",
    }
}

/// Open or closed.
#[must_use]
pub fn openness_key(openness: Openness) -> &'static str {
    match openness {
        Openness::Open => "meeting-open",
        Openness::Closed => "meeting-closed",
    }
}

/// Its look; the words say it anyway.
#[must_use]
pub fn openness_look(openness: Openness) -> &'static str {
    match openness {
        Openness::Open => "open",
        Openness::Closed => "closed",
    }
}

/// The kind of gathering; `None` for the usual one.
#[must_use]
pub fn kind_key(kind: SeriesKind) -> Option<&'static str> {
    match kind {
        SeriesKind::Meeting => None,
        SeriesKind::Assembly => Some("kind-assembly"),
        SeriesKind::Workshop => Some("kind-workshop"),
        SeriesKind::Seminar => Some("kind-seminar"),
        SeriesKind::Neighbourhood => Some("kind-neighbourhood"),
    }
}
