//! Reminders and other mail: what was asked for, once, and never to somebody who said stop.

use chrono::TimeDelta;
use parea::domain::text::fold;
use parea::jobs::{plan_reminders, purge, send_mail};

use crate::support::app::TestApp;
use crate::support::browser::Page;
use crate::support::databases::Kind;
use crate::support::groups::Circle;
use crate::support::lexicon;
use crate::support::people::Person;

/// Plans and sends, as the service does by itself. How many mails left.
pub async fn round(app: &TestApp) -> usize {
    plan_reminders::run_once(&app.app).await.unwrap();
    send_mail::run_once(&app.app, || true).await.unwrap()
}

pub fn last_mail(app: &TestApp) -> String {
    app.app.mailer.kept().pop().expect("a mail")
}

/// The text part, as somebody reads it.
pub fn text(mail: &str) -> String {
    let body = mail.replace("=\r\n", "").replace("=E2=80=99", "’");
    body.replace("\r\n", "\n")
}

pub async fn wants(who: &Person, circle: &Circle, when: &[&str]) -> Page {
    let form = who.browser.get("/me/reminders").await;
    let mut fields: Vec<(&str, &str)> = when.iter().map(|hours| ("when", *hours)).collect();
    fields.push(("channel", "mail"));
    who.browser.submit(&form, &format!("/me/reminders/{}", circle.id), &fields).await
}

pub async fn a_circle_and_ben(app: &TestApp) -> (Circle, Person) {
    let circle = app.a_group("Tuesday circle").await;
    circle.meets_weekly("").await;
    let ben = app.person_at("ben@example.org").await;
    round(app).await;
    circle.joined_by(&ben, "Ben").await;
    (circle, ben)
}

