//! How a group is doing: it is told in time that it fades, and nobody outside learns anything of it.

use chrono::TimeDelta;
use parea::domain::time::Instant;
use parea::web::routes::ROUTES;

use super::tally::counts;
use crate::support::app::TestApp;
use crate::support::browser::Browser;
use crate::support::databases::Kind;
use crate::support::feeds::{self, invented};
use crate::support::groups::Circle;
use crate::support::people::Person;

/// Thirteen Tuesdays, and then nobody comes.
const FADING: [&str; 13] = ["11", "10", "11", "9", "10", "8", "8", "7", "6", "6", "5", "4", "3"];
const STEADY: [&str; 13] = ["8", "9", "7", "9", "8", "6", "9", "8", "7", "9", "10", "8", "9"];

/// Goes on by a week at a time, and says after which of the meetings the group was first told that fewer come.
async fn told_after(app: &TestApp, circle: &Circle, first: &str, heads: &[&str]) -> Option<usize> {
    let mut told = None;
    app.app.clock.set(Instant::parse_rfc3339("2026-12-08T18:45:00Z").unwrap());
    let mut day: chrono::NaiveDate = "2026-12-08".parse().unwrap();
    for (week, heads) in heads.iter().enumerate() {
        circle.leader.sign_in_again().await;
        let meeting = first.replace("20261208", &day.format("%Y%m%d").to_string());
        let page = counts(&circle.leader, circle, &meeting, &[("heads", heads), ("first_time", "1")]).await;
        assert_eq!(page.status, 303, "{}", page.body);
        let all = signs(&circle.leader, circle).await;
        if told.is_none() && all.iter().any(|sign| sign.contains("come now; it was")) {
            told = Some(week);
        }
        app.app.clock.advance(TimeDelta::days(7));
        day += TimeDelta::days(7);
    }
    told
}

async fn signs(who: &Person, circle: &Circle) -> Vec<String> {
    who.browser.get(&format!("/g/{}/doing", circle.id)).await.words(".signs li")
}

/// Every page there is, as somebody gets it, without what is drawn anew each time.
async fn everything(who: &Browser, circle: &Circle, meeting: &str) -> Vec<(String, u16, String)> {
    let mut pages = Vec::new();
    for route in ROUTES.iter().filter(|route| route.method == "get" && route.path != "/sign-up") {
        let series = meeting.split('-').next().unwrap();
        let filled = [
            ("{group}", circle.id.as_str()),
            ("{slug}", &circle.slug),
            ("{meeting}", meeting),
            ("{series}", series),
            ("{programme}", feeds::PROGRAMME),
        ];
        let path = filled.iter().fold(route.path.to_owned(), |path, (name, value)| path.replace(name, value));
        let page = who.get(&path).await;
        let csrf = page.csrf();
        let body = if csrf.is_empty() { page.body } else { page.body.replace(&csrf, "") };
        pages.push((path, page.status, body));
    }
    pages
}

