//! What a group has decided holds for every single date from its deadline on, whoever asks and by whichever way: before it is
//! written down it reads as afterwards. The clock is moved on.

use super::doors::decided;
use super::kinds::{a_week_passes, all_consent, carried_out, proposed};
use super::reminders::a_circle_and_ben;
use crate::support::app::TestApp;
use crate::support::databases::Kind;
use crate::support::groups::Circle;
use crate::support::people::Person;

/// Without what counts changes and says when the last one was.
fn without_counts(file: &str) -> String {
    let counts = ["SEQUENCE:", "LAST-MODIFIED:", "DTSTAMP:"];
    file.lines().filter(|line| !counts.iter().any(|it| line.starts_with(it))).collect::<Vec<_>>().join("\n")
}

/// What can be read of these dates: on their pages inside, in public, and in every calendar; and what comes of an answer.
async fn read(
    app: &TestApp,
    circle: &Circle,
    ben: &Person,
    feed: &str,
    dates: &[String],
) -> Vec<(String, String)> {
    let mut all = Vec::new();
    let files = dates.iter().map(|date| format!("/groups/{}/meetings/{date}.ics", circle.slug));
    let shared =
        [format!("/groups/{}/calendar.ics", circle.slug), "/calendar.ics".to_owned(), feed.to_owned()];
    for path in files.chain(shared) {
        let file = app.browser().get(&path).await;
        all.push((path, format!("{} {}", file.status, without_counts(&file.body))));
    }
    let public = format!("/groups/{}", circle.slug);
    all.push((public.clone(), app.browser().get(&public).await.words("main").concat()));
    for date in dates {
        let at = format!("/g/{}/meetings/{date}", circle.id);
        for (who, page) in [
            (ben, "plan"),
            (ben, "run"),
            (ben, "tally"),
            (&circle.leader, "change"),
            (&circle.leader, "guests"),
        ] {
            let path = format!("{at}/{page}");
            let page = who.browser.get(&path).await;
            all.push((path, format!("{} {}", page.status, page.words("main").concat())));
        }
        let answer = circle.answered_by(ben, date, "not_coming").await;
        all.push((
            format!("{at}/answer"),
            format!("{} {}", answer.status, answer.words("[role=alert]").concat()),
        ));
    }
    all
}

/// They are the same, and some of them others than before the deadline.
fn same(before: &[(String, String)], held: &[(String, String)], written: &[(String, String)]) {
    for (held, written) in held.iter().zip(written) {
        assert_eq!(held, written, "not as it is written down");
    }
    let changed = before.iter().zip(held).filter(|(one, other)| one != other).count();
    assert!(changed > 5, "{changed}");
}

on_both! {
    async fn a_rest_takes_every_date_at_once_also_what_was_moved_or_added(app: TestApp) {
        let (circle, ben) = a_circle_and_ben(&app).await;
        let feed = ben.calendar(&[("title", "neutral")]).await;
        let meetings = circle.meetings().await;
        circle.moved(&meetings[1], "2026-12-16", "18:00").await;
        let form = circle.leader.browser.get(&format!("/g/{}/dates", circle.id)).await;
        let add = form.actions("/dates").remove(0);
        let extra = [("date", "2026-12-18"), ("time", "17:00")];
        assert_eq!(circle.leader.browser.post(&form, &add, &extra).await.status, 303);
        let meetings = circle.meetings().await;
        let at = proposed(&circle, &ben, "rest", &[("again", "2027-01-12")]).await;
        all_consent(&[&ben, &circle.leader], &at).await;
        let before = read(&app, &circle, &ben, &feed, &meetings[1..4]).await;
        a_week_passes(&app, &[&ben, &circle.leader]).await;
        let held = read(&app, &circle, &ben, &feed, &meetings[1..4]).await;
        assert_eq!(app.db.count("pause"), 0, "nobody has written it down");
        carried_out(&app).await;
        assert_eq!(app.db.count("pause"), 1);
        same(&before, &held, &read(&app, &circle, &ben, &feed, &meetings[1..4]).await);
        let later = [meetings[3].replace("20261222", "20261229")];
        // A second decision ends the rest earlier: the dates after it are there again at once.
        let at = proposed(&circle, &ben, "rest", &[("again", "2026-12-28")]).await;
        all_consent(&[&ben, &circle.leader], &at).await;
        let before = read(&app, &circle, &ben, &feed, &later).await;
        a_week_passes(&app, &[&ben, &circle.leader]).await;
        let held = read(&app, &circle, &ben, &feed, &later).await;
        carried_out(&app).await;
        same(&before, &held, &read(&app, &circle, &ben, &feed, &later).await);
    }

    async fn who_may_come_is_the_same_on_every_page_of_a_date(app: TestApp) {
        let (circle, ben) = a_circle_and_ben(&app).await;
        let feed = ben.calendar(&[("title", "neutral")]).await;
        let meetings = circle.meetings().await;
        let coming = |date: &str| format!("/groups/{}/meetings/{date}/coming", circle.slug);
        let page = app.browser().get(&format!("/groups/{}", circle.slug)).await;
        assert!(page.actions("/coming").contains(&coming(&meetings[1])), "it is open: {:?}", page.actions("/coming"));
        decided(&app, &circle, &ben, "openness", "2").await;
        let held = read(&app, &circle, &ben, &feed, &meetings[1..3]).await;
        let closed = app.browser().post(&page, &coming(&meetings[1]), &[]).await;
        assert_eq!((closed.status, app.db.count("arrival")), (409, 0), "{}", closed.body);
        carried_out(&app).await;
        for (held, written) in held.iter().zip(&read(&app, &circle, &ben, &feed, &meetings[1..3]).await) {
            assert_eq!(held, written, "not as it is written down");
        }
    }
}
