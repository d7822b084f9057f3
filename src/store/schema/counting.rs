//! The tally: what is counted of a meeting. Nothing here leads to a person.

diesel::table! {
    tally (id) {
        id -> BigInt,
        series_id -> BigInt,
        original_local -> Timestamp,
        day -> Date,
        cause -> Nullable<Text>,
        heads -> Nullable<Integer>,
        first_time -> Nullable<Integer>,
        roles -> Nullable<Integer>,
        slip -> BigInt,
        revision -> Integer,
        sealed_at -> Timestamp,
        quarter_at -> Timestamp,
    }
}
