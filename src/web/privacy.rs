//! `/privacy`: what is kept, until when, and who answers for it. The words stand in `templates/locales`; which of them are
//! said follows from what the store says of its own tables.

use chrono::TimeDelta;

use super::error::Reply;
use super::visitor::Visitor;
use crate::access::Visible;
use crate::l10n::L10n;
use crate::screens;
use crate::service::privacy::{self, About, Ends, Thing};
use crate::settings::{Answerable, Controller};
use crate::store::inventory::Topic;
use crate::store::retention::Keeper;

/// The page.
pub struct PrivacyView {
    topics: Vec<TopicView>,
    controller: Controller,
}

/// One topic, in words.
struct TopicView {
    title: String,
    about: String,
    things: Vec<ThingView>,
}

/// One thing that is kept.
struct ThingView {
    name: String,
    is_sealed: bool,
    until: String,
}

screens! { PrivacyPage(PrivacyView) = "about/privacy.html"; }

/// `GET /privacy`
pub async fn show(visitor: Visitor) -> Reply {
    let (l, controller) = (visitor.l(), visitor.app.settings.controller.clone());
    let topics = privacy::kept().iter().map(|it| in_words(l, it)).collect();
    visitor.public_page::<PrivacyPage<'_>>(&Visible::own_words(PrivacyView { topics, controller }))
}

fn in_words(l: L10n, it: &About) -> TopicView {
    let (title, about) = topic_keys(it.topic);
    TopicView {
        title: l.t(title),
        about: l.t(about),
        things: it.things.iter().filter_map(|it| thing(l, it)).collect(),
    }
}

fn thing(l: L10n, it: &Thing) -> Option<ThingView> {
    let name = NAMES.iter().find(|(table, _)| *table == it.table)?.1;
    Some(ThingView { name: l.t(name), is_sealed: it.is_sealed, until: until(l, it).join("; ") })
}

impl PrivacyView {
    fn who(&self, l: L10n) -> String {
        l.t(match self.controller.who {
            Answerable::Operator => "privacy-who-operator",
            Answerable::Programme => "privacy-who-programme",
            Answerable::Group => "privacy-who-group",
        })
    }
}

/// What a topic is called, and what is kept of it.
fn topic_keys(topic: Topic) -> (&'static str, &'static str) {
    match topic {
        Topic::Account => ("privacy-account", "privacy-account-about"),
        Topic::Members => ("privacy-members", "privacy-members-about"),
        Topic::Coming => ("privacy-coming", "privacy-coming-about"),
        Topic::Leading => ("privacy-leading", "privacy-leading-about"),
        Topic::Deciding => ("privacy-deciding", "privacy-deciding-about"),
        Topic::Hardship => ("privacy-hardship", "privacy-hardship-about"),
        Topic::Sessions => ("privacy-sessions", "privacy-sessions-about"),
        Topic::Notes => ("privacy-notes", "privacy-notes-about"),
        Topic::Counted => ("privacy-counted", "privacy-counted-about"),
        Topic::Mail => ("privacy-mail", "privacy-mail-about"),
        Topic::Public => ("privacy-public", "privacy-public-about"),
        Topic::House => ("privacy-house", "privacy-house-about"),
    }
}

/// Until when, in words, each said once.
fn until(l: L10n, it: &Thing) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    for sentence in it.ends.iter().filter_map(|end| sentence(l, *end)) {
        if !said.contains(&sentence) {
            said.push(sentence);
        }
    }
    said
}

fn sentence(l: L10n, end: Ends) -> Option<String> {
    Some(match end {
        Ends::After(after, since) => {
            let since = ("since", l.t(since_key(since)?).into());
            if after.is_zero() {
                l.with("privacy-at-once", &[since])
            } else {
                l.with("privacy-after", &[("long", long(l, after).into()), since])
            }
        }
        Ends::With(table) => l.t(with_key(table)?),
        Ends::Kept(keeper) => l.t(match keeper {
            Keeper::Journal => "privacy-kept-journal",
            Keeper::Installation => "privacy-kept-installation",
            Keeper::Programme => "privacy-kept-programme",
            Keeper::Released => "privacy-kept-released",
            Keeper::Group => "privacy-kept-group",
            Keeper::Person => "privacy-kept-person",
        }),
    })
}

fn long(l: L10n, after: TimeDelta) -> String {
    match after.num_days() {
        0 => l.minutes(u32::try_from(after.num_minutes()).unwrap_or(u32::MAX)),
        days => l.with("privacy-days", &[("days", days.into())]),
    }
}

/// What a column tells the time of.
fn since_key(column: &str) -> Option<&'static str> {
    Some(match column {
        "seen_at" => "privacy-since-used",
        "expires_at" | "until_at" | "until_on" | "until" | "kept_until" | "to_date" => "privacy-since-over",
        "original_local" | "moved_to" => "privacy-since-met",
        "made_at" | "added_at" | "at" | "day" => "privacy-since-made",
        "settled_at" => "privacy-since-settled",
        "week" => "privacy-since-week",
        "quarter_at" => "privacy-since-released",
        _ => return None,
    })
}

