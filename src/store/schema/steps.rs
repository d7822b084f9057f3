//! Second steps of signing in: codes of an app, and passkeys.

diesel::table! {
    code_app (person_id) {
        person_id -> BigInt,
        secret -> Binary,
        made_at -> Timestamp,
        is_on -> Bool,
        last_step -> BigInt,
        wrong -> Integer,
        wrong_since -> Nullable<Timestamp>,
    }
}

diesel::table! {
    passkey (id) {
        id -> BigInt,
        person_id -> BigInt,
        blind -> Binary,
        credential -> Binary,
        name -> Nullable<Binary>,
        made_at -> Timestamp,
    }
}

diesel::table! {
    ceremony (id) {
        id -> BigInt,
        digest -> Binary,
        person_id -> Nullable<BigInt>,
        state -> Binary,
        expires_at -> Timestamp,
    }
}
