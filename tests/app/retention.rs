//! What is over goes: each term of the retention table, by the clock. The times stand here once more, so that a term is
//! not changed by accident.

use std::collections::BTreeSet;

use parea::domain::time::Instant;
use parea::jobs::{plan_reminders, purge, send_mail};
use parea::store::retention::{End, TABLE};

use crate::support::app::TestApp;
use crate::support::databases::Kind;
use crate::support::groups::Circle;
use crate::support::people::PASSWORD;

/// Table, the column from which its term counts, and when rows that are made on Monday, 7 December, at 10:00 UTC must be gone.
const GONE: [(&str, &str, &str); 42] = [
    ("sign_in", "seen_at", "2026-12-21T10:00:00Z"),
    ("sign_in", "expires_at", "2027-03-07T10:00:00Z"),
    ("code_app", "made_at", "2026-12-07T11:00:00Z"),
    ("ceremony", "expires_at", "2026-12-07T10:05:00Z"),
    ("one_time_link", "expires_at", "2026-12-10T10:00:00Z"),
    ("hello", "expires_at", "2027-01-06T10:00:00Z"),
    ("invitation", "expires_at", "2026-12-22T10:00:00Z"),
    ("answer", "original_local", "2026-12-12T19:00:00Z"),
    ("answer", "moved_to", "2026-12-13T18:00:00Z"),
    ("arrival", "original_local", "2026-12-12T19:00:00Z"),
    ("arrival", "moved_to", "2026-12-13T18:00:00Z"),
    ("plan", "original_local", "2027-02-16T19:00:00Z"),
    ("plan", "moved_to", "2027-02-17T18:00:00Z"),
    ("session_leader", "original_local", "2026-12-12T19:00:00Z"),
    ("session_leader", "moved_to", "2026-12-13T18:00:00Z"),
    ("offer", "original_local", "2026-12-12T19:00:00Z"),
    ("offer", "moved_to", "2026-12-13T18:00:00Z"),
    ("step_back", "until_at", "2026-12-14T10:00:00Z"),
    ("mediation", "made_at", "2027-03-07T10:00:00Z"),
    ("report", "made_at", "2027-12-07T10:00:00Z"),
    ("look", "made_at", "2027-12-07T10:00:00Z"),
    ("contact", "made_at", "2027-01-06T10:00:00Z"),
    ("contact_message", "made_at", "2027-01-06T10:00:00Z"),
    ("shut_door", "until_on", "2027-03-14T00:00:00Z"),
    ("accompaniment", "until_on", "2027-02-04T00:00:00Z"),
    ("guest", "original_local", "2026-12-12T19:00:00Z"),
    ("guest", "moved_to", "2026-12-13T18:00:00Z"),
    ("turn", "original_local", "2026-12-12T19:00:00Z"),
    ("turn", "moved_to", "2026-12-13T18:00:00Z"),
    ("meeting", "original_local", "2026-12-12T19:00:00Z"),
    ("dates_before", "made_at", "2026-12-07T10:10:00Z"),
    ("outbox", "expires_at", "2026-12-12T16:58:00Z"),
    ("outbox", "settled_at", "2026-12-11T17:00:00Z"),
    ("mail_log", "day", "2027-01-06T00:00:00Z"),
    ("assembly_call", "expires_at", "2026-12-13T16:00:00Z"),
    ("agenda_point", "added_at", "2027-12-07T10:00:00Z"),
    ("group_log", "at", "2028-12-06T10:00:00Z"),
    ("tally", "quarter_at", "2028-01-06T07:00:00Z"),
    ("held_back", "week", "2027-12-07T00:00:00Z"),
    ("passed_on", "week", "2027-12-07T00:00:00Z"),
    ("ending", "kept_until", "2027-01-06T10:00:00Z"),
    ("welcome", "until", "2027-01-06T10:00:00Z"),
];

