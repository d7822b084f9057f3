//! "I am coming", without an account: a number for the group, a link for whoever said it, and nothing for anybody else.

use crate::support::app::TestApp;
use crate::support::browser::{Browser, Page};
use crate::support::databases::Kind;
use crate::support::groups::Circle;

/// Somebody from outside says so: the page behind their link, and its path.
async fn arrives(newcomer: &Browser, circle: &Circle, meeting: &str) -> (Page, String) {
    let path = format!("/groups/{}/meetings/{meeting}/coming", circle.slug);
    let said = newcomer.post_raw(&path, "").await;
    assert_eq!(said.status, 303, "{}", said.body);
    let link = said.location().unwrap();
    (newcomer.get(&link).await, link)
}

async fn counted(circle: &Circle) -> Vec<String> {
    circle.leader.browser.get(&format!("/g/{}", circle.id)).await.words(".newcomers")
}

async fn changed(circle: &Circle, meeting: &str, what: &str, fields: &[(&str, &str)]) {
    let path = format!("/g/{}/meetings/{meeting}", circle.id);
    let form = circle.leader.browser.get(&format!("{path}/change")).await;
    let page = circle.leader.browser.post(&form, &format!("{path}/{what}"), fields).await;
    assert_eq!(page.status, 303, "{}", page.body);
}

