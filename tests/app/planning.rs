//! Reminders are queued once, when they are missing and never otherwise, and for the time at which a meeting begins now.

use chrono::TimeDelta;
use parea::jobs::plan_reminders;

use crate::reminders::{a_circle_and_ben, round, wants};
use crate::support::app::TestApp;
use crate::support::databases::Kind;

on_both! {
    async fn who_looks_and_finds_nothing_missing_writes_nothing(app: TestApp) {
        let (circle, ben) = a_circle_and_ben(&app).await;
        let reminders = "outbox WHERE kind = 'reminder'";
        assert_eq!(app.db.count("meeting"), 0, "nobody asked, so there is nothing to hang on a meeting");
        wants(&ben, &circle, &["0", "2"]).await;
        assert_eq!(plan_reminders::run_once(&app.app).await.unwrap(), 1);
        assert_eq!((app.db.count("meeting"), app.db.count(reminders)), (1, 2));
        let held = app.db.hold_the_outbox();
        assert_eq!(plan_reminders::run_once(&app.app).await.unwrap(), 1);
        drop(held);
        assert_eq!(app.db.count(reminders), 2);
        let cleo = app.person_at("cleo@example.org").await;
        circle.joined_by(&cleo, "Cleo").await;
        wants(&cleo, &circle, &["2"]).await;
        plan_reminders::run_once(&app.app).await.unwrap();
        assert_eq!((app.db.count("meeting"), app.db.count(reminders)), (1, 3), "only what was missing");
    }

    async fn reminders_of_a_time_that_has_changed_are_superseded_and_new_ones_made(app: TestApp) {
        let (circle, ben) = a_circle_and_ben(&app).await;
        wants(&ben, &circle, &["2"]).await;
        plan_reminders::run_once(&app.app).await.unwrap();
        let meeting = circle.meetings().await.remove(0);
        let path = format!("/g/{}/meetings/{meeting}", circle.id);
        let form = circle.leader.browser.get(&format!("{path}/change")).await;
        let to = [("date", "2026-12-10"), ("time", "18:00")];
        circle.leader.browser.submit(&form, &format!("{path}/move"), &to).await;
        for _ in 0..2 {
            plan_reminders::run_once(&app.app).await.unwrap();
            let reminders = "outbox WHERE kind = 'reminder' AND state";
            assert_eq!(app.db.count(&format!("{reminders} = 'superseded'")), 1);
            assert_eq!(app.db.count(&format!("{reminders} = 'planned'")), 1);
        }
    }

    /// What was queued with an older zone database is due when the new one says. The old moments are kept beside, so that
    /// they can be told apart.
    async fn fault_17_a_country_changes_its_clocks_and_reminders_follow(app: TestApp) {
        let (circle, ben) = a_circle_and_ben(&app).await;
        wants(&ben, &circle, &["2"]).await;
        plan_reminders::run_once(&app.app).await.unwrap();
        app.db.execute("UPDATE outbox SET lease_until = due_at WHERE kind = 'reminder'");
        app.db.execute("UPDATE outbox SET due_at = expires_at WHERE kind = 'reminder'");
        let right = "outbox WHERE kind = 'reminder' AND due_at = lease_until";
        assert_eq!(app.db.count(right), 0);
        plan_reminders::run_once(&app.app).await.unwrap();
        assert_eq!(app.db.count(right), 1);
    }

    async fn a_meeting_from_afar_is_reminded_of_where_it_moved_to(app: TestApp) {
        let (circle, ben) = a_circle_and_ben(&app).await;
        wants(&ben, &circle, &["2"]).await;
        let series = circle.meetings().await.remove(0).split('-').next().unwrap().to_owned();
        let path = format!("/g/{}/meetings/{series}-20270330T1900", circle.id);
        let form = circle.leader.browser.get(&format!("{path}/change")).await;
        let to = [("date", "2026-12-07"), ("time", "18:00")];
        circle.leader.browser.submit(&form, &format!("{path}/move"), &to).await;
        circle.answered_by(&ben, &format!("{series}-20270330T1900"), "coming").await;
        let inside = ben.browser.get(&format!("/g/{}", circle.id)).await;
        assert!(inside.words(".meetings time")[0].contains("7 December 2026"));
        assert_eq!(inside.words(".meetings [aria-pressed='true'], .meetings input[checked]").len(), 1);
        assert_eq!(round(&app).await, 1, "told that it moved");
        app.app.clock.advance(TimeDelta::hours(5));
        assert_eq!(round(&app).await, 1, "two hours before");
    }
}
