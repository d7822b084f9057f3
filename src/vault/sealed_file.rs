//! A file that is sealed as a whole, piece by piece, so that nobody has to hold all of it: STREAM over XChaCha20-Poly1305. A piece
//! that is changed, moved, left out or cut off does not open.
//!
//! A file is: the line `parea-sealed-1`, the generation of the sealing key (1 byte), a salt (32), and pieces of 65,536 bytes, each
//! with its tag (16); the last one is shorter. The key is made for this file alone, from the sealing key and the salt.

use std::io::{self, Read, Write};

use aead_stream::{DecryptorBE32, EncryptorBE32};
use chacha20poly1305::XChaCha20Poly1305;

use super::keys::{Keys, mac};
use super::seal::NotOpened;
use crate::world::Entropy;

const FIRST: &[u8] = b"parea-sealed-1\n";
const SALT: usize = 32;
/// Bytes of a piece before it is sealed.
const PIECE: usize = 65_536;
const TAG: usize = 16;

/// Seals what is written into it. Without [`Sealing::finish`] the file does not open.
pub struct Sealing<W: Write> {
    to: W,
    by: EncryptorBE32<XChaCha20Poly1305>,
    piece: Vec<u8>,
}

/// Opens what is read from it. What does not open is an error of the kind `InvalidData`, never an end.
pub struct Opening<R: Read> {
    from: R,
    /// `None` after the last piece.
    by: Option<DecryptorBE32<XChaCha20Poly1305>>,
    piece: Vec<u8>,
    /// How much of the piece was read.
    read: usize,
}

fn not_opened() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, NotOpened)
}

impl Keys {
    /// Begins a sealed file.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn seal_file<W: Write>(&self, mut to: W, entropy: &Entropy) -> io::Result<Sealing<W>> {
        let (generation, key) = self.newest();
        let salt: [u8; SALT] = entropy.bytes();
        to.write_all(FIRST)?;
        to.write_all(&[generation])?;
        to.write_all(&salt)?;
        // The key is good for this file alone, so the pieces' numbers are all that has to differ.
        let by = EncryptorBE32::new(&mac(&key, &[b"file", &salt]).into(), &Default::default());
        Ok(Sealing { to, by, piece: Vec::with_capacity(PIECE + TAG) })
    }

    /// Begins to open one.
    ///
    /// # Errors
    /// When it is no sealed file, wants another key, or cannot be read.
    pub fn open_file<R: Read>(&self, mut from: R) -> io::Result<Opening<R>> {
        let mut head = [0; FIRST.len() + 1 + SALT];
        from.read_exact(&mut head).map_err(|cause| match cause.kind() {
            io::ErrorKind::UnexpectedEof => not_opened(),
            _ => cause,
        })?;
        let (first, rest) = head.split_at(FIRST.len());
        let Some((generation, salt)) = rest.split_first().filter(|_| first == FIRST) else {
            return Err(not_opened());
        };
        let key = self.sealing(*generation).ok_or_else(not_opened)?;
        let by = Some(DecryptorBE32::new(&mac(&key, &[b"file", salt]).into(), &Default::default()));
        Ok(Opening { from, by, piece: Vec::new(), read: 0 })
    }
}

impl<W: Write> Sealing<W> {
    /// Writes the last piece.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(mut self) -> io::Result<W> {
        let last = self.by.encrypt_last(self.piece.as_slice()).map_err(|_| not_opened())?;
        self.to.write_all(&last)?;
        self.to.flush()?;
        Ok(self.to)
    }
}

impl<W: Write> Write for Sealing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let room = PIECE - self.piece.len();
        let taken = bytes.get(..room).unwrap_or(bytes);
        self.piece.extend_from_slice(taken);
        if self.piece.len() == PIECE {
            let sealed = self.by.encrypt_next(self.piece.as_slice()).map_err(|_| not_opened())?;
            self.to.write_all(&sealed)?;
            self.piece.clear();
        }
        Ok(taken.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

impl<R: Read> Opening<R> {
    fn next_piece(&mut self) -> io::Result<()> {
        let Some(mut by) = self.by.take() else { return Ok(()) };
        let mut sealed = Vec::with_capacity(PIECE + TAG);
        let whole = u64::try_from(PIECE + TAG).unwrap_or(u64::MAX);
        (&mut self.from).take(whole).read_to_end(&mut sealed)?;
        let opened = if sealed.len() == PIECE + TAG {
            let opened = by.decrypt_next(sealed.as_slice());
            self.by = Some(by);
            opened
        } else {
            by.decrypt_last(sealed.as_slice())
        };
        self.piece = opened.map_err(|_| not_opened())?;
        self.read = 0;
        Ok(())
    }
}

impl<R: Read> Read for Opening<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.read == self.piece.len() && self.by.is_some() {
            self.next_piece()?;
        }
        let mut rest = self.piece.get(self.read..).unwrap_or_default();
        let taken = rest.read(into)?;
        self.read += taken;
        Ok(taken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealed(keys: &Keys, text: &[u8]) -> Vec<u8> {
        let mut file = keys.seal_file(Vec::new(), &Entropy::seeded(1)).unwrap();
        file.write_all(text).unwrap();
        file.finish().unwrap()
    }

    fn opened(keys: &Keys, file: &[u8]) -> io::Result<Vec<u8>> {
        let mut text = Vec::new();
        keys.open_file(file)?.read_to_end(&mut text)?;
        Ok(text)
    }

    #[test]
    fn a_file_of_any_length_opens_with_the_key_of_its_generation() {
        let keys = Keys::from_root([7; 32]);
        for length in [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE] {
            let text: Vec<u8> = (0..=255).cycle().take(length).collect();
            let file = sealed(&keys, &text);
            assert_eq!(opened(&keys, &file).unwrap(), text, "{length}");
            assert!(opened(&Keys::from_root([8; 32]), &file).is_err());
        }
    }

    #[test]
    fn what_is_changed_moved_or_cut_off_does_not_open() {
        let keys = Keys::from_root([7; 32]);
        let file = sealed(&keys, &[1; 2 * PIECE + 10]);
        let head = FIRST.len() + 1 + SALT;
        let whole = PIECE + TAG;
        for at in [0, FIRST.len(), head - 1, head, head + PIECE, file.len() - 1] {
            let mut damaged = file.clone();
            damaged[at] ^= 1;
            assert!(opened(&keys, &damaged).is_err(), "byte {at}");
        }
        for end in [0, 3, head, head + 5, head + whole, head + 2 * whole, file.len() - 1] {
            assert!(opened(&keys, &file[..end]).is_err(), "cut at {end}");
        }
        let swapped = [
            &file[..head],
            &file[head + whole..head + 2 * whole],
            &file[head..head + whole],
            &file[head + 2 * whole..],
        ];
        assert!(opened(&keys, &swapped.concat()).is_err());
        let left_out = [&file[..head], &file[head + whole..]].concat();
        assert!(opened(&keys, &left_out).is_err());
    }
}
