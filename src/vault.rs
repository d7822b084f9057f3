//! Keys and what is made with them: sealed cells, blind indexes, links that prove themselves, hashed passwords.
//!
//! The root key lives in a file outside the database; every other key is derived from it under a label of its own.
//! Nothing here knows a table or a person: the caller says which cell, and gives the row's id. No SQL, no HTTP.

mod app_key;
mod keys;
mod lines;
mod link;
mod passkeys;
mod password;
mod phrase;
mod seal;
mod sealed_file;
mod token;

pub use app_key::AppKey;
pub use keys::{KeyFileTrouble, Keys};
pub use link::Purpose;
pub use passkeys::{Asked, Kept, NoAnswer, Passkeys};
pub use password::{Busy, Hashers, Password, PasswordRefusal, Strength};
pub use phrase::{PhraseLanguage, phrase_key, three_words};
pub use seal::{Cell, DataKey, NotOpened};
pub use sealed_file::{Opening, Sealing};
pub use token::{Digest, RecoveryCode, Token};
