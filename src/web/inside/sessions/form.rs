//! A plan as it is typed: a row for each session. Rows are moved, added and taken away by buttons that send the whole form,
//! and show it again as it is then; nothing is saved by them. With script, only the sum is asked for while somebody types.

use chrono::TimeDelta;
use serde::Deserialize;

use super::{called, fit, kind_key};
use crate::domain::audience::Named;
use crate::domain::coded::Coded as _;
use crate::domain::ids::MembershipId;
use crate::domain::session::{Fit, NotASession, Plan, Session, SessionKind};
use crate::domain::text::SessionName;
use crate::domain::time::Wall;
use crate::l10n::L10n;
use crate::web::form::{Choice, Errors};

/// The form, as it was typed: the first of each is of the first session.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub struct Typed {
    kind: Vec<String>,
    name: Vec<String>,
    minutes: Vec<String>,
    /// The minutes as they were when the form was opened: what differs was typed by whoever sends it.
    was: Vec<String>,
    leader: Vec<String>,
    #[serde(rename = "do")]
    pressed: String,
    check: String,
    /// What says which plan was seen.
    pub seen: String,
    /// What a plan to begin from is called.
    pub title: String,
}

/// Which button was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pressed {
    /// None that changes anything: the sum is shown.
    Show,
    Add,
    Up(usize),
    Down(usize),
    Drop(usize),
    Fit,
    Save,
}

/// One session, as it is typed.
#[derive(Debug, Clone, Default)]
pub struct Row {
    pub kind: String,
    pub name: String,
    pub minutes: String,
    pub was: String,
    pub leader: String,
    /// What is wrong with it.
    pub wrong_name: String,
    pub wrong_minutes: String,
}

/// The sessions that were read, with who leads them.
pub type Read = Vec<(Session, Option<MembershipId>)>;

/// The form, to be shown.
pub struct PlanForm {
    pub rows: Vec<Row>,
    /// How long it has to be; `None` when that is nobody's concern.
    pub length: Option<u32>,
    /// When the meeting begins.
    pub begins: Option<Wall>,
    /// Who can be asked to lead; `None` where no persons are.
    pub members: Option<Vec<(MembershipId, Named)>>,
    pub seen: String,
    pub title: String,
    pub errors: Errors,
}

impl Row {
    /// A session that stands there already.
    #[must_use]
    pub fn of(session: &Session, leader: Option<MembershipId>) -> Self {
        Self {
            kind: session.kind().code().to_owned(),
            name: session.name().map_or("", SessionName::as_str).to_owned(),
            minutes: session.minutes().to_string(),
            was: session.minutes().to_string(),
            leader: leader.map(|id| id.to_string()).unwrap_or_default(),
            ..Self::default()
        }
    }

    fn new() -> Self {
        Self { kind: SessionKind::Topic.code().to_owned(), ..Self::default() }
    }

    fn kind(&self) -> SessionKind {
        SessionKind::from_code(&self.kind).unwrap_or(SessionKind::Own)
    }

    /// As far as it is a number.
    fn counts(&self) -> u32 {
        self.minutes.trim().parse().ok().filter(|minutes| *minutes <= Session::LONGEST).unwrap_or(0)
    }

    fn read(&mut self, l: L10n) -> Option<(Session, Option<MembershipId>)> {
        let name = match self.name.trim() {
            "" => Ok(None),
            typed => SessionName::parse(typed).map(Some),
        };
        let name = name.map_err(|refusal| self.wrong_name = l.sentence(&refusal)).ok();
        let session =
            Session::new(self.kind(), name.clone().flatten(), self.minutes.trim().parse().unwrap_or(0));
        let session = session.map_err(|refusal| match refusal {
            NotASession::Minutes => self.wrong_minutes = l.t("plan-minutes-wrong"),
            NotASession::Nameless if self.wrong_name.is_empty() => self.wrong_name = l.t("plan-nameless"),
            NotASession::Nameless => {}
        });
        name?;
        Some((session.ok()?, self.leader.parse().ok()))
    }
}

impl Typed {
    /// Which button was pressed.
    #[must_use]
    pub fn pressed(&self) -> Pressed {
        if !self.check.is_empty() {
            return Pressed::Show;
        }
        let (what, at) = self.pressed.split_once('-').unwrap_or((&self.pressed, ""));
        match (what, at.parse()) {
            ("save", _) => Pressed::Save,
            ("fit", _) => Pressed::Fit,
            ("add", _) => Pressed::Add,
            ("up", Ok(at)) => Pressed::Up(at),
            ("down", Ok(at)) => Pressed::Down(at),
            ("drop", Ok(at)) => Pressed::Drop(at),
            _ => Pressed::Show,
        }
    }

