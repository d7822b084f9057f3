//! The tables of how leading goes round: what goes along with a mandate, the assemblies that members
//! call, and the versions of the agreement. How they join
//! stands with all others.

diesel::table! {
    handover_item (id) {
        id -> BigInt,
        group_id -> BigInt,
        place -> Integer,
        words -> Binary,
        ticked_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    agreement_version (group_id, number) {
        group_id -> BigInt,
        number -> Integer,
        text -> Text,
        rules -> Text,
        is_text -> Bool,
        why -> Text,
        since_at -> Timestamp,
        review_on -> Date,
        proposal_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    acceptance (membership_id, number) {
        membership_id -> BigInt,
        number -> Integer,
        accepted_at -> Timestamp,
    }
}

diesel::table! {
    assembly_call (id) {
        id -> BigInt,
        group_id -> BigInt,
        membership_id -> BigInt,
        meets_at -> Timestamp,
        address -> Text,
        online_url -> Text,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    agenda_point (id) {
        id -> BigInt,
        group_id -> BigInt,
        membership_id -> BigInt,
        words -> Binary,
        added_at -> Timestamp,
    }
}
