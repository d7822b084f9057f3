//! Any sequence of actions, and what must never come of it: a group that nobody can operate; a right without a live mandate;
//! consent with an open objection; an electorate that changes; somebody removed by one vote. The services act on a real
//! database; beside them a model says what should be so, in the plainest way ([`model`]).

mod acts;
mod model;

use std::cell::Cell;

use chrono::TimeDelta;
use parea::access::{self, MayRun, Viewer, may_run};
use parea::domain::decision::{Outcome, Review};
use parea::domain::group::Joining;
use parea::domain::ids::{GroupId, MembershipId, ProposalId};
use parea::domain::text::{Markdown, MemberName, ShortText};
use parea::domain::time::Instant;
use parea::service::deciding::DecidingError;
use parea::service::joining::JoiningError;
use parea::service::mandates::MandateError;
use parea::service::proposing::{Draft, Wanted};
use parea::service::{agreement, deciding, joining, mandates, proposing};
use parea::store::{StoreError, carrying, proposals, retention, standing};
use proptest::test_runner::{Config, TestCaseError, TestRunner};

use crate::support::app::NOW;
use crate::support::databases::{Kind, TestDb};
use crate::support::house;

use acts::{Act, Wish};
use model::{Model, What};

/// Those who come and go. The first founds the group; the last stays outside.
const PEOPLE: usize = 6;
const INSIDE: usize = PEOPLE - 1;

type Checked = Result<(), TestCaseError>;

/// One group, as it is and as it should be.
struct World<'a> {
    on: &'a TestDb,
    people: &'a [Viewer],
    run: &'a MayRun,
    group: GroupId,
    proposals: Vec<ProposalId>,
    now: Instant,
    model: Model,
}

fn never(kind: Kind, cases: u32) {
    let on = TestDb::migrated(kind);
    let begin = Instant::parse_rfc3339(NOW).unwrap();
    let tried = Cell::new(0);
    let run = may_run(&Viewer::system("test")).unwrap();
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let told = TestRunner::new(config).run(&acts::sequences(INSIDE), |acts| {
        // Nobody is in as many groups as are tried here.
        let nth = tried.replace(tried.get() + 1);
        let people: Vec<Viewer> = ["ana", "ben", "cleo", "dan", "eva", "fay"]
            .iter()
            .map(|who| house::person(&on, &format!("{who} {}", "i".repeat(nth)), begin))
            .collect();
        assert_eq!(people.len(), PEOPLE);
        let group = house::group(&on, &people[0], Joining::Invitation, None, begin);
        let mut world = World {
            on: &on,
            people: &people,
            run: &run,
            group,
            proposals: Vec::new(),
            now: begin,
            model: Model::founded_by(0, begin),
        };
        world.holds()?;
        for (step, act) in acts.into_iter().enumerate() {
            world.now = world.now.plus(TimeDelta::seconds(1));
            world.model.reach(world.now);
            world.does(&act)?;
            world.holds()?;
            // By one of them at each step, and by another at the next.
            let mut last = world.proposals.len().saturating_sub(3)..world.proposals.len();
            last.try_for_each(|it| world.proposal_holds(it, (step + it) % INSIDE))?;
        }
        (0..world.proposals.len())
            .try_for_each(|it| (0..PEOPLE).try_for_each(|who| world.proposal_holds(it, who)))
    });
    if let Err(cause) = told {
        panic!("{cause}");
    }
}

#[test]
fn no_sequence_of_actions_breaks_a_group_on_sqlite() {
    never(Kind::Sqlite, 48);
}

#[test]
fn no_sequence_of_actions_breaks_a_group_on_postgresql() {
    never(Kind::Postgres, 12);
}

/// What a use case refused is no fault; what the database refused is one.
trait Refusal {
    fn is_fault(&self) -> bool;
}

impl Refusal for DecidingError {
    fn is_fault(&self) -> bool {
        matches!(self, Self::Store(_))
    }
}

impl Refusal for JoiningError {
    fn is_fault(&self) -> bool {
        matches!(self, Self::Store(_))
    }
}

impl Refusal for MandateError {
    fn is_fault(&self) -> bool {
        matches!(self, Self::Store(_))
    }
}

impl Refusal for StoreError {
    fn is_fault(&self) -> bool {
        true
    }
}

fn done<T, E: Refusal + std::fmt::Debug>(result: Result<T, E>) -> Result<Option<T>, TestCaseError> {
    match result {
        Ok(it) => Ok(Some(it)),
        Err(cause) if cause.is_fault() => Err(TestCaseError::fail(format!("{cause:?}"))),
        Err(_) => Ok(None),
    }
}

fn fail<T>(why: impl Into<String>) -> Result<T, TestCaseError> {
    Err(TestCaseError::fail(why.into()))
}

