//! What should be so, told in the plainest way: nothing is derived on read, everything happens at its time and in its order.
//! It knows no rows; a member who leaves and comes again is another member.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use parea::domain::agreement::{Method, Rule, Rules};
use parea::domain::decision::{Choice, Outcome, Ruling, Voice, Why};
use parea::domain::time::Instant;
use proptest::test_runner::TestCaseError;

/// A membership: the how-manieth there was.
pub type Member = usize;

type Checked = Result<(), TestCaseError>;

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum What {
    Words,
    Rule(Ruling),
    Mandate(Member),
    TakeBack(Member),
}

impl What {
    fn is_about_a_person(self) -> bool {
        matches!(self, Self::Mandate(_) | Self::TakeBack(_))
    }
}

#[derive(Debug)]
struct Mandate {
    holder: Member,
    from: Instant,
    until: Instant,
    is_interim: bool,
    /// Somebody was given the next one.
    is_followed: bool,
    /// The group ended it before its time.
    is_ended: bool,
}

impl Mandate {
    fn new(holder: Member, from: Instant, until: Instant) -> Self {
        Self { holder, from, until, is_interim: false, is_followed: false, is_ended: false }
    }

    fn is_live(&self, now: Instant) -> bool {
        self.from <= now && now < self.until
    }

    fn ends(&mut self, at: Instant) {
        if self.is_live(at) {
            (self.until, self.is_ended) = (at, true);
        }
    }
}

#[derive(Debug)]
struct Proposal {
    by: Member,
    what: What,
    method: Method,
    electors: BTreeSet<Member>,
    quorum_percent: usize,
    silence_is_consent: bool,
    opened: Instant,
    deadline: Instant,
    round: i32,
    took_part: BTreeSet<Member>,
    objections: BTreeSet<Member>,
    yes: usize,
    no: usize,
    is_withdrawn: bool,
    is_done: bool,
}

/// A group, with everybody who may come into it.
#[derive(Debug)]
pub struct Model {
    /// Who is here, by their number among the people, since when.
    here: Vec<(usize, Member, Instant)>,
    members_ever: usize,
    mandates: Vec<Mandate>,
    proposals: Vec<Proposal>,
    rules: Rules,
}

fn expect(holds: bool, what: &str) -> Checked {
    if holds { Ok(()) } else { Err(TestCaseError::fail(what.to_owned())) }
}

impl Model {
    pub fn founded_by(who: usize, now: Instant) -> Self {
        let rules = Rules::default();
        let first = Mandate::new(0, now, now.plus(rules.term()));
        Self { here: vec![(who, 0, now)], members_ever: 1, mandates: vec![first], proposals: vec![], rules }
    }

    /// Everything that is due by then happens, in its order: of one instant, rules before what they rule.
    pub fn reach(&mut self, now: Instant) {
        let mut due: Vec<usize> = (0..self.proposals.len())
            .filter(|it| !self.proposals[*it].is_done && self.proposals[*it].deadline <= now)
            .collect();
        due.sort_by_key(|it| {
            let it = &self.proposals[*it];
            (it.deadline, !matches!(it.what, What::Rule(_)))
        });
        for it in due {
            self.proposals[it].is_done = true;
            if self.outcome(it, now) == Outcome::Adopted {
                self.happens(self.proposals[it].what, self.proposals[it].deadline);
            }
        }
    }

    fn happens(&mut self, what: What, at: Instant) {
        match what {
            What::Words => {}
            What::Rule(Ruling { rule, to }) => self.rules = self.rules.clone().with(rule, to),
            What::Mandate(holder) => {
                if self.here.iter().any(|(_, member, _)| *member == holder) {
                    self.gives(holder, at);
                }
            }
            What::TakeBack(from) => {
                self.mandates.iter_mut().filter(|it| it.holder == from).for_each(|it| it.ends(at));
            }
        }
    }

    /// What was taken until the group decides ends. Of those that end within four weeks and that nobody follows yet, the
    /// first is followed, and ends after the overlap at the latest.
    fn gives(&mut self, to: Member, at: Instant) {
        self.mandates.iter_mut().filter(|it| it.is_interim).for_each(|it| it.ends(at));
        let four_weeks = at.plus(TimeDelta::days(28));
        let soon = self
            .mandates
            .iter_mut()
            .filter(|it| it.is_live(at) && !it.is_followed && it.until <= four_weeks)
            .min_by_key(|it| (it.holder != to, it.until));
        if let Some(before) = soon {
            before.is_followed = true;
            before.until = before.until.min(at.plus(self.rules.overlap()));
        }
        self.mandates.push(Mandate::new(to, at, at.plus(self.rules.term())));
    }

