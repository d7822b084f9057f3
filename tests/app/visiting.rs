//! One group, for whoever may come: its dates with what became of them, and what a first visit is like.

use crate::support::app::TestApp;
use crate::support::databases::Kind;
use crate::support::groups::Circle;

async fn cancelled(circle: &Circle, meeting: &str) {
    let path = format!("/g/{}/meetings/{meeting}", circle.id);
    let form = circle.leader.browser.get(&format!("{path}/change")).await;
    assert_eq!(circle.leader.browser.post(&form, &format!("{path}/cancel"), &[]).await.status, 303);
}

on_both! {
    async fn a_cancelled_date_stands_in_its_place_with_the_next_two(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        circle.meets_weekly("").await;
        let meetings = circle.meetings().await;
        cancelled(&circle, &meetings[0]).await;
        cancelled(&circle, &meetings[2]).await;
        let page = app.browser().get(&format!("/groups/{}", circle.slug)).await;
        assert_eq!(page.words(".dates > li").len(), 6);
        assert!(page.words(".dates > li .when time")[0].contains("8 December 2026"));
        assert_eq!(page.words(".dates .notice.off").len(), 2);
        let instead = page.words(".instead time");
        for (said, day) in instead.iter().zip(["15 December", "29 December", "29 December", "5 January"]) {
            assert!(said.contains(day), "{instead:?}");
        }
        assert_eq!(instead.len(), 4);
        assert_eq!(page.actions("/coming").len(), 4, "nobody comes to what does not take place");
        let first = app.browser().get(&format!("/groups/{}/first-time", circle.slug)).await;
        assert!(first.words(".card time")[0].contains("15 December"), "the next that takes place");
    }

    async fn a_single_date_that_is_off_names_those_of_the_groups_other_series(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        circle.meets_weekly_from("2026-12-08", "").await;
        app.db.execute("UPDATE series SET rule = 'FREQ=DAILY;COUNT=1'");
        circle.meets_weekly_from("2026-12-10", "").await;
        let off = circle.meetings().await.remove(0);
        cancelled(&circle, &off).await;
        let page = app.browser().get(&format!("/groups/{}", circle.slug)).await;
        let instead = page.words(".instead time");
        assert!(instead[0].contains("10 December") && instead[1].contains("17 December"), "{instead:?}");
    }

    async fn a_first_visit_is_described_by_what_the_group_says(app: TestApp) {
        let circle = app.a_group("Κύκλος για τον τζόγο").await;
        circle.meets_weekly("").await;
        let path = format!("/groups/{}/first-time", circle.slug);
        let group = app.browser().get(&format!("/groups/{}", circle.slug)).await;
        assert!(group.links(".notice a").contains(&path), "the group's page leads there");
        let newcomer = app.browser();
        let page = newcomer.get(&path).await;
        assert!(page.words(".lead")[0].contains("Κύκλος για τον τζόγο"));
        assert!(page.body.contains("You can come without telling anybody."));
        assert!(page.body.contains("90 minutes."));
        assert!(page.body.contains("Ερμού 12"));
        assert!(!page.body.contains("For whom is it?"), "all dates are open");
        assert_eq!(page.actions("/coming").len(), 1);
        assert_eq!(page.headers["cache-control"], "public, max-age=60");
        assert!(newcomer.cookies().is_empty());

        app.db.execute("UPDATE series SET openness = 'closed', other_openness_on = '3', open_to = 'For people who gamble.'");
        app.db.execute("UPDATE groups SET joining = 'welcome', step_free = TRUE, about = 'Ring the **second** bell.'");
        let page = newcomer.get(&path).await;
        assert!(page.words(".card time")[0].contains("15 December"), "the next open date, not the next");
        assert!(page.body.contains("For people who gamble.") && page.body.contains("Yes, to open dates."));
        assert!(page.body.contains("<strong>second</strong>") && page.body.contains("Yes, without steps"));
        let group = app.browser().get(&format!("/groups/{}", circle.slug)).await;
        assert!(group.body.contains("The next open date: Tuesday, 15 December"), "{}", group.body);

        app.db.execute("UPDATE series SET other_openness_on = NULL");
        app.db.execute("UPDATE groups SET joining = 'invitation'");
        let page = newcomer.get(&path).await;
        assert_eq!(page.words(".card h2"), ["The next date"]);
        assert!(page.body.contains("by invitation"));
        assert_eq!(page.actions("/coming").len(), 0);
        let greek = newcomer.get(&format!("/el{path}")).await;
        assert_eq!(greek.words("h1"), ["Η πρώτη σας φορά"]);
        app.db.execute("DELETE FROM series");
        assert_eq!(newcomer.get(&path).await.status, 200, "also when nothing is planned");
    }
}
