//! The tables, as diesel sees them. `tests/migrations.rs` compares them with what the migrations make, on both databases.

mod counting;
mod deciding;
mod figures;
mod knowing;
mod leading;
mod mail;
mod people;
mod persons;
mod programmes;
mod reaching;
mod rota;
mod sessions;
mod steps;

pub(in crate::store) use counting::tally;
pub(in crate::store) use deciding::{
    agreement_rule, ballots, elector, ending, group_log, proposal, voice, welcome,
};
pub(in crate::store) use figures::{
    held_back, narrative, passed_on, quarter_cell, quarter_plan, released_week, shown_week, spending,
};
pub(in crate::store) use knowing::experience;
pub(in crate::store) use leading::{
    acceptance, agenda_point, agreement_version, assembly_call, handover_item,
};
pub(in crate::store) use mail::{calendar_feed, mail_log, outbox, reminder_choice};
pub(in crate::store) use people::{
    consent, field, field_name, one_time_link, person, place, place_name, recovery_code, sign_in,
};
pub(in crate::store) use persons::{
    accompaniment, erasure, exclusion, grounds, guest, mediation, shut_door, step_back,
};
pub(in crate::store) use programmes::{
    coordinator, programme, programme_field, programme_language, programme_place, programme_sponsor,
};
pub(in crate::store) use reaching::{block, contact, contact_message, look, report, report_word};
pub(in crate::store) use rota::{on_break, role, role_at, swap, turn, turn_record, willing};
pub(in crate::store) use sessions::{meeting_words, offer, plan, session, session_leader};
pub(in crate::store) use steps::{ceremony, code_app, passkey};

diesel::table! {
    installation (id) {
        id -> Integer,
        key_fingerprint -> Text,
        made_at -> Timestamp,
    }
}

diesel::table! {
    groups (id) {
        id -> BigInt,
        slug -> Text,
        name -> Text,
        programme_id -> Nullable<BigInt>,
        tie -> Text,
        place_id -> Nullable<BigInt>,
        zone -> Text,
        about -> Text,
        state -> Text,
        listed -> Bool,
        joining -> Text,
        step_free -> Nullable<Bool>,
        last_confirmed_on -> Nullable<Date>,
        search_text -> Text,
        import_key -> Nullable<Text>,
        revision -> BigInt,
        made_at -> Timestamp,
        confirm_within_days -> Integer,
        changed_at -> Timestamp,
        shows_full -> Bool,
        shows_agreement -> Bool,
        dates_revision -> BigInt,
    }
}

diesel::table! {
    group_field (group_id, field_id) {
        group_id -> BigInt,
        field_id -> BigInt,
    }
}

diesel::table! {
    group_language (group_id, language) {
        group_id -> BigInt,
        language -> Text,
    }
}

