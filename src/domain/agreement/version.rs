//! The agreement, version by version: a text, and the rules beside it. Whatever the group changes of either makes the next
//! version, and the ones before stay as they were. Who decided, why, and who has accepted which is not known here.

use similar::{ChangeTag, TextDiff};

use super::{Rule, Rules, TABLE};
use crate::domain::text::Markdown;

/// One version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// The first is 1, and nobody has decided it: as every group begins.
    pub number: i32,
    /// Empty as long as the group has written nothing.
    pub text: String,
    pub rules: Rules,
}

/// What makes a version out of the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amendment<'a> {
    Rule(Rule, i32),
    Text(&'a Markdown),
}

/// A line of a text beside another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    Kept(String),
    Gone(String),
    New(String),
}

/// What is different in a later version.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Difference {
    /// The text, line by line; nothing when it is the same.
    pub text: Vec<Line>,
    /// Each rule that says something else, with what it said before and what it says now.
    pub rules: Vec<(Rule, i32, i32)>,
}

impl Version {
    /// As a group begins: without a text, by the usual rules and what its founder said.
    #[must_use]
    pub fn first(rules: Rules) -> Self {
        Self { number: 1, text: String::new(), rules }
    }

    /// The version after this one.
    #[must_use]
    pub fn next(&self, by: Amendment<'_>) -> Self {
        let next = Self { number: self.number.saturating_add(1), ..self.clone() };
        match by {
            Amendment::Rule(rule, to) => Self { rules: next.rules.with(rule, to), ..next },
            Amendment::Text(text) => Self { text: text.as_str().to_owned(), ..next },
        }
    }

    /// What has become different since another version.
    #[must_use]
    pub fn since(&self, other: &Self) -> Difference {
        let rules = TABLE.iter().map(|it| (it.rule, other.rules.of(it.rule), self.rules.of(it.rule)));
        Difference {
            text: lines(&other.text, &self.text),
            rules: rules.filter(|(_, before, now)| before != now).collect(),
        }
    }
}

/// A text beside the one before it, line by line; nothing when they are the same.
#[must_use]
pub fn lines(before: &str, now: &str) -> Vec<Line> {
    if before == now {
        return Vec::new();
    }
    let diff = TextDiff::from_lines(before, now);
    diff.iter_all_changes()
        .map(|change| {
            let line = change.value().trim_end_matches('\n').to_owned();
            match change.tag() {
                ChangeTag::Equal => Line::Kept(line),
                ChangeTag::Delete => Line::Gone(line),
                ChangeTag::Insert => Line::New(line),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(of: &str) -> Markdown {
        Markdown::parse(of).unwrap()
    }

    #[test]
    fn each_change_makes_the_next_and_the_one_before_stays() {
        let first = Version::first(Rules::default());
        let second = first.next(Amendment::Text(&text("We listen.\n\nNobody has to speak.")));
        let third = second.next(Amendment::Rule(Rule::Term, 8));
        assert_eq!((first.number, second.number, third.number), (1, 2, 3));
        assert_eq!(third.text, second.text);
        assert_eq!(second.rules.of(Rule::Term), 26);
        assert_eq!(third.since(&second), Difference { text: Vec::new(), rules: vec![(Rule::Term, 26, 8)] });
        assert_eq!(third.since(&first).text.len(), 3, "from nothing, every line is new");
        assert_eq!(third.since(&third), Difference::default());
    }

    #[test]
    fn a_line_that_says_something_else_goes_and_comes() {
        let kept = |line: &str| Line::Kept(line.to_owned());
        assert_eq!(
            lines("We listen.\nOne hour.\nTea.", "We listen.\nNinety minutes.\nTea."),
            [
                kept("We listen."),
                Line::Gone("One hour.".to_owned()),
                Line::New("Ninety minutes.".to_owned()),
                kept("Tea.")
            ]
        );
    }

    proptest! {
        #[test]
        fn from_the_lines_both_texts_can_be_read(before in "([a-c]?\n){0,9}[a-c]?", now in "([a-c]?\n){0,9}[a-c]?") {
            prop_assume!(before != now);
            let all = lines(&before, &now);
            let read = |without: fn(&Line) -> bool| {
                let kept = all.iter().filter(|line| !without(line)).cloned();
                kept.map(|(Line::Kept(it) | Line::Gone(it) | Line::New(it))| it).collect::<Vec<_>>()
            };
            let of = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
            prop_assert_eq!(read(|line| matches!(line, Line::New(_))), of(&before));
            prop_assert_eq!(read(|line| matches!(line, Line::Gone(_))), of(&now));
        }
    }
}
