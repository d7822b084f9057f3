//! Words that tell what somebody is part of, by their beginnings: `tests/fixtures/lexicon.txt`.

/// In small letters and without accents.
pub fn stems() -> Vec<&'static str> {
    include_str!("../fixtures/lexicon.txt").lines().filter(|line| !line.starts_with('#')).collect()
}
