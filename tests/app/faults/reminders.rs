//! Reminders and other mail: in time, once, and true.

use chrono::TimeDelta;
use parea::domain::quiet::{Calm, Quiet};
use parea::domain::reminder::{Choice, due, is_for, plan};
use parea::domain::rsvp::Answer;
use parea::domain::series::{Meeting, Schedule};
use parea::domain::time::{Instant, Wall, Zone};
use parea::jobs::plan_reminders;

use crate::reminders::{a_circle_and_ben, last_mail, round, text, wants};
use crate::support::app::TestApp;
use crate::support::databases::Kind;

fn at(text: &str) -> Instant {
    Instant::parse_rfc3339(text).unwrap()
}

fn hours(hours: u8) -> Choice {
    Choice::from_hours_before(hours).unwrap()
}

fn meeting(date: &str, time: &str) -> (Meeting, Zone) {
    let (zone, start) = (Zone::parse("Europe/Athens").unwrap(), Wall::parse(date, time).unwrap());
    let once = Schedule { start, zone, rule: "ONCE".parse().unwrap() };
    (once.meeting(start, None), zone)
}

#[test]
fn fault_04_the_day_before_is_the_same_time_on_the_wall_and_hours_are_hours() {
    for (date, time, day_before, a_day_of_hours, three_hours) in [
        // The clocks went forward at 03:00: that day has 23 hours.
        ("2026-03-29", "16:00", "2026-03-28T14:00:00Z", "2026-03-28T13:00:00Z", "2026-03-29T10:00:00Z"),
        // And back at 04:00: 25.
        ("2026-10-25", "16:00", "2026-10-24T13:00:00Z", "2026-10-24T14:00:00Z", "2026-10-25T11:00:00Z"),
        // Three hours before, across the change itself, is 01:00 on the wall.
        ("2026-03-29", "05:00", "2026-03-28T03:00:00Z", "2026-03-28T02:00:00Z", "2026-03-28T23:00:00Z"),
        ("2026-12-08", "19:00", "2026-12-07T17:00:00Z", "2026-12-07T17:00:00Z", "2026-12-08T14:00:00Z"),
    ] {
        let (meeting, zone) = meeting(date, time);
        assert_eq!(due(Choice::DayBefore, &meeting, zone), at(day_before), "{date} {time}");
        assert_eq!(due(hours(24), &meeting, zone), at(a_day_of_hours), "{date} {time}");
        assert_eq!(due(hours(3), &meeting, zone), at(three_hours), "{date} {time}");
    }
}

#[test]
fn fault_16_at_short_notice_it_goes_now_or_not_at_all_and_never_into_the_past() {
    let (meeting, zone) = meeting("2026-12-08", "19:00");
    let plan =
        |choices: &[Choice], now| plan(choices, &meeting, zone, Calm { quiet: Quiet::NEVER, zone }, at(now));
    let both = [Choice::DayBefore, hours(3)];
    assert_eq!(
        plan(&both, "2026-12-01T00:00:00Z"),
        [(Choice::DayBefore, at("2026-12-07T17:00:00Z")), (hours(3), at("2026-12-08T14:00:00Z"))]
    );
    assert_eq!(
        plan(&both, "2026-12-08T09:00:00Z"),
        [(Choice::DayBefore, at("2026-12-08T09:00:00Z")), (hours(3), at("2026-12-08T14:00:00Z"))]
    );
    let late = "2026-12-08T16:57:59Z";
    assert_eq!(plan(&both, late), [(hours(3), at(late))], "one, not two at once");
    assert_eq!(plan(&both, "2026-12-08T16:58:00Z"), []);
    assert_eq!(plan(&both, "2026-12-09T00:00:00Z"), []);
    assert_eq!(plan(&[], "2026-12-01T00:00:00Z"), []);
}

