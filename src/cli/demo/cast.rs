//! The towns, the fields and the groups of the demo. All of it is invented.

use crate::domain::group::{Format, Joining};
use crate::domain::locale::Language;

pub(super) const TOWNS: [(&str, &str, &str); 4] = [
    ("thessaloniki", "Thessaloniki", "Θεσσαλονίκη"),
    ("larissa", "Larissa", "Λάρισα"),
    ("chania", "Chania", "Χανιά"),
    ("sitia", "Sitia", "Σητεία"),
];

pub(super) const FIELDS: [(&str, &str, &str); 5] = [
    ("gambling", "Gambling", "Τζόγος"),
    ("alcohol", "Alcohol", "Αλκοόλ"),
    ("grief", "Loss and grief", "Απώλεια και πένθος"),
    ("anxiety", "Anxiety", "Άγχος"),
    ("relatives", "Relatives and friends", "Συγγενείς και φίλοι"),
];

/// One group of the story.
pub(super) struct Circle {
    pub(super) name: &'static str,
    pub(super) town: usize,
    pub(super) field: usize,
    pub(super) language: Language,
    pub(super) joining: Joining,
    pub(super) about: &'static str,
    pub(super) address: &'static str,
    /// Latitude and longitude; some crossroads nearby.
    pub(super) at: Option<(f64, f64)>,
    pub(super) how: &'static str,
    pub(super) format: Format,
    /// Days from today to the first meeting.
    pub(super) ahead: i64,
    pub(super) hour: u32,
    pub(super) repeat: Often,
    pub(super) places: Option<u16>,
    pub(super) members: &'static [&'static str],
}

#[derive(Clone, Copy)]
pub(super) enum Often {
    Weekly,
    Fortnightly,
    MonthlyLast,
}

pub(super) const CIRCLES: [Circle; 6] = [
    Circle {
        name: "Κύκλος της θάλασσας",
        town: 0,
        field: 0,
        language: Language::Greek,
        joining: Joining::Open,
        about: "Μαζευόμαστε κάθε εβδομάδα και μιλάμε για το πώς περνάμε τη μέρα χωρίς παιχνίδι.\n\nΤην πρώτη φορά μπορείτε απλώς να ακούσετε.",
        address: "Στέκι γειτονιάς, Ολύμπου 41",
        at: Some((40.6385, 22.9446)),
        how: "Μπλε πόρτα, δεύτερο κουδούνι",
        format: Format::InPerson,
        ahead: 1,
        hour: 19,
        repeat: Often::Weekly,
        places: Some(12),
        members: &["Μαρίνα", "Στέλιος", "Γλάρος", "Ρένα", "Ν."],
    },
    Circle {
        name: "Harbour circle",
        town: 0,
        field: 3,
        language: Language::English,
        joining: Joining::Open,
        about: "A small English-speaking circle. We sit, we breathe, we talk about the week.",
        address: "Library, Venizelou 8, first floor",
        at: Some((40.6349, 22.9406)),
        how: "The lift is on the left",
        format: Format::Hybrid,
        ahead: 3,
        hour: 18,
        repeat: Often::Weekly,
        places: None,
        members: &["Tess", "Omar", "J."],
    },
    Circle {
        name: "Το παγκάκι",
        town: 1,
        field: 2,
        language: Language::Greek,
        joining: Joining::Welcome,
        about: "Για όσους έχασαν κάποιον. Δεν χρειάζεται να πείτε τίποτα.",
        address: "Αίθουσα συλλόγων, Κύπρου 60",
        at: Some((39.6372, 22.4203)),
        how: "Από την πίσω αυλή",
        format: Format::InPerson,
        ahead: 5,
        hour: 20,
        repeat: Often::Fortnightly,
        places: None,
        members: &["Αθηνά", "Θ."],
    },
    Circle {
        name: "Λευκό βράδυ",
        town: 2,
        field: 1,
        language: Language::Greek,
        joining: Joining::Open,
        about: "Ένα βράδυ την εβδομάδα χωρίς ποτό, με καφέ και κουβέντα.",
        address: "Παλιό τελωνείο, Ακτή Ενώσεως 3",
        at: Some((35.5181, 24.0206)),
        how: "Ισόγειο, χωρίς σκαλοπάτια",
        format: Format::InPerson,
        ahead: 2,
        hour: 20,
        repeat: Often::Weekly,
        places: Some(20),
        members: &["Μανώλης", "Ελένη", "Κύμα"],
    },
    Circle {
        name: "Όσοι στέκονται δίπλα",
        town: 3,
        field: 4,
        language: Language::Greek,
        joining: Joining::Open,
        about: "Για γονείς, συντρόφους και φίλους. Μιλάμε για εμάς.",
        address: "",
        at: None,
        how: "",
        format: Format::Online,
        ahead: 6,
        hour: 21,
        repeat: Often::Weekly,
        places: None,
        members: &["Χρυσή", "Πέτρος"],
    },
    Circle {
        name: "Last Friday",
        town: 0,
        field: 2,
        language: Language::English,
        joining: Joining::Invitation,
        about: "Once a month, for those who lost somebody far from home.",
        address: "Garden room, Ermou 12",
        at: None,
        how: "",
        format: Format::InPerson,
        ahead: 4,
        hour: 19,
        repeat: Often::MonthlyLast,
        places: Some(8),
        members: &["Ines"],
    },
];

/// A group that was there long before the story.
pub(super) struct Former {
    pub(super) name: &'static str,
    pub(super) town: usize,
    pub(super) field: usize,
    /// On which day after today it meets.
    pub(super) day: i64,
    /// How many come as a rule.
    pub(super) usual: i64,
    /// Whether it passes on what it counts.
    pub(super) shares: bool,
}

pub(super) const FORMER: [Former; 8] = [
    Former { name: "Δευτέρα βράδυ", town: 0, field: 1, day: 2, usual: 12, shares: true },
    Former { name: "Κύκλος της Καμάρας", town: 0, field: 0, day: 3, usual: 9, shares: true },
    Former { name: "Ανοιχτό παράθυρο", town: 0, field: 3, day: 4, usual: 7, shares: true },
    Former { name: "Στην πλατεία", town: 0, field: 1, day: 5, usual: 14, shares: false },
    Former { name: "Πηνειός", town: 1, field: 1, day: 2, usual: 8, shares: true },
    Former { name: "Το τραπέζι", town: 1, field: 0, day: 4, usual: 10, shares: true },
    Former { name: "Μετά τη βροχή", town: 1, field: 2, day: 6, usual: 6, shares: true },
    Former { name: "Κάθε Σάββατο", town: 1, field: 3, day: 1, usual: 9, shares: true },
];
