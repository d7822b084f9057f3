//! The tables of people who come from outside for a time, who step back, and who are gone. How they join stands with all others.

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

diesel::table! {
    step_back (id) {
        id -> BigInt,
        membership_id -> BigInt,
        from_at -> Nullable<Timestamp>,
        until_at -> Timestamp,
        is_ordered -> Bool,
        ordered_by_id -> Nullable<BigInt>,
        reporter_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    mediation (id) {
        id -> BigInt,
        group_id -> BigInt,
        asked_by_id -> BigInt,
        about_id -> BigInt,
        mediator_id -> Nullable<BigInt>,
        about_says -> Nullable<Bool>,
        mediator_says -> Nullable<Bool>,
        made_at -> Timestamp,
    }
}

diesel::table! {
    grounds (proposal_id) {
        proposal_id -> BigInt,
        words -> Binary,
        reply -> Nullable<Binary>,
        mediation_offered -> Bool,
        in_danger -> Bool,
    }
}

diesel::table! {
    exclusion (membership_id) {
        membership_id -> BigInt,
        proposal_id -> BigInt,
        appeal_id -> Nullable<BigInt>,
        decided_at -> Timestamp,
        months -> Integer,
    }
}

diesel::table! {
    shut_door (id) {
        id -> BigInt,
        group_id -> BigInt,
        person_id -> BigInt,
        until_on -> Date,
    }
}

diesel::table! {
    erasure (mark) {
        mark -> Text,
        at -> Timestamp,
    }
}
