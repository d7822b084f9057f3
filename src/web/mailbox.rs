//! `/_mailbox`: what the demo has sent, to be read on the spot. Anywhere else there is no such page.

use super::error::{Reply, WebError};
use super::visitor::Visitor;
use crate::access::Visible;
use crate::screens;

screens! { MailboxPage(Vec<String>) = "mailbox.html"; }

/// `GET /_mailbox`
pub async fn show(visitor: Visitor) -> Reply {
    let mailer = visitor.app.mailer.clone();
    let mails = visitor.app.aside(move || mailer.readable()).await?.filter(|_| visitor.app.is_demo);
    visitor.page::<MailboxPage<'_>>(&Visible::own_words(mails.ok_or_else(WebError::not_found)?))
}
