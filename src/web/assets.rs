//! Style, script and icons: compiled in, and addressed by what they contain, so that browsers may keep them for ever.
//! They are compressed once, at the first request for any of them, and not again for every reader.
//!
//! Absent: anything about people. These bytes are the same for everybody.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::sync::LazyLock;

use actix_web::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ContentEncoding, VARY,
};
use actix_web::{HttpRequest, HttpResponse, web};
use flate2::Compression;
use flate2::write::GzEncoder;
use rust_embed::Embed;
use sha2::{Digest as _, Sha256};

use super::error::{Reply, WebError};

#[derive(Embed)]
#[folder = "templates/static"]
struct Files;

/// A file as it is served.
#[derive(Debug)]
pub struct Asset {
    /// The name with the fingerprint, as it stands in the address.
    hashed: String,
    pub content_type: &'static str,
    pub bytes: web::Bytes,
    /// The same, compressed.
    pub gzip: web::Bytes,
}

/// What a browser calls the kinds of file that lie in `templates/static`. No other kind is served.
const TYPES: [(&str, &str); 3] =
    [("css", "text/css; charset=utf-8"), ("js", "text/javascript; charset=utf-8"), ("svg", "image/svg+xml")];

/// By the name without the fingerprint.
static BY_NAME: LazyLock<BTreeMap<String, Asset>> =
    LazyLock::new(|| Files::iter().filter_map(|name| Some((name.to_string(), read(&name)?))).collect());

fn read(name: &str) -> Option<Asset> {
    let (stem, ending) = name.rsplit_once('.')?;
    let (_, content_type) = TYPES.iter().find(|(known, _)| *known == ending)?;
    let bytes = Files::get(name)?.data.into_owned();
    let bytes = if ending == "js" { lean(&bytes) } else { bytes };
    let hash = Sha256::digest(&bytes).iter().take(6).fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    });
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&bytes).ok()?;
    let gzip = encoder.finish().ok()?.into();
    Some(Asset { hashed: format!("{stem}.{hash}.{ending}"), content_type, bytes: bytes.into(), gzip })
}

/// A script as it travels: without what is there for its readers, comments on lines of their own and indentation.
fn lean(script: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(script);
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.collect::<Vec<_>>().join("\n").into_bytes()
}

/// The address of a file.
#[must_use]
pub fn url(name: &str) -> String {
    match BY_NAME.get(name) {
        Some(asset) => format!("/static/{}", asset.hashed),
        None => {
            tracing::error!(name, "there is no such file in templates/static");
            format!("/static/{name}")
        }
    }
}

/// The file with this name, fingerprint included: an old fingerprint is another file, which is not here.
#[must_use]
pub fn find(hashed: &str) -> Option<&'static Asset> {
    BY_NAME.values().find(|asset| asset.hashed == hashed)
}

/// `GET /static/{file}`
pub async fn file(name: web::Path<String>, request: HttpRequest) -> Reply {
    let asset = find(&name).ok_or_else(WebError::not_found)?;
    let mut answer = HttpResponse::Ok();
    answer
        .insert_header((CONTENT_TYPE, asset.content_type))
        .insert_header((CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .insert_header((VARY, "Accept-Encoding"));
    if takes_gzip(&request) {
        return Ok(answer.insert_header(ContentEncoding::Gzip).body(asset.gzip.clone()));
    }
    // Said, so that nothing after this compresses it.
    Ok(answer.insert_header((CONTENT_ENCODING, "identity")).body(asset.bytes.clone()))
}

/// `GET /worker.js`: beside the pages, since a worker serves what lies below it. Browsers ask for it anew.
pub async fn worker() -> Reply {
    let asset = BY_NAME.get("worker.js").ok_or_else(WebError::not_found)?;
    Ok(HttpResponse::Ok().insert_header((CONTENT_TYPE, asset.content_type)).body(asset.bytes.clone()))
}

/// Whether the browser names gzip and does not refuse it.
fn takes_gzip(request: &HttpRequest) -> bool {
    let wishes =
        request.headers().get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    wishes.split(',').any(|wish| {
        let mut parts = wish.split(';').map(str::trim);
        let is_gzip = parts.next().is_some_and(|name| name.eq_ignore_ascii_case("gzip"));
        is_gzip && !parts.any(|part| matches!(part, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
    })
}
