//! Founding, joining, being there, leaving.

use crate::support::app::TestApp;
use crate::support::databases::Kind;
use crate::support::groups::Circle;

on_both! {
    async fn nobody_is_in_more_groups_than_anybody_goes_to(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        let invitation = circle.invitation().await;
        let eva = app.person().await;
        for n in 0..40 {
            crate::support::groups::Circle::founded(&eva, &format!("Circle {n}"), "open", "no").await;
        }
        let form = eva.browser.get("/found").await;
        let one_more = [("name", "One more"), ("joining", "open"), ("my_name", "Eva"), ("language", "el"), ("listed", "no")];
        let refused = eva.browser.post(&form, "/found", &one_more).await;
        assert_eq!(refused.status, 409);
        assert!(refused.body.contains("Leave one, and you can") && refused.body.contains("One more"), "{}", refused.body);
        assert_eq!(circle.joined_by(&eva, "Eva").await.status, 409);
        let form = eva.browser.get(&invitation).await;
        assert_eq!(eva.browser.post(&form, &invitation, &[("my_name", "Eva")]).await.status, 409);
        assert_eq!(app.db.count("membership"), 41);
        let mine = eva.browser.get("/me").await.links("main a[href^='/g/']").remove(0);
        let ask = eva.browser.get(&format!("{mine}/leave")).await;
        eva.browser.submit(&ask, &format!("{mine}/leave"), &[]).await;
        circle.joined_by(&eva, "Eva").await;
        assert_eq!(app.db.count("membership"), 41, "one fewer, and there is room");
        assert_eq!(eva.browser.get(&format!("/g/{}", circle.id)).await.status, 200);
    }

    async fn a_founder_is_the_first_facilitator(app: TestApp) {
        let circle = app.a_group("Κύκλος της Τρίτης").await;
        let page = circle.leader.browser.get(&format!("/g/{}", circle.id)).await;
        assert_eq!(page.words("h1"), ["Κύκλος της Τρίτης"]);
        assert_eq!(page.words(".people li"), ["Ana (you) facilitates"]);
        assert!(circle.slug.starts_with("kyklos-tis-tritis-"), "{}", circle.slug);
    }

    async fn a_group_is_nothing_to_those_who_are_not_in_it(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        let ben = app.person().await;
        let path = format!("/g/{}", circle.id);
        let (theirs, nowhere) = (ben.browser.get(&path).await, ben.browser.get("/g/0000000000000").await);
        assert_eq!(theirs.status, 404);
        assert_eq!(nowhere.status, 404);
        assert_eq!(theirs.words("main"), nowhere.words("main"), "there is none, or it is not yours: the same page");
        assert_eq!(app.browser().get(&path).await.status, 404);
    }

    async fn one_joins_an_open_group_under_any_name_and_leaves_in_one_step(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        let ben = app.person().await;
        let path = format!("/groups/{}/join", circle.slug);
        let form = ben.browser.get(&path).await;
        let page = ben.browser.submit(&form, &path, &[("my_name", "Γλάρος")]).await;
        assert_eq!(page.words(".people li"), ["Ana facilitates", "Γλάρος (you)"]);
        assert!(!page.body.contains(&ben.sign_in_name));
        let again = ben.browser.submit(&form, &path, &[("my_name", "Another")]).await;
        assert_eq!(again.words(".people li").len(), 2, "a second click makes no second member");
        let ask = ben.browser.get(&format!("/g/{}/leave", circle.id)).await;
        let home = ben.browser.submit(&ask, &format!("/g/{}/leave", circle.id), &[]).await;
        assert_eq!(home.words(".empty > p:first-child"), ["You are in no group yet."]);
        assert_eq!(ben.browser.get(&format!("/g/{}", circle.id)).await.status, 404);
        let left = circle.leader.browser.get(&format!("/g/{}", circle.id)).await;
        assert!(!left.body.contains("Γλάρος"));
    }

    async fn a_hello_is_answered_by_two_and_then_gone(app: TestApp) {
        let circle = app.a_group_joined_by("Quiet circle", "welcome").await;
        let path = format!("/groups/{}/join", circle.slug);
        for (name, others) in [("Ben", 1), ("Cleo", 2)] {
            let who = app.person().await;
            let form = who.browser.get(&path).await;
            let empty = who.browser.post(&form, &path, &[("my_name", name), ("hello", " ")]).await;
            assert_eq!(empty.status, 422);
            assert_eq!(empty.value("my_name").as_deref(), Some(name));
            let waiting = who.browser.submit(&form, &path, &[("my_name", name), ("hello", "May I come?")]).await;
            assert_eq!(waiting.words(".notice").len(), 1);
            assert_eq!(who.browser.get(&format!("/g/{}", circle.id)).await.status, 404);
            let inside = circle.leader.browser.get(&format!("/g/{}", circle.id)).await;
            let answer = inside.actions("/hellos/").remove(0);
            circle.leader.browser.post(&inside, &answer, &[("welcome", "yes")]).await;
            let status = who.browser.get(&format!("/g/{}", circle.id)).await.status;
            assert_eq!(status, if others == 1 { 200 } else { 404 }, "one is enough while there is only one");
        }
    }

    async fn an_invitation_lets_one_person_in(app: TestApp) {
        let circle = app.a_group_joined_by("Closed circle", "invitation").await;
        let (ben, cleo) = (app.person().await, app.person().await);
        assert_eq!(circle.joined_by(&ben, "Ben").await.status, 404);
        let inside = circle.leader.browser.get(&format!("/g/{}", circle.id)).await;
        let link = circle.leader.browser.post(&inside, &format!("/g/{}/invite", circle.id), &[]).await;
        let address = link.words("#link").remove(0);
        let path = address.split_once("/invitation/").map(|(_, token)| format!("/invitation/{token}")).unwrap();
        assert_eq!(app.browser().get(&path).await.status, 401, "one signs in first");
        let door = ben.browser.get(&path).await;
        assert_eq!(ben.browser.get(&path).await.status, 200, "opening it changes nothing");
        let page = ben.browser.submit(&door, &path, &[("my_name", "Ben")]).await;
        assert_eq!(page.words(".people li").len(), 2);
        assert_eq!(cleo.browser.get(&path).await.status, 410);
    }

    async fn a_founder_is_asked_again_where_something_is_missing(app: TestApp) {
        let ana = app.person().await;
        let form = ana.browser.get("/found").await;
        let long = "x".repeat(81);
        let fields = [
            ("name", long.as_str()),
            ("my_name", ""),
            ("about", "Kept"),
            ("joining", "open"),
            ("listed", "yes"),
            ("language", "el"),
        ];
        let page = ana.browser.post(&form, "/found", &fields).await;
        assert_eq!(page.status, 422);
        assert_eq!(page.words(".summary li").len(), 2);
        assert_eq!(page.value("name"), Some(long));
        assert_eq!(page.words("textarea"), ["Kept"]);
    }
    async fn what_was_not_offered_is_never_read_as_the_most_public_choice(app: TestApp) {
        let ana = app.person().await;
        let form = ana.browser.get("/found").await;
        let good = [("name", "Circle"), ("my_name", "Ana"), ("joining", "invitation"), ("listed", "no"), ("language", "el")];
        for (field, typed) in [
            ("joining", "anybody"),
            ("listed", ""),
            ("language", "xx"),
            ("place", "12"),
            ("field", "5"),
            ("programme", "mine"),
        ] {
            let mut fields = good.to_vec();
            fields.retain(|(name, _)| *name != field);
            fields.push((field, typed));
            let page = ana.browser.post(&form, "/found", &fields).await;
            assert_eq!(page.status, 422, "{field} = {typed}");
            assert_eq!(page.words(".summary li").len(), 1, "{field} = {typed}");
            assert_eq!(page.value("name").as_deref(), Some("Circle"));
        }
        let without = good.into_iter().filter(|(name, _)| *name != "language").collect::<Vec<_>>();
        assert_eq!(ana.browser.post(&form, "/found", &without).await.status, 422);
        assert_eq!(ana.browser.get("/me").await.words(".empty > p:first-child"), ["You are in no group yet."]);
        assert_eq!(ana.browser.post(&form, "/found", &good).await.status, 303);
    }

    async fn an_address_does_not_tell_that_a_group_of_that_name_is_hidden(app: TestApp) {
        let (ana, ben) = (app.person().await, app.person().await);
        Circle::founded(&ana, "Evening circle", "open", "no").await;
        let taken = Circle::founded_by(ben.clone(), "Evening circle", "open").await.slug;
        let free = Circle::founded_by(ben, "Morning circle", "open").await.slug;
        let parts = |slug: &str| {
            let (name, tail) = slug.rsplit_once('-').expect("a name and a tail");
            (name.to_owned(), tail.len())
        };
        assert_eq!(parts(&taken), ("evening-circle".to_owned(), 5), "{taken}");
        assert_eq!(parts(&free), ("morning-circle".to_owned(), 5), "{free}");
    }

    async fn the_public_page_is_the_same_when_the_last_member_has_left(app: TestApp) {
        for joining in ["open", "welcome", "invitation"] {
            let circle = app.a_group_joined_by("Tuesday circle", joining).await;
            circle.meets_weekly("").await;
            let (guest, ben) = (app.browser(), app.person().await);
            let (page, first) = (format!("/groups/{}", circle.slug), format!("/groups/{}/first-time", circle.slug));
            let seen = async || (guest.get(&page).await.body, guest.get(&first).await.body);
            let door = format!("{page}/join");
            let (before, at_the_door) = (seen().await, ben.browser.get(&door).await);
            let ask = circle.leader.browser.get(&format!("/g/{}/leave", circle.id)).await;
            circle.leader.browser.submit(&ask, &format!("/g/{}/leave", circle.id), &[]).await;
            assert_eq!(seen().await, before, "{joining}");
            assert_eq!(ben.browser.get(&door).await.words("main"), at_the_door.words("main"), "{joining}");
            let said = ben.browser.post(&at_the_door, &door, &[("my_name", "Ben"), ("hello", "May I come?")]).await;
            let refused = if joining == "invitation" { 404 } else { 409 };
            assert_eq!(said.status, refused, "{joining}: nobody is there who could receive anybody");
            assert_eq!((app.db.count("membership"), app.db.count("hello")), (0, 0));
        }
    }
}
