//! The view for the meeting itself: what it says without a network and without a script, to whom, and what is kept where.

use parea::domain::time::Instant;
use parea::web::assets;

use super::sessions::{planned, usual_at};
use crate::support::app::TestApp;
use crate::support::databases::Kind;

on_both! {
    async fn a_member_opens_the_parts_of_a_meeting_and_nobody_is_named(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        circle.meets_weekly("").await;
        let ben = app.person().await;
        circle.joined_by(&ben, "Benjamin").await;
        let meetings = circle.meetings().await;
        let run = |meeting: &str| format!("/g/{}/meetings/{meeting}/run", circle.id);
        let page = ben.browser.get(&run(&meetings[0])).await;
        assert_eq!(page.words(".run h3"), ["The whole meeting"], "nobody has planned it");
        assert!(page.body.contains("data-minutes=\"90\""));
        assert!(page.words(".notice").iter().any(|it| it.contains("may pass")), "as every group begins");
        assert!(!page.body.contains("Benjamin") && !page.body.contains("Ana"));
        assert_eq!(page.actions("/tally"), Vec::<String>::new(), "who facilitates counts");
        // Hours before, where there is a network: the form is there already.
        let leads = circle.leader.browser.get(&run(&meetings[0])).await;
        assert_eq!(leads.actions("/tally").len(), 2);
        // As it is planned, in the words of the plan.
        planned(&circle, &usual_at(&circle).await).await;
        let page = ben.browser.get(&run(&meetings[0])).await;
        let parts = page.words(".run li");
        assert!(parts.len() > 2 && parts[0].starts_with("Check-in 19:00"), "{parts:?}");
        let minutes: u32 = page.body.split("data-minutes=\"").skip(1).map(|it| it.split('"').next().unwrap().parse::<u32>().unwrap()).sum();
        assert_eq!(minutes, 90, "the clock has the meeting's length");
        let circles = |page: &crate::support::browser::Page| page.words(".circles li");
        assert_eq!(circles(&leads)[0], "3 people: place 1");
        let next = circle.leader.browser.get(&run(&meetings[1])).await;
        for (last, now) in circles(&leads).iter().zip(circles(&next)) {
            assert_ne!(*last, now, "it begins elsewhere each time");
        }
        app.app.clock.set(Instant::parse_rfc3339("2026-12-16T07:00:00Z").unwrap());
        circle.leader.sign_in_again().await;
        let over = circle.leader.browser.get(&run(&meetings[0])).await;
        assert_eq!((over.status, over.actions("/tally").len()), (200, 0), "its week is sealed");
    }

    async fn whom_to_call_is_a_page_without_a_cookie_and_the_worker_lies_beside_the_pages(app: TestApp) {
        let page = app.browser().get("/el/crisis").await;
        assert_eq!(page.links("main a[href^='tel:']"), ["tel:112"]);
        assert_eq!((page.headers.get("set-cookie"), page.csrf()), (None, String::new()));
        assert!(page.body.contains("data-crisis=\"/el/crisis\"") && !page.body.contains("data-run"));
        let worker = app.browser().get("/worker.js").await;
        assert_eq!(worker.headers["content-type"], "text/javascript; charset=utf-8");
        let policy = worker.headers["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("worker-src 'self'") && policy.contains("default-src 'none'"));
    }
}

#[test]
fn all_script_together_travels_as_less_than_ten_kilobytes() {
    let served = |name: &str| {
        let url = assets::url(name);
        String::from_utf8(assets::find(url.trim_start_matches("/static/")).unwrap().bytes.to_vec()).unwrap()
    };
    let all = ["parea.js", "run.js", "tally.js", "worker.js"].map(served);
    let bytes: usize = all.iter().map(String::len).sum();
    assert!((5_000..10_000).contains(&bytes), "{bytes} bytes");
    for line in all.iter().flat_map(|script| script.lines()) {
        assert!(!line.starts_with("//") && line.trim() == line, "{line}");
    }
}
