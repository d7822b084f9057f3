//! After the meeting, on a phone: four numbers, once, correctable until the week is released; and who may.

use chrono::TimeDelta;
use futures_util::future::join_all;
use parea::domain::time::Instant;

use super::rota::{four, press};
use crate::support::app::TestApp;
use crate::support::browser::Page;
use crate::support::databases::Kind;
use crate::support::groups::Circle;
use crate::support::people::Person;

fn at(circle: &Circle, meeting: &str) -> String {
    format!("/g/{}/meetings/{meeting}/tally", circle.id)
}

/// Somebody fills in the form as it stands, and saves.
pub async fn counts(who: &Person, circle: &Circle, meeting: &str, said: &[(&str, &str)]) -> Page {
    let path = at(circle, meeting);
    let form = who.browser.get(&path).await;
    who.browser.fill(&form, &path, &[said, &[("held", "yes")]].concat()).await
}

async fn none(who: &Person, circle: &Circle, meeting: &str, cause: &str) -> Page {
    let path = at(circle, meeting);
    let form = who.browser.get(&path).await;
    who.browser
        .fill(&form, &path, &[("held", "no"), ("cause", cause), ("heads", ""), ("first_time", "")])
        .await
}

async fn says(who: &Person, circle: &Circle, meeting: &str) -> Vec<String> {
    who.browser.get(&at(circle, meeting)).await.words(".notice.good")
}

/// A group that meets on Tuesday, 8 December, at 17:00 UTC; and a member.
async fn circle(app: &TestApp) -> (Circle, Person, String) {
    let circle = app.a_group("Tuesday circle").await;
    circle.meets_weekly("").await;
    let ben = app.person().await;
    circle.joined_by(&ben, "Ben").await;
    let meeting = circle.meetings().await.remove(0);
    (circle, ben, meeting)
}

fn it_is(app: &TestApp, time: &str) {
    app.app.clock.set(Instant::parse_rfc3339(time).unwrap());
}

