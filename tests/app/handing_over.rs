//! A mandate goes over: two hold it for a while, with a list between them; and where nobody follows, the role is open at
//! once, whatever grace the group gives. Day 4.4, step 9.

use super::deciding::{EIGHT_WEEKS, carried_out, days_pass, four, proposed, says, votes};
use super::reminders::round;
use crate::support::app::TestApp;
use crate::support::databases::Kind;
use crate::support::groups::Circle;
use crate::support::people::Person;

/// The group has agreed on this.
fn agreed(app: &TestApp, rule: &str, value: u8) {
    let id = app.db.ids("groups AS it")[0];
    let columns = "agreement_rule (group_id, rule, value, why, since_at)";
    app.db.execute(&format!(
        "INSERT INTO {columns} VALUES ({id}, '{rule}', {value}, '', '2026-12-07 10:00:00')"
    ));
}

/// A member proposes themselves, and the others want it so.
async fn elected(circle: &Circle, who: &Person, by: &[&Person]) {
    let said = [("what", "mandate"), ("title", "I would"), ("why", "I have learned it."), ("review", "6")];
    let at = proposed(circle, who, &said).await;
    for other in by {
        assert_eq!(votes(other, &at, "yes").await.status, 303);
    }
}

async fn leads(circle: &Circle, who: &Person) -> bool {
    who.browser.get(&format!("/g/{}/settings", circle.id)).await.status == 200
}

async fn holders(circle: &Circle, who: &Person) -> Vec<String> {
    who.browser.get(&format!("/g/{}/agreement", circle.id)).await.words("#holders li > p:first-child")
}

