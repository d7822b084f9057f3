//! Where an online meeting is held. It stands on pages and in mails as a link that people press, so only `https` to a
//! named host is taken, and nothing that hides where it leads. It may contain the key to the room: it does not print
//! itself. Absent: asking whether anything answers there.

use unicode_normalization::UnicodeNormalization;

use super::email::domain_in_ascii;

const MOST: usize = 500;
const SCHEME: &str = "https://";

/// An `https` address, its host in ASCII and lower case, the rest as typed.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct OnlineUrl(String);

/// Why a text is no address of an online meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UrlRefusal {
    #[error("nothing is written")]
    Empty,
    #[error("{characters} characters, at most {most}")]
    TooLong { characters: usize, most: usize },
    #[error("does not begin with https://")]
    NotHttps,
    /// No host, figures in its place, or a name before an @, which makes a link look like another.
    #[error("a host that cannot be")]
    Host,
    #[error("a character that no address has")]
    Character,
}

impl OnlineUrl {
    /// # Errors
    /// [`UrlRefusal`].
    pub fn parse(typed: &str) -> Result<Self, UrlRefusal> {
        let text: String = typed.trim().nfc().collect();
        if text.is_empty() {
            return Err(UrlRefusal::Empty);
        }
        let characters = text.chars().count();
        if characters > MOST {
            return Err(UrlRefusal::TooLong { characters, most: MOST });
        }
        if text.chars().any(|c| {
            c.is_whitespace() || c.is_control() || super::is_invisible(c) || "\"'<>\\^`{|}".contains(c)
        }) {
            return Err(UrlRefusal::Character);
        }
        let (scheme, rest) = text.split_at_checked(SCHEME.len()).ok_or(UrlRefusal::NotHttps)?;
        if !scheme.eq_ignore_ascii_case(SCHEME) {
            return Err(UrlRefusal::NotHttps);
        }
        let (authority, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
        let (host, port) =
            authority.split_once(':').map_or((authority, None), |(host, port)| (host, Some(port)));
        let host = domain_in_ascii(host).ok_or(UrlRefusal::Host)?;
        let port = match port.map(str::parse::<u16>) {
            None => String::new(),
            Some(Ok(port)) if port > 0 => format!(":{port}"),
            Some(_) => return Err(UrlRefusal::Host),
        };
        Ok(Self(format!("{SCHEME}{host}{port}{path}")))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The host, to show where a link leads: `meet.example.org`.
    #[must_use]
    pub fn host(&self) -> &str {
        let rest = self.0.strip_prefix(SCHEME).unwrap_or_default();
        rest.split(['/', '?', '#', ':']).next().unwrap_or_default()
    }
}

impl std::fmt::Debug for OnlineUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OnlineUrl(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_link_to_a_room_is_taken() {
        let cases = [
            (
                " https://meet.example.org/circle?pwd=aB3#x ",
                "https://meet.example.org/circle?pwd=aB3#x",
                "meet.example.org",
            ),
            ("HTTPS://Meet.Example.ORG", "https://meet.example.org", "meet.example.org"),
            ("https://meet.example.org:8443/α", "https://meet.example.org:8443/α", "meet.example.org"),
        ];
        for (typed, kept, host) in cases {
            let url = OnlineUrl::parse(typed).unwrap();
            assert_eq!((url.as_str(), url.host()), (kept, host));
        }
    }

    #[test]
    fn what_could_mislead_is_refused_with_the_reason() {
        let long = format!("https://a.gr/{}", "x".repeat(500));
        let cases = [
            ("", UrlRefusal::Empty),
            ("http://example.org", UrlRefusal::NotHttps),
            ("javascript:alert(1)//https://a.gr", UrlRefusal::NotHttps),
            ("meet.example.org", UrlRefusal::NotHttps),
            ("αβγδεζη", UrlRefusal::NotHttps),
            ("https://", UrlRefusal::Host),
            ("https:///path", UrlRefusal::Host),
            ("https://bank.example@evil.example/", UrlRefusal::Host),
            ("https://127.0.0.1/", UrlRefusal::Host),
            ("https://[::1]/", UrlRefusal::Host),
            ("https://localhost/", UrlRefusal::Host),
            ("https://a.gr:0/", UrlRefusal::Host),
            ("https://a.gr:99999/", UrlRefusal::Host),
            ("https://a.gr/\" onclick=", UrlRefusal::Character),
            ("https://a.gr/\u{202e}x", UrlRefusal::Character),
            ("https://a.gr/a b", UrlRefusal::Character),
            (&long, UrlRefusal::TooLong { characters: 513, most: 500 }),
        ];
        for (typed, refusal) in cases {
            assert_eq!(OnlineUrl::parse(typed).unwrap_err(), refusal, "{typed:?}");
        }
        assert_eq!(format!("{:?}", OnlineUrl::parse("https://a.gr/key").unwrap()), "OnlineUrl(…)");
    }

    proptest! {
        #[test]
        fn what_was_taken_reads_back(typed in "https://[a-zA-Zά-ώ.]{1,12}(:[0-9]{1,5})?[/?#]?[\\s\\S]{0,12}") {
            if let Ok(url) = OnlineUrl::parse(&typed) {
                prop_assert_eq!(OnlineUrl::parse(url.as_str()), Ok(url));
            }
        }
    }
}
