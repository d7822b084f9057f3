//! All that a plan follows from, looked up once; and what one member sees of it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, TimeDelta};

use super::{Evening, How, Place, Shift};
use crate::access::MayAttend;
use crate::domain::audience::Named;
use crate::domain::ids::{MembershipId, RoleId};
use crate::domain::rota::{Candidate, Fixed, Gap, Ground, RoleKind, Slot, TurnState, gap};
use crate::domain::series::{Meeting, MeetingKey};
use crate::domain::time::{Instant, Wall, Zone};
use crate::store::roles::Role;
use crate::store::series::Series;
use crate::store::turns::Turn;
use crate::store::{Conn, StoreError, agreements, groups, roles, series, sight, step_backs, turns};

/// How far ahead turns are proposed.
const AHEAD: TimeDelta = TimeDelta::days(60);
/// Turns of meetings that are over stand for so long with their date.
const BACK: TimeDelta = TimeDelta::days(6);
/// So far back it is looked for the last meeting before these.
const BEFORE: TimeDelta = TimeDelta::days(70);
/// At most so many meetings are looked at, and so many are shown.
const MOST: usize = 24;
const SHOWN: usize = 8;

/// What was looked up.
pub(in crate::service) struct Rota {
    pub(super) roles: Vec<Role>,
    pub(super) ground: Ground,
    pub(super) names: BTreeMap<MembershipId, Named>,
    pub(super) turns: Vec<Turn>,
    members: Vec<(MembershipId, Instant, bool)>,
    /// Those who are on a break, or step back for a time: nothing is proposed to them.
    away: BTreeSet<MembershipId>,
    /// The meetings from which the slots come.
    dates: Vec<Date>,
}

struct Date {
    key: MeetingKey,
    meeting: Meeting,
    minutes: u32,
    zone: Zone,
    title: String,
}

impl Rota {
    /// Looks. In a group without roles there is nothing to look at.
    pub(in crate::service) fn look(db: &mut Conn, may: &MayAttend, now: Instant) -> Result<Self, StoreError> {
        let roles = roles::of_group(db, may)?;
        let members = roles::members(db, may)?;
        let mut it = Self {
            roles,
            ground: Ground::default(),
            names: BTreeMap::new(),
            turns: Vec::new(),
            members,
            away: BTreeSet::new(),
            dates: Vec::new(),
        };
        if it.roles.is_empty() {
            return Ok(it);
        }
        it.names = sight::names(db, may, now)?;
        let on_break = it.members.iter().filter(|(_, _, rests)| *rests).map(|(id, ..)| *id);
        let step_back = step_backs::of_group(db, may, now)?.into_iter().filter(|known| known.it.is_live(now));
        it.away = on_break.chain(step_back.map(|known| known.member)).collect();
        it.turns = turns::of_group(db, may)?;
        let window = now.minus(BACK + BEFORE)..now.plus(AHEAD);
        let all = series::of_member(db, may, &window, now)?;
        it.dates = dates(&all, now);
        let zone = groups::of_member(db, may)?.zone;
        let willing = roles::willing(db, may)?;
        it.ground = Ground {
            roles: it.roles.iter().map(|role| (role.id, role.kind)).collect(),
            slots: it.slots(now),
            candidates: candidates(&it.members, &it.away, &willing, zone),
            records: turns::records(db, may)?.into_iter().collect(),
            absent: turns::absent(db, may, &window)?.into_iter().collect(),
            before: it
                .roles
                .iter()
                .filter_map(|role| Some((role.id, last_before(&all, role, now)?)))
                .collect(),
            most_in_a_row: agreements::rules(db, may, now)?.most_in_a_row(),
        };
        Ok(it)
    }

    /// Whether the group has any.
    pub(super) fn has_roles(&self) -> bool {
        !self.roles.is_empty()
    }

    /// Whether a member is on a break.
    pub(super) fn rests(&self, member: MembershipId) -> bool {
        self.members.iter().any(|(id, _, rests)| *id == member && *rests)
    }

    /// The members who are not away, but for one.
    pub(super) fn others(&self, me: MembershipId) -> impl Iterator<Item = MembershipId> {
        self.members.iter().map(|(id, ..)| *id).filter(move |id| *id != me && !self.away.contains(id))
    }

    /// What is settled about a role at a meeting.
    pub(super) fn turn(&self, key: MeetingKey, role: RoleId) -> Option<&Turn> {
        self.turns.iter().find(|turn| turn.meeting == key && turn.role == role)
    }

    /// A meeting that is still to come.
    pub(super) fn meeting(&self, key: MeetingKey, now: Instant) -> Option<&Meeting> {
        self.dates
            .iter()
            .map(|date| (date.key, &date.meeting))
            .find(|(of, it)| *of == key && it.starts > now)
            .map(|(_, it)| it)
    }

