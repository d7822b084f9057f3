//! SQL, and only here. A store function takes a connection and a proof of what this viewer may do; the identifiers in
//! its query come out of the proof, never out of an address. One file per aggregate.
//!
//! Rows do not leave this room for a template: services turn them into `Visible` data. [`standing`] is the one place
//! that looks something up before a right is known, and it returns facts, not data.

pub mod accompaniments;
pub mod agreements;
pub mod answers;
pub mod arrivals;
pub mod assemblies;
pub mod calendars;
pub mod carrying;
mod changes;
mod columns;
pub mod concerning;
mod conn;
mod contents;
pub mod dates_before;
pub mod descriptions;
mod dialect;
pub mod endings;
mod error;
pub mod exclusions;
pub mod experiences;
pub mod fullness;
pub mod groups;
pub mod guests;
pub mod handovers;
pub mod hellos;
pub mod import;
pub mod installation;
pub mod inventory;
pub mod invitations;
pub mod letters;
pub mod links;
pub mod listing;
pub mod lives;
pub mod log;
pub mod mandates;
pub mod mediations;
pub mod meetings;
pub mod memberships;
pub mod notices;
pub mod offers;
pub mod outbox;
pub mod persons;
pub mod places;
pub mod planning;
pub mod plans;
pub mod programme_facts;
pub mod programmes;
pub mod proposals;
pub mod recovery_codes;
pub mod reminders;
pub mod replanning;
mod rests;
pub mod retention;
mod retimings;
pub mod roles;
mod schema;
mod sealed;
pub mod series;
pub mod sign_ins;
pub mod standing;
pub mod step_backs;
pub mod swaps;
pub mod tallies;
pub mod telling;
pub mod ties;
pub mod turns;
pub mod versions;
pub mod vocabulary;
pub mod voices;
pub mod welcomes;
pub mod words;

pub use conn::{Conn, Db, Target};
pub use error::StoreError;
