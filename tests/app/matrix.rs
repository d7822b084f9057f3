//! Who may do what, as one table: every right that `access` gives, for every kind of viewer, from facts that were looked up in a
//! real database of each kind. A right that is new has to be put in; whatever changes shows as a difference.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use chrono::TimeDelta;
use parea::access::{
    self, AtAccompaniment, AtDoor, AtExperience, AtGroup, AtGuest, AtMeeting, AtPlan, AtProgramme,
    AtProposal, Viewer,
};
use parea::domain::accompaniment::{Accompaniment, Scope};
use parea::domain::agreement::Rule;
use parea::domain::coded::Coded as _;
use parea::domain::decision::{Ruling, Voice};
use parea::domain::exclusion::{MONTHS, Shut};
use parea::domain::group::Joining;
use parea::domain::ids::{ExperienceId, GroupId, MembershipId, ProgrammeId, ProposalId};
use parea::domain::locale::Language;
use parea::domain::series::MeetingKey;
use parea::domain::text::{Experience, Hello, MemberName, ProgrammeName, Slug};
use parea::domain::time::{Instant, Zone};
use parea::service::proposing::{self, Excluding, Wanted};
use parea::service::{
    accompanying, agreement, deciding, experience, guests, joining, mandates, rota, stepping_back,
};
use parea::store::programmes::{self, NewProgramme};
use parea::store::{self, Conn, StoreError, carrying, standing};

use crate::support::app::NOW;
use crate::support::databases::{Kind, TestDb};
use crate::support::house;

/// All that can be looked up about one viewer.
struct Facts<'a> {
    viewer: &'a Viewer,
    now: Instant,
    group: AtGroup,
    meeting: AtMeeting,
    plan: AtPlan,
    door: AtDoor,
    /// By a link that nobody has accepted, and by one that somebody has.
    asked: AtGuest,
    accepted: AtGuest,
    /// The same for those who accompany, where there are any.
    invited: Option<AtAccompaniment>,
    accompanies: Option<AtAccompaniment>,
    proposal: AtProposal,
    note: AtExperience,
    programme: AtProgramme,
}

/// A right, and whether it is had.
type Right = (&'static str, fn(&Facts<'_>) -> bool);

/// Every right that somebody has by who they are, and to what.
#[rustfmt::skip]
const RIGHTS: &[Right] = &[
    ("newcomer", |it| access::newcomer(it.viewer).is_some()),
    ("myself", |it| access::myself(it.viewer).is_some()),
    ("may_run", |it| access::may_run(it.viewer).is_some()),
    ("may_coordinate", |it| access::may_coordinate(it.viewer, &it.programme).is_some()),
    ("may_find", |it| access::may_find(&it.group).is_some()),
    ("comes_unasked", |it| access::comes_unasked(&it.group)),
    ("may_arrive", |it| access::may_arrive(&it.meeting).is_some()),
    ("may_join", |it| access::may_join(it.viewer, &it.group).is_some()),
    ("may_knock", |it| access::may_knock(it.viewer, &it.group).is_some()),
    ("may_attend", |it| access::may_attend(it.viewer, &it.group).is_some()),
    ("may_answer", |it| access::may_answer(it.viewer, &it.meeting).is_some()),
    ("may_take_part", |it| access::may_take_part(it.viewer, &it.meeting).is_some()),
    ("may_place", |it| access::may_place(it.viewer, &it.plan, it.now).is_some()),
    ("may_ask_guest", |it| access::may_ask_guest(it.viewer, &it.door, it.now).is_some()),
    ("may_come_as_guest", |it| access::may_come_as_guest(it.viewer, &it.asked, it.now).is_some()),
    ("may_guide", |it| access::may_guide(it.viewer, &it.accepted, it.now).is_some()),
    ("may_come_along", |it| it.invited.as_ref().and_then(|at| access::may_come_along(it.viewer, at)).is_some()),
    ("may_accompany", |it| it.accompanies.as_ref().and_then(|at| access::may_accompany(it.viewer, at)).is_some()),
    ("may_look_back", |it| access::may_look_back(it.viewer, &it.meeting).is_some()),
    ("may_count", |it| access::may_count(it.viewer, &it.meeting, it.now).is_some()),
    ("may_discuss", |it| access::may_discuss(it.viewer, &it.proposal).is_some()),
    ("may_decide", |it| access::may_decide(it.viewer, &it.proposal).is_some()),
    ("may_amend", |it| access::may_amend(it.viewer, &it.proposal).is_some()),
    ("may_read_why", |it| access::may_read_why(it.viewer, &it.proposal).is_some()),
    ("may_reply", |it| access::may_reply(it.viewer, &it.proposal).is_some()),
    ("may_appeal", |it| access::may_appeal(it.viewer, &it.group).is_some()),
    ("may_revise", |it| access::may_revise(it.viewer, &it.note).is_some()),
    ("may_lead", |it| matches!(access::may_lead(it.viewer, &it.group, it.now), Some(Ok(_)))),
    ("may_facilitate", |it| access::may_facilitate(it.viewer, &it.group, it.now).is_some()),
    ("may_hand_over", |it| access::may_hand_over(it.viewer, &it.group).is_some()),
    ("may_change", |it| access::may_change(it.viewer, &it.meeting, it.now).is_some()),
];

