//! Everything that is about somebody, in one file: nothing is missing that hangs on them, and nothing of others is in it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};

use parea::store::inventory::{Content, INVENTORY};
use parea::store::takeout::{LEFT_OUT, TAKEN};
use serde_json::Value;

use super::deciding::{proposed, says};
use super::reminders::{a_circle_and_ben, wants};
use crate::support::app::TestApp;
use crate::support::databases::Kind;
use crate::support::people::{PASSWORD, Person};

/// An archive.
async fn archive(of: &Person) -> Vec<u8> {
    let form = of.browser.get("/me/data").await;
    let page = of.browser.post(&form, "/me/data", &[("password_now", PASSWORD)]).await;
    assert_eq!(page.status, 200);
    assert_eq!(page.headers["content-type"], "application/zip");
    assert_eq!(page.headers["cache-control"], "no-store");
    page.bytes.to_vec()
}

/// The files of somebody's archive.
pub async fn taken(who: &Person) -> BTreeMap<String, String> {
    unzipped(&archive(who).await)
}

/// The files of an archive.
pub fn unzipped(archive: &[u8]) -> BTreeMap<String, String> {
    let mut zip = zip::ZipArchive::new(Cursor::new(archive)).unwrap();
    let mut files = BTreeMap::new();
    for n in 0..zip.len() {
        let mut file = zip.by_index(n).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        files.insert(file.name().unwrap().to_string(), text);
    }
    files
}

