//! `/_mailbox`: what the demo has sent, to be read on the spot. Anywhere else there is no such page.

use super::error::{Reply, WebError};
use super::visitor::Visitor;
use crate::access::Visible;
use crate::screens;

/// What the demo shows of itself.
pub struct DemoView {
    mails: Vec<String>,
    /// The code that the coordinator's app shows now.
    code: String,
}

screens! { MailboxPage(DemoView) = "mailbox.html"; }

/// `GET /_mailbox`
pub async fn show(visitor: Visitor) -> Reply {
    let key = visitor.app.demo.clone().ok_or_else(WebError::not_found)?;
    let mailer = visitor.app.mailer.clone();
    let mails = visitor.app.aside(move || mailer.readable()).await?.ok_or_else(WebError::not_found)?;
    let code = key.code(visitor.app.clock.now().seconds());
    visitor.page::<MailboxPage<'_>>(&Visible::own_words(DemoView { mails, code }))
}
