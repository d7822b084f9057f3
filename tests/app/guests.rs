//! A guest facilitator: asked for one date, seen by nobody else, and gone with it.

use chrono::TimeDelta;
use futures_util::future::join_all;

use crate::support::app::TestApp;
use crate::support::browser::Page;
use crate::support::databases::Kind;
use crate::support::groups::Circle;
use crate::support::people::Person;

/// Whoever founded the group makes a link for a date: its path.
pub(super) async fn asked(circle: &Circle, meeting: &str) -> String {
    let path = format!("/g/{}/meetings/{meeting}/guests", circle.id);
    let form = circle.leader.browser.get(&path).await;
    let page = circle.leader.browser.post(&form, &path, &[]).await;
    assert_eq!(page.status, 200, "{}", page.body);
    format!("/guest/{}", page.words("#link")[0].rsplit('/').next().unwrap())
}

pub(super) async fn accepts(who: &Person, link: &str, name: &str) -> Page {
    // The hidden field is the same on every page of one's own, and this one may be closed already.
    let form = who.browser.get("/me").await;
    who.browser.post(&form, link, &[("my_name", name)]).await
}

async fn log(circle: &Circle) -> Vec<String> {
    circle.leader.browser.get(&format!("/g/{}/log", circle.id)).await.words(".list li > div:last-child")
}