    /// The rows as they are once the button was pressed.
    #[must_use]
    pub fn rows(&self) -> Vec<Row> {
        let at = |all: &[String], n: usize| all.get(n).cloned().unwrap_or_default();
        let count = self.kind.len().min(Plan::MOST);
        let mut rows: Vec<Row> = (0..count)
            .map(|n| Row {
                kind: at(&self.kind, n),
                name: at(&self.name, n),
                minutes: at(&self.minutes, n),
                was: at(&self.was, n),
                leader: at(&self.leader, n),
                ..Row::default()
            })
            .collect();
        match self.pressed() {
            Pressed::Add if count < Plan::MOST => rows.push(Row::new()),
            Pressed::Up(at) if (1..count).contains(&at) => rows.swap(at - 1, at),
            Pressed::Down(at) if at + 1 < count => rows.swap(at, at + 1),
            Pressed::Drop(at) if at < count => {
                rows.remove(at);
            }
            Pressed::Show
            | Pressed::Save
            | Pressed::Fit
            | Pressed::Add
            | Pressed::Up(_)
            | Pressed::Down(_)
            | Pressed::Drop(_) => {}
        }
        rows
    }
}

impl PlanForm {
    /// What was typed, as sessions. `None` when something is wrong, which then stands beside it.
    pub fn read(&mut self, l: L10n) -> Option<Read> {
        let read: Vec<Option<_>> = self.rows.iter_mut().map(|row| row.read(l)).collect();
        if self.rows.is_empty() {
            self.errors.add("sum", l.t("plan-empty"));
        }
        for (n, row) in self.rows.iter().enumerate() {
            for wrong in [&row.wrong_minutes, &row.wrong_name] {
                if !wrong.is_empty() {
                    let place = [("number", (n + 1).into()), ("wrong", wrong.as_str().into())];
                    self.errors.add("plan", l.with("plan-wrong-at", &place));
                }
            }
        }
        read.into_iter().collect::<Option<Read>>().filter(|_| self.errors.is_empty())
    }

    /// The same, of which the sum has to be right.
    pub fn read_fitting(&mut self, l: L10n) -> Option<(Plan, Vec<Option<MembershipId>>)> {
        let (sessions, leaders) = self.read(l)?.into_iter().unzip();
        let plan = Plan::new(sessions)?;
        match self.length.map(|length| (length, plan.fit(length))) {
            Some((length, wrong @ (Fit::Over(_) | Fit::Missing(_)))) => {
                self.errors.add("sum", fit(l, plan.minutes(), length, wrong));
                None
            }
            Some((_, Fit::Fits)) | None => Some((plan, leaders)),
        }
    }

    /// Makes it fit: see [`Plan::fitted`]. What was just typed is left as it is, as long as others can give.
    pub fn make_fit(&mut self, l: L10n) {
        let Some((length, read)) = self.length.zip(self.read(l)) else {
            return;
        };
        let kept: Vec<bool> = self.rows.iter().map(|row| row.minutes.trim() != row.was).collect();
        let plan = Plan::new(read.into_iter().map(|(session, _)| session).collect());
        let Some(fitted) = plan.and_then(|plan| plan.fitted(length, &kept)) else {
            self.errors.add("sum", l.t("plan-too-many"));
            return;
        };
        for (row, session) in self.rows.iter_mut().zip(fitted.sessions()) {
            row.minutes = session.minutes().to_string();
        }
    }

    fn total(&self) -> u32 {
        self.rows.iter().map(Row::counts).sum()
    }

    fn fits(&self) -> Fit {
        let (total, length) = (self.total(), self.length.unwrap_or_else(|| self.total()));
        match total.checked_sub(length) {
            Some(0) => Fit::Fits,
            Some(over) => Fit::Over(over),
            None => Fit::Missing(length - total),
        }
    }

    /// Whether nothing is over, and nothing is missing.
    #[must_use]
    pub fn is_right(&self) -> bool {
        self.fits() == Fit::Fits
    }

    /// How long it takes, in words.
    #[must_use]
    pub fn sum(&self, l: L10n) -> String {
        match self.length {
            Some(length) => fit(l, self.total(), length, self.fits()),
            None => l.with("plan-takes", &[("minutes", self.total().into())]),
        }
    }

