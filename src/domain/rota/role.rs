//! The roles of a meeting. Which of them a group has, and how it describes them, is its own affair.

use crate::coded;

coded! {
    /// What somebody does at a meeting. In this order they are filled.
    pub enum RoleKind {
        Facilitating = "facilitating",
        CoFacilitating = "co_facilitating",
        /// Beside whoever facilitates, to see how it is done. It comes along with facilitating.
        Shadowing = "shadowing",
        Welcome = "welcome",
        Time = "time",
        Reading = "reading",
        Keys = "keys",
        Tea = "tea",
        Literature = "literature",
        Treasury = "treasury",
        Minutes = "minutes",
        OnlineHost = "online_host",
        /// The group's own, under a name that it gave.
        Own = "own",
    }

    /// What is written down about a role at one meeting.
    pub enum TurnState {
        /// Somebody does it.
        Confirmed = "confirmed",
        /// Whoever had it cannot come; the next in line is asked.
        Asked = "asked",
        /// Nobody is proposed: all are asked.
        Open = "open",
    }
}

impl RoleKind {
    /// What is part of leading.
    pub const LEADING: [Self; 2] = [Self::Facilitating, Self::CoFacilitating];

    /// Whether it is part of leading the meeting. These go round by the rota, within the group's maximum of turns in a row.
    #[must_use]
    pub fn leads(self) -> bool {
        Self::LEADING.contains(&self)
    }

    /// Whether it needs neither experience nor anybody's approval.
    #[must_use]
    pub fn is_small(self) -> bool {
        !self.leads()
    }

    /// The role that is there whenever this one is.
    #[must_use]
    pub fn brings(self) -> Option<Self> {
        (self == Self::Facilitating).then_some(Self::Shadowing)
    }

    /// Whether a group ticks it in a list: what comes along, and what it has to name, it does not.
    #[must_use]
    pub fn is_listed(self) -> bool {
        !matches!(self, Self::Shadowing | Self::Own)
    }
}
