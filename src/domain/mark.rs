//! A mark of what somebody was shown, to be compared with what there is later: another mark, something else. What stands in
//! a form beside the answers, so that nobody writes over what they have not seen. Nothing can be read from a mark.

use std::hash::{DefaultHasher, Hash, Hasher as _};

/// The mark. It is not the same in every build of the service, where it costs whoever has the form open one more press.
#[must_use]
pub fn of(shown: &impl Hash) -> String {
    let mut hasher = DefaultHasher::new();
    shown.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// Whether `new` may take the place of what there is `now`, when its writer has seen what the mark is of. Nothing is lost,
/// either, when both are the same.
#[must_use]
pub fn may_replace<T: Hash + PartialEq>(new: &T, now: &T, seen: &str) -> bool {
    of(now) == seen || now == new
}
