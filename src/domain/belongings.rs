//! Everything that is a group's own, as it takes it along to another installation: the shape of `belongings.json`. Days are
//! ISO 8601, moments RFC 3339 in UTC, times of a meeting those of the wall; what has few values has its code; a number that
//! leads elsewhere in the file is a place in a list, from 0. What can be read here can be true of a group:
//! [`Belongings::is_sound`] says whether all of it fits together.
//!
//! Absent: everybody. No member, no name, no answer, no turn, nothing that was decided about a person, nothing of what
//! somebody said to a proposal, and no group or programme but this one.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::agreement::{Method, Rule, Rules};
use super::confirming::ConfirmWithin;
use super::decision::Subject;
use super::experience::OpenTo;
use super::finding::Spot;
use super::group::{Format, Joining, Openness, SeriesKind};
use super::locale::Language;
use super::log::LogKind;
use super::rota::RoleKind;
use super::series::{self, NewSeries, Nths};
use super::session::SessionKind;
use super::tally::{self, Cause};
use super::text::{Experience, GroupName, Markdown, OnlineUrl, RoleName, SessionName, ShortText, Slug};
use super::time::{Instant, Wall, Zone};
use crate::{as_code, as_text};

mod sound;
mod values;

pub use values::{Line, Link, Plan, Prose};

/// The name of this shape, and its version.
pub const FORMAT: &str = "parea-group-1";

/// All of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Belongings {
    pub format: String,
    pub made_at: Instant,
    pub says: Says,
    pub rules: Vec<AgreedRule>,
    /// The first is number 2: with number 1 every group begins.
    pub versions: Vec<AgreedVersion>,
    pub words: Option<Words>,
    pub series: Vec<Series>,
    pub pauses: Vec<Pause>,
    pub roles: Vec<Role>,
    /// Plans to begin from.
    pub plans: Vec<NamedPlan>,
    /// What goes along with a mandate.
    pub handover: Vec<ShortText>,
    /// What was decided and was not about a person, the oldest first.
    pub decisions: Vec<Decision>,
    pub log: Vec<LogLine>,
    /// What has helped, as far as it is the group's to keep.
    pub notes: Vec<Note>,
}

/// What it says of itself, and how it began.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Says {
    pub name: GroupName,
    pub about: Option<Markdown>,
    /// The address of a place, as in the list of groups.
    pub place: Option<Slug>,
    /// Addresses of fields.
    pub fields: BTreeSet<Slug>,
    pub languages: BTreeSet<Language>,
    pub step_free: Option<bool>,
    pub listed: bool,
    pub shows_full: bool,
    pub shows_agreement: bool,
    pub confirm_within_days: ConfirmWithin,
    pub last_confirmed_on: Option<NaiveDate>,
    pub zone: Zone,
    /// How one joined before the group decided about it.
    pub joining: Joining,
    pub since: Instant,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AgreedRule {
    pub rule: Rule,
    pub value: i32,
    pub why: Prose,
    pub since: Instant,
    pub review_on: Option<NaiveDate>,
}

/// A version of the agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AgreedVersion {
    pub number: i32,
    pub text: Prose,
    /// The rules beside it: a code and a value in each line.
    pub rules: Rules,
    /// Whether it was the text that changed, rather than a rule.
    pub is_text: bool,
    pub why: Prose,
    pub since: Instant,
    pub review_on: NaiveDate,
    /// By which of the decisions.
    pub decision: Option<usize>,
}

/// How it begins and ends its meetings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Words {
    pub opening: Option<Markdown>,
    pub closing: Option<Markdown>,
    pub right_to_pass: bool,
    pub no_cross_talk: bool,
    /// How often it has said it otherwise.
    pub version: i32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Series {
    pub says: NewSeries,
    pub since: Instant,
    /// Which of the series it goes on from.
    pub follows: Option<usize>,
    /// What its meetings usually consist of.
    pub plan: Option<Plan>,
    /// Dates to which something was done, or that have a plan of their own.
    pub dates: Vec<Date>,
    pub tallies: Vec<Tally>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Date {
    /// When it is by the rule, or was added for.
    pub at: Wall,
    pub cancelled: bool,
    pub moved_to: Option<Wall>,
    pub is_extra: bool,
    /// What is different on this date; what is absent is as usual, and a line without words says that there is nothing.
    pub minutes: Option<u16>,
    pub format: Option<Format>,
    pub openness: Option<Openness>,
    pub address: Option<Line>,
    pub how_to_get_in: Option<Line>,
    pub online_url: Option<Link>,
    pub plan: Option<Plan>,
}

/// What was counted: heads and first times, or why it did not take place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tally {
    pub at: Wall,
    pub day: NaiveDate,
    pub not_held: Option<Cause>,
    pub heads: Option<u16>,
    pub first_time: Option<u16>,
    pub roles: Option<u16>,
}

