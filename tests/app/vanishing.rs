//! Being forgotten: at once, everywhere, with nothing left that leads to whoever was here.

use super::deciding::{proposed, says};
use super::reminders::{a_circle_and_ben, wants};
use crate::support::app::TestApp;
use crate::support::databases::Kind;
use crate::support::people::PASSWORD;

on_both! {
    async fn whoever_vanishes_leaves_nothing_that_leads_to_them(app: TestApp) {
        let (circle, ben) = a_circle_and_ben(&app).await;
        let cleo = app.person().await;
        circle.joined_by(&cleo, "Cleo").await;
        let own = app.a_group("Friday circle").await;
        own.joined_by(&ben, "Beno").await;
        wants(&ben, &circle, &["0"]).await;
        let meeting = circle.meetings().await.remove(1);
        circle.answered_by(&ben, &meeting, "coming").await;
        circle.noted_by(&ben, "Mine alone.", &[]).await;
        circle.noted_by(&ben, "A walk helps.", &[("stays", "yes"), ("sign", "yes")]).await;
        ben.calendar(&[("title", "neutral")]).await;
        let words = |title| [("what", "words"), ("title", title), ("why", "So."), ("review", "6")];
        let at = proposed(&circle, &circle.leader, &words("Tea at nine")).await;
        assert_eq!(says(&ben, &at, "objection", "It would be too much for me.").await.status, 303);
        let mine = proposed(&circle, &ben, &words("Tea at ten")).await;
        let person = app.db.ids("person AS it WHERE it.email IS NOT NULL")[0];
        let mut leads_to = app.db.ids(&format!("membership AS it WHERE it.person_id = {person}"));
        assert_eq!(leads_to.len(), 2);
        leads_to.push(person);
        let leads = |app: &TestApp| -> Vec<String> {
            let all = app.db.dump(&[]).into_iter();
            let is_told = |content: &str| leads_to.iter().any(|id| content.contains(&id.to_string()));
            all.filter(|line| is_told(&line.content)).map(|line| line.table).collect()
        };
        assert!(leads(&app).len() > 10, "{:?}", leads(&app));

        // Nobody does it in somebody's name.
        let form = ben.browser.get("/me/vanish").await;
        let before = app.db.count("person");
        let refused = ben.browser.post(&form, "/me/vanish", &[("password_now", "not this one, I think")]).await;
        assert_eq!(refused.status, 422);
        assert!(!refused.words("#password_now-error").is_empty());
        assert_eq!(app.db.count("person"), before);

        let gone = ben.browser.post(&form, "/me/vanish", &[("password_now", PASSWORD)]).await;
        assert_eq!(gone.location().as_deref(), Some("/about/gone"));
        assert!(gone.headers["clear-site-data"].to_str().unwrap().contains("storage"));
        assert_eq!(leads(&app), Vec::<String>::new());
        assert_eq!(app.db.count("person"), before - 1);
        assert_eq!(ben.browser.get("/about/gone").await.status, 200);
        assert_eq!(ben.browser.get("/me").await.status, 401);
        let page = ben.browser.get("/sign-in").await;
        let fields = [("who", ben.sign_in_name.as_str()), ("password", PASSWORD)];
        assert_eq!(ben.browser.post(&page, "/sign-in", &fields).await.status, 422);

        // The group goes on: what was left to it is there unsigned, what was said has no words, what was proposed no name.
        let leader = &circle.leader.browser;
        let notes = leader.get(&format!("/g/{}/experience", circle.id)).await;
        assert_eq!(notes.words(".notes .typed"), ["A walk helps."]);
        let debate = leader.get(&at).await;
        assert!(!debate.body.contains("too much for me") && debate.body.contains("taken back"), "{}", debate.body);
        assert!(leader.get(&mine).await.body.contains("Tea at ten"));
        for path in [String::new(), "/log".to_owned(), "/experience".to_owned()] {
            let page = leader.get(&format!("/g/{}{path}", circle.id)).await;
            assert!(page.status == 200 && !page.body.contains("Ben"), "{path}");
        }
    }

    async fn places_and_turns_go_to_others_and_the_last_one_to_go_leaves_a_group_in_order(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        circle.meets_weekly("1").await;
        let cleo = app.person().await;
        circle.joined_by(&cleo, "Cleo").await;
        let meeting = circle.meetings().await.remove(0);
        circle.answered_by(&circle.leader, &meeting, "coming").await;
        circle.answered_by(&cleo, &meeting, "coming").await;
        assert_eq!(app.db.count("answer WHERE state = 'coming'"), 1);
        for who in [&circle.leader, &cleo] {
            let form = who.browser.get("/me/vanish").await;
            assert_eq!(who.browser.post(&form, "/me/vanish", &[("password_now", PASSWORD)]).await.status, 303);
            let left = app.db.count("answer");
            assert_eq!((left, app.db.count("answer WHERE state = 'coming'")), (left, left), "whoever waited has the place");
        }
        for table in ["person", "membership", "answer", "mandate", "sign_in", "recovery_code"] {
            assert_eq!(app.db.count(table), 0, "{table}");
        }
        assert_eq!(app.browser().get(&format!("/groups/{}", circle.slug)).await.status, 200);
    }

    async fn two_who_vanish_from_the_same_groups_at_once_are_both_gone(app: TestApp) {
        let (circle, ben) = a_circle_and_ben(&app).await;
        let other = app.a_group("Friday circle").await;
        let cleo = app.person().await;
        other.joined_by(&ben, "Beno").await;
        circle.joined_by(&cleo, "Cleo").await;
        other.joined_by(&cleo, "Clio").await;
        let (one, two) = (ben.browser.get("/me/vanish").await, cleo.browser.get("/me/vanish").await);
        let fields = [("password_now", PASSWORD)];
        let (one, two) = tokio::join!(
            ben.browser.post(&one, "/me/vanish", &fields),
            cleo.browser.post(&two, "/me/vanish", &fields),
        );
        assert_eq!((one.status, two.status), (303, 303));
        assert_eq!(app.db.count("membership"), 2);
    }
}
