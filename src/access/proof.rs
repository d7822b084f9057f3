//! The proofs, and the only functions that make them.

use super::visible::Visible;

mod accompaniment;
mod assembly;
mod contact;
mod exclusion;
mod experience;
mod group;
mod guest;
mod person;
mod proposal;
mod report;
mod rota;
mod sessions;
mod tally;

pub use accompaniment::{MayAccompany, MayComeAlong, may_accompany, may_come_along};
pub use assembly::{MayConvene, may_convene};
pub use contact::{MayCorrespond, MayWrite, may_correspond, may_write};
pub use exclusion::{
    MayAppeal, MayConfirm, MayOrder, MayReadWhy, MayReply, may_appeal, may_confirm_step_back,
    may_lift_step_back, may_order_step_back, may_read_why, may_reply,
};
pub use experience::{MayRevise, may_revise};
pub use group::{
    MayAnswer, MayArrive, MayAttend, MayChange, MayFacilitate, MayFind, MayHandOver, MayJoin, MayKnock,
    MayLead, MayRecall, MayReplan, MayTakeBack, MayTrace, comes_over, comes_unasked, first_to_lead, founder,
    handed_over, invited, may_answer, may_arrive, may_attend, may_change, may_facilitate, may_find,
    may_hand_over, may_join, may_knock, may_lead, may_recall, may_take_back, may_trace, welcomed,
};
pub use guest::{MayAskGuest, MayComeAsGuest, MayGuide, may_ask_guest, may_come_as_guest, may_guide};
pub(crate) use person::forgotten_before;
pub use person::{
    MayCoordinate, MayFollow, MayReadFigures, MayRun, MayUnsubscribe, Myself, Newcomer, coordinates,
    may_coordinate, may_follow, may_read_figures, may_run, may_unsubscribe, myself, newcomer,
};
pub use proposal::{Decided, MayAmend, MayDecide, MayDiscuss, decided, may_amend, may_decide, may_discuss};
pub use report::{
    MayAnswerReport, MayFollowUp, MayHear, may_answer_for_programme, may_answer_report, may_follow_up,
};
pub use rota::{MayArrange, MayServe, MaySwap, Swapping, may_arrange, may_serve, may_swap};
pub use sessions::{MayPlace, MayTakePart, may_place, may_take_part};
pub use tally::{MayCount, MayLookBack, may_count, may_look_back};

/// What every proof can do: reveal data to its viewer.
pub trait May {
    /// Data that the store gave out for this proof, ready to be shown to its viewer.
    fn reveal<T>(&self, it: T) -> Visible<T> {
        Visible::new(it)
    }
}