impl Tally {
    /// What it says; `None` when its numbers do not fit.
    #[must_use]
    pub fn counted(&self) -> Option<tally::Tally> {
        tally::Tally::read(self.not_held, self.heads, self.first_time, self.roles)
    }
}

/// No meetings from that day to that day, both included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pause {
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub words: Line,
    /// The group has decided on it.
    pub is_rest: bool,
    pub since: Instant,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Role {
    pub kind: RoleKind,
    pub name: Option<RoleName>,
    pub about: Option<Markdown>,
    /// At the meetings of which series.
    pub at: BTreeSet<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NamedPlan {
    pub name: SessionName,
    pub plan: Plan,
}

/// What became of a proposal: how many took part, and nobody's voice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    pub title: ShortText,
    pub why: Markdown,
    pub what: Subject,
    pub rule: Option<Rule>,
    pub value: Option<i32>,
    /// What it would have changed besides a rule: words, then a line break and a text. Absent where it leads out of the group.
    pub detail: Option<String>,
    pub review_months: u32,
    pub method: Method,
    pub quorum_percent: u32,
    pub silence_is_consent: bool,
    pub electors: u32,
    pub took_part: u32,
    pub objections: u32,
    /// Of a vote that came to its end.
    pub votes: Option<Votes>,
    pub round: u32,
    pub opened_at: Instant,
    pub deadline: Instant,
    pub withdrawn_at: Option<Instant>,
    pub did_not_fit: bool,
}

impl Decision {
    /// Whether what it would have changed is said besides the rule: where it names nothing but what is the group's own.
    #[must_use]
    pub fn tells(what: Subject) -> bool {
        matches!(what, Subject::Text | Subject::Rest | Subject::Accompany)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Votes {
    pub yes: u32,
    pub no: u32,
    pub abstain: u32,
}

/// A line of its log, without who did it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LogLine {
    pub at: Instant,
    pub kind: LogKind,
    pub before: Line,
    pub after: Line,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Note {
    pub words: Experience,
    /// The first day of the month in which it was said.
    pub month: NaiveDate,
    /// Whether its author lets others read it, if the group decides so.
    pub may_open: bool,
    pub opened_to: OpenTo,
}

as_code!(
    Cause,
    Format,
    Joining,
    Language,
    LogKind,
    Method,
    OpenTo,
    Openness,
    RoleKind,
    Rule,
    SeriesKind,
    SessionKind,
    Subject
);

as_text! {
    GroupName: |it| it.as_str().to_owned(), |text| Self::parse(text).ok();
    Markdown: |it| it.as_str().to_owned(), |text| Self::parse(text).ok();
    ShortText: |it| it.as_str().to_owned(), |text| Self::parse(text).ok();
    RoleName: |it| it.as_str().to_owned(), |text| Self::parse(text).ok();
    SessionName: |it| it.as_str().to_owned(), |text| Self::parse(text).ok();
    Experience: |it| it.as_str().to_owned(), |text| Self::parse(text).ok();
    OnlineUrl: |it| it.as_str().to_owned(), |text| Self::parse(text).ok();
    Slug: |it| it.as_str().to_owned(), |text| Self::parse(text).ok();
    Zone: |it| it.name().to_owned(), |text| Self::parse(text).ok();
    Instant: ToString::to_string, Self::parse_rfc3339;
    Wall: |it| it.compact(), Self::from_compact;
    series::Rule: ToString::to_string, |text| text.parse().ok();
    Nths: ToString::to_string, |text| text.parse().ok();
    ConfirmWithin: |it| it.days().to_string(), |text| Self::of_days(text.parse().ok()?);
    Rules: Self::stored, |text| Some(Self::read(text));
    Spot: |it| format!("{} {}", it.to_stored().0, it.to_stored().1), |text| {
        let (latitude, longitude) = text.split_once(' ')?;
        Self::stored(latitude.parse().ok()?, longitude.parse().ok()?)
    };
}
