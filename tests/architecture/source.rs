//! A source file of the crate, and the same with comments and strings blanked, so that a check sees code only. Lines
//! and their numbers stay as they were. A reader of the surface of Rust: it knows comments (nested, too), strings, raw
//! strings and characters, and no grammar.

/// One file below `src`.
pub struct Source {
    /// As `src/store/conn.rs`.
    pub path: String,
    pub text: String,
    /// The text without what stands in comments and between quotes.
    pub code: String,
}

impl Source {
    pub fn new(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned(), code: blanked(text) }
    }

    /// `path:line` of a byte of the code.
    pub fn place(&self, at: usize) -> String {
        format!("{}:{}", self.path, 1 + self.code[..at].matches('\n').count())
    }

    /// Where a word stands in the code: not as a part of a longer one.
    pub fn finds<'a>(&'a self, word: &'a str) -> impl Iterator<Item = usize> + 'a {
        self.code.match_indices(word).map(|(at, _)| at).filter(move |&at| {
            let before = self.code[..at].chars().next_back();
            let after = self.code[at + word.len()..].chars().next();
            let joins = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
            let starts_name = word.starts_with(|c: char| c.is_alphanumeric());
            let ends_name = word.ends_with(|c: char| c.is_alphanumeric());
            !(starts_name && joins(before) || ends_name && joins(after))
        })
    }

    /// The room that the file belongs to: `src/store/conn.rs` and `src/store.rs` are of `store`.
    pub fn room(&self) -> &str {
        let below = self.path.strip_prefix("src/").unwrap_or(&self.path);
        let first = below.split('/').next().unwrap_or(below);
        first.strip_suffix(".rs").unwrap_or(first)
    }
}

fn blanked(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let joined = code.chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_');
        let hidden = length_hidden(rest, joined).min(rest.len());
        if hidden == 0 {
            code.push(next);
            rest = &rest[next.len_utf8()..];
        } else {
            // As many bytes as before, so that a place in the code is the same place in the text.
            for c in rest[..hidden].chars() {
                if c == '\n' {
                    code.push('\n');
                } else {
                    code.extend(std::iter::repeat_n(' ', c.len_utf8()));
                }
            }
            rest = &rest[hidden..];
        }
    }
    code
}

/// How many bytes at the beginning are a comment, a string or a character; `joined` when a name stands right before.
fn length_hidden(rest: &str, joined: bool) -> usize {
    match rest.as_bytes() {
        [b'/', b'/', ..] => rest.find('\n').unwrap_or(rest.len()),
        [b'/', b'*', ..] => block_comment(rest),
        [b'"', ..] => 1 + quoted(&rest[1..]),
        [b'\'', ..] => character(rest),
        [b'r', ..] if !joined => raw(&rest[1..]).map_or(0, |n| n + 1),
        [b'b', b'r', ..] if !joined => raw(&rest[2..]).map_or(0, |n| n + 2),
        _ => 0,
    }
}

fn block_comment(rest: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < rest.len() {
        let step = match &rest.as_bytes()[at..] {
            [b'/', b'*', ..] => {
                depth += 1;
                2
            }
            [b'*', b'/', ..] => {
                depth -= 1;
                2
            }
            _ => 1,
        };
        at += step;
        if depth == 0 {
            return at;
        }
    }
    rest.len()
}

fn quoted(inside: &str) -> usize {
    let mut escaped = false;
    let end = inside.find(|c: char| {
        let ends = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    });
    end.map_or(inside.len(), |end| end + 1)
}

/// A lifetime is code: only its tick has no closing one.
fn character(rest: &str) -> usize {
    let mut inside = rest[1..].char_indices();
    match inside.next() {
        Some((_, '\\')) => rest[3..].find('\'').map_or(0, |end| end + 4),
        Some((_, c)) if rest[1 + c.len_utf8()..].starts_with('\'') => 2 + c.len_utf8(),
        _ => 0,
    }
}

fn raw(rest: &str) -> Option<usize> {
    let hashes = rest.len() - rest.trim_start_matches('#').len();
    let inside = rest[hashes..].strip_prefix('"')?;
    let closing = format!("\"{}", "#".repeat(hashes));
    Some(hashes + 1 + inside.find(&closing).map_or(inside.len(), |end| end + closing.len()))
}

#[test]
fn comments_and_strings_are_blanked_and_code_is_kept() {
    let text =
        "a // b\n/* c /* d */ e */ f \"g\\\" h\" i 'j' '\\'' <'k> r#\"l \" m\"# n br\"o\" var\"p\" 'λ' q";
    let source = Source::new("src/web/x.rs", text);
    let words: Vec<&str> = source.code.split_whitespace().collect();
    assert_eq!(words, ["a", "f", "i", "<'k>", "n", "var", "q"]);
    assert_eq!(source.room(), "web");
    assert_eq!(source.place(source.code.find('f').unwrap()), "src/web/x.rs:2");
}

#[test]
fn a_word_is_found_alone() {
    let source = Source::new("src/a.rs", "diesel mydiesel diesel_x diesel::y");
    assert_eq!(source.finds("diesel").count(), 2);
}
