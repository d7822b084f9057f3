//! What a group can agree on, in words: each rule with its value, and the question to which the value is the answer.

use crate::domain::agreement::{Method, PlacedBy, Rule};
use crate::domain::coded::Coded as _;
use crate::domain::decision::{Choice as Vote, Outcome, Voice, Why};
use crate::domain::group::Joining;
use crate::domain::text::Markdown;
use crate::l10n::L10n;
use crate::web::described::joining_key;
use crate::web::form::Choice;
use crate::web::prose::SafeHtml;

/// What a rule says.
#[must_use]
pub fn sentence(l: L10n, rule: Rule, value: i32) -> String {
    let words = value_in_words(l, rule, value);
    l.with(key(rule), &[("value", value.into()), ("words", words.into())])
}

fn key(rule: Rule) -> &'static str {
    match rule {
        Rule::Method => "rule-method",
        Rule::Quorum => "rule-quorum",
        Rule::Notice => "rule-notice",
        Rule::Silence => "rule-silence",
        Rule::MemberFor => "rule-member-for",
        Rule::Term => "rule-term",
        Rule::Overlap => "rule-overlap",
        Rule::Grace => "rule-grace",
        Rule::LogMonths => "rule-log",
        Rule::MoveAlone => "rule-move-alone",
        Rule::Sharing => "rule-sharing",
        Rule::Placing => "rule-placing",
        Rule::Guests => "rule-guests",
        Rule::InARow => "rule-in-a-row",
        Rule::Joining => "rule-joining",
        Rule::Openness => "rule-openness",
    }
}

/// What a rule is about, as the name of a choice.
#[must_use]
pub fn name_key(rule: Rule) -> &'static str {
    match rule {
        Rule::Method => "rule-name-method",
        Rule::Quorum => "rule-name-quorum",
        Rule::Notice => "rule-name-notice",
        Rule::Silence => "rule-name-silence",
        Rule::MemberFor => "rule-name-member-for",
        Rule::Term => "rule-name-term",
        Rule::Overlap => "rule-name-overlap",
        Rule::Grace => "rule-name-grace",
        Rule::LogMonths => "rule-name-log",
        Rule::MoveAlone => "rule-name-move-alone",
        Rule::Sharing => "rule-name-sharing",
        Rule::Placing => "rule-name-placing",
        Rule::Guests => "rule-name-guests",
        Rule::InARow => "rule-name-in-a-row",
        Rule::Joining => "rule-name-joining",
        Rule::Openness => "rule-name-openness",
    }
}

/// How a group decides, in words.
#[must_use]
pub fn method_key(method: Method) -> &'static str {
    match method {
        Method::Consent => "method-consent",
        Method::TwoThirds => "method-two-thirds",
        Method::Majority => "method-majority",
        Method::Unanimity => "method-unanimity",
    }
}

fn placed_by_key(by: PlacedBy) -> &'static str {
    match by {
        PlacedBy::Facilitators => "rule-placing-facilitators",
        PlacedBy::Everybody => "rule-placing-everybody",
    }
}

fn word_key(rule: Rule, value: i32) -> Option<&'static str> {
    let place = usize::try_from(value).ok()?;
    match rule {
        Rule::Method => Method::ALL.get(place).map(|it| method_key(*it)),
        Rule::Sharing => ["rule-sharing-no", "rule-sharing-yes"].get(place).copied(),
        Rule::Silence => ["rule-silence-no", "rule-silence-yes"].get(place).copied(),
        Rule::Placing => PlacedBy::ALL.get(place).map(|it| placed_by_key(*it)),
        Rule::Joining => Joining::ALL.get(place).map(|it| joining_key(*it)),
        Rule::Openness => ["rule-openness-each", "meeting-open", "meeting-closed"].get(place).copied(),
        Rule::Guests => ["rule-guests-facilitators", "rule-guests-all"].get(place).copied(),
        Rule::Quorum
        | Rule::Notice
        | Rule::MemberFor
        | Rule::Term
        | Rule::Overlap
        | Rule::Grace
        | Rule::LogMonths
        | Rule::InARow
        | Rule::MoveAlone => None,
    }
}

fn value_in_words(l: L10n, rule: Rule, value: i32) -> String {
    word_key(rule, value).map_or_else(|| value.to_string(), |key| l.t(key))
}

/// The values from which one chooses; empty when the value is a number that one types.
#[must_use]
pub fn values(l: L10n, rule: Rule, typed: &str) -> Vec<Choice> {
    let bounds = rule.bounds();
    (bounds.least..=bounds.most)
        .filter_map(|value| {
            let words = l.t(word_key(rule, value)?);
            Some(Choice::new(value, words, value.to_string() == typed))
        })
        .collect()
}

/// What somebody can say, with what they chose.
#[must_use]
pub fn voices(l: L10n, chosen: &str) -> Vec<Choice> {
    Voice::ALL.iter().map(|it| Choice::new(it.code(), l.t(say_key(*it)), it.code() == chosen)).collect()
}

fn say_key(voice: Voice) -> &'static str {
    match voice {
        Voice::Consent => "voice-say-consent",
        Voice::Wish => "voice-say-wish",
        Voice::Question => "voice-say-question",
        Voice::Objection => "voice-say-objection",
        Voice::Pass => "voice-say-pass",
    }
}

/// What somebody said.
#[must_use]
pub fn voice_key(voice: Voice) -> &'static str {
    match voice {
        Voice::Consent => "voice-consent",
        Voice::Wish => "voice-wish",
        Voice::Question => "voice-question",
        Voice::Objection => "voice-objection",
        Voice::Pass => "voice-pass",
    }
}

/// What somebody can vote.
#[must_use]
pub fn votes(l: L10n) -> Vec<Choice> {
    let key = |it: Vote| match it {
        Vote::Yes => "vote-yes",
        Vote::No => "vote-no",
        Vote::Abstain => "vote-abstain",
    };
    Vote::ALL.iter().map(|it| Choice::new(it.code(), l.t(key(*it)), false)).collect()
}

/// What a proposal has become.
#[must_use]
pub fn outcome_key(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Open => "outcome-open",
        Outcome::Adopted => "outcome-adopted",
        Outcome::Not(Why::Withdrawn) => "outcome-withdrawn",
        Outcome::Not(Why::Objection) => "outcome-objection",
        Outcome::Not(Why::Quorum) => "outcome-quorum",
        Outcome::Not(Why::Votes) => "outcome-votes",
    }
}

/// How its badge looks.
#[must_use]
pub fn outcome_look(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Open => "open",
        Outcome::Adopted => "",
        Outcome::Not(_) => "off",
    }
}

/// What members wrote, as it stands in the database; nothing where nothing was written.
#[must_use]
pub fn prose(stored: &str) -> Option<SafeHtml> {
    Markdown::parse(stored).ok().map(|text| crate::web::prose::html(&text))
}
