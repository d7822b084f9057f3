//! Telling one person of one's choice what is not right: who reads it, what is kept of who told it, the receipt, and what whoever it
//! is about sees of the others from then on.

use chrono::TimeDelta;

use super::reminders::a_circle_and_ben;
use crate::support::app::TestApp;
use crate::support::browser::{Browser, Page};
use crate::support::databases::Kind;
use crate::support::dump::differences;
use crate::support::feeds::{PROGRAMME, invented};
use crate::support::groups::Circle;
use crate::support::people::Person;

const WORDS: &str = "He waits for newcomers at the bus stop.";

/// Ana, who facilitates, Ben, and Cleo.
async fn three(app: &TestApp) -> (Circle, Person, Person) {
    let (circle, ben) = a_circle_and_ben(app).await;
    let cleo = app.person().await;
    circle.joined_by(&cleo, "Cleo").await;
    (circle, ben, cleo)
}

/// What a name is chosen by in a list of the form.
fn choice(form: &Page, list: &str, name: &str) -> String {
    let (names, values) = (form.words(&format!("#{list} option")), form.values(&format!("#{list} option")));
    let at = names.iter().position(|it| it.contains(name)).unwrap();
    values[at].clone()
}

/// Somebody tells somebody; the receipt.
async fn told(circle: &Circle, by: &Person, to: &str, about: &str, narrows: &str) -> String {
    let path = format!("/g/{}/report", circle.id);
    let form = by.browser.get(&path).await;
    let (to, about) = (choice(&form, "to", to), choice(&form, "about", about));
    let fields = [("to", to.as_str()), ("about", &about), ("narrows", narrows), ("words", WORDS)];
    let page = by.browser.post(&form, &path, &fields).await;
    assert_eq!(page.status, 200, "{}", page.body);
    page.words("#receipt").remove(0)
}

async fn by_receipt(browser: &Browser, fields: &[(&str, &str)]) -> Page {
    let form = browser.get("/receipt").await;
    browser.post(&form, "/receipt", fields).await
}

/// Where it is read, by the member whom it was told to.
async fn heard(circle: &Circle, by: &Person) -> Option<String> {
    let page = by.browser.get(&format!("/g/{}/writing", circle.id)).await;
    page.links("#told a").first().cloned()
}

