//! How long things stay. One row for every table: a term after which the job deletes, the rows with which it goes, or
//! whose it is for as long as they wish. The sweep is made from the table, so what it says is what happens.
//!
//! `tests/migrations.rs` compares it with the schema and with the cascades of both databases; `tests/app/retention.rs`
//! tries each term by the clock. What people delete themselves (leaving, signing out, deciding a hello) is not here.

use chrono::TimeDelta;
use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::schema::{
    agenda_point, answer, arrival, assembly_call, ceremony, contact_message, dates_before, guest, hello,
    invitation, look, mediation, one_time_link, outbox, report, sign_in, step_back, tally, welcome,
};
use super::{app_codes, contacts, endings, log, looks, mediations, reports, sign_ins, turns};
use crate::access::MayRun;
use crate::domain::time::Instant;

mod sweeps;

use sweeps::*;

/// A table, and every way in which its rows end.
pub struct Row {
    pub table: &'static str,
    pub ends: &'static [End],
}

/// One way.
pub enum End {
    /// The job deletes it.
    After(Term),
    /// The job empties what was written in it; the row stays.
    Emptied(Term),
    /// With a row of that table, by ON DELETE CASCADE.
    With(&'static str),
    /// It does not end by itself: it is theirs.
    Kept(Keeper),
}

/// So long after the time in a column.
pub struct Term {
    pub after: TimeDelta,
    pub since: &'static str,
    /// Deletes what has reached this time.
    sweep: fn(&mut Conn, Instant) -> Result<usize, StoreError>,
}

/// Who decides about what is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeper {
    /// Until it stands in the journal beside the database: `jobs::keep_journal`.
    Journal,
    Installation,
    Programme,
    Group,
    /// For good: it was published, and holds no person.
    Released,
    /// As long as there is the account.
    Person,
}

/// What is good until a time of its own.
const AT_ONCE: TimeDelta = TimeDelta::zero();
/// Used and expired links: for a day they say that they are over.
const LINKS: TimeDelta = TimeDelta::days(1);
/// Answers and messages about a meeting. A meeting is over a day after it began, wherever it was.
const AFTER_A_MEETING: TimeDelta = TimeDelta::hours(72 + 24);
/// What was done on a date, without who led it: as long as a group that meets once a month may copy it for the next.
const PLANS: TimeDelta = TimeDelta::days(70);
/// Who accompanied a group, and under which name. The last day counts, wherever it is.
const AFTER_AN_ACCOMPANIMENT: TimeDelta = TimeDelta::hours(72 + 24);
/// How long a change of dates can be undone.
pub(in crate::store) const TO_UNDO: TimeDelta = TimeDelta::minutes(10);
/// What somebody wanted to talk about, where no assembly ever was.
const POINTS: TimeDelta = TimeDelta::days(365);
/// A group's log, unless the group has agreed on longer or shorter: two years.
const LOG: TimeDelta = TimeDelta::days(730);
/// What was counted, after the release of its quarter.
const A_YEAR: TimeDelta = TimeDelta::days(365);
/// The log of mail: kind, state, day.
const MAIL_LOG: TimeDelta = TimeDelta::days(30);

/// A term that counts from a column of the table itself.
macro_rules! after {
    ($after:expr, $table:ident.$column:ident) => {
        End::After(Term {
            after: $after,
            since: stringify!($column),
            sweep: |db, before| {
                Ok(diesel::delete($table::table.filter($table::$column.le(before))).execute(&mut db.db)?)
            },
        })
    };
}

/// What hangs on a meeting, a term after the date that it has by its rule, or the one to which it was moved.
macro_rules! after_meeting {
    ($table:ident, moved) => {
        after_meeting!($table, "moved_to", moved_and_over)
    };
    ($table:ident) => {
        after_meeting!($table, "original_local", over)
    };
    ($table:ident, $since:literal, $over:ident) => {
        End::After(Term {
            after: AFTER_A_MEETING,
            since: $since,
            sweep: |db, before| {
                let on_it = $table::table.filter($table::meeting_id.eq_any($over(before)));
                Ok(diesel::delete(on_it).execute(&mut db.db)?)
            },
        })
    };
}

const fn row(table: &'static str, ends: &'static [End]) -> Row {
    Row { table, ends }
}

