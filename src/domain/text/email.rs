//! An e-mail address, as strictly as a reminder needs it and no more: whether it exists only a letter to it can tell.
//! Absent: sending, sealing and the blind index; the last is made of [`EmailAddress::normalised`].

use unicode_normalization::UnicodeNormalization;

/// RFC 5321, 4.5.3.1: octets before the @, and of the whole that fits into a path.
const MOST_LOCAL: usize = 64;
const MOST: usize = 254;

/// An address to which a letter can be sent: the part before the @ as typed, the domain as IDNA writes it in ASCII.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct EmailAddress {
    local: String,
    domain: String,
}

/// Why a text is no address that we can write to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EmailRefusal {
    #[error("nothing is written")]
    Empty,
    #[error("longer than addresses may be")]
    TooLong,
    #[error("not of the form name@domain")]
    NotAnAddress,
    /// Few servers take mail for such an address, so a reminder would be lost.
    #[error("letters before the @ that most mail servers refuse")]
    LettersBeforeAt,
    #[error("a domain that cannot exist")]
    Domain,
}

impl EmailAddress {
    /// Trims and takes an address of the common form; quoted names, comments and addresses in figures are refused.
    ///
    /// # Errors
    /// [`EmailRefusal`].
    pub fn parse(typed: &str) -> Result<Self, EmailRefusal> {
        let text: String = typed.trim().nfc().collect();
        if text.is_empty() {
            return Err(EmailRefusal::Empty);
        }
        let (local, domain) = text.split_once('@').ok_or(EmailRefusal::NotAnAddress)?;
        if local.is_empty() || domain.is_empty() || domain.contains('@') {
            return Err(EmailRefusal::NotAnAddress);
        }
        if local.len() > MOST_LOCAL || domain.len() > MOST {
            return Err(EmailRefusal::TooLong);
        }
        if !local.is_ascii() {
            return Err(EmailRefusal::LettersBeforeAt);
        }
        if !local.split('.').all(is_atom) {
            return Err(EmailRefusal::NotAnAddress);
        }
        let domain = domain_in_ascii(domain).ok_or(EmailRefusal::Domain)?;
        if local.len() + 1 + domain.len() > MOST {
            return Err(EmailRefusal::TooLong);
        }
        Ok(Self { local: local.to_owned(), domain })
    }

    /// What mail is sent to.
    #[must_use]
    pub fn address(&self) -> String {
        format!("{}@{}", self.local, self.domain)
    }

    /// The same for all ways to write it that reach one mailbox with nearly every provider: in lower case. Only for
    /// comparing; mail goes to [`EmailAddress::address`].
    #[must_use]
    pub fn normalised(&self) -> String {
        self.address().to_ascii_lowercase()
    }
}

impl std::fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("EmailAddress(…)")
    }
}

/// RFC 5322, 3.2.3: the characters of a name without quotes.
fn is_atom(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&b))
}

/// A host name with at least two labels, as letters, digits and hyphens; `None` for anything else, figures included.
pub(super) fn domain_in_ascii(domain: &str) -> Option<String> {
    let ascii = idna::domain_to_ascii_strict(domain).ok()?;
    let last = ascii.rsplit('.').next()?;
    let is_name = ascii.contains('.') && last.len() >= 2 && !last.bytes().all(|b| b.is_ascii_digit());
    is_name.then_some(ascii)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn common_addresses_are_taken() {
        let cases = [
            (" Ana.M+groups@Example.ORG ", "Ana.M+groups@example.org"),
            ("o'neil@mail.example.gr", "o'neil@mail.example.gr"),
            ("info@παράδειγμα.ελ", "info@xn--hxajbheg2az3al.xn--qxam"),
        ];
        for (typed, address) in cases {
            assert_eq!(EmailAddress::parse(typed).unwrap().address(), address);
        }
        assert_eq!(EmailAddress::parse("Ana@Example.org").unwrap().normalised(), "ana@example.org");
    }

    #[test]
    fn what_no_letter_reaches_is_refused_with_the_reason() {
        let (long_name, long_domain) =
            (format!("{}@a.gr", "a".repeat(65)), format!("a@{}gr", "abc.".repeat(70)));
        let cases = [
            ("", EmailRefusal::Empty),
            ("ana", EmailRefusal::NotAnAddress),
            ("@example.org", EmailRefusal::NotAnAddress),
            ("ana@", EmailRefusal::NotAnAddress),
            ("ana@b@example.org", EmailRefusal::NotAnAddress),
            ("an a@example.org", EmailRefusal::NotAnAddress),
            (".ana@example.org", EmailRefusal::NotAnAddress),
            ("a..b@example.org", EmailRefusal::NotAnAddress),
            ("\"ana\"@example.org", EmailRefusal::NotAnAddress),
            ("ana@example.org\r\nBcc:x@y.gr", EmailRefusal::NotAnAddress),
            ("ana\n@example.org", EmailRefusal::NotAnAddress),
            ("Άννα@example.org", EmailRefusal::LettersBeforeAt),
            ("ana@localhost", EmailRefusal::Domain),
            ("ana@127.0.0.1", EmailRefusal::Domain),
            ("ana@[127.0.0.1]", EmailRefusal::Domain),
            ("ana@exa mple.org", EmailRefusal::Domain),
            ("ana@-example.org", EmailRefusal::Domain),
            ("ana@example..org", EmailRefusal::Domain),
            ("ana@example.org>", EmailRefusal::Domain),
            (&long_name, EmailRefusal::TooLong),
            (&long_domain, EmailRefusal::TooLong),
        ];
        for (typed, refusal) in cases {
            assert_eq!(EmailAddress::parse(typed).unwrap_err(), refusal, "{typed:?}");
        }
    }

    #[test]
    fn it_does_not_print_itself() {
        assert_eq!(format!("{:?}", EmailAddress::parse("ana@example.org").unwrap()), "EmailAddress(…)");
    }

    proptest! {
        #[test]
        fn what_was_taken_fits_a_header_and_reads_back(typed in "[\\s\\S]{0,20}@[\\s\\S]{0,20}|\\PC{1,9}@[a-z]{1,9}\\.gr") {
            if let Ok(address) = EmailAddress::parse(&typed) {
                prop_assert!(address.address().bytes().all(|b| b.is_ascii_graphic()));
                prop_assert_eq!(EmailAddress::parse(&address.address()), Ok(address));
            }
        }
    }
}
