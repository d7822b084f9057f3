//! Real input: a feed taken over twice, the same on both databases; and a group of it in its members' hands.

use parea::exchange::meeting_guide;
use parea::vault::Purpose;

use crate::support::app::TestApp;
use crate::support::browser::Browser;
use crate::support::databases::Kind;
use crate::support::feeds::invented;
use crate::support::people::Person;

/// Everything that the feed made, as anybody can see it.
async fn seen(app: &TestApp) -> Vec<serde_json::Value> {
    let mut all = Vec::new();
    let mut next = Some("/groups.json".to_owned());
    while let Some(path) = next {
        let body = app.browser().get(&path).await.body;
        let mut page: serde_json::Value = serde_json::from_str(&body).unwrap();
        for group in page["groups"].as_array_mut().unwrap() {
            group.as_object_mut().unwrap().remove("meeting");
            all.push(group.clone());
        }
        next = page["next"].as_str().map(|url| format!("/{}", url.splitn(4, '/').nth(3).unwrap()));
    }
    all
}

/// Somebody takes a group of the feed over, by the coordinator's link. The group's id.
async fn taken_over(coordinator: &Browser, slug: &str, who: &Person) -> String {
    let programme = coordinator.get("/p/small-town").await;
    let row = programme.row_with(&format!("a[href='/groups/{slug}']"));
    let hand_over = row.actions("/hand-over").remove(0);
    let link = coordinator.post(&programme, &hand_over, &[]).await;
    let path = format!("/invitation/{}", link.words("#link")[0].rsplit('/').next().unwrap());
    let door = who.browser.get(&path).await;
    let inside = who.browser.submit(&door, &path, &[("my_name", "Ana")]).await;
    inside.actions("/invite")[0].split('/').nth(2).unwrap().to_owned()
}