    /// When a meeting begins that is still to come, on the wall.
    pub(super) fn when(&self, key: MeetingKey, now: Instant) -> Option<(Zone, Wall)> {
        let date = self.dates.iter().find(|date| date.key == key && date.meeting.starts > now)?;
        Some((date.zone, date.meeting.wall))
    }

    /// Which of the slots it is, if the meeting is still to come.
    pub(super) fn slot(&self, key: MeetingKey, role: RoleId, now: Instant) -> Option<usize> {
        self.meeting(key, now)?;
        self.ground.slots.iter().position(|slot| slot.meeting == key && slot.role == role)
    }

    /// Who would be asked, when a member gives this turn back. Whoever does something small at that meeting can lead besides.
    pub(super) fn next_without(&self, at: usize, me: MembershipId) -> Option<MembershipId> {
        let mut ground = self.ground.clone();
        let it = *ground.slots.get(at)?;
        let leads = |slot: &Slot| self.ground.roles.get(&slot.role).is_some_and(|kind| kind.leads());
        for slot in ground.slots.iter_mut().filter(|slot| slot.meeting == it.meeting) {
            if slot.role == it.role {
                slot.fixed = Fixed::No;
            } else if leads(&it) && !leads(slot) {
                slot.fixed = Fixed::Open;
            }
        }
        ground.absent.insert((it.meeting, me));
        ground.plan().get(at).copied().flatten()
    }

    /// Who co-facilitates at a meeting, by what is confirmed.
    pub(super) fn beside(&self, key: MeetingKey) -> Option<MembershipId> {
        let role = self.roles.iter().find(|role| role.kind == RoleKind::CoFacilitating)?;
        let turn = self.turn(key, role.id)?;
        turn.by.filter(|_| turn.state == TurnState::Confirmed)
    }

    fn slots(&self, now: Instant) -> Vec<Slot> {
        let of_date = |date: &Date| {
            let (key, on, starts) = (date.key, date.meeting.wall.date(), date.meeting.starts);
            self.roles
                .iter()
                .filter(move |role| role.at.contains(&key.series))
                .map(move |role| Slot {
                    meeting: key,
                    on,
                    role: role.id,
                    fixed: self.fixed(key, role.id, starts, now),
                })
                .collect::<Vec<_>>()
        };
        self.dates.iter().flat_map(of_date).collect()
    }

    fn fixed(&self, key: MeetingKey, role: RoleId, starts: Instant, now: Instant) -> Fixed {
        let Some(turn) = self.turn(key, role) else {
            return if starts > now { Fixed::No } else { Fixed::Open };
        };
        match (gap(turn.state, turn.since, starts, now), turn.by) {
            (None, Some(by)) => Fixed::Held(by),
            (Some(Gap::Asked(_)), Some(by)) if starts > now => Fixed::Held(by),
            _ => Fixed::Open,
        }
    }

    /// The meetings that come, with their roles, as a member sees them.
    pub(in crate::service) fn evenings(&self, me: MembershipId, now: Instant) -> Vec<Evening> {
        let plan = self.ground.plan();
        self.dates
            .iter()
            .filter(|date| date.meeting.starts > now)
            .take(SHOWN)
            .map(|date| Evening {
                key: date.key,
                meeting: date.meeting,
                minutes: date.minutes,
                zone: date.zone,
                title: date.title.clone(),
                places: (0..)
                    .zip(self.ground.slots.iter().zip(&plan))
                    .filter(|(_, (slot, _))| slot.meeting == date.key)
                    .filter_map(|(at, _)| self.place(at, &plan, me, date, now))
                    .collect(),
            })
            .collect()
    }

    /// What would be proposed otherwise at the meetings that come, if members led another number of times in a row.
    pub(in crate::service) fn by_other_maximum(&self, most_in_a_row: u32, now: Instant) -> Vec<Shift> {
        let other = Ground { most_in_a_row, ..self.ground.clone() };
        let plans = self.ground.plan().into_iter().zip(other.plan());
        let name = |who: Option<MembershipId>| who.and_then(|id| self.names.get(&id).cloned());
        let shift = |(slot, (now_it_is, then)): (&Slot, (Option<MembershipId>, Option<MembershipId>))| {
            let date =
                self.dates.iter().find(|date| date.key == slot.meeting && date.meeting.starts > now)?;
            let role = self.roles.iter().find(|role| role.id == slot.role)?;
            (now_it_is != then).then(|| Shift {
                when: date.meeting.wall,
                zone: date.zone,
                kind: role.kind,
                role: role.name.clone(),
                now: name(now_it_is),
                then: name(then),
            })
        };
        self.ground.slots.iter().zip(plans).filter_map(shift).take(SHOWN).collect()
    }

