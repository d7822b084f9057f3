//! A group decides about its own rules: day 4.4, with the clock moved on; and what must never happen.

use chrono::TimeDelta;
use futures_util::future::join_all;
use parea::jobs::carry_out;

use super::reminders::round;
use crate::support::app::TestApp;
use crate::support::browser::Page;
use crate::support::databases::Kind;
use crate::support::groups::Circle;
use crate::support::people::Person;

pub(super) const EIGHT_WEEKS: [(&str, &str); 5] = [
    ("rule", "term_weeks"),
    ("value", "8"),
    ("title", "Facilitating goes round every eight weeks"),
    ("why", "So that more of us **learn** it."),
    ("review", "6"),
];

/// A group of four, who have been there for a while.
pub(super) async fn four(app: &TestApp) -> (Circle, Vec<Person>) {
    let circle = app.a_group("Tuesday circle").await;
    let mut others = Vec::new();
    for name in ["Ben", "Cleo", "Dan"] {
        let who = app.person().await;
        circle.joined_by(&who, name).await;
        others.push(who);
    }
    (circle, others)
}

pub(super) async fn proposed(circle: &Circle, by: &Person, what: &[(&str, &str)]) -> String {
    let path = format!("/g/{}/proposals/new", circle.id);
    let form = by.browser.get(&path).await;
    let page = by.browser.post(&form, &path, what).await;
    // What touches somebody is looked at first.
    let page = if page.status == 200 { by.browser.fill(&page, &path, &[]).await } else { page };
    page.location().unwrap_or_else(|| panic!("{}", page.body))
}

pub(super) async fn says(who: &Person, at: &str, voice: &str, words: &str) -> Page {
    let form = who.browser.get(at).await;
    let to = format!("{at}/say");
    who.browser.fill(&form, &to, &[("voice", voice), ("words", words)]).await
}

pub(super) async fn votes(who: &Person, at: &str, choice: &str) -> Page {
    let form = who.browser.get(at).await;
    who.browser.post(&form, &format!("{at}/vote"), &[("choice", choice)]).await
}

/// Days pass, and everybody signs in once more.
pub(super) async fn days_pass(app: &TestApp, days: i64, who: &[&Person]) {
    app.app.clock.advance(TimeDelta::days(days));
    for person in who {
        person.sign_in_again().await;
    }
}

pub(super) async fn rule(circle: &Circle, who: &Person, rule: &str) -> String {
    let page = who.browser.get(&format!("/g/{}/agreement", circle.id)).await;
    page.words(&format!("#{rule}")).remove(0)
}

pub(super) async fn outcome(who: &Person, at: &str) -> String {
    who.browser.get(at).await.words(".badges").remove(0)
}

/// The job runs, a minute later.
pub(super) async fn carried_out(app: &TestApp) {
    app.app.clock.advance(TimeDelta::minutes(1));
    carry_out::run_once(&app.app).await.unwrap();
}

/// From now on the group decides in this way.
pub(super) fn decides_by(app: &TestApp, place: u8) {
    let id = app.db.ids("groups AS it")[0];
    let columns = "agreement_rule (group_id, rule, value, why, since_at)";
    app.db.execute(&format!(
        "INSERT INTO {columns} VALUES ({id}, 'method', {place}, '', '2026-12-07 10:00:00')"
    ));
}

