//! What a proposal would change, kind by kind, and what goes for each kind: [`Subject::kind`] is the table.

use chrono::NaiveDate;

use crate::coded;
use crate::domain::accompaniment::Accompaniment;
use crate::domain::agreement::{Amendment, Method, Rule};
use crate::domain::exclusion::{self, Shut};
use crate::domain::experience::OpenTo;
use crate::domain::group::{Keeps, Tie};
use crate::domain::ids::{ExperienceId, GroupId, MembershipId, ProgrammeId, SeriesId};
use crate::domain::series::Rule as Rhythm;
use crate::domain::text::{Markdown, ShortText};
use crate::domain::time::Wall;

coded! {
    /// What a proposal is about.
    pub enum Subject {
        /// Something that no rule stands for.
        Words = "words",
        Rule = "rule",
        /// Somebody would facilitate.
        Mandate = "mandate",
        /// Somebody would facilitate while nobody else does.
        Deputy = "deputy",
        /// Somebody would not facilitate any more.
        TakeBack = "take_back",
        /// What the agreement says besides its rules.
        Text = "text",
        /// To which programme the group is tied, and how.
        Tie = "tie",
        /// A member would be suspended, and then not be one any more.
        Exclude = "exclude",
        /// Whoever was suspended asks once more.
        Appeal = "appeal",
        /// A professional would accompany the group.
        Accompany = "accompany",
        /// A series meets at other times, or not any more.
        Dates = "dates",
        /// The group rests for a time.
        Rest = "rest",
        /// The group ends, or goes into another one.
        Close = "close",
        /// The members of another group are welcome, when that one closes and goes into this one.
        Welcome = "welcome",
        /// A note on what helped is opened to others, or shut again.
        Open = "open",
    }
}

/// Who is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// Every member who has been one for long enough.
    Members,
    /// Those who come to a regular meeting: who said so of a date to come, or wants to be reminded.
    WhoCome,
    /// Those who know each other: see [`who_decides`](crate::domain::mandate::who_decides).
    Acquainted,
    /// The same, but for the one whom it is about.
    Others,
}

/// What goes for a kind of proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind {
    /// About a person nobody has to speak before the others: it is voted on in secret, and never decided by consent.
    pub is_about_a_person: bool,
    pub asks: Asked,
    /// Whether the group looks at it again. What ends by itself, or cannot be undone, has no review.
    pub has_review: bool,
    /// Whether it is shown what will change before it is proposed.
    pub is_looked_at_first: bool,
    /// So many have to say yes, however few take part.
    pub least_yes: u32,
    /// Why it is asked stands sealed, and not with the proposal; so its name is that of its kind.
    pub is_sealed: bool,
}

const ABOUT_THE_GROUP: Kind = Kind {
    is_about_a_person: false,
    asks: Asked::Members,
    has_review: true,
    is_looked_at_first: true,
    least_yes: 1,
    is_sealed: false,
};

impl Subject {
    /// What goes for it.
    #[must_use]
    pub fn kind(self) -> Kind {
        match self {
            // What it is now stands beside the choice.
            Self::Words | Self::Rule => Kind { is_looked_at_first: false, ..ABOUT_THE_GROUP },
            Self::Mandate | Self::Deputy | Self::TakeBack => Kind {
                is_about_a_person: true,
                asks: Asked::Acquainted,
                has_review: false,
                is_looked_at_first: false,
                // Where somebody would lose something, one vote is never enough.
                least_yes: if self == Self::TakeBack { 2 } else { 1 },
                ..ABOUT_THE_GROUP
            },
            Self::Exclude | Self::Appeal => Kind {
                is_about_a_person: true,
                asks: Asked::Others,
                has_review: false,
                is_looked_at_first: true,
                least_yes: exclusion::LEAST_YES,
                is_sealed: true,
            },
            Self::Tie | Self::Text => ABOUT_THE_GROUP,
            // Its author shuts it at any time, and so does the group.
            Self::Open => Kind { has_review: false, ..ABOUT_THE_GROUP },
            // Each of these ends by itself.
            Self::Accompany | Self::Welcome => Kind { has_review: false, ..ABOUT_THE_GROUP },
            Self::Dates => Kind { asks: Asked::WhoCome, has_review: false, ..ABOUT_THE_GROUP },
            Self::Rest | Self::Close => Kind { has_review: false, ..ABOUT_THE_GROUP },
        }
    }

    /// By what it is decided in a group that decides by `usual`.
    #[must_use]
    pub fn decided_by(self, usual: Method) -> Method {
        if self == Self::Appeal {
            return Method::TwoThirds;
        }
        match (self.kind().is_about_a_person, usual) {
            (true, Method::Consent) => Method::Majority,
            (true | false, usual) => usual,
        }
    }
}

/// A rule, and a value that it allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ruling {
    pub rule: Rule,
    pub to: i32,
}

impl Ruling {
    /// `None` when the rule does not go so far.
    #[must_use]
    pub fn new(rule: Rule, to: i32) -> Option<Self> {
        rule.allows(to).then_some(Self { rule, to })
    }
}

/// How a group is tied to a programme. Whoever stands alone may all the same be listed by one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bond {
    tie: Tie,
    programme: Option<ProgrammeId>,
}

impl Bond {
    /// As every group begins.
    pub const ALONE: Self = Self { tie: Tie::Autonomous, programme: None };

    /// `None` when nobody would accompany or run the group.
    #[must_use]
    pub fn new(tie: Tie, programme: Option<ProgrammeId>) -> Option<Self> {
        (tie == Tie::Autonomous || programme.is_some()).then_some(Self { tie, programme })
    }

