//! What somebody says yes to, and takes back: a receipt of each, with the words that stood there, for them alone.

use parea::domain::consent::{Receipt, is_whole};
use parea::domain::locale::Locale;
use parea::domain::time::Zone;
use parea::service::accounts;
use parea::store::persons::NewPerson;

use super::reaching::{asked, press, shows, three};
use super::reminders::{a_circle_and_ben, last_mail, round, text, wants};
use super::takeout::taken;
use super::{accompanying, guests};
use crate::support::app::TestApp;
use crate::support::databases::Kind;
use crate::support::people::{PASSWORD, Person};

/// The receipts that somebody takes along, with the words of each.
async fn receipts(of: &Person) -> Vec<(Receipt, String)> {
    let files = taken(of).await;
    let takeout: serde_json::Value = serde_json::from_str(&files["takeout.json"]).unwrap();
    let all = takeout["consents"].as_array().unwrap().clone();
    assert_eq!(files["consents.csv"].lines().count(), all.len() + 1);
    all.into_iter()
        .map(|mut it| {
            let words = it.as_object_mut().unwrap().remove("words").unwrap();
            (serde_json::from_value(it).unwrap(), words.as_str().unwrap().to_owned())
        })
        .collect()
}

fn told(receipts: &[(Receipt, String)]) -> Vec<(&str, Option<&str>, bool)> {
    let one = |it: &'_ (Receipt, String)| -> (&'static str, Option<&'static str>, bool) {
        let leak = |text: &str| -> &'static str { Box::leak(text.to_owned().into_boxed_str()) };
        (leak(&it.0.what), it.0.field.as_deref().map(leak), it.0.given)
    };
    receipts.iter().map(one).collect()
}

