//! Two members who write to each other. It begins when both have said yes; a no is not told, and either can end it.

use crate::coded;
use crate::domain::ids::MembershipId;

/// So many questions of one member may wait at once.
pub const WAITING: usize = 10;

coded! {
    /// How it stands between them.
    pub enum State {
        /// One has asked.
        Asked = "asked",
        Agreed = "agreed",
        /// Whoever asked reads that the question waits, until it ends by itself.
        Declined = "declined",
    }
}

/// Which of the two somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Asking,
    Asked,
}

/// What there is between two members.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contact {
    pub asked_by: MembershipId,
    pub asked: MembershipId,
    pub state: State,
}

impl Contact {
    /// As which of the two a member knows of it. Whoever said no has done with it.
    #[must_use]
    pub fn side_of(self, who: MembershipId) -> Option<Side> {
        match (who == self.asked_by, who == self.asked) {
            (true, _) => Some(Side::Asking),
            (_, true) if self.state != State::Declined => Some(Side::Asked),
            _ => None,
        }
    }

    /// The other one.
    #[must_use]
    pub fn other_than(self, side: Side) -> MembershipId {
        match side {
            Side::Asking => self.asked,
            Side::Asked => self.asked_by,
        }
    }

    /// What somebody may know of how it stands.
    #[must_use]
    pub fn seen_by(self, side: Side) -> State {
        match (side, self.state) {
            (Side::Asking, State::Declined) => State::Asked,
            (_, state) => state,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::coded::Coded as _;

    #[test]
    fn a_no_reads_to_whoever_asked_as_if_nothing_were_said() {
        let (ana, ben) = (MembershipId::from_random([1; 8]), MembershipId::from_random([2; 8]));
        let it = |state| Contact { asked_by: ana, asked: ben, state };
        assert_eq!(it(State::Declined).seen_by(Side::Asking), it(State::Asked).seen_by(Side::Asking));
        for state in State::ALL {
            assert_eq!(it(*state).side_of(ana), Some(Side::Asking));
            let knows = it(*state).side_of(ben).is_some();
            assert_eq!(knows, *state != State::Declined, "{state:?}");
            assert_eq!(it(*state).side_of(MembershipId::from_random([3; 8])), None);
        }
        assert_eq!(
            (it(State::Asked).other_than(Side::Asking), it(State::Asked).other_than(Side::Asked)),
            (ben, ana)
        );
    }
}
