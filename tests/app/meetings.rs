//! Planning, answering, waiting, moving, cancelling.

use crate::support::app::TestApp;
use crate::support::browser::Page;
use crate::support::databases::Kind;

fn whens(page: &Page) -> Vec<String> {
    page.words(".meetings time")
}

on_both! {
    async fn a_facilitator_plans_and_sees_the_dates(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        let path = format!("/g/{}/series/new", circle.id);
        let form = circle.leader.browser.get(&path).await;
        let fields = [
            ("date", "2026-12-08"),
            ("time", "19:00"),
            ("ends", "20:30"),
            ("repeat", "monthly-nth"),
            ("format", "online"),
            ("openness", "open"),
            ("check", "1"),
        ];
        let checked = circle.leader.browser.post(&form, &path, &fields).await;
        let dates = checked.words(".dates li");
        assert_eq!(dates.len(), 6);
        assert!(dates[1].contains("12 January 2027"), "the second Tuesday: {}", dates[1]);
        assert_eq!(circle.meetings().await.len(), 0, "nothing is saved by looking");
        let page = circle.meets_weekly("").await;
        assert!(whens(&page)[0].contains("8 December 2026"));
        assert!(whens(&page)[0].contains("19:00"));
        assert_eq!(circle.meetings().await.len(), 8);
    }

    async fn any_rule_is_said_in_plain_words_and_what_it_skips(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        let path = format!("/g/{}/series/new", circle.id);
        let form = circle.leader.browser.get(&path).await;
        let check = async |more: &[(&str, &str)]| {
            let mut fields = vec![
                ("time", "19:00"),
                ("ends", "20:30"),
                ("format", "in_person"),
                ("openness", "open"),
                ("check", "1"),
            ];
            fields.extend(more);
            circle.leader.browser.post(&form, &path, &fields).await
        };
        let page = check(&[("date", "2027-01-31"), ("repeat", "monthly-date")]).await;
        assert!(page.words("#dates li")[1].contains("31 March 2027"));
        let skipped = page.words("#dates .hint").remove(0);
        assert!(skipped.contains("February 2027, April 2027") && !skipped.contains("March"), "{skipped}");
        let page = check(&[("date", "2026-12-08"), ("repeat", "weekly-2"), ("also", "Thu"), ("count", "4")]).await;
        let dates = page.words("#dates li");
        assert_eq!(dates.len(), 4);
        for (date, day) in dates.iter().zip(["8 December", "10 December", "22 December", "24 December"]) {
            assert!(date.contains(day), "{date}");
        }
        let page = check(&[("date", "2026-12-08"), ("repeat", "monthly-two")]).await;
        assert!(page.words("#dates li")[1].contains("22 December 2026"));
        for (more, field) in [
            ([("repeat", "monthly-date"), ("also", "Thu")], "also"),
            ([("repeat", "weekly-1"), ("also", "someday")], "also"),
            ([("repeat", "weekly-1"), ("count", "0")], "count"),
        ] {
            let page = check(&[&[("date", "2026-12-08")], &more[..]].concat()).await;
            assert_eq!((page.status, page.words(&format!("#{field}-error")).len()), (422, 1), "{more:?}");
        }
        let both = [("date", "2026-12-08"), ("repeat", "weekly-1"), ("until", "2027-01-01"), ("count", "3")];
        assert_eq!(check(&both).await.words("#count-error").len(), 1);
        let fifth = [("date", "2026-12-29"), ("repeat", "monthly-two")];
        assert_eq!(check(&fifth).await.words("#repeat-error").len(), 1, "a fifth has no partner");
    }

    async fn what_is_no_plan_is_said_beside_the_field_and_kept(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        let path = format!("/g/{}/series/new", circle.id);
        let form = circle.leader.browser.get(&path).await;
        let good = [
            ("date", "2026-12-08"),
            ("time", "19:00"),
            ("ends", "20:30"),
            ("address", "Ερμού 12"),
            ("repeat", "weekly-1"),
            ("format", "in_person"),
            ("openness", "closed"),
        ];
        for (field, typed) in [
            ("date", "2026-02-30"),
            ("date", "tomorrow"),
            ("time", "25:70"),
            ("ends", "18:00"),
            ("until", "2020-01-01"),
            ("places", "0"),
            ("online_url", "http://example.org"),
        ] {
            let mut fields = good.to_vec();
            fields.retain(|(name, _)| *name != field);
            fields.push((field, typed));
            let page = circle.leader.browser.post(&form, &path, &fields).await;
            assert_eq!(page.status, 422, "{field} = {typed}");
            assert_eq!(page.words(".summary li").len(), 1, "{field} = {typed}");
            assert_eq!(page.value(field).as_deref(), Some(typed));
            assert_eq!(page.value("address").as_deref(), Some("Ερμού 12"));
        }
        for field in ["repeat", "format", "openness"] {
            let fields: Vec<_> = good.iter().copied().filter(|(name, _)| *name != field).collect();
            let page = circle.leader.browser.post(&form, &path, &fields).await;
            assert_eq!((page.status, page.words(".summary li").len()), (422, 1), "{field} was not chosen");
        }
        let mut gap = good.to_vec();
        gap.retain(|(name, _)| !["date", "time", "ends", "repeat"].contains(name));
        gap.extend([("date", "2027-03-28"), ("time", "03:30"), ("ends", "05:00"), ("repeat", "once")]);
        let page = circle.leader.browser.post(&form, &path, &gap).await;
        assert_eq!(page.status, 422, "the clocks skip that hour");
        assert_eq!(page.words("#time-error").len(), 1);
        assert_eq!(circle.meetings().await.len(), 0);
    }

    async fn a_member_says_that_they_come_and_the_facilitator_sees_one_more(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        circle.meets_weekly("").await;
        let ben = app.person().await;
        circle.joined_by(&ben, "Ben").await;
        let meeting = circle.meetings().await.remove(0);
        let page = circle.answered_by(&ben, &meeting, "coming").await;
        assert_eq!(page.words(".mine strong"), ["coming"]);
        circle.answered_by(&ben, &meeting, "coming").await;
        let seen = circle.leader.browser.get(&format!("/g/{}", circle.id)).await;
        assert_eq!(seen.words(".tally")[0], "One person is coming.");
        circle.answered_by(&ben, &meeting, "not_coming").await;
        let seen = circle.leader.browser.get(&format!("/g/{}", circle.id)).await;
        assert_eq!(seen.words(".tally")[0], "Nobody has said yes yet.");
    }

    async fn whoever_waits_moves_up_when_a_place_is_free(app: TestApp) {
        let circle = app.a_group("Small circle").await;
        circle.meets_weekly("1").await;
        let meeting = circle.meetings().await.remove(0);
        let (ben, cleo) = (app.person().await, app.person().await);
        circle.joined_by(&ben, "Ben").await;
        circle.joined_by(&cleo, "Cleo").await;
        circle.answered_by(&ben, &meeting, "coming").await;
        let page = circle.answered_by(&cleo, &meeting, "coming").await;
        assert_eq!(page.words(".mine strong"), ["waiting for a place"]);
        let ask = ben.browser.get(&format!("/g/{}/leave", circle.id)).await;
        ben.browser.submit(&ask, &format!("/g/{}/leave", circle.id), &[]).await;
        let page = cleo.browser.get(&format!("/g/{}", circle.id)).await;
        assert_eq!(page.words(".mine strong"), ["coming"]);
    }

    async fn more_places_are_for_those_who_wait_and_nobody_overtakes_them(app: TestApp) {
        let circle = app.a_group("Small circle").await;
        circle.meets_weekly("1").await;
        let meetings = circle.meetings().await;
        let mut people = Vec::new();
        for name in ["Ben", "Cleo", "Dora", "Eva"] {
            let person = app.person().await;
            circle.joined_by(&person, name).await;
            people.push(person);
        }
        for person in &people[..3] {
            circle.answered_by(person, &meetings[0], "coming").await;
        }
        let says = async |nth: usize| {
            let page = people[nth].browser.get(&format!("/g/{}", circle.id)).await;
            page.words(".mine strong").join(", ")
        };
        assert_eq!((says(0).await, says(1).await, says(2).await), (
            "coming".to_owned(), "waiting for a place".to_owned(), "waiting for a place".to_owned()
        ));
        let (series, leader) = (meetings[0].split('-').next().unwrap(), &circle.leader.browser);
        let path = format!("/g/{}/series/{series}/edit", circle.id);
        let places = async |many: &str| {
            let form = leader.get(&path).await;
            let looked = leader.fill(&form, &path, &[("places", many)]).await;
            assert_eq!(leader.fill(&looked, &path, &[]).await.status, 303);
        };
        places("2").await;
        assert_eq!((says(1).await, says(2).await), ("coming".to_owned(), "waiting for a place".to_owned()));
        parea::jobs::send_mail::run_once(&app.app, || true).await.unwrap();
        let told = people[1].notices().await;
        assert!(told.iter().any(|it| it.contains("place")), "{told:?}");
        app.db.execute("UPDATE series SET places = 3");
        circle.answered_by(&people[3], &meetings[0], "coming").await;
        assert_eq!((says(2).await, says(3).await), ("coming".to_owned(), "waiting for a place".to_owned()));
        circle.answered_by(&people[0], &meetings[0], "coming").await;
        assert_eq!(says(0).await, "coming", "said again, it stays");
        places("").await;
        assert_eq!(says(3).await, "coming", "where there is no limit nobody waits");
    }

    async fn nobody_answers_to_dates_that_no_page_offers_yet(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        circle.meets_weekly("").await;
        let series = circle.meetings().await[0].split('-').next().unwrap().to_owned();
        let form = circle.leader.browser.get(&format!("/g/{}", circle.id)).await;
        for (day, status) in [("20270202", 303), ("20270209", 409), ("23451204", 409)] {
            let path = format!("/g/{}/meetings/{series}-{day}T1900/answer", circle.id);
            let said = circle.leader.browser.post(&form, &path, &[("answer", "perhaps")]).await;
            assert_eq!(said.status, status, "{day}");
        }
        for (day, status) in [("20270209", 303), ("20270216", 409), ("23451204", 409)] {
            let path = format!("/groups/{}/meetings/{series}-{day}T1900/coming", circle.slug);
            assert_eq!(app.browser().post_raw(&path, "").await.status, status, "{day}");
        }
        assert_eq!(app.db.count("meeting"), 2, "and nothing is kept of it");
    }

    async fn one_date_moves_and_the_others_stay(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        circle.meets_weekly("").await;
        let meetings = circle.meetings().await;
        let ben = app.person().await;
        circle.joined_by(&ben, "Ben").await;
        circle.answered_by(&ben, &meetings[1], "coming").await;
        let path = format!("/g/{}/meetings/{}", circle.id, meetings[1]);
        let form = circle.leader.browser.get(&format!("{path}/change")).await;
        assert_eq!(form.words(".notice"), ["One person will be told."]);
        let past = [("date", "2026-12-01"), ("time", "19:00")];
        assert_eq!(circle.leader.browser.post(&form, &format!("{path}/move"), &past).await.status, 422);
        let to = [("date", "2026-12-16"), ("time", "18:00")];
        let page = circle.leader.browser.submit(&form, &format!("{path}/move"), &to).await;
        let whens = whens(&page);
        assert!(whens[1].contains("16 December 2026") && whens[1].contains("18:00"), "{}", whens[1]);
        assert!(whens[2].contains("22 December 2026"));
        assert!(page.words(".meetings .notice")[0].contains("15 December 2026"));
        assert_eq!(circle.meetings().await[1], meetings[1], "its key stays the same");
        let page = ben.browser.get(&format!("/g/{}", circle.id)).await;
        assert_eq!(page.words(".mine strong"), ["coming"], "no answer is lost");
    }

    async fn a_cancelled_date_stays_in_its_place_and_takes_no_answer(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        circle.meets_weekly("").await;
        let meeting = circle.meetings().await.remove(0);
        let path = format!("/g/{}/meetings/{meeting}", circle.id);
        let form = circle.leader.browser.get(&format!("{path}/change")).await;
        let page = circle.leader.browser.submit(&form, &format!("{path}/cancel"), &[]).await;
        assert_eq!(page.words(".notice.off").len(), 1);
        let again = circle.leader.browser.post(&form, &format!("{path}/cancel"), &[]).await;
        assert_eq!(again.status, 409);
        let late = circle.leader.browser.post(&page, &format!("{path}/answer"), &[("answer", "coming")]).await;
        assert_eq!(late.status, 409);
    }

    async fn a_member_without_a_mandate_changes_nothing(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        circle.meets_weekly("").await;
        let meeting = circle.meetings().await.remove(0);
        let ben = app.person().await;
        let page = circle.joined_by(&ben, "Ben").await;
        let path = format!("/g/{}/meetings/{meeting}", circle.id);
        assert_eq!(ben.browser.get(&format!("{path}/change")).await.status, 404);
        assert_eq!(ben.browser.post(&page, &format!("{path}/cancel"), &[]).await.status, 404);
        assert_eq!(ben.browser.get(&format!("/g/{}/series/new", circle.id)).await.status, 404);
    }

    async fn a_mandate_ends_by_itself(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        circle.meets_weekly("").await;
        let path = format!("/g/{}/series/new", circle.id);
        assert_eq!(circle.leader.browser.get(&path).await.status, 200);
        for _ in 0..19 {
            app.app.clock.advance(chrono::TimeDelta::days(10));
            circle.leader.sign_in_again().await;
        }
        assert_eq!(circle.leader.browser.get(&path).await.status, 404);
        assert_eq!(circle.leader.browser.get(&format!("/g/{}", circle.id)).await.status, 200, "still a member");
    }

    async fn a_meeting_that_the_series_does_not_have_is_not_there(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        circle.meets_weekly("").await;
        let meeting = circle.meetings().await.remove(0);
        let page = circle.leader.browser.get(&format!("/g/{}", circle.id)).await;
        let series = meeting.split_once('-').unwrap().0.to_owned();
        for key in [format!("{series}-20261209T1900"), format!("{series}-20261208T1930"), "0000000000000-20261208T1900".to_owned()] {
            let path = format!("/g/{}/meetings/{key}/answer", circle.id);
            assert_eq!(circle.leader.browser.post(&page, &path, &[("answer", "coming")]).await.status, 404, "{key}");
        }
        for key in ["x", "0000000000000-2026", "0000000000000-99999999T9999"] {
            let path = format!("/g/{}/meetings/{key}/answer", circle.id);
            let status = circle.leader.browser.post(&page, &path, &[("answer", "coming")]).await.status;
            assert!(status == 404 || status == 400, "{key}: {status}");
        }
    }

    async fn forty_at_once_for_five_places_gives_five(app: TestApp) {
        let circle = app.a_group("Small circle").await;
        circle.meets_weekly("5").await;
        let meeting = circle.meetings().await.remove(0);
        let path = format!("/g/{}/meetings/{meeting}/answer", circle.id);
        let mut ready = Vec::new();
        for number in 0..40 {
            let who = app.person().await;
            let page = circle.joined_by(&who, &format!("Member {number}")).await;
            ready.push((who, page));
        }
        let clicks: Vec<_> = ready
            .into_iter()
            .map(|(who, page)| {
                let path = path.clone();
                actix_web::rt::spawn(async move { who.browser.submit(&page, &path, &[("answer", "coming")]).await })
            })
            .collect();
        let mut said: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
        for click in clicks {
            let page = click.await.unwrap();
            *said.entry(page.words(".mine strong").remove(0)).or_default() += 1;
        }
        assert_eq!(said.get("coming"), Some(&5));
        assert_eq!(said.get("waiting for a place"), Some(&35));
    }
}
