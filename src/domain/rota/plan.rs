//! Whom the rota proposes: whoever has waited longest among those who are willing and have not said that they cannot come,
//! within the group's maximum of turns in a row. Whoever facilitates for the first time has sat beside somebody before,
//! and has somebody experienced at their side, as long as there is anybody experienced.
//!
//! One walk over the coming meetings in their order: what is confirmed stands, the rest is filled. The same facts always
//! give the same plan. A plan is a proposal: no role can be taken only by those who have, or had, another.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::record::{Record, week};
use super::role::RoleKind;
use crate::domain::ids::{MembershipId, RoleId};
use crate::domain::series::MeetingKey;
use crate::domain::time::Wall;

/// One role at one meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    pub meeting: MeetingKey,
    /// The meeting's day on the wall.
    pub on: NaiveDate,
    pub role: RoleId,
    pub fixed: Fixed,
}

/// What is settled about a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fixed {
    /// Nothing: the rota proposes somebody.
    No,
    /// This member has it, or is asked.
    Held(MembershipId),
    /// Nobody is proposed.
    Open,
}

/// A member who is not on a break.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    pub member: MembershipId,
    /// When they came.
    pub since: Wall,
    pub willing: BTreeSet<RoleId>,
}

/// All that a plan follows from.
#[derive(Debug, Clone, Default)]
pub struct Ground {
    pub roles: BTreeMap<RoleId, RoleKind>,
    /// In the order in which the meetings begin; of one meeting in the order of [`RoleKind`].
    pub slots: Vec<Slot>,
    pub candidates: Vec<Candidate>,
    pub records: BTreeMap<(RoleId, MembershipId), Record>,
    /// Who has said to which meeting that they cannot come.
    pub absent: BTreeSet<(MeetingKey, MembershipId)>,
    /// The last meeting before all these at which there was the role.
    pub before: BTreeMap<RoleId, NaiveDate>,
    pub most_in_a_row: u32,
}

/// Why a turn is not somebody's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("somebody has it")]
    Held,
    /// Leading is not taken, but proposed and accepted; or it is open to all.
    #[error("proposed to somebody else")]
    NotProposed,
    #[error("too many in a row")]
    TooMany,
}

impl Ground {
    /// Who has each slot, or is proposed for it.
    #[must_use]
    pub fn plan(&self) -> Vec<Option<MembershipId>> {
        let mut walk =
            Walk { ground: self, who: self.held(), records: self.records.clone(), first_led: None };
        for at in 0..self.slots.len() {
            walk.fill(at);
        }
        walk.who
    }

    /// Whether a member may take a slot, by the plan for this ground. For a small role nothing else is asked, neither what they do besides nor what they
    /// ever did.
    ///
    /// # Errors
    /// When somebody has it; and, for what leads, when it is neither open to all nor proposed to this member, or would be
    /// one too many in a row.
    pub fn may_take(
        &self,
        plan: &[Option<MembershipId>],
        at: usize,
        member: MembershipId,
    ) -> Result<(), Refusal> {
        let Some(slot) = self.slots.get(at) else {
            return Err(Refusal::NotProposed);
        };
        match (slot.fixed, self.is_leading(slot.role)) {
            (Fixed::Held(by), _) if by != member => Err(Refusal::Held),
            (_, false) => Ok(()),
            (Fixed::No, true) if plan.get(at) != Some(&Some(member)) => Err(Refusal::NotProposed),
            (_, true) => self.within_the_maximum(at, member),
        }
    }

    /// Whether the slot would not be one turn too many in a row for this member, with all that is confirmed around it.
    ///
    /// # Errors
    /// When it would.
    pub fn within_the_maximum(&self, at: usize, member: MembershipId) -> Result<(), Refusal> {
        let leads = self.slots.get(at).is_some_and(|slot| self.is_leading(slot.role));
        let too_many = leads && self.run(&self.held(), at, member) > self.most_in_a_row;
        if too_many { Err(Refusal::TooMany) } else { Ok(()) }
    }

