//! Quiet hours: what would come in them comes before or after, but for what cannot wait.

use chrono::TimeDelta;

use super::reminders::{a_circle_and_ben, last_mail, round, text, wants};
use super::takeout::taken;
use crate::support::app::TestApp;
use crate::support::browser::Page;
use crate::support::databases::Kind;
use crate::support::people::Person;

async fn quiet(who: &Person, fields: &[(&str, &str)]) -> Page {
    let form = who.browser.get("/me/reminders").await;
    who.browser.post(&form, "/me/reminders/quiet", fields).await
}

on_both! {
    async fn at_night_a_reminder_has_come_before_and_other_mail_waits_unless_it_cannot(app: TestApp) {
        let (circle, ben) = a_circle_and_ben(&app).await;
        let cleo = app.person_at("cleo@example.org").await;
        round(&app).await;
        circle.joined_by(&cleo, "Cleo").await;
        let page = ben.browser.get("/me/reminders").await;
        assert_eq!(page.words("#quiet[checked]").len(), 1, "at night, unless somebody says otherwise");
        assert_eq!(page.words("#quiet_from option[selected], #quiet_to option[selected]"), ["21:00", "08:00"]);
        assert_eq!(quiet(&cleo, &[("quiet_from", "21"), ("quiet_to", "8")]).await.status, 303);
        let page = cleo.browser.get("/me/reminders").await;
        assert_eq!(page.words("#quiet[checked]").len(), 0);
        for who in [&ben, &cleo] {
            wants(who, &circle, &["12"]).await;
        }
        let at = |time: &str| {
            let wanted = parea::domain::time::Instant::parse_rfc3339(time).unwrap();
            app.app.clock.set(wanted);
        };
        // Tuesday's circle begins at 19:00, twelve hours after seven in the morning.
        at("2026-12-07T18:29:59Z");
        assert_eq!(round(&app).await, 0);
        at("2026-12-07T18:30:00Z");
        assert_eq!(round(&app).await, 1, "for Ben, the evening before");
        assert!(last_mail(&app).contains("To: ben@example.org"));

        // At ten in the evening next week's date is moved.
        at("2026-12-07T20:00:00Z");
        let meetings = circle.meetings().await;
        circle.moved(&meetings[1], "2026-12-16", "18:00").await;
        assert_eq!(round(&app).await, 1, "Cleo wants it at once");
        assert!(last_mail(&app).contains("To: cleo@example.org"));
        assert_eq!(round(&app).await, 0);
        at("2026-12-08T05:00:00Z");
        assert_eq!(round(&app).await, 1, "Cleo's reminder, at seven");
        // At one minute to eight tonight's circle is called off.
        at("2026-12-08T05:59:00Z");
        circle.cancelled(&meetings[0]).await;
        assert_eq!(round(&app).await, 2, "both are told at once");
        assert!(text(&last_mail(&app)).contains("8 December 2026"));
        assert_eq!(round(&app).await, 0);
        at("2026-12-08T06:00:00Z");
        assert_eq!(round(&app).await, 1, "what waited for the morning");
        let waited = last_mail(&app);
        assert!(waited.contains("To: ben@example.org") && text(&waited).contains("16 December 2026"), "{waited}");
        assert_eq!(round(&app).await, 0);
    }

    async fn whoever_chooses_other_hours_is_reminded_by_them(app: TestApp) {
        let (circle, ben) = a_circle_and_ben(&app).await;
        wants(&ben, &circle, &["2", "3"]).await;
        round(&app).await;
        let due = || app.db.count("outbox WHERE kind = 'reminder' AND state = 'planned'");
        assert_eq!(due(), 2);
        // Whoever works at night sleeps in the afternoon: both would come at the same moment, so one does.
        let noon = [("quiet", "yes"), ("quiet_from", "14"), ("quiet_to", "18")];
        assert_eq!(quiet(&ben, &noon).await.status, 303);
        let page = ben.browser.get("/me/reminders").await;
        assert_eq!(page.words("#quiet_from option[selected], #quiet_to option[selected]"), ["14:00", "18:00"]);
        assert_eq!(due(), 0);
        round(&app).await;
        assert_eq!(due(), 1);
        // What is brought from elsewhere does the same: there is quiet at no time, and so both are planned.
        let mut file: serde_json::Value = serde_json::from_str(&taken(&ben).await["takeout.json"]).unwrap();
        file["groups"] = serde_json::json!([]);
        let mut bring = async |hours: serde_json::Value| {
            file["account"]["quiet_hours"] = hours;
            let form = ben.browser.get("/me/data").await;
            let done = ben.browser.post_file(&form, "/me/data/bring", file.to_string().as_bytes()).await;
            assert_eq!((done.status, due()), (200, 0), "planned anew");
            round(&app).await;
        };
        bring(serde_json::Value::Null).await;
        assert_eq!(due(), 2);
        bring(serde_json::json!([14, 18])).await;
        assert_eq!(due(), 1);
        app.app.clock.advance(TimeDelta::hours(25) + TimeDelta::minutes(29));
        assert_eq!(round(&app).await, 0);
        app.app.clock.advance(TimeDelta::minutes(1));
        assert_eq!(round(&app).await, 1, "at half past one");
        app.app.clock.advance(TimeDelta::hours(5));
        assert_eq!(round(&app).await, 0);
        for wrong in [&[("quiet", "yes")][..], &[("quiet", "yes"), ("quiet_from", "24"), ("quiet_to", "8")]] {
            assert_eq!(quiet(&ben, wrong).await.status, 400);
        }
    }
}
