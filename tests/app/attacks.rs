//! Attacks: by somebody who sits in two groups and would like to know who is in both, and by somebody who has stolen the files.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;

use parea::domain::audience::{Audience, Choices, Field};
use parea::domain::ids::GroupId;
use parea::domain::text::MemberName;
use parea::service::{joining, people};
use parea::store::Conn;
use parea::store::audiences::Chosen;
use parea::store::inventory::{Content, INVENTORY};

use super::backing_up::backed_up;
use super::deciding::{proposed, says};
use super::reminders::a_circle_and_ben;
use crate::support::app::TestApp;
use crate::support::browser::Page;
use crate::support::databases::Kind;
use crate::support::groups::Circle;
use crate::support::house;
use crate::support::log;
use crate::support::people::Person;

/// So many are in both groups.
const BOTH: usize = 200;
/// Whoever guesses is right about one of them, on average. More than six is less likely than one in ten thousand.
const BY_CHANCE: usize = 6;

/// What the attacker sees of somebody: a name, and the number in the address of their card.
type Seen = (String, String);

async fn seen_in(circle: &Circle, by: &Person) -> (Page, Vec<Seen>) {
    let page = by.browser.get(&format!("/g/{}/people", circle.id)).await;
    let ids = page.links("li.card h2 a").into_iter().map(|link| link.rsplit('/').next().unwrap().to_owned());
    let seen = page.words("li.card h2 a").into_iter().zip(ids).collect();
    (page, seen)
}

/// Under a name that follows from nothing. Which one it is only the test knows.
fn name(of: usize, group: usize) -> String {
    let mut number = u64::try_from(of * 2 + group + 1).unwrap();
    for _ in 0..3 {
        number = number.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29) ^ 0x5bd1;
    }
    format!("n{number:016x}")
}

/// A sign-in name has no digits.
fn letters(of: usize) -> String {
    let letter = |n: usize| char::from(b'a' + u8::try_from(n % 26).unwrap());
    format!("some-body-{}{}", letter(of / 26), letter(of))
}

/// The words and the values that stand on one card and on no other of the page, of those who are in both groups.
fn marks(page: &Page) -> BTreeSet<String> {
    let words = |card: &str| -> BTreeSet<String> {
        card.split(|c: char| !c.is_alphanumeric())
            .filter(|it| !it.is_empty())
            .map(ToOwned::to_owned)
            .collect()
    };
    let cards = page.body.split("<li class=\"card\">").skip(1);
    let cards: Vec<_> = cards.map(|card| words(card.split("</li>").next().unwrap())).collect();
    let mut times: BTreeMap<&String, usize> = BTreeMap::new();
    cards.iter().flatten().for_each(|word| *times.entry(word).or_default() += 1);
    let of_both = cards.iter().filter(|card| card.iter().any(|word| word.len() == name(0, 0).len()));
    of_both.flatten().filter(|word| times[word] == 1).cloned().collect()
}

