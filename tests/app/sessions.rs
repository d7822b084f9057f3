//! A meeting has a plan of sessions: written, made to fit, copied, led by whoever takes a session, and printed. Steps 8 and 9
//! of day 4.3, and what must never happen.

use futures_util::future::join_all;

use crate::support::app::TestApp;
use crate::support::browser::Page;
use crate::support::databases::Kind;
use crate::support::groups::Circle;
use crate::support::people::Person;

/// A circle that meets on Tuesdays at 19:00 for 90 minutes, from tomorrow, with Ben and Cleo in it.
async fn circle_of_three(app: &TestApp) -> (Circle, Person, Person) {
    let circle = app.a_group("Tuesday circle").await;
    circle.meets_weekly("").await;
    let (ben, cleo) = (app.person().await, app.person().await);
    circle.joined_by(&ben, "Ben").await;
    circle.joined_by(&cleo, "Cleo").await;
    (circle, ben, cleo)
}

fn plan_at(circle: &Circle, meeting: &str) -> String {
    format!("/g/{}/meetings/{meeting}/plan", circle.id)
}

pub async fn usual_at(circle: &Circle) -> String {
    let meeting = circle.meetings().await.remove(0);
    format!("/g/{}/series/{}/plan", circle.id, meeting.split('-').next().unwrap())
}

/// A page on which only the form that is sent has that address, and not the one that copies.
fn to_write(page: Page) -> Page {
    Page { body: page.body.replace("method=\"get\" action", "method=\"get\" data-action"), ..page }
}

fn field(page: &Page, name: &str) -> Vec<String> {
    page.values(&format!("#plan input[name={name}]"))
}

/// Sends a plan as it stands in the form, with other minutes and a button.
async fn sent(who: &Person, path: &str, form: Page, minutes: &[&str], button: &str) -> Page {
    let mut fields = to_write(form).fields(path);
    let mut given = minutes.iter();
    for (name, value) in &mut fields {
        if name == "minutes"
            && let Some(minutes) = given.next()
        {
            *value = (*minutes).to_owned();
        }
    }
    fields.push(("do".to_owned(), button.to_owned()));
    who.browser.post_raw(path, serde_html_form::to_string(&fields).unwrap()).await
}

/// The leader plans a date as the form proposes it.
pub async fn planned(circle: &Circle, path: &str) {
    let form = circle.leader.browser.get(path).await;
    assert_eq!(form.status, 200, "{}", form.body);
    let page = sent(&circle.leader, path, form, &[], "save").await;
    assert_eq!(page.status, 303, "{}", page.body);
}

/// Times, sessions, and who leads them, as somebody sees them.
async fn seen(who: &Person, path: &str) -> Vec<String> {
    let page = who.browser.get(path).await;
    assert_eq!(page.status, 200, "{}", page.body);
    let lines = page.words(".sessions h2").into_iter().zip(page.words(".sessions p:nth-of-type(1)"));
    lines.map(|(what, rest)| format!("{what} · {rest}")).collect()
}

/// One tap on the nth open session, as the page stood.
async fn takes(who: &Person, path: &str, page: &Page, nth: usize) -> Page {
    let session = page.values("form[action$='/lead'] input[name=session]").remove(nth);
    who.browser.post(page, &format!("{path}/lead"), &[("session", &session)]).await
}

async fn offers(who: &Person, circle: &Circle, words: &str, meeting: &str) -> Page {
    let path = format!("/g/{}/offers", circle.id);
    let form = who.browser.get(&path).await;
    who.browser.post(&form, &path, &[("kind", "skill"), ("words", words), ("meeting", meeting)]).await
}

