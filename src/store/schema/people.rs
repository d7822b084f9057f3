//! The tables of accounts, signing in, and the programmes that some coordinate. How they join stands with all others.

diesel::table! {
    person (id) {
        id -> BigInt,
        data_key -> Binary,
        sign_in_name -> Binary,
        sign_in_name_blind -> Binary,
        password_hash -> Nullable<Text>,
        email -> Nullable<Binary>,
        email_blind -> Nullable<Binary>,
        language -> Text,
        zone -> Text,
        discretion -> Text,
        made_at -> Timestamp,
        lock_after -> Text,
        has_initials -> Bool,
        quiet_from -> Integer,
        quiet_to -> Integer,
    }
}

diesel::table! {
    sign_in (id) {
        id -> BigInt,
        person_id -> BigInt,
        token_digest -> Binary,
        made_at -> Timestamp,
        seen_at -> Timestamp,
        expires_at -> Timestamp,
        name -> Nullable<Binary>,
        by_two -> Bool,
        shown_at -> Nullable<Timestamp>,
        is_known -> Bool,
    }
}

diesel::table! {
    recovery_code (id) {
        id -> BigInt,
        person_id -> BigInt,
        code_digest -> Binary,
    }
}

diesel::table! {
    one_time_link (id) {
        id -> BigInt,
        purpose -> Text,
        person_id -> BigInt,
        email -> Nullable<Binary>,
        made_at -> Timestamp,
        expires_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    place (id) {
        id -> BigInt,
        slug -> Text,
        parent_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    place_name (place_id, language) {
        place_id -> BigInt,
        language -> Text,
        name -> Text,
    }
}

diesel::table! {
    field (id) {
        id -> BigInt,
        slug -> Text,
    }
}

diesel::table! {
    field_name (field_id, language) {
        field_id -> BigInt,
        language -> Text,
        name -> Text,
    }
}

diesel::table! {
    consent (id) {
        id -> BigInt,
        person_id -> BigInt,
        number -> Integer,
        receipt -> Binary,
    }
}
