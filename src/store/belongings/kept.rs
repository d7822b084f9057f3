//! What a group keeps for its meetings and for whoever leads next: its words, its roles, plans to begin from, the list that goes
//! along with a mandate, and the notes that are its own.

use crate::access::{Founded, MayFacilitate};
use crate::domain::belongings::{Belongings, NamedPlan, Note, Plan, Role, Words};
use crate::domain::ids::SeriesId;
use crate::domain::text::{Experience, Markdown, RoleName, SessionName, ShortText};
use crate::domain::time::Instant;
use crate::domain::words::MeetingWords;
use crate::store::conn::Conn;
use crate::store::error::StoreError;
use crate::store::plans::{self, templates};
use crate::store::{experiences, handovers, roles as meeting_roles, words as meeting_words};

pub(super) fn words(db: &mut Conn, may: &MayFacilitate) -> Result<Option<Words>, StoreError> {
    let (it, version) = meeting_words::of(db, may.as_member())?;
    Ok((version > 0).then_some(Words {
        opening: it.opening,
        closing: it.closing,
        right_to_pass: it.right_to_pass,
        no_cross_talk: it.no_cross_talk,
        version,
    }))
}

pub(super) fn roles(
    db: &mut Conn,
    may: &MayFacilitate,
    series: &[SeriesId],
) -> Result<Vec<Role>, StoreError> {
    let all = meeting_roles::of_group(db, may.as_member())?.into_iter();
    Ok(all
        .map(|it| Role {
            kind: it.kind,
            name: RoleName::parse(&it.name).ok(),
            about: Markdown::parse(&it.about).ok(),
            at: series
                .iter()
                .enumerate()
                .filter(|(_, series)| it.at.contains(series))
                .map(|(at, _)| at)
                .collect(),
        })
        .collect())
}

pub(super) fn plans(db: &mut Conn, may: &MayFacilitate) -> Result<Vec<NamedPlan>, StoreError> {
    let mut all = Vec::new();
    for it in templates::of_group(db, may)? {
        let name = SessionName::parse(&it.name).map_err(|_| StoreError::Unknown("plan.name"))?;
        all.push(NamedPlan { name, plan: Plan(it.plan) });
    }
    Ok(all)
}

pub(super) fn handover(db: &mut Conn, may: &MayFacilitate) -> Result<Vec<ShortText>, StoreError> {
    let all = handovers::list(db, may.as_member())?.into_iter();
    all.map(|it| ShortText::parse(&it.words).map_err(|_| StoreError::Unknown("handover_item.words")))
        .collect()
}

/// Those that stay with the group whoever leaves; the others are their authors'. In an order that tells nothing.
pub(super) fn notes(db: &mut Conn, may: &MayFacilitate, now: Instant) -> Result<Vec<Note>, StoreError> {
    let kept = experiences::of_group(db, may.as_member(), now)?.into_iter().filter(|it| it.stays);
    let mut all = Vec::new();
    for it in kept {
        let words = Experience::parse(&it.words).map_err(|_| StoreError::Unknown("experience.words"))?;
        all.push(Note { words, month: it.month, may_open: it.may_open, opened_to: it.opened_to });
    }
    all.sort_by(|one, other| (one.month, &one.words).cmp(&(other.month, &other.words)));
    Ok(all)
}

pub(super) fn give(
    db: &mut Conn,
    to: &Founded,
    it: &Belongings,
    series: &[SeriesId],
) -> Result<(), StoreError> {
    if let Some(words) = &it.words {
        let said = MeetingWords {
            opening: words.opening.clone(),
            closing: words.closing.clone(),
            right_to_pass: words.right_to_pass,
            no_cross_talk: words.no_cross_talk,
        };
        meeting_words::insert(db, to.group, &said, words.version)?;
    }
    for it in &it.roles {
        let name = it.name.as_ref().map_or("", RoleName::as_str);
        let about = it.about.as_ref().map_or("", Markdown::as_str);
        let id = meeting_roles::insert(db, to.group, it.kind, name, about)?;
        for at in it.at.iter().filter_map(|at| series.get(*at)) {
            meeting_roles::put(db, id, *at)?;
        }
    }
    for it in &it.plans {
        plans::insert(db, plans::Of::Group(to.group), Some(&it.name), &it.plan.0)?;
    }
    for (place, words) in (0_i32..).zip(&it.handover) {
        handovers::insert(db, to.group, place, words, None)?;
    }
    it.notes.iter().try_for_each(|note| experiences::give(db, to, note))
}