on_both! {
    async fn whoever_sits_in_two_groups_cannot_tell_who_is_in_both(app: TestApp) {
        let (one, other) = (app.a_group("Tuesday circle").await, app.a_group("Friday circle").await);
        let (eve, now) = (app.person().await, app.app.clock.now());
        for n in 0..BOTH {
            let person = house::person(&app.db, &letters(n), now);
            // One after the other, into both on the same evening, and with the same wishes in both.
            for (group, circle) in [&one, &other].into_iter().enumerate() {
                let name = MemberName::parse(&name(n, group)).unwrap();
                let reach = if n % 20 == 0 { Audience::Group } else { Audience::Nobody };
                let choices = Choices::default().with(Field::Reach, reach);
                let chosen = Chosen { choices, line: None, reach: None, reach_one: None };
                let id: GroupId = circle.id.parse().unwrap();
                let write = |db: &mut Conn| joining::join(db, &person, &circle.slug, &name, None, now);
                app.db.db.write(write).unwrap();
                app.db.db.write(|db| people::choose(db, &person, id, &chosen, now)).unwrap();
            }
        }
        for circle in [&one, &other] {
            circle.joined_by(&eve, "Eve").await;
        }
        let ((page_one, mut in_one), (page_other, mut in_other)) = (seen_in(&one, &eve).await, seen_in(&other, &eve).await);
        for all in [&mut in_one, &mut in_other] {
            all.retain(|(name, _)| name.starts_with('n'));
            assert_eq!(all.len(), BOTH);
        }
        let truth: BTreeMap<String, String> = (0..BOTH).map(|n| (name(n, 0), name(n, 1))).collect();
        let right = |one: &[Seen], other: &[Seen]| {
            one.iter().zip(other).filter(|(a, b)| truth[&a.0] == b.0).count()
        };
        // By their place in the list, from above and from below.
        assert!(right(&in_one, &in_other) <= BY_CHANCE, "by place");
        in_other.reverse();
        assert!(right(&in_one, &in_other) <= BY_CHANCE, "by place, the other way");
        // By the numbers in the addresses: by rank, and by whatever they share.
        let by_id = |all: &[Seen]| {
            let mut all = all.to_vec();
            all.sort_by_key(|(_, id)| id.clone());
            all
        };
        assert!(right(&by_id(&in_one), &by_id(&in_other)) <= BY_CHANCE, "by number");
        let nearest: Vec<Seen> = in_one
            .iter()
            .map(|(_, id)| {
                let alike = |to: &Seen| id.bytes().zip(to.1.bytes()).filter(|(a, b)| a == b).count();
                in_other.iter().max_by_key(|it| alike(it)).unwrap().clone()
            })
            .collect();
        assert!(right(&in_one, &nearest) <= 2 * BY_CHANCE, "by numbers that look alike");
        // By anything that stands with one of them alone, on both pages.
        let (of_one, of_other) = (marks(&page_one), marks(&page_other));
        assert!(of_one.len() >= 2 * BOTH, "the names and numbers are among them");
        let common: Vec<_> = of_one.intersection(&of_other).collect();
        assert!(common.is_empty(), "{common:?}");
    }

    async fn whoever_steals_the_files_reads_nothing_that_is_sealed(app: TestApp) {
        log::keep();
        let word = |n: usize| format!("Kanarinivogel{n}q");
        let (circle, ben) = a_circle_and_ben(&app).await;
        let cleo = app.person_at(&format!("{}@example.org", word(0))).await;
        circle.joined_by(&cleo, &word(1)).await;
        let path = format!("/me/privacy/{}", circle.id);
        let form = cleo.browser.get(&path).await;
        let (line, reach) = (word(2), word(3));
        let fields = [("line", "group"), ("line_words", &*line), ("reach", "group"), ("reach_words", &*reach)];
        assert_eq!(cleo.browser.fill(&form, &path, &fields).await.status, 303);
        // Written to each other, and told in confidence.
        let people = ben.browser.get(&format!("/g/{}/people", circle.id)).await;
        let of_cleo = people.links("li.card:has(.line) h2 a").remove(0);
        let at = ben.browser.post(&people, &format!("{of_cleo}/ask"), &[]).await.location().unwrap();
        let form = cleo.browser.get(&at).await;
        cleo.browser.post(&form, &format!("{at}/answer"), &[("answer", "yes")]).await;
        cleo.browser.post(&form, &at, &[("words", &word(4))]).await;
        let path = format!("/g/{}/report", circle.id);
        let form = ben.browser.get(&path).await;
        let to = form.values("#to option").remove(1);
        assert_eq!(ben.browser.post(&form, &path, &[("to", &to), ("words", &word(5))]).await.status, 200);
        // Said and offered in the group.
        circle.noted_by(&ben, &word(6), &[]).await;
        let words = [("what", "words"), ("title", "Tea"), ("why", "So."), ("review", "6")];
        let proposal = proposed(&circle, &circle.leader, &words).await;
        assert_eq!(says(&ben, &proposal, "objection", &word(7)).await.status, 303);
        for (path, field, n) in [("offers", "words", 8), ("assembly/points", "point", 9)] {
            let page = ben.browser.get(&format!("/g/{}/{}", circle.id, path.split('/').next().unwrap())).await;
            let fields = [("kind", "topic"), (field, &*word(n))];
            let said = ben.browser.post(&page, &format!("/g/{}/{path}", circle.id), &fields).await;
            assert_eq!(said.status, 303, "{path}");
        }
        let path = format!("/g/{}/handover", circle.id);
        let form = circle.leader.browser.get(&path).await;
        circle.leader.browser.fill(&form, &path, &[("lines", &word(10))]).await;
        ben.calendar(&[("title", "own"), ("words", &word(11))]).await;
        let security = ben.browser.get("/me/security").await;
        let named = security.actions("/name").remove(0);
        ben.browser.post(&security, &named, &[("name", &word(12))]).await;
        let secret = word(13);
        let online = [("date", "2026-12-10"), ("repeat", "weekly-1"), ("online_url", "https://meet.example.org/olive"), ("joining_secret", &secret)];
        let path = format!("/g/{}/series/new", circle.id);
        let form = circle.leader.browser.get(&path).await;
        let fields = [&[("time", "19:00"), ("ends", "20:30"), ("format", "online"), ("openness", "open")], &online[..]].concat();
        assert_eq!(circle.leader.browser.submit(&form, &path, &fields).await.status, 200);
        let (door, dora) = (app.a_group_joined_by("Friday circle", "welcome").await, app.person().await);
        let path = format!("/groups/{}/join", door.slug);
        let form = dora.browser.get(&path).await;
        dora.browser.submit(&form, &path, &[("my_name", &word(14)), ("hello", &word(15))]).await;

        // Each of them was taken: it is not that nothing was written.
        let sealed = INVENTORY.iter().flat_map(|it| {
            let of_table = it.columns.iter().filter(|(content, _)| *content == Content::Sealed);
            of_table.flat_map(|(_, names)| names.iter()).map(|name| (it.table, *name))
        });
        let filled: BTreeSet<(&str, &str)> =
            sealed.filter(|(table, name)| app.db.count(&format!("{table} WHERE {name} IS NOT NULL")) > 0).collect();
        for of in [
            ("person", "email"), ("sign_in", "name"), ("membership", "name"), ("membership", "line"), ("membership", "reach"),
            ("contact_message", "words"), ("report_word", "words"), ("experience", "words"), ("voice", "words"),
            ("offer", "words"), ("agenda_point", "words"), ("handover_item", "words"), ("calendar_feed", "words"),
            ("series", "joining_secret"), ("hello", "name"), ("hello", "words"),
        ] {
            assert!(filled.contains(&of), "{of:?} is empty");
        }
        // The files of SQLite, with what waits to be written into them; PostgreSQL's own dump; our backup, also to whoever has
        // opened it; and what was said to the log meanwhile.
        let backup = backed_up(&app.db);
        let mut opened = Vec::new();
        let opening = app.db.keys.open_file(backup.as_slice()).unwrap();
        flate2::read::GzDecoder::new(opening).read_to_end(&mut opened).unwrap();
        assert!(String::from_utf8_lossy(&opened).contains("contact_message"));
        tracing::warn!("the log is kept");
        let log = log::said();
        assert!(String::from_utf8_lossy(&log).contains("the log is kept"));
        let mut copies = app.db.files();
        let others = [("pg_dump", app.db.pg_dump()), ("backup", backup), ("opened backup", opened), ("log", log)];
        copies.extend(others.map(|(name, bytes)| (name.to_owned(), bytes)));
        let hex = |text: &str| text.bytes().map(|byte| format!("{byte:02x}")).collect::<String>();
        for n in 0..16 {
            for canary in [word(n), word(n).to_lowercase(), word(n).to_uppercase()] {
                for line in app.db.dump(&[]) {
                    let text = line.content.to_lowercase();
                    assert!(!text.contains(&canary.to_lowercase()) && !text.contains(&hex(&canary)), "{n} in {line:?}");
                }
                for (name, bytes) in &copies {
                    let found = bytes.windows(canary.len()).any(|window| window == canary.as_bytes());
                    assert!(!found, "{n} in {name}");
                }
            }
        }
        // Whatever is called sealed begins as a cell does, and its length tells little.
        for (table, name) in filled {
            for (_, cell) in app.db.cells(table, "CAST(0 AS BIGINT)", name) {
                assert_eq!((cell[0], cell[1], (cell.len() - 2 - 24 - 16) % 32), (1, 1, 0), "{table}.{name}");
            }
        }
    }
}
