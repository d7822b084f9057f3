//! What concerns one person: mediation, stepping back, an exclusion in two votes, and the way back. The clock is moved on.

use chrono::TimeDelta;
use parea::jobs::{carry_out, purge};

use crate::support::app::TestApp;
use crate::support::browser::Page;
use crate::support::databases::Kind;
use crate::support::groups::Circle;
use crate::support::people::Person;

/// Ana's group, with four others: Ben, Cleo, Dan and Eve.
async fn five(app: &TestApp) -> (Circle, Vec<Person>) {
    let circle = app.a_group("Tuesday circle").await;
    circle.meets_weekly("").await;
    let mut others = Vec::new();
    for name in ["Ben", "Cleo", "Dan", "Eve"] {
        let who = app.person().await;
        circle.joined_by(&who, name).await;
        others.push(who);
    }
    (circle, others)
}

/// The value of an option, by its words.
fn option(page: &Page, list: &str, name: &str) -> String {
    let options = format!("#{list} option");
    let place = page.words(&options).iter().position(|words| words == name).expect("the option");
    page.values(&options).remove(place)
}

async fn excluding(circle: &Circle, by: &Person, who: &str, danger: bool) -> Page {
    let path = format!("/g/{}/proposals/new", circle.id);
    let form = by.browser.get(&format!("{path}?what=exclude")).await;
    let member = option(&form, "excluded", who);
    let mut said = vec![("excluded", member.as_str()), ("months", "3"), ("why", "He **shouted** at Eve.")];
    if danger {
        said.push(("danger", "yes"));
    }
    let looked = by.browser.fill(&form, &path, &said).await;
    if looked.status == 200 { by.browser.fill(&looked, &path, &[]).await } else { looked }
}

async fn offers_mediation(circle: &Circle, by: &Person, with: &str, mediator: &str) {
    let path = format!("/g/{}/mediation", circle.id);
    let form = by.browser.get(&path).await;
    let (about, mediator) = (option(&form, "about", with), option(&form, "mediator", mediator));
    let said = [("about", about.as_str()), ("mediator", mediator.as_str())];
    assert_eq!(by.browser.post(&form, &path, &said).await.status, 303);
}

async fn votes(who: &Person, at: &str, choice: &str) -> u16 {
    let form = who.browser.get("/me").await;
    who.browser.post(&form, &format!("{at}/vote"), &[("choice", choice)]).await.status
}

async fn passes(app: &TestApp, days: i64, who: &[&Person]) {
    app.app.clock.advance(TimeDelta::days(days) + TimeDelta::minutes(1));
    carry_out::run_once(&app.app).await.unwrap();
    for person in who {
        person.sign_in_again().await;
    }
}

async fn log(circle: &Circle, who: &Person) -> Vec<String> {
    who.browser.get(&format!("/g/{}/log", circle.id)).await.words(".list li > div:last-child")
}

/// From now on these hold a mandate, too: the second and the third who came.
fn hold_mandates(app: &TestApp) {
    for member in app.db.ids("membership AS it ORDER BY it.joined_at, it.id") {
        app.db.execute(&format!(
            "INSERT INTO mandate (id, membership_id, from_at, until_at, is_interim, is_taken_back)
             VALUES ({member}, {member}, '2026-12-07 09:00:00', '2027-06-07 10:00:00', FALSE, FALSE)"
        ));
    }
}

