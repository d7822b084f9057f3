//! The words for what a meeting is like: how it is held, who may come, what kind of gathering it is.

use crate::domain::group::{Format, Openness, SeriesKind};
use crate::domain::series::Altered;
use crate::l10n::L10n;

/// What the group has decided about who may come to its regular meetings; beside a series, what its own choice is for.
pub fn ruled_key(openness: Openness, is_date: bool) -> &'static str {
    match (openness, is_date) {
        (Openness::Open, true) => "change-ruled-open",
        (Openness::Closed, true) => "change-ruled-closed",
        (Openness::Open, false) => "series-ruled-open",
        (Openness::Closed, false) => "series-ruled-closed",
    }
}

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

/// What differs on one date from the usual, apart from who may come, and from where it is online. What is not so this time
/// is said, too.
#[must_use]
pub fn differences(l: L10n, it: &Altered) -> String {
    let text = |text: &Option<String>, none: &'static str| {
        text.as_ref().map(|text| if text.is_empty() { l.t(none) } else { text.clone() })
    };
    let parts = [
        it.minutes.map(|minutes| l.minutes(minutes)),
        it.format.map(|format| l.t(format_key(format))),
        text(&it.address, "meeting-no-address"),
        text(&it.how_to_get_in, "meeting-no-how"),
        it.online_url.as_ref().filter(|url| url.is_empty()).map(|_| l.t("meeting-no-link")),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
