//! `/g/{group}/meetings/{meeting}/tally`: how many were there, in a few seconds on a phone. The same form stands in the view
//! with which a meeting is run; what is sent twice, or late, is told by its slip.

use actix_web::http::StatusCode;
use actix_web::web::Path;
use serde::Deserialize;

use crate::domain::coded::Coded as _;
use crate::domain::ids::{GroupId, SlipId};
use crate::domain::series::MeetingKey;
use crate::domain::tally::{Cause, Heads, MOST, Misfit, Tally};
use crate::l10n::{L10n, Sentence};
use crate::screens;
use crate::service::counting::{self, Counted, CountingError, Slip};
use crate::web::error::{Reply, WebError};
use crate::web::form::{Choice, Errors};
use crate::web::protected::Protected;
use crate::web::visitor::Visitor;

/// The page.
pub struct TallyView {
    it: Counted,
    form: CountForm,
}

/// The form by itself.
pub struct CountForm {
    /// Where it is sent.
    pub to: String,
    pub slip: SlipId,
    pub revision: i32,
    pub typed: Sent,
    pub causes: Vec<Choice>,
    pub errors: Errors,
}

screens! { TallyPage(TallyView) = "inside/tally.html"; }

impl From<CountingError> for WebError {
    fn from(error: CountingError) -> Self {
        match error {
            CountingError::NotFound => Self::not_found(),
            CountingError::NotYet => Self::conflict("tally-not-yet"),
            CountingError::Sealed => Self::conflict("tally-sealed-now"),
            CountingError::Changed => Self::conflict("tally-changed"),
            CountingError::Store(cause) => cause.into(),
        }
    }
}

impl Sentence for Misfit {
    fn in_words(&self, l: L10n) -> String {
        match self {
            Self::Heads => l.with("tally-heads-wrong", &[("most", u32::from(MOST).into())]),
            Self::FirstTime => l.t("tally-first-wrong"),
            Self::Roles => l.t("tally-roles-wrong"),
        }
    }
}

/// What was typed.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Sent {
    slip: String,
    revision: String,
    held: String,
    pub heads: String,
    pub first_time: String,
    pub roles: String,
    cause: String,
}

impl Sent {
    /// What stands, to be corrected.
    pub fn of(tally: Option<Tally>) -> Self {
        match tally {
            Some(Tally::Held(it)) => Self {
                heads: it.heads().to_string(),
                first_time: it.first_time().to_string(),
                roles: it.roles().map(|roles| roles.to_string()).unwrap_or_default(),
                ..Self::default()
            },
            Some(Tally::NotHeld(cause)) => {
                Self { held: "no".to_owned(), cause: cause.code().to_owned(), ..Self::default() }
            }
            None => Self::default(),
        }
    }

    fn slip(&self) -> Result<(SlipId, i32), WebError> {
        let wrong = || WebError::bad_request("error-form");
        Ok((self.slip.parse().map_err(|_| wrong())?, self.revision.parse().map_err(|_| wrong())?))
    }

    fn tally(&self, l: L10n, errors: &mut Errors) -> Option<Tally> {
        if self.held == "no" {
            return errors.chosen(l, "cause", Cause::from_code(&self.cause)).map(Tally::NotHeld);
        }
        let optional = |typed: &str| match typed.trim() {
            "" => Some(None),
            typed => typed.parse().ok().map(Some),
        };
        let heads = || {
            let heads = self.heads.trim().parse().map_err(|_| Misfit::Heads)?;
            let first_time = optional(&self.first_time).ok_or(Misfit::FirstTime)?.unwrap_or(0);
            Heads::new(heads, first_time, optional(&self.roles).ok_or(Misfit::Roles)?)
        };
        match heads() {
            Ok(heads) => Some(Tally::Held(heads)),
            Err(misfit) => {
                let field = match misfit {
                    Misfit::Heads => "heads",
                    Misfit::FirstTime => "first_time",
                    Misfit::Roles => "roles",
                };
                errors.add(field, l.sentence(&misfit));
                None
            }
        }
    }
}