impl World<'_> {
    fn does(&mut self, act: &Act) -> Checked {
        let (on, now, group) = (self.on, self.now, self.group);
        match act {
            Act::Join(who, by) => {
                let name = MemberName::parse(&name(*who)).unwrap();
                let invited = on.db.write(|db| joining::invite(db, &self.people[*by], group, now));
                let Some(token) = done(invited)? else {
                    return Ok(());
                };
                let accepted = on.db.write(|db| joining::accept(db, &self.people[*who], &token, &name, now));
                if done(accepted)?.is_some() {
                    self.model.joins(*who, now);
                }
            }
            Act::Leave(who) => {
                // The job has run, as it does every minute: whom it concerns goes afterwards.
                self.now = self.now.plus(TimeDelta::minutes(2));
                self.model.reach(self.now);
                self.carries_out()?;
                let now = self.now;
                if done(on.db.write(|db| joining::leave(db, &self.people[*who], group, now)))?.is_some() {
                    self.model.leaves(*who);
                }
            }
            Act::TakeMandate(who) => {
                if done(on.db.write(|db| mandates::take(db, &self.people[*who], group, now)))?.is_some() {
                    self.model.takes(*who, now)?;
                }
            }
            Act::Propose(who, wish) => {
                if let Some((draft, what)) = self.draft(*who, wish)? {
                    let proposed =
                        on.db.write(|db| proposing::propose(db, &self.people[*who], group, &draft, now));
                    let is_enough = self.model.has_proposed_enough(*who, now);
                    let id = match (done(proposed)?, is_enough) {
                        (Some(id), false) => id,
                        (None, true) => return Ok(()),
                        (is, _) => return fail(format!("{who} proposes {wish:?}: {}", is.is_some())),
                    };
                    self.proposals.push(id);
                    self.model.proposes(*who, what, now);
                }
            }
            Act::Amend(who, nth, wish) => {
                let (Some(it), Some((draft, what))) = (self.nth(*nth), self.draft(*who, wish)?) else {
                    return Ok(());
                };
                let at = (group, self.proposals[it]);
                let amended = on.db.write(|db| proposing::amend(db, &self.people[*who], at, &draft, now));
                if done(amended)?.is_some() {
                    self.model.amends(*who, it, what, now)?;
                }
            }
            Act::Withdraw(who, nth) => {
                let Some(it) = self.nth(*nth) else {
                    return Ok(());
                };
                let at = (group, self.proposals[it]);
                if done(on.db.write(|db| proposing::withdraw(db, &self.people[*who], at, now)))?.is_some() {
                    self.model.withdraws(*who, it)?;
                }
            }
            Act::Say(who, nth, voice) => {
                if let Some(it) = self.nth(*nth) {
                    self.says(*who, it, *voice)?;
                }
            }
            Act::TakeBack(who, nth) => {
                let Some(it) = self.nth(*nth) else {
                    return Ok(());
                };
                let at = (group, self.proposals[it]);
                if done(on.db.write(|db| deciding::take_back(db, &self.people[*who], at, now)))?.is_some() {
                    self.model.takes_back(*who, it);
                }
            }
            Act::Vote(who, nth, choice) => {
                if let Some(it) = self.nth(*nth) {
                    self.votes(*who, it, *choice)?;
                }
            }
            Act::Everybody(nth, voice, choice) => {
                let Some(it) = self.nth(*nth) else {
                    return Ok(());
                };
                for who in 0..INSIDE {
                    self.says(who, it, *voice)?;
                    self.votes(who, it, *choice)?;
                }
            }
            Act::Wait(hours) => {
                self.now = self.now.plus(TimeDelta::hours(*hours));
                self.model.reach(self.now);
            }
            Act::CarryOut => self.carries_out()?,
            Act::Sweep => {
                done(on.db.write(|db| retention::sweep(db, self.run, now)))?;
            }
        }
        Ok(())
    }

    fn carries_out(&self) -> Checked {
        let (now, group) = (self.now, self.group);
        let to_act = done(self.on.db.read(|db| proposals::groups_to_act(db, self.run, now)))?;
        if to_act.is_some_and(|groups| groups.contains(&group)) {
            done(self.on.db.write(|db| carrying::carry_out(db, self.run, group, now)))?;
        }
        Ok(())
    }

    /// One of the last proposals.
    fn nth(&self, nth: usize) -> Option<usize> {
        (self.proposals.len()).checked_sub(1 + nth % self.proposals.len().max(1))
    }

    fn says(&mut self, who: usize, it: usize, voice: parea::domain::decision::Voice) -> Checked {
        let (at, round) = ((self.group, self.proposals[it]), self.model.round(it));
        let (who_says, now) = (&self.people[who], self.now);
        let said = self.on.db.write(|db| deciding::say(db, who_says, at, round, (voice, "Because."), now));
        if done(said)?.is_some() {
            self.model.says(who, it, voice)?;
        }
        Ok(())
    }

    fn votes(&mut self, who: usize, it: usize, choice: parea::domain::decision::Choice) -> Checked {
        let at = (self.group, self.proposals[it]);
        let (voter, now) = (&self.people[who], self.now);
        if done(self.on.db.write(|db| deciding::vote(db, voter, at, choice, now)))?.is_some() {
            self.model.votes(who, it, choice)?;
        }
        Ok(())
    }

    /// What somebody would say, when they are in the group and what they wish can be wished.
    fn draft(&self, who: usize, wish: &Wish) -> Result<Option<(Draft, What)>, TestCaseError> {
        let Some(me) = self.model.is_here(who) else {
            return Ok(None);
        };
        let (wanted, what) = match wish {
            Wish::Words => (Wanted::Words, What::Words),
            Wish::Rule(ruling) => (Wanted::Rule(*ruling), What::Rule(*ruling)),
            Wish::MyMandate => (Wanted::MyMandate, What::Mandate(me)),
            Wish::TakeBack(from) => match (self.holder(who, *from)?, self.model.is_here(*from)) {
                (Some(id), Some(from)) => (Wanted::TakeBack(id), What::TakeBack(from)),
                _ => return Ok(None),
            },
        };
        let draft = Draft {
            title: ShortText::parse("Something else").unwrap(),
            why: Markdown::parse("It would be better.").unwrap(),
            review: Review::in_months(6).unwrap(),
            what: wanted,
        };
        Ok(Some((draft, what)))
    }

    /// Who holds a mandate stands in the agreement, by name.
    fn holder(&self, looks: usize, who: usize) -> Result<Option<MembershipId>, TestCaseError> {
        let shown = self.on.db.read(|db| agreement::agreement(db, &self.people[looks], self.group, self.now));
        let Some(shown) = done(shown)? else {
            return fail("a member cannot read the agreement");
        };
        Ok(shown.holders.iter().find(|it| it.name == name(who)).map(|it| it.member))
    }

    /// What holds after every step.
    fn holds(&self) -> Checked {
        let (now, group) = (self.now, self.group);
        let mut can_lead = false;
        for (who, viewer) in self.people.iter().enumerate() {
            let at = done(self.on.db.read(|db| standing::at_group(db, viewer, group, now)))?.flatten();
            let Some(at) = at else {
                return fail("the group has gone");
            };
            let is_here = access::may_attend(viewer, &at).is_some();
            if is_here != self.model.is_here(who).is_some() {
                return fail(format!("{who} is in the group: {is_here}"));
            }
            let facilitates = access::may_facilitate(viewer, &at, now).is_some();
            if facilitates != self.model.leads(who, now) {
                return fail(format!("{who} may facilitate: {facilitates}, by the model the opposite"));
            }
            can_lead |= facilitates || matches!(access::may_lead(viewer, &at, now), Some(Ok(_)));
        }
        if self.model.has_members() && !can_lead {
            return fail("nobody leads, and nobody may take the mandate");
        }
        if self.model.has_members() && !self.model.somebody_decides(now) {
            return fail("whatever is proposed now, nobody may decide it");
        }
        Ok(())
    }

    fn proposal_holds(&self, it: usize, who: usize) -> Checked {
        let (now, at) = (self.now, self.proposals[it]);
        if self.model.is_here(who).is_some() {
            let shown = self.on.db.read(|db| deciding::show(db, &self.people[who], self.group, at, now));
            let Some(shown) = done(shown)? else {
                return fail(format!("{who} cannot read proposal {it}"));
            };
            if shown.is_elector != self.model.is_elector(who, it) {
                return fail(format!("proposal {it}: {who} may decide: {}", shown.is_elector));
            }
            let (is, frozen) = (shown.proposal.terms.electors, self.model.electors(it));
            if is != frozen {
                return fail(format!("proposal {it}: {is} electors, {frozen} when it was opened"));
            }
            if shown.outcome == Outcome::Adopted && self.model.is_objected_to(it) {
                return fail(format!("proposal {it} is adopted, and somebody objects"));
            }
            let expected = self.model.outcome(it, now);
            if shown.outcome != expected {
                return fail(format!("proposal {it} is {:?}, by the model {expected:?}", shown.outcome));
            }
        }
        Ok(())
    }
}

/// Under which somebody is known in the group.
fn name(who: usize) -> String {
    if who == 0 { "Ana".to_owned() } else { format!("Somebody {who}") }
}
