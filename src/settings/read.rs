//! From text to settings: one line per key, and a list of everything that is wrong.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::str::FromStr;

use config::{Config, Environment, File, FileFormat};
use serde_json::Value;

use crate::domain::time::Zone;

use super::{CrisisLine, MailRoute, OnAmbiguous, Settings};

/// What is wrong with one setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// As in `server.listen`.
    pub key: String,
    pub wrong: Wrong,
}

/// How it is wrong. The words for what to do about it stand in `templates/locales`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// There is no setting of that name.
    UnknownKey,
    Missing,
    /// The file or the environment cannot be read as settings at all.
    Unreadable,
    NotAnAddress,
    NotANumber,
    NotYesOrNo,
    /// Neither https nor a loopback address: the sign-in cookie would not be kept.
    InsecurePublicUrl,
    UnknownDatabase,
    /// The build has no TLS for PostgreSQL.
    NoTls,
    UnknownMailRoute,
    NotAMailAddress,
    NotResendOrHold,
    NotAnExit,
    NotAZone,
}

/// Where settings come from besides `config/base.toml`.
#[derive(Debug, Clone, Default)]
pub struct Origin {
    pub file: Option<PathBuf>,
    pub environment: Vec<(String, String)>,
}

impl Origin {
    /// From this process.
    #[must_use]
    pub fn of_process() -> Self {
        Self {
            file: std::env::var_os("PAREA_CONFIG").map(PathBuf::from),
            environment: std::env::vars().filter(|(key, _)| key.starts_with("PAREA__")).collect(),
        }
    }
}

const BASE: &str = include_str!("../../config/base.toml");

impl Settings {
    /// Reads all settings.
    ///
    /// # Errors
    /// Every mistake, not only the first.
    pub fn read(from: Origin) -> Result<Self, Vec<Mistake>> {
        let unreadable = |key: String| vec![Mistake { key, wrong: Wrong::Unreadable }];
        let mut layers = Config::builder().add_source(File::from_str(BASE, FileFormat::Toml));
        if let Some(file) = from.file {
            layers = layers.add_source(File::from(file).format(FileFormat::Toml));
        }
        let environment = Environment::with_prefix("PAREA")
            .prefix_separator("__")
            .separator("__")
            .source(Some(from.environment.into_iter().collect()));
        let tree: Value = layers
            .add_source(environment)
            .build()
            .and_then(Config::try_deserialize)
            .map_err(|cause| unreadable(cause.to_string()))?;
        let mut found = Found { values: BTreeMap::new(), mistakes: Vec::new() };
        found.flatten("", &tree);
        found.settings()
    }
}

struct Found {
    values: BTreeMap<String, Value>,
    mistakes: Vec<Mistake>,
}

impl Found {
    fn flatten(&mut self, prefix: &str, tree: &Value) {
        match tree {
            Value::Object(children) => {
                for (key, child) in children {
                    let path = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
                    self.flatten(&path, child);
                }
            }
            leaf => {
                self.values.insert(prefix.to_owned(), leaf.clone());
            }
        }
    }

    /// Takes every known key; what is left over is unknown.
    fn settings(mut self) -> Result<Settings, Vec<Mistake>> {
        let listen = self.take("server.listen", address);
        let public_url = self.take("server.public_url", public_url);
        let trusted_hops = self.take("server.trusted_hops", number);
        let database_url = self.take("database.url", database_url);
        let connections = self.take("database.connections", number);
        let key_file = self.take("keys.file", |text| Ok(PathBuf::from(text)));
        let mail = self.take("mail.url", mail_route);
        let mail_from = self.take("mail.from", mail_address);
        let on_ambiguous = self.take("mail.on_ambiguous", on_ambiguous);
        let jobs_enabled = self.take("jobs.enabled", yes_or_no);
        let password_threads = self.take("passwords.threads", number);
        let password_waiting = self.take("passwords.waiting", number);
        let zone = self.take("home.zone", |text| Zone::parse(text).map_err(|_| Wrong::NotAZone));
        let exit_url = self.take("page.exit_url", exit_url);
        let crisis = self.crisis();
        for key in self.values.into_keys() {
            self.mistakes.push(Mistake { key, wrong: Wrong::UnknownKey });
        }
        let mistakes = self.mistakes;
        let whole = || {
            Some(Settings {
                listen: listen?,
                public_url: public_url?,
                trusted_hops: trusted_hops?,
                database_url: database_url?,
                connections: connections?,
                key_file: key_file?,
                mail: mail?,
                mail_from: mail_from?,
                on_ambiguous: on_ambiguous?,
                jobs_enabled: jobs_enabled?,
                password_threads: password_threads?,
                password_waiting: password_waiting?,
                zone: zone?,
                exit_url: exit_url?,
                crisis,
            })
        };
        match whole() {
            Some(settings) if mistakes.is_empty() => Ok(settings),
            _ => Err(mistakes),
        }
    }

