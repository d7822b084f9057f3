//! Sealed cells: XChaCha20-Poly1305 with a random nonce, bound to their table, column and row, padded so that their
//! length tells little. Sealing is always explicit; no column does it by itself.
//!
//! A cell is: algorithm (1 byte), key id (1), nonce (24), ciphertext and tag. What belongs to a person is sealed under that person's
//! data key, which is itself sealed under the root: erasing the wrapped key erases the person, in backups too.

use chacha20poly1305::aead::{Aead as _, Payload};
use chacha20poly1305::{KeyInit as _, XChaCha20Poly1305};
use zeroize::{Zeroize as _, ZeroizeOnDrop};

use super::keys::{Keys, mac};
use crate::world::Entropy;

/// The algorithm byte: XChaCha20-Poly1305, padded to 32.
const ALGORITHM: u8 = 1;
/// Data keys have one generation: they come and go with their person.
const OF_PERSON: u8 = 1;
const NONCE: usize = 24;
/// Plaintexts are padded to a multiple of this many bytes.
const STEP: usize = 32;

/// Where a sealed value stands: `"table.column"` and the row's id.
#[derive(Debug, Clone, Copy)]
pub struct Cell {
    pub column: &'static str,
    pub row: [u8; 8],
}

/// The cell does not open: another key, another place, or damage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the cell does not open")]
pub struct NotOpened;

/// The key of one person's cells.
#[derive(ZeroizeOnDrop)]
pub struct DataKey([u8; 32]);

impl DataKey {
    /// A new key.
    #[must_use]
    pub fn new(entropy: &Entropy) -> Self {
        Self(entropy.bytes())
    }

    /// Seals a text into a cell.
    #[must_use]
    pub fn seal(&self, cell: Cell, text: &str, entropy: &Entropy) -> Vec<u8> {
        seal(&self.0, OF_PERSON, cell, text.as_bytes(), entropy)
    }

    /// Opens a cell.
    ///
    /// # Errors
    /// When it was sealed by another key, for another cell, or is damaged.
    pub fn open(&self, cell: Cell, sealed: &[u8]) -> Result<String, NotOpened> {
        if generation_of(sealed) != Some(OF_PERSON) {
            return Err(NotOpened);
        }
        String::from_utf8(open(&self.0, cell, sealed)?).map_err(|_| NotOpened)
    }

    /// A mark in a row by which whoever has this key knows the row as theirs. To everybody else it is 32 bytes of chance: no
    /// two rows of one person have the same.
    #[must_use]
    pub fn mark(&self, cell: Cell) -> Vec<u8> {
        let key = mac(&self.0, &[b"mark"]);
        mac(&key, &[cell.column.as_bytes(), &cell.row]).to_vec()
    }
}

impl Keys {
    /// Seals a person's data key under the root.
    #[must_use]
    pub fn wrap(&self, cell: Cell, key: &DataKey, entropy: &Entropy) -> Vec<u8> {
        self.seal_bytes(cell, &key.0, entropy)
    }

    /// Opens a wrapped data key.
    ///
    /// # Errors
    /// As [`DataKey::open`].
    pub fn unwrap(&self, cell: Cell, wrapped: &[u8]) -> Result<DataKey, NotOpened> {
        let mut bytes = self.open_bytes(cell, wrapped)?;
        let key = bytes.as_slice().try_into().map(DataKey).map_err(|_| NotOpened);
        bytes.zeroize();
        key
    }

    /// Seals what belongs to a group, and so to no data key.
    #[must_use]
    pub fn seal(&self, cell: Cell, text: &str, entropy: &Entropy) -> Vec<u8> {
        self.seal_bytes(cell, text.as_bytes(), entropy)
    }

    /// Opens what belongs to a group.
    ///
    /// # Errors
    /// As [`DataKey::open`].
    pub fn open(&self, cell: Cell, sealed: &[u8]) -> Result<String, NotOpened> {
        String::from_utf8(self.open_bytes(cell, sealed)?).map_err(|_| NotOpened)
    }

