//! Searching blind to case, accents, final sigma and alphabet. What can be found is reduced once, when it is written, to
//! a text for searching ([`search_text`]); what somebody looks for is reduced in the same way into terms
//! ([`search_terms`]). A thing is found when each term is, in one of its spellings, somewhere in that text; in longer words,
//! also when one slip was made in typing it.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::greek::{is_greek, latin, skeleton};
use super::slip::is_there_but_for_one;

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

/// In words from this length on, one slip is passed over. In shorter ones it would make another word too often.
const LONG: usize = 6;

/// One word that somebody looks for, in the spellings under which it may stand in a [`search_text`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    spellings: [String; 2],
}

/// How well what was found is what was looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Closeness {
    /// It stands there as it was typed, in any alphabet.
    Exact,
    /// But for one slip in a word.
    Almost,
}

impl Term {
    /// Made of letters and digits only: safe inside LIKE without escaping. The same twice where there is one.
    pub fn spellings(&self) -> &[String; 2] {
        &self.spellings
    }

    /// Every text in which it is found, exactly or almost, holds one of these. One slip touches at most two of three
    /// parts that follow each other, so that a third of the word stands there as it was typed.
    #[must_use]
    pub fn clues(&self) -> [String; 6] {
        let [one, other] = &self.spellings;
        let [[a, b, c], [d, e, f]] = [one, other].map(|spelling| {
            if !may_slip(spelling) {
                return [spelling.clone(), spelling.clone(), spelling.clone()];
            }
            let letters: Vec<char> = spelling.chars().collect();
            let length = letters.len();
            let part = |from: usize, to: usize| letters.get(from..to).unwrap_or_default().iter().collect();
            [part(0, length / 3), part(length / 3, length * 2 / 3), part(length * 2 / 3, length)]
        });
        [a, b, c, d, e, f]
    }

    /// Whether it stands in a [`search_text`].
    #[must_use]
    pub fn found_in(&self, search_text: &str) -> Option<Closeness> {
        if self.spellings.iter().any(|spelling| search_text.contains(spelling)) {
            return Some(Closeness::Exact);
        }
        let long: Vec<Vec<char>> =
            self.spellings.iter().filter(|it| may_slip(it)).map(|it| it.chars().collect()).collect();
        if long.is_empty() {
            return None;
        }
        let almost = search_text.split(' ').any(|word| {
            let word: Vec<char> = word.chars().collect();
            // A beginning is enough, as it is without a slip; of one that is short itself, the whole word is needed.
            word.len() >= LONG
                && long.iter().any(|typed| is_there_but_for_one(&word, typed, typed.len() < LONG))
        });
        almost.then_some(Closeness::Almost)
    }
}

/// Of a word that is long enough, a letter may be missing.
fn may_slip(typed: &str) -> bool {
    typed.chars().count() + 1 >= LONG
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

    fn finds_so(query: &str, parts: &[&str]) -> Option<Closeness> {
        let text = search_text(parts);
        let terms = search_terms(query);
        let found: Vec<Closeness> = terms.iter().map_while(|term| term.found_in(&text)).collect();
        let whole = !terms.is_empty() && found.len() == terms.len();
        found.into_iter().max().filter(|_| whole)
    }

    fn finds(query: &str, parts: &[&str]) -> bool {
        finds_so(query, parts) == Some(Closeness::Exact)
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

    #[test]
    fn one_slip_in_a_long_word_is_passed_over() {
        let group = ["Τζόγος και σιωπή", "Wednesday circle", "Θεσσαλονίκη"];
        for query in [
            "τζογκος",
            "tzgos",
            "tzoogos",
            "tzogsο",
            "wendesday",
            "Wedesday",
            "wednesdat",
            "circel",
            "Θεσαλονίκι",
        ] {
            assert!(finds_so(query, &group).is_some(), "{query}");
        }
        assert_eq!(finds_so("wednesdy circel", &group), Some(Closeness::Almost));
        assert_eq!(finds_so("wednesday circle", &group), Some(Closeness::Exact));
        for query in ["kia", "wednesdy monday", "wedesdy", "cirlc", "sun"] {
            assert_eq!(finds_so(query, &group), None, "{query}");
        }
        assert_eq!(finds_so("lovse", &["Loss", "lives"]), None, "short words are taken as they are");
    }

    /// One slip in a word: which kind, where, and with which letter.
    fn slipped(word: &str, kind: u8, place: usize, letter: char) -> String {
        let mut letters: Vec<char> = word.chars().collect();
        let place = place % letters.len();
        match kind {
            0 => letters.insert(place, letter),
            1 => drop(letters.remove(place)),
            2 => letters[place] = letter,
            _ if place + 1 < letters.len() => letters.swap(place, place + 1),
            _ => {}
        }
        letters.into_iter().collect()
    }

    proptest! {
        #[test]
        fn whatever_slip_is_made_in_a_long_word_it_is_found(
            word in "[α-ω]{6,14}|[a-z]{6,14}",
            (kind, place, letter) in (0_u8..4, 0_usize..14, "[α-ωa-z]"),
        ) {
            let typed = slipped(&word, kind, place, letter.chars().next().unwrap());
            prop_assert!(finds_so(&typed, &["Before", &word, "behind"]).is_some(), "{}", typed);
        }

        #[test]
        fn what_is_found_holds_one_of_its_clues(
            text in "[abγδ]{1,12}( [abγδ]{1,12}){0,3}",
            typed in "[abγδ]{1,12}",
        ) {
            let text = search_text(&[&text]);
            for term in search_terms(&typed) {
                if term.found_in(&text).is_some() {
                    prop_assert!(term.clues().iter().any(|clue| text.contains(clue)));
                }
            }
        }

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
                prop_assert!(term.found_in(&text).is_some() || query.chars().count() > MOST_LETTERS);
            }
        }
    }
}
