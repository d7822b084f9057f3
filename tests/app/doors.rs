//! How one joins, and who may come to regular meetings: rules of the group, and nobody's alone. The clock is moved on.

use super::kinds::{a_week_passes, all_consent, carried_out, log};
use super::reminders::a_circle_and_ben;
use crate::support::app::TestApp;
use crate::support::databases::Kind;
use crate::support::groups::Circle;
use crate::support::people::Person;

/// A member proposes a value for a rule, both consent, and a week passes.
pub async fn decided(app: &TestApp, circle: &Circle, ben: &Person, rule: &str, value: &str) {
    let path = format!("/g/{}/proposals/new", circle.id);
    let form = ben.browser.get(&format!("{path}?rule={rule}")).await;
    let said = [("title", "Another door"), ("why", "It would help us."), ("review", "6"), ("value", value)];
    let at = ben.browser.fill(&form, &path, &said).await;
    let at = at.location().unwrap_or_else(|| panic!("{}", at.body));
    all_consent(&[ben, &circle.leader], &at).await;
    a_week_passes(app, &[ben, &circle.leader]).await;
}

/// What the dates of the group are called in public, each as open or closed.
async fn openness(app: &TestApp, circle: &Circle) -> Vec<String> {
    let page = app.browser().get(&format!("/groups/{}", circle.slug)).await;
    page.words(".badge.open, .badge.closed")
}

on_both! {
    async fn how_one_joins_is_what_the_founder_said_until_the_group_decides(app: TestApp) {
        let (circle, ben) = a_circle_and_ben(&app).await;
        let join = format!("/groups/{}/join", circle.slug);
        let eva = app.person().await;
        assert!(eva.browser.get(&join).await.value("hello").is_none(), "at once");
        // Whoever facilitates cannot change it, and reads who can.
        let path = format!("/g/{}/settings", circle.id);
        let form = circle.leader.browser.get(&path).await;
        assert_eq!(form.links("a[href*='rule=joining']").len(), 1);
        let alone = [("name", "Tuesday circle"), ("joining", "invitation"), ("language", "el"), ("listed", "yes")];
        assert_eq!(circle.leader.browser.post(&form, &path, &alone).await.status, 303);
        assert_eq!(eva.browser.get(&join).await.actions("/join").len(), 1, "the door is as it was");
        decided(&app, &circle, &ben, "joining", "1").await;
        eva.sign_in_again().await;
        let asked = eva.browser.get(&join).await;
        assert_eq!(asked.words("#hello").len(), 1, "it holds before any job has run: {}", asked.body);
        carried_out(&app).await;
        let asked = eva.browser.get(&join).await;
        assert_eq!(asked.words("#hello").len(), 1, "and after");
        let lines = log(&circle, &ben).await;
        assert!(lines.contains("At once") && lines.contains("two members answer"), "{lines}");
        let rule = ben.browser.get(&format!("/g/{}/agreement", circle.id)).await.words("#joining");
        assert!(rule[0].contains("two members answer") && rule[0].contains("looked at again"), "{rule:?}");
        let first = ben.browser.get(&format!("/g/{}/agreement/versions/1", circle.id)).await;
        assert!(first.body.contains("How one becomes a member: At once"), "{}", first.body);
    }

    async fn a_group_founded_with_a_hello_reads_so_in_its_agreement(app: TestApp) {
        let circle = app.a_group_joined_by("Tuesday circle", "welcome").await;
        let page = circle.leader.browser.get(&format!("/g/{}/agreement", circle.id)).await;
        let rule = page.words("#joining").remove(0);
        assert!(rule.contains("two members answer") && rule.contains("As whoever founded the group said"), "{rule}");
    }

    async fn who_may_come_is_the_groups_to_decide_for_every_date(app: TestApp) {
        let (circle, ben) = a_circle_and_ben(&app).await;
        let before = openness(&app, &circle).await;
        assert!(!before.is_empty() && before.iter().all(|it| it.starts_with("open")), "{before:?}");
        decided(&app, &circle, &ben, "openness", "2").await;
        let now = openness(&app, &circle).await;
        assert!(!now.is_empty() && now.iter().all(|it| it.starts_with("closed")), "before any job has run: {now:?}");
        let found = app.browser().get("/groups?openness=open").await.words(".list h3");
        assert!(found.is_empty(), "nobody finds it among the open ones: {found:?}");
        carried_out(&app).await;
        assert!(openness(&app, &circle).await.iter().all(|it| it.starts_with("closed")));
        // A single date does not go another way.
        let meeting = circle.meetings().await.remove(0);
        let change = format!("/g/{}/meetings/{meeting}", circle.id);
        let form = circle.leader.browser.get(&format!("{change}/change")).await;
        assert_eq!(form.words("#openness").len(), 0, "it is not asked");
        assert_eq!(form.links("a[href*='rule=openness']").len(), 1, "but said who decides it");
        let open = [("openness", "open"), ("address", "Ερμού 14")];
        assert_eq!(circle.leader.browser.fill(&form, &format!("{change}/terms"), &open).await.status, 303);
        let now = openness(&app, &circle).await;
        assert!(now.iter().all(|it| it.starts_with("closed")), "{now:?}");
        // Nobody new is counted to a date that is closed by decision.
        let page = app.browser().get(&format!("/groups/{}", circle.slug)).await;
        assert!(page.actions("/coming").is_empty());
    }

    async fn a_rule_taken_back_leaves_each_meeting_as_it_said(app: TestApp) {
        let (circle, ben) = a_circle_and_ben(&app).await;
        decided(&app, &circle, &ben, "openness", "2").await;
        carried_out(&app).await;
        let meeting = circle.meetings().await.remove(0);
        let change = format!("/g/{}/meetings/{meeting}", circle.id);
        let form = circle.leader.browser.get(&format!("{change}/change")).await;
        let elsewhere = [("address", "Ερμού 14")];
        assert_eq!(circle.leader.browser.fill(&form, &format!("{change}/terms"), &elsewhere).await.status, 303);
        decided(&app, &circle, &ben, "openness", "0").await;
        carried_out(&app).await;
        let now = openness(&app, &circle).await;
        assert!(now.iter().all(|it| it.starts_with("open")), "also the date that was changed meanwhile: {now:?}");
    }
}
