//! My own calendar: its secret address, what it says, and the way to make the address worthless.

use serde::Deserialize;

use super::accounts::Nothing;
use super::error::Reply;
use super::form::{Choice, Errors};
use super::protected::Protected;
use super::visitor::Visitor;
use crate::domain::coded::Coded as _;
use crate::domain::group::FeedTitle;
use crate::domain::text::ShortText;
use crate::l10n::L10n;
use crate::screens;
use crate::service::calendars::{self, Mine, Wishes};

/// The page.
pub struct FeedView {
    /// In full; empty when there is none.
    address: String,
    titles: Vec<Choice>,
    words: String,
    says_where: bool,
    errors: Errors,
}

screens! { FeedPage(FeedView) = "me/calendar.html"; }

/// What the form says.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Typed {
    title: String,
    words: String,
    says_where: String,
}

impl From<&Wishes> for Typed {
    fn from(wishes: &Wishes) -> Self {
        Self {
            title: wishes.title.code().to_owned(),
            words: wishes.words.as_ref().map_or_else(String::new, |words| words.as_str().to_owned()),
            says_where: if wishes.says_where { "yes".to_owned() } else { String::new() },
        }
    }
}

fn view(visitor: &Visitor, mine: &Mine, typed: Typed, errors: Errors) -> FeedView {
    let l = visitor.l();
    let base = &visitor.app.settings.public_url;
    let titles = [
        (FeedTitle::Neutral, l.with("feed-neutral", &[("title", l.t("calendar-title").into())])),
        (FeedTitle::Group, l.t("feed-group")),
        (FeedTitle::Own, l.t("feed-own")),
    ];
    FeedView {
        address: mine.token.as_ref().map_or_else(String::new, |token| format!("{base}/c/{token}.ics")),
        titles: titles
            .map(|(title, words)| Choice::new(title.code(), words, title.code() == typed.title))
            .to_vec(),
        words: typed.words,
        says_where: typed.says_where == "yes",
        errors,
    }
}

fn read(l: L10n, typed: &Typed, errors: &mut Errors) -> Option<Wishes> {
    let title = errors.chosen(l, "title", FeedTitle::from_code(&typed.title))?;
    let words = match title {
        FeedTitle::Own => Some(errors.take(l, "words", ShortText::parse(&typed.words))?),
        FeedTitle::Neutral | FeedTitle::Group => None,
    };
    Some(Wishes { title, words, says_where: typed.says_where == "yes" })
}

/// `GET /me/calendar`
pub async fn mine(visitor: Visitor) -> Reply {
    let viewer = visitor.viewer.again();
    let mine = visitor.app.read(move |db, _| calendars::mine(db, &viewer)).await?;
    let view = mine.map(|mine| view(&visitor, &mine, Typed::from(&mine.wishes), Errors::default()));
    visitor.page::<FeedPage<'_>>(&view)
}

/// `POST /me/calendar`: makes the address, or has what it says otherwise.
pub async fn wish(sent: Protected<Typed>) -> Reply {
    let Protected { visitor, form } = sent;
    let viewer = visitor.viewer.again();
    let mine = visitor.app.read(move |db, _| calendars::mine(db, &viewer)).await?;
    let mut errors = Errors::default();
    let Some(wishes) = read(visitor.l(), &form, &mut errors) else {
        return visitor.again::<FeedPage<'_>>(&mine.map(|mine| view(&visitor, &mine, form, errors)));
    };
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, now| calendars::wish(db, &viewer, &wishes, now)).await?;
    visitor.go("/me/calendar")
}

/// `POST /me/calendar/renew`
pub async fn renew(sent: Protected<Nothing>) -> Reply {
    let viewer = sent.visitor.viewer.again();
    sent.visitor.app.write(move |db, now| calendars::renew(db, &viewer, now)).await?;
    sent.visitor.go("/me/calendar")
}

/// `POST /me/calendar/stop`
pub async fn stop(sent: Protected<Nothing>) -> Reply {
    let viewer = sent.visitor.viewer.again();
    sent.visitor.app.write(move |db, now| calendars::stop(db, &viewer, now)).await?;
    sent.visitor.go("/me/calendar")
}
