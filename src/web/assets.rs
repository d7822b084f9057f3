//! Style, script and icons: compiled in, and addressed by what they contain, so that browsers may keep them for ever.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use actix_web::{HttpResponse, web};
use rust_embed::Embed;
use sha2::{Digest as _, Sha256};

use super::error::{Reply, WebError};

#[derive(Embed)]
#[folder = "templates/static"]
struct Files;

/// Name without the hash, name with it, content.
static BY_NAME: LazyLock<BTreeMap<String, (String, web::Bytes)>> = LazyLock::new(|| {
    Files::iter()
        .filter_map(|name| {
            let bytes = web::Bytes::from(Files::get(&name)?.data.into_owned());
            let hash = Sha256::digest(&bytes).iter().take(6).fold(String::new(), |mut text, byte| {
                // Writing to a String cannot fail.
                let _ = write!(text, "{byte:02x}");
                text
            });
            let (stem, ending) = name.rsplit_once('.')?;
            Some((name.to_string(), (format!("{stem}.{hash}.{ending}"), bytes)))
        })
        .collect()
});

/// What a browser calls the kinds of file that lie in `templates/static`.
const TYPES: [(&str, &str); 3] =
    [("css", "text/css; charset=utf-8"), ("js", "text/javascript; charset=utf-8"), ("svg", "image/svg+xml")];

/// The address of a file.
#[must_use]
pub fn url(name: &str) -> String {
    match BY_NAME.get(name) {
        Some((hashed, _)) => format!("/static/{hashed}"),
        None => {
            tracing::error!(name, "there is no such file in templates/static");
            format!("/static/{name}")
        }
    }
}

/// `GET /static/{file}`
pub async fn file(name: web::Path<String>) -> Reply {
    let (_, bytes) = BY_NAME.values().find(|(hashed, _)| *hashed == *name).ok_or_else(WebError::not_found)?;
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let kind = TYPES.iter().find(|(known, _)| *known == ending).ok_or_else(WebError::not_found)?;
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, kind.1))
        .insert_header((CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .body(bytes.clone()))
}
