//! Who may do what. Pure: facts go in, proofs come out, and nothing else in the house can make a [`Viewer`], a `May…`
//! or a [`Visible`].
//!
//! A proof says that *this* viewer may do *this* to *this* thing. It has private fields, cannot be cloned, defaulted
//! or read from outside, and store functions take it in place of an identifier. Where existence itself is private,
//! "there is no such thing" and "it is not yours" are the same `None`. No SQL, no HTTP, no clock stands here.

mod claim;
mod proof;
mod standing;
mod viewer;
mod visible;

pub(crate) use claim::By;
pub use claim::{Claim, Proven};
// Every right, by what it is about, stands listed there; every fact here.
pub use proof::*;
pub use standing::*;
pub use viewer::Viewer;
pub use visible::Visible;
