//! `/me/privacy`: what one shows of oneself, group by group, in plain sentences that are made from the one table by which it is
//! shown; hiding everywhere at once; and how one's card looks to others.

use actix_web::web::Path;
use serde::Deserialize;

use super::error::{Reply, WebError};
use super::form::{Choice, Errors};
use super::protected::Protected;
use super::visitor::Visitor;
use crate::access::Visible;
use crate::domain::audience::{Audience, Choices, Field, Onlooker, TABLE};
use crate::domain::coded::Coded as _;
use crate::domain::ids::GroupId;
use crate::domain::text::ShortText;
use crate::l10n::L10n;
use crate::screens;
use crate::service::people::{self, Mine, PeopleError};

/// All groups.
pub struct AllView {
    groups: Vec<Mine>,
}

/// One group's form.
pub struct OneView {
    it: Mine,
    typed: Typed,
    errors: Errors,
}

/// What somebody chooses.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub struct Typed {
    line_words: String,
    line: String,
    coming: String,
    led: String,
    hidden: String,
}

screens! {
    AllPage(AllView) = "me/privacy.html";
    OnePage(OneView) = "me/privacy_group.html";
}

impl From<PeopleError> for WebError {
    fn from(error: PeopleError) -> Self {
        match error {
            PeopleError::NotSignedIn => Self::sign_in_first(),
            PeopleError::NotFound => Self::not_found(),
            PeopleError::Store(cause) => cause.into(),
        }
    }
}

impl AllView {
    /// Whether everything is hidden already.
    fn is_hidden(&self) -> bool {
        self.groups.iter().all(|it| it.own.choices.is_hidden)
    }

    /// What members see, and what those see besides who facilitate.
    #[expect(clippy::unused_self, reason = "a page asks its view")]
    fn sentences(&self, l: L10n, it: &Mine) -> Vec<String> {
        if it.own.choices.is_hidden {
            return vec![l.t("audience-hidden")];
        }
        let fields = |onlooker| -> Vec<String> {
            let shown = TABLE.iter().filter(|row| it.own.choices.shows(row.field, onlooker));
            shown.map(|row| l.t(field_key(row.field))).collect()
        };
        let (members, facilitators) = (fields(Onlooker::Member), fields(Onlooker::Facilitator));
        let mut seen = vec![l.with("audience-your-name", &[("name", it.my_name.as_str().into())])];
        seen.extend(members.iter().cloned());
        let mut said = vec![l.with("audience-members-see", &[("what", l.list(&seen).into())])];
        let besides: Vec<String> = facilitators.into_iter().filter(|it| !members.contains(it)).collect();
        if !besides.is_empty() {
            said.push(l.with("audience-facilitators-see", &[("what", l.list(&besides).into())]));
        }
        said
    }
}

impl OneView {
    /// Who may see a field.
    fn who(&self, l: L10n, field: Field) -> Vec<Choice> {
        let chosen = self.typed.of(field);
        let choice = |it: &Audience| Choice::new(it.code(), l.t(audience_key(*it)), it.code() == chosen);
        TABLE.iter().filter(|row| row.field == field).flat_map(|row| row.choices).map(choice).collect()
    }
}

impl Typed {
    fn as_it_is(it: &Mine) -> Self {
        let code = |field| it.own.choices.chosen(field).code().to_owned();
        Self {
            line_words: it.own.line.clone(),
            line: code(Field::Line),
            coming: code(Field::Coming),
            led: code(Field::Led),
            hidden: if it.own.choices.is_hidden { "yes" } else { "" }.to_owned(),
        }
    }

    fn of(&self, field: Field) -> &str {
        match field {
            Field::Line => &self.line,
            Field::Coming => &self.coming,
            Field::Led => &self.led,
        }
    }

    /// What was chosen; what is none of the choices is read as the most careful one.
    fn choices(&self) -> Choices {
        let audience = |field| Audience::from_code(self.of(field)).unwrap_or(Audience::Nobody);
        TABLE
            .iter()
            .fold(Choices::hidden(self.hidden == "yes"), |all, row| all.with(row.field, audience(row.field)))
    }
}

/// What a field is called.
fn field_key(field: Field) -> &'static str {
    match field {
        Field::Line => "audience-line",
        Field::Coming => "audience-coming",
        Field::Led => "audience-led",
    }
}

/// Who may see it, in words.
fn audience_key(audience: Audience) -> &'static str {
    match audience {
        Audience::Nobody => "audience-nobody",
        Audience::Facilitators => "audience-facilitators",
        Audience::Group => "audience-group",
    }
}

async fn all(visitor: &Visitor) -> Result<Visible<Vec<Mine>>, WebError> {
    let viewer = visitor.viewer.again();
    Ok(visitor.app.read(move |db, now| people::mine(db, &viewer, now)).await?)
}

/// `GET /me/privacy`
pub async fn mine(visitor: Visitor) -> Reply {
    visitor.page::<AllPage<'_>>(&all(&visitor).await?.map(|groups| AllView { groups }))
}

/// Whether somebody hides, or shows themselves again.
#[derive(Deserialize)]
pub struct Hiding {
    hide: String,
}

/// `POST /me/privacy/hide`: everywhere at once.
pub async fn hide(sent: Protected<Hiding>) -> Reply {
    let Protected { visitor, form } = sent;
    let (viewer, is_hidden) = (visitor.viewer.again(), form.hide == "yes");
    visitor.app.write(move |db, now| people::hide_everywhere(db, &viewer, is_hidden, now)).await?;
    visitor.go("/me/privacy")
}

async fn one(visitor: &Visitor, group: GroupId) -> Result<Visible<Mine>, WebError> {
    let viewer = visitor.viewer.again();
    Ok(visitor.app.read(move |db, now| people::mine_in(db, &viewer, group, now)).await?)
}

/// `GET /me/privacy/{group}`
pub async fn form(visitor: Visitor, group: Path<GroupId>) -> Reply {
    let view = one(&visitor, *group).await?.map(|it| OneView {
        typed: Typed::as_it_is(&it),
        it,
        errors: Errors::default(),
    });
    visitor.page::<OnePage<'_>>(&view)
}

/// `POST /me/privacy/{group}`
pub async fn choose(group: Path<GroupId>, sent: Protected<Typed>) -> Reply {
    let Protected { visitor, form } = sent;
    let (group, mut errors) = (*group, Errors::default());
    let line = errors.take_optional(visitor.l(), "line_words", &form.line_words, ShortText::parse);
    if !errors.is_empty() {
        let view = one(&visitor, group).await?.map(|it| OneView { it, typed: form, errors });
        return visitor.again::<OnePage<'_>>(&view);
    }
    let (viewer, choices) = (visitor.viewer.again(), form.choices());
    let chosen = move |db: &mut _, now| people::choose(db, &viewer, group, (&choices, line.as_ref()), now);
    visitor.app.write(chosen).await?;
    visitor.go("/me/privacy")
}
