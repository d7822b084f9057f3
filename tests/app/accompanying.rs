//! A professional whom the group has invited: by a decision, for something, until a day; seen by everybody, seeing nobody.

use chrono::TimeDelta;
use futures_util::future::join_all;
use parea::jobs::carry_out;

use crate::support::app::TestApp;
use crate::support::browser::Page;
use crate::support::databases::Kind;
use crate::support::groups::Circle;
use crate::support::people::Person;

/// A group of three that meets.
async fn three(app: &TestApp) -> (Circle, Person, Person) {
    let circle = app.a_group("Tuesday circle").await;
    circle.meets_weekly("").await;
    let (ben, cleo) = (app.person().await, app.person().await);
    circle.joined_by(&ben, "Ben").await;
    circle.joined_by(&cleo, "Cleo").await;
    (circle, ben, cleo)
}

/// Looked at, and then proposed.
async fn proposed(circle: &Circle, by: &Person, scope: &str, until: &str) -> Page {
    let path = format!("/g/{}/proposals/new", circle.id);
    let form = by.browser.get(&format!("{path}?what=accompany")).await;
    let said = [
        ("scope", scope),
        ("until", until),
        ("title", "Somebody helps us to begin"),
        ("why", "We are new to this."),
    ];
    let looked = by.browser.fill(&form, &path, &said).await;
    if looked.status == 200 { by.browser.fill(&looked, &path, &[]).await } else { looked }
}

/// All agree, a week passes, and it is carried out.
pub(super) async fn decided(app: &TestApp, circle: &Circle, who: &[&Person], scope: &str, until: &str) {
    let at = proposed(circle, who[0], scope, until).await.location().expect("a proposal");
    for person in who {
        let form = person.browser.get(&at).await;
        let said = person.browser.fill(&form, &format!("{at}/say"), &[("voice", "consent")]).await;
        assert_eq!(said.status, 303, "{}", said.body);
    }
    app.app.clock.advance(TimeDelta::days(7) + TimeDelta::minutes(1));
    for person in who {
        person.sign_in_again().await;
    }
    carry_out::run_once(&app.app).await.unwrap();
}

/// Any member shows the link.
pub(super) async fn link(circle: &Circle, by: &Person) -> String {
    let page = by.browser.get(&format!("/g/{}/accompaniment", circle.id)).await;
    let shown = by.browser.post(&page, &page.actions("/link")[0], &[]).await;
    format!("/accompany/{}", shown.words("#link")[0].rsplit('/').next().unwrap())
}

pub(super) async fn accepts(who: &Person, link: &str, name: &str) -> Page {
    let form = who.browser.get("/me").await;
    who.browser.post(&form, link, &[("my_name", name)]).await
}

async fn log(circle: &Circle) -> Vec<String> {
    circle.leader.browser.get(&format!("/g/{}/log", circle.id)).await.words(".list li > div:last-child")
}

async fn ends(circle: &Circle, who: &Person) -> Page {
    let page = who.browser.get(&format!("/g/{}/accompaniment", circle.id)).await;
    who.browser.submit(&page, &page.actions("/end")[0], &[]).await
}

