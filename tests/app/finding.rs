//! Finding a meeting: by anybody, without cookie and script, blind to accents; nothing that is not listed.

use parea::domain::locale::Locale;
use parea::domain::text::fold;
use parea::store::{StoreError, vocabulary};

use crate::support::app::TestApp;
use crate::support::databases::{Kind, the_system};
use crate::support::lexicon;

on_both! {
    async fn what_has_ended_or_cannot_be_read_is_in_no_list_and_in_nobodys_way(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        circle.meets_by(&[("date", "2026-12-08"), ("repeat", "weekly-1"), ("until", "2026-12-15")]).await;
        circle.meets_by(&[("date", "2026-12-08"), ("repeat", "once")]).await;
        let broken = app.a_group("Broken circle").await;
        broken.meets_weekly("").await;
        let sunday = app.a_group("Sunday circle").await;
        sunday.meets_weekly_from("2026-12-13", "").await;
        let group = app.db.ids("groups AS it WHERE it.name = 'Broken circle'")[0];
        app.db.execute(&format!("UPDATE series SET rule = 'FREQ=NEVER' WHERE group_id = {group}"));
        let list = async || (app.browser().get("/groups").await, app.browser().get("/calendar.ics").await);
        let (page, file) = list().await;
        assert_eq!((page.status, file.status), (200, 200), "one that cannot be read is left out");
        assert!(page.body.contains("Tuesday circle") && !page.body.contains("Broken circle"));
        let extra = circle.meetings().await.remove(2);
        circle.moved(&extra, "2027-01-08", "18:00").await;
        app.app.clock.set(parea::domain::time::Instant::parse_rfc3339("2027-01-07T10:00:00Z").unwrap());
        let (page, _) = list().await;
        assert!(page.body.contains("Tuesday circle"), "one of its dates has moved");
        app.app.clock.set(parea::domain::time::Instant::parse_rfc3339("2027-01-20T10:00:00Z").unwrap());
        let (page, file) = list().await;
        assert!(!page.body.contains("Tuesday circle") && page.body.contains("Sunday circle"));
        assert_eq!(file.body.matches("BEGIN:VEVENT").count(), 1);
    }

    async fn a_newcomer_finds_the_next_meeting_first(app: TestApp) {
        let circle = app.a_group("Κύκλος για τον τζόγο").await;
        circle.meets_weekly("").await;
        let newcomer = app.browser();
        let front = newcomer.get("/").await;
        assert_eq!(front.status, 200);
        assert_eq!(front.words(".list h3"), ["Κύκλος για τον τζόγο"]);
        assert!(front.words(".list time")[0].contains("8 December 2026"));
        let group = newcomer.get(&front.links(".list a")[0]).await;
        assert_eq!(group.words("h1"), ["Κύκλος για τον τζόγο"]);
        assert_eq!(group.words(".dates time").len(), 6);
        assert!(group.body.contains("Ερμού 12"));
        assert!(newcomer.cookies().is_empty(), "finding sets no cookie");
        assert_eq!(front.headers["cache-control"], "public, max-age=60");
        assert!(front.headers["vary"].to_str().unwrap().contains("Accept-Language"));
    }

    async fn searching_is_blind_to_accents_sigma_and_letters(app: TestApp) {
        app.a_group("Τζόγος και σιωπή").await.meets_weekly("").await;
        app.a_group("Relatives").await.meets_weekly("").await;
        for words in ["τζογος", "ΤΖΟΓΟΣ", "τζόγοσ", "tzogos", "siopi"] {
            let page = app.browser().get(&format!("/groups?{}", serde_html_form::to_string([("q", words)]).unwrap())).await;
            assert_eq!(page.words(".list h3"), ["Τζόγος και σιωπή"], "{words}");
        }
        let nothing = app.browser().get("/groups?q=xyzzy").await;
        assert_eq!(nothing.words(".empty").len(), 1);
        assert_eq!(nothing.value("q").as_deref(), Some("xyzzy"));
    }

    async fn filters_stand_in_the_address(app: TestApp) {
        app.a_group("Tuesday circle").await.meets_weekly("").await;
        for (query, found) in [
            ("day=tue", 1),
            ("day=wed", 0),
            ("language=el", 1),
            ("language=fr", 0),
            ("format=in_person", 1),
            ("format=online", 0),
            ("place=nowhere", 0),
            ("day=nonsense&after=nonsense", 1),
            ("after=999999999999", 0),
        ] {
            let page = app.browser().get(&format!("/groups?{query}")).await;
            assert_eq!(page.words(".list h3").len(), found, "{query}");
        }
    }

    async fn a_place_is_found_within_a_wider_one_and_only_what_is_used_can_be_chosen(app: TestApp) {
        for name in ["Tuesday circle", "Lake circle", "Hidden circle"] {
            app.a_group(name).await.meets_weekly("").await;
        }
        app.db.db.write(|db| {
            let may = the_system();
            let attica = vocabulary::add_place(db, &may, "attica", None, &[(Locale::En, "Attica")])?;
            vocabulary::add_place(db, &may, "athens", Some(attica), &[(Locale::En, "Athens")])?;
            vocabulary::add_place(db, &may, "crete", None, &[(Locale::En, "Crete")])?;
            vocabulary::add_field(db, &may, "loss", &[(Locale::En, "Loss")])?;
            vocabulary::add_field(db, &may, "games", &[(Locale::En, "Games")])?;
            Ok::<_, StoreError>(())
        }).unwrap();
        for (group, place, field) in [("tuesday", "athens", "loss"), ("hidden", "crete", "games")] {
            app.db.execute(&format!(
                "UPDATE groups SET place_id = (SELECT id FROM place WHERE slug = '{place}') WHERE slug LIKE '{group}-circle-%';
                 INSERT INTO group_field (group_id, field_id) SELECT groups.id, field.id FROM groups, field
                 WHERE groups.slug LIKE '{group}-circle-%' AND field.slug = '{field}';"
            ));
        }
        app.db.execute("UPDATE groups SET listed = FALSE WHERE slug LIKE 'hidden-circle-%'");
        for (query, found) in [
            ("place=attica", &["Tuesday circle"][..]),
            ("place=athens&field=loss", &["Tuesday circle"]),
            ("field=games", &[]),
            ("place=crete", &[]),
            ("q=circle", &["Lake circle", "Tuesday circle"]),
            ("q=circle+lake", &["Lake circle"]),
        ] {
            let page = app.browser().get(&format!("/groups?{query}")).await;
            assert_eq!(page.words(".list h3"), found, "{query}");
        }
        let page = app.browser().get("/groups").await;
        assert_eq!(page.words("select[name='place'] option"), ["Anywhere", "Athens (1)", "Attica (1)"]);
        assert_eq!(page.words("select[name='field'] option"), ["Anything", "Loss (1)"]);
        let of_tuesday = page.words(".list li").into_iter().find(|it| it.contains("Tuesday circle")).unwrap();
        assert!(of_tuesday.contains("Athens") && of_tuesday.contains("Loss"), "{of_tuesday}");
    }

    async fn a_date_that_moved_far_away_is_not_the_next(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        circle.meets_weekly("").await;
        for (date, to, next) in [
            ("20261208", "2027-06-01", "15 December 2026"),
            ("20270330", "2026-12-11", "11 December 2026"),
        ] {
            let series = circle.meetings().await.remove(0).split('-').next().unwrap().to_owned();
            let path = format!("/g/{}/meetings/{series}-{date}T1900", circle.id);
            let form = circle.leader.browser.get(&format!("{path}/change")).await;
            circle.leader.browser.submit(&form, &format!("{path}/move"), &[("date", to), ("time", "19:00")]).await;
            assert!(app.browser().get("/groups").await.words(".list time")[0].contains(next));
            let dates = app.browser().get(&format!("/groups/{}", circle.slug)).await.words(".dates time");
            assert!(dates[0].contains(next), "{dates:?}");
        }
    }

    async fn a_language_has_an_address_of_its_own(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        let page = app.browser().get(&format!("/el/groups/{}", circle.slug)).await;
        assert!(page.body.contains("<html lang=\"el\">"));
        assert_eq!(page.links(".languages a"), [format!("/en/groups/{}", circle.slug)]);
        assert!(page.links("header a").contains(&"/el/groups".to_owned()), "the language stays");
        assert_eq!(app.browser().get("/elsewhere").await.status, 404);
    }

    async fn what_is_not_listed_is_not_there(app: TestApp) {
        let circle = app.a_group("Hidden circle").await;
        circle.meets_weekly("").await;
        let (list, public) = ("/groups", format!("/groups/{}", circle.slug));
        assert_eq!(app.browser().get(list).await.words(".list h3").len(), 1);
        let paths = [public.clone(), format!("{public}/calendar.ics")];
        for path in &paths {
            assert_eq!(app.browser().get(path).await.status, 200, "{path}: as long as it is listed");
        }
        circle.hides().await;
        assert_eq!(app.browser().get(list).await.words(".list h3").len(), 0);
        for path in paths.iter().map(String::as_str).chain(["/groups/nowhere"]) {
            assert_eq!(app.browser().get(path).await.status, 404, "{path}");
        }
    }

    async fn a_cancelled_meeting_is_shown_in_its_place(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        circle.meets_weekly("").await;
        let meeting = circle.meetings().await.remove(0);
        let path = format!("/g/{}/meetings/{meeting}", circle.id);
        let form = circle.leader.browser.get(&format!("{path}/change")).await;
        circle.leader.browser.submit(&form, &format!("{path}/cancel"), &[]).await;
        let page = app.browser().get("/groups").await;
        assert_eq!(page.words(".list .notice.off"), ["This meeting is cancelled."]);
    }

    async fn each_date_has_a_calendar_file_with_a_neutral_title(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        circle.meets_weekly("").await;
        let group = app.browser().get(&format!("/groups/{}", circle.slug)).await;
        let file = app.browser().get(&group.links(".dates a")[0]).await;
        assert_eq!(file.headers["content-type"], "text/calendar; charset=utf-8");
        assert_eq!(file.body.matches("BEGIN:VEVENT").count(), 1);
        assert!(file.body.contains("SUMMARY:Appointment\r\n"));
        assert!(file.body.contains("DTSTART;TZID=Europe/Athens:20261208T190000\r\n"));
        assert!(!file.body.contains("Tuesday circle"));
        let told: Vec<_> = lexicon::stems().into_iter().filter(|stem| fold(&file.body).contains(stem)).collect();
        assert!(told.is_empty(), "{told:?} in\n{}", file.body);
        let wrong = format!("/groups/{}/meetings/0000000000000-20261208T1900.ics", circle.slug);
        assert_eq!(app.browser().get(&wrong).await.status, 404);
    }

    async fn programs_read_the_same_list(app: TestApp) {
        app.a_group("Tuesday circle").await.meets_weekly("").await;
        let answer = app.browser().get("/groups.json?day=tue").await;
        let list: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
        assert_eq!(list["total"], 1);
        assert_eq!(list["groups"][0]["local"], "2026-12-08T19:00");
        assert_eq!(list["groups"][0]["zone"], "Europe/Athens");
        assert_eq!(list["next"], serde_json::Value::Null);
    }
}
