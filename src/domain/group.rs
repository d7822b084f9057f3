//! What a group is, apart from who is in it: its state, its tie to a programme, how one joins, how it meets.
//!
//! See `domain.md` for the words. Nothing here knows a person.

use crate::coded;
use crate::domain::ids::GroupId;
use crate::domain::text::Slug;

/// In so many groups one person is at most: more than anybody goes to, and few for whoever would be everywhere at once.
pub const MOST_GROUPS: i64 = 40;

coded! {
    /// What a programme may do with a group. The default is no tie at all.
    pub enum Tie {
        /// The group stands on its own; a programme may list it.
        Autonomous = "autonomous",
        /// The group has invited a programme to accompany it for a time.
        Accompanied = "accompanied",
        /// The programme runs the group.
        ProgrammeRun = "programme_run",
    }

    /// Where a group is in its life.
    pub enum GroupState {
        /// An initiative: looking for people to begin with.
        Forming = "forming",
        /// Meets.
        Running = "running",
        /// Pauses as a whole.
        Resting = "resting",
        /// Has ended.
        Closed = "closed",
    }

    /// What stays for its members to read when a group has closed. Everything else goes at once, and this goes then.
    pub enum Keeps {
        /// The farewell, for a month.
        Farewell = "farewell",
        /// What it has agreed on, decided and logged, for a year.
        OneYear = "one_year",
        /// The same, for two years.
        TwoYears = "two_years",
    }

    /// How one becomes a member.
    pub enum Joining {
        /// At once.
        Open = "open",
        /// After a short hello that members answer.
        Welcome = "welcome",
        /// By a link from the group.
        Invitation = "invitation",
    }

    /// What kind of gathering a series is.
    pub enum SeriesKind {
        Meeting = "meeting",
        /// The group decides about itself (a business meeting).
        Assembly = "assembly",
        Workshop = "workshop",
        Seminar = "seminar",
        Neighbourhood = "neighbourhood",
    }

    /// Where a meeting takes place.
    pub enum Format {
        InPerson = "in_person",
        Online = "online",
        Hybrid = "hybrid",
    }

    /// Who may come to a meeting.
    pub enum Openness {
        /// Anybody.
        Open = "open",
        /// Those who share the problem.
        Closed = "closed",
    }

    /// How much a mail tells to somebody who looks over a shoulder.
    pub enum Discretion {
        /// Group, time and place.
        Full = "full",
        /// The time, and nothing about the group.
        Time = "time",
        /// Only that there is a message.
        Neutral = "neutral",
    }

    /// What the entries of one's own calendar are called.
    pub enum FeedTitle {
        /// A word that says nothing.
        Neutral = "neutral",
        /// The name of the group.
        Group = "group",
        /// Words of one's own.
        Own = "own",
    }

    /// By which way a member wants to be told.
    pub enum Channel {
        Mail = "mail",
        Site = "site",
    }

    /// Whether a meeting takes place.
    pub enum MeetingState {
        Scheduled = "scheduled",
        Cancelled = "cancelled",
    }

    /// What a link that works once is for.
    pub enum LinkPurpose {
        ChoosePassword = "choose_password",
        ConfirmEmail = "confirm_email",
        Recover = "recover",
    }

    /// What an invitation lets its finder become.
    pub enum Grant {
        Membership = "membership",
        /// The first mandate of a group that nobody leads yet.
        FirstMandate = "first_mandate",
    }
}

impl Keeps {
    /// For how many days.
    #[must_use]
    pub fn days(self) -> i64 {
        match self {
            Self::Farewell => 30,
            Self::OneYear => 365,
            Self::TwoYears => 730,
        }
    }

    /// Whether more than the farewell stays.
    #[must_use]
    pub fn has_archive(self) -> bool {
        match self {
            Self::Farewell => false,
            Self::OneYear | Self::TwoYears => true,
        }
    }
}

/// A group, by one of the addresses under which people know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// Its members know it by this.
    Inside(GroupId),
    Public(Slug),
}

impl Address {
    /// Reads the address of a page of the group, whole or the end of it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let path = text.trim().split(['?', '#']).next()?;
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        let after = |word| parts.iter().position(|part| *part == word).and_then(|at| parts.get(at + 1));
        if let Some(id) = after("g") {
            return id.parse().ok().map(Self::Inside);
        }
        Slug::parse(after("groups").or(parts.last())?).ok().map(Self::Public)
    }
}

impl GroupState {
    /// Whether a group in this state can be found in public lists, when it wants to be listed.
    pub fn is_findable(self) -> bool {
        match self {
            Self::Forming | Self::Running | Self::Resting => true,
            Self::Closed => false,
        }
    }
}