on_both! {
    async fn a_plan_of_ninety_minutes_is_told_what_is_over_and_made_to_fit(app: TestApp) {
        let (circle, ben, _) = circle_of_three(&app).await;
        let meetings = circle.meetings().await;
        let (plan, edit) = (plan_at(&circle, &meetings[0]), plan_at(&circle, &meetings[0]) + "/edit");
        assert!(ben.browser.get(&plan).await.words(".empty")[0].contains("Nothing is planned"));
        let form = circle.leader.browser.get(&format!("{edit}?from=90")).await;
        assert_eq!(field(&form, "minutes"), ["15", "35", "10", "20", "10"]);
        assert_eq!(form.words("#sum"), ["90 of 90 minutes. The plan fits."]);
        // Five minutes more for the check-in: it is not saved, and nothing typed is lost.
        let refused = sent(&circle.leader, &edit, form, &["20"], "save").await;
        assert_eq!(refused.status, 422);
        assert!(refused.words("#summary")[0].contains("95 of 90 minutes: 5 minutes too long."), "{:?}", refused.words("#summary"));
        assert_eq!(field(&refused, "minutes"), ["20", "35", "10", "20", "10"]);
        assert_eq!(app.db.count("plan"), 0);
        // One press: the longest flexible session gives, what was just typed stays.
        let fitted = sent(&circle.leader, &edit, refused, &[], "fit").await;
        assert_eq!((fitted.status, field(&fitted, "minutes").join(" ")), (200, "20 30 10 20 10".to_owned()));
        assert_eq!(sent(&circle.leader, &edit, fitted, &[], "save").await.status, 303);
        let lines = seen(&ben, &plan).await;
        assert_eq!(lines[..3], ["19:00 Check-in · 20 minutes · open", "19:20 Sharing round · 30 minutes · open", "19:50 Break · 10 minutes"]);
        assert!(seen(&ben, &plan_at(&circle, &meetings[1])).await.is_empty(), "the other dates are as they were");
        // What is missing is said in the same way, and so is what is no number.
        let form = circle.leader.browser.get(&edit).await;
        let refused = sent(&circle.leader, &edit, form, &["many", "5"], "save").await;
        assert_eq!(refused.status, 422);
        assert!(refused.words("#summary")[0].contains("Session 1: Please give whole minutes"), "{:?}", refused.words("#summary"));
        assert_eq!(refused.words("#sum"), ["45 of 90 minutes: 45 minutes are still free."]);
        assert_eq!(field(&refused, "minutes")[0], "many");
    }

    async fn rows_are_moved_added_and_taken_away_without_saving(app: TestApp) {
        let (circle, ..) = circle_of_three(&app).await;
        let edit = plan_at(&circle, &circle.meetings().await[0]) + "/edit";
        let kinds = |page: &Page| -> Vec<String> {
            let fields = to_write(Page { body: page.body.clone(), headers: page.headers.clone(), status: 200, bytes: Vec::new() }).fields(&edit);
            fields.into_iter().filter(|(name, _)| name == "kind").map(|(_, value)| value).collect()
        };
        let form = circle.leader.browser.get(&edit).await;
        let down = sent(&circle.leader, &edit, form, &[], "down-0").await;
        assert_eq!(kinds(&down), ["sharing", "check_in", "break", "topic", "check_out"]);
        let dropped = sent(&circle.leader, &edit, down, &[], "drop-2").await;
        let added = sent(&circle.leader, &edit, dropped, &[], "add").await;
        assert_eq!(kinds(&added), ["sharing", "check_in", "topic", "check_out", "topic"]);
        assert_eq!(added.words("#sum"), ["80 of 90 minutes: 10 minutes are still free."]);
        assert_eq!(added.words("#order li")[1], "19:35 Check-in");
        assert_eq!(app.db.count("plan"), 0);
    }

    async fn of_two_who_take_the_last_open_session_at_once_one_has_it(app: TestApp) {
        let (circle, ben, cleo) = circle_of_three(&app).await;
        let meeting = circle.meetings().await.remove(0);
        let plan = plan_at(&circle, &meeting);
        planned(&circle, &format!("{plan}/edit")).await;
        let (one, other) = (ben.browser.get(&plan).await, cleo.browser.get(&plan).await);
        let taps = join_all([takes(&ben, &plan, &one, 1), takes(&cleo, &plan, &other, 1)]).await;
        let mut came: Vec<u16> = taps.iter().map(|page| page.status).collect();
        came.sort_unstable();
        assert_eq!(came, [303, 409]);
        let refused = taps.iter().find(|page| page.status == 409).unwrap();
        assert!(refused.words(".notice")[0].contains("what is open you can still lead"), "{:?}", refused.words(".notice"));
        assert_eq!(app.db.count("session_leader"), 1);
        // Whoever has it gives it back, and nobody else can do that.
        let holder = if taps[0].status == 303 { &ben } else { &cleo };
        let other = if taps[0].status == 303 { &cleo } else { &ben };
        let page = holder.browser.get(&plan).await;
        let session = one.values("form[action$='/lead'] input[name=session]").remove(1);
        let back = [("session", session.as_str()), ("do", "give-back")];
        other.browser.post(&page_of(other, &plan).await, &format!("{plan}/lead"), &back).await;
        assert_eq!(app.db.count("session_leader"), 1);
        assert_eq!(holder.browser.post(&page, &format!("{plan}/lead"), &back).await.status, 303);
        assert_eq!(app.db.count("session_leader"), 0);
    }

    async fn what_a_series_usually_does_holds_no_persons_and_a_date_that_somebody_leads_is_a_copy(app: TestApp) {
        let (circle, ben, cleo) = circle_of_three(&app).await;
        let meetings = circle.meetings().await;
        let usual = usual_at(&circle).await;
        let form = circle.leader.browser.get(&usual).await;
        assert!(form.values("#plan select").is_empty() && form.values("#plan input[name=leader]").iter().all(String::is_empty));
        planned(&circle, &usual).await;
        let (first, second) = (plan_at(&circle, &meetings[0]), plan_at(&circle, &meetings[1]));
        assert_eq!(seen(&ben, &first).await, seen(&ben, &second).await);
        let page = ben.browser.get(&first).await;
        assert_eq!(takes(&ben, &first, &page, 1).await.status, 303);
        assert!(seen(&cleo, &first).await[1].contains("led by Ben"));
        assert!(seen(&cleo, &second).await[1].contains("open"));
        assert_eq!(app.db.count("plan"), 2, "the usual one, and the copy of a date");
        // What is usual changes; the copy does not.
        let before = seen(&cleo, &first).await;
        let form = circle.leader.browser.get(&usual).await;
        assert_eq!(sent(&circle.leader, &usual, form, &["10", "40"], "save").await.status, 303);
        assert_eq!(seen(&cleo, &first).await, before);
        assert!(seen(&cleo, &second).await[0].contains("10 minutes"));
        // Whoever leaves leads nothing any more, and what they led is open.
        let path = format!("/g/{}/leave", circle.id);
        let form = ben.browser.get(&path).await;
        ben.browser.post(&form, &path, &[]).await;
        assert_eq!(app.db.count("session_leader"), 0);
        assert!(seen(&cleo, &first).await[1].contains("open"));
    }

    async fn whoever_does_not_come_or_steps_back_leads_nothing(app: TestApp) {
        let (circle, ben, _) = circle_of_three(&app).await;
        let meeting = circle.meetings().await.remove(0);
        let plan = plan_at(&circle, &meeting);
        planned(&circle, &format!("{plan}/edit")).await;
        let led = async |who: &Person| {
            let page = who.browser.get(&plan).await;
            assert_eq!(takes(who, &plan, &page, 0).await.status, 303);
            assert!(seen(who, &plan).await[0].contains("led by"));
        };
        led(&ben).await;
        circle.answered_by(&ben, &meeting, "perhaps").await;
        assert!(seen(&ben, &plan).await[0].contains("led by Ben"), "perhaps is no no");
        circle.answered_by(&ben, &meeting, "not_coming").await;
        assert!(seen(&ben, &plan).await[0].contains("open"), "no silent gap");
        led(&ben).await;
        let member = app.db.ids("session_leader AS l JOIN membership AS it ON it.id = l.membership_id")[0];
        let path = format!("/g/{}/step-back", circle.id);
        let form = ben.browser.get(&path).await;
        assert_eq!(ben.browser.post(&form, &path, &[("weeks", "2")]).await.status, 303);
        assert!(seen(&ben, &plan).await[0].contains("open"));
        // Whom others have asked to step back takes nothing meanwhile.
        app.db.execute(&format!("UPDATE step_back SET is_ordered = TRUE WHERE membership_id = {member}"));
        let page = ben.browser.get(&plan).await;
        let refused = takes(&ben, &plan, &page, 0).await;
        assert_eq!(refused.status, 409);
        assert!(refused.words(".notice")[0].contains("step back for a time"), "{:?}", refused.words(".notice"));
        assert_eq!(offers(&ben, &circle, "Sleep", "").await.status, 422);
    }

    async fn a_session_that_somebody_took_meanwhile_is_not_overwritten_unseen(app: TestApp) {
        let (circle, ben, _) = circle_of_three(&app).await;
        let plan = plan_at(&circle, &circle.meetings().await[0]);
        let edit = format!("{plan}/edit");
        planned(&circle, &edit).await;
        let form = circle.leader.browser.get(&edit).await;
        let page = ben.browser.get(&plan).await;
        assert_eq!(takes(&ben, &plan, &page, 0).await.status, 303);
        let refused = sent(&circle.leader, &edit, form, &["10", "40"], "save").await;
        assert_eq!(refused.status, 409);
        assert!(refused.words(".notice")[0].contains("Check-in, 15 minutes"), "{:?}", refused.words(".notice"));
        assert_eq!(field(&refused, "minutes")[..2], ["10", "40"], "what was typed is kept");
        assert!(seen(&ben, &plan).await[0].contains("led by Ben"));
        assert_eq!(sent(&circle.leader, &edit, refused, &[], "save").await.status, 303, "now it was seen");
        // And a member whose page is old is told so.
        assert_eq!(takes(&ben, &plan, &page, 1).await.status, 409);
    }

    async fn an_offer_is_placed_by_a_facilitator_or_by_everybody_where_the_group_says_so(app: TestApp) {
        let (circle, ben, cleo) = circle_of_three(&app).await;
        let meetings = circle.meetings().await;
        let plan = plan_at(&circle, &meetings[0]);
        planned(&circle, &format!("{plan}/edit")).await;
        assert_eq!(offers(&ben, &circle, " ", "").await.status, 422);
        assert_eq!(offers(&ben, &circle, "Breathing", "").await.status, 303);
        assert_eq!(offers(&ben, &circle, "Sleep", &meetings[1]).await.status, 303);
        assert_eq!(offers(&cleo, &circle, "Tea", "").await.status, 303);
        let path = format!("/g/{}/offers", circle.id);
        let page = cleo.browser.get(&path).await;
        let said = page.words("main li.card > p:first-child");
        assert!(said.contains(&"Ben: Skill: Breathing".to_owned()), "{said:?}");
        assert_eq!(page.actions("/take-back").len(), 1, "nobody takes back what is not theirs");
        let back = page.actions("/take-back").remove(0);
        assert_eq!(ben.browser.post(&page_of(&ben, &path).await, &back, &[]).await.status, 404);
        assert_eq!(cleo.browser.post(&page, &back, &[]).await.status, 303);
        // What was offered for another date is not offered here; a member does not place, a facilitator does.
        assert!(ben.browser.get(&plan).await.actions("/place").is_empty());
        let page = circle.leader.browser.get(&plan).await;
        assert_eq!(page.actions("/place").len(), 1);
        let offer = page.values("input[name=offer]").remove(0);
        let sessions = page.words("form[action$='/place'] option");
        assert_eq!(sessions, ["Sharing round, 35 minutes", "Topic, 20 minutes"]);
        let topic = page.values("form[action$='/place'] option").remove(1);
        let chosen = [("offer", offer.as_str()), ("session", topic.as_str())];
        assert_eq!(ben.browser.post(&page_of(&ben, &plan).await, &format!("{plan}/place"), &chosen).await.status, 404);
        assert_eq!(circle.leader.browser.post(&page, &format!("{plan}/place"), &chosen).await.status, 303);
        let lines = seen(&cleo, &plan).await;
        assert_eq!(lines[3], "20:00 Skill: Breathing · 20 minutes · led by Ben");
        assert_eq!(lines.len(), 5, "the sum is what it was");
        assert_eq!(circle.leader.browser.post(&page, &format!("{plan}/place"), &chosen).await.status, 409, "once");
        assert_eq!(app.db.count("offer"), 1);
        // The group agrees that everybody places.
        let (group, columns) = (app.db.ids("groups AS it")[0], "agreement_rule (group_id, rule, value, why, since_at)");
        app.db.execute(&format!(
            "INSERT INTO {columns} VALUES ({group}, 'offers_are_placed_by', 1, '', '2026-12-07 10:00:00')"
        ));
        assert_eq!(offers(&ben, &circle, "Walking", "").await.status, 303);
        let page = cleo.browser.get(&plan).await;
        let offer = page.values("input[name=offer]").remove(0);
        let first = page.values("form[action$='/place'] option").remove(0);
        let chosen = [("offer", offer.as_str()), ("session", first.as_str())];
        assert_eq!(cleo.browser.post(&page, &format!("{plan}/place"), &chosen).await.status, 303);
        // And goes with its member.
        let path = format!("/g/{}/leave", circle.id);
        let form = ben.browser.get(&path).await;
        ben.browser.post(&form, &path, &[]).await;
        assert_eq!((app.db.count("offer"), app.db.count("session_leader")), (0, 0));
    }

    async fn a_programme_changes_its_template_and_every_copy_stays_as_it_is(app: TestApp) {
        app.take_over(&crate::support::feeds::invented());
        let coordinator = app.coordinator().await;
        let (circle, ..) = circle_of_three(&app).await;
        let of_programme = "programme_id = (SELECT id FROM programme WHERE slug = 'small-town')";
        app.db.execute(&format!("UPDATE groups SET {of_programme} WHERE slug = '{}'", circle.slug));
        let path = format!("/p/{}/templates", crate::support::feeds::PROGRAMME);
        let new = format!("{path}/new");
        let form = coordinator.get(&new).await;
        let nameless = coordinator.fill(&form, &new, &[("do", "save")]).await;
        assert_eq!((nameless.status, nameless.words("#title-error").len()), (422, 1));
        let saved = coordinator.fill(&form, &new, &[("title", "Calm evening"), ("do", "save")]).await;
        assert_eq!(saved.status, 303, "{}", saved.body);
        let template = coordinator.get(&path).await.links("li.card h2 a").remove(0);
        // The group copies it, as what it usually does and for a date; and keeps one of its own from there.
        let meetings = circle.meetings().await;
        let (usual, plan) = (usual_at(&circle).await, plan_at(&circle, &meetings[0]));
        let id = template.rsplit('/').next().unwrap().to_owned();
        for edit in [usual.clone(), format!("{plan}/edit")] {
            let form = circle.leader.browser.get(&format!("{edit}?from={id}")).await;
            assert!(form.words("#from option[selected]")[0].contains("Calm evening, from the programme"));
            assert_eq!(sent(&circle.leader, &edit, form, &[], "save").await.status, 303);
        }
        let kept = format!("/g/{}/plans", circle.id);
        let page = circle.leader.browser.get(&plan).await;
        let name = [("meeting", meetings[0].as_str()), ("name", "Ours")];
        assert_eq!(circle.leader.browser.post(&page, &kept, &name).await.status, 303);
        let copies = || app.db.ids("session AS it JOIN plan ON plan.id = it.plan_id WHERE plan.programme_id IS NULL ORDER BY it.id");
        let (before, rows) = (seen(&circle.leader, &plan).await, copies());
        let ours = circle.leader.browser.get(&kept).await.words("section:first-of-type li").remove(0);
        // The programme writes another thing in its place.
        let form = coordinator.get(&template).await;
        let changed = [("title", "Long evening"), ("minutes", "77"), ("kind", "reading"), ("name", ""), ("was", "15"), ("leader", ""), ("do", "save")];
        let changed = coordinator.post(&form, &template, &changed).await;
        assert_eq!(changed.status, 303, "{}", changed.body);
        assert!(coordinator.get(&path).await.words("li.card p")[0].contains("Reading 77"));
        assert_eq!((seen(&circle.leader, &plan).await, copies()), (before.clone(), rows.clone()));
        assert_eq!(seen(&circle.leader, &plan_at(&circle, &meetings[1])).await, before);
        let page = circle.leader.browser.get(&kept).await;
        assert_eq!(page.words("section:first-of-type li").remove(0), ours);
        assert!(page.words("section:last-of-type li")[0].contains("Long evening"));
        let form = coordinator.get(&path).await;
        assert_eq!(coordinator.post(&form, &format!("{template}/delete"), &[]).await.status, 303);
        assert_eq!((seen(&circle.leader, &plan).await, copies()), (before, rows));
        // What the group keeps, the group removes; no coordinator can.
        let delete = page.actions("/delete").remove(0);
        assert_eq!(coordinator.post(&form, &delete, &[]).await.status, 404);
        assert_eq!(circle.leader.browser.post(&page, &delete, &[]).await.status, 303);
        assert_eq!(coordinator.get(&template).await.status, 404);
    }

    async fn a_plan_goes_with_its_date_and_a_series_that_moves_goes_on_doing_what_it_did(app: TestApp) {
        let (circle, ben, _) = circle_of_three(&app).await;
        planned(&circle, &usual_at(&circle).await).await;
        let meetings = circle.meetings().await;
        // A date that moves by itself.
        circle.moves(&meetings[1], "2026-12-16", "18:00").await;
        assert!(seen(&ben, &plan_at(&circle, &meetings[1])).await[1].starts_with("18:15 Sharing round"));
        // And this and all later: Ben leads something on the 22nd, which becomes the 23rd.
        let plan = plan_at(&circle, &meetings[2]);
        let page = ben.browser.get(&plan).await;
        assert_eq!(takes(&ben, &plan, &page, 0).await.status, 303);
        let series = meetings[0].split('-').next().unwrap();
        let path = format!("/g/{}/series/{series}/edit", circle.id);
        let form = circle.leader.browser.get(&format!("{path}?from=20261222T1900")).await;
        let wednesdays = [("date", "2026-12-23"), ("time", "20:00"), ("ends", "21:30")];
        let looked = circle.leader.browser.fill(&form, &path, &wednesdays).await;
        assert_eq!(circle.leader.browser.fill(&looked, &path, &[]).await.status, 303);
        let now = circle.meetings().await;
        let moved = now.iter().find(|key| key.ends_with("20261223T2000")).unwrap();
        assert_eq!(seen(&ben, &plan_at(&circle, moved)).await[0], "20:00 Check-in · 15 minutes · led by Ben");
        let later = now.iter().find(|key| key.ends_with("20261230T2000")).unwrap();
        assert_eq!(seen(&ben, &plan_at(&circle, later)).await[0], "20:00 Check-in · 15 minutes · open");
        // Undone, it is where it was.
        let page = circle.leader.browser.get(&format!("/g/{}/dates", circle.id)).await;
        assert_eq!(circle.leader.browser.fill(&page, &format!("/g/{}/undo", circle.id), &[]).await.status, 303);
        assert_eq!(seen(&ben, &plan).await[0], "19:00 Check-in · 15 minutes · led by Ben");
    }

    async fn opening_and_closing_words_are_read_by_all_and_a_change_is_a_line_of_the_log(app: TestApp) {
        let (circle, ben, _) = circle_of_three(&app).await;
        let meeting = circle.meetings().await.remove(0);
        let plan = plan_at(&circle, &meeting);
        planned(&circle, &format!("{plan}/edit")).await;
        assert_eq!(ben.browser.get(&plan).await.words(".holds li"), ["Everybody may pass."], "it is so from the beginning");
        let path = format!("/g/{}/words", circle.id);
        let form = circle.leader.browser.get(&path).await;
        let said = [("opening", "Welcome. **Everything** stays here."), ("closing", "Keep coming."), ("cross_talk", "yes")];
        assert_eq!(circle.leader.browser.fill(&form, &path, &said).await.status, 303);
        let page = ben.browser.get(&plan).await;
        assert!(page.body.contains("<strong>Everything</strong> stays here.") && page.words(".holds li").len() == 2);
        // Somebody else had the form open.
        let refused = circle.leader.browser.fill(&form, &path, &[("opening", "Hello.")]).await;
        assert_eq!(refused.status, 409);
        assert!(refused.words(".changed")[0].contains("Everything") && refused.body.contains(">Hello.</textarea>"));
        let again = circle.leader.browser.fill(&refused, &path, &[("pass", "")]).await;
        assert_eq!(again.status, 303, "seen, it may take its place");
        let log = ben.browser.get(&format!("/g/{}/log", circle.id)).await.words(".list li");
        let said = |words: &str| log.iter().filter(|line| line.contains(words)).count();
        assert_eq!((said("words have changed"), said("left standing"), said("may pass")), (2, 2, 1), "{log:?}");
        let form = circle.leader.browser.get(&path).await;
        let long = "x".repeat(5001);
        let refused = circle.leader.browser.fill(&form, &path, &[("opening", &long)]).await;
        assert_eq!((refused.status, refused.words("#opening-error").len()), (422, 1));
        assert!(refused.body.contains(&long));
    }

    async fn the_sheet_names_nobody_unless_it_is_asked_to(app: TestApp) {
        let (circle, ben, _) = circle_of_three(&app).await;
        let meeting = circle.meetings().await.remove(0);
        let plan = plan_at(&circle, &meeting);
        planned(&circle, &format!("{plan}/edit")).await;
        let page = ben.browser.get(&plan).await;
        assert_eq!(takes(&ben, &plan, &page, 0).await.status, 303);
        let sheet = format!("/g/{}/meetings/{meeting}/sheet", circle.id);
        let page = circle.leader.browser.get(&sheet).await;
        let first = |page: &Page| page.words(".sheet tbody tr:first-child > *").join(" · ");
        assert_eq!(first(&page), "19:00 · Check-in · 15 · ");
        assert!(!page.words(".sheet")[0].contains("Ben"));
        assert!(page.words(".sheet")[0].contains("Everybody may pass.") && page.words(".sheet")[0].contains("We decide by"));
        let page = circle.leader.browser.get(&format!("{sheet}?names=yes")).await;
        assert_eq!(first(&page), "19:00 · Check-in · 15 · Ben");
        assert!(!page.words(".sheet")[0].contains("Ana"), "and nobody who leads nothing");
    }
}

async fn page_of(who: &Person, path: &str) -> Page {
    who.browser.get(path).await
}
