//! What was released is read by everybody, and is the same for all: for a guest, a member and whoever coordinates.

use std::cell::RefCell;
use std::collections::BTreeSet;

use diesel::connection::{Instrumentation, InstrumentationEvent, set_default_instrumentation};
use parea::access::Viewer;
use parea::domain::figures::week::ReleasedWeek;
use parea::domain::locale::Locale;
use parea::domain::period::Period;
use parea::jobs::{keep_journal, release_figures};
use parea::service::{figures, releasing};

use crate::support::app::TestApp;
use crate::support::browser::{Browser, Page};
use crate::support::databases::{Kind, TestDb, open_again};
use crate::support::programmes::{FIRST, Programme, at, programme};
use crate::support::{feeds, house};

const PLACES: [&str; 7] = ["athina", "athina", "athina", "volos", "volos", "volos", "volos"];

/// Its first two weeks with figures are released.
async fn released(app: &TestApp) -> Programme {
    let of = programme(&app.db, "kinisi", &PLACES);
    of.all_share(&app.db, "2026-07-01 10:00:00");
    for (day, heads) in [("2026-09-28", 40), ("2026-10-05", 50)] {
        for group in &of.groups {
            group.counted(&app.db, day, heads, 3);
        }
    }
    app.app.clock.set(at("2026-10-14T06:00:00Z"));
    release_figures::run_once(&app.app).await.unwrap();
    of
}

fn part(page: &Page) -> Vec<String> {
    [page.words("h1, .lead"), page.words("tbody th, tbody td")].concat()
}

async fn of(browser: &Browser, quarter: &str) -> Page {
    browser.get(&format!("/figures/kinisi/{quarter}")).await
}