on_both! {
    async fn a_feed_is_taken_over_once(app: TestApp) {
        let first = app.take_over(&invented());
        assert_eq!((first.read, first.created, first.groups), (10, 10, 9));
        let before = seen(&app).await;
        assert_eq!(before.len(), 10);
        let second = app.take_over(&invented());
        assert_eq!((second.created, second.updated, second.unchanged), (0, 0, 10));
        assert_eq!(seen(&app).await, before);
        let page = app.browser().get("/groups?place=smallville-lake-district").await;
        assert_eq!(page.words(".list h3").len(), 10);
        let page = app.browser().get("/groups?q=harbour&day=tue").await;
        assert!(page.words(".list time")[0].contains("8 December 2026"));
    }

    async fn what_changes_is_changed_and_what_goes_is_gone(app: TestApp) {
        app.take_over(&invented());
        let mut list: serde_json::Value =
            serde_json::from_str(include_str!("../fixtures/meeting-guide.json")).unwrap();
        list[0]["time"] = "18:00".into();
        list.as_array_mut().unwrap().remove(3);
        let plan = meeting_guide::read(list.to_string().as_bytes()).unwrap();
        let report = app.take_over(&plan);
        assert_eq!((report.created, report.updated, report.unchanged), (0, 1, 8));
        assert_eq!(report.gone, ["no-street"]);
        assert_eq!(app.browser().get("/groups/open-field").await.status, 404, "nobody meets there");
        let page = app.browser().get("/groups/harbour-lights").await;
        assert!(page.words(".dates time").iter().any(|when| when.contains("18:00")));
    }

    async fn a_coordinator_hands_a_group_over_and_it_is_its_members_own(app: TestApp) {
        app.take_over(&invented());
        let coordinator = app.coordinator().await;
        let programme = coordinator.get("/p/small-town").await;
        assert_eq!(programme.status, 200);
        let hand_over = programme.actions("/hand-over").remove(0);
        let link = coordinator.post(&programme, &hand_over, &[]).await;
        let address = link.words("#link").remove(0);
        let path = format!("/invitation/{}", address.rsplit('/').next().unwrap());
        let ana = app.person().await;
        let door = ana.browser.get(&path).await;
        let inside = ana.browser.submit(&door, &path, &[("my_name", "Ana")]).await;
        assert_eq!(inside.words(".people li"), ["Ana (you) facilitates"]);
        let group = inside.actions("/invite")[0].split('/').nth(2).unwrap().to_owned();
        assert_eq!(coordinator.get(&format!("/g/{group}")).await.status, 404, "it is not the coordinator's");
        assert_eq!(coordinator.post(&programme, &hand_over, &[]).await.status, 409);
        let meeting = inside.links("a[href$='/change']").remove(0);
        let change = ana.browser.get(&meeting).await;
        assert_eq!(change.status, 200);
        let report = app.take_over(&invented());
        assert!(report.skipped >= 1);
        let slug = inside.links("a[href^='/groups/']").remove(0);
        let (ben, join) = (app.person().await, format!("{slug}/join"));
        let form = ben.browser.get(&join).await;
        let page = ben.browser.submit(&form, &join, &[("my_name", "Ben")]).await;
        assert_eq!(page.words(".people li").len(), 2);
    }

    async fn what_a_feed_says_of_a_group_is_said_anew(app: TestApp) {
        app.take_over(&invented());
        let mut list: serde_json::Value =
            serde_json::from_str(include_str!("../fixtures/meeting-guide.json")).unwrap();
        let types = list[0]["types"].as_array().unwrap().clone();
        assert!(types.contains(&"X".into()), "the first entry is step-free");
        list[0]["types"] = types.into_iter().filter(|it| it != "X").collect();
        let before = app.browser().get("/groups/harbour-lights").await;
        let report = app.take_over(&meeting_guide::read(list.to_string().as_bytes()).unwrap());
        assert_eq!(report.corrected, 1);
        let after = app.browser().get("/groups/harbour-lights").await;
        assert!(before.body.contains("tep-free"), "{}", before.body);
        assert!(!after.body.contains("tep-free"), "nobody is sent to stairs");
        assert_eq!(app.take_over(&meeting_guide::read(list.to_string().as_bytes()).unwrap()).corrected, 0);
    }

    async fn a_corrected_street_takes_nothing_from_a_group_that_members_lead(app: TestApp) {
        app.take_over(&invented());
        let coordinator = app.coordinator().await;
        let ana = app.person().await;
        let group = taken_over(&coordinator, "harbour-lights", &ana).await;
        let before = ana.browser.get(&format!("/g/{group}")).await.links("a[href$='/change']");
        assert!(!before.is_empty());
        let mut list: serde_json::Value =
            serde_json::from_str(include_str!("../fixtures/meeting-guide.json")).unwrap();
        list[0]["address"] = "2 Corrected Street".into();
        let report = app.take_over(&meeting_guide::read(list.to_string().as_bytes()).unwrap());
        assert_eq!((report.created, report.updated), (0, 0), "and there is no second group of the same meeting");
        assert_eq!(report.gone, Vec::<String>::new());
        let after = ana.browser.get(&format!("/g/{group}")).await.links("a[href$='/change']");
        assert_eq!(after, before);
    }

    async fn of_two_who_open_links_to_one_group_at_once_one_has_it(app: TestApp) {
        app.take_over(&invented());
        let coordinator = app.coordinator().await;
        let programme = coordinator.get("/p/small-town").await;
        let hand_over = programme.actions("/hand-over").remove(0);
        coordinator.post(&programme, &hand_over, &[]).await;
        // Two coordinators who press at once make two links.
        let columns = "group_id, grants, made_at, expires_at FROM invitation";
        app.db.execute(&format!("INSERT INTO invitation (id, group_id, grants, made_at, expires_at) SELECT 7, {columns}"));
        let ids = app.db.ids("invitation AS it");
        let door = |id: &i64| format!("/invitation/{}", app.app.keys.link_token(Purpose::Invitation, id.to_be_bytes()));
        let doors: Vec<String> = ids.iter().map(door).collect();
        assert_eq!(doors.len(), 2);
        let (ana, ben) = (app.person().await, app.person().await);
        let (first, second) = tokio::join!(ana.browser.get(&doors[0]), ben.browser.get(&doors[1]));
        // Both have read that nobody has it before either can take it.
        let held = app.db.hold("invitation");
        let name = [("my_name", "Ana")];
        let (first, second, ()) = tokio::join!(
            ana.browser.post(&first, &doors[0], &name),
            ben.browser.post(&second, &doors[1], &name),
            async {
                tokio::time::sleep(std::time::Duration::from_millis(800)).await;
                drop(held);
            }
        );
        let mut answers = [first.status, second.status];
        answers.sort_unstable();
        assert_eq!(answers, [303, 409]);
        assert_eq!((app.db.count("mandate"), app.db.count("membership")), (1, 1));
    }

    async fn nobody_enters_a_group_of_a_feed_but_by_its_hand_over(app: TestApp) {
        app.take_over(&invented());
        let ben = app.person().await;
        let door = ben.browser.get("/groups/harbour-lights/join").await;
        assert_eq!(door.actions("/join"), Vec::<String>::new());
        let page = ben.browser.post(&door, "/groups/harbour-lights/join", &[("my_name", "Ben")]).await;
        assert_eq!(page.status, 404);
        let report = app.take_over(&invented());
        assert_eq!((report.skipped, report.unchanged), (0, 10), "the feed still speaks for it");
    }

    async fn a_coordinator_cannot_enter_a_group_that_anybody_is_in(app: TestApp) {
        app.take_over(&invented());
        let coordinator = app.coordinator().await;
        let programme = coordinator.get("/p/small-town").await;
        let ana = app.person().await;
        let group = taken_over(&coordinator, "harbour-lights", &ana).await;
        app.app.clock.advance(chrono::TimeDelta::days(200));
        let again = app.coordinator_again().await;
        let page = again.get("/p/small-town").await;
        assert_eq!(page.actions(&format!("/groups/{group}/hand-over")), Vec::<String>::new());
        assert!(page.body.contains("Its members look after it"));
        let hand_over = format!("/p/small-town/groups/{group}/hand-over");
        assert!(programme.actions("/hand-over").contains(&hand_over));
        assert_eq!(again.post(&page, &hand_over, &[]).await.status, 409, "its mandate is over, its members are not");
    }

    async fn what_was_handed_over_stays_its_own_when_everybody_has_left(app: TestApp) {
        app.take_over(&invented());
        let coordinator = app.coordinator().await;
        let ana = app.person().await;
        let group = taken_over(&coordinator, "harbour-lights", &ana).await;
        let path = format!("/g/{group}/settings");
        let form = ana.browser.get(&path).await;
        let hidden = [("name", "Harbour Lights"), ("about", "Ours"), ("language", "en"), ("listed", "no")];
        assert_eq!(ana.browser.fill(&form, &path, &hidden).await.status, 303);
        let ask = ana.browser.get(&format!("/g/{group}/leave")).await;
        ana.browser.submit(&ask, &format!("/g/{group}/leave"), &[]).await;
        let report = app.take_over(&invented());
        assert_eq!((report.created, report.updated, report.corrected), (0, 0, 0));
        assert_eq!(app.browser().get("/groups/harbour-lights").await.status, 404, "it stays hidden");
        let programme = coordinator.get("/p/small-town").await;
        let hand_over = format!("/p/small-town/groups/{group}/hand-over");
        assert!(!programme.actions("/hand-over").contains(&hand_over), "nobody is told that the last one left");
        let refused = coordinator.post(&programme, &hand_over, &[]).await;
        assert_eq!(refused.status, 409);
        assert!(refused.body.contains("in its members"));
    }

    async fn a_hand_over_that_waits_is_void_once_anybody_is_in(app: TestApp) {
        app.take_over(&invented());
        let coordinator = app.coordinator().await;
        let programme = coordinator.get("/p/small-town").await;
        let other = programme.actions("/hand-over").remove(0);
        let link = coordinator.post(&programme, &other, &[]).await;
        let waiting = format!("/invitation/{}", link.words("#link")[0].rsplit('/').next().unwrap());
        let link = coordinator.post(&programme, &other, &[]).await;
        let used = format!("/invitation/{}", link.words("#link")[0].rsplit('/').next().unwrap());
        let (ana, ben) = (app.person().await, app.person().await);
        let door = ana.browser.get(&used).await;
        ana.browser.submit(&door, &used, &[("my_name", "Ana")]).await;
        assert_eq!(ben.browser.get(&waiting).await.status, 410, "one at a time");
    }

    async fn a_coordinator_learns_nothing_of_another_programmes_group(app: TestApp) {
        app.take_over(&invented());
        let coordinator = app.coordinator().await;
        let circle = app.a_group("Tuesday circle").await;
        let page = coordinator.get("/p/small-town").await;
        for id in [circle.id.as_str(), "0000000000000"] {
            let path = format!("/p/small-town/groups/{id}/hand-over");
            assert_eq!(coordinator.post(&page, &path, &[]).await.status, 404);
        }
    }

    async fn a_programme_is_nothing_to_those_who_do_not_coordinate_it(app: TestApp) {
        app.take_over(&invented());
        let ana = app.person().await;
        assert_eq!(ana.browser.get("/p/small-town").await.status, 404);
        assert_eq!(app.browser().get("/p/small-town").await.status, 404);
        assert_eq!(ana.browser.get("/p/nowhere").await.status, 404);
    }
}