on_both! {
    async fn each_yes_has_a_receipt_and_so_has_taking_it_back(app: TestApp) {
        let (circle, ben) = a_circle_and_ben(&app).await;
        let yes = [("account", None, true), ("email", None, true), ("group", None, true)];
        assert_eq!(told(&receipts(&ben).await), yes);

        // Every yes, on the page that says what it is to.
        let mut stood = Vec::new();
        let privacy = format!("/me/privacy/{}", circle.id);
        for page in ["/sign-up", "/me/security", &format!("/groups/{}/join", circle.slug), &privacy, "/me/reminders", "/me/calendar"] {
            let of = if page.starts_with("/me") { ben.browser.get(page).await } else { app.browser().get(page).await };
            let of = if of.status == 200 { of } else { app.person().await.browser.get(page).await };
            stood.extend(of.words(".hint.consent"));
        }
        assert_eq!(stood.len(), 6, "{stood:?}");
        let form = ben.browser.get(&privacy).await;
        let line = [("line", "group"), ("line_words", "I like tea.")];
        assert_eq!(ben.browser.fill(&form, &privacy, &line).await.status, 303);
        wants(&ben, &circle, &["0"]).await;
        wants(&ben, &circle, &["0", "3"]).await;
        ben.calendar(&[("title", "neutral")]).await;

        // And each taken back, in one step like the yes.
        let form = ben.browser.get(&privacy).await;
        assert_eq!(ben.browser.fill(&form, &privacy, &[("line", "nobody")]).await.status, 303);
        let form = ben.browser.get("/me/reminders").await;
        ben.browser.post(&form, &format!("/me/reminders/{}", circle.id), &[("channel", "mail")]).await;
        let form = ben.browser.get("/me/calendar").await;
        ben.browser.post(&form, "/me/calendar/stop", &[]).await;
        let form = ben.browser.get("/me/privacy").await;
        for hide in ["yes", "yes", "no"] {
            ben.browser.post(&form, "/me/privacy/hide", &[("hide", hide)]).await;
        }
        let form = ben.browser.get("/me/security").await;
        ben.browser.post(&form, "/me/security/email", &[("password_for_email", PASSWORD)]).await;
        let form = ben.browser.get(&format!("/g/{}/leave", circle.id)).await;
        ben.browser.post(&form, &format!("/g/{}/leave", circle.id), &[]).await;

        let all = receipts(&ben).await;
        assert_eq!(told(&all)[3..], [
            ("seen", Some("line"), true), ("mail", None, true), ("calendar", None, true),
            ("seen", Some("line"), false), ("mail", None, false), ("calendar", None, false),
            ("seen", None, false), ("seen", None, true), ("email", None, false), ("group", None, false),
        ]);
        let chain: Vec<Receipt> = all.iter().map(|(receipt, _)| receipt.clone()).collect();
        assert!(is_whole(&chain), "none can be left out unseen");
        for (receipt, words) in &all {
            assert!(stood.contains(words), "{words:?} of {receipt:?} stood on its page");
            let is_of_group = ["group", "seen", "mail"].contains(&receipt.what.as_str());
            assert_eq!(receipt.group.as_deref(), is_of_group.then_some("Tuesday circle"), "{receipt:?}");
        }
    }

    async fn who_writes_to_a_member_and_who_comes_from_outside_has_receipts_too(app: TestApp) {
        let (circle, ben, cleo) = three(&app).await;
        let (mia, dora) = (app.person().await, app.person().await);
        shows(&circle, &ben, &[("reach", "group")]).await;
        // One asks, the other says yes; and one ends it.
        let people = cleo.browser.get(&format!("/g/{}/people", circle.id)).await;
        let of_ben = people.links("li.card h2 a").into_iter().zip(people.words("li.card h2 a"));
        let of_ben = of_ben.filter(|(_, name)| name.contains("Ben")).map(|(link, _)| link).next().unwrap();
        let mut stood = cleo.browser.get(&of_ben).await.words(".hint.consent");
        let at = asked(&circle, &cleo, "Ben").await;
        stood.extend(ben.browser.get(&at).await.words(".hint.consent"));
        press(&ben, &at, &format!("{at}/answer"), &[("answer", "yes")]).await;
        press(&cleo, &at, &format!("{at}/end"), &[]).await;
        // Asked once more, it is a no: to that nobody says yes.
        let at = asked(&circle, &cleo, "Ben").await;
        press(&ben, &at, &format!("{at}/answer"), &[("answer", "no")]).await;
        // A guest for one date, who cannot come after all.
        let link = guests::asked(&circle, &circle.meetings().await[1]).await;
        stood.extend(mia.browser.get(&link).await.words(".hint.consent"));
        guests::accepts(&mia, &link, "Mia").await;
        press(&mia, &link, &format!("{link}/decline"), &[]).await;
        // A professional, who leaves.
        accompanying::decided(&app, &circle, &[&ben, &cleo, &circle.leader], "advice", "2027-01-31").await;
        dora.sign_in_again().await;
        mia.sign_in_again().await;
        let link = accompanying::link(&circle, &ben).await;
        stood.extend(dora.browser.get(&link).await.words(".hint.consent"));
        accompanying::accepts(&dora, &link, "Dora").await;
        press(&dora, &link, &format!("{link}/end"), &[]).await;

        assert_eq!(stood.len(), 4, "{stood:?}");
        let of = async |who: &Person, what: &str| {
            let all = receipts(who).await;
            assert!(is_whole(&all.iter().map(|(it, _)| it.clone()).collect::<Vec<_>>()));
            let about: Vec<_> = all.into_iter().filter(|(it, _)| it.what == what).collect();
            assert!(about.iter().all(|(it, words)| it.group.as_deref() == Some("Tuesday circle") && stood.contains(words)));
            about.iter().map(|(it, _)| it.given).collect::<Vec<_>>()
        };
        assert_eq!(of(&cleo, "contact").await, [true, false, true]);
        assert_eq!(of(&ben, "contact").await, [true], "what another ended is written down for them alone");
        assert_eq!(of(&mia, "guest").await, [true, false]);
        assert_eq!(of(&dora, "accompany").await, [true, false]);
    }

    async fn receipts_are_read_by_nobody_else_and_go_with_the_key(app: TestApp) {
        let (circle, ben) = a_circle_and_ben(&app).await;
        let of_leader = receipts(&circle.leader).await;
        assert!(of_leader.iter().all(|(it, _)| it.group.is_none() || it.group.as_deref() == Some("Tuesday circle")));
        let lines = app.db.dump(&[]);
        let kept: Vec<_> = lines.iter().filter(|line| line.table == "consent").collect();
        assert!(kept.len() >= 5 && kept.iter().all(|line| !line.content.contains("group")), "they are sealed");
        let form = ben.browser.get("/me/vanish").await;
        ben.browser.post(&form, "/me/vanish", &[("password_now", PASSWORD)]).await;
        assert_eq!(usize::try_from(app.db.count("consent")).unwrap(), of_leader.len());
    }

    async fn whoever_stops_mail_by_its_link_has_a_receipt_once(app: TestApp) {
        let (circle, ben) = a_circle_and_ben(&app).await;
        wants(&ben, &circle, &["0"]).await;
        app.app.clock.advance(chrono::TimeDelta::hours(7));
        round(&app).await;
        let mail = text(&last_mail(&app));
        let link = mail.lines().find_map(|line| line.split_once("/u/")).unwrap().1.trim_end_matches('>').to_owned();
        let link = format!("/u/{}", link.split_whitespace().next().unwrap());
        for _ in 0..2 {
            let page = app.browser().get(&link).await;
            assert_eq!(page.status, 200, "{link}");
            app.browser().post(&page, &link, &[]).await;
        }
        assert_eq!(told(&receipts(&ben).await)[3..], [("mail", None, true), ("mail", None, false)]);
    }

    async fn whoever_was_given_an_account_says_yes_to_it_themselves(app: TestApp) {
        let new = NewPerson {
            sign_in_name: "lake-boat-bread".to_owned(),
            password_hash: None,
            language: Locale::El,
            zone: Zone::UTC,
        };
        let (system, now) = (app.system(), app.app.clock.now());
        let token = app.db.db.write(|db| accounts::create_by_operator(db, &system, &new, None, now)).unwrap();
        assert_eq!(app.db.count("consent"), 0, "nobody says it for them");
        let (browser, link) = (app.browser(), format!("/link/{token}"));
        let form = browser.get(&link).await;
        assert_eq!(form.words(".hint.consent").len(), 1);
        let chosen = browser.post(&form, &format!("{link}/password"), &[("password", PASSWORD)]).await;
        assert_eq!((chosen.status, app.db.count("consent")), (303, 1), "{}", chosen.body);
    }
}
