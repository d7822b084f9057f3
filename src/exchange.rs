//! Formats of other systems: what we write for them, and what we read from them. Pure: values in, text out, and back.

pub mod archive;
pub mod backup;
pub mod belongings;
pub mod document;
pub mod icalendar;
pub mod meeting_guide;
pub mod takeout;
