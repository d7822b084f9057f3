//! Groups change their dates: this one, this and all later, all; more, fewer, elsewhere. Nobody's answer is lost, and
//! whoever is concerned is told once.

use chrono::TimeDelta;

use super::reminders::round;
use crate::support::app::TestApp;
use crate::support::browser::Page;
use crate::support::databases::Kind;
use crate::support::groups::Circle;
use crate::support::people::Person;

/// A circle that meets on Tuesdays at 19:00 from tomorrow, planned too long ago to be undone, and Ben, who comes to some
/// of its dates.
async fn circle_and_ben(app: &TestApp, comes_to: &[usize]) -> (Circle, Person) {
    let circle = app.a_group("Tuesday circle").await;
    circle.meets_weekly("").await;
    let ben = app.person().await;
    circle.joined_by(&ben, "Ben").await;
    let meetings = circle.meetings().await;
    for nth in comes_to {
        circle.answered_by(&ben, &meetings[*nth], "coming").await;
    }
    app.app.clock.advance(TimeDelta::minutes(10));
    (circle, ben)
}

/// The next dates as members see them: date, hour, and whether they come or it is off.
async fn seen_by(circle: &Circle, who: &Person) -> Vec<String> {
    let page = who.browser.get(&format!("/g/{}", circle.id)).await;
    let short = |card: String| {
        let parts: Vec<&str> = card.splitn(3, ", ").collect();
        let (day, hour) =
            (parts[1].trim_end_matches(|c: char| c == ' ' || c.is_ascii_digit()), &parts[2][..5]);
        let mut marks = String::new();
        for (words, mark) in
            [("Your answer: coming", " coming"), ("is cancelled", " off"), ("extra date", " extra")]
        {
            if card.contains(words) {
                marks.push_str(mark);
            }
        }
        format!("{day} {hour}{marks}")
    };
    page.words(".meetings > li").into_iter().map(short).collect()
}

async fn told(app: &TestApp, who: &Person) -> Vec<String> {
    round(app).await;
    who.browser.get("/me").await.words(".notices li")
}

async fn series_of(circle: &Circle) -> String {
    circle.meetings().await[0].split('-').next().expect("a series").to_owned()
}

/// The form of a series from one of its dates on, with answers changed: first looked at, then saved.
async fn edited(circle: &Circle, from: &str, changes: &[(&str, &str)]) -> (Page, Page) {
    let (series, leader) = (series_of(circle).await, &circle.leader.browser);
    let path = format!("/g/{}/series/{series}/edit", circle.id);
    let form = leader.get(&format!("{path}?from={from}")).await;
    assert_eq!(form.status, 200);
    let looked = leader.fill(&form, &path, changes).await;
    assert_eq!(looked.status, 200, "{}", looked.body);
    let saved = leader.fill(&looked, &path, &[]).await;
    assert_eq!(saved.status, 303, "{}", saved.body);
    (form, looked)
}

async fn undone(circle: &Circle) -> u16 {
    let page = circle.leader.browser.get(&format!("/g/{}/dates", circle.id)).await;
    undone_on(circle, &page).await
}

/// The same, on a page that was opened some time ago.
async fn undone_on(circle: &Circle, page: &Page) -> u16 {
    let (leader, path) = (&circle.leader.browser, format!("/g/{}/undo", circle.id));
    match page.actions("/undo").is_empty() {
        true => leader.post(page, &path, &[]).await.status,
        false => leader.fill(page, &path, &[]).await.status,
    }
}

const WEDNESDAYS: &[(&str, &str)] = &[("date", "2026-12-23"), ("time", "20:00"), ("ends", "21:30")];

