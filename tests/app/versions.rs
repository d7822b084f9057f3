//! The agreement is versioned: each change is the next, with its decision; members accept a version, and are asked again.
//! Day 4.4, steps 7, 10 and 12.

use super::deciding::{EIGHT_WEEKS, carried_out, days_pass, four, outcome, proposed, says, votes};
use crate::support::app::TestApp;
use crate::support::browser::Page;
use crate::support::databases::Kind;
use crate::support::groups::Circle;
use crate::support::people::Person;

const TEXT: &str = "# How we meet\nOne speaks, the others listen.\nTea at the end.";

/// A member proposes a text, having seen what it would change.
async fn proposes_text(circle: &Circle, who: &Person, text: &str) -> String {
    let new = format!("/g/{}/proposals/new", circle.id);
    let form = who.browser.get(&format!("{new}?what=text")).await;
    let said = [("text", text), ("title", "In our own words"), ("why", "So that newcomers know.")];
    let seen = who.browser.fill(&form, &new, &said).await;
    assert_eq!(seen.status, 200, "{}", seen.body);
    let page = who.browser.fill(&seen, &new, &[]).await;
    page.location().unwrap_or_else(|| panic!("{}", page.body))
}

async fn all_consent(who: &[&Person], at: &str) {
    for one in who {
        assert_eq!(says(one, at, "consent", "").await.status, 303);
    }
}

async fn version(circle: &Circle, who: &Person, of: &str) -> Page {
    who.browser.get(&format!("/g/{}/agreement/versions/{of}", circle.id)).await
}

