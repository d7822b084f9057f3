//! A note on what helped is opened to others: by its author, who lets it, and by the group, which decides. Each can shut it again.

use super::kinds::{a_week_passes, all_consent, carried_out, log, looked_at, proposed};
use super::reminders::a_circle_and_ben;
use crate::support::app::TestApp;
use crate::support::databases::Kind;
use crate::support::groups::Circle;
use crate::support::people::Person;

const WORDS: &str = "A walk by the sea, and nobody asks why.";

/// What strangers read of the group's notes.
async fn public(app: &TestApp, circle: &Circle) -> Vec<String> {
    app.browser().get(&format!("/groups/{}", circle.slug)).await.words("#helped .typed")
}

async fn sisters(circle: &Circle, who: &Person) -> Vec<String> {
    who.browser.get(&format!("/g/{}/experience", circle.id)).await.words("#sisters .typed")
}

/// The group decides who reads its one note.
async fn opened(app: &TestApp, circle: &Circle, ben: &Person, to: &str) {
    let note = note(circle, ben).await;
    let at = proposed(circle, ben, "open", &[("note", &note), ("opened", to)]).await;
    all_consent(&[ben, &circle.leader], &at).await;
    a_week_passes(app, &[ben, &circle.leader]).await;
}

async fn note(circle: &Circle, who: &Person) -> String {
    let page = who.browser.get(&format!("/g/{}/experience", circle.id)).await;
    page.links("a[href*='what=open']").remove(0).rsplit('=').next().unwrap().to_owned()
}

on_both! {
    async fn a_note_is_read_by_others_when_its_author_and_the_group_want_it_so(app: TestApp) {
        let (circle, ben) = a_circle_and_ben(&app).await;
        circle.noted_by(&ben, "Only for us.", &[]).await;
        circle.noted_by(&ben, WORDS, &[("open", "yes"), ("sign", "yes")]).await;
        // Whose author does not let it, nobody opens.
        let form = circle.leader.browser.get(&format!("/g/{}/proposals/new?what=open", circle.id)).await;
        assert_eq!(form.words("#note option"), ["Choose a note", WORDS]);
        let other = app.db.ids("experience AS it WHERE NOT it.may_open")[0];
        let other = parea::domain::ids::ExperienceId::from_random(other.to_be_bytes()).to_string();
        let refused = looked_at(&circle, &ben, "open", &[("note", other.as_str()), ("opened", "everybody")]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.words("#note-error")[0].contains("does not let it be opened"), "{:?}", refused.words(".error"));
        let same = note(&circle, &ben).await;
        let refused = looked_at(&circle, &ben, "open", &[("note", same.as_str()), ("opened", "group")]).await;
        assert!(refused.words("#what-error")[0].contains("It is so already"));
        assert!(public(&app, &circle).await.is_empty());
        opened(&app, &circle, &ben, "everybody").await;
        for is_written in [false, true] {
            assert_eq!(public(&app, &circle).await, [WORDS], "{is_written}");
            let page = app.browser().get(&format!("/groups/{}", circle.slug)).await;
            assert!(!page.body.contains("Ben") && !page.body.contains("Only for us."), "unsigned, and no other");
            let notes = circle.leader.browser.get(&format!("/g/{}/experience", circle.id)).await;
            assert_eq!(notes.words(".notes .badge"), ["everybody, on the public page"]);
            if !is_written {
                carried_out(&app).await;
            }
        }
        let lines = log(&circle, &ben).await;
        assert!(lines.contains("“the group alone”") && lines.contains("“everybody, on the public page”"), "{lines}");
        // Its author takes the consent back: gone at once, and what the group has decided does not come back by itself.
        let mine = ben.browser.get(&format!("/g/{}/experience", circle.id)).await;
        let mine = mine.links(".notes a[href*='/experience/']");
        for at in mine {
            let form = ben.browser.get(&at).await;
            if form.words("textarea")[0] == WORDS {
                assert_eq!(ben.browser.post(&form, &at, &[("words", WORDS)]).await.status, 303);
            }
        }
        assert!(public(&app, &circle).await.is_empty());
    }

    async fn other_words_are_the_groups_alone_again(app: TestApp) {
        let (circle, ben) = a_circle_and_ben(&app).await;
        circle.noted_by(&ben, WORDS, &[("open", "yes")]).await;
        let id = note(&circle, &ben).await;
        let at = proposed(&circle, &ben, "open", &[("note", &id), ("opened", "everybody")]).await;
        all_consent(&[&ben, &circle.leader], &at).await;
        // Said otherwise while the group decides: it has decided about other words.
        let form = format!("/g/{}/experience/{id}", circle.id);
        let page = ben.browser.get(&form).await;
        assert_eq!(ben.browser.fill(&page, &form, &[("words", "Buy my book.")]).await.status, 303);
        a_week_passes(&app, &[&ben, &circle.leader]).await;
        assert!(public(&app, &circle).await.is_empty(), "at the deadline");
        carried_out(&app).await;
        assert!(public(&app, &circle).await.is_empty(), "and written down");
        assert_eq!(app.db.count("proposal WHERE did_not_fit"), 1);
    }

    async fn sister_groups_read_it_and_no_other_and_it_goes_with_its_author(app: TestApp) {
        let (circle, ben) = a_circle_and_ben(&app).await;
        let sister = app.a_group("Sunday circle").await;
        let stranger = app.a_group("Far away").await;
        app.take_over(&crate::support::feeds::invented());
        app.db.execute("UPDATE groups SET programme_id = (SELECT id FROM programme) WHERE name IN ('Tuesday circle', 'Sunday circle')");
        circle.noted_by(&ben, WORDS, &[("open", "yes")]).await;
        opened(&app, &circle, &ben, "sisters").await;
        for who in [&sister.leader, &stranger.leader] {
            who.sign_in_again().await;
        }
        for is_written in [false, true] {
            assert_eq!(sisters(&sister, &sister.leader).await, [WORDS], "{is_written}");
            assert!(sisters(&stranger, &stranger.leader).await.is_empty() && sisters(&circle, &ben).await.is_empty());
            assert!(public(&app, &circle).await.is_empty(), "and nobody in public");
            if !is_written {
                carried_out(&app).await;
            }
        }
        let page = sister.leader.browser.get(&format!("/g/{}/experience", sister.id)).await;
        assert!(!page.body.contains("Tuesday circle") && !page.body.contains("Ben"), "nor whose it is");
        let file = sister.leader.browser.get(&format!("/g/{}/experience.md", sister.id)).await;
        assert!(!file.body.contains(WORDS), "the file is the group's own");
        let ask = ben.browser.get(&format!("/g/{}/leave", circle.id)).await;
        ben.browser.submit(&ask, &format!("/g/{}/leave", circle.id), &[]).await;
        assert!(sisters(&sister, &sister.leader).await.is_empty());
    }
}
