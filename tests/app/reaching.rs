//! One member and another: under which name they are seen, how they are reached, writing to each other after two yeses, and
//! not seeing each other.

use super::deciding::{proposed, says};
use super::reminders::a_circle_and_ben;
use crate::support::app::TestApp;
use crate::support::browser::Page;
use crate::support::databases::Kind;
use crate::support::dump::differences;
use crate::support::groups::Circle;
use crate::support::people::Person;

const NUMBER: &str = "By the blue door, after six";

/// Ana, who facilitates, Ben, and Cleo.
pub(super) async fn three(app: &TestApp) -> (Circle, Person, Person) {
    let (circle, ben) = a_circle_and_ben(app).await;
    let cleo = app.person().await;
    circle.joined_by(&cleo, "Cleo").await;
    (circle, ben, cleo)
}

/// Somebody chooses what they show, and leaves the rest as it is.
pub(super) async fn shows(circle: &Circle, who: &Person, fields: &[(&str, &str)]) -> Page {
    let path = format!("/me/privacy/{}", circle.id);
    let form = who.browser.get(&path).await;
    who.browser.fill(&form, &path, fields).await
}

/// Where a member is looked at; `None` when they are not in sight.
async fn found(circle: &Circle, by: &Person, name: &str) -> Option<String> {
    let people = by.browser.get(&format!("/g/{}/people", circle.id)).await;
    assert_eq!(people.status, 200);
    let (names, links) = (people.words("li.card h2 a"), people.links("li.card h2 a"));
    names.iter().position(|it| it.contains(name)).map(|at| links[at].clone())
}

pub(super) async fn press(who: &Person, page: &str, action: &str, fields: &[(&str, &str)]) -> Page {
    let form = who.browser.get(page).await;
    who.browser.post(&form, action, fields).await
}

/// One asks the other; where that is read.
pub(super) async fn asked(circle: &Circle, by: &Person, other: &str) -> String {
    let of = found(circle, by, other).await.unwrap();
    let page = press(by, &of, &format!("{of}/ask"), &[]).await;
    assert_eq!(page.status, 303, "{}", page.body);
    page.location().unwrap()
}

/// The states of what somebody has on their page.
async fn writes(circle: &Circle, who: &Person) -> Vec<String> {
    who.browser.get(&format!("/g/{}/writing", circle.id)).await.words(".writings .badges")
}

