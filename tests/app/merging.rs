//! Two groups become one: one decides that the other is welcome, that one decides to close and go there, and whoever wants to
//! comes along. Nobody is moved.

use chrono::TimeDelta;

use super::kinds::{a_week_passes, all_consent, carried_out, log, looked_at, proposed};
use super::reminders::a_circle_and_ben;
use crate::support::app::TestApp;
use crate::support::databases::Kind;
use crate::support::groups::Circle;
use crate::support::people::Person;

const FAREWELL: [(&str, &str); 2] = [("farewell", "We go on together."), ("keeps", "farewell")];

/// A group decides that another one is welcome, which is named as people know it.
async fn welcomes(app: &TestApp, here: &Circle, other: &str, signs_in: &[&Person]) {
    let at = proposed(here, &here.leader, "welcome", &[("other", other)]).await;
    all_consent(&[&here.leader], &at).await;
    let everybody: Vec<&Person> = signs_in.iter().copied().chain([&here.leader]).collect();
    a_week_passes(app, &everybody).await;
}

/// Into which groups another one can go.
async fn ways(circle: &Circle) -> Vec<String> {
    let form = circle.leader.browser.get(&format!("/g/{}/proposals/new?what=close", circle.id)).await;
    form.values("#into option")
}

async fn closes_into(circle: &Circle, into: &str) -> String {
    let how = [FAREWELL[0], FAREWELL[1], ("into", into)];
    proposed(circle, &circle.leader, "close", &how).await
}

fn names(app: &TestApp, group: &str) -> i64 {
    app.db.count(&format!(
        "membership JOIN groups ON groups.id = membership.group_id WHERE groups.name = '{group}'"
    ))
}