/// Rights that nobody has by who they are: they come of a link whose own proof was looked up, or of a row that was written in
/// the same transaction.
const BY_WHAT_IS_IN_HAND: [&str; 11] = [
    "decided",
    "first_to_lead",
    "founder",
    "handed_over",
    "invited",
    "may_convene",
    "may_follow",
    "may_follow_up",
    "may_take_back",
    "may_unsubscribe",
    "welcomed",
];

/// Rights about a case of its own, each with the file in which it is tried.
const ABOUT_A_CASE: [(&str, &str); 15] = [
    ("may_read_figures", "tests/app/figures.rs"),
    ("may_answer_report", "tests/app/reporting.rs"),
    ("may_answer_for_programme", "tests/app/reporting.rs"),
    ("may_correspond", "tests/app/reaching.rs"),
    ("may_write", "tests/app/reaching.rs"),
    ("coordinates", "tests/app/steps.rs"),
    ("may_arrange", "tests/app/rota.rs"),
    ("may_serve", "tests/app/rota.rs"),
    ("may_swap", "tests/app/rota.rs"),
    ("may_recall", "tests/app/kinds.rs"),
    ("may_trace", "tests/app/merging.rs"),
    ("comes_over", "tests/app/merging.rs"),
    ("may_order_step_back", "tests/app/persons.rs"),
    ("may_confirm_step_back", "tests/app/persons.rs"),
    ("may_lift_step_back", "tests/app/persons.rs"),
];

#[test]
fn every_right_is_in_the_table() {
    let source = std::fs::read_to_string("src/access/proof.rs").unwrap();
    let proofs = source.split("pub use ").skip(1).map(|it| it.split(['{', '}']).nth(1).unwrap());
    let names = proofs.flat_map(|it| it.split(',')).map(str::trim);
    let names = names.filter(|it| it.starts_with(|c: char| c.is_lowercase()));
    for (name, file) in ABOUT_A_CASE {
        assert!(std::fs::exists(file).unwrap(), "{name} is tried in {file}");
    }
    let told = RIGHTS.iter().map(|(name, _)| *name).chain(BY_WHAT_IS_IN_HAND);
    let told = told.chain(ABOUT_A_CASE.iter().map(|(name, _)| *name));
    assert_eq!(names.collect::<BTreeSet<_>>(), told.collect::<BTreeSet<_>>());
}

/// A group in which something is proposed and something is written.
struct Scene {
    group: GroupId,
    meeting: MeetingKey,
    proposal: ProposalId,
    note: ExperienceId,
    /// The links by which a guest facilitator comes: open, and accepted.
    asked: String,
    accepted: String,
    /// The links by which professionals come, where the group has invited some: open, and accepted.
    invited: Vec<String>,
}

const PROGRAMME: &str = "avgi";

/// People and groups, on one database.
struct House<'a> {
    on: &'a TestDb,
    programme: ProgrammeId,
    begin: Instant,
    ana: Viewer,
    ben: Viewer,
    cleo: Viewer,
    dan: Viewer,
    eva: Viewer,
    peer: Viewer,
}

