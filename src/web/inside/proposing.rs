//! `/g/{group}/proposals/new`, and a proposal that is said otherwise or taken back: the form, and what was typed into it.

use actix_web::HttpResponse;
use actix_web::web::{Path, Query};
use serde::Deserialize;

use super::deciding::debate;
use super::{kinds, rules};
use crate::domain::agreement::{Method, Rule};
use crate::domain::coded::Coded as _;
use crate::domain::decision::{Kind, Review, Subject};
use crate::domain::ids::{GroupId, ProposalId};
use crate::domain::text::{Markdown, ShortText};
use crate::l10n::L10n;
use crate::screens;
use crate::service::deciding::DecidingError;
use crate::service::previewing::Preview;
use crate::service::proposing::{self, Draft, Ground};
use crate::web::accounts::Nothing;
use crate::web::error::{Reply, WebError};
use crate::web::form::{Choice, Errors};
use crate::web::protected::Protected;
use crate::web::visitor::Visitor;

/// A proposal, as it was typed.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub struct Typed {
    title: String,
    why: String,
    review: String,
    /// The code of a subject; a rule needs none.
    what: String,
    /// Which of the answers the reader has seen the consequences of: see [`kinds::Typed::digest`].
    seen: String,
    #[serde(flatten)]
    kind: kinds::Typed,
}

/// The list of what can change.
pub struct KindsView {
    ground: Ground,
}

/// The form of a new proposal, or of one that is said otherwise.
pub struct ProposeView {
    ground: Ground,
    /// By what it is decided, or would be.
    method: Method,
    /// The one that is said otherwise.
    amended: Option<ProposalId>,
    rule: Option<Rule>,
    typed: Typed,
    /// What would change, once it was looked at.
    preview: Option<Preview>,
    errors: Errors,
}

screens! {
    KindsPage(KindsView) = "inside/kinds.html";
    ProposePage(ProposeView) = "inside/propose.html";
}

impl KindsView {
    /// The name of each kind, a line about it, and where it is proposed.
    fn kinds(&self, l: L10n) -> Vec<(String, String, String)> {
        let entry = |it: &Subject| {
            (l.t(kinds::name_key(*it)), l.t(kinds::about_key(*it)), kinds::way(self.ground.group, *it))
        };
        // An appeal is made by whoever was suspended, on a page of their own.
        Subject::ALL.iter().filter(|it| **it != Subject::Appeal).map(entry).collect()
    }
}

impl ProposeView {
    fn reviews(&self, l: L10n) -> Vec<Choice> {
        Review::CHOICES
            .map(|months| {
                let words = l.with("propose-in-months", &[("months", months.into())]);
                Choice::new(months, words, months.to_string() == self.typed.review)
            })
            .into()
    }

    fn values(&self, l: L10n) -> Vec<Choice> {
        self.rule.map(|rule| rules::values(l, rule, &self.typed.kind.value)).unwrap_or_default()
    }

    /// The name of the member from whom a mandate would be taken back.
    fn holder(&self) -> Option<&str> {
        let holders = self.ground.holders.iter().chain(&self.ground.deputies);
        holders.filter(|it| it.member.to_string() == self.typed.kind.member).map(|it| it.name.as_str()).next()
    }

    fn kind(&self) -> Kind {
        self.typed.subject().kind()
    }

    fn why_hint(&self, l: L10n) -> String {
        l.t(if self.kind().is_sealed { "kind-exclude-why-hint" } else { "propose-why-hint" })
    }

    fn term(&self, l: L10n) -> String {
        rules::sentence(l, Rule::Term, self.ground.rules.of(Rule::Term))
    }

    fn bounds(&self, l: L10n) -> String {
        let bounds = self.rule.map(Rule::bounds);
        bounds.map_or_else(String::new, |it| {
            l.with("propose-from-to", &[("least", it.least.into()), ("most", it.most.into())])
        })
    }

    fn action(&self) -> String {
        let group = self.ground.group;
        match self.amended {
            Some(id) => format!("/g/{group}/proposals/{id}/amend"),
            None => format!("/g/{group}/proposals/new"),
        }
    }
}

impl Typed {
    fn read(&self, l: L10n, errors: &mut Errors) -> Option<Draft> {
        let title = errors.take(l, "title", ShortText::parse(&self.title));
        let why = errors.take(l, "why", Markdown::parse(&self.why));
        let months = self.review.parse().ok().and_then(Review::in_months);
        let review = errors.chosen(l, "review", months);
        let what = self.kind.read(l, self.subject(), errors);
        Some(Draft { title: title?, why: why?, review: review?, what: what? })
    }

    fn subject(&self) -> Subject {
        if self.kind.rule.is_empty() {
            Subject::from_code(&self.what).unwrap_or(Subject::Words)
        } else {
            Subject::Rule
        }
    }

    /// Nothing has been chosen yet.
    fn is_blank(&self) -> bool {
        self.what.is_empty() && self.kind.rule.is_empty()
    }
}

