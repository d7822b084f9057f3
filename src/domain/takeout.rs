//! Everything that is about one person, as they take it with them: the shape of `takeout.json`, which another installation can
//! read. Moments are RFC 3339 in UTC, days are ISO 8601; times of a meeting are those of the wall, beside their zone; what has
//! few values has the code by which it is stored. Of others there is nothing in it but the names of groups.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::consent::Receipt;

/// The name of this shape, and its version.
pub const FORMAT: &str = "parea-takeout-1";

/// All of it.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Takeout {
    pub format: String,
    pub made_at: String,
    pub account: Account,
    pub signed_in: Vec<SignIn>,
    pub passkeys: Vec<Passkey>,
    pub calendar: Option<Calendar>,
    /// Programmes, by their address.
    pub coordinates: Vec<String>,
    pub hellos: Vec<Hello>,
    pub visits: Vec<Visit>,
    pub accompanies: Vec<Accompanies>,
    pub shut_doors: Vec<ShutDoor>,
    pub groups: Vec<InGroup>,
    /// What the person has said yes to, and taken back, the first one first.
    pub consents: Vec<Consent>,
}

/// A receipt, with the words that stood there.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Consent {
    pub words: String,
    #[serde(flatten)]
    pub receipt: Receipt,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Account {
    pub sign_in_name: String,
    pub email: Option<String>,
    pub language: String,
    pub zone: String,
    /// How much a mail says.
    pub mail_says: String,
    pub signed_out_after_minutes: Option<u32>,
    pub names_as_initials: bool,
    /// From that hour of the day until the other no mail comes that can wait.
    pub quiet_hours: Option<(u8, u8)>,
    pub made_at: String,
}

/// A browser in which the person is signed in.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SignIn {
    /// What the person calls it.
    pub name: Option<String>,
    pub since: String,
    pub seen_at: String,
    pub until: String,
}

/// Something that a browser or a device signs in with; what it is found by opens nothing elsewhere, and stays here.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Passkey {
    /// What the person calls it.
    pub name: String,
    pub since: String,
}

/// The person's own calendar, without its secret address.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Calendar {
    pub title: String,
    pub words: Option<String>,
    pub says_where: bool,
}

/// What was said to a group that has not answered yet.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Hello {
    pub group: String,
    pub name: String,
    pub words: String,
    pub said_at: String,
}

/// A date that the person leads, or led, as a guest of another group.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Visit {
    pub group: String,
    pub name: Option<String>,
    pub at: At,
}

/// A group that the person accompanies as a professional.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Accompanies {
    pub group: String,
    pub name: Option<String>,
    pub scope: String,
    pub until: String,
}

/// A group into which the person does not come by the open door.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ShutDoor {
    pub group: String,
    pub until: String,
}

/// A date, by the rule of its series.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct At {
    pub wall: String,
    pub zone: String,
}

/// What the person is, said and did in one group.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct InGroup {
    pub group: String,
    pub name: String,
    pub joined_at: String,
    /// How they are told: by mail, or on the site.
    pub told_by: String,
    /// A line about themselves.
    pub line: Option<String>,
    /// Who sees what of them, by the codes of field and audience, where they have said so.
    pub seen_by: Vec<SeenBy>,
    pub is_hidden: bool,
    /// How they are reached, in their own words.
    pub reach: Option<String>,
    /// Who looked at that while they facilitated, by name; without one when they are not there any more.
    pub looked_at: Vec<Look>,
    /// How many members they do not want to see.
    pub unseen: i64,
    /// What they wrote to other members. With whom stands on the site: it is about others, too.
    pub wrote: Vec<Wrote>,
    pub reminded_hours_before: Vec<i32>,
    pub answers: Vec<Answer>,
    pub mandates: Vec<Mandate>,
    /// Roles that they are willing to take.
    pub willing: Vec<Role>,
    pub needs_a_break: bool,
    pub turns: Vec<Turn>,
    pub turns_before: Vec<TurnsBefore>,
    /// Parts of meetings that they lead.
    pub leads: Vec<Part>,
    pub offers: Vec<Offer>,
    pub accepted: Vec<Accepted>,
    pub proposals: Vec<Proposed>,
    pub said: Vec<Said>,
    pub notes: Vec<Note>,
    pub asks_for_assembly_at: Option<String>,
    pub points_for_assembly: Vec<String>,
    pub steps_back: Vec<StepBack>,
    pub mediations: Vec<Mediation>,
    /// Since when the group has decided to suspend them.
    pub suspended_since: Option<String>,
    /// What the group's log says that they did, or that was about them.
    pub log: Vec<LogLine>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SeenBy {
    pub field: String,
    pub audience: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Look {
    pub by: Option<String>,
    pub at: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Wrote {
    pub words: String,
    pub at: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Answer {
    pub at: At,
    pub answer: String,
    pub answered_at: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Mandate {
    pub from: String,
    pub until: String,
    pub is_deputy: bool,
}

/// A role, by the code of its kind, and by its name where it is the group's own.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Role {
    pub kind: String,
    pub name: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Turn {
    pub at: At,
    pub role: Role,
    pub state: String,
}

/// What is left of turns after their meetings.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct TurnsBefore {
    pub role: Role,
    pub count: i32,
    pub last_week: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Part {
    pub kind: String,
    pub name: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Offer {
    pub kind: String,
    pub words: String,
}

/// A version of the agreement that the person has accepted.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Accepted {
    pub number: i32,
    pub at: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Proposed {
    pub about: String,
    pub title: String,
    pub why: String,
    pub opened_at: String,
}

/// What they said to a proposal. How they voted is known to nobody.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Said {
    pub proposal: String,
    pub kind: String,
    pub words: Option<String>,
    pub said_at: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Note {
    pub words: String,
    /// The first day of the month in which it was said.
    pub month: String,
    pub stays_with_the_group: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct StepBack {
    pub from: Option<String>,
    pub until: String,
    pub is_ordered: bool,
}

/// A mediation, and as what they are in it.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Mediation {
    pub part: String,
    pub made_at: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct LogLine {
    pub at: String,
    pub kind: String,
    pub before: String,
    pub after: String,
}
