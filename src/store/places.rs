//! All places, to walk from the narrow to the wide. A few hundred rows that every list needs; they are read together.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::schema::{place, place_name};
use crate::domain::ids::PlaceId;
use crate::domain::locale::Locale;

/// No place lies within more others. A place within itself would be a fault of the data, not a reason to walk for ever.
const DEEPEST: usize = 8;

/// A place: its slug, the one that it lies in, and its name in the reader's language.
type Place = (String, Option<PlaceId>, String);

/// All of them.
#[derive(Debug)]
pub struct Places(BTreeMap<PlaceId, Place>);

impl Places {
    /// Reads them.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn load(db: &mut Conn, language: Locale) -> Result<Self, StoreError> {
        let rows: Vec<(PlaceId, Place)> = place::table
            .inner_join(place_name::table)
            .filter(place_name::language.eq(language))
            .select((place::id, (place::slug, place::parent_id, place_name::name)))
            .load(&mut db.db)?;
        Ok(Self(rows.into_iter().collect()))
    }

    /// A place's name.
    pub(in crate::store) fn name(&self, of: PlaceId) -> Option<&str> {
        self.0.get(&of).map(|(_, _, name)| name.as_str())
    }

    /// The place of a slug, and all within it.
    pub(in crate::store) fn within(&self, slug: &str) -> Vec<PlaceId> {
        self.0.keys().copied().filter(|id| self.up(*id).any(|(known, ..)| known == slug)).collect()
    }

    /// Slug and name of these and of all that they lie in, by slug.
    pub(in crate::store) fn above(&self, these: &[PlaceId]) -> Vec<(String, String)> {
        let all: BTreeSet<_> =
            these.iter().flat_map(|id| self.up(*id)).map(|(slug, _, name)| (slug, name)).collect();
        all.into_iter().map(|(slug, name)| (slug.clone(), name.clone())).collect()
    }

    /// From a place up to the widest.
    fn up(&self, from: PlaceId) -> impl Iterator<Item = &Place> {
        let parent = |it: &&Place| it.1.and_then(|id| self.0.get(&id));
        std::iter::successors(self.0.get(&from), parent).take(DEEPEST)
    }
}