impl<'a> House<'a> {
    fn on(on: &'a TestDb) -> Self {
        let begin = Instant::parse_rfc3339(NOW).unwrap();
        let new = NewProgramme {
            slug: Slug::parse(PROGRAMME).unwrap(),
            name: ProgrammeName::parse("Dawn").unwrap(),
            about: String::new(),
            zone: Zone::UTC,
            languages: vec![Language::English],
            sponsors: vec![],
        };
        let run = access::may_run(&Viewer::system("test")).unwrap();
        let programme = on.db.write(|db| programmes::ensure(db, &run, &new, begin)).unwrap();
        let [ana, ben, cleo, dan, eva, peer] =
            ["ana", "ben", "cleo", "dan", "eva", "peer"].map(|name| house::person(on, name, begin));
        Self { on, programme, begin, ana, ben, cleo, dan, eva, peer }
    }

    /// Ana founds it and facilitates, Ben proposes, Cleo writes; Dan is there; Eva comes when something is proposed already.
    fn scene(&self, joining: Joining) -> Scene {
        let (on, now) = (self.on, self.begin);
        let group = house::group(on, &self.ana, joining, Some(self.programme), now);
        let meeting = house::meets_weekly(on, &self.ana, group, now);
        for (who, name) in [(&self.ben, "Ben"), (&self.cleo, "Cleo"), (&self.dan, "Dan")] {
            house::join(on, &self.ana, who, group, name, now);
        }
        let proposal = house::propose(on, &self.ben, group, Wanted::Words, now);
        let draft = experience::Draft {
            words: Experience::parse("A walk.").unwrap(),
            stays: false,
            is_signed: false,
            may_open: false,
        };
        on.db.write(|db| experience::write(db, &self.cleo, group, &draft, now)).unwrap();
        let shared = on.db.read(|db| experience::read(db, &self.cleo, group, "", now)).unwrap();
        house::join(on, &self.ana, &self.eva, group, "Eva", now);
        let ask = || on.db.write(|db| guests::ask(db, &self.ana, group, meeting, now)).unwrap().to_string();
        let (asked, accepted) = (ask(), ask());
        let name = MemberName::parse("Peer").unwrap();
        on.db.write(|db| guests::accept(db, &self.peer, &accepted, &name, now)).unwrap();
        Scene { group, meeting, proposal, note: shared.notes[0].id, asked, accepted, invited: vec![] }
    }

