//! What hangs on one membership.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use diesel::prelude::*;

use super::{at, opened};
use crate::access::Myself;
use crate::domain::audience::{Audience, Field};
use crate::domain::coded::Coded as _;
use crate::domain::decision::{Subject, Voice};
use crate::domain::group::Channel;
use crate::domain::ids::{ContactMessageId, GroupId, MembershipId, OfferId, PointId, VoiceId};
use crate::domain::log::LogKind;
use crate::domain::rota::{RoleKind, TurnState};
use crate::domain::rsvp::Answer as Reply;
use crate::domain::session::SessionKind;
use crate::domain::takeout::{
    Accepted, Answer, InGroup, LogLine, Look, Mandate, Mediation, Note, Offer, Part, Proposed, Role, Said,
    SeenBy, StepBack, Turn, TurnsBefore, Wrote,
};
use crate::domain::time::{Instant, Wall, Zone};
use crate::store::conn::Conn;
use crate::store::error::StoreError;
use crate::store::schema::{
    acceptance, agenda_point, answer, assembly_call, audience_choice, block, contact, contact_message,
    elector, exclusion, group_log, groups, look, mandate, mediation, meeting, membership, offer, on_break,
    proposal, reminder_choice, role, series, session, session_leader, step_back, turn, turn_record, voice,
    willing,
};
use crate::store::{assemblies, audiences, contacts, experiences, memberships, offers, voices};
use crate::vault::{Cell, DataKey};

/// A membership of mine, and the group.
#[derive(Clone, Copy)]
struct Mine {
    membership: MembershipId,
    group: GroupId,
}

/// All groups in which I am, by when I came.
pub(super) fn all(db: &mut Conn, me: &Myself, key: &DataKey) -> Result<Vec<InGroup>, StoreError> {
    type Seals = (Vec<u8>, Option<Vec<u8>>, Option<Vec<u8>>);
    type Row = (MembershipId, GroupId, String, Seals, Instant, Channel, bool);
    let rows: Vec<Row> = membership::table
        .inner_join(groups::table)
        .filter(membership::person_id.eq(me.person()))
        .order((membership::joined_at, membership::id))
        .select((
            membership::id,
            groups::id,
            groups::name,
            (membership::name, membership::line, membership::reach),
            membership::joined_at,
            membership::channel,
            membership::is_hidden,
        ))
        .load(&mut db.db)?;
    rows.into_iter()
        .map(|(membership, group, group_name, (name, line, reach), joined, channel, is_hidden)| {
            let my = Mine { membership, group };
            let cell = Cell { column: memberships::NAME, row: membership.to_bytes() };
            Ok(InGroup {
                group: group_name,
                name: key.open(cell, &name)?,
                joined_at: joined.to_string(),
                told_by: channel.code().to_owned(),
                line: opened(key, audiences::LINE, membership.to_bytes(), line)?,
                seen_by: seen_by(db, my)?,
                is_hidden,
                reach: opened(key, audiences::REACH, membership.to_bytes(), reach)?,
                looked_at: looked_at(db, my)?,
                unseen: block::table
                    .filter(block::membership_id.eq(membership))
                    .count()
                    .get_result(&mut db.db)?,
                wrote: wrote(db, my, key)?,
                reminded_hours_before: reminder_choice::table
                    .filter(reminder_choice::membership_id.eq(membership))
                    .order(reminder_choice::hours_before)
                    .select(reminder_choice::hours_before)
                    .load(&mut db.db)?,
                answers: answers(db, my)?,
                mandates: mandates(db, my)?,
                willing: roles(db, my)?,
                needs_a_break: on_break::table.find(membership).count().get_result::<i64>(&mut db.db)? > 0,
                turns: turns(db, my)?,
                turns_before: turns_before(db, my)?,
                leads: leads(db, my)?,
                offers: my_offers(db, my, key)?,
                accepted: accepted(db, my)?,
                proposals: proposals(db, my)?,
                said: said(db, my, key)?,
                notes: notes(db, my, key)?,
                asks_for_assembly_at: assembly_call::table
                    .filter(assembly_call::membership_id.eq(membership))
                    .select(assembly_call::meets_at)
                    .first::<Instant>(&mut db.db)
                    .optional()?
                    .map(|it| it.to_string()),
                points_for_assembly: points(db, my, key)?,
                steps_back: steps_back(db, my)?,
                mediations: mediations(db, my)?,
                suspended_since: exclusion::table
                    .find(membership)
                    .select(exclusion::decided_at)
                    .first::<Instant>(&mut db.db)
                    .optional()?
                    .map(|it| it.to_string()),
                log: log(db, my)?,
            })
        })
        .collect()
}