    /// The same cell, sealed by the newest generation.
    ///
    /// # Errors
    /// As [`DataKey::open`].
    pub fn reseal(&self, cell: Cell, sealed: &[u8], entropy: &Entropy) -> Result<Vec<u8>, NotOpened> {
        let mut plain = self.open_bytes(cell, sealed)?;
        let again = self.seal_bytes(cell, &plain, entropy);
        plain.zeroize();
        Ok(again)
    }

    fn seal_bytes(&self, cell: Cell, plain: &[u8], entropy: &Entropy) -> Vec<u8> {
        let (generation, key) = self.newest();
        seal(&key, generation, cell, plain, entropy)
    }

    fn open_bytes(&self, cell: Cell, sealed: &[u8]) -> Result<Vec<u8>, NotOpened> {
        let key = generation_of(sealed).and_then(|it| self.sealing(it)).ok_or(NotOpened)?;
        open(&key, cell, sealed)
    }
}

/// Which generation of keys a cell wants.
fn generation_of(sealed: &[u8]) -> Option<u8> {
    sealed.get(1).copied()
}

/// What binds a cell to its place: algorithm, key id, `table.column`, a zero byte, and the row's id.
fn place(generation: u8, cell: Cell) -> Vec<u8> {
    [&[ALGORITHM, generation], cell.column.as_bytes(), &[0], &cell.row].concat()
}

fn seal(key: &[u8; 32], generation: u8, cell: Cell, plain: &[u8], entropy: &Entropy) -> Vec<u8> {
    let nonce: [u8; NONCE] = entropy.bytes();
    let mut padded = plain.to_vec();
    // ISO/IEC 7816-4: a one, then zeros.
    padded.push(0x80);
    padded.resize(padded.len().next_multiple_of(STEP), 0);
    let aad = place(generation, cell);
    let sealed =
        XChaCha20Poly1305::new(key.into()).encrypt(&nonce.into(), Payload { msg: &padded, aad: &aad });
    padded.zeroize();
    // Fails only beyond 256 GB.
    [&[ALGORITHM, generation], nonce.as_slice(), &sealed.unwrap_or_default()].concat()
}