on_both! {
    async fn everybody_reads_the_same_figures_when_the_journal_has_them(app: TestApp) {
        released(&app).await;
        let guest = app.browser();
        let before = of(&guest, "2026-Q4").await;
        assert_eq!((before.status, before.words("table caption").len()), (200, 1), "nothing but how well one guesses");
        assert_eq!(before.words(".empty"), ["Nothing of this time is released."]);
        keep_journal::run_once(&app.app).await.unwrap();
        let page = of(&guest, "2026-Q4").await;
        assert_eq!(page.words("h1, .lead"), ["kinisi", "Fourth quarter of 2026"]);
        assert!(page.words(".hint")[0].contains("5 October 2026") && page.words(".hint")[0].contains("14 October 2026"));
        // 7 groups with 40, then 50: the sums are so large that the noise does not hide them.
        let total = &page.words("#glance td")[0];
        let (about, within) = total.split_once(" ± ").unwrap();
        let (about, within): (i64, i64) = (about.parse().unwrap(), within.parse().unwrap());
        assert!((about - 630).abs() <= 60 && about % 5 == 0, "{total}");
        assert_eq!(within, 25, "four draws");
        let rows = page.words("#by-cell tbody th");
        assert_eq!(&rows[..2], ["athina", "volos"]);
        assert_eq!(page.words("#over-time td.number:last-child")[..], ["7 of 7", "7 of 7"]);
        assert_eq!(page.words("svg text").len(), 9, "numbers at the top and the bottom, and every second week");
        assert_eq!(page.words("td[colspan]").len(), 12, "those that are due");
        let person = app.person().await;
        assert_eq!(part(&of(&person.browser, "2026-Q4").await), part(&page));
        assert_eq!(part(&guest.get("/figures/kinisi").await), part(&page), "the last one");
        let greek = app.browser().in_greek().get("/figures/kinisi").await;
        assert_eq!(greek.words(".lead"), ["Τέταρτο τρίμηνο του 2026"]);
        // Nothing changes when somebody counts later.
        app.db.execute("UPDATE tally SET heads = 90");
        release_figures::run_once(&app.app).await.unwrap();
        assert_eq!(part(&of(&guest, "2026-Q4").await), part(&page));
    }

    async fn what_is_not_there_is_not_found_and_what_is_withheld_says_so(app: TestApp) {
        released(&app).await;
        app.app.clock.set(at(FIRST));
        for path in ["/figures/other", "/figures/other/2026-Q4", "/figures/kinisi/2026-Q5", "/figures/kinisi/26", "/figures/kinisi/q4",
            "/figures/kinisi/2026-Q4.exe", "/figures/kinisi/2026-Q4.csv.csv", "/figures/kinisi/.csv", "/figures/other/2026-Q4.csv", "/p/other/participation"] {
            assert_eq!(app.browser().get(path).await.status, 404, "{path}");
        }
        let programme = app.db.ids("programme AS it")[0];
        app.db.execute(&format!(
            "INSERT INTO released_week VALUES (1, {programme}, '2026-10-12', 'withheld 2026-10-21T06:00:00Z kinisi 2026-10-12 .')"
        ));
        keep_journal::run_once(&app.app).await.unwrap();
        let page = of(&app.browser(), "2026-Q4").await;
        assert!(page.words("td[colspan]")[0].contains("Withheld for good"), "{:?}", page.words("td[colspan]"));
        let far = of(&app.browser(), "2031-Q1").await;
        assert_eq!((far.status, far.words(".empty").len()), (200, 1));
    }

    async fn what_came_back_by_the_journal_alone_is_shown_by_place_too(app: TestApp) {
        let programme = programme(&app.db, "kinisi", &[]);
        let line = "released 2026-10-07T06:00:00Z kinisi 2026-09-28 2/3 attendances:place=volos:40 \
                    first_attendances:place=volos:12 .";
        let week = ReleasedWeek::parse(line).unwrap();
        let now = at(FIRST);
        app.db.db.write(|db| releasing::bring_back(db, &Viewer::system("test"), std::slice::from_ref(&week), now)).unwrap();
        let page = of(&app.browser(), "2026-Q4").await;
        assert_eq!(page.words("#by-cell tbody tr > *"), ["volos", "40 ± 14", "10 ± 14"]);
        assert_eq!(programme.groups.len(), 0);
    }

    async fn a_year_is_the_sum_of_its_weeks_and_stands_beside_the_year_before(app: TestApp) {
        programme(&app.db, "kinisi", &[]);
        let lines = [
            ("2025-09-29", "40", "3/3 attendances:place=volos:40 first_attendances:place=volos:12 meetings:*:0/3"),
            ("2026-03-30", "20", "3/3 attendances:place=volos:20 first_attendances:place=volos:3 meetings:*:1/3 groups:running:4 groups:led:2 groups:met:3 groups:passed_on:3"),
            ("2026-10-05", "55", "2/3 attendances:place=volos:30 attendances:place=chania:25 meetings:*:0/3 groups:running:5 groups:led:4 groups:met:3 groups:passed_on:2"),
        ];
        let weeks: Vec<ReleasedWeek> = lines
            .iter()
            .map(|(week, _, what)| ReleasedWeek::parse(&format!("released 2026-11-01T06:00:00Z kinisi {week} {what} .")).unwrap())
            .collect();
        let now = at("2026-11-01T07:00:00Z");
        app.db.db.write(|db| releasing::bring_back(db, &Viewer::system("test"), &weeks, now)).unwrap();
        app.app.clock.set(now);
        let browser = app.browser();
        let year = browser.get("/figures/kinisi/2026").await;
        assert_eq!(year.words(".lead"), ["The year 2026"]);
        let glance = year.words("#glance td");
        // Three draws together are further off than one.
        assert_eq!(glance[..8], ["75 ± 22", "40 ± 14", "fewer than 10", "10 ± 14", "6", "3", "1", "0"]);
        assert_eq!(glance[8..], ["2 of 3", "–", "–", "–", "5", "–", "–", "–", "–", "–", "4", "–"]);
        assert_eq!(year.words("#over-time tbody th").len(), 12);
        assert_eq!(year.words("#over-time tbody tr:nth-child(10) td")[..2], ["55 ± 18", "40 ± 14"], "October");
        assert_eq!(year.words("#over-time tbody tr:nth-child(4) td")[..2], ["20 ± 14", "–"], "April, by its Thursday");
        let quarter = browser.get("/figures/kinisi/2026-Q4").await;
        assert_eq!(quarter.words("#glance td")[..2], ["55 ± 18", "40 ± 14"]);
        assert_eq!(quarter.words("#over-time tbody tr:nth-child(1) td").len(), 1, "due");
        assert_eq!(quarter.words("#over-time tbody tr:nth-child(2) td")[..2], ["55 ± 18", "–"]);
        assert_eq!(browser.get("/figures/kinisi/2025").await.words("#glance td")[..2], ["40 ± 14", "–"]);
    }

    async fn groups_stand_by_place_and_field_across_each_other_or_where_both_are_many_below(app: TestApp) {
        programme(&app.db, "kinisi", &[]);
        let few = "listed:place=volos/field=alcohol:3 listed:place=volos/field=+:2 listed:place=athina/field=alcohol:1";
        let many: Vec<String> = ('a'..'g').map(|it| format!("listed:place={it}/field=of-{it}:1")).collect();
        let fields_few: Vec<String> = ('a'..'g').map(|it| format!("listed:place={it}/field=-:1")).collect();
        let weeks = [("2026-10-05", few), ("2027-01-11", &many.join(" ")), ("2027-04-12", &fields_few.join(" "))]
            .map(|(week, what)| ReleasedWeek::parse(&format!("released 2027-05-01T06:00:00Z kinisi {week} 2/3 {what} .")).unwrap());
        let now = at("2027-05-01T07:00:00Z");
        app.db.db.write(|db| releasing::bring_back(db, &Viewer::system("test"), &weeks, now)).unwrap();
        app.app.clock.set(now);
        let few = of(&app.browser(), "2026-Q4").await;
        assert_eq!(few.words("#listed thead th"), ["What it is about", "athina", "volos", "Together"]);
        assert_eq!(few.words("#listed tbody th"), ["alcohol", "Several fields", "Together"]);
        assert_eq!(few.words("#listed td"), ["1", "3", "4", "0", "2", "2", "1", "5", "6"]);
        let many = of(&app.browser(), "2027-Q1").await;
        assert_eq!(many.words("#listed tbody tr > *")[..2], ["a · of-a", "1"]);
        assert_eq!((many.words("#listed tr").len(), many.words("#listed td").last().map(String::as_str)), (8, Some("6")));
        let side = of(&app.browser(), "2027-Q2").await;
        assert_eq!(side.words("#listed thead th"), ["Where", "Without a field", "Together"]);
        assert_eq!(side.words("#listed tbody th").len(), 7);
    }

    async fn files_say_what_the_page_says_and_stay_the_same(app: TestApp) {
        released(&app).await;
        // The quarter is over, and complete.
        app.app.clock.set(at("2027-01-06T07:00:00Z"));
        release_figures::run_once(&app.app).await.unwrap();
        keep_journal::run_once(&app.app).await.unwrap();
        let mut kept = Vec::new();
        for browser in [app.browser(), app.browser().in_greek()] {
            let page = of(&browser, "2026-Q4").await;
            let csv = browser.get("/figures/kinisi/2026-Q4.csv").await;
            assert_eq!(csv.headers["content-disposition"], "attachment; filename=\"kinisi-2026-Q4.csv\"");
            let json: serde_json::Value = serde_json::from_str(&browser.get("/figures/kinisi/2026-Q4.json").await.body).unwrap();
            let tables = json["tables"].as_array().unwrap();
            for table in tables {
                let id = table["id"].as_str().unwrap();
                for (place, row) in table["rows"].as_array().unwrap().iter().enumerate() {
                    let cells = page.words(&format!("#{id} tbody tr:nth-child({}) > *", place + 1));
                    let values = row["values"].as_array().unwrap();
                    let mut line = vec![row["of"].as_str().unwrap().to_owned()];
                    for value in values {
                        match (&value["nearest"], &value["fewer_than"], &value["groups"]) {
                            (serde_json::Value::Number(nearest), ..) => {
                                line.push(nearest.to_string());
                                line.push(value["within"].to_string());
                            }
                            (_, serde_json::Value::Number(_), _) => line.push("<".to_owned()),
                            (.., serde_json::Value::Number(groups)) => line.push(format!("{groups}/{}", value["of"])),
                            _ => line.push(value.as_str().map_or_else(|| value.to_string(), str::to_owned)),
                        }
                    }
                    // The numbers of the row, as digits, are the same on the page, in the table and for programs.
                    let digits = |of: &str| -> Vec<String> {
                        of.split(|it: char| !it.is_ascii_digit()).filter(|it| !it.is_empty()).map(str::to_owned).collect()
                    };
                    let on_page = digits(&cells.join(" ").replace("fewer than 10", "").replace("λιγότερες από 10", ""));
                    assert_eq!(digits(&line.join(" ")), on_page, "{id} {place}");
                    let in_csv = csv.body.lines().any(|it| {
                        it.trim_start_matches('"').starts_with(&cells[0]) && digits(&it.replace("fewer than 10", "").replace("λιγότερες από 10", "")) == on_page
                    });
                    assert!(in_csv, "{id} {cells:?} in {}", csv.body);
                }
            }
            assert!(csv.body.contains("EOPAE"), "who pays");
            for ending in ["csv", "json", "ods", "pdf"] {
                kept.push((ending, browser.get(&format!("/figures/kinisi/2026-Q4.{ending}")).await.bytes));
            }
        }
        assert!(String::from_utf8_lossy(&kept[4].1).contains("Παρουσίες"));
        // A year later, when somebody has counted otherwise, groups have gone, and there are other figures.
        app.db.execute("UPDATE tally SET heads = 90");
        app.app.clock.set(at("2027-10-14T06:00:00Z"));
        release_figures::run_once(&app.app).await.unwrap();
        keep_journal::run_once(&app.app).await.unwrap();
        let browsers = [app.browser(), app.browser().in_greek()];
        for (place, (ending, bytes)) in kept.iter().enumerate() {
            let again = browsers[place / 4].get(&format!("/figures/kinisi/2026-Q4.{ending}")).await;
            assert!(again.bytes == *bytes, "{ending}");
        }
    }

    async fn whoever_coordinates_adds_their_words_and_everybody_reads_whose_they_are(app: TestApp) {
        app.take_over(&feeds::invented());
        let coordinator = app.coordinator().await;
        let (form, page) = (format!("/p/{}/participation/2027-Q2", feeds::PROGRAMME), format!("/figures/{}/2027-Q2", feeds::PROGRAMME));
        assert_eq!(app.person().await.browser.get(&form).await.status, 404);
        let fresh = coordinator.get(&form).await;
        let other = coordinator.get(&form).await;
        let wrong = coordinator.post(&fresh, &form, &[("words", "A <good> quarter."), ("seminars", "many"), ("inquiries", "12")]).await;
        assert_eq!((wrong.status, wrong.words("#seminars-error").len()), (422, 1));
        assert_eq!((wrong.value("seminars").unwrap(), wrong.value("inquiries").unwrap()), ("many".to_owned(), "12".to_owned()), "what was typed stays");
        assert_eq!(wrong.words("textarea"), ["A <good> quarter."]);
        let saved = coordinator.post(&wrong, &form, &[("words", "A <good> quarter."), ("seminars", ""), ("inquiries", "12")]).await;
        assert_eq!(saved.status, 303);
        let seen = app.browser().get(&page).await;
        assert_eq!(seen.words("#narrative h2"), ["Second quarter of 2027: in the words of those who coordinate"]);
        assert_eq!(seen.words("#narrative p"), ["A <good> quarter."]);
        let year = app.browser().get(&format!("/figures/{}/2027.json", feeds::PROGRAMME)).await;
        let year: serde_json::Value = serde_json::from_str(&year.body).unwrap();
        assert_eq!(year["narratives"][0]["by_hand"], serde_json::json!({"inquiries": 12}), "what is empty is no zero");
        // Whoever opened the form before that overwrites nothing unseen.
        let late = coordinator.post(&other, &form, &[("words", "Mine.")]).await;
        assert_eq!((late.status, late.words("#words-error").len(), late.words("textarea")), (422, 1, vec!["Mine.".to_owned()]));
        assert!(late.words("section p").contains(&"A <good> quarter.".to_owned()));
        assert_eq!(coordinator.post(&late, &form, &[("words", "Mine."), ("revision", &late.value("revision").unwrap())]).await.status, 303);
        assert_eq!(app.browser().get(&page).await.words("#narrative p"), ["Mine."]);
    }

    /// Every count is a number that stands nowhere else; so is the sum of every cell. None of them reaches whoever coordinates.
    async fn no_byte_that_a_coordinator_can_obtain_is_a_count(app: TestApp) {
        app.take_over(&feeds::invented());
        app.db.execute("UPDATE groups SET place_id = NULL");
        let series = app.db.ids("series AS it");
        let mut taints = BTreeSet::new();
        for (number, (series, prime)) in series.iter().zip(PRIMES).enumerate() {
            let first = prime / 2 + 1;
            taints.extend([prime, first]);
            app.db.execute(&format!(
                "INSERT INTO tally (id, series_id, original_local, day, heads, first_time, slip, revision, sealed_at, quarter_at)
                 VALUES ({number}, {series}, '2027-04-06 19:00:00', '2027-04-06', {prime}, {first}, {number}, 1,
                     '2027-04-14 06:00:00', '2027-07-07 06:00:00')"
            ));
        }
        for group in app.db.ids("groups AS it") {
            app.db.execute(&format!(
                "INSERT INTO agreement_rule (group_id, rule, value, why, since_at)
                 VALUES ({group}, 'sharing', 1, '', '2026-12-08 10:00:00');
                 INSERT INTO agreement_version (group_id, number, text, rules, is_text, why, since_at, review_on)
                 VALUES ({group}, 1, '', 'sharing 1', FALSE, '', '2026-12-08 10:00:00', '2027-06-01')"
            ));
        }
        app.app.clock.set(at("2027-04-14T18:00:00Z"));
        release_figures::run_once(&app.app).await.unwrap();
        keep_journal::run_once(&app.app).await.unwrap();
        assert!(app.db.count("released_week WHERE line LIKE '% attendances:%'") > 0, "something was released");
        assert!(app.db.count("passed_on") >= 3);
        taints.extend([app.db.sum("tally", "heads"), app.db.sum("tally", "first_time")]);
        let coordinator = app.coordinator().await;
        let of = |path: &str| path.replace("{p}", feeds::PROGRAMME);
        for path in [
            "/p/{p}", "/p/{p}/templates", "/p/{p}/templates/new", "/p/{p}/reports", "/p/{p}/people", "/p/{p}/tallies",
            "/figures/{p}/2027", "/figures/{p}/2027-Q2.csv", "/figures/{p}/2027-Q2.json", "/figures/{p}/2027-Q2.ods", "/figures/{p}/2027-Q2.pdf", "/figures/{p}/2027.csv", "/p/{p}/participation",
            "/p/{p}/participation.csv", "/p/{p}/participation.json", "/p/{p}/participation/2027-Q2", "/figures/{p}", "/figures/{p}/2027-Q2", "/figures/{p}/2027-Q1", "/figures/{p}/2027-W14", "/figures",
            "/groups", "/groups.json", "/schedule", "/calendar.ics", "/me", "/healthz", "/readyz", "/metrics", "/privacy", "/nowhere",
        ] {
            let page = coordinator.get(&of(path)).await;
            let inside = match path.rsplit_once('.') {
                Some((_, "ods")) => content(&page.bytes),
                // Its own numbers count its parts. What is written in it, a program reads in tests/clients.
                Some((_, "pdf")) => String::new(),
                _ => page.body.clone(),
            };
            let all = format!("{inside} {:?} {}", page.headers, page.bytes.len());
            let numbers = all.split(|it: char| !it.is_alphanumeric()).filter_map(|it| it.parse::<i64>().ok());
            let told: Vec<i64> = numbers.filter(|it| taints.contains(it)).collect();
            assert!(told.is_empty(), "{path} says {told:?}");
        }
    }
}

