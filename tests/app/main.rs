//! The whole application, from outside: one binary, one file per area, mirroring `src/web`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    dead_code,
    reason = "a test may fail; not every area uses every part of the support"
)]

#[path = "../support/mod.rs"]
#[macro_use]
mod support;

mod accompanying;
mod accounts;
mod arriving;
mod assemblies;
mod attacks;
mod audiences;
mod backing_up;
mod ballots;
mod belongings;
mod calendars;
mod commands;
mod components;
mod consents;
mod dates;
mod deciding;
mod doing;
mod doors;
mod electing;
mod experience;
mod fading;
mod faults;
mod figures;
mod finding;
mod frame;
mod groups;
mod guests;
mod handing_over;
mod holding;
mod import;
mod kinds;
mod logging;
mod mandates;
mod matrix;
mod meetings;
mod merging;
mod narrowing;
mod notices;
mod opening;
mod passing_on;
mod passwordless;
mod persons;
mod planning;
mod privacy;
mod quiet;
mod reaching;
mod recovery;
mod releasing;
mod reminders;
mod reporting;
mod retention;
mod rota;
mod rotation;
mod running;
mod screen;
mod sequences;
mod sessions;
mod settings;
mod sights;
mod steps;
mod takeout;
mod tally;
mod timetable;
mod transactions;
mod trouble;
mod vanishing;
mod versions;
mod visiting;
