//! `/p/{programme}/participation/{quarter}`: what whoever coordinates adds to a quarter in their own words, and what they enter by hand.

use std::collections::BTreeMap;

use actix_web::web::Path;
use serde::Deserialize;

use crate::access::Visible;
use crate::domain::coded::Coded as _;
use crate::domain::narrative::{ByHand, MOST, Narrative};
use crate::domain::release::Quarter;
use crate::domain::text::Narration;
use crate::l10n::L10n;
use crate::screens;
use crate::service::narrating::{self, Draft, NarratingError};
use crate::web::error::{Reply, WebError};
use crate::web::figures::sheets::by_hand_key;
use crate::web::form::Errors;
use crate::web::protected::Protected;
use crate::web::visitor::Visitor;

/// The form, as it was sent.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Typed {
    words: String,
    seminars: String,
    people_trained: String,
    rooms_lent: String,
    inquiries: String,
    revision: i32,
}

impl Typed {
    fn of(draft: &Draft) -> Self {
        let number = |of| draft.narrative.numbers.get(&of).map(u32::to_string).unwrap_or_default();
        Self {
            words: words(&draft.narrative),
            seminars: number(ByHand::Seminars),
            people_trained: number(ByHand::PeopleTrained),
            rooms_lent: number(ByHand::RoomsLent),
            inquiries: number(ByHand::Inquiries),
            revision: draft.revision,
        }
    }

    fn number(&self, of: ByHand) -> &str {
        match of {
            ByHand::Seminars => &self.seminars,
            ByHand::PeopleTrained => &self.people_trained,
            ByHand::RoomsLent => &self.rooms_lent,
            ByHand::Inquiries => &self.inquiries,
        }
    }

    /// `None` when something is wrong about it.
    fn read(&self, l: L10n, errors: &mut Errors) -> Option<Narrative> {
        let words = errors.take_optional(l, "words", &self.words, Narration::parse);
        let mut numbers = BTreeMap::new();
        for of in ByHand::ALL {
            let typed = self.number(*of).trim();
            match typed.parse::<u32>() {
                _ if typed.is_empty() => {}
                Ok(number) if number <= MOST => {
                    numbers.insert(*of, number);
                }
                _ => errors.add(of.code(), l.t("narrative-not-a-number")),
            }
        }
        errors.is_empty().then_some(Narrative { words, numbers })
    }
}

fn words(of: &Narrative) -> String {
    of.words.as_ref().map(|it| it.as_str().to_owned()).unwrap_or_default()
}

/// A number on the form.
struct Field {
    id: &'static str,
    label: String,
    typed: String,
}

/// The form.
pub struct NarrativeView {
    slug: String,
    quarter: Quarter,
    typed: Typed,
    fields: Vec<Field>,
    /// What somebody else has written in the meantime.
    meanwhile: Option<String>,
    errors: Errors,
}

screens! { NarrativePage(NarrativeView) = "programme/narrative.html"; }

impl NarrativeView {
    fn new(l: L10n, draft: &Draft, typed: Typed, errors: Errors) -> Self {
        let fields = ByHand::ALL.iter().map(|it| Field {
            id: it.code(),
            label: l.t(by_hand_key(*it)),
            typed: typed.number(*it).to_owned(),
        });
        let fields = fields.collect();
        Self { slug: draft.slug.clone(), quarter: draft.quarter, typed, fields, meanwhile: None, errors }
    }
}

async fn draft(visitor: &Visitor, slug: String, quarter: Quarter) -> Result<Visible<Draft>, WebError> {
    let viewer = visitor.viewer.again();
    let looked = visitor.app.read(move |db, _| narrating::look(db, &viewer, &slug, quarter)).await;
    looked.map_err(|cause| match cause {
        NarratingError::Not(cause) => cause.into(),
        NarratingError::Store(cause) => cause.into(),
        NarratingError::Changed => WebError::not_found(),
    })
}

fn quarter(written: &str) -> Result<Quarter, WebError> {
    Quarter::parse(written).ok_or_else(WebError::not_found)
}

/// `GET /p/{programme}/participation/{quarter}`
pub async fn form(visitor: Visitor, at: Path<(String, String)>) -> Reply {
    let (slug, at) = at.into_inner();
    let (l, draft) = (visitor.l(), draft(&visitor, slug, quarter(&at)?).await?);
    let view = draft.map(|it| NarrativeView::new(l, &it, Typed::of(&it), Errors::default()));
    visitor.page::<NarrativePage<'_>>(&view)
}

/// `POST /p/{programme}/participation/{quarter}`
pub async fn save(at: Path<(String, String)>, sent: Protected<Typed>) -> Reply {
    let Protected { visitor, form: mut typed } = sent;
    let (slug, at) = at.into_inner();
    let (l, quarter) = (visitor.l(), quarter(&at)?);
    // Whoever does not coordinate learns nothing about the form.
    let now = draft(&visitor, slug.clone(), quarter).await?;
    let mut errors = Errors::default();
    let mut meanwhile = None;
    if let Some(narrative) = typed.read(l, &mut errors) {
        let (viewer, of, revision) = (visitor.viewer.again(), slug.clone(), typed.revision);
        let write = move |db: &mut _, _| narrating::write(db, &viewer, &of, quarter, &narrative, revision);
        match visitor.app.write(write).await {
            Ok(()) => return visitor.go(&format!("/figures/{slug}/{quarter}#narrative")),
            Err(NarratingError::Changed) => {
                errors.add("words", l.t("narrative-changed"));
                meanwhile = Some(words(&now.narrative));
                typed.revision = now.revision;
            }
            Err(NarratingError::Not(cause)) => return Err(cause.into()),
            Err(NarratingError::Store(cause)) => return Err(cause.into()),
        }
    }
    let view = now.map(|it| NarrativeView { meanwhile, ..NarrativeView::new(l, &it, typed, errors) });
    visitor.again::<NarrativePage<'_>>(&view)
}
