//! The tables of what is published for coordinators, and of what a group says about its part in it. None leads to a person.

diesel::table! {
    quarter_plan (id) {
        id -> BigInt,
        programme_id -> BigInt,
        quarter -> Text,
        made_at -> Timestamp,
    }
}

diesel::table! {
    quarter_cell (quarter_plan_id, cell) {
        quarter_plan_id -> BigInt,
        cell -> Text,
        group_count -> Integer,
    }
}

diesel::table! {
    released_week (id) {
        id -> BigInt,
        programme_id -> BigInt,
        week -> Date,
        line -> Text,
    }
}

diesel::table! {
    spending (released_week_id, kind) {
        released_week_id -> BigInt,
        kind -> Text,
        year -> Integer,
        quarters -> Integer,
    }
}

diesel::table! {
    narrative (programme_id, quarter) {
        programme_id -> BigInt,
        quarter -> Text,
        words -> Text,
        seminars -> Nullable<Integer>,
        people_trained -> Nullable<Integer>,
        rooms_lent -> Nullable<Integer>,
        inquiries -> Nullable<Integer>,
        revision -> Integer,
    }
}

diesel::table! {
    shown_week (released_week_id) {
        released_week_id -> BigInt,
        at -> Timestamp,
    }
}

diesel::table! {
    held_back (group_id, week) {
        group_id -> BigInt,
        week -> Date,
    }
}

diesel::table! {
    passed_on (group_id, week) {
        group_id -> BigInt,
        week -> Date,
    }
}
