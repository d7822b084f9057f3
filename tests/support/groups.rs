//! Groups, as people make them.

use super::app::TestApp;
use super::browser::Page;
use super::people::Person;

/// A group that somebody founded.
pub struct Circle {
    pub id: String,
    pub slug: String,
    pub leader: Person,
}

impl TestApp {
    /// A listed group with an open door.
    pub async fn a_group(&self, name: &str) -> Circle {
        self.a_group_joined_by(name, "open").await
    }

    /// A listed group with a door of some kind.
    pub async fn a_group_joined_by(&self, name: &str, joining: &str) -> Circle {
        Circle::founded_by(self.person().await, name, joining).await
    }
}

impl Circle {
    /// Founded by somebody, listed, with a door of some kind.
    pub async fn founded_by(leader: Person, name: &str, joining: &str) -> Self {
        let id = Self::founded(&leader, name, joining, "yes").await;
        let inside = leader.browser.get(&format!("/g/{id}")).await;
        let public = inside.links("a[href^='/groups/']");
        let slug = public.first().and_then(|link| link.rsplit('/').next()).unwrap_or_default().to_owned();
        Self { id, slug, leader }
    }

    /// Founds a group, listed ("yes") or not ("no"): its id.
    pub async fn founded(leader: &Person, name: &str, joining: &str, listed: &str) -> String {
        let form = leader.browser.get("/found").await;
        let fields = [
            ("name", name),
            ("joining", joining),
            ("my_name", "Ana"),
            ("language", "el"),
            ("listed", listed),
        ];
        let page = leader.browser.post(&form, "/found", &fields).await;
        let to = page.location().unwrap_or_else(|| panic!("{}", page.body));
        to.split('/').nth(2).expect("the group's id").to_owned()
    }

    /// Meets every Tuesday at 19:00, from tomorrow.
    pub async fn meets_weekly(&self, places: &str) -> Page {
        self.meets_weekly_from("2026-12-08", places).await
    }

    /// Meets every week at 19:00, from a date on.
    pub async fn meets_weekly_from(&self, date: &str, places: &str) -> Page {
        self.meets_by(&[("date", date), ("repeat", "weekly-1"), ("places", places)]).await
    }

    /// Meets at 19:00 by some rule; the fields say which, and from when on.
    pub async fn meets_by(&self, rule: &[(&str, &str)]) -> Page {
        let path = format!("/g/{}/series/new", self.id);
        let form = self.leader.browser.get(&path).await;
        let usual = [
            ("time", "19:00"),
            ("ends", "20:30"),
            ("format", "in_person"),
            ("openness", "open"),
            ("address", "Ερμού 12"),
        ];
        self.leader.browser.submit(&form, &path, &[&usual, rule].concat()).await
    }

    /// Whoever founded it moves one of the meetings.
    pub async fn moves(&self, meeting: &str, date: &str, time: &str) -> Page {
        let path = format!("/g/{}/meetings/{meeting}", self.id);
        let form = self.leader.browser.get(&format!("{path}/change")).await;
        let to = [("date", date), ("time", time)];
        let page = self.leader.browser.submit(&form, &format!("{path}/move"), &to).await;
        assert_eq!(page.status, 200, "{}", page.body);
        page
    }

    /// Somebody joins under a name.
    pub async fn joined_by(&self, who: &Person, name: &str) -> Page {
        let path = format!("/groups/{}/join", self.slug);
        let form = who.browser.get(&path).await;
        who.browser.submit(&form, &path, &[("my_name", name)]).await
    }

    /// Somebody says hello, and whoever founded the group lets them in.
    pub async fn let_in(&self, who: &Person, name: &str) {
        let path = format!("/groups/{}/join", self.slug);
        let form = who.browser.get(&path).await;
        who.browser.submit(&form, &path, &[("my_name", name), ("hello", "May I come?")]).await;
        self.answer_the_hello(&self.leader, true).await;
    }

    /// A member answers the first hello that waits.
    pub async fn answer_the_hello(&self, member: &Person, welcome: bool) {
        let inside = member.browser.get(&format!("/g/{}", self.id)).await;
        let answer = inside.actions("/hellos/").remove(0);
        let said = if welcome { "yes" } else { "no" };
        member.browser.post(&inside, &answer, &[("welcome", said)]).await;
    }

    /// The path of an invitation by whoever founded the group.
    pub async fn invitation(&self) -> String {
        let inside = self.leader.browser.get(&format!("/g/{}", self.id)).await;
        let link = self.leader.browser.post(&inside, &format!("/g/{}/invite", self.id), &[]).await;
        format!("/invitation/{}", link.words("#link")[0].rsplit('/').next().expect("a token"))
    }

    /// The addresses of the next meetings, as keys.
    pub async fn meetings(&self) -> Vec<String> {
        let page = self.leader.browser.get(&format!("/g/{}", self.id)).await;
        page.links("a[href$='/change']")
            .iter()
            .map(|link| link.split('/').nth(4).expect("a key").to_owned())
            .collect()
    }

    /// Somebody answers to a meeting.
    pub async fn answered_by(&self, who: &Person, meeting: &str, answer: &str) -> Page {
        let form = who.browser.get(&format!("/g/{}", self.id)).await;
        let path = format!("/g/{}/meetings/{meeting}/answer", self.id);
        who.browser.submit(&form, &path, &[("answer", answer)]).await
    }

    /// Whoever founded the group takes it off the public list.
    pub async fn hides(&self) {
        let path = format!("/g/{}/settings", self.id);
        let form = self.leader.browser.get(&path).await;
        assert_eq!(self.leader.browser.fill(&form, &path, &[("listed", "no")]).await.status, 303);
    }

    /// Whoever founded the group moves a meeting.
    pub async fn moved(&self, meeting: &str, date: &str, time: &str) {
        let path = format!("/g/{}/meetings/{meeting}", self.id);
        let form = self.leader.browser.get(&format!("{path}/change")).await;
        let to = [("date", date), ("time", time)];
        let page = self.leader.browser.submit(&form, &format!("{path}/move"), &to).await;
        assert_eq!(page.status, 200, "{}", page.body);
    }

    /// Whoever founded the group cancels a meeting.
    pub async fn cancelled(&self, meeting: &str) {
        let path = format!("/g/{}/meetings/{meeting}", self.id);
        let form = self.leader.browser.get(&format!("{path}/change")).await;
        let page = self.leader.browser.submit(&form, &format!("{path}/cancel"), &[]).await;
        assert_eq!(page.status, 200, "{}", page.body);
    }
}
