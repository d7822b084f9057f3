//! The words of a mail, as discreet as its reader wishes.

use askama::Template as _;

use crate::domain::group::Discretion;
use crate::domain::letter::Letter;
use crate::domain::message::MessageKind;
use crate::domain::series::Pause;
use crate::l10n::L10n;

/// Subject, text and HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    pub subject: String,
    pub text: String,
    pub html: String,
}

#[derive(askama::Template)]
#[template(path = "mail/body.html")]
struct Html<'a> {
    l: L10n,
    lines: &'a [String],
    link: Option<&'a str>,
    unsubscribe: Option<&'a str>,
}

impl Words {
    /// The words of a letter.
    #[must_use]
    pub fn of(letter: &Letter, public_url: &str) -> Self {
        let l = L10n::new(letter.language);
        let lines = lines(l, letter);
        // The most careful mail does not even say that there is more to it than a message.
        let page = letter.page.as_deref().filter(|_| letter.discretion != Discretion::Neutral);
        let link = match (&letter.link, page) {
            (Some(token), _) => Some(format!("{public_url}/link/{token}")),
            (None, page) => Some(format!("{public_url}{}", page.unwrap_or("/me"))),
        };
        let unsubscribe = letter.unsubscribe.as_ref().map(|token| format!("{public_url}/u/{token}"));
        let mut text = lines.join("\n\n");
        if let Some(link) = &link {
            text.push_str(&format!("\n\n{link}\n"));
        }
        if let Some(unsubscribe) = &unsubscribe {
            text.push_str(&format!("\n-- \n{}\n{unsubscribe}\n", l.t("mail-unsubscribe")));
        }
        let html =
            Html { l, lines: &lines, link: link.as_deref(), unsubscribe: unsubscribe.as_deref() }.render();
        Self { subject: l.t(subject(letter.kind)), text, html: html.unwrap_or_default() }
    }
}

/// Neutral for every kind: it stands on locked screens.
fn subject(kind: MessageKind) -> &'static str {
    match kind {
        MessageKind::Reminder | MessageKind::Sample => "mail-subject-reminder",
        MessageKind::ConfirmEmail => "mail-subject-confirm",
        MessageKind::Recover => "mail-subject-recover",
        MessageKind::HelloWelcomed
        | MessageKind::HelloDeclined
        | MessageKind::HelloWaiting
        | MessageKind::MovedUp
        | MessageKind::MandateTaken
        | MessageKind::ConcernsYou
        | MessageKind::Written
        | MessageKind::ProposalOpened
        | MessageKind::ObjectorAsked
        | MessageKind::ProposalAmended
        | MessageKind::ProposalAdopted
        | MessageKind::ProposalNotAdopted
        | MessageKind::ProposalWithdrawn
        | MessageKind::AssemblyCalled
        | MessageKind::TurnGiven
        | MessageKind::TurnAsked
        | MessageKind::TurnOpen
        | MessageKind::TurnAlone
        | MessageKind::SwapAsked
        | MessageKind::SwapAnswered => "mail-subject-news",
        MessageKind::MeetingMoved
        | MessageKind::MeetingCancelled
        | MessageKind::MeetingChanged
        | MessageKind::DatesMoved
        | MessageKind::DatesEnded
        | MessageKind::Paused
        | MessageKind::DatesChanged => "mail-subject-change",
    }
}

