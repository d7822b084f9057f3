//! Forms, files and links: what is only looked at stays as it is.

use crate::reminders::{a_circle_and_ben, last_mail, round};
use crate::support::app::TestApp;
use crate::support::databases::Kind;

on_both! {
    async fn fault_05_open_and_save_and_nothing_has_moved(app: TestApp) {
        let (circle, ben) = a_circle_and_ben(&app).await;
        // The second is in the week after the clocks went forward.
        let series = circle.meetings().await.remove(0).split('-').next().unwrap().to_owned();
        for key in [format!("{series}-20261215T1900"), format!("{series}-20270330T1900")] {
            circle.answered_by(&ben, &key, "coming").await;
            let path = format!("/g/{}/meetings/{key}", circle.id);
            let file = format!("/groups/{}/calendar.ics", circle.slug);
            let before = app.browser().get(&file).await.body;
            let form = circle.leader.browser.get(&format!("{path}/change")).await;
            let (date, time) = (form.value("date").unwrap(), form.value("time").unwrap());
            assert_eq!(time, "19:00");
            let to = [("date", date.as_str()), ("time", time.as_str())];
            assert_eq!(circle.leader.browser.submit(&form, &format!("{path}/move"), &to).await.status, 200);
            assert_eq!(round(&app).await, 0, "nobody is told of a move that is none");
            assert_eq!(app.db.count("meeting WHERE moved_to IS NOT NULL OR changed_at IS NOT NULL"), 0);
            assert_eq!(app.browser().get(&file).await.body, before);
        }
    }

    async fn fault_18_a_calendar_file_names_its_zone_and_brings_it(app: TestApp) {
        let (circle, _) = a_circle_and_ben(&app).await;
        let meeting = circle.meetings().await.remove(0);
        for path in ["calendar.ics".to_owned(), format!("meetings/{meeting}.ics")] {
            let file = app.browser().get(&format!("/groups/{}/{path}", circle.slug)).await.body;
            for line in ["BEGIN:VTIMEZONE", "TZID:Europe/Athens", "DTSTART;TZID=Europe/Athens:20261208T190000"] {
                assert!(file.contains(&format!("\r\n{line}\r\n")), "{line} is missing in\n{file}");
            }
            assert!(file.find("BEGIN:VTIMEZONE") < file.find("BEGIN:VEVENT"));
            assert!(file.contains("TZOFFSETTO:+0200\r\n") && file.contains("TZOFFSETTO:+0300\r\n"), "{file}");
        }
    }

    async fn fault_21_opening_a_link_changes_nothing_only_pressing_does(app: TestApp) {
        let (circle, ben) = a_circle_and_ben(&app).await;
        let meeting = circle.meetings().await.remove(0);
        circle.answered_by(&ben, &meeting, "coming").await;
        circle.moves(&meeting, "2026-12-09", "18:00").await;
        assert_eq!(round(&app).await, 1);
        let stop = last_mail(&app).split("/u/").nth(1).unwrap().split('>').next().unwrap().trim().to_owned();
        let stop = format!("/u/{stop}");
        let invitation = circle.invitation().await;
        crate::support::people::sign_up(&app.browser(), "cleo@example.org").await;
        let confirm = app.queued_link("confirm_email").await;
        let cleo = app.person().await;
        let left = || {
            [
                "membership WHERE channel = 'site'",
                "invitation WHERE used_at IS NULL",
                "one_time_link WHERE used_at IS NULL",
                "membership",
                "answer WHERE state = 'coming'",
            ]
            .map(|what| app.db.count(what))
        };
        let before = left();
        for browser in [&app.browser(), &cleo.browser, &circle.leader.browser] {
            for path in [&stop, &invitation, &confirm, &format!("/g/{}/leave", circle.id)] {
                browser.get(path).await;
            }
        }
        assert_eq!(left(), before, "mail filters and previews open links, too");
        app.browser().post_raw(&stop, "List-Unsubscribe=One-Click").await;
        let form = cleo.browser.get(&invitation).await;
        cleo.browser.submit(&form, &invitation, &[("my_name", "Cleo")]).await;
        let nobody = app.browser();
        let form = nobody.get(&confirm).await;
        nobody.post(&form, &format!("{confirm}/confirm"), &[]).await;
        let changed: Vec<bool> = left().iter().zip(before).map(|(now, before)| *now != before).collect();
        assert_eq!(changed, [true, true, true, true, false]);
    }
}
