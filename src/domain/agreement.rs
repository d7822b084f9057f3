//! What a group agrees on, rule by rule. Each rule is a number within bounds, and begins as most groups begin; only the
//! group itself changes one, for a time, and then looks at it again.
//!
//! Which rule says what, and how far it can go, is [`TABLE`]. Who decided, and why, stands with the rows; the text beside the
//! rules, and how both change together, is [`Version`]'s.

use chrono::TimeDelta;

use crate::coded;
use crate::domain::coded::Coded as _;
use crate::domain::group::{Joining, Openness};

mod version;

pub use version::{Amendment, Difference, Line, Version, lines};

coded! {
    /// Something a group can agree on.
    pub enum Rule {
        /// How it decides: the place of a [`Method`] in their list.
        Method = "method",
        /// How many of a hundred who may take part must do so.
        Quorum = "quorum_percent",
        /// How many days a proposal is open.
        Notice = "notice_days",
        /// Whether who says nothing agrees: 1, or 0.
        Silence = "silence_is_consent",
        /// How many days somebody is a member before they take part in decisions.
        MemberFor = "member_days",
        /// How many weeks a mandate lasts.
        Term = "term_weeks",
        /// How many weeks at most two hold it at a hand-over.
        Overlap = "overlap_weeks",
        /// For how many weeks after its end whoever held it last may act, while nobody follows.
        Grace = "grace_weeks",
        /// How many months the log is kept.
        LogMonths = "log_months",
        /// How many meetings one member leads in a row, at most.
        InARow = "turns_in_a_row",
        /// How many others may come to a regular meeting of which whoever facilitates moves all dates alone; with more of them,
        /// those who come decide.
        MoveAlone = "move_alone",
        /// Whether its tallies may be passed on to the programme to which the group is tied: 1, or 0.
        Sharing = "sharing",
        /// Who gives what members offer a place in a plan: the place of a [`PlacedBy`] in their list.
        Placing = "offers_are_placed_by",
        /// Who asks guest facilitators: those who facilitate, 0, or every member, 1.
        Guests = "guests_by",
        /// How one becomes a member: the place of a [`Joining`] in their list. A group begins as its founder says.
        Joining = "joining",
        /// Who may come to regular meetings: as each of them says, 0, or the place of an [`Openness`] in their list, from 1.
        Openness = "openness",
    }

    /// Who gives offers a place.
    pub enum PlacedBy {
        Facilitators = "facilitators",
        /// Every member.
        Everybody = "everybody",
    }

    /// How a group decides.
    pub enum Method {
        /// Nobody has a reasoned objection.
        Consent = "consent",
        /// Two of three who say yes or no say yes.
        TwoThirds = "two_thirds",
        /// More say yes than no.
        Majority = "majority",
        /// All say yes.
        Unanimity = "unanimity",
    }
}

/// A rule, how far it goes, and how every group begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    pub rule: Rule,
    pub least: i32,
    pub most: i32,
    pub start: i32,
}

const fn bounds(rule: Rule, least: i32, most: i32, start: i32) -> Bounds {
    Bounds { rule, least, most, start }
}

/// Every rule. Half a year of mandate with a week to hand it over, a week's notice and two years of log are where most groups
/// begin; the log's bounds are those of retention. Where no more than three others come, who facilitates asks them in passing,
/// and a new group is not kept from finding its hour; nothing is passed on to anybody unless the group says so.
pub const TABLE: [Bounds; 16] = [
    bounds(Rule::Joining, 0, 2, 0),
    bounds(Rule::Openness, 0, 2, 0),
    bounds(Rule::Method, 0, 3, 0),
    bounds(Rule::Quorum, 1, 100, 50),
    bounds(Rule::Notice, 1, 90, 7),
    bounds(Rule::Silence, 0, 1, 0),
    bounds(Rule::MemberFor, 0, 365, 0),
    bounds(Rule::Term, 1, 104, 26),
    bounds(Rule::Overlap, 0, 8, 1),
    bounds(Rule::Grace, 0, 12, 0),
    bounds(Rule::LogMonths, 6, 60, 24),
    bounds(Rule::MoveAlone, 0, 99, 3),
    bounds(Rule::Sharing, 0, 1, 0),
    bounds(Rule::Placing, 0, 1, 0),
    bounds(Rule::Guests, 0, 1, 0),
    bounds(Rule::InARow, 1, 52, 2),
];

