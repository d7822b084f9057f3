//! What can go wrong between us and the database. Nobody outside `store` sees diesel's own errors.

use diesel::result::{DatabaseErrorKind as Kind, Error};

/// A failure of the database, not of the person who asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The address has no scheme that we know, or is not text.
    #[error("the database's address is not understood")]
    UnknownAddress,
    /// No connection could be made.
    #[error("the database cannot be reached")]
    Unreachable(#[source] diesel::ConnectionError),
    /// The server ended the connection.
    #[error("the connection to the database was lost")]
    Lost(#[source] Error),
    /// All connections are in use.
    #[error("the database is busy")]
    Busy,
    /// The database takes no writes: a read-only file, a standby.
    #[error("the database is read-only")]
    ReadOnly(#[source] Error),
    /// No space left.
    #[error("the disk of the database is full")]
    Full(#[source] Error),
    /// A sealed cell does not open: another key file, or damage.
    #[error("a sealed cell cannot be opened with this key file")]
    Sealed,
    /// A cell holds what no code of ours writes.
    #[error("a cell of the database holds something unknown: {0}")]
    Unknown(&'static str),
    /// The connection was lost during COMMIT: nobody can say whether it happened, so it is not tried again.
    #[error("the connection was lost while saving: {0}")]
    Uncertain(String),
    /// A use case panicked; its transaction was rolled back.
    #[error("a fault in the program; nothing was saved")]
    Panicked,
    /// The schema could not be brought up to date.
    #[error("the schema could not be changed: {0}")]
    Schema(String),
    /// Everything else.
    #[error("the database refused")]
    Refused(#[source] Error),
}

impl StoreError {
    /// Whether a row of that kind was there already.
    pub fn is_double(&self) -> bool {
        matches!(self, Self::Refused(Error::DatabaseError(Kind::UniqueViolation, _)))
    }
}

/// What the databases say when the cause lies in the machine and not in the query.
const SAID: [(&str, fn(Error) -> StoreError); 8] = [
    ("terminating connection", StoreError::Lost),
    ("server closed the connection", StoreError::Lost),
    ("readonly database", StoreError::ReadOnly),
    ("read-only transaction", StoreError::ReadOnly),
    ("disk is full", StoreError::Full),
    ("No space left", StoreError::Full),
    ("could not extend file", StoreError::Full),
    ("disk quota", StoreError::Full),
];

impl From<Error> for StoreError {
    fn from(error: Error) -> Self {
        let Error::DatabaseError(kind, said) = &error else {
            return Self::Refused(error);
        };
        match kind {
            Kind::ReadOnlyTransaction => return Self::ReadOnly(error),
            Kind::ClosedConnection | Kind::UnableToSendCommand => return Self::Lost(error),
            _ => {}
        }
        let of_machine = SAID.iter().find(|(words, _)| said.message().contains(words)).map(|(_, make)| *make);
        match of_machine {
            Some(make) => make(error),
            None => Self::Refused(error),
        }
    }
}
