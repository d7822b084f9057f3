//! How one member looks at the others: what each has chosen to show, whom the two of them do not want to see, and whether a
//! report has narrowed what the one who looks is shown. Whatever is shown of a member to somebody else is asked of it.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::schema::{audience_choice, membership};
use super::{blocks, mandates, memberships, reports, step_backs};
use crate::access::MayAttend;
use crate::domain::audience::{Audience, Choices, Field, Named, Onlooker};
use crate::domain::ids::MembershipId;
use crate::domain::mandate::Mandates;
use crate::domain::time::Instant;

/// The sight that one member has of the group, or that anybody of a kind would have.
pub struct Sight {
    me: MembershipId,
    by: Onlooker,
    names: BTreeMap<MembershipId, String>,
    choices: BTreeMap<MembershipId, Choices>,
    /// Those who named the one who looks.
    chose_me: BTreeSet<MembershipId>,
    unseen: BTreeSet<MembershipId>,
    /// A report lets them see names, and nothing else.
    is_narrowed: bool,
    mandates: Mandates,
    now: Instant,
}

impl Sight {
    /// My own.
    ///
    /// # Errors
    /// When the database does not answer, or a cell does not open.
    pub fn of(db: &mut Conn, may: &MayAttend, now: Instant) -> Result<Self, StoreError> {
        let me = may.membership();
        let plain = Self::as_if(db, may, Onlooker::Member, now)?;
        let leads = plain.facilitates(me) && step_backs::live(db, me, now)?.is_none();
        let chose_me = membership::table.filter(membership::reach_one_id.eq(me)).select(membership::id);
        Ok(Self {
            by: if leads { Onlooker::Facilitator } else { Onlooker::Member },
            chose_me: chose_me.load(&mut db.db)?.into_iter().collect(),
            unseen: blocks::around(db, may)?,
            is_narrowed: reports::narrows(db, may, now)?,
            ..plain
        })
    }

    /// That of anybody of a kind, whom nobody in particular wants to see or not.
    ///
    /// # Errors
    /// When the database does not answer, or a cell does not open.
    pub(in crate::store) fn as_if(
        db: &mut Conn,
        may: &MayAttend,
        by: Onlooker,
        now: Instant,
    ) -> Result<Self, StoreError> {
        Ok(Self {
            me: may.membership(),
            by,
            names: memberships::names(db, may)?,
            choices: choices(db, may)?,
            chose_me: BTreeSet::new(),
            unseen: BTreeSet::new(),
            is_narrowed: false,
            mandates: mandates::of_group(db, may.group(), now)?,
            now,
        })
    }

    /// A member's name, where there is such a member and it may be known. Everybody knows their own.
    #[must_use]
    pub fn known(&self, who: MembershipId) -> Option<&str> {
        let name = self.names.get(&who)?;
        (who == self.me || self.lists(who)).then_some(name)
    }

    /// The same of everybody.
    fn all(self) -> BTreeMap<MembershipId, Named> {
        let named = |id| self.known(id).map_or(Named::Somebody, |name| Named::As(name.to_owned()));
        self.names.keys().map(|id| (*id, named(*id))).collect()
    }

    /// The name on a card: also my own stands on it only as far as others see it.
    pub(in crate::store) fn on_card(&self, who: MembershipId) -> Option<&str> {
        self.names.get(&who).filter(|_| self.lists(who)).map(String::as_str)
    }

    /// Whether a member may act by a mandate. That is never hidden.
    pub(in crate::store) fn facilitates(&self, who: MembershipId) -> bool {
        self.mandates.acts_until(who, self.now).is_some()
    }

    /// Whether this is seen of a member.
    pub(in crate::store) fn shows(&self, of: MembershipId, field: Field) -> bool {
        if self.is_narrowed && field != Field::Name {
            return false;
        }
        let Some(choices) = self.choices.get(&of).filter(|_| !self.unseen.contains(&of)) else {
            return false;
        };
        choices.shows(field, self.by)
            || (self.chose_me.contains(&of) && choices.shows(field, Onlooker::Chosen))
    }

    /// Whether a member stands in a list of members.
    fn lists(&self, who: MembershipId) -> bool {
        self.by != Onlooker::Guest && (self.facilitates(who) || self.shows(who, Field::Name))
    }

    /// Whether a member can be named where the group decides about one: whom somebody does not want to see, and who hides,
    /// is still somebody about whom the others can decide.
    fn can_be_named(&self, who: MembershipId) -> bool {
        let chose = |it: &Choices| it.chosen(Field::Name).includes(self.by);
        self.facilitates(who) || self.choices.get(&who).is_some_and(chose)
    }
}

/// Everybody in my group, by the names that I may know; me among them.
///
/// # Errors
/// When the database does not answer, or a cell does not open.
pub fn names(
    db: &mut Conn,
    may: &MayAttend,
    now: Instant,
) -> Result<BTreeMap<MembershipId, Named>, StoreError> {
    Ok(Sight::of(db, may, now)?.all())
}

/// Those others about whom I can propose something, by name.
///
/// # Errors
/// When the database does not answer, or a cell does not open.
pub fn nameable(
    db: &mut Conn,
    may: &MayAttend,
    now: Instant,
) -> Result<BTreeMap<MembershipId, String>, StoreError> {
    let sight = Sight::of(db, may, now)?;
    let others = sight.names.iter().filter(|(id, _)| **id != sight.me && sight.can_be_named(**id));
    Ok(others.map(|(id, name)| (*id, name.clone())).collect())
}

/// What everybody in my group has chosen.
pub(in crate::store) fn choices(
    db: &mut Conn,
    may: &MayAttend,
) -> Result<BTreeMap<MembershipId, Choices>, StoreError> {
    let here: Vec<(MembershipId, bool)> = membership::table
        .filter(membership::group_id.eq(may.group()))
        .select((membership::id, membership::is_hidden))
        .load(&mut db.db)?;
    let said: Vec<(MembershipId, Field, Audience)> = audience_choice::table
        .inner_join(membership::table)
        .filter(membership::group_id.eq(may.group()))
        .select((audience_choice::membership_id, audience_choice::field, audience_choice::audience))
        .load(&mut db.db)?;
    let mut all: BTreeMap<MembershipId, Choices> =
        here.into_iter().map(|(id, is_hidden)| (id, Choices::hidden(is_hidden))).collect();
    for (id, field, audience) in said {
        if let Some(choices) = all.remove(&id) {
            all.insert(id, choices.with(field, audience));
        }
    }
    Ok(all)
}
