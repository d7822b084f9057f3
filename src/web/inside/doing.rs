//! `/g/{group}/doing`: how a group is doing, for its members alone, with what usually helps and where that is known from.

use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::Path;

use crate::domain::doing::Sign;
use crate::domain::ids::GroupId;
use crate::l10n::L10n;
use crate::screens;
use crate::service::doing::{self, Doing, DoingError};
use crate::web::accounts::Nothing;
use crate::web::error::{Reply, WebError};
use crate::web::protected::Protected;
use crate::web::visitor::Visitor;

screens! { DoingPage(Doing) = "inside/doing.html"; }

impl From<DoingError> for WebError {
    fn from(error: DoingError) -> Self {
        match error {
            DoingError::NotFound => Self::not_found(),
            DoingError::Store(cause) => cause.into(),
        }
    }
}

/// A sign in words: what is seen, what usually helps, and who has looked into it.
pub struct Said {
    pub seen: String,
    pub helps: String,
    pub source: &'static str,
}

/// Studies of such groups, as they stand in the literature.
const WITUK: &str = "Wituk et al. 2002";
const MATON: &str = "Maton 1988";
const LUKE: &str = "Luke et al. 1993";
const SEGAL: &str = "Segal et al. 2013";

/// Says a sign.
#[must_use]
pub fn say(l: L10n, sign: &Sign) -> Said {
    let said = |seen: String, helps, source| Said { seen, helps: l.t(helps), source };
    match *sign {
        Sign::DidNotTakePlace { times, of } => {
            let seen = l.with("doing-missed", &[("times", times.into()), ("of", of.into())]);
            said(seen, "doing-missed-helps", WITUK)
        }
        Sign::Fewer { before, now } => {
            let seen = l.with("doing-fewer", &[("before", before.into()), ("now", now.into())]);
            said(seen, "doing-fewer-helps", WITUK)
        }
        Sign::Small { median } => {
            said(l.with("doing-small", &[("median", median.into())]), "doing-small-helps", WITUK)
        }
        Sign::NobodyNew { meetings } => {
            said(l.with("doing-nobody-new", &[("meetings", meetings.into())]), "doing-nobody-new-helps", LUKE)
        }
        Sign::NobodyLeads => said(l.t("doing-nobody-leads"), "doing-nobody-leads-helps", WITUK),
        Sign::OneLeads => said(l.t("doing-one-leads"), "doing-one-leads-helps", MATON),
        Sign::NobodyFollows { weeks } => said(
            l.with("doing-nobody-follows", &[("weeks", weeks.into())]),
            "doing-nobody-follows-helps",
            WITUK,
        ),
        Sign::OpenRoles { roles } => {
            said(l.with("doing-open-roles", &[("roles", roles.into())]), "doing-open-roles-helps", MATON)
        }
        Sign::Overdue { rules } => {
            said(l.with("doing-overdue", &[("rules", rules.into())]), "doing-overdue-helps", SEGAL)
        }
    }
}

/// What stands in the file, line by line: the numbers, and what may be worth speaking about. No date, no name, no advice.
#[must_use]
pub fn file(l: L10n, it: &Doing) -> String {
    let number = |of: u32| l.number(i64::from(of));
    let or = |value: Option<String>, key: &str| value.unwrap_or_else(|| l.t(key));
    let mut lines = vec![
        l.t("doing-title"),
        l.with("doing-send-as-of", &[("day", l.date(it.today).into())]),
        String::new(),
        fact(&l.t("doing-median"), &or(it.median.map(number), "doing-unknown")),
        fact(&l.t("doing-first-time"), &number(it.first_time)),
        fact(&l.t("doing-leading"), &number(it.leading)),
        fact(&l.t("doing-led-until"), &or(it.led_until.map(|day| l.date(day)), "doing-nobody")),
        fact(&l.t("doing-review-on"), &or(it.review_on.map(|day| l.date(day)), "doing-nothing")),
    ];
    if let Some(open) = it.open_roles {
        let takers = [("takers", it.takers.0.into()), ("members", it.takers.1.into())];
        lines.push(fact(&l.t("doing-open"), &l.with("doing-open-of", &[("roles", open.into())])));
        lines.push(fact(&l.t("doing-takers"), &l.with("doing-takers-of", &takers)));
    }
    lines.push(String::new());
    lines.extend(it.signs.iter().map(|sign| say(l, sign).seen));
    lines.join("\n").trim_end().to_owned() + "\n"
}

fn fact(name: &str, value: &str) -> String {
    format!("{name}: {value}")
}

/// `POST /g/{group}/doing/file`
pub async fn take_along(group: Path<GroupId>, sent: Protected<Nothing>) -> Reply {
    let (visitor, group) = (sent.visitor, *group);
    let viewer = visitor.viewer.again();
    let it = visitor.app.write(move |db, now| doing::take_along(db, &viewer, group, now)).await?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/plain; charset=utf-8"))
        .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"numbers.txt\""))
        .body(file(visitor.l(), &it)))
}

/// `GET /g/{group}/doing`
pub async fn show(visitor: Visitor, group: Path<GroupId>) -> Reply {
    let viewer = visitor.viewer.again();
    let view = visitor.app.read(move |db, now| doing::show(db, &viewer, *group, now)).await?;
    visitor.page::<DoingPage<'_>>(&view)
}