/// What stands in a spreadsheet.
fn content(packed: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(packed)).unwrap();
    std::io::read_to_string(archive.by_name("content.xml").unwrap()).unwrap()
}

thread_local! {
    /// What a connection of this thread was asked.
    static ASKED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

fn written_down() -> Option<Box<dyn Instrumentation>> {
    Some(Box::new(|event: InstrumentationEvent<'_>| {
        if let InstrumentationEvent::StartQuery { query, .. } = event {
            ASKED.with_borrow_mut(|all| all.push(query.to_string()));
        }
    }))
}

both_databases! {
    fn figures_are_three_questions_however_many_groups_and_weeks_there_are(db: &TestDb) {
        programme(db, "kinisi", &PLACES);
        let lines = ["2025-10-06", "2026-10-05"].map(|day| {
            let line = format!("released {day}T06:00:00Z kinisi {day} 7/7 attendances:place=volos:40 meetings:*:0/7 .");
            ReleasedWeek::parse(&line).unwrap()
        });
        let (now, viewer) = (at(FIRST), Viewer::system("test"));
        db.db.write(|it| releasing::bring_back(it, &viewer, &lines, now)).unwrap();
        set_default_instrumentation(written_down).unwrap();
        let own = open_again(&db.url, db.keys.clone(), 100);
        let member = house::person(db, "ana", now);
        for viewer in [Viewer::guest(), member] {
            for period in [None, Period::parse("2026-Q4"), Period::parse("2026")] {
                ASKED.take();
                let page = own.read(|it| figures::look(it, &viewer, "kinisi", period, Locale::En, now)).unwrap();
                let mut asked = ASKED.take();
                // Around every read, and whether the connection is still there.
                asked.retain(|it| !["BEGIN", "COMMIT", "SELECT 1"].iter().any(|other| it.starts_with(other)));
                assert_eq!(asked.len(), 3, "{asked:#?}");
                assert!(page.whole.figures.attendances.is_some() && page.before.figures.attendances.is_some());
            }
        }
    }
}

/// More than any figure can say that is rounded to five, and nothing else here is as large and as odd.
const PRIMES: [i64; 12] = [251, 257, 263, 269, 271, 277, 281, 283, 293, 307, 311, 313];
