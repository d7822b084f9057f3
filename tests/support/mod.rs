//! What tests share: databases of their own, and the application on top of one.

#[macro_use]
pub mod databases;
pub mod dump;
#[macro_use]
pub mod app;
pub mod browser;
pub mod feeds;
pub mod groups;
pub mod house;
pub mod key;
pub mod lexicon;
pub mod log;
pub mod people;
pub mod programmes;
