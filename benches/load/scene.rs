//! Who and what is there before the load begins, beside the feed: a group with members and dates, made by the same doors as
//! everybody's; and the requests that will be sent.

use parea::world::Clock;

use super::load::Request;
use super::support::browser::Browser;
use super::support::groups::Circle;
use super::support::people::Person;

/// Each signs up once; more would meet the limit on anonymous forms.
const MEMBERS: usize = 16;
const WORDS: [&str; 6] = ["bronx", "church", "step", "monday night", "beginners", "manhattan"];

/// The pages to be measured; the ceiling first.
pub async fn set(base: &str) -> Vec<(&'static str, Vec<Request>)> {
    let guest = Browser::at(base);
    let front = guest.get("/").await;
    let css = front.links("link[rel='stylesheet']").remove(0);
    let slugs: Vec<String> = guest.get("/groups").await.links("a[href^='/groups/']");
    let circle = Circle::founded_by(Person::with(Browser::at(base)).await, "Tuesday circle", "open").await;
    let tomorrow = Clock::system().now().plus(chrono::TimeDelta::days(1)).naive_utc().date().to_string();
    circle.meets_weekly_from(&tomorrow, "8").await;
    let meetings = circle.meetings().await;
    let (mut homes, mut answers) = (Vec::new(), Vec::new());
    for number in 0..MEMBERS {
        let member = Person::with(Browser::at(base)).await;
        circle.joined_by(&member, &format!("Member {number}")).await;
        let inside = member.browser.get(&format!("/g/{}", circle.id)).await;
        homes.push(signed_in(&member, "/me", None));
        for (at, meeting) in meetings.iter().enumerate() {
            let answer = ["coming", "not_coming", "perhaps"][(at + number) % 3];
            let form = format!("csrf={}&answer={answer}", inside.csrf());
            answers.push(signed_in(
                &member,
                &format!("/g/{}/meetings/{meeting}/answer", circle.id),
                Some(form),
            ));
        }
    }
    // The same member's next answer comes after everybody else's, and differs from the one before.
    let turned: Vec<Request> = answers.iter().map(turn).collect();
    answers.extend(turned);
    let search = WORDS.iter().map(|word| public(&format!("/groups?q={}", word.replace(' ', "+")))).collect();
    vec![
        ("static bytes", vec![public(&css)]),
        ("the list", vec![public("/groups")]),
        ("a search", search),
        ("a group's page", slugs.iter().map(|path| public(path)).collect()),
        ("a member's home", homes),
        ("an answer", answers),
    ]
}

fn public(path: &str) -> Request {
    Request { path: path.to_owned(), cookie: String::new(), form: None, status: 200 }
}

fn signed_in(who: &Person, path: &str, form: Option<String>) -> Request {
    let cookies: Vec<String> =
        who.browser.cookies().into_iter().map(|(name, value)| format!("{name}={value}")).collect();
    let status = if form.is_some() { 303 } else { 200 };
    Request { path: path.to_owned(), cookie: cookies.join("; "), form, status }
}

fn turn(request: &Request) -> Request {
    let mut other = request.clone();
    other.form = other.form.map(|form| match form.rsplit_once('=') {
        Some((start, "coming")) => format!("{start}=not_coming"),
        Some((start, _)) => format!("{start}=coming"),
        None => form,
    });
    other
}
