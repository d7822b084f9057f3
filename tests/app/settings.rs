//! What a group says of itself, in its facilitators' hands.

use chrono::TimeDelta;

use crate::support::app::TestApp;
use crate::support::databases::Kind;

const SAID: [(&str, &str); 6] = [
    ("name", "Κύκλος στο λιμάνι"),
    ("about", "Ο καθένας φέρνει *ό,τι θέλει*."),
    ("language", "el"),
    ("language", "en"),
    ("step_free", "yes"),
    ("listed", "yes"),
];

on_both! {
    async fn what_a_facilitator_says_newcomers_read_and_find(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        circle.meets_weekly("").await;
        let path = format!("/g/{}/settings", circle.id);
        let form = circle.leader.browser.get(&path).await;
        assert_eq!(form.value("name").as_deref(), Some("Tuesday circle"));
        assert_eq!(form.words("#listed-yes[checked], #language-el[checked]").len(), 2);
        assert_eq!(circle.leader.browser.fill(&form, &path, &SAID).await.status, 303);
        let inside = circle.leader.browser.get(&format!("/g/{}", circle.id)).await;
        assert_eq!(inside.words("h1"), ["Κύκλος στο λιμάνι"]);
        let page = app.browser().get(&format!("/groups/{}", circle.slug)).await;
        assert_eq!(page.words("h1"), ["Κύκλος στο λιμάνι"], "its address stays");
        assert_eq!(page.words("em"), ["ό,τι θέλει"]);
        assert!(page.body.contains("tep-free"));
        assert_eq!(app.browser().get("/groups?q=limani").await.words(".list h3").len(), 1);
        assert_eq!(app.browser().get("/groups?q=tuesday").await.words(".list h3").len(), 0, "not by its old name");
        let form = circle.leader.browser.get(&path).await;
        assert_eq!(form.words("#language-el[checked], #language-en[checked], #step_free-yes[checked]").len(), 3);
        let unlisted: Vec<_> = SAID.iter().map(|(f, v)| if *f == "listed" { (*f, "no") } else { (*f, *v) }).collect();
        assert_eq!(circle.leader.browser.fill(&form, &path, &unlisted).await.status, 303);
        assert_eq!(app.browser().get(&format!("/groups/{}", circle.slug)).await.status, 404);
        assert_eq!(app.browser().get("/groups?q=limani").await.words(".list h3").len(), 0);
    }

    async fn what_is_wrong_stands_beside_its_field_and_nothing_changes(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        let path = format!("/g/{}/settings", circle.id);
        let form = circle.leader.browser.get(&path).await;
        for (field, typed) in [("name", ""), ("step_free", "perhaps"), ("listed", ""), ("place", "9"), ("field", "x")] {
            let mut fields: Vec<_> = SAID.iter().copied().filter(|(name, _)| *name != field).collect();
            fields.push((field, typed));
            let page = circle.leader.browser.post(&form, &path, &fields).await;
            assert_eq!((page.status, page.words(".summary li").len()), (422, 1), "{field} = {typed}");
            assert_eq!(page.words("textarea"), ["Ο καθένας φέρνει *ό,τι θέλει*."]);
        }
        assert_eq!(circle.leader.browser.get(&path).await.value("name").as_deref(), Some("Tuesday circle"));
    }

    async fn who_saves_later_does_not_overwrite_unseen_what_the_other_saved(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        let path = format!("/g/{}/settings", circle.id);
        let leader = &circle.leader.browser;
        // Both have the page open; one does not want the group to be listed any more.
        let (hers, his) = (leader.get(&path).await, leader.get(&path).await);
        assert_eq!(leader.fill(&hers, &path, &[("listed", "no"), ("step_free", "no")]).await.status, 303);
        let refused = leader.fill(&his, &path, &[("name", "Monday circle")]).await;
        assert_eq!(refused.status, 409);
        assert_eq!(refused.value("name").as_deref(), Some("Monday circle"), "what he typed is kept");
        let now = refused.words(".changed dd");
        assert_eq!(now.len(), 3, "and what she said is there: {now:?}");
        assert_eq!((now[0].as_str(), now[2].as_str()), ("Tuesday circle", "No"), "{now:?}");
        assert_eq!(app.browser().get(&format!("/groups/{}", circle.slug)).await.status, 404, "still not listed");
        let again = leader.fill(&refused, &path, &[("listed", "no")]).await;
        assert_eq!(again.status, 303, "he has seen it: {}", again.body);
        let after = leader.get(&path).await;
        assert_eq!(after.value("name").as_deref(), Some("Monday circle"));
        assert_eq!(after.words("#listed-no[checked], #step_free-[checked]").len(), 2, "he left the step as he had it");
        assert_eq!(leader.fill(&refused, &path, &[("listed", "yes")]).await.status, 409, "what he saw is the past by now");
    }

    async fn what_others_do_to_its_meetings_does_not_stop_a_description(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        let path = format!("/g/{}/settings", circle.id);
        let form = circle.leader.browser.get(&path).await;
        circle.meets_weekly("").await;
        let same = circle.leader.browser.get(&path).await;
        for (at, page) in [("first", &form), ("second", &same)] {
            let saved = circle.leader.browser.fill(page, &path, &[("name", "Monday circle")]).await;
            assert_eq!(saved.status, 303, "{at}: two who say the same do not stand in each other's way");
        }
    }

    async fn a_group_is_asked_whether_it_still_meets(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        let (public, inside) = (format!("/groups/{}", circle.slug), format!("/g/{}", circle.id));
        let ben = app.person().await;
        circle.joined_by(&ben, "Ben").await;
        assert_eq!(circle.leader.browser.get(&inside).await.actions("/confirm"), Vec::<String>::new());
        app.app.clock.advance(TimeDelta::days(90));
        for who in [&circle.leader, &ben] {
            who.sign_in_again().await;
        }
        assert!(app.browser().get(&public).await.body.contains("7 December 2026"));
        let theirs = ben.browser.get(&inside).await;
        assert_eq!(theirs.actions("/confirm"), Vec::<String>::new(), "the facilitators are asked");
        let path = format!("/g/{}/confirm", circle.id);
        assert_eq!(ben.browser.post(&theirs, &path, &[]).await.status, 404);
        let asked = circle.leader.browser.get(&inside).await;
        assert_eq!(asked.actions("/confirm").len(), 1);
        let after = circle.leader.browser.submit(&asked, &path, &[]).await;
        assert_eq!(after.actions("/confirm"), Vec::<String>::new());
        assert!(app.browser().get(&public).await.body.contains("7 March 2027"));
    }
}
