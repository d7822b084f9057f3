//! HTTP: what was asked, by whom, and a page as the answer. A handler reads the request, calls one use case, and shows
//! what came of it. Every route stands once, in [`routes`]. No SQL and no rule stands here.

pub mod assets;
pub mod error;
pub mod form;
pub mod frame;
mod headers;
mod language;
mod limits;
mod page;
pub mod prose;
mod protected;
mod qr;
mod refusals;
pub mod routes;
pub mod server;
mod typed;
mod visitor;

mod about;
pub mod accompanying;
mod accounts;
mod audiences;
mod belongings;
mod calendar;
pub mod calendar_feed;
mod described;
pub mod figures;
mod finding;
mod founding;
mod guests;
mod health;
mod inside;
mod joining;
mod language_switch;
mod mailbox;
pub mod meeting;
mod privacy;
mod programme;
mod reminders;
mod reporting;
mod timetable;
mod visiting;

pub use error::{Reply, WebError};
pub use page::Screen;
pub use protected::Protected;
pub use visitor::Visitor;
