//! What a proposal would change, in words: as it is, and as it would be.

use super::kinds::tie;
use super::rules;
use crate::domain::agreement::Line;
use crate::domain::group::Tie;
use crate::l10n::L10n;
use crate::service::previewing::Preview;
use crate::web::accompanying::{scope_key, shows_key};

/// Now and then, and what else there is to know.
#[derive(Debug, Default)]
pub struct Shown {
    pub now: Option<String>,
    pub then: Option<String>,
    pub besides: Vec<String>,
    /// What a text says, beside what it would say.
    pub text: Vec<Line>,
}

/// The words for a preview.
#[must_use]
pub fn shown(l: L10n, it: &Preview) -> Shown {
    match it {
        Preview::Words => Shown::default(),
        Preview::Rule { rule, now, then } => {
            now_then(rules::sentence(l, *rule, *now), rules::sentence(l, *rule, *then))
        }
        Preview::Mandate(name) => one(l.with("proposal-mandate", &[("name", name.as_str().into())])),
        Preview::Deputy(name) => one(l.with("proposal-deputy", &[("name", name.as_str().into())])),
        Preview::Text(lines) => Shown { text: lines.clone(), ..one(l.t("proposal-text")) },
        Preview::TakeBack(name) => one(l.with("propose-take-back", &[("name", name.as_str().into())])),
        Preview::Exclude(name, months) => {
            let months = l.with("kind-exclude-in-months", &[("months", (*months).into())]);
            let then = [("name", name.as_str().into()), ("months", months.into())];
            let besides = vec![l.t("kind-exclude-means"), l.t("kind-exclude-told")];
            Shown { besides, ..one(l.with("kind-exclude-then", &then)) }
        }
        Preview::Appeal(name) => one(l.with("kind-appeal-then", &[("name", name.as_str().into())])),
        Preview::Accompany(it) => {
            let scope = l.t(scope_key(it.scope));
            let then = [("scope", scope.into()), ("date", l.date(it.until).into())];
            let besides = vec![l.t(shows_key(it.scope)), l.t("kind-accompany-means")];
            Shown { besides, ..one(l.with("kind-accompany-then", &then)) }
        }
        Preview::Tie { now, then } => Shown {
            besides: vec![l.t("kind-tie-means")],
            ..now_then(
                tied(l, now.tie, now.programme.as_deref()),
                tied(l, then.tie, then.programme.as_deref()),
            )
        },
    }
}

fn now_then(now: String, then: String) -> Shown {
    Shown { now: Some(now), then: Some(then), ..Shown::default() }
}

fn one(then: String) -> Shown {
    Shown { then: Some(then), ..Shown::default() }
}

/// How a group is tied.
#[must_use]
pub fn tied(l: L10n, tie: Tie, programme: Option<&str>) -> String {
    let how = l.t(tie::key(tie));
    match programme {
        Some(name) => l.with("kind-tied-to", &[("tie", how.into()), ("programme", name.into())]),
        None => how,
    }
}