    pub fn joins(&mut self, who: usize, now: Instant) {
        if self.is_here(who).is_none() {
            self.here.push((who, self.members_ever, now));
            self.members_ever += 1;
        }
    }

    pub fn leaves(&mut self, who: usize) {
        let gone = self.is_here(who);
        self.here.retain(|(here, ..)| *here != who);
        self.mandates.retain(|mandate| Some(mandate.holder) != gone);
    }

    pub fn takes(&mut self, who: usize, now: Instant) -> Checked {
        expect(!self.mandates.iter().any(|it| it.is_live(now)), "a mandate was taken that somebody holds")?;
        let until = now.plus(self.rules.term().min(TimeDelta::weeks(8)));
        let holder = self.is_here(who);
        expect(holder.is_some(), "a mandate was taken by somebody from outside")?;
        let taken = |holder| Mandate { is_interim: true, ..Mandate::new(holder, now, until) };
        self.mandates.extend(holder.map(taken));
        Ok(())
    }

    pub fn proposes(&mut self, who: usize, what: What, now: Instant) {
        let usual = self.rules.method();
        self.proposals.push(Proposal {
            by: self.is_here(who).unwrap(),
            what,
            method: if what.is_about_a_person() && usual == Method::Consent {
                Method::Majority
            } else {
                usual
            },
            electors: self.electorate(what, now),
            quorum_percent: usize::try_from(self.rules.of(Rule::Quorum)).unwrap(),
            silence_is_consent: self.rules.silence_is_consent(),
            opened: now,
            deadline: now.plus(self.rules.notice()),
            round: 1,
            took_part: BTreeSet::new(),
            objections: BTreeSet::new(),
            yes: 0,
            no: 0,
            is_withdrawn: false,
            is_done: false,
        });
    }

    /// Those who have been here for long enough; about who leads, those who know each other, if they are three. Where all are
    /// new, the new ones decide.
    fn electorate(&self, what: What, now: Instant) -> BTreeSet<Member> {
        let since = |by: Instant| -> BTreeSet<Member> {
            self.here.iter().filter(|(.., since)| *since <= by).map(|(_, member, _)| *member).collect()
        };
        let so_long = self.rules.member_for();
        let acquainted = since(now.minus(so_long.max(TimeDelta::days(28))));
        if what.is_about_a_person() && acquainted.len() >= 3 {
            return acquainted;
        }
        let known = since(now.minus(so_long));
        if known.is_empty() { since(now) } else { known }
    }

    pub fn amends(&mut self, who: usize, it: usize, what: What, now: Instant) -> Checked {
        self.speaks_up(it)?;
        let (by, deadline) = (self.is_here(who), now.plus(self.rules.notice()));
        let it = &mut self.proposals[it];
        expect(Some(it.by) == by, "a proposal was amended by somebody else")?;
        expect(it.method == Method::Consent, "what is voted on was amended")?;
        (it.what, it.deadline, it.round) = (what, deadline, it.round + 1);
        it.took_part.clear();
        Ok(())
    }

    pub fn withdraws(&mut self, who: usize, it: usize) -> Checked {
        self.speaks_up(it)?;
        let by = self.is_here(who);
        let it = &mut self.proposals[it];
        expect(Some(it.by) == by, "a proposal was withdrawn by somebody else")?;
        it.is_withdrawn = true;
        Ok(())
    }

    pub fn says(&mut self, who: usize, it: usize, voice: Voice) -> Checked {
        let member = self.decides(who, it)?;
        let it = &mut self.proposals[it];
        expect(it.method == Method::Consent, "somebody spoke where there is a vote")?;
        match voice {
            Voice::Objection => _ = it.objections.insert(member),
            Voice::Consent | Voice::Wish => _ = it.objections.remove(&member),
            Voice::Question | Voice::Pass => {}
        }
        it.took_part.insert(member);
        Ok(())
    }

    pub fn takes_back(&mut self, who: usize, it: usize) {
        if let Some(member) = self.is_here(who) {
            self.proposals[it].objections.remove(&member);
        }
    }