on_both! {
    async fn fault_11_a_mail_gives_the_right_hour_and_its_zone_on_both_sides_of_a_clock_change(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        circle.meets_weekly_from("2027-03-23", "").await;
        let ben = app.person_at("ben@example.org").await;
        round(&app).await;
        circle.joined_by(&ben, "Ben").await;
        wants(&ben, &circle, &["0"]).await;
        // 19:00 in Athens is 17:00 UTC in winter and 16:00 in summer.
        for (due, date) in [("2027-03-22T17:00:00Z", "23 March 2027"), ("2027-03-29T16:00:00Z", "30 March 2027")] {
            let until = at(due).since(app.app.clock.now()) - TimeDelta::minutes(1);
            app.app.clock.advance(until);
            assert_eq!(round(&app).await, 0, "a minute before it is due");
            app.app.clock.advance(TimeDelta::minutes(1));
            assert_eq!(round(&app).await, 1, "{due}");
            let words = text(&last_mail(&app));
            assert!(words.contains(date) && words.contains("19:00") && words.contains("Athens"), "{words}");
        }
    }

    async fn fault_12_moved_after_its_reminder_went_out_is_told_at_once_and_reminded_of_anew(app: TestApp) {
        let (circle, ben) = a_circle_and_ben(&app).await;
        wants(&ben, &circle, &["2", "0"]).await;
        app.app.clock.advance(TimeDelta::hours(7));
        assert_eq!(round(&app).await, 1, "the day before");
        let meeting = circle.meetings().await.remove(0);
        let file = format!("/groups/{}/meetings/{meeting}.ics", circle.slug);
        let sequence = async || {
            let file = app.browser().get(&file).await.body;
            let line = file.lines().filter_map(|line| line.strip_prefix("SEQUENCE:")).next_back();
            line.unwrap().parse::<u64>().unwrap()
        };
        let before = sequence().await;
        circle.moves(&meeting, "2026-12-09", "18:00").await;
        assert_eq!(round(&app).await, 1, "told at once");
        let words = text(&last_mail(&app));
        assert!(words.contains("8 December 2026, 19:00") && words.contains("9 December 2026, 18:00"), "{words}");
        assert!(sequence().await > before, "calendars that have it take the new time");
        app.app.clock.advance(TimeDelta::hours(22));
        assert_eq!(round(&app).await, 0, "two hours before the old time is past, and nothing came");
        app.app.clock.advance(TimeDelta::hours(1));
        assert_eq!(round(&app).await, 1, "the day before the new time");
        app.app.clock.advance(TimeDelta::hours(22));
        assert_eq!(round(&app).await, 1, "and two hours before it");
        assert_eq!(app.db.count("outbox WHERE kind = 'reminder' AND state = 'sent'"), 3);
        assert_eq!(app.db.count("outbox WHERE kind = 'reminder' AND state = 'superseded'"), 1, "the old one is gone");
    }

    async fn fault_14_never_a_second_reminder_and_a_missed_run_is_caught_up(app: TestApp) {
        let (circle, ben) = a_circle_and_ben(&app).await;
        wants(&ben, &circle, &["0"]).await;
        // Nothing ran when it was due, and for half a day after it; then two at once.
        app.app.clock.advance(TimeDelta::hours(20));
        let (one, other) = tokio::join!(round(&app), round(&app));
        assert_eq!(one + other, 1);
        for _ in 0..5 {
            app.app.clock.advance(TimeDelta::hours(2));
            assert_eq!(round(&app).await, 0);
        }
        app.app.clock.advance(TimeDelta::days(7));
        assert_eq!(round(&app).await, 1, "the next week's; the one whose time has passed is not made up for");
    }

    async fn fault_15_a_dead_worker_is_visible_and_loses_nothing(app: TestApp) {
        let (circle, ben) = a_circle_and_ben(&app).await;
        wants(&ben, &circle, &["0"]).await;
        plan_reminders::run_once(&app.app).await.unwrap();
        let health = async || app.browser().get("/healthz/mail").await.status;
        app.app.clock.advance(TimeDelta::hours(7) + TimeDelta::minutes(4));
        assert_eq!(health().await, 204, "due four minutes ago");
        app.app.clock.advance(TimeDelta::minutes(2));
        assert_eq!(health().await, 503);
        assert_eq!(app.browser().get("/readyz").await.status, 204, "people can still be served");
        assert_eq!(circle.meetings().await.len(), 8, "no job is needed for meetings to be there");
        assert_eq!(round(&app).await, 1);
        assert_eq!(health().await, 204);
    }

    async fn fault_20_who_waits_hears_no_see_you_there_and_is_told_when_a_place_is_free(app: TestApp) {
        let circle = app.a_group("Small circle").await;
        circle.meets_weekly("1").await;
        let (ben, cleo) = (app.person_at("ben@example.org").await, app.person_at("cleo@example.org").await);
        round(&app).await;
        circle.joined_by(&ben, "Ben").await;
        circle.joined_by(&cleo, "Cleo").await;
        wants(&ben, &circle, &["0", "2"]).await;
        wants(&cleo, &circle, &["0", "2"]).await;
        let meeting = circle.meetings().await.remove(0);
        circle.answered_by(&ben, &meeting, "coming").await;
        circle.answered_by(&cleo, &meeting, "coming").await;
        let seen = circle.leader.browser.get(&format!("/g/{}", circle.id)).await;
        let tally = seen.words(".tally").remove(0);
        assert!(tally.contains("One person is waiting.") && !tally.contains("Cleo"), "how many, but not who: {tally}");
        let public = app.browser().get(&format!("/groups/{}", circle.slug)).await;
        assert!(!public.body.contains("waiting"), "and outside not even that");
        app.app.clock.advance(TimeDelta::hours(7));
        assert_eq!(round(&app).await, 1);
        assert!(last_mail(&app).contains("To: ben@example.org\r\n"));
        circle.answered_by(&ben, &meeting, "not_coming").await;
        assert_eq!(round(&app).await, 2, "that there is a place, and the reminder that would have come");
        assert!(app.app.mailer.kept().iter().rev().take(2).all(|it| it.contains("To: cleo@example.org\r\n")));
        app.app.clock.advance(TimeDelta::hours(22));
        assert_eq!(round(&app).await, 1);
        assert!(last_mail(&app).contains("To: cleo@example.org\r\n"));
        let reminded = [None, Some(Answer::Coming), Some(Answer::Perhaps)];
        assert!(reminded.into_iter().all(is_for));
        assert!(![Some(Answer::Waiting), Some(Answer::NotComing)].into_iter().any(is_for));
    }

    async fn fault_22_no_reminder_comes_twice_on_the_days_the_clocks_change(app: TestApp) {
        let circle = app.a_group("Sunday circle").await;
        circle.meets_weekly_from("2027-03-28", "").await;
        let ben = app.person_at("ben@example.org").await;
        round(&app).await;
        circle.joined_by(&ben, "Ben").await;
        wants(&ben, &circle, &["0", "24", "2"]).await;
        // Sundays of 23 and of 25 hours, asked every half hour from the noon before.
        for noon in ["2027-03-27T10:00:00Z", "2027-10-30T10:00:00Z"] {
            app.app.clock.advance(at(noon).since(app.app.clock.now()));
            let mut sent = Vec::new();
            for _ in 0..70 {
                if round(&app).await > 0 {
                    sent.push(app.app.clock.now().to_string());
                }
                app.app.clock.advance(TimeDelta::minutes(30));
            }
            let expected = match noon {
                "2027-03-27T10:00:00Z" => ["2027-03-27T16:00:00Z", "2027-03-27T17:00:00Z", "2027-03-28T14:00:00Z"],
                _ => ["2027-10-30T16:00:00Z", "2027-10-30T17:00:00Z", "2027-10-31T15:00:00Z"],
            };
            assert_eq!(sent, expected);
        }
        assert_eq!(app.db.count("outbox WHERE kind = 'reminder' AND state = 'sent'"), 6);
    }
}
