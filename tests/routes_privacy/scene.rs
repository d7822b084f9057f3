//! Who tries the routes, and what is there when they do.

use parea::access::Viewer;
use parea::domain::ids::{AccompanimentId, GroupId};
use parea::domain::locale::Locale;
use parea::domain::time::Zone;
use parea::service::accounts;
use parea::store::persons::NewPerson;
use parea::vault::Purpose;

use crate::support::app::TestApp;
use crate::support::browser::Browser;
use crate::support::feeds::{self, invented};
use crate::support::groups::Circle;
use crate::support::people::{PASSWORD, Person};

/// The people.
pub struct Cast {
    guest: Browser,
    stranger: Person,
    pub member: Person,
    pub facilitator: Person,
    coordinator: Browser,
    /// Somebody whom no row is about.
    somebody: Person,
}

impl Cast {
    /// They come, and a programme with a coordinator and groups that nobody is in.
    pub async fn of(app: &TestApp) -> Self {
        app.take_over(&invented());
        Self {
            guest: app.browser(),
            stranger: app.a_group("Another circle").await.leader,
            member: app.person().await,
            facilitator: app.person().await,
            coordinator: app.coordinator().await,
            somebody: app.person().await,
        }
    }

    /// In the order of the table.
    pub fn viewers(&self) -> [&Browser; 5] {
        [
            &self.guest,
            &self.stranger.browser,
            &self.member.browser,
            &self.facilitator.browser,
            &self.coordinator,
        ]
    }
}

/// Where a route is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum On {
    /// Nothing of what is asked for exists.
    Nowhere,
    /// A listed, open group that meets.
    Circle,
    /// The same, after the only one with a mandate has left.
    NotLed,
    /// A group that is about to pause, which can be undone.
    Paused,
    /// A group to which the facilitator has proposed something.
    Proposed,
    /// The same, by a group that votes.
    Voting,
    /// A group to which the facilitator has left a note on what helped.
    Noted,
    /// A group in which the facilitator asks the member whether they may write.
    Asking,
    /// The same, and the member has said yes.
    Writing,
    /// A group whose facilitator has told the member that something is not right.
    Reported,
    /// A group that has planned a date and keeps that plan, and the member offers something.
    Planned,
    /// A plan that the programme offers.
    Template,
    /// A group in which the facilitator asks for an assembly, and wants to talk about something.
    Asked,
    /// A group whose facilitator hands over, by a list.
    HandedOver,
    /// A group that meets, with a role.
    Roles,
    /// The same, where the facilitator has the role at the next meeting.
    Serving,
    /// The same, where the facilitator has asked the member to take it.
    Swapping,
    /// A group that has closed.
    Closed,
    /// A group in which somebody's hello waits.
    Welcoming,
    /// A listed group that is joined by invitation.
    ByInvitation,
    /// A group that is not listed; and a good invitation into it.
    Unlisted,
    /// A group of the programme that nobody is in.
    FromFeed,
    /// The link in the mails that a member gets.
    Unsubscribe,
    /// A group that has invited a professional, who has not accepted yet.
    Accompanied,
    /// A group that asks a guest facilitator to its first meeting.
    GuestAsked,
    /// The link of somebody who said, without an account, that they are coming.
    Arrival,
    /// The secret address of somebody's calendar.
    Feed,
    /// A name that was offered.
    NewAccount,
    /// Somebody's name and recovery code.
    Account,
    /// A link by which an address is confirmed.
    ConfirmLink,
    /// A link by which a password is chosen.
    PasswordLink,
}

impl On {
    pub const ALL: [Self; 31] = [
        Self::Nowhere,
        Self::Circle,
        Self::NotLed,
        Self::Paused,
        Self::Proposed,
        Self::Voting,
        Self::Noted,
        Self::Asking,
        Self::Writing,
        Self::Reported,
        Self::Planned,
        Self::Template,
        Self::Asked,
        Self::HandedOver,
        Self::Roles,
        Self::Serving,
        Self::Swapping,
        Self::Closed,
        Self::Welcoming,
        Self::ByInvitation,
        Self::Unlisted,
        Self::FromFeed,
        Self::Unsubscribe,
        Self::Accompanied,
        Self::GuestAsked,
        Self::Arrival,
        Self::Feed,
        Self::NewAccount,
        Self::Account,
        Self::ConfirmLink,
        Self::PasswordLink,
    ];
}