fn lines(l: L10n, letter: &Letter) -> Vec<String> {
    let mut lines = vec![l.t("mail-greeting")];
    let is_about_account = matches!(letter.kind, MessageKind::ConfirmEmail | MessageKind::Recover);
    if letter.discretion == Discretion::Neutral && !is_about_account {
        lines.push(l.t("mail-neutral"));
        return lines;
    }
    let day = letter.when.map(|(wall, _)| l.date(wall.date())).unwrap_or_default();
    let when = letter.when.map(|(wall, zone)| l.when(wall, zone)).unwrap_or_default();
    let was = letter.was.map(|(wall, zone)| l.when(wall, zone)).unwrap_or_default();
    lines.push(match letter.kind {
        MessageKind::Reminder => l.with("mail-reminder", &[("when", when.into())]),
        MessageKind::ConfirmEmail => l.t("mail-confirm"),
        MessageKind::Sample => l.t("mail-sample"),
        MessageKind::Recover => l.t("mail-recover"),
        MessageKind::HelloWelcomed => l.t("mail-hello-welcome"),
        MessageKind::HelloDeclined => l.t("mail-hello-declined"),
        MessageKind::HelloWaiting => l.t("mail-hello-waiting"),
        MessageKind::MeetingMoved => l.with("mail-moved", &[("was", was.into()), ("when", when.into())]),
        MessageKind::MeetingCancelled => l.with("mail-cancelled", &[("was", was.into())]),
        MessageKind::MovedUp => l.with("mail-moved-up", &[("when", when.into())]),
        MessageKind::MandateTaken => l.with("mail-mandate-taken", &[("date", day.into())]),
        MessageKind::ConcernsYou => l.t("mail-concerns-you"),
        MessageKind::Written => l.t("mail-written"),
        MessageKind::ProposalOpened => l.with("mail-proposal-opened", &[("date", day.into())]),
        MessageKind::ObjectorAsked => l.with("mail-objector-asked", &[("date", day.into())]),
        MessageKind::ProposalAmended => l.with("mail-proposal-amended", &[("date", day.into())]),
        MessageKind::ProposalAdopted => l.t("mail-proposal-adopted"),
        MessageKind::ProposalNotAdopted => l.t("mail-proposal-not-adopted"),
        MessageKind::ProposalWithdrawn => l.t("mail-proposal-withdrawn"),
        MessageKind::AssemblyCalled => l.with("mail-assembly-called", &[("when", when.into())]),
        MessageKind::TurnGiven => l.with("mail-turn-given", &[("when", when.into())]),
        MessageKind::TurnAsked => l.with("mail-turn-asked", &[("when", when.into())]),
        MessageKind::TurnOpen => l.with("mail-turn-open", &[("when", when.into())]),
        MessageKind::TurnAlone => l.with("mail-turn-alone", &[("when", when.into())]),
        MessageKind::SwapAsked => l.with("mail-swap-asked", &[("when", when.into())]),
        MessageKind::SwapAnswered => l.with("mail-swap-answered", &[("when", when.into())]),
        MessageKind::MeetingChanged => l.with("mail-meeting-changed", &[("when", when.into())]),
        MessageKind::DatesMoved => l.with("mail-dates-moved", &[("was", was.into()), ("when", when.into())]),
        MessageKind::DatesEnded => l.with("mail-dates-ended", &[("was", was.into())]),
        MessageKind::Paused => letter.pause.as_ref().map(|pause| paused(l, pause)).unwrap_or_default(),
        MessageKind::DatesChanged => l.t("mail-dates-changed"),
    });
    if letter.discretion == Discretion::Full && !is_about_account {
        lines.extend(letter.group.clone());
        lines.extend(Some(letter.address.clone()).filter(|address| !address.is_empty()));
        lines.extend(still_open(l, letter));
    }
    lines
}

/// What is still to be done at the meeting, for whoever would like to.
fn still_open(l: L10n, letter: &Letter) -> Option<String> {
    let roles: Vec<String> = letter.open_roles.iter().map(|(kind, own)| l.role(*kind, own)).collect();
    (!roles.is_empty()).then(|| l.with("mail-still-open", &[("roles", l.list(&roles).into())]))
}

/// From when to when; what the group says about it may tell more than a careful mail does, and stands on the site.
fn paused(l: L10n, pause: &Pause) -> String {
    l.with("mail-paused", &[("from", l.date(pause.from).into()), ("to", l.date(pause.to).into())])
}

#[cfg(test)]
mod tests;
