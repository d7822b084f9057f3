//! What every page has around its own content: words, the way out, the crisis line, who is signed in.
//!
//! Plain data for `templates/layout.html`; nothing of a group, a meeting or a person stands here.

use chrono::NaiveDate;

use crate::domain::locale::Locale;
use crate::l10n::L10n;
use crate::settings::CrisisLine;
use crate::store::sign_ins::OnceMore;

/// The frame of one page.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The reader's words.
    pub l: L10n,
    /// The hidden field of forms; empty on pages without one for guests.
    pub csrf: String,
    pub signed_in: bool,
    /// After how many minutes without use the reader wants to be signed out.
    pub lock_after: Option<u32>,
    /// What the reader is asked for where a form wants to know once more that it is they.
    pub once_more: OnceMore,
    /// Whether the page is there in each language under an address of its own.
    pub public: bool,
    /// Path and query, without the language.
    pub path: String,
    /// `/el`, `/en`, or nothing: what links on public pages begin with, so that a chosen language stays.
    pub prefix: &'static str,
    /// Where "leave quickly" goes.
    pub exit_url: String,
    pub crisis: Vec<CrisisLine>,
}

impl Frame {
    /// The languages to switch to: code, name in its own words, whether it is this one.
    #[must_use]
    pub fn languages(&self) -> Vec<(&'static str, String, bool)> {
        let here = self.l.locale();
        Locale::all()
            .iter()
            .map(|it| (it.code(), L10n::new(*it).t("frame-language-name"), *it == here))
            .collect()
    }

    /// Whom to call, as the foot of every page shows it.
    #[must_use]
    pub fn calls(&self) -> Vec<Call> {
        self.crisis.iter().map(Call::to).collect()
    }

    /// The address of a file of ours, with its fingerprint.
    #[must_use]
    pub fn asset(&self, name: &str) -> String {
        super::assets::url(name)
    }

    /// Whether the page is this one or below it; for the mark in the menu.
    #[must_use]
    pub fn is_at(&self, place: &str) -> bool {
        let path = self.path.split('?').next().unwrap_or_default();
        path.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// "Tue", "8", "Dec": a short date in its parts, in the order of the reader's language.
    #[must_use]
    pub fn day(&self, date: NaiveDate) -> Vec<DayPart> {
        let short = self.l.date_short(date);
        let parts = short.split([' ', ',', '\u{a0}', '\u{202f}']).filter(|part| !part.is_empty());
        parts
            .map(|part| DayPart {
                text: part.to_owned(),
                is_number: part.chars().all(|c| c.is_ascii_digit()),
            })
            .collect()
    }
}

/// Somebody to call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// "Helpline 1018": the number is always to be seen, for readers who dial on another phone.
    pub words: String,
    /// `tel:`, without the spaces and dashes that people write for each other.
    pub address: String,
}

impl Call {
    fn to(line: &CrisisLine) -> Self {
        let CrisisLine { name, phone } = line;
        let words = if name.contains(phone.as_str()) { name.clone() } else { format!("{name} {phone}") };
        let dialled: String = phone.chars().filter(|c| c.is_ascii_digit() || "+*#".contains(*c)).collect();
        Self { words, address: format!("tel:{dialled}") }
    }
}

/// A part of a date that is shown as a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayPart {
    pub text: String,
    /// The day of the month, which is shown large.
    pub is_number: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crisis_line_shows_its_number_once_and_dials_it_without_spaces() {
        let call = |name: &str, phone: &str| {
            Call::to(&CrisisLine { name: name.to_owned(), phone: phone.to_owned() })
        };
        let words =
            |words: &str, address: &str| Call { words: words.to_owned(), address: address.to_owned() };
        assert_eq!(call("Helpline", "10 18"), words("Helpline 10 18", "tel:1018"));
        assert_eq!(call("112", "112"), words("112", "tel:112"));
        assert_eq!(call("Helpline 116 123", "116 123"), words("Helpline 116 123", "tel:116123"));
        assert_eq!(
            call("Abroad", "+30 210-34 17 164"),
            words("Abroad +30 210-34 17 164", "tel:+302103417164")
        );
    }
}