/// What people know that it goes with.
fn with_key(table: &str) -> Option<&'static str> {
    Some(match table {
        "person" => "privacy-with-person",
        "membership" => "privacy-with-membership",
        "groups" => "privacy-with-group",
        "programme" => "privacy-with-programme",
        "proposal" => "privacy-with-proposal",
        "meeting" | "series" | "plan" => "privacy-with-meeting",
        "hello" => "privacy-with-hello",
        "contact" => "privacy-with-contact",
        "report" => "privacy-with-report",
        "place" | "field" => "privacy-with-names",
        _ => return None,
    })
}

/// What the rows of each table are called.
const NAMES: &[(&str, &str)] = &[
    ("person", "kept-person"),
    ("sign_in", "kept-sign-in"),
    ("recovery_code", "kept-recovery-code"),
    ("consent", "kept-consent"),
    ("code_app", "kept-code-app"),
    ("passkey", "kept-passkey"),
    ("ceremony", "kept-ceremony"),
    ("one_time_link", "kept-one-time-link"),
    ("coordinator", "kept-coordinator"),
    ("membership", "kept-membership"),
    ("audience_choice", "kept-audience-choice"),
    ("look", "kept-look"),
    ("block", "kept-block"),
    ("contact", "kept-contact"),
    ("contact_message", "kept-contact-message"),
    ("hello", "kept-hello"),
    ("hello_answer", "kept-hello-answer"),
    ("invitation", "kept-invitation"),
    ("guest", "kept-guest"),
    ("accompaniment", "kept-accompaniment"),
    ("answer", "kept-answer"),
    ("arrival", "kept-arrival"),
    ("mandate", "kept-mandate"),
    ("handover_item", "kept-handover-item"),
    ("role", "kept-role"),
    ("role_at", "kept-role-at"),
    ("willing", "kept-willing"),
    ("on_break", "kept-on-break"),
    ("turn", "kept-turn"),
    ("turn_record", "kept-turn-record"),
    ("swap", "kept-swap"),
    ("agreement_rule", "kept-agreement-rule"),
    ("agreement_version", "kept-agreement-version"),
    ("acceptance", "kept-acceptance"),
    ("proposal", "kept-proposal"),
    ("elector", "kept-elector"),
    ("voice", "kept-voice"),
    ("ballots", "kept-ballots"),
    ("assembly_call", "kept-assembly-call"),
    ("agenda_point", "kept-agenda-point"),
    ("ending", "kept-ending"),
    ("welcome", "kept-welcome"),
    ("group_log", "kept-group-log"),
    ("step_back", "kept-step-back"),
    ("mediation", "kept-mediation"),
    ("report", "kept-report"),
    ("report_word", "kept-report-word"),
    ("grounds", "kept-grounds"),
    ("exclusion", "kept-exclusion"),
    ("shut_door", "kept-shut-door"),
    ("plan", "kept-plan"),
    ("session", "kept-session"),
    ("session_leader", "kept-session-leader"),
    ("meeting_words", "kept-meeting-words"),
    ("offer", "kept-offer"),
    ("experience", "kept-experience"),
    ("tally", "kept-tally"),
    ("held_back", "kept-held-back"),
    ("passed_on", "kept-passed-on"),
    ("quarter_plan", "kept-quarter-plan"),
    ("quarter_cell", "kept-quarter-cell"),
    ("released_week", "kept-released-week"),
    ("spending", "kept-spending"),
    ("narrative", "kept-narrative"),
    ("shown_week", "kept-shown-week"),
    ("reminder_choice", "kept-reminder-choice"),
    ("outbox", "kept-outbox"),
    ("mail_log", "kept-mail-log"),
    ("calendar_feed", "kept-calendar-feed"),
    ("groups", "kept-groups"),
    ("group_field", "kept-group-field"),
    ("group_language", "kept-group-language"),
    ("series", "kept-series"),
    ("series_source", "kept-series-source"),
    ("meeting", "kept-meeting"),
    ("pause", "kept-pause"),
    ("dates_before", "kept-dates-before"),
    ("programme", "kept-programme"),
    ("programme_language", "kept-programme-language"),
    ("programme_sponsor", "kept-programme-sponsor"),
    ("programme_place", "kept-programme-place"),
    ("programme_field", "kept-programme-field"),
    ("place", "kept-place"),
    ("place_name", "kept-place-name"),
    ("field", "kept-field"),
    ("field_name", "kept-field-name"),
    ("erasure", "kept-erasure"),
    ("installation", "kept-installation"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::locale::Locale;

    #[test]
    fn everything_that_is_kept_has_a_name_and_an_end() {
        for l in [Locale::En, Locale::El].map(L10n::new) {
            for it in privacy::kept().iter().flat_map(|topic| &topic.things) {
                let told = thing(l, it).unwrap_or_else(|| panic!("{} has no name", it.table));
                assert!(!told.until.is_empty(), "{} has no end", it.table);
                for end in &it.ends {
                    let is_told = sentence(l, *end).is_some();
                    assert!(is_told || matches!(end, Ends::With(_)), "{}: {end:?}", it.table);
                }
            }
        }
    }
}
