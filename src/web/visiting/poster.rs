//! `/groups/{slug}/poster`: one sheet of paper to hang up, with a QR code of the group's page. What is printed is what the
//! public page says. A line that a member adds stands in the address only: nothing of it is kept, and nobody else's browser
//! shows it, so that no link can put words into a group's mouth.

use actix_web::web::{Path, Query};
use chrono::TimeDelta;
use serde::Deserialize;

use crate::domain::locale::Locale;
use crate::domain::series::Repeat;
use crate::l10n::L10n;
use crate::screens;
use crate::service::visiting::{self, Offer, PublicGroup};
use crate::web::error::Reply;
use crate::web::form::Choice;
use crate::web::qr::{self, Drawn};
use crate::web::visitor::Visitor;

/// Characters of a line that a member adds.
const LINE: usize = 60;
/// What the choice of a language calls all of them.
const BOTH: &str = "both";
/// Series on one sheet; the page behind the code has all of them.
const OFFERS: usize = 2;
/// Letters of a name that is set smaller.
const LONG_NAME: usize = 30;
/// Dates of each.
const DATES: usize = 3;

/// What the address asks for.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub struct Asked {
    size: String,
    language: String,
    line: String,
}

/// What one language says.
pub struct Sheet {
    l: L10n,
    it: PublicGroup,
}

/// The page around the sheet, and the sheet.
pub struct PosterView {
    sheets: Vec<Sheet>,
    slug: String,
    name: String,
    is_member: bool,
    /// `a4` or `a5`.
    size: &'static str,
    sizes: Vec<Choice>,
    languages: Vec<Choice>,
    line: String,
    code: Option<Drawn>,
    /// The address under the code, as people type it.
    address: String,
}

impl PosterView {
    /// How the words fit: a long name is set smaller, and so are two series, and more so in two languages.
    fn fit(&self) -> String {
        let is_long = self.name.chars().count() > LONG_NAME;
        let is_full = self.sheets.iter().any(|sheet| sheet.it.offers.len() > 1);
        [(is_long, " long"), (is_full, " full"), (self.is_dense(), " dense")]
            .iter()
            .filter(|(is, _)| *is)
            .map(|(_, class)| *class)
            .collect()
    }

    fn is_dense(&self) -> bool {
        self.sheets.len() > 1 && self.sheets.iter().any(|sheet| sheet.it.offers.len() > 1)
    }

    /// How many dates of each series there is room for.
    fn room(&self) -> usize {
        if self.is_dense() { DATES - 1 } else { DATES }
    }
}

screens! { PosterPage(PosterView) = "visiting/poster.html"; }

impl Sheet {
    /// What is printed of its series.
    fn offers(&self) -> impl Iterator<Item = &Offer> {
        self.it.offers.iter().take(OFFERS)
    }

    /// The next dates that take place.
    fn dates(&self, of: &Offer, most: usize) -> Vec<String> {
        let dates = of.dates.iter().filter(|date| date.meeting.status.takes_place());
        let said = dates.map(|date| {
            let day = self.l.date(date.meeting.wall.date());
            let is_usual = date.terms.openness == of.usual.openness;
            let openness = self.l.t(crate::web::meeting::openness_key(date.terms.openness));
            if is_usual { day } else { format!("{day} · {openness}") }
        });
        said.take(most).collect()
    }

    /// "Every Tuesday, 19:00 to 20:30".
    fn when(&self, of: &Offer) -> String {
        let (ends, _) = of.begins.overflowing_add_signed(TimeDelta::minutes(of.usual.minutes.into()));
        let time = self.l.time_range(of.begins, ends);
        match of.repeat {
            Repeat::Once => time,
            repeat => format!("{}, {time}", self.l.often(repeat)),
        }
    }
}

/// `GET /groups/{slug}/poster`
pub async fn show(visitor: Visitor, slug: Path<String>, asked: Query<Asked>) -> Reply {
    let (slug, asked) = (slug.into_inner(), asked.into_inner());
    let (viewer, at, locales) = (visitor.viewer.again(), slug.clone(), asked.locales(visitor.l()));
    let sheets: Vec<Locale> = locales.clone();
    let groups = visitor
        .app
        .read(move |db, now| visiting::show_in(db, &viewer, &at, &locales, now))
        .await?
        .map(|groups| sheets.iter().map(|locale| L10n::new(*locale)).zip(groups).collect::<Vec<_>>());
    visitor.public_page::<PosterPage<'_>>(&groups.map(|groups| view(&visitor, &slug, &asked, groups)))
}

impl Asked {
    fn locales(&self, reader: L10n) -> Vec<Locale> {
        let chosen = Locale::all().iter().copied().find(|locale| locale.code() == self.language);
        match self.language.as_str() {
            BOTH => Locale::all().to_vec(),
            _ => vec![chosen.unwrap_or(reader.locale())],
        }
    }
}

fn view(visitor: &Visitor, slug: &str, asked: &Asked, groups: Vec<(L10n, PublicGroup)>) -> PosterView {
    let l = visitor.l();
    let is_small = asked.size == "a5";
    let is_member = groups.iter().any(|(_, it)| it.is_member);
    let language = match groups.as_slice() {
        [(only, _)] => only.locale().code(),
        _ => BOTH,
    };
    let mut languages: Vec<Choice> = Locale::all()
        .iter()
        .map(|it| Choice::new(it.code(), L10n::new(*it).t("frame-language-name"), it.code() == language))
        .collect();
    languages.push(Choice::new(BOTH, l.t("poster-both"), language == BOTH));
    let address = format!("{}/groups/{slug}", visitor.app.settings.public_url);
    let line = asked.line.trim().chars().filter(|c| !c.is_control()).take(LINE).collect();
    PosterView {
        name: groups.first().map(|(_, it)| it.name.clone()).unwrap_or_default(),
        sheets: groups.into_iter().map(|(l, it)| Sheet { l, it }).collect(),
        slug: slug.to_owned(),
        size: if is_small { "a5" } else { "a4" },
        sizes: vec![Choice::new("a4", "A4", !is_small), Choice::new("a5", "A5", is_small)],
        languages,
        line: if is_member { line } else { String::new() },
        is_member,
        code: qr::of(&address),
        address: address.split("://").last().unwrap_or_default().to_owned(),
    }
}
