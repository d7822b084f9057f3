//! The tables of what a group does in its meetings, and of who would lead what. How they join stands with all others.

diesel::table! {
    plan (id) {
        id -> BigInt,
        series_id -> Nullable<BigInt>,
        meeting_id -> Nullable<BigInt>,
        group_id -> Nullable<BigInt>,
        programme_id -> Nullable<BigInt>,
        name -> Nullable<Text>,
    }
}

diesel::table! {
    session (id) {
        id -> BigInt,
        plan_id -> BigInt,
        position -> Integer,
        kind -> Text,
        name -> Nullable<Text>,
        minutes -> Integer,
    }
}

diesel::table! {
    session_leader (session_id) {
        session_id -> BigInt,
        membership_id -> BigInt,
    }
}

diesel::table! {
    meeting_words (group_id) {
        group_id -> BigInt,
        opening -> Text,
        closing -> Text,
        right_to_pass -> Bool,
        no_cross_talk -> Bool,
        version -> Integer,
    }
}

diesel::table! {
    offer (id) {
        id -> BigInt,
        membership_id -> BigInt,
        meeting_id -> Nullable<BigInt>,
        kind -> Text,
        words -> Binary,
    }
}