    /// How.
    #[must_use]
    pub fn tie(self) -> Tie {
        self.tie
    }

    /// To which.
    #[must_use]
    pub fn programme(self) -> Option<ProgrammeId> {
        self.programme
    }
}

/// Other times of a series, from one of its dates on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retiming {
    pub series: SeriesId,
    /// The date of the old ones from which on.
    pub from: Wall,
    /// `None` when it ends there.
    pub to: Option<Times>,
}

/// When a series meets, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Times {
    pub start: Wall,
    pub rule: Rhythm,
    pub minutes: u16,
    /// `None` where it was.
    pub address: Option<ShortText>,
}

/// How a group ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending {
    /// What it says to its members.
    pub farewell: Markdown,
    pub keeps: Keeps,
    /// The group into which it goes, when it goes into one: that one has welcomed it.
    pub into: Option<GroupId>,
}

/// A note would be read by others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opening {
    pub note: ExperienceId,
    pub to: OpenTo,
    /// Of its words: what is decided about these is not decided about others.
    pub version: i32,
}

/// What a proposal would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    Rule(Ruling),
    /// The member who proposes it would facilitate. Nobody is proposed by somebody else, and so nobody has to refuse.
    Mandate(MembershipId),
    /// The member who proposes it would facilitate while nobody holds a mandate.
    Deputy(MembershipId),
    /// This member would not facilitate any more.
    TakeBack(MembershipId),
    Tie(Bond),
    /// This member would be suspended, and the open door stay shut for them afterwards.
    Exclude(MembershipId, Shut),
    /// This member was, and asks once more: adopted means confirmed.
    Appeal(MembershipId),
    /// A professional would accompany the group.
    Accompany(Accompaniment),
    /// The agreement would say this, besides its rules.
    Text(Markdown),
    Dates(Retiming),
    /// The group rests; the first day on which it meets again.
    Rest(NaiveDate),
    Close(Ending),
    /// The members of this group are welcome.
    Welcome(GroupId),
    Open(Opening),
}

impl Change {
    /// What it is about.
    #[must_use]
    pub fn subject(&self) -> Subject {
        match self {
            Self::Rule(_) => Subject::Rule,
            Self::Mandate(_) => Subject::Mandate,
            Self::Deputy(_) => Subject::Deputy,
            Self::TakeBack(_) => Subject::TakeBack,
            Self::Tie(_) => Subject::Tie,
            Self::Exclude(..) => Subject::Exclude,
            Self::Appeal(_) => Subject::Appeal,
            Self::Accompany(_) => Subject::Accompany,
            Self::Text(_) => Subject::Text,
            Self::Dates(_) => Subject::Dates,
            Self::Rest(_) => Subject::Rest,
            Self::Close(_) => Subject::Close,
            Self::Welcome(_) => Subject::Welcome,
            Self::Open(_) => Subject::Open,
        }
    }

    /// The member who is not asked, since it is about them.
    #[must_use]
    pub fn not_asked(&self) -> Option<MembershipId> {
        match self {
            Self::Exclude(member, _) | Self::Appeal(member) => Some(*member),
            _ => None,
        }
    }

    /// Whether the same people are asked about both.
    #[must_use]
    pub fn asks_the_same(one: Option<&Self>, other: Option<&Self>) -> bool {
        match (one, other) {
            (Some(Self::Dates(one)), Some(Self::Dates(other))) => one.series == other.series,
            (one, other) => one.map(Self::subject) == other.map(Self::subject),
        }
    }

    /// The ruling, when it is one.
    #[must_use]
    pub fn ruling(&self) -> Option<Ruling> {
        if let Self::Rule(ruling) = self { Some(*ruling) } else { None }
    }

    /// What it makes of the agreement, when it makes anything of it.
    #[must_use]
    pub fn amendment(&self) -> Option<Amendment<'_>> {
        match self {
            Self::Rule(Ruling { rule, to }) => Some(Amendment::Rule(*rule, *to)),
            Self::Text(text) => Some(Amendment::Text(text)),
            Self::Mandate(_)
            | Self::Deputy(_)
            | Self::TakeBack(_)
            | Self::Exclude(..)
            | Self::Appeal(_)
            | Self::Tie(_)
            | Self::Accompany(_)
            | Self::Dates(_)
            | Self::Rest(_)
            | Self::Close(_)
            | Self::Welcome(_)
            | Self::Open(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::coded::Coded as _;

    #[test]
    fn a_rule_changes_to_what_it_allows_and_nobody_is_tied_to_nothing() {
        assert!(Ruling::new(Rule::Term, 8).is_some());
        assert_eq!(Ruling::new(Rule::Term, 0), None);
        assert!(Bond::new(Tie::Autonomous, None).is_some());
        assert_eq!(Bond::new(Tie::Accompanied, None), None);
    }

    #[test]
    fn about_persons_there_is_a_vote_and_never_consent() {
        for subject in Subject::ALL.iter().filter(|it| it.kind().is_about_a_person) {
            for usual in Method::ALL {
                assert_ne!(subject.decided_by(*usual), Method::Consent, "{subject:?}");
            }
            assert_eq!(subject.decided_by(Method::TwoThirds), Method::TwoThirds);
        }
        assert!(Subject::Mandate.kind().is_about_a_person && Subject::TakeBack.kind().is_about_a_person);
        assert_eq!(Subject::Words.decided_by(Method::Consent), Method::Consent);
    }
}
