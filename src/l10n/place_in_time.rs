//! A wall time in its place: "Tuesday, 8 December 2026, 19:00 (Athens time)". The zone is always named, because readers
//! of an online meeting sit elsewhere. Zones that are likely have a name in the table; any other is called by the last
//! part of its IANA name, which is a city.

use chrono::NaiveDateTime;

use super::L10n;

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
];

impl L10n {
    /// "Athens time", "ώρα Αθήνας", from the zone's IANA name.
    #[must_use]
    pub fn zone_named(self, iana: &str) -> String {
        if let Some((_, key)) = NAMED.iter().find(|(name, _)| *name == iana) {
            return self.t(key);
        }
        let place = iana.rsplit('/').next().unwrap_or(iana).replace('_', " ");
        self.with("zone-other", &[("place", place.into())])
    }

    /// A date and time of day with its zone.
    #[must_use]
    pub fn when_at(self, wall: NaiveDateTime, iana: &str) -> String {
        let (date, time, zone) = (self.date(wall.date()), self.time(wall.time()), self.zone_named(iana));
        self.with("date-time", &[("date", date.into()), ("time", time.into()), ("zone", zone.into())])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::locale::Locale;

    const EN: L10n = L10n::new(Locale::En);
    const EL: L10n = L10n::new(Locale::El);

    #[test]
    fn a_time_names_its_zone() {
        let wall: NaiveDateTime = "2026-12-08T19:00:00".parse().unwrap();
        assert_eq!(EN.when_at(wall, "Europe/Athens"), "Tuesday, 8 December 2026, 19:00 (Athens time)");
        assert_eq!(EL.when_at(wall, "Europe/Athens"), "Τρίτη 8 Δεκεμβρίου 2026, 19:00 (ώρα Αθήνας)");
    }

    #[test]
    fn an_unlisted_zone_is_called_by_its_city() {
        assert_eq!(EN.zone_named("America/Argentina/Buenos_Aires"), "Buenos Aires time");
        assert_eq!(EL.zone_named("Asia/Tbilisi"), "ώρα Tbilisi");
        assert_eq!(EL.zone_named("America/New_York"), "ώρα Νέας Υόρκης");
    }

    #[test]
    fn every_named_zone_exists_and_has_its_words() {
        for (iana, key) in NAMED {
            assert!(iana.parse::<chrono_tz::Tz>().is_ok(), "{iana}");
            for l in [EN, EL] {
                assert!(!l.t(key).starts_with('⟦'), "{key}");
            }
        }
    }
}
