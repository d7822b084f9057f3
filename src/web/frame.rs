//! What every page has around its own content: words, the way out, the crisis line, who is signed in.
//!
//! Plain data for `templates/layout.html`; nothing of a group, a meeting or a person stands here.

use crate::domain::locale::Locale;
use crate::l10n::L10n;
use crate::settings::CrisisLine;

/// The frame of one page.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The reader's words.
    pub l: L10n,
    /// The hidden field of forms; empty on pages without one for guests.
    pub csrf: String,
    pub signed_in: bool,
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

    /// The address of a file of ours, with its fingerprint.
    #[must_use]
    pub fn asset(&self, name: &str) -> String {
        super::assets::url(name)
    }
}
