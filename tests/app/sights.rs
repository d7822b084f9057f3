//! People, choices and onlookers drawn by chance: whatever is given out of a member is what a table of three lines allows, and no more.

use std::collections::BTreeSet;

use parea::access::Viewer;
use parea::domain::audience::{Audience, Choices, Field};
use parea::domain::coded::Coded as _;
use parea::domain::group::Joining;
use parea::domain::ids::{GroupId, MembershipId};
use parea::domain::rsvp::Wish;
use parea::domain::text::ShortText;
use parea::domain::time::Instant;
use parea::service::{answers, inside, people, reaching};
use parea::store::audiences::Chosen;
use parea::world::Entropy;

use crate::support::app::NOW;
use crate::support::databases::{Kind, TestDb};
use crate::support::house;

const NAMES: [&str; 5] = ["Ana", "Ben", "Cleo", "Dan", "Eve"];
const GROUPS: usize = 12;

/// Somebody, as the test knows them.
struct Known {
    viewer: Viewer,
    membership: MembershipId,
    choices: Choices,
    one: Option<usize>,
}

/// What may be seen, said once more without the code that shows it.
struct Model {
    all: Vec<Known>,
    blocked: BTreeSet<(usize, usize)>,
}

impl Model {
    /// The first has founded the group, and holds its only mandate.
    fn leads(who: usize) -> bool {
        who == 0
    }

    fn sees(&self, by: usize, of: usize, field: Field) -> bool {
        let it = &self.all[of];
        if it.choices.is_hidden || self.blocked.contains(&(by, of)) || self.blocked.contains(&(of, by)) {
            return false;
        }
        match it.choices.chosen(field) {
            Audience::Nobody => false,
            Audience::Group => true,
            Audience::Facilitators => Self::leads(by),
            Audience::One => it.one == Some(by),
        }
    }

    fn knows(&self, by: usize, of: usize) -> bool {
        Self::leads(of) || self.sees(by, of, Field::Name)
    }
}

fn below(entropy: &Entropy, most: usize) -> usize {
    usize::from(entropy.bytes::<1>()[0]) % most
}

fn drawn(entropy: &Entropy) -> Choices {
    let draw = |field| {
        let choices = parea::domain::audience::TABLE.iter().find(|row| row.field == field).unwrap().choices;
        choices[below(entropy, choices.len())]
    };
    let hidden = Choices::hidden(below(entropy, 6) == 0);
    Field::ALL.iter().fold(hidden, |all, field| all.with(*field, draw(*field)))
}

fn a_group(on: &TestDb, entropy: &Entropy, n: usize, now: Instant) -> (GroupId, Model) {
    let letter = |it: usize| char::from(b'a' + u8::try_from(it).unwrap());
    let person = |it: usize| house::person(on, &format!("some-body-{}{}", letter(n), letter(it)), now);
    let viewers: Vec<Viewer> = (0..NAMES.len()).map(person).collect();
    let group = house::group(on, &viewers[0], Joining::Open, None, now);
    let meeting = house::meets_weekly(on, &viewers[0], group, now);
    for (viewer, name) in viewers.iter().zip(NAMES).skip(1) {
        house::join(on, &viewers[0], viewer, group, name, now);
    }
    for viewer in &viewers {
        on.db.write(|db| answers::answer(db, viewer, group, meeting, Wish::Coming, now)).unwrap();
    }
    // Under which number each stands, everybody sees while nothing is chosen.
    let cards = on.db.read(|db| people::show(db, &viewers[0], group, now)).unwrap();
    let number = |name: &str| cards.cards.iter().find(|it| it.name == name).unwrap().id;
    let numbers: Vec<MembershipId> = cards
        .cards
        .iter()
        .find(|it| it.is_me)
        .map(|it| it.id)
        .into_iter()
        .chain(NAMES.iter().skip(1).map(|name| number(name)))
        .collect();
    let mut blocked = BTreeSet::new();
    for (by, viewer) in viewers.iter().enumerate() {
        let of = below(entropy, NAMES.len());
        if of != by && below(entropy, 2) == 0 && !blocked.contains(&(of, by)) {
            on.db.write(|db| reaching::block(db, viewer, (group, numbers[of]), now)).unwrap();
            blocked.insert((by, of));
        }
    }
    let all = viewers.into_iter().zip(&numbers).enumerate().map(|(who, (viewer, membership))| {
        let choices = drawn(entropy);
        // Whom one does not know by name one cannot choose, and whoever leads is known.
        let one = (who != 0).then_some(0).filter(|_| below(entropy, 2) == 0);
        let words = |text: &str| Some(ShortText::parse(text).unwrap());
        let chosen = Chosen {
            choices: choices.clone(),
            line: words("A line."),
            reach: words("A door."),
            reach_one: one.map(|it| numbers[it]),
        };
        on.db.write(|db| people::choose(db, &viewer, group, &chosen, now)).unwrap();
        Known { viewer, membership: *membership, choices, one }
    });
    (group, Model { all: all.collect(), blocked })
}

