//! What else a group decides: its tie to a programme, and what the others bring. The clock is moved on.

use chrono::TimeDelta;
use parea::jobs::carry_out;

use crate::support::app::TestApp;
use crate::support::browser::Page;
use crate::support::databases::Kind;
use crate::support::feeds;
use crate::support::groups::Circle;
use crate::support::people::Person;

/// Looks at what would change, and proposes it. Where it can be read.
async fn proposed(circle: &Circle, by: &Person, what: &str, answers: &[(&str, &str)]) -> String {
    let seen = looked_at(circle, by, what, answers).await;
    assert_eq!(seen.status, 200, "{:?}", seen.words(".summary"));
    let path = format!("/g/{}/proposals/new", circle.id);
    let page = by.browser.fill(&seen, &path, &[]).await;
    page.location().unwrap_or_else(|| panic!("{}", page.body))
}

/// Fills in the form of a kind, and looks.
async fn looked_at(circle: &Circle, by: &Person, what: &str, answers: &[(&str, &str)]) -> Page {
    let path = format!("/g/{}/proposals/new", circle.id);
    let form = by.browser.get(&format!("{path}?what={what}")).await;
    let said = [("title", "A change"), ("why", "It would help us."), ("review", "6")];
    let usual = said.iter().filter(|(name, _)| !answers.iter().any(|(other, _)| other == name));
    let all: Vec<_> = usual.chain(answers).copied().collect();
    by.browser.fill(&form, &path, &all).await
}

async fn all_consent(who: &[&Person], at: &str) {
    for person in who {
        let form = person.browser.get(at).await;
        let page = person.browser.fill(&form, &format!("{at}/say"), &[("voice", "consent")]).await;
        assert_eq!(page.status, 303, "{}", page.body);
    }
}

/// The week of the proposal passes, and everybody signs in once more.
async fn a_week_passes(app: &TestApp, who: &[&Person]) {
    app.app.clock.advance(TimeDelta::days(7));
    for person in who {
        person.sign_in_again().await;
    }
}

/// The job runs, a minute later.
async fn carried_out(app: &TestApp) {
    app.app.clock.advance(TimeDelta::minutes(1));
    carry_out::run_once(&app.app).await.unwrap();
}

async fn log(circle: &Circle, who: &Person) -> String {
    let page = who.browser.get(&format!("/g/{}/log", circle.id)).await;
    page.words(".list li > div:last-child").remove(0)
}

on_both! {
    async fn every_kind_is_reached_from_one_list_and_its_form_keeps_what_was_typed(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        let list = circle.leader.browser.get(&format!("/g/{}/proposals/new", circle.id)).await;
        let ways = list.links("#kinds a");
        assert!(ways.len() >= 5, "{ways:?}");
        for way in ways {
            let way = way.split('#').next().unwrap();
            assert_eq!(circle.leader.browser.get(way).await.status, 200, "{way}");
        }
        let refused = looked_at(&circle, &circle.leader, "tie", &[("tie", "accompanied"), ("why", "")]).await;
        assert_eq!(refused.status, 422);
        assert!(!refused.words("#programme-error").is_empty() && !refused.words("#why-error").is_empty());
        assert_eq!(refused.values("#tie input[checked]"), ["accompanied"]);
        let refused = looked_at(&circle, &circle.leader, "tie", &[("tie", "autonomous")]).await;
        assert!(refused.words("#what-error")[0].contains("It is so already"), "{}", refused.body);
        assert_eq!(app.db.count("proposal"), 0);
    }

    async fn a_group_ties_itself_to_a_programme_and_no_coordinator_can(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        let ben = app.person().await;
        circle.joined_by(&ben, "Ben").await;
        app.take_over(&feeds::invented());
        let coordinator = app.coordinator().await;
        let programme = circle.leader.browser.get(&format!("/g/{}/proposals/new?what=tie", circle.id)).await
            .values("#programme option").remove(1);
        let said = [("tie", "accompanied"), ("programme", programme.as_str())];
        // No way in for whoever is not a member.
        let path = format!("/g/{}/proposals/new", circle.id);
        let own = coordinator.get("/me").await;
        let mut all = vec![("what", "tie"), ("title", "Ours"), ("why", "So."), ("review", "6"), ("seen", "0")];
        all.extend(said);
        assert_eq!(coordinator.get(&path).await.status, 404);
        assert_eq!(coordinator.post(&own, &path, &all).await.status, 404);
        assert_eq!(app.db.count("proposal"), 0);
        let seen = looked_at(&circle, &ben, "tie", &said).await;
        let change = seen.words("#preview").remove(0);
        assert!(change.contains("NowOn its own") && change.contains("Accompanied: "), "{change}");
        assert_eq!(app.db.count("proposal"), 0, "nothing is proposed by looking");
        let at = proposed(&circle, &ben, "tie", &said).await;
        assert!(ben.browser.get(&at).await.words("#preview")[0].contains("NowOn its own"));
        assert_eq!(coordinator.get(&at).await.status, 404);
        for verb in ["say", "vote", "amend", "withdraw", "take-back"] {
            let page = coordinator.post(&own, &format!("{at}/{verb}"), &[("voice", "objection"), ("words", "No.")]).await;
            assert_eq!(page.status, 404, "{verb}");
        }
        all_consent(&[&ben, &circle.leader], &at).await;
        let tied = "groups WHERE tie = 'accompanied' AND programme_id IS NOT NULL";
        assert_eq!(app.db.count(tied), 0);
        a_week_passes(&app, &[&ben, &circle.leader]).await;
        // In force at the deadline, before it is written down.
        let again = looked_at(&circle, &ben, "tie", &said).await;
        assert!(again.words("#what-error")[0].contains("It is so already"), "{}", again.body);
        carried_out(&app).await;
        assert_eq!(app.db.count(tied), 1);
        let line = log(&circle, &ben).await;
        assert!(line.contains("On its own") && line.contains("Accompanied: ") && line.contains("the group"), "{line}");
        assert_eq!(carry_out::run_once(&app.app).await.unwrap(), 0, "once");
        // A programme that is no more: nothing is done, and it is said.
        let again = proposed(&circle, &ben, "tie", &[("tie", "programme_run"), said[1]]).await;
        all_consent(&[&ben, &circle.leader], &again).await;
        app.db.execute("UPDATE groups SET programme_id = NULL, tie = 'autonomous'; DELETE FROM programme");
        a_week_passes(&app, &[&ben]).await;
        carried_out(&app).await;
        assert_eq!(app.db.count(tied), 0);
        assert!(ben.browser.get(&again).await.words(".notice")[0].contains("Nothing was done"));
        assert!(log(&circle, &ben).await.contains("could not be carried out"));
    }
}