fn seen_by(db: &mut Conn, my: Mine) -> Result<Vec<SeenBy>, StoreError> {
    let rows: Vec<(Field, Audience)> = audience_choice::table
        .filter(audience_choice::membership_id.eq(my.membership))
        .order(audience_choice::field)
        .select((audience_choice::field, audience_choice::audience))
        .load(&mut db.db)?;
    let one = |(field, audience): (Field, Audience)| SeenBy {
        field: field.code().to_owned(),
        audience: audience.code().to_owned(),
    };
    Ok(rows.into_iter().map(one).collect())
}

fn looked_at(db: &mut Conn, my: Mine) -> Result<Vec<Look>, StoreError> {
    let rows: Vec<(Option<MembershipId>, Instant)> = look::table
        .filter(look::membership_id.eq(my.membership))
        .order(look::made_at)
        .select((look::by_id, look::made_at))
        .load(&mut db.db)?;
    let names = if rows.is_empty() { BTreeMap::new() } else { memberships::named(db, my.group)? };
    let one = |(by, at): (Option<MembershipId>, Instant)| Look {
        by: by.and_then(|by| names.get(&by).cloned()),
        at: at.to_string(),
    };
    Ok(rows.into_iter().map(one).collect())
}

fn wrote(db: &mut Conn, my: Mine, key: &DataKey) -> Result<Vec<Wrote>, StoreError> {
    let by_me = contact_message::by_asker
        .eq(true)
        .and(contact::asked_by_id.eq(my.membership))
        .or(contact_message::by_asker.eq(false).and(contact::asked_id.eq(my.membership)));
    let rows: Vec<(ContactMessageId, Vec<u8>, Instant)> = contact_message::table
        .inner_join(contact::table)
        .filter(by_me)
        .order((contact_message::made_at, contact_message::number))
        .select((contact_message::id, contact_message::words, contact_message::made_at))
        .load(&mut db.db)?;
    let one = |(id, words, at): (ContactMessageId, Vec<u8>, Instant)| {
        Ok(Wrote { words: key.open(contacts::cell(id), &words)?, at: at.to_string() })
    };
    rows.into_iter().map(one).collect()
}

fn answers(db: &mut Conn, my: Mine) -> Result<Vec<Answer>, StoreError> {
    let rows: Vec<(Wall, Zone, Reply, Instant)> = answer::table
        .inner_join(meeting::table.inner_join(series::table))
        .filter(answer::membership_id.eq(my.membership))
        .order(meeting::original_local)
        .select((meeting::original_local, series::zone, answer::state, answer::answered_at))
        .load(&mut db.db)?;
    let one = |(wall, zone, reply, answered): (Wall, Zone, Reply, Instant)| Answer {
        at: at(wall, zone),
        answer: reply.code().to_owned(),
        answered_at: answered.to_string(),
    };
    Ok(rows.into_iter().map(one).collect())
}

fn mandates(db: &mut Conn, my: Mine) -> Result<Vec<Mandate>, StoreError> {
    let rows: Vec<(Instant, Instant, Option<Instant>, bool)> = mandate::table
        .filter(mandate::membership_id.eq(my.membership))
        .order(mandate::from_at)
        .select((mandate::from_at, mandate::until_at, mandate::ended_at, mandate::is_deputy))
        .load(&mut db.db)?;
    let one = |(from, until, ended, is_deputy): (Instant, Instant, Option<Instant>, bool)| Mandate {
        from: from.to_string(),
        until: ended.unwrap_or(until).to_string(),
        is_deputy,
    };
    Ok(rows.into_iter().map(one).collect())
}

fn a_role(kind: RoleKind, name: String) -> Role {
    Role { kind: kind.code().to_owned(), name }
}

