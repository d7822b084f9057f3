//! A group stays able to act: who knows it, and nobody else, can take what nobody holds any more or not for long; once, and
//! so that the others learn of it.

use chrono::TimeDelta;
use futures_util::future::join_all;

use super::reminders::round;
use crate::support::app::TestApp;
use crate::support::databases::Kind;
use crate::support::groups::Circle;
use crate::support::people::Person;

/// The path of the page, and of the button on it.
fn paths(circle: &Circle) -> (String, String) {
    (format!("/g/{}", circle.id), format!("/g/{}/mandate", circle.id))
}

/// Days pass; these come back after it.
async fn days_pass(app: &TestApp, days: i64, who: &[&Person]) {
    app.app.clock.advance(TimeDelta::days(days));
    for person in who {
        person.sign_in_again().await;
    }
}

async fn told_of_mandates(who: &Person) -> Vec<String> {
    let mut notices = who.notices().await;
    notices.retain(|it| it.contains("taken on facilitating"));
    notices
}

on_both! {
    async fn a_member_takes_the_facilitation_that_nobody_holds(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        circle.meets_weekly("").await;
        let (ben, cleo) = (app.person().await, app.person().await);
        circle.joined_by(&ben, "Ben").await;
        circle.joined_by(&cleo, "Cleo").await;
        let (page, take) = paths(&circle);
        let inside = ben.browser.get(&page).await;
        assert_eq!(inside.actions("/mandate"), Vec::<String>::new());
        assert_eq!(ben.browser.post(&inside, &take, &[]).await.status, 409, "Ana has it");
        days_pass(&app, 183, &[&ben, &cleo]).await;
        let stranger = app.person().await;
        let home = stranger.browser.get("/me/security").await;
        assert_eq!(stranger.browser.post(&home, &take, &[]).await.status, 404);
        let inside = ben.browser.get(&page).await;
        assert!(inside.words(".notice")[0].contains("Ana did it last"), "{:?}", inside.words(".notice"));
        assert_eq!(inside.links("a[href$='/change']"), Vec::<String>::new());
        let inside = ben.browser.submit(&inside, &take, &[]).await;
        assert!(inside.words(".people li").contains(&"Ben (you) facilitates".to_owned()));
        assert_eq!(inside.actions("/mandate"), Vec::<String>::new());
        let change = inside.links("a[href$='/change']").remove(0);
        assert_eq!(ben.browser.get(&change).await.status, 200);
        let too_late = cleo.browser.get(&page).await;
        assert_eq!(cleo.browser.post(&too_late, &take, &[]).await.status, 409);
    }

    async fn a_mandate_lasts_as_long_as_the_group_has_agreed_on(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        let id = app.db.ids("groups AS it")[0];
        let rule = "INSERT INTO agreement_rule (group_id, rule, value, why, since_at)";
        app.db.execute(&format!("{rule} VALUES ({id}, 'term_weeks', 4, '', '2026-12-07 10:00:00')"));
        days_pass(&app, 183, &[&circle.leader]).await;
        let (page, take) = paths(&circle);
        let inside = circle.leader.browser.get(&page).await;
        circle.leader.browser.submit(&inside, &take, &[]).await;
        let log = circle.leader.browser.get(&format!("{page}/log")).await.words(".list li > div:last-child");
        assert!(log[0].contains("Ana facilitates until Tuesday, 6 July 2027"), "{log:?}");
    }

    async fn who_came_a_minute_ago_does_not_take_what_has_lapsed(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        let (page, take) = paths(&circle);
        days_pass(&app, 183, &[&circle.leader]).await;
        let dan = app.person().await;
        circle.joined_by(&dan, "Dan").await;
        let inside = dan.browser.get(&page).await;
        assert_eq!(inside.actions("/mandate"), Vec::<String>::new(), "there is no button that he cannot use");
        assert!(inside.words(".notice")[0].contains("four weeks"), "{:?}", inside.words(".notice"));
        assert_eq!(dan.browser.post(&inside, &take, &[]).await.status, 409);
        let inside = circle.leader.browser.get(&page).await;
        let inside = circle.leader.browser.submit(&inside, &take, &[]).await;
        assert!(inside.words(".people li").contains(&"Ana (you) facilitates".to_owned()), "she had it last");
    }

    async fn of_many_who_press_at_once_one_has_it(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        let mut people = Vec::new();
        for n in 0..6 {
            let person = app.person().await;
            circle.joined_by(&person, &format!("Member {n}")).await;
            people.push(person);
        }
        days_pass(&app, 183, &people.iter().collect::<Vec<_>>()).await;
        let (page, take) = paths(&circle);
        let pages = join_all(people.iter().map(|it| it.browser.get(&page))).await;
        let pressed = people.iter().zip(&pages).map(|(who, at)| who.browser.post(at, &take, &[]));
        // Nobody can give a mandate until all have asked whether there is one.
        let held = app.db.hold("mandate");
        let (answers, ()) = tokio::join!(join_all(pressed), async {
            tokio::time::sleep(std::time::Duration::from_millis(800)).await;
            drop(held);
        });
        let mut answers: Vec<u16> = answers.iter().map(|it| it.status).collect();
        answers.sort_unstable();
        assert_eq!(answers, [303, 409, 409, 409, 409, 409]);
        assert_eq!(app.db.count("mandate"), 2, "the first one, and this");
    }

    async fn the_others_are_told_until_when_it_was_taken_by_mail_or_on_the_site(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        let (ben, cleo) = (app.person().await, app.person_at("cleo@example.org").await);
        circle.joined_by(&ben, "Ben").await;
        circle.joined_by(&cleo, "Cleo").await;
        days_pass(&app, 183, &[&circle.leader, &ben, &cleo]).await;
        round(&app).await;
        let mails = app.app.mailer.kept().len();
        let (page, take) = paths(&circle);
        let inside = ben.browser.get(&page).await;
        ben.browser.submit(&inside, &take, &[]).await;
        round(&app).await;
        let told = told_of_mandates(&circle.leader).await;
        // 8 June 2027, and eight weeks: the group has not decided.
        assert!(told.len() == 1 && told[0].contains("3 August 2027") && told[0].contains("Tuesday circle"), "{told:?}");
        assert_eq!(told_of_mandates(&ben).await, Vec::<String>::new(), "he knows");
        assert_eq!(told_of_mandates(&cleo).await, Vec::<String>::new(), "she is told by mail");
        let sent = app.app.mailer.kept().split_off(mails);
        assert!(sent.len() == 1 && sent[0].contains("cleo@example.org"), "{sent:?}");
        let ask = ben.browser.get(&format!("{page}/leave")).await;
        ben.browser.submit(&ask, &format!("{page}/leave"), &[]).await;
        assert_eq!(told_of_mandates(&circle.leader).await, Vec::<String>::new(), "it is no longer so");
    }

    async fn who_holds_it_cannot_prolong_it_and_is_asked_to_propose(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        let (ana, ben) = (&circle.leader, app.person().await);
        circle.joined_by(&ben, "Ben").await;
        let (page, take) = paths(&circle);
        let propose = format!("{page}/proposals/new?what=mandate");
        days_pass(&app, 153, &[ana, &ben]).await;
        assert_eq!(ana.browser.get(&page).await.links(".notice a"), Vec::<String>::new(), "29 days are left");
        days_pass(&app, 1, &[]).await;
        let asked = ana.browser.get(&page).await;
        assert!(asked.words(".notice")[0].contains("7 June 2027"), "{:?}", asked.words(".notice"));
        assert_eq!(asked.links(".notice a"), std::slice::from_ref(&propose));
        assert_eq!(asked.actions("/mandate"), Vec::<String>::new());
        assert_eq!(ana.browser.post(&asked, &take, &[]).await.status, 409, "it ends by itself");
        assert_eq!(ben.browser.get(&page).await.links(".notice a"), Vec::<String>::new(), "she is asked first");
        days_pass(&app, 14, &[ana, &ben]).await;
        let asked = ben.browser.get(&page).await;
        assert_eq!(asked.links(".notice a"), [propose]);
        assert_eq!(ben.browser.post(&asked, &take, &[]).await.status, 409);
    }

    async fn a_group_whose_only_facilitator_leaves_is_not_stuck(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        let ben = app.person().await;
        circle.joined_by(&ben, "Ben").await;
        let ask = circle.leader.browser.get(&format!("/g/{}/leave", circle.id)).await;
        circle.leader.browser.submit(&ask, &format!("/g/{}/leave", circle.id), &[]).await;
        let inside = ben.browser.get(&format!("/g/{}", circle.id)).await;
        let inside = ben.browser.submit(&inside, &format!("/g/{}/mandate", circle.id), &[]).await;
        assert_eq!(inside.words(".people li"), ["Ben (you) facilitates"]);
    }
}