/// Makes rows of a table that end by the term that counts from `since`.
async fn make(app: &TestApp, table: &str, since: &str) {
    match (table, since) {
        ("sign_in", "seen_at") => {
            app.person().await;
        }
        ("sign_in", "expires_at") => {
            let person = app.person().await;
            for _ in 0..8 {
                app.app.clock.advance(chrono::TimeDelta::days(10));
                assert_eq!(person.browser.get("/me").await.status, 200);
            }
        }
        ("code_app", "made_at") => {
            let person = app.person().await;
            let form = person.browser.get("/me/security/steps").await;
            let asked = [("password_for_app", PASSWORD)];
            person.browser.post(&form, "/me/security/steps/app", &asked).await;
        }
        ("ceremony", "expires_at") => {
            let browser = app.browser();
            let form = browser.get("/sign-in").await;
            browser.post(&form, "/sign-in/passkey", &[]).await;
        }
        ("one_time_link", "expires_at") => {
            app.person_at("ana@example.org").await;
        }
        ("hello", "expires_at") => {
            let circle = app.a_group_joined_by("Tuesday circle", "welcome").await;
            let (ben, path) = (app.person().await, format!("/groups/{}/join", circle.slug));
            let form = ben.browser.get(&path).await;
            ben.browser.submit(&form, &path, &[("my_name", "Ben"), ("hello", "May I come?")]).await;
        }
        ("invitation", "expires_at") => {
            app.a_group("Tuesday circle").await.invitation().await;
        }
        ("answer" | "meeting", "original_local") => {
            let circle = app.a_group("Tuesday circle").await;
            circle.meets_weekly("").await;
            let meeting = circle.meetings().await.remove(0);
            circle.answered_by(&circle.leader, &meeting, "coming").await;
        }
        ("arrival", "original_local") => {
            let circle = app.a_group("Tuesday circle").await;
            circle.meets_weekly("").await;
            let meeting = circle.meetings().await.remove(0);
            somebody_new_comes(app, &circle.slug, &meeting).await;
        }
        ("step_back", "until_at") => {
            let circle = app.a_group("Tuesday circle").await;
            let (leader, path) = (&circle.leader.browser, format!("/g/{}/step-back", circle.id));
            let form = leader.get(&path).await;
            assert_eq!(leader.post(&form, &path, &[("weeks", "1")]).await.status, 303);
        }
        ("mediation", "made_at") => {
            let circle = app.a_group("Tuesday circle").await;
            circle.joined_by(&app.person().await, "Ben").await;
            let (leader, path) = (&circle.leader.browser, format!("/g/{}/mediation", circle.id));
            let form = leader.get(&path).await;
            let ben = form.values("#about option").remove(1);
            assert_eq!(leader.post(&form, &path, &[("about", &ben)]).await.status, 303);
        }
        ("look" | "contact" | "contact_message", "made_at") => {
            let circle = app.a_group("Tuesday circle").await;
            let ben = app.person().await;
            circle.joined_by(&ben, "Ben").await;
            let path = format!("/me/privacy/{}", circle.id);
            let form = ben.browser.get(&path).await;
            ben.browser.fill(&form, &path, &[("reach", "group")]).await;
            let leader = &circle.leader.browser;
            let people = leader.get(&format!("/g/{}/people", circle.id)).await;
            let of_ben = people.links("li.card h2 a").remove(0);
            if table == "look" {
                leader.post(&people, &format!("{of_ben}/reach"), &[]).await;
                return;
            }
            let at = leader.post(&people, &format!("{of_ben}/ask"), &[]).await.location().unwrap();
            if table == "contact_message" {
                let page = ben.browser.get(&at).await;
                ben.browser.post(&page, &format!("{at}/answer"), &[("answer", "yes")]).await;
                ben.browser.post(&page, &at, &[("words", "Hello")]).await;
            }
        }
        ("report", "made_at") => {
            let circle = app.a_group("Tuesday circle").await;
            let ben = app.person().await;
            circle.joined_by(&ben, "Ben").await;
            let path = format!("/g/{}/report", circle.id);
            let form = ben.browser.get(&path).await;
            let ana = form.values("#to option").remove(1);
            let told = ben.browser.post(&form, &path, &[("to", &ana), ("words", "Tea is cold.")]).await;
            assert_eq!(told.status, 200);
        }
        ("shut_door", "until_on") => {
            app.a_group("Tuesday circle").await;
            let (group, person) = (app.db.ids("groups AS it")[0], app.db.ids("person AS it")[0]);
            let row = format!("1, {group}, {person}, '2027-03-14'");
            app.db.execute(&format!(
                "INSERT INTO shut_door (id, group_id, person_id, until_on) VALUES ({row})"
            ));
        }
        ("held_back" | "passed_on", "week") => {
            app.a_group("Tuesday circle").await;
            let group = app.db.ids("groups AS it")[0];
            app.db.execute(&format!("INSERT INTO {table} (group_id, week) VALUES ({group}, '2026-12-07')"));
        }
        ("accompaniment", "until_on") => {
            app.a_group("Tuesday circle").await;
            let row = format!("1, {}, 'advice', '2027-01-31'", app.db.ids("groups AS it")[0]);
            app.db.execute(&format!(
                "INSERT INTO accompaniment (id, group_id, scope, until_on) VALUES ({row})"
            ));
        }
        ("guest", "original_local") => {
            let circle = app.a_group("Tuesday circle").await;
            circle.meets_weekly("").await;
            let meeting = circle.meetings().await.remove(0);
            a_guest_is_asked(&circle, &meeting).await;
        }
        ("answer" | "arrival" | "guest", "moved_to") => {
            let circle = app.a_group("Tuesday circle").await;
            circle.meets_weekly("").await;
            let meeting = circle.meetings().await.remove(1);
            circle.answered_by(&circle.leader, &meeting, "coming").await;
            somebody_new_comes(app, &circle.slug, &meeting).await;
            a_guest_is_asked(&circle, &meeting).await;
            let path = format!("/g/{}/meetings/{meeting}", circle.id);
            let form = circle.leader.browser.get(&format!("{path}/change")).await;
            let earlier = [("date", "2026-12-09"), ("time", "18:00")];
            let page = circle.leader.browser.post(&form, &format!("{path}/move"), &earlier).await;
            assert_eq!(page.status, 303, "{}", page.body);
        }
        ("plan" | "session_leader" | "offer", since) => {
            let circle = app.a_group("Tuesday circle").await;
            circle.meets_weekly("").await;
            let number = usize::from(since == "moved_to");
            let meeting = circle.meetings().await.remove(number);
            circle.answered_by(&circle.leader, &meeting, "coming").await;
            if since == "moved_to" {
                circle.moved(&meeting, "2026-12-09", "18:00").await;
            }
            let (meeting, member) = (app.db.ids("meeting AS it")[0], app.db.ids("membership AS it")[0]);
            app.db.execute(&format!(
                "INSERT INTO plan (id, meeting_id) VALUES (1, {meeting});
                 INSERT INTO session (id, plan_id, position, kind, minutes) VALUES (1, 1, 0, 'topic', 90);
                 INSERT INTO session_leader (session_id, membership_id) VALUES (1, {member});
                 INSERT INTO offer (id, membership_id, meeting_id, kind, words) VALUES (1, {member}, {meeting}, 'topic', '')"
            ));
        }
        ("turn", since) => {
            let circle = app.a_group("Tuesday circle").await;
            circle.meets_weekly("").await;
            let meeting = circle.meetings().await.remove(usize::from(since == "moved_to"));
            let leader = &circle.leader.browser;
            let path = format!("/g/{}/series/{}/roles", circle.id, meeting.split('-').next().unwrap());
            let form = leader.get(&path).await;
            assert_eq!(leader.post(&form, &path, &[("kind", "tea")]).await.status, 303);
            let form = leader.get(&format!("/g/{}", circle.id)).await;
            let take = form.actions(&format!("/meetings/{meeting}/roles/")).remove(0);
            assert_eq!(leader.post(&form, &take, &[]).await.status, 303);
            if since == "moved_to" {
                circle.moved(&meeting, "2026-12-09", "18:00").await;
            }
        }
        ("assembly_call", "expires_at") | ("agenda_point", "added_at") => {
            let circle = app.a_group("Tuesday circle").await;
            let (leader, path) = (&circle.leader.browser, format!("/g/{}/assembly", circle.id));
            let form = leader.get(&path).await;
            let when = [("date", "2026-12-20"), ("time", "18:00")];
            assert_eq!(leader.post(&form, &path, &when).await.status, 303);
            assert_eq!(leader.post(&form, &format!("{path}/points"), &[("point", "Tea")]).await.status, 303);
        }
        ("ending", "kept_until") => {
            app.a_group("Tuesday circle").await;
            let id = app.db.ids("groups AS it")[0];
            let columns = "ending (group_id, farewell, keeps, closed_at, kept_until)";
            app.db.execute(&format!(
                "INSERT INTO {columns} VALUES ({id}, '', 'farewell', '2026-12-07 10:00:00', '2027-01-06 10:00:00')"
            ));
        }
        ("welcome", "until") => {
            app.a_group("Tuesday circle").await;
            app.a_group("Friday circle").await;
            let both = app.db.ids("groups AS it");
            let row = format!("{}, {}, '2027-01-06 10:00:00'", both[0], both[1]);
            app.db.execute(&format!("INSERT INTO welcome (group_id, of_group_id, until) VALUES ({row})"));
        }
        ("group_log", "at") => {
            app.a_group("Tuesday circle").await;
        }
        ("tally", "quarter_at") => {
            let circle = app.a_group("Tuesday circle").await;
            circle.meets_weekly("").await;
            let meeting = circle.meetings().await.remove(0);
            app.app.clock.advance(chrono::TimeDelta::hours(32));
            super::tally::counts(&circle.leader, &circle, &meeting, &[("heads", "11")]).await;
        }
        ("dates_before", "made_at") => {
            let circle = app.a_group("Tuesday circle").await;
            circle.meets_weekly("").await;
            let meeting = circle.meetings().await.remove(1);
            let page = circle.leader.browser.get(&format!("/g/{}", circle.id)).await;
            let cancel = format!("/g/{}/meetings/{meeting}/cancel", circle.id);
            assert_eq!(circle.leader.browser.post(&page, &cancel, &[]).await.status, 303);
        }
        ("outbox", "expires_at") => {
            a_reminder_waits(app).await;
        }
        ("outbox", "settled_at") => {
            a_reminder_waits(app).await;
            app.app.clock.advance(chrono::TimeDelta::hours(7));
            assert_eq!(send_mail::run_once(&app.app, || true).await.unwrap(), 1);
        }
        ("mail_log", "day") => {
            app.person_at("ana@example.org").await;
            send_mail::run_once(&app.app, || true).await.unwrap();
        }
        _ => panic!("{table} ends by {since}: make such a row here"),
    }
}