    fn facts<'b>(&self, viewer: &'b Viewer, at: &Scene, now: Instant) -> Facts<'b> {
        let looked = self.on.db.read(|db| {
            Ok::<_, StoreError>(Facts {
                viewer,
                now,
                group: standing::at_group(db, viewer, at.group, now)?.unwrap(),
                meeting: standing::at_meeting(db, viewer, at.group, at.meeting, now)?.unwrap(),
                plan: standing::at_plan(db, viewer, at.group, at.meeting, now)?.unwrap(),
                door: standing::at_door(db, viewer, at.group, at.meeting, now)?.unwrap(),
                asked: store::guests::find(db, viewer, &at.asked, now)?.unwrap(),
                accepted: store::guests::find(db, viewer, &at.accepted, now)?.unwrap(),
                invited: self.accompaniment(db, viewer, at.invited.first(), now)?,
                accompanies: self.accompaniment(db, viewer, at.invited.get(1), now)?,
                proposal: standing::at_proposal(db, viewer, at.group, at.proposal, now)?.unwrap(),
                note: standing::at_experience(db, viewer, at.group, at.note, now)?.unwrap(),
                programme: standing::at_programme(db, viewer, PROGRAMME)?.unwrap(),
            })
        });
        looked.unwrap()
    }

    fn accompaniment(
        &self,
        db: &mut Conn,
        viewer: &Viewer,
        link: Option<&String>,
        now: Instant,
    ) -> Result<Option<AtAccompaniment>, StoreError> {
        link.map_or(Ok(None), |link| store::accompaniments::find(db, viewer, link, now))
    }

    /// The group invites two professionals for two months, and one of them accepts.
    fn invites(&self, at: &mut Scene, companion: &Viewer) {
        let (on, now, later) = (self.on, self.begin, self.begin.plus(TimeDelta::days(8)));
        for _ in 0..2 {
            let until = (now.naive_utc() + TimeDelta::weeks(8)).date();
            let wanted = Wanted::Accompany(Accompaniment { scope: Scope::ALL[0], until });
            let id = house::propose(on, &self.ben, at.group, wanted, now);
            for who in [&self.ana, &self.ben, &self.cleo] {
                let said = (Voice::Consent, "");
                on.db.write(|db| deciding::say(db, who, (at.group, id), 1, said, now)).unwrap();
            }
        }
        let run = access::may_run(&Viewer::system("test")).unwrap();
        on.db.write(|db| carrying::carry_out(db, &run, at.group, later)).unwrap();
        let shown = on.db.read(|db| accompanying::companions(db, &self.ana, at.group, later)).unwrap();
        let link = |id| on.db.write(|db| accompanying::link(db, &self.ana, at.group, id, later)).unwrap();
        at.invited = shown.all.iter().map(|it| link(it.id).to_string()).collect();
        let name = MemberName::parse("Companion").unwrap();
        on.db.write(|db| accompanying::accept(db, companion, &at.invited[1], &name, later)).unwrap();
    }

    /// The group takes a mandate back from Ana.
    fn takes_back(&self, at: &Scene, now: Instant) {
        let shown = self.on.db.read(|db| agreement::agreement(db, &self.ben, at.group, now)).unwrap();
        let hers: MembershipId = shown.holders.iter().find(|it| it.name == "Ana").unwrap().member;
        let id = house::propose(self.on, &self.ben, at.group, Wanted::TakeBack(hers), now);
        for who in [&self.ben, &self.cleo, &self.dan] {
            let yes = parea::domain::decision::Choice::Yes;
            self.on.db.write(|db| deciding::vote(db, who, (at.group, id), yes, now)).unwrap();
        }
    }

    /// The group decides something, and those who are asked say yes.
    fn decides(&self, at: &Scene, by: &Viewer, what: Wanted, now: Instant) {
        let votes = what.subject().kind().is_about_a_person;
        let id = house::propose(self.on, by, at.group, what, now);
        for who in [&self.ana, &self.ben, &self.cleo] {
            let yes = parea::domain::decision::Choice::Yes;
            let at = (at.group, id);
            let said = (Voice::Consent, "");
            if votes {
                self.on.db.write(|db| deciding::vote(db, who, at, yes, now)).unwrap();
            } else {
                self.on.db.write(|db| deciding::say(db, who, at, 1, said, now)).unwrap();
            }
        }
    }

    /// A group with a deputy, one with a grace after a mandate, and one that has suspended Dan.
    fn between(&self, now: Instant) -> [Scene; 3] {
        let [stood_in, gracious, without_dan] = [(); 3].map(|()| self.scene(Joining::Open));
        self.decides(&stood_in, &self.ben, Wanted::MyDeputy, now);
        let grace = Ruling::new(Rule::Grace, 2).unwrap();
        self.decides(&gracious, &self.ben, Wanted::Rule(grace), now);
        let members = self.on.db.read(|db| proposing::ground(db, &self.ben, without_dan.group, now)).unwrap();
        let member = members.others.iter().find(|(_, name)| name == "Dan").unwrap().0;
        let shut = Shut::months(MONTHS[0]).unwrap();
        let exclude = Wanted::Exclude(Excluding { member, shut, in_danger: true });
        self.decides(&without_dan, &self.ben, exclude, now);
        [stood_in, gracious, without_dan]
    }

    /// Everybody, with the group at which they stand and when.
    fn table(&self) -> String {
        let (on, now) = (self.on, self.begin);
        let weeks = |weeks| now.plus(TimeDelta::weeks(weeks));
        let mut led = self.scene(Joining::Open);
        let companion = house::person(on, "companion", now);
        self.invites(&mut led, &companion);
        let welcoming = self.scene(Joining::Welcome);
        let closed = self.scene(Joining::Invitation);
        let (taken_back, free, taken) =
            (self.scene(Joining::Open), self.scene(Joining::Open), self.scene(Joining::Open));
        let stranger = house::person(on, "stranger", now);
        house::group(on, &stranger, Joining::Open, Some(self.programme), now);
        let applicant = house::person(on, "applicant", now);
        let slug =
            on.db.read(|db| parea::service::inside::show(db, &self.ana, welcoming.group, now)).unwrap();
        let (name, hello) = (MemberName::parse("Fay").unwrap(), Hello::parse("May I come?").unwrap());
        on.db.write(|db| joining::join(db, &applicant, &slug.slug, &name, Some(&hello), now)).unwrap();
        let coordinator = house::person(on, "coordinator", now);
        let run = access::may_run(&Viewer::system("test")).unwrap();
        let me = access::myself(&coordinator).unwrap();
        on.db.write(|db| programmes::add_coordinator(db, &run, PROGRAMME, &me, now)).unwrap();
        self.takes_back(&taken_back, now);
        let new = house::person(on, "new", now);
        house::join(on, &self.ana, &new, free.group, "Gil", weeks(26));
        on.db.write(|db| mandates::take(db, &self.dan, taken.group, weeks(27))).unwrap();
        let [stood_in, gracious, without_dan] = self.between(now);
        let resting = self.scene(Joining::Open);
        self.decides(&resting, &self.ben, Wanted::MyDeputy, now);
        let away = self.scene(Joining::Open);
        on.db.write(|db| stepping_back::begin(db, &self.ana, away.group, 4, now)).unwrap();
        on.db.write(|db| rota::rest(db, &self.ana, resting.group, true, now)).unwrap();
        let (guest, system) = (Viewer::guest(), Viewer::system("test"));
        let viewers: &[(&str, &Viewer, &Scene, Instant)] = &[
            ("guest", &guest, &led, now),
            ("guest, at a group that one joins by invitation", &guest, &closed, now),
            ("member of another group", &stranger, &led, now),
            ("member of another group, at one that welcomes", &stranger, &welcoming, now),
            ("member of another group, at one that one joins by invitation", &stranger, &closed, now),
            ("guest facilitator of the date", &self.peer, &led, now),
            ("guest facilitator, when the date is over", &self.peer, &led, weeks(1)),
            ("accompanying professional", &companion, &led, weeks(2)),
            ("accompanying professional, after the last day", &companion, &led, weeks(9)),
            ("whose hello waits", &applicant, &welcoming, now),
            ("coordinator of the group's programme", &coordinator, &led, now),
            ("coordinator, when nobody leads the group", &coordinator, &free, weeks(27)),
            ("the system", &system, &led, now),
            ("member", &self.dan, &led, now),
            ("member who came when it was proposed already", &self.eva, &led, now),
            ("member who proposed", &self.ben, &led, now),
            ("member who wrote the note", &self.cleo, &led, now),
            ("facilitator", &self.ana, &led, now),
            ("facilitator whose mandate has ended", &self.ana, &free, weeks(27)),
            ("member, when nobody leads", &self.dan, &free, weeks(27)),
            ("new member, when nobody leads", &new, &free, weeks(27)),
            ("member who took the mandate", &self.dan, &taken, weeks(27)),
            ("member who took it, nine weeks later", &self.dan, &taken, weeks(36)),
            ("facilitator whose mandate was taken back", &self.ana, &taken_back, weeks(2)),
            ("deputy, while somebody leads", &self.ben, &stood_in, weeks(2)),
            ("deputy, when nobody leads", &self.ben, &stood_in, weeks(26)),
            ("deputy, when that is over, too", &self.ben, &stood_in, weeks(28)),
            ("deputy, while all who lead need a break", &self.ben, &resting, weeks(2)),
            ("facilitator who needs a break", &self.ana, &resting, weeks(2)),
            ("facilitator who steps back for a time", &self.ana, &away, weeks(2)),
            ("facilitator in the grace after the mandate", &self.ana, &gracious, weeks(27)),
            ("facilitator, when the grace is over", &self.ana, &gracious, weeks(28)),
            ("member whom the group has suspended", &self.dan, &without_dan, now.plus(TimeDelta::days(8))),
        ];
        written(viewers.iter().map(|(name, viewer, at, when)| (*name, self.facts(viewer, at, *when))))
    }
}

/// Who the letters are, and a line for each right.
fn written<'a>(viewers: impl Iterator<Item = (&'a str, Facts<'a>)>) -> String {
    let viewers: Vec<(char, &str, Facts<'_>)> = ('a'..='z')
        .chain('A'..='Z')
        .zip(viewers)
        .map(|(letter, (name, facts))| (letter, name, facts))
        .collect();
    let mut table = String::new();
    for (letter, name, _) in &viewers {
        writeln!(table, "{letter}  {name}").unwrap();
    }
    let letters: String = viewers.iter().map(|(letter, ..)| format!(" {letter}")).collect();
    writeln!(table, "\n{:18}{letters}", "").unwrap();
    for (name, right) in RIGHTS {
        let row: String = viewers
            .iter()
            .map(|(letter, _, facts)| if right(facts) { format!(" {letter}") } else { " ·".to_owned() })
            .collect();
        writeln!(table, "{name:18}{row}").unwrap();
    }
    table
}

both_databases! {
    fn who_may_do_what(on: &TestDb) {
        insta::assert_snapshot!("who_may_do_what", House::on(on).table());
    }
}
