//! The noise of figures as a small program, so that it can be compared with that of another library: as many draws as the first
//! argument says, each from the keyed hash of its number, as when a week is released.

use std::error::Error;
use std::io::{BufWriter, Write as _};

use parea::domain::figures::noise;
use parea::vault::Keys;

fn main() -> Result<(), Box<dyn Error>> {
    let many: u64 = std::env::args().nth(1).ok_or("how many")?.parse()?;
    let keys = Keys::from_root([11; 32]);
    let mut out = BufWriter::new(std::io::stdout().lock());
    for number in 0..many {
        writeln!(out, "{}", noise::drawn(&keys.figure_chance(&[&number.to_be_bytes()])))?;
    }
    Ok(out.flush()?)
}
