//! A group takes everything of its own and moves to another Parea: nobody is in the file, and the group is the same there.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use parea::store::belongings::{LEFT_OUT, TAKEN};
use parea::store::retention::{End, TABLE};
use serde_json::{Value, json};

use super::deciding::{EIGHT_WEEKS, carried_out, days_pass, decides_by, proposed, says, votes};
use super::rota::roles;
use super::sessions::{planned, usual_at};
use super::takeout::unzipped;
use super::tally::counts;
use crate::support::app::TestApp;
use crate::support::browser::Page;
use crate::support::databases::Kind;
use crate::support::groups::Circle;
use crate::support::people::{PASSWORD, Person};

/// The archive of a group, as whoever facilitates gets it.
async fn archive(circle: &str, by: &Person) -> Vec<u8> {
    let path = format!("/g/{circle}/belongings");
    let form = by.browser.get(&path).await;
    let page = by.browser.post(&form, &path, &[("password_now", PASSWORD)]).await;
    assert_eq!((page.status, &page.headers["cache-control"].to_str().unwrap()), (200, &"no-store"));
    page.bytes.to_vec()
}

fn of(archive: &[u8]) -> Value {
    serde_json::from_str(&unzipped(archive)["belongings.json"]).unwrap()
}

async fn filled(by: &Person, page: &str, path: &str, fields: &[(&str, &str)]) {
    let form = by.browser.get(page).await;
    let sent = by.browser.fill(&form, path, fields).await;
    assert_eq!(sent.status, 303, "{path}: {}", sent.body);
}

/// A group that has been there for some weeks, with something of everything; and Ben, who is in it.
async fn a_group_with_a_past(app: &TestApp) -> (Circle, Person) {
    let circle = app.a_group("Tuesday circle").await;
    let (ana, ben, cleo) = (&circle.leader, app.person().await, app.person().await);
    circle.joined_by(&ben, "Benjamin").await;
    circle.joined_by(&cleo, "Cleopatra").await;
    let at_the_door = ("joining_secret", "Ring at Petra's door");
    circle.meets_by(&[("date", "2026-12-08"), ("repeat", "weekly-1"), at_the_door, ("places", "12")]).await;
    app.app.clock.advance(TimeDelta::minutes(1));
    circle.meets_by(&[("date", "2026-12-10"), ("repeat", "monthly-nth"), ("title", "Walk")]).await;
    let g = |rest: &str| format!("/g/{}{rest}", circle.id);
    roles(&circle, &[("kind", "facilitating"), ("kind", "tea")]).await;
    planned(&circle, &usual_at(&circle).await).await;
    let meetings = circle.meetings().await;
    planned(&circle, &g(&format!("/meetings/{}/plan/edit", meetings[0]))).await;
    filled(ana, &g(&format!("/meetings/{}/plan", meetings[0])), &g("/plans"), &[("name", "Short evening")])
        .await;
    filled(ana, &g("/words"), &g("/words"), &[("opening", "Welcome.\n\nBreathe."), ("cross_talk", "yes")])
        .await;
    filled(ana, &g("/handover"), &g("/handover"), &[("lines", "Keys\nTea box")]).await;
    let terms = [("address", "The park"), ("minutes", "45"), ("openness", "closed")];
    filled(
        ana,
        &g(&format!("/meetings/{}/change", meetings[1])),
        &g(&format!("/meetings/{}/terms", meetings[1])),
        &terms,
    )
    .await;
    circle.moved(&meetings[2], "2026-12-17", "18:30").await;
    circle.cancelled(&meetings[3]).await;
    let pause = [
        ("from", "2027-01-03"),
        ("to", "2027-01-10"),
        ("words", "We rest."),
        ("seen", "2027-01-03 2027-01-10"),
    ];
    filled(ana, &g("/pauses/new"), &g("/pauses/new"), &pause).await;
    filled(
        ana,
        &g("/settings"),
        &g("/settings"),
        &[("name", "Wednesday circle"), ("about", "**Tea** is there.")],
    )
    .await;
    circle.answered_by(&ben, &meetings[1], "coming").await;
    circle.noted_by(&ben, "A walk helps.", &[("stays", "yes"), ("may_open", "yes"), ("signed", "yes")]).await;
    circle.noted_by(&ben, "Mine alone.", &[]).await;
    // It decides: a text and a rule with everybody's consent, tea not at all; somebody facilitates, and that is about a person.
    let text = [
        ("what", "text"),
        ("title", "In our words"),
        ("why", "So that we know."),
        ("text", "We listen."),
        ("review", "6"),
    ];
    let tea = [("what", "words"), ("title", "Tea at nine"), ("why", "So."), ("review", "6")];
    let mut all = Vec::new();
    for what in [&text[..], &EIGHT_WEEKS, &tea] {
        app.app.clock.advance(TimeDelta::minutes(1));
        all.push(proposed(&circle, ana, what).await);
    }
    for at in &all[..2] {
        for who in [ana, &ben, &cleo] {
            assert_eq!(says(who, at, "consent", "").await.status, 303);
        }
    }
    assert_eq!(says(&ben, &all[2], "objection", "It would be too much for me.").await.status, 303);
    let mandate = [
        ("what", "mandate"),
        ("title", "I would facilitate"),
        ("why", "I have learned it."),
        ("review", "6"),
    ];
    let at = proposed(&circle, &ben, &mandate).await;
    votes(&cleo, &at, "yes").await;
    days_pass(app, 7, &[ana, &ben, &cleo]).await;
    carried_out(app).await;
    let held = &[("heads", "9"), ("first_time", "2"), ("roles", "3")];
    assert_eq!(counts(ana, &circle, &meetings[0], held).await.status, 303);
    // And from now on by votes, once to its end and once broken off.
    decides_by(app, 2);
    let mut by_vote = Vec::new();
    for title in ["Chairs in a circle", "Chairs in rows"] {
        app.app.clock.advance(TimeDelta::minutes(1));
        by_vote.push(
            proposed(&circle, ana, &[("what", "words"), ("title", title), ("why", "So."), ("review", "3")])
                .await,
        );
    }
    for (who, choice) in [(ana, "yes"), (&ben, "yes"), (&cleo, "no")] {
        assert_eq!(votes(who, &by_vote[0], choice).await.status, 303);
    }
    votes(&cleo, &by_vote[1], "no").await;
    let form = ana.browser.get(&by_vote[1]).await;
    ana.browser.post(&form, &format!("{}/withdraw", by_vote[1]), &[]).await;
    days_pass(app, 8, &[ana, &ben, &cleo]).await;
    carried_out(app).await;
    proposed(&circle, ana, &[("what", "words"), ("title", "Still open"), ("why", "So."), ("review", "3")])
        .await;
    (circle, ben)
}

