//! All that stands beside the figures of a programme in a time, in one question: a page of figures asks no more than three, and none of
//! these depends on another. Each row says what it is. A UNION does not compile through the enum.

use diesel::dsl::exists;
use diesel::prelude::*;
use diesel::sql_types::{Integer, Nullable, Text};

use crate::coded;
use crate::domain::coded::Coded as _;
use crate::domain::ids::ProgrammeId;
use crate::domain::locale::Locale;
use crate::domain::period::Period;
use crate::store::conn::Conn;
use crate::store::error::StoreError;
use crate::store::schema::{
    field, field_name, narrative, place, place_name, programme, programme_sponsor, quarter_cell,
    quarter_plan, released_week, shown_week,
};

coded! {
    /// What a row is.
    pub(in crate::store) enum What {
        /// The programme: its zone and its name.
        Programme = "programme",
        /// That something is shown of a later time.
        Later = "later",
        /// A line, and at which place it stands.
        Sponsor = "sponsor",
        /// A cell of the one quarter that is looked at, and for how many groups it was made. In a year each quarter has others.
        Cell = "cell",
        /// Its slug and its name.
        Place = "place",
        /// Its slug and its name.
        Field = "field",
        /// A quarter, the words for it, and the numbers that were entered by hand.
        Narrative = "narrative",
    }
}

/// What it is, of which, in words, in numbers.
pub(in crate::store) type Row = (String, String, String, [Option<i32>; 4]);

/// The rows, in no order.
pub(in crate::store) fn rows(
    db: &mut Conn,
    of: ProgrammeId,
    period: Period,
    locale: Locale,
) -> Result<Vec<Row>, StoreError> {
    let is = |what: What| what.code().into_sql::<Text>();
    let none = || None::<i32>.into_sql::<Nullable<Integer>>();
    let nothing = || "".into_sql::<Text>();
    let quarters: Vec<String> = period.quarters().iter().map(ToString::to_string).collect();
    let quarter = match period {
        Period::Quarter(it) => it.to_string(),
        Period::Year(_) => String::new(),
    };

    let its = programme::table.find(of);
    let itself =
        its.select((is(What::Programme), programme::zone, programme::name, none(), none(), none(), none()));
    let later = released_week::table
        .inner_join(shown_week::table)
        .filter(released_week::programme_id.eq(of).and(released_week::week.gt(*period.span().end())));
    let later = its.filter(exists(later));
    let later = later.select((is(What::Later), nothing(), nothing(), none(), none(), none(), none()));
    let sponsors = programme_sponsor::table.filter(programme_sponsor::programme_id.eq(of)).select((
        is(What::Sponsor),
        nothing(),
        programme_sponsor::line,
        programme_sponsor::position.nullable(),
        none(),
        none(),
        none(),
    ));
    let cells = quarter_cell::table
        .inner_join(quarter_plan::table)
        .filter(quarter_plan::programme_id.eq(of).and(quarter_plan::quarter.eq(&quarter)))
        .select((
            is(What::Cell),
            quarter_cell::cell,
            nothing(),
            quarter_cell::group_count.nullable(),
            none(),
            none(),
            none(),
        ));
    let places = place::table.inner_join(place_name::table).filter(place_name::language.eq(locale));
    let places =
        places.select((is(What::Place), place::slug, place_name::name, none(), none(), none(), none()));
    let fields = field::table.inner_join(field_name::table).filter(field_name::language.eq(locale));
    let fields =
        fields.select((is(What::Field), field::slug, field_name::name, none(), none(), none(), none()));
    let narratives = narrative::table
        .filter(narrative::programme_id.eq(of).and(narrative::quarter.eq_any(&quarters)))
        .select((
            is(What::Narrative),
            narrative::quarter,
            narrative::words,
            narrative::seminars,
            narrative::people_trained,
            narrative::rooms_lent,
            narrative::inquiries,
        ));
    type Found = (String, String, String, Option<i32>, Option<i32>, Option<i32>, Option<i32>);
    let all = itself
        .union_all(later)
        .union_all(sponsors)
        .union_all(cells)
        .union_all(places)
        .union_all(fields)
        .union_all(narratives);
    let found: Vec<Found> = on_each!(db, conn => all.load(conn))?;
    Ok(found.into_iter().map(|(what, of, words, a, b, c, d)| (what, of, words, [a, b, c, d])).collect())
}
