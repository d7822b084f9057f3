//! The ways a mail can leave: by SMTP over several connections, into a folder, or into memory for tests.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use lettre::message::header::{Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message, MultiPart};
use lettre::transport::smtp::PoolConfig;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};

use super::folder::Folder;
use super::render::Words;
use crate::domain::letter::Letter;
use crate::domain::time::Instant;
use crate::settings::{MailRoute, Settings};

/// Shorter than half of a lease.
const PATIENCE: Duration = Duration::from_secs(55);
/// One connection sends some twenty mails a second; more do not hold each other up.
const CONNECTIONS: u32 = 4;
/// How long an operator waits to hear whether the server answers.
const ANSWER: Duration = Duration::from_secs(10);

/// By which way mail leaves. Cheap to clone.
#[derive(Clone)]
pub enum Mailer {
    Smtp(Arc<Server>),
    Mailbox(Folder),
    Memory(Arc<Mutex<Vec<Vec<u8>>>>),
}

/// A mail server, spoken to over a few connections.
pub struct Server {
    url: String,
    /// Made with the first mail, because it needs the running loop; and never taken down, because it would need it then,
    /// too. There is one for the life of the process.
    pool: OnceLock<&'static AsyncSmtpTransport<Tokio1Executor>>,
}

impl Server {
    fn pool(&self) -> Result<&'static AsyncSmtpTransport<Tokio1Executor>, Refused> {
        if let Some(pool) = self.pool.get() {
            return Ok(pool);
        }
        let pool = AsyncSmtpTransport::<Tokio1Executor>::from_url(&self.url)
            .map_err(|_| Refused::Away)?
            .pool_config(PoolConfig::new().max_size(CONNECTIONS))
            .timeout(Some(PATIENCE))
            .build();
        Ok(self.pool.get_or_init(|| Box::leak(Box::new(pool))))
    }

    /// Goes as far as a mail would, up to its sender: the connection, its encryption, our name and password.
    async fn knock(&self) -> Result<(), Unheard> {
        let away = |cause: lettre::transport::smtp::Error| match cause.status() {
            Some(code) => Unheard::Refused(code.into()),
            None => Unheard::Away(cause.to_string()),
        };
        let line = AsyncSmtpTransport::<Tokio1Executor>::from_url(&self.url)
            .map_err(away)?
            .pool_config(PoolConfig::new().max_size(1))
            .timeout(Some(ANSWER))
            .build();
        let silent = Unheard::Silent(ANSWER.as_secs());
        let answered = match tokio::time::timeout(ANSWER, line.test_connection()).await {
            Err(_) => Err(silent),
            Ok(Err(cause)) if cause.is_timeout() => Err(silent),
            Ok(Err(cause)) => Err(away(cause)),
            Ok(Ok(false)) => Err(silent),
            Ok(Ok(true)) => Ok(()),
        };
        line.shutdown().await;
        answered
    }
}

/// Why the mail server did not talk to us when it was only asked whether it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unheard {
    /// Not within this many seconds.
    Silent(u64),
    /// It said this code: most often to our name and password.
    Refused(u16),
    /// There is none at that address, or no safe line to it.
    Away(String),
}

/// Why a mail did not leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// The server said "later" to this mail.
    Later,
    /// The server said "never" to this mail, or it cannot be written.
    Never,
    /// The server takes no mail at all now: it cannot be reached, or it does not know us.
    Away,
}

/// What SMTP says to a mail or to its reader (RFC 5321, 4.2.3). Any other "never" is about us, and the next mail would
/// hear it, too: a wrong password is no reason to drop anybody's mail.
const ABOUT_THIS_MAIL: [u16; 5] = [550, 551, 552, 553, 554];

impl Refused {
    fn by(cause: &lettre::transport::smtp::Error) -> Self {
        let never = cause.status().is_some_and(|code| ABOUT_THIS_MAIL.contains(&code.into()));
        let refused = match (never, cause.is_transient()) {
            (true, _) => Self::Never,
            (false, true) => Self::Later,
            (false, false) => Self::Away,
        };
        tracing::warn!(?refused, code = cause.status().map(u16::from), "the mail server did not take a mail");
        refused
    }
}