on_both! {
    async fn an_exclusion_comes_after_mediation_is_told_first_and_an_appeal_brings_back(app: TestApp) {
        let (circle, others) = five(&app).await;
        let [ben, cleo, dan, eve] = &others[..] else { panic!() };
        let all = [ben, cleo, dan, eve, &circle.leader];
        let inside = format!("/g/{}", circle.id);
        // Mediation comes first. Only the three read of it, and nobody has to say yes.
        let refused = excluding(&circle, ben, "Dan", false).await;
        assert_eq!(refused.status, 422);
        assert!(refused.words("#danger-error")[0].contains("mediation first"), "{:?}", refused.words(".summary"));
        assert!(refused.body.contains("He **shouted**"), "what was typed is kept");
        offers_mediation(&circle, ben, "Dan", "Cleo").await;
        let mediation = format!("{inside}/mediation");
        assert!(eve.browser.get(&mediation).await.words(".mediations li").is_empty());
        let page = dan.browser.get(&mediation).await;
        assert!(page.words(".mediations li")[0].contains("Between Ben and Dan") && page.body.contains("Cleo"));
        let answer = page.actions("/mediation/").remove(0);
        assert_eq!(dan.browser.post(&page, &answer, &[("answer", "no")]).await.status, 303);
        assert!(cleo.browser.get(&mediation).await.words(".mediations .badges")[0].contains("declined"));
        // Proposed: the one concerned hears of it first, reads why, and answers, but does not vote.
        let at = excluding(&circle, ben, "Dan", false).await.location().expect("a proposal");
        assert_eq!(excluding(&circle, eve, "Dan", true).await.status, 422, "one question at a time");
        let (first, _) = (dan.notices().await, ());
        assert!(first.iter().any(|it| it.contains("concerns you")) || app.db.count("outbox WHERE kind = 'concerns_you'") > 0, "{first:?}");
        let early = "outbox WHERE kind = 'proposal_opened' AND due_at < '2026-12-08 10:00:00'";
        assert_eq!(app.db.count(early), 0, "the others a day later");
        let page = dan.browser.get(&at).await;
        assert!(page.words("#why")[0].contains("shouted at Eve") && page.body.contains("This is about you"), "{}", page.body);
        assert!(page.words("h1")[0].contains("Excluding a member"));
        assert_eq!(votes(dan, &at, "no").await, 409);
        let said = dan.browser.fill(&page, &format!("{at}/reply"), &[("words", " ")]).await;
        assert_eq!((said.status, said.words("#words-error").len()), (422, 1));
        let said = dan.browser.fill(&page, &format!("{at}/reply"), &[("words", "I was afraid. I am sorry.")]).await;
        assert_eq!(said.status, 303, "{}", said.body);
        let page = eve.browser.get(&at).await;
        assert!(page.words("#why")[0].contains("I am sorry") && page.body.contains("Mediation was offered"));
        assert!(page.body.contains("0 of 4"), "all but the one concerned: {:?}", page.words("main"));
        assert!(eve.browser.get(&format!("{inside}/agreement")).await.body.contains("Excluding a member"));
        let fay = app.person().await;
        circle.joined_by(&fay, "Fay").await;
        let page = fay.browser.get(&at).await;
        assert!(page.words("#why").is_empty() && !page.body.contains("shouted"), "only those who decide read why");
        if app.db.kind == Kind::Sqlite {
            let plain = "grounds WHERE CAST(words AS TEXT) LIKE '%shouted%' OR CAST(reply AS TEXT) LIKE '%sorry%'";
            assert_eq!(app.db.count(plain) + app.db.count("proposal WHERE why LIKE '%shouted%'"), 0);
        }
        let meeting = circle.meetings().await.remove(1);
        circle.answered_by(dan, &meeting, "coming").await;
        for (who, choice) in [(ben, "yes"), (cleo, "yes"), (eve, "no")] {
            assert_eq!(votes(who, &at, choice).await, 303);
        }
        assert_eq!(dan.browser.get(&inside).await.status, 200, "not before it is decided");
        app.app.clock.advance(TimeDelta::days(7));
        for who in all {
            who.sign_in_again().await;
        }
        // At the deadline, before any job has run; what is said in time may still be on its way, so an appeal waits a minute.
        assert_eq!(dan.browser.get(&inside).await.status, 404);
        let own = format!("{inside}/exclusion");
        let page = dan.browser.get(&own).await;
        assert!(page.words("main").concat().contains("shouted"), "{}", page.body);
        let early = dan.browser.fill(&page, &own, &[("words", "Let me make it good.")]).await;
        assert_eq!(early.status, 409, "{}", early.body);
        assert!(early.body.contains("Let me make it good."), "what was typed is given back");
        assert_eq!(app.db.count("exclusion"), 0);
        passes(&app, 0, &all).await;
        // A suspension: nothing of the group but their own page; nothing of theirs is deleted.
        assert_eq!(dan.browser.get(&inside).await.status, 404);
        for path in ["/log", "/agreement", "/proposals/new", "/step-back", "/mediation"] {
            assert_eq!(dan.browser.get(&format!("{inside}{path}")).await.status, 404, "{path}");
        }
        assert_eq!(dan.browser.get(&at).await.status, 404);
        let home = dan.browser.get("/me").await;
        assert!(home.links("a[href$='/exclusion']").len() == 1 && home.links(&format!("a[href='{inside}']")).is_empty());
        let page = dan.browser.get(&own).await;
        assert!(page.body.contains("shouted") && page.body.contains("28 December 2026"), "{}", page.body);
        assert_eq!(ben.browser.get(&own).await.status, 404, "nobody else's");
        let here = ben.browser.get(&inside).await;
        assert_eq!(here.words(".people li").len(), 5, "Ana, Ben, Cleo, Eve and Fay");
        assert_eq!(app.db.count("answer"), 0, "the place is free for others");
        assert_eq!(app.db.count("membership"), 6);
        let door = format!("/groups/{}/join", circle.slug);
        let form = dan.browser.get("/me").await;
        assert_eq!(dan.browser.post(&form, &door, &[("my_name", "D.")]).await.status, 409);
        let invitation = circle.invitation().await;
        assert_eq!(dan.browser.post(&form, &invitation, &[("my_name", "D.")]).await.status, 404);
        // The appeal: two of three have to confirm it. Two to two do not.
        let said = dan.browser.fill(&page, &own, &[("words", "")]).await;
        assert_eq!((said.status, said.words("#words-error").len()), (422, 1));
        assert_eq!(dan.browser.fill(&page, &own, &[("words", "Let me make it good.")]).await.status, 303);
        assert_eq!(dan.browser.fill(&page, &own, &[("words", "Again.")]).await.status, 409);
        assert!(dan.browser.get(&own).await.words(".notice").concat().contains("decides once more"));
        let agreement = eve.browser.get(&format!("{inside}/agreement")).await;
        let appeal = agreement.links("h3 a").remove(0);
        let page = eve.browser.get(&appeal).await;
        assert!(page.words("#why")[0].contains("make it good") && page.words("#why")[0].contains("shouted"));
        assert!(page.body.contains("two thirds"), "{}", page.body);
        for (who, choice) in [(ben, "yes"), (cleo, "yes"), (eve, "no"), (&circle.leader, "no")] {
            assert_eq!(votes(who, &appeal, choice).await, 303);
        }
        passes(&app, 7, &all).await;
        assert_eq!(dan.browser.get(&inside).await.status, 200, "back, as before");
        passes(&app, 1, &all).await;
        assert_eq!(app.db.count("grounds") + app.db.count("exclusion") + app.db.count("shut_door"), 0, "the reasons are gone");
        let lines = log(&circle, dan).await;
        assert!(lines.iter().any(|line| line.contains("Dan is back")) && lines.iter().any(|line| line.contains("suspend Dan")), "{lines:?}");
        assert!(!lines.concat().contains("shouted"));
    }

    async fn without_an_appeal_what_remains_is_a_day_until_which_the_open_door_is_shut(app: TestApp) {
        let (circle, others) = five(&app).await;
        let [ben, cleo, dan, eve] = &others[..] else { panic!() };
        let all = [ben, cleo, dan, eve, &circle.leader];
        circle.noted_by(dan, "Not the group's to keep.", &[]).await;
        // Where violence is reported nobody has to mediate.
        let at = excluding(&circle, eve, "Dan", true).await.location().expect("a proposal");
        assert!(ben.browser.get(&at).await.words("#why")[0].contains("Violence, threats or outing"));
        for who in [ben, cleo, eve] {
            assert_eq!(votes(who, &at, "yes").await, 303);
        }
        passes(&app, 7, &all).await;
        passes(&app, 13, &all).await;
        assert_eq!(dan.browser.get(&format!("/g/{}/exclusion", circle.id)).await.status, 200);
        assert_eq!(app.db.count("membership"), 5);
        passes(&app, 1, &all).await;
        assert_eq!(app.db.count("membership"), 4);
        assert_eq!(app.db.count("grounds") + app.db.count("exclusion"), 0);
        assert_eq!(app.db.count("experience"), 0, "what he wrote goes with him");
        assert_eq!(app.db.count("shut_door"), 1);
        assert_eq!(dan.browser.get(&format!("/g/{}/exclusion", circle.id)).await.status, 404);
        assert!(dan.browser.get("/me").await.links("a[href$='/exclusion']").is_empty());
        let lines = log(&circle, ben).await;
        assert!(lines.iter().any(|line| line.contains("a former member")), "{lines:?}");
        let door = format!("/groups/{}/join", circle.slug);
        let form = dan.browser.get("/me").await;
        let shut = dan.browser.post(&form, &door, &[("my_name", "D.")]).await;
        assert_eq!(shut.status, 409);
        assert!(shut.body.contains("A member can invite you"), "{}", shut.body);
        // Three months after the decision.
        app.app.clock.set(parea::domain::time::Instant::parse_rfc3339("2027-03-14T10:00:00Z").unwrap());
        purge::run_once(&app.app).await.unwrap();
        assert_eq!(app.db.count("shut_door"), 0);
        dan.sign_in_again().await;
        let form = dan.browser.get("/me").await;
        assert_eq!(dan.browser.post(&form, &door, &[("my_name", "D.")]).await.status, 303);
    }

    async fn one_voice_excludes_nobody(app: TestApp) {
        let (circle, others) = five(&app).await;
        let [ben, cleo, dan, eve] = &others[..] else { panic!() };
        let at = excluding(&circle, eve, "Dan", true).await.location().expect("a proposal");
        for (who, choice) in [(eve, "yes"), (ben, "abstain"), (cleo, "abstain"), (&circle.leader, "abstain")] {
            assert_eq!(votes(who, &at, choice).await, 303);
        }
        passes(&app, 7, &[dan, ben]).await;
        assert_eq!(dan.browser.get(&format!("/g/{}", circle.id)).await.status, 200);
        assert_eq!(app.db.count("grounds"), 0, "what was said goes with the decision");
        // And nobody lives under a vote.
        offers_mediation(&circle, ben, "Dan", "Cleo").await;
        let again = excluding(&circle, ben, "Dan", false).await;
        assert_eq!(again.status, 422);
        assert!(again.words("#excluded-error")[0].contains("lives under a vote"), "{:?}", again.words(".summary"));
        offers_mediation(&circle, ben, "Dan", "Eve").await;
        let form = ben.browser.get(&format!("/g/{}/mediation", circle.id)).await;
        let about = option(&form, "about", "Dan");
        let third = ben.browser.post(&form, &format!("/g/{}/mediation", circle.id), &[("about", &about)]).await;
        assert_eq!(third.status, 409, "who says no is left in peace");
        // Where only two are left, nobody can be asked; what is possible instead is said.
        let pair = app.a_group("Two").await;
        let gil = app.person().await;
        pair.joined_by(&gil, "Gil").await;
        let refused = excluding(&pair, &gil, "Ana", true).await;
        assert_eq!(refused.status, 422);
        assert!(refused.words("#excluded-error")[0].contains("from outside to mediate"), "{:?}", refused.words(".summary"));
    }

    async fn one_steps_back_and_is_back(app: TestApp) {
        let (circle, others) = five(&app).await;
        let ana = &circle.leader;
        let (path, settings) = (format!("/g/{}/step-back", circle.id), format!("/g/{}/settings", circle.id));
        let page = ana.browser.get(&path).await;
        let wrong = ana.browser.post(&page, &path, &[("weeks", "52")]).await;
        assert_eq!((wrong.status, wrong.words("#weeks-error").len()), (422, 1));
        assert_eq!(ana.browser.post(&page, &path, &[("weeks", "2")]).await.status, 303);
        assert_eq!(ana.browser.post(&page, &path, &[("weeks", "2")]).await.status, 409);
        assert_eq!(ana.browser.get(&settings).await.status, 404, "the mandate rests");
        assert_eq!(ana.browser.get(&format!("/g/{}", circle.id)).await.status, 200, "and the membership stays");
        // What nobody uses another can take until the group decides: the group can always act.
        let page = others[0].browser.get(&format!("/g/{}", circle.id)).await;
        others[0].browser.submit(&page, &format!("/g/{}/mandate", circle.id), &[]).await;
        assert_eq!(others[0].browser.get(&settings).await.status, 200);
        let page = ana.browser.get(&path).await;
        assert!(page.words(".notice")[0].contains("21 December 2026"));
        assert_eq!(ana.browser.post(&page, &format!("{path}/end"), &[]).await.status, 303);
        assert_eq!(ana.browser.get(&settings).await.status, 200);
        assert_eq!(ana.browser.post(&page, &path, &[("weeks", "2")]).await.status, 303);
        app.app.clock.advance(TimeDelta::weeks(2));
        ana.sign_in_again().await;
        assert_eq!(ana.browser.get(&settings).await.status, 200, "it ends by itself");
    }

    async fn two_who_are_not_involved_order_it_at_once_and_it_ends_by_itself(app: TestApp) {
        let (circle, others) = five(&app).await;
        let [ben, cleo, dan, eve] = &others[..] else { panic!() };
        let (path, order) = (format!("/g/{}/step-back", circle.id), format!("/g/{}/step-back/order", circle.id));
        let ana = &circle.leader;
        let form = ana.browser.get(&path).await;
        let (about, reporter) = (option(&form, "about", "Dan"), option(&form, "reporter", "Eve"));
        let said = [("about", about.as_str()), ("reporter", reporter.as_str())];
        assert_eq!(ana.browser.post(&form, &order, &said).await.status, 409, "nobody could say the second word");
        assert_eq!(ben.browser.post(&form, &order, &said).await.status, 403);
        hold_mandates(&app);
        assert_eq!(ana.browser.post(&form, &order, &said).await.status, 303);
        assert_eq!(ana.browser.post(&form, &order, &said).await.status, 409, "once");
        let waits = async |who: &Person| who.browser.get(&path).await.actions("/confirm");
        assert!(waits(ana).await.is_empty(), "the second word is another's");
        assert!(dan.browser.get(&path).await.words(".ordered li").is_empty(), "not for the one reported");
        assert!(eve.browser.get(&path).await.words(".ordered li").is_empty(), "nor for the one who reports");
        let confirm = waits(ben).await.remove(0);
        for who in [ana, dan, eve] {
            let form = who.browser.get("/me").await;
            assert_eq!(who.browser.post(&form, &confirm, &[]).await.status, 409);
        }
        let settings = format!("/g/{}/settings", circle.id);
        assert_eq!(dan.browser.get(&settings).await.status, 200, "one word is none");
        let meeting = circle.meetings().await.remove(0);
        circle.answered_by(dan, &meeting, "coming").await;
        let form = ben.browser.get(&path).await;
        assert_eq!(ben.browser.post(&form, &confirm, &[]).await.status, 303);
        assert_eq!(app.db.count("answer"), 0, "the place is free for others");
        // From now on: no mandate, no coming to meetings; but the pages, and a vote.
        assert_eq!(dan.browser.get(&settings).await.status, 404);
        let inside = dan.browser.get(&format!("/g/{}", circle.id)).await;
        assert_eq!(inside.status, 200);
        let answer = format!("/g/{}/meetings/{meeting}/answer", circle.id);
        assert_eq!(dan.browser.post(&inside, &answer, &[("answer", "coming")]).await.status, 409);
        assert_eq!(dan.browser.post(&inside, &answer, &[("answer", "not_coming")]).await.status, 303);
        let notice = dan.browser.get(&path).await.words(".notice").remove(0);
        assert!(notice.contains("14 December 2026") && notice.contains("no judgement"), "{notice}");
        assert!(!dan.browser.get(&path).await.body.contains("Eve has"), "who reported it stands nowhere");
        assert!(dan.browser.get(&path).await.actions("/step-back/end").is_empty(), "what others ordered one does not end");
        let lines = log(&circle, cleo).await;
        assert!(lines.iter().any(|line| line.contains("Dan has stepped back") && line.ends_with("Ben")), "{lines:?}");
        // It ends by itself.
        app.app.clock.advance(TimeDelta::days(7));
        dan.sign_in_again().await;
        assert_eq!(dan.browser.get(&settings).await.status, 200);
        // And sooner by one word of anybody with a mandate whom it does not concern.
        for who in [ana, ben, cleo] {
            who.sign_in_again().await;
        }
        let form = ana.browser.get(&path).await;
        assert_eq!(ana.browser.post(&form, &order, &said).await.status, 303);
        let page = cleo.browser.get(&path).await;
        assert_eq!(cleo.browser.post(&page, &page.actions("/confirm")[0], &[]).await.status, 303);
        assert_eq!(dan.browser.get(&settings).await.status, 404);
        let page = ana.browser.get(&path).await;
        assert_eq!(ana.browser.post(&page, &page.actions("/lift")[0], &[]).await.status, 303);
        assert_eq!(dan.browser.get(&settings).await.status, 200);
    }

    async fn what_was_ordered_holds_until_the_group_that_was_asked_has_decided(app: TestApp) {
        let (circle, others) = five(&app).await;
        let [ben, cleo, dan, eve] = &others[..] else { panic!() };
        hold_mandates(&app);
        let path = format!("/g/{}/step-back", circle.id);
        let form = circle.leader.browser.get(&path).await;
        let about = option(&form, "about", "Dan");
        circle.leader.browser.post(&form, &format!("{path}/order"), &[("about", &about)]).await;
        let page = ben.browser.get(&path).await;
        ben.browser.post(&page, &page.actions("/confirm")[0], &[]).await;
        app.app.clock.advance(TimeDelta::days(3));
        let at = excluding(&circle, eve, "Dan", true).await.location().expect("a proposal");
        app.app.clock.advance(TimeDelta::days(5));
        for who in [ben, cleo, dan, eve] {
            who.sign_in_again().await;
        }
        let settings = format!("/g/{}/settings", circle.id);
        assert_eq!(dan.browser.get(&settings).await.status, 404, "on the eighth day the group is still deciding");
        for who in [ben, cleo] {
            assert_eq!(votes(who, &at, "no").await, 303);
        }
        app.app.clock.advance(TimeDelta::days(2));
        dan.sign_in_again().await;
        assert_eq!(dan.browser.get(&settings).await.status, 200, "and on the tenth it has");
    }

    async fn whoever_is_suspended_need_not_wait_and_can_go(app: TestApp) {
        let (circle, others) = five(&app).await;
        let [ben, cleo, dan, eve] = &others[..] else { panic!() };
        let at = excluding(&circle, eve, "Dan", true).await.location().expect("a proposal");
        for who in [ben, cleo, eve] {
            assert_eq!(votes(who, &at, "yes").await, 303);
        }
        passes(&app, 7, &[dan]).await;
        let own = format!("/g/{}/exclusion", circle.id);
        let page = dan.browser.get(&own).await;
        assert_eq!(dan.browser.post(&page, &format!("{own}/leave"), &[]).await.status, 303);
        assert_eq!((app.db.count("membership"), app.db.count("grounds"), app.db.count("shut_door")), (4, 0, 1));
        assert_eq!(dan.browser.get(&own).await.status, 404);
        // Invited by a member, they are in again: the group has shut one door, and not all.
        circle.leader.sign_in_again().await;
        let invitation = circle.invitation().await;
        let form = dan.browser.get(&invitation).await;
        assert_eq!(dan.browser.post(&form, &invitation, &[("my_name", "Dan")]).await.status, 303);
        assert_eq!(dan.browser.get(&format!("/g/{}", circle.id)).await.status, 200);
    }
}
