//! Narrowing the list: every wish in the address, how many each choice would give, and a way on when nothing fits.

use parea::domain::locale::Locale;
use parea::exchange::meeting_guide;
use parea::store::{StoreError, vocabulary};

use crate::support::app::TestApp;
use crate::support::browser::Page;
use crate::support::databases::{Kind, the_system};

/// Two circles: one on Tuesday evenings, one on Wednesdays at noon, online, closed but for the first Wednesday.
async fn two_circles(app: &TestApp) {
    app.a_group("Tuesday circle").await.meets_weekly("").await;
    app.a_group("Midweek circle").await.meets_weekly_from("2026-12-09", "").await;
    app.db.execute(
        "UPDATE series SET start_local = '2026-12-09 12:30:00', format = 'online', openness = 'closed',
            other_openness_on = '1', open_to = 'For people who have lost somebody'
         WHERE group_id = (SELECT id FROM groups WHERE slug LIKE 'midweek-circle-%');
         UPDATE groups SET step_free = TRUE WHERE slug LIKE 'tuesday-circle-%';",
    );
}

on_both! {
    async fn each_wish_narrows_and_wishes_of_one_kind_are_alternatives(app: TestApp) {
        two_circles(&app).await;
        let (tuesday, midweek) = ("Tuesday circle", "Midweek circle");
        for (query, found) in [
            ("day=tue&day=wed", &[tuesday, midweek][..]),
            ("day=tue&part=noon", &[]),
            ("part=noon", &[midweek]),
            ("part=evening&part=noon", &[tuesday, midweek]),
            ("when=today", &[]),
            ("when=week", &[tuesday, midweek]),
            ("openness=closed", &[midweek]),
            ("openness=open", &[tuesday, midweek]),
            ("openness=open&when=week", &[tuesday]),
            ("format=online", &[midweek]),
            ("step_free=yes", &[tuesday]),
            ("step_free=no&part=night&when=never&openness=ajar&km=3", &[tuesday, midweek]),
        ] {
            let page = app.browser().get(&format!("/groups?{query}")).await;
            assert_eq!(page.words(".list h3"), found, "{query}");
        }
        let open = app.browser().get("/groups?openness=open").await;
        let midweek = open.words(".list > li").into_iter().find(|it| it.contains(midweek)).unwrap();
        assert!(midweek.contains("6 January 2027"), "the next date on which it is open: {midweek}");
    }

    async fn a_date_is_said_to_be_full_where_its_group_says_so_and_nowhere_else(app: TestApp) {
        let says = app.a_group("Tuesday circle").await;
        let silent = app.a_group("Silent circle").await;
        for circle in [&says, &silent] {
            circle.meets_weekly("1").await;
            let meeting = circle.meetings().await.remove(0);
            circle.answered_by(&circle.leader, &meeting, "coming").await;
        }
        let list = async |query: &str| app.browser().get(&format!("/groups?{query}")).await;
        let before = list("").await;
        assert!(!before.body.contains("full"), "nothing is said, and nothing is asked");
        let settings = format!("/g/{}/settings", says.id);
        let form = says.leader.browser.get(&settings).await;
        let refused = says.leader.browser.fill(&form, &settings, &[("shows_full", "perhaps")]).await;
        assert_eq!(refused.status, 422);
        assert_eq!(says.leader.browser.fill(&form, &settings, &[("shows_full", "yes")]).await.status, 303);
        let after = list("").await;
        let card = |page: &Page, name: &str| page.words(".list > li").into_iter().find(|it| it.contains(name)).unwrap();
        assert!(card(&after, "Tuesday circle").contains("full"));
        assert!(!card(&after, "Silent circle").contains("full"), "it does not say so");
        assert_eq!(after.words("#room label"), ["not said to be full (2)"]);
        let free = list("room=yes").await;
        assert_eq!(free.words(".list h3").len(), 2);
        let next = card(&free, "Tuesday circle");
        assert!(next.contains("15 December 2026") && !next.contains("full"), "the next that is not: {next}");
        assert!(list("room=yes&when=week").await.words(".list h3") == ["Silent circle"]);
        let page = app.browser().get(&format!("/groups/{}", says.slug)).await;
        assert_eq!(page.words(".badge").iter().filter(|it| *it == "full").count(), 1);
        let json: serde_json::Value = serde_json::from_str(&app.browser().get("/groups.json").await.body).unwrap();
        let full: Vec<_> = json["groups"].as_array().unwrap().iter().filter(|it| it["full"] == true).collect();
        assert!(full.len() == 1 && full[0]["name"] == "Tuesday circle");
        // A place that is free again is no longer full.
        let meeting = says.meetings().await.remove(0);
        says.answered_by(&says.leader, &meeting, "not_coming").await;
        assert!(!card(&list("").await, "Tuesday circle").contains("full"));
    }

    async fn a_date_says_whether_it_is_open_for_whom_and_when_it_will_be(app: TestApp) {
        two_circles(&app).await;
        let page = app.browser().get("/groups?day=wed").await;
        let said = page.words(".list > li").remove(0);
        for part in ["9 December 2026, 12:30 (Athens time)", "closed", "For people who have lost somebody",
            "Open to everybody on Wednesday, 6 January 2027", "Last confirmed Mon 7 Dec", "Greek"] {
            assert!(said.contains(part), "{part} in {said}");
        }
    }

    async fn beside_each_choice_stands_how_many_it_would_give(app: TestApp) {
        two_circles(&app).await;
        let page = app.browser().get("/groups?day=tue").await;
        let words = |css: &str| page.words(css);
        assert_eq!(words("#day label"), ["Tuesday (1)", "Wednesday (1)"], "its own kind does not narrow itself");
        assert_eq!(words("#part label"), ["Noon (0)", "Evening (1)"]);
        assert_eq!(words("#part .pale"), ["Noon (0)"]);
        assert_eq!(words("#format option"), ["In person or online", "in person (1)"], "what gives nothing is left out");
        assert_eq!(words("#openness option"), ["Open or closed", "Open to everybody (1)"]);
        assert_eq!(page.words("#day input[checked]").len(), 1);
        assert_eq!(words("#step_free label"), ["step-free (1)"]);
        let all = app.browser().get("/groups").await;
        assert_eq!(all.words("#format option").len(), 3);
        // Each number is what one finds there.
        for (query, key) in [("day=wed", "#part"), ("part=evening", "#day"), ("openness=open", "#day")] {
            let page = app.browser().get(&format!("/groups?{query}")).await;
            let boxes = page.words(&format!("{key} label"));
            let values = page.values(&format!("{key} input"));
            for (words, value) in boxes.iter().zip(values) {
                let there = app.browser().get(&format!("/groups?{query}&{}={value}", key.trim_start_matches('#'))).await;
                assert!(words.ends_with(&format!("({})", there.words(".list h3").len())), "{query} {words}");
            }
        }
    }

    async fn an_empty_page_says_which_wish_to_take_away(app: TestApp) {
        two_circles(&app).await;
        let page = app.browser().get("/groups?q=circle&day=wed&step_free=yes").await;
        assert_eq!(page.words(".list h3").len(), 0);
        assert_eq!(page.words(".empty li"), ["Without “Wednesday”: one meeting", "Without “step-free”: one meeting"]);
        let links = page.links(".empty a");
        assert_eq!(links, ["/groups?q=circle&step_free=yes", "/groups?q=circle&day=wed", "/groups"]);
        for link in links {
            assert!(!app.browser().get(&link).await.words(".list h3").is_empty(), "{link}");
        }
        assert!(page.body.contains("Show all 2 meetings"));
        let nothing = app.browser().get("/groups?q=xyzzyx&place=nowhere&day=tue").await;
        assert_eq!(nothing.words(".empty li").len(), 0, "no single wish is at fault");
        assert_eq!(nothing.links(".empty a"), ["/groups"]);
    }

    async fn one_slip_is_forgiven_and_what_is_exact_comes_first(app: TestApp) {
        app.a_group("Τζόγος και σιωπή").await.meets_weekly_from("2026-12-10", "").await;
        app.a_group("Τζόκος").await.meets_weekly("").await;
        for words in ["τζογκος", "tzgos", "TZOGOSS", "ztogos"] {
            let query = serde_html_form::to_string([("q", words)]).unwrap();
            let page = app.browser().get(&format!("/groups?{query}")).await;
            assert!(page.words(".list h3").contains(&"Τζόγος και σιωπή".to_owned()), "{words}");
            assert_eq!(page.words(".between"), ["We also looked for words that are spelled almost so:"], "{words}");
        }
        for words in ["τζόγος", "tzogos", "TZOGOS"] {
            let query = serde_html_form::to_string([("q", words)]).unwrap();
            let page = app.browser().get(&format!("/groups?{query}")).await;
            assert_eq!(page.words(".list h3"), ["Τζόγος και σιωπή", "Τζόκος"], "exact first, though later");
            let list = app.browser().get(&format!("/groups.json?{query}")).await;
            let list: serde_json::Value = serde_json::from_str(&list.body).unwrap();
            assert_eq!((&list["groups"][0]["almost"], &list["groups"][1]["almost"]), (&false.into(), &true.into()));
        }
        assert!(app.browser().get("/groups?q=siopi").await.words(".between").is_empty());
    }

    async fn a_distance_is_counted_from_a_place_and_loses_nothing_that_is_in_it(app: TestApp) {
        for name in ["White tower", "Harbour", "Kalamaria", "Larissa", "Unmapped"] {
            app.a_group(name).await.meets_weekly("").await;
        }
        app.db.db.write(|db| {
            let may = the_system();
            for (slug, name) in [("thessaloniki", "Thessaloniki"), ("kalamaria", "Kalamaria"), ("larissa", "Larissa")] {
                vocabulary::add_place(db, &may, slug, None, &[(Locale::En, name)])?;
            }
            Ok::<_, StoreError>(())
        }).unwrap();
        for (group, place, at) in [
            ("white-tower", "thessaloniki", Some((4_062_643, 2_294_847))),
            ("harbour", "thessaloniki", Some((4_063_500, 2_293_500))),
            ("kalamaria", "kalamaria", Some((4_058_250, 2_295_030))),
            ("larissa", "larissa", Some((3_963_720, 2_242_030))),
            ("unmapped", "thessaloniki", None),
        ] {
            let (up, along) = at.map_or(("NULL".to_owned(), "NULL".to_owned()), |(up, along): (i32, i32)| {
                (up.to_string(), along.to_string())
            });
            app.db.execute(&format!(
                "UPDATE groups SET place_id = (SELECT id FROM place WHERE slug = '{place}') WHERE slug LIKE '{group}-%';
                 UPDATE series SET latitude = {up}, longitude = {along}
                 WHERE group_id = (SELECT id FROM groups WHERE slug LIKE '{group}-%');"
            ));
        }
        for (query, found) in [
            ("place=thessaloniki", &["Harbour", "Unmapped", "White tower"][..]),
            ("place=thessaloniki&km=2", &["Harbour", "Unmapped", "White tower"]),
            ("place=thessaloniki&km=10", &["Harbour", "Kalamaria", "Unmapped", "White tower"]),
            ("place=kalamaria&km=25", &["Harbour", "Kalamaria", "Unmapped", "White tower"]),
            ("place=larissa&km=25", &["Larissa"]),
            ("km=2", &["Harbour", "Kalamaria", "Larissa", "Unmapped", "White tower"]),
        ] {
            let page = app.browser().get(&format!("/groups?{query}")).await;
            assert_eq!(page.words(".list h3"), found, "{query}");
        }
        let page = app.browser().get("/groups?place=kalamaria").await;
        assert_eq!(page.words("#km option"), ["Only there (1)", "Up to 2 km away (1)", "Up to 5 km away (2)",
            "Up to 10 km away (4)", "Up to 25 km away (4)"]);
        let near = app.browser().get("/groups?place=kalamaria&km=10").await;
        assert_eq!(near.words("#place option"), ["Anywhere", "Kalamaria (4)", "Larissa (1)", "Thessaloniki (4)"]);
        assert!(near.words(".wish")[0].starts_with("Kalamaria, Up to 10 km away"));
    }

    async fn a_cancelled_meeting_names_the_next_two_or_others_like_it(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        circle.meets_weekly("").await;
        let cancel = async |meeting: &str| {
            let path = format!("/g/{}/meetings/{meeting}", circle.id);
            let form = circle.leader.browser.get(&format!("{path}/change")).await;
            circle.leader.browser.submit(&form, &format!("{path}/cancel"), &[]).await;
        };
        let meeting = circle.meetings().await.remove(0);
        cancel(&meeting).await;
        let instead = app.browser().get("/groups").await.words(".instead a");
        assert_eq!(instead, ["Tuesday, 15 December 2026, 19:00 (Athens time)", "Tuesday, 22 December 2026, 19:00 (Athens time)"]);
        let list = app.browser().get("/groups.json").await;
        let list: serde_json::Value = serde_json::from_str(&list.body).unwrap();
        assert_eq!(list["groups"][0]["cancelled"], true);
        assert_eq!(list["groups"][0]["instead"][0]["local"], "2026-12-15T19:00");
        // From now on it has this one date only.
        app.db.execute("UPDATE series SET rule = 'FREQ=DAILY;COUNT=1'");
        assert_eq!(app.browser().get("/groups").await.words(".instead").len(), 0, "there is nobody else yet");
        let other = app.a_group("Wednesday circle").await;
        other.meets_weekly_from("2026-12-09", "").await;
        let page = app.browser().get("/groups").await;
        assert_eq!(page.words(".instead a"), ["Wednesday circle, Wednesday, 9 December 2026, 19:00 (Athens time)"]);
        assert_eq!(page.links(".instead a"), [format!("/groups/{}", other.slug)]);
    }

    async fn public_pages_are_light_enough_for_a_slow_telephone(app: TestApp) {
        let path = std::env::var("PAREA_FEED").unwrap_or_else(|_| "../shared/data/greater-new-york.json".to_owned());
        match std::fs::read(&path) {
            Ok(bytes) => drop(app.take_over(&meeting_guide::read(&bytes).unwrap())),
            Err(_) => eprintln!("{path} is not here: the pages are weighed with one group"),
        }
        let circle = app.a_group("Tuesday circle").await;
        circle.meets_weekly("").await;
        let group = format!("/groups/{}", circle.slug);
        for path in ["/", "/groups", "/groups?part=evening&day=mon", &group] {
            for browser in [app.browser(), app.browser().in_greek()] {
                let bytes = browser.compressed(path).await;
                assert!(bytes > 500 && bytes < 50_000, "{path}: {bytes} bytes");
            }
        }
    }
}