    /// Whether a member could have a slot at all: willing, and not known to stay away. Whoever would facilitate learns it; nobody
    /// has to say so twice.
    #[must_use]
    pub fn can(&self, slot: &Slot, it: &Candidate) -> bool {
        let learns = self.roles.get(&slot.role) == Some(&RoleKind::Shadowing);
        let role = if learns { self.role(RoleKind::Facilitating) } else { Some(slot.role) };
        role.is_some_and(|role| it.willing.contains(&role))
            && !self.absent.contains(&(slot.meeting, it.member))
    }

    fn role(&self, kind: RoleKind) -> Option<RoleId> {
        self.roles.iter().find(|(_, known)| **known == kind).map(|(role, _)| *role)
    }

    fn is_leading(&self, role: RoleId) -> bool {
        self.roles.get(&role).is_some_and(|kind| kind.leads())
    }

    fn held(&self) -> Vec<Option<MembershipId>> {
        let held = |slot: &Slot| match slot.fixed {
            Fixed::Held(by) => Some(by),
            Fixed::No | Fixed::Open => None,
        };
        self.slots.iter().map(held).collect()
    }

    /// How many in a row it would be, had the member this slot: with those before it, and with what is confirmed after it.
    fn run(&self, who: &[Option<MembershipId>], at: usize, member: MembershipId) -> u32 {
        let Some(role) = self.slots.get(at).map(|slot| slot.role) else {
            return 0;
        };
        let same = |range: std::ops::Range<usize>| {
            range.filter(|it| self.slots.get(*it).is_some_and(|slot| slot.role == role))
        };
        let has = |it: &usize| who.get(*it) == Some(&Some(member));
        let count = |many: usize| u32::try_from(many).unwrap_or(u32::MAX);
        let before: Vec<usize> = same(0..at).collect();
        let just_before = before.iter().rev().take_while(|it| has(it)).count();
        let earlier = if just_before == before.len() {
            let record = self.records.get(&(role, member)).copied().unwrap_or_default();
            record.run_after(self.before.get(&role).copied())
        } else {
            0
        };
        let is_held = |it: &usize| self.slots.get(*it).is_some_and(|slot| slot.fixed == Fixed::Held(member));
        let after = same(at + 1..self.slots.len()).take_while(is_held).count();
        earlier + count(just_before) + 1 + count(after)
    }
}

/// A plan in the making.
struct Walk<'a> {
    ground: &'a Ground,
    who: Vec<Option<MembershipId>>,
    /// As they will be.
    records: BTreeMap<(RoleId, MembershipId), Record>,
    /// The last meeting that somebody leads for the first time.
    first_led: Option<MeetingKey>,
}

