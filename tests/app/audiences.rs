//! Who sees what of a member: every choice by every onlooker, on every page on which it could stand.

use parea::domain::audience::{Audience, Field, Onlooker, TABLE};
use parea::domain::coded::Coded as _;

use super::reminders::a_circle_and_ben;
use crate::support::app::TestApp;
use crate::support::databases::Kind;
use crate::support::groups::Circle;
use crate::support::people::Person;

const LINE: &str = "Two children, and the sea.";

/// Ben chooses one audience for all.
async fn chooses(circle: &Circle, ben: &Person, who: &str, more: &[(&str, &str)]) {
    let path = format!("/me/privacy/{}", circle.id);
    let form = ben.browser.get(&path).await;
    let mut fields = vec![("line_words", LINE), ("line", who), ("coming", who), ("led", who)];
    fields.extend_from_slice(more);
    let page = ben.browser.fill(&form, &path, &fields).await;
    assert_eq!(page.status, 303, "{}", page.body);
}

/// Whether what Ben says of himself, and that he comes, stands on the pages of somebody.
async fn sees(circle: &Circle, who: &Person) -> (bool, bool) {
    let (people, inside) = (
        who.browser.get(&format!("/g/{}/people", circle.id)).await,
        who.browser.get(&format!("/g/{}", circle.id)).await,
    );
    assert_eq!((people.status, inside.status), (200, 200));
    assert!(!inside.body.contains(LINE), "the group's page does not tell it");
    (people.body.contains(LINE), inside.words(".who").concat().contains("Ben"))
}

on_both! {
    async fn nobody_sees_more_of_a_member_than_they_have_chosen(app: TestApp) {
        let (circle, ben) = a_circle_and_ben(&app).await;
        let cleo = app.person().await;
        circle.joined_by(&cleo, "Cleo").await;
        let other = app.a_group("Friday circle").await;
        other.joined_by(&ben, "Other").await;
        let meeting = circle.meetings().await.remove(0);
        circle.answered_by(&ben, &meeting, "coming").await;
        // As everybody begins: nobody sees anything.
        assert_eq!(sees(&circle, &cleo).await, (false, false));
        for audience in Audience::ALL {
            chooses(&circle, &ben, audience.code(), &[]).await;
            let of_member = audience.includes(Onlooker::Member);
            let of_leader = audience.includes(Onlooker::Facilitator);
            assert_eq!(sees(&circle, &cleo).await, (of_member, of_member), "{audience:?}");
            assert_eq!(sees(&circle, &circle.leader).await, (of_leader, of_leader), "{audience:?}");
            // What others see is what one is shown of it.
            let of_chosen = audience.includes(Onlooker::Chosen) && *audience != Audience::One;
            for (by, shown) in
                [("guest", false), ("member", of_member), ("chosen", of_chosen), ("facilitator", of_leader)]
            {
                let page = ben.browser.get(&format!("/g/{}/people/me?as={by}", circle.id)).await;
                assert_eq!(page.words("#seen").concat().contains(LINE), shown, "{audience:?} {by}");
            }
            for path in ["/", "/groups", "/groups.json", "/calendar.ics", &format!("/groups/{}", circle.slug)] {
                let page = app.browser().get(path).await;
                assert!(!page.body.contains(LINE) && !page.body.contains("Ben"), "{path}");
            }
            for path in [format!("/g/{}", circle.id), format!("/g/{}/people", circle.id), format!("/g/{}/people/me", circle.id)] {
                assert_eq!(other.leader.browser.get(&path).await.status, 404, "{path}");
            }
            // Another group of the same person knows nothing of it.
            let page = other.leader.browser.get(&format!("/g/{}/people", other.id)).await;
            assert!(page.body.contains("Other") && !page.body.contains(LINE));
        }
        let sealed = app.db.dump(&[]).into_iter().all(|line| !line.content.contains("the sea"));
        assert!(sealed, "what somebody says of themselves stands sealed");
    }

    async fn whoever_hides_is_seen_by_nobody_and_comes_back_as_they_chose(app: TestApp) {
        let (circle, ben) = a_circle_and_ben(&app).await;
        let meeting = circle.meetings().await.remove(0);
        circle.answered_by(&ben, &meeting, "coming").await;
        chooses(&circle, &ben, "group", &[]).await;
        assert_eq!(sees(&circle, &circle.leader).await, (true, true));
        let all = ben.browser.get("/me/privacy").await;
        assert!(all.words("#groups").concat().contains("a line about you"), "{:?}", all.words("#groups"));
        ben.browser.post(&all, "/me/privacy/hide", &[("hide", "yes")]).await;
        assert_eq!(sees(&circle, &circle.leader).await, (false, false));
        let all = ben.browser.get("/me/privacy").await;
        assert!(all.words("#groups").concat().contains("You are hidden"));
        ben.browser.post(&all, "/me/privacy/hide", &[("hide", "no")]).await;
        assert_eq!(sees(&circle, &circle.leader).await, (true, true));
        chooses(&circle, &ben, "group", &[("hidden", "yes")]).await;
        assert_eq!(sees(&circle, &circle.leader).await, (false, false), "in one group alone, too");
    }

    async fn what_is_typed_is_kept_and_no_other_choice_is_taken(app: TestApp) {
        let (circle, ben) = a_circle_and_ben(&app).await;
        let path = format!("/me/privacy/{}", circle.id);
        let form = ben.browser.get(&path).await;
        let long = "a".repeat(500);
        let fields = [("line_words", long.as_str()), ("line", "group"), ("coming", "facilitators")];
        let refused = ben.browser.post(&form, &path, &fields).await;
        assert_eq!(refused.status, 422);
        assert!(!refused.words("#line_words-error").is_empty());
        assert_eq!(refused.values("#line_words"), [long]);
        assert_eq!(refused.values("#coming option[selected]"), ["facilitators"]);
        chooses(&circle, &ben, "everybody", &[]).await;
        assert_eq!(app.db.count("audience_choice WHERE audience <> 'nobody' AND field <> 'name'"), 0, "read as the most careful one");
        for row in TABLE {
            let form = ben.browser.get(&path).await;
            let offered = form.values(&format!("#{} option", row.field.code()));
            let choices: Vec<&str> = row.choices.iter().map(|it| it.code()).collect();
            assert_eq!(offered, choices, "{:?}", row.field);
        }
        assert!(Field::ALL.len() == TABLE.len());
    }
}