on_both! {
    async fn a_reminder_comes_the_day_before_and_once(app: TestApp) {
        let (circle, ben) = a_circle_and_ben(&app).await;
        let page = wants(&ben, &circle, &["0"]).await;
        let of_circle = format!("form[action='/me/reminders/{}'] input[checked]", circle.id);
        assert_eq!(page.words(&of_circle).len(), 2, "the choice is kept");
        assert_eq!(round(&app).await, 0, "it is not due yet");
        app.app.clock.advance(TimeDelta::hours(7));
        assert_eq!(round(&app).await, 1);
        assert_eq!(round(&app).await, 0);
        let mail = last_mail(&app);
        for line in [
            "To: ben@example.org\r\n",
            "Subject: Reminder\r\n",
            "Auto-Submitted: auto-generated\r\n",
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n",
            "Date: Mon, 07 Dec 2026 17:00:00 +0000\r\n",
        ] {
            assert!(mail.contains(line), "{line} is missing in\n{mail}");
        }
        assert!(text(&mail).contains("8 December 2026"), "{mail}");
        assert!(text(&mail).contains("19:00"));
        assert!(!mail.contains("Tuesday circle"), "the group is not named unless the member wishes it");
    }

    async fn mails_say_as_much_as_their_reader_wishes(app: TestApp) {
        let (circle, ben) = a_circle_and_ben(&app).await;
        let meetings = circle.meetings().await;
        circle.answered_by(&ben, &meetings[1], "coming").await;
        let days = ["2026-12-16", "2026-12-17", "2026-12-18"];
        for (level, day) in ["full", "time", "neutral"].iter().zip(days) {
            let form = ben.browser.get("/me/reminders").await;
            let page = ben.browser.submit(&form, "/me/reminders", &[("says", level)]).await;
            assert_eq!(page.words(&format!("#says-{level}[checked]")).len(), 1, "the choice is kept");
            circle.moved(&meetings[1], day, "18:00").await;
            assert_eq!(round(&app).await, 1);
            let mail = text(&last_mail(&app));
            assert_eq!(mail.contains("Tuesday circle"), *level == "full", "{mail}");
            assert_eq!(mail.contains("December 2026, 18:00"), *level != "neutral", "{mail}");
        }
        let lists: std::collections::BTreeSet<String> = app
            .app
            .mailer
            .kept()
            .iter()
            .filter_map(|mail| mail.lines().find(|line| line.starts_with("List-Id: ")).map(ToOwned::to_owned))
            .collect();
        assert_eq!(lists.len(), 1, "one list for each membership: {lists:?}");
        // What stands above a mail is seen by whoever passes by, and by every server on its way.
        let lexicon = lexicon::stems();
        for mail in app.app.mailer.kept() {
            let above = fold(mail.split("\r\n\r\n").next().unwrap());
            let told: Vec<_> = lexicon.iter().filter(|stem| above.contains(**stem)).collect();
            assert!(told.is_empty(), "{told:?} in\n{above}");
        }
    }

    async fn nothing_comes_to_those_who_did_not_ask_left_or_said_no(app: TestApp) {
        let (circle, ben) = a_circle_and_ben(&app).await;
        app.app.clock.advance(TimeDelta::hours(7));
        assert_eq!(round(&app).await, 0, "nobody asked");
        wants(&ben, &circle, &["2"]).await;
        let meeting = circle.meetings().await.remove(0);
        circle.answered_by(&ben, &meeting, "not_coming").await;
        app.app.clock.advance(TimeDelta::hours(23));
        assert_eq!(round(&app).await, 0, "he said that he does not come");
        circle.answered_by(&ben, &meeting, "coming").await;
        plan_reminders::run_once(&app.app).await.unwrap();
        let ask = ben.browser.get(&format!("/g/{}/leave", circle.id)).await;
        ben.browser.submit(&ask, &format!("/g/{}/leave", circle.id), &[]).await;
        assert_eq!(round(&app).await, 0, "he left");
    }

    async fn a_moved_meeting_is_told_with_both_times_and_the_link_stops_it(app: TestApp) {
        let (circle, ben) = a_circle_and_ben(&app).await;
        let meetings = circle.meetings().await;
        circle.answered_by(&ben, &meetings[1], "coming").await;
        circle.moved(&meetings[1], "2026-12-16", "18:00").await;
        assert_eq!(round(&app).await, 1);
        let mail = last_mail(&app);
        let words = text(&mail);
        assert!(words.contains("15 December 2026") && words.contains("16 December 2026"), "{words}");
        assert!(words.contains("19:00") && words.contains("18:00"));
        assert!(words.contains("Athens"), "the zone is named");
        let stop = mail.split("/u/").nth(1).unwrap().split('>').next().unwrap().to_owned();
        let stop = format!("/u/{}", stop.trim());
        let nobody = app.browser();
        let page = nobody.get(&stop).await;
        assert_eq!(page.status, 200);
        assert!(nobody.cookies().is_empty());
        circle.moved(&meetings[1], "2026-12-17", "18:00").await;
        let done = nobody.post_raw(&stop, "List-Unsubscribe=One-Click").await;
        assert_eq!(done.status, 200);
        assert_eq!(round(&app).await, 0, "what was queued before is taken back, too");
        assert_eq!(ben.browser.get(&format!("/g/{}", circle.id)).await.status, 200, "he is still a member");
        assert_eq!(app.browser().get("/u/0000000000000").await.status, 404);
        assert_eq!(app.browser().post_raw("/u/0000000000000", "").await.status, 404);
    }

    async fn a_cancelled_meeting_is_told_and_no_reminder_follows(app: TestApp) {
        let (circle, ben) = a_circle_and_ben(&app).await;
        wants(&ben, &circle, &["0"]).await;
        plan_reminders::run_once(&app.app).await.unwrap();
        let meeting = circle.meetings().await.remove(0);
        circle.cancelled(&meeting).await;
        assert_eq!(round(&app).await, 1);
        assert!(text(&last_mail(&app)).contains("cancelled"));
        app.app.clock.advance(TimeDelta::hours(8));
        assert_eq!(round(&app).await, 0);
    }

    async fn off_and_on_again_at_the_same_time_nobody_is_reminded_twice(app: TestApp) {
        let (circle, ben) = a_circle_and_ben(&app).await;
        wants(&ben, &circle, &["0"]).await;
        let meeting = circle.meetings().await.remove(0);
        app.app.clock.advance(TimeDelta::hours(7));
        assert_eq!(round(&app).await, 1, "the reminder");
        circle.cancelled(&meeting).await;
        let form = circle.leader.browser.get(&format!("/g/{}/meetings/{meeting}/change", circle.id)).await;
        let resume = format!("/g/{}/meetings/{meeting}/resume", circle.id);
        assert_eq!(circle.leader.browser.fill(&form, &resume, &[]).await.status, 303);
        assert_eq!(round(&app).await, 1, "that it takes place after all, and no second reminder");
        assert!(!last_mail(&app).contains("Subject: Reminder"), "{}", last_mail(&app));
        circle.moved(&meeting, "2026-12-08", "20:00").await;
        assert_eq!(round(&app).await, 1, "the news of another time");
        app.app.clock.advance(TimeDelta::hours(1));
        assert_eq!(round(&app).await, 1, "and a reminder of it");
    }

    async fn the_link_to_confirm_an_address_comes_by_mail(app: TestApp) {
        app.person_at("ana@example.org").await;
        assert_eq!(app.app.mailer.kept().len(), 0);
        crate::support::people::sign_up(&app.browser(), "cleo@example.org").await;
        send_mail::run_once(&app.app, || true).await.unwrap();
        let mail = last_mail(&app);
        assert!(mail.contains("To: cleo@example.org\r\n"));
        assert!(text(&mail).contains("/link/"));
        assert!(!mail.contains("List-Unsubscribe"));
    }

    async fn after_four_days_nothing_says_who_came(app: TestApp) {
        let (circle, ben) = a_circle_and_ben(&app).await;
        let meeting = circle.meetings().await.remove(0);
        circle.answered_by(&ben, &meeting, "coming").await;
        app.app.clock.advance(TimeDelta::days(2));
        purge::run_once(&app.app).await.unwrap();
        assert_eq!(app.db.count("answer"), 1, "the meeting was yesterday");
        app.app.clock.advance(TimeDelta::days(4));
        purge::run_once(&app.app).await.unwrap();
        assert_eq!((app.db.count("answer"), app.db.count("meeting")), (0, 0), "and nothing hangs on the meeting");
    }

    async fn what_was_changed_stays_changed_when_it_is_over(app: TestApp) {
        let (circle, ben) = a_circle_and_ben(&app).await;
        let meetings = circle.meetings().await;
        circle.answered_by(&ben, &meetings[1], "coming").await;
        circle.cancelled(&meetings[0]).await;
        app.app.clock.advance(TimeDelta::days(30));
        purge::run_once(&app.app).await.unwrap();
        assert_eq!(app.db.count("meeting"), 1);
        assert_eq!(app.db.count("meeting WHERE state = 'cancelled'"), 1);
    }

    async fn a_no_and_then_a_yes_is_reminded_after_all(app: TestApp) {
        let (circle, ben) = a_circle_and_ben(&app).await;
        wants(&ben, &circle, &["0"]).await;
        plan_reminders::run_once(&app.app).await.unwrap();
        let meeting = circle.meetings().await.remove(0);
        circle.answered_by(&ben, &meeting, "not_coming").await;
        app.app.clock.advance(TimeDelta::hours(8));
        assert_eq!(round(&app).await, 0);
        circle.answered_by(&ben, &meeting, "coming").await;
        assert_eq!(round(&app).await, 1);
    }

    async fn what_cannot_go_by_mail_is_said_on_the_site(app: TestApp) {
        let (circle, ben) = a_circle_and_ben(&app).await;
        let cleo = app.person().await;
        circle.joined_by(&cleo, "Cleo").await;
        let form = ben.browser.get("/me/reminders").await;
        let path = format!("/me/reminders/{}", circle.id);
        ben.browser.submit(&form, &path, &[("channel", "site")]).await;
        let meetings = circle.meetings().await;
        for who in [&ben, &cleo] {
            circle.answered_by(who, &meetings[1], "coming").await;
            assert_eq!(who.browser.get("/me").await.words(".notices li").len(), 0);
        }
        circle.moved(&meetings[1], "2026-12-16", "18:00").await;
        assert_eq!(round(&app).await, 0, "he wants no mail, and she has no address");
        for who in [&ben, &cleo] {
            let notices = who.browser.get("/me").await.words(".notices li");
            assert_eq!(notices.len(), 1);
            assert!(notices[0].contains("15 December 2026") && notices[0].contains("16 December 2026"));
            assert!(notices[0].contains("Tuesday circle"), "on one's own page the group is named");
        }
        assert_eq!(circle.leader.browser.get("/me").await.words(".notices li").len(), 0);
        app.app.clock.advance(TimeDelta::days(10));
        assert_eq!(ben.browser.get("/me").await.words(".notices li").len(), 0, "once it is over, it is gone");
    }

    async fn stopping_the_mail_leaves_what_was_queued_on_the_site(app: TestApp) {
        let (circle, ben) = a_circle_and_ben(&app).await;
        let meetings = circle.meetings().await;
        circle.answered_by(&ben, &meetings[1], "coming").await;
        circle.moved(&meetings[1], "2026-12-16", "18:00").await;
        assert_eq!(round(&app).await, 1);
        let mail = last_mail(&app);
        let stop = format!("/u/{}", mail.split("/u/").nth(1).unwrap().split('>').next().unwrap().trim());
        circle.cancelled(&meetings[1]).await;
        app.browser().post_raw(&stop, "List-Unsubscribe=One-Click").await;
        assert_eq!(round(&app).await, 0);
        let notices = ben.browser.get("/me").await.words(".notices li");
        assert!(notices.len() == 1 && notices[0].contains("cancelled"), "{notices:?}");
    }
}
