//! The rules that groups live by, as pure functions and values that cannot be wrong.
//!
//! Nothing here asks anybody for the time, for randomness or for data: everything is an argument. No SQL, no HTTP,
//! no sentence that people read: refusals are enums, and the words for them stand in `templates/locales`.

pub mod accompaniment;
pub mod agreement;
pub mod arrival;
pub mod as_text;
pub mod assembly;
pub mod audience;
pub mod belongings;
pub mod coded;
pub mod confirming;
pub mod consent;
pub mod contact;
pub mod decision;
pub mod description;
pub mod doing;
pub mod erasure;
pub mod exclusion;
pub mod experience;
pub mod figures;
pub mod finding;
pub mod go_around;
pub mod group;
pub mod guest;
pub mod hello;
pub mod holidays;
pub mod ids;
pub mod journal;
pub mod letter;
pub mod locale;
pub mod log;
pub mod mandate;
pub mod mark;
pub mod mediation;
pub mod message;
pub mod narrative;
pub mod notice;
pub mod period;
pub mod quiet;
pub mod release;
pub mod reminder;
pub mod report;
pub mod rota;
pub mod rsvp;
pub mod screen;
pub mod series;
pub mod session;
pub mod step_back;
pub mod takeout;
pub mod tally;
pub mod text;
pub mod time;
pub mod words;
