//! The command line. Every command: exit 0 done, 1 could not, 2 wrong usage; messages go to standard error, in the
//! operator's language, and say what to do next.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::domain::locale::Locale;
use crate::l10n::L10n;
use crate::world::Clock;

mod account;
mod backup;
mod demo;
mod doctor;
mod import;
mod keys;
mod record;
mod serve;
mod start;
mod there;

/// Parea: a service for peer-led mutual-aid groups
#[derive(Parser)]
#[command(name = "parea", version)]
struct Line {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Show a complete, lived-in example on this machine
    Demo {
        /// A loopback address
        #[arg(long, default_value = "127.0.0.1:8080")]
        listen: SocketAddr,
    },
    /// Run the service
    Serve,
    /// Bring the database's schema up to date
    Migrate,
    /// Check settings, keys, database, clock and mail
    Doctor,
    /// Print the record of processing: every column, what stands in it, and how it ends
    Record,
    /// The root key
    #[command(subcommand)]
    Keys(KeysCommand),
    /// Write everything into one sealed file, also while the service runs. The key file is not in it: keep a copy of that apart
    #[command(args_conflicts_with_subcommands = true)]
    Backup {
        #[command(subcommand)]
        command: Option<BackupCommand>,
        /// The file to make
        #[arg(required = true)]
        file: Option<PathBuf>,
    },
    /// Make the installation anew from a backup, where there is no database yet
    Restore {
        /// The backup
        file: PathBuf,
        /// The journal is lost: whoever was forgotten since the backup comes back
        #[arg(long)]
        without_journal: bool,
    },
    /// Accounts
    #[command(subcommand)]
    Account(AccountCommand),
    /// Take groups over from other systems
    #[command(subcommand)]
    Import(ImportCommand),
}

#[derive(Subcommand)]
enum KeysCommand {
    /// Add a generation of sealing keys, and seal everything anew; broken off, it goes on where it was
    Rotate,
}

#[derive(Subcommand)]
enum BackupCommand {
    /// Read a backup to its end: whether it opens with this key, and is whole
    Verify {
        /// The backup
        file: PathBuf,
    },
}

#[derive(Subcommand)]
enum AccountCommand {
    /// Make an account and print a link, good once, to choose its password
    Create {
        /// The sign-in name
        #[arg(long)]
        name: String,
        /// The programme that this person coordinates
        #[arg(long)]
        coordinator: Option<String>,
    },
}

#[derive(Subcommand)]
enum ImportCommand {
    /// Groups and meetings from a Meeting Guide feed
    MeetingGuide {
        /// A file, or an https address
        from: String,
        /// The programme that lists them
        #[arg(long)]
        programme: String,
        /// Print the counts as the last line of standard output, as JSON
        #[arg(long)]
        json: bool,
    },
}

/// Why a command could not do what it was asked: sentences for the operator, one a line.
type Failure = Vec<String>;

/// Runs the command that was asked for.
#[must_use]
pub fn run() -> ExitCode {
    let line = Line::parse();
    start::log();
    let l = operator();
    let done = match line.command {
        Command::Demo { listen } => demo::run(l, listen, None),
        Command::Serve => serve::run(l),
        Command::Migrate => start::migrate(l),
        Command::Doctor => doctor::run(l),
        Command::Record => record::run(l),
        Command::Keys(KeysCommand::Rotate) => keys::rotate(l),
        Command::Backup { command: Some(BackupCommand::Verify { file }), .. } => backup::verify(l, &file),
        Command::Backup { file, .. } => backup::write(l, &file.unwrap_or_default()),
        Command::Restore { file, without_journal } => backup::restore(l, &file, without_journal),
        Command::Account(AccountCommand::Create { name, coordinator }) => {
            account::create(l, &name, coordinator.as_deref())
        }
        Command::Import(ImportCommand::MeetingGuide { from, programme, json }) => {
            import::meeting_guide(l, &from, &programme, json)
        }
    };
    ended(done)
}

/// The demo by a clock that somebody else holds and moves on: for journeys through weeks.
#[must_use]
pub fn demo_by(clock: Clock, listen: SocketAddr) -> ExitCode {
    start::log();
    ended(demo::run(operator(), listen, Some(clock)))
}

fn ended(done: Result<(), Failure>) -> ExitCode {
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentences) => {
            for sentence in sentences {
                eprintln!("{sentence}");
            }
            ExitCode::FAILURE
        }
    }
}

/// The operator's language, from the machine's locale.
fn operator() -> L10n {
    let said = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()));
    L10n::new(if said.is_some_and(|it| it.starts_with("el")) { Locale::El } else { Locale::En })
}
