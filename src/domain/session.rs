//! The plan of a meeting: its sessions in their order, each with the minutes that it takes. A plan is a value. It is copied
//! from another one and never hangs on it, so that no change elsewhere changes what a group has planned.
//!
//! Who leads a session is not known here, and neither is when the meeting begins.

use crate::coded;
use crate::domain::coded::Coded as _;
use crate::domain::text::SessionName;

coded! {
    /// What a session is.
    pub enum SessionKind {
        /// Everybody says how they are.
        CheckIn = "check_in",
        /// Everybody who wishes tells of themselves.
        Sharing = "sharing",
        /// One question, and what those who are there know of it.
        Topic = "topic",
        /// Something is tried out together.
        Skill = "skill",
        Reading = "reading",
        /// What the group has to settle.
        Business = "business",
        Break = "break",
        /// Everybody says how they go.
        CheckOut = "check_out",
        /// What the group calls by a name of its own.
        Own = "own",
    }

    /// Plans to begin from; how they are called stands in the locales.
    pub enum Starting {
        Short = "60",
        Usual = "90",
        Long = "120",
    }
}

impl SessionKind {
    /// Whether it can give minutes, or take some. How long a break is was promised; and the first and the last round are
    /// short by nature.
    #[must_use]
    pub fn is_flexible(self) -> bool {
        match self {
            Self::CheckIn | Self::Break | Self::CheckOut => false,
            Self::Sharing | Self::Topic | Self::Skill | Self::Reading | Self::Business | Self::Own => true,
        }
    }

    /// Whether somebody leads it.
    #[must_use]
    pub fn is_led(self) -> bool {
        self != Self::Break
    }
}

/// Why something is not a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotASession {
    /// Not from 1 to [`Session::LONGEST`].
    #[error("not a number of minutes")]
    Minutes,
    /// What is the group's own says nothing without a name.
    #[error("without a name")]
    Nameless,
}

/// One part of a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Session {
    kind: SessionKind,
    name: Option<SessionName>,
    minutes: u32,
}

impl Session {
    /// A day, in minutes: no meeting is longer.
    pub const LONGEST: u32 = 1440;

    /// A session of so many minutes.
    ///
    /// # Errors
    /// When it would be none.
    pub fn new(kind: SessionKind, name: Option<SessionName>, minutes: u32) -> Result<Self, NotASession> {
        if !(1..=Self::LONGEST).contains(&minutes) {
            return Err(NotASession::Minutes);
        }
        if kind == SessionKind::Own && name.is_none() {
            return Err(NotASession::Nameless);
        }
        Ok(Self { kind, name, minutes })
    }

    #[must_use]
    pub fn kind(&self) -> SessionKind {
        self.kind
    }

    /// In the group's own words; always there when the kind is the group's own.
    #[must_use]
    pub fn name(&self) -> Option<&SessionName> {
        self.name.as_ref()
    }

    #[must_use]
    pub fn minutes(&self) -> u32 {
        self.minutes
    }
}

/// How a plan fits into the length of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    Fits,
    /// So many minutes too long.
    Over(u32),
    /// So many minutes are free.
    Missing(u32),
}

/// Sessions in their order: at least one, and at most [`Plan::MOST`].
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Plan(Vec<Session>);

impl Plan {
    /// More would be no plan that anybody keeps in mind.
    pub const MOST: usize = 24;

    /// `None` when there is no session, or there are too many.
    #[must_use]
    pub fn new(sessions: Vec<Session>) -> Option<Self> {
        (1..=Self::MOST).contains(&sessions.len()).then_some(Self(sessions))
    }

    /// One to begin from.
    #[must_use]
    pub fn starting(from: Starting) -> Self {
        use SessionKind::{Break, Business, CheckIn, CheckOut, Sharing, Topic};
        let sessions: &[(SessionKind, u32)] = match from {
            Starting::Short => &[(CheckIn, 10), (Sharing, 40), (CheckOut, 10)],
            Starting::Usual => &[(CheckIn, 15), (Sharing, 35), (Break, 10), (Topic, 20), (CheckOut, 10)],
            Starting::Long => {
                &[(CheckIn, 15), (Sharing, 45), (Break, 15), (Topic, 25), (Business, 10), (CheckOut, 10)]
            }
        };
        Self(
            sessions
                .iter()
                .map(|(kind, minutes)| Session { kind: *kind, name: None, minutes: *minutes })
                .collect(),
        )
    }

    #[must_use]
    pub fn sessions(&self) -> &[Session] {
        &self.0
    }