on_both! {
    async fn whoever_facilitates_counts_from_shortly_before_it_begins_until_the_week_is_released(app: TestApp) {
        let (circle, ben, meeting) = circle(&app).await;
        let ana = &circle.leader;
        it_is(&app, "2026-12-08T16:44:59Z");
        let early = ana.browser.get(&at(&circle, &meeting)).await;
        assert!(early.words(".empty")[0].contains("18:45"), "{:?}", early.words("main"));
        assert_eq!(early.actions("/tally"), Vec::<String>::new());
        assert!(ana.browser.get(&format!("/g/{}", circle.id)).await.links("a[href$='/tally']").is_empty());
        it_is(&app, "2026-12-08T16:45:00Z");
        let asked = ana.browser.get(&format!("/g/{}", circle.id)).await.links("a[href$='/tally']");
        assert_eq!(asked, [at(&circle, &meeting)], "the page of the group asks whoever facilitates");
        assert!(ben.browser.get(&format!("/g/{}", circle.id)).await.links("a[href$='/tally']").is_empty());
        let seen = ben.browser.get(&at(&circle, &meeting)).await;
        assert_eq!(seen.actions("/tally"), Vec::<String>::new());
        assert_eq!(seen.words(".empty").len(), 1);
        let page = counts(ana, &circle, &meeting, &[("heads", "11"), ("first_time", "2")]).await;
        assert_eq!(page.status, 303, "{}", page.body);
        assert_eq!(says(ana, &circle, &meeting).await, ["There were 11, 2 for the first time."]);
        assert_eq!(says(&ben, &circle, &meeting).await, ["There were 11, 2 for the first time."], "every member");
        assert!(ana.browser.get(&format!("/g/{}", circle.id)).await.links("a[href$='/tally']").is_empty());
        let said = [("heads", " 12 "), ("first_time", ""), ("roles", "4")];
        assert_eq!(counts(ana, &circle, &meeting, &said).await.status, 303);
        let corrected = "There were 12, nobody for the first time. 4 took on a role.";
        assert_eq!(says(ana, &circle, &meeting).await, [corrected]);
        // The Wednesday after the week, nine in the morning in Athens.
        it_is(&app, "2026-12-16T06:59:59Z");
        ana.sign_in_again().await;
        ben.sign_in_again().await;
        let last = ana.browser.get(&at(&circle, &meeting)).await;
        it_is(&app, "2026-12-16T07:00:00Z");
        let page = ana.browser.fill(&last, &at(&circle, &meeting), &[("heads", "13"), ("held", "yes")]).await;
        assert_eq!(page.status, 409, "sealed");
        let out = format!("{}/take-out", at(&circle, &meeting));
        assert_eq!(ana.browser.fill(&last, &out, &[]).await.status, 409);
        let sealed = ben.browser.get(&at(&circle, &meeting)).await;
        assert_eq!(sealed.words(".notice.good"), [corrected]);
        assert!(sealed.words(".hint")[0].contains("16 December 2026"), "{:?}", sealed.words(".hint"));
        assert_eq!(sealed.actions("/tally"), Vec::<String>::new());
        assert_eq!(app.db.count("group_log"), 2, "founded and planned; what was counted is never a line");
    }

    async fn a_meeting_that_did_not_take_place_has_a_cause_and_no_numbers(app: TestApp) {
        let (circle, _, meeting) = circle(&app).await;
        it_is(&app, "2026-12-08T18:00:00Z");
        let ana = &circle.leader;
        let refused = none(ana, &circle, &meeting, "").await;
        assert_eq!(refused.status, 422);
        assert!(!refused.words("#cause-error").is_empty() && !refused.body.contains("heads-error"));
        assert_eq!(none(ana, &circle, &meeting, "weather").await.status, 422);
        assert_eq!(none(ana, &circle, &meeting, "nobody_came").await.status, 303);
        assert_eq!(says(ana, &circle, &meeting).await, ["It did not take place. Nobody came."]);
        let form = ana.browser.get(&at(&circle, &meeting)).await;
        assert_eq!(form.values("#cause input[checked]"), ["nobody_came"]);
        assert_eq!(counts(ana, &circle, &meeting, &[("heads", "1")]).await.status, 303, "somebody came late");
        assert_eq!(says(ana, &circle, &meeting).await, ["There was one, nobody for the first time."]);
    }

    async fn numbers_that_do_not_fit_are_refused_in_place_and_kept(app: TestApp) {
        let (circle, _, meeting) = circle(&app).await;
        it_is(&app, "2026-12-08T18:00:00Z");
        let wrong = [
            ("heads", "", "", "", "heads-error"),
            ("heads", "0", "", "", "heads-error"),
            ("heads", "501", "", "", "heads-error"),
            ("heads", "eleven", "", "", "heads-error"),
            ("heads", "-3", "", "", "heads-error"),
            ("heads", "99999999999999999999", "", "", "heads-error"),
            ("first_time", "3", "4", "", "first_time-error"),
            ("first_time", "3", "some", "", "first_time-error"),
            ("roles", "3", "1", "4", "roles-error"),
        ];
        for (field, heads, first, roles, error) in wrong {
            let path = at(&circle, &meeting);
            let form = circle.leader.browser.get(&path).await;
            let said = [("held", "yes"), ("heads", heads), ("first_time", first), ("roles", roles)];
            let page = circle.leader.browser.fill(&form, &path, &said).await;
            assert_eq!(page.status, 422, "{said:?}");
            assert_eq!(page.words(&format!("#{error}")).len(), 1, "{said:?}");
            assert_eq!(page.words(".summary li").len(), 1, "{field}");
            assert_eq!(page.values("#heads, #first_time, #roles"), [heads, first, roles]);
        }
        assert_eq!(app.db.count("tally"), 0);
    }

    async fn what_is_sent_twice_counts_once_and_never_over_what_came_since(app: TestApp) {
        let (circle, ben, meeting) = circle(&app).await;
        it_is(&app, "2026-12-08T18:00:00Z");
        let (ana, path) = (&circle.leader, at(&circle, &meeting));
        let form = ana.browser.get(&path).await;
        let eleven = [("held", "yes"), ("heads", "11"), ("first_time", "2")];
        for _ in 0..3 {
            assert_eq!(ana.browser.fill(&form, &path, &eleven).await.status, 303);
        }
        assert_eq!((app.db.count("tally"), app.db.count("tally WHERE revision = 1")), (1, 1));
        // The same form with other numbers is a correction by the same hand.
        let twelve = [("held", "yes"), ("heads", "12"), ("first_time", "2")];
        assert_eq!(ana.browser.fill(&form, &path, &twelve).await.status, 303);
        // Somebody corrects it elsewhere; the first form comes once more, late.
        let elsewhere = ana.browser.get(&path).await;
        assert_eq!(ana.browser.fill(&elsewhere, &path, &[("held", "yes"), ("heads", "10")]).await.status, 303);
        let late = ana.browser.fill(&form, &path, &eleven).await;
        assert_eq!(late.status, 409);
        assert!(late.words("#heads-error")[0].contains("Meanwhile"));
        assert_eq!(late.values("#heads"), ["11"], "what was typed is kept");
        assert_eq!(late.words(".notice.good"), ["There were 10, 2 for the first time."], "beside what stands");
        let again = ana.browser.fill(&late, &path, &[("held", "yes")]).await;
        assert_eq!(again.status, 303, "looked at, it may be saved");
        assert_eq!(says(ana, &circle, &meeting).await, ["There were 11, 2 for the first time."]);
        // Any member takes it out, and nothing that comes late brings it back.
        let seen = ben.browser.get(&path).await;
        assert_eq!(ben.browser.fill(&seen, &format!("{path}/take-out"), &[]).await.status, 303);
        assert_eq!(app.db.count("tally WHERE heads IS NOT NULL OR cause IS NOT NULL"), 0);
        for old in [&form, &elsewhere, &late] {
            assert_eq!(ana.browser.fill(old, &path, &eleven).await.status, 409);
        }
        assert_eq!(says(&ben, &circle, &meeting).await, Vec::<String>::new());
        assert_eq!(counts(ana, &circle, &meeting, &[("heads", "9")]).await.status, 303, "but somebody may count anew");
    }

    async fn the_same_form_twenty_times_at_once_counts_once_and_of_two_forms_one_wins(app: TestApp) {
        let (circle, _, meeting) = circle(&app).await;
        it_is(&app, "2026-12-08T18:00:00Z");
        let (ana, path) = (&circle.leader, at(&circle, &meeting));
        let form = ana.browser.get(&path).await;
        let other = ana.browser.get(&path).await;
        let eleven = [("held", "yes"), ("heads", "11")];
        let sent = join_all((0..20).map(|_| ana.browser.fill(&form, &path, &eleven))).await;
        assert!(sent.iter().all(|page| page.status == 303), "{:?}", sent.iter().map(|page| page.status).collect::<Vec<_>>());
        assert_eq!((app.db.count("tally"), app.db.count("tally WHERE revision = 1")), (1, 1));
        assert_eq!(ana.browser.fill(&other, &path, &eleven).await.status, 409);
        // Two who count the next meeting at the same time.
        app.app.clock.advance(TimeDelta::days(7));
        ana.sign_in_again().await;
        let next = at(&circle, &meeting.replace("20261208", "20261215"));
        let forms = [ana.browser.get(&next).await, ana.browser.get(&next).await];
        let said = [[("held", "yes"), ("heads", "7")], [("held", "yes"), ("heads", "8")]];
        let both = join_all((0..2).map(|n| ana.browser.fill(&forms[n], &next, &said[n]))).await;
        let mut statuses: Vec<u16> = both.iter().map(|page| page.status).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 409]);
        assert_eq!(app.db.count("tally"), 2);
    }

    async fn whose_turn_it_is_counts_that_meeting_and_no_other(app: TestApp) {
        let (circle, others) = four(&app).await;
        let meetings = circle.meetings().await;
        for (who, verb) in [(&circle.leader, "open"), (&others[0], "take")] {
            assert_eq!(press(&circle, who, 0, "Facilitating", verb).await.status, 303, "{verb}");
        }
        it_is(&app, "2026-12-08T18:00:00Z");
        let asked = |page: Page| page.links("a[href$='/tally']");
        let group = format!("/g/{}", circle.id);
        assert_eq!(asked(others[0].browser.get(&group).await), [at(&circle, &meetings[0])]);
        assert!(asked(others[1].browser.get(&group).await).is_empty());
        assert_eq!(counts(&others[0], &circle, &meetings[0], &[("heads", "4")]).await.status, 303);
        it_is(&app, "2026-12-15T18:00:00Z");
        others[0].sign_in_again().await;
        let next = others[0].browser.get(&at(&circle, &meetings[1])).await;
        assert_eq!((next.status, next.actions("/tally").len()), (200, 0), "no mandate, and not her turn");
        let doing = others[0].browser.get(&format!("{group}/doing")).await;
        assert_eq!(doing.words("#leading"), ["1"], "by the turns");
        assert_eq!(doing.words("#open-roles").len(), 1);
    }

    async fn a_tally_goes_with_its_group_and_no_other_group_reaches_it(app: TestApp) {
        let (circle, ben, meeting) = circle(&app).await;
        it_is(&app, "2026-12-08T18:00:00Z");
        counts(&circle.leader, &circle, &meeting, &[("heads", "11")]).await;
        let other = Circle::founded_by(ben.clone(), "Friday circle", "open").await;
        // A mandate in one group opens nothing in another, also under one's own group's address.
        for path in [at(&circle, &meeting), format!("/g/{}/meetings/{meeting}/tally", other.id)] {
            let any = ben.browser.get("/me/security").await;
            let said = [("slip", "0000000000001"), ("revision", "1"), ("held", "yes"), ("heads", "3")];
            assert_eq!(ben.browser.post(&any, &path, &said).await.status, 404, "{path}");
        }
        assert_eq!(says(&ben, &circle, &meeting).await.len(), 1);
        app.db.execute("DELETE FROM groups");
        assert_eq!(app.db.count("tally"), 0);
    }
}
