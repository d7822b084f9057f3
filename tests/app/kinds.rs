//! What else a group decides: its tie to a programme, and what the others bring. The clock is moved on.

use chrono::TimeDelta;
use parea::jobs::{carry_out, purge};

use super::reminders::{a_circle_and_ben, round, wants};
use crate::support::app::TestApp;
use crate::support::browser::Page;
use crate::support::databases::Kind;
use crate::support::feeds;
use crate::support::groups::Circle;
use crate::support::people::Person;

/// Looks at what would change, and proposes it. Where it can be read.
pub async fn proposed(circle: &Circle, by: &Person, what: &str, answers: &[(&str, &str)]) -> String {
    let seen = looked_at(circle, by, what, answers).await;
    assert_eq!(seen.status, 200, "{:?}", seen.words(".summary"));
    let path = format!("/g/{}/proposals/new", circle.id);
    let page = by.browser.fill(&seen, &path, &[]).await;
    page.location().unwrap_or_else(|| panic!("{}", page.body))
}

/// Fills in the form of a kind, and looks.
pub async fn looked_at(circle: &Circle, by: &Person, what: &str, answers: &[(&str, &str)]) -> Page {
    let path = format!("/g/{}/proposals/new", circle.id);
    let form = by.browser.get(&format!("{path}?what={what}")).await;
    let said = [("title", "A change"), ("why", "It would help us."), ("review", "6")];
    let usual = said.iter().filter(|(name, _)| !answers.iter().any(|(other, _)| other == name));
    let all: Vec<_> = usual.chain(answers).copied().collect();
    by.browser.fill(&form, &path, &all).await
}

pub async fn all_consent(who: &[&Person], at: &str) {
    for person in who {
        let form = person.browser.get(at).await;
        let page = person.browser.fill(&form, &format!("{at}/say"), &[("voice", "consent")]).await;
        assert_eq!(page.status, 303, "{}", page.body);
    }
}

/// The week of the proposal passes, and everybody signs in once more.
pub async fn a_week_passes(app: &TestApp, who: &[&Person]) {
    app.app.clock.advance(TimeDelta::days(7));
    for person in who {
        person.sign_in_again().await;
    }
}

/// The job runs, a minute later.
pub async fn carried_out(app: &TestApp) {
    app.app.clock.advance(TimeDelta::minutes(1));
    carry_out::run_once(&app.app).await.unwrap();
}

pub async fn log(circle: &Circle, who: &Person) -> String {
    let page = who.browser.get(&format!("/g/{}/log", circle.id)).await;
    page.words(".list li > div:last-child").remove(0)
}

/// The rules, the tie and the rest, as a member reads them.
async fn as_it_holds(circle: &Circle, who: &Person) -> Vec<String> {
    let mut all = who.browser.get(&format!("/g/{}/agreement", circle.id)).await.words(".rules");
    let inside = who.browser.get(&format!("/g/{}", circle.id)).await;
    all.extend(inside.words(".notice").into_iter().filter(|it| it.contains("resting")));
    let tie = who.browser.get(&format!("/g/{}/proposals/new?what=tie", circle.id)).await;
    all.extend(tie.values("#tie input[checked], #programme option[selected]"));
    all
}