    /// How long it takes.
    #[must_use]
    pub fn minutes(&self) -> u32 {
        self.0.iter().map(Session::minutes).sum()
    }

    /// How many minutes after the meeting's beginning each session begins.
    pub fn begins(&self) -> impl Iterator<Item = u32> {
        self.0.iter().scan(0, |so_far, session| {
            let begins = *so_far;
            *so_far += session.minutes;
            Some(begins)
        })
    }

    /// Whether it fits into a meeting of so many minutes.
    #[must_use]
    pub fn fit(&self, length: u32) -> Fit {
        let minutes = self.minutes();
        match minutes.cmp(&length) {
            std::cmp::Ordering::Equal => Fit::Fits,
            std::cmp::Ordering::Greater => Fit::Over(minutes - length),
            std::cmp::Ordering::Less => Fit::Missing(length - minutes),
        }
    }

    /// The same, made to fit. Minute by minute the longest gives one, or gets one: of those that are flexible and were not
    /// just changed (`kept`), as long as they have any; then of those that are flexible; then of all. So what somebody has
    /// just decided stays, and no session pays for the others alone. `None` when there are more sessions than minutes.
    #[must_use]
    pub fn fitted(&self, length: u32, kept: &[bool]) -> Option<Self> {
        let count = u32::try_from(self.0.len()).ok()?;
        if !(count..=Session::LONGEST).contains(&length) {
            return None;
        }
        let is_kept = |at: usize| kept.get(at).copied().unwrap_or(false);
        let mut fitted = self.clone();
        loop {
            let minutes = fitted.minutes();
            let gives = match minutes.cmp(&length) {
                std::cmp::Ordering::Equal => return Some(fitted),
                std::cmp::Ordering::Greater => true,
                std::cmp::Ordering::Less => false,
            };
            let (_, next) = fitted
                .0
                .iter_mut()
                .enumerate()
                .filter(|(_, session)| !gives || session.minutes > 1)
                .max_by_key(|(at, session)| {
                    let is_flexible = session.kind.is_flexible();
                    // Of two that are equally long, the earlier.
                    (
                        is_flexible && !is_kept(*at),
                        is_flexible,
                        !is_kept(*at),
                        session.minutes,
                        usize::MAX - at,
                    )
                })?;
            next.minutes = if gives { next.minutes - 1 } else { next.minutes + 1 };
        }
    }

    /// The same, with one session called otherwise: it takes the minutes that were there for it.
    #[must_use]
    pub fn with(&self, at: usize, kind: SessionKind, name: SessionName) -> Option<Self> {
        let mut plan = self.clone();
        let place = plan.0.get_mut(at)?;
        *place = Session { kind, name: Some(name), minutes: place.minutes };
        Some(plan)
    }
}

