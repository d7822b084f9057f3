//! Any two members call an assembly, whoever leads; its agenda shows by itself what is due, open or about to end.

use chrono::TimeDelta;
use futures_util::future::join_all;

use super::deciding::{days_pass, four};
use super::reminders::round;
use crate::support::app::TestApp;
use crate::support::browser::Page;
use crate::support::databases::Kind;
use crate::support::groups::Circle;
use crate::support::people::Person;

fn path(circle: &Circle) -> String {
    format!("/g/{}/assembly", circle.id)
}

/// Sunday after next, in the evening: 13 days ahead.
const SUNDAY: [(&str, &str); 3] = [("date", "2026-12-20"), ("time", "18:00"), ("address", "Ermou 12")];

async fn asks(circle: &Circle, who: &Person, when: &[(&str, &str)]) -> Page {
    let at = path(circle);
    let form = who.browser.get(&at).await;
    who.browser.fill(&form, &at, when).await
}

async fn adds(circle: &Circle, who: &Person, words: &str) -> Page {
    let at = path(circle);
    let form = who.browser.get(&at).await;
    who.browser.post(&form, &format!("{at}/points"), &[("point", words)]).await
}

on_both! {
    async fn two_members_call_an_assembly_and_all_are_told(app: TestApp) {
        let (circle, others) = four(&app).await;
        circle.meets_weekly("").await;
        let [ben, cleo, dan] = &others[..] else { panic!() };
        let eva = app.person_at("eva@example.org").await;
        circle.joined_by(&eva, "Eva").await;
        round(&app).await;
        let mails = app.app.mailer.kept().len();
        let form = ben.browser.get(&path(&circle)).await;
        assert!(form.words("#next")[0].contains("No assembly is planned"));
        assert!(form.value("address").unwrap().contains("Ερμού"), "where the group usually meets: {:?}", form.value("address"));
        assert_eq!(asks(&circle, ben, &SUNDAY).await.status, 303);
        // One alone calls nothing.
        let own = ben.browser.get(&path(&circle)).await;
        assert!(own.words(".asked")[0].contains("You ask for an assembly"));
        assert_eq!(own.actions("/join"), Vec::<String>::new());
        let join = cleo.browser.get(&path(&circle)).await.actions("/join").remove(0);
        assert_eq!(ben.browser.post(&own, &join, &[]).await.status, 409);
        assert_eq!(app.db.count("series"), 1);
        let inside = cleo.browser.get(&format!("/g/{}", circle.id)).await;
        assert!(inside.words(".notice")[0].contains("Ben asks for an assembly"), "{:?}", inside.words(".notice"));
        // Another joins in.
        let page = cleo.browser.get(&path(&circle)).await;
        assert!(page.words(".asked")[0].contains("13 December 2026, 18:00"), "a week's notice: {:?}", page.words(".asked"));
        let page = cleo.browser.submit(&page, &join, &[]).await;
        assert!(page.words("#next")[0].contains("20 December 2026, 18:00"), "{:?}", page.words("#next"));
        assert_eq!(page.words(".asked"), Vec::<String>::new());
        let page = dan.browser.get(&path(&circle)).await;
        assert_eq!(dan.browser.post(&page, &join, &[]).await.status, 409, "it is called");
        round(&app).await;
        let told = async |who: &Person| {
            who.notices().await.into_iter().filter(|it| it.contains("There is an assembly")).count()
        };
        assert_eq!((told(ben).await, told(cleo).await, told(dan).await), (1, 0, 1));
        let sent = app.app.mailer.kept().split_off(mails);
        assert!(sent.len() == 1 && sent[0].contains("eva@example.org") && !sent[0].contains("ssembly"), "{sent:?}");
        let log = dan.browser.get(&format!("/g/{}/log", circle.id)).await.words(".list li > div:last-child");
        assert!(log[0].contains("Ben asked for an assembly") && log[0].contains("Cleo"), "{log:?}");
    }

    async fn of_many_who_join_in_at_once_one_calls_it(app: TestApp) {
        let (circle, others) = four(&app).await;
        assert_eq!(asks(&circle, &others[0], &SUNDAY).await.status, 303);
        let who = [&others[1], &others[2], &circle.leader];
        let at = path(&circle);
        let pages = join_all(who.iter().map(|it| it.browser.get(&at))).await;
        let join = pages[0].actions("/join").remove(0);
        let pressed = who.iter().zip(&pages).map(|(who, page)| who.browser.post(page, &join, &[]));
        let held = app.db.hold("assembly_call");
        let (answers, ()) = tokio::join!(join_all(pressed), async {
            tokio::time::sleep(std::time::Duration::from_millis(800)).await;
            drop(held);
        });
        let mut answers: Vec<u16> = answers.iter().map(|it| it.status).collect();
        answers.sort_unstable();
        assert_eq!(answers, [303, 409, 409]);
        assert_eq!(app.db.count("series"), 1, "one assembly");
        assert_eq!(app.db.count("outbox WHERE kind = 'assembly_called'"), 3);
    }

    async fn the_others_have_the_notice_that_the_group_has_agreed_on(app: TestApp) {
        let (circle, others) = four(&app).await;
        let [ben, cleo, _] = &others[..] else { panic!() };
        for (when, field) in [
            ([("date", "2026-12-14"), ("time", "18:00")], "date"),
            ([("date", "2026-12-32"), ("time", "18:00")], "date"),
            ([("date", "2026-12-20"), ("time", "later")], "time"),
            ([("date", "2027-03-28"), ("time", "03:30")], "time"),
        ] {
            let page = asks(&circle, ben, &when).await;
            assert_eq!(page.status, 422, "{when:?}");
            assert!(!page.words(&format!("#{field}-error")).is_empty(), "{when:?}");
            assert_eq!(page.value("date").as_deref(), Some(when[0].1), "what was typed is kept");
        }
        assert_eq!(app.db.count("assembly_call"), 0);
        assert_eq!(asks(&circle, ben, &SUNDAY).await.status, 303);
        // Asked again, it takes the place of what was asked for; and it can be taken back.
        assert_eq!(asks(&circle, ben, &[("date", "2026-12-21"), ("time", "18:00")]).await.status, 303);
        let page = cleo.browser.get(&path(&circle)).await;
        assert_eq!(page.words(".asked").len(), 1);
        let join = page.actions("/join").remove(0);
        app.app.clock.advance(TimeDelta::days(8));
        assert_eq!(cleo.browser.post(&page, &join, &[]).await.status, 409, "too late for the others");
        assert_eq!(cleo.browser.get(&path(&circle)).await.words(".asked"), Vec::<String>::new());
        let page = ben.browser.get(&path(&circle)).await;
        ben.browser.submit(&page, &format!("{}/take-back", path(&circle)), &[]).await;
        assert_eq!(app.db.count("assembly_call"), 0);
    }

    async fn an_assembly_that_is_called_cannot_be_undone_along_with_another_change(app: TestApp) {
        let (circle, others) = four(&app).await;
        circle.meets_weekly("").await;
        let meeting = circle.meetings().await.remove(1);
        circle.cancelled(&meeting).await;
        let inside = circle.leader.browser.get(&format!("/g/{}", circle.id)).await;
        assert_eq!(inside.actions("/undo").len(), 1);
        asks(&circle, &others[0], &SUNDAY).await;
        let page = others[1].browser.get(&path(&circle)).await;
        let join = page.actions("/join").remove(0);
        others[1].browser.submit(&page, &join, &[]).await;
        let undo = format!("/g/{}/undo", circle.id);
        assert_eq!(circle.leader.browser.post(&inside, &undo, &[]).await.status, 409);
        assert_eq!(app.db.count("series"), 2);
    }

    async fn the_agenda_shows_what_is_due_open_and_about_to_end(app: TestApp) {
        let (circle, others) = four(&app).await;
        let [ben, cleo, _] = &others[..] else { panic!() };
        let agenda = async |who: &Person| who.browser.get(&path(&circle)).await.words("#agenda li");
        assert_eq!(agenda(ben).await, Vec::<String>::new());
        let id = app.db.ids("groups AS it")[0];
        let columns = "agreement_rule (group_id, rule, value, why, since_at, review_on)";
        app.db.execute(&format!(
            "INSERT INTO {columns} VALUES ({id}, 'notice_days', 5, '', '2026-12-07 10:00:00', '2026-12-18')"
        ));
        let new = format!("/g/{}/proposals/new", circle.id);
        let form = ben.browser.get(&new).await;
        ben.browser.post(&form, &new, &[("title", "A box for tea"), ("why", "It is cold."), ("review", "6")]).await;
        assert_eq!(adds(&circle, cleo, "The new room").await.status, 303);
        assert_eq!(adds(&circle, cleo, "  ").await.status, 422);
        let there = agenda(ben).await;
        assert_eq!(there.len(), 2, "the review is not due today: {there:?}");
        assert!(there[0].contains("A box for tea") && there[1].contains("The new room") && there[1].contains("Cleo"));
        // An assembly after that day has it on its agenda, by itself.
        asks(&circle, ben, &SUNDAY).await;
        let page = cleo.browser.get(&path(&circle)).await;
        let join = page.actions("/join").remove(0);
        let page = cleo.browser.submit(&page, &join, &[]).await;
        let there = page.words("#agenda li");
        assert!(there[0].contains("A proposal is open for 5 days") && !there[0].contains("overdue"), "{there:?}");
        assert_eq!(page.actions("/remove").len(), 1, "her own point");
        assert_eq!(ben.browser.get(&path(&circle)).await.actions("/remove"), Vec::<String>::new());
        // When it is over, so are its points; what nobody looked at again stays, and says so.
        days_pass(&app, 14, &[ben]).await;
        let there = agenda(ben).await;
        assert!(there.len() == 1 && there[0].contains("review overdue"), "{there:?}");
        // Four weeks before a mandate ends, and when nobody leads.
        days_pass(&app, 140, &[ben]).await;
        assert!(agenda(ben).await[0].contains("The mandate of Ana ends on Monday, 7 June 2027"), "{:?}", agenda(ben).await);
        days_pass(&app, 30, &[ben]).await;
        assert!(agenda(ben).await[0].contains("The role is open"), "{:?}", agenda(ben).await);
    }

    async fn a_point_is_sealed_and_goes_with_whoever_made_it(app: TestApp) {
        let (circle, others) = four(&app).await;
        adds(&circle, &others[0], "About Cleo and the keys").await;
        if app.db.kind == Kind::Sqlite {
            assert_eq!(app.db.count("agenda_point WHERE CAST(words AS TEXT) LIKE '%keys%'"), 0);
        }
        asks(&circle, &others[0], &SUNDAY).await;
        let leave = format!("/g/{}/leave", circle.id);
        let ask = others[0].browser.get(&leave).await;
        others[0].browser.submit(&ask, &leave, &[]).await;
        assert_eq!((app.db.count("agenda_point"), app.db.count("assembly_call")), (0, 0));
    }
}
