//! The tables of people who come from outside for a time. How they join stands with all others.

diesel::table! {
    accompaniment (id) {
        id -> BigInt,
        group_id -> BigInt,
        scope -> Text,
        until_on -> Date,
        person_id -> Nullable<BigInt>,
        name -> Nullable<Binary>,
        seen_at -> Nullable<Timestamp>,
        end_asked_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    guest (id) {
        id -> BigInt,
        meeting_id -> BigInt,
        person_id -> Nullable<BigInt>,
        name -> Nullable<Binary>,
    }
}
