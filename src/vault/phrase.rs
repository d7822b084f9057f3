//! Sign-in names: three words that the service offers. Nobody types their own, so nobody learns that one is taken, and
//! nobody reuses a nickname that others know.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::world::Entropy;

/// The language of the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhraseLanguage {
    English,
    Greek,
}

static ENGLISH: LazyLock<Vec<&str>> =
    LazyLock::new(|| include_str!("words/en.txt").split_whitespace().collect());
static GREEK: LazyLock<Vec<&str>> =
    LazyLock::new(|| include_str!("words/el.txt").split_whitespace().collect());

/// Three different words with hyphens between: one of more than ten million.
#[must_use]
pub fn three_words(language: PhraseLanguage, entropy: &Entropy) -> String {
    let words: &[&str] = match language {
        PhraseLanguage::English => &ENGLISH,
        PhraseLanguage::Greek => &GREEK,
    };
    let count = u32::try_from(words.len()).unwrap_or(u32::MAX);
    let mut chosen: Vec<&str> = Vec::with_capacity(3);
    while chosen.len() < 3 {
        let word = usize::try_from(entropy.below(count)).ok().and_then(|at| words.get(at));
        chosen.extend(word.filter(|word| !chosen.contains(*word)).copied());
    }
    chosen.join("-")
}

/// What a sign-in name is compared by: without case, accents, final sigma, and whatever stands between the words.
#[must_use]
pub fn phrase_key(typed: &str) -> String {
    let folded: String = typed
        .nfd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| if c == 'ς' { 'σ' } else { c })
        .take(200)
        .collect();
    let words: Vec<&str> =
        folded.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    words.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_words_enough_and_none_can_be_taken_for_another() {
        for words in [&ENGLISH, &GREEK] {
            assert!(words.len() >= 256, "{} words", words.len());
            let keys: std::collections::BTreeSet<String> =
                words.iter().map(|word| phrase_key(word)).collect();
            assert_eq!(keys.len(), words.len());
            assert!(words.iter().all(|word| (3..=12).contains(&word.chars().count())));
        }
    }

    #[test]
    fn a_name_is_known_however_it_is_typed() {
        let name = "θάλασσα-ήλιος-φτερό";
        for typed in ["ΘΑΛΑΣΣΑ ΗΛΙΟΣ ΦΤΕΡΟ", " θαλασσα  ηλιοσ – φτερο ", "Θάλασσα.Ήλιος.Φτερό"]
        {
            assert_eq!(phrase_key(typed), phrase_key(name));
        }
        assert_eq!(phrase_key("¡!"), "");
    }

    #[test]
    fn a_name_has_three_different_words() {
        let entropy = Entropy::seeded(1);
        for _ in 0..200 {
            let name = three_words(PhraseLanguage::Greek, &entropy);
            let words: std::collections::BTreeSet<&str> = name.split('-').collect();
            assert_eq!(words.len(), 3, "{name}");
        }
    }
}