/// Every kind that a member can offer to lead.
pub fn offered() -> impl Iterator<Item = SessionKind> {
    SessionKind::ALL.iter().copied().filter(|kind| kind.is_flexible())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn minutes(plan: &Plan) -> Vec<u32> {
        plan.sessions().iter().map(Session::minutes).collect()
    }

    fn session(kind: SessionKind, minutes: u32) -> Session {
        Session::new(kind, Some(SessionName::parse("Breathing").unwrap()), minutes).unwrap()
    }

    #[test]
    fn what_to_begin_from_takes_as_long_as_it_is_called() {
        for starting in Starting::ALL {
            let plan = Plan::starting(*starting);
            assert_eq!(plan.minutes().to_string(), starting.code());
            assert_eq!(plan.fit(plan.minutes()), Fit::Fits);
        }
        assert_eq!(Plan::starting(Starting::Usual).begins().collect::<Vec<_>>(), [0, 15, 50, 60, 80]);
    }

    #[test]
    fn a_session_has_minutes_and_what_is_the_groups_own_has_a_name() {
        assert_eq!(Session::new(SessionKind::Topic, None, 0), Err(NotASession::Minutes));
        assert_eq!(Session::new(SessionKind::Topic, None, 1441), Err(NotASession::Minutes));
        assert_eq!(Session::new(SessionKind::Own, None, 5), Err(NotASession::Nameless));
        assert!(Session::new(SessionKind::Topic, None, 5).is_ok());
        assert_eq!(Plan::new(Vec::new()), None);
        assert_eq!(Plan::new(vec![session(SessionKind::Topic, 1); Plan::MOST + 1]), None);
    }

    #[test]
    fn five_minutes_more_for_the_first_round_come_from_the_longest_session() {
        let plan = Plan::starting(Starting::Usual);
        let mut sessions = plan.sessions().to_vec();
        sessions[0] = Session::new(SessionKind::CheckIn, None, 20).unwrap();
        let plan = Plan::new(sessions).unwrap();
        assert_eq!(plan.fit(90), Fit::Over(5));
        assert_eq!(plan.fit(100), Fit::Missing(5));
        assert_eq!(minutes(&plan.fitted(90, &[true]).unwrap()), [20, 30, 10, 20, 10]);
        assert_eq!(minutes(&plan.fitted(100, &[true]).unwrap()), [20, 40, 10, 20, 10]);
        // What was just changed is left alone; those that are equally long give in turn.
        assert_eq!(minutes(&plan.fitted(90, &[false, true]).unwrap()), [20, 35, 10, 15, 10]);
        assert_eq!(minutes(&plan.fitted(70, &[]).unwrap()), [20, 15, 10, 15, 10]);
        assert_eq!(minutes(&plan.fitted(5, &[]).unwrap()), [1, 1, 1, 1, 1]);
        assert_eq!(plan.fitted(4, &[]), None, "there are more sessions than minutes");
    }

    #[test]
    fn an_offer_takes_the_minutes_that_were_there_for_it() {
        let plan = Plan::starting(Starting::Usual);
        let placed = plan.with(3, SessionKind::Skill, SessionName::parse("Breathing").unwrap()).unwrap();
        assert_eq!(minutes(&placed), minutes(&plan));
        assert_eq!(placed.sessions()[3], session(SessionKind::Skill, 20));
        assert_eq!(plan.with(5, SessionKind::Skill, SessionName::parse("Breathing").unwrap()), None);
        assert!(offered().all(SessionKind::is_led));
    }

    fn any_plan() -> impl Strategy<Value = Plan> {
        let kinds = proptest::sample::select(SessionKind::ALL);
        let sessions = (kinds, 1_u32..=240).prop_map(|(kind, minutes)| session(kind, minutes));
        proptest::collection::vec(sessions, 1..=Plan::MOST).prop_map(|all| Plan::new(all).unwrap())
    }

    proptest! {
        #[test]
        fn a_fitted_plan_fits_keeps_its_order_and_takes_no_session_away(
            plan in any_plan(), length in 1_u32..=600, kept in proptest::collection::vec(any::<bool>(), 0..30),
        ) {
            let Some(fitted) = plan.fitted(length, &kept) else {
                prop_assert!(usize::try_from(length).unwrap() < plan.sessions().len());
                return Ok(());
            };
            prop_assert_eq!(fitted.minutes(), length);
            prop_assert_eq!(fitted.fit(length), Fit::Fits);
            prop_assert!(fitted.sessions().iter().all(|session| session.minutes() >= 1));
            let names = |plan: &Plan| plan.sessions().iter().map(|it| (it.kind(), it.name().cloned())).collect::<Vec<_>>();
            prop_assert_eq!(names(&fitted), names(&plan));
            // All give, or all get; and fitting again changes nothing.
            let changes: Vec<i64> = minutes(&fitted).iter().zip(minutes(&plan)).map(|(new, old)| i64::from(*new) - i64::from(old)).collect();
            prop_assert!(changes.iter().all(|it| *it >= 0) || changes.iter().all(|it| *it <= 0));
            prop_assert_eq!(fitted.fitted(length, &kept).unwrap(), fitted);
        }

        #[test]
        fn what_was_just_changed_stays_as_long_as_others_can_give(plan in any_plan(), at in 0_usize..Plan::MOST, less in 1_u32..200) {
            prop_assume!(at < plan.sessions().len() && less < plan.minutes());
            let kept: Vec<bool> = (0..plan.sessions().len()).map(|it| it == at).collect();
            let others: u32 = plan.sessions().iter().enumerate()
                .filter(|(it, session)| *it != at && session.kind().is_flexible())
                .map(|(_, session)| session.minutes() - 1)
                .sum();
            if let Some(fitted) = plan.fitted(plan.minutes() - less, &kept) && others >= less {
                prop_assert_eq!(&fitted.sessions()[at], &plan.sessions()[at]);
            }
        }

        #[test]
        fn sessions_follow_each_other_without_a_gap(plan in any_plan()) {
            let begins: Vec<u32> = plan.begins().collect();
            prop_assert_eq!(begins[0], 0);
            for (n, pair) in begins.windows(2).enumerate() {
                prop_assert_eq!(pair[1] - pair[0], plan.sessions()[n].minutes());
            }
        }
    }
}
