//! `/_mailbox`: what the demo has sent, to be read on the spot. Anywhere else there is no such page.

use super::error::{Reply, WebError};
use super::visitor::Visitor;
use crate::access::Visible;
use crate::screens;
use crate::settings::MailRoute;

screens! { MailboxPage(Vec<String>) = "mailbox.html"; }

/// `GET /_mailbox`
pub async fn show(visitor: Visitor) -> Reply {
    let MailRoute::Mailbox(folder) = &visitor.app.settings.mail else {
        return Err(WebError::not_found());
    };
    if !visitor.app.is_demo {
        return Err(WebError::not_found());
    }
    let mails = visitor.app.mailer.readable(folder);
    visitor.page::<MailboxPage<'_>>(&Visible::own_words(mails))
}
