//! `/g/{group}/swaps/{swap}`: one member asks another to take a turn; the page is the link that the other confirms on.
//! Looking at it changes nothing.

use actix_web::web::Path;
use serde::Deserialize;

use crate::access::{Swapping, Visible};
use crate::domain::ids::{GroupId, MembershipId, RoleId, SwapId};
use crate::domain::series::MeetingKey;
use crate::l10n::L10n;
use crate::screens;
use crate::service::rota::{self, Offer, Question, RotaError, Swap};
use crate::web::error::{Reply, WebError};
use crate::web::form::{Choice, Errors};
use crate::web::protected::Protected;
use crate::web::visitor::Visitor;

/// A turn, and whom one can ask to take it.
pub struct AskView {
    at: (GroupId, MeetingKey, RoleId),
    it: Question,
    whom: String,
    errors: Errors,
}

/// A question, with its own address.
pub struct SwapView {
    it: Swap,
    address: String,
}

screens! {
    AskPage(AskView) = "inside/swap_ask.html";
    SwapPage(SwapView) = "inside/swap.html";
}

fn value(of: &Offer) -> String {
    match &of.instead {
        Some((key, _)) => format!("{}_{key}", of.to),
        None => of.to.to_string(),
    }
}

fn read(chosen: &str) -> Option<(MembershipId, Option<MeetingKey>)> {
    match chosen.split_once('_') {
        Some((to, key)) => Some((to.parse().ok()?, Some(key.parse().ok()?))),
        None => Some((chosen.parse().ok()?, None)),
    }
}

impl AskView {
    fn offers(&self, l: L10n) -> Vec<Choice> {
        let words = |it: &Offer| {
            let name = ("name", it.name.as_str().into());
            match &it.instead {
                Some((_, when)) => {
                    l.with("swap-instead", &[name, ("when", l.when(*when, self.it.zone).into())])
                }
                None => l.with("swap-for-nothing", &[name]),
            }
        };
        self.it.offers.iter().map(|it| Choice::new(value(it), words(it), value(it) == self.whom)).collect()
    }
}

impl SwapView {
    fn is_asked(&self) -> bool {
        self.it.side == Swapping::Asked
    }

    /// What is asked, in a sentence.
    fn sentence(&self, l: L10n) -> String {
        let role = l.role(self.it.kind, &self.it.role);
        let common = [
            ("name", l.named(&self.it.name).into()),
            ("role", role.into()),
            ("when", l.when(self.it.when, self.it.zone).into()),
        ];
        let key = if self.is_asked() { "swap-you-are-asked" } else { "swap-you-ask" };
        l.with(key, &common)
    }

    fn instead(&self, l: L10n) -> Option<String> {
        let when = l.when(self.it.instead?, self.it.zone);
        let key = if self.is_asked() { "swap-they-would" } else { "swap-you-would" };
        Some(l.with(key, &[("when", when.into())]))
    }
}

type At = Path<(GroupId, MeetingKey, RoleId)>;

async fn whom(
    visitor: &Visitor,
    (group, meeting, role): (GroupId, MeetingKey, RoleId),
) -> Result<Visible<Question>, RotaError> {
    let viewer = visitor.viewer.again();
    visitor.app.read(move |db, now| rota::whom_to_ask(db, &viewer, group, (meeting, role), now)).await
}

/// `GET /g/{group}/meetings/{meeting}/roles/{role}/swap`
pub async fn form(visitor: Visitor, at: At) -> Reply {
    let at = at.into_inner();
    let view = whom(&visitor, at).await?.map(|it| AskView {
        at,
        it,
        whom: String::new(),
        errors: Errors::default(),
    });
    visitor.page::<AskPage<'_>>(&view)
}

/// Whom one asks.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    whom: String,
}

/// `POST /g/{group}/meetings/{meeting}/roles/{role}/swap`
pub async fn ask(at: At, sent: Protected<Asked>) -> Reply {
    let Protected { visitor, form } = sent;
    let (at, mut errors) = (at.into_inner(), Errors::default());
    let Some(chosen) = errors.chosen(visitor.l(), "whom", read(&form.whom)) else {
        let view = whom(&visitor, at).await?.map(|it| AskView { at, it, whom: form.whom, errors });
        return visitor.again::<AskPage<'_>>(&view);
    };
    let viewer = visitor.viewer.again();
    let id =
        visitor.app.write(move |db, now| rota::ask(db, &viewer, at.0, (at.1, at.2), chosen, now)).await?;
    visitor.go(&format!("/g/{}/swaps/{id}", at.0))
}

type Of = Path<(GroupId, SwapId)>;

/// `GET /g/{group}/swaps/{swap}`
pub async fn show(visitor: Visitor, of: Of) -> Reply {
    let (group, id) = of.into_inner();
    let viewer = visitor.viewer.again();
    let it = visitor.app.read(move |db, now| rota::question(db, &viewer, group, id, now)).await?;
    let address = format!("{}/g/{group}/swaps/{id}", visitor.app.settings.public_url);
    visitor.page::<SwapPage<'_>>(&it.map(|it| SwapView { it, address }))
}

/// Yes, or no.
#[derive(Deserialize)]
pub struct Said {
    #[serde(default)]
    answer: String,
}

/// `POST /g/{group}/swaps/{swap}`
pub async fn answer(of: Of, sent: Protected<Said>) -> Reply {
    let Protected { visitor, form } = sent;
    let (group, id) = of.into_inner();
    let says_yes = match form.answer.as_str() {
        "yes" => true,
        "no" => false,
        _ => return Err(WebError::bad_request("error-form")),
    };
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, now| rota::answer(db, &viewer, group, id, says_yes, now)).await?;
    visitor.go(&format!("/g/{group}/rota"))
}
