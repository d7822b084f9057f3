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

/// What the databases say when the cause lies in the machine and not in the query.
const SAID: [(&str, fn(Error) -> StoreError); 6] = [
    ("readonly database", StoreError::ReadOnly),
    ("read-only transaction", StoreError::ReadOnly),
    ("disk is full", StoreError::Full),
    ("No space left", StoreError::Full),
    ("could not extend file", StoreError::Full),
    ("disk quota", StoreError::Full),
];

impl From<Error> for StoreError {
    fn from(error: Error) -> Self {
        if Again::of(&error) == Some(Again::Reconnect) {
            return Self::Lost(error);
        }
        let Error::DatabaseError(kind, said) = &error else {
            return Self::Refused(error);
        };
        if matches!(kind, Kind::ReadOnlyTransaction) {
            return Self::ReadOnly(error);
        }
        let of_machine = SAID.iter().find(|(words, _)| said.message().contains(words)).map(|(_, make)| *make);
        match of_machine {
            Some(make) => make(error),
            None => Self::Refused(error),
        }
    }
}

/// Why another try may succeed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) enum Again {
    /// Two transactions were in each other's way.
    Conflict,
    /// The server has ended the connection.
    Reconnect,
}

impl Again {
    /// What the database's own words say.
    pub(in crate::store) fn of(error: &Error) -> Option<Self> {
        let Error::DatabaseError(kind, said) = error else {
            return None;
        };
        match (kind, said.message()) {
            // A row that was not there when it was looked for, and is now: the next try finds it.
            (Kind::SerializationFailure | Kind::UniqueViolation, _) => Some(Self::Conflict),
            (Kind::ClosedConnection | Kind::UnableToSendCommand, _) => Some(Self::Reconnect),
            // SQLSTATE 40P01 and 57P01, for which diesel has no kind.
            (_, "deadlock detected") => Some(Self::Conflict),
            (_, words) if words.contains("terminating connection") => Some(Self::Reconnect),
            _ => None,
        }
    }

    /// The same, of a use case's error, wherever in it the database speaks.
    pub(in crate::store) fn after(error: &(dyn std::error::Error + 'static)) -> Option<Self> {
        let mut link = Some(error);
        while let Some(here) = link {
            if let Some(again) = here.downcast_ref().and_then(Self::of) {
                return Some(again);
            }
            link = here.source();
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(kind: Kind, words: &str) -> Error {
        Error::DatabaseError(kind, Box::new(words.to_owned()))
    }

    #[test]
    fn an_ended_connection_is_one_in_every_wording_and_nothing_else_is() {
        for (kind, words) in [
            (Kind::ClosedConnection, "server closed the connection unexpectedly"),
            (Kind::UnableToSendCommand, "no connection to the server"),
            (Kind::Unknown, "FATAL:  terminating connection due to administrator command"),
        ] {
            let error = said(kind, words);
            assert_eq!(Again::of(&error), Some(Again::Reconnect), "{words}");
            assert!(matches!(StoreError::from(error), StoreError::Lost(_)), "{words}");
        }
        assert_eq!(Again::of(&said(Kind::Unknown, "deadlock detected")), Some(Again::Conflict));
        assert_eq!(Again::of(&said(Kind::UniqueViolation, "duplicate key")), Some(Again::Conflict));
        assert_eq!(Again::of(&said(Kind::ForeignKeyViolation, "no such group")), None);
        let wrapped = StoreError::from(said(Kind::SerializationFailure, "could not serialize access"));
        assert_eq!(Again::after(&wrapped), Some(Again::Conflict));
        assert_eq!(
            Again::after(&StoreError::Uncertain("lost".to_owned())),
            None,
            "nobody knows: not once more"
        );
    }
}
