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
use crate::domain::ids::{GroupId, MembershipId};
use crate::domain::screen::{LockAfter, Screen};
use crate::domain::text::ShortText;
use crate::l10n::L10n;
use crate::screens;
use crate::service::people::{self, Mine, MineIn, PeopleError};
use crate::store::audiences::Chosen;

/// All groups.
pub struct AllView {
    screen: Screen,
    groups: Vec<Mine>,
}

/// One group's form.
pub struct OneView {
    all: MineIn,
    typed: Typed,
    errors: Errors,
}

/// What somebody chooses.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub struct Typed {
    name: String,
    line_words: String,
    line: String,
    reach_words: String,
    reach: String,
    reach_one: String,
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
            PeopleError::NoChoice => Self::bad_request("error-form"),
            PeopleError::Store(cause) => cause.into(),
        }
    }
}

impl AllView {
    /// Whether everything is hidden already.
    fn is_hidden(&self) -> bool {
        self.groups.iter().all(|it| it.own.choices.is_hidden)
    }

    /// After how long without use somebody is signed out.
    fn locks(&self, l: L10n) -> Vec<Choice> {
        let words = |it: LockAfter| it.minutes().map_or_else(|| l.t("screen-lock-never"), |it| l.minutes(it));
        let choice = |it: &LockAfter| Choice::new(it.code(), words(*it), *it == self.screen.lock_after);
        LockAfter::ALL.iter().map(choice).collect()
    }

    /// What members see, and what those see besides who facilitate.
    #[expect(clippy::unused_self, reason = "a page asks its view")]
    fn sentences(&self, l: L10n, it: &Mine) -> Vec<String> {
        if it.own.choices.is_hidden {
            return vec![l.t("audience-hidden")];
        }
        let fields = |onlooker| -> Vec<String> {
            let shown = TABLE.iter().filter(|row| it.own.choices.shows(row.field, onlooker));
            shown.map(|row| l.with(field_key(row.field), &[("name", it.my_name.as_str().into())])).collect()
        };
        let (members, facilitators) = (fields(Onlooker::Member), fields(Onlooker::Facilitator));
        let chosen: Vec<String> = fields(Onlooker::Chosen);
        let besides = |seen: Vec<String>| -> Vec<String> {
            seen.into_iter().filter(|it| !members.contains(it)).collect()
        };
        let said = [
            ("audience-members-see", members.clone()),
            ("audience-facilitators-see", besides(facilitators)),
            ("audience-chosen-sees", besides(chosen)),
        ];
        let told = said.into_iter().filter(|(_, what)| !what.is_empty());
        told.map(|(key, what)| l.with(key, &[("what", l.list(&what).into())])).collect()
    }
}

impl OneView {
    /// Who may see a field.
    fn who(&self, l: L10n, field: Field) -> Vec<Choice> {
        let chosen = self.typed.of(field);
        let choice = |it: &Audience| Choice::new(it.code(), l.t(audience_key(*it)), it.code() == chosen);
        TABLE.iter().filter(|row| row.field == field).flat_map(|row| row.choices).map(choice).collect()
    }

    /// The one who may know how I am reached.
    fn ones(&self, l: L10n) -> Vec<Choice> {
        let choice = |(id, name): &(MembershipId, String)| {
            Choice::new(id, name, id.to_string() == self.typed.reach_one)
        };
        let none = Choice::new("", l.t("audience-no-one"), self.typed.reach_one.is_empty());
        std::iter::once(none).chain(self.all.others.iter().map(choice)).collect()
    }
}

impl Typed {
    fn as_it_is(it: &Mine) -> Self {
        let code = |field| it.own.choices.chosen(field).code().to_owned();
        Self {
            line_words: it.own.line.clone(),
            name: code(Field::Name),
            line: code(Field::Line),
            reach_words: it.own.reach.clone(),
            reach: code(Field::Reach),
            reach_one: it.own.reach_one.map(|id| id.to_string()).unwrap_or_default(),
            coming: code(Field::Coming),
            led: code(Field::Led),
            hidden: if it.own.choices.is_hidden { "yes" } else { "" }.to_owned(),
        }
    }

