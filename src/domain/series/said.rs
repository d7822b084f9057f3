//! All that a group says of a series: what a facilitator typed, what a feed says, or what was brought from elsewhere, checked. Which
//! meetings follow from it, and who may read what of it, is not known here.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::expand::Schedule;
use super::rule::Nths;
use crate::domain::finding::Spot;
use crate::domain::group::{Format, Openness, SeriesKind};
use crate::domain::text::{OnlineUrl, ShortText};

/// What is said of a series. A text that is absent says nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSeries {
    pub kind: SeriesKind,
    pub title: Option<ShortText>,
    pub schedule: Schedule,
    pub minutes: u16,
    pub format: Format,
    pub openness: Openness,
    /// On these of a month's weekdays it is open instead of closed, or the other way round.
    pub other_openness_on: Option<Nths>,
    pub open_to: Option<ShortText>,
    pub address: Option<ShortText>,
    /// Where that is: latitude and longitude, in hundred-thousandths of a degree. A private home has no place on a map.
    pub at: Option<Spot>,
    pub how_to_get_in: Option<ShortText>,
    pub online_url: Option<OnlineUrl>,
    /// For members' eyes.
    pub joining_secret: Option<ShortText>,
    pub places: Option<u16>,
    pub note: Option<ShortText>,
}
