//! An address as a QR code: dark squares as one path of an SVG, which the template draws black on white.

use fast_qr::qr::QRBuilder;
use fast_qr::{ECL, QRCode};

/// The white around it that readers need, in squares.
const QUIET: usize = 4;

/// A code to draw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// Squares from edge to edge, with the white around it.
    pub size: usize,
    /// The dark ones, row by row, as the `d` of a path.
    pub path: String,
}

/// Draws an address; `None` when it is longer than a code can be. A quarter of it may be torn or wet.
pub fn of(address: &str) -> Option<Drawn> {
    let code: QRCode = QRBuilder::new(address).ecl(ECL::Q).build().ok()?;
    let mut path = String::new();
    for row in 0..code.size {
        let cells: Vec<bool> = code[row].iter().take(code.size).map(|module| module.value()).collect();
        let mut at = 0;
        for run in cells.chunk_by(|one, next| one == next) {
            if run.first() == Some(&true) {
                let (x, y, long) = (at + QUIET, row + QUIET, run.len());
                path.push_str(&format!("M{x} {y}h{long}v1h-{long}z"));
            }
            at += run.len();
        }
    }
    Some(Drawn { size: code.size + 2 * QUIET, path })
}
