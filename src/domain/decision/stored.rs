//! A change as it is stored: what it is about, a rule, a member, and a text for whatever else there is to say. The first
//! line of that text are codes, ids and dates with spaces between them; what somebody wrote follows on the next line.

use super::change::{Bond, Change, Ruling, Subject};
use crate::domain::accompaniment::{Accompaniment, Scope};
use crate::domain::coded::Coded as _;
use crate::domain::exclusion::Shut;
use crate::domain::group::Tie;
use crate::domain::ids::MembershipId;
use crate::domain::text::Markdown;

/// The pieces. What says the same is stored the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    pub what: Subject,
    pub ruling: Option<Ruling>,
    pub about: Option<MembershipId>,
    pub detail: Option<String>,
}

impl From<Subject> for Stored {
    fn from(what: Subject) -> Self {
        Self { what, ruling: None, about: None, detail: None }
    }
}

impl From<&Change> for Stored {
    fn from(change: &Change) -> Self {
        let what = Self::from(change.subject());
        match change {
            Change::Rule(ruling) => Self { ruling: Some(*ruling), ..what },
            Change::Exclude(member, shut) => {
                Self { about: Some(*member), detail: Some(written([shut.count().to_string()], "")), ..what }
            }
            Change::Appeal(member) => Self { about: Some(*member), ..what },
            Change::Accompany(Accompaniment { scope, until }) => {
                Self { detail: Some(written([scope.code().to_owned(), until.to_string()], "")), ..what }
            }
            Change::Mandate(member) | Change::Deputy(member) | Change::TakeBack(member) => {
                Self { about: Some(*member), ..what }
            }
            Change::Text(text) => Self { detail: Some(written([], text.as_str())), ..what },
            Change::Tie(bond) => {
                let programme = bond.programme().map(|id| id.to_string());
                Self {
                    detail: Some(written([bond.tie().code().to_owned()].into_iter().chain(programme), "")),
                    ..what
                }
            }
        }
    }
}

impl Stored {
    /// What it would change; nothing when it changes nothing, or nothing any more: a member whom it was about can go.
    #[must_use]
    pub fn change(&self) -> Option<Change> {
        let (words, text) = self.read();
        match self.what {
            Subject::Words => None,
            Subject::Rule => self.ruling.map(Change::Rule),
            Subject::Mandate => self.about.map(Change::Mandate),
            Subject::Deputy => self.about.map(Change::Deputy),
            Subject::TakeBack => self.about.map(Change::TakeBack),
            Subject::Exclude => {
                let months = Shut::months(words.first()?.parse().ok()?)?;
                self.about.map(|member| Change::Exclude(member, months))
            }
            Subject::Appeal => self.about.map(Change::Appeal),
            Subject::Accompany => {
                let (scope, until) = words.split_first()?;
                let (scope, until) = (Scope::from_code(scope)?, until.first()?.parse().ok()?);
                Some(Change::Accompany(Accompaniment { scope, until }))
            }
            Subject::Text => Markdown::parse(text).ok().map(Change::Text),
            Subject::Tie => {
                let (tie, programme) = words.split_first()?;
                let programme = programme.first().map(|id| id.parse()).transpose().ok()?;
                Bond::new(Tie::from_code(tie)?, programme).map(Change::Tie)
            }
        }
    }

    /// The words of the first line, and what was written.
    fn read(&self) -> (Vec<&str>, &str) {
        let (first, text) = self.detail.as_deref().and_then(|it| it.split_once('\n')).unwrap_or_default();
        (first.split(' ').filter(|word| !word.is_empty()).collect(), text)
    }
}

/// Puts a detail together. No word has a space or a line in it.
fn written(words: impl IntoIterator<Item = String>, text: &str) -> String {
    let words: Vec<String> = words.into_iter().collect();
    format!("{}\n{text}", words.join(" "))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::agreement::Rule;
    use crate::domain::ids::ProgrammeId;

    fn any_of(subject: Subject) -> BoxedStrategy<Option<Change>> {
        let member = any::<[u8; 8]>().prop_map(MembershipId::from_random);
        let programme = || proptest::option::of(any::<[u8; 8]>().prop_map(ProgrammeId::from_random));
        match subject {
            Subject::Words => Just(None).boxed(),
            Subject::Rule => (proptest::sample::select(Rule::ALL), 0_i32..200)
                .prop_map(|(rule, to)| Ruling::new(rule, to).map(Change::Rule))
                .boxed(),
            Subject::Mandate => member.prop_map(Change::Mandate).prop_map(Some).boxed(),
            Subject::Deputy => member.prop_map(Change::Deputy).prop_map(Some).boxed(),
            Subject::TakeBack => member.prop_map(Change::TakeBack).prop_map(Some).boxed(),
            Subject::Exclude => (member, proptest::sample::select(&crate::domain::exclusion::MONTHS[..]))
                .prop_map(|(member, months)| Shut::months(months).map(|shut| Change::Exclude(member, shut)))
                .boxed(),
            Subject::Appeal => member.prop_map(Change::Appeal).prop_map(Some).boxed(),
            Subject::Accompany => (proptest::sample::select(Scope::ALL), 0_u64..10_000)
                .prop_map(|(scope, days)| {
                    let until = chrono::NaiveDate::from_ymd_opt(2026, 1, 1)? + chrono::Days::new(days);
                    Some(Change::Accompany(Accompaniment { scope, until }))
                })
                .boxed(),
            Subject::Text => "\\PC{1,40}(\n\\PC{0,40}){0,3}"
                .prop_map(|text| Markdown::parse(&text).ok().map(Change::Text))
                .boxed(),
            Subject::Tie => (proptest::sample::select(Tie::ALL), programme())
                .prop_map(|(tie, programme)| Bond::new(tie, programme).map(Change::Tie))
                .boxed(),
        }
    }

    proptest! {
        #[test]
        fn what_is_stored_is_read_as_it_was_said(
            change in proptest::sample::select(Subject::ALL).prop_flat_map(any_of),
        ) {
            if let Some(change) = change {
                let stored = Stored::from(&change);
                prop_assert_eq!(stored.change(), Some(change));
            }
        }

        #[test]
        fn what_nobody_wrote_changes_nothing_and_breaks_nothing(
            what in proptest::sample::select(Subject::ALL), detail in proptest::option::of(".*"),
        ) {
            let stored = Stored { detail, ..Stored::from(what) };
            if let Some(change) = stored.change() {
                prop_assert_eq!(Stored::from(&change).change(), Some(change));
            }
        }
    }
}
