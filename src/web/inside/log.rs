//! `/g/{group}/log`: what changed power, rules or dates, for every member.

use actix_web::web::{Path, Query};
use chrono::NaiveDate;
use serde::Deserialize;

use super::{kinds, previews, rules};
use crate::domain::accompaniment::Scope;
use crate::domain::agreement::Rule;
use crate::domain::coded::Coded as _;
use crate::domain::decision::Subject;
use crate::domain::experience::OpenTo;
use crate::domain::group::{Keeps, Tie};
use crate::domain::ids::GroupId;
use crate::domain::log::LogKind;
use crate::domain::time::Wall;
use crate::l10n::L10n;
use crate::screens;
use crate::service::logging::{self, Entry, Log};
use crate::web::accompanying::scope_key;
use crate::web::error::Reply;
use crate::web::visitor::Visitor;

screens! { LogPage(Log) = "inside/log.html"; }

/// What happened, in words.
#[must_use]
pub fn sentence(l: L10n, it: &Entry) -> String {
    let (before, after) = (value(l, it.kind, &it.before), value(l, it.kind, &it.after));
    let about = it.about.clone().unwrap_or_else(|| l.t("log-former"));
    let key = key(it.kind);
    match it.kind {
        // Beside the change, a date can begin to exist or cease to.
        LogKind::DateChanged if it.before.is_empty() => l.with("log-date-added", &[("after", after.into())]),
        LogKind::DateChanged if it.after.is_empty() => {
            l.with("log-date-cancelled", &[("before", before.into())])
        }
        LogKind::DateChanged if it.before == it.after => l.with("log-date-terms", &[("after", after.into())]),
        LogKind::SeriesMoved if it.after.is_empty() => {
            l.with("log-series-ended", &[("before", before.into())])
        }
        LogKind::DatesChanged if it.after.is_empty() => {
            l.with("log-dates-ended", &[("before", before.into())])
        }
        _ => l.with(key, &[("before", before.into()), ("after", after.into()), ("about", about.into())]),
    }
}

/// Who did it.
#[must_use]
pub fn by(l: L10n, it: &Entry) -> String {
    match it.kind {
        kind if kind.is_decided() => l.t("log-group"),
        // What nobody did, the group has decided.
        LogKind::MandateBegan if it.by.is_none() && it.about.is_some() => l.t("log-group"),
        LogKind::ExclusionFinal => l.t("log-by-itself"),
        LogKind::ExclusionAppealed => it.about.clone().unwrap_or_else(|| l.t("log-former")),
        LogKind::AccompanimentCame | LogKind::AccompanimentSeen => l.t("log-accompaniment"),
        LogKind::AccompanimentEnded if it.by.is_none() => l.t("log-accompaniment"),
        LogKind::GuestComes | LogKind::GuestOff if it.by.is_none() => l.t("log-guest"),
        _ => it.by.clone().unwrap_or_else(|| l.t("log-former")),
    }
}

fn key(kind: LogKind) -> &'static str {
    match kind {
        LogKind::MandateBegan => "log-mandate-began",
        LogKind::MandateTakenBack => "log-mandate-taken-back",
        LogKind::MandateShortened => "log-mandate-shortened",
        LogKind::MandateFollowed => "log-mandate-followed",
        LogKind::DeputyNamed => "log-deputy-named",
        LogKind::TextChanged => "log-text-changed",
        LogKind::AssemblyCalled => "log-assembly-called",
        LogKind::DateChanged => "log-date-changed",
        LogKind::DatesChanged => "log-dates-changed",
        LogKind::DatesUndone => "log-dates-undone",
        LogKind::Paused => "log-paused",
        LogKind::PauseEnded => "log-pause-ended",
        LogKind::SeriesBegan => "log-series-began",
        LogKind::ZoneChanged => "log-zone-changed",
        LogKind::RuleChanged => "log-rule-changed",
        LogKind::StepBackBegan => "log-step-back-began",
        LogKind::StepBackEnded => "log-step-back-ended",
        LogKind::ExclusionDecided => "log-exclusion-decided",
        LogKind::ExclusionAppealed => "log-exclusion-appealed",
        LogKind::ExclusionFinal => "log-exclusion-final",
        LogKind::ExclusionLifted => "log-exclusion-lifted",
        LogKind::AccompanimentBegan => "log-accompaniment-began",
        LogKind::AccompanimentCame => "log-accompaniment-came",
        LogKind::AccompanimentSeen => "log-accompaniment-seen",
        LogKind::AccompanimentEnded => "log-accompaniment-ended",
        LogKind::GuestAsked => "log-guest-asked",
        LogKind::GuestComes => "log-guest-comes",
        LogKind::GuestOff => "log-guest-off",
        LogKind::DoingTaken => "log-doing-taken",
        LogKind::NoteOpened => "log-note-opened",
        LogKind::NameChanged => "log-name-changed",
        LogKind::ListedChanged => "log-listed-changed",
        LogKind::WordsChanged => "log-words-changed",
        LogKind::PassingChanged => "log-passing-changed",
        LogKind::CrossTalkChanged => "log-cross-talk-changed",
        LogKind::TieChanged => "log-tie-changed",
        LogKind::DidNotFit => "log-did-not-fit",
        LogKind::Rests => "log-rests",
        LogKind::GroupClosed => "log-group-closed",
        LogKind::GroupWelcomed => "log-group-welcomed",
        LogKind::GroupCame => "log-group-came",
        LogKind::SeriesMoved => "log-series-moved",
        LogKind::GroupTaken => "log-group-taken",
        LogKind::GroupBrought => "log-group-brought",
    }
}

