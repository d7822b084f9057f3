//! Time as groups use it: an [`Instant`] that has happened or is fixed, a [`Wall`] time that people agreed on, and the
//! [`Zone`] in which they live. [`resolve`] is the one place that decides what a wall time means across a clock change.
//!
//! Nothing here asks for the present: it arrives as an argument. Nothing here fails at the edges of the calendar: times
//! stay within the years 1 to 9999, so that whoever adds a day to one is still far from where `chrono` ends. After 2100,
//! where the zone database says no more, clocks no longer change.

use std::fmt;

use chrono::{
    DateTime, Datelike as _, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, Offset as _, SubsecRound as _,
    TimeDelta, TimeZone as _, Timelike as _, Utc,
};
use chrono_tz::{GapInfo, Tz};

/// The beginning of time. What is earlier is taken to be this.
const EARLIEST: NaiveDateTime = edge(NaiveDate::from_ymd_opt(1, 1, 1), NaiveTime::from_hms_opt(0, 0, 0));

/// The end of time. What is later is taken to be this.
const LATEST: NaiveDateTime =
    edge(NaiveDate::from_ymd_opt(9999, 12, 31), NaiveTime::from_hms_opt(23, 59, 59));

const fn edge(date: Option<NaiveDate>, time: Option<NaiveTime>) -> NaiveDateTime {
    match (date, time) {
        (Some(date), Some(time)) => NaiveDateTime::new(date, time),
        _ => NaiveDateTime::MIN,
    }
}

/// A point in time, to the second, in UTC, in the years 1 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(NaiveDateTime);

impl Instant {
    /// From a time with a zone; parts of a second are dropped.
    pub fn from_utc(utc: DateTime<Utc>) -> Self {
        Self::from_naive_utc(utc.naive_utc())
    }

    /// From a UTC time without a zone, as databases give it.
    pub fn from_naive_utc(utc: NaiveDateTime) -> Self {
        Self(utc.clamp(EARLIEST, LATEST).trunc_subsecs(0))
    }

    /// Whole seconds since 1970; nothing of ours is older.
    #[must_use]
    pub fn seconds(self) -> u64 {
        u64::try_from(self.0.and_utc().timestamp()).unwrap_or(0)
    }

    /// As databases want it.
    pub fn naive_utc(self) -> NaiveDateTime {
        self.0
    }

    /// With its zone.
    pub fn utc(self) -> DateTime<Utc> {
        self.0.and_utc()
    }

    /// Reads `2026-12-08T17:00:00Z`, or the same with an offset.
    pub fn parse_rfc3339(text: &str) -> Option<Self> {
        DateTime::parse_from_rfc3339(text).ok().map(|time| Self::from_utc(time.to_utc()))
    }

    /// Later by `span`; the end of time (or its beginning) when there is no such instant.
    pub fn plus(self, span: TimeDelta) -> Self {
        let end = if span < TimeDelta::zero() { EARLIEST } else { LATEST };
        Self::from_naive_utc(self.0.checked_add_signed(span).unwrap_or(end))
    }

    /// Earlier by `span`.
    pub fn minus(self, span: TimeDelta) -> Self {
        self.plus(-span)
    }

    /// How much later this is than `other`.
    pub fn since(self, other: Self) -> TimeDelta {
        self.0 - other.0
    }
}

impl AsRef<NaiveDateTime> for Instant {
    fn as_ref(&self) -> &NaiveDateTime {
        &self.0
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m-%dT%H:%M:%SZ"))
    }
}

/// A zone of the IANA database, such as `Europe/Athens`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Zone(Tz);

/// There is no zone of that name in the zone database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a zone of the IANA database")]
pub struct UnknownZone;

impl Zone {
    /// Every zone in which people live, under each of its names: continents and oceans, not the abbreviations.
    pub fn all() -> impl Iterator<Item = Self> {
        let lived_in = |name: &str| {
            [
                "Africa/",
                "America/",
                "Antarctica/",
                "Asia/",
                "Atlantic/",
                "Australia/",
                "Europe/",
                "Indian/",
                "Pacific/",
            ]
            .iter()
            .any(|part| name.starts_with(part))
        };
        chrono_tz::TZ_VARIANTS.iter().filter(move |zone| lived_in(zone.name())).map(|zone| Self(*zone))
    }

    /// The zone without clock changes.
    pub const UTC: Self = Self(Tz::UTC);

    /// Reads an IANA name.
    ///
    /// # Errors
    /// When the zone database does not know it.
    pub fn parse(name: &str) -> Result<Self, UnknownZone> {
        name.parse().map(Self).map_err(|_| UnknownZone)
    }