on_both! {
    async fn a_guest_sees_one_date_until_a_day_after_it_and_nothing_else(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        circle.meets_weekly("").await;
        let meeting = circle.meetings().await.remove(0);
        let page = circle.leader.browser.get(&format!("/g/{}", circle.id)).await;
        assert!(page.links("a[href$='/guests']")[0].contains(&meeting));
        let link = asked(&circle, &meeting).await;
        assert_eq!(app.browser().get(&link).await.status, 401, "a link alone opens nothing");
        // Before it is accepted: which group and when. Where it is comes afterwards.
        let mia = app.person().await;
        let page = mia.browser.get(&link).await;
        assert!(page.body.contains("Tuesday circle") && page.body.contains("8 December 2026"), "{}", page.body);
        assert!(!page.body.contains("Ερμού 12"));
        let empty = mia.browser.fill(&page, &link, &[("my_name", "  ")]).await;
        assert_eq!(empty.status, 422);
        assert!(!empty.words("#my_name-error").is_empty());
        assert_eq!(accepts(&mia, &link, "Mia").await.status, 303);
        let page = mia.browser.get(&link).await;
        assert!(page.body.contains("Ερμού 12") && page.body.contains("knows you as Mia"), "{}", page.body);
        assert!(!page.body.contains("Ana"), "no member's name");
        assert!(mia.browser.get("/me").await.links("a[href^='/guest/']").contains(&link));
        // The others read who comes; whoever else has the link reads nothing.
        let ben = app.person().await;
        circle.joined_by(&ben, "Ben").await;
        let inside = ben.browser.get(&format!("/g/{}", circle.id)).await;
        assert_eq!(inside.words(".guest"), ["Guest facilitator: Mia"]);
        assert_eq!(inside.words(".people li").len(), 2, "a guest is no member");
        assert!(inside.links("a[href$='/guests']").is_empty(), "only those who facilitate ask guests");
        assert_eq!(ben.browser.get(&link).await.status, 409);
        let stranger = app.person().await;
        let page = stranger.browser.get(&link).await;
        assert_eq!(page.status, 404);
        assert!(page.body.contains("ask the group for another") && !page.body.contains("Tuesday circle"));
        assert_eq!(accepts(&stranger, &link, "Zoe").await.status, 404);
        for path in ["", "/log", "/agreement", "/proposals/new"] {
            assert_eq!(mia.browser.get(&format!("/g/{}{path}", circle.id)).await.status, 404, "{path}");
        }
        let lines = log(&circle).await;
        let has = |what: &str, by: &str| lines.iter().any(|line| line.contains(what) && line.ends_with(by));
        assert!(has("comes on", "a guest") && has("is asked for", "Ana"), "{lines:?}");
        assert!(!lines.concat().contains("Mia"), "a line outlives the name");
        // It ends at 20:30 in Athens.
        app.app.clock.advance(TimeDelta::hours(24 + 8) + TimeDelta::minutes(29 + 24 * 60));
        mia.sign_in_again().await;
        assert_eq!(mia.browser.get(&link).await.status, 200);
        app.app.clock.advance(TimeDelta::minutes(1));
        assert_eq!(mia.browser.get(&link).await.status, 404);
        assert!(mia.browser.get("/me").await.links("a[href^='/guest/']").is_empty());
    }

    async fn an_invitation_is_taken_back_declined_and_made_for_a_few(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        circle.meets_weekly("").await;
        let meeting = circle.meetings().await.remove(0);
        let path = format!("/g/{}/meetings/{meeting}/guests", circle.id);
        let (mia, leo) = (app.person().await, app.person().await);
        let (first, second) = (asked(&circle, &meeting).await, asked(&circle, &meeting).await);
        asked(&circle, &meeting).await;
        let page = circle.leader.browser.get(&path).await;
        assert!(page.words(".notice")[0].contains("As many are asked"), "three are enough");
        assert_eq!(circle.leader.browser.post(&page, &path, &[]).await.status, 409);
        accepts(&mia, &first, "Mia").await;
        accepts(&leo, &second, "Leo").await;
        // One cannot come, one is not asked after all.
        let page = mia.browser.get(&first).await;
        let decline = format!("{first}/decline");
        assert_eq!(mia.browser.post(&page, &decline, &[]).await.status, 303);
        assert_eq!(mia.browser.get(&first).await.status, 404);
        let page = circle.leader.browser.get(&path).await;
        assert_eq!(page.words(".asked li strong"), ["Leo"]);
        let rows = page.words(".asked li");
        let place = rows.iter().position(|row| row.contains("Leo")).unwrap();
        let back = page.actions("/guests/").remove(place);
        assert_eq!(circle.leader.browser.post(&page, &back, &[]).await.status, 303);
        assert_eq!(circle.leader.browser.post(&page, &back, &[]).await.status, 404);
        assert_eq!(leo.browser.get(&second).await.status, 404);
        assert_eq!(app.db.count("guest"), 1);
        assert_eq!(log(&circle).await.iter().filter(|line| line.contains("after all")).count(), 2);
    }

    async fn what_becomes_of_the_date_is_seen_by_its_guest(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        let (new, leader) = (format!("/g/{}/series/new", circle.id), &circle.leader.browser);
        let online = [
            ("date", "2026-12-08"),
            ("time", "19:00"),
            ("ends", "20:30"),
            ("repeat", "weekly-1"),
            ("format", "online"),
            ("openness", "open"),
            ("online_url", "https://meet.example.org/x"),
            ("joining_secret", "olive 7"),
        ];
        let page = leader.post(&leader.get(&new).await, &new, &online).await;
        assert_eq!(page.status, 303, "{}", page.body);
        let all = circle.meetings().await;
        let (mia, leo) = (app.person().await, app.person().await);
        let (link, later) = (asked(&circle, &all[1]).await, asked(&circle, &all[2]).await);
        accepts(&mia, &link, "Mia").await;
        let page = mia.browser.get(&link).await;
        assert!(page.body.contains("meet.example.org") && !page.body.contains("olive 7"), "not yet");
        circle.moved(&all[1], "2026-12-16", "18:00").await;
        assert!(mia.browser.get(&link).await.body.contains("16 December 2026, 18:00"));
        app.app.clock.advance(TimeDelta::days(8) + TimeDelta::hours(6));
        for who in [&mia, &leo, &circle.leader] {
            who.sign_in_again().await;
        }
        assert!(mia.browser.get(&link).await.body.contains("olive 7"), "from a day before");
        circle.cancelled(&all[1]).await;
        let page = mia.browser.get(&link).await;
        assert!(page.body.contains("This meeting is cancelled") && !page.body.contains("olive 7"), "{}", page.body);
        circle.cancelled(&all[2]).await;
        assert!(leo.browser.get(&later).await.words(".notice").concat().contains("nobody is asked"));
        assert_eq!(accepts(&leo, &later, "Leo").await.status, 409);
    }

    async fn every_member_asks_guests_where_the_group_has_agreed_so(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        circle.meets_weekly("").await;
        let meeting = circle.meetings().await.remove(0);
        let ben = app.person().await;
        circle.joined_by(&ben, "Ben").await;
        let path = format!("/g/{}/meetings/{meeting}/guests", circle.id);
        assert_eq!(ben.browser.get(&path).await.status, 404);
        let id = app.db.ids("groups AS it")[0];
        let columns = "agreement_rule (group_id, rule, value, why, since_at)";
        app.db.execute(&format!("INSERT INTO {columns} VALUES ({id}, 'guests_by', 1, '', '2026-12-07 10:00:00')"));
        assert_eq!(ben.browser.get(&path).await.status, 200);
        let agreement = ben.browser.get(&format!("/g/{}/agreement", circle.id)).await;
        assert!(agreement.words("#guests_by")[0].contains("any member"));
    }

    async fn forty_who_accept_at_once_are_one_guest_whose_name_is_sealed(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        circle.meets_weekly("").await;
        let meeting = circle.meetings().await.remove(0);
        let link = asked(&circle, &meeting).await;
        let mut people = Vec::new();
        for _ in 0..4 {
            people.push(app.person().await);
        }
        let forms = join_all(people.iter().map(|who| who.browser.get(&link))).await;
        let clicks = (0..40).map(|n| {
            let (who, form, link) = (&people[n % 4], &forms[n % 4], &link);
            async move { who.browser.post(form, link, &[("my_name", "Mia of the hill")]).await.status }
        });
        let answers = join_all(clicks).await;
        assert_eq!(answers.iter().filter(|status| **status == 303).count(), 10, "one person's clicks: {answers:?}");
        assert_eq!(answers.iter().filter(|status| **status == 404).count(), 30, "{answers:?}");
        assert_eq!(log(&circle).await.iter().filter(|line| line.contains("comes on")).count(), 1);
        if app.db.kind == Kind::Sqlite {
            assert_eq!(app.db.count("guest WHERE CAST(name AS TEXT) LIKE '%hill%'"), 0);
        }
    }
}