fn roles(db: &mut Conn, my: Mine) -> Result<Vec<Role>, StoreError> {
    let rows: Vec<(RoleKind, String)> = willing::table
        .inner_join(role::table)
        .filter(willing::membership_id.eq(my.membership))
        .order(role::id)
        .select((role::kind, role::name))
        .load(&mut db.db)?;
    Ok(rows.into_iter().map(|(kind, name)| a_role(kind, name)).collect())
}

fn turns(db: &mut Conn, my: Mine) -> Result<Vec<Turn>, StoreError> {
    let rows: Vec<(Wall, Zone, RoleKind, String, TurnState)> = turn::table
        .inner_join(meeting::table.inner_join(series::table))
        .inner_join(role::table)
        .filter(turn::membership_id.eq(my.membership))
        .order(meeting::original_local)
        .select((meeting::original_local, series::zone, role::kind, role::name, turn::state))
        .load(&mut db.db)?;
    let one = |(wall, zone, kind, name, state): (Wall, Zone, RoleKind, String, TurnState)| Turn {
        at: at(wall, zone),
        role: a_role(kind, name),
        state: state.code().to_owned(),
    };
    Ok(rows.into_iter().map(one).collect())
}

fn turns_before(db: &mut Conn, my: Mine) -> Result<Vec<TurnsBefore>, StoreError> {
    let rows: Vec<(RoleKind, String, i32, NaiveDate)> = turn_record::table
        .inner_join(role::table)
        .filter(turn_record::membership_id.eq(my.membership))
        .order(role::id)
        .select((role::kind, role::name, turn_record::count, turn_record::last_week))
        .load(&mut db.db)?;
    let one = |(kind, name, count, week): (RoleKind, String, i32, NaiveDate)| TurnsBefore {
        role: a_role(kind, name),
        count,
        last_week: week.to_string(),
    };
    Ok(rows.into_iter().map(one).collect())
}

fn leads(db: &mut Conn, my: Mine) -> Result<Vec<Part>, StoreError> {
    let rows: Vec<(SessionKind, Option<String>)> = session_leader::table
        .inner_join(session::table)
        .filter(session_leader::membership_id.eq(my.membership))
        .order(session::id)
        .select((session::kind, session::name))
        .load(&mut db.db)?;
    let one = |(kind, name): (SessionKind, Option<String>)| Part {
        kind: kind.code().to_owned(),
        name: name.unwrap_or_default(),
    };
    Ok(rows.into_iter().map(one).collect())
}

fn my_offers(db: &mut Conn, my: Mine, key: &DataKey) -> Result<Vec<Offer>, StoreError> {
    let rows: Vec<(OfferId, SessionKind, Vec<u8>)> = offer::table
        .filter(offer::membership_id.eq(my.membership))
        .order(offer::id)
        .select((offer::id, offer::kind, offer::words))
        .load(&mut db.db)?;
    rows.into_iter()
        .map(|(id, kind, words)| {
            let words = key.open(Cell { column: offers::WORDS, row: id.to_bytes() }, &words)?;
            Ok(Offer { kind: kind.code().to_owned(), words })
        })
        .collect()
}

fn accepted(db: &mut Conn, my: Mine) -> Result<Vec<Accepted>, StoreError> {
    let rows: Vec<(i32, Instant)> = acceptance::table
        .filter(acceptance::membership_id.eq(my.membership))
        .order(acceptance::number)
        .select((acceptance::number, acceptance::accepted_at))
        .load(&mut db.db)?;
    Ok(rows.into_iter().map(|(number, at)| Accepted { number, at: at.to_string() }).collect())
}

fn proposals(db: &mut Conn, my: Mine) -> Result<Vec<Proposed>, StoreError> {
    let rows: Vec<(Subject, String, String, Instant)> = proposal::table
        .filter(proposal::membership_id.eq(my.membership))
        .order((proposal::opened_at, proposal::id))
        .select((proposal::what, proposal::title, proposal::why, proposal::opened_at))
        .load(&mut db.db)?;
    let one = |(about, title, why, opened): (Subject, String, String, Instant)| Proposed {
        about: about.code().to_owned(),
        title,
        why,
        opened_at: opened.to_string(),
    };
    Ok(rows.into_iter().map(one).collect())
}

