//! The tables of what is said to whom: reminders, mail, and calendars of one's own. How they join stands with all others.

diesel::table! {
    reminder_choice (id) {
        id -> BigInt,
        membership_id -> BigInt,
        hours_before -> Integer,
    }
}

diesel::table! {
    outbox (id) {
        id -> BigInt,
        key -> Text,
        kind -> Text,
        channel -> Text,
        person_id -> Nullable<BigInt>,
        membership_id -> Nullable<BigInt>,
        meeting_id -> Nullable<BigInt>,
        group_id -> Nullable<BigInt>,
        link_id -> Nullable<BigInt>,
        time_version -> Nullable<Integer>,
        hours_before -> Nullable<Integer>,
        was_local -> Nullable<Timestamp>,
        made_at -> Timestamp,
        due_at -> Timestamp,
        expires_at -> Timestamp,
        state -> Text,
        lease_token -> Nullable<Binary>,
        lease_until -> Nullable<Timestamp>,
        attempts -> Integer,
        settled_at -> Nullable<Timestamp>,
        hello_id -> Nullable<BigInt>,
        series_id -> Nullable<BigInt>,
        pause_id -> Nullable<BigInt>,
        was_zone -> Nullable<Text>,
        mandate_id -> Nullable<BigInt>,
        proposal_id -> Nullable<BigInt>,
        turn_id -> Nullable<BigInt>,
        contact_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    calendar_feed (id) {
        id -> BigInt,
        person_id -> BigInt,
        title -> Text,
        words -> Nullable<Binary>,
        says_where -> Bool,
        made_at -> Timestamp,
        changed_at -> Timestamp,
    }
}

diesel::table! {
    mail_log (day, kind, state) {
        day -> Date,
        kind -> Text,
        state -> Text,
        count -> BigInt,
    }
}
