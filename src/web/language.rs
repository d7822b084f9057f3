//! `/el/…` and `/en/…`: the same public pages in a chosen language, without a cookie. The prefix is taken off before
//! routing, and remembered.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Uri;
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage as _};

use crate::domain::locale::Locale;

/// The language that the address asked for.
#[derive(Debug, Clone, Copy)]
pub struct Prefix(pub Locale);

impl Prefix {
    /// As it stands at the front of an address.
    pub fn path(self) -> &'static str {
        match self.0 {
            Locale::En => "/en",
            Locale::El => "/el",
        }
    }
}

/// Takes the prefix off.
pub async fn take_prefix(
    mut request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let found = Locale::all().iter().find_map(|locale| {
        let prefix = Prefix(*locale);
        let rest = request.path().strip_prefix(prefix.path())?;
        match rest {
            "" => Some((prefix, "/".to_owned())),
            rest if rest.starts_with('/') => Some((prefix, rest.to_owned())),
            _ => None,
        }
    });
    if let Some((prefix, path)) = found {
        let with_query = match request.query_string() {
            "" => path,
            query => format!("{path}?{query}"),
        };
        if let Ok(uri) = with_query.parse::<Uri>() {
            request.match_info_mut().get_mut().update(&uri);
            request.head_mut().uri = uri;
            request.extensions_mut().insert(prefix);
        }
    }
    next.call(request).await
}