impl Rule {
    /// How far it goes.
    #[must_use]
    pub fn bounds(self) -> Bounds {
        TABLE.into_iter().find(|bounds| bounds.rule == self).unwrap_or(bounds(self, 0, 0, 0))
    }

    /// The rule with a value, as it stands in the log.
    #[must_use]
    pub fn stored(self, value: i32) -> String {
        format!("{} {value}", self.code())
    }

    /// Reads [`Rule::stored`].
    #[must_use]
    pub fn read(stored: &str) -> Option<(Self, i32)> {
        let (rule, value) = stored.split_once(' ')?;
        Some((Self::from_code(rule)?, value.parse().ok()?))
    }

    /// Whether the value is within its bounds.
    #[must_use]
    pub fn allows(self, value: i32) -> bool {
        let bounds = self.bounds();
        (bounds.least..=bounds.most).contains(&value)
    }
}

/// The rules of one group, at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rules {
    /// Where they differ from the beginning; every value within its bounds.
    agreed: Vec<(Rule, i32)>,
}

impl Rules {
    /// Those that a group has agreed on, the later one where there are two. What a rule does not allow is left out.
    #[must_use]
    pub fn agreed(rules: impl IntoIterator<Item = (Rule, i32)>) -> Self {
        Self::default().and(rules)
    }

    /// As a group begins whose founder has said how one joins.
    #[must_use]
    pub fn founded(joining: Joining) -> Self {
        let place = Joining::ALL.iter().position(|it| *it == joining).unwrap_or_default();
        Self::default().with(Rule::Joining, i32::try_from(place).unwrap_or_default())
    }

    /// The same, with what was agreed on since.
    #[must_use]
    pub fn and(self, rules: impl IntoIterator<Item = (Rule, i32)>) -> Self {
        rules.into_iter().fold(self, |so_far, (rule, value)| so_far.with(rule, value))
    }

    /// The same, with one of them changed.
    #[must_use]
    pub fn with(mut self, rule: Rule, value: i32) -> Self {
        if rule.allows(value) {
            self.agreed.retain(|(known, _)| *known != rule);
            self.agreed.push((rule, value));
        }
        self
    }

    /// Where they differ from the beginning, as it stands in a row.
    #[must_use]
    pub fn stored(&self) -> String {
        self.agreed.iter().map(|(rule, value)| rule.stored(*value)).collect::<Vec<_>>().join("\n")
    }

    /// Reads [`Rules::stored`].
    #[must_use]
    pub fn read(stored: &str) -> Self {
        Self::agreed(stored.lines().filter_map(Rule::read))
    }

    /// What the group agreed on, or how every group begins.
    #[must_use]
    pub fn of(&self, rule: Rule) -> i32 {
        self.agreed
            .iter()
            .find(|(known, _)| *known == rule)
            .map_or_else(|| rule.bounds().start, |(_, value)| *value)
    }

    fn count(&self, rule: Rule) -> u32 {
        u32::try_from(self.of(rule)).unwrap_or_default()
    }

    fn days(&self, rule: Rule) -> TimeDelta {
        TimeDelta::days(self.of(rule).into())
    }

    fn weeks(&self, rule: Rule) -> TimeDelta {
        TimeDelta::weeks(self.of(rule).into())
    }

    fn chosen<T: crate::domain::coded::Coded>(&self, rule: Rule, or: T) -> T {
        let place = usize::try_from(self.of(rule)).unwrap_or_default();
        T::ALL.get(place).copied().unwrap_or(or)
    }

    /// How the group decides.
    #[must_use]
    pub fn method(&self) -> Method {
        self.chosen(Rule::Method, Method::Consent)
    }

    /// How many of a hundred who may take part must do so.
    #[must_use]
    pub fn quorum_percent(&self) -> u32 {
        self.count(Rule::Quorum)
    }

    /// How long a proposal is open.
    #[must_use]
    pub fn notice(&self) -> TimeDelta {
        self.days(Rule::Notice)
    }

