//! `/g/{group}/experience`: what helped us, for the group to read, to look through, and to take along as a file.

use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::{Path, Query};
use serde::Deserialize;

use crate::access::Visible;
use crate::domain::experience::Refusal;
use crate::domain::ids::{ExperienceId, GroupId};
use crate::domain::text::Experience;
use crate::l10n::L10n;
use crate::screens;
use crate::service::experience::{self, Draft, ExperienceError, Note, Shared};
use crate::web::accounts::Nothing;
use crate::web::error::{Reply, WebError};
use crate::web::form::Errors;
use crate::web::protected::Protected;
use crate::web::visitor::Visitor;

/// From so many notes on there is a field to look through them.
const MANY: usize = 6;

/// The notes, and what was looked for.
pub struct ExperienceView {
    it: Shared,
    looked_for: String,
}

/// A note that is being written.
pub struct NoteView {
    group: GroupId,
    /// The one that is said otherwise.
    note: Option<ExperienceId>,
    typed: Typed,
    errors: Errors,
}

screens! {
    ExperiencePage(ExperienceView) = "inside/experience.html";
    NotePage(NoteView) = "inside/experience_note.html";
}

impl From<ExperienceError> for WebError {
    fn from(error: ExperienceError) -> Self {
        match error {
            ExperienceError::NotFound => Self::not_found(),
            ExperienceError::Refused(Refusal::Full) => Self::conflict("experience-full"),
            ExperienceError::Store(cause) => cause.into(),
        }
    }
}

impl ExperienceView {
    fn can_be_looked_through(&self) -> bool {
        self.it.kept > MANY || !self.looked_for.is_empty()
    }
}

impl NoteView {
    fn action(&self) -> String {
        match self.note {
            Some(note) => format!("/g/{}/experience/{note}", self.group),
            None => format!("/g/{}/experience/new", self.group),
        }
    }
}

/// What is looked for.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    q: String,
}

/// `GET /g/{group}/experience`
pub async fn show(visitor: Visitor, group: Path<GroupId>, asked: Query<Asked>) -> Reply {
    let looked_for = asked.into_inner().q;
    let shared = shared(&visitor, *group, looked_for.clone()).await?;
    visitor.page::<ExperiencePage<'_>>(&shared.map(|it| ExperienceView { it, looked_for }))
}

async fn shared(
    visitor: &Visitor,
    group: GroupId,
    looked_for: String,
) -> Result<Visible<Shared>, ExperienceError> {
    let viewer = visitor.viewer.again();
    visitor.app.read(move |db, now| experience::read(db, &viewer, group, &looked_for, now)).await
}

/// `GET /g/{group}/experience.md`: all of it, as a file that any program opens. Its name says nothing of the group.
pub async fn file(visitor: Visitor, group: Path<GroupId>) -> Reply {
    let shared = shared(&visitor, *group, String::new()).await?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/markdown; charset=utf-8"))
        .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"notes.md\""))
        .body(markdown(visitor.l(), &shared.notes)))
}

/// A heading, and each note under its month.
fn markdown(l: L10n, notes: &[Note]) -> String {
    let mut text = format!("# {}\n", l.t("experience-title"));
    for note in notes {
        let name = note.by.as_deref().map(|by| format!(" · {}", plain(by))).unwrap_or_default();
        text.push_str(&format!("\n## {}{name}\n\n{}\n", l.month(note.month), plain(&note.words)));
    }
    text
}

/// What somebody wrote stands in the file as they wrote it: no mark of theirs becomes a heading, a link or a picture.
fn plain(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for line in words.lines() {
        if !text.is_empty() {
            text.push('\n');
        }
        for (place, c) in line.trim_start().chars().enumerate() {
            if "\\`*_[]<>|&!~".contains(c) || (place == 0 && "#+-=".contains(c)) {
                text.push('\\');
            }
            text.push(c);
        }
    }
    text
}

/// A note, as it was typed.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Typed {
    words: String,
    stays: Option<String>,
    sign: Option<String>,
    open: Option<String>,
}

