//! What stands beside released figures: of which programme they are, who pays for it, what whoever coordinates it has added, and what
//! places and fields are called.

use std::collections::BTreeMap;

use crate::access::MayReadFigures;
use crate::domain::coded::Coded as _;
use crate::domain::figures::cell::Cell;
use crate::domain::figures::plan::Plan;
use crate::domain::locale::Locale;
use crate::domain::narrative::Narrative;
use crate::domain::period::Period;
use crate::domain::release::Quarter;
use crate::domain::time::Zone;
use crate::store::conn::Conn;
use crate::store::dialect::beside::{What, rows};
use crate::store::error::StoreError;
use crate::store::narratives;

/// What stands beside the figures of a time.
#[derive(Debug)]
pub struct Beside {
    pub programme: String,
    pub zone: Zone,
    pub sponsors: Vec<String>,
    /// The cells of a quarter, and for how many groups each was made; none for a year.
    pub plan: Plan,
    /// What is called how, by slug.
    pub places: BTreeMap<String, String>,
    pub fields: BTreeMap<String, String>,
    /// In the order of their quarters.
    pub narratives: Vec<(Quarter, Narrative)>,
    /// Whether something is shown of a later time.
    pub has_later: bool,
}

/// Finds it.
///
/// # Errors
/// When the database does not answer.
pub fn of(db: &mut Conn, may: &MayReadFigures, period: Period, locale: Locale) -> Result<Beside, StoreError> {
    let unknown = StoreError::Unknown;
    let mut programme = None;
    let (mut places, mut fields, mut cells) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    let (mut sponsors, mut narrated) = (BTreeMap::new(), BTreeMap::new());
    let mut has_later = false;
    for (what, of, words, numbers) in rows(db, may.programme(), period, locale)? {
        let [number, ..] = numbers;
        match What::from_code(&what).ok_or(unknown("what"))? {
            What::Programme => {
                programme = Some((words, Zone::parse(&of).map_err(|_| unknown("programme.zone"))?));
            }
            What::Later => has_later = true,
            What::Sponsor => {
                sponsors.insert(number, words);
            }
            What::Cell => {
                let cell = Cell::parse(&of).ok_or(unknown("quarter_cell.cell"))?;
                cells.insert(cell, number.and_then(|it| usize::try_from(it).ok()).unwrap_or_default());
            }
            What::Place => {
                places.insert(of, words);
            }
            What::Field => {
                fields.insert(of, words);
            }
            What::Narrative => {
                let quarter = Quarter::parse(&of).ok_or(unknown("narrative.quarter"))?;
                narrated.insert(quarter, narratives::read(&words, numbers)?);
            }
        }
    }
    let (programme, zone) = programme.ok_or(unknown("programme"))?;
    Ok(Beside {
        programme,
        zone,
        sponsors: sponsors.into_values().collect(),
        plan: Plan::stored(cells),
        places,
        fields,
        narratives: narrated.into_iter().collect(),
        has_later,
    })
}
