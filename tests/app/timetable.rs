//! The coming week by place, day and time.

use parea::domain::locale::Locale;
use parea::store::{StoreError, vocabulary};

use crate::support::app::TestApp;
use crate::support::databases::{Kind, the_system};

on_both! {
    async fn the_week_stands_by_place_then_day_then_time(app: TestApp) {
        for (name, date) in [("Tuesday circle", "2026-12-08"), ("Wednesday circle", "2026-12-09"), ("Far circle", "2026-12-20"), ("Hidden circle", "2026-12-08"), ("Placeless circle", "2026-12-08")] {
            app.a_group(name).await.meets_weekly_from(date, "").await;
        }
        app.a_group("Early circle").await.meets_weekly_from("2026-12-09", "").await;
        app.db.db.write(|db| {
            let may = the_system();
            let attica = vocabulary::add_place(db, &may, "attica", None, &[(Locale::En, "Attica"), (Locale::El, "Αττική")])?;
            vocabulary::add_place(db, &may, "athens", Some(attica), &[(Locale::En, "Athens"), (Locale::El, "Αθήνα")])?;
            vocabulary::add_place(db, &may, "crete", None, &[(Locale::En, "Crete"), (Locale::El, "Κρήτη")])?;
            Ok::<_, StoreError>(())
        }).unwrap();
        let at = |place: &str, groups: &str| app.db.execute(&format!(
            "UPDATE groups SET place_id = (SELECT id FROM place WHERE slug = '{place}') WHERE name IN ({groups})"
        ));
        at("athens", "'Wednesday circle', 'Early circle', 'Far circle'");
        at("crete", "'Tuesday circle', 'Hidden circle'");
        app.db.execute("UPDATE groups SET listed = FALSE WHERE slug LIKE 'hidden-circle-%'");
        app.db.execute("UPDATE series SET start_local = '2026-12-09 08:30:00' WHERE group_id = (SELECT id FROM groups WHERE slug LIKE 'early-circle-%')");
        let page = app.browser().get("/schedule").await;
        assert_eq!(page.words(".week h2"), ["Athens (Athens time)", "Crete (Athens time)", "Online, or without a place (Athens time)"]);
        assert_eq!(page.words(".week td a"), ["Early circle", "Wednesday circle", "Tuesday circle", "Placeless circle"]);
        assert_eq!(page.words(".week .date"), ["Wednesday, 9 December 2026", "Tuesday, 8 December 2026", "Tuesday, 8 December 2026"]);
        assert_eq!(page.words(".week time"), ["08:30", "19:00", "19:00", "19:00"]);
        assert_eq!(page.headers["cache-control"], "public, max-age=60");
        let page = app.browser().get("/el/schedule?place=attica").await;
        assert_eq!(page.words(".week h2"), ["Αθήνα (ώρα Αθήνας)"], "what lies within a place is in it");
        assert!(page.links(".week a").iter().all(|link| link.starts_with("/el/groups/")));
        assert_eq!(app.browser().get("/schedule?place=nowhere").await.words(".empty").len(), 1);
        assert!(app.browser().get("/groups").await.links("main a").contains(&"/schedule".to_owned()));
    }

    async fn a_meeting_that_is_off_stands_in_its_place_and_one_that_moved_where_it_moved_to(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        circle.meets_weekly("").await;
        let meetings = circle.meetings().await;
        let change = async |meeting: &str, what: &str, fields: &[(&str, &str)]| {
            let path = format!("/g/{}/meetings/{meeting}", circle.id);
            let form = circle.leader.browser.get(&format!("{path}/change")).await;
            assert_eq!(circle.leader.browser.post(&form, &format!("{path}/{what}"), fields).await.status, 303);
        };
        change(&meetings[0], "cancel", &[]).await;
        change(&meetings[1], "move", &[("date", "2026-12-10"), ("time", "18:00")]).await;
        let page = app.browser().get("/schedule").await;
        assert_eq!(page.words(".week .date"), ["Tuesday, 8 December 2026", "Thursday, 10 December 2026"]);
        assert_eq!(page.words(".week tr.off strong"), ["This meeting is cancelled."]);
        assert_eq!(page.words(".week time"), ["19:00", "18:00"]);
    }

    async fn more_than_fit_on_a_page_are_cut_and_said_to_be(app: TestApp) {
        let circle = app.a_group("Daily circle").await;
        circle.meets_weekly("").await;
        app.db.execute("UPDATE series SET rule = 'FREQ=DAILY'");
        let columns = "kind, title, start_local, zone, rule, minutes, format, openness, address, how_to_get_in, online_url, note, revision, made_at";
        for id in 1..=50 {
            app.db.execute(&format!("INSERT INTO series (id, group_id, {columns}) SELECT {id}, group_id, {columns} FROM series WHERE id > 1000"));
        }
        let page = app.browser().get("/schedule").await;
        assert_eq!(page.words(".week time").len(), 300);
        assert!(page.words(".notice")[0].contains("306 meetings"), "{:?}", page.words(".notice"));
    }
}