async fn somebody_new_comes(app: &TestApp, slug: &str, meeting: &str) {
    let path = format!("/groups/{slug}/meetings/{meeting}/coming");
    assert_eq!(app.browser().post_raw(&path, "").await.status, 303);
}

async fn a_guest_is_asked(circle: &Circle, meeting: &str) {
    let path = format!("/g/{}/meetings/{meeting}/guests", circle.id);
    let form = circle.leader.browser.get(&path).await;
    assert_eq!(circle.leader.browser.post(&form, &path, &[]).await.status, 200);
}

/// For the day before a meeting that begins on Tuesday at 17:00 UTC; two minutes earlier it is too late for it.
async fn a_reminder_waits(app: &TestApp) {
    let circle = app.a_group("Tuesday circle").await;
    circle.meets_weekly("").await;
    let ben = app.person_at("ben@example.org").await;
    circle.joined_by(&ben, "Ben").await;
    let form = ben.browser.get("/me/reminders").await;
    let path = format!("/me/reminders/{}", circle.id);
    ben.browser.submit(&form, &path, &[("when", "0"), ("channel", "mail")]).await;
    plan_reminders::run_once(&app.app).await.unwrap();
}

#[test]
fn every_term_is_tried() {
    let terms = TABLE.iter().flat_map(|row| {
        row.ends.iter().filter_map(move |end| match end {
            End::After(term) => Some((row.table, term.since)),
            End::Emptied(_) | End::With(_) | End::Kept(_) => None,
        })
    });
    let tried: BTreeSet<_> = GONE.iter().map(|(table, since, _)| (*table, *since)).collect();
    assert_eq!(terms.collect::<BTreeSet<_>>(), tried);
}

on_both! {
    async fn what_is_over_goes_at_its_time_and_not_before(app: TestApp) {
        for (table, since, at) in GONE {
            let app = TestApp::on(app.db.kind).await;
            make(&app, table, since).await;
            let at = Instant::parse_rfc3339(at).unwrap();
            app.app.clock.set(at.minus(chrono::TimeDelta::seconds(1)));
            purge::run_once(&app.app).await.unwrap();
            assert!(app.db.count(table) > 0, "{table} by {since}: gone before its time");
            app.app.clock.set(at);
            purge::run_once(&app.app).await.unwrap();
            assert_eq!(app.db.count(table), 0, "{table} by {since}: still there");
        }
    }
}