    fn take<T>(&mut self, key: &str, read: impl Fn(&str) -> Result<T, Wrong>) -> Option<T> {
        let value = match self.values.remove(key) {
            Some(Value::String(text)) => read(text.trim()),
            Some(Value::Null) | None => Err(Wrong::Missing),
            Some(other) => read(&other.to_string()),
        };
        value.map_err(|wrong| self.mistakes.push(Mistake { key: key.to_owned(), wrong })).ok()
    }

    fn crisis(&mut self) -> Vec<CrisisLine> {
        let Some(Value::Array(lines)) = self.values.remove("page.crisis") else {
            return Vec::new();
        };
        let mut read = Vec::new();
        for line in lines {
            match (line.get("name").and_then(Value::as_str), line.get("phone").and_then(Value::as_str)) {
                (Some(name), Some(phone)) => {
                    read.push(CrisisLine { name: name.to_owned(), phone: phone.to_owned() });
                }
                _ => self.mistakes.push(Mistake { key: "page.crisis".to_owned(), wrong: Wrong::Missing }),
            }
        }
        read
    }
}

fn address(text: &str) -> Result<SocketAddr, Wrong> {
    text.parse().map_err(|_| Wrong::NotAnAddress)
}

fn number<T: FromStr>(text: &str) -> Result<T, Wrong> {
    text.parse().map_err(|_| Wrong::NotANumber)
}

fn yes_or_no(text: &str) -> Result<bool, Wrong> {
    text.parse().map_err(|_| Wrong::NotYesOrNo)
}

fn public_url(text: &str) -> Result<String, Wrong> {
    let url = http_url::parse(text).ok_or(Wrong::NotAnAddress)?;
    if url.is_https || url.is_loopback {
        Ok(text.trim_end_matches('/').to_owned())
    } else {
        Err(Wrong::InsecurePublicUrl)
    }
}

fn exit_url(text: &str) -> Result<String, Wrong> {
    http_url::parse(text).map(|_| text.to_owned()).ok_or(Wrong::NotAnExit)
}

fn database_url(text: &str) -> Result<String, Wrong> {
    let is_postgres = text.starts_with("postgres://") || text.starts_with("postgresql://");
    let is_sqlite = text.strip_prefix("sqlite:").is_some_and(|path| !path.is_empty());
    let wants_tls =
        ["sslmode=require", "sslmode=verify-ca", "sslmode=verify-full"].iter().any(|s| text.contains(s));
    match (is_postgres, is_sqlite) {
        (true, _) if wants_tls && !cfg!(feature = "postgres-tls") => Err(Wrong::NoTls),
        (true, _) | (_, true) => Ok(text.to_owned()),
        (false, false) => Err(Wrong::UnknownDatabase),
    }
}

fn mail_route(text: &str) -> Result<MailRoute, Wrong> {
    match text.split_once(':') {
        Some(("smtp" | "smtps", rest)) if rest.len() > 2 && rest.starts_with("//") => {
            Ok(MailRoute::Smtp(text.to_owned()))
        }
        Some(("mailbox", folder)) if !folder.is_empty() => Ok(MailRoute::Mailbox(PathBuf::from(folder))),
        _ => Err(Wrong::UnknownMailRoute),
    }
}