/// `GET /g/{group}/proposals/new`
pub async fn form(visitor: Visitor, group: Path<GroupId>, asked: Query<Typed>) -> Reply {
    let viewer = visitor.viewer.again();
    let ground = visitor.app.read(move |db, now| proposing::ground(db, &viewer, *group, now)).await?;
    let mut typed = asked.into_inner();
    if typed.is_blank() {
        return visitor.page::<KindsPage<'_>>(&ground.map(|ground| KindsView { ground }));
    }
    let rule = Rule::from_code(&typed.kind.rule);
    if typed.review.is_empty() {
        typed.review = "6".to_owned();
    }
    typed.kind.dates.begin(&ground);
    if let (Some(rule), true) = (rule, typed.kind.value.is_empty()) {
        typed.kind.value = ground.rules.of(rule).to_string();
    }
    if typed.subject() == Subject::Text && typed.kind.text.is_empty() {
        // A group that has none yet begins from what most write; it is copied, and nothing leads back to it.
        let usual = || visitor.l().t("kind-text-usual");
        typed.kind.text = if ground.text.is_empty() { usual() } else { ground.text.clone() };
    }
    let view = ground.map(|ground| ProposeView {
        method: typed.subject().decided_by(ground.rules.method()),
        ground,
        amended: None,
        rule,
        typed,
        preview: None,
        errors: Errors::default(),
    });
    visitor.page::<ProposePage<'_>>(&view)
}

/// `POST /g/{group}/proposals/new`
pub async fn propose(group: Path<GroupId>, sent: Protected<Typed>) -> Reply {
    let Protected { visitor, form } = sent;
    let group = *group;
    let new = match ready(&visitor, group, None, form).await? {
        Ready::Yes(draft) => draft,
        Ready::NotYet(page) => return Ok(page),
    };
    let viewer = visitor.viewer.again();
    let id = visitor.app.write(move |db, now| proposing::propose(db, &viewer, group, &new, now)).await?;
    visitor.go(&format!("/g/{group}/proposals/{id}"))
}

/// Whether what was typed can be proposed.
enum Ready {
    Yes(Draft),
    /// Something is missing or refused, or what it means has not been looked at: the page that says so.
    NotYet(HttpResponse),
}

async fn ready(
    visitor: &Visitor,
    group: GroupId,
    amended: Option<ProposalId>,
    mut typed: Typed,
) -> Result<Ready, WebError> {
    let (l, mut errors, mut preview) = (visitor.l(), Errors::default(), None);
    if let Some(draft) = typed.read(l, &mut errors) {
        let is_seen = typed.seen == typed.kind.digest();
        let is_clear = !typed.subject().kind().is_looked_at_first;
        let (viewer, what) = (visitor.viewer.again(), draft.what.clone());
        let looked = visitor.app.read(move |db, now| proposing::look(db, &viewer, group, &what, now)).await;
        match looked {
            Ok(_) if is_seen => return Ok(Ready::Yes(draft)),
            Ok(it) if is_clear && !it.touches_somebody() => return Ok(Ready::Yes(draft)),
            Ok(seen) => {
                typed.seen = typed.kind.digest();
                preview = Some((*seen).clone());
            }
            Err(DecidingError::Refused(why)) => {
                let (field, key) = kinds::refused(why);
                errors.add(field, l.t(key));
            }
            Err(other) => return Err(other.into()),
        }
    }
    let viewer = visitor.viewer.again();
    let ground = visitor.app.read(move |db, now| proposing::ground(db, &viewer, group, now)).await?;
    let is_wrong = !errors.is_empty();
    let view = ground.map(|ground| ProposeView {
        rule: Rule::from_code(&typed.kind.rule),
        // What can be said otherwise is decided by consent.
        method: amended.map_or(typed.subject().decided_by(ground.rules.method()), |_| Method::Consent),
        ground,
        amended,
        typed,
        preview,
        errors,
    });
    let page = if is_wrong {
        visitor.again::<ProposePage<'_>>(&view)
    } else {
        visitor.page::<ProposePage<'_>>(&view)
    };
    Ok(Ready::NotYet(page?))
}

/// `GET /g/{group}/proposals/{proposal}/amend`
pub async fn amend_form(visitor: Visitor, at: Path<(GroupId, ProposalId)>) -> Reply {
    let (group, id) = at.into_inner();
    let it = debate(&visitor, (group, id)).await?;
    if !it.proposal.is_mine {
        return Err(WebError::not_found());
    }
    let typed = Typed {
        kind: kinds::Typed::of(it.proposal.change.as_ref()),
        what: it.proposal.subject.code().to_owned(),
        title: it.proposal.title.clone(),
        why: it.proposal.why.clone(),
        review: it.proposal.review.months().to_string(),
        seen: String::new(),
    };
    let viewer = visitor.viewer.again();
    let ground = visitor.app.read(move |db, now| proposing::ground(db, &viewer, group, now)).await?;
    let view = ground.map(|ground| ProposeView {
        ground,
        method: it.proposal.terms.method,
        amended: Some(id),
        rule: Rule::from_code(&typed.kind.rule),
        typed,
        preview: None,
        errors: Errors::default(),
    });
    visitor.page::<ProposePage<'_>>(&view)
}

/// `POST /g/{group}/proposals/{proposal}/amend`
pub async fn amend(at: Path<(GroupId, ProposalId)>, sent: Protected<Typed>) -> Reply {
    let Protected { visitor, form } = sent;
    let at = at.into_inner();
    let new = match ready(&visitor, at.0, Some(at.1), form).await? {
        Ready::Yes(draft) => draft,
        Ready::NotYet(page) => return Ok(page),
    };
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, now| proposing::amend(db, &viewer, at, &new, now)).await?;
    visitor.go(&format!("/g/{}/proposals/{}", at.0, at.1))
}

/// `POST /g/{group}/proposals/{proposal}/withdraw`
pub async fn withdraw(at: Path<(GroupId, ProposalId)>, sent: Protected<Nothing>) -> Reply {
    let (visitor, at) = (sent.visitor, at.into_inner());
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, now| proposing::withdraw(db, &viewer, at, now)).await?;
    visitor.go(&format!("/g/{}/agreement", at.0))
}
