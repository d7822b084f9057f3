//! What is kept: every column of the database, with what stands in it, under the topic by which people read of it at
//! `/privacy`. For how long it is kept says [`retention`](super::retention). `tests/migrations.rs` compares it with the
//! schema, so that nothing is kept that is not said here.

use crate::coded;

coded! {
    /// What a table is about, in the order in which people read of it.
    pub enum Topic {
        Account = "account",
        /// Who is in a group, and who comes in.
        Members = "members",
        /// Who comes to a meeting.
        Coming = "coming",
        /// Mandates, roles and turns.
        Leading = "leading",
        /// The agreement, proposals, votes and the log.
        Deciding = "deciding",
        /// Stepping back, mediation, exclusion, reports.
        Hardship = "hardship",
        /// What a meeting consists of.
        Sessions = "sessions",
        /// What helped.
        Notes = "notes",
        /// The tally of a meeting.
        Counted = "counted",
        Mail = "mail",
        /// What groups and programmes say of themselves.
        Public = "public",
        /// What the installation knows of itself.
        House = "house",
    }

    /// What stands in a column.
    pub enum Content {
        /// A number made by chance: of the row, or of the one to which it belongs.
        Link = "link",
        /// A key, a hash or a mark, from which nobody learns what was said.
        Secret = "secret",
        /// Sealed words, for whoever has the key.
        Sealed = "sealed",
        /// Words as they were written: whoever has the database can read them.
        Words = "words",
        /// One of few values.
        Code = "code",
        Count = "count",
        Time = "time",
    }
}

