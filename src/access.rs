//! Who may do what. Pure: facts go in, proofs come out, and nothing else in the house can make a [`Viewer`], a `May…`
//! or a [`Visible`].
//!
//! A proof says that *this* viewer may do *this* to *this* thing. It has private fields, cannot be cloned, defaulted
//! or read from outside, and store functions take it in place of an identifier. Where existence itself is private,
//! "there is no such thing" and "it is not yours" are the same `None`. No SQL, no HTTP, no clock stands here.

mod claim;
mod proof;
mod standing;
mod viewer;
mod visible;

pub use claim::{ByPassword, Claim};
pub use proof::{
    Decided, May, MayAmend, MayAnswer, MayArrive, MayAttend, MayChange, MayConvene, MayCoordinate, MayDecide,
    MayDiscuss, MayFacilitate, MayFind, MayFollow, MayHandOver, MayJoin, MayKnock, MayLead, MayPlace,
    MayRecall, MayReplan, MayRevise, MayRun, MayTakeBack, MayTakePart, MayUnsubscribe, Myself, Newcomer,
    comes_unasked, decided, first_to_lead, founder, handed_over, invited, may_amend, may_answer, may_arrive,
    may_attend, may_change, may_convene, may_coordinate, may_decide, may_discuss, may_facilitate, may_find,
    may_follow, may_hand_over, may_join, may_knock, may_lead, may_place, may_recall, may_revise, may_run,
    may_take_back, may_take_part, may_unsubscribe, myself, newcomer, welcomed,
};
pub use standing::{
    Adopted, ArrivalFacts, AtExperience, AtGroup, AtMeeting, AtPlan, AtProgramme, AtProposal,
    ExperienceFacts, FeedFacts, FeedLink, Founded, GoodArrival, GoodInvitation, GroupFacts, HelloFacts,
    Inside, InvitationFacts, LookedUp, MeetingFacts, PlanFacts, ProgrammeFacts, ProposalFacts,
    UnsubscribeLink, UsedCall, UsedCallFacts, UsedInvitation, UsedInvitationFacts, WelcomedHello,
};
// What was counted.
pub use proof::{MayCount, MayLookBack, may_count, may_look_back};
// Whom something concerns.
pub use proof::{
    MayAppeal, MayConfirm, MayOrder, MayReadWhy, MayReply, may_appeal, may_confirm_step_back,
    may_lift_step_back, may_order_step_back, may_read_why, may_reply,
};
pub use standing::Suspended;
// What is done at meetings.
pub use proof::{MayArrange, MayServe, MaySwap, Swapping, may_arrange, may_serve, may_swap};
pub use standing::{AtRole, AtSwap, RoleFacts, SwapFacts};
// Those who come from outside.
pub use proof::{
    MayAccompany, MayAskGuest, MayComeAlong, MayComeAsGuest, MayGuide, may_accompany, may_ask_guest,
    may_come_along, may_come_as_guest, may_guide,
};
pub use standing::{AccompanimentFacts, AtAccompaniment, AtDoor, AtGuest, DoorFacts, GuestFacts};
pub use viewer::Viewer;
pub use visible::Visible;