diesel::table! {
    membership (id) {
        id -> BigInt,
        person_id -> BigInt,
        group_id -> BigInt,
        name -> Binary,
        channel -> Text,
        joined_at -> Timestamp,
        line -> Nullable<Binary>,
        is_hidden -> Bool,
        reach -> Nullable<Binary>,
        reach_one_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    audience_choice (membership_id, field) {
        membership_id -> BigInt,
        field -> Text,
        audience -> Text,
    }
}

diesel::table! {
    mandate (id) {
        id -> BigInt,
        membership_id -> BigInt,
        from_at -> Timestamp,
        until_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
        is_interim -> Bool,
        is_taken_back -> Bool,
        is_followed -> Bool,
        is_deputy -> Bool,
    }
}

diesel::table! {
    hello (id) {
        id -> BigInt,
        person_id -> BigInt,
        group_id -> BigInt,
        name -> Binary,
        words -> Binary,
        made_at -> Timestamp,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    hello_answer (hello_id, membership_id) {
        hello_id -> BigInt,
        membership_id -> BigInt,
        welcome -> Bool,
    }
}

diesel::table! {
    invitation (id) {
        id -> BigInt,
        group_id -> BigInt,
        grants -> Text,
        made_at -> Timestamp,
        expires_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    series (id) {
        id -> BigInt,
        group_id -> BigInt,
        kind -> Text,
        title -> Text,
        start_local -> Timestamp,
        zone -> Text,
        rule -> Text,
        minutes -> Integer,
        format -> Text,
        openness -> Text,
        address -> Text,
        how_to_get_in -> Text,
        online_url -> Text,
        joining_secret -> Nullable<Binary>,
        places -> Nullable<Integer>,
        note -> Text,
        revision -> BigInt,
        made_at -> Timestamp,
        other_openness_on -> Nullable<Text>,
        open_to -> Text,
        latitude -> Nullable<Integer>,
        longitude -> Nullable<Integer>,
        follows_id -> Nullable<BigInt>,
        last_on -> Nullable<Date>,
    }
}

diesel::table! {
    pause (id) {
        id -> BigInt,
        group_id -> BigInt,
        from_date -> Date,
        to_date -> Date,
        words -> Text,
        made_at -> Timestamp,
        is_rest -> Bool,
    }
}

diesel::table! {
    dates_before (id) {
        id -> BigInt,
        group_id -> BigInt,
        dates -> Text,
        revision -> BigInt,
        made_at -> Timestamp,
    }
}

diesel::table! {
    series_source (series_id) {
        series_id -> BigInt,
        programme_id -> BigInt,
        entry -> Text,
        digest -> Binary,
    }
}

diesel::table! {
    meeting (id) {
        id -> BigInt,
        series_id -> BigInt,
        original_local -> Timestamp,
        state -> Text,
        moved_to -> Nullable<Timestamp>,
        changed_at -> Nullable<Timestamp>,
        time_version -> Integer,
        revision -> BigInt,
        is_extra -> Bool,
        minutes -> Nullable<Integer>,
        format -> Nullable<Text>,
        openness -> Nullable<Text>,
        address -> Nullable<Text>,
        how_to_get_in -> Nullable<Text>,
        online_url -> Nullable<Text>,
    }
}

diesel::table! {
    arrival (id) {
        id -> BigInt,
        meeting_id -> BigInt,
    }
}

diesel::table! {
    answer (id) {
        id -> BigInt,
        meeting_id -> BigInt,
        membership_id -> BigInt,
        state -> Text,
        turn -> BigInt,
        answered_at -> Timestamp,
    }
}

diesel::joinable!(sign_in -> person (person_id));
diesel::joinable!(consent -> person (person_id));
diesel::joinable!(code_app -> person (person_id));
diesel::joinable!(passkey -> person (person_id));
diesel::joinable!(ceremony -> person (person_id));
diesel::joinable!(recovery_code -> person (person_id));
diesel::joinable!(one_time_link -> person (person_id));
diesel::joinable!(place_name -> place (place_id));
diesel::joinable!(field_name -> field (field_id));
diesel::joinable!(programme_language -> programme (programme_id));
diesel::joinable!(programme_sponsor -> programme (programme_id));
diesel::joinable!(programme_place -> programme (programme_id));
diesel::joinable!(programme_place -> place (place_id));
diesel::joinable!(programme_field -> programme (programme_id));
diesel::joinable!(programme_field -> field (field_id));
diesel::joinable!(coordinator -> programme (programme_id));
diesel::joinable!(coordinator -> person (person_id));
diesel::joinable!(groups -> programme (programme_id));
diesel::joinable!(groups -> place (place_id));
diesel::joinable!(group_field -> groups (group_id));
diesel::joinable!(group_field -> field (field_id));
diesel::joinable!(group_language -> groups (group_id));
diesel::joinable!(membership -> person (person_id));
diesel::joinable!(membership -> groups (group_id));
diesel::joinable!(mandate -> membership (membership_id));
diesel::joinable!(agreement_rule -> groups (group_id));
diesel::joinable!(group_log -> groups (group_id));
diesel::joinable!(proposal -> groups (group_id));
diesel::joinable!(ending -> groups (group_id));
diesel::joinable!(elector -> proposal (proposal_id));
diesel::joinable!(elector -> membership (membership_id));
diesel::joinable!(voice -> proposal (proposal_id));
diesel::joinable!(voice -> elector (elector_id));
diesel::joinable!(ballots -> proposal (proposal_id));
diesel::joinable!(agreement_version -> groups (group_id));
diesel::joinable!(acceptance -> membership (membership_id));
diesel::joinable!(handover_item -> groups (group_id));
diesel::joinable!(assembly_call -> groups (group_id));
diesel::joinable!(assembly_call -> membership (membership_id));
diesel::joinable!(agenda_point -> groups (group_id));
diesel::joinable!(agenda_point -> membership (membership_id));
diesel::joinable!(role -> groups (group_id));
diesel::joinable!(role_at -> role (role_id));
diesel::joinable!(role_at -> series (series_id));
diesel::joinable!(willing -> role (role_id));
diesel::joinable!(willing -> membership (membership_id));
diesel::joinable!(on_break -> membership (membership_id));
diesel::joinable!(turn -> meeting (meeting_id));
diesel::joinable!(turn -> role (role_id));
diesel::joinable!(turn -> membership (membership_id));
diesel::joinable!(turn_record -> role (role_id));
diesel::joinable!(turn_record -> membership (membership_id));
diesel::joinable!(swap -> turn (turn_id));
diesel::joinable!(hello -> person (person_id));
diesel::joinable!(hello -> groups (group_id));
diesel::joinable!(hello_answer -> hello (hello_id));
diesel::joinable!(hello_answer -> membership (membership_id));
diesel::joinable!(invitation -> groups (group_id));
diesel::joinable!(experience -> groups (group_id));
diesel::joinable!(series -> groups (group_id));
diesel::joinable!(pause -> groups (group_id));
diesel::joinable!(dates_before -> groups (group_id));
diesel::joinable!(series_source -> series (series_id));
diesel::joinable!(series_source -> programme (programme_id));
diesel::joinable!(meeting -> series (series_id));
diesel::joinable!(plan -> meeting (meeting_id));
diesel::joinable!(plan -> series (series_id));
diesel::joinable!(session -> plan (plan_id));
diesel::joinable!(session_leader -> session (session_id));
diesel::joinable!(session_leader -> membership (membership_id));
diesel::joinable!(offer -> membership (membership_id));
diesel::joinable!(offer -> meeting (meeting_id));
diesel::joinable!(tally -> series (series_id));
diesel::joinable!(quarter_plan -> programme (programme_id));
diesel::joinable!(quarter_cell -> quarter_plan (quarter_plan_id));
diesel::joinable!(released_week -> programme (programme_id));
diesel::joinable!(spending -> released_week (released_week_id));
diesel::joinable!(narrative -> programme (programme_id));
diesel::joinable!(shown_week -> released_week (released_week_id));
diesel::joinable!(held_back -> groups (group_id));
diesel::joinable!(passed_on -> groups (group_id));
diesel::joinable!(arrival -> meeting (meeting_id));
diesel::joinable!(accompaniment -> groups (group_id));
diesel::joinable!(accompaniment -> person (person_id));
diesel::joinable!(step_back -> membership (membership_id));
diesel::joinable!(exclusion -> membership (membership_id));
diesel::joinable!(grounds -> proposal (proposal_id));
diesel::joinable!(guest -> meeting (meeting_id));
diesel::joinable!(audience_choice -> membership (membership_id));
diesel::joinable!(contact_message -> contact (contact_id));
diesel::joinable!(report -> groups (group_id));
diesel::joinable!(report_word -> report (report_id));
diesel::joinable!(shut_door -> groups (group_id));
diesel::joinable!(guest -> person (person_id));
diesel::joinable!(answer -> meeting (meeting_id));
diesel::joinable!(answer -> membership (membership_id));
diesel::joinable!(reminder_choice -> membership (membership_id));
diesel::joinable!(calendar_feed -> person (person_id));
diesel::joinable!(outbox -> person (person_id));
diesel::joinable!(outbox -> membership (membership_id));
diesel::joinable!(outbox -> meeting (meeting_id));
diesel::joinable!(outbox -> groups (group_id));
diesel::joinable!(outbox -> one_time_link (link_id));
diesel::joinable!(outbox -> hello (hello_id));
diesel::joinable!(outbox -> series (series_id));
diesel::joinable!(outbox -> pause (pause_id));

diesel::allow_tables_to_appear_in_same_query!(
    installation,
    erasure,
    person,
    consent,
    sign_in,
    recovery_code,
    code_app,
    passkey,
    ceremony,
    one_time_link,
    place,
    place_name,
    field,
    field_name,
    programme,
    programme_language,
    programme_sponsor,
    programme_place,
    programme_field,
    coordinator,
    groups,
    group_field,
    group_language,
    membership,
    audience_choice,
    look,
    block,
    contact,
    contact_message,
    report,
    report_word,
    mandate,
    agreement_rule,
    group_log,
    proposal,
    elector,
    voice,
    ballots,
    experience,
    agreement_version,
    acceptance,
    handover_item,
    assembly_call,
    agenda_point,
    role,
    role_at,
    willing,
    on_break,
    turn,
    turn_record,
    swap,
    ending,
    welcome,
    hello,
    hello_answer,
    invitation,
    series,
    pause,
    dates_before,
    series_source,
    meeting,
    plan,
    session,
    session_leader,
    meeting_words,
    offer,
    tally,
    quarter_plan,
    quarter_cell,
    released_week,
    spending,
    narrative,
    shown_week,
    held_back,
    passed_on,
    arrival,
    accompaniment,
    step_back,
    mediation,
    grounds,
    exclusion,
    shut_door,
    guest,
    answer,
    reminder_choice,
    calendar_feed,
    outbox,
    mail_log,
);