on_both! {
    async fn a_newcomer_is_counted_without_a_name_and_takes_it_back(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        circle.meets_weekly("1").await;
        let meeting = circle.meetings().await.remove(0);
        let newcomer = app.browser();
        let group = newcomer.get(&format!("/groups/{}", circle.slug)).await;
        assert_eq!(group.actions("/coming").len(), 6, "one beside each open date");
        let (page, link) = arrives(&newcomer, &circle, &meeting).await;
        assert_eq!(page.status, 200);
        assert!(page.words("time")[0].contains("8 December 2026"));
        assert!(page.words("#link")[0].ends_with(&link));
        assert_eq!(page.headers["cache-control"], "no-store");
        assert_eq!(counted(&circle).await, ["Someone new is coming."]);
        arrives(&app.browser(), &circle, &meeting).await;
        assert_eq!(counted(&circle).await, ["2 new people say they are coming."]);
        let tally = circle.leader.browser.get(&format!("/g/{}", circle.id)).await.words(".tally");
        assert!(tally[0].starts_with("Nobody has said yes yet."), "they take no place: {}", tally[0]);
        assert_eq!(newcomer.get(&format!("/groups/{}", circle.slug)).await.body, group.body, "nobody else sees it");

        newcomer.get(&link).await;
        assert_eq!(counted(&circle).await, ["2 new people say they are coming."], "opening the link changes nothing");
        assert_eq!(newcomer.post_raw(&link, "").await.status, 200);
        assert_eq!(counted(&circle).await, ["Someone new is coming."]);
        let gone = newcomer.get(&link).await;
        assert_eq!(gone.status, 410);
        assert!(gone.body.contains("taken back already"), "{}", gone.body);
        assert_eq!(newcomer.post_raw(&link, "").await.status, 410);
        assert_eq!(counted(&circle).await, ["Someone new is coming."], "the other one stays");
        assert!(newcomer.cookies().is_empty(), "no cookie is set");
        let wrong = format!("{}0", &link[..link.len() - 1]);
        assert!([404, 410].contains(&newcomer.get(&wrong).await.status));
    }

    async fn nobody_is_counted_where_one_does_not_come_unasked(app: TestApp) {
        let newcomer = app.browser();
        let circle = app.a_group_joined_by("By invitation", "invitation").await;
        circle.meets_weekly("").await;
        let meeting = circle.meetings().await.remove(0);
        let path = |circle: &Circle, meeting: &str| format!("/groups/{}/meetings/{meeting}/coming", circle.slug);
        assert_eq!(newcomer.post_raw(&path(&circle, &meeting), "").await.status, 404);
        let group = newcomer.get(&format!("/groups/{}", circle.slug)).await;
        assert_eq!(group.actions("/coming").len(), 0);

        let open = app.a_group("Open circle").await;
        open.meets_weekly("").await;
        let of_another = open.meetings().await.remove(0);
        assert_eq!(newcomer.post_raw(&path(&circle, &of_another), "").await.status, 404);
        assert_eq!(open.leader.browser.post_raw(&path(&open, &of_another), "").await.status, 404, "members answer");
        assert_eq!(newcomer.post_raw(&path(&open, &of_another.replace("20261208", "20261209")), "").await.status, 404);
        app.db.execute("UPDATE series SET openness = 'closed'");
        assert_eq!(newcomer.get(&format!("/groups/{}", open.slug)).await.actions("/coming").len(), 0);
        let closed = newcomer.post_raw(&path(&open, &of_another), "").await;
        assert_eq!(closed.status, 409);
        assert!(closed.body.contains("closed"), "{}", closed.body);
        app.db.execute("UPDATE series SET openness = 'closed', other_openness_on = '2'");
        assert_eq!(newcomer.get(&format!("/groups/{}", open.slug)).await.actions("/coming").len(), 2);
        assert_eq!(newcomer.post_raw(&path(&open, &of_another), "").await.status, 303, "open on the second Tuesday");
        app.db.execute("UPDATE groups SET listed = FALSE");
        assert_eq!(newcomer.post_raw(&path(&open, &of_another), "").await.status, 404);
        app.db.execute("UPDATE groups SET listed = TRUE");
        app.app.clock.set(parea::domain::time::Instant::parse_rfc3339("2026-12-08T17:00:00Z").unwrap());
        assert_eq!(newcomer.post_raw(&path(&open, &of_another), "").await.status, 409, "it has begun");
        assert_eq!(app.db.count("arrival"), 1);
    }

    async fn a_form_of_another_site_counts_nobody(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        circle.meets_weekly("").await;
        let meeting = circle.meetings().await.remove(0);
        let path = format!("{}/groups/{}/meetings/{meeting}/coming", app.base, circle.slug);
        for (name, value) in [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"), ("Origin", "https://example.org")] {
            let answer = reqwest::Client::new().post(&path).header(name, value).send().await.unwrap();
            assert_eq!(answer.status(), 403, "{name}: {value}");
        }
        assert_eq!(app.db.count("arrival"), 0);
    }

    async fn the_link_says_what_became_of_the_meeting(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        circle.meets_weekly("").await;
        let meetings = circle.meetings().await;
        let newcomer = app.browser();
        let (_, link) = arrives(&newcomer, &circle, &meetings[0]).await;
        changed(&circle, &meetings[0], "move", &[("date", "2026-12-09"), ("time", "18:00")]).await;
        let page = newcomer.get(&link).await;
        assert!(page.words("time")[0].contains("9 December 2026"));
        assert!(page.words(".notice")[0].contains("8 December 2026"));
        assert_eq!(counted(&circle).await, ["Someone new is coming."], "it moves along");
        changed(&circle, &meetings[0], "cancel", &[]).await;
        changed(&circle, &meetings[1], "cancel", &[]).await;
        let page = newcomer.get(&link).await;
        assert_eq!(page.words("h1"), ["This meeting does not take place"]);
        assert_eq!(page.words(".notice.off"), ["This meeting is cancelled."]);
        let instead = page.words(".instead time");
        assert!(instead[0].contains("22 December 2026") && instead[1].contains("29 December 2026"), "{instead:?}");
        let late = newcomer.post_raw(&format!("/groups/{}/meetings/{}/coming", circle.slug, meetings[0]), "").await;
        assert_eq!(late.status, 409);
        app.db.execute("UPDATE groups SET listed = FALSE");
        let page = newcomer.get(&link).await;
        assert_eq!(page.status, 200);
        assert!(!page.body.contains("Tuesday circle"), "a group that hides is not named");
    }

    async fn forty_at_once_are_twenty(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        circle.meets_weekly("").await;
        let meeting = circle.meetings().await.remove(0);
        let path = format!("/groups/{}/meetings/{meeting}/coming", circle.slug);
        let clicks: Vec<_> = (0..40)
            .map(|_| {
                let (newcomer, path) = (app.browser(), path.clone());
                actix_web::rt::spawn(async move { newcomer.post_raw(&path, "").await })
            })
            .collect();
        let mut answers = Vec::new();
        for click in clicks {
            answers.push(click.await.unwrap());
        }
        assert_eq!(answers.iter().filter(|answer| answer.status == 303).count(), 20);
        let refused: Vec<&Page> = answers.iter().filter(|answer| answer.status == 409).collect();
        assert_eq!(refused.len(), 20);
        assert!(refused[0].body.contains("You can come all the same"), "{}", refused[0].body);
        assert_eq!(app.db.count("arrival"), 20);
        assert_eq!(counted(&circle).await, ["20 new people say they are coming."]);
        let next = circle.meetings().await.remove(1);
        arrives(&app.browser(), &circle, &next).await;
    }

    async fn too_many_clicks_from_one_network_are_too_many(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        circle.meets_weekly("").await;
        let meeting = circle.meetings().await.remove(0);
        let newcomer = app.browser();
        let path = format!("/groups/{}/meetings/{meeting}/coming", circle.slug);
        let mut last = 0;
        for _ in 0..61 {
            last = newcomer.post_raw(&path, "").await.status;
        }
        assert_eq!(last, 429);
    }
}
