//! What a proposal would change, in words: as it is, and as it would be.

use chrono::NaiveDate;

use super::kinds::{close, open, tie};
use super::rules;
use crate::domain::agreement::Line;
use crate::domain::audience::Named;
use crate::domain::group::Tie;
use crate::domain::time::Wall;
use crate::l10n::L10n;
use crate::service::previewing::{Dates, Falls, Preview, Ruled, Usually};
use crate::service::rota::Shift;
use crate::web::accompanying::{scope_key, shows_key};
use crate::web::prose::SafeHtml;

/// Now and then, and what else there is to know.
#[derive(Default)]
pub struct Shown {
    pub now: Option<String>,
    pub then: Option<String>,
    pub besides: Vec<String>,
    /// What a text says, beside what it would say.
    pub text: Vec<Line>,
    /// What somebody wrote for then.
    pub words: Option<SafeHtml>,
}

/// The words for a preview.
#[must_use]
pub fn shown(l: L10n, it: &Preview) -> Shown {
    match it {
        Preview::Words => Shown::default(),
        Preview::Rule(it) => Shown {
            besides: touched(l, it),
            ..now_then(rules::sentence(l, it.rule, it.now), rules::sentence(l, it.rule, it.then))
        },
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
        Preview::Dates(it) => dates(l, it),
        Preview::Rest(it) => {
            let meets = |day: Option<NaiveDate>| match day {
                Some(day) => l.with("group-resting-until", &[("date", l.date(day).into())]),
                None => l.t("kind-rest-meets"),
            };
            Shown { besides: falls(l, &it.falls_out), ..now_then(meets(it.now), meets(Some(it.until))) }
        }
        Preview::Close(it) => {
            let then = l.with("kind-close-then", &[("date", l.date(it.on).into())]);
            let mut besides = falls(l, &it.falls_out);
            if let Some(into) = &it.into {
                besides.push(l.with("kind-close-goes-into", &[("name", into.as_str().into())]));
            }
            besides.push(l.t("kind-close-listing"));
            besides.push(l.t(close::key(it.keeps)));
            besides.push(l.with("farewell-kept-until", &[("date", l.date(it.kept_until).into())]));
            let words = rules::prose(&it.farewell);
            Shown { besides, words, ..now_then(l.t("kind-rest-meets"), then) }
        }
        Preview::Welcome(name, until) => {
            let until = l.with("kind-welcome-until", &[("date", l.date(*until).into())]);
            let besides = vec![until, l.t("kind-welcome-means")];
            Shown { besides, ..one(l.with("kind-welcome-then", &[("name", name.as_str().into())])) }
        }
        Preview::Open(words, now, then) => Shown {
            besides: vec![l.t("kind-open-means")],
            words: rules::prose(words),
            ..now_then(l.t(open::key(*now)), l.t(open::key(*then)))
        },
        Preview::Tie { now, then } => Shown {
            besides: vec![l.t("kind-tie-means")],
            ..now_then(
                tied(l, now.tie, now.programme.as_deref()),
                tied(l, then.tie, then.programme.as_deref()),
            )
        },
    }
}

/// Whose mandate would end on another day, and what the rota would propose otherwise.
fn touched(l: L10n, it: &Ruled) -> Vec<String> {
    let mandate = |(name, now, then): &(String, NaiveDate, NaiveDate)| {
        let parts =
            [("name", name.as_str().into()), ("now", l.date(*now).into()), ("then", l.date(*then).into())];
        l.with("kind-rule-mandate", &parts)
    };
    let who =
        |name: &Option<Named>| name.as_ref().map_or_else(|| l.t("kind-rule-nobody"), |name| l.named(name));
    let turn = |it: &Shift| {
        let parts = [
            ("when", l.when(it.when, it.zone).into()),
            ("role", l.role(it.kind, &it.role).into()),
            ("now", who(&it.now).into()),
            ("then", who(&it.then).into()),
        ];
        l.with("kind-rule-turn", &parts)
    };
    let mut all: Vec<String> = it.mandates.iter().map(mandate).chain(it.turns.iter().map(turn)).collect();
    if !it.turns.is_empty() {
        all.push(l.t("kind-rule-confirmed"));
    }
    all
}

fn now_then(now: String, then: String) -> Shown {
    Shown { now: Some(now), then: Some(then), ..Shown::default() }
}

fn one(then: String) -> Shown {
    Shown { then: Some(then), ..Shown::default() }
}

fn dates(l: L10n, it: &Dates) -> Shown {
    let usually = |is: &Usually| {
        let parts = [
            ("often", l.often(is.repeat).into()),
            ("time", l.time(is.from.time()).into()),
            ("long", l.minutes(is.minutes).into()),
            ("address", is.address.as_str().into()),
        ];
        let key = if is.address.is_empty() { "kind-dates-usually" } else { "kind-dates-usually-at" };
        l.with(key, &parts)
    };
    let then = it.then.as_ref().map_or_else(|| l.t("kind-dates-ends"), usually);
    let fate = |(was, is): &(Wall, Option<Wall>)| match is {
        Some(is) => {
            let parts = [("was", l.when(*was, it.zone).into()), ("is", l.when(*is, it.zone).into())];
            l.with("kind-dates-fate", &parts)
        }
        None => l.with("kind-dates-goes", &[("was", l.when(*was, it.zone).into())]),
    };
    let mut besides: Vec<String> = it.fates.iter().map(fate).collect();
    besides.push(l.with("kind-dates-asked", &[("people", it.people.into())]));
    Shown { besides, ..now_then(usually(&it.now), then) }
}

fn falls(l: L10n, it: &Falls) -> Vec<String> {
    if it.count == 0 {
        return vec![l.t("kind-falls-none")];
    }
    let first: Vec<String> = it.first.iter().map(|(wall, zone)| l.when(*wall, *zone)).collect();
    let which = [("count", it.count.into()), ("first", first.join("; ").into())];
    vec![l.with("kind-falls", &which), l.with("kind-told", &[("people", it.people.into())])]
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
