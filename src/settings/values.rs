//! One value each: from what an operator wrote to what the program uses, or what is wrong with it.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::str::FromStr;

use super::read::Wrong;
use super::{Answerable, MailRoute, OnAmbiguous};

pub(super) fn address(text: &str) -> Result<SocketAddr, Wrong> {
    text.parse().map_err(|_| Wrong::NotAnAddress)
}

pub(super) fn number<T: FromStr>(text: &str) -> Result<T, Wrong> {
    text.parse().map_err(|_| Wrong::NotANumber)
}

pub(super) fn yes_or_no(text: &str) -> Result<bool, Wrong> {
    text.parse().map_err(|_| Wrong::NotYesOrNo)
}

pub(super) fn public_url(text: &str) -> Result<String, Wrong> {
    let url = http_url::parse(text).ok_or(Wrong::NotAnAddress)?;
    if url.is_https || url.is_loopback {
        Ok(text.trim_end_matches('/').to_owned())
    } else {
        Err(Wrong::InsecurePublicUrl)
    }
}

pub(super) fn exit_url(text: &str) -> Result<String, Wrong> {
    http_url::parse(text).map(|_| text.to_owned()).ok_or(Wrong::NotAnExit)
}

pub(super) fn database_url(text: &str) -> Result<String, Wrong> {
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

pub(super) fn mail_route(text: &str) -> Result<MailRoute, Wrong> {
    match text.split_once(':') {
        Some(("smtp" | "smtps", rest)) if rest.len() > 2 && rest.starts_with("//") => {
            Ok(MailRoute::Smtp(text.to_owned()))
        }
        Some(("mailbox", folder)) if !folder.is_empty() => Ok(MailRoute::Mailbox(PathBuf::from(folder))),
        _ => Err(Wrong::UnknownMailRoute),
    }
}

pub(super) fn mail_address(text: &str) -> Result<String, Wrong> {
    let is_address = text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && !host.is_empty() && text.is_ascii() && !text.contains(char::is_whitespace)
    });
    if is_address { Ok(text.to_owned()) } else { Err(Wrong::NotAMailAddress) }
}

pub(super) fn answerable(text: &str) -> Result<Answerable, Wrong> {
    match text {
        "operator" => Ok(Answerable::Operator),
        "programme" => Ok(Answerable::Programme),
        "group" => Ok(Answerable::Group),
        _ => Err(Wrong::NotAController),
    }
}

pub(super) fn on_ambiguous(text: &str) -> Result<OnAmbiguous, Wrong> {
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
