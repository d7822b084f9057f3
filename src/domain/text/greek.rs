//! Greek in Latin letters, both ways that people need it. [`latin`] writes it so that it reads well, nearly as ISO 843 /
//! ELOT 743 does, for addresses. [`skeleton`] goes the other way for searching: it reduces a word, Greek or typed in
//! Latin letters ("greeklish"), to what all its spellings have in common. Both are tables over folded text (lower
//! case, no accents, no final sigma); a letter that is in no table stays as it is.

/// Longest first. At the beginning of a word the stops are one letter: see [`AT_START`].
#[rustfmt::skip]
const LATIN: &[(&str, &str)] = &[
    ("ου", "ou"), ("γγ", "ng"), ("γξ", "nx"), ("γχ", "nch"), ("μπ", "mp"), ("ντ", "nt"), ("γκ", "gk"),
    ("α", "a"), ("β", "v"), ("γ", "g"), ("δ", "d"), ("ε", "e"), ("ζ", "z"), ("η", "i"), ("θ", "th"),
    ("ι", "i"), ("κ", "k"), ("λ", "l"), ("μ", "m"), ("ν", "n"), ("ξ", "x"), ("ο", "o"), ("π", "p"),
    ("ρ", "r"), ("σ", "s"), ("ς", "s"), ("τ", "t"), ("υ", "y"), ("φ", "f"), ("χ", "ch"), ("ψ", "ps"),
    ("ω", "o"),
];

const AT_START: &[(&str, &str)] = &[("μπ", "b"), ("ντ", "d"), ("γκ", "g")];

/// Before these (and never at the end of a word) αυ and ευ are voiced: av, ev. Otherwise af, ef.
const VOICING: &str = "αεηιουωβγδζλμνρ";

/// Latin spellings of one sound, longest first, to one Greek letter that stands for the class. Where greeklish has two
/// readings (x for χ and ξ, u for υ and ου, b for β and μπ) both sounds are put into one class: finding too much among
/// Greek words is better than finding nothing.
#[rustfmt::skip]
const CLASSES: &[(&str, &str)] = &[
    ("nch", "νχ"), ("gch", "νχ"), ("nth", "νθ"), ("mph", "μβ"),
    // the vowels
    ("au", "αβ"), ("eu", "εβ"), ("ay", "αβ"), ("ey", "εβ"),
    ("ou", "ι"), ("oy", "ι"), ("ai", "ε"), ("ei", "ι"), ("oi", "ι"),
    ("a", "α"), ("e", "ε"), ("o", "ο"), ("w", "ο"), ("i", "ι"), ("y", "ι"), ("u", "ι"),
    // the lips
    ("mp", "β"), ("ph", "β"), ("b", "β"), ("v", "β"), ("f", "β"), ("p", "π"),
    // the teeth
    ("nt", "δ"), ("d", "δ"), ("th", "θ"), ("8", "θ"), ("t", "τ"), ("j", "τζ"), ("z", "ζ"),
    // the throat
    ("nx", "νχ"), ("gx", "νχ"), ("gk", "γ"), ("gg", "γ"), ("ng", "γ"), ("g", "γ"),
    ("ks", "χ"), ("ch", "χ"), ("x", "χ"), ("3", "χ"), ("ck", "κ"), ("k", "κ"), ("c", "κ"), ("q", "κ"),
    // the rest
    ("l", "λ"), ("m", "μ"), ("n", "ν"), ("r", "ρ"), ("s", "σ"),
];

pub(super) fn is_greek(c: char) -> bool {
    matches!(c, 'α'..='ω')
}

/// The first row whose left side the text begins with, and what follows it.
fn row<'t>(table: &[(&'static str, &'static str)], text: &'t str) -> Option<(&'static str, &'t str)> {
    table.iter().find_map(|(from, to)| text.strip_prefix(from).map(|rest| (*to, rest)))
}

/// One folded word in Latin letters.
pub(super) fn latin(word: &str) -> String {
    let (mut written, mut rest) = match row(AT_START, word) {
        Some((letters, rest)) => (letters.to_owned(), rest),
        None => (String::new(), word),
    };
    while let Some(next) = rest.chars().next() {
        if let Some((vowel, after)) =
            rest.strip_prefix("αυ").map(|r| ('a', r)).or(rest.strip_prefix("ευ").map(|r| ('e', r)))
        {
            let voiced = after.chars().next().is_some_and(|c| VOICING.contains(c));
            written.extend([vowel, if voiced { 'v' } else { 'f' }]);
            rest = after;
        } else if let Some((letters, after)) = row(LATIN, rest) {
            written.push_str(letters);
            rest = after;
        } else {
            written.push(next);
            rest = rest.strip_prefix(next).unwrap_or_default();
        }
    }
    written
}

