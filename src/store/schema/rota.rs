//! The tables of who does what at meetings. How they join stands with all others.

diesel::table! {
    role (id) {
        id -> BigInt,
        group_id -> BigInt,
        kind -> Text,
        name -> Text,
        about -> Text,
    }
}

diesel::table! {
    role_at (role_id, series_id) {
        role_id -> BigInt,
        series_id -> BigInt,
    }
}

diesel::table! {
    willing (membership_id, role_id) {
        membership_id -> BigInt,
        role_id -> BigInt,
    }
}

diesel::table! {
    on_break (membership_id) {
        membership_id -> BigInt,
    }
}

diesel::table! {
    turn (id) {
        id -> BigInt,
        meeting_id -> BigInt,
        role_id -> BigInt,
        membership_id -> Nullable<BigInt>,
        state -> Text,
        since_at -> Timestamp,
    }
}

diesel::table! {
    turn_record (role_id, membership_id) {
        role_id -> BigInt,
        membership_id -> BigInt,
        last_week -> Date,
        run -> Integer,
        count -> Integer,
    }
}

diesel::table! {
    swap (id) {
        id -> BigInt,
        turn_id -> BigInt,
        membership_id -> BigInt,
        other_id -> Nullable<BigInt>,
    }
}