/// Every table.
pub const TABLE: &[Row] = &[
    row("installation", &[End::Kept(Keeper::Installation)]),
    row("erasure", &[End::Kept(Keeper::Journal)]),
    row("person", &[End::Kept(Keeper::Person)]),
    row(
        "sign_in",
        &[after!(AT_ONCE, sign_in.expires_at), after!(sign_ins::IDLE, sign_in.seen_at), End::With("person")],
    ),
    row("consent", &[End::With("person")]),
    row("recovery_code", &[End::With("person")]),
    row(
        "code_app",
        &[
            End::After(Term { after: app_codes::WAITS, since: "made_at", sweep: app_codes::never_on }),
            End::With("person"),
        ],
    ),
    row("passkey", &[End::With("person")]),
    row("ceremony", &[after!(AT_ONCE, ceremony.expires_at), End::With("person")]),
    row("one_time_link", &[after!(LINKS, one_time_link.expires_at), End::With("person")]),
    row("place", &[End::Kept(Keeper::Installation)]),
    row("place_name", &[End::With("place")]),
    row("field", &[End::Kept(Keeper::Installation)]),
    row("field_name", &[End::With("field")]),
    row("programme", &[End::Kept(Keeper::Programme)]),
    row("narrative", &[End::Kept(Keeper::Programme)]),
    row("programme_language", &[End::With("programme")]),
    row("programme_sponsor", &[End::With("programme")]),
    row("programme_place", &[End::With("programme")]),
    row("programme_field", &[End::With("programme")]),
    row("coordinator", &[End::With("programme"), End::With("person")]),
    row("groups", &[End::Kept(Keeper::Group)]),
    row("group_field", &[End::With("groups")]),
    row("group_language", &[End::With("groups")]),
    row("membership", &[End::With("person"), End::With("groups")]),
    row("audience_choice", &[End::With("membership")]),
    row("look", &[after!(looks::KEPT, look.made_at), End::With("membership")]),
    row("block", &[End::With("membership")]),
    row(
        "contact",
        &[
            End::After(Term { after: contacts::KEPT, since: "made_at", sweep: contacts::never_agreed }),
            End::With("membership"),
        ],
    ),
    row("contact_message", &[after!(contacts::KEPT, contact_message.made_at), End::With("contact")]),
    row("mandate", &[End::With("membership")]),
    row("agreement_rule", &[End::With("groups")]),
    row(
        "group_log",
        &[End::After(Term { after: LOG, since: "at", sweep: log::forget }), End::With("groups")],
    ),
    row("proposal", &[End::With("groups")]),
    row("elector", &[End::With("proposal")]),
    row("voice", &[End::With("proposal"), End::With("elector")]),
    row("ballots", &[End::With("proposal")]),
    // Beside that, each goes when its author does, unless they chose otherwise.
    row("experience", &[End::With("groups")]),
    row("agreement_version", &[End::With("groups")]),
    row("acceptance", &[End::With("membership")]),
    row("handover_item", &[End::With("groups")]),
    row(
        "assembly_call",
        &[after!(AT_ONCE, assembly_call.expires_at), End::With("groups"), End::With("membership")],
    ),
    row(
        "agenda_point",
        &[after!(POINTS, agenda_point.added_at), End::With("groups"), End::With("membership")],
    ),
    row(
        "ending",
        &[
            End::After(Term { after: AT_ONCE, since: "kept_until", sweep: endings::forget }),
            End::With("groups"),
        ],
    ),
    row("welcome", &[after!(AT_ONCE, welcome.until), End::With("groups")]),
    row("hello", &[after!(AT_ONCE, hello.expires_at), End::With("person"), End::With("groups")]),
    row("hello_answer", &[End::With("hello"), End::With("membership")]),
    row("invitation", &[after!(LINKS, invitation.expires_at), End::With("groups")]),
    row("calendar_feed", &[End::With("person")]),
    row("series", &[End::With("groups")]),
    row(
        "pause",
        &[
            // Calendars elsewhere begin a series at its first date, and have to know of every date that a pause has taken.
            End::Emptied(Term { after: AFTER_A_MEETING, since: "to_date", sweep: words_of_pauses }),
            End::With("groups"),
        ],
    ),
    row("dates_before", &[after!(TO_UNDO, dates_before.made_at), End::With("groups")]),
    row("series_source", &[End::With("series"), End::With("programme")]),
    row("role", &[End::With("groups")]),
    row("role_at", &[End::With("role"), End::With("series")]),
    row("willing", &[End::With("membership"), End::With("role")]),
    row("on_break", &[End::With("membership")]),
    row("turn_record", &[End::With("membership"), End::With("role")]),
    row("swap", &[End::With("turn"), End::With("membership")]),
    // Before the meetings, with whose rows they would go without a trace.
    row(
        "turn",
        &[
            End::After(Term { after: AFTER_A_MEETING, since: "moved_to", sweep: turns::of_moved_meetings }),
            End::After(Term { after: AFTER_A_MEETING, since: "original_local", sweep: turns::of_meetings }),
            End::With("meeting"),
            End::With("role"),
            End::With("membership"),
        ],
    ),
    row(
        "meeting",
        &[
            End::After(Term { after: AFTER_A_MEETING, since: "original_local", sweep: unchanged_meetings }),
            End::With("series"),
        ],
    ),
    row(
        "answer",
        &[
            after_meeting!(answer, moved),
            after_meeting!(answer),
            End::With("meeting"),
            End::With("membership"),
        ],
    ),
    row("arrival", &[after_meeting!(arrival, moved), after_meeting!(arrival), End::With("meeting")]),
    row(
        "plan",
        &[
            End::After(Term { after: PLANS, since: "moved_to", sweep: plans_of_moved_meetings }),
            End::After(Term { after: PLANS, since: "original_local", sweep: plans_of_meetings }),
            End::With("meeting"),
            End::With("series"),
            End::With("groups"),
            End::With("programme"),
        ],
    ),
    row("session", &[End::With("plan")]),
    row(
        "session_leader",
        &[
            End::After(Term { after: AFTER_A_MEETING, since: "moved_to", sweep: leaders_at_moved_meetings }),
            End::After(Term { after: AFTER_A_MEETING, since: "original_local", sweep: leaders_at_meetings }),
            End::With("session"),
            End::With("membership"),
        ],
    ),
    row("meeting_words", &[End::With("groups")]),
    row(
        "offer",
        &[
            End::After(Term { after: AFTER_A_MEETING, since: "moved_to", sweep: offers_for_moved_meetings }),
            End::After(Term { after: AFTER_A_MEETING, since: "original_local", sweep: offers_for_meetings }),
            End::With("membership"),
            End::With("meeting"),
        ],
    ),
    row(
        "accompaniment",
        &[
            End::After(Term {
                after: AFTER_AN_ACCOMPANIMENT,
                since: "until_on",
                sweep: accompaniments_that_ended,
            }),
            End::With("groups"),
            End::With("person"),
        ],
    ),
    row("step_back", &[after!(AT_ONCE, step_back.until_at), End::With("membership")]),
    row(
        "mediation",
        &[after!(mediations::KEPT, mediation.made_at), End::With("groups"), End::With("membership")],
    ),
    row("report", &[after!(reports::KEPT, report.made_at), End::With("groups")]),
    row("report_word", &[End::With("report")]),
    // When it is decided, they go at once: `exclusions::settle`.
    row("grounds", &[End::With("proposal")]),
    row("exclusion", &[End::With("membership"), End::With("proposal")]),
    row(
        "shut_door",
        &[
            End::After(Term { after: AT_ONCE, since: "until_on", sweep: doors_that_open }),
            End::With("groups"),
            End::With("person"),
        ],
    ),
    row(
        "guest",
        &[after_meeting!(guest, moved), after_meeting!(guest), End::With("meeting"), End::With("person")],
    ),
    row("tally", &[after!(A_YEAR, tally.quarter_at), End::With("series")]),
    row(
        "held_back",
        &[End::After(Term { after: A_YEAR, since: "week", sweep: weeks_held_back }), End::With("groups")],
    ),
    row(
        "passed_on",
        &[End::After(Term { after: A_YEAR, since: "week", sweep: weeks_passed_on }), End::With("groups")],
    ),
    // What is released stays: it holds no person.
    row("quarter_plan", &[End::Kept(Keeper::Released)]),
    row("quarter_cell", &[End::Kept(Keeper::Released)]),
    row("released_week", &[End::Kept(Keeper::Released)]),
    row("spending", &[End::Kept(Keeper::Released)]),
    row("shown_week", &[End::Kept(Keeper::Released)]),
    row("reminder_choice", &[End::With("membership")]),
    row(
        "outbox",
        &[
            // What waits on the site stays as long as it is of use; what was settled is kept only so that it is not said
            // twice.
            after!(AFTER_A_MEETING, outbox.expires_at),
            after!(AFTER_A_MEETING, outbox.settled_at),
            End::With("person"),
            End::With("membership"),
            End::With("meeting"),
            End::With("groups"),
            End::With("one_time_link"),
            End::With("hello"),
            End::With("series"),
            End::With("pause"),
            End::With("mandate"),
            End::With("proposal"),
            End::With("turn"),
            End::With("contact"),
        ],
    ),
    row("mail_log", &[End::After(Term { after: MAIL_LOG, since: "day", sweep: counts_of_mail })]),
];

/// Deletes what is over, and empties what is to stay without its words. How many rows that were, without those that went
/// with them.
///
/// # Errors
/// When the database does not answer.
pub fn sweep(db: &mut Conn, _: &MayRun, now: Instant) -> Result<usize, StoreError> {
    let mut gone = 0;
    for end in TABLE.iter().flat_map(|row| row.ends) {
        if let End::After(term) | End::Emptied(term) = end {
            gone += (term.sweep)(db, now.minus(term.after))?;
        }
    }
    Ok(gone)
}