async fn brings(who: &Person, file: &[u8], name: &str) -> Page {
    let form = who.browser.get("/found/bring").await;
    assert_eq!(form.status, 200);
    who.browser.post_file_with(&form, "/found/bring", file, &[("my_name", name)]).await
}

/// Without what differs by nature: when the file was made, and the lines that say so.
fn lasting(mut it: Value) -> Value {
    it["made_at"] = Value::Null;
    it["log"]
        .as_array_mut()
        .unwrap()
        .retain(|line| !["group_taken", "group_brought"].contains(&line["kind"].as_str().unwrap()));
    it
}

#[test]
fn every_table_of_a_group_is_taken_along_or_says_why_not() {
    // A row is a group's own when it goes with the group, and with no person and no member.
    let with = |table: &str| -> BTreeSet<&str> {
        let row = TABLE.iter().find(|row| row.table == table).unwrap();
        let ends =
            row.ends.iter().filter_map(|end| if let End::With(other) = end { Some(*other) } else { None });
        ends.collect()
    };
    fn is_own<'a>(table: &'a str, with: &impl Fn(&str) -> BTreeSet<&'a str>) -> bool {
        let ends = with(table);
        let is_somebodys = ends.contains("person") || ends.contains("membership");
        table == "groups" || !is_somebodys && ends.iter().any(|other| is_own(other, with))
    }
    let own: BTreeSet<&str> =
        TABLE.iter().map(|row| row.table).filter(|table| is_own(table, &with)).collect();
    assert!(own.len() > 25, "{own:?}");
    let said: BTreeSet<&str> =
        TAKEN.into_iter().chain(LEFT_OUT.into_iter().map(|(table, _)| table)).collect();
    assert_eq!(said.len(), TAKEN.len() + LEFT_OUT.len(), "one of both");
    assert_eq!(own, said);
}

