//! The whole installation in one file, and out of it again. The file is sealed with the root key, which it does not hold; what it
//! holds is the same from either database, and goes into either.

use std::io::{self, BufReader, Read, Write};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;

use crate::access::{self, MayRun, Viewer};
use crate::domain::journal::Journal;
use crate::domain::time::Instant;
use crate::exchange::backup::{Columns, Head, Line, NotRead, Reading, Written};
use crate::service::erasing::{self, ErasingError};
use crate::service::releasing::{self, ReleasingError};
use crate::store::backup::{self, Table};
use crate::store::{Conn, StoreError, installation};
use crate::vault::Keys;
use crate::world::Entropy;

/// So many rows are written at once.
const AT_ONCE: usize = 500;

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// Only the program itself may.
    #[error("not found")]
    NotFound,
    /// A later Parea made it: this one does not know its schema.
    #[error("this backup was made by a later version")]
    Later,
    /// It does not open with this key, is cut off, changed, or no backup at all.
    #[error("this backup does not open with this key file, or is damaged")]
    Damaged,
    #[error(transparent)]
    Io(#[from] io::Error),
    #[error(transparent)]
    Erasing(#[from] ErasingError),
    #[error(transparent)]
    Releasing(#[from] ReleasingError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<NotRead> for BackupError {
    fn from(error: NotRead) -> Self {
        match error {
            NotRead::Later => Self::Later,
            NotRead::Damaged => Self::Damaged,
            NotRead::Io(cause) => Self::read(cause),
        }
    }
}

impl BackupError {
    /// Of what was read, and not written.
    fn read(cause: io::Error) -> Self {
        match cause.kind() {
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput | io::ErrorKind::UnexpectedEof => {
                Self::Damaged
            }
            _ => Self::Io(cause),
        }
    }
}

/// What a backup holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    pub made_at: Instant,
    pub tables: usize,
    pub rows: usize,
}

/// Writes a backup: everything as it is at this moment.
///
/// # Errors
/// When the viewer is not the program itself, or the backup cannot be written.
pub fn write(
    db: &mut Conn,
    viewer: &Viewer,
    (keys, entropy): (&Keys, &Entropy),
    to: impl Write,
    now: Instant,
) -> Result<Held, BackupError> {
    let run = access::may_run(viewer).ok_or(BackupError::NotFound)?;
    let sealing = keys.seal_file(to, entropy)?;
    let head = Head::new(backup::schema(db, &run)?, now.to_string());
    let mut written = Written::begin(GzEncoder::new(sealing, Compression::default()), &head)?;
    let tables = backup::tables(db, &run)?;
    for table in &tables {
        written.table(&Columns { table: table.name.clone(), columns: table.columns.clone() })?;
        backup::rows(db, &run, table, |row| Ok::<_, BackupError>(written.row(row)?))?;
    }
    let (compressed, rows) = written.end()?;
    compressed.finish()?.finish()?;
    Ok(Held { made_at: now, tables: tables.len(), rows })
}

fn open<R: Read>(keys: &Keys, from: R) -> Result<Reading<impl std::io::BufRead>, BackupError> {
    let opening = keys.open_file(from).map_err(BackupError::read)?;
    Ok(Reading::begin(BufReader::new(GzDecoder::new(opening)))?)
}

fn made_at(head: &Head) -> Result<Instant, BackupError> {
    Instant::parse_rfc3339(&head.made_at).ok_or(BackupError::Damaged)
}

/// Reads a backup to its end, and touches nothing.
///
/// # Errors
/// When it does not open with this key, or is not whole.
pub fn verify(keys: &Keys, from: impl Read) -> Result<Held, BackupError> {
    let mut reading = open(keys, from)?;
    let mut held = Held { made_at: made_at(&reading.head)?, tables: 0, rows: 0 };
    while let Some(line) = reading.next_line()? {
        match line {
            Line::Table(_) => held.tables += 1,
            Line::Row(_) => held.rows += 1,
        }
    }
    Ok(held)
}

/// What came of a journal when a backup was restored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Replayed {
    /// So many people were forgotten once more.
    pub forgotten: usize,
    /// So many weeks were brought back, or are withheld.
    pub weeks: usize,
}

/// Writes all that a backup holds into a database in which nothing is, brings its schema up to date, forgets once more whom the journal
/// says, and brings back the weeks that were released since. Without a journal those weeks are withheld.
///
/// # Errors
/// When the viewer is not the program itself, the backup is not whole, or the database refuses it.
pub fn restore(
    db: &mut Conn,
    viewer: &Viewer,
    keys: &Keys,
    from: impl Read,
    journal: Option<&Journal>,
    now: Instant,
) -> Result<(Held, Replayed), BackupError> {
    let run = access::may_run(viewer).ok_or(BackupError::NotFound)?;
    let mut reading = open(keys, from)?;
    if !backup::as_it_was(db, &run, &reading.head.schema)? {
        return Err(BackupError::Later);
    }
    let mut held = Held { made_at: made_at(&reading.head)?, tables: 0, rows: 0 };
    let known = backup::tables(db, &run)?;
    backup::is_coming(db, &run)?;
    let mut filling = None;
    while let Some(line) = reading.next_line()? {
        match line {
            Line::Table(columns) => {
                done(db, &run, filling.take())?;
                let table = known.iter().find(|it| it.name == columns.table && it.columns == columns.columns);
                held.tables += 1;
                filling = Some((table.ok_or(BackupError::Damaged)?, Vec::new()));
            }
            Line::Row(row) => {
                held.rows += 1;
                let (table, rows) = filling.as_mut().ok_or(BackupError::Damaged)?;
                rows.push(row);
                if rows.len() == AT_ONCE {
                    backup::insert(db, &run, table, &std::mem::take(rows))?;
                }
            }
        }
    }
    done(db, &run, filling)?;
    backup::all_is_there(db, &run)?;
    installation::migrate(db, &run)?;
    let replayed = match journal {
        Some(journal) => Replayed {
            forgotten: erasing::once_more(db, viewer, &journal.marks, now)?,
            weeks: releasing::bring_back(db, viewer, &journal.weeks, now)?,
        },
        None => Replayed { forgotten: 0, weeks: releasing::withhold(db, viewer, now)? },
    };
    Ok((held, replayed))
}

fn done(db: &mut Conn, run: &MayRun, filling: Option<(&Table, Vec<String>)>) -> Result<(), BackupError> {
    if let Some((table, rows)) = filling.filter(|(_, rows)| !rows.is_empty()) {
        backup::insert(db, run, table, &rows)?;
    }
    Ok(())
}
