//! From text to settings: one line per key, and a list of everything that is wrong.

use std::collections::BTreeMap;
use std::path::PathBuf;

use config::{Config, Environment, File, FileFormat};
use serde_json::Value;

use crate::domain::time::Zone;

use super::{Controller, CrisisLine, Settings, values};

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
    /// Neither operator nor programme nor group.
    NotAController,
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
        let listen = self.take("server.listen", values::address);
        let public_url = self.take("server.public_url", values::public_url);
        let trusted_hops = self.take("server.trusted_hops", values::number);
        let database_url = self.take("database.url", values::database_url);
        let connections = self.take("database.connections", values::number);
        let key_file = self.take("keys.file", |text| Ok(PathBuf::from(text)));
        let journal_file = self.take("journal.file", |text| Ok(PathBuf::from(text)));
        let mail = self.take("mail.url", values::mail_route);
        let mail_from = self.take("mail.from", values::mail_address);
        let on_ambiguous = self.take("mail.on_ambiguous", values::on_ambiguous);
        let jobs_enabled = self.take("jobs.enabled", values::yes_or_no);
        let password_threads = self.take("passwords.threads", values::number);
        let password_waiting = self.take("passwords.waiting", values::number);
        let zone = self.take("home.zone", |text| Zone::parse(text).map_err(|_| Wrong::NotAZone));
        let exit_url = self.take("page.exit_url", values::exit_url);
        let crisis = self.crisis();
        let who = self.take("controller.who", values::answerable);
        let as_it_is = |text: &str| Ok(text.to_owned());
        let (name, contact) =
            (self.take("controller.name", as_it_is), self.take("controller.contact", as_it_is));
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
                journal_file: journal_file?,
                mail: mail?,
                mail_from: mail_from?,
                on_ambiguous: on_ambiguous?,
                jobs_enabled: jobs_enabled?,
                password_threads: password_threads?,
                password_waiting: password_waiting?,
                zone: zone?,
                exit_url: exit_url?,
                crisis,
                controller: Controller { who: who?, name: name?, contact: contact? },
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
            assert!(values::public_url(good).is_ok(), "{good}");
        }
        for bad in
            ["http://127.0.0.1.example.org", "ftp://localhost", "https://", "http://localhost@evil.example"]
        {
            assert!(values::public_url(bad).is_err(), "{bad}");
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