on_both! {
    async fn every_kind_is_reached_from_one_list_and_its_form_keeps_what_was_typed(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        let list = circle.leader.browser.get(&format!("/g/{}/proposals/new", circle.id)).await;
        let ways = list.links("#kinds a");
        assert!(ways.len() >= 5, "{ways:?}");
        for way in ways {
            let way = way.split('#').next().unwrap();
            assert_eq!(circle.leader.browser.get(way).await.status, 200, "{way}");
        }
        let refused = looked_at(&circle, &circle.leader, "tie", &[("tie", "accompanied"), ("why", "")]).await;
        assert_eq!(refused.status, 422);
        assert!(!refused.words("#programme-error").is_empty() && !refused.words("#why-error").is_empty());
        assert_eq!(refused.values("#tie input[checked]"), ["accompanied"]);
        let refused = looked_at(&circle, &circle.leader, "tie", &[("tie", "autonomous")]).await;
        assert!(refused.words("#what-error")[0].contains("It is so already"), "{}", refused.body);
        assert_eq!(app.db.count("proposal"), 0);
    }

    async fn a_group_ties_itself_to_a_programme_and_no_coordinator_can(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        let ben = app.person().await;
        circle.joined_by(&ben, "Ben").await;
        app.take_over(&feeds::invented());
        let coordinator = app.coordinator().await;
        let programme = circle.leader.browser.get(&format!("/g/{}/proposals/new?what=tie", circle.id)).await
            .values("#programme option").remove(1);
        let said = [("tie", "accompanied"), ("programme", programme.as_str())];
        // No way in for whoever is not a member.
        let path = format!("/g/{}/proposals/new", circle.id);
        let own = coordinator.get("/me").await;
        let mut all = vec![("what", "tie"), ("title", "Ours"), ("why", "So."), ("review", "6"), ("seen", "0")];
        all.extend(said);
        assert_eq!(coordinator.get(&path).await.status, 404);
        assert_eq!(coordinator.post(&own, &path, &all).await.status, 404);
        assert_eq!(app.db.count("proposal"), 0);
        let seen = looked_at(&circle, &ben, "tie", &said).await;
        let change = seen.words("#preview").remove(0);
        assert!(change.contains("NowOn its own") && change.contains("Accompanied: "), "{change}");
        assert_eq!(app.db.count("proposal"), 0, "nothing is proposed by looking");
        let at = proposed(&circle, &ben, "tie", &said).await;
        assert!(ben.browser.get(&at).await.words("#preview")[0].contains("NowOn its own"));
        assert_eq!(coordinator.get(&at).await.status, 404);
        for verb in ["say", "vote", "amend", "withdraw", "take-back"] {
            let page = coordinator.post(&own, &format!("{at}/{verb}"), &[("voice", "objection"), ("words", "No.")]).await;
            assert_eq!(page.status, 404, "{verb}");
        }
        all_consent(&[&ben, &circle.leader], &at).await;
        let tied = "groups WHERE tie = 'accompanied' AND programme_id IS NOT NULL";
        assert_eq!(app.db.count(tied), 0);
        a_week_passes(&app, &[&ben, &circle.leader]).await;
        // In force at the deadline, before it is written down.
        let again = looked_at(&circle, &ben, "tie", &said).await;
        assert!(again.words("#what-error")[0].contains("It is so already"), "{}", again.body);
        carried_out(&app).await;
        assert_eq!(app.db.count(tied), 1);
        let line = log(&circle, &ben).await;
        assert!(line.contains("On its own") && line.contains("Accompanied: ") && line.contains("the group"), "{line}");
        assert_eq!(carry_out::run_once(&app.app).await.unwrap(), 0, "once");
        // A programme that is no more: nothing is done, and it is said.
        let again = proposed(&circle, &ben, "tie", &[("tie", "programme_run"), said[1]]).await;
        all_consent(&[&ben, &circle.leader], &again).await;
        app.db.execute("UPDATE groups SET programme_id = NULL, tie = 'autonomous'; DELETE FROM programme");
        a_week_passes(&app, &[&ben]).await;
        carried_out(&app).await;
        assert_eq!(app.db.count(tied), 0);
        assert!(ben.browser.get(&again).await.words(".notice")[0].contains("Nothing was done"));
        assert!(log(&circle, &ben).await.contains("could not be carried out"));
    }

    async fn a_group_rests_and_meets_again_by_itself(app: TestApp) {
        let (circle, ben) = a_circle_and_ben(&app).await;
        wants(&ben, &circle, &["0"]).await;
        // The day has to lie after the decision, and not too far.
        for (until, words) in [("2026-12-14", "Choose a later day"), ("2031-01-01", "two years at most"), ("soon", "")] {
            let refused = looked_at(&circle, &ben, "rest", &[("again", until)]).await;
            assert_eq!(refused.status, 422);
            assert!(refused.words("#again-error")[0].contains(words), "{until}");
            assert_eq!(refused.value("again"), Some(until.to_owned()), "what was typed is kept");
        }
        let seen = looked_at(&circle, &ben, "rest", &[("again", "2027-01-12")]).await;
        let change = seen.words("#preview").remove(0);
        assert!(change.contains("resting until") && change.contains("4 meetings do not take place"), "{change}");
        assert!(change.contains("Tuesday, 15 December 2026") && change.contains("One person"), "{change}");
        let at = proposed(&circle, &ben, "rest", &[("again", "2027-01-12")]).await;
        all_consent(&[&ben, &circle.leader], &at).await;
        assert!(app.browser().get(&format!("/groups/{}", circle.slug)).await.words("[role=status]").is_empty());
        a_week_passes(&app, &[&ben, &circle.leader]).await;
        // In force at the deadline, before it is written down.
        let public = format!("/groups/{}", circle.slug);
        let resting = |page: Page| page.words("[role=status]").concat().contains("is resting until Tuesday, 12 January 2027");
        assert!(resting(app.browser().get(&public).await));
        let next = ben.browser.get(&format!("/g/{}", circle.id)).await;
        assert!(next.words(".notice").concat().contains("resting until Tuesday, 12 January"), "{:?}", next.words(".notice"));
        assert_eq!(app.db.count("pause"), 0);
        round(&app).await;
        let mails = app.app.mailer.kept().len();
        carried_out(&app).await;
        assert_eq!(app.db.count("pause WHERE is_rest AND from_date = '2026-12-14' AND to_date = '2027-01-11'"), 1);
        assert!(resting(app.browser().get(&public).await), "written down, it is the same");
        let line = log(&circle, &ben).await;
        assert!(line.contains("Before: no rest") && line.contains("until Tuesday, 12 January 2027"), "{line}");
        // They are told once how it ended and once that there is a pause, and reminded of nothing.
        round(&app).await;
        assert_eq!(app.app.mailer.kept().len(), mails + 2);
        app.app.clock.advance(TimeDelta::days(2));
        assert_eq!(round(&app).await, 0);
        // No facilitator ends it alone.
        let pause = app.db.ids("pause AS it")[0];
        circle.leader.sign_in_again().await;
        let dates = circle.leader.browser.get(&format!("/g/{}/dates", circle.id)).await;
        assert!(dates.actions("/pauses/").iter().all(|it| !it.ends_with("/end")));
        let id = parea::domain::ids::PauseId::from_random(pause.to_be_bytes());
        let end = format!("/g/{}/pauses/{id}/end", circle.id);
        assert_eq!(circle.leader.browser.post(&dates, &end, &[]).await.status, 404);
        assert_eq!(app.db.count("pause WHERE is_rest"), 1);
        // It ends by itself.
        app.app.clock.advance(TimeDelta::days(25));
        assert!(resting(app.browser().get(&public).await), "the last day");
        app.app.clock.advance(TimeDelta::days(2));
        let page = app.browser().get(&public).await;
        assert!(page.body.contains("19 January 2027"));
        assert!(!resting(page));
    }

    async fn a_group_closes_and_leaves_what_it_decided_to(app: TestApp) {
        let (circle, ben) = a_circle_and_ben(&app).await;
        wants(&ben, &circle, &["0"]).await;
        let meeting = circle.meetings().await.remove(0);
        circle.answered_by(&ben, &meeting, "coming").await;
        let invitation = circle.invitation().await;
        circle.noted_by(&ben, "Not the group's to keep.", &[]).await;
        let refused = looked_at(&circle, &ben, "close", &[("farewell", " ")]).await;
        assert!(!refused.words("#farewell-error").is_empty() && !refused.words("#keeps-error").is_empty());
        let how = [("farewell", "It was **good** with you."), ("keeps", "one_year")];
        let seen = looked_at(&circle, &ben, "close", &how).await.words("#preview").remove(0);
        assert!(seen.contains("Closed from Monday, 14 December 2026") && seen.contains("Until Tuesday, 14 December 2027"), "{seen}");
        let at = proposed(&circle, &ben, "close", &how).await;
        all_consent(&[&ben, &circle.leader], &at).await;
        let inside = format!("/g/{}", circle.id);
        let farewell = format!("{inside}/farewell");
        assert_eq!(ben.browser.get(&farewell).await.status, 404, "not yet");
        a_week_passes(&app, &[&ben, &circle.leader]).await;
        let other = app.person().await;
        for is_written in [false, true] {
            // Gone from every public place at once, and for members there is what was left.
            let nobody = app.browser();
            for path in [format!("/groups/{}", circle.slug), format!("/groups/{}/calendar.ics", circle.slug)] {
                assert_eq!(nobody.get(&path).await.status, 404, "{path} {is_written}");
            }
            for path in ["/groups", "/groups.json", "/calendar.ics", "/schedule"] {
                assert!(!nobody.get(path).await.body.contains("Tuesday circle"), "{path} {is_written}");
            }
            for who in [&ben, &circle.leader] {
                assert_eq!(who.browser.get(&inside).await.location(), Some(farewell.clone()));
                let page = who.browser.get(&farewell).await;
                assert!(page.body.contains("<strong>good</strong>") && page.body.contains("14 December 2027"));
                assert!(!page.words("#archive").is_empty());
                for path in ["agreement", "log", "dates", "settings", "proposals/new"] {
                    assert_eq!(who.browser.get(&format!("{inside}/{path}")).await.status, 404, "{path}");
                }
                assert_eq!(who.browser.get("/me/reminders").await.status, 200);
                assert_eq!(who.browser.get("/me").await.links("#closed a"), std::slice::from_ref(&farewell));
            }
            assert_eq!(other.browser.get(&farewell).await.status, 404);
            assert_eq!(nobody.get(&farewell).await.status, 404);
            if !is_written {
                carried_out(&app).await;
            }
        }
        for table in ["series", "answer", "reminder_choice", "invitation", "pause", "arrival"] {
            assert_eq!(app.db.count(table), 0, "{table}");
        }
        let over = other.browser.get(&invitation).await;
        assert!(over.status >= 400, "no way in: {}", over.status);
        assert!(ben.browser.get(&farewell).await.words("#archive").concat().contains("decided to close"));
        // Whoever wants to be gone, goes.
        let form = ben.browser.get(&farewell).await;
        assert_eq!(ben.browser.post(&form, &format!("{farewell}/leave"), &[]).await.status, 303);
        assert_eq!(ben.browser.get(&farewell).await.status, 404);
        assert_eq!(app.db.count("experience"), 0, "with what was not left to the group");
        // The year is over.
        app.app.clock.advance(TimeDelta::days(364));
        purge::run_once(&app.app).await.unwrap();
        circle.leader.sign_in_again().await;
        assert_eq!(circle.leader.browser.get(&farewell).await.status, 200);
        app.app.clock.advance(TimeDelta::days(1));
        purge::run_once(&app.app).await.unwrap();
        assert_eq!(circle.leader.browser.get(&farewell).await.status, 404);
        for table in ["groups", "membership", "proposal", "group_log", "ending"] {
            assert_eq!(app.db.count(table), 0, "{table}");
        }
    }

    async fn a_farewell_without_an_archive_is_all_that_stays(app: TestApp) {
        let (circle, ben) = a_circle_and_ben(&app).await;
        let at = proposed(&circle, &ben, "close", &[("farewell", "Take care."), ("keeps", "farewell")]).await;
        all_consent(&[&ben, &circle.leader], &at).await;
        // What is decided after it does not wake the group up.
        app.app.clock.advance(TimeDelta::minutes(1));
        let rest = proposed(&circle, &ben, "rest", &[("again", "2027-03-01")]).await;
        all_consent(&[&ben, &circle.leader], &rest).await;
        a_week_passes(&app, &[&ben]).await;
        carried_out(&app).await;
        let page = ben.browser.get(&format!("/g/{}/farewell", circle.id)).await;
        assert!(page.body.contains("Take care.") && page.words("#archive").is_empty());
        assert_eq!(app.db.count("pause"), 0);
        assert_eq!(app.db.count("proposal WHERE did_not_fit"), 1);
        assert_eq!(app.db.count("groups WHERE state = 'closed'"), 1);
    }

    async fn those_who_come_decide_when_a_regular_meeting_is(app: TestApp) {
        let (circle, ben) = a_circle_and_ben(&app).await;
        let (cleo, dan) = (app.person_at("cleo@example.org").await, app.person().await);
        circle.joined_by(&cleo, "Cleo").await;
        circle.joined_by(&dan, "Dan").await;
        wants(&cleo, &circle, &["0"]).await;
        let meeting = circle.meetings().await.remove(2);
        circle.answered_by(&dan, &meeting, "coming").await;
        let series = meeting.split('-').next().unwrap().to_owned();
        // Whoever facilitates moves all dates alone as long as no more others come than the group says.
        let edit = format!("/g/{}/series/{series}/edit", circle.id);
        let later = [("time", "18:00"), ("ends", "19:30")];
        let form = circle.leader.browser.get(&edit).await;
        assert_eq!(circle.leader.browser.fill(&form, &edit, &later).await.status, 200, "two others");
        let id = app.db.ids("groups AS it")[0];
        let columns = "agreement_rule (group_id, rule, value, why, since_at)";
        app.db.execute(&format!(
            "INSERT INTO {columns} VALUES ({id}, 'move_alone', 1, '', '2026-12-07 10:00:00')"
        ));
        let refused = circle.leader.browser.fill(&form, &edit, &later).await;
        assert_eq!(refused.status, 409);
        assert!(refused.words("#from-error")[0].contains("Propose the change"));
        let end = format!("/g/{}/series/{series}/end", circle.id);
        let form = circle.leader.browser.get(&end).await;
        assert_eq!(circle.leader.browser.fill(&form, &end, &[]).await.status, 409, "nor does one end it alone");
        // A proposal, from a date after the decision on.
        let early = looked_at(&circle, &cleo, "dates", &[("date", "2026-12-10")]).await;
        assert_eq!(early.status, 422);
        assert!(early.words("#date-error")[0].contains("after the decision"), "{:?}", early.words(".error"));
        let same = looked_at(&circle, &cleo, "dates", &[]).await;
        assert!(same.words("#what-error")[0].contains("It is so already"));
        // The old dates before the first that changes go on: the new ones do not begin among them.
        let twice = looked_at(&circle, &cleo, "dates", &[("from", "20261222T1900"), ("date", "2026-12-15")]).await;
        assert_eq!(twice.status, 422);
        assert!(twice.words("#date-error")[0].contains("meets as before"), "{:?}", twice.words(".error"));
        let thursday =
            [("date", "2026-12-17"), ("time", "18:00"), ("ends", "19:30"), ("repeat", "weekly-1"), ("end", "")];
        let seen = looked_at(&circle, &cleo, "dates", &thursday).await.words("#preview").remove(0);
        assert!(seen.contains("19:00") && seen.contains("18:00") && seen.contains("2 people"), "{seen}");
        assert!(seen.contains("Tuesday, 15 December 2026") && seen.contains("Thursday, 17 December 2026"), "{seen}");
        let at = proposed(&circle, &cleo, "dates", &thursday).await;
        // Those who come are asked, and who they are is settled.
        let asked = |page: &Page| page.body.contains("0 of 2 have taken part");
        assert!(asked(&ben.browser.get(&at).await));
        assert!(ben.browser.get(&at).await.actions("/say").is_empty());
        circle.answered_by(&dan, &meeting, "not_coming").await;
        circle.answered_by(&ben, &meeting, "coming").await;
        assert!(asked(&dan.browser.get(&at).await) && ben.browser.get(&at).await.actions("/say").is_empty());
        all_consent(&[&cleo, &dan], &at).await;
        round(&app).await;
        a_week_passes(&app, &[&ben, &cleo, &dan, &circle.leader]).await;
        round(&app).await;
        let mails = app.app.mailer.kept().len();
        carried_out(&app).await;
        let page = ben.browser.get(&format!("/g/{}", circle.id)).await;
        assert!(page.body.contains("17 December 2026") && !page.body.contains("15 December 2026"));
        assert_eq!(app.db.count("answer"), 2, "no answer is lost");
        assert!(page.actions("/undo").is_empty() && log(&circle, &ben).await.contains("Those who come have decided"));
        let leader = circle.leader.browser.get(&format!("/g/{}", circle.id)).await;
        assert!(leader.actions("/undo").is_empty(), "nobody undoes it alone");
        round(&app).await;
        assert_eq!(app.app.mailer.kept().len(), mails + 3, "how it ended, Cleo; the dates, Ben and Cleo");
        // What no longer fits is not done by halves.
        let again = proposed(&circle, &cleo, "dates", &[("date", "2026-12-29"), ("time", "20:00"), ("ends", "21:00")]).await;
        all_consent(&[&cleo, &ben], &again).await;
        app.db.execute("DELETE FROM series");
        a_week_passes(&app, &[&cleo]).await;
        carried_out(&app).await;
        assert_eq!(app.db.count("series"), 0);
        assert!(cleo.browser.get(&again).await.words(".notice")[0].contains("Nothing was done"));
        assert!(log(&circle, &cleo).await.contains("could not be carried out"));
    }

    async fn what_is_read_at_an_instant_is_what_is_written_down_later(app: TestApp) {
        let (circle, ben) = a_circle_and_ben(&app).await;
        app.take_over(&feeds::invented());
        let tie = circle.leader.browser.get(&format!("/g/{}/proposals/new?what=tie", circle.id)).await;
        let programme = tie.values("#programme option").remove(1);
        // In any order; of two about the same, the later one holds.
        let orders = [[0, 1, 2, 3, 4], [4, 2, 0, 3, 1], [3, 4, 1, 0, 2]];
        for (n, order) in orders.into_iter().enumerate() {
            let (term, until) = (["5", "9", "13"][n], ["2027-02-01", "2027-03-01", "2027-04-01"][n]);
            for which in order {
                let (path, by) = (format!("/g/{}/proposals/new", circle.id), [&ben, &circle.leader][which % 2]);
                let at = match which {
                    0 | 1 => {
                        let value = if which == 0 { term } else { "30" };
                        let form = by.browser.get(&format!("{path}?rule=term_weeks")).await;
                        let said = [("value", value), ("title", "Weeks"), ("why", "So."), ("review", "6")];
                        let page = by.browser.fill(&form, &path, &said).await;
                        // Where it ends somebody's mandate earlier, that is looked at first.
                        let page = if page.status == 200 { by.browser.fill(&page, &path, &[]).await } else { page };
                        page.location().unwrap()
                    }
                    2 => proposed(&circle, by, "rest", &[("again", until)]).await,
                    3 => {
                        let tie = ["accompanied", "programme_run", "accompanied"][n];
                        proposed(&circle, by, "tie", &[("tie", tie), ("programme", &programme)]).await
                    }
                    _ => {
                        let form = by.browser.get(&format!("{path}?rule=quorum_percent")).await;
                        let said = [("value", "60"), ("title", "More"), ("why", "So."), ("review", "6")];
                        by.browser.fill(&form, &path, &said).await.location().unwrap()
                    }
                };
                all_consent(&[&ben, &circle.leader], &at).await;
                app.app.clock.advance(TimeDelta::minutes(5));
            }
            a_week_passes(&app, &[&ben, &circle.leader]).await;
            let before = as_it_holds(&circle, &ben).await;
            carried_out(&app).await;
            assert_eq!(as_it_holds(&circle, &ben).await, before, "{n}");
            assert_eq!(app.db.count("proposal WHERE carried_out_at IS NULL"), 0);
        }
    }
}
