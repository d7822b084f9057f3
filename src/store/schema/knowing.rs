//! The table of what the members of a group have found that helps.

diesel::table! {
    experience (id) {
        id -> BigInt,
        group_id -> BigInt,
        author_mark -> Binary,
        words -> Binary,
        month -> Date,
        stays -> Bool,
        signed_by -> Nullable<BigInt>,
        may_open -> Bool,
        opened_to -> Text,
        version -> Integer,
    }
}
