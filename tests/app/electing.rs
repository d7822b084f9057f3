//! Who decides about whom, and what a vote tells: what somebody could try who comes with many names, reads more out of a
//! number than it should say, or asks everybody all day.

use chrono::TimeDelta;

use super::deciding::{days_pass, decides_by, four, outcome, proposed, votes};
use crate::support::app::TestApp;
use crate::support::databases::Kind;

const I_WOULD: [(&str, &str); 4] =
    [("what", "mandate"), ("title", "I would facilitate"), ("why", "I have learned it."), ("review", "6")];
const SIXTY: [(&str, &str); 5] = [
    ("rule", "quorum_percent"),
    ("value", "60"),
    ("title", "Sixty of a hundred"),
    ("why", "So that we are more."),
    ("review", "6"),
];

on_both! {
    async fn a_vote_that_is_broken_off_or_has_too_few_tells_nobodys_vote(app: TestApp) {
        let (circle, others) = four(&app).await;
        let [ben, cleo, dan] = &others[..] else { panic!() };
        decides_by(&app, 2);
        let broken_off = proposed(&circle, ben, &SIXTY).await;
        votes(cleo, &broken_off, "no").await;
        let page = ben.browser.get(&broken_off).await;
        ben.browser.submit(&page, &format!("{broken_off}/withdraw"), &[]).await;
        let too_few = proposed(&circle, ben, &SIXTY).await;
        votes(cleo, &too_few, "no").await;
        let carried = proposed(&circle, ben, &SIXTY).await;
        for (who, choice) in [(ben, "yes"), (cleo, "yes"), (dan, "no")] {
            votes(who, &carried, choice).await;
        }
        days_pass(&app, 7, &[ben]).await;
        for (at, expected) in [(&broken_off, "withdrawn"), (&too_few, "quorum"), (&carried, "adopted")] {
            let told = ben.browser.get(at).await.words(".result");
            assert_eq!(told.is_empty(), expected != "adopted", "{expected}: {told:?}");
        }
        assert_eq!(outcome(ben, &carried).await, "adopted");
        assert_eq!(ben.browser.get(&carried).await.words(".result"), ["Yes: 2. No: 1."]);
    }

    async fn whoever_comes_with_many_names_does_not_lead_within_the_week(app: TestApp) {
        let (circle, others) = four(&app).await;
        decides_by(&app, 2);
        app.app.clock.advance(TimeDelta::days(28));
        for who in others.iter().chain([&circle.leader]) {
            who.sign_in_again().await;
        }
        let mut names = Vec::new();
        for name in ["One", "Two", "Three", "Four", "Five", "Six"] {
            let who = app.person().await;
            circle.joined_by(&who, name).await;
            names.push(who);
        }
        let at = proposed(&circle, &names[0], &I_WOULD).await;
        for who in &names {
            assert_eq!(votes(who, &at, "yes").await.status, 409);
        }
        let page = others[0].browser.get(&at).await;
        assert!(page.body.contains("0 of 4 have taken part"), "{:?}", page.words("main"));
        votes(&others[0], &at, "no").await;
        votes(&others[1], &at, "no").await;
        days_pass(&app, 7, &[&others[0]]).await;
        assert_eq!(others[0].browser.get(&at).await.words(".result"), ["Yes: 0. No: 2."]);
    }

    async fn five_proposals_in_a_week_are_enough_and_no_more_reach_anybody(app: TestApp) {
        let (circle, others) = four(&app).await;
        let path = format!("/g/{}/proposals/new", circle.id);
        let first = proposed(&circle, &others[0], &SIXTY).await;
        let page = others[0].browser.get(&first).await;
        others[0].browser.submit(&page, &format!("{first}/withdraw"), &[]).await;
        for _ in 0..4 {
            proposed(&circle, &others[0], &SIXTY).await;
        }
        let told = app.db.count("outbox");
        let form = others[0].browser.get(&path).await;
        let refused = others[0].browser.post(&form, &path, &SIXTY).await;
        assert_eq!(refused.status, 409);
        assert!(refused.body.contains("five proposals within a week"), "{}", refused.body);
        assert!(refused.body.contains("So that we are more."), "what was typed is given back");
        assert_eq!((app.db.count("proposal"), app.db.count("outbox")), (5, told));
        proposed(&circle, &others[1], &SIXTY).await;
        days_pass(&app, 7, &[&others[0]]).await;
        proposed(&circle, &others[0], &SIXTY).await;
    }
}