impl Walk<'_> {
    fn fill(&mut self, at: usize) {
        let Some(slot) = self.ground.slots.get(at).copied() else {
            return;
        };
        let who = match slot.fixed {
            Fixed::Held(by) => Some(by),
            Fixed::Open => None,
            Fixed::No => self.next_in_line(at, &slot),
        };
        if let Some(place) = self.who.get_mut(at) {
            *place = who;
        }
        if let Some(by) = who {
            let leads = self.ground.roles.get(&slot.role) == Some(&RoleKind::Facilitating);
            if leads && !self.is_experienced(by) {
                self.first_led = Some(slot.meeting);
            }
            let record = self.records.entry((slot.role, by)).or_default();
            *record = record.and(slot.on, None);
        }
    }

    fn next_in_line(&self, at: usize, slot: &Slot) -> Option<MembershipId> {
        let free: Vec<&Candidate> = self.free(at, slot).collect();
        let line: Vec<&Candidate> = match self.ground.roles.get(&slot.role)? {
            RoleKind::Facilitating => self.who_can_lead(slot, &free),
            // Beside somebody who leads for the first time sits somebody experienced.
            RoleKind::CoFacilitating if self.first_led == Some(slot.meeting) => {
                prefer(free, |it| self.is_experienced(it.member))
            }
            RoleKind::Shadowing => {
                self.at_meeting(slot.meeting, RoleKind::Facilitating)?;
                free.into_iter().filter(|it| !self.is_introduced(it.member)).collect()
            }
            _ => free,
        };
        line.into_iter().min_by_key(|it| self.rank(slot.role, it)).map(|it| it.member)
    }

    /// Those who can have the slot and have nothing else at this meeting.
    fn free(&self, at: usize, slot: &Slot) -> impl Iterator<Item = &Candidate> {
        let (slot, most) = (*slot, self.ground.most_in_a_row);
        self.ground.candidates.iter().filter(move |it| {
            self.ground.can(&slot, it)
                && !self.is_busy(slot.meeting, it.member)
                && self.ground.run(&self.who, at, it.member) <= most
        })
    }

    /// First-timers once they have seen it done, with somebody experienced beside them where there is that role; anybody,
    /// where nobody is experienced.
    fn who_can_lead<'c>(&self, slot: &Slot, free: &[&'c Candidate]) -> Vec<&'c Candidate> {
        let experienced = |it: &&&Candidate| self.is_experienced(it.member);
        if !free.iter().any(|it| experienced(&it)) {
            return prefer(free.to_vec(), |it| self.is_introduced(it.member));
        }
        let beside = self.slot_at(slot.meeting, RoleKind::CoFacilitating);
        let is_paired = |new: MembershipId| match beside {
            None => true,
            Some((_, Slot { fixed: Fixed::Held(by), .. })) => self.is_experienced(*by),
            Some((_, Slot { fixed: Fixed::Open, .. })) => false,
            Some((at, beside)) => {
                self.free(at, beside).any(|it| it.member != new && self.is_experienced(it.member))
            }
        };
        free.iter()
            .copied()
            .filter(|it| {
                self.is_experienced(it.member) || (self.is_introduced(it.member) && is_paired(it.member))
            })
            .collect()
    }

    /// Who has waited longest comes first: since their last turn, or since they came. A turn that somebody has already counts,
    /// also when it is still to come.
    fn rank(&self, role: RoleId, it: &Candidate) -> (NaiveDate, u32, Wall, MembershipId) {
        let record = self.records.get(&(role, it.member)).copied().unwrap_or_default();
        let has = Fixed::Held(it.member);
        let has_one = self.ground.slots.iter().rfind(|slot| slot.role == role && slot.fixed == has);
        let last = record.last_week.max(has_one.map(|slot| week(slot.on)));
        (last.unwrap_or(week(it.since.date())), record.count, it.since, it.member)
    }

    fn has_had(&self, kind: RoleKind, member: MembershipId) -> bool {
        let record = self.ground.role(kind).and_then(|role| self.records.get(&(role, member)));
        record.is_some_and(|record| record.count > 0)
    }

    fn is_experienced(&self, member: MembershipId) -> bool {
        self.has_had(RoleKind::Facilitating, member)
    }

    /// Has led, or has been beside somebody who did.
    fn is_introduced(&self, member: MembershipId) -> bool {
        [RoleKind::Facilitating, RoleKind::CoFacilitating, RoleKind::Shadowing]
            .into_iter()
            .any(|kind| self.has_had(kind, member))
    }

    fn of_meeting(&self, meeting: MeetingKey) -> impl Iterator<Item = (usize, &Slot)> {
        self.ground.slots.iter().enumerate().filter(move |(_, slot)| slot.meeting == meeting)
    }

    fn slot_at(&self, meeting: MeetingKey, kind: RoleKind) -> Option<(usize, &Slot)> {
        self.of_meeting(meeting).find(|(_, slot)| self.ground.roles.get(&slot.role) == Some(&kind))
    }

    fn at_meeting(&self, meeting: MeetingKey, kind: RoleKind) -> Option<MembershipId> {
        let (at, _) = self.slot_at(meeting, kind)?;
        self.who.get(at).copied().flatten()
    }

    fn is_busy(&self, meeting: MeetingKey, member: MembershipId) -> bool {
        self.of_meeting(meeting).any(|(at, _)| self.who.get(at) == Some(&Some(member)))
    }
}

/// Those of whom it is so, or all when it is so of none.
fn prefer(all: Vec<&Candidate>, so: impl Fn(&Candidate) -> bool) -> Vec<&Candidate> {
    let some: Vec<&Candidate> = all.iter().copied().filter(|it| so(it)).collect();
    if some.is_empty() { all } else { some }
}