#[actix_web::test]
async fn both_databases_hold_the_same() {
    let (one, other) = (TestApp::on(Kind::Sqlite).await, TestApp::on(Kind::Postgres).await);
    one.take_over(&invented());
    other.take_over(&invented());
    assert_eq!(seen(&one).await, seen(&other).await);
}

/// The whole real feed, where it is there, twice into each database.
#[actix_web::test]
async fn the_real_feed_is_taken_over_twice_and_the_same_on_both() {
    let path =
        std::env::var("PAREA_FEED").unwrap_or_else(|_| "../shared/data/greater-new-york.json".to_owned());
    let Ok(bytes) = std::fs::read(&path) else {
        eprintln!("{path} is not here: the real feed was not taken over");
        return;
    };
    let plan = meeting_guide::read(&bytes).unwrap();
    let mut both = Vec::new();
    for kind in [Kind::Sqlite, Kind::Postgres] {
        let app = TestApp::on(kind).await;
        let first = app.take_over(&plan);
        assert_eq!((first.read, first.created), (plan.read, plan.read));
        let second = app.take_over(&plan);
        assert_eq!((second.unchanged, second.created, second.updated), (plan.read, 0, 0));
        let seen = seen(&app).await;
        assert_eq!(seen.len(), plan.read, "each meeting is found with its next date");
        both.push(seen);
    }
    assert_eq!(both[0], both[1]);
}
