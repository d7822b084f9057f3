//! A new generation of keys: everything is sealed anew, nothing is lost, and whoever runs meanwhile notices.

use std::collections::BTreeSet;
use std::sync::Arc;

use parea::access::Viewer;
use parea::service::rotation;
use parea::store::inventory::{Content, INVENTORY};
use parea::store::{Db, Target};
use parea::vault::{Cell, Keys};
use parea::world::Entropy;

use super::reminders::a_circle_and_ben;
use crate::support::app::TestApp;
use crate::support::browser::Browser;
use crate::support::databases::{Kind, READERS};

/// Every cell that the root key could have sealed: its column, and the generation that its second byte says.
fn of_root(app: &TestApp, keys: &Keys) -> Vec<(&'static str, &'static str, u8)> {
    let sealed = INVENTORY.iter().flat_map(|it| {
        let of_table = it.columns.iter().filter(|(content, _)| *content == Content::Sealed);
        of_table.flat_map(|(_, names)| names.iter()).map(|name| (it.table, *name))
    });
    let mut found = Vec::new();
    for (table, name) in sealed.chain([("person", "data_key")]) {
        let column: &'static str = Box::leak(format!("{table}.{name}").into_boxed_str());
        let id = match table {
            "grounds" => "proposal_id",
            "code_app" => "person_id",
            _ => "id",
        };
        for (row, cell) in app.db.cells(table, id, name) {
            let opens =
                keys.reseal(Cell { column, row: row.to_be_bytes() }, &cell, &Entropy::seeded(1)).is_ok();
            if opens {
                found.push((table, name, cell[1]));
            }
        }
    }
    found
}

on_both! {
    async fn everything_is_sealed_anew_and_whoever_runs_meanwhile_notices(app: TestApp) {
        let (circle, ben) = a_circle_and_ben(&app).await;
        circle.noted_by(&ben, "A walk helps.", &[("stays", "yes")]).await;
        circle.noted_by(&ben, "Mine alone.", &[]).await;
        let leader = &circle.leader.browser;
        let hand = format!("/g/{}/handover", circle.id);
        let form = leader.get(&hand).await;
        leader.fill(&form, &hand, &[("lines", "The keys of the room")]).await;
        let series = format!("/g/{}/series/new", circle.id);
        let form = leader.get(&series).await;
        let online = [
            ("date", "2026-12-10"), ("time", "19:00"), ("ends", "20:30"), ("repeat", "weekly-1"), ("format", "online"),
            ("openness", "open"), ("online_url", "https://meet.example.org/olive"), ("joining_secret", "olive 7"),
        ];
        assert_eq!(leader.submit(&form, &series, &online).await.status, 200);
        let report = format!("/g/{}/report", circle.id);
        let form = ben.browser.get(&report).await;
        let to = form.values("#to option").remove(1);
        let told = ben.browser.post(&form, &report, &[("to", &to), ("words", "Tea is cold.")]).await;
        let receipt = told.words("#receipt").remove(0);
        let cleo = app.person().await;
        circle.joined_by(&cleo, "Cleo").await;
        // The same database by a key file of its own; the service that runs has read it before.
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("root.key");
        std::fs::write(&path, format!("parea-root-key-1 {}\n", "07".repeat(32))).unwrap();
        std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
        let keys = Arc::new(Keys::read(&path).unwrap());
        assert_eq!(keys.fingerprint(), app.db.keys.fingerprint());
        let before = of_root(&app, &keys);
        let columns: BTreeSet<_> = before.iter().map(|(table, name, _)| (*table, *name)).collect();
        assert!(columns.len() >= 5, "{columns:?}");
        let entropy = Entropy::seeded(9);
        let open = || Db::open(Target::parse(&app.db.url).unwrap(), keys.clone(), Entropy::seeded(8), READERS).unwrap();
        let (db, system) = (open(), Viewer::system("test"));
        assert!(!db.write(|db| rotation::is_unfinished(db, &system)).unwrap());
        assert_eq!(keys.add_generation(&entropy).unwrap(), 2);
        assert!(db.write(|db| rotation::is_unfinished(db, &system)).unwrap());
        // Broken off after some: what is read now is of both generations, and it goes on where it was.
        assert!(db.write(|db| rotation::go_on(db, &system)).unwrap() > 0);
        while db.write(|db| rotation::go_on(db, &system)).unwrap() > 0 {}
        assert!(!db.write(|db| rotation::is_unfinished(db, &system)).unwrap());
        let after = of_root(&app, &keys);
        assert_eq!(after.len(), before.len());
        let left: Vec<_> = after.iter().filter(|(table, _, generation)| *generation != 2 && *table != "ceremony").collect();
        assert!(left.is_empty(), "{left:?}");
        // Nobody else may.
        assert!(db.write(|db| rotation::go_on(db, &Viewer::guest())).is_err());

        // Whoever has only the first generation, and no file to look into, opens nothing of it; whoever has, everything.
        assert!(ben.browser.get(&format!("/g/{}", circle.id)).await.status >= 500);
        let again = app.served_with(keys.clone());
        let there = |browser: &Browser| {
            let same = Browser::at(&again);
            same.set_cookies(browser.cookies());
            same
        };
        let (ben, leader) = (there(&ben.browser), there(leader));
        assert!(ben.get(&format!("/g/{}/people", circle.id)).await.body.contains("Cleo"));
        assert!(ben.get(&format!("/g/{}", circle.id)).await.body.contains("olive 7"));
        assert!(leader.get(&hand).await.body.contains("The keys of the room"));
        let notes = ben.get(&format!("/g/{}/experience", circle.id)).await.body;
        assert!(notes.contains("A walk helps.") && notes.contains("Mine alone."));
        let form = ben.get("/receipt").await;
        assert!(ben.post(&form, "/receipt", &[("code", &receipt)]).await.body.contains("Tea is cold."));
    }
}