on_both! {
    async fn this_and_all_later_take_their_answers_with_them(app: TestApp) {
        let (circle, ben) = circle_and_ben(&app, &[0, 3]).await;
        let (_, looked) = edited(&circle, "20261222T1900", WEDNESDAYS).await;
        let fates = looked.words(".fates li");
        assert_eq!(fates.len(), 6);
        assert!(fates[1].contains("29 December 2026, 19:00"), "{fates:?}");
        assert!(fates[1].contains("30 December 2026, 20:00"), "{fates:?}");
        assert_eq!(looked.words("#outlook .notice"), ["One person will be told."]);
        let seen = seen_by(&circle, &ben).await;
        assert_eq!(seen[..4], ["8 December 19:00 coming", "15 December 19:00", "23 December 20:00", "30 December 20:00 coming"]);
        let told = told(&app, &ben).await;
        assert_eq!(told.len(), 1, "once: {told:?}");
        assert!(told[0].contains("22 December 2026, 19:00") && told[0].contains("23 December 2026, 20:00"), "{told:?}");
    }

    async fn a_date_that_goes_keeps_its_answers_as_one_that_is_off(app: TestApp) {
        let (circle, ben) = circle_and_ben(&app, &[1, 2]).await;
        let (_, looked) = edited(&circle, "20261208T1900", &[("repeat", "weekly-2"), ("time", "18:00"), ("ends", "19:30")]).await;
        assert!(looked.words(".fates li")[1].contains("does not take place"));
        let seen = seen_by(&circle, &ben).await;
        assert_eq!(seen[..3], ["8 December 18:00", "15 December 19:00 off", "22 December 18:00 coming"]);
        assert_eq!(app.db.count("answer"), 2);
    }

    async fn opened_and_saved_nothing_has_moved_and_nobody_is_told(app: TestApp) {
        let (circle, ben) = circle_and_ben(&app, &[0]).await;
        let before = seen_by(&circle, &ben).await;
        let (_, looked) = edited(&circle, "20261208T1900", &[]).await;
        assert!(looked.words(".fates li").is_empty());
        assert_eq!(seen_by(&circle, &ben).await, before);
        assert_eq!(told(&app, &ben).await, Vec::<String>::new());
        assert_eq!(app.db.count("series"), 1);
        assert_eq!(undone(&circle).await, 409, "there is nothing to undo");
    }

    async fn other_words_for_all_dates_leave_the_dates_where_they_are(app: TestApp) {
        let (circle, ben) = circle_and_ben(&app, &[0]).await;
        let before = seen_by(&circle, &ben).await;
        edited(&circle, "20261208T1900", &[("address", "Egnatia 7"), ("openness", "closed"), ("other", "2")]).await;
        assert_eq!(app.db.count("series"), 1);
        assert_eq!(seen_by(&circle, &ben).await, before);
        let page = app.browser().get(&format!("/groups/{}", circle.slug)).await;
        assert!(page.body.contains("Egnatia 7"));
        let open: Vec<bool> = page.words(".dates li").iter().map(|date| date.contains("open to everybody")).collect();
        assert_eq!(open, [true, false, false, false, false, true], "8 December and 12 January are second Tuesdays");
        assert_eq!(told(&app, &ben).await.len(), 1);
    }

    async fn only_what_was_looked_at_is_saved(app: TestApp) {
        let (circle, ben) = circle_and_ben(&app, &[0]).await;
        let (before, leader) = (seen_by(&circle, &ben).await, &circle.leader.browser);
        let path = format!("/g/{}/series/{}/edit", circle.id, series_of(&circle).await);
        let form = leader.get(&path).await;
        let looked = leader.fill(&form, &path, &[("time", "20:00"), ("ends", "21:00")]).await;
        let other = leader.fill(&looked, &path, &[("time", "20:15")]).await;
        assert_eq!(other.status, 200, "something else was typed since, and is shown first");
        assert_eq!(seen_by(&circle, &ben).await, before);
        let elsewhere = leader.fill(&form, &path, &[("time", "18:00"), ("ends", "19:00")]).await;
        assert_eq!(leader.fill(&elsewhere, &path, &[]).await.status, 303);
        let late = leader.fill(&looked, &path, &[]).await;
        assert!([404, 409].contains(&late.status), "it was changed meanwhile: {}", late.status);
        assert_eq!(seen_by(&circle, &ben).await[0], "8 December 18:00 coming");
    }

    async fn what_cannot_be_is_said_in_place_and_kept(app: TestApp) {
        let (circle, _) = circle_and_ben(&app, &[]).await;
        let leader = &circle.leader.browser;
        let path = format!("/g/{}/series/{}/edit", circle.id, series_of(&circle).await);
        let form = leader.get(&path).await;
        for (changes, field) in [
            ([("date", "2026-12-01"), ("note", "as typed")], "#date-error"),
            ([("time", "25:00"), ("note", "as typed")], "#time-error"),
            ([("until", "2026-12-01"), ("note", "as typed")], "#date-error"),
        ] {
            let again = leader.fill(&form, &path, &changes).await;
            assert_eq!(again.status, 422, "{changes:?}");
            assert_eq!(again.words(field).len(), 1, "{changes:?}: {}", again.body);
            assert_eq!(again.value("note").as_deref(), Some("as typed"));
        }
    }

    /// Whoever answers while the facilitator saves is heard, or told that this date is no more.
    async fn an_answer_given_in_the_same_moment_is_not_lost(app: TestApp) {
        let (circle, _) = circle_and_ben(&app, &[]).await;
        let meeting = circle.meetings().await.remove(3);
        let mut people = Vec::new();
        for n in 0..10 {
            let person = app.person().await;
            circle.joined_by(&person, &format!("Member {n}")).await;
            let form = person.browser.get(&format!("/g/{}", circle.id)).await;
            people.push((person, form));
        }
        // Whoever facilitates may move all dates, however many come.
        let group = app.db.ids("groups AS it")[0];
        let columns = "agreement_rule (group_id, rule, value, why, since_at)";
        app.db.execute(&format!(
            "INSERT INTO {columns} VALUES ({group}, 'move_alone', 99, '', '2026-12-07 10:00:00')"
        ));
        let (series, leader) = (series_of(&circle).await, &circle.leader.browser);
        let path = format!("/g/{}/series/{series}/edit", circle.id);
        let form = leader.get(&path).await;
        let looked = leader.fill(&form, &path, &[("time", "18:00"), ("ends", "19:00")]).await;
        let answer = format!("/g/{}/meetings/{meeting}/answer", circle.id);
        let answers = people.iter().map(|(person, form)| person.browser.post(form, &answer, &[("answer", "coming")]));
        let (answers, saved) =
            futures_util::join!(futures_util::future::join_all(answers), leader.fill(&looked, &path, &[]));
        assert_eq!(saved.status, 303);
        for ((person, _), answer) in people.iter().zip(answers) {
            let is_heard = seen_by(&circle, person).await.iter().any(|line| line == "29 December 18:00 coming");
            assert_eq!(is_heard, answer.status == 303, "{}", answer.status);
            assert!([303, 404].contains(&answer.status));
        }
    }

    async fn a_series_ends_and_is_told_of(app: TestApp) {
        let (circle, ben) = circle_and_ben(&app, &[1, 2]).await;
        let leader = &circle.leader.browser;
        let path = format!("/g/{}/series/{}/end", circle.id, series_of(&circle).await);
        let form = leader.get(&format!("{path}?from=20261222T1900")).await;
        let looked = leader.fill(&form, &path, &[]).await;
        assert_eq!(looked.words(".fates li").len(), 6);
        assert_eq!(leader.fill(&looked, &path, &[]).await.status, 303);
        let seen = seen_by(&circle, &ben).await;
        assert_eq!(seen, ["8 December 19:00", "15 December 19:00 coming", "22 December 19:00 off"]);
        let told = told(&app, &ben).await;
        assert!(told.len() == 1 && told[0].contains("22 December 2026"), "{told:?}");
    }

    async fn one_more_date_is_there_for_everybody_and_once(app: TestApp) {
        let (circle, ben) = circle_and_ben(&app, &[]).await;
        let leader = &circle.leader.browser;
        let path = format!("/g/{}/series/{}/dates", circle.id, series_of(&circle).await);
        let page = leader.get(&format!("/g/{}/dates", circle.id)).await;
        let at = |date| [("date", date), ("time", "17:00")];
        assert_eq!(leader.post(&page, &path, &at("2026-12-10")).await.status, 303);
        assert_eq!(seen_by(&circle, &ben).await[..2], ["8 December 19:00", "10 December 17:00 extra"]);
        let again = leader.post(&page, &path, &at("2026-12-10")).await;
        assert!(again.status == 422 && again.body.contains("There is a meeting at that time already"));
        let wrong = again.attributes("input[aria-invalid='true']", "aria-describedby");
        assert_eq!(wrong, [format!("date-{}-error", series_of(&circle).await)]);
        assert_eq!(leader.post(&page, &path, &at("2026-12-01")).await.status, 422, "that has passed");
        let meeting = circle.meetings().await.remove(1);
        let said = circle.answered_by(&ben, &meeting, "coming").await;
        assert_eq!(said.status, 200);
        let public = app.browser().get(&format!("/groups/{}", circle.slug)).await;
        assert!(public.words(".dates li")[1].contains("10 December 2026"));
    }

    async fn a_date_added_by_hand_that_the_rule_takes_in_is_one_of_its_dates(app: TestApp) {
        let (circle, ben) = circle_and_ben(&app, &[]).await;
        let leader = &circle.leader.browser;
        let path = format!("/g/{}/series/{}/dates", circle.id, series_of(&circle).await);
        let page = leader.get(&format!("/g/{}/dates", circle.id)).await;
        assert_eq!(leader.post(&page, &path, &[("date", "2026-12-17"), ("time", "19:00")]).await.status, 303);
        let thursday = circle.meetings().await.remove(2);
        circle.answered_by(&ben, &thursday, "coming").await;
        edited(&circle, "20261208T1900", &[("also", "Thu")]).await;
        let seen = seen_by(&circle, &ben).await;
        assert_eq!(
            seen[..5],
            ["8 December 19:00", "10 December 19:00", "15 December 19:00", "17 December 19:00 coming", "22 December 19:00"]
        );
        assert_eq!(undone(&circle).await, 303);
        let seen = seen_by(&circle, &ben).await;
        assert_eq!(seen[1..4], ["15 December 19:00", "17 December 19:00 coming extra", "22 December 19:00"]);
    }

    async fn two_dates_that_become_one_have_the_answers_of_both(app: TestApp) {
        let (circle, ben) = circle_and_ben(&app, &[1]).await;
        let (leader, cleo) = (&circle.leader.browser, app.person().await);
        circle.joined_by(&cleo, "Cleo").await;
        let path = format!("/g/{}/series/{}/dates", circle.id, series_of(&circle).await);
        let page = leader.get(&format!("/g/{}/dates", circle.id)).await;
        assert_eq!(leader.post(&page, &path, &[("date", "2026-12-17"), ("time", "19:00")]).await.status, 303);
        let thursday = circle.meetings().await.remove(2);
        circle.answered_by(&cleo, &thursday, "coming").await;
        edited(&circle, "20261215T1900", &[("date", "2026-12-17")]).await;
        for person in [&ben, &cleo] {
            let seen = seen_by(&circle, person).await;
            assert_eq!(seen[..3], ["8 December 19:00", "17 December 19:00 coming", "24 December 19:00"]);
        }
        assert_eq!(undone(&circle).await, 303);
        let seen = seen_by(&circle, &ben).await;
        assert_eq!(seen[1..3], ["15 December 19:00 coming", "17 December 19:00 extra"]);
        assert_eq!(app.db.count("answer"), 2);
    }

    async fn a_date_that_was_moved_and_cancelled_is_added_where_it_was_asked_for(app: TestApp) {
        let (circle, ben) = circle_and_ben(&app, &[]).await;
        let (meetings, leader) = (circle.meetings().await, &circle.leader.browser);
        circle.moved(&meetings[1], "2026-12-16", "18:00").await;
        let form = leader.get(&format!("/g/{}/meetings/{}/change", circle.id, meetings[1])).await;
        let terms = format!("/g/{}/meetings/{}/terms", circle.id, meetings[1]);
        assert_eq!(leader.fill(&form, &terms, &[("address", "The park")]).await.status, 303);
        circle.cancelled(&meetings[1]).await;
        let path = format!("/g/{}/series/{}/dates", circle.id, series_of(&circle).await);
        let page = leader.get(&format!("/g/{}/dates", circle.id)).await;
        assert_eq!(leader.post(&page, &path, &[("date", "2026-12-15"), ("time", "19:00")]).await.status, 303);
        assert_eq!(seen_by(&circle, &ben).await[1], "15 December 19:00", "and it is one of the rule's");
        let public = app.browser().get(&format!("/groups/{}", circle.slug)).await.words(".dates li");
        assert!(!public[1].contains("The park"), "{public:?}");
        let pause = format!("/g/{}/pauses/new", circle.id);
        let days = [("from", "2026-12-20"), ("to", "2026-12-31"), ("seen", "2026-12-20 2026-12-31")];
        let form = leader.get(&pause).await;
        assert_eq!(leader.fill(&form, &pause, &days).await.status, 303);
        assert_eq!(leader.post(&page, &path, &[("date", "2026-12-22"), ("time", "19:00")]).await.status, 303);
        assert_eq!(seen_by(&circle, &ben).await[2], "22 December 19:00 extra", "it stands in the middle of a pause");
    }

    async fn one_date_on_other_terms_says_so_and_leaves_the_others(app: TestApp) {
        let (circle, ben) = circle_and_ben(&app, &[1]).await;
        let meeting = circle.meetings().await.remove(1);
        let path = format!("/g/{}/meetings/{meeting}/terms", circle.id);
        let form = circle.leader.browser.get(&format!("/g/{}/meetings/{meeting}/change", circle.id)).await;
        let changes = [("address", "The park"), ("minutes", "45"), ("openness", "closed")];
        assert_eq!(circle.leader.browser.fill(&form, &path, &changes).await.status, 303);
        let dates = app.browser().get(&format!("/groups/{}", circle.slug)).await.words(".dates li");
        assert!(dates[1].contains("The park") && dates[1].contains("45") && dates[1].contains("closed"), "{dates:?}");
        assert!(!dates[0].contains("The park") && !dates[2].contains("closed"), "{dates:?}");
        assert_eq!(told(&app, &ben).await.len(), 1);
        assert_eq!(seen_by(&circle, &ben).await[1], "15 December 19:00 coming", "it has not moved");
    }

    async fn a_pause_takes_dates_and_gives_them_back_with_their_answers(app: TestApp) {
        let (circle, ben) = circle_and_ben(&app, &[2, 3]).await;
        let leader = &circle.leader.browser;
        let path = format!("/g/{}/pauses/new", circle.id);
        let form = leader.get(&path).await;
        let days = [("from", "2026-12-20"), ("to", "2026-12-31"), ("words", "We rest over the holidays.")];
        let looked = leader.fill(&form, &path, &days).await;
        assert_eq!(looked.words("#outlook .dates li").len(), 2);
        assert_eq!(leader.fill(&looked, &path, &[]).await.status, 303);
        assert_eq!(seen_by(&circle, &ben).await[..2], ["8 December 19:00", "15 December 19:00"]);
        let public = app.browser().get(&format!("/groups/{}", circle.slug)).await;
        assert!(public.body.contains("We rest over the holidays."));
        assert!(!public.body.contains("22 December 2026, 19:00"));
        let news = told(&app, &ben).await;
        assert!(news.len() == 1 && news[0].contains("20 December 2026"), "{news:?}");
        let page = leader.get(&format!("/g/{}/dates", circle.id)).await;
        let end = page.actions("/pauses/").remove(0);
        assert_eq!(leader.post(&page, &end, &[]).await.status, 303);
        assert_eq!(seen_by(&circle, &ben).await[2..4], ["22 December 19:00 coming", "29 December 19:00 coming"]);
        let wrong = leader.fill(&form, &path, &[("from", "2026-12-20"), ("to", "2026-12-19")]).await;
        assert!(wrong.status == 422 && wrong.words("#to-error").len() == 1);
    }

    async fn a_pause_that_is_over_stays_in_calendars_and_loses_its_words(app: TestApp) {
        let (circle, _) = circle_and_ben(&app, &[]).await;
        let (leader, path) = (&circle.leader.browser, format!("/g/{}/pauses/new", circle.id));
        let days = [("from", "2026-12-20"), ("to", "2026-12-31"), ("words", "Eva rests."), ("seen", "2026-12-20 2026-12-31")];
        let form = leader.get(&path).await;
        assert_eq!(leader.fill(&form, &path, &days).await.status, 303);
        let calendar = async || app.browser().get(&format!("/groups/{}/calendar.ics", circle.slug)).await.body;
        let before = calendar().await;
        assert!(before.contains("EXDATE;TZID=Europe/Athens:20261222T190000,20261229T190000\r\n"), "{before}");
        app.app.clock.set(parea::domain::time::Instant::parse_rfc3339("2027-01-04T00:00:00Z").unwrap());
        parea::jobs::purge::run_once(&app.app).await.unwrap();
        assert_eq!(calendar().await, before);
        assert_eq!(app.db.count("pause WHERE words = ''"), 1);
    }

    async fn holidays_on_which_the_group_would_meet_are_offered(app: TestApp) {
        let circle = app.a_group("Friday circle").await;
        circle.meets_weekly_from("2026-12-11", "").await;
        let page = circle.leader.browser.get(&format!("/g/{}/dates", circle.id)).await;
        let easter = page.links("a[href*='from=2027-04-30']");
        assert_eq!(easter.len(), 1, "Good Friday 2027: {:?}", page.words(".plain li"));
        let form = circle.leader.browser.get(&easter[0]).await;
        assert_eq!((form.value("from"), form.value("to")), (Some("2027-04-30".into()), Some("2027-05-03".into())));
        assert!(!page.body.contains("Clean Monday"), "no circle meets on Mondays");
    }

    async fn a_change_is_undone_as_a_whole_and_nothing_said_meanwhile_is_lost(app: TestApp) {
        let (circle, ben) = circle_and_ben(&app, &[0, 3]).await;
        let before = seen_by(&circle, &ben).await;
        edited(&circle, "20261222T1900", WEDNESDAYS).await;
        let wednesday = circle.meetings().await.remove(2);
        circle.answered_by(&ben, &wednesday, "coming").await;
        assert_eq!(undone(&circle).await, 303);
        let after = seen_by(&circle, &ben).await;
        let without: Vec<String> = after.iter().filter(|line| !line.ends_with("off")).cloned().collect();
        assert_eq!(without[..5], before[..5]);
        assert_eq!(app.db.count("answer"), 3, "what Ben said meanwhile is there, on a date that is off: {after:?}");
        assert_eq!(app.db.count("series"), 1);
        let told = told(&app, &ben).await;
        assert!(told.len() == 1 && told[0].contains("dates"), "what was said of it is no longer so: {told:?}");
        assert_eq!(undone(&circle).await, 409);
    }

    async fn only_the_change_that_was_seen_is_undone(app: TestApp) {
        let (circle, ben) = circle_and_ben(&app, &[]).await;
        let (leader, meetings) = (&circle.leader.browser, circle.meetings().await);
        let dates = format!("/g/{}/dates", circle.id);
        circle.cancelled(&meetings[0]).await;
        let first = leader.get(&dates).await;
        circle.cancelled(&meetings[1]).await;
        let second = leader.get(&dates).await;
        assert_eq!(undone_on(&circle, &first).await, 409, "a colleague has changed something since");
        assert_eq!(undone_on(&circle, &second).await, 303);
        assert_eq!(undone_on(&circle, &second).await, 409, "pressed twice, it is one change");
        let seen = seen_by(&circle, &ben).await;
        assert!(seen[0].ends_with("off") && !seen[1].ends_with("off"), "{seen:?}");
    }

    async fn what_hangs_on_a_new_date_goes_back_to_the_series_that_was_cut(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        for (date, title) in [("2026-12-07", "Mondays"), ("2026-12-08", "Tuesdays"), ("2026-12-11", "Fridays")] {
            circle.meets_by(&[("date", date), ("repeat", "weekly-1"), ("title", title)]).await;
        }
        let ben = app.person().await;
        circle.joined_by(&ben, "Ben").await;
        app.app.clock.advance(TimeDelta::minutes(10));
        let leader = &circle.leader.browser;
        let page = leader.get(&format!("/g/{}/dates", circle.id)).await;
        for (nth, day) in [(0, "2026-12-12"), (1, "2026-12-10"), (2, "2026-12-09")] {
            let edit = page.links("a[href$='/edit']").remove(nth);
            let form = leader.get(&edit).await;
            let typed = form.value("title").unwrap();
            let looked = leader.fill(&form, &edit, &[("date", day), ("time", "22:00"), ("ends", "23:00")]).await;
            assert_eq!(leader.fill(&looked, &edit, &[]).await.status, 303, "{}", looked.body);
            let inside = ben.browser.get(&format!("/g/{}", circle.id)).await;
            let answer = inside.actions("/answer").into_iter().find(|it| it.contains(&day.replace('-', ""))).unwrap();
            assert_eq!(ben.browser.post(&inside, &answer, &[("answer", "coming")]).await.status, 303);
            assert_eq!(undone(&circle).await, 303);
            let inside = ben.browser.get(&format!("/g/{}", circle.id)).await;
            let off = inside.words(".meetings > li").into_iter().find(|it| it.contains("is cancelled") && it.contains("22:00"));
            assert!(off.as_ref().is_some_and(|it| it.contains(&typed)), "of {typed}: {off:?}");
            app.db.execute("DELETE FROM answer; DELETE FROM meeting");
        }
    }

    async fn terms_that_somebody_else_has_changed_are_not_written_over_unseen(app: TestApp) {
        let (circle, _) = circle_and_ben(&app, &[]).await;
        let (leader, meeting) = (&circle.leader.browser, circle.meetings().await.remove(1));
        let (page, terms) =
            (format!("/g/{}/meetings/{meeting}/change", circle.id), format!("/g/{}/meetings/{meeting}/terms", circle.id));
        let (mine, theirs) = (leader.get(&page).await, leader.get(&page).await);
        assert_eq!(leader.fill(&theirs, &terms, &[("minutes", "45")]).await.status, 303);
        let again = leader.fill(&mine, &terms, &[("address", "The park")]).await;
        assert_eq!((again.status, again.words("#openness-error").len()), (422, 1), "{}", again.body);
        assert_eq!(again.value("address").as_deref(), Some("The park"), "what was typed is kept");
        assert_eq!(leader.fill(&again, &terms, &[]).await.status, 303, "and now it has been seen");
    }

    async fn a_date_that_is_only_shorter_or_without_its_address_says_how_it_differs(app: TestApp) {
        let (circle, _) = circle_and_ben(&app, &[]).await;
        let (leader, meetings) = (&circle.leader.browser, circle.meetings().await);
        for (meeting, changes) in [(&meetings[1], ("minutes", "45")), (&meetings[2], ("address", ""))] {
            let form = leader.get(&format!("/g/{}/meetings/{meeting}/change", circle.id)).await;
            let terms = format!("/g/{}/meetings/{meeting}/terms", circle.id);
            assert_eq!(leader.fill(&form, &terms, &[changes]).await.status, 303);
        }
        let said = app.browser().get(&format!("/groups/{}", circle.slug)).await.words(".dates .notice");
        assert!(said[0].ends_with("45 minutes") && said[1].ends_with("not at the usual address"), "{said:?}");
    }

    async fn the_mail_about_moved_dates_names_one_that_takes_place(app: TestApp) {
        let (circle, ben) = circle_and_ben(&app, &[2]).await;
        let leader = &circle.leader.browser;
        let path = format!("/g/{}/pauses/new", circle.id);
        let days = [("from", "2026-12-20"), ("to", "2026-12-24"), ("seen", "2026-12-20 2026-12-24")];
        let form = leader.get(&path).await;
        assert_eq!(leader.fill(&form, &path, &days).await.status, 303);
        edited(&circle, "20261222T1900", WEDNESDAYS).await;
        let told = told(&app, &ben).await;
        let moved = told.iter().find(|it| it.contains("20:00")).unwrap_or_else(|| panic!("{told:?}"));
        assert!(moved.contains("30 December 2026, 20:00"), "nobody meets on the 23rd: {moved}");
    }

    async fn every_kind_of_change_can_be_undone_for_ten_minutes(app: TestApp) {
        let (circle, ben) = circle_and_ben(&app, &[0, 2]).await;
        let before = seen_by(&circle, &ben).await;
        let (leader, meetings) = (&circle.leader.browser, circle.meetings().await);
        let (page, date) = (
            leader.get(&format!("/g/{}/dates", circle.id)).await,
            leader.get(&format!("/g/{}/meetings/{}/change", circle.id, meetings[2])).await,
        );
        let series = series_of(&circle).await;
        let at = |what: &str| format!("/g/{}/meetings/{}/{what}", circle.id, meetings[2]);
        let forms: [(String, Vec<(&str, &str)>); 4] = [
            (at("cancel"), vec![]),
            (at("move"), vec![("date", "2026-12-24"), ("time", "18:00")]),
            (at("terms"), vec![("minutes", "30"), ("format", "online"), ("openness", "closed")]),
            (format!("/g/{}/series/{series}/dates", circle.id), vec![("date", "2026-12-10"), ("time", "17:00")]),
        ];
        for (path, fields) in forms {
            let form = if path.contains("/series/") { &page } else { &date };
            assert_eq!(leader.fill(form, &path, &fields).await.status, 303, "{path}");
            let public = app.browser().get(&format!("/groups/{}", circle.slug)).await.words(".dates li");
            assert_eq!(undone(&circle).await, 303, "{path}");
            let again = app.browser().get(&format!("/groups/{}", circle.slug)).await.words(".dates li");
            assert_ne!(public, again, "{path}");
            assert_eq!(seen_by(&circle, &ben).await, before, "{path}");
        }
        leader.post(&page, &at("cancel"), &[]).await;
        app.app.clock.advance(TimeDelta::minutes(10));
        assert_eq!(undone(&circle).await, 409);
        let back = leader.post(&page, &at("resume"), &[]).await;
        assert_eq!(back.status, 303, "but it can take place after all");
        assert_eq!(seen_by(&circle, &ben).await, before);
    }

    async fn what_was_planned_since_is_not_undone_along_with_what_was_before(app: TestApp) {
        let (circle, ben) = circle_and_ben(&app, &[0]).await;
        let meetings = circle.meetings().await;
        circle.cancelled(&meetings[0]).await;
        circle.cancelled(&meetings[1]).await;
        assert_eq!(undone(&circle).await, 303, "the later of two within one second");
        let seen = seen_by(&circle, &ben).await;
        assert!(seen[0].ends_with("off") && !seen[1].ends_with("off"), "{seen:?}");
        circle.meets_weekly_from("2026-12-10", "").await;
        assert_eq!(undone(&circle).await, 409);
        assert_eq!(app.db.count("series"), 2);
    }

    async fn whom_a_mail_had_reached_hears_that_it_was_taken_back(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        circle.meets_weekly("").await;
        let ben = app.person_at("ben@example.org").await;
        circle.joined_by(&ben, "Ben").await;
        let form = ben.browser.get("/me/reminders").await;
        ben.browser.submit(&form, &format!("/me/reminders/{}", circle.id), &[("when", "2"), ("channel", "mail")]).await;
        let meeting = circle.meetings().await.remove(2);
        circle.answered_by(&ben, &meeting, "coming").await;
        edited(&circle, "20261222T1900", WEDNESDAYS).await;
        assert_eq!(round(&app).await, 1);
        assert_eq!(undone(&circle).await, 303);
        assert_eq!(round(&app).await, 1);
    }

    async fn somebody_new_goes_along_when_dates_change_and_change_back(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        circle.meets_weekly("").await;
        let newcomer = app.browser();
        let arrives = async |nth: usize| {
            let meeting = circle.meetings().await.remove(nth);
            let said = newcomer.post_raw(&format!("/groups/{}/meetings/{meeting}/coming", circle.slug), "").await;
            said.location().unwrap()
        };
        let when = async |link: &str| newcomer.get(link).await.words(".when time").remove(0);
        let before = arrives(2).await;
        assert!(when(&before).await.contains("22 December"));
        edited(&circle, "20261222T1900", WEDNESDAYS).await;
        assert!(when(&before).await.contains("23 December"));
        let meanwhile = arrives(2).await;
        assert_eq!(undone(&circle).await, 303);
        assert!(when(&before).await.contains("22 December"));
        assert_eq!(newcomer.get(&meanwhile).await.status, 200, "nothing said meanwhile is lost");
        assert_eq!(app.db.count("arrival"), 2);
    }

    async fn a_group_that_moves_keeps_its_hours_and_loses_no_meeting(app: TestApp) {
        let (circle, ben) = circle_and_ben(&app, &[0, 1]).await;
        let path = format!("/g/{}/zone", circle.id);
        let leader = &circle.leader.browser;
        let form = leader.get(&path).await;
        let looked = leader.fill(&form, &path, &[("zone", "Europe/London"), ("stays", "hours")]).await;
        let fates = looked.words(".fates li");
        assert!(fates[0].contains("Athens time") && fates[0].contains("London time"), "{fates:?}");
        assert_eq!(leader.fill(&looked, &path, &[]).await.status, 303);
        let seen = seen_by(&circle, &ben).await;
        assert_eq!(seen[..2], ["8 December 19:00 coming", "15 December 19:00 coming"]);
        let news = told(&app, &ben).await;
        assert!(news.len() == 1 && news[0].contains("Athens time") && news[0].contains("London time"), "{news:?}");
    }

    async fn a_group_that_meets_online_can_keep_the_instant(app: TestApp) {
        let (circle, ben) = circle_and_ben(&app, &[0, 1]).await;
        let starts = |page: Page| -> Vec<String> {
            let times = scraper::Selector::parse(".meetings time").unwrap();
            let page = scraper::Html::parse_document(&page.body);
            page.select(&times).filter_map(|time| time.attr("datetime").map(str::to_owned)).collect()
        };
        let inside = format!("/g/{}", circle.id);
        let before = starts(ben.browser.get(&inside).await);
        let path = format!("/g/{}/zone", circle.id);
        let leader = &circle.leader.browser;
        let form = leader.get(&path).await;
        let looked = leader.fill(&form, &path, &[("zone", "Asia/Tokyo"), ("stays", "instants")]).await;
        assert_eq!(leader.fill(&looked, &path, &[]).await.status, 303);
        assert_eq!(starts(ben.browser.get(&inside).await), before);
        let seen = seen_by(&circle, &ben).await;
        assert_eq!(seen[..2], ["9 December 02:00 coming", "16 December 02:00 coming"]);
        assert_eq!(undone(&circle).await, 303);
        assert_eq!(seen_by(&circle, &ben).await[..2], ["8 December 19:00 coming", "15 December 19:00 coming"]);
    }
}
