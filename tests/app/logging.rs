//! What changed power, rules or dates can be read by every member, and by nobody else; for as long as the group keeps it.

use chrono::TimeDelta;
use parea::jobs::purge;

use crate::support::app::TestApp;
use crate::support::databases::Kind;
use crate::support::groups::Circle;
use crate::support::people::Person;

/// The sentences, the newest first, each with who did it.
async fn log(circle: &Circle, who: &Person) -> Vec<String> {
    who.browser.get(&format!("/g/{}/log", circle.id)).await.words(".list li > div:last-child")
}

on_both! {
    async fn each_change_of_dates_is_a_line_with_before_and_after(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        circle.meets_weekly("").await;
        let ben = app.person().await;
        circle.joined_by(&ben, "Ben").await;
        let meetings = circle.meetings().await;
        for meeting in &meetings[..2] {
            app.app.clock.advance(TimeDelta::minutes(1));
            match meeting == &meetings[0] {
                true => circle.cancelled(meeting).await,
                false => circle.moved(meeting, "2026-12-16", "18:30").await,
            }
        }
        let lines = log(&circle, &ben).await;
        assert_eq!(lines.len(), 4, "{lines:?}");
        let [moved, cancelled, ..] = &lines[..] else { panic!("{lines:?}") };
        let said = |line: &str, words: &[&str]| assert!(words.iter().all(|word| line.contains(word)), "{line}");
        said(moved, &["15 December 2026, 19:00", "16 December 2026, 18:30", "Ana"]);
        said(cancelled, &["8 December 2026, 19:00", "does not take place", "Ana"]);
        let first = lines[2..].join(" ");
        said(&first, &["A new series begins", "Ana facilitates until Monday, 7 June 2027"]);
        assert_eq!(log(&circle, &circle.leader).await, lines, "all members read the same");
        assert_eq!(app.person().await.browser.get(&format!("/g/{}/log", circle.id)).await.status, 404);
    }

    async fn no_line_is_pushed_out_of_sight_and_those_of_one_second_have_their_order(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        circle.meets_weekly("").await;
        let first = log(&circle, &circle.leader).await.pop().unwrap();
        let meetings = circle.meetings().await;
        for _ in 0..2 {
            for (day, meeting) in ["09", "16", "23"].iter().zip(&meetings) {
                circle.moved(meeting, &format!("2026-12-{day}"), "18:30").await;
            }
            let lines = log(&circle, &circle.leader).await;
            for (line, day) in lines.iter().zip(["23", "16", "9"]) {
                assert!(line.contains(&format!("{day} December 2026, 18:30")), "{line}");
            }
            app.db.execute("UPDATE group_log SET at = '2026-12-07 10:00:00'");
        }
        let group = app.db.ids("groups AS it")[0];
        let lines: Vec<String> =
            (0..120).map(|n| format!("({n}, {group}, 'dates_undone', '2026-12-07 10:01:00', '', '', {n})")).collect();
        let columns = "group_log (id, group_id, kind, at, was, became, turn)";
        app.db.execute(&format!("INSERT INTO {columns} VALUES {}", lines.join(", ")));
        let newest = circle.leader.browser.get(&format!("/g/{}/log", circle.id)).await;
        assert_eq!(newest.words(".list li").len(), 100);
        let older = circle.leader.browser.get(&newest.links("a[href*='/log?after=']").remove(0)).await;
        assert_eq!(older.words(".list li > div:last-child").pop().as_ref(), Some(&first));
        assert!(older.links("a[href*='/log?after=']").is_empty());
        for odd in ["-1", "x", "99999999999999999999", "4294967295"] {
            let page = circle.leader.browser.get(&format!("/g/{}/log?after={odd}", circle.id)).await;
            assert_eq!(page.status, 200, "{odd}");
        }
    }

    async fn a_date_that_is_changed_to_what_it_is_makes_no_line(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        circle.meets_weekly("").await;
        let meeting = circle.meetings().await.remove(0);
        let before = log(&circle, &circle.leader).await;
        circle.moved(&meeting, "2026-12-08", "19:00").await;
        assert_eq!(log(&circle, &circle.leader).await, before);
    }

    async fn who_leaves_is_a_former_member_and_the_line_stays(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        let ben = app.person().await;
        circle.joined_by(&ben, "Ben").await;
        let path = format!("/g/{}/settings", circle.id);
        let form = circle.leader.browser.get(&path).await;
        let other = [("name", "Wednesday circle"), ("listed", "no")];
        assert_eq!(circle.leader.browser.fill(&form, &path, &other).await.status, 303);
        let ask = circle.leader.browser.get(&format!("/g/{}/leave", circle.id)).await;
        circle.leader.browser.submit(&ask, &format!("/g/{}/leave", circle.id), &[]).await;
        let lines = log(&circle, &ben).await.join("\n");
        assert!(lines.contains("“Tuesday circle” has become “Wednesday circle”"), "{lines}");
        assert!(lines.contains("a former member facilitates until"), "{lines}");
        assert!(!lines.contains("Ana"), "{lines}");
    }

    async fn a_group_can_keep_its_log_for_a_shorter_time(app: TestApp) {
        let kept = app.a_group("Tuesday circle").await;
        let short = app.a_group("Sunday circle").await;
        let id = app.db.ids("groups AS it WHERE it.name = 'Sunday circle'")[0];
        let rule = "INSERT INTO agreement_rule (group_id, rule, value, why, since_at)";
        app.db.execute(&format!("{rule} VALUES ({id}, 'log_months', 6, '', '2026-12-07 10:00:00')"));
        let lead = short.leader.browser.get(&format!("/g/{}/log", short.id)).await.words(".lead");
        assert!(lead[0].contains("6 months"), "{lead:?}");
        app.app.clock.advance(TimeDelta::days(181));
        purge::run_once(&app.app).await.unwrap();
        assert_eq!(app.db.count("group_log"), 2);
        app.app.clock.advance(TimeDelta::days(3));
        purge::run_once(&app.app).await.unwrap();
        assert_eq!(app.db.count("group_log"), 1);
        kept.leader.sign_in_again().await;
        assert_eq!(log(&kept, &kept.leader).await.len(), 1);
    }
}