    /// When each session would begin, and what it is.
    #[must_use]
    pub fn order(&self, l: L10n) -> Vec<(String, String)> {
        let mut so_far = 0;
        let row = |row: &Row| {
            let at = self.begins.map(|begins| begins.naive() + TimeDelta::minutes(so_far));
            so_far += i64::from(row.counts());
            let at = at.map(|at| l.time(at.time())).unwrap_or_default();
            (at, called(l, row.kind(), row.name.trim()))
        };
        self.rows.iter().map(row).collect()
    }

    /// Whether one more finds room.
    #[must_use]
    pub fn has_room(&self) -> bool {
        self.rows.len() < Plan::MOST
    }

    /// What a session can be.
    #[must_use]
    pub fn kinds(&self, l: L10n, row: &Row) -> Vec<Choice> {
        let choice = |it: &SessionKind| Choice::new(it.code(), l.t(kind_key(*it)), it.code() == row.kind);
        SessionKind::ALL.iter().map(choice).collect()
    }

    /// Who can lead it; empty where no persons are.
    #[must_use]
    pub fn leaders(&self, l: L10n, row: &Row) -> Vec<Choice> {
        let Some(members) = &self.members else {
            return Vec::new();
        };
        let open = Choice::new("", l.t("session-open"), row.leader.is_empty());
        let choice =
            |(id, name): &(MembershipId, Named)| Choice::new(id, l.named(name), id.to_string() == row.leader);
        std::iter::once(open).chain(members.iter().map(choice)).collect()
    }

    /// What the buttons beside a session are about.
    #[must_use]
    pub fn called(&self, l: L10n, row: &Row) -> String {
        called(l, row.kind(), row.name.trim())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(pressed: &str) -> Typed {
        let all = |text: [&str; 3]| text.map(str::to_owned).to_vec();
        Typed {
            kind: all(["check_in", "sharing", "own"]),
            name: all(["", "", "Breathing"]),
            minutes: all(["20", "60", "15"]),
            was: all(["15", "60", "15"]),
            leader: all(["", "", ""]),
            pressed: pressed.to_owned(),
            ..Typed::default()
        }
    }

    fn kinds(pressed: &str) -> Vec<String> {
        typed(pressed).rows().into_iter().map(|row| row.kind).collect()
    }

    fn form(typed: &Typed) -> PlanForm {
        PlanForm {
            rows: typed.rows(),
            length: Some(90),
            begins: None,
            members: None,
            seen: String::new(),
            title: String::new(),
            errors: Errors::default(),
        }
    }

    #[test]
    fn buttons_move_rows_and_what_is_not_there_is_not_moved() {
        assert_eq!(kinds("up-1"), ["sharing", "check_in", "own"]);
        assert_eq!(kinds("down-1"), ["check_in", "own", "sharing"]);
        assert_eq!(kinds("drop-0"), ["sharing", "own"]);
        assert_eq!(kinds("add"), ["check_in", "sharing", "own", "topic"]);
        for nothing in ["", "up-0", "down-2", "drop-3", "up-99", "drop-x", "up--1", "save", "fit"] {
            assert_eq!(kinds(nothing), ["check_in", "sharing", "own"], "{nothing}");
        }
    }

    #[test]
    fn a_plan_that_does_not_fit_is_not_read_and_is_made_to_fit_around_what_was_typed() {
        let l = L10n::new(crate::domain::locale::Locale::En);
        let mut it = form(&typed("save"));
        assert!(it.read_fitting(l).is_none());
        assert!(it.errors.at("sum").contains('5'), "{}", it.errors.at("sum"));
        let mut it = form(&typed("fit"));
        it.make_fit(l);
        let minutes: Vec<&str> = it.rows.iter().map(|row| row.minutes.as_str()).collect();
        assert_eq!(minutes, ["20", "55", "15"]);
        assert!(it.is_right());
        assert!(it.read_fitting(l).is_some());
    }

    #[test]
    fn what_is_wrong_stands_beside_it_and_everything_typed_is_kept() {
        let l = L10n::new(crate::domain::locale::Locale::En);
        let mut it = typed("save");
        it.minutes[1] = "many".to_owned();
        it.name[2] = " ".to_owned();
        let mut it = form(&it);
        assert!(it.read(l).is_none());
        assert_eq!(it.errors.all().len(), 2);
        assert!(!it.rows[1].wrong_minutes.is_empty() && !it.rows[2].wrong_name.is_empty());
        assert_eq!(it.rows[1].minutes, "many");
        assert_eq!(it.total(), 35);
        let mut none = form(&Typed::default());
        assert!(none.read(l).is_none());
        assert!(!none.errors.is_empty());
    }
}