/// What stands in the braces of a path or a field. What is set later comes first.
pub struct Scene(Vec<(&'static str, String)>);

impl Scene {
    /// Makes what is needed, for the `n`th viewer.
    pub async fn set(app: &TestApp, cast: &Cast, on: On, n: usize) -> Self {
        let mut scene = Self(vec![
            ("programme", feeds::PROGRAMME.to_owned()),
            ("period", "2026-Q4".to_owned()),
            ("quarter", "2026-Q4".to_owned()),
            ("group", "0000000000000".to_owned()),
            ("slug", "nowhere".to_owned()),
            ("meeting", "0000000000000-20261208T1900".to_owned()),
            ("series", "0000000000000".to_owned()),
            ("pause", "0000000000000".to_owned()),
            ("proposal", "0000000000000".to_owned()),
            ("note", "0000000000000".to_owned()),
            ("plan", "0000000000000".to_owned()),
            ("session", "0000000000000".to_owned()),
            ("offer", "0000000000000".to_owned()),
            ("number", "1".to_owned()),
            ("call", "0000000000000".to_owned()),
            ("point", "0000000000000".to_owned()),
            ("item", "0000000000000".to_owned()),
            ("role", "0000000000000".to_owned()),
            ("swap", "0000000000000".to_owned()),
            ("ben", "0000000000000".to_owned()),
            ("file", "nothing.ics".to_owned()),
            ("hello", "0000000000000".to_owned()),
            ("guest", "0000000000000".to_owned()),
            ("accompaniment", "0000000000000".to_owned()),
            ("step_back", "0000000000000".to_owned()),
            ("mediation", "0000000000000".to_owned()),
            ("member", "0000000000000".to_owned()),
            ("contact", "0000000000000".to_owned()),
            ("report", "0000000000000".to_owned()),
            ("sign_in", "0000000000000".to_owned()),
            ("token", "0".repeat(39)),
        ]);
        match on {
            On::Nowhere => {}
            On::Circle => scene.is_at(&circle(cast, &cast.facilitator, "open").await).await,
            On::NotLed => {
                let circle = circle(cast, &cast.somebody, "open").await;
                circle.joined_by(&cast.facilitator, "Ana").await;
                scene.is_at(&circle).await;
                leave(&circle, &cast.somebody).await;
            }
            On::Paused => {
                let circle = circle(cast, &cast.facilitator, "open").await;
                let (leader, path) = (&circle.leader.browser, format!("/g/{}/pauses/new", circle.id));
                let form = leader.get(&path).await;
                let days = [("from", "2026-12-20"), ("to", "2026-12-31"), ("seen", "2026-12-20 2026-12-31")];
                assert_eq!(leader.fill(&form, &path, &days).await.status, 303);
                let page = leader.get(&format!("/g/{}/dates", circle.id)).await;
                let end = page.actions("/pauses/").remove(0);
                scene.is_at(&circle).await;
                scene.has("change", page.value("change").unwrap());
                scene.has("pause", end.split('/').nth(4).unwrap().to_owned());
            }
            On::Proposed | On::Voting => {
                let circle = circle(cast, &cast.facilitator, "open").await;
                let (leader, path) = (&circle.leader.browser, format!("/g/{}/proposals/new", circle.id));
                if on == On::Voting {
                    let majority = "id, 'method', 2, '', '2026-12-07 10:00:00' FROM groups";
                    let rule = "agreement_rule (group_id, rule, value, why, since_at)";
                    app.db.execute(&format!(
                        "DELETE FROM agreement_rule; INSERT INTO {rule} SELECT {majority}"
                    ));
                }
                let form = leader.get(&path).await;
                let said = [("title", "Tea"), ("why", "It is cold."), ("review", "6")];
                let page = leader.post(&form, &path, &said).await;
                scene.is_at(&circle).await;
                scene.has("proposal", last(&page.location().unwrap()));
            }
            On::Noted => {
                let circle = circle(cast, &cast.facilitator, "open").await;
                let (leader, path) = (&circle.leader.browser, format!("/g/{}/experience/new", circle.id));
                let form = leader.get(&path).await;
                let page = leader.submit(&form, &path, &[("words", "Tea at ten.")]).await;
                scene.is_at(&circle).await;
                scene.has("note", last(&page.links(".notes a[href*='/experience/']")[0]));
            }
            On::Reported => {
                let circle = circle(cast, &cast.facilitator, "open").await;
                let (leader, path) = (&circle.leader.browser, format!("/g/{}/report", circle.id));
                let form = leader.get(&path).await;
                let member = form.values("#to option").remove(1);
                let told = leader.post(&form, &path, &[("to", &member), ("words", "Tea is cold.")]).await;
                assert_eq!(told.status, 200);
                scene.is_at(&circle).await;
                let page = cast.member.browser.get(&format!("/g/{}/writing", circle.id)).await;
                scene.has("report", last(&page.links("#told a")[0]));
            }
            On::Asking | On::Writing => {
                let circle = circle(cast, &cast.facilitator, "open").await;
                scene.is_at(&circle).await;
                scene.is_asked(&circle, cast).await;
                if on == On::Writing {
                    let (member, path) = (&cast.member.browser, scene.fill("/g/{group}/writing/{contact}"));
                    let form = member.get(&path).await;
                    let answered = member.post(&form, &format!("{path}/answer"), &[("answer", "yes")]).await;
                    assert_eq!(answered.status, 303);
                }
            }
            On::Planned => {
                let circle = circle(cast, &cast.facilitator, "open").await;
                scene.is_at(&circle).await;
                scene.is_planned(&circle, cast).await;
            }
            On::Template => {
                let path = format!("/p/{}/templates", feeds::PROGRAMME);
                let form = cast.coordinator.get(&path).await;
                let plan = [("title", "Calm"), ("kind", "sharing"), ("minutes", "60"), ("do", "save")];
                let page = cast.coordinator.post(&form, &format!("{path}/new"), &plan).await;
                let all = cast.coordinator.get(&page.location().unwrap()).await;
                scene.has("plan", last(&all.links("li.card h2 a")[0]));
            }
            On::Asked => {
                let circle = circle(cast, &cast.facilitator, "open").await;
                let (leader, path) = (&circle.leader.browser, format!("/g/{}/assembly", circle.id));
                let form = leader.get(&path).await;
                let when = [("date", "2026-12-20"), ("time", "18:00")];
                assert_eq!(leader.post(&form, &path, &when).await.status, 303);
                leader.post(&form, &format!("{path}/points"), &[("point", "Tea")]).await;
                let point = leader.get(&path).await.actions("/remove").remove(0);
                let join = cast.member.browser.get(&path).await.actions("/join").remove(0);
                scene.is_at(&circle).await;
                scene.has("call", join.split('/').nth(4).unwrap().to_owned());
                scene.has("point", point.split('/').nth(5).unwrap().to_owned());
            }
            On::HandedOver => {
                let circle = circle(cast, &cast.facilitator, "open").await;
                let (leader, path) = (&circle.leader.browser, format!("/g/{}/handover", circle.id));
                let form = leader.get(&path).await;
                leader.fill(&form, &path, &[("lines", "Keys")]).await;
                let soon = "until_at = '2026-12-10 10:00:00' WHERE from_at =";
                app.db.execute(&format!("UPDATE mandate SET {soon} (SELECT MAX(from_at) FROM mandate)"));
                let tick = leader.get(&path).await.actions("/tick").remove(0);
                scene.is_at(&circle).await;
                scene.has("item", tick.split('/').nth(4).unwrap().to_owned());
            }
            On::Roles | On::Serving | On::Swapping => {
                let circle = circle(cast, &cast.facilitator, "open").await;
                scene.is_at(&circle).await;
                let leader = &circle.leader.browser;
                let form = leader.get(&scene.fill("/g/{group}/series/{series}/roles")).await;
                leader.post(&form, &scene.fill("/g/{group}/series/{series}/roles"), &[("kind", "tea")]).await;
                let page = leader.get(&scene.fill("/g/{group}")).await;
                let take = page.actions("/take").remove(0);
                scene.has("role", take.split('/').nth(6).unwrap().to_owned());
                if on != On::Roles {
                    assert_eq!(leader.post(&page, &take, &[]).await.status, 303);
                    let ask = scene.fill("/g/{group}/meetings/{meeting}/roles/{role}/swap");
                    let form = leader.get(&ask).await;
                    scene.has("ben", form.values("#whom input").remove(0));
                    if on == On::Swapping {
                        let whom = scene.fill("{ben}");
                        let asked = leader.post(&form, &ask, &[("whom", &whom)]).await;
                        scene.has("swap", last(&asked.location().unwrap()));
                    }
                }
            }
            On::Closed => {
                let circle = circle(cast, &cast.facilitator, "open").await;
                scene.is_at(&circle).await;
                let next = Circle::founded_by(cast.somebody.clone(), "Wednesday circle", "open").await;
                app.db.execute(&format!("UPDATE groups SET state = 'closed' WHERE slug = '{}'", circle.slug));
                let values =
                    "it.id, 'So long.', 'farewell', '2026-12-07 10:00:00', '2027-01-06 10:00:00', next.id";
                app.db.execute(&format!(
                    "INSERT INTO ending SELECT {values} FROM groups AS it, groups AS next WHERE it.slug = '{}' AND next.slug = '{}'",
                    circle.slug, next.slug,
                ));
            }
            On::Welcoming => {
                let circle = circle(cast, &cast.facilitator, "welcome").await;
                let path = format!("/groups/{}/join", circle.slug);
                let form = cast.somebody.browser.get(&path).await;
                let fields = [("my_name", "Eva"), ("hello", "May I come?")];
                cast.somebody.browser.submit(&form, &path, &fields).await;
                scene.is_at(&circle).await;
                let inside = cast.facilitator.browser.get(&format!("/g/{}", circle.id)).await;
                scene.has("hello", last(&inside.actions("/hellos/")[0]));
            }
            On::ByInvitation => scene.is_at(&circle(cast, &cast.facilitator, "invitation").await).await,
            On::Unlisted => {
                // Its address is known to whoever saw it while it was listed, and to nobody else.
                let circle = Circle::founded_by(cast.facilitator.clone(), "Hidden circle", "open").await;
                circle.hides().await;
                circle.meets_weekly("").await;
                invite(&circle, &cast.member).await;
                scene.is_at(&circle).await;
                scene.has("token", last(&circle.invitation().await));
            }
            On::FromFeed => {
                let page = cast.coordinator.get(&format!("/p/{}", feeds::PROGRAMME)).await;
                let action = page.actions("/hand-over")[0].clone();
                scene.has("group", action.split('/').nth(4).unwrap().to_owned());
            }
            On::Unsubscribe => {
                circle(cast, &cast.facilitator, "open").await;
                let id = app.db.ids("membership AS it ORDER BY it.joined_at DESC")[0];
                scene.has("token", app.app.keys.link_token(Purpose::Unsubscribe, id.to_be_bytes()));
            }
            On::Accompanied => {
                scene.is_at(&circle(cast, &cast.facilitator, "open").await).await;
                let id = scene.invites(app, n);
                scene.has("token", app.app.keys.link_token(Purpose::Accompaniment, id.to_bytes()));
                scene.has("accompaniment", id.to_string());
            }
            On::GuestAsked => {
                scene.is_at(&circle(cast, &cast.facilitator, "open").await).await;
                let (leader, path) =
                    (&cast.facilitator.browser, scene.fill("/g/{group}/meetings/{meeting}/guests"));
                let page = leader.post(&leader.get(&path).await, &path, &[]).await;
                scene.has("token", last(&page.words("#link")[0]));
                scene.has("guest", last(&leader.get(&path).await.actions("/guests/")[0]));
            }
            On::Arrival => {
                let circle = circle(cast, &cast.facilitator, "open").await;
                let meeting = circle.meetings().await.remove(0);
                let path = format!("/groups/{}/meetings/{meeting}/coming", circle.slug);
                let said = app.browser().post_raw(&path, "").await;
                scene.has("token", last(&said.location().unwrap()));
            }
            On::Feed => {
                circle(cast, &cast.facilitator, "open").await;
                scene.has("file", last(&cast.member.calendar(&[("title", "neutral")]).await));
            }
            On::NewAccount => {
                let form = app.browser().get("/sign-up").await;
                scene.has("name", form.value("name").unwrap());
                scene.has("offer", form.value("offer").unwrap());
            }
            On::Account => {
                scene.has("name", cast.somebody.sign_in_name.clone());
                scene.has("code", cast.somebody.codes[n].clone());
            }
            On::ConfirmLink => scene.has("token", confirm_link(app, n).await),
            On::PasswordLink => scene.has("token", password_link(app, n)),
        }
        scene
    }

    /// A path or the value of a field, filled in.
    pub fn fill(&self, text: &str) -> String {
        let fill = |text: String, (name, value): &(&str, String)| text.replace(&format!("{{{name}}}"), value);
        self.0.iter().rev().fold(text.to_owned(), fill)
    }

    /// The scene's group has decided to invite a professional.
    pub fn invites(&self, app: &TestApp, n: usize) -> AccompanimentId {
        let group: GroupId = self.fill("{group}").parse().unwrap();
        let id = AccompanimentId::from_random(app.app.entropy.bytes());
        let number = |bytes| i64::from_be_bytes(bytes);
        let scope = ["advice", "sitting_in", "room"][n % 3];
        let row = format!("{}, {}, '{scope}', '2027-01-31'", number(id.to_bytes()), number(group.to_bytes()));
        app.db.execute(&format!("INSERT INTO accompaniment (id, group_id, scope, until_on) VALUES ({row})"));
        id
    }

    fn has(&mut self, name: &'static str, value: String) {
        self.0.push((name, value));
    }

    async fn is_asked(&mut self, circle: &Circle, cast: &Cast) {
        let (leader, member) = (&circle.leader.browser, &cast.member.browser);
        let path = format!("/me/privacy/{}", circle.id);
        let form = member.get(&path).await;
        assert_eq!(member.fill(&form, &path, &[("reach", "group")]).await.status, 303);
        let people = leader.get(&format!("/g/{}/people", circle.id)).await;
        let of_member = people.links("li.card h2 a").remove(0);
        self.has("member", last(&of_member));
        let page = leader.get(&of_member).await;
        let asked = leader.post(&page, &format!("{of_member}/ask"), &[]).await;
        self.has("contact", last(&asked.location().unwrap()));
    }

    async fn is_planned(&mut self, circle: &Circle, cast: &Cast) {
        let (leader, member) = (&circle.leader.browser, &cast.member.browser);
        let plan = self.fill("/g/{group}/meetings/{meeting}/plan");
        let form = leader.get(&format!("{plan}/edit")).await;
        let sessions = [("kind", "sharing"), ("minutes", "90"), ("do", "save")];
        assert_eq!(leader.post(&form, &format!("{plan}/edit"), &sessions).await.status, 303);
        let page = leader.get(&plan).await;
        self.has("session", page.value("session").unwrap());
        let (kept, meeting) = (self.fill("/g/{group}/plans"), self.fill("{meeting}"));
        let name = [("meeting", meeting.as_str()), ("name", "Ours")];
        assert_eq!(leader.post(&page, &kept, &name).await.status, 303);
        let delete = leader.get(&kept).await.actions("/delete").remove(0);
        self.has("plan", delete.split('/').nth(4).unwrap().to_owned());
        let offers = self.fill("/g/{group}/offers");
        let form = member.get(&offers).await;
        assert_eq!(member.post(&form, &offers, &[("kind", "topic"), ("words", "Tea")]).await.status, 303);
        let back = member.get(&offers).await.actions("/take-back").remove(0);
        self.has("offer", back.split('/').nth(4).unwrap().to_owned());
    }

    async fn is_at(&mut self, circle: &Circle) {
        let meeting = circle.meetings().await.remove(0);
        let change = format!("/g/{}/meetings/{meeting}/change", circle.id);
        let form = circle.leader.browser.get(&change).await;
        self.has("seen", form.value("seen").unwrap_or_default());
        self.has("group", circle.id.clone());
        self.has("slug", circle.slug.clone());
        self.has("file", format!("{meeting}.ics"));
        self.has("series", meeting.split('-').next().unwrap().to_owned());
        self.has("meeting", meeting);
    }
}

/// A listed group that meets, with the member in it.
async fn circle(cast: &Cast, leader: &Person, joining: &str) -> Circle {
    let circle = Circle::founded_by(leader.clone(), "Tuesday circle", joining).await;
    circle.meets_weekly("").await;
    invite(&circle, &cast.member).await;
    circle
}

/// By invitation, which opens every door.
async fn invite(circle: &Circle, who: &Person) {
    let path = circle.invitation().await;
    let form = who.browser.get(&path).await;
    let page = who.browser.post(&form, &path, &[("my_name", "Ben")]).await;
    assert_eq!(page.status, 303, "{}", page.body);
}

async fn leave(circle: &Circle, who: &Person) {
    let path = format!("/g/{}/leave", circle.id);
    let form = who.browser.get(&path).await;
    assert_eq!(who.browser.post(&form, &path, &[]).await.status, 303);
}

/// By somebody new, with an address that nobody has confirmed.
async fn confirm_link(app: &TestApp, n: usize) -> String {
    let person = app.person().await;
    let known = app.queued_links("confirm_email");
    let page = person.browser.get("/me/security").await;
    let address = format!("dora{n}@example.org");
    let fields = [("email", address.as_str()), ("password_for_email", PASSWORD)];
    assert_eq!(person.browser.post(&page, "/me/security/email", &fields).await.status, 200);
    let mut new = app.queued_links("confirm_email");
    new.retain(|link| !known.contains(link));
    last(&new[0])
}

fn password_link(app: &TestApp, n: usize) -> String {
    let new = NewPerson {
        sign_in_name: ["olive", "salt", "stone", "river", "night"][n].to_owned(),
        password_hash: None,
        language: Locale::En,
        zone: Zone::UTC,
    };
    let now = app.app.clock.now();
    let made = |db: &mut parea::store::Conn| {
        accounts::create_by_operator(db, &Viewer::system("test"), &new, None, now)
    };
    app.app.db.write(made).unwrap()
}

pub fn last(path: &str) -> String {
    path.rsplit('/').next().unwrap().to_owned()
}
