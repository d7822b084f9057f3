//! `/g/{group}/proposals/new`, and a proposal that is said otherwise or taken back: the form, and what was typed into it.

use actix_web::web::{Path, Query};
use serde::Deserialize;

use super::deciding::debate;
use super::rules;
use crate::domain::agreement::{Method, Rule};
use crate::domain::coded::Coded as _;
use crate::domain::decision::{Change, Review, Ruling, Subject};
use crate::domain::ids::{GroupId, ProposalId};
use crate::domain::text::{Markdown, ShortText};
use crate::l10n::L10n;
use crate::screens;
use crate::service::proposing::{self, Draft, Ground, Wanted};
use crate::web::accounts::Nothing;
use crate::web::error::{Reply, WebError};
use crate::web::form::{Choice, Errors};
use crate::web::protected::Protected;
use crate::web::visitor::Visitor;

/// A proposal, as it was typed.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub struct Typed {
    rule: String,
    value: String,
    title: String,
    why: String,
    review: String,
    /// The code of a subject; a rule needs none.
    what: String,
    member: String,
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
    errors: Errors,
}

screens! { ProposePage(ProposeView) = "inside/propose.html"; }

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
        self.rule.map(|rule| rules::values(l, rule, &self.typed.value)).unwrap_or_default()
    }

    /// The name of the member from whom a mandate would be taken back.
    fn holder(&self) -> Option<&str> {
        let holders = self.ground.holders.iter();
        holders.filter(|it| it.member.to_string() == self.typed.member).map(|it| it.name.as_str()).next()
    }

    fn is_about_a_person(&self) -> bool {
        matches!(self.typed.subject(), Subject::Mandate | Subject::TakeBack)
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
        let what = match (Rule::from_code(&self.rule), self.subject()) {
            (Some(rule), _) => {
                let to = self.value.trim().parse().ok().and_then(|to| Ruling::new(rule, to));
                if to.is_none() {
                    let bounds = rule.bounds();
                    let between = [("least", bounds.least.into()), ("most", bounds.most.into())];
                    errors.add("value", l.with("propose-not-between", &between));
                }
                to.map(Wanted::Rule)
            }
            (None, Subject::Mandate) => Some(Wanted::MyMandate),
            (None, Subject::TakeBack) => {
                errors.chosen(l, "member", self.member.parse().ok().map(Wanted::TakeBack))
            }
            (None, Subject::Words | Subject::Rule) => Some(Wanted::Words),
        };
        Some(Draft { title: title?, why: why?, review: review?, what: what? })
    }

    /// By what it would be decided in a group that decides by `usual`.
    fn method(&self, usual: Method) -> Method {
        match (self.subject(), usual) {
            (Subject::Mandate | Subject::TakeBack, Method::Consent) => Method::Majority,
            (_, usual) => usual,
        }
    }

    fn subject(&self) -> Subject {
        Subject::from_code(&self.what).unwrap_or(Subject::Words)
    }
}

/// `GET /g/{group}/proposals/new`
pub async fn form(visitor: Visitor, group: Path<GroupId>, asked: Query<Typed>) -> Reply {
    let viewer = visitor.viewer.again();
    let ground = visitor.app.read(move |db, now| proposing::ground(db, &viewer, *group, now)).await?;
    let mut typed = asked.into_inner();
    let rule = Rule::from_code(&typed.rule);
    if typed.review.is_empty() {
        typed.review = "6".to_owned();
    }
    if let (Some(rule), true) = (rule, typed.value.is_empty()) {
        typed.value = ground.rules.of(rule).to_string();
    }
    let view = ground.map(|ground| ProposeView {
        method: typed.method(ground.rules.method()),
        ground,
        amended: None,
        rule,
        typed,
        errors: Errors::default(),
    });
    visitor.page::<ProposePage<'_>>(&view)
}

/// `POST /g/{group}/proposals/new`
pub async fn propose(group: Path<GroupId>, sent: Protected<Typed>) -> Reply {
    let Protected { visitor, form } = sent;
    let (viewer, group, mut errors) = (visitor.viewer.again(), *group, Errors::default());
    let Some(new) = form.read(visitor.l(), &mut errors) else {
        return again(&visitor, group, None, form, errors).await;
    };
    let id = visitor.app.write(move |db, now| proposing::propose(db, &viewer, group, &new, now)).await?;
    visitor.go(&format!("/g/{group}/proposals/{id}"))
}

async fn again(
    visitor: &Visitor,
    group: GroupId,
    amended: Option<ProposalId>,
    typed: Typed,
    errors: Errors,
) -> Reply {
    let viewer = visitor.viewer.again();
    let ground = visitor.app.read(move |db, now| proposing::ground(db, &viewer, group, now)).await?;
    let rule = Rule::from_code(&typed.rule);
    visitor.again::<ProposePage<'_>>(&ground.map(|ground| ProposeView {
        // What can be said otherwise is decided by consent.
        method: amended.map_or(typed.method(ground.rules.method()), |_| Method::Consent),
        ground,
        amended,
        rule,
        typed,
        errors,
    }))
}

/// `GET /g/{group}/proposals/{proposal}/amend`
pub async fn amend_form(visitor: Visitor, at: Path<(GroupId, ProposalId)>) -> Reply {
    let (group, id) = at.into_inner();
    let it = debate(&visitor, (group, id)).await?;
    if !it.proposal.is_mine {
        return Err(WebError::not_found());
    }
    let ruling = it.proposal.change.and_then(Change::ruling);
    let typed = Typed {
        rule: ruling.map(|it| it.rule.code().to_owned()).unwrap_or_default(),
        value: ruling.map(|it| it.to.to_string()).unwrap_or_default(),
        what: it.proposal.subject.code().to_owned(),
        member: String::new(),
        title: it.proposal.title.clone(),
        why: it.proposal.why.clone(),
        review: it.proposal.review.months().to_string(),
    };
    let viewer = visitor.viewer.again();
    let ground = visitor.app.read(move |db, now| proposing::ground(db, &viewer, group, now)).await?;
    let rule = Rule::from_code(&typed.rule);
    let view = ground.map(|ground| ProposeView {
        ground,
        method: it.proposal.terms.method,
        amended: Some(id),
        rule,
        typed,
        errors: Errors::default(),
    });
    visitor.page::<ProposePage<'_>>(&view)
}

/// `POST /g/{group}/proposals/{proposal}/amend`
pub async fn amend(at: Path<(GroupId, ProposalId)>, sent: Protected<Typed>) -> Reply {
    let Protected { visitor, form } = sent;
    let (viewer, at, mut errors) = (visitor.viewer.again(), at.into_inner(), Errors::default());
    let Some(new) = form.read(visitor.l(), &mut errors) else {
        return again(&visitor, at.0, Some(at.1), form, errors).await;
    };
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
