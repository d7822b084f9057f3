//! What was released is read by everybody, and is the same for all: for a guest, a member and whoever coordinates.

use std::collections::BTreeSet;

use parea::access::Viewer;
use parea::domain::figures::week::ReleasedWeek;
use parea::jobs::{keep_journal, release_figures};

use parea::service::releasing;

use crate::support::app::TestApp;
use crate::support::browser::{Browser, Page};
use crate::support::databases::Kind;
use crate::support::feeds;
use crate::support::programmes::{FIRST, Programme, at, programme};

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
    [page.words("h1, .lead, #total dd"), page.words("tbody th, tbody td")].concat()
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
        assert_eq!(before.words(".empty"), ["Nothing of this quarter is released."]);
        keep_journal::run_once(&app.app).await.unwrap();
        let page = of(&guest, "2026-Q4").await;
        assert_eq!(page.words("h1, .lead"), ["kinisi", "Fourth quarter of 2026"]);
        assert!(page.words(".hint")[0].contains("5 October 2026") && page.words(".hint")[0].contains("14 October 2026"));
        // 7 groups with 40, then 50: the sums are so large that the noise does not hide them.
        let total = &page.words("#total dd")[0];
        let (about, within) = total.split_once(" ± ").unwrap();
        let (about, within): (i64, i64) = (about.parse().unwrap(), within.parse().unwrap());
        assert!((about - 630).abs() <= 60 && about % 5 == 0, "{total}");
        assert_eq!(within, 25, "four draws");
        let rows = page.words("main table:first-of-type tbody th");
        assert_eq!(&rows[..2], ["athina", "volos"]);
        assert_eq!(page.words("tbody td.number:last-child")[2..], ["7 of 7", "7 of 7"]);
        assert_eq!(page.words("svg text").len(), 3, "numbers at the top and the bottom, and every second week");
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
        for path in ["/figures/other", "/figures/other/2026-Q4", "/figures/kinisi/2026-Q5", "/figures/kinisi/2026", "/figures/kinisi/q4"] {
            assert_eq!(app.browser().get(path).await.status, 404, "{path}");
        }
        let programme = app.db.ids("programme AS it")[0];
        app.db.execute(&format!(
            "INSERT INTO released_week VALUES (1, {programme}, '2026-10-12', '2026-10-21 06:00:00', TRUE, 0, 0)"
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
        assert_eq!(page.words("main table:first-of-type tbody tr:first-child > *")[..4], ["volos", "", "40 ± 14", "10 ± 14"]);
        assert_eq!(programme.groups.len(), 0);
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
        assert!(app.db.count("figure") > 0, "something was released");
        assert!(app.db.count("passed_on") >= 3);
        taints.extend([app.db.sum("tally", "heads"), app.db.sum("tally", "first_time")]);
        let coordinator = app.coordinator().await;
        let of = |path: &str| path.replace("{p}", feeds::PROGRAMME);
        for path in [
            "/p/{p}", "/p/{p}/templates", "/p/{p}/templates/new", "/p/{p}/reports", "/p/{p}/people", "/p/{p}/tallies",
            "/figures/{p}", "/figures/{p}/2027-Q2", "/figures/{p}/2027-Q1", "/figures/{p}/2027-W14", "/figures",
            "/groups", "/groups.json", "/schedule", "/calendar.ics", "/me", "/healthz", "/readyz", "/metrics", "/privacy", "/nowhere",
        ] {
            let page = coordinator.get(&of(path)).await;
            let all = format!("{} {:?}", page.body, page.headers);
            let numbers = all.split(|it: char| !it.is_alphanumeric()).filter_map(|it| it.parse::<i64>().ok());
            let told: Vec<i64> = numbers.filter(|it| taints.contains(it)).collect();
            assert!(told.is_empty(), "{path} says {told:?}");
        }
    }
}

/// More than any figure can say that is rounded to five, and nothing else here is as large and as odd.
const PRIMES: [i64; 12] = [251, 257, 263, 269, 271, 277, 281, 283, 293, 307, 311, 313];
