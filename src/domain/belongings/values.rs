//! Two values that stand in the file alone: a line that may say nothing, and a plan as a list of its parts.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::domain::session::{self, Session, SessionKind};
use crate::domain::text::{SessionName, ShortText};

/// A line, or nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line(Option<ShortText>);

impl Line {
    /// As it stands in a table; `None` when it is longer than a line, or more than one.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        if text.is_empty() { Some(Self(None)) } else { ShortText::parse(text).ok().map(|it| Self(Some(it))) }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_ref().map_or("", ShortText::as_str)
    }
}

crate::as_text! {
    Line: |it| it.as_str().to_owned(), Self::read;
}

/// What a meeting consists of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "Vec<Part>", into = "Vec<Part>")]
pub struct Plan(pub session::Plan);

/// One part of it.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Part {
    kind: SessionKind,
    name: Option<SessionName>,
    minutes: u32,
}

/// No meeting consists of that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a plan")]
pub struct NotAPlan;

impl TryFrom<Vec<Part>> for Plan {
    type Error = NotAPlan;

    fn try_from(parts: Vec<Part>) -> Result<Self, NotAPlan> {
        let sessions = parts.into_iter().map(|it| Session::new(it.kind, it.name, it.minutes));
        let sessions = sessions.collect::<Result<_, _>>().map_err(|_| NotAPlan)?;
        session::Plan::new(sessions).map(Self).ok_or(NotAPlan)
    }
}

impl From<Plan> for Vec<Part> {
    fn from(Plan(plan): Plan) -> Self {
        let part = |it: &Session| Part { kind: it.kind(), name: it.name().cloned(), minutes: it.minutes() };
        plan.sessions().iter().map(part).collect()
    }
}