fn open(key: &[u8; 32], cell: Cell, sealed: &[u8]) -> Result<Vec<u8>, NotOpened> {
    let (head, rest) = sealed.split_first_chunk::<2>().ok_or(NotOpened)?;
    let (nonce, body) = rest.split_first_chunk::<NONCE>().ok_or(NotOpened)?;
    let [ALGORITHM, generation] = *head else {
        return Err(NotOpened);
    };
    let aad = place(generation, cell);
    let mut plain = XChaCha20Poly1305::new(key.into())
        .decrypt(&(*nonce).into(), Payload { msg: body, aad: &aad })
        .map_err(|_| NotOpened)?;
    let end = plain.iter().rposition(|byte| *byte != 0).ok_or(NotOpened)?;
    if plain.get(end) != Some(&0x80) {
        return Err(NotOpened);
    }
    plain.truncate(end);
    Ok(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: Cell = Cell { column: "person.email", row: [1; 8] };

    #[test]
    fn a_cell_opens_where_it_was_sealed_and_nowhere_else() {
        let entropy = Entropy::seeded(1);
        let key = DataKey::new(&entropy);
        let sealed = key.seal(HERE, "άννα@example.org", &entropy);
        assert_eq!(key.open(HERE, &sealed).as_deref(), Ok("άννα@example.org"));
        assert_eq!(key.open(Cell { column: "person.name", ..HERE }, &sealed), Err(NotOpened));
        assert_eq!(key.open(Cell { row: [2; 8], ..HERE }, &sealed), Err(NotOpened));
        assert_eq!(DataKey::new(&entropy).open(HERE, &sealed), Err(NotOpened));
    }

    #[test]
    fn damage_is_noticed_wherever_it_is() {
        let entropy = Entropy::seeded(2);
        let key = DataKey::new(&entropy);
        let sealed = key.seal(HERE, "a", &entropy);
        for at in 0..sealed.len() {
            let mut damaged = sealed.clone();
            damaged[at] ^= 1;
            assert_eq!(key.open(HERE, &damaged), Err(NotOpened), "byte {at}");
            assert_eq!(key.open(HERE, &sealed[..at]), Err(NotOpened), "cut at {at}");
        }
    }

    #[test]
    fn length_shows_in_steps_of_32_and_the_same_text_never_twice_the_same() {
        let entropy = Entropy::seeded(3);
        let key = DataKey::new(&entropy);
        let lengths = |n: usize| key.seal(HERE, &"x".repeat(n), &entropy).len();
        assert_eq!(lengths(0), lengths(31));
        assert_eq!(lengths(31) + STEP, lengths(32));
        assert_ne!(key.seal(HERE, "x", &entropy), key.seal(HERE, "x", &entropy));
    }

    #[test]
    fn no_nonce_comes_twice_in_a_million_seals() {
        let entropy = Entropy::system();
        let key = DataKey::new(&entropy);
        let mut nonces: Vec<[u8; NONCE]> =
            (0..1_000_000).map(|_| key.seal(HERE, "a", &entropy)[2..2 + NONCE].try_into().unwrap()).collect();
        nonces.sort_unstable();
        assert!(nonces.windows(2).all(|two| two[0] != two[1]));
    }

    #[test]
    fn a_mark_is_known_by_its_maker_and_ties_no_two_rows() {
        let entropy = Entropy::seeded(5);
        let (mine, theirs) = (DataKey::new(&entropy), DataKey::new(&entropy));
        assert_eq!(mine.mark(HERE), mine.mark(HERE));
        assert_ne!(mine.mark(HERE), theirs.mark(HERE));
        assert_ne!(mine.mark(HERE), mine.mark(Cell { row: [2; 8], ..HERE }));
    }

    #[test]
    fn a_cell_is_sealed_anew_by_the_next_generation_and_opens_where_it_stands() {
        let folder = tempfile::tempdir().unwrap();
        let entropy = Entropy::seeded(6);
        let keys = Keys::create(&folder.path().join("root.key"), &entropy).unwrap();
        let old = keys.seal(HERE, "tea", &entropy);
        keys.add_generation(&entropy).unwrap();
        let new = keys.reseal(HERE, &old, &entropy).unwrap();
        assert_eq!((old[1], new[1]), (1, 2));
        for sealed in [&old, &new] {
            assert_eq!(keys.open(HERE, sealed).as_deref(), Ok("tea"));
            assert_eq!(keys.open(Cell { row: [2; 8], ..HERE }, sealed), Err(NotOpened));
        }
        // A cell that says another generation than the one that sealed it does not open.
        let mut lies = new.clone();
        lies[1] = 1;
        assert_eq!(keys.open(HERE, &lies), Err(NotOpened));
        assert_eq!(keys.reseal(HERE, &lies, &entropy), Err(NotOpened));
        let person = DataKey::new(&entropy);
        let mut theirs = person.seal(HERE, "tea", &entropy);
        theirs[1] = 2;
        assert_eq!(person.open(HERE, &theirs), Err(NotOpened));
    }

    #[test]
    fn a_data_key_survives_its_wrapping() {
        let entropy = Entropy::seeded(4);
        let keys = Keys::from_root([5; 32]);
        let key = DataKey::new(&entropy);
        let wrapped = keys.wrap(HERE, &key, &entropy);
        let sealed = key.seal(HERE, "x", &entropy);
        assert_eq!(keys.unwrap(HERE, &wrapped).unwrap().open(HERE, &sealed).as_deref(), Ok("x"));
        assert!(Keys::from_root([6; 32]).unwrap(HERE, &wrapped).is_err());
    }
}
