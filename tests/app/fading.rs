//! A group says from time to time that it still meets. When it does not, the list says so, and later leaves it out.

use chrono::TimeDelta;

use crate::support::app::TestApp;
use crate::support::databases::Kind;
use crate::support::feeds::invented;

on_both! {
    async fn a_group_that_does_not_confirm_is_said_to_be_unconfirmed_and_then_fades(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        circle.meets_weekly("").await;
        let member = app.person().await;
        circle.joined_by(&member, "Mara").await;
        let list = async || app.browser().get("/groups").await.words(".list > li");
        assert!(list().await[0].contains("Last confirmed Mon 7 Dec"));
        app.app.clock.advance(TimeDelta::days(90));
        assert!(list().await[0].contains("Not confirmed since Monday, 7 December 2026."));
        let json = app.browser().get("/groups.json").await.body;
        assert!(json.contains("\"confirmed\":false") && json.contains("\"confirmed_on\":\"2026-12-07\""));
        app.app.clock.advance(TimeDelta::days(89));
        assert_eq!(list().await.len(), 1);
        app.app.clock.advance(TimeDelta::days(1));
        assert_eq!(list().await.len(), 0, "it has faded");
        let path = format!("/groups/{}", circle.slug);
        assert_eq!(app.browser().get(&path).await.status, 200, "its own address stays");
        circle.leader.sign_in_again().await;
        let leader = &circle.leader.browser;
        let inside = leader.get(&format!("/g/{}", circle.id)).await;
        assert_eq!(inside.status, 200, "members are not touched");
        assert!(inside.body.contains("Does the group still meet"), "the group is asked");
        leader.submit(&inside, &format!("/g/{}/confirm", circle.id), &[]).await;
        assert!(list().await[0].contains("Last confirmed"));
    }

    async fn how_long_its_word_holds_is_the_groups_own_choice(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        circle.meets_weekly("").await;
        let settings = format!("/g/{}/settings", circle.id);
        let leader = &circle.leader.browser;
        let form = leader.get(&settings).await;
        assert_eq!(form.values("#confirm_within input[checked]"), ["90"]);
        let refused = leader.fill(&form, &settings, &[("confirm_within", "7")]).await;
        assert_eq!(refused.status, 422);
        assert!(!refused.words("#confirm_within-error").is_empty());
        assert_eq!(leader.fill(&form, &settings, &[("confirm_within", "30")]).await.status, 303);
        assert_eq!(leader.get(&settings).await.values("#confirm_within input[checked]"), ["30"]);
        app.app.clock.advance(TimeDelta::days(30));
        assert!(app.browser().get("/groups").await.words(".list > li")[0].contains("Not confirmed since"));
        app.app.clock.advance(TimeDelta::days(30));
        assert!(app.browser().get("/groups").await.words(".list > li").is_empty());
    }

    async fn what_a_feed_lists_stays_as_long_as_the_feed_has_it_and_says_that_nobody_confirmed(app: TestApp) {
        app.take_over(&invented());
        app.app.clock.advance(TimeDelta::days(400));
        let list = app.browser().get("/groups").await.words(".list > li");
        assert!(list.len() > 5);
        assert!(list.iter().all(|it| it.contains("The group itself has not confirmed it here.")), "{list:?}");
    }
}