    /// Whether who says nothing agrees.
    #[must_use]
    pub fn silence_is_consent(&self) -> bool {
        self.of(Rule::Silence) == 1
    }

    /// For how long somebody is a member before they take part in decisions.
    #[must_use]
    pub fn member_for(&self) -> TimeDelta {
        self.days(Rule::MemberFor)
    }

    /// How long a mandate lasts.
    #[must_use]
    pub fn term(&self) -> TimeDelta {
        self.weeks(Rule::Term)
    }

    /// For how long at most two hold a mandate at a hand-over.
    #[must_use]
    pub fn overlap(&self) -> TimeDelta {
        self.weeks(Rule::Overlap)
    }

    /// For how long whoever held a mandate last may act after its end, while nobody follows.
    #[must_use]
    pub fn grace(&self) -> TimeDelta {
        self.weeks(Rule::Grace)
    }

    /// Whether every member asks guest facilitators, and not only those who facilitate.
    #[must_use]
    pub fn everybody_asks_guests(&self) -> bool {
        self.of(Rule::Guests) == 1
    }

    /// How many meetings one member leads in a row, at most.
    #[must_use]
    pub fn most_in_a_row(&self) -> u32 {
        self.count(Rule::InARow)
    }

    /// With how many others who come whoever facilitates moves all dates of a regular meeting alone.
    #[must_use]
    pub fn moves_alone_with(&self) -> usize {
        usize::try_from(self.of(Rule::MoveAlone)).unwrap_or_default()
    }

    /// How many months the log is kept.
    #[must_use]
    pub fn log_kept_months(&self) -> u32 {
        self.count(Rule::LogMonths)
    }

    /// How one becomes a member.
    #[must_use]
    pub fn joining(&self) -> Joining {
        self.chosen(Rule::Joining, Joining::Open)
    }

    /// Who may come to regular meetings; `None` where each of them says so for itself.
    #[must_use]
    pub fn openness(&self) -> Option<Openness> {
        Openness::ruled(self.of(Rule::Openness))
    }

    /// Who gives offers a place.
    #[must_use]
    pub fn placed_by(&self) -> PlacedBy {
        self.chosen(Rule::Placing, PlacedBy::Facilitators)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_every_rule_once_and_begins_within_its_bounds() {
        for rule in Rule::ALL {
            assert_eq!(TABLE.iter().filter(|bounds| bounds.rule == *rule).count(), 1, "{rule:?}");
            assert!(rule.allows(rule.bounds().start), "{rule:?}");
        }
        assert_eq!(TABLE.len(), Rule::ALL.len());
        let chosen = |rule: Rule| usize::try_from(rule.bounds().most).unwrap() + 1;
        assert_eq!(chosen(Rule::Method), Method::ALL.len());
        assert_eq!(chosen(Rule::Placing), PlacedBy::ALL.len());
        assert_eq!(chosen(Rule::Joining), Joining::ALL.len());
        assert_eq!(chosen(Rule::Openness), Openness::ALL.len() + 1);
    }

    #[test]
    fn what_was_agreed_holds_and_what_a_rule_does_not_allow_never_does() {
        let rules = Rules::agreed([(Rule::Term, 8), (Rule::Quorum, 0), (Rule::Method, 2)]);
        assert_eq!(rules.term(), TimeDelta::weeks(8));
        assert_eq!(rules.quorum_percent(), 50, "nobody is no quorum");
        assert_eq!(rules.method(), Method::Majority);
        assert_eq!(Rules::default().term(), TimeDelta::weeks(26));
        assert_eq!(rules.clone().with(Rule::Term, 12).with(Rule::Term, 0).term(), TimeDelta::weeks(12));
        assert!(!rules.silence_is_consent());
        assert_eq!(Rules::read(&rules.stored()), rules);
        for joining in Joining::ALL {
            assert_eq!(Rules::founded(*joining).joining(), *joining);
        }
        let welcome = Rules::founded(Joining::Welcome);
        assert_eq!(welcome.and([(Rule::Joining, 2)]).joining(), Joining::Invitation);
        assert_eq!(Rules::default().openness(), None);
        assert_eq!(Rules::agreed([(Rule::Openness, 2)]).openness(), Some(Openness::Closed));
    }
}
