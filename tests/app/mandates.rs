//! A group stays able to act: whoever is in it, and nobody else, can take what nobody holds any more.

use chrono::TimeDelta;

use crate::support::app::TestApp;
use crate::support::databases::Kind;

on_both! {
    async fn a_member_takes_the_facilitation_that_nobody_holds(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        circle.meets_weekly("").await;
        let (ben, cleo) = (app.person().await, app.person().await);
        circle.joined_by(&ben, "Ben").await;
        circle.joined_by(&cleo, "Cleo").await;
        let (page, take) = (format!("/g/{}", circle.id), format!("/g/{}/mandate", circle.id));
        let inside = ben.browser.get(&page).await;
        assert_eq!(inside.actions("/mandate"), Vec::<String>::new());
        assert_eq!(ben.browser.post(&inside, &take, &[]).await.status, 409, "Ana has it");
        app.app.clock.advance(TimeDelta::days(183));
        for who in [&ben, &cleo] {
            who.sign_in_again(&app).await;
        }
        let stranger = app.person().await;
        let home = stranger.browser.get("/me/security").await;
        assert_eq!(stranger.browser.post(&home, &take, &[]).await.status, 404);
        let inside = ben.browser.get(&page).await;
        assert_eq!(inside.links("a[href$='/change']"), Vec::<String>::new());
        let inside = ben.browser.submit(&inside, &take, &[]).await;
        assert!(inside.words(".people li").contains(&"Ben (you) facilitates".to_owned()));
        assert_eq!(inside.actions("/mandate"), Vec::<String>::new());
        let change = inside.links("a[href$='/change']").remove(0);
        assert_eq!(ben.browser.get(&change).await.status, 200);
        let too_late = cleo.browser.get(&page).await;
        assert_eq!(cleo.browser.post(&too_late, &take, &[]).await.status, 409);
    }

    async fn a_group_whose_only_facilitator_leaves_is_not_stuck(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        let ben = app.person().await;
        circle.joined_by(&ben, "Ben").await;
        let ask = circle.leader.browser.get(&format!("/g/{}/leave", circle.id)).await;
        circle.leader.browser.submit(&ask, &format!("/g/{}/leave", circle.id), &[]).await;
        let inside = ben.browser.get(&format!("/g/{}", circle.id)).await;
        let inside = ben.browser.submit(&inside, &format!("/g/{}/mandate", circle.id), &[]).await;
        assert_eq!(inside.words(".people li"), ["Ben (you) facilitates"]);
    }
}
