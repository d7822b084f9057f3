//! Use cases. One file per family of verbs; each function runs in one transaction, asks `store::standing` for facts and
//! `access` for a proof, and gives back data that its viewer may see. Each has its own refusals.
//!
//! No SQL and no HTTP stands here, and no sentence that people read.

pub mod accompanying;
pub mod accounts;
pub mod agreement;
pub mod answers;
pub mod arriving;
pub mod assembling;
pub mod backing_up;
pub mod belongings;
pub mod calendars;
pub mod changing;
pub mod coordinating;
pub mod counting;
pub mod deciding;
pub mod describing;
pub mod doing;
pub mod erasing;
pub mod excluding;
pub mod experience;
pub mod figures;
pub mod finding;
pub mod founding;
pub mod guests;
pub mod handing_over;
pub mod import;
pub mod inside;
pub mod joining;
pub mod logging;
pub mod mandates;
pub mod mediating;
mod member;
pub mod parting;
pub mod passing_on;
pub mod pausing;
pub mod people;
pub mod previewing;
pub mod privacy;
pub mod programme;
pub mod proposing;
pub mod reaching;
pub mod releasing;
pub mod reminding;
pub mod replanning;
pub mod reporting;
pub mod rota;
pub mod rotation;
pub mod running;
pub mod scheduling;
pub mod sessions;
pub mod stepping_back;
pub mod timetable;
pub mod versions;
pub mod visiting;
pub mod writing;
pub mod zones;
