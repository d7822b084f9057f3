//! `/g/{group}/report` and its neighbours: telling one person of one's choice what is not right; and `/p/{programme}/reports`, for
//! those who coordinate.

use actix_web::web::{Path, Query};
use serde::Deserialize;

use super::error::{Reply, WebError};
use super::form::{Choice, Errors};
use super::protected::Protected;
use super::visitor::Visitor;
use crate::access::Visible;
use crate::domain::coded::Coded as _;
use crate::domain::ids::{GroupId, MembershipId, ReportId};
use crate::domain::report::Narrows;
use crate::domain::text::Written;
use crate::l10n::L10n;
use crate::screens;
use crate::service::reporting::{self, Ground, Heard, ReportingError, Told, Whom};

pub mod receipt;

/// In the list of those whom it can be told to: those who coordinate.
const PROGRAMME: &str = "programme";

/// What somebody tells.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub struct Typed {
    to: String,
    about: String,
    narrows: String,
    words: String,
}

/// The form.
pub struct FormView {
    it: Ground,
    typed: Typed,
    errors: Errors,
}

/// The receipt, once.
pub struct ReceiptView {
    group: GroupId,
    code: String,
}

/// A report, for whoever it was told to. `path` is where answers go.
pub struct HeardView {
    it: Heard,
    path: String,
    back: String,
    words: String,
    errors: Errors,
}

/// Reports to those who coordinate.
pub struct ToldView {
    slug: String,
    it: Told,
}

screens! {
    FormPage(FormView) = "reporting/form.html";
    ReceiptPage(ReceiptView) = "reporting/receipt.html";
    HeardPage(HeardView) = "reporting/heard.html";
    ToldPage(ToldView) = "reporting/told.html";
}

impl From<ReportingError> for WebError {
    fn from(error: ReportingError) -> Self {
        match error {
            ReportingError::NotFound | ReportingError::NoReceipt => Self::not_found(),
            ReportingError::NoChoice => Self::bad_request("error-form"),
            ReportingError::Not(cause) => cause.into(),
            ReportingError::Store(cause) => cause.into(),
        }
    }
}

impl FormView {
    fn members(&self, chosen: &str, first: Vec<Choice>) -> Vec<Choice> {
        let one = |(id, name): &(MembershipId, String)| Choice::new(id, name, id.to_string() == chosen);
        first.into_iter().chain(self.it.members.iter().map(one)).collect()
    }

    /// Whom it can be told to.
    fn to(&self, l: L10n) -> Vec<Choice> {
        let mut first = vec![Choice::new("", l.t("report-choose"), self.typed.to.is_empty())];
        if let Some(name) = &self.it.programme {
            let words = l.with("report-to-programme", &[("name", name.into())]);
            first.push(Choice::new(PROGRAMME, words, self.typed.to == PROGRAMME));
        }
        self.members(&self.typed.to, first)
    }

    /// Whom it is about.
    fn about(&self, l: L10n) -> Vec<Choice> {
        self.members(
            &self.typed.about,
            vec![Choice::new("", l.t("report-about-nobody"), self.typed.about.is_empty())],
        )
    }

    fn narrows(&self, l: L10n) -> Vec<Choice> {
        let chosen = Narrows::from_code(&self.typed.narrows).unwrap_or(Narrows::Never);
        Narrows::ALL.iter().map(|it| Choice::new(it.code(), l.t(narrows_key(*it)), *it == chosen)).collect()
    }
}

fn narrows_key(it: Narrows) -> &'static str {
    match it {
        Narrows::Never => "report-narrows-never",
        Narrows::AtOnce => "report-narrows-at-once",
        Narrows::InAWeek => "report-narrows-in-a-week",
        Narrows::InAMonth => "report-narrows-in-a-month",
    }
}

async fn view(visitor: &Visitor, group: GroupId, typed: Typed, errors: Errors) -> Reply {
    let viewer = visitor.viewer.again();
    let ground = visitor.app.read(move |db, now| reporting::ground(db, &viewer, group, now)).await?;
    let is_wrong = !errors.is_empty();
    let view = ground.map(|it| FormView { it, typed, errors });
    if is_wrong { visitor.again::<FormPage<'_>>(&view) } else { visitor.page::<FormPage<'_>>(&view) }
}

/// Whom it is about can be said by the page from which one comes.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct About {
    about: String,
}

/// `GET /g/{group}/report`
pub async fn form(visitor: Visitor, group: Path<GroupId>, about: Query<About>) -> Reply {
    let typed = Typed { about: about.into_inner().about, ..Typed::default() };
    view(&visitor, *group, typed, Errors::default()).await
}