on_both! {
    async fn a_name_is_seen_by_whom_its_bearer_chose_and_a_mandate_by_all(app: TestApp) {
        let (circle, ben, cleo) = three(&app).await;
        let meeting = circle.meetings().await.remove(0);
        circle.answered_by(&ben, &meeting, "coming").await;
        shows(&circle, &ben, &[("coming", "group")]).await;
        let home = format!("/g/{}", circle.id);
        let named = async |who: &Person| {
            let inside = who.browser.get(&home).await;
            (found(&circle, who, "Ben").await.is_some(), inside.body.contains("Ben"))
        };
        assert_eq!(named(&cleo).await, (true, true));
        // A note that he has signed, and a point that he would like to talk about.
        circle.noted_by(&ben, "A walk helps.", &[("sign", "yes")]).await;
        let assembly = format!("{home}/assembly");
        press(&ben, &assembly, &format!("{assembly}/points"), &[("point", "Tea")]).await;
        let written = async |who: &Person| {
            let (notes, points) = (who.browser.get(&circle.notes()).await, who.browser.get(&assembly).await);
            assert!(notes.body.contains("A walk helps.") && points.words("#agenda").concat().contains("Tea"));
            (notes.words(".notes").concat().contains("Ben"), points.words("#agenda").concat().contains("Ben"))
        };
        assert_eq!(written(&cleo).await, (true, true));
        shows(&circle, &ben, &[("name", "facilitators")]).await;
        assert_eq!(named(&cleo).await, (false, false), "also not as one who comes");
        assert_eq!((written(&cleo).await, written(&circle.leader).await), ((false, false), (true, true)));
        assert_eq!(named(&circle.leader).await, (true, true));
        shows(&circle, &ben, &[("name", "group"), ("hidden", "yes")]).await;
        assert_eq!(named(&cleo).await, (false, false));
        assert_eq!(named(&circle.leader).await, (false, false));
        // What the group decides together carries the names of those who say something.
        let words = [("what", "words"), ("title", "Tea at nine"), ("why", "So."), ("review", "6")];
        let at = proposed(&circle, &circle.leader, &words).await;
        assert_eq!(says(&ben, &at, "objection", "Too late for me.").await.status, 303);
        assert!(cleo.browser.get(&at).await.body.contains("Ben"));
        // Who holds a mandate is known.
        shows(&circle, &circle.leader, &[("name", "facilitators"), ("hidden", "yes")]).await;
        assert!(found(&circle, &cleo, "Ana").await.is_some());
        // Whoever facilitates can still name whom a group decides about.
        for (who, names) in [(&circle.leader, true), (&cleo, true)] {
            let page = who.browser.get(&format!("{home}/mediation")).await;
            assert_eq!(page.words("#about option").concat().contains("Ben"), names);
        }
        shows(&circle, &ben, &[("name", "facilitators")]).await;
        let page = cleo.browser.get(&format!("{home}/mediation")).await;
        assert!(!page.body.contains("Ben"));
    }

    async fn how_one_is_reached_is_seen_by_whom_one_chose_and_who_facilitates_is_written_down(app: TestApp) {
        let (circle, ben, cleo) = three(&app).await;
        let of_ben = found(&circle, &cleo, "Ben").await.unwrap();
        let looks = async |who: &Person| {
            let page = press(who, &of_ben, &format!("{of_ben}/reach"), &[]).await;
            assert!(page.status == 404 || page.body.contains(NUMBER), "{}", page.body);
            page.status
        };
        let refused = shows(&circle, &ben, &[("reach", "one"), ("reach_words", NUMBER)]).await;
        assert_eq!(refused.status, 422);
        assert!(!refused.words("#reach_one-error").is_empty());
        assert_eq!(refused.values("#reach_words"), [NUMBER]);
        let cleo_is = cleo.browser.get(&of_ben).await;
        assert_eq!(cleo_is.status, 200);
        let nobody = [("reach", "one"), ("reach_one", "0000000000000"), ("reach_words", NUMBER)];
        let refused = shows(&circle, &ben, &nobody).await;
        assert_eq!((refused.status, refused.words("#reach_one-error").len()), (422, 1), "nor whom one does not know");
        assert_eq!(refused.values("#reach_words"), [NUMBER]);
        let form = ben.browser.get(&format!("/me/privacy/{}", circle.id)).await;
        let names = form.words("#reach_one option");
        let at = names.iter().position(|it| it == "Cleo").unwrap();
        let cleo_id = form.values("#reach_one option")[at].clone();
        // Nobody, one, those who facilitate, all; and again nobody while Ben hides.
        let chosen = [("nobody", 404, 404), ("one", 200, 404), ("facilitators", 404, 200), ("group", 200, 200)];
        for (who, cleos, leaders) in chosen {
            let fields = [("reach", who), ("reach_one", cleo_id.as_str()), ("reach_words", NUMBER)];
            assert_eq!(shows(&circle, &ben, &fields).await.status, 303, "{who}");
            assert_eq!((looks(&cleo).await, looks(&circle.leader).await), (cleos, leaders), "{who}");
            let asks = press(&cleo, &of_ben, &format!("{of_ben}/ask"), &[]).await.status;
            assert_eq!(asks, if cleos == 200 { 303 } else { 404 }, "{who}");
            let seen = ben.browser.get(&format!("/g/{}/people/me?as=chosen", circle.id)).await;
            assert_eq!(seen.body.contains("Can be reached"), cleos == 200, "{who}");
        }
        assert!(app.db.dump(&[]).iter().all(|line| !line.content.contains("blue door")), "it stands sealed");
        let told = ben.browser.get(&format!("/me/privacy/{}", circle.id)).await.words("#looks li");
        assert_eq!(told.len(), 2, "only that of whoever facilitates: {told:?}");
        assert!(told.iter().all(|it| it.contains("Ana")));
        shows(&circle, &ben, &[("hidden", "yes")]).await;
        assert_eq!((looks(&cleo).await, looks(&circle.leader).await), (404, 404));
        // A list that is read tells nothing: one has to press.
        let page = circle.leader.browser.get(&format!("/g/{}/people", circle.id)).await;
        assert!(!page.body.contains(NUMBER));
    }

    async fn two_write_to_each_other_after_two_yeses_and_either_ends_it(app: TestApp) {
        let (circle, ben, cleo) = three(&app).await;
        shows(&circle, &ben, &[("reach", "group")]).await;
        let at = asked(&circle, &cleo, "Ben").await;
        assert_eq!(asked(&circle, &cleo, "Ben").await, at, "asking twice is asking once");
        let send = async |who: &Person, words: &str| press(who, &at, &at, &[("words", words)]).await;
        assert_eq!(send(&cleo, "Hello").await.status, 404, "not before both have said yes");
        assert!(writes(&circle, &ben).await[0].contains("You are asked"));
        assert!(ben.browser.get("/me").await.body.contains("something for you to read") || app.db.count("outbox WHERE kind = 'written'") == 1);
        assert_eq!(circle.leader.browser.get(&at).await.status, 404);
        assert!(writes(&circle, &circle.leader).await.is_empty());
        assert_eq!(press(&cleo, &at, &format!("{at}/answer"), &[("answer", "yes")]).await.status, 404);
        assert_eq!(press(&ben, &at, &format!("{at}/answer"), &[("answer", "yes")]).await.status, 303);
        assert_eq!(send(&cleo, "Shall we walk there together?").await.status, 303);
        assert_eq!(send(&ben, "Gladly.").await.status, 303);
        let page = cleo.browser.get(&at).await;
        assert_eq!(page.words(".said .words"), ["Shall we walk there together?", "Gladly."]);
        assert_eq!(page.words(".said .mine .words"), ["Shall we walk there together?"]);
        assert_eq!(ben.browser.get(&at).await.words(".said .mine .words"), ["Gladly."]);
        let long = "a".repeat(2001);
        let refused = send(&ben, &long).await;
        assert_eq!((refused.status, refused.words("#words")), (422, vec![long]));
        for words in ["walk there", "Gladly"] {
            assert!(app.db.dump(&[]).iter().all(|line| !line.content.contains(words)), "{words}");
        }
        assert_eq!(press(&ben, &at, &format!("{at}/end"), &[]).await.status, 303);
        for who in [&ben, &cleo] {
            assert_eq!(who.browser.get(&at).await.status, 404);
            assert!(writes(&circle, who).await.is_empty());
        }
        assert_eq!((app.db.count("contact_message"), app.db.count("outbox WHERE kind = 'written'")), (0, 0));
        // It goes with whoever goes.
        let at = asked(&circle, &cleo, "Ben").await;
        press(&ben, &at, &format!("{at}/answer"), &[("answer", "yes")]).await;
        press(&ben, &at, &at, &[("words", "Bye.")]).await;
        let leave = format!("/g/{}/leave", circle.id);
        press(&ben, &leave, &leave, &[]).await;
        assert_eq!((cleo.browser.get(&at).await.status, app.db.count("contact_message")), (404, 0));
    }

    async fn a_no_is_told_to_nobody(app: TestApp) {
        let (circle, ben, cleo) = three(&app).await;
        shows(&circle, &ben, &[("reach", "group")]).await;
        let at = asked(&circle, &cleo, "Ben").await;
        let before = (cleo.browser.get(&at).await.words("main"), writes(&circle, &cleo).await);
        assert_eq!(press(&ben, &at, &format!("{at}/answer"), &[("answer", "no")]).await.status, 303);
        assert_eq!((cleo.browser.get(&at).await.words("main"), writes(&circle, &cleo).await), before);
        assert_eq!((ben.browser.get(&at).await.status, writes(&circle, &ben).await.len()), (404, 0));
        assert_eq!(asked(&circle, &cleo, "Ben").await, at, "asking again asks nobody");
        assert!(writes(&circle, &ben).await.is_empty());
        // Whoever said no may ask for themselves.
        shows(&circle, &cleo, &[("reach", "group")]).await;
        asked(&circle, &ben, "Cleo").await;
        assert_eq!(writes(&circle, &cleo).await, ["You can write to each other"]);
    }

    async fn whoever_does_not_want_to_see_somebody_is_to_them_as_if_they_had_left(app: TestApp) {
        let (circle, ben, cleo) = three(&app).await;
        let dan = app.person().await;
        circle.joined_by(&dan, "Dan").await;
        let meeting = circle.meetings().await.remove(0);
        for who in [&ben, &cleo] {
            circle.answered_by(who, &meeting, "coming").await;
            shows(&circle, who, &[("reach", "group"), ("coming", "group"), ("reach_words", NUMBER)]).await;
        }
        let (of_ben, of_cleo) =
            (found(&circle, &cleo, "Ben").await.unwrap(), found(&circle, &ben, "Cleo").await.unwrap());
        let of_dan = found(&circle, &ben, "Dan").await.unwrap();
        let at = asked(&circle, &ben, "Cleo").await;
        press(&cleo, &at, &format!("{at}/answer"), &[("answer", "yes")]).await;
        let leave = format!("/g/{}/leave", circle.id);
        press(&dan, &leave, &leave, &[]).await;

        let before = app.db.dump(&[]);
        assert_eq!(press(&cleo, &of_ben, &format!("{of_ben}/block"), &[("block", "yes")]).await.status, 303);
        let may_change = ["block", "contact", "consent", "outbox", "person", "sign_in"].map(|table| format!("table: \"{table}\""));
        let changed = differences(&before, &app.db.dump(&[]));
        assert!(changed.iter().all(|it| may_change.iter().any(|table| it.contains(table))), "{changed:?}");
        assert_eq!(app.db.count("block"), 1);
        let home = format!("/g/{}", circle.id);
        for (who, of_other, other) in [(&ben, &of_cleo, "Cleo"), (&cleo, &of_ben, "Ben")] {
            assert!(found(&circle, who, other).await.is_none());
            assert!(!who.browser.get(&home).await.body.contains(other), "{other}");
            assert_eq!(who.browser.get(&at).await.status, 404);
            // As with somebody who has left: the same page, but for what is drawn by chance.
            let (now, gone) = (who.browser.get(of_other).await, who.browser.get(&of_dan).await);
            assert_eq!((now.status, now.words("main")), (gone.status, gone.words("main")));
            for what in ["reach", "ask", "block"] {
                let page = press(who, &home, &format!("{of_other}/{what}"), &[("block", "yes")]).await;
                assert_eq!(page.status, 404, "{what}");
            }
        }
        // Others see both, and how many come is as it was.
        assert!(found(&circle, &circle.leader, "Ben").await.is_some() && found(&circle, &circle.leader, "Cleo").await.is_some());
        let tally = ben.browser.get(&home).await.attributes(".tally", "data-coming");
        assert_eq!(tally, circle.leader.browser.get(&home).await.attributes(".tally", "data-coming"));
        // Neither what the group decides nor who leads it is hidden.
        let words = [("what", "words"), ("title", "Tea at nine"), ("why", "So."), ("review", "6")];
        let proposal = proposed(&circle, &circle.leader, &words).await;
        assert_eq!(says(&cleo, &proposal, "objection", "Too late for me.").await.status, 303);
        assert!(ben.browser.get(&proposal).await.body.contains("Cleo"));
        let of_ana = found(&circle, &ben, "Ana").await.unwrap();
        press(&ben, &of_ana, &format!("{of_ana}/block"), &[("block", "yes")]).await;
        assert!(found(&circle, &ben, "Ana").await.is_some());
        assert_eq!(press(&ben, &of_ana, &format!("{of_ana}/reach"), &[]).await.status, 404);
        // Only she who wished it can take it back, and reads of it.
        let (hers, his) = (format!("/me/privacy/{}", circle.id), ben.browser.get(&format!("/me/privacy/{}", circle.id)).await);
        assert!(!his.words("#unseen").concat().contains("Cleo"));
        assert!(cleo.browser.get(&hers).await.words("#unseen li").concat().contains("Ben"));
        press(&ben, &hers, &format!("{of_cleo}/block"), &[("block", "no")]).await;
        assert!(found(&circle, &ben, "Cleo").await.is_none());
        press(&cleo, &hers, &format!("{of_ben}/block"), &[("block", "no")]).await;
        assert!(found(&circle, &ben, "Cleo").await.is_some());
    }
}