impl Typed {
    fn read(&self, l: L10n, errors: &mut Errors) -> Option<Draft> {
        let words = errors.take(l, "words", Experience::parse(&self.words))?;
        let (stays, is_signed, may_open) = (self.stays.is_some(), self.sign.is_some(), self.open.is_some());
        Some(Draft { words, stays, is_signed, may_open })
    }

    fn of(note: &Note) -> Self {
        let yes = |it: bool| it.then(|| "yes".to_owned());
        Self {
            words: note.words.clone(),
            stays: yes(note.mine.is_some_and(|mine| mine.stays)),
            sign: yes(note.by.is_some()),
            open: yes(note.may_open),
        }
    }
}

/// `GET /g/{group}/experience/new`
pub async fn form(visitor: Visitor, group: Path<GroupId>) -> Reply {
    let (viewer, group) = (visitor.viewer.again(), *group);
    visitor.app.read(move |db, now| experience::may_write(db, &viewer, group, now)).await?;
    let view = NoteView { group, note: None, typed: Typed::default(), errors: Errors::default() };
    visitor.page::<NotePage<'_>>(&Visible::own_words(view))
}

/// `POST /g/{group}/experience/new`
pub async fn write(group: Path<GroupId>, sent: Protected<Typed>) -> Reply {
    let Protected { visitor, form } = sent;
    let (viewer, group, mut errors) = (visitor.viewer.again(), *group, Errors::default());
    let Some(draft) = form.read(visitor.l(), &mut errors) else {
        visitor.app.read(move |db, now| experience::may_write(db, &viewer, group, now)).await?;
        let view = NoteView { group, note: None, typed: form, errors };
        return visitor.again::<NotePage<'_>>(&Visible::own_words(view));
    };
    visitor.app.write(move |db, now| experience::write(db, &viewer, group, &draft, now)).await?;
    visitor.go(&format!("/g/{group}/experience"))
}

/// `GET /g/{group}/experience/{note}`
pub async fn change_form(visitor: Visitor, at: Path<(GroupId, ExperienceId)>) -> Reply {
    let (group, note) = at.into_inner();
    let it = mine(&visitor, (group, note)).await?;
    visitor.page::<NotePage<'_>>(&it.map(|it| NoteView {
        group,
        note: Some(note),
        typed: Typed::of(&it),
        errors: Errors::default(),
    }))
}

async fn mine(visitor: &Visitor, at: (GroupId, ExperienceId)) -> Result<Visible<Note>, ExperienceError> {
    let viewer = visitor.viewer.again();
    visitor.app.read(move |db, now| experience::mine(db, &viewer, at, now)).await
}

/// `POST /g/{group}/experience/{note}`
pub async fn change(at: Path<(GroupId, ExperienceId)>, sent: Protected<Typed>) -> Reply {
    let Protected { visitor, form } = sent;
    let (at, mut errors) = (at.into_inner(), Errors::default());
    let Some(draft) = form.read(visitor.l(), &mut errors) else {
        let it = mine(&visitor, at).await?;
        let view = it.map(|_| NoteView { group: at.0, note: Some(at.1), typed: form, errors });
        return visitor.again::<NotePage<'_>>(&view);
    };
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, now| experience::change(db, &viewer, at, &draft, now)).await?;
    visitor.go(&format!("/g/{}/experience", at.0))
}

/// `POST /g/{group}/experience/{note}/withdraw`
pub async fn withdraw(at: Path<(GroupId, ExperienceId)>, sent: Protected<Nothing>) -> Reply {
    let (visitor, at) = (sent.visitor, at.into_inner());
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, now| experience::withdraw(db, &viewer, at, now)).await?;
    visitor.go(&format!("/g/{}/experience", at.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_words_in_the_file() {
        assert_eq!(plain("Walk, don't run."), "Walk, don't run.");
        assert_eq!(plain("# One\n- two *three*"), "\\# One\n\\- two \\*three\\*");
        assert_eq!(plain("![x](https://example.org/y)<b>"), "\\!\\[x\\](https://example.org/y)\\<b\\>");
        assert_eq!(plain("    not code"), "not code");
        assert_eq!(plain("one\n===\n\ntwo"), "one\n\\===\n\ntwo");
    }
}