/// `POST /g/{group}/report`
pub async fn tell(group: Path<GroupId>, sent: Protected<Typed>) -> Reply {
    let Protected { visitor, form } = sent;
    let (l, group, mut errors) = (visitor.l(), *group, Errors::default());
    let whom = match form.to.as_str() {
        PROGRAMME => Some(Whom::Programme),
        id => errors.chosen(l, "to", id.parse().ok().map(Whom::Member)),
    };
    let about: Option<MembershipId> = match form.about.as_str() {
        "" => None,
        id => errors.chosen(l, "about", id.parse().ok()),
    };
    if about.is_some() && form.about == form.to {
        errors.add("to", l.t("report-not-the-same"));
    }
    let narrows = Narrows::from_code(&form.narrows).unwrap_or(Narrows::Never);
    if narrows != Narrows::Never && about.is_none() {
        errors.add("about", l.t("report-narrows-whom"));
    }
    let words = errors.take(l, "words", Written::parse(&form.words));
    let (Some(whom), Some(words), true) = (whom, words, errors.is_empty()) else {
        return view(&visitor, group, form, errors).await;
    };
    let viewer = visitor.viewer.again();
    let told = visitor
        .app
        .write(move |db, now| reporting::tell(db, &viewer, group, (whom, about, narrows, words.clone()), now))
        .await?;
    let code = told.shown();
    visitor.page::<ReceiptPage<'_>>(&Visible::own_words(ReceiptView { group, code }))
}

fn heard(
    it: Visible<Heard>,
    (path, back): (String, String),
    words: String,
    errors: Errors,
) -> Visible<HeardView> {
    it.map(|it| HeardView { it, path, back, words, errors })
}

fn in_group(group: GroupId, id: ReportId) -> (String, String) {
    (format!("/g/{group}/reports/{id}"), format!("/g/{group}/writing"))
}

fn in_programme(slug: &str, id: ReportId) -> (String, String) {
    (format!("/p/{slug}/reports/{id}"), format!("/p/{slug}/reports"))
}

/// `GET /g/{group}/reports/{report}`
pub async fn show(visitor: Visitor, at: Path<(GroupId, ReportId)>) -> Reply {
    let (viewer, at) = (visitor.viewer.again(), at.into_inner());
    let it = visitor.app.read(move |db, now| reporting::show(db, &viewer, at, now)).await?;
    visitor.page::<HeardPage<'_>>(&heard(it, in_group(at.0, at.1), String::new(), Errors::default()))
}

/// Whether it is answered or closed.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Answer {
    words: String,
    r#do: String,
}

/// `POST /g/{group}/reports/{report}`
pub async fn answer(at: Path<(GroupId, ReportId)>, sent: Protected<Answer>) -> Reply {
    let Protected { visitor, form } = sent;
    let (at, viewer, mut errors) = (at.into_inner(), visitor.viewer.again(), Errors::default());
    let words = said(visitor.l(), &form, &mut errors);
    if !errors.is_empty() {
        let it = visitor.app.read(move |db, now| reporting::show(db, &viewer, at, now)).await?;
        return visitor.again::<HeardPage<'_>>(&heard(it, in_group(at.0, at.1), form.words, errors));
    }
    visitor.app.write(move |db, now| reporting::answer(db, &viewer, at, words.as_ref(), now)).await?;
    visitor.go(&in_group(at.0, at.1).0)
}

/// `None` closes it.
fn said(l: L10n, form: &Answer, errors: &mut Errors) -> Option<Written> {
    if form.r#do == "close" { None } else { errors.take(l, "words", Written::parse(&form.words)) }
}

/// `GET /p/{programme}/reports`
pub async fn of_programme(visitor: Visitor, slug: Path<String>) -> Reply {
    let (viewer, slug) = (visitor.viewer.again(), slug.into_inner());
    let asked = slug.clone();
    let told = visitor.app.read(move |db, _| reporting::of_programme(db, &viewer, &asked)).await?;
    visitor.page::<ToldPage<'_>>(&told.map(|it| ToldView { slug, it }))
}

/// `GET /p/{programme}/reports/{report}`
pub async fn show_to_programme(visitor: Visitor, at: Path<(String, ReportId)>) -> Reply {
    let (viewer, (slug, id)) = (visitor.viewer.again(), at.into_inner());
    let asked = slug.clone();
    let it = visitor.app.read(move |db, _| reporting::show_to_programme(db, &viewer, (&asked, id))).await?;
    visitor.page::<HeardPage<'_>>(&heard(it, in_programme(&slug, id), String::new(), Errors::default()))
}

/// `POST /p/{programme}/reports/{report}`
pub async fn answer_for_programme(at: Path<(String, ReportId)>, sent: Protected<Answer>) -> Reply {
    let Protected { visitor, form } = sent;
    let ((slug, id), viewer, mut errors) = (at.into_inner(), visitor.viewer.again(), Errors::default());
    let (asked, words) = (slug.clone(), said(visitor.l(), &form, &mut errors));
    if !errors.is_empty() {
        let it =
            visitor.app.read(move |db, _| reporting::show_to_programme(db, &viewer, (&asked, id))).await?;
        return visitor.again::<HeardPage<'_>>(&heard(it, in_programme(&slug, id), form.words, errors));
    }
    let answered = move |db: &mut _, now| {
        reporting::answer_for_programme(db, &viewer, (&asked, id), words.as_ref(), now)
    };
    visitor.app.write(answered).await?;
    visitor.go(&in_programme(&slug, id).0)
}
