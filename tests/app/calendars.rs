//! Calendars that others keep: the same to the byte while nothing changes, true when something does, and silent about
//! what their owner does not wish to be said.

use parea::domain::text::fold;

use crate::support::app::TestApp;
use crate::support::browser::Page;
use crate::support::databases::Kind;
use crate::support::lexicon;

fn line<'a>(file: &'a Page, name: &str) -> &'a str {
    file.body
        .lines()
        .rev()
        .find_map(|line| line.strip_prefix(name))
        .unwrap_or_else(|| panic!("{name}: {}", file.body))
}

on_both! {
    async fn a_group_has_one_entry_for_a_series_and_one_for_each_date_that_differs(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        circle.meets_weekly("").await;
        let path = format!("/groups/{}/calendar.ics", circle.slug);
        let before = app.browser().get(&path).await;
        assert_eq!(before.headers["content-type"], "text/calendar; charset=utf-8");
        assert_eq!(before.body.matches("BEGIN:VEVENT").count(), 1);
        for part in ["RRULE:FREQ=WEEKLY;INTERVAL=1;BYDAY=TU\r\n", "SUMMARY:Appointment\r\n", "LOCATION:Ερμού 12\r\n"] {
            assert!(before.body.contains(part), "{part} is missing in\n{}", before.body);
        }
        assert!(!before.body.contains("Tuesday circle"));
        app.app.clock.advance(chrono::TimeDelta::hours(3));
        assert_eq!(app.browser().get(&path).await.body, before.body, "only time has passed");
        let meetings = circle.meetings().await;
        circle.moves(&meetings[1], "2026-12-16", "18:00").await;
        let form = circle.leader.browser.get(&format!("/g/{}/meetings/{}/change", circle.id, meetings[2])).await;
        circle.leader.browser.submit(&form, &format!("/g/{}/meetings/{}/cancel", circle.id, meetings[2]), &[]).await;
        let after = app.browser().get(&path).await;
        for part in [
            "RECURRENCE-ID;TZID=Europe/Athens:20261215T190000\r\n",
            "DTSTART;TZID=Europe/Athens:20261216T180000\r\n",
            "RECURRENCE-ID;TZID=Europe/Athens:20261222T190000\r\n",
            "STATUS:CANCELLED\r\n",
            "LAST-MODIFIED:20261207T130000Z\r\n",
        ] {
            assert!(after.body.contains(part), "{part} is missing in\n{}", after.body);
        }
        let sequence = |file: &Page| line(file, "SEQUENCE:").parse::<i64>().unwrap();
        assert!(sequence(&after) > sequence(&before));
        assert_eq!(line(&after, "UID:"), line(&before, "UID:"));
        assert!(!after.body.contains("127.0.0.1") && !after.body.contains("localhost"), "no host is named");
    }

    async fn whoever_has_it_already_is_told_that_nothing_changed(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        circle.meets_weekly("").await;
        let ben = app.person().await;
        circle.joined_by(&ben, "Ben").await;
        let feed = ben.calendar(&[("title", "neutral")]).await;
        for (day, path) in [(9, format!("/groups/{}/calendar.ics", circle.slug)), (10, "/calendar.ics".to_owned()), (11, feed)] {
            let tag = app.browser().get(&path).await.headers["etag"].to_str().unwrap().to_owned();
            let again = app.browser().get_if_none_match(&path, &format!("\"x\", {tag}")).await;
            assert_eq!((again.status, again.body.as_str()), (304, ""), "{path}");
            let meeting = circle.meetings().await.remove(0);
            let to = format!("2026-12-{day:02}");
            circle.moves(&meeting, &to, "18:00").await;
            assert_eq!(app.browser().get_if_none_match(&path, &tag).await.status, 200, "{path}");
        }
    }

    async fn all_listed_groups_are_one_calendar_and_the_address_narrows_it(app: TestApp) {
        app.a_group("Tuesday circle").await.meets_weekly("").await;
        app.a_group("Sunday circle").await.meets_weekly_from("2026-12-13", "").await;
        let hidden = app.person().await;
        crate::support::groups::Circle::founded(&hidden, "Hidden circle", "open", "no").await;
        let all = app.browser().get("/calendar.ics").await;
        assert_eq!(all.body.matches("BEGIN:VEVENT").count(), 2);
        assert!(all.body.contains("SUMMARY:Tuesday circle\r\n") && !all.body.contains("Hidden"));
        let some = app.browser().get("/calendar.ics?q=sunday").await;
        assert_eq!(some.body.matches("SUMMARY:").count(), 1);
        assert!(some.body.contains("SUMMARY:Sunday circle\r\n"));
        let none = app.browser().get("/calendar.ics?format=online").await;
        assert_eq!((none.status, none.body.matches("BEGIN:VEVENT").count()), (200, 0));
    }

    async fn ones_own_calendar_says_what_was_wished_and_no_more(app: TestApp) {
        let (circle, other) = (app.a_group("Tuesday circle").await, app.a_group("Sunday circle").await);
        circle.meets_weekly("").await;
        other.meets_weekly_from("2026-12-13", "").await;
        let ben = app.person().await;
        circle.joined_by(&ben, "Ben").await;
        let feed = ben.calendar(&[("title", "neutral")]).await;
        let nobody = app.browser().in_greek();
        let file = nobody.get(&feed).await;
        assert_eq!(file.body.matches("BEGIN:VEVENT").count(), 1, "of his groups, not of others");
        assert!(file.body.contains("SUMMARY:Appointment\r\n"), "in his language, not in the reader's");
        let told: Vec<_> = lexicon::stems().into_iter().filter(|stem| fold(&file.body).contains(stem)).collect();
        assert!(told.is_empty(), "{told:?} in\n{}", file.body);
        let series = circle.meetings().await.remove(0).split('-').next().unwrap().to_owned();
        for secret in ["Tuesday", "LOCATION", "Ερμού", series.as_str()] {
            assert!(!file.body.contains(secret), "{secret} stands in\n{}", file.body);
        }
        assert!(nobody.cookies().is_empty());
        let same = ben.calendar(&[("title", "own"), ("words", "Chess, at Eva's"), ("says_where", "yes")]).await;
        assert_eq!(same, feed, "the address stays");
        let file = nobody.get(&feed).await;
        assert!(file.body.contains("SUMMARY:Chess\\, at Eva's\r\n") && file.body.contains("LOCATION:Ερμού 12\r\n"));
        let form = ben.browser.get("/me/calendar").await;
        assert_eq!(form.value("words").as_deref(), Some("Chess, at Eva's"));
        ben.calendar(&[("title", "group")]).await;
        let file = nobody.get(&feed).await;
        assert!(file.body.contains("SUMMARY:Tuesday circle\r\n") && !file.body.contains("LOCATION"));
        let wrong = ben.browser.post(&form, "/me/calendar", &[("title", "own"), ("words", " "), ("says_where", "yes")]).await;
        assert_eq!(wrong.status, 422);
        assert_eq!(wrong.words("#words-error").len(), 1);
        assert_eq!(app.db.count("calendar_feed WHERE words IS NOT NULL"), 0, "words that are not used are not kept");
    }

    async fn what_happens_inside_a_group_is_counted_by_no_public_calendar(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        circle.meets_weekly("").await;
        let path = format!("/groups/{}/calendar.ics", circle.slug);
        let before = app.browser().get(&path).await.body;
        let (ben, leader) = (app.person().await, &circle.leader.browser);
        circle.joined_by(&ben, "Ben").await;
        let propose = format!("/g/{}/proposals/new", circle.id);
        let form = ben.browser.get(&propose).await;
        let typed = [
            ("rule", "quorum_percent"),
            ("value", "60"),
            ("title", "More of us"),
            ("why", "So that more of us learn it."),
            ("review", "6"),
        ];
        assert_eq!(ben.browser.post(&form, &propose, &typed).await.status, 303);
        let settings = format!("/g/{}/settings", circle.id);
        let form = leader.get(&settings).await;
        assert_eq!(leader.fill(&form, &settings, &[("about", "We meet on Tuesdays.")]).await.status, 303);
        let ask = ben.browser.get(&format!("/g/{}/leave", circle.id)).await;
        ben.browser.submit(&ask, &format!("/g/{}/leave", circle.id), &[]).await;
        assert_eq!(app.browser().get(&path).await.body, before);
    }

    async fn ones_own_calendar_is_not_found_again_in_the_groups_own(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        circle.meets_weekly("").await;
        let (ben, cleo) = (app.person().await, app.person().await);
        circle.joined_by(&ben, "Ben").await;
        circle.joined_by(&cleo, "Cleo").await;
        app.app.clock.advance(chrono::TimeDelta::hours(1));
        let (of_ben, of_cleo) =
            (ben.calendar(&[("title", "neutral")]).await, cleo.calendar(&[("title", "neutral")]).await);
        let sequence = |file: &Page| line(file, "SEQUENCE:").parse::<i64>().unwrap();
        let meeting = circle.meetings().await.remove(1);
        let mut last = 0;
        for day in ["2026-12-16", "2026-12-17"] {
            app.app.clock.advance(chrono::TimeDelta::hours(1));
            circle.moves(&meeting, day, "18:00").await;
            let group = app.browser().get(&format!("/groups/{}/calendar.ics", circle.slug)).await;
            let (own, other) = (app.browser().get(&of_ben).await, app.browser().get(&of_cleo).await);
            for name in ["UID:", "SEQUENCE:", "DTSTAMP:"] {
                assert_ne!(line(&own, name), line(&group, name), "{name}");
            }
            for name in ["UID:", "SEQUENCE:"] {
                assert_ne!(line(&own, name), line(&other, name), "{name}");
            }
            assert!(!own.body.contains("LAST-MODIFIED"), "it would be the group's: {}", own.body);
            assert!(sequence(&own) > last, "whoever keeps it hears of each change");
            last = sequence(&own);
        }
    }

    async fn leaving_and_revoking_hold_at_once(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        circle.meets_weekly("").await;
        let ben = app.person().await;
        circle.joined_by(&ben, "Ben").await;
        let feed = ben.calendar(&[("title", "group")]).await;
        let ask = ben.browser.get(&format!("/g/{}/leave", circle.id)).await;
        ben.browser.submit(&ask, &format!("/g/{}/leave", circle.id), &[]).await;
        let file = app.browser().get(&feed).await;
        assert_eq!((file.status, file.body.matches("BEGIN:VEVENT").count()), (200, 0));
        let page = ben.browser.get("/me/calendar").await;
        let page = ben.browser.submit(&page, "/me/calendar/renew", &[]).await;
        let renewed = page.words("#address").remove(0);
        assert!(!renewed.ends_with(&feed), "{renewed}");
        let renewed = renewed[renewed.find("/c/").unwrap()..].to_owned();
        assert_eq!(app.browser().get(&renewed).await.status, 200);
        let (gone, unknown) = (app.browser().get(&feed).await, app.browser().get("/c/0.ics").await);
        assert_eq!((gone.status, unknown.status), (404, 404));
        assert_eq!(gone.words("main"), unknown.words("main"), "nothing tells them apart");
        let page = ben.browser.submit(&page, "/me/calendar/stop", &[]).await;
        assert_eq!(page.words("#address").len(), 0);
        assert_eq!(app.browser().get(&renewed).await.status, 404);
        assert_eq!(app.db.count("calendar_feed"), 0);
    }
}
