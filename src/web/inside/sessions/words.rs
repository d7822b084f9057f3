//! `/g/{group}/words`: the words with which a group begins and ends its meetings, and two things that hold in between, for its
//! facilitators to write. Every member reads them beside the plan.

use actix_web::http::StatusCode;
use actix_web::web::Path;
use serde::Deserialize;

use crate::access::Visible;
use crate::domain::ids::GroupId;
use crate::domain::text::Markdown;
use crate::domain::words::MeetingWords;
use crate::screens;
use crate::service::sessions::SessionsError;
use crate::service::sessions::words::{self, Written};
use crate::web::error::{Reply, WebError};
use crate::web::form::Errors;
use crate::web::protected::Protected;
use crate::web::visitor::Visitor;

/// The form, as it was typed.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub struct Typed {
    opening: String,
    closing: String,
    pass: String,
    cross_talk: String,
    /// The version that was seen.
    seen: String,
}

/// The page.
pub struct WordsView {
    it: Written,
    typed: Typed,
    errors: Errors,
    is_changed: bool,
}

screens! { WordsPage(WordsView) = "inside/words.html"; }

impl Typed {
    fn of(it: &Written) -> Self {
        let text = |text: &Option<Markdown>| text.as_ref().map_or("", Markdown::as_str).to_owned();
        let tick = |it: bool| if it { "yes" } else { "" }.to_owned();
        Self {
            opening: text(&it.words.opening),
            closing: text(&it.words.closing),
            pass: tick(it.words.right_to_pass),
            cross_talk: tick(it.words.no_cross_talk),
            seen: it.version.to_string(),
        }
    }
}

async fn written(visitor: &Visitor, group: GroupId) -> Result<Visible<Written>, WebError> {
    let viewer = visitor.viewer.again();
    Ok(visitor.app.read(move |db, now| words::written(db, &viewer, group, now)).await?)
}

/// `GET /g/{group}/words`
pub async fn form(visitor: Visitor, group: Path<GroupId>) -> Reply {
    let view = written(&visitor, *group).await?.map(|it| WordsView {
        typed: Typed::of(&it),
        it,
        errors: Errors::default(),
        is_changed: false,
    });
    visitor.page::<WordsPage<'_>>(&view)
}

/// `POST /g/{group}/words`
pub async fn save(group: Path<GroupId>, sent: Protected<Typed>) -> Reply {
    let Protected { visitor, form } = sent;
    let (l, mut errors, group) = (visitor.l(), Errors::default(), *group);
    let it = written(&visitor, group).await?;
    let opening = errors.take_optional(l, "opening", &form.opening, Markdown::parse);
    let closing = errors.take_optional(l, "closing", &form.closing, Markdown::parse);
    if !errors.is_empty() {
        let view = it.map(|it| WordsView { it, typed: form, errors, is_changed: false });
        return visitor.again::<WordsPage<'_>>(&view);
    }
    let new = MeetingWords {
        opening,
        closing,
        right_to_pass: form.pass == "yes",
        no_cross_talk: form.cross_talk == "yes",
    };
    let (viewer, seen) = (visitor.viewer.again(), form.seen.parse().unwrap_or(-1));
    match visitor.app.write(move |db, now| words::write(db, &viewer, group, &new, seen, now)).await {
        Ok(()) => visitor.go(&format!("/g/{group}")),
        Err(SessionsError::Changed) => {
            // Beside what was typed stands what somebody else has written; sent again, it takes the place of that.
            let view = written(&visitor, group).await?.map(|it| WordsView {
                typed: Typed { seen: it.version.to_string(), ..form },
                it,
                errors,
                is_changed: true,
            });
            visitor.answer::<WordsPage<'_>>(StatusCode::CONFLICT, &view)
        }
        Err(other) => Err(other.into()),
    }
}
