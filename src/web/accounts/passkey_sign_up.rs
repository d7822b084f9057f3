//! An account with a passkey and no password: `POST /sign-up` puts the question, and its answer makes the account.

use super::super::error::Reply;
use super::super::form::Errors;
use super::super::limits::Limited;
use super::super::protected::Protected;
use super::super::visitor::Visitor;
use super::WelcomePage;
use super::passkeys::{Answer, AskView, NewPage, Wanted, digest, site};
use crate::access::Visible;
use crate::domain::text::{EmailAddress, ShortText};
use crate::service::accounts::steps::{self, Made, Question};
use crate::service::accounts::{AccountError, NewAccount};
use crate::vault::Token;

/// `POST /sign-up`, by a passkey and no password.
pub(super) async fn ask(visitor: Visitor, form: super::SignUp) -> Reply {
    let (site, mut errors) = (site(&visitor)?, Errors::default());
    errors.take_optional(visitor.l(), "email", &form.email, EmailAddress::parse);
    if !errors.is_empty() {
        let view = super::keep(&visitor, form.name, form.email, errors);
        return visitor.again::<super::SignUpPage<'_>>(&Visible::own_words(view));
    }
    let token = Token::new(&visitor.app.entropy);
    let (ceremony, digest, name) = (token.as_str().to_owned(), token.digest(), form.name.clone());
    let asked = move |db: &mut _, now| steps::ask_to_sign_up(db, &site, &name, &digest, now);
    let question = visitor.app.write(asked).await?;
    let account = Wanted { name: form.name, offer: form.offer, email: form.email };
    let view = AskView::new(question, ceremony).for_account(account);
    visitor.page::<NewPage<'_>>(&Visible::own_words(view))
}

/// `POST /sign-up/passkey`
pub async fn sign_up(_: Limited, sent: Protected<Answer>) -> Reply {
    let Protected { visitor, form } = sent;
    let (site, l, mut errors) = (site(&visitor)?, visitor.l(), Errors::default());
    let address = errors.take_optional(l, "email", &form.email, EmailAddress::parse);
    let device = errors.take_optional(l, "name", &form.name, ShortText::parse);
    let is_offered = visitor.app.keys.is_form_token(&super::offer(&form.sign_in_name), &form.offer);
    let wanted =
        Wanted { name: form.sign_in_name.clone(), offer: form.offer.clone(), email: form.email.clone() };
    if !errors.is_empty() && is_offered {
        let (question, ceremony) = (Question { options: String::new() }, form.ceremony.clone());
        let view = AskView::new(question, ceremony).for_account(wanted).again(form, errors);
        return visitor.again::<NewPage<'_>>(&Visible::own_words(view));
    }
    let token = Token::new(&visitor.app.entropy);
    let (browser, viewer) = (token.digest(), visitor.viewer.again());
    let person = super::new_person(&visitor, form.sign_in_name);
    let made = match digest(&form.ceremony) {
        Ok(digest) if is_offered => {
            let answer = form.answer;
            let makes = move |db: &mut _, now| {
                let new = NewAccount { person: &person, address: address.as_ref() };
                let made = Made { ceremony: &digest, answer: &answer, name: device.as_ref() };
                steps::sign_up_by_passkey(db, &viewer, &new, &site, &made, &browser, now)
            };
            visitor.app.write(makes).await
        }
        _ => Err(AccountError::NoPasskey),
    };
    match made {
        Ok(welcome) => Visitor::signed_in_by(visitor.page::<WelcomePage<'_>>(&welcome)?, &token),
        Err(AccountError::NoPasskey) => {
            errors.add("passkey", l.t("passkey-no"));
            let view = super::offered(&visitor, wanted.email, errors);
            visitor.again::<super::SignUpPage<'_>>(&Visible::own_words(view))
        }
        Err(other) => Err(other.into()),
    }
}