on_both! {
    async fn a_group_decides_by_consent_and_amends_and_the_rule_holds_from_the_deadline(app: TestApp) {
        let (circle, others) = four(&app).await;
        let [ben, cleo, dan] = &others[..] else { panic!() };
        let form = ben.browser.get(&format!("/g/{}/proposals/new?rule=term_weeks", circle.id)).await;
        assert!(form.words(".card")[0].contains("A mandate lasts 26 weeks"), "the rule as it is");
        assert!(form.words(".lead")[0].contains("consent") && form.words(".lead")[0].contains("14 December 2026, 12:00"));
        let path = format!("/g/{}/proposals/new", circle.id);
        let seen = ben.browser.post(&form, &path, &EIGHT_WEEKS).await;
        assert_eq!((seen.status, app.db.count("proposal")), (200, 0), "whose mandate it touches is shown first");
        let shorter = "Ana would facilitate until Monday, 8 February 2027, in place of Monday, 7 June 2027.";
        assert!(seen.words("#preview")[0].contains(shorter), "{:?}", seen.words("#preview"));
        let at = proposed(&circle, ben, &EIGHT_WEEKS).await;
        assert_eq!(cleo.browser.get(&format!("/g/{}", circle.id)).await.words(".notice"), ["One proposal is open."]);
        let page = cleo.browser.get(&at).await;
        assert!(page.words(".changed")[0].contains("26 weeks") && page.words(".changed")[0].contains("8 weeks"));
        assert!(page.body.contains("<strong>learn</strong>"));
        // A wish stands in nobody's way; an objection needs a reason.
        assert_eq!(says(cleo, &at, "wish", "I would prefer ten.").await.status, 303);
        let refused = says(dan, &at, "objection", "  ").await;
        assert_eq!(refused.status, 422);
        assert!(!refused.words("#words-error").is_empty());
        assert_eq!(refused.values("#voice input[checked]"), ["objection"], "what was chosen is kept");
        assert_eq!(says(dan, &at, "objection", "Nobody would learn it from the one before.").await.status, 303);
        for who in [ben, &circle.leader] {
            assert_eq!(says(who, &at, "consent", "").await.status, 303);
        }
        let stale = cleo.browser.get(&at).await;
        // A question does not make an objection vanish.
        assert_eq!(says(dan, &at, "question", "When?").await.status, 409);
        assert!(dan.browser.get(&at).await.words(".notice")[0].contains("Your objection is open"));
        // Amended: another round, and the objection stays until it is taken back.
        app.app.clock.advance(TimeDelta::days(2));
        let amend = format!("{at}/amend");
        let form = ben.browser.get(&amend).await;
        let words = "With one week of overlap.";
        let seen = ben.browser.fill(&form, &amend, &[("why", words)]).await;
        assert_eq!(ben.browser.fill(&seen, &amend, &[]).await.status, 303, "{}", seen.body);
        let too_late = [("voice", "consent"), ("round", "1")];
        assert_eq!(cleo.browser.post(&stale, &format!("{at}/say"), &too_late).await.status, 409, "she read other words");
        let page = dan.browser.get(&at).await;
        assert!(page.body.contains("0 of 4 have taken part"), "{:?}", page.words("main"));
        assert!(page.words(".notice")[0].contains("Your objection is open"));
        for who in [ben, cleo, &circle.leader] {
            assert_eq!(says(who, &at, "consent", "").await.status, 303);
        }
        dan.browser.submit(&page, &format!("{at}/take-back"), &[]).await;
        assert_eq!(outcome(dan, &at).await, "open");
        assert!(rule(&circle, dan, "term_weeks").await.contains("26 weeks"));
        days_pass(&app, 7, &[ben, cleo, dan]).await;
        // In force at the deadline, before any job has run.
        assert_eq!(outcome(dan, &at).await, "adopted");
        let said = rule(&circle, dan, "term_weeks").await;
        assert!(said.contains("8 weeks") && said.contains("16 December 2026") && said.contains("16 June 2027"), "{said}");
        assert_eq!(app.db.count("agreement_rule"), 0);
        // Who facilitates goes round with the others: eight weeks from the decision, and not the half year that was left.
        let agreement = format!("/g/{}/agreement", circle.id);
        let holder = dan.browser.get(&agreement).await.words("#holders li");
        assert!(holder[0].contains("10 February 2027"), "{holder:?}");
        assert_eq!(carry_out::run_once(&app.app).await.unwrap(), 0, "what was said in time may still be on its way");
        app.app.clock.advance(TimeDelta::minutes(1));
        assert_eq!(carry_out::run_once(&app.app).await.unwrap(), 1);
        assert_eq!(carry_out::run_once(&app.app).await.unwrap(), 0, "once");
        assert_eq!(rule(&circle, dan, "term_weeks").await, said, "written down, it is the same");
        assert_eq!(dan.browser.get(&agreement).await.words("#holders li"), holder);
        let log = dan.browser.get(&format!("/g/{}/log", circle.id)).await.words(".list li > div:last-child");
        let line = |words: &str| log.iter().find(|it| it.contains(words)).cloned().unwrap_or_default();
        let shortened = line("By the new rule the mandate of Ana ends on");
        assert!(shortened.contains("10 February 2027") && shortened.contains("7 June 2027"), "{log:?}");
        let decided = line("26 weeks");
        assert!(decided.contains("8 weeks") && decided.contains("the group"), "{log:?}");
        let late = [("voice", "objection"), ("words", "Too late."), ("round", "2")];
        let page = dan.browser.get(&at).await;
        assert_eq!(page.actions("/say"), Vec::<String>::new());
        let any = dan.browser.get("/me/security").await;
        assert_eq!(dan.browser.post(&any, &format!("{at}/say"), &late).await.status, 409);
        days_pass(&app, 182, &[dan]).await;
        assert!(rule(&circle, dan, "term_weeks").await.contains("review overdue"), "it stands all the same");
    }

    async fn who_may_take_part_is_told_once_and_not_of_what_was_taken_back(app: TestApp) {
        let (circle, others) = four(&app).await;
        let eva = app.person_at("eva@example.org").await;
        circle.joined_by(&eva, "Eva").await;
        let told = async |who: &Person| {
            who.notices().await.into_iter().filter(|it| it.contains("been proposed")).collect::<Vec<_>>()
        };
        round(&app).await;
        let mails = app.app.mailer.kept().len();
        let at = proposed(&circle, &others[0], &EIGHT_WEEKS).await;
        round(&app).await;
        round(&app).await;
        assert_eq!(told(&others[0]).await, Vec::<String>::new(), "whoever proposes knows");
        let notices = told(&others[1]).await;
        assert!(notices.len() == 1 && notices[0].contains("14 December 2026"), "{notices:?}");
        let sent = app.app.mailer.kept().split_off(mails);
        assert!(sent.len() == 1 && sent[0].contains("eva@example.org"), "{sent:?}");
        assert!(!sent[0].contains("Tuesday") && !sent[0].contains("weeks"), "neither group nor what it is about: {}", sent[0]);
        let page = others[0].browser.get(&at).await;
        others[0].browser.submit(&page, &format!("{at}/withdraw"), &[]).await;
        assert_eq!(told(&others[1]).await, Vec::<String>::new());
    }

    async fn an_open_objection_too_few_or_withdrawal_and_nothing_changes(app: TestApp) {
        let (circle, others) = four(&app).await;
        let [ben, cleo, dan] = &others[..] else { panic!() };
        let (blocked, unheard) = (proposed(&circle, ben, &EIGHT_WEEKS).await, proposed(&circle, ben, &EIGHT_WEEKS).await);
        let gone = proposed(&circle, ben, &EIGHT_WEEKS).await;
        for who in [ben, cleo, &circle.leader] {
            says(who, &blocked, "consent", "").await;
        }
        says(dan, &blocked, "objection", "It would harm.").await;
        says(ben, &unheard, "consent", "").await;
        let page = ben.browser.get(&gone).await;
        ben.browser.submit(&page, &format!("{gone}/withdraw"), &[]).await;
        days_pass(&app, 7, &[dan]).await;
        assert_eq!(outcome(dan, &blocked).await, "not adopted: there is an objection");
        assert_eq!(outcome(dan, &unheard).await, "not adopted: too few took part");
        assert_eq!(outcome(dan, &gone).await, "taken back");
        carried_out(&app).await;
        assert_eq!(app.db.count("agreement_rule"), 0);
        assert!(rule(&circle, dan, "term_weeks").await.contains("26 weeks"));
    }

    async fn who_decides_is_settled_when_it_is_opened(app: TestApp) {
        let (circle, others) = four(&app).await;
        decides_by(&app, 2);
        let at = proposed(&circle, &others[0], &EIGHT_WEEKS).await;
        let eva = app.person().await;
        circle.joined_by(&eva, "Eva").await;
        assert_eq!(votes(&eva, &at, "no").await.status, 409);
        assert!(eva.browser.get(&at).await.words(".notice")[0].contains("Those decide"));
        assert_eq!(votes(&others[1], &at, "yes").await.status, 303);
        assert_eq!(votes(&others[1], &at, "no").await.status, 409, "a vote is final");
        let leave = format!("/g/{}/leave", circle.id);
        for who in &others[1..] {
            let ask = who.browser.get(&leave).await;
            who.browser.submit(&ask, &leave, &[]).await;
        }
        let page = others[0].browser.get(&at).await;
        assert!(page.body.contains("One of 4 has taken part; 2 are needed"), "{:?}", page.words("main"));
        assert!(!page.body.contains("Yes: "), "how many said yes is told when it is decided");
        assert_eq!(votes(&others[0], &at, "yes").await.status, 303);
        days_pass(&app, 7, &[&others[0]]).await;
        assert_eq!(outcome(&others[0], &at).await, "adopted");
        assert_eq!(others[0].browser.get(&at).await.words(".result"), ["Yes: 2. No: 0."], "a vote outlives its voter's leaving");
    }

    async fn what_is_said_is_sealed_and_goes_with_whoever_said_it(app: TestApp) {
        let (circle, others) = four(&app).await;
        let at = proposed(&circle, &others[0], &EIGHT_WEEKS).await;
        says(&others[1], &at, "objection", "I could not come any more.").await;
        assert!(circle.leader.browser.get(&at).await.words(".voices li")[0].contains("Cleo: an objection"));
        let plain = "voice WHERE CAST(words AS TEXT) LIKE '%come any more%'";
        if app.db.kind == Kind::Sqlite {
            assert_eq!(app.db.count(plain), 0);
        }
        let leave = format!("/g/{}/leave", circle.id);
        let ask = others[1].browser.get(&leave).await;
        others[1].browser.submit(&ask, &leave, &[]).await;
        let said = circle.leader.browser.get(&at).await.words(".voices li");
        assert_eq!(said, ["a former member: an objection"], "that there was one stays; whose, and the words, do not");
    }

    async fn a_group_can_let_members_decide_after_some_days_only(app: TestApp) {
        let (circle, others) = four(&app).await;
        let id = app.db.ids("groups AS it")[0];
        let columns = "agreement_rule (group_id, rule, value, why, since_at)";
        app.db.execute(&format!("INSERT INTO {columns} VALUES ({id}, 'member_days', 3, '', '2026-12-07 10:00:00')"));
        app.app.clock.advance(TimeDelta::days(3));
        let eva = app.person().await;
        circle.joined_by(&eva, "Eva").await;
        let at = proposed(&circle, &eva, &EIGHT_WEEKS).await;
        assert!(eva.browser.get(&at).await.body.contains("0 of 4"));
        assert_eq!(says(&others[0], &at, "consent", "").await.status, 303);
    }

    async fn bad_input_is_said_in_place_and_kept(app: TestApp) {
        let (circle, others) = four(&app).await;
        let path = format!("/g/{}/proposals/new", circle.id);
        let form = others[0].browser.get(&format!("{path}?rule=term_weeks")).await;
        for value in ["0", "105", "eight", "", "8.5", "-1"] {
            let what = [("rule", "term_weeks"), ("value", value), ("title", "Eight"), ("why", " "), ("review", "5")];
            let page = others[0].browser.post(&form, &path, &what).await;
            assert_eq!(page.status, 422, "{value}");
            for field in ["value", "why", "review"] {
                assert!(!page.words(&format!("#{field}-error")).is_empty(), "{field} {value}");
            }
            assert_eq!(page.value("title").as_deref(), Some("Eight"));
            assert_eq!(page.value("value").as_deref(), Some(value));
        }
        assert_eq!(app.db.count("proposal"), 0);
    }

    async fn forty_clicks_at_once_are_one_vote_each(app: TestApp) {
        let (circle, others) = four(&app).await;
        decides_by(&app, 2);
        let at = proposed(&circle, &others[0], &EIGHT_WEEKS).await;
        let to = format!("{at}/vote");
        let forms = join_all(others.iter().map(|who| who.browser.get(&at))).await;
        let clicks = (0..40).map(|n| {
            let choice = if n % 2 == 0 { "yes" } else { "no" };
            let (who, form) = (&others[n % 3], &forms[n % 3]);
            let to = &to;
            async move { who.browser.post(form, to, &[("choice", choice)]).await.status }
        });
        let answers = join_all(clicks).await;
        assert_eq!(answers.iter().filter(|status| **status == 303).count(), 3, "{answers:?}");
        assert_eq!(answers.iter().filter(|status| **status == 409).count(), 37, "{answers:?}");
        assert_eq!(app.db.sum("ballots", "count"), 3);
    }

    async fn no_row_leads_from_a_vote_to_whoever_cast_it(app: TestApp) {
        let (circle, others) = four(&app).await;
        decides_by(&app, 2);
        let at = proposed(&circle, &others[0], &EIGHT_WEEKS).await;
        for (who, choice) in others.iter().zip(["yes", "no", "yes"]) {
            votes(who, &at, choice).await;
        }
        assert_eq!(app.db.count("ballots"), 3, "one row for each choice, however many vote");
        match app.db.kind {
            // Which transaction wrote a row last can be read, and is the same for all of them.
            Kind::Postgres => {
                let last = "(SELECT DISTINCT CAST(xmin AS TEXT) FROM ballots) AS it";
                assert_eq!(app.db.count(last), 1);
                let last = "(SELECT DISTINCT CAST(xmin AS TEXT) FROM elector) AS it";
                assert_eq!(app.db.count(last), 1, "nor in which order they voted");
            }
            Kind::Sqlite => {
                let without = "sqlite_master WHERE name = 'ballots' AND sql LIKE '%WITHOUT ROWID%'";
                assert_eq!(app.db.count(without), 1, "no order of insertion");
            }
        }
        assert_eq!(app.db.count("voice"), 0);
    }

    async fn a_mandate_is_given_by_a_secret_vote_and_taken_back_by_another(app: TestApp) {
        let (circle, others) = four(&app).await;
        circle.meets_weekly("").await;
        let [ben, cleo, dan] = &others[..] else { panic!() };
        let inside = format!("/g/{}", circle.id);
        let form = cleo.browser.get(&format!("{inside}/proposals/new?what=mandate")).await;
        assert!(form.words(".lead")[0].contains("majority"), "about persons there is no consent: {:?}", form.words(".lead"));
        assert!(form.words(".card")[0].contains("A mandate lasts 26 weeks"));
        let said = [("what", "mandate"), ("title", "I would facilitate"), ("why", "I have learned it."), ("review", "6")];
        let at = proposed(&circle, cleo, &said).await;
        assert!(ben.browser.get(&at).await.words("main .card")[0].contains("Cleo would facilitate"));
        for (who, choice) in [(ben, "yes"), (dan, "no"), (cleo, "yes")] {
            assert_eq!(votes(who, &at, choice).await.status, 303);
        }
        let settings = format!("{inside}/settings");
        assert_eq!(cleo.browser.get(&settings).await.status, 404, "not before it is decided");
        days_pass(&app, 7, &[ben, cleo, dan, &circle.leader]).await;
        assert_eq!(cleo.browser.get(&settings).await.status, 200, "from the deadline on, before any job has run");
        let holders = ben.browser.get(&format!("{inside}/agreement")).await.words("#holders li");
        assert_eq!(holders.len(), 2, "{holders:?}");
        carried_out(&app).await;
        assert_eq!(app.db.count("mandate"), 2);
        assert_eq!(ben.browser.get(&format!("{inside}/agreement")).await.words("#holders li"), holders, "the same");
        let log = ben.browser.get(&format!("{inside}/log")).await.words(".list li > div:last-child");
        assert!(log[0].contains("Cleo facilitates until Monday, 14 June 2027") && log[0].contains("the group"), "{log:?}");
        // And taken back from whoever founded the group.
        let page = ben.browser.get(&format!("{inside}/agreement")).await;
        let ways = page.links("#holders a[href*='take_back']");
        let names = page.words("#holders li");
        let ana = ways[names.iter().position(|it| it.starts_with("Ana")).unwrap()].clone();
        let form = ben.browser.get(&ana).await;
        assert!(form.words(".card")[0].contains("Ana would not facilitate any more"));
        let new = format!("{inside}/proposals/new");
        let said = [("title", "Time for somebody else"), ("why", "It has been long."), ("review", "6")];
        let page = ben.browser.fill(&form, &new, &said).await;
        let at = page.location().unwrap_or_else(|| panic!("{}", page.body));
        for who in [ben, cleo] {
            votes(who, &at, "yes").await;
        }
        assert_eq!(circle.leader.browser.get(&settings).await.status, 200);
        days_pass(&app, 7, &[ben, cleo, &circle.leader]).await;
        assert_eq!(circle.leader.browser.get(&settings).await.status, 404);
        carried_out(&app).await;
        assert_eq!(circle.leader.browser.get(&settings).await.status, 404);
        assert_eq!(circle.leader.browser.get(&inside).await.status, 200, "the membership stays as it is");
        let log = ben.browser.get(&format!("{inside}/log")).await.words(".list li > div:last-child");
        assert!(log[0].contains("taken back the mandate of Ana"), "{log:?}");
        assert_eq!(cleo.browser.get(&settings).await.status, 200);
    }

    async fn what_was_taken_back_is_not_taken_again_and_what_was_taken_ends_when_the_group_decides(app: TestApp) {
        let (circle, others) = four(&app).await;
        let [ben, cleo, dan] = &others[..] else { panic!() };
        let ana = &circle.leader;
        let (inside, new) = (format!("/g/{}", circle.id), format!("/g/{}/proposals/new", circle.id));
        let settings = format!("{inside}/settings");
        let way = ben.browser.get(&format!("{inside}/agreement")).await.links("#holders a[href*='take_back']").remove(0);
        let form = ben.browser.get(&way).await;
        let said = [("title", "Time for somebody else"), ("why", "It has been long."), ("review", "6")];
        let at = ben.browser.fill(&form, &new, &said).await.location().unwrap();
        for who in [ben, cleo, dan] {
            votes(who, &at, "yes").await;
        }
        days_pass(&app, 7, &[ana, ben, cleo, dan]).await;
        // Nobody leads, and it is not hers to take; Ben takes it before it is written down.
        let page = ana.browser.get(&inside).await;
        assert_eq!(page.actions("/mandate"), Vec::<String>::new());
        assert!(page.words(".notice")[0].contains("taken the mandate back"), "{:?}", page.words(".notice"));
        assert_eq!(ana.browser.post(&page, &format!("{inside}/mandate"), &[]).await.status, 409);
        let page = ben.browser.get(&inside).await;
        ben.browser.submit(&page, &format!("{inside}/mandate"), &[]).await;
        assert_eq!(ben.browser.get(&settings).await.status, 200);
        carried_out(&app).await;
        assert_eq!(ben.browser.get(&settings).await.status, 200, "what he took after it is not taken back");
        assert_eq!(ana.browser.get(&settings).await.status, 404);
        // The group gives it to Cleo: what Ben took ends.
        let said = [("what", "mandate"), ("title", "I would"), ("why", "I have learned it."), ("review", "6")];
        let at = proposed(&circle, cleo, &said).await;
        for who in [dan, cleo] {
            votes(who, &at, "yes").await;
        }
        days_pass(&app, 7, &[ana, ben, cleo]).await;
        let leads = async || (ben.browser.get(&settings).await.status, cleo.browser.get(&settings).await.status);
        assert_eq!(leads().await, (404, 200));
        carried_out(&app).await;
        assert_eq!(leads().await, (404, 200), "written down, it is the same");
    }

    async fn nobody_is_made_to_facilitate_and_what_nobody_holds_is_not_taken_back(app: TestApp) {
        let (circle, others) = four(&app).await;
        let path = format!("/g/{}/proposals/new", circle.id);
        let ids = app.db.ids("membership AS it");
        let form = others[0].browser.get(&path).await;
        let base = [("title", "Somebody"), ("why", "Because."), ("review", "6")];
        for (what, member, status) in [("take_back", "", 422), ("take_back", "0000000000000", 409), ("mandate", "0000000000000", 303)] {
            let said = [&base[..], &[("what", what), ("member", member)]].concat();
            let page = others[0].browser.post(&form, &path, &said).await;
            assert_eq!(page.status, status, "{what} {member}: {}", page.body);
        }
        let mine = app.db.ids("membership AS it JOIN proposal ON proposal.about_id = it.id AND proposal.membership_id = it.id");
        assert!(mine.len() == 1 && ids.contains(&mine[0]), "whoever proposes it proposes themselves");
        let leave = format!("/g/{}/leave", circle.id);
        let at = others[1].browser.get(&format!("/g/{}/agreement", circle.id)).await.links("h3 a").remove(0);
        for who in &others[1..] {
            assert_eq!(votes(who, &at, "yes").await.status, 303);
        }
        let ask = others[0].browser.get(&leave).await;
        others[0].browser.submit(&ask, &leave, &[]).await;
        days_pass(&app, 7, &[&others[1]]).await;
        assert_eq!(outcome(&others[1], &at).await, "adopted");
        carried_out(&app).await;
        assert_eq!(app.db.count("mandate"), 1, "of whoever has left, nothing is made");
    }

    async fn two_who_carry_it_out_at_once_write_one_line(app: TestApp) {
        let (circle, others) = four(&app).await;
        let at = proposed(&circle, &others[0], &EIGHT_WEEKS).await;
        for who in &others {
            says(who, &at, "consent", "").await;
        }
        days_pass(&app, 7, &[&others[0]]).await;
        app.app.clock.advance(TimeDelta::minutes(1));
        let before = app.db.count("group_log");
        let held = app.db.hold("proposal");
        let (one, two, ()) = tokio::join!(carry_out::run_once(&app.app), carry_out::run_once(&app.app), async {
            tokio::time::sleep(std::time::Duration::from_millis(500)).await;
            drop(held);
        });
        one.unwrap();
        two.unwrap();
        assert_eq!(app.db.count("group_log"), before + 2, "of the rule, and of the mandate that it shortens");
        assert_eq!(app.db.count("agreement_rule"), 1);
    }

    async fn whoever_leaves_while_voting_has_voted_or_has_not_and_the_electorate_stays(app: TestApp) {
        let (circle, others) = four(&app).await;
        decides_by(&app, 2);
        let at = proposed(&circle, &others[0], &EIGHT_WEEKS).await;
        let (to, leave) = (format!("{at}/vote"), format!("/g/{}/leave", circle.id));
        let [_, cleo, dan] = &others[..] else { panic!() };
        let (form, ask) = (cleo.browser.get(&at).await, cleo.browser.get(&leave).await);
        let held = app.db.hold("proposal");
        let (voted, left, ()) = tokio::join!(
            cleo.browser.post(&form, &to, &[("choice", "yes")]),
            cleo.browser.post(&ask, &leave, &[]),
            async {
                tokio::time::sleep(std::time::Duration::from_millis(500)).await;
                drop(held);
            }
        );
        assert_eq!(left.status, 303);
        let is_counted = match voted.status {
            303 => 1,
            404 => 0,
            other => panic!("{other}: {}", voted.body),
        };
        assert_eq!(app.db.sum("ballots", "count"), is_counted);
        assert_eq!(app.db.count("elector"), 4, "who decides does not change");
        assert_eq!(votes(dan, &at, "yes").await.status, 303);
        assert_eq!(app.db.sum("ballots", "count"), is_counted + 1);
    }
}