    fn place(
        &self,
        at: usize,
        plan: &[Option<MembershipId>],
        me: MembershipId,
        date: &Date,
        now: Instant,
    ) -> Option<Place> {
        let slot = self.ground.slots.get(at)?;
        let planned = plan.get(at).copied().flatten();
        let role = self.roles.iter().find(|role| role.id == slot.role)?;
        let turn = self.turn(slot.meeting, slot.role);
        let how = match turn.map(|turn| gap(turn.state, turn.since, date.meeting.starts, now)) {
            None if planned.is_some() => How::Proposed,
            None => How::Open,
            Some(None) => How::Confirmed,
            Some(Some(Gap::Asked(until))) => How::Asked(date.zone.wall(until)),
            Some(Some(Gap::Last)) if role.kind == RoleKind::Facilitating => {
                How::Last(self.beside(slot.meeting).and_then(|by| self.names.get(&by).cloned()))
            }
            Some(Some(Gap::All | Gap::Last)) => How::All,
        };
        let who = match how {
            How::Confirmed | How::Asked(_) => turn.and_then(|turn| turn.by),
            How::Proposed => planned,
            How::All | How::Last(_) | How::Open => None,
        };
        let is_me = who == Some(me);
        let is_settled = how == How::Confirmed || self.ground.may_take(plan, at, me).is_err();
        Some(Place {
            role: role.id,
            kind: role.kind,
            name: role.name.clone(),
            about: role.about.clone(),
            is_me,
            may_take: !is_settled,
            others: self.could(slot).filter(|it| Some(*it) != who).filter_map(|it| self.known(it)).collect(),
            who: who.and_then(|it| Some((it, self.names.get(&it)?.clone()))),
            how,
        })
    }

    /// Whoever can be chosen is known by name.
    fn known(&self, member: MembershipId) -> Option<(MembershipId, String)> {
        Some((member, self.names.get(&member)?.known()?.to_owned()))
    }

    /// Whom a facilitator can choose.
    fn could(&self, slot: &Slot) -> impl Iterator<Item = MembershipId> {
        let slot = *slot;
        self.ground.candidates.iter().filter(move |it| self.ground.can(&slot, it)).map(|it| it.member)
    }

    /// Whether a facilitator can choose this member.
    pub(super) fn could_have(&self, at: usize, member: MembershipId) -> bool {
        self.ground.slots.get(at).is_some_and(|slot| self.could(slot).any(|it| it == member))
    }
}

/// The meetings that take place, in the order in which they begin: those just over, and those to come.
fn dates(all: &[Series], now: Instant) -> Vec<Date> {
    let of_series = |series: &Series| {
        series
            .schedule
            .meetings(now.minus(BACK)..now.plus(AHEAD), &series.changes, MOST + 6)
            .into_iter()
            .filter(|meeting| meeting.status.takes_place())
            .map(|meeting| Date {
                key: MeetingKey { series: series.id, original: meeting.original },
                meeting,
                minutes: series.terms(&meeting).minutes,
                zone: series.schedule.zone,
                title: series.title.clone(),
            })
            .collect::<Vec<_>>()
    };
    let mut dates: Vec<Date> = all.iter().flat_map(of_series).collect();
    dates.sort_by_key(|date| (date.meeting.starts, date.key));
    dates.truncate(MOST);
    dates
}

/// The last meeting with a role before those.
fn last_before(all: &[Series], role: &Role, now: Instant) -> Option<NaiveDate> {
    let window = now.minus(BACK + BEFORE)..now.minus(BACK);
    all.iter()
        .filter(|series| role.at.contains(&series.id))
        .flat_map(|series| series.schedule.meetings(window.clone(), &series.changes, 100))
        .filter(|meeting| meeting.status.takes_place())
        .max_by_key(|meeting| meeting.starts)
        .map(|meeting| meeting.wall.date())
}

fn candidates(
    members: &[(MembershipId, Instant, bool)],
    away: &BTreeSet<MembershipId>,
    willing: &[(MembershipId, RoleId)],
    zone: Zone,
) -> Vec<Candidate> {
    let would = |member: MembershipId| -> BTreeSet<RoleId> {
        willing.iter().filter(|(by, _)| *by == member).map(|(_, role)| *role).collect()
    };
    members
        .iter()
        .filter(|(member, ..)| !away.contains(member))
        .map(|(member, since, _)| Candidate {
            member: *member,
            since: zone.wall(*since),
            willing: would(*member),
        })
        .collect()
}
