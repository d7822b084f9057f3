//! Nobody travels in vain, and nobody is told what is no longer so: by mail or on the site, the same.

use chrono::TimeDelta;
use parea::jobs::purge;

use super::reminders::round;
use crate::support::app::TestApp;
use crate::support::databases::Kind;

on_both! {
    async fn a_date_that_moved_and_is_cancelled_after_its_first_time_is_told(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        circle.meets_weekly("").await;
        let ben = app.person().await;
        circle.joined_by(&ben, "Ben").await;
        let meeting = circle.meetings().await.remove(0);
        circle.answered_by(&ben, &meeting, "coming").await;
        circle.moved(&meeting, "2026-12-12", "19:00").await;
        app.app.clock.advance(TimeDelta::days(2));
        circle.cancelled(&meeting).await;
        round(&app).await;
        let told = ben.notices().await;
        assert!(told.len() == 1 && told[0].contains("12 December 2026"), "{told:?}");
        let page = app.browser().get(&format!("/groups/{}", circle.slug)).await;
        let gone = page.words(".dates li").into_iter().find(|line| line.contains("12 December 2026")).unwrap();
        assert!(gone.to_lowercase().contains("cancelled"), "it stands where it would have been: {gone}");
    }

    async fn what_is_said_on_the_site_stays_until_its_meeting(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        circle.meets_weekly("").await;
        let ben = app.person().await;
        circle.joined_by(&ben, "Ben").await;
        let meeting = circle.meetings().await.remove(2);
        circle.answered_by(&ben, &meeting, "coming").await;
        circle.cancelled(&meeting).await;
        round(&app).await;
        app.app.clock.advance(TimeDelta::days(10));
        purge::run_once(&app.app).await.unwrap();
        assert_eq!(ben.notices().await.len(), 1, "he looks a week and a half later");
        app.app.clock.advance(TimeDelta::days(6));
        assert_eq!(ben.notices().await.len(), 0, "it is over");
        assert_eq!(app.db.count("outbox"), 1);
        app.app.clock.advance(TimeDelta::days(4));
        purge::run_once(&app.app).await.unwrap();
        assert_eq!(app.db.count("outbox"), 0, "four days later nothing says that he would have come");
    }

    async fn a_hello_said_twice_is_told_once_and_is_answered_anew(app: TestApp) {
        let circle = app.a_group_joined_by("Quiet circle", "welcome").await;
        let (ben, cleo) = (app.person().await, app.person().await);
        circle.let_in(&ben, "Ben").await;
        let path = format!("/groups/{}/join", circle.slug);
        let form = cleo.browser.get(&path).await;
        cleo.browser.submit(&form, &path, &[("my_name", "Cleo"), ("hello", "May I come?")]).await;
        circle.answer_the_hello(&circle.leader, true).await;
        cleo.browser.submit(&form, &path, &[("my_name", "Cleo"), ("hello", "I would love to come.")]).await;
        round(&app).await;
        let told = ben.notices().await;
        let waiting = told.iter().filter(|it| it.contains("waits for an answer")).count();
        assert_eq!(waiting, 1, "{told:?}");
        assert!(ben.browser.get(&format!("/g/{}", circle.id)).await.body.contains("love to come"));
        circle.answer_the_hello(&ben, true).await;
        assert_eq!(cleo.browser.get(&format!("/g/{}", circle.id)).await.status, 404, "Ana welcomed other words");
        circle.answer_the_hello(&circle.leader, true).await;
        assert_eq!(cleo.browser.get(&format!("/g/{}", circle.id)).await.status, 200);
    }

    async fn what_became_of_a_hello_stays_what_it_was(app: TestApp) {
        let circle = app.a_group_joined_by("Quiet circle", "welcome").await;
        let (ben, cleo) = (app.person().await, app.person().await);
        let path = format!("/groups/{}/join", circle.slug);
        for (who, name, welcome) in [(&ben, "Ben", true), (&cleo, "Cleo", false)] {
            let form = who.browser.get(&path).await;
            who.browser.submit(&form, &path, &[("my_name", name), ("hello", "May I come?")]).await;
            round(&app).await;
            assert_eq!(circle.leader.notices().await.len(), 1);
            circle.answer_the_hello(&circle.leader, welcome).await;
            if !welcome {
                circle.answer_the_hello(&ben, welcome).await;
            }
            round(&app).await;
            assert_eq!(circle.leader.notices().await.len(), 0, "nobody waits any more");
        }
        let ask = ben.browser.get(&format!("/g/{}/leave", circle.id)).await;
        ben.browser.submit(&ask, &format!("/g/{}/leave", circle.id), &[]).await;
        let (welcomed, declined) = (ben.notices().await, cleo.notices().await);
        assert_eq!((welcomed.len(), declined.len()), (1, 1));
        assert_ne!(welcomed, declined, "he was welcomed, though he has left again");
        let link = circle.invitation().await;
        let door = cleo.browser.get(&link).await;
        cleo.browser.submit(&door, &link, &[("my_name", "Cleo")]).await;
        assert!(cleo.notices().await[0].contains("not now"), "she was declined, though she was invited later");
    }

    async fn a_hello_is_settled_by_coming_in_through_another_door(app: TestApp) {
        let circle = app.a_group_joined_by("Quiet circle", "welcome").await;
        let cleo = app.person().await;
        let path = format!("/groups/{}/join", circle.slug);
        let form = cleo.browser.get(&path).await;
        cleo.browser.submit(&form, &path, &[("my_name", "Cleo"), ("hello", "May I come?")]).await;
        let before = circle.leader.browser.get(&format!("/g/{}", circle.id)).await;
        let answer = before.actions("/hellos/").remove(0);
        let link = circle.invitation().await;
        let door = cleo.browser.get(&link).await;
        cleo.browser.submit(&door, &link, &[("my_name", "Cleo")]).await;
        let after = circle.leader.browser.get(&format!("/g/{}", circle.id)).await;
        assert_eq!(after.actions("/hellos/"), Vec::<String>::new());
        let late = circle.leader.browser.post(&before, &answer, &[("welcome", "yes")]).await;
        assert_eq!(late.status, 404);
        assert_eq!(after.words(".people li").len(), 2);
    }
}
