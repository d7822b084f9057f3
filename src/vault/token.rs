//! Random secrets that a browser or a person keeps, and of which we keep only a digest; and the hidden field of forms.

use data_encoding::BASE64URL_NOPAD;
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

use super::keys::Keys;
use crate::world::Entropy;

/// 256 random bits, as they stand in a cookie.
#[derive(Clone)]
pub struct Token(String);

/// The SHA-256 of a token: what the database knows. A random token needs no slow hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digest(pub Vec<u8>);

impl Token {
    /// A new one.
    #[must_use]
    pub fn new(entropy: &Entropy) -> Self {
        Self(BASE64URL_NOPAD.encode(&entropy.bytes::<32>()))
    }

    /// From a cookie; `None` when it cannot be one of ours.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        (BASE64URL_NOPAD.decode(text.as_bytes()).ok()?.len() == 32).then(|| Self(text.to_owned()))
    }

    /// For the cookie.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// For the database.
    #[must_use]
    pub fn digest(&self) -> Digest {
        Digest(Sha256::digest(self.0.as_bytes()).to_vec())
    }
}

/// One of the ten codes shown at sign-up, or the receipt of a report: ten digits of Crockford's base 32, 50 bits, written `xxxxx-xxxxx`.
#[derive(Clone)]
pub struct RecoveryCode(String);

const CODE_DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

impl RecoveryCode {
    /// A new one.
    #[must_use]
    pub fn new(entropy: &Entropy) -> Self {
        let digits = entropy
            .bytes::<10>()
            .map(|byte| char::from(CODE_DIGITS.get(usize::from(byte & 31)).copied().unwrap_or(b'0')));
        Self(digits.iter().collect())
    }

    /// What somebody typed: case and separators do not matter, and the letters that look like digits are read as them.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let digits: String = typed
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '—'))
            .map(|c| match c.to_ascii_lowercase() {
                'o' => '0',
                'i' | 'l' => '1',
                c => c,
            })
            .collect();
        let is_code = digits.len() == 10 && digits.bytes().all(|b| CODE_DIGITS.contains(&b));
        is_code.then_some(Self(digits))
    }

    /// As it is shown.
    #[must_use]
    pub fn shown(&self) -> String {
        let (left, right) = self.0.split_at_checked(5).unwrap_or((&self.0, ""));
        format!("{left}-{right}")
    }

    /// The same as the receipt of a report: kept apart from the codes of accounts.
    #[must_use]
    pub fn as_receipt(&self, keys: &Keys) -> Digest {
        Digest(keys.blind("report.receipt", &self.0))
    }

    /// For the database. 50 bits are too few for a bare hash, so it is keyed.
    #[must_use]
    pub fn digest(&self, keys: &Keys) -> Digest {
        Digest(keys.blind("recovery_code.code_digest", &self.0))
    }
}

impl Keys {
    /// The hidden field of a form for whoever holds `secret` (a sign-in, or a form cookie). Masked anew each time, so
    /// that compression cannot leak it (BREACH).
    #[must_use]
    pub fn form_token(&self, secret: &[u8], entropy: &Entropy) -> String {
        let mask: [u8; 32] = entropy.bytes();
        let masked: Vec<u8> = self.form_mac(&[secret]).iter().zip(mask).map(|(a, b)| a ^ b).collect();
        BASE64URL_NOPAD.encode(&[mask.as_slice(), &masked].concat())
    }

    /// Whether a form's hidden field was made for whoever holds `secret`.
    #[must_use]
    pub fn is_form_token(&self, secret: &[u8], typed: &str) -> bool {
        let Ok(bytes) = BASE64URL_NOPAD.decode(typed.as_bytes()) else {
            return false;
        };
        let Some((mask, masked)) = bytes.split_first_chunk::<32>() else {
            return false;
        };
        let unmasked: Vec<u8> = masked.iter().zip(mask).map(|(a, b)| a ^ b).collect();
        self.form_mac(&[secret]).ct_eq(&unmasked).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_comes_back_from_its_cookie() {
        let token = Token::new(&Entropy::seeded(1));
        assert_eq!(Token::parse(token.as_str()).unwrap().digest(), token.digest());
        for bad in ["", "x", "ά", &"A".repeat(44), &token.as_str()[1..]] {
            assert!(Token::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn a_recovery_code_may_be_typed_carelessly() {
        let keys = Keys::from_root([1; 32]);
        let code = RecoveryCode::new(&Entropy::seeded(5));
        let typed = format!(
            " {} ",
            code.shown().to_uppercase().replace('-', " – ").replace('0', "O").replace('1', "l")
        );
        assert_eq!(RecoveryCode::parse(&typed).unwrap().digest(&keys), code.digest(&keys));
        for bad in ["", "12345", "12345-1234u", "12345-123456"] {
            assert!(RecoveryCode::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn a_form_token_is_for_one_holder_and_looks_different_each_time() {
        let (keys, entropy) = (Keys::from_root([1; 32]), Entropy::seeded(1));
        let token = keys.form_token(b"me", &entropy);
        assert!(keys.is_form_token(b"me", &token));
        assert_ne!(token, keys.form_token(b"me", &entropy));
        assert!(!keys.is_form_token(b"you", &token));
        for bad in ["", "x", &token[..40]] {
            assert!(!keys.is_form_token(b"me", bad), "{bad}");
        }
    }
}
