//! A group decides whether what it counts is passed on, sees it beforehand, and keeps a week to itself when it likes.

use chrono::TimeDelta;
use parea::jobs::release_figures;

use super::deciding::{carried_out, days_pass, proposed, says};
use super::tally::counts;
use crate::support::app::TestApp;
use crate::support::databases::Kind;
use crate::support::groups::Circle;
use crate::support::people::Person;
use crate::support::programmes::{at, programme};

/// A group that is in a programme's lists and meets on Tuesdays, and another member.
async fn a_circle_of_a_programme(app: &TestApp) -> (Circle, Person) {
    let of = programme(&app.db, "kinisi", &[]);
    let circle = app.a_group("Tuesday circle").await;
    circle.meets_weekly("").await;
    let id = i64::from_be_bytes(of.id.to_bytes());
    app.db.execute(&format!("UPDATE groups SET programme_id = {id}"));
    let ben = app.person().await;
    circle.joined_by(&ben, "Ben").await;
    (circle, ben)
}

async fn weeks(who: &Person, circle: &Circle, part: &str) -> Vec<String> {
    who.browser.get(&format!("/g/{}/passing-on", circle.id)).await.words(part)
}

async fn keeps(who: &Person, circle: &Circle, week: &str, keep: &str) -> u16 {
    let path = format!("/g/{}/passing-on", circle.id);
    let form = who.browser.get(&path).await;
    who.browser.post(&form, &path, &[("week", week), ("keep", keep)]).await.status
}