fn said(db: &mut Conn, my: Mine, key: &DataKey) -> Result<Vec<Said>, StoreError> {
    let rows: Vec<(VoiceId, String, Voice, Option<Vec<u8>>, Instant)> = voice::table
        .inner_join(elector::table)
        .inner_join(proposal::table)
        .filter(elector::membership_id.eq(my.membership))
        .order((voice::said_at, voice::id))
        .select((voice::id, proposal::title, voice::kind, voice::words, voice::said_at))
        .load(&mut db.db)?;
    rows.into_iter()
        .map(|(id, proposal, kind, words, said)| {
            let words = opened(key, voices::WORDS, id.to_bytes(), words)?;
            Ok(Said { proposal, kind: kind.code().to_owned(), words, said_at: said.to_string() })
        })
        .collect()
}

fn notes(db: &mut Conn, my: Mine, key: &DataKey) -> Result<Vec<Note>, StoreError> {
    let notes = experiences::of_author(db, my.group, key)?.into_iter();
    let one = |(words, month, stays): (String, NaiveDate, bool)| Note {
        words,
        month: month.to_string(),
        stays_with_the_group: stays,
    };
    Ok(notes.map(one).collect())
}

fn points(db: &mut Conn, my: Mine, key: &DataKey) -> Result<Vec<String>, StoreError> {
    let rows: Vec<(PointId, Vec<u8>)> = agenda_point::table
        .filter(agenda_point::membership_id.eq(my.membership))
        .order(agenda_point::added_at)
        .select((agenda_point::id, agenda_point::words))
        .load(&mut db.db)?;
    let open = |(id, words): (PointId, Vec<u8>)| {
        Ok(key.open(Cell { column: assemblies::WORDS, row: id.to_bytes() }, &words)?)
    };
    rows.into_iter().map(open).collect()
}

fn steps_back(db: &mut Conn, my: Mine) -> Result<Vec<StepBack>, StoreError> {
    let rows: Vec<(Option<Instant>, Instant, bool)> = step_back::table
        .filter(step_back::membership_id.eq(my.membership))
        .order(step_back::until_at)
        .select((step_back::from_at, step_back::until_at, step_back::is_ordered))
        .load(&mut db.db)?;
    let one = |(from, until, is_ordered): (Option<Instant>, Instant, bool)| StepBack {
        from: from.map(|it| it.to_string()),
        until: until.to_string(),
        is_ordered,
    };
    Ok(rows.into_iter().map(one).collect())
}

fn mediations(db: &mut Conn, my: Mine) -> Result<Vec<Mediation>, StoreError> {
    let me = my.membership;
    let is_mine = mediation::asked_by_id
        .eq(me)
        .or(mediation::about_id.eq(me))
        .or(mediation::mediator_id.eq(me).assume_not_null());
    let rows: Vec<(MembershipId, MembershipId, Instant)> = mediation::table
        .filter(is_mine)
        .order(mediation::made_at)
        .select((mediation::asked_by_id, mediation::about_id, mediation::made_at))
        .load(&mut db.db)?;
    let part = |asked: MembershipId, about: MembershipId| match me {
        it if it == asked => "asks",
        it if it == about => "is asked",
        _ => "mediates",
    };
    let one = |(asked, about, made): (MembershipId, MembershipId, Instant)| Mediation {
        part: part(asked, about).to_owned(),
        made_at: made.to_string(),
    };
    Ok(rows.into_iter().map(one).collect())
}

fn log(db: &mut Conn, my: Mine) -> Result<Vec<LogLine>, StoreError> {
    let is_mine = group_log::membership_id.eq(my.membership).or(group_log::about_id.eq(my.membership));
    let rows: Vec<(Instant, LogKind, String, String)> = group_log::table
        .filter(is_mine)
        .order((group_log::at, group_log::id))
        .select((group_log::at, group_log::kind, group_log::was, group_log::became))
        .load(&mut db.db)?;
    let one = |(at, kind, before, after): (Instant, LogKind, String, String)| LogLine {
        at: at.to_string(),
        kind: kind.code().to_owned(),
        before,
        after,
    };
    Ok(rows.into_iter().map(one).collect())
}
