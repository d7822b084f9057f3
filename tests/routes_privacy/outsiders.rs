//! Those who come from outside for a time × every route. A guest facilitator and an accompanying professional are what everybody
//! from another group is, on every page but their own; so each answer is compared with that of the member of another group.

use chrono::TimeDelta;

use parea::domain::ids::GroupId;
use parea::vault::Purpose;

use crate::is_about_accounts;
use crate::scene::{Cast, On, Scene, last};
use crate::support::app::TestApp;
use crate::support::databases::Kind;
use crate::support::people::Person;
use crate::table::{Row, TABLE};

/// Where somebody from outside can be asked: groups that meet and are led.
const PLACES: [On; 7] =
    [On::Circle, On::Paused, On::Planned, On::Proposed, On::Voting, On::ByInvitation, On::Unlisted];

/// Asked to the first date, and there by name: the path of their own page.
async fn guest(cast: &Cast, scene: &Scene, who: &Person) -> String {
    let ask = scene.fill("/g/{group}/meetings/{meeting}/guests");
    let form = cast.facilitator.browser.get(&ask).await;
    let page = cast.facilitator.browser.post(&form, &ask, &[]).await;
    let own = format!("/guest/{}", last(&page.words("#link")[0]));
    let form = who.browser.get(&own).await;
    assert_eq!(who.browser.post(&form, &own, &[("my_name", "Mia")]).await.status, 303);
    own
}

/// Whether the row is about a group from inside: whoever is not in it changes nothing by trying.
fn is_inside((_, path, ..): &Row) -> bool {
    path.starts_with("/g/") || path.starts_with("/p/")
}

async fn answers_as_to_a_stranger(who: &Person, scene: &Scene, row: &Row, when: &str) {
    let (method, path, on, fields, expected) = row;
    let (at, browser) = (scene.fill(path), &who.browser);
    let status = if *method == "get" {
        browser.get(&at).await.status
    } else {
        let filled: Vec<_> = fields.iter().map(|(name, value)| (*name, scene.fill(value))).collect();
        let filled: Vec<_> = filled.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let form = browser.get("/sign-in").await;
        browser.post(&form, &at, &filled).await.status
    };
    assert_eq!(status, expected[1], "{method} {path} on {on:?}, {when}");
}

fn rows(on: On) -> impl Iterator<Item = &'static Row> {
    TABLE.iter().filter(move |row| row.2 == on && !is_about_accounts(row.1))
}

/// Invited by the group, and there by name: the path of their own page.
async fn companion(app: &TestApp, scene: &Scene, who: &Person, n: usize) -> String {
    let id = scene.invites(app, n);
    let own = format!("/accompany/{}", app.app.keys.link_token(Purpose::Accompaniment, id.to_bytes()));
    let form = who.browser.get(&own).await;
    assert_eq!(who.browser.post(&form, &own, &[("my_name", "Dora")]).await.status, 303);
    own
}

/// The scene's group has decided to exclude the member, who can appeal.
async fn suspended(app: &TestApp, cast: &Cast, scene: &Scene) {
    let new = scene.fill("/g/{group}/proposals/new");
    let form = cast.facilitator.browser.get(&format!("{new}?what=words")).await;
    let said = [("title", "Tea"), ("why", "It is cold."), ("review", "6")];
    assert_eq!(cast.facilitator.browser.fill(&form, &new, &said).await.status, 303);
    let group: GroupId = scene.fill("{group}").parse().unwrap();
    let group = i64::from_be_bytes(group.to_bytes());
    let proposal = app.db.ids(&format!("proposal AS it WHERE it.group_id = {group}"))[0];
    let led = "SELECT 1 FROM mandate WHERE mandate.membership_id = it.id";
    let member =
        app.db.ids(&format!("membership AS it WHERE it.group_id = {group} AND NOT EXISTS ({led})"))[0];
    let row = format!("{member}, {proposal}, '2026-12-07 09:00:00', 3");
    app.db.execute(&format!(
        "INSERT INTO exclusion (membership_id, proposal_id, decided_at, months) VALUES ({row})"
    ));
}

