//! Finding by wishes: what can be wished for, what a series has of it, and how many would be found by each further wish.
//!
//! A wish and what fulfils it are one value ([`Wish`]): a series has some as a group ("step-free", "in Larisa"), and each
//! of its dates has some more ("Tuesday", "open"). Nothing here knows words, names or the database; what was typed is
//! compared in [`text`](super::text).

mod near;
mod sift;
mod wish;

pub use near::{Around, Spot};
pub use sift::{Candidate, Sifted, sift};
pub use wish::{Day, Facet, Km, Manner, Part, Soon, Wish};