/// A table, and what stands in its columns.
#[derive(Debug)]
pub struct Kept {
    pub table: &'static str,
    pub topic: Topic,
    pub columns: &'static [(Content, &'static [&'static str])],
}

macro_rules! kept {
    ($($topic:ident: $table:ident { $($content:ident: $($column:ident)+;)* })*) => {
        &[$(Kept {
            table: stringify!($table),
            topic: Topic::$topic,
            columns: &[$((Content::$content, &[$(stringify!($column)),+])),*],
        }),*]
    };
}

/// Every table.
#[rustfmt::skip]
pub const INVENTORY: &[Kept] = kept! {
    Account: person { Link: id; Secret: data_key sign_in_name_blind password_hash email_blind; Sealed: sign_in_name email; Code: language zone discretion lock_after has_initials; Count: quiet_from quiet_to; Time: made_at; }
    Account: sign_in { Link: id person_id; Secret: token_digest; Sealed: name; Code: by_two is_known; Time: made_at seen_at expires_at shown_at; }
    Account: code_app { Link: person_id; Sealed: secret; Code: is_on; Count: last_step wrong; Time: made_at wrong_since; }
    Account: passkey { Link: id person_id; Secret: blind; Sealed: credential name; Time: made_at; }
    Account: ceremony { Link: id person_id; Secret: digest; Sealed: state; Time: expires_at; }
    Account: recovery_code { Link: id person_id; Secret: code_digest; }
    Account: one_time_link { Link: id person_id; Sealed: email; Code: purpose; Time: made_at expires_at used_at; }
    Account: consent { Link: id person_id; Sealed: receipt; Count: number; }
    Account: coordinator { Link: programme_id person_id; Time: made_at; }
    Members: membership { Link: id person_id group_id reach_one_id; Sealed: name line reach; Code: channel is_hidden; Time: joined_at; }
    Members: audience_choice { Link: membership_id; Code: field audience; }
    Members: look { Link: id membership_id by_id; Time: made_at; }
    Members: block { Link: membership_id other_id; }
    Members: contact { Link: id asked_by_id asked_id; Code: state; Time: made_at; }
    Members: contact_message { Link: id contact_id; Sealed: words; Code: by_asker; Count: number; Time: made_at; }
    Members: hello { Link: id person_id group_id; Sealed: name words; Time: made_at expires_at; }
    Members: hello_answer { Link: hello_id membership_id; Code: welcome; }
    Members: invitation { Link: id group_id; Code: grants; Time: made_at expires_at used_at; }
    Members: guest { Link: id meeting_id person_id; Sealed: name; }
    Members: accompaniment { Link: id group_id person_id end_asked_id; Sealed: name; Code: scope; Time: until_on seen_at; }
    Coming: answer { Link: id meeting_id membership_id; Code: state; Count: turn; Time: answered_at; }
    Coming: arrival { Link: id meeting_id; }
    Leading: mandate { Link: id membership_id; Code: is_interim is_taken_back is_followed is_deputy; Time: from_at until_at ended_at; }
    Leading: handover_item { Link: id group_id; Sealed: words; Count: place; Time: ticked_at; }
    Leading: role { Link: id group_id; Words: name about; Code: kind; }
    Leading: role_at { Link: role_id series_id; }
    Leading: willing { Link: membership_id role_id; }
    Leading: on_break { Link: membership_id; }
    Leading: turn { Link: id meeting_id role_id membership_id; Code: state; Time: since_at; }
    Leading: turn_record { Link: role_id membership_id; Count: run count; Time: last_week; }
    Leading: swap { Link: id turn_id membership_id other_id; }
    Deciding: agreement_rule { Link: group_id; Words: why; Code: rule; Count: value; Time: since_at review_on; }
    Deciding: agreement_version { Link: group_id proposal_id; Words: text why; Code: rules is_text; Count: number; Time: since_at review_on; }
    Deciding: acceptance { Link: membership_id; Count: number; Time: accepted_at; }
    Deciding: proposal { Link: id group_id membership_id about_id; Words: title why detail; Code: what rule method silence_is_consent did_not_fit; Count: value review_months quorum_percent electors round; Time: opened_at deadline withdrawn_at carried_out_at; }
    Deciding: elector { Link: id proposal_id membership_id; Code: took_part; }
    Deciding: voice { Link: id proposal_id elector_id; Sealed: words; Code: kind; Count: round; Time: said_at taken_back_at; }
    Deciding: ballots { Link: proposal_id; Code: choice; Count: count; }
    Deciding: assembly_call { Link: id group_id membership_id; Words: address online_url; Time: meets_at expires_at; }
    Deciding: agenda_point { Link: id group_id membership_id; Sealed: words; Time: added_at; }
    Deciding: ending { Link: group_id into_group_id; Words: farewell; Code: keeps; Time: closed_at kept_until; }
    Deciding: welcome { Link: group_id of_group_id; Time: until; }
    Deciding: group_log { Link: id group_id membership_id about_id; Words: was became; Code: kind; Count: turn; Time: at; }
    Hardship: step_back { Link: id membership_id ordered_by_id reporter_id; Code: is_ordered; Time: from_at until_at; }
    Hardship: mediation { Link: id group_id asked_by_id about_id mediator_id; Code: about_says mediator_says; Time: made_at; }
    Hardship: report { Link: id group_id to_id programme_id about_id; Secret: receipt; Time: narrows_from made_at closed_at; }
    Hardship: report_word { Link: id report_id; Sealed: words; Code: by_reporter; Count: number; Time: made_at; }
    Hardship: grounds { Link: proposal_id; Sealed: words reply; Code: mediation_offered in_danger; }
    Hardship: exclusion { Link: membership_id proposal_id appeal_id; Count: months; Time: decided_at; }
    Hardship: shut_door { Link: id group_id person_id; Time: until_on; }
    Sessions: plan { Link: id series_id meeting_id group_id programme_id; Words: name; }
    Sessions: session { Link: id plan_id; Words: name; Code: kind; Count: position minutes; }
    Sessions: session_leader { Link: session_id membership_id; }
    Sessions: meeting_words { Link: group_id; Words: opening closing; Code: right_to_pass no_cross_talk; Count: version; }
    Sessions: offer { Link: id membership_id meeting_id; Sealed: words; Code: kind; }
    Notes: experience { Link: id group_id signed_by; Secret: author_mark; Sealed: words; Code: stays may_open opened_to; Count: version; Time: month; }
    Counted: tally { Link: id series_id; Code: cause; Count: heads first_time roles slip revision; Time: original_local day sealed_at quarter_at; }
    Counted: held_back { Link: group_id; Time: week; }
    Counted: passed_on { Link: group_id; Time: week; }
    Counted: quarter_plan { Link: id programme_id; Code: quarter; Time: made_at; }
    Counted: quarter_cell { Link: quarter_plan_id; Code: cell; Count: group_count; }
    Counted: released_week { Link: id programme_id; Code: line; Time: week; }
    Counted: spending { Link: released_week_id; Code: kind; Count: year quarters; }
    Counted: shown_week { Link: released_week_id; Time: at; }
    Mail: reminder_choice { Link: id membership_id; Count: hours_before; }
    Mail: outbox { Link: id person_id membership_id meeting_id group_id link_id hello_id series_id pause_id mandate_id proposal_id turn_id contact_id; Secret: key lease_token; Code: kind channel state was_zone; Count: time_version hours_before attempts; Time: was_local made_at due_at expires_at lease_until settled_at; }
    Mail: mail_log { Code: kind state; Count: count; Time: day; }
    Mail: calendar_feed { Link: id person_id; Sealed: words; Code: title says_where; Time: made_at changed_at; }
    Public: groups { Link: id programme_id place_id; Secret: import_key; Words: slug name about search_text; Code: tie zone state listed joining step_free shows_full shows_agreement; Count: revision confirm_within_days dates_revision; Time: last_confirmed_on made_at changed_at; }
    Public: group_field { Link: group_id field_id; }
    Public: group_language { Link: group_id; Code: language; }
    Public: series { Link: id group_id follows_id; Sealed: joining_secret; Words: title address how_to_get_in online_url note open_to; Code: kind zone rule format openness other_openness_on; Count: minutes places revision latitude longitude; Time: start_local made_at last_on; }
    Public: series_source { Link: series_id programme_id; Secret: digest; Words: entry; }
    Public: meeting { Link: id series_id; Words: address how_to_get_in online_url; Code: state is_extra format openness; Count: time_version revision minutes; Time: original_local moved_to changed_at; }
    Public: pause { Link: id group_id; Words: words; Code: is_rest; Time: from_date to_date made_at; }
    Public: dates_before { Link: id group_id; Words: dates; Count: revision; Time: made_at; }
    Public: programme { Link: id; Words: slug name about; Code: zone; Time: made_at; }
    Public: programme_language { Link: programme_id; Code: language; }
    Public: programme_sponsor { Link: programme_id; Words: line; Count: position; }
    Public: programme_place { Link: programme_id place_id; }
    Public: programme_field { Link: programme_id field_id; }
    Public: narrative { Link: programme_id; Words: words; Code: quarter; Count: seminars people_trained rooms_lent inquiries revision; }
    Public: place { Link: id parent_id; Words: slug; }
    Public: place_name { Link: place_id; Words: name; Code: language; }
    Public: field { Link: id; Words: slug; }
    Public: field_name { Link: field_id; Words: name; Code: language; }
    House: erasure { Secret: mark; Time: at; }
    House: installation { Secret: key_fingerprint; Count: id; Time: made_at; }
};