/// Pages, and what is about a group from inside: whoever is not in it changes nothing by trying.
async fn is_a_stranger(who: &Person, scene: &Scene, on: On, when: &str) {
    for row in rows(on).filter(|row| row.0 == "get" || is_inside(row)) {
        answers_as_to_a_stranger(who, scene, row, when).await;
    }
}

on_both! {
    async fn a_guest_facilitator_is_a_stranger_on_every_page_but_their_own(app: TestApp) {
        for on in PLACES {
            let app = TestApp::on(app.db.kind).await;
            let cast = Cast::of(&app).await;
            let who = app.a_group("Elsewhere").await.leader;
            let scene = Scene::set(&app, &cast, on, 1).await;
            let own = guest(&cast, &scene, &who).await;
            is_a_stranger(&who, &scene, on, "while they are a guest").await;
            assert_eq!(who.browser.get(&own).await.status, 200);
            // What is open to everybody: each in a group of its own, since some make a member.
            for row in rows(on).filter(|row| row.0 == "post" && !is_inside(row)) {
                let scene = Scene::set(&app, &cast, on, 1).await;
                guest(&cast, &scene, &who).await;
                answers_as_to_a_stranger(&who, &scene, row, "with what is open to everybody").await;
            }
            app.app.clock.advance(TimeDelta::days(9));
            who.sign_in_again().await;
            for row in rows(on).filter(|row| is_inside(row)) {
                answers_as_to_a_stranger(&who, &scene, row, "afterwards").await;
            }
            assert_eq!(who.browser.get(&own).await.status, 404);
        }
    }

    async fn whoever_is_suspended_is_a_stranger_on_every_page_but_their_own(app: TestApp) {
        for on in PLACES {
            let app = TestApp::on(app.db.kind).await;
            let cast = Cast::of(&app).await;
            let scene = Scene::set(&app, &cast, on, 1).await;
            suspended(&app, &cast, &scene).await;
            let own = scene.fill("/g/{group}/exclusion");
            for row in rows(on).filter(|row| is_inside(row) && !scene.fill(row.1).starts_with(&own)) {
                answers_as_to_a_stranger(&cast.member, &scene, row, "while they are suspended").await;
            }
            assert_eq!(cast.member.browser.get(&own).await.status, 200);
            assert_eq!(cast.facilitator.browser.get(&own).await.status, 404, "nobody else's");
        }
    }

    async fn an_accompanying_professional_is_a_stranger_on_every_page_but_their_own(app: TestApp) {
        for (n, on) in PLACES.into_iter().enumerate() {
            let app = TestApp::on(app.db.kind).await;
            let cast = Cast::of(&app).await;
            let who = app.a_group("Elsewhere").await.leader;
            let scene = Scene::set(&app, &cast, on, 1).await;
            let own = companion(&app, &scene, &who, n).await;
            is_a_stranger(&who, &scene, on, "while they accompany the group").await;
            assert_eq!(who.browser.get(&own).await.status, 200);
            app.db.execute("UPDATE accompaniment SET until_on = '2026-12-06'");
            is_a_stranger(&who, &scene, on, "afterwards").await;
            for (method, path) in [("get", ""), ("post", ""), ("post", "/end")] {
                let path = format!("{own}{path}");
                let form = who.browser.get("/sign-in").await;
                let page = match method {
                    "get" => who.browser.get(&path).await,
                    _ => who.browser.post(&form, &path, &[("my_name", "Dora")]).await,
                };
                assert_eq!(page.status, 404, "{method} {path}, afterwards");
            }
            for row in rows(on).filter(|row| row.0 == "post" && !is_inside(row)) {
                let scene = Scene::set(&app, &cast, on, 1).await;
                companion(&app, &scene, &who, n).await;
                answers_as_to_a_stranger(&who, &scene, row, "with what is open to everybody").await;
            }
        }
    }
}