    /// The IANA name.
    pub fn name(&self) -> &'static str {
        self.0.name()
    }

    /// What the clocks on the wall show here at an instant.
    pub fn wall(self, at: Instant) -> Wall {
        Wall::from_naive(self.0.from_utc_datetime(&at.0).naive_local())
    }

    /// A single date and time that somebody typed. (The dates of a series are not typed: see [`resolve`].)
    ///
    /// # Errors
    /// When the clocks here skip it.
    pub fn accept(self, wall: Wall) -> Result<Instant, InGap> {
        match resolve(wall, self) {
            Resolved::Plain(at) | Resolved::Fold(at) => Ok(at),
            Resolved::Gap { .. } => Err(InGap),
        }
    }
}

/// The clocks skip that time on that day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there is no such time on that day")]
pub struct InGap;

/// A date and time that people agreed on, to the minute, in a zone that is known from elsewhere. In the years 1 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Wall(NaiveDateTime);

/// Which part of a typed date and time is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WallRefusal {
    /// Not a date, or outside the years 1900 to 9998.
    #[error("not a date")]
    Date,
    /// Not a time from 00:00 to 23:59.
    #[error("not a time of day")]
    Time,
}

impl Wall {
    /// From a form's two fields, `2026-12-08` and `19:00`.
    ///
    /// # Errors
    /// Names the part that is wrong.
    pub fn parse(date: &str, time: &str) -> Result<Self, WallRefusal> {
        let date = NaiveDate::parse_from_str(date.trim(), "%Y-%m-%d")
            .ok()
            .filter(|date| (1900..=9998).contains(&date.year()))
            .ok_or(WallRefusal::Date)?;
        let time = NaiveTime::parse_from_str(time.trim(), "%H:%M").map_err(|_| WallRefusal::Time)?;
        Ok(Self(date.and_time(time)))
    }

    /// Whole minutes of `naive`.
    pub fn from_naive(naive: NaiveDateTime) -> Self {
        let naive = naive.clamp(EARLIEST, LATEST);
        Self(naive.with_second(0).and_then(|t| t.with_nanosecond(0)).unwrap_or(naive))
    }

    pub fn naive(self) -> NaiveDateTime {
        self.0
    }

    pub fn date(self) -> NaiveDate {
        self.0.date()
    }

    pub fn time(self) -> NaiveTime {
        self.0.time()
    }

    /// As it stands in addresses: `20261208T1900`.
    pub fn compact(self) -> String {
        self.0.format("%Y%m%dT%H%M").to_string()
    }

    /// Reads [`Wall::compact`].
    pub fn from_compact(text: &str) -> Option<Self> {
        let is_shaped = text.len() == 13
            && text.char_indices().all(|(at, c)| if at == 8 { c == 'T' } else { c.is_ascii_digit() });
        NaiveDateTime::parse_from_str(text, "%Y%m%dT%H%M").ok().filter(|_| is_shaped).map(Self::from_naive)
    }
}

impl AsRef<NaiveDateTime> for Wall {
    fn as_ref(&self) -> &NaiveDateTime {
        &self.0
    }
}

/// What a wall time means in a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resolved {
    /// Once, as on almost every day.
    Plain(Instant),
    /// The clocks skip it: read with the offset from before the gap (RFC 5545 §3.3.5), so it shows as `shown`.
    Gap { at: Instant, shown: Wall },
    /// The clocks show it twice: the first.
    Fold(Instant),
}

impl Resolved {
    /// The instant, however it was found.
    pub fn instant(self) -> Instant {
        match self {
            Self::Plain(at) | Self::Fold(at) | Self::Gap { at, .. } => at,
        }
    }
}

/// The one place that decides what a wall time means across a clock change.
pub fn resolve(wall: Wall, zone: Zone) -> Resolved {
    match zone.0.from_local_datetime(&wall.0) {
        LocalResult::Single(at) => Resolved::Plain(Instant::from_utc(at.to_utc())),
        LocalResult::Ambiguous(first, second) => {
            Resolved::Fold(Instant::from_utc(first.to_utc().min(second.to_utc())))
        }
        LocalResult::None => {
            let at = before_gap(wall, zone.0);
            Resolved::Gap { at, shown: zone.wall(at) }
        }
    }
}

/// Reads a time that the clocks skip with the offset that held until they skipped it.
fn before_gap(wall: Wall, zone: Tz) -> Instant {
    let before = GapInfo::new(&wall.0, &zone).and_then(|gap| gap.begin).map(|(_, offset)| offset.fix());
    let offset = before.unwrap_or_else(|| zone.offset_from_utc_datetime(&wall.0).fix());
    Instant::from_naive_utc(wall.0).minus(TimeDelta::seconds(i64::from(offset.local_minus_utc())))
}

#[cfg(test)]
mod tests;