/// A header whose value is ours: no text from outside, no line break.
macro_rules! headers {
    ($($name:ident = $text:literal;)*) => {$(
        #[derive(Clone)]
        struct $name(String);

        impl Header for $name {
            fn name() -> HeaderName {
                HeaderName::new_from_ascii_str($text)
            }
            fn parse(value: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
                Ok(Self(value.to_owned()))
            }
            fn display(&self) -> HeaderValue {
                HeaderValue::new(Self::name(), self.0.clone())
            }
        }
    )*};
}

headers! {
    ListId = "List-Id";
    ListUnsubscribe = "List-Unsubscribe";
    ListUnsubscribePost = "List-Unsubscribe-Post";
    AutoSubmitted = "Auto-Submitted";
}

impl Mailer {
    /// As the settings say. `None` when the mail server's address, or the sender's, cannot be understood.
    #[must_use]
    pub fn of(settings: &Settings) -> Option<Self> {
        settings.mail_from.parse::<Address>().ok()?;
        Some(match &settings.mail {
            MailRoute::Smtp(url) => {
                AsyncSmtpTransport::<Tokio1Executor>::from_url(url).ok()?;
                Self::Smtp(Arc::new(Server { url: url.clone(), pool: OnceLock::new() }))
            }
            MailRoute::Mailbox(path) => Self::Mailbox(Folder::at(path.clone())),
        })
    }

    /// Keeps mails for a test to read.
    #[must_use]
    pub fn memory() -> Self {
        Self::Memory(Arc::default())
    }

    /// What a mailer in memory has kept, oldest first.
    #[must_use]
    pub fn kept(&self) -> Vec<String> {
        match self {
            Self::Memory(kept) => {
                let kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
                kept.iter().map(|mail| String::from_utf8_lossy(mail).into_owned()).collect()
            }
            Self::Smtp(_) | Self::Mailbox(_) => Vec::new(),
        }
    }

    /// What was kept in a folder instead of being sent, the newest first; `None` when mails are sent.
    #[must_use]
    pub fn readable(&self) -> Option<Vec<String>> {
        match self {
            Self::Mailbox(folder) => Some(folder.readable()),
            Self::Smtp(_) | Self::Memory(_) => None,
        }
    }

    /// Whether the mail server would talk to us. Folder and memory always do.
    ///
    /// # Errors
    /// When it does not, and why.
    pub async fn answers(&self) -> Result<(), Unheard> {
        match self {
            Self::Smtp(server) => server.knock().await,
            Self::Mailbox(_) | Self::Memory(_) => Ok(()),
        }
    }

    /// Sends one letter.
    ///
    /// # Errors
    /// When the server refuses, for now or for good.
    pub async fn send(&self, letter: &Letter, settings: &Settings, now: Instant) -> Result<(), Refused> {
        let mail = compose(letter, settings, now).ok_or(Refused::Never)?;
        match self {
            Self::Smtp(server) => {
                server.pool()?.send(mail).await.map(|_| ()).map_err(|cause| Refused::by(&cause))
            }
            Self::Mailbox(folder) => {
                let words = Words::of(letter, &settings.public_url);
                let shown = format!("{}\n{}\n\n{}", letter.to, words.subject, words.text);
                folder.keep(&letter.message_id, &mail.formatted(), &shown).map_err(|_| Refused::Away)
            }
            Self::Memory(kept) => {
                kept.lock().unwrap_or_else(PoisonError::into_inner).push(mail.formatted());
                Ok(())
            }
        }
    }
}

fn compose(letter: &Letter, settings: &Settings, now: Instant) -> Option<Message> {
    let words = Words::of(letter, &settings.public_url);
    let from: Address = settings.mail_from.parse().ok()?;
    let to: Address = letter.to.parse().ok()?;
    let host = from.domain().to_owned();
    let mut mail = Message::builder()
        .from(Mailbox::new(None, from))
        .to(Mailbox::new(None, to))
        .subject(words.subject)
        .date(now.utc().into())
        .message_id(Some(format!("<{}@{host}>", letter.message_id)))
        .header(AutoSubmitted("auto-generated".to_owned()));
    if let Some(list) = &letter.list {
        mail = mail.header(ListId(format!("<{list}.{host}>")));
    }
    if let Some(token) = &letter.unsubscribe {
        mail = mail
            .header(ListUnsubscribe(format!("<{}/u/{token}>", settings.public_url)))
            .header(ListUnsubscribePost("List-Unsubscribe=One-Click".to_owned()));
    }
    mail.multipart(MultiPart::alternative_plain_html(words.text, words.html)).ok()
}
