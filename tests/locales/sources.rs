//! String literals in Rust and in the expressions of templates, with whether they are said at once: `.t("…")`,
//! `.with("…", …)`. A small reader that knows comments, escapes and raw strings; test modules are left out.

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Literal {
    pub text: String,
    /// It is the first argument of `t` or `with`.
    pub said: bool,
}

pub fn literals_of_rust(source: &str) -> Vec<Literal> {
    // A test module stands at the end of its file.
    let source = source.find("#[cfg(test)]\nmod ").map_or(source, |end| &source[..end]);
    literals(source)
}

pub fn literals_of_template(template: &str) -> Vec<Literal> {
    expressions(template).flat_map(literals).collect()
}

/// What stands between `{{ }}` and `{% %}`.
fn expressions(template: &str) -> impl Iterator<Item = &str> {
    let mut rest = template;
    std::iter::from_fn(move || {
        let start = rest
            .match_indices('{')
            .map(|(at, _)| at)
            .find(|at| rest[at + 1..].starts_with(['{', '%', '#']))?;
        let closing = match rest.as_bytes()[start + 1] {
            b'{' => "}}",
            b'%' => "%}",
            _ => "#}",
        };
        let inside = &rest[start + 2..];
        let end = inside.find(closing).unwrap_or(inside.len());
        rest = inside[end..].strip_prefix(closing).unwrap_or_default();
        Some(if closing == "#}" { "" } else { &inside[..end] })
    })
}

fn literals(source: &str) -> Vec<Literal> {
    let mut found = Vec::new();
    let mut rest = source;
    let mut before = String::new();
    while let Some(next) = rest.chars().next() {
        if rest.starts_with("//") {
            rest = rest.find('\n').map_or("", |end| &rest[end..]);
        } else if rest.starts_with("/*") {
            rest = rest.find("*/").map_or("", |end| &rest[end + 2..]);
        } else if let Some(after) = rest.strip_prefix('\'') {
            rest = after_quote(after);
        } else if let Some((text, after)) = string(rest, before.chars().last()) {
            let code = before.trim_end();
            found.push(Literal { text, said: code.ends_with(".t(") || code.ends_with(".with(") });
            rest = after;
            before.push('"');
        } else {
            before.push(next);
            rest = &rest[next.len_utf8()..];
        }
    }
    found
}

/// Behind a `'`: a character ('"', '\'') is skipped whole, of a lifetime only the tick.
fn after_quote(after: &str) -> &str {
    if let Some(escaped) = after.strip_prefix('\\') {
        let skip = escaped.chars().next().map_or(0, char::len_utf8);
        return escaped[skip..].find('\'').map_or(after, |end| &escaped[skip + end + 1..]);
    }
    let mut characters = after.chars();
    characters.next();
    characters.as_str().strip_prefix('\'').unwrap_or(after)
}

/// A string at the beginning of `rest`: its text, and what follows.
fn string(rest: &str, previous: Option<char>) -> Option<(String, &str)> {
    if let Some(raw) =
        rest.strip_prefix('r').filter(|_| !previous.is_some_and(|c| c.is_alphanumeric() || c == '_'))
    {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        if let Some(text) = raw[hashes..].strip_prefix('"') {
            let closing = format!("\"{}", "#".repeat(hashes));
            let end = text.find(&closing)?;
            return Some((text[..end].to_owned(), &text[end + closing.len()..]));
        }
    }
    let text = rest.strip_prefix('"')?;
    let mut escaped = false;
    let end = text.find(|c: char| {
        let ends = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    })?;
    Some((text[..end].to_owned(), &text[end + 1..]))
}

#[test]
fn literals_are_found_and_what_is_said_is_told_apart() {
    let source = r##"
        // l.t("in-comment") and /* "x-y" */
        const KEY: &str = "in-table"; fn f<'a>(c: char) -> bool { c == '"' || c == '\'' }
        l.t("said-once"); l.with(
            "said-with", &[("name", x)]);
        r#"raw "quoted" one"# ; "esc\"aped"; "https://x"
        #[cfg(test)]
mod tests { "in-test" }
    "##;
    let source = source.replace("        #[cfg(test)]", "#[cfg(test)]");
    let found = literals_of_rust(&source);
    let said: Vec<&str> = found.iter().filter(|l| l.said).map(|l| l.text.as_str()).collect();
    let kept: Vec<&str> = found.iter().filter(|l| !l.said).map(|l| l.text.as_str()).collect();
    assert_eq!(said, ["said-once", "said-with"]);
    assert_eq!(kept, ["in-table", "name", "raw \"quoted\" one", "esc\\\"aped", "https://x"]);
}

#[test]
fn literals_of_a_template_stand_in_its_expressions() {
    let template =
        r#"<p class="not-this">{{ f.l.t("page-title") }}{# {{ l.t("no") }} #}{% let k = "by-name" %}</p>"#;
    let found: Vec<String> = literals_of_template(template).into_iter().map(|l| l.text).collect();
    assert_eq!(found, ["page-title", "by-name"]);
}
