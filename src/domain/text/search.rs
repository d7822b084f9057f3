//! Searching blind to case, accents, final sigma and alphabet. What can be found is reduced once, when it is written, to
//! a text for searching ([`search_text`]); what somebody looks for is reduced in the same way into terms
//! ([`search_terms`]). A thing is found when each term is, in one of its spellings, somewhere in that text.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::greek::{is_greek, latin, skeleton};

/// Letters that Unicode does not take apart into a letter and a mark, though readers do.
const PLAIN: &[(char, &str)] = &[
    ('ς', "σ"),
    ('ß', "ss"),
    ('æ', "ae"),
    ('œ', "oe"),
    ('ø', "o"),
    ('ł', "l"),
    ('đ', "d"),
    ('ı', "i"),
    ('’', "'"),
];

/// Nobody looks for more words, or longer ones; the rest of the query is passed over.
const MOST_TERMS: usize = 8;
const MOST_LETTERS: usize = 40;

/// One word that somebody looks for, in the spellings under which it may stand in a [`search_text`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    spellings: [String; 2],
}

impl Term {
    /// Made of letters and digits only: safe inside LIKE without escaping. The same twice where there is one.
    pub fn spellings(&self) -> &[String; 2] {
        &self.spellings
    }
}

/// Lower case, without accents and other marks, σ for ς. Folding twice is folding once.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let bare = text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    for c in bare.nfd().filter(|c| !is_combining_mark(*c)) {
        match PLAIN.iter().find(|(special, _)| *special == c) {
            Some((_, plain)) => folded.push_str(plain),
            None => folded.push(c),
        }
    }
    folded
}

/// What is kept beside a thing so that it can be found: its words folded, and the Greek ones also in Latin letters and
/// as the skeleton of their greeklish spellings where that differs. "Τζόγος" becomes "τζογοσ tzogos".
#[must_use]
pub fn search_text(parts: &[&str]) -> String {
    let folded: Vec<String> = parts.iter().flat_map(|part| words(part)).collect();
    let mut text = folded.clone();
    for word in folded.iter().filter(|word| word.contains(is_greek)) {
        for form in [latin(word), skeleton(word)] {
            if !text.contains(&form) {
                text.push(form);
            }
        }
    }
    text.join(" ")
}

/// The words of a query. Empty when there is no letter and no digit in it: then nothing was asked.
#[must_use]
pub fn search_terms(query: &str) -> Vec<Term> {
    words(query).take(MOST_TERMS).map(|word| word.chars().take(MOST_LETTERS).collect()).map(term).collect()
}

/// A Greek word may stand there in Latin letters; a Latin one may be greeklish for a Greek one.
fn term(word: String) -> Term {
    let other = if word.contains(is_greek) { latin(&word) } else { skeleton(&word) };
    // A skeleton of one letter would be found in every Greek text.
    let other = if other.chars().count() > 1 { other } else { word.clone() };
    Term { spellings: [word, other] }
}

fn words(text: &str) -> impl Iterator<Item = String> {
    let folded: Vec<String> = fold(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    folded.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn is_found(term: &Term, search_text: &str) -> bool {
        term.spellings().iter().any(|spelling| search_text.contains(spelling))
    }

    fn finds(query: &str, parts: &[&str]) -> bool {
        let text = search_text(parts);
        let terms = search_terms(query);
        !terms.is_empty() && terms.iter().all(|term| is_found(term, &text))
    }

    #[test]
    fn the_text_for_searching_has_both_alphabets() {
        assert_eq!(search_text(&["Τζόγος"]), "τζογοσ tzogos");
        assert_eq!(search_text(&["St. Mary’s", "Café"]), "st mary s cafe");
    }

    #[test]
    fn gambling_is_found_however_it_is_typed() {
        for query in ["τζογος", "Τζόγος", "ΤΖΟΓΟΣ", "tzogos", "TZOGOS", "τζόγο", "tzogou", "tzog"]
        {
            let found = finds(query, &["Όχι άλλο τζόγος", "Λάρισα"]);
            assert_eq!(found, query != "tzogou", "{query}");
        }
        assert!(finds("τζόγος", &["Tzogos anonymous"]));
    }

    #[test]
    fn every_word_must_be_found_and_english_finds_no_lookalikes() {
        let group = ["Ομάδα γονέων", "Θεσσαλονίκη"];
        assert!(finds("8essaloniki gonewn", &group));
        assert!(finds("ομαδα θεσ", &group));
        assert!(!finds("ομαδα χανια", &group));
        assert!(!finds("sun", &["Sin City Single"]), "u and i are one class only among Greek words");
        assert!(finds("cafe", &["Café Łódź"]) && finds("lodz", &["Café Łódź"]));
        assert!(search_terms("  ?! % _ ").is_empty());
        assert_eq!(search_terms(&"word ".repeat(100)).len(), MOST_TERMS);
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in "\\PC{0,60}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn a_greek_word_is_found_by_itself_in_any_case(word in "[α-ωάέήίόύώϊϋΐΰ]{1,15}") {
            prop_assert!(finds(&word, &[&word]));
            prop_assert!(finds(&word.to_uppercase(), &[&word]));
            prop_assert!(finds(&latin(&fold(&word)), &[&word]));
        }

        #[test]
        fn nothing_typed_makes_it_panic_or_escape(query in "[\\s\\S]{0,60}") {
            let text = search_text(&[&query]);
            for term in search_terms(&query) {
                prop_assert!(term.spellings().iter().all(|s| s.chars().all(char::is_alphanumeric)));
                prop_assert!(is_found(&term, &text) || query.chars().count() > MOST_LETTERS);
            }
        }
    }
}
