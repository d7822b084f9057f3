//! Who does what at meetings: small roles, turns that go round, swaps, and what happens when somebody cannot come.

use chrono::TimeDelta;
use futures_util::future::join_all;
use parea::jobs::purge;

use super::reminders::{last_mail, round, text, wants};
use crate::support::app::TestApp;
use crate::support::browser::Page;
use crate::support::databases::Kind;
use crate::support::groups::Circle;
use crate::support::people::Person;

const LEADING: [(&str, &str); 4] =
    [("kind", "facilitating"), ("kind", "co_facilitating"), ("kind", "welcome"), ("kind", "tea")];

/// A circle that meets on Tuesdays from tomorrow on, with roles, and three others in it.
pub async fn four(app: &TestApp) -> (Circle, Vec<Person>) {
    let circle = app.a_group("Tuesday circle").await;
    circle.meets_weekly("").await;
    roles(&circle, &LEADING).await;
    let mut others = Vec::new();
    for (name, address) in [("Ben", "ben"), ("Cleo", "cleo"), ("Dan", "dan")] {
        let who = app.person_at(&format!("{address}@example.org")).await;
        // One after the other: who came first has waited longest.
        app.app.clock.advance(TimeDelta::minutes(1));
        circle.joined_by(&who, name).await;
        others.push(who);
    }
    (circle, others)
}

pub async fn roles(circle: &Circle, kinds: &[(&str, &str)]) {
    let series = circle.meetings().await[0].split('-').next().unwrap().to_owned();
    let path = format!("/g/{}/series/{series}/roles", circle.id);
    let form = circle.leader.browser.get(&path).await;
    let page = circle.leader.browser.post(&form, &path, kinds).await;
    assert_eq!(page.status, 303, "{}", page.body);
}

/// Would do everything.
async fn willing(circle: &Circle, who: &Person) {
    let page = who.browser.get(&format!("/g/{}/roles", circle.id)).await;
    let all = page.values("input[name=role]");
    let fields: Vec<(&str, &str)> = all.iter().map(|id| ("role", id.as_str())).collect();
    let path = format!("/g/{}/roles/willing", circle.id);
    assert_eq!(who.browser.post(&page, &path, &fields).await.status, 303);
}

async fn rota(circle: &Circle, who: &Person) -> Page {
    who.browser.get(&format!("/g/{}/rota", circle.id)).await
}

/// What stands at the `at`th meeting: "Facilitating Ana (you) proposed".
async fn places(circle: &Circle, who: &Person, at: usize) -> Vec<String> {
    let page = rota(circle, who).await;
    let meeting = &circle.meetings().await[at];
    page.words(&format!("#m{meeting} .turns > li > p"))
}

/// The address at which something is done with a role, by its name.
async fn action(circle: &Circle, who: &Person, at: usize, role: &str, verb: &str) -> String {
    let page = rota(circle, who).await;
    let meeting = &circle.meetings().await[at];
    let names = page.words(&format!("#m{meeting} .turns > li > p > .hint:first-child"));
    let found = names.iter().position(|name| name == role).unwrap_or_else(|| panic!("{role}: {names:?}"));
    let id = &page.attributes(&format!("#m{meeting} .turns > li"), "id")[found];
    let role = id.rsplit('-').next().unwrap();
    format!("/g/{}/meetings/{meeting}/roles/{role}/{verb}", circle.id)
}

pub async fn press(circle: &Circle, who: &Person, at: usize, role: &str, verb: &str) -> Page {
    let path = action(circle, who, at, role, verb).await;
    let form = rota(circle, who).await;
    who.browser.post(&form, &path, &[]).await
}

async fn accept_all(circle: &Circle) -> Page {
    let page = rota(circle, &circle.leader).await;
    let picks = page.values("input[name=pick]");
    let fields: Vec<(&str, &str)> = picks.iter().map(|pick| ("pick", pick.as_str())).collect();
    let path = format!("/g/{}/rota/accept", circle.id);
    circle.leader.browser.post(&page, &path, &fields).await
}