fn what_is_given_out_is_what_may_be_seen(kind: Kind) {
    let (on, entropy) = (TestDb::migrated(kind), Entropy::seeded(11));
    let now = Instant::parse_rfc3339(NOW).unwrap();
    let (mut shown, mut kept) = (0, 0);
    for n in 0..GROUPS {
        let (group, model) = a_group(&on, &entropy, n, now);
        for (by, looks) in model.all.iter().enumerate() {
            let people = on.db.read(|db| people::show(db, &looks.viewer, group, now)).unwrap();
            let home = on.db.read(|db| inside::show(db, &looks.viewer, group, now)).unwrap();
            for (of, it) in model.all.iter().enumerate().filter(|(of, _)| *of != by) {
                let card = people.cards.iter().find(|card| card.id == it.membership);
                let seen = |field| model.knows(by, of) && model.sees(by, of, field);
                let told = format!("{} of {} in {n}", NAMES[by], NAMES[of]);
                assert_eq!(card.is_some(), model.knows(by, of), "{told}");
                assert_eq!(card.and_then(|it| it.line.as_deref()).is_some(), seen(Field::Line), "{told}");
                assert_eq!(card.is_some_and(|it| it.can_be_reached), seen(Field::Reach), "{told}");
                assert_eq!(
                    home.here.iter().any(|one| one.id == it.membership),
                    model.knows(by, of),
                    "{told}"
                );
                let at = (group, it.membership);
                let reach = on.db.write(|db| reaching::look(db, &looks.viewer, at, now));
                assert_eq!(reach.is_ok(), seen(Field::Reach), "{told}");
                if let Some(name) = card.map(|it| it.name.as_str()) {
                    let comes = home.next[0].who.iter().any(|who| who == name);
                    assert_eq!(comes, seen(Field::Coming), "{told}");
                }
                *if card.is_some() { &mut shown } else { &mut kept } += 1;
            }
            let others = model.all.iter().enumerate().filter(|(of, _)| *of != by);
            let coming = others.filter(|(of, _)| model.knows(by, *of) && model.sees(by, *of, Field::Coming));
            let mine = usize::from(home.next[0].who.contains(&NAMES[by].to_owned()));
            assert!(home.next[0].who.len() <= coming.count() + mine.max(1), "nobody else comes by name");
        }
    }
    assert!(shown > 50 && kept > 50, "both were tried: {shown} and {kept}");
}

#[test]
fn what_is_given_out_is_what_may_be_seen_on_sqlite() {
    what_is_given_out_is_what_may_be_seen(Kind::Sqlite);
}

#[test]
fn what_is_given_out_is_what_may_be_seen_on_postgres() {
    what_is_given_out_is_what_may_be_seen(Kind::Postgres);
}
