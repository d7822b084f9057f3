//! Every mail, in both languages, as discreet as can be chosen: by snapshot.

use super::*;
use crate::domain::coded::Coded as _;
use crate::domain::locale::Locale;
use crate::domain::rota::RoleKind;
use crate::domain::text::fold;
use crate::domain::time::{Wall, Zone};

/// As much as a letter can hold; what is left unsaid is left unsaid by choice.
fn letter(kind: MessageKind, language: Locale, discretion: Discretion) -> Letter {
    let is_about_account = matches!(kind, MessageKind::ConfirmEmail | MessageKind::Recover);
    let about_group = |text: &str| (!is_about_account).then(|| text.to_owned());
    Letter {
        message_id: "message".to_owned(),
        kind,
        to: "ana@example.org".to_owned(),
        language,
        discretion,
        group: about_group("Tuesday <circle>"),
        when: Some((Wall::parse("2026-12-16", "18:00").unwrap(), Zone::parse("Europe/Athens").unwrap())),
        was: Some((Wall::parse("2026-12-15", "19:00").unwrap(), Zone::parse("Europe/Athens").unwrap())),
        pause: Some(Pause {
            from: "2026-12-20".parse().unwrap(),
            to: "2027-01-06".parse().unwrap(),
            words: "The circle rests.".to_owned(),
        }),
        address: "Ermou 12".to_owned(),
        open_roles: match kind {
            MessageKind::Reminder => {
                vec![(RoleKind::Tea, String::new()), (RoleKind::Own, "Candles".to_owned())]
            }
            _ => Vec::new(),
        },
        page: match kind {
            MessageKind::SwapAsked => Some("/g/000000000000z/swaps/question".to_owned()),
            MessageKind::Reminder if discretion == Discretion::Full => {
                Some("/g/000000000000z/rota".to_owned())
            }
            _ => None,
        },
        link: is_about_account.then(|| "one-time".to_owned()),
        list: about_group("list"),
        unsubscribe: about_group("stop"),
    }
}

const LEVELS: [Discretion; 3] = [Discretion::Full, Discretion::Time, Discretion::Neutral];

fn said(kind: MessageKind, language: Locale, discretion: Discretion) -> Words {
    Words::of(&letter(kind, language, discretion), "https://parea.example")
}

#[test]
fn every_mail_in_every_language() {
    for kind in MessageKind::ALL.iter().copied() {
        for language in Locale::all().iter().copied() {
            let mut all = String::new();
            for level in LEVELS {
                let words = said(kind, language, level);
                all.push_str(&format!("=== {}: {}\n{}\n", level.code(), words.subject, words.text));
            }
            all.push_str(&format!("=== html\n{}", said(kind, language, Discretion::Full).html));
            insta::assert_snapshot!(format!("{}.{}", kind.code(), language.code()), all);
        }
    }
}

#[test]
fn a_careful_mail_names_neither_group_nor_place_and_the_most_careful_no_time() {
    for kind in MessageKind::ALL.iter().copied() {
        for language in Locale::all().iter().copied() {
            for level in LEVELS {
                let words = said(kind, language, level);
                let all = format!("{}{}{}", words.subject, words.text, words.html);
                let is_full = level == Discretion::Full && letter(kind, language, level).group.is_some();
                assert_eq!(all.contains("circle"), is_full, "{kind:?} {level:?}: the group");
                assert_eq!(all.contains("Ermou"), is_full, "{kind:?} {level:?}: the place");
                assert!(level != Discretion::Neutral || !all.contains("2026"), "{kind:?}: no time");
                assert!(!words.subject.contains("2026"), "{kind:?}: the subject stands on locked screens");
                assert!(!words.html.contains("<circle>"), "{kind:?}: text stays text");
            }
        }
    }
}

/// The beginnings of words that tell what somebody is part of.
fn lexicon() -> Vec<&'static str> {
    let lines = include_str!("../../../tests/fixtures/lexicon.txt").lines();
    lines.filter(|line| !line.starts_with('#')).collect()
}

/// Which of them begins a word.
fn told(text: &str) -> Vec<&'static str> {
    let text = fold(text);
    let begins =
        |stem: &&str| text.match_indices(*stem).any(|(at, _)| !text[..at].ends_with(char::is_alphabetic));
    lexicon().into_iter().filter(begins).collect()
}

#[test]
fn no_subject_and_no_careful_mail_has_a_word_that_tells_what_its_reader_is_part_of() {
    assert!(lexicon().len() > 60 && told("Η ΟΜΆΔΑ μας") == ["ομαδ"] && told("regrouped").is_empty());
    for kind in MessageKind::ALL.iter().copied() {
        for language in Locale::all().iter().copied() {
            for level in LEVELS {
                let words = said(kind, language, level);
                assert_eq!(told(&words.subject), [""; 0], "{kind:?}: {}", words.subject);
                if level != Discretion::Full {
                    assert_eq!(told(&words.text), [""; 0], "{kind:?} {level:?}: {}", words.text);
                }
            }
        }
    }
}