/// What a member is shown who would propose that nobody leads twice in a row.
async fn foreseen(circle: &Circle, who: &Person) -> Vec<String> {
    let path = format!("/g/{}/proposals/new", circle.id);
    let form = who.browser.get(&format!("{path}?rule=turns_in_a_row")).await;
    let said = [("value", "1"), ("title", "Never twice"), ("why", "To learn it."), ("review", "6")];
    let page = who.browser.fill(&form, &path, &said).await;
    if page.status == 303 {
        let at = page.location().unwrap();
        let page = who.browser.get(&at).await;
        who.browser.submit(&page, &format!("{at}/withdraw"), &[]).await;
        return Vec::new();
    }
    assert_eq!(page.status, 200, "{}", page.body);
    page.words("#preview .hint")
}

on_both! {
    async fn a_small_role_is_taken_from_the_page_of_the_group_in_two_presses(app: TestApp) {
        let (circle, others) = four(&app).await;
        let ben = &others[0];
        let page = ben.browser.get(&format!("/g/{}", circle.id)).await;
        let open = page.words(".turns summary");
        assert_eq!(open[0], "Still open: Sitting beside, Welcome and Tea");
        let take = page.actions("/take");
        assert_eq!(take.len() % 3, 0, "only what needs nobody's approval");
        assert_eq!(ben.browser.post(&page, &take[2], &[]).await.status, 303);
        let page = ben.browser.get(&format!("/g/{}", circle.id)).await;
        assert_eq!(page.words(".turns summary")[0], "Still open: Sitting beside and Welcome");
        let done = page.words(".turns > ul > li");
        assert!(done.iter().any(|it| it.starts_with("Tea Ben")), "{done:?}");
        // Again is the same, and another role besides needs nothing.
        assert_eq!(ben.browser.post(&page, &take[2], &[]).await.status, 303);
        assert_eq!(ben.browser.post(&page, &take[1], &[]).await.status, 303);
        assert_eq!(app.db.count("turn"), 2);
        let gone = press(&circle, ben, 0, "Tea", "free").await;
        assert_eq!(gone.status, 303, "{}", gone.body);
        assert!(places(&circle, ben, 0).await.iter().any(|it| it.contains("Tea") && it.contains("all are asked")));
        assert_eq!(app.db.count("outbox WHERE kind LIKE 'turn%'"), 0, "what is small is not mailed to all");
    }

    async fn a_reminder_says_what_is_still_open_to_whoever_wants_to_be_told_all(app: TestApp) {
        let (circle, others) = four(&app).await;
        let ben = &others[0];
        assert_eq!(press(&circle, &others[1], 0, "Welcome", "take").await.status, 303);
        wants(ben, &circle, &["0"]).await;
        round(&app).await;
        let form = ben.browser.get("/me/reminders").await;
        ben.browser.submit(&form, "/me/reminders", &[("says", "full")]).await;
        app.app.clock.advance(TimeDelta::hours(7));
        round(&app).await;
        let mail = text(&last_mail(&app));
        assert!(mail.contains("Still open: Sitting beside and Tea."), "{mail}");
        assert!(mail.contains(&format!("/g/{}/rota", circle.id)), "{mail}");
        assert!(!mail.contains("Welcome") && !mail.contains("Facilitating"), "what somebody has, and what leads: {mail}");
        // Who wants to be told the time only is told nothing else.
        let form = ben.browser.get("/me/reminders").await;
        ben.browser.submit(&form, "/me/reminders", &[("says", "time")]).await;
        app.app.clock.advance(TimeDelta::days(7));
        round(&app).await;
        let mail = text(&last_mail(&app));
        assert!(mail.contains("15 December 2026") && !mail.contains("Tea") && !mail.contains("/rota"), "{mail}");
    }

    async fn of_two_who_want_the_last_role_one_gets_it_and_the_other_is_offered_what_is_open(app: TestApp) {
        let (circle, others) = four(&app).await;
        let path = action(&circle, &circle.leader, 0, "Tea", "take").await;
        let forms = join_all(others.iter().map(|who| rota(&circle, who))).await;
        let tried = others.iter().zip(&forms).map(|(who, form)| who.browser.post(form, &path, &[]));
        let pages = join_all(tried).await;
        assert_eq!(pages.iter().filter(|page| page.status == 303).count(), 1);
        let late: Vec<_> = pages.iter().filter(|page| page.status == 409).collect();
        assert_eq!(late.len(), 2);
        for page in late {
            assert!(page.words(".notice")[0].contains("Somebody else was quicker"));
            assert_eq!(page.words("summary"), ["Still open: Sitting beside and Welcome"]);
            assert_eq!(page.actions("/take").len(), 2);
        }
        assert_eq!(app.db.count("turn"), 1);
    }

    async fn leading_goes_round_and_what_is_accepted_stays_when_the_rule_changes(app: TestApp) {
        let (circle, others) = four(&app).await;
        for who in others.iter().chain([&circle.leader]) {
            willing(&circle, who).await;
        }
        let page = rota(&circle, &circle.leader).await;
        assert_eq!(page.words("#next li").len(), 2, "the next two are always in sight");
        assert!(page.words("#next li")[0].contains("Facilitating Ana proposed"), "{:?}", page.words("#next li"));
        let first = places(&circle, &others[0], 0).await;
        assert_eq!(first[..3], ["Facilitating Ana proposed", "Co-facilitating Ben (you) proposed", "Sitting beside Cleo proposed"]);
        // Whoever facilitates second has sat beside the first, and has the first beside them.
        assert_eq!(places(&circle, &circle.leader, 1).await[..2], ["Facilitating Ben proposed", "Co-facilitating Ana (you) proposed"]);
        assert_eq!(press(&circle, &others[2], 0, "Facilitating", "take").await.status, 409, "leading is not grabbed");
        assert_eq!(press(&circle, &others[2], 0, "Facilitating", "open").await.status, 404, "nor arranged by everybody");
        assert_eq!(app.db.count("turn"), 0, "what is proposed is not stored");
        assert_eq!(accept_all(&circle).await.status, 303);
        let settled = app.db.count("turn");
        assert!(settled > 8);
        assert_eq!(app.db.count("outbox WHERE kind = 'turn_given'"), 3, "each is told once; not whoever accepted");
        assert_eq!(accept_all(&circle).await.status, 303);
        assert_eq!(app.db.count("turn"), settled);
        let before = places(&circle, &others[0], 1).await;
        let id = app.db.ids("groups AS it")[0];
        app.db.execute(&format!(
            "INSERT INTO agreement_rule (group_id, rule, value, why, since_at) VALUES ({id}, 'turns_in_a_row', 1, '', '2026-12-07 10:00:00')"
        ));
        assert_eq!(places(&circle, &others[0], 1).await, before);
        assert!(rota(&circle, &others[0]).await.words(".lead")[0].contains("one meeting in a row"));
    }

    async fn what_another_rule_would_change_is_shown_before_it_is_proposed_and_nothing_that_is_confirmed(app: TestApp) {
        let (circle, others) = four(&app).await;
        let ben = &others[0];
        willing(&circle, ben).await;
        // Alone he leads twice, and pauses once; with another maximum, every second time.
        let shifts = foreseen(&circle, ben).await;
        let of = |all: &[String], day: &str| all.iter().filter(|it| it.contains(day) && it.contains("Facilitating")).count();
        assert!(shifts[0].contains("15 December 2026") && shifts[0].contains("nobody would be proposed, in place of Ben"), "{shifts:?}");
        assert!(shifts.iter().any(|it| it.contains("22 December 2026") && it.contains("Ben would be proposed, in place of nobody")));
        assert_eq!(of(&shifts, "8 December"), 0, "what stays the same is not named");
        assert_eq!(shifts.last().unwrap(), "What is confirmed in the rota stays as it is.");
        assert_eq!(app.db.count("proposal") + app.db.count("turn"), 0, "nothing is changed by looking");
        let path = action(&circle, &circle.leader, 1, "Facilitating", "give").await;
        let form = rota(&circle, &circle.leader).await;
        let options = form.values("select option");
        let at = form.words("select option").iter().position(|name| name == "Ben").unwrap();
        assert_eq!(circle.leader.browser.post(&form, &path, &[("member", &options[at])]).await.status, 303);
        let shifts = foreseen(&circle, ben).await;
        assert_eq!(of(&shifts, "15 December 2026"), 0, "he has said that he comes: {shifts:?}");
    }

    async fn a_facilitator_chooses_within_the_maximum_among_the_willing(app: TestApp) {
        let (circle, others) = four(&app).await;
        willing(&circle, &others[0]).await;
        willing(&circle, &others[1]).await;
        let form = rota(&circle, &circle.leader).await;
        let options = form.values("select option");
        let ben = form.words("select option").iter().position(|name| name == "Ben").map(|at| options[at].clone()).unwrap();
        let mut given = Vec::new();
        for at in 0..3 {
            let path = action(&circle, &circle.leader, at, "Facilitating", "give").await;
            given.push(circle.leader.browser.post(&form, &path, &[("member", &ben)]).await);
        }
        assert_eq!([given[0].status, given[1].status, given[2].status], [303, 303, 409]);
        assert!(given[2].body.contains("more turns in a row than the group has agreed on"));
        // Nobody is given what they have not said they would do, and nobody's turn is taken from them.
        let stranger = others[2].browser.get(&format!("/g/{}/rota", circle.id)).await;
        assert!(stranger.values("select option").is_empty(), "only facilitators choose");
        let path = action(&circle, &circle.leader, 0, "Facilitating", "give").await;
        let other = options.iter().find(|id| **id != ben).unwrap();
        assert_eq!(circle.leader.browser.post(&form, &path, &[("member", other)]).await.status, 409);
        assert_eq!(circle.leader.browser.post(&form, &path, &[("member", "0000000000000")]).await.status, 409);
        assert_eq!(circle.leader.browser.post(&form, &path, &[("member", "x")]).await.status, 409);
        assert_eq!(press(&circle, &circle.leader, 2, "Facilitating", "open").await.status, 303);
        assert!(places(&circle, &others[2], 2).await[0].contains("all are asked"));
        assert_eq!(press(&circle, &others[2], 2, "Facilitating", "take").await.status, 303, "what is open to all");
    }

    async fn whoever_cannot_come_leaves_no_gap(app: TestApp) {
        let (circle, others) = four(&app).await;
        let [ben, cleo, dan] = &others[..] else { panic!() };
        for who in [&circle.leader, ben, cleo] {
            willing(&circle, who).await;
        }
        accept_all(&circle).await;
        let third = places(&circle, &circle.leader, 2).await;
        assert_eq!(third[..2], ["Facilitating Cleo", "Co-facilitating Ben"], "{third:?}");
        // "I do not come" is enough: the next in line is asked.
        let meeting = circle.meetings().await.remove(2);
        circle.answered_by(cleo, &meeting, "not_coming").await;
        let asked = places(&circle, cleo, 2).await;
        assert!(asked[0].starts_with("Facilitating Ana asked until Wednesday, 9 December 2026, 12:03"), "{asked:?}");
        assert_eq!(app.db.count("outbox WHERE kind = 'turn_asked'"), 1);
        assert_eq!(app.db.count("outbox WHERE kind = 'turn_open'"), 2, "not to whoever gave it back, nor to who is asked");
        assert!(!dan.notices().await.iter().any(|it| it.contains("all are asked")), "not before its time");
        // Two days later all are; a day before, who leads in any case is known.
        app.app.clock.advance(TimeDelta::days(2));
        assert!(places(&circle, ben, 1).await[0].contains("nobody yet; all are asked"));
        app.db.execute("UPDATE outbox SET channel = 'site'");
        assert!(dan.notices().await.iter().any(|it| it.contains("all are asked")), "{:?}", dan.notices().await);
        app.app.clock.set(parea::domain::time::Instant::parse_rfc3339("2026-12-21T18:00:00Z").unwrap());
        ben.sign_in_again().await;
        circle.leader.sign_in_again().await;
        let last = places(&circle, ben, 0).await;
        assert!(last[0].contains("if it stays so, Ben leads alone"), "{last:?}");
        assert!(ben.notices().await.iter().any(|it| it.contains("you lead alone")));
        // Somebody comes forward, and nothing of it is said any more.
        assert_eq!(press(&circle, &circle.leader, 0, "Facilitating", "take").await.status, 303);
        assert!(!ben.notices().await.iter().any(|it| it.contains("alone") || it.contains("all are asked")));
    }

    async fn the_next_in_line_says_no_and_all_are_asked_at_once(app: TestApp) {
        let (circle, others) = four(&app).await;
        for who in others.iter().chain([&circle.leader]) {
            willing(&circle, who).await;
        }
        accept_all(&circle).await;
        app.db.execute("UPDATE membership SET channel = 'site'");
        assert_eq!(press(&circle, &circle.leader, 0, "Facilitating", "free").await.status, 303);
        let asked = places(&circle, &circle.leader, 0).await[0].clone();
        let next = ["Ben", "Cleo", "Dan"].iter().position(|name| asked.contains(name)).unwrap_or_else(|| panic!("{asked}"));
        assert!(others[next].notices().await.iter().any(|it| it.contains("you are the next in line")));
        assert_eq!(press(&circle, &others[next], 0, "Facilitating", "free").await.status, 303);
        assert!(places(&circle, &circle.leader, 0).await[0].contains("all are asked"));
        let other = &others[(next + 1) % 3];
        assert!(other.notices().await.iter().any(|it| it.contains("all are asked")));
        assert_eq!(press(&circle, &circle.leader, 0, "Facilitating", "free").await.status, 409, "it is not hers any more");
    }

    async fn two_swap_by_a_link_that_the_other_confirms(app: TestApp) {
        let (circle, others) = four(&app).await;
        let [ben, cleo, dan] = &others[..] else { panic!() };
        for who in [&circle.leader, ben, cleo] {
            willing(&circle, who).await;
        }
        accept_all(&circle).await;
        let path = action(&circle, &circle.leader, 0, "Facilitating", "swap").await;
        let form = circle.leader.browser.get(&path).await;
        let offers = form.words("#whom .choice");
        assert!(offers.iter().any(|it| it.starts_with("Ben: takes my turn, and I take theirs on Tuesday, 15 December 2026")), "{offers:?}");
        assert!(offers.iter().any(|it| it == "Dan: takes my turn"), "whoever is willing or not can be asked");
        let nobody = circle.leader.browser.post(&form, &path, &[]).await;
        assert_eq!(nobody.status, 422);
        let at = offers.iter().position(|it| it.starts_with("Ben") && it.contains("15 December")).unwrap();
        let whom = form.values("#whom input")[at].clone();
        let page = circle.leader.browser.submit(&form, &path, &[("whom", &whom)]).await;
        let link = page.words("#link").remove(0);
        let link = &link[link.find("/g/").unwrap()..];
        assert!(page.words(".lead")[0].contains("You have asked Ben"), "{:?}", page.words(".lead"));
        for other in [cleo, dan] {
            assert_eq!(other.browser.get(link).await.status, 404);
        }
        let page = ben.browser.get(link).await;
        assert!(page.words(".lead")[0].contains("Ana asks whether you would take this turn: Facilitating, Tuesday, 8 December 2026"));
        assert_eq!(ben.browser.get(link).await.status, 200, "looking at it changes nothing");
        assert!(places(&circle, ben, 0).await[0].starts_with("Facilitating Ana"));
        assert_eq!(ben.browser.post(&page, link, &[("answer", "perhaps")]).await.status, 400);
        assert_eq!(ben.browser.post(&page, link, &[("answer", "yes")]).await.status, 303);
        assert!(places(&circle, ben, 0).await[0].starts_with("Facilitating Ben"));
        assert!(places(&circle, ben, 1).await[0].starts_with("Facilitating Ana"));
        assert_eq!(ben.browser.get(link).await.status, 404, "it is answered");
        assert_eq!(app.db.count("swap"), 0);
        assert_eq!(app.db.count("outbox WHERE kind = 'swap_answered'"), 1);
    }

    async fn a_break_takes_one_press_and_frees_all_that_is_to_come(app: TestApp) {
        let (circle, others) = four(&app).await;
        for who in others.iter().chain([&circle.leader]) {
            willing(&circle, who).await;
        }
        accept_all(&circle).await;
        let ben = &others[0];
        let mine = app.db.ids("membership AS it ORDER BY it.joined_at, it.id");
        assert_eq!(mine.len(), 4);
        let had = rota(&circle, ben).await.body.matches("(you)").count();
        assert!(had > 1);
        app.db.execute("DELETE FROM outbox");
        let page = rota(&circle, ben).await;
        assert_eq!(ben.browser.post(&page, &format!("/g/{}/break", circle.id), &[]).await.status, 303);
        let page = rota(&circle, ben).await;
        assert_eq!(page.body.matches("(you)").count(), 0);
        assert!(page.words(".notice")[0].contains("You are on a break"));
        assert_eq!(app.db.count("membership"), 4, "still a member");
        assert_eq!(app.db.count("outbox WHERE kind = 'turn_asked'"), app.db.count("(SELECT DISTINCT membership_id FROM turn WHERE state = 'asked') AS it"), "each is asked once");
        let twice = "(SELECT membership_id FROM outbox GROUP BY membership_id, kind HAVING COUNT(*) > 1 AND kind <> 'turn_alone') AS it";
        assert_eq!(app.db.count(twice), 0, "one notice each");
        assert!(!page.body.contains("Ben proposed"));
        assert_eq!(ben.browser.post(&page, &format!("/g/{}/back", circle.id), &[]).await.status, 303);
        assert!(rota(&circle, ben).await.words("form.card button").contains(&"I need a break".to_owned()));
        // Leaving frees what is there, in the same way.
        let dan = &others[2];
        let form = dan.browser.get(&format!("/g/{}/leave", circle.id)).await;
        assert_eq!(dan.browser.post(&form, &format!("/g/{}/leave", circle.id), &[]).await.status, 303);
        assert!(!rota(&circle, ben).await.body.contains("Dan"));
        assert_eq!(app.db.count("on_break"), 0);
    }

    async fn of_past_turns_nothing_is_left_that_leads_to_a_meeting(app: TestApp) {
        let (circle, others) = four(&app).await;
        for who in others.iter().chain([&circle.leader]) {
            willing(&circle, who).await;
        }
        accept_all(&circle).await;
        let first = app.db.count("turn AS it JOIN meeting ON meeting.id = it.meeting_id WHERE meeting.original_local < '2026-12-09'");
        assert!(first > 2);
        app.app.clock.set(parea::domain::time::Instant::parse_rfc3339("2026-12-12T19:00:00Z").unwrap());
        purge::run_once(&app.app).await.unwrap();
        assert_eq!(app.db.count("turn AS it JOIN meeting ON meeting.id = it.meeting_id WHERE meeting.original_local < '2026-12-09'"), 0);
        assert_eq!(app.db.count("meeting WHERE original_local < '2026-12-09'"), 0);
        assert_eq!(app.db.count("turn_record"), first);
        assert_eq!(app.db.count("turn_record WHERE last_week = '2026-12-07' AND run = 1 AND count = 1"), first);
        // Another week on: a row ends for whoever did not have it again, and goes on for whoever did.
        app.app.clock.set(parea::domain::time::Instant::parse_rfc3339("2026-12-19T19:00:00Z").unwrap());
        purge::run_once(&app.app).await.unwrap();
        assert!(app.db.count("turn_record WHERE run = 0") > 0);
        assert_eq!(app.db.count("turn_record WHERE last_week NOT IN ('2026-12-07', '2026-12-14')"), 0);
        circle.leader.sign_in_again().await;
        assert!(rota(&circle, &circle.leader).await.body.contains("members have had a role"));
        // With the member goes the rest.
        let ben = &others[0];
        ben.sign_in_again().await;
        let before = app.db.count("turn_record");
        let form = ben.browser.get(&format!("/g/{}/leave", circle.id)).await;
        ben.browser.post(&form, &format!("/g/{}/leave", circle.id), &[]).await;
        assert!(app.db.count("turn_record") < before);
    }

    async fn turns_go_with_their_meeting_when_the_dates_move(app: TestApp) {
        let (circle, others) = four(&app).await;
        let ben = &others[0];
        willing(&circle, ben).await;
        let second = circle.meetings().await.remove(1);
        assert_eq!(press(&circle, ben, 1, "Tea", "take").await.status, 303);
        // One date moves.
        circle.moved(&second, "2026-12-16", "18:00").await;
        assert!(places(&circle, ben, 1).await.iter().any(|it| it.starts_with("Tea Ben")));
        assert_eq!(app.db.count("outbox WHERE kind = 'meeting_moved'"), 1, "whoever has a turn is told");
        // All later dates move: the roles are there, and the turn is where the date is now.
        let series = second.split('-').next().unwrap();
        let path = format!("/g/{}/series/{series}/edit", circle.id);
        assert_eq!(press(&circle, ben, 2, "Tea", "take").await.status, 303);
        let form = circle.leader.browser.get(&format!("{path}?from=20261222T1900")).await;
        let fields = [("time", "20:00"), ("ends", "21:30")];
        let seen = circle.leader.browser.fill(&form, &path, &fields).await;
        let seen = if seen.status == 303 { seen } else { circle.leader.browser.fill(&seen, &path, &fields).await };
        assert_eq!(seen.status, 303, "{}", seen.body);
        let third = places(&circle, ben, 2).await;
        assert!(third.iter().any(|it| it.starts_with("Tea Ben")), "{third:?}");
        // And back again.
        let page = circle.leader.browser.get(&format!("/g/{}", circle.id)).await;
        assert_eq!(circle.leader.browser.fill(&page, &format!("/g/{}/undo", circle.id), &[]).await.status, 303);
        let third = places(&circle, ben, 2).await;
        assert!(third.iter().any(|it| it.starts_with("Tea Ben")), "{third:?}");
    }

    async fn a_group_names_and_describes_its_roles(app: TestApp) {
        let (circle, others) = four(&app).await;
        let series = circle.meetings().await[0].split('-').next().unwrap().to_owned();
        let path = format!("/g/{}/series/{series}/roles", circle.id);
        let form = circle.leader.browser.get(&path).await;
        assert_eq!(others[0].browser.get(&path).await.status, 404);
        let too_long = "x".repeat(41);
        let wrong = circle.leader.browser.post(&form, &path, &[("kind", "tea"), ("new", &too_long)]).await;
        assert_eq!(wrong.status, 422);
        assert_eq!(wrong.values("#kind input[checked]"), ["tea"], "what was ticked is kept");
        assert_eq!(wrong.value("new").unwrap(), too_long);
        let fields = [("kind", "tea"), ("new", "Flowers")];
        assert_eq!(circle.leader.browser.post(&form, &path, &fields).await.status, 303);
        let page = others[0].browser.get(&format!("/g/{}/roles", circle.id)).await;
        assert_eq!(page.words(".card h2"), ["Tea", "Flowers"]);
        let page = circle.leader.browser.get(&format!("/g/{}/roles", circle.id)).await;
        let words = page.links("a[href*='/roles/']").into_iter().filter(|it| !it.contains("/series/")).collect::<Vec<_>>();
        let form = circle.leader.browser.get(&words[0]).await;
        assert_eq!(circle.leader.browser.post(&form, &words[0], &[("about", "Mint, please, and **no** sugar.")]).await.status, 303);
        let page = others[0].browser.get(&format!("/g/{}", circle.id)).await;
        assert!(page.body.contains("<strong>no</strong> sugar"));
        assert_eq!(others[0].browser.get(&words[0]).await.status, 404, "for those who facilitate");
        let form = circle.leader.browser.get(&words[1]).await;
        let nameless = circle.leader.browser.post(&form, &words[1], &[("name", " "), ("about", "Roses")]).await;
        assert_eq!(nameless.status, 422);
        assert!(nameless.body.contains("Roses"), "what was typed is kept");
    }
}