    fn of(&self, field: Field) -> &str {
        match field {
            Field::Name => &self.name,
            Field::Line => &self.line,
            Field::Reach => &self.reach,
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
        Field::Name => "audience-your-name",
        Field::Line => "audience-line",
        Field::Reach => "audience-reach",
        Field::Coming => "audience-coming",
        Field::Led => "audience-led",
    }
}

/// Who may see it, in words.
fn audience_key(audience: Audience) -> &'static str {
    match audience {
        Audience::Nobody => "audience-nobody",
        Audience::One => "audience-one",
        Audience::Facilitators => "audience-facilitators",
        Audience::Group => "audience-group",
    }
}

async fn all(visitor: &Visitor) -> Result<Visible<(Screen, Vec<Mine>)>, WebError> {
    let viewer = visitor.viewer.again();
    Ok(visitor.app.read(move |db, now| people::mine(db, &viewer, now)).await?)
}

/// `GET /me/privacy`
pub async fn mine(visitor: Visitor) -> Reply {
    visitor.page::<AllPage<'_>>(&all(&visitor).await?.map(|(screen, groups)| AllView { screen, groups }))
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

/// What somebody wants on the screen.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct TypedScreen {
    lock_after: String,
    initials: String,
}

/// `POST /me/privacy/screen`
pub async fn screen(sent: Protected<TypedScreen>) -> Reply {
    let Protected { visitor, form } = sent;
    let lock_after =
        LockAfter::from_code(&form.lock_after).ok_or_else(|| WebError::bad_request("error-form"))?;
    let (viewer, screen) =
        (visitor.viewer.again(), Screen { lock_after, has_initials: form.initials == "yes" });
    visitor.app.write(move |db, now| people::set_screen(db, &viewer, screen, now)).await?;
    visitor.go("/me/privacy")
}

async fn one(visitor: &Visitor, group: GroupId) -> Result<Visible<MineIn>, WebError> {
    let viewer = visitor.viewer.again();
    Ok(visitor.app.read(move |db, now| people::mine_in(db, &viewer, group, now)).await?)
}

/// `GET /me/privacy/{group}`
pub async fn form(visitor: Visitor, group: Path<GroupId>) -> Reply {
    let view = one(&visitor, *group).await?.map(|all| OneView {
        typed: Typed::as_it_is(&all.it),
        all,
        errors: Errors::default(),
    });
    visitor.page::<OnePage<'_>>(&view)
}

/// `POST /me/privacy/{group}`
pub async fn choose(group: Path<GroupId>, sent: Protected<Typed>) -> Reply {
    let Protected { visitor, form } = sent;
    let (group, mut errors) = (*group, Errors::default());
    let (l, choices) = (visitor.l(), form.choices());
    let line = errors.take_optional(l, "line_words", &form.line_words, ShortText::parse);
    let reach = errors.take_optional(l, "reach_words", &form.reach_words, ShortText::parse);
    let reach_one = match choices.chosen(Field::Reach) {
        Audience::One => errors.chosen(l, "reach_one", form.reach_one.parse().ok()),
        _ => None,
    };
    if errors.is_empty() {
        let (viewer, chosen) = (visitor.viewer.again(), Chosen { choices, line, reach, reach_one });
        let choose = move |db: &mut _, now| people::choose(db, &viewer, group, &chosen, now);
        match visitor.app.write(choose).await {
            Ok(()) => return visitor.go("/me/privacy"),
            // Somebody hides meanwhile.
            Err(PeopleError::NoChoice) => errors.add("reach_one", l.t("form-choose")),
            Err(other) => return Err(other.into()),
        }
    }
    let view = one(&visitor, group).await?.map(|all| OneView { all, typed: form, errors });
    visitor.again::<OnePage<'_>>(&view)
}
