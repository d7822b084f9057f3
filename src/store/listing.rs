//! What anybody may find: listed groups with their series, places and fields. Public by definition, so no proof is asked
//! for; what is not listed cannot come out of here.

use std::collections::BTreeMap;

use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::groups::{GROUP, Group};
use super::schema::{field, field_name, group_field, group_language, groups, place, place_name};
use super::series::{self, Series};
use crate::domain::group::GroupState;
use crate::domain::ids::{GroupId, PlaceId};
use crate::domain::locale::{Language, Locale};

/// A listed group.
#[derive(Debug, Clone)]
pub struct Listed {
    pub group: Group,
    pub search_text: String,
    /// Slugs from the group's own place up to the widest, with the name of the first.
    pub places: Vec<String>,
    pub place_name: String,
    /// Slug and name.
    pub fields: Vec<(String, String)>,
    pub languages: Vec<Language>,
    pub series: Vec<Series>,
}

/// Every listed group that is not closed, with names in the reader's language.
///
/// # Errors
/// When the database does not answer.
pub fn all(db: &mut Conn, language: Locale) -> Result<Vec<Listed>, StoreError> {
    let rows: Vec<(Group, String)> = groups::table
        .filter(groups::listed.eq(true).and(groups::state.ne(GroupState::Closed)))
        .order(groups::slug)
        .select((GROUP, groups::search_text))
        .load(&mut db.db)?;
    let mut places = Places::load(db, language)?;
    let mut fields: BTreeMap<GroupId, Vec<(String, String)>> = BTreeMap::new();
    let found: Vec<(GroupId, String, String)> = group_field::table
        .inner_join(field::table.inner_join(field_name::table))
        .filter(field_name::language.eq(language))
        .order(field::slug)
        .select((group_field::group_id, field::slug, field_name::name))
        .load(&mut db.db)?;
    for (group, slug, name) in found {
        fields.entry(group).or_default().push((slug, name));
    }
    let mut languages: BTreeMap<GroupId, Vec<Language>> = BTreeMap::new();
    let found: Vec<(GroupId, Language)> = group_language::table
        .order(group_language::language)
        .select((group_language::group_id, group_language::language))
        .load(&mut db.db)?;
    for (group, language) in found {
        languages.entry(group).or_default().push(language);
    }
    let mut by_group: BTreeMap<GroupId, Vec<Series>> = BTreeMap::new();
    for series in series::of_listed(db)? {
        by_group.entry(series.group).or_default().push(series);
    }
    Ok(rows
        .into_iter()
        .map(|(group, search_text)| {
            let (slugs, place_name) = group.place.map(|id| places.path(id)).unwrap_or_default();
            Listed {
                search_text,
                places: slugs,
                place_name,
                fields: fields.remove(&group.id).unwrap_or_default(),
                languages: languages.remove(&group.id).unwrap_or_default(),
                series: by_group.remove(&group.id).unwrap_or_default(),
                group,
            }
        })
        .collect())
}

/// All places, to walk from the narrow to the wide.
struct Places(BTreeMap<PlaceId, (String, Option<PlaceId>, String)>);

impl Places {
    fn load(db: &mut Conn, language: Locale) -> Result<Self, StoreError> {
        let rows: Vec<(PlaceId, String, Option<PlaceId>, String)> = place::table
            .inner_join(place_name::table)
            .filter(place_name::language.eq(language))
            .select((place::id, place::slug, place::parent_id, place_name::name))
            .load(&mut db.db)?;
        Ok(Self(rows.into_iter().map(|(id, slug, parent, name)| (id, (slug, parent, name))).collect()))
    }

    fn path(&mut self, from: PlaceId) -> (Vec<String>, String) {
        let mut slugs = Vec::new();
        let name = self.0.get(&from).map(|(_, _, name)| name.clone()).unwrap_or_default();
        let mut next = Some(from);
        // A place within itself would be a fault of the data, not a reason to walk for ever.
        while let Some((slug, parent, _)) = next.and_then(|id| self.0.get(&id)).filter(|_| slugs.len() < 8) {
            slugs.push(slug.clone());
            next = *parent;
        }
        (slugs, name)
    }
}