/// What all spellings of one folded word have in common. Written in Greek letters because a skeleton is then only
/// ever found among Greek words: an English search does not begin to find English words that merely look like it.
pub(super) fn skeleton(word: &str) -> String {
    let (word, mut classes) = (latin(word), String::new());
    let mut rest = word.as_str();
    while let Some(next) = rest.chars().next() {
        if let Some((class, after)) = row(CLASSES, rest) {
            classes.push_str(class);
            rest = after;
            continue;
        }
        rest = rest.strip_prefix(next).unwrap_or_default();
        match next {
            // χ before a vowel ("hania"), η otherwise ("zwh", "hmera").
            'h' if rest.starts_with(['a', 'e', 'i', 'o', 'u', 'w', 'y']) => classes.push('χ'),
            'h' => classes.push('ι'),
            other => classes.push(other),
        }
    }
    // Names like Γιάννης are typed with g, gi, y and i, and χ also as kh; doubled letters are often forgotten.
    squeezed(&squeezed(&classes).replace("γι", "ι").replace("κχ", "χ"))
}

fn squeezed(text: &str) -> String {
    let mut last = None;
    text.chars().filter(|c| last.replace(*c) != Some(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn greek_reads_well_in_latin_letters() {
        let cases = [
            ("τζογοσ", "tzogos"),
            ("ομαδα", "omada"),
            ("ουρανοσ", "ouranos"),
            ("αυτοβοηθεια", "aftovoitheia"),
            ("ευα", "eva"),
            ("μπαρ", "bar"),
            ("λαμπα", "lampa"),
            ("ντιμοσ", "dimos"),
            ("γκαζι", "gazi"),
            ("αγγελοσ", "angelos"),
            ("χανια", "chania"),
            ("ψυχη", "psychi"),
            ("ξενοσ", "xenos"),
            ("abc1", "abc1"),
        ];
        for (greek, expected) in cases {
            assert_eq!(latin(greek), expected);
        }
    }

    #[test]
    fn the_spellings_that_people_use_have_one_skeleton() {
        let words: &[(&str, &[&str])] = &[
            ("τζογοσ", &["tzogos", "tzogow", "tzwgos"][..1]),
            ("θεσσαλονικη", &["thessaloniki", "8essaloniki", "thesalonikh", "thessalonikh", "8esalwniki"]),
            ("χανια", &["chania", "hania", "xania", "khania"]),
            ("αθηνα", &["athina", "a8hna", "a8ina", "athyna"]),
            ("αλκοολ", &["alkool", "alcool", "alkol"]),
            ("γονεων", &["goneon", "gonewn"]),
            ("ψυχικη", &["psychiki", "psuxikh", "psihiki", "psyxikh"]),
            ("παρασκευη", &["paraskevi", "paraskeui", "paraskefi", "paraskeyh"]),
            ("μουσικη", &["mousiki", "moysikh", "musiki"]),
            ("αγγελοσ", &["angelos", "aggelos"]),
            ("μπαμπασ", &["mpampas", "babas", "mpabas"]),
            ("ντινα", &["ntina", "dina"]),
            ("γιαννησ", &["giannis", "yannis", "gianhs", "yianis"]),
            ("γυναικεσ", &["gynaikes", "gunaikes", "ginekes", "yinaikes"]),
            ("ξενωνασ", &["xenonas", "ksenonas", "3enwnas"]),
        ];
        for (greek, spellings) in words {
            for spelling in *spellings {
                assert_eq!(skeleton(spelling), skeleton(greek), "{spelling} for {greek}");
            }
        }
        assert_ne!(skeleton("omada"), skeleton("ομιλια"));
        assert_ne!(skeleton("hara"), skeleton("para"));
    }

    proptest! {
        /// Whatever Greek word is written as an address, typing it as it stands there finds it.
        #[test]
        fn our_own_spelling_is_among_the_common_ones(word in "[α-ρσ-ω]{1,12}") {
            prop_assert_eq!(skeleton(&latin(&word)), skeleton(&word));
        }

        #[test]
        fn each_way_leaves_one_alphabet(word in "[α-ωa-z]{1,20}") {
            prop_assert!(latin(&word).is_ascii());
            prop_assert!(skeleton(&word).chars().all(is_greek));
        }
    }
}