on_both! {
    async fn a_group_decides_sees_beforehand_and_keeps_a_week(app: TestApp) {
        let (circle, ben) = a_circle_of_a_programme(&app).await;
        let ana = &circle.leader;
        let page = ben.browser.get(&format!("/g/{}/passing-on", circle.id)).await;
        assert!(page.words("#decided p")[0].contains("passes on nothing to kinisi"), "{}", page.body);
        assert_eq!(page.links("#decided a[href^='/figures']"), ["/figures/kinisi"]);
        assert_eq!(page.words("#coming p:not(.hint)"), ["This week is not passed on."; 2]);
        assert_eq!(page.words("#protected tbody td"), ["56 of 100", "61 of 100", "67 of 100", "82 of 100"]);

        let what = [("rule", "sharing"), ("value", "1"), ("title", "We pass it on"), ("why", "It helps."), ("review", "6")];
        let proposal = proposed(&circle, &ben, &what).await;
        assert_eq!(says(ana, &proposal, "consent", "").await.status, 303);
        assert_eq!(says(&ben, &proposal, "consent", "").await.status, 303);
        // Adopted on Monday, 14 December, at noon: the week that has begun is not passed on, the next one is.
        days_pass(&app, 7, &[ana, &ben]).await;
        carried_out(&app).await;
        let page = ben.browser.get(&format!("/g/{}/passing-on", circle.id)).await;
        assert!(page.words("#decided p")[0].contains("has decided to pass on"), "{}", page.body);
        assert!(page.words("#decided .hint")[0].contains("14 June 2027"), "when it looks at it again");
        assert!(page.links("#decided a").contains(&proposal), "how it was decided: {:?}", page.links("#decided a"));
        let address = format!("/g/{}/passing-on", circle.id);
        assert!(ben.browser.get("/me").await.links(".card a").contains(&address));
        assert_eq!(page.words("#coming p:not(.hint)"), ["This week is not passed on."; 2]);
        let meetings = circle.meetings().await;
        days_pass(&app, 8, &[ana, &ben]).await;
        app.app.clock.set(at("2026-12-22T19:00:00Z"));
        let of_that_week = meetings.iter().find(|it| it.contains("20261222")).unwrap();
        let counted = [("heads", "11"), ("first_time", "2")];
        assert_eq!(counts(ana, &circle, of_that_week, &counted).await.status, 303);
        let goes = &weeks(&ben, &circle, "#coming p:not(.hint)").await[1];
        assert!(goes.contains("30 December 2026") && goes.contains("11 attendances, of which 2"), "{goes}");

        // Any member keeps it, and lets it go again.
        assert_eq!(keeps(&ben, &circle, "2026-12-21", "yes").await, 303);
        assert_eq!(keeps(&ben, &circle, "2026-12-21", "yes").await, 303, "twice is as good as once");
        assert!(weeks(ana, &circle, "#coming p:not(.hint)").await[1].contains("keeps this week to itself"));
        assert_eq!(keeps(ana, &circle, "2026-12-21", "no").await, 303);
        assert!(weeks(ana, &circle, "#coming p:not(.hint)").await[1].contains("11 attendances"));
        assert_eq!(keeps(ana, &circle, "2026-12-28", "yes").await, 409, "a week that has not begun");

        days_pass(&app, 8, &[ana, &ben]).await;
        app.app.clock.set(at("2026-12-30T06:59:59Z"));
        assert!(weeks(ana, &circle, "#coming p:not(.hint)").await[0].contains("11 attendances"));
        app.app.clock.advance(TimeDelta::seconds(1));
        release_figures::run_once(&app.app).await.unwrap();
        assert_eq!(keeps(&ben, &circle, "2026-12-21", "yes").await, 409, "released");
        let past = weeks(&ben, &circle, "#past li").await;
        assert!(past[0].contains("21 December 2026") && past[0].ends_with("passed on"), "{past:?}");
        assert_eq!(past.len(), 1, "of weeks in which nothing was counted nothing is said");
        assert_eq!(app.db.count("passed_on"), 1);
    }

    async fn what_a_group_has_taken_back_is_not_passed_on_any_more(app: TestApp) {
        let (circle, ben) = a_circle_of_a_programme(&app).await;
        let ana = &circle.leader;
        let id = app.db.ids("groups AS it")[0];
        app.db.execute(&format!(
            "INSERT INTO agreement_rule (group_id, rule, value, why, since_at)
             VALUES ({id}, 'sharing', 1, '', '2026-11-01 10:00:00');
             INSERT INTO agreement_version (group_id, number, text, rules, is_text, why, since_at, review_on)
             VALUES ({id}, 1, '', 'sharing 1', FALSE, '', '2026-11-01 10:00:00', '2027-06-01')"
        ));
        let what = [("rule", "sharing"), ("value", "0"), ("title", "No more"), ("why", "We would rather not."), ("review", "6")];
        let proposal = proposed(&circle, &ben, &what).await;
        for who in [ana, &ben] {
            assert_eq!(says(who, &proposal, "consent", "").await.status, 303);
        }
        let meeting = circle.meetings().await.remove(0);
        app.app.clock.set(at("2026-12-08T19:00:00Z"));
        let page = counts(ana, &circle, &meeting, &[("heads", "9"), ("first_time", "0")]).await;
        assert_eq!(page.status, 303);
        // Decided on the 14th, and not written down yet: what waits for Wednesday stays in the group.
        app.app.clock.set(at("2026-12-16T07:00:00Z"));
        release_figures::run_once(&app.app).await.unwrap();
        assert_eq!(app.db.count("passed_on"), 0);
        ben.sign_in_again().await;
        assert!(weeks(&ben, &circle, "#decided p").await[0].contains("passes on nothing"));
    }

    async fn who_goes_to_another_programme_passes_nothing_on_until_that_is_decided_anew(app: TestApp) {
        let (circle, ben) = a_circle_of_a_programme(&app).await;
        let ana = &circle.leader;
        programme(&app.db, "other", &[]);
        let id = app.db.ids("groups AS it")[0];
        app.db.execute(&format!(
            "INSERT INTO agreement_rule (group_id, rule, value, why, since_at)
             VALUES ({id}, 'sharing', 1, '', '2026-11-01 10:00:00');
             INSERT INTO agreement_version (group_id, number, text, rules, is_text, why, since_at, review_on)
             VALUES ({id}, 1, '', 'sharing 1', FALSE, '', '2026-11-01 10:00:00', '2027-06-01')"
        ));
        assert!(weeks(&ben, &circle, "#decided p").await[0].contains("pass on what it counts to kinisi"));
        let path = format!("/g/{}/proposals/new?what=tie", circle.id);
        let there = ben.browser.get(&path).await.values("#programme option");
        let other = there.last().unwrap().as_str();
        let what = [("what", "tie"), ("tie", "accompanied"), ("programme", other), ("title", "There"), ("why", "So."), ("review", "6"), ("seen", "0")];
        let proposal = proposed(&circle, &ben, &what).await;
        for who in [ana, &ben] {
            assert_eq!(says(who, &proposal, "consent", "").await.status, 303);
        }
        days_pass(&app, 7, &[&ben]).await;
        carried_out(&app).await;
        assert_eq!(app.db.count("groups WHERE programme_id = (SELECT id FROM programme WHERE slug = 'other')"), 1);
        assert!(weeks(&ben, &circle, "#decided p").await[0].contains("passes on nothing to other"));
        assert_eq!(app.db.count("agreement_version"), 2, "and it is a version of its own");
    }

    async fn a_group_of_no_programme_passes_on_nothing(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        let page = circle.leader.browser.get(&format!("/g/{}/passing-on", circle.id)).await;
        assert_eq!(page.words(".empty").len(), 1);
        assert_eq!(keeps(&circle.leader, &circle, "2026-12-07", "yes").await, 404);
    }
}