on_both! {
    async fn the_group_decides_everybody_sees_who_it_is_and_each_visit(app: TestApp) {
        let (circle, ben, cleo) = three(&app).await;
        let path = format!("/g/{}/proposals/new?what=accompany", circle.id);
        assert_eq!(ben.browser.get(&path).await.status, 200);
        decided(&app, &circle, &[&ben, &cleo, &circle.leader], "sitting_in", "2027-03-31").await;
        let inside = cleo.browser.get(&format!("/g/{}", circle.id)).await;
        assert!(inside.words(".accompanied")[0].contains("not accepted yet"));
        let link = link(&circle, &cleo).await;
        assert_eq!(ben.browser.get(&link).await.status, 409, "nobody accompanies the own group");
        let dora = app.person().await;
        assert_eq!(app.browser().get(&link).await.status, 401);
        let page = dora.browser.get(&link).await;
        assert!(page.body.contains("Tuesday circle") && page.body.contains("sitting in") && !page.body.contains("Ερμού 12"));
        let empty = dora.browser.fill(&page, &link, &[("my_name", " ")]).await;
        assert_eq!((empty.status, empty.words("#my_name-error").len()), (422, 1));
        assert_eq!(accepts(&dora, &link, "Dora of the centre").await.status, 303);
        let page = dora.browser.get(&link).await;
        assert!(page.body.contains("Ερμού 12") && page.words(".meetings li").len() > 1, "{}", page.body);
        for name in ["Ana", "Ben", "Cleo"] {
            assert!(!page.body.contains(name), "no member's name");
        }
        for who in [&ben, &cleo, &circle.leader] {
            let inside = who.browser.get(&format!("/g/{}", circle.id)).await;
            let badge = inside.words(".accompanied").concat();
            assert!(badge.contains("Dora of the centre") && badge.contains("31 March 2027"), "{badge}");
            assert_eq!(inside.words(".people li").len(), 3, "who accompanies is no member");
        }
        assert!(dora.browser.get("/me").await.links("a[href^='/accompany/']").contains(&link));
        // Another one with the link, and every other page of the group.
        let stranger = app.person().await;
        assert_eq!(stranger.browser.get(&link).await.status, 404);
        assert_eq!(accepts(&stranger, &link, "Eve").await.status, 404);
        for path in ["", "/log", "/agreement", "/accompaniment", "/proposals/new"] {
            assert_eq!(dora.browser.get(&format!("/g/{}{path}", circle.id)).await.status, 404, "{path}");
        }
        // Each visit is a line; within the hour it is the same one.
        let visits = async || log(&circle).await.iter().filter(|line| line.contains("opened their page")).count();
        assert_eq!(visits().await, 1);
        dora.browser.get(&link).await;
        assert_eq!(visits().await, 1);
        app.app.clock.advance(TimeDelta::hours(1));
        dora.browser.get(&link).await;
        assert_eq!(visits().await, 2);
        let lines = log(&circle).await;
        assert!(lines.iter().any(|it| it.contains("sitting in, until Wednesday, 31 March 2027") && it.ends_with("the group")), "{lines:?}");
        assert!(!lines.concat().contains("Dora"), "a line outlives the name");
        if app.db.kind == Kind::Sqlite {
            assert_eq!(app.db.count("accompaniment WHERE CAST(name AS TEXT) LIKE '%centre%'"), 0);
        }
        // The last day counts, by the group's clocks, and after it everything is shut.
        app.app.clock.set(parea::domain::time::Instant::parse_rfc3339("2027-03-31T20:59:00Z").unwrap());
        dora.sign_in_again().await;
        assert_eq!(dora.browser.get(&link).await.status, 200);
        app.app.clock.advance(TimeDelta::minutes(1));
        assert_eq!(dora.browser.get(&link).await.status, 404);
        assert_eq!(accepts(&dora, &link, "Dora").await.status, 404);
        assert!(dora.browser.get("/me").await.links("a[href^='/accompany/']").is_empty());
        circle.leader.sign_in_again().await;
        assert!(circle.leader.browser.get(&format!("/g/{}", circle.id)).await.words(".accompanied").is_empty());
    }

    async fn what_is_shown_follows_from_what_somebody_is_invited_for(app: TestApp) {
        let (circle, ben, cleo) = three(&app).await;
        let all = [&ben, &cleo, &circle.leader];
        decided(&app, &circle, &all, "advice", "2027-03-31").await;
        let advice = link(&circle, &ben).await;
        let (dora, fay) = (app.person().await, app.person().await);
        accepts(&dora, &advice, "Dora").await;
        let page = dora.browser.get(&advice).await;
        assert!(page.words(".meetings").is_empty() && !page.body.contains("Ερμού 12"), "advice needs no date");
        decided(&app, &circle, &all, "room", "2027-03-31").await;
        let room = link(&circle, &ben).await;
        accepts(&fay, &room, "Fay").await;
        let page = fay.browser.get(&room).await;
        assert!(!page.words(".meetings li").is_empty() && !page.body.contains("Ερμού 12"), "when, and not where");
        assert!(!page.body.contains("Dora"), "nor who else accompanies the group");
    }

    async fn any_two_end_it_or_one_with_a_mandate_or_the_professional(app: TestApp) {
        let (circle, ben, cleo) = three(&app).await;
        let all = [&ben, &cleo, &circle.leader];
        let dora = app.person().await;
        let mut ways: Vec<(&str, Vec<&Person>)> = vec![("two", vec![&ben, &ben, &cleo]), ("one", vec![&circle.leader]), ("herself", vec![])];
        for (way, who) in ways.drain(..) {
            decided(&app, &circle, &all, "advice", "2027-02-28").await;
            dora.sign_in_again().await;
            let link = link(&circle, &ben).await;
            accepts(&dora, &link, "Dora").await;
            for (n, person) in who.iter().enumerate() {
                assert_eq!(dora.browser.get(&link).await.status, 200, "{way}: {n}");
                ends(&circle, person).await;
            }
            if who.is_empty() {
                let page = dora.browser.get(&link).await;
                assert_eq!(dora.browser.post(&page, &format!("{link}/end"), &[]).await.status, 303);
            }
            assert_eq!(dora.browser.get(&link).await.status, 404, "{way}");
            assert_eq!(app.db.count("accompaniment"), 0, "{way}");
        }
        assert_eq!(log(&circle).await.iter().filter(|line| line.contains("has ended")).count(), 3);
    }

    async fn it_has_an_end_and_bad_days_are_said_in_place(app: TestApp) {
        let (circle, ben, _) = three(&app).await;
        // Decided on 14 December; half a year later is the last day that can be chosen.
        for until in ["2026-12-14", "2027-06-15", "", "tomorrow"] {
            let page = proposed(&circle, &ben, "advice", until).await;
            assert_eq!(page.status, 422, "{until}");
            assert!(!page.words("#until-error").is_empty(), "{until}");
            assert_eq!(page.value("until").as_deref(), Some(until));
            assert_eq!(page.value("title").as_deref(), Some("Somebody helps us to begin"));
        }
        assert_eq!(proposed(&circle, &ben, "", "2027-03-31").await.status, 422);
        assert_eq!(proposed(&circle, &ben, "advice", "2027-06-14").await.status, 303);
        assert_eq!(app.db.count("accompaniment"), 0, "a proposal invites nobody");
    }

    async fn forty_who_accept_at_once_are_one(app: TestApp) {
        let (circle, ben, cleo) = three(&app).await;
        decided(&app, &circle, &[&ben, &cleo, &circle.leader], "advice", "2027-03-31").await;
        let link = link(&circle, &ben).await;
        let mut people = Vec::new();
        for _ in 0..4 {
            people.push(app.person().await);
        }
        let forms = join_all(people.iter().map(|who| who.browser.get(&link))).await;
        let clicks = (0..40).map(|n| {
            let (who, form, link) = (&people[n % 4], &forms[n % 4], &link);
            async move { who.browser.post(form, link, &[("my_name", "Dora")]).await.status }
        });
        let answers = join_all(clicks).await;
        assert_eq!(answers.iter().filter(|status| **status == 303).count(), 10, "{answers:?}");
        assert_eq!(log(&circle).await.iter().filter(|line| line.contains("has accepted")).count(), 1);
    }
}