fn mail_address(text: &str) -> Result<String, Wrong> {
    let is_address = text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && !host.is_empty() && text.is_ascii() && !text.contains(char::is_whitespace)
    });
    if is_address { Ok(text.to_owned()) } else { Err(Wrong::NotAMailAddress) }
}

fn on_ambiguous(text: &str) -> Result<OnAmbiguous, Wrong> {
    match text {
        "resend" => Ok(OnAmbiguous::Resend),
        "hold" => Ok(OnAmbiguous::Hold),
        _ => Err(Wrong::NotResendOrHold),
    }
}

/// As much of an http address as the settings must understand.
mod http_url {
    use std::net::IpAddr;

    pub(super) struct Url {
        pub(super) is_https: bool,
        pub(super) is_loopback: bool,
    }

    pub(super) fn parse(text: &str) -> Option<Url> {
        let (scheme, rest) = text.split_once("://")?;
        let is_https = match scheme {
            "https" => true,
            "http" => false,
            _ => return None,
        };
        let authority = rest.split(['/', '?', '#']).next().filter(|a| !a.is_empty() && !a.contains('@'))?;
        let host = match authority.rsplit_once(':') {
            Some((host, port)) if port.parse::<u16>().is_ok() => host,
            _ => authority,
        };
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        let is_loopback = bare == "localhost" || bare.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
        Some(Url { is_https, is_loopback })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(environment: &[(&str, &str)]) -> Result<Settings, Vec<Mistake>> {
        let environment = environment.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        Settings::read(Origin { file: None, environment })
    }

    #[test]
    fn the_base_is_complete_and_the_environment_overrides_it() {
        let settings =
            read(&[("PAREA__SERVER__LISTEN", "127.0.0.1:9000"), ("PAREA__JOBS__ENABLED", "false")]).unwrap();
        assert_eq!(settings.listen.port(), 9000);
        assert!(!settings.jobs_enabled);
        assert_eq!(settings.crisis.len(), 1);
    }

    #[test]
    fn every_mistake_is_named_at_once() {
        let mistakes = read(&[
            ("PAREA__SERVER__LISTEN", "here"),
            ("PAREA__SERVER__PUBLIC_URL", "http://parea.example.org"),
            ("PAREA__DATABASE__URL", "sqlit:parea.db"),
            ("PAREA__MAIL__URL", "carrier:pigeon"),
            ("PAREA__MAIL__FROM", "a@b\r\nBcc: c@d"),
            ("PAREA__HOME__ZONE", "Atlantis"),
            ("PAREA__SERVER__COLOUR", "red"),
        ])
        .unwrap_err();
        let expected = [
            ("server.listen", Wrong::NotAnAddress),
            ("server.public_url", Wrong::InsecurePublicUrl),
            ("database.url", Wrong::UnknownDatabase),
            ("mail.url", Wrong::UnknownMailRoute),
            ("mail.from", Wrong::NotAMailAddress),
            ("home.zone", Wrong::NotAZone),
            ("server.colour", Wrong::UnknownKey),
        ];
        let expected: Vec<Mistake> =
            expected.iter().map(|(key, wrong)| Mistake { key: (*key).to_owned(), wrong: *wrong }).collect();
        assert_eq!(mistakes, expected);
    }

    #[test]
    fn a_public_address_is_https_or_loopback() {
        for good in
            ["https://parea.example.org", "http://localhost:8080", "http://[::1]:8080", "http://127.0.0.1"]
        {
            assert!(public_url(good).is_ok(), "{good}");
        }
        for bad in
            ["http://127.0.0.1.example.org", "ftp://localhost", "https://", "http://localhost@evil.example"]
        {
            assert!(public_url(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_broken_file_is_one_clear_mistake() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("parea.toml");
        std::fs::write(&file, "[server\nlisten=").unwrap();
        let mistakes = Settings::read(Origin { file: Some(file), environment: Vec::new() }).unwrap_err();
        assert_eq!(mistakes[0].wrong, Wrong::Unreadable);
    }
}