impl CountForm {
    /// A form for what stands by now.
    pub fn new(visitor: &Visitor, it: &Counted, typed: Sent, errors: Errors) -> Self {
        let l = visitor.l();
        let cause = |it: &Cause| Choice::new(it.code(), l.t(cause_key(*it)), it.code() == typed.cause);
        Self {
            to: format!("/g/{}/meetings/{}/tally", it.group, it.key),
            slip: SlipId::from_random(visitor.app.entropy.bytes()),
            revision: it.revision,
            causes: Cause::ALL.iter().map(cause).collect(),
            typed,
            errors,
        }
    }

    /// Whether the part about a meeting that did not take place is to be seen at once.
    pub fn is_about_none(&self) -> bool {
        self.typed.held == "no"
    }
}

/// Why there was no meeting.
#[must_use]
pub fn cause_key(it: Cause) -> &'static str {
    match it {
        Cause::NoFacilitator => "tally-cause-no-facilitator",
        Cause::NoRoom => "tally-cause-no-room",
        Cause::Holiday => "tally-cause-holiday",
        Cause::NobodyCame => "tally-cause-nobody-came",
        Cause::Other => "tally-cause-other",
    }
}

/// What was counted, in a sentence.
#[must_use]
pub fn in_words(l: L10n, it: &Tally) -> String {
    match it {
        Tally::Held(it) => {
            let numbers = [("heads", it.heads().into()), ("first", it.first_time().into())];
            let mut words = l.with("tally-is", &numbers.map(|(name, n): (_, u32)| (name, n.into())));
            if let Some(roles) = it.roles() {
                words.push(' ');
                words.push_str(&l.with("tally-is-roles", &[("roles", u32::from(roles).into())]));
            }
            words
        }
        Tally::NotHeld(cause) => l.with("tally-is-not", &[("cause", l.t(cause_key(*cause)).into())]),
    }
}

type At = Path<(GroupId, MeetingKey)>;

async fn look(
    visitor: &Visitor,
    (group, key): (GroupId, MeetingKey),
) -> Result<crate::access::Visible<Counted>, CountingError> {
    let viewer = visitor.viewer.again();
    visitor.app.read(move |db, now| counting::look(db, &viewer, group, key, now)).await
}

/// `GET /g/{group}/meetings/{meeting}/tally`
pub async fn show(visitor: Visitor, at: At) -> Reply {
    let view = look(&visitor, at.into_inner()).await?.map(|it| {
        let typed = Sent::of(it.tally);
        TallyView { form: CountForm::new(&visitor, &it, typed, Errors::default()), it }
    });
    visitor.page::<TallyPage<'_>>(&view)
}

/// `POST /g/{group}/meetings/{meeting}/tally`
pub async fn save(at: At, sent: Protected<Sent>) -> Reply {
    let Protected { visitor, form } = sent;
    let ((id, revision), at) = (form.slip()?, at.into_inner());
    let (mut errors, mut status) = (Errors::default(), StatusCode::UNPROCESSABLE_ENTITY);
    if let Some(tally) = form.tally(visitor.l(), &mut errors) {
        let (viewer, slip) = (visitor.viewer.again(), Slip { id, revision, tally });
        match visitor.app.write(move |db, now| counting::count(db, &viewer, at.0, at.1, slip, now)).await {
            Ok(()) => return visitor.go(&format!("/g/{}/meetings/{}/tally", at.0, at.1)),
            Err(CountingError::Changed) => {
                status = StatusCode::CONFLICT;
                let field = if form.held == "no" { "cause" } else { "heads" };
                errors.add(field, visitor.l().t("tally-changed"));
            }
            Err(other) => return Err(other.into()),
        }
    }
    let it = look(&visitor, at).await?;
    if !it.counts {
        return Err(WebError::not_found());
    }
    let view = it.map(|it| TallyView { form: CountForm::new(&visitor, &it, form, errors), it });
    visitor.answer::<TallyPage<'_>>(status, &view)
}

/// Which form.
#[derive(Deserialize)]
pub struct Which {
    slip: SlipId,
}

/// `POST /g/{group}/meetings/{meeting}/tally/take-out`
pub async fn take_out(at: At, sent: Protected<Which>) -> Reply {
    let Protected { visitor, form } = sent;
    let (viewer, (group, key)) = (visitor.viewer.again(), at.into_inner());
    visitor.app.write(move |db, now| counting::take_out(db, &viewer, group, key, form.slip, now)).await?;
    visitor.go(&format!("/g/{group}/meetings/{key}/tally"))
}
