//! What can be said to a member, and where a message is on its way. The words and the sending are elsewhere.

use crate::coded;

coded! {
    /// What a message is about.
    pub enum MessageKind {
        Reminder = "reminder",
        ConfirmEmail = "confirm_email",
        Recover = "recover",
        /// Asked for by whoever would like to see what a mail looks like.
        Sample = "sample",
        /// To whoever said hello: come in.
        HelloWelcomed = "hello_welcomed",
        /// To whoever said hello: not now.
        HelloDeclined = "hello_declined",
        /// To members: somebody said hello.
        HelloWaiting = "hello_waiting",
        MeetingMoved = "meeting_moved",
        MeetingCancelled = "meeting_cancelled",
        /// One date is on other terms, or takes place after all.
        MeetingChanged = "meeting_changed",
        /// A series goes on at other times.
        DatesMoved = "dates_moved",
        /// A series ends.
        DatesEnded = "dates_ended",
        /// For some days there are no meetings.
        Paused = "paused",
        /// What one was told of dates is no longer so.
        DatesChanged = "dates_changed",
        /// From the waiting list to a place.
        MovedUp = "moved_up",
        /// To members: somebody has taken the mandate to facilitate, or taken it on again.
        MandateTaken = "mandate_taken",
        /// To one member: something concerns them.
        ConcernsYou = "concerns_you",
        /// To those who may take part: something is proposed.
        ProposalOpened = "proposal_opened",
        /// To whoever has a reason against it, and before all others: it is said otherwise.
        ObjectorAsked = "objector_asked",
        /// To those who may take part: it is said otherwise.
        ProposalAmended = "proposal_amended",
        /// To those who could take part: the group has decided so.
        ProposalAdopted = "proposal_adopted",
        /// To those who could take part: the group has not decided so.
        ProposalNotAdopted = "proposal_not_adopted",
        /// To those who have taken part: it was taken back.
        ProposalWithdrawn = "proposal_withdrawn",
        /// To members: two of them have called an assembly.
        AssemblyCalled = "assembly_called",
        /// Somebody has a turn now.
        TurnGiven = "turn_given",
        /// To the next in line: would you take a turn.
        TurnAsked = "turn_asked",
        /// To all: nobody has a turn.
        TurnOpen = "turn_open",
        /// To the co-facilitator: nobody else leads.
        TurnAlone = "turn_alone",
        /// Another member asks whether one would take their turn.
        SwapAsked = "swap_asked",
        /// Whoever was asked has answered.
        SwapAnswered = "swap_answered",
        /// To one of two members: the other asks, has said yes, or has written.
        Written = "written",
    }

    /// Where a message is on its way.
    pub enum OutboxState {
        Planned = "planned",
        /// A worker has claimed it.
        Leased = "leased",
        /// The last gate is passed; the mail server is being spoken to.
        Sending = "sending",
        Sent = "sent",
        /// The mail server said "later".
        Retry = "retry",
        /// The mail server said "never".
        Dead = "dead",
        /// What it was about is off, or nobody wants it any more.
        Cancelled = "cancelled",
        /// Too late to be of use.
        Expired = "expired",
        /// A newer one says it better.
        Superseded = "superseded",
        /// Nobody knows whether it went out, and the operator chose not to send twice.
        Held = "held",
    }
}

impl MessageKind {
    /// Whether it says that dates have changed.
    #[must_use]
    pub fn is_about_dates(self) -> bool {
        match self {
            Self::MeetingMoved
            | Self::MeetingCancelled
            | Self::MeetingChanged
            | Self::DatesMoved
            | Self::DatesEnded
            | Self::Paused
            | Self::DatesChanged => true,
            Self::Reminder
            | Self::ConfirmEmail
            | Self::Sample
            | Self::Recover
            | Self::HelloWelcomed
            | Self::HelloDeclined
            | Self::HelloWaiting
            | Self::MovedUp
            | Self::MandateTaken
            | Self::ConcernsYou
            | Self::ProposalOpened
            | Self::ObjectorAsked
            | Self::ProposalAmended
            | Self::ProposalAdopted
            | Self::ProposalNotAdopted
            | Self::ProposalWithdrawn
            | Self::AssemblyCalled
            | Self::TurnGiven
            | Self::TurnAsked
            | Self::TurnOpen
            | Self::TurnAlone
            | Self::SwapAsked
            | Self::SwapAnswered
            | Self::Written => false,
        }
    }
}
