//! What may stand in one place only: the clock, chance, threads, the two databases, SQL, HTTP, mail, and the two ways
//! of making a `Viewer`. A table of words and of where they may stand.

use crate::source::Source;

/// A word of the code, where it may stand (a file, or a folder with its file: `src/store`), and why only there.
pub struct Place {
    pub word: &'static str,
    pub home: &'static [&'static str],
    pub why: &'static str,
}

const ROW: &str = "a proof that comes of a row is made where the row is written";

pub const PLACES: &[Place] = &[
    Place { word: "diesel", home: &["src/store"], why: "SQL stands in the store, and only there" },
    Place { word: "sql_query", home: &["src/store"], why: "SQL stands in the store, and only there" },
    Place {
        word: "Either::",
        home: &["src/store/conn.rs", "src/store/dialect"],
        why: "the connection and the dialect know that there are two databases",
    },
    Place { word: "actix_web", home: &["src/web", "src/cli"], why: "nothing below the web knows HTTP" },
    Place { word: "lettre", home: &["src/mail"], why: "mail leaves by one door" },
    Place {
        word: "Utc::now",
        home: &["src/world/clock.rs"],
        why: "time is handed in, so that tests can set it",
    },
    Place {
        word: "getrandom",
        home: &["src/world/entropy.rs"],
        why: "chance is handed in, so that tests can seed it",
    },
    Place {
        word: "spawn_blocking",
        home: &["src/app.rs"],
        why: "one door from async to the database and to hashing",
    },
    Place {
        word: "web::block",
        home: &["src/app.rs"],
        why: "one door from async to the database and to hashing",
    },
    Place {
        word: "Visible::public(",
        home: &["src/service/finding.rs", "src/service/timetable.rs", "src/web/about.rs"],
        why: "what everybody may see is decided where it is found",
    },
    Place { word: "Visible::own_words(", home: &["src/web"], why: "only a page shows back what was typed" },
    Place {
        word: "LookedUp::so(",
        home: &["src/store"],
        why: "what a proof is made from was looked up, and nobody else can make it",
    },
    Place { word: ".joined(", home: &["src/store"], why: ROW },
    Place { word: ".became(", home: &["src/store"], why: ROW },
    Place { word: ".given(", home: &["src/store"], why: ROW },
    Place { word: ".unless_changed(", home: &["src/store"], why: ROW },
    Place { word: ".by_used_secret(", home: &["src/store"], why: ROW },
    Place { word: "Claim::of(", home: &["src/store"], why: ROW },
    Place { word: "Claim::with_hash(", home: &["src/store"], why: ROW },
    Place {
        word: "Viewer::holding(",
        home: &["src/cli/demo", "src/service/erasing.rs"],
        why: "only the demo's people, and whom a backup brought back to be forgotten, have no browser",
    },
    Place {
        word: "Viewer::signed_in(",
        home: &["src/web/visitor.rs"],
        why: "a sign-in makes a viewer, and nothing else does",
    },
];

/// `src/store` is the home of `src/store.rs` and of all below `src/store/`.
fn lives_in(path: &str, home: &str) -> bool {
    let room = home.strip_suffix(".rs").unwrap_or(home);
    path == home || (room == home && (path == format!("{home}.rs") || path.starts_with(&format!("{home}/"))))
}

pub fn strays(source: &Source) -> Vec<String> {
    PLACES
        .iter()
        .filter(|place| !place.home.iter().any(|home| lives_in(&source.path, home)))
        .flat_map(|place| {
            source.finds(place.word).map(move |at| {
                format!(
                    "{}: `{}` may stand in {:?} only: {}",
                    source.place(at),
                    place.word,
                    place.home,
                    place.why
                )
            })
        })
        .collect()
}

/// Where the system acts on its own: `path "reason"`, one a line, sorted.
pub fn system_viewers(sources: &[Source]) -> Vec<String> {
    let mut uses: Vec<String> = sources
        .iter()
        .flat_map(|source| {
            source.finds("Viewer::system(").map(|at| {
                let reason = source.text[at + "Viewer::system(".len()..].lines().next().unwrap_or_default();
                let reason = reason.split(')').next().unwrap_or_default();
                format!("{} {reason}", source.path)
            })
        })
        .collect();
    uses.sort();
    uses
}

#[test]
fn every_place_is_guarded() {
    for place in PLACES {
        let text = format!("fn f() {{ {}(); }}", place.word);
        assert_eq!(strays(&Source::new("src/jobs/x.rs", &text)).len(), 1, "{}", place.word);
        for home in place.home {
            let path = if home.ends_with(".rs") { (*home).to_owned() } else { format!("{home}/x.rs") };
            assert_eq!(strays(&Source::new(&path, &text)), Vec::<String>::new(), "{path}: {}", place.word);
        }
        assert!(strays(&Source::new("src/jobs/x.rs", &format!("// {}", place.word))).is_empty());
    }
    assert_eq!(strays(&Source::new("src/storehouse.rs", "use diesel::x;")).len(), 1);
}

#[test]
fn uses_of_the_systems_power_are_listed_with_their_reasons() {
    let source = Source::new(
        "src/jobs/a.rs",
        "// Viewer::system(\"no\")\nlet λ = \"αυλή\";\nrun(&Viewer::system(\"purge\"));",
    );
    assert_eq!(system_viewers(&[source]), ["src/jobs/a.rs \"purge\""]);
}