on_both! {
    async fn a_mandate_of_eight_weeks_goes_over_with_a_week_of_overlap_and_a_list(app: TestApp) {
        let (circle, others) = four(&app).await;
        let (ana, [ben, cleo, dan]) = (&circle.leader, &others[..]) else { panic!() };
        agreed(&app, "term_weeks", 8);
        // From 14 December on Cleo has it for eight weeks: until 8 February.
        elected(&circle, cleo, &[ben, dan]).await;
        days_pass(&app, 7, &[ana, ben, cleo, dan]).await;
        carried_out(&app).await;
        let list = format!("/g/{}/handover", circle.id);
        days_pass(&app, 47, &[ana, ben, cleo, dan]).await;
        assert!(cleo.browser.get(&list).await.words(".notice").is_empty(), "not yet");
        elected(&circle, ben, &[cleo, dan]).await;
        // Seven weeks after it began it is time to hand over, though nobody follows yet.
        days_pass(&app, 2, &[ana, ben, cleo, dan]).await;
        let notice = "The mandate goes over since Monday, 1 February 2027";
        let inside = cleo.browser.get(&format!("/g/{}", circle.id)).await;
        assert!(inside.words(".notice").iter().any(|it| it.starts_with(notice)), "{:?}", inside.words(".notice"));
        // The list begins with what most need, and is the group's to change.
        let form = ben.browser.get(&list).await;
        assert!(form.words("textarea")[0].contains("Keys of the room"), "{:?}", form.words("textarea"));
        assert_eq!(ben.browser.fill(&form, &list, &[("lines", "Keys\n\n Open proposals \n")]).await.status, 303);
        let page = ben.browser.get(&list).await;
        assert_eq!(page.words("#list li > p"), ["Keys", "Open proposals"]);
        assert_eq!(page.actions("/tick"), Vec::<String>::new(), "those two tick it off");
        let page = cleo.browser.get(&list).await;
        let tick = page.actions("/tick");
        cleo.browser.submit(&page, &tick[0], &[("done", "yes")]).await;
        let page = dan.browser.get(&list).await;
        assert_eq!(dan.browser.post(&page, &tick[1], &[("done", "yes")]).await.status, 404);
        assert_eq!(page.words("#list .badge"), Vec::<String>::new(), "it is between those two");
        assert_eq!(holders(&circle, dan).await.len(), 2, "Ana and Cleo");
        // The decision comes on 6 February; Cleo's ends on the eighth, as it would have.
        days_pass(&app, 5, &[ana, ben, cleo, dan]).await;
        for _ in 0..2 {
            assert!(leads(&circle, ben).await && leads(&circle, cleo).await, "both");
            let page = ben.browser.get(&list).await;
            assert_eq!(page.words("#list .badge"), ["done"], "and he sees what is done");
            assert_eq!(page.actions("/tick").len(), 2);
            carried_out(&app).await;
        }
        days_pass(&app, 2, &[ana, ben, cleo, dan]).await;
        assert!(leads(&circle, ben).await && !leads(&circle, cleo).await);
        assert_eq!(ben.browser.get(&list).await.actions("/tick"), Vec::<String>::new(), "it is handed over");
    }

    async fn whoever_is_followed_earlier_ends_earlier_and_the_log_says_so(app: TestApp) {
        let (circle, others) = four(&app).await;
        let (ana, [ben, cleo, dan]) = (&circle.leader, &others[..]) else { panic!() };
        // The founder's first mandate ends like any other: after half a year, on 7 June.
        assert_eq!(holders(&circle, dan).await, ["Ana, until Monday, 7 June 2027"]);
        days_pass(&app, 160, &[ana, ben, cleo, dan]).await;
        elected(&circle, ben, &[cleo, dan]).await;
        days_pass(&app, 7, &[ana, ben, cleo, dan]).await;
        let mut seen = holders(&circle, dan).await;
        seen.sort();
        assert_eq!(seen, ["Ana, until Sunday, 30 May 2027", "Ben, until Sunday, 21 November 2027"]);
        carried_out(&app).await;
        let mut written = holders(&circle, dan).await;
        written.sort();
        assert_eq!(written, seen, "written down, it is the same");
        let log = dan.browser.get(&format!("/g/{}/log", circle.id)).await.words(".list li > div:last-child");
        assert!(log.iter().any(|it| it.contains("The mandate of Ana now ends on Sunday, 30 May 2027")), "{log:?}");
        days_pass(&app, 7, &[ana, ben]).await;
        assert!(leads(&circle, ben).await && !leads(&circle, ana).await);
    }

    async fn a_role_that_nobody_holds_is_open_at_once_and_whoever_held_it_may_act_for_the_grace(app: TestApp) {
        let (circle, others) = four(&app).await;
        let (ana, ben) = (&circle.leader, &others[0]);
        agreed(&app, "grace_weeks", 2);
        days_pass(&app, 183, &[ana, ben]).await;
        let page = ben.browser.get(&format!("/g/{}/agreement", circle.id)).await;
        assert!(page.words("#holders .empty")[0].contains("The role is open"));
        assert!(page.words("#holders .notice")[0].contains("Ana may still act until Monday, 21 June 2027"), "{:?}", page.words("#holders .notice"));
        let inside = ana.browser.get(&format!("/g/{}", circle.id)).await;
        assert!(inside.words(".notice")[0].contains("21 June 2027"), "{:?}", inside.words(".notice"));
        assert!(leads(&circle, ana).await && !leads(&circle, ben).await);
        // The group can act all the same; and once somebody has taken it on, grace is over.
        let inside = ben.browser.get(&format!("/g/{}", circle.id)).await;
        assert_eq!(inside.actions("/mandate").len(), 1);
        ben.browser.submit(&inside, &format!("/g/{}/mandate", circle.id), &[]).await;
        assert!(!leads(&circle, ana).await && leads(&circle, ben).await);
    }

    async fn without_a_successor_rights_end_with_the_grace(app: TestApp) {
        let (circle, _) = four(&app).await;
        agreed(&app, "grace_weeks", 2);
        days_pass(&app, 195, &[&circle.leader]).await;
        assert!(leads(&circle, &circle.leader).await);
        days_pass(&app, 1, &[]).await;
        assert!(!leads(&circle, &circle.leader).await);
    }

    async fn a_list_is_not_overwritten_unseen_and_stands_sealed(app: TestApp) {
        let (circle, others) = four(&app).await;
        let list = format!("/g/{}/handover", circle.id);
        let (one, other) = (others[0].browser.get(&list).await, others[1].browser.get(&list).await);
        assert_eq!(others[0].browser.fill(&one, &list, &[("lines", "Keys\nDates")]).await.status, 303);
        let page = others[1].browser.fill(&other, &list, &[("lines", "Tea")]).await;
        assert_eq!(page.status, 409);
        assert_eq!((page.words("#list li > p"), page.words("textarea")), (vec!["Keys".to_owned(), "Dates".to_owned()], vec!["Tea".to_owned()]));
        assert_eq!(others[1].browser.fill(&page, &list, &[]).await.status, 303, "seen, it may");
        let much = "A line\n".repeat(31);
        let form = others[0].browser.get(&list).await;
        let page = others[0].browser.fill(&form, &list, &[("lines", &much)]).await;
        assert_eq!(page.status, 422);
        assert!(page.words("#lines-error")[0].contains("30"));
        assert_eq!(others[0].browser.get(&list).await.words("#list li > p"), ["Tea"]);
        if app.db.kind == Kind::Sqlite {
            assert_eq!(app.db.count("handover_item WHERE CAST(words AS TEXT) LIKE '%Tea%'"), 0);
        }
    }

    async fn who_may_take_part_hears_of_other_words_the_objector_first_and_of_the_end(app: TestApp) {
        let (circle, others) = four(&app).await;
        let [ben, cleo, dan] = &others[..] else { panic!() };
        let eva = app.person_at("eva@example.org").await;
        circle.joined_by(&eva, "Eva").await;
        let at = proposed(&circle, ben, &EIGHT_WEEKS).await;
        says(dan, &at, "objection", "Nobody would learn it from the one before.").await;
        round(&app).await;
        let mails = app.app.mailer.kept().len();
        let amend = format!("{at}/amend");
        let form = ben.browser.get(&amend).await;
        let seen = ben.browser.fill(&form, &amend, &[("why", "With one week of overlap.")]).await;
        assert_eq!(ben.browser.fill(&seen, &amend, &[]).await.status, 303, "{}", seen.body);
        let heard = async |who: &Person, what: &str| {
            // Whoever has no address hears of it on the site, once it has been tried to send it.
            round(&app).await;
            who.notices().await.iter().filter(|it| it.contains(what)).count()
        };
        assert_eq!(heard(dan, "You are asked first").await, 1);
        assert_eq!(heard(dan, "asked once more").await, 0, "by a message of its own");
        assert_eq!(heard(cleo, "asked once more").await, 0, "the others a little later");
        app.app.clock.advance(chrono::TimeDelta::hours(1));
        assert_eq!((heard(cleo, "asked once more").await, heard(ben, "asked once more").await), (1, 0));
        let page = dan.browser.get(&at).await;
        dan.browser.submit(&page, &format!("{at}/take-back"), &[]).await;
        for who in [ben, cleo, dan] {
            says(who, &at, "consent", "").await;
        }
        let gone = proposed(&circle, ben, &EIGHT_WEEKS).await;
        says(cleo, &gone, "pass", "").await;
        let page = ben.browser.get(&gone).await;
        ben.browser.submit(&page, &format!("{gone}/withdraw"), &[]).await;
        assert_eq!((heard(cleo, "was taken back").await, heard(dan, "was taken back").await), (1, 0), "who has said something");
        days_pass(&app, 7, &[ben, cleo, dan]).await;
        assert_eq!(heard(cleo, "was adopted").await, 0);
        carried_out(&app).await;
        carried_out(&app).await;
        for who in [ben, cleo, dan] {
            assert_eq!(heard(who, "was adopted").await, 1);
        }
        let sent = app.app.mailer.kept().split_off(mails);
        assert!(sent.iter().any(|it| it.contains("has been adopted")), "{sent:?}");
        for mail in sent {
            assert!(mail.contains("eva@example.org") && !mail.contains("weeks") && !mail.contains("Tuesday"), "{mail}");
        }
    }
}
