//! Which room may use which. Every path that starts at the crate is looked at, not only `use` lines; so are grouped
//! imports and climbing by `super`.

use crate::source::Source;

/// A room, and the rooms it may use. What stands higher is not known to what stands lower.
const ROOMS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("world", &["domain"]),
    ("l10n", &["domain", "vault"]), // of the vault, its refusals: they need sentences
    ("vault", &["domain", "world"]),
    ("access", &["domain"]),
    ("store", &["domain", "world", "vault", "access"]),
    ("exchange", &["domain", "access", "l10n"]),
    ("mail", &["domain", "access", "l10n", "exchange", "settings"]),
    ("service", &["domain", "world", "l10n", "vault", "access", "store", "exchange", "mail"]),
    ("settings", &["domain", "l10n"]),
    ("app", &["domain", "world", "vault", "store", "settings", "mail"]),
    (
        "jobs",
        &[
            "domain", "world", "l10n", "vault", "access", "store", "exchange", "mail", "service", "settings",
            "app",
        ],
    ),
    (
        "web",
        &["domain", "world", "l10n", "vault", "access", "store", "exchange", "service", "settings", "app"],
    ),
    (
        "cli",
        &[
            "domain", "world", "l10n", "vault", "access", "store", "exchange", "mail", "service", "settings",
            "app", "jobs", "web",
        ],
    ),
    ("main", &["cli"]),
    ("lib", &[]),
];

/// An exported macro stands at the crate's root; it belongs to a room all the same.
const MACROS: &[(&str, &str)] =
    &[("coded", "domain"), ("as_text", "domain"), ("as_code", "domain"), ("screens", "web")];

fn rooms_open_to(room: &str) -> Option<&'static [&'static str]> {
    ROOMS.iter().find(|(name, _)| *name == room).map(|(_, open)| *open)
}

pub fn wrong_ways(source: &Source) -> Vec<String> {
    let room = source.room();
    let Some(open) = rooms_open_to(room) else {
        return vec![format!("{}: the plan knows no room `{room}`", source.path)];
    };
    let mut complaints = Vec::new();
    for (at, path) in paths(source) {
        let named = path.split("::").next().unwrap_or_default();
        let to = MACROS.iter().find(|(name, _)| *name == named).map_or(named, |(_, room)| *room);
        let place = source.place(at);
        if to == room || !to.starts_with(|c: char| c.is_lowercase()) {
            continue; // Its own room, or a name of the crate itself, such as a macro's.
        }
        if rooms_open_to(to).is_none() {
            complaints.push(format!("{place}: the plan knows no room `{to}`"));
        } else if !open.contains(&to) {
            complaints.push(format!("{place}: `{room}` may not use `{to}`"));
        }
    }
    complaints
}

/// Every path from the crate's root, without the root: `store::conn::Db`.
fn paths(source: &Source) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for root in ["crate::", "parea::"] {
        for at in source.finds(root) {
            found.extend(expanded(&source.code[at + root.len()..]).into_iter().map(|path| (at, path)));
        }
    }
    found.extend(climbing(source));
    found
}

/// `{a::b, c::{d, e}}` as its paths; what is not grouped, as the one it is.
fn expanded(after: &str) -> Vec<String> {
    let end = after.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':')).unwrap_or(after.len());
    let stem = &after[..end];
    let Some(inside) = after[end..].strip_prefix('{') else { return vec![stem.to_owned()] };
    members(inside)
        .into_iter()
        .flat_map(|member| expanded(member.trim_start()))
        .map(|path| format!("{stem}{path}"))
        .collect()
}

/// What stands between the brace that was opened and the one that closes it, cut at its own commas.
fn members(inside: &str) -> Vec<&str> {
    let (mut depth, mut start, mut found) = (0_usize, 0, Vec::new());
    for (at, c) in inside.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                found.push(&inside[start..at]);
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                found.push(&inside[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    found.retain(|member| !member.trim().is_empty());
    found
}

/// `super::…` that climbs to the crate's root. A test module inside a file climbs one step more; a name that is no
/// room's is not ours to judge.
fn climbing(source: &Source) -> Vec<(usize, String)> {
    let depth = source.path.matches('/').count();
    let starts = source.finds("super::").filter(|at| !source.code[..*at].ends_with("super::"));
    starts
        .filter_map(|at| {
            let path = source.code[at..].trim_start_matches("super::");
            let climbed = (source.code.len() - at - path.len()) / "super::".len();
            let named = expanded(path)
                .into_iter()
                .find(|p| rooms_open_to(p.split("::").next().unwrap_or_default()).is_some())?;
            (climbed >= depth).then_some((at, named))
        })
        .collect()
}

#[test]
fn wrong_ways_are_found_wherever_they_stand() {
    let complaints = |path: &str, text: &str| wrong_ways(&Source::new(path, text));
    let bad = [
        ("src/domain/x.rs", "fn f(c: &crate::store::Conn) {}", "`domain` may not use `store`"),
        (
            "src/domain/x.rs",
            "use crate::{domain::ids, vault::{Keys, Token}};",
            "`domain` may not use `vault`",
        ),
        ("src/access/x.rs", "use super::super::store::Conn;", "`access` may not use `store`"),
        ("src/domain.rs", "use super::{world::Clock};", "`domain` may not use `world`"),
        ("src/web/x.rs", "use crate::attic::Box;", "no room `attic`"),
        ("src/attic.rs", "", "no room `attic`"),
        ("src/main.rs", "fn main() { parea::web::serve() }", "`main` may not use `web`"),
    ];
    for (path, text, expected) in bad {
        let found = complaints(path, text);
        assert!(found.iter().any(|c| c.contains(expected)), "{path}: {text}: {found:?}");
    }
    let good = [
        ("src/domain/x.rs", "// crate::store\nconst A: &str = \"crate::store\"; use crate::domain::ids;"),
        ("src/web/x.rs", "use crate::{domain, store::StoreError}; mod tests { use super::*; }"),
        ("src/domain/time/x.rs", "use super::store;"),
    ];
    for (path, text) in good {
        assert_eq!(complaints(path, text), Vec::<String>::new(), "{path}: {text}");
    }
}

#[test]
fn no_two_rooms_use_each_other() {
    for (room, open) in ROOMS {
        for other in *open {
            let back = rooms_open_to(other).expect("a room may use only rooms");
            assert!(!back.contains(room), "{room} and {other}");
        }
    }
}
