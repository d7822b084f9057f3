//! The tables of what a group agrees on, proposes, decides and remembers. How they join stands with all others.

diesel::table! {
    agreement_rule (group_id, rule) {
        group_id -> BigInt,
        rule -> Text,
        value -> Integer,
        why -> Text,
        since_at -> Timestamp,
        review_on -> Nullable<Date>,
    }
}

diesel::table! {
    group_log (id) {
        id -> BigInt,
        group_id -> BigInt,
        kind -> Text,
        at -> Timestamp,
        membership_id -> Nullable<BigInt>,
        about_id -> Nullable<BigInt>,
        was -> Text,
        became -> Text,
        turn -> BigInt,
    }
}

diesel::table! {
    proposal (id) {
        id -> BigInt,
        group_id -> BigInt,
        membership_id -> Nullable<BigInt>,
        title -> Text,
        why -> Text,
        what -> Text,
        rule -> Nullable<Text>,
        value -> Nullable<Integer>,
        about_id -> Nullable<BigInt>,
        review_months -> Integer,
        method -> Text,
        quorum_percent -> Integer,
        silence_is_consent -> Bool,
        electors -> Integer,
        round -> Integer,
        opened_at -> Timestamp,
        deadline -> Timestamp,
        withdrawn_at -> Nullable<Timestamp>,
        carried_out_at -> Nullable<Timestamp>,
        detail -> Nullable<Text>,
        did_not_fit -> Bool,
    }
}

diesel::table! {
    ending (group_id) {
        group_id -> BigInt,
        farewell -> Text,
        keeps -> Text,
        closed_at -> Timestamp,
        kept_until -> Timestamp,
        into_group_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    welcome (group_id, of_group_id) {
        group_id -> BigInt,
        of_group_id -> BigInt,
        until -> Timestamp,
    }
}

diesel::table! {
    elector (id) {
        id -> BigInt,
        proposal_id -> BigInt,
        membership_id -> Nullable<BigInt>,
        took_part -> Bool,
    }
}

diesel::table! {
    voice (id) {
        id -> BigInt,
        proposal_id -> BigInt,
        elector_id -> BigInt,
        round -> Integer,
        kind -> Text,
        words -> Nullable<Binary>,
        said_at -> Timestamp,
        taken_back_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    ballots (proposal_id, choice) {
        proposal_id -> BigInt,
        choice -> Text,
        count -> Integer,
    }
}
