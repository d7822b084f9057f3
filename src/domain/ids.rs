//! Identifiers: 63 random bits, made by the application, so that they tell neither order nor time, and so that a row's
//! id can be sealed into its own cells before the row exists. In addresses they are 13 letters and digits.
//!
//! An id is not a right. No store function takes a bare id of something private; see `access`.

use std::fmt;
use std::str::FromStr;

/// The digits of Crockford's base 32, in lower case: no i, l, o or u, so nothing is misread aloud.
const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const LENGTH: u32 = 13;

/// The text is not 13 digits of Crockford's base 32, or stands for a number beyond 63 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier")]
pub struct NotAnId;

fn write_digits(number: i64, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    (0..LENGTH).rev().try_for_each(|place| {
        let digit = usize::try_from((number >> (5 * place)) & 31).unwrap_or(0);
        write!(f, "{}", char::from(*DIGITS.get(digit).unwrap_or(&b'0')))
    })
}

fn read_digits(text: &str) -> Result<i64, NotAnId> {
    if text.len() != 13 {
        return Err(NotAnId);
    }
    text.bytes().try_fold(0_i64, |number, byte| {
        let digit = DIGITS.iter().position(|known| *known == byte).ok_or(NotAnId)?;
        let digit = i64::try_from(digit).map_err(|_| NotAnId)?;
        number.checked_mul(32).and_then(|shifted| shifted.checked_add(digit)).ok_or(NotAnId)
    })
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident,)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub(crate) i64);

        impl $name {
            /// From eight random bytes; the sign is dropped.
            pub fn from_random(bytes: [u8; 8]) -> Self {
                Self(i64::from_be_bytes(bytes) & i64::MAX)
            }

            /// The bytes that are sealed into a cell of this row as additional data.
            pub fn to_bytes(self) -> [u8; 8] {
                self.0.to_be_bytes()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write_digits(self.0, f)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                read_digits(text).map(Self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<str>::deserialize(from)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )*};
}

ids! {
    /// A person: one account. Never shown to anybody but that person.
    PersonId,
    /// The secret address of somebody's own calendar.
    FeedId,
    /// A promoting body.
    ProgrammeId,
    /// A town or district in which groups meet.
    PlaceId,
    /// What a group is about, kept general.
    FieldId,
    /// The lasting body that decides.
    GroupId,
    /// One person in one group. Two memberships of one person share nothing that can be seen.
    MembershipId,
    /// What a group gave a member for a time.
    MandateId,
    /// Wall time, zone and rule from which meetings follow.
    SeriesId,
    /// Sessions in their order: of a series, of one date, or to begin from.
    PlanId,
    /// One part of a plan.
    SessionId,
    /// What a member could lead.
    OfferId,
    /// The row of one meeting, made when something hangs on it.
    MeetingId,
    /// One member's answer to one meeting.
    AnswerId,
    /// Somebody without an account who said that they are coming.
    ArrivalId,
    /// Something to do at the meetings of a group.
    RoleId,
    /// One member in one role at one meeting.
    TurnId,
    /// A member's question to another: would you take this turn.
    SwapId,
    /// A hello of somebody who would like to join.
    HelloId,
    /// A link that works once.
    LinkId,
    /// One browser in which a person is signed in.
    SignInId,
    /// Something that a browser or a device signs in with.
    PasskeyId,
    /// A question to a passkey.
    CeremonyId,
    /// One of the ten codes that let a person back in.
    RecoveryId,
    /// A link that lets one person into a group.
    InvitationId,
    /// A member who steps back for a time.
    StepBackId,
    /// Somebody is offered to stand between two members.
    MediationId,
    /// A day until which somebody does not come in by the open door.
    ShutDoorId,
    /// A receipt of what somebody has said yes to, or taken back.
    ConsentId,
    /// Two members who write to each other.
    ContactId,
    /// What one of them wrote.
    ContactMessageId,
    /// What a member has told somebody of their choice.
    ReportId,
    /// What was said in it.
    ReportWordId,
    /// Somebody looked how a member is reached.
    LookId,
    /// A professional whom a group has invited.
    AccompanimentId,
    /// Somebody from another group who leads one date.
    GuestId,
    /// A line of a group's log.
    LogId,
    /// What a member proposes to their group.
    ProposalId,
    /// Somebody who may take part in deciding about a proposal.
    ElectorId,
    /// What somebody said to a proposal.
    VoiceId,
    /// A note on what helped.
    ExperienceId,
    /// What was counted of a meeting.
    TallyId,
    /// Which cells the figures of a quarter have.
    QuarterPlanId,
    /// A week of a programme that was released.
    ReleasedWeekId,
    /// One form that was opened to count with.
    SlipId,
    /// A line of the list that goes along with a mandate.
    ItemId,
    /// A member asks for an assembly.
    CallId,
    /// Something to talk about in an assembly.
    PointId,
    /// A time without meetings.
    PauseId,
    /// How the dates of a group stood before a change.
    DatesId,
    /// A message that waits to be sent.
    OutboxId,
    /// A reminder that a member asked for.
    ReminderId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_survives_the_way_through_an_address() {
        for number in [0, 1, 31, 32, 0x0123_4567_89ab_cdef, i64::MAX] {
            let id = GroupId(number);
            assert_eq!(id.to_string().len(), 13);
            assert_eq!(id.to_string().parse(), Ok(id));
        }
    }

    #[test]
    fn what_is_not_an_id_is_refused() {
        for text in
            ["", "0", "00000000000000", "zzzzzzzzzzzzz", "000000000000u", "000000000000é", "-000000000001"]
        {
            assert_eq!(text.parse::<GroupId>(), Err(NotAnId), "{text}");
        }
    }

    #[test]
    fn random_bytes_never_make_a_negative_id() {
        assert_eq!(GroupId::from_random([0xff; 8]).0, i64::MAX);
    }
}