on_both! {
    async fn two_groups_become_one_when_both_decide_so_and_nobody_is_moved(app: TestApp) {
        let (small, ben) = a_circle_and_ben(&app).await;
        let large = app.a_group("Friday circle").await;
        // Not before the other one has decided.
        assert!(ways(&small).await.is_empty());
        let refused = looked_at(&small, &ben, "close", &[FAREWELL[0], FAREWELL[1], ("into", &large.id)]).await;
        assert_eq!(refused.status, 422);
        let page = format!("https://parea.example/groups/{}?lang=en#dates", small.slug);
        let seen = looked_at(&large, &large.leader, "welcome", &[("other", &page)]).await.words("#preview").remove(0);
        assert!(seen.contains("The members of Tuesday circle are welcome") && seen.contains("14 March 2027"), "{seen}");
        welcomes(&app, &large, &page, &[&small.leader, &ben]).await;
        for is_written in [false, true] {
            assert_eq!(ways(&small).await, ["", large.id.as_str()], "{is_written}");
            if !is_written {
                carried_out(&app).await;
            }
        }
        assert!(log(&large, &large.leader).await.contains("members of Tuesday circle are welcome"));
        let how = [FAREWELL[0], FAREWELL[1], ("into", large.id.as_str())];
        let seen = looked_at(&small, &ben, "close", &how).await.words("#preview").remove(0);
        assert!(seen.contains("It goes into Friday circle"), "{seen}");
        let at = closes_into(&small, &large.id).await;
        all_consent(&[&ben, &small.leader], &at).await;
        a_week_passes(&app, &[&ben, &small.leader, &large.leader]).await;
        let farewell = format!("/g/{}/farewell", small.id);
        let stranger = app.person().await;
        for is_written in [false, true] {
            let page = ben.browser.get(&farewell).await;
            assert!(page.words("#onward")[0].contains("gone into Friday circle"), "{is_written}: {}", page.body);
            let public = app.browser().get(&format!("/groups/{}", small.slug)).await;
            assert_eq!(public.location(), Some(format!("/groups/{}", large.slug)), "{is_written}");
            let own = stranger.browser.get("/me").await;
            let come = stranger.browser.post(&own, &format!("{farewell}/come"), &[("my_name", "Eve")]).await;
            assert_eq!(come.status, 404);
            assert_eq!(names(&app, "Friday circle"), 1, "nobody is moved");
            if !is_written {
                carried_out(&app).await;
            }
        }
        assert!(log(&large, &large.leader).await.contains("Tuesday circle has closed and gone into this group"));
        // Whoever wants to comes, under a name of their own; what they typed is kept until it can be taken.
        let page = ben.browser.get(&farewell).await;
        let refused = ben.browser.post(&page, &format!("{farewell}/come"), &[("my_name", " ")]).await;
        assert_eq!(refused.status, 422);
        assert!(!refused.words("#my_name-error").is_empty());
        for _ in 0..2 {
            let come = ben.browser.post(&page, &format!("{farewell}/come"), &[("my_name", "Beno")]).await;
            assert_eq!(come.location(), Some(format!("/g/{}", large.id)));
        }
        assert_eq!(names(&app, "Friday circle"), 2);
        assert!(ben.browser.get(&format!("/g/{}", large.id)).await.body.contains("Beno"));
        assert_eq!(ben.browser.get(&farewell).await.links("#onward a"), [format!("/g/{}", large.id)]);
    }

    async fn only_what_can_be_seen_is_named_and_a_welcome_ends(app: TestApp) {
        let (hidden, ben) = a_circle_and_ben(&app).await;
        hidden.hides().await;
        let large = app.a_group("Friday circle").await;
        for other in [format!("/groups/{}", hidden.slug), format!("/g/{}", hidden.id), "nowhere".to_owned(), format!("/g/{}", large.id)] {
            let refused = looked_at(&large, &large.leader, "welcome", &[("other", &other)]).await;
            assert_eq!(refused.status, 422, "{other}");
            assert!(refused.words("#other-error")[0].contains("no group at this address that you can see"), "{other}");
            assert_eq!(refused.values("#other"), std::slice::from_ref(&other), "what was typed is kept");
        }
        for other in ["", "Not an address"] {
            let refused = looked_at(&large, &large.leader, "welcome", &[("other", other)]).await;
            assert!(refused.words("#other-error")[0].contains("no address of a group"), "{other}");
        }
        // Whoever is in both can name it.
        large.joined_by(&ben, "Beno").await;
        let at = proposed(&large, &ben, "welcome", &[("other", &format!("/g/{}", hidden.id))]).await;
        all_consent(&[&ben, &large.leader], &at).await;
        a_week_passes(&app, &[&ben, &large.leader, &hidden.leader]).await;
        carried_out(&app).await;
        assert_eq!(ways(&hidden).await, ["", large.id.as_str()]);
        // The decision of the other group would come too late.
        app.app.clock.advance(TimeDelta::days(84));
        hidden.leader.sign_in_again().await;
        assert!(ways(&hidden).await.is_empty());
    }

    async fn no_group_goes_into_one_that_is_not_there_any_more_and_a_shut_door_stays_shut(app: TestApp) {
        let (small, ben) = a_circle_and_ben(&app).await;
        let large = app.a_group("Friday circle").await;
        welcomes(&app, &large, &small.slug, &[&small.leader, &ben]).await;
        carried_out(&app).await;
        let at = closes_into(&small, &large.id).await;
        all_consent(&[&ben, &small.leader], &at).await;
        app.db.execute("UPDATE groups SET state = 'closed' WHERE name = 'Friday circle'");
        a_week_passes(&app, &[&ben, &small.leader]).await;
        for is_written in [false, true] {
            assert_eq!(ben.browser.get(&format!("/g/{}", small.id)).await.status, 200, "{is_written}");
            carried_out(&app).await;
        }
        assert!(log(&small, &ben).await.contains("could not be carried out"), "{}", log(&small, &ben).await);
        // It is there again, and does not let everybody in.
        app.db.execute("UPDATE groups SET state = 'running' WHERE name = 'Friday circle'");
        let at = closes_into(&small, &large.id).await;
        all_consent(&[&ben, &small.leader], &at).await;
        let ben_there = "membership JOIN groups AS small ON small.id = membership.group_id AND small.name = 'Tuesday circle' \
                         WHERE groups.name = 'Friday circle' AND membership.id NOT IN (SELECT membership_id FROM mandate)";
        app.db.execute(&format!(
            "INSERT INTO shut_door (id, group_id, person_id, until_on) \
             SELECT 1, groups.id, membership.person_id, '2027-12-31' FROM groups, {ben_there}"
        ));
        a_week_passes(&app, &[&ben, &small.leader]).await;
        let farewell = format!("/g/{}/farewell", small.id);
        assert!(!small.leader.browser.get(&farewell).await.words("#onward").is_empty());
        let page = ben.browser.get(&farewell).await;
        assert!(page.status == 200 && page.words("#onward").is_empty());
        assert_eq!(ben.browser.post(&page, &format!("{farewell}/come"), &[("my_name", "Ben")]).await.status, 404);
    }
}