on_both! {
    async fn a_group_that_fades_is_told_four_weeks_before_nobody_comes_and_a_steady_one_is_left_alone(app: TestApp) {
        for (heads, fades) in [(FADING, true), (STEADY, false)] {
            let app = TestApp::on(app.db.kind).await;
            let circle = app.a_group("Tuesday circle").await;
            circle.meets_weekly("").await;
            let first = circle.meetings().await.remove(0);
            let told = told_after(&app, &circle, &first, &heads).await;
            match told {
                Some(week) => assert!(fades && week + 4 <= FADING.len(), "told after meeting {week}"),
                None => assert!(!fades, "it was never told"),
            }
        }
    }

    async fn members_see_the_numbers_with_what_helps_and_where_that_is_known_from(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        circle.meets_weekly("").await;
        let ben = app.person().await;
        circle.joined_by(&ben, "Ben").await;
        let first = circle.meetings().await.remove(0);
        let page = ben.browser.get(&format!("/g/{}/doing", circle.id)).await;
        assert_eq!(page.words("#median"), ["nothing counted yet"]);
        assert_eq!(page.words("#led-until"), ["Monday, 7 June 2027"]);
        assert_eq!((page.words("#leading"), page.words("#review-on")), (vec!["1".to_owned()], vec!["nothing is due".to_owned()]));
        told_after(&app, &circle, &first, &["9", "12", "7"]).await;
        ben.sign_in_again().await;
        let page = ben.browser.get(&format!("/g/{}/doing", circle.id)).await;
        assert_eq!((page.words("#median"), page.words("#first-time")), (vec!["9".to_owned()], vec!["3".to_owned()]));
        let past = page.words("#past li");
        assert!(past[0].contains("22 December 2026") && past[0].contains("There were 7"), "{past:?}");
        assert_eq!(page.links("#past a").len(), 1, "what is sealed is no link");
        let told = page.words(".signs li");
        assert!(told[0].contains("One member alone") && told[0].contains("Maton 1988"), "{told:?}");
        circle.leader.sign_in_again().await;
        let leave = format!("/g/{}/leave", circle.id);
        let form = circle.leader.browser.get(&leave).await;
        circle.leader.browser.post(&form, &leave, &[]).await;
        assert!(signs(&ben, &circle).await[0].contains("Nobody holds the mandate"));
    }

    async fn it_leaves_the_group_by_one_act_of_whoever_facilitates_and_all_read_that(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        circle.meets_weekly("").await;
        let ben = app.person().await;
        circle.joined_by(&ben, "Ben").await;
        let doing = format!("/g/{}/doing", circle.id);
        let to = format!("{doing}/file");
        let page = ben.browser.get(&doing).await;
        assert!(page.words("#send").is_empty(), "not every member's");
        assert_eq!(ben.browser.post(&page, &to, &[]).await.status, 404);
        assert_eq!(app.db.count("group_log WHERE kind = 'doing_taken'"), 0);
        let page = circle.leader.browser.get(&doing).await;
        let shown = page.words("#send pre").remove(0);
        let file = circle.leader.browser.post(&page, &to, &[]).await;
        assert_eq!(file.status, 200);
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(words(&file.body), words(&shown), "what was shown, and nothing else");
        assert!(file.body.contains("Members who led within 90 days: 1"), "{}", file.body);
        for name in ["Ana", "Ben", "Tuesday circle"] {
            assert!(!file.body.contains(name), "{name} is in it: {}", file.body);
        }
        let log = ben.browser.get(&format!("/g/{}/log", circle.id)).await.words(".list li");
        assert!(log[0].contains("taken along as a file") && log[0].contains("Ana"), "{log:?}");
    }

    async fn nobody_outside_learns_anything_of_it(app: TestApp) {
        app.take_over(&invented());
        let circle = app.a_group("Tuesday circle").await;
        circle.meets_weekly("").await;
        app.db.execute("UPDATE groups SET programme_id = (SELECT id FROM programme)");
        let meeting = circle.meetings().await.remove(0);
        let stranger = app.a_group("Another circle").await.leader.browser;
        app.app.clock.set(Instant::parse_rfc3339("2026-12-08T18:45:00Z").unwrap());
        let outside = [app.coordinator().await, app.browser(), stranger];
        let mut before = Vec::new();
        for who in &outside {
            before.push(everything(who, &circle, &meeting).await);
        }
        let page = counts(&circle.leader, &circle, &meeting, &[("heads", "3"), ("first_time", "3")]).await;
        assert_eq!(page.status, 303);
        for (who, before) in outside.iter().zip(before) {
            let after = everything(who, &circle, &meeting).await;
            for (was, is) in before.iter().zip(&after) {
                assert_eq!(was, is);
            }
            let doing = after.iter().find(|(path, ..)| path.ends_with("/doing")).unwrap();
            assert_eq!(doing.1, 404);
        }
    }
}
