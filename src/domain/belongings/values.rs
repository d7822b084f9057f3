//! Values that stand in the file alone: texts that may say nothing, and a plan as a list of its parts.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::domain::session::{self, Session, SessionKind};
use crate::domain::text::{Markdown, OnlineUrl, SessionName, ShortText};

/// A text of some kind, or nothing, which is written as an empty text.
macro_rules! or_nothing {
    ($($(#[$doc:meta])* $name:ident: $of:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Default)]
        pub struct $name(Option<$of>);

        impl $name {
            /// As it stands in a table; `None` when it is no such text.
            #[must_use]
            pub fn read(text: &str) -> Option<Self> {
                if text.is_empty() { Some(Self(None)) } else { $of::parse(text).ok().map(|it| Self(Some(it))) }
            }

            #[must_use]
            pub fn as_str(&self) -> &str {
                self.0.as_ref().map_or("", $of::as_str)
            }
        }

        $crate::as_text! {
            $name: |it| it.as_str().to_owned(), Self::read;
        }
    )*};
}

or_nothing! {
    /// A line, or nothing.
    Line: ShortText;
    /// Where one joins online, or nowhere.
    Link: OnlineUrl;
    /// Some paragraphs, or none.
    Prose: Markdown;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_says_nothing_that_could_not_have_been_typed() {
        let read = |text: &str| serde_json::from_str::<Link>(text).is_ok();
        assert!(read(r#""https://meet.example.org/a""#) && read(r#""""#));
        assert!(!read(r#""javascript:alert(1)""#) && !read("7") && !read("null"));
        assert!(serde_json::from_str::<Line>(r#""two\nlines""#).is_err());
        assert!(serde_json::from_str::<Prose>("\"a \\u0000\"").is_err());
        let plan =
            r#"[{"kind":"check_in","name":null,"minutes":15},{"kind":"own","name":"Tea","minutes":5}]"#;
        let read: Plan = serde_json::from_str(plan).unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), plan);
        for wrong in [
            "[]",
            r#"[{"kind":"own","name":null,"minutes":5}]"#,
            r#"[{"kind":"break","name":null,"minutes":0}]"#,
        ] {
            assert!(serde_json::from_str::<Plan>(wrong).is_err(), "{wrong}");
        }
    }
}
