//! The tables of the bodies that promote groups, and of those who coordinate for them. How they join stands with all others.

diesel::table! {
    programme (id) {
        id -> BigInt,
        slug -> Text,
        name -> Text,
        about -> Text,
        zone -> Text,
        made_at -> Timestamp,
    }
}

diesel::table! {
    programme_language (programme_id, language) {
        programme_id -> BigInt,
        language -> Text,
    }
}

diesel::table! {
    programme_sponsor (programme_id, position) {
        programme_id -> BigInt,
        position -> Integer,
        line -> Text,
    }
}

diesel::table! {
    programme_place (programme_id, place_id) {
        programme_id -> BigInt,
        place_id -> BigInt,
    }
}

diesel::table! {
    programme_field (programme_id, field_id) {
        programme_id -> BigInt,
        field_id -> BigInt,
    }
}

diesel::table! {
    coordinator (programme_id, person_id) {
        programme_id -> BigInt,
        person_id -> BigInt,
        made_at -> Timestamp,
    }
}