#[test]
fn every_table_that_leads_to_somebody_is_taken_along_or_says_why_not() {
    let leads = |columns: &[(Content, &[&str])]| {
        let all = columns.iter().flat_map(|(_, names)| names.iter());
        all.copied().any(|name| ["person_id", "membership_id", "asked_by_id"].contains(&name))
    };
    let lead: BTreeSet<&str> = INVENTORY.iter().filter(|it| leads(it.columns)).map(|it| it.table).collect();
    let taken: BTreeSet<&str> = TAKEN.into_iter().collect();
    let left_out: BTreeSet<&str> = LEFT_OUT.into_iter().map(|(table, _)| table).collect();
    assert!(lead.len() > 25, "{lead:?}");
    let missing: Vec<_> = lead.iter().filter(|it| !taken.contains(*it) && !left_out.contains(*it)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert!(taken.is_disjoint(&left_out));
}

on_both! {
    async fn all_that_is_about_somebody_is_in_one_file_and_nothing_of_others(app: TestApp) {
        let (circle, ben) = a_circle_and_ben(&app).await;
        wants(&ben, &circle, &["0", "24"]).await;
        let meeting = circle.meetings().await.remove(1);
        circle.answered_by(&ben, &meeting, "coming").await;
        circle.answered_by(&circle.leader, &meeting, "not-coming").await;
        circle.noted_by(&ben, "Mine alone.", &[]).await;
        circle.noted_by(&ben, "A walk helps.", &[("stays", "yes")]).await;
        circle.noted_by(&circle.leader, "Not his.", &[]).await;
        ben.calendar(&[("title", "own"), ("words", "Chess")]).await;
        let words = |title| [("what", "words"), ("title", title), ("why", "So."), ("review", "6")];
        let at = proposed(&circle, &circle.leader, &words("Tea at nine")).await;
        assert_eq!(says(&ben, &at, "objection", "It would be too much for me.").await.status, 303);
        assert_eq!(says(&circle.leader, &at, "question", "Is it really?").await.status, 303);
        proposed(&circle, &ben, &words("=Tea at ten")).await;
        let other = app.a_group_joined_by("Friday circle", "welcome").await;
        let path = format!("/groups/{}/join", other.slug);
        let form = ben.browser.get(&path).await;
        ben.browser.submit(&form, &path, &[("my_name", "=Benno"), ("hello", "May I come?")]).await;

        let form = ben.browser.get("/me/data").await;
        let refused = ben.browser.post(&form, "/me/data", &[("password_now", "somebody else's words")]).await;
        assert_eq!(refused.status, 422);
        let files = taken(&ben).await;
        let names: Vec<&str> = files.keys().map(String::as_str).collect();
        assert_eq!(names, ["answers.csv", "calendar.ics", "consents.csv", "groups.csv", "takeout.json", "takeout.schema.json"]);
        let all: Value = serde_json::from_str(&files["takeout.json"]).unwrap();
        assert_eq!(all["format"], "parea-takeout-1");
        assert_eq!(all["account"]["sign_in_name"], ben.sign_in_name.as_str());
        assert_eq!(all["account"]["email"], "ben@example.org");
        assert_eq!(all["calendar"]["words"], "Chess");
        assert_eq!(all["hellos"][0]["words"], "May I come?");
        assert_eq!(all["signed_in"].as_array().unwrap().len(), 1);
        let group = &all["groups"][0];
        assert_eq!((&group["group"], &group["name"]), (&"Tuesday circle".into(), &"Ben".into()));
        assert_eq!(group["reminded_hours_before"], serde_json::json!([0, 24]));
        assert_eq!(group["answers"][0]["answer"], "coming");
        assert_eq!(group["answers"][0]["at"]["wall"], "2026-12-15T19:00");
        let notes: BTreeSet<&str> =
            group["notes"].as_array().unwrap().iter().map(|it| it["words"].as_str().unwrap()).collect();
        assert_eq!(notes, BTreeSet::from(["A walk helps.", "Mine alone."]));
        assert_eq!(group["said"][0]["words"], "It would be too much for me.");
        assert_eq!(group["proposals"][0]["title"], "=Tea at ten");
        // Nothing that others are called, wrote or answered; nothing that opens anything.
        for of_others in ["Ana", "Not his.", "Is it really", "not_coming", "not-coming", "/c/", PASSWORD] {
            assert!(files.values().all(|text| !text.contains(of_others)), "{of_others}");
        }
        assert!(files["calendar.ics"].contains("SUMMARY:Tuesday circle") && !files["calendar.ics"].contains("Friday"));
        assert!(files["answers.csv"].contains("Tuesday circle,2026-12-15T19:00,Europe/Athens,coming"), "{}", files["answers.csv"]);
        let schema: Value = serde_json::from_str(&files["takeout.schema.json"]).unwrap();
        for key in all.as_object().unwrap().keys() {
            assert!(schema["properties"].get(key).is_some(), "{key}");
        }
    }

    async fn what_was_taken_along_is_brought_to_another_installation(app: TestApp) {
        let (circle, ben) = a_circle_and_ben(&app).await;
        let gone = app.a_group("Friday circle").await;
        gone.joined_by(&ben, "Beno").await;
        let privacy = format!("/me/privacy/{}", circle.id);
        let form = ben.browser.get(&privacy).await;
        let shows = [
            ("line", "group"), ("line_words", "I like tea."), ("reach", "facilitators"), ("reach_words", "By the door."),
            ("coming", "facilitators"), ("led", "nobody"), ("hidden", "yes"),
        ];
        assert_eq!(ben.browser.fill(&form, &privacy, &shows).await.status, 303);
        wants(&ben, &circle, &["0", "3"]).await;
        let page = ben.browser.get("/me/reminders").await;
        ben.browser.post(&page, "/me/reminders/quiet", &[("quiet", "yes"), ("quiet_from", "23"), ("quiet_to", "6")]).await;
        ben.browser.post(&page, "/me/reminders", &[("says", "neutral")]).await;
        ben.browser.post(&page, "/me/privacy/screen", &[("lock_after", "hour"), ("initials", "yes")]).await;
        ben.calendar(&[("title", "own"), ("words", "Chess"), ("says_where", "yes")]).await;
        let file = archive(&ben).await;

        let there = TestApp::on(app.db.kind).await;
        let same = there.a_group("TUESDAY Circle").await;
        let other = there.a_group("Sunday circle").await;
        let ben_there = there.person().await;
        same.joined_by(&ben_there, "Somebody new").await;
        other.joined_by(&ben_there, "Else").await;
        let form = ben_there.browser.get("/me/data").await;
        let before = there.db.dump(&[]);
        for (wrong, bytes) in [("nothing", &b""[..]), ("a letter", b"Dear Parea"), ("half", &file[..file.len() / 2])] {
            let page = ben_there.browser.post_file(&form, "/me/data/bring", bytes).await;
            assert_eq!((page.status, page.words("#file-error").len()), (422, 1), "{wrong}");
        }
        let huge = vec![b'7'; 5 * 1024 * 1024];
        assert_eq!(ben_there.browser.post_file(&form, "/me/data/bring", &huge).await.status, 413);
        let strange = app.browser().get("/sign-in").await;
        assert_eq!(ben_there.browser.post_file(&strange, "/me/data/bring", &file).await.status, 403, "not from a page of ours");
        assert_eq!(there.db.dump(&[]), before);

        let done = ben_there.browser.post_file(&form, "/me/data/bring", &file).await;
        assert_eq!((done.status, done.words("main li")), (200, vec!["Tuesday circle".to_owned(), "Friday circle".to_owned()]));
        let (was, is) = (json(&ben).await, json(&ben_there).await);
        let account = ["language", "zone", "mail_says", "signed_out_after_minutes", "names_as_initials", "quiet_hours"];
        for field in account {
            assert_eq!(is["account"][field], was["account"][field], "{field}");
            assert!(!was["account"][field].is_null(), "{field}");
        }
        assert_eq!(is["calendar"], was["calendar"]);
        let of = |takeout: &Value, name: &str| {
            takeout["groups"].as_array().unwrap().iter().find(|it| it["group"] == name).unwrap().clone()
        };
        let (group_was, group_is) = (of(&was, "Tuesday circle"), of(&is, "TUESDAY Circle"));
        for field in ["line", "reach", "seen_by", "is_hidden", "reminded_hours_before", "told_by"] {
            assert_eq!(group_is[field], group_was[field], "{field}");
        }
        assert_eq!(group_is["name"], "Somebody new", "a name is chosen for each group");
        assert_eq!(of(&is, "Sunday circle")["line"], Value::Null, "and nothing of it comes elsewhere");
        // Of two that are called alike nobody can say which is meant.
        let twin = there.a_group("Tuesday circle").await;
        twin.joined_by(&ben_there, "One more").await;
        let unsure = ben_there.browser.post_file(&form, "/me/data/bring", &file).await;
        assert_eq!(unsure.words("main li"), ["Tuesday circle", "Friday circle"]);
        assert_eq!(of(&json(&ben_there).await, "Tuesday circle")["line"], Value::Null);
        let leave = ben_there.browser.get(&format!("/g/{}/leave", twin.id)).await;
        ben_there.browser.post(&leave, &format!("/g/{}/leave", twin.id), &[]).await;
        // The same again changes nothing but what is written down of it; its table alone will do.
        let again = ben_there.browser.post_file(&form, "/me/data/bring", was.to_string().as_bytes()).await;
        assert_eq!(again.status, 200);
        assert_eq!(of(&json(&ben_there).await, "TUESDAY Circle")["seen_by"], group_was["seen_by"]);
    }
}

async fn json(of: &Person) -> Value {
    serde_json::from_str(&taken(of).await["takeout.json"]).unwrap()
}
