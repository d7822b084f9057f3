//! The tables of people who come from outside for a time. How they join stands with all others.

diesel::table! {
    guest (id) {
        id -> BigInt,
        meeting_id -> BigInt,
        person_id -> Nullable<BigInt>,
        name -> Nullable<Binary>,
    }
}
