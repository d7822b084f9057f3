//! From the Markdown that people write to HTML that is safe to show. Two gates, each enough alone: the Markdown reader is
//! never asked for raw HTML or images (both stay visible as the text that was typed), and what it writes is cut down to a
//! short list of elements. Headings begin at the third level, below those of the page.
//! Absent: pictures, tables, anything that asks another server for something.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};
use askama::filters::HtmlSafe;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::domain::text::Markdown;

const ELEMENTS: [&str; 15] =
    ["p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "code", "pre", "hr", "h3", "h4", "h5", "h6"];

/// Pages must never help to find out who reads what: no referrer, no hold on the window, no vote in a search engine.
const REL: &str = "nofollow noreferrer noopener";

static GATE: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut gate = Builder::empty();
    gate.tags(ELEMENTS.into_iter().chain(["a"]).collect())
        .tag_attributes(HashMap::from([("a", HashSet::from(["href"])), ("ol", HashSet::from(["start"]))]))
        .generic_attributes(HashSet::new())
        .clean_content_tags(HashSet::from(["script", "style"]))
        .url_schemes(HashSet::from(["https", "http", "mailto", "tel"]))
        .url_relative(UrlRelative::Deny)
        .link_rel(Some(REL));
    gate
});

/// HTML that may be shown unescaped. Only [`html`] makes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SafeHtml(String);

impl SafeHtml {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SafeHtml {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for SafeHtml {}

/// The description as a page shows it.
#[must_use]
pub fn html(text: &Markdown) -> SafeHtml {
    let events = Parser::new_ext(text.as_str(), Options::empty()).filter_map(tame);
    let mut written = String::with_capacity(text.as_str().len() * 2);
    pulldown_cmark::html::push_html(&mut written, events);
    SafeHtml(GATE.clean(&written).to_string())
}

/// An image leaves its description behind, raw HTML becomes text, a heading moves down.
fn tame(event: Event<'_>) -> Option<Event<'_>> {
    match event {
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => None,
        Event::Start(Tag::HtmlBlock) => Some(Event::Start(Tag::Paragraph)),
        Event::End(TagEnd::HtmlBlock) => Some(Event::End(TagEnd::Paragraph)),
        Event::Html(raw) | Event::InlineHtml(raw) => Some(Event::Text(raw)),
        Event::Start(Tag::Heading { level, .. }) => Some(Event::Start(Tag::Heading {
            level: demoted(level),
            id: None,
            classes: vec![],
            attrs: vec![],
        })),
        Event::End(TagEnd::Heading(level)) => Some(Event::End(TagEnd::Heading(demoted(level)))),
        other => Some(other),
    }
}

fn demoted(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 => HeadingLevel::H3,
        HeadingLevel::H2 => HeadingLevel::H4,
        HeadingLevel::H3 => HeadingLevel::H5,
        HeadingLevel::H4 | HeadingLevel::H5 | HeadingLevel::H6 => HeadingLevel::H6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use askama::Template;
    use proptest::prelude::*;

    fn shown(markdown: &str) -> String {
        html(&Markdown::parse(markdown).unwrap()).to_string().trim_end().to_owned()
    }

    #[test]
    fn what_people_write_becomes_plain_html() {
        let cases = [
            ("We meet *every* **Tuesday**.", "<p>We meet <em>every</em> <strong>Tuesday</strong>.</p>"),
            ("# Ποιοι είμαστε", "<h3>Ποιοι είμαστε</h3>"),
            ("##### Deep", "<h6>Deep</h6>"),
            ("3. three", "<ol start=\"3\">\n<li>three</li>\n</ol>"),
            (
                "[door](https://example.org/a?b=1&c=2 \"title\")",
                "<p><a href=\"https://example.org/a?b=1&amp;c=2\" rel=\"nofollow noreferrer noopener\">door</a></p>",
            ),
        ];
        for (markdown, expected) in cases {
            assert_eq!(shown(markdown), expected);
        }
    }

    #[test]
    fn what_could_harm_is_shown_as_text_or_loses_its_link() {
        let cases = [
            ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
            ("a <b onclick=x>b</b>", "<p>a &lt;b onclick=x&gt;b&lt;/b&gt;</p>"),
            ("![a cat](https://spy.example/cat.png)", "<p>a cat</p>"),
        ];
        for (markdown, expected) in cases {
            assert_eq!(shown(markdown), expected);
        }
        for link in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "data:text/html,x",
            "/sign-out",
            "//evil.example",
            "vbscript:x",
        ] {
            assert!(!shown(&format!("[go]({link})")).contains("href"), "{link}");
        }
    }

    #[derive(Template)]
    #[template(source = "{{ text }}", ext = "html")]
    struct Page {
        text: SafeHtml,
    }

    #[test]
    fn a_template_does_not_escape_it_again() {
        let page = Page { text: html(&Markdown::parse("*a* & b").unwrap()) };
        assert_eq!(page.render().unwrap().trim_end(), "<p><em>a</em> &amp; b</p>");
    }

    #[test]
    fn deep_nesting_does_not_break_it() {
        for piece in ["> ", "[", "* ", "![", "<b>", "`"] {
            let _ = shown(&piece.repeat(Markdown::MOST / piece.len()).replacen(' ', "x", 1));
        }
    }

    proptest! {
        #[test]
        fn only_elements_from_the_list_come_out(typed in "[<>a-z/=\"'!\\[\\]()#*&; \n:.-]{1,120}") {
            let Ok(text) = Markdown::parse(&typed) else { return Ok(()) };
            let page = scraper::Html::parse_fragment(html(&text).as_str());
            for element in page.tree.nodes().filter_map(|node| node.value().as_element()) {
                let allowed = ELEMENTS.contains(&element.name()) || ["a", "html", "body"].contains(&element.name());
                prop_assert!(allowed, "{}", element.name());
                prop_assert!(element.attrs().all(|(name, _)| ["href", "rel", "start"].contains(&name)));
            }
        }
    }
}