on_both! {
    async fn it_is_read_by_whom_it_was_told_to_and_nobody_keeps_who_told_it(app: TestApp) {
        let (circle, ben, cleo) = three(&app).await;
        let before = app.db.dump(&["sign_in"]);
        let receipt = told(&circle, &ben, "Cleo", "nobody in particular", "never").await;
        let at = heard(&circle, &cleo).await.unwrap();
        let page = cleo.browser.get(&at).await;
        assert!(page.body.contains(WORDS) && !page.body.contains("Ben"));
        for who in [&ben, &circle.leader] {
            assert_eq!(who.browser.get(&at).await.status, 404);
            assert!(heard(&circle, who).await.is_none());
        }
        // What is new in the database: the report, its words, and that Cleo has something to read. Nothing leads to Ben.
        let new = differences(&before, &app.db.dump(&["sign_in"]));
        let tables = ["report", "report_word", "outbox"].map(|table| format!("table: \"{table}\""));
        assert!(new.iter().all(|line| tables.iter().any(|table| line.contains(table))), "{new:?}");
        for id in app.db.ids("person AS it").into_iter().chain(app.db.ids("membership AS it")) {
            let is_cleo = app.db.count(&format!("report WHERE to_id = {id}")) == 1;
            assert_eq!(new.iter().any(|line| line.contains(&id.to_string())), is_cleo, "{id}");
        }
        for secret in [WORDS, receipt.as_str(), &receipt.replace('-', "")] {
            assert!(app.db.dump(&[]).iter().all(|line| !line.content.contains(secret)), "{secret}");
        }
        assert_eq!(app.db.count("group_log WHERE at > '2026-12-07 10:00:01'"), 0);

        // The two go on talking, one of them without signing in.
        let answer = async |fields: &[(&str, &str)]| {
            let form = cleo.browser.get(&at).await;
            cleo.browser.post(&form, &at, fields).await
        };
        assert_eq!(answer(&[("words", "I hear you."), ("do", "say")]).await.status, 303);
        let empty = answer(&[("words", " "), ("do", "say")]).await;
        assert_eq!((empty.status, empty.words("#words-error").len()), (422, 1));
        let somewhere = app.browser();
        let found = by_receipt(&somewhere, &[("code", &receipt.to_uppercase().replace('-', " "))]).await;
        assert_eq!(found.words(".said .words"), [WORDS, "I hear you."]);
        assert_eq!(found.headers["cache-control"], "no-store");
        by_receipt(&somewhere, &[("code", &receipt), ("words", "Thank you."), ("do", "say")]).await;
        assert_eq!(cleo.browser.get(&at).await.words(".said .words"), [WORDS, "I hear you.", "Thank you."]);
        let long = "a".repeat(2001);
        let refused = by_receipt(&somewhere, &[("code", &receipt), ("words", &long), ("do", "say")]).await;
        assert_eq!((refused.status, refused.words("#words")), (422, vec![long]));
        let unknown = by_receipt(&somewhere, &[("code", "00000-00000")]).await;
        assert_eq!((unknown.status, unknown.values("#code")), (422, vec!["00000-00000".to_owned()]));
        assert_eq!(answer(&[("do", "close")]).await.status, 303);
        assert!(by_receipt(&somewhere, &[("code", &receipt)]).await.body.contains("Closed"));

        // Whoever it was told to leaves: that is said, and what was said stays with whoever told it.
        let leave = format!("/g/{}/leave", circle.id);
        let form = cleo.browser.get(&leave).await;
        cleo.browser.post(&form, &leave, &[]).await;
        let page = by_receipt(&somewhere, &[("code", &receipt)]).await;
        assert!(page.body.contains("not here any more") && page.words(".said .words").len() == 3);
    }

    async fn whoever_it_is_about_sees_only_names_of_all_alike_until_it_is_closed(app: TestApp) {
        let (circle, ben, cleo) = three(&app).await;
        for (who, line) in [(&ben, "I like the sea."), (&cleo, "Two cats.")] {
            let path = format!("/me/privacy/{}", circle.id);
            let form = who.browser.get(&path).await;
            let fields = [("line", "group"), ("line_words", line), ("reach", "group"), ("reach_words", "Blue door")];
            assert_eq!(who.browser.fill(&form, &path, &fields).await.status, 303);
        }
        let sees = async |who: &Person| {
            let page = who.browser.get(&format!("/g/{}/people", circle.id)).await;
            assert!(page.body.contains("Ben") && page.body.contains("Cleo"), "names stay");
            let lines = ["I like the sea.", "Two cats."].map(|line| page.body.contains(line));
            assert_eq!(lines[0], lines[1], "all alike");
            assert_eq!(lines[0], page.body.contains("Can be reached"));
            lines[0]
        };
        assert!(sees(&circle.leader).await && sees(&cleo).await);
        let receipt = told(&circle, &ben, "Cleo", "Ana", "in_a_week").await;
        assert!(sees(&circle.leader).await, "not before the day that was chosen");
        app.app.clock.advance(TimeDelta::days(7));
        let (ana, others) = (sees(&circle.leader).await, sees(&cleo).await);
        assert!(!ana && others);
        let people = circle.leader.browser.get(&format!("/g/{}/people", circle.id)).await;
        let of_ben = people.links("li.card h2 a").remove(0);
        for what in ["reach", "ask"] {
            let page = circle.leader.browser.post(&people, &format!("{of_ben}/{what}"), &[]).await;
            assert_eq!(page.status, 404, "{what}");
        }
        assert!(by_receipt(&app.browser(), &[("code", &receipt), ("do", "widen")]).await.status == 200);
        assert!(sees(&circle.leader).await, "whoever told it may end it");
        told(&circle, &ben, "Cleo", "Ana", "at_once").await;
        assert!(!sees(&circle.leader).await);
        let at = heard(&circle, &cleo).await.unwrap();
        let form = cleo.browser.get(&at).await;
        assert!(form.body.contains("It is about Ana"));
        cleo.browser.post(&form, &at, &[("do", "close")]).await;
        assert!(sees(&circle.leader).await, "and whoever it was told to");
    }

    async fn what_is_missing_is_said_in_place_and_only_those_who_can_be_named_are_named(app: TestApp) {
        let (circle, ben, _) = three(&app).await;
        let path = format!("/g/{}/report", circle.id);
        let form = ben.browser.get(&path).await;
        let (ana, cleo) = (choice(&form, "to", "Ana"), choice(&form, "to", "Cleo"));
        let cases: [(&[(&str, &str)], &str); 4] = [
            (&[("to", ""), ("words", WORDS)], "to"),
            (&[("to", &cleo), ("words", "")], "words"),
            (&[("to", &ana), ("about", &ana), ("words", WORDS)], "to"),
            (&[("to", &ana), ("narrows", "at_once"), ("words", WORDS)], "about"),
        ];
        for (fields, wrong) in cases {
            let page = ben.browser.post(&form, &path, fields).await;
            assert_eq!(page.status, 422, "{fields:?}");
            assert_eq!(page.words(&format!("#{wrong}-error")).len(), 1, "{fields:?}");
            assert!(wrong == "words" || page.words("#words") == [WORDS], "what was written stays");
        }
        let outside = app.a_group("Friday circle").await;
        let stranger = app.db.ids("membership AS it ORDER BY it.joined_at DESC")[0].to_string();
        for to in [stranger.as_str(), "programme"] {
            let page = ben.browser.post(&form, &path, &[("to", to), ("words", WORDS)]).await;
            assert!([400, 422].contains(&page.status), "{to}");
        }
        assert!(form.words("#to option").iter().all(|it| !it.contains("coordinate")), "the group stands alone");
        assert_eq!((app.db.count("report"), heard(&outside, &outside.leader).await), (0, None));
    }

    async fn those_who_coordinate_read_what_was_told_to_them_and_answer(app: TestApp) {
        app.take_over(&invented());
        let coordinator = app.coordinator().await;
        let (circle, ben, _) = three(&app).await;
        app.db.execute("UPDATE groups SET tie = 'accompanied', programme_id = (SELECT MIN(id) FROM programme)");
        let receipt = told(&circle, &ben, "those who coordinate", "Ana", "at_once").await;
        let page = coordinator.get(&format!("/p/{PROGRAMME}/reports")).await;
        let at = page.links("main ul a").remove(0);
        let read = coordinator.get(&at).await;
        assert!(read.body.contains(WORDS) && !read.body.contains("Ana") && !read.body.contains("Ben"));
        let answered = coordinator.post(&read, &at, &[("words", "We come."), ("do", "say")]).await;
        assert_eq!(answered.status, 303);
        let found = by_receipt(&app.browser(), &[("code", &receipt)]).await;
        assert_eq!(found.words(".said .words"), [WORDS, "We come."]);
        // A member reads of it nowhere, and a report to a member is not theirs.
        assert!(heard(&circle, &circle.leader).await.is_none());
        told(&circle, &ben, "Cleo", "nobody in particular", "never").await;
        assert_eq!(coordinator.get(&format!("/p/{PROGRAMME}/reports")).await.links("main ul a").len(), 1);
        let id = app.db.ids("report AS it WHERE it.to_id IS NOT NULL")[0];
        let id = parea::domain::ids::ReportId::from_random(id.to_be_bytes());
        assert_eq!(coordinator.get(&format!("/p/{PROGRAMME}/reports/{id}")).await.status, 404);
    }
}
