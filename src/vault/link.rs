//! Links that prove themselves: an id and a keyed hash of it and of what the link is for. Whoever reads the database
//! cannot make one, and nothing secret has to be stored to recognise one.
//!
//! Whether a link is still good (once, until when) stands in its row, not here.

use std::sync::LazyLock;

use data_encoding::{BASE32HEX_NOPAD, Encoding, Specification};
use subtle::ConstantTimeEq as _;

use super::keys::Keys;

/// What a link is for. A token made for one purpose is nothing for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Choose a password, confirm an address, recover: the row says which.
    OneTime,
    /// Become a member, or take the first mandate.
    Invitation,
    /// Stop a membership's mail.
    Unsubscribe,
    /// Take back "somebody new is coming".
    Arrival,
    /// Read a member's own calendar.
    Calendar,
    /// Accompany a group.
    Accompaniment,
    /// Lead one date as a guest.
    Guest,
}

impl Purpose {
    fn label(self) -> &'static [u8] {
        match self {
            Self::OneTime => b"one time",
            Self::Invitation => b"invitation",
            Self::Unsubscribe => b"unsubscribe",
            Self::Arrival => b"arrival",
            Self::Calendar => b"calendar",
            Self::Accompaniment => b"accompaniment",
            Self::Guest => b"guest",
        }
    }
}

/// Bytes of the keyed hash in a token: 128 bits.
const PROOF: usize = 16;

/// Crockford's digits, in lower case, without padding.
static DIGITS: LazyLock<Encoding> = LazyLock::new(|| {
    let mut digits = Specification::new();
    digits.symbols.push_str("0123456789abcdefghjkmnpqrstvwxyz");
    // A specification of 32 different digits is always an encoding.
    digits.encoding().unwrap_or(BASE32HEX_NOPAD)
});

impl Keys {
    /// The token of a row: 24 bytes as 39 letters and digits.
    #[must_use]
    pub fn link_token(&self, purpose: Purpose, id: [u8; 8]) -> String {
        let mac = self.link_mac(&[purpose.label(), &id]);
        DIGITS.encode(&[&id, mac.get(..PROOF).unwrap_or_default()].concat())
    }

    /// What a row is called in one holder's file: not what it is called anywhere else, so that nobody finds it by its name.
    #[must_use]
    pub fn alias(&self, holder: [u8; 8], row: [u8; 8]) -> String {
        let mac = self.link_mac(&[b"alias", &holder, &row]);
        DIGITS.encode(mac.get(..PROOF).unwrap_or_default())
    }

    /// From where a holder's file counts the changes of a row: not from where anybody else does.
    #[must_use]
    pub fn alias_count(&self, holder: [u8; 8], row: [u8; 8]) -> u16 {
        let mac = self.link_mac(&[b"alias count", &holder, &row]);
        mac.first_chunk().map_or(0, |two| u16::from_be_bytes(*two))
    }

    /// The id in a token, if this key made the token for this purpose.
    #[must_use]
    pub fn link_id(&self, purpose: Purpose, token: &str) -> Option<[u8; 8]> {
        let bytes = DIGITS.decode(token.to_ascii_lowercase().as_bytes()).ok()?;
        let (id, proof) = bytes.split_first_chunk::<8>()?;
        let mac = self.link_mac(&[purpose.label(), id]);
        bool::from(mac.get(..PROOF)?.ct_eq(proof)).then_some(*id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_names_its_row_for_its_purpose_and_its_key_only() {
        let keys = Keys::from_root([1; 32]);
        let token = keys.link_token(Purpose::Unsubscribe, [9; 8]);
        assert_eq!(token.len(), 39);
        assert_eq!(keys.link_id(Purpose::Unsubscribe, &token), Some([9; 8]));
        assert_eq!(keys.link_id(Purpose::Unsubscribe, &token.to_uppercase()), Some([9; 8]));
        assert_eq!(keys.link_id(Purpose::OneTime, &token), None);
        assert_eq!(Keys::from_root([2; 32]).link_id(Purpose::Unsubscribe, &token), None);
    }

    #[test]
    fn every_other_token_is_nothing() {
        let keys = Keys::from_root([1; 32]);
        let token = keys.link_token(Purpose::OneTime, [9; 8]);
        for at in 0..token.len() {
            let mut other = token.clone().into_bytes();
            other[at] = if other[at] == b'0' { b'1' } else { b'0' };
            assert_eq!(keys.link_id(Purpose::OneTime, &String::from_utf8(other).unwrap()), None);
        }
        for other in ["", "0", "ου τοκεν", &token[1..], &"0".repeat(10_000)] {
            assert_eq!(keys.link_id(Purpose::OneTime, other), None);
        }
    }
}
