//! `/receipt`: whoever has told something reads the answer and says more, without signing in.

use serde::Deserialize;

use crate::access::Visible;
use crate::domain::text::Written;
use crate::screens;
use crate::service::reporting::{self, FollowUp, ReportingError};
use crate::store::reports::Report;
use crate::vault::RecoveryCode;
use crate::web::error::Reply;
use crate::web::form::Errors;
use crate::web::limits::Limited;
use crate::web::protected::Protected;
use crate::web::visitor::Visitor;

/// A receipt, and what is found by it.
pub struct FollowView {
    it: Option<Report>,
    code: String,
    words: String,
    errors: Errors,
}

screens! { FollowPage(FollowView) = "reporting/follow.html"; }

/// `GET /receipt`
pub async fn form(visitor: Visitor) -> Reply {
    let view = FollowView { it: None, code: String::new(), words: String::new(), errors: Errors::default() };
    visitor.page::<FollowPage<'_>>(&Visible::own_words(view))
}

/// A receipt, and what is to be done by it.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Follow {
    code: String,
    words: String,
    r#do: String,
}

/// `POST /receipt`
pub async fn follow(_: Limited, sent: Protected<Follow>) -> Reply {
    let Protected { visitor, form } = sent;
    let (l, mut errors) = (visitor.l(), Errors::default());
    let what = match form.r#do.as_str() {
        "say" => errors.take(l, "words", Written::parse(&form.words)).map_or(FollowUp::Look, FollowUp::Say),
        "widen" => FollowUp::Widen,
        _ => FollowUp::Look,
    };
    let is_said = matches!(what, FollowUp::Say(_));
    let found = match RecoveryCode::parse(&form.code) {
        Some(code) => {
            let looked = move |db: &mut _, now| reporting::follow_up(db, &code, &what, now);
            match visitor.app.write(looked).await {
                Ok(found) => Some(found),
                Err(ReportingError::NoReceipt) => None,
                Err(other) => return Err(other.into()),
            }
        }
        None => None,
    };
    let Some(found) = found else {
        let mut errors = Errors::default();
        errors.add("code", l.t("receipt-unknown"));
        let view = FollowView { it: None, code: form.code, words: form.words, errors };
        return visitor.again::<FollowPage<'_>>(&Visible::own_words(view));
    };
    let words = if is_said { String::new() } else { form.words };
    let is_wrong = !errors.is_empty();
    let view = found.map(|it| FollowView { it: Some(it), code: form.code, words, errors });
    if is_wrong { visitor.again::<FollowPage<'_>>(&view) } else { visitor.page::<FollowPage<'_>>(&view) }
}
