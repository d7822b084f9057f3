//! My reminders, and the link in every mail that stops them.

use actix_web::web::Path;
use chrono::NaiveTime;
use serde::Deserialize;

use super::accounts::Nothing;
use super::error::{Reply, WebError};
use super::form::Choice as Offered;
use super::protected::Protected;
use super::visitor::Visitor;
use crate::access::Visible;
use crate::domain::coded::Coded as _;
use crate::domain::group::{Channel, Discretion};
use crate::domain::ids::GroupId;
use crate::domain::quiet::Quiet;
use crate::domain::reminder::Choice;
use crate::l10n::L10n;
use crate::screens;
use crate::service::reminding::{self, Chosen, Mine, RemindingError};

/// What the form offers, in hours; 0 is the day before.
const OFFERED: [u8; 8] = [48, 0, 24, 12, 6, 3, 2, 1];

screens! {
    RemindersPage(Mine) = "reminders/mine.html";
    UnsubscribePage(String) = "reminders/unsubscribe.html";
    UnsubscribedPage(()) = "reminders/unsubscribed.html";
}

impl From<RemindingError> for WebError {
    fn from(error: RemindingError) -> Self {
        match error {
            RemindingError::NotSignedIn => Self::sign_in_first(),
            RemindingError::NotFound => Self::not_found(),
            RemindingError::Store(cause) => cause.into(),
        }
    }
}

/// The boxes of one group.
pub(crate) fn boxes(l: L10n, chosen: &Chosen) -> Vec<Offered> {
    OFFERED
        .iter()
        .map(|hours| {
            let words = match hours {
                0 => l.t("reminder-day-before"),
                hours => l.with("reminder-hours", &[("hours", u32::from(*hours).into())]),
            };
            Offered::new(hours, words, chosen.choices.iter().any(|it| it.hours_before() == *hours))
        })
        .collect()
}

/// By mail, or only on the site.
pub(crate) fn channels(l: L10n, chosen: &Chosen) -> Vec<Offered> {
    vec![
        Offered::new(Channel::Mail.code(), l.t("reminder-by-mail"), chosen.channel == Channel::Mail),
        Offered::new(Channel::Site.code(), l.t("reminder-on-site"), chosen.channel == Channel::Site),
    ]
}

/// `GET /me/reminders`
pub async fn mine(visitor: Visitor) -> Reply {
    let viewer = visitor.viewer.again();
    let mine = visitor.app.read(move |db, now| reminding::mine(db, &viewer, now)).await?;
    visitor.page::<RemindersPage<'_>>(&mine)
}

/// How much mails say, the least last.
pub(crate) fn levels(l: L10n, chosen: &Discretion) -> Vec<Offered> {
    [
        (Discretion::Full, "reminder-says-all"),
        (Discretion::Time, "reminder-says-time"),
        (Discretion::Neutral, "reminder-says-nothing"),
    ]
    .map(|(level, words)| Offered::new(level.code(), l.t(words), level == *chosen))
    .to_vec()
}

/// The form for all mails.
#[derive(Deserialize)]
pub struct Words {
    says: String,
}

/// `POST /me/reminders`
pub async fn say(sent: Protected<Words>) -> Reply {
    let Protected { visitor, form } = sent;
    // A value that is none of ours is read as the most careful one.
    let says = Discretion::from_code(&form.says).unwrap_or(Discretion::Neutral);
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, _| reminding::say(db, &viewer, says)).await?;
    visitor.go("/me/reminders")
}

/// The form for quiet hours.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Hours {
    quiet: String,
    quiet_from: String,
    quiet_to: String,
}

/// `POST /me/reminders/quiet`
pub async fn be_quiet(sent: Protected<Hours>) -> Reply {
    let Protected { visitor, form } = sent;
    let hours = form.quiet_from.parse().ok().zip(form.quiet_to.parse().ok());
    let quiet = match form.quiet.as_str() {
        "yes" => hours.and_then(|(from, to)| Quiet::between(from, to)),
        _ => Some(Quiet::NEVER),
    };
    let quiet = quiet.ok_or_else(|| WebError::bad_request("error-form"))?;
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, _| reminding::be_quiet(db, &viewer, quiet)).await?;
    visitor.go("/me/reminders")
}

/// The hours of the day, of which one is chosen.
pub(crate) fn hours(l: L10n, chosen: &u8) -> Vec<Offered> {
    let time = |hour: u8| NaiveTime::from_hms_opt(hour.into(), 0, 0).unwrap_or_default();
    (0..24).map(|hour| Offered::new(hour, l.time(time(hour)), hour == *chosen)).collect()
}

/// What the form says where nothing is chosen: the night.
pub(crate) fn offered(quiet: &Quiet) -> (u8, u8) {
    if quiet.is_never() { (21, 8) } else { (quiet.from(), quiet.to()) }
}

/// One group's form.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Wish {
    when: Vec<String>,
    channel: String,
}

/// `POST /me/reminders/{group}`
pub async fn choose(group: Path<GroupId>, sent: Protected<Wish>) -> Reply {
    let Protected { visitor, form } = sent;
    let choices: Vec<Choice> =
        form.when.iter().filter_map(|it| Choice::from_hours_before(it.parse().ok()?)).collect();
    // As above: nothing is mailed that was not asked for.
    let channel = Channel::from_code(&form.channel).unwrap_or(Channel::Site);
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, now| reminding::choose(db, &viewer, *group, &choices, channel, now)).await?;
    visitor.go("/me/reminders")
}

/// `POST /me/reminders/sample`: a mail, to see what one looks like.
pub async fn sample(sent: Protected<Nothing>) -> Reply {
    let visitor = sent.visitor;
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, now| reminding::sample(db, &viewer, now)).await?;
    visitor.go("/me/reminders?sample=sent")
}

/// `GET /u/{token}`: opening it changes nothing.
pub async fn unsubscribe_page(visitor: Visitor, token: Path<String>) -> Reply {
    let token = token.into_inner();
    let asked = token.clone();
    visitor.app.read(move |db, _| reminding::unsubscribe_link(db, &asked)).await?;
    visitor.secret_page::<UnsubscribePage<'_>>(&Visible::own_words(token))
}

/// `POST /u/{token}`: from the page, or from a mail program by itself (RFC 8058). The link is the right; no cookie and no
/// hidden field is asked for.
pub async fn unsubscribe(visitor: Visitor, token: Path<String>) -> Reply {
    visitor.app.write(move |db, now| reminding::unsubscribe(db, &token, now)).await?;
    visitor.secret_page::<UnsubscribedPage<'_>>(&Visible::own_words(()))
}
