//! A wall time in its place: "Tuesday, 8 December 2026, 19:00 (Athens time)". The zone is always named, because readers
//! of an online meeting sit elsewhere. Zones that are likely have a name in the table; any other is called by the last
//! part of its IANA name, which is a city.

use chrono::NaiveDate;

use super::L10n;
use crate::domain::time::{Instant, Wall, Zone};

/// IANA name, and the key of its name in words.
const NAMED: &[(&str, &str)] = &[
    ("Europe/Athens", "zone-athens"),
    ("Europe/Nicosia", "zone-nicosia"),
    ("Asia/Nicosia", "zone-nicosia"),
    ("Europe/Istanbul", "zone-istanbul"),
    ("Europe/Sofia", "zone-sofia"),
    ("Europe/Bucharest", "zone-bucharest"),
    ("Europe/Kyiv", "zone-kyiv"),
    ("Europe/Berlin", "zone-berlin"),
    ("Europe/Paris", "zone-paris"),
    ("Europe/Rome", "zone-rome"),
    ("Europe/Madrid", "zone-madrid"),
    ("Europe/Brussels", "zone-brussels"),
    ("Europe/Amsterdam", "zone-amsterdam"),
    ("Europe/Vienna", "zone-vienna"),
    ("Europe/Zurich", "zone-zurich"),
    ("Europe/Stockholm", "zone-stockholm"),
    ("Europe/Warsaw", "zone-warsaw"),
    ("Europe/Tirane", "zone-tirana"),
    ("Europe/London", "zone-london"),
    ("Europe/Dublin", "zone-dublin"),
    ("Europe/Lisbon", "zone-lisbon"),
    ("America/New_York", "zone-new-york"),
    ("America/Chicago", "zone-chicago"),
    ("America/Denver", "zone-denver"),
    ("America/Los_Angeles", "zone-los-angeles"),
    ("America/Toronto", "zone-toronto"),
    ("Australia/Sydney", "zone-sydney"),
    ("Australia/Melbourne", "zone-melbourne"),
    ("Australia/Lord_Howe", "zone-lord-howe-island"),
    ("UTC", "zone-utc"),
    ("Etc/UTC", "zone-utc"),
];

impl L10n {
    /// "Athens time", "ώρα Αθήνας".
    #[must_use]
    pub fn zone(self, zone: Zone) -> String {
        let iana = zone.name();
        if let Some((_, key)) = NAMED.iter().find(|(name, _)| *name == iana) {
            return self.t(key);
        }
        let place = iana.rsplit('/').next().unwrap_or(iana).replace('_', " ");
        self.with("zone-other", &[("place", place.into())])
    }

    /// The zone in words, and its name, for a list to choose from: several zones can share the words.
    #[must_use]
    pub fn zone_with_name(self, zone: Zone) -> String {
        format!("{} · {}", self.zone(zone), zone.name())
    }

    /// A date and time of day with its zone: "Tuesday, 8 December 2026, 19:00 (Athens time)".
    #[must_use]
    pub fn when(self, wall: Wall, zone: Zone) -> String {
        let (date, time, zone) = (self.date(wall.date()), self.time(wall.time()), self.zone(zone));
        self.with("date-time", &[("date", date.into()), ("time", time.into()), ("zone", zone.into())])
    }

    /// An instant as the clocks of a zone show it: for what happened, and for a reader who sits elsewhere.
    #[must_use]
    pub fn instant(self, at: Instant, zone: Zone) -> String {
        self.when(zone.wall(at), zone)
    }

    /// "today", "tomorrow", or the short date. `today` is the date in the zone of whatever happens on `date`.
    #[must_use]
    pub fn day(self, date: NaiveDate, today: NaiveDate) -> String {
        match date.signed_duration_since(today).num_days() {
            0 => self.t("day-today"),
            1 => self.t("day-tomorrow"),
            _ => self.date_short(date),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::locale::Locale;

    const EN: L10n = L10n::new(Locale::En);
    const EL: L10n = L10n::new(Locale::El);

    fn zone(name: &str) -> Zone {
        Zone::parse(name).unwrap()
    }

    #[test]
    fn a_time_names_its_zone() {
        let wall = Wall::parse("2026-12-08", "19:00").unwrap();
        assert_eq!(EN.when(wall, zone("Europe/Athens")), "Tuesday, 8 December 2026, 19:00 (Athens time)");
        assert_eq!(EL.when(wall, zone("Europe/Athens")), "Τρίτη 8 Δεκεμβρίου 2026, 19:00 (ώρα Αθήνας)");
    }

    #[test]
    fn an_instant_is_read_off_the_clocks_of_the_zone() {
        let at = Instant::parse_rfc3339("2026-12-08T17:00:00Z").unwrap();
        assert_eq!(
            EN.instant(at, zone("Europe/Athens")),
            EN.when(Wall::parse("2026-12-08", "19:00").unwrap(), zone("Europe/Athens"))
        );
        assert_eq!(
            EL.instant(at, zone("America/New_York")),
            "Τρίτη 8 Δεκεμβρίου 2026, 12:00 (ώρα Νέας Υόρκης)"
        );
    }

    #[test]
    fn an_unlisted_zone_is_called_by_its_city() {
        assert_eq!(EN.zone(zone("America/Argentina/Buenos_Aires")), "Buenos Aires time");
        assert_eq!(EL.zone(zone("Asia/Tbilisi")), "ώρα Tbilisi");
    }

    #[test]
    fn every_named_zone_exists_and_has_its_words() {
        for (iana, key) in NAMED {
            assert!(Zone::parse(iana).is_ok(), "{iana}");
            for l in [EN, EL] {
                assert!(!l.t(key).starts_with('⟦'), "{key}");
            }
        }
    }

    #[test]
    fn near_days_have_names() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 12, day).unwrap();
        assert_eq!([EN.day(day(8), day(8)), EN.day(day(9), day(8))], ["today", "tomorrow"]);
        assert_eq!([EL.day(day(8), day(8)), EL.day(day(9), day(8))], ["σήμερα", "αύριο"]);
        assert_eq!([EN.day(day(7), day(8)), EN.day(day(10), day(8))], ["Mon 7 Dec", "Thu 10 Dec"]);
    }
}