on_both! {
    async fn a_group_takes_everything_of_its_own_and_is_the_same_elsewhere(app: TestApp) {
        let (circle, ben) = a_group_with_a_past(&app).await;
        let path = format!("/g/{}/belongings", circle.id);
        assert_eq!(ben.browser.get(&path).await.status, 404, "whoever facilitates does it");
        let form = circle.leader.browser.get(&path).await;
        let refused = circle.leader.browser.post(&form, &path, &[("password_now", "somebody else's words")]).await;
        assert_eq!((refused.status, refused.words("#password_now-error").len()), (422, 1));
        let before = app.db.count("group_log");
        let file = archive(&circle.id, &circle.leader).await;
        assert_eq!(app.db.count("group_log"), before + 1);
        let log = ben.browser.get(&format!("/g/{}/log", circle.id)).await;
        assert!(log.words(".list li")[0].contains("Ana") && log.body.contains("was taken along as a file"), "everybody reads it");

        let inside = unzipped(&file);
        assert_eq!(inside.keys().collect::<Vec<_>>(), ["belongings.json", "belongings.schema.json", "notes.csv", "tallies.csv"]);
        for of_persons in ["Ana", "Benjamin", "Cleopatra", "coming", "too much for me", "Mine alone", "facilitate", "Still open", "@"] {
            assert!(!inside["belongings.json"].contains(of_persons), "{of_persons}");
        }
        let it = of(&file);
        let full = ["rules", "versions", "series", "pauses", "roles", "plans", "handover", "decisions", "log", "notes"];
        for list in full {
            assert!(!it[list].as_array().unwrap().is_empty(), "{list}");
        }
        assert_eq!(it["series"][1]["says"]["title"], "Walk");
        assert_eq!(it["series"][0]["says"]["joining_secret"], "Ring at Petra's door");
        assert_eq!(it["series"][0]["tallies"][0]["heads"], 9);
        let changed = |at: usize| it["series"][at]["dates"].as_array().unwrap().len();
        assert_eq!((changed(0), changed(1)), (3, 1));
        assert_eq!(it["series"][1]["dates"][0]["address"], "The park");
        let votes: Vec<&Value> = it["decisions"].as_array().unwrap().iter().map(|it| &it["votes"]).collect();
        assert_eq!(votes, [&Value::Null, &Value::Null, &Value::Null, &json!({"yes": 2, "no": 1, "abstain": 0}), &Value::Null]);
        assert!(inside["tallies.csv"].contains("2026-12-08,,,9,2,3"), "{}", inside["tallies.csv"]);
        assert_eq!(inside["notes.csv"], "month,words\n2026-12,A walk helps.\n");
        let schema: Value = serde_json::from_str(&inside["belongings.schema.json"]).unwrap();
        assert_eq!(
            it.as_object().unwrap().keys().collect::<BTreeSet<_>>(),
            schema["properties"].as_object().unwrap().keys().collect::<BTreeSet<_>>()
        );

        for kind in [Kind::Sqlite, Kind::Postgres] {
            let there = TestApp::on(kind).await;
            there.app.clock.set(app.app.clock.now());
            let dora = there.person().await;
            let done = brings(&dora, &file, "Dora").await;
            assert_eq!((done.status, done.words("main h1")), (200, vec!["It is here".to_owned()]), "{}", done.body);
            let id = done.links("main a.button")[0].rsplit('/').next().unwrap().to_owned();
            let again = archive(&id, &dora).await;
            assert_eq!(lasting(of(&again)), lasting(it.clone()), "{kind:?}");
            assert_eq!((there.db.count("membership"), there.db.count("person")), (1, 1), "and nobody came along");
            assert_eq!(there.db.count("voice WHERE words IS NOT NULL"), 0);
            // It goes on from there: what is read on its pages is what was read on the others.
            let words = async |who: &Person, group: &str, page: &str, part: &str| {
                who.browser.get(&format!("/g/{group}/{page}")).await.words(part)
            };
            for (page, part) in [("agreement", ".rules"), ("dates", "main h3"), ("roles", "main h2"), ("experience", ".notes .typed")] {
                let mut was = words(&circle.leader, &circle.id, page, part).await;
                was.retain(|it| it != "Mine alone.");
                assert!(!was.is_empty(), "{page}");
                assert_eq!(words(&dora, &id, page, part).await, was, "{page}");
            }
            let log = dora.browser.get(&format!("/g/{id}/log")).await;
            assert!(log.body.contains("The group was brought here from another Parea."));
            // A mandate lasts as long as the group has agreed: eight weeks.
            let lasts = there.db.count("mandate WHERE until_at > '2027-02-01' AND until_at < '2027-03-01'");
            assert_eq!(lasts, 1);
            let public = dora.browser.get(&format!("/g/{id}")).await.links("a[href^='/groups/']").remove(0);
            assert!(there.browser().get(&public).await.words("h1")[0].contains("Wednesday circle"));
            parea::jobs::carry_out::run_once(&there.app).await.unwrap();
            assert_eq!(lasting(of(&archive(&id, &dora).await)), lasting(it.clone()), "nothing is carried out twice");
        }
    }

    async fn what_does_not_fit_together_makes_no_group_and_what_was_typed_is_kept(app: TestApp) {
        let (circle, _) = a_group_with_a_past(&app).await;
        let file = archive(&circle.id, &circle.leader).await;
        let whole = of(&file);
        let eva = app.person().await;
        assert_eq!(app.browser().get("/found/bring").await.status, 401);
        let before = app.db.dump(&["sign_in"]);
        type Spoil = fn(&mut Value);
        let spoiled: [(&str, Spoil); 24] = [
            ("another format", |it| it["format"] = json!("parea-group-2")),
            ("more than is known", |it| it["extra"] = json!(1)),
            ("without its log", |it| drop(it.as_object_mut().unwrap().remove("log"))),
            ("a name too long", |it| it["says"]["name"] = json!("x".repeat(81))),
            ("no such rule", |it| it["rules"][0]["rule"] = json!("who_rules")),
            ("a rule beyond its bounds", |it| it["rules"][0]["value"] = json!(100_000)),
            ("a version left out", |it| it["versions"][0]["number"] = json!(7)),
            ("a link into nothing", |it| it["versions"][0]["decision"] = json!(99)),
            ("counted before it was", |it| it["series"][0]["tallies"][0]["day"] = json!("2036-01-01")),
            ("confirmed for ever", |it| it["says"]["last_confirmed_on"] = json!("2999-01-01")),
            ("agreed tomorrow", |it| it["rules"][0]["since"] = json!("2036-01-01T00:00:00Z")),
            ("a link that is a script", |it| it["series"][1]["dates"][0]["online_url"] = json!("javascript:alert(1)")),
            ("no text", |it| it["versions"][0]["text"] = json!("a\u{0}b")),
            ("a text that was never proposed", |it| it["decisions"][0]["detail"] = json!("x\u{0}\nWe listen.")),
            ("a pause until the end of time", |it| it["pauses"][0]["to"] = json!("+262142-12-31")),
            ("looked at again in another age", |it| it["versions"][0]["review_on"] = json!("+10000-01-01")),
            ("a role nowhere", |it| it["roles"][0]["at"] = json!([99])),
            ("a meeting without end", |it| it["series"][0]["says"]["minutes"] = json!(60_000)),
            ("more new ones than heads", |it| it["series"][0]["tallies"][0]["first_time"] = json!(400)),
            ("more votes than voters", |it| it["decisions"][3]["votes"]["yes"] = json!(900)),
            ("decided tomorrow", |it| it["decisions"][0]["deadline"] = json!("2036-01-01T00:00:00Z")),
            ("about a person", |it| it["decisions"][2]["what"] = json!("exclude")),
            ("a line about a person", |it| it["log"][0]["kind"] = json!("exclusion_decided")),
            ("a pause that ends before it begins", |it| it["pauses"][0]["to"] = json!("2020-01-01")),
        ];
        for (how, spoil) in spoiled {
            let mut it = whole.clone();
            spoil(&mut it);
            assert_ne!(it, whole, "{how}");
            let page = brings(&eva, it.to_string().as_bytes(), "Eva").await;
            assert_eq!((page.status, page.words("#file-error").len()), (422, 1), "{how}");
            assert_eq!(page.value("my_name").as_deref(), Some("Eva"), "{how}");
        }
        let nameless = brings(&eva, &file, "").await;
        assert_eq!((nameless.status, nameless.words("#my_name-error").len()), (422, 1));
        assert_eq!(brings(&eva, b"", "Eva").await.words("#file-error"), ["Choose a file first."]);
        assert_eq!(app.db.dump(&["sign_in"]), before);

        // A place and a field that are not here are said, and the rest comes; also beside the group that it was taken from.
        let mut it = whole.clone();
        it["says"]["place"] = json!("atlantis");
        it["says"]["fields"] = json!(["gambling-online"]);
        let done = brings(&eva, it.to_string().as_bytes(), "Eva").await;
        assert_eq!((done.status, &done.words("main li")[..2]), (200, &["atlantis".to_owned(), "gambling-online".to_owned()][..]));
        assert_eq!(app.db.count("groups"), 2);
        let lines = app.db.count("group_log");
        assert_eq!(of(&archive(&circle.id, &circle.leader).await)["says"], whole["says"], "the first one is as it was");
        assert_eq!(app.db.count("group_log"), lines + 1);

        // No two clocks are the same: the other one may go ahead by five minutes.
        let now = app.app.clock.now();
        for (minutes, status) in [(6, 422), (4, 200)] {
            app.app.clock.set(now.minus(TimeDelta::minutes(minutes)));
            assert_eq!(brings(&eva, it.to_string().as_bytes(), "Eva").await.status, status, "{minutes} minutes");
        }
    }
}
