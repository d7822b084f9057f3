//! Codes of six digits that an app shows, each for thirty seconds: RFC 6238 as nearly every app knows it (SHA-1, six digits,
//! one step of grace to either side). Which of them were used up is the caller's to remember.

use totp_rs::{Builder, Secret, Totp};

use crate::world::Entropy;

/// Bits of SHA-1, which RFC 4226 recommends as the length of a key.
const BYTES: usize = 20;

/// The key that a person's app and we share.
#[derive(Clone)]
pub struct AppKey(Secret);

impl AppKey {
    /// A new one.
    #[must_use]
    pub fn new(entropy: &Entropy) -> Self {
        Self(Secret::from(entropy.bytes::<BYTES>()))
    }

    /// From its base 32; `None` when it is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let secret = Secret::try_from_base32(text).ok()?;
        (secret.as_bytes().len() == BYTES).then_some(Self(secret))
    }

    /// In base 32, to be sealed, or typed into an app.
    #[must_use]
    pub fn text(&self) -> String {
        self.0.to_base32()
    }

    /// The address that an app reads from a QR code. It names nobody but by `account`, and no service: whoever looks at the
    /// app over somebody's shoulder reads three words.
    #[must_use]
    pub fn address(&self, account: &str) -> Option<String> {
        let account = account.replace(':', " ");
        Builder::new().with_secret(self.0.clone()).with_account_name(account).build().ok()?.to_url().ok()
    }

    /// In which step of thirty seconds since 1970 a code is right, looked at this many seconds after 1970; `None` in none
    /// that is near.
    #[must_use]
    pub fn step_of(&self, typed: &str, seconds: u64) -> Option<u64> {
        let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
        self.totp()?.check(&digits, seconds)
    }

    /// The code that the app shows.
    #[must_use]
    pub fn code(&self, seconds: u64) -> String {
        self.totp().map(|totp| totp.generate(seconds).to_string()).unwrap_or_default()
    }

    fn totp(&self) -> Option<Totp> {
        Builder::new().with_secret(self.0.clone()).build().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B, SHA-1: the last six of its eight digits.
    #[test]
    fn codes_are_those_of_the_rfc() {
        let key = AppKey(Secret::from(*b"12345678901234567890"));
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(key.code(seconds), code);
            assert_eq!(key.step_of(code, seconds), Some(seconds / 30));
            assert_eq!(
                key.step_of(&format!("{} {}", &code[..3], &code[3..]), seconds + 30),
                Some(seconds / 30)
            );
            assert_eq!(key.step_of(code, seconds + 90), None);
        }
    }

    #[test]
    fn a_key_is_read_back_and_its_address_names_no_service() {
        let key = AppKey::new(&Entropy::seeded(1));
        assert_eq!(AppKey::parse(&key.text()).unwrap().text(), key.text());
        for no_key in ["", "AAAA", "not base 32"] {
            assert!(AppKey::parse(no_key).is_none());
        }
        let address = key.address("olive-harbour:kite").unwrap();
        assert!(address.starts_with("otpauth://totp/olive") && address.contains(&key.text()));
        assert!(!address.to_lowercase().contains("parea") && !address.contains("issuer"));
    }
}
