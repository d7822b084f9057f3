//! Mediation: somebody whom both sides accept stands between two members. It is offered by one, and nobody has to say yes; an
//! offer that nobody could refuse would be none. What it is about is not known here.

use super::ids::MembershipId;

/// So often one can offer it to the same member, as long as the offers are kept.
pub const OFFERS: usize = 2;

/// One, with what was said to it. The mediator is a member, or somebody from outside whom the two find themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mediation {
    pub asked_by: MembershipId,
    pub about: MembershipId,
    pub mediator: Option<MembershipId>,
    pub about_says: Option<bool>,
    pub mediator_says: Option<bool>,
}

/// Which part somebody has in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Asker,
    Concerned,
    Mediator,
}

/// How it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Somebody has not said anything yet.
    Offered,
    /// All have said yes.
    Agreed,
    /// Somebody has said no.
    Declined,
}

/// Why it cannot be offered so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// To oneself, or with one of the two in the middle.
    #[error("three are needed")]
    NotThree,
    /// The same member has offered it to the same member as often as one can: who says no is left in peace.
    #[error("offered before")]
    Enough,
}

impl Mediation {
    /// An offer to another member, with a third in the middle.
    ///
    /// # Errors
    /// When they are not different people.
    pub fn offer(
        asked_by: MembershipId,
        about: MembershipId,
        mediator: Option<MembershipId>,
    ) -> Result<Self, Refusal> {
        if asked_by == about || mediator.is_some_and(|it| it == asked_by || it == about) {
            return Err(Refusal::NotThree);
        }
        Ok(Self { asked_by, about, mediator, about_says: None, mediator_says: None })
    }

    /// The part of a member, who may have none.
    #[must_use]
    pub fn part_of(&self, member: MembershipId) -> Option<Part> {
        if member == self.asked_by {
            Some(Part::Asker)
        } else if member == self.about {
            Some(Part::Concerned)
        } else if self.mediator == Some(member) {
            Some(Part::Mediator)
        } else {
            None
        }
    }

    /// How it stands.
    #[must_use]
    pub fn state(&self) -> State {
        // Whom nobody names the two find outside.
        let mediator_says = if self.mediator.is_some() { self.mediator_says } else { Some(true) };
        match (self.about_says, mediator_says) {
            (Some(false), _) | (_, Some(false)) => State::Declined,
            (Some(true), Some(true)) => State::Agreed,
            (None | Some(true), None) | (None, Some(true)) => State::Offered,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn member(number: u8) -> MembershipId {
        MembershipId::from_random([number; 8])
    }

    proptest! {
        #[test]
        fn it_is_agreed_by_all_or_not_at_all_and_stands_between_two(
            asked_by in 0_u8..4, about in 0_u8..4, mediator in proptest::option::of(0_u8..4),
            about_says in any::<Option<bool>>(), mediator_says in any::<Option<bool>>(),
        ) {
            let offer = Mediation::offer(member(asked_by), member(about), mediator.map(member));
            prop_assert_eq!(offer.is_ok(), asked_by != about && mediator.is_none_or(|it| it != asked_by && it != about));
            if let Ok(offer) = offer {
                let it = Mediation { about_says, mediator_says, ..offer };
                let all_say_yes = about_says == Some(true) && (mediator.is_none() || mediator_says == Some(true));
                prop_assert_eq!(it.state() == State::Agreed, all_say_yes);
                prop_assert_eq!(it.part_of(member(9)), None);
            }
        }
    }
}
