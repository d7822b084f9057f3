//! The tables of how members reach each other. How they join stands with all others.

diesel::table! {
    look (id) {
        id -> BigInt,
        membership_id -> BigInt,
        by_id -> Nullable<BigInt>,
        made_at -> Timestamp,
    }
}

diesel::table! {
    block (membership_id, other_id) {
        membership_id -> BigInt,
        other_id -> BigInt,
    }
}

diesel::table! {
    contact (id) {
        id -> BigInt,
        asked_by_id -> BigInt,
        asked_id -> BigInt,
        state -> Text,
        made_at -> Timestamp,
    }
}

diesel::table! {
    contact_message (id) {
        id -> BigInt,
        contact_id -> BigInt,
        by_asker -> Bool,
        number -> Integer,
        words -> Binary,
        made_at -> Timestamp,
    }
}

diesel::table! {
    report (id) {
        id -> BigInt,
        group_id -> BigInt,
        to_id -> Nullable<BigInt>,
        programme_id -> Nullable<BigInt>,
        about_id -> Nullable<BigInt>,
        receipt -> Binary,
        narrows_from -> Nullable<Timestamp>,
        made_at -> Timestamp,
        closed_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    report_word (id) {
        id -> BigInt,
        report_id -> BigInt,
        number -> Integer,
        by_reporter -> Bool,
        words -> Binary,
        made_at -> Timestamp,
    }
}
