//! Joining by welcome: two members say welcome, or all if there are fewer. What a hello says is not here.

use chrono::TimeDelta;

/// How long a hello waits for an answer before it is deleted.
pub const PATIENCE: TimeDelta = TimeDelta::days(30);

/// What the answers to a hello come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Welcome,
    Declined,
    Waiting,
}

/// Two welcomes let somebody in, two others do not; in a smaller group, one of each is enough.
#[must_use]
pub fn decide(welcomes: u32, others: u32, members: u32) -> Verdict {
    let enough = members.clamp(1, 2);
    if welcomes >= enough {
        Verdict::Welcome
    } else if others >= enough {
        Verdict::Declined
    } else {
        Verdict::Waiting
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_answers_decide_or_one_in_a_group_of_one() {
        assert_eq!(decide(1, 0, 9), Verdict::Waiting);
        assert_eq!(decide(2, 1, 9), Verdict::Welcome);
        assert_eq!(decide(1, 2, 9), Verdict::Declined);
        assert_eq!(decide(1, 1, 9), Verdict::Waiting);
        assert_eq!(decide(1, 0, 1), Verdict::Welcome);
        assert_eq!(decide(0, 1, 1), Verdict::Declined);
        assert_eq!(decide(0, 0, 0), Verdict::Waiting);
    }
}
