//! The messages of one language as data: what each needs, what it says, what it chooses between.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{
    CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey,
};
use unicode_normalization::is_nfc;

/// What a sample of an argument must be like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    Text,
    Number,
    /// One of these words.
    Choice(Vec<String>),
}

/// One message, or one attribute of a message (`key.attribute`), or one term (`-key`).
#[derive(Debug, Default)]
pub struct Saying {
    pub file: String,
    pub arguments: BTreeMap<String, Kind>,
    /// Every piece of text in it.
    pub texts: Vec<String>,
    /// The variants of each choice, the default one last.
    pub choices: Vec<Vec<String>>,
    /// Other messages and terms that it quotes.
    pub quotes: BTreeSet<String>,
}

#[derive(Debug, Default)]
pub struct Catalogue {
    pub sayings: BTreeMap<String, Saying>,
    /// What is wrong with the files themselves.
    pub complaints: Vec<String>,
}

pub const PLURAL_CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

impl Catalogue {
    pub fn of(text: &str) -> Self {
        let mut catalogue = Self::default();
        catalogue.read("sample.ftl", text);
        catalogue
    }

    pub fn read(&mut self, file: &str, text: &str) {
        if !is_nfc(text) {
            self.complaints.push(format!("{file}: is not in NFC"));
        }
        let resource = match fluent_syntax::parser::parse(text) {
            Ok(resource) => resource,
            Err((resource, errors)) => {
                self.complaints.extend(errors.iter().map(|error| format!("{file}: {error}")));
                resource
            }
        };
        for entry in &resource.body {
            match entry {
                Entry::Message(message) => {
                    let key = message.id.name.to_owned();
                    if let Some(value) = &message.value {
                        self.add(file, key.clone(), value);
                    }
                    for attribute in &message.attributes {
                        self.add(file, format!("{key}.{}", attribute.id.name), &attribute.value);
                    }
                }
                Entry::Term(term) => self.add(file, format!("-{}", term.id.name), &term.value),
                Entry::Comment(_)
                | Entry::GroupComment(_)
                | Entry::ResourceComment(_)
                | Entry::Junk { .. } => {}
            }
        }
    }

    fn add(&mut self, file: &str, key: String, pattern: &Pattern<&str>) {
        let mut saying = Saying { file: file.to_owned(), ..Saying::default() };
        saying.take(pattern);
        if !is_key(key.trim_start_matches('-')) {
            self.complaints.push(format!("{file}: {key}: a key has two or more parts, as in group-found"));
        }
        if self.sayings.insert(key.clone(), saying).is_some() {
            self.complaints.push(format!("{file}: {key}: is there twice"));
        }
    }
}

/// Two or more parts in lower case, so that looking for the literal finds the key and little else.
pub fn is_key(text: &str) -> bool {
    let (key, attribute) = text.split_once('.').unwrap_or((text, "attribute"));
    let part =
        |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    key.contains('-')
        && key.starts_with(|c: char| c.is_ascii_lowercase())
        && key.split('-').all(part)
        && attribute.split('-').all(part)
}

impl Saying {
    fn take(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => self.texts.push((*value).to_owned()),
                PatternElement::Placeable { expression } => self.take_expression(expression),
            }
        }
    }

    fn take_expression(&mut self, expression: &Expression<&str>) {
        match expression {
            Expression::Inline(inline) => self.take_inline(inline),
            Expression::Select { selector, variants } => {
                self.take_inline(selector);
                let mut keys: Vec<(bool, String)> = variants
                    .iter()
                    .map(|variant| match &variant.key {
                        VariantKey::Identifier { name } => (variant.default, (*name).to_owned()),
                        VariantKey::NumberLiteral { value } => (variant.default, (*value).to_owned()),
                    })
                    .collect();
                keys.sort_by_key(|(default, _)| *default);
                let keys: Vec<String> = keys.into_iter().map(|(_, key)| key).collect();
                if let InlineExpression::VariableReference { id } = selector {
                    self.arguments.insert(id.name.to_owned(), kind(&keys));
                }
                self.choices.push(keys);
                variants.iter().for_each(|variant| self.take(&variant.value));
            }
        }
    }

    fn take_inline(&mut self, inline: &InlineExpression<&str>) {
        match inline {
            InlineExpression::StringLiteral { value } => self.texts.push((*value).to_owned()),
            InlineExpression::NumberLiteral { .. } => {}
            InlineExpression::VariableReference { id } => {
                self.arguments.entry(id.name.to_owned()).or_insert(Kind::Text);
            }
            InlineExpression::MessageReference { id, attribute } => {
                let attribute = attribute.as_ref().map(|attribute| format!(".{}", attribute.name));
                self.quotes.insert(format!("{}{}", id.name, attribute.unwrap_or_default()));
            }
            InlineExpression::TermReference { id, arguments, .. } => {
                self.quotes.insert(format!("-{}", id.name));
                arguments.iter().for_each(|arguments| self.take_call(arguments));
            }
            InlineExpression::FunctionReference { arguments, .. } => self.take_call(arguments),
            InlineExpression::Placeable { expression } => self.take_expression(expression),
        }
    }

    fn take_call(&mut self, arguments: &CallArguments<&str>) {
        arguments.positional.iter().for_each(|argument| self.take_inline(argument));
    }
}

fn kind(variants: &[String]) -> Kind {
    let is_number = |key: &String| PLURAL_CATEGORIES.contains(&key.as_str()) || key.parse::<f64>().is_ok();
    if variants.iter().all(is_number) { Kind::Number } else { Kind::Choice(variants.to_vec()) }
}

#[test]
fn a_message_tells_what_it_needs() {
    let catalogue = Catalogue::of(
        "a-b = { $name } has { $count ->\n [one] one\n *[other] { $count }\n } { $state ->\n [open] o\n *[closed] c\n }\n .title = { -x-y }\n-x-y = z\n",
    );
    assert_eq!(catalogue.complaints, Vec::<String>::new());
    let saying = &catalogue.sayings["a-b"];
    assert_eq!(saying.arguments["name"], Kind::Text);
    assert_eq!(saying.arguments["count"], Kind::Number);
    assert_eq!(saying.arguments["state"], Kind::Choice(vec!["open".into(), "closed".into()]));
    assert!(catalogue.sayings["a-b.title"].quotes.contains("-x-y"));
}

#[test]
fn what_is_wrong_with_a_file_is_found() {
    for bad in [
        "a-b = 1\na-b = 2\n",
        "single = 1\n",
        "Upper-Case = 1\n",
        "a-b = { $x\n",
        "a-b = e\u{301}\n",
        "a- = 1\n",
    ] {
        assert!(!Catalogue::of(bad).complaints.is_empty(), "{bad}");
    }
}
