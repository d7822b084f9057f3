//! A change as it is stored: what it is about, a rule, a member, and a text for whatever else there is to say. The first
//! line of that text are codes, ids and dates with spaces between them; what somebody wrote follows on the next line.

use super::change::{Bond, Change, Ending, Opening, Retiming, Ruling, Subject, Times};
use crate::domain::accompaniment::{Accompaniment, Scope};
use crate::domain::coded::Coded as _;
use crate::domain::exclusion::Shut;
use crate::domain::experience::OpenTo;
use crate::domain::group::{Keeps, Tie};
use crate::domain::ids::MembershipId;
use crate::domain::text::{Markdown, ShortText};
use crate::domain::time::Wall;

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
            Change::Dates(Retiming { series, from, to }) => {
                let mut words = vec![series.to_string(), from.compact()];
                let mut address = "";
                if let Some(to) = to {
                    words.extend([to.start.compact(), to.minutes.to_string(), to.rule.to_string()]);
                    address = to.address.as_ref().map_or("", ShortText::as_str);
                }
                Self { detail: Some(written(words, address)), ..what }
            }
            Change::Open(Opening { note, to, version }) => {
                let words = [note.to_string(), to.code().to_owned(), version.to_string()];
                Self { detail: Some(written(words, "")), ..what }
            }
            Change::Rest(until) => Self { detail: Some(written([until.to_string()], "")), ..what },
            Change::Close(Ending { farewell, keeps, into }) => {
                let words = [keeps.code().to_owned()].into_iter().chain(into.map(|group| group.to_string()));
                Self { detail: Some(written(words, farewell.as_str())), ..what }
            }
            Change::Welcome(group) => Self { detail: Some(written([group.to_string()], "")), ..what },
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
            Subject::Dates => {
                let (series, from) = (words.first()?.parse().ok()?, Wall::from_compact(words.get(1)?)?);
                let to = match words.get(2..)? {
                    [] => None,
                    [start, minutes, rule] => Some(Times {
                        start: Wall::from_compact(start)?,
                        minutes: minutes.parse().ok()?,
                        rule: rule.parse().ok()?,
                        address: ShortText::parse(text).ok(),
                    }),
                    _ => return None,
                };
                Some(Change::Dates(Retiming { series, from, to }))
            }
            Subject::Open => match words[..] {
                [note, to, version] => Some(Change::Open(Opening {
                    note: note.parse().ok()?,
                    to: OpenTo::from_code(to)?,
                    version: version.parse().ok()?,
                })),
                _ => None,
            },
            Subject::Rest => words.first()?.parse().ok().map(Change::Rest),
            Subject::Close => {
                let (keeps, into) = words.split_first()?;
                let into = into.first().map(|group| group.parse()).transpose().ok()?;
                let (farewell, keeps) = (Markdown::parse(text).ok()?, Keeps::from_code(keeps)?);
                Some(Change::Close(Ending { farewell, keeps, into }))
            }
            Subject::Welcome => words.first()?.parse().ok().map(Change::Welcome),
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
    use chrono::NaiveDate;
    use proptest::prelude::*;

    use super::*;
    use crate::domain::agreement::Rule;
    use crate::domain::ids::{GroupId, ProgrammeId, SeriesId};
    use crate::domain::series::Rule as Rhythm;

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
            Subject::Dates => {
                (any::<[u8; 8]>(), 0_u32..1000, proptest::option::of((1_u8..5, 5_u16..600, ".{0,30}")))
                    .prop_map(|(id, day, to)| {
                        let at = |day: u32| {
                            let date =
                                NaiveDate::from_num_days_from_ce_opt(739_000 + i32::try_from(day).ok()?)?;
                            Some(Wall::from_naive(date.and_hms_opt(19, day % 60, 0)?))
                        };
                        let times = |(every, minutes, address): (u8, u16, String)| {
                            let every = std::num::NonZeroU8::new(every)?;
                            let (rule, start) = (Rhythm::weekly(every, chrono::Weekday::Thu), at(day + 1)?);
                            Some(Times { start, minutes, rule, address: ShortText::parse(&address).ok() })
                        };
                        let (series, from) = (SeriesId::from_random(id), at(day)?);
                        Some(Change::Dates(Retiming { series, from, to: to.and_then(times) }))
                    })
                    .boxed()
            }
            Subject::Open => (any::<[u8; 8]>(), proptest::sample::select(OpenTo::ALL), 1_i32..99)
                .prop_map(|(id, to, version)| {
                    let note = crate::domain::ids::ExperienceId::from_random(id);
                    Some(Change::Open(Opening { note, to, version }))
                })
                .boxed(),
            Subject::Rest => (0_i32..40_000)
                .prop_map(|day| NaiveDate::from_num_days_from_ce_opt(730_000 + day).map(Change::Rest))
                .boxed(),
            Subject::Close => {
                let into = proptest::option::of(any::<[u8; 8]>().prop_map(GroupId::from_random));
                (".{1,40}(\n.{0,40}){0,3}", proptest::sample::select(Keeps::ALL), into)
                    .prop_map(|(text, keeps, into)| {
                        let farewell = Markdown::parse(&text).ok()?;
                        Some(Change::Close(Ending { farewell, keeps, into }))
                    })
                    .boxed()
            }
            Subject::Welcome => any::<[u8; 8]>()
                .prop_map(GroupId::from_random)
                .prop_map(Change::Welcome)
                .prop_map(Some)
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
