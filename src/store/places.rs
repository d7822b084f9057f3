//! All places, to walk from the narrow to the wide. A few hundred rows that every list needs; they are read together.

use std::collections::BTreeMap;

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

    /// The place of a slug.
    #[must_use]
    pub fn of_slug(&self, slug: &str) -> Option<PlaceId> {
        self.0.iter().find(|(_, (known, ..))| known == slug).map(|(id, _)| *id)
    }

    /// A place and all that it lies in, the narrowest first.
    #[must_use]
    pub fn lineage(&self, from: PlaceId) -> Vec<PlaceId> {
        let parent = |id: &PlaceId| self.0.get(id).and_then(|(_, parent, _)| *parent);
        std::iter::successors(self.0.contains_key(&from).then_some(from), parent).take(DEEPEST).collect()
    }

    /// Slug and name.
    #[must_use]
    pub fn shown(&self, of: PlaceId) -> Option<(&str, &str)> {
        self.0.get(&of).map(|(slug, _, name)| (slug.as_str(), name.as_str()))
    }
}