/// What stands in a line, as the reader reads it: a time, a day, a choice; what is none of these, as it is.
fn value(l: L10n, kind: LogKind, stored: &str) -> String {
    let day = || NaiveDate::parse_from_str(stored, "%Y-%m-%d").ok().map(|day| l.date(day));
    let time =
        || Wall::from_compact(stored).map(|wall| format!("{}, {}", l.date(wall.date()), l.time(wall.time())));
    let read = match kind {
        LogKind::AccompanimentBegan => {
            day().or_else(|| Scope::from_code(stored).map(|it| l.t(scope_key(it))))
        }
        LogKind::MandateBegan
        | LogKind::DeputyNamed
        | LogKind::MandateFollowed
        | LogKind::MandateShortened
        | LogKind::Paused
        | LogKind::StepBackBegan => day(),
        LogKind::DateChanged
        | LogKind::DatesChanged
        | LogKind::SeriesBegan
        | LogKind::AssemblyCalled
        | LogKind::SeriesMoved
        | LogKind::GuestAsked
        | LogKind::GuestComes
        | LogKind::GuestOff => time(),
        LogKind::Rests if stored.is_empty() => Some(l.t("log-no-rest")),
        LogKind::Rests => day(),
        LogKind::GroupClosed => Keeps::from_code(stored).map(|it| l.t(kinds::close::key(it))),
        LogKind::RuleChanged => Rule::read(stored).map(|(rule, value)| rules::sentence(l, rule, value)),
        LogKind::NoteOpened => OpenTo::from_code(stored).map(|it| l.t(kinds::open::key(it))),
        LogKind::ListedChanged => Some(l.t(if stored == "yes" { "log-listed" } else { "log-unlisted" })),
        LogKind::PassingChanged | LogKind::CrossTalkChanged => {
            Some(l.t(if stored == "yes" { "log-yes" } else { "log-no" }))
        }
        LogKind::TieChanged => {
            let (tie, programme) = stored.split_once(' ').unwrap_or((stored, ""));
            Tie::from_code(tie).map(|tie| previews::tied(l, tie, Some(programme).filter(|it| !it.is_empty())))
        }
        LogKind::DidNotFit => Subject::from_code(stored).map(|it| l.t(kinds::name_key(it))),
        LogKind::StepBackEnded
        | LogKind::ExclusionDecided
        | LogKind::ExclusionAppealed
        | LogKind::ExclusionFinal
        | LogKind::ExclusionLifted
        | LogKind::AccompanimentCame
        | LogKind::AccompanimentSeen
        | LogKind::AccompanimentEnded
        | LogKind::MandateTakenBack
        | LogKind::DatesUndone
        | LogKind::PauseEnded
        | LogKind::ZoneChanged
        | LogKind::TextChanged
        | LogKind::DoingTaken
        | LogKind::GroupWelcomed
        | LogKind::GroupCame
        | LogKind::GroupTaken
        | LogKind::GroupBrought
        | LogKind::NameChanged
        | LogKind::WordsChanged => None,
    };
    read.unwrap_or_else(|| stored.to_owned())
}

/// Which lines are asked for.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    after: String,
}

/// `GET /g/{group}/log`: the newest lines, or those after so many.
pub async fn show(visitor: Visitor, group: Path<GroupId>, asked: Query<Asked>) -> Reply {
    let (viewer, after) = (visitor.viewer.again(), asked.after.parse().unwrap_or_default());
    let log = visitor.app.read(move |db, now| logging::read(db, &viewer, *group, after, now)).await?;
    visitor.page::<LogPage<'_>>(&log)
}