on_both! {
    async fn each_change_makes_a_version_with_its_decision_and_the_earlier_stay_readable(app: TestApp) {
        let (circle, others) = four(&app).await;
        let [ben, cleo, dan] = &others[..] else { panic!() };
        assert!(version(&circle, ben, "1").await.words(".lead")[0].contains("As every group begins"));
        assert_eq!(version(&circle, ben, "2").await.status, 404);
        let form = ben.browser.get(&format!("/g/{}/proposals/new?what=text", circle.id)).await;
        assert!(form.words("textarea#text")[0].contains("One speaks, the others listen"), "a text to begin from");
        let words = proposes_text(&circle, ben, TEXT).await;
        assert_eq!(cleo.browser.get(&words).await.words(".difference ins").len(), 3, "what would change is shown");
        all_consent(&[ben, cleo, dan], &words).await;
        days_pass(&app, 1, &[]).await;
        let rule = proposed(&circle, ben, &EIGHT_WEEKS).await;
        all_consent(&[ben, cleo, dan], &rule).await;
        days_pass(&app, 7, &[ben, cleo, dan]).await;
        // In force at the deadline, before any job has run; and written down, the same.
        for is_written in [false, true] {
            let page = version(&circle, dan, "3").await;
            assert_eq!(page.status, 200);
            assert!(page.words(".changed")[0].contains("26 weeks") && page.words(".changed")[0].contains("8 weeks"), "{:?}", page.words(".changed"));
            assert!(page.words("#text")[0].contains("One speaks"));
            assert_eq!(page.links("a[href*='/proposals/']"), std::slice::from_ref(&rule), "its decision");
            assert!(page.body.contains("15 December 2026") && page.body.contains("15 June 2027"), "when, and when again");
            let page = version(&circle, dan, "2").await;
            assert_eq!(page.words(".difference ins").len(), 3);
            assert!(page.body.contains("26 weeks") && page.words(".notice")[0].contains("earlier version"));
            assert_eq!(app.db.count("agreement_version"), if is_written { 2 } else { 0 });
            carried_out(&app).await;
        }
        let log = dan.browser.get(&format!("/g/{}/log", circle.id)).await.words(".list li > div:last-child");
        assert!(log.iter().any(|it| it.contains("version 2") && it.contains("the group")), "{log:?}");
        // Another text, beside the one that it takes the place of.
        let same = format!("/g/{}/proposals/new", circle.id);
        let form = ben.browser.get(&format!("{same}?what=text")).await;
        let said = [("title", "The same"), ("why", "Because.")];
        assert_eq!(ben.browser.fill(&form, &same, &said).await.status, 422, "it says so already");
        let words = proposes_text(&circle, ben, &TEXT.replace("Tea", "Coffee")).await;
        let page = cleo.browser.get(&words).await;
        assert_eq!((page.words(".difference del"), page.words(".difference ins")), (vec!["Tea at the end.".to_owned()], vec!["Coffee at the end.".to_owned()]));
        all_consent(&[ben, cleo, dan], &words).await;
        days_pass(&app, 7, &[ben, dan]).await;
        let page = version(&circle, dan, "4?beside=1").await;
        assert_eq!((page.words(".difference ins").len(), page.words(".changed").len()), (3, 1), "all since then");
        assert_eq!(version(&circle, dan, "4?beside=9").await.words("#changed"), Vec::<String>::new());
    }

    async fn a_member_accepts_a_version_and_the_next_one_asks_again(app: TestApp) {
        let (circle, others) = four(&app).await;
        let [ben, cleo, dan] = &others[..] else { panic!() };
        let inside = format!("/g/{}", circle.id);
        let asked = async |who: &Person| who.browser.get(&inside).await.links(".notice a[href*='/versions/']");
        assert_eq!(asked(ben).await, Vec::<String>::new(), "nobody has decided anything");
        let words = proposes_text(&circle, ben, TEXT).await;
        all_consent(&[ben, cleo, dan], &words).await;
        days_pass(&app, 7, &[ben, cleo, dan]).await;
        let way = asked(ben).await.remove(0);
        let page = ben.browser.get(&way).await;
        let page = ben.browser.submit(&page, &format!("{way}/accept"), &[]).await;
        assert!(page.words(".notice.good")[0].contains("You have accepted"));
        assert_eq!(asked(ben).await, Vec::<String>::new());
        assert_eq!(asked(cleo).await.len(), 1, "each is asked");
        carried_out(&app).await;
        assert_eq!(asked(ben).await, Vec::<String>::new());
        // Nobody sees who has, and nothing is closed to who has not.
        let agreement = cleo.browser.get(&format!("{inside}/agreement")).await.body;
        assert!(!agreement.contains("accepted"), "not even how many");
        assert_eq!(cleo.browser.get(&format!("{inside}/assembly")).await.status, 200);
        let stale = cleo.browser.get(&asked(cleo).await.remove(0)).await;
        let rule = proposed(&circle, cleo, &EIGHT_WEEKS).await;
        all_consent(&[ben, cleo, dan], &rule).await;
        days_pass(&app, 7, &[ben, cleo]).await;
        assert_eq!(cleo.browser.post(&stale, &format!("{inside}/agreement/versions/2/accept"), &[]).await.status, 403, "a form of another sign-in");
        let home = cleo.browser.get(&inside).await;
        assert_eq!(cleo.browser.post(&home, &format!("{inside}/agreement/versions/2/accept"), &[]).await.status, 409, "there is a newer one");
        let way = asked(ben).await.remove(0);
        assert!(way.ends_with("/versions/3?beside=2"), "{way}");
        assert_eq!(ben.browser.get(&way).await.words(".changed").len(), 1, "what is different since he has accepted");
        let leave = format!("{inside}/leave");
        let ask = ben.browser.get(&leave).await;
        ben.browser.submit(&ask, &leave, &[]).await;
        assert_eq!(app.db.count("acceptance"), 0, "it goes with the membership");
    }

    async fn in_six_months_the_review_of_the_text_is_on_the_agenda_by_itself(app: TestApp) {
        let (circle, others) = four(&app).await;
        let [ben, cleo, dan] = &others[..] else { panic!() };
        let words = proposes_text(&circle, ben, TEXT).await;
        all_consent(&[ben, cleo, dan], &words).await;
        days_pass(&app, 7, &[ben]).await;
        carried_out(&app).await;
        let agenda = async || ben.browser.get(&format!("/g/{}/assembly", circle.id)).await.words("#agenda li");
        assert_eq!(agenda().await, Vec::<String>::new());
        days_pass(&app, 182, &[ben]).await;
        let there = agenda().await;
        assert!(there.iter().any(|it| it.contains("In our own words") && it.contains("review overdue")), "{there:?}");
        let page = ben.browser.get(&format!("/g/{}/agreement", circle.id)).await;
        assert!(page.words("#text")[0].contains("review overdue") && page.words("#text")[0].contains("One speaks"), "it stands all the same");
    }

    async fn outside_it_is_said_that_there_is_one_where_the_group_says_so_and_nothing_more(app: TestApp) {
        app.take_over(&crate::support::feeds::invented());
        let coordinator = app.coordinator().await;
        let (circle, others) = four(&app).await;
        let [ben, cleo, dan] = &others[..] else { panic!() };
        let programme = "UPDATE groups SET programme_id = (SELECT id FROM programme) WHERE import_key IS NULL";
        app.db.execute(programme);
        let public = format!("/groups/{}", circle.slug);
        let seen = async || {
            let outside = app.browser().get(&public).await.words("#agreement").len();
            let page = coordinator.get(&format!("/p/{}", crate::support::feeds::PROGRAMME)).await;
            assert!(!page.body.contains("listen") && !page.body.contains("newcomers know"));
            (outside, page.body.matches("has an agreement").count())
        };
        let words = proposes_text(&circle, ben, TEXT).await;
        all_consent(&[ben, cleo, dan], &words).await;
        days_pass(&app, 7, &[&circle.leader]).await;
        carried_out(&app).await;
        assert_eq!(seen().await, (0, 0), "the group has not said so");
        let settings = format!("/g/{}/settings", circle.id);
        let form = circle.leader.browser.get(&settings).await;
        assert_eq!(circle.leader.browser.fill(&form, &settings, &[("shows_agreement", "perhaps")]).await.status, 422);
        assert_eq!(circle.leader.browser.fill(&form, &settings, &[("shows_agreement", "yes")]).await.status, 303);
        assert_eq!(seen().await, (1, 1));
        assert!(!app.browser().get(&public).await.body.contains("others listen"));
        for path in ["agreement", "agreement/versions/2", "assembly", "handover", "log"] {
            assert_eq!(coordinator.get(&format!("/g/{}/{path}", circle.id)).await.status, 404, "{path}");
        }
        if app.db.kind == Kind::Sqlite {
            assert_eq!(app.db.count("agreement_version WHERE text LIKE '%listen%'"), 1);
        }
    }

    async fn a_deputy_leads_only_while_nobody_else_does(app: TestApp) {
        let (circle, others) = four(&app).await;
        let [ben, cleo, dan] = &others[..] else { panic!() };
        let inside = format!("/g/{}", circle.id);
        let said = [("what", "deputy"), ("title", "I would step in"), ("why", "Somebody should."), ("review", "6")];
        let at = proposed(&circle, cleo, &said).await;
        assert!(ben.browser.get(&at).await.words("#preview")[0].contains("Cleo would be a deputy"));
        for who in [ben, dan] {
            assert_eq!(votes(who, &at, "yes").await.status, 303);
        }
        days_pass(&app, 7, &[ben, cleo, &circle.leader]).await;
        assert_eq!(outcome(ben, &at).await, "adopted");
        let settings = format!("{inside}/settings");
        for _ in 0..2 {
            assert_eq!(cleo.browser.get(&settings).await.status, 404, "Ana is there");
            let page = ben.browser.get(&format!("{inside}/agreement")).await;
            assert!(page.words("#deputies li")[0].contains("Cleo, until Monday, 14 June 2027"), "{:?}", page.words("#deputies li"));
            assert_eq!(page.words("#holders li").len(), 1);
            carried_out(&app).await;
        }
        let rota = circle.leader.browser.get(&format!("{inside}/rota")).await;
        for (verb, status) in [("break", 200), ("back", 404)] {
            let page = circle.leader.browser.post(&rota, &format!("{inside}/{verb}"), &[]).await;
            assert_eq!(page.status, 303, "{}", page.body);
            assert_eq!(cleo.browser.get(&settings).await.status, status, "{verb}");
        }
        let ask = circle.leader.browser.get(&format!("{inside}/leave")).await;
        circle.leader.browser.submit(&ask, &format!("{inside}/leave"), &[]).await;
        assert_eq!(cleo.browser.get(&settings).await.status, 200, "nobody else is");
        // The role is open all the same: whoever takes it on leads, and the deputy stands back.
        let page = ben.browser.get(&inside).await;
        ben.browser.submit(&page, &format!("{inside}/mandate"), &[]).await;
        assert_eq!(cleo.browser.get(&settings).await.status, 404);
        let log = ben.browser.get(&format!("{inside}/log")).await.words(".list li > div:last-child");
        assert!(log.iter().any(|it| it.contains("Cleo is deputy until")), "{log:?}");
    }
}