    pub fn votes(&mut self, who: usize, it: usize, choice: Choice) -> Checked {
        let member = self.decides(who, it)?;
        let it = &mut self.proposals[it];
        expect(it.method != Method::Consent, "somebody voted where there is consent")?;
        expect(it.took_part.insert(member), "somebody voted twice")?;
        match choice {
            Choice::Yes => it.yes += 1,
            Choice::No => it.no += 1,
            Choice::Abstain => {}
        }
        Ok(())
    }

    /// Whether they have opened five proposals within a week.
    pub fn has_proposed_enough(&self, who: usize, now: Instant) -> bool {
        let me = self.is_here(who);
        let week = now.minus(TimeDelta::days(7));
        self.proposals.iter().filter(|it| Some(it.by) == me && it.opened > week).count() >= 5
    }

    fn decides(&self, who: usize, it: usize) -> Result<Member, TestCaseError> {
        self.speaks_up(it)?;
        let member = self.is_here(who).filter(|member| self.proposals[it].electors.contains(member));
        member.ok_or_else(|| TestCaseError::fail("somebody decided who was not to take part"))
    }

    fn speaks_up(&self, it: usize) -> Checked {
        let it = &self.proposals[it];
        expect(!it.is_done && !it.is_withdrawn, "somebody spoke when it was over")
    }

    /// How somebody is known who is in the group.
    pub fn is_here(&self, who: usize) -> Option<Member> {
        self.here.iter().find(|(here, ..)| *here == who).map(|(_, member, _)| *member)
    }

    pub fn has_members(&self) -> bool {
        !self.here.is_empty()
    }

    /// Whether there is a live mandate of theirs; or theirs was the last, ended by itself, and the group's grace goes on.
    pub fn leads(&self, who: usize, now: Instant) -> bool {
        let Some(me) = self.is_here(who) else {
            return false;
        };
        if self.mandates.iter().any(|it| it.is_live(now)) {
            return self.mandates.iter().any(|it| it.holder == me && it.is_live(now));
        }
        let last = self.mandates.iter().max_by_key(|it| it.until);
        last.is_some_and(|it| it.holder == me && !it.is_ended && now < it.until.plus(self.rules.grace()))
    }

    /// Whether anybody could decide what is proposed now.
    pub fn somebody_decides(&self, now: Instant) -> bool {
        [What::Words, What::Mandate(0)].iter().all(|what| !self.electorate(*what, now).is_empty())
    }

    pub fn round(&self, it: usize) -> i32 {
        self.proposals[it].round
    }

    pub fn is_elector(&self, who: usize, it: usize) -> bool {
        self.is_here(who).is_some_and(|member| self.proposals[it].electors.contains(&member))
    }

    pub fn electors(&self, it: usize) -> u32 {
        u32::try_from(self.proposals[it].electors.len()).unwrap()
    }

    /// Whether it is decided by consent, and somebody has an open objection.
    pub fn is_objected_to(&self, it: usize) -> bool {
        let it = &self.proposals[it];
        it.method == Method::Consent && !it.objections.is_empty()
    }

    pub fn outcome(&self, it: usize, now: Instant) -> Outcome {
        let it = &self.proposals[it];
        if it.is_withdrawn {
            return Outcome::Not(Why::Withdrawn);
        }
        if now < it.deadline {
            return Outcome::Open;
        }
        let is_consent = it.method == Method::Consent;
        if is_consent && !it.objections.is_empty() {
            return Outcome::Not(Why::Objection);
        }
        let enough = (it.electors.len() * it.quorum_percent).div_ceil(100).max(1);
        if it.took_part.len() < enough && !(is_consent && it.silence_is_consent) {
            return Outcome::Not(Why::Quorum);
        }
        // One vote never takes anything from anybody.
        let is_one_vote = matches!(it.what, What::TakeBack(_)) && it.yes < 2;
        let is_carried = match it.method {
            Method::Consent => true,
            Method::TwoThirds => it.yes > 0 && it.yes >= 2 * it.no,
            Method::Majority => it.yes > it.no,
            Method::Unanimity => it.yes > 0 && it.no == 0,
        };
        if is_carried && !is_one_vote { Outcome::Adopted } else { Outcome::Not(Why::Votes) }
    }
}
