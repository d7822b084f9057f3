//! Parea: a web service for peer-led mutual-aid groups. This page is the map of the house; the rooms stand in the
//! order in which they may use each other, the lower ones knowing nothing of the higher.
//!
//! * [`domain`] — the rules. Pure: no SQL, no HTTP, no clock, no randomness.
//! * [`world`] — the time and chance, handed in as values.
//! * [`l10n`] — the words: sentences, dates and numbers in the reader's language.
//! * [`vault`] — keys, sealed cells, links that prove themselves, passwords.
//! * [`access`] — who may do what: the only place that makes a proof.
//! * [`store`] — SQL, and only here.
//! * [`web`] — HTTP and HTML.
//! * [`service`] — the use cases, each in one transaction.
//! * [`settings`] — what the operator decides; [`app`] — everything a request or a job may use.
//! * [`web`] — HTTP.

pub mod access;
pub mod app;
pub mod cli;
pub mod domain;
pub mod exchange;
pub mod jobs;
pub mod l10n;
pub mod mail;
pub mod service;
pub mod settings;
pub mod store;
pub mod vault;
pub mod web;
pub mod world;
