//! The body of a form that was sent from a page of ours. A handler that changes something takes `Protected<T>`, and so
//! cannot forget the question; one that does not has no form to read.

use std::future::Future;
use std::pin::Pin;

use actix_multipart::MultipartError;
use actix_multipart::form::MultipartForm;
use actix_multipart::form::bytes::Bytes as FilePart;
use actix_multipart::form::text::Text as Part;
use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::web::Bytes;
use actix_web::{FromRequest, HttpRequest};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::error::WebError;
use super::typed::Typed;
use super::visitor::Visitor;

/// The longest form: a description of 5,000 characters, each of up to 12 bytes when encoded, and the rest.
pub const LONGEST: usize = 128 * 1024;

/// A form, and who sent it.
pub struct Protected<T> {
    pub visitor: Visitor,
    pub form: T,
}

/// A file that was sent from a page of ours, and who sent it.
pub struct ProtectedFile {
    pub visitor: Visitor,
    /// Empty when none was chosen.
    pub bytes: Bytes,
    /// What was typed beside it, where a name is asked for.
    pub my_name: String,
}

#[derive(MultipartForm)]
struct WithFile {
    csrf: Part<String>,
    my_name: Option<Part<String>>,
    // As much as is read of any form with files; a takeout is far shorter.
    #[multipart(limit = "2MB")]
    file: FilePart,
}

impl FromRequest for ProtectedFile {
    type Error = WebError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, WebError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let body = MultipartForm::<WithFile>::from_request(request, payload);
        let visitor = Visitor::from_request(request, &mut Payload::None);
        let request = request.clone();
        Box::pin(async move {
            let visitor = visitor.await?;
            let body = body.await.map_err(|cause| match cause.as_error::<MultipartError>() {
                Some(MultipartError::Payload(_)) => WebError::too_large(),
                // What has other parts than our form has no hidden field of ours.
                _ => WebError::forged(),
            })?;
            let WithFile { csrf, my_name, file } = body.into_inner();
            if !comes_from_here(&request, &visitor) || !visitor.sent(&csrf) {
                return Err(WebError::forged());
            }
            Ok(Self { visitor, bytes: file.data, my_name: my_name.map(Part::into_inner).unwrap_or_default() })
        })
    }
}

/// A form with nothing in it, sent from a page of ours by somebody of whom nothing is known. There is no cookie that a
/// hidden field could be bound to; and what it does touches nobody's account, so the browser's own word is enough.
pub struct FromHere {
    pub visitor: Visitor,
}

impl FromRequest for FromHere {
    type Error = WebError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, WebError>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let visitor = Visitor::from_request(request, &mut Payload::None);
        let request = request.clone();
        Box::pin(async move {
            let visitor = visitor.await?;
            if comes_from_here(&request, &visitor) { Ok(Self { visitor }) } else { Err(WebError::forged()) }
        })
    }
}

#[derive(Deserialize)]
struct Hidden {
    #[serde(default)]
    csrf: String,
}

impl<T: DeserializeOwned> FromRequest for Protected<T> {
    type Error = WebError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, WebError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let body = Bytes::from_request(request, payload);
        let visitor = Visitor::from_request(request, &mut Payload::None);
        let request = request.clone();
        Box::pin(async move {
            let body = body.await.map_err(|_| WebError::too_large())?;
            let text = std::str::from_utf8(&body).map_err(|_| not_text())?;
            if !is_text(text) {
                return Err(not_text());
            }
            if says(&request, "Sec-Fetch-Site") == Some("same-origin") {
                Typed::keep(&request, text);
            }
            let visitor = visitor.await?;
            let hidden: Hidden = read(text)?;
            if !comes_from_here(&request, &visitor) || !visitor.sent(&hidden.csrf) {
                return Err(WebError::forged());
            }
            Typed::keep_ours(&request, text);
            Ok(Self { visitor, form: read(text)? })
        })
    }
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T, WebError> {
    serde_html_form::from_str(text).map_err(|_| WebError::bad_request("error-form"))
}

fn not_text() -> WebError {
    WebError::bad_request("error-not-text")
}

/// Whether what the percent signs stand for is UTF-8. The form reader itself would put question marks in silence.
fn is_text(form: &str) -> bool {
    form.split(['&', '=']).all(|part| {
        let mut bytes = part.bytes();
        let mut decoded = Vec::with_capacity(part.len());
        while let Some(byte) = bytes.next() {
            let pair = (byte == b'%').then(|| (bytes.clone().next(), bytes.clone().nth(1)));
            let digits = pair.and_then(|(high, low)| Some((hex(high?)?, hex(low?)?)));
            match digits {
                Some((high, low)) => {
                    decoded.push(high * 16 + low);
                    bytes.nth(1);
                }
                None => decoded.push(byte),
            }
        }
        std::str::from_utf8(&decoded).is_ok()
    })
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

/// What browsers say by themselves about where a form came from. `Sec-Fetch-Site` is the clearer word; with our referrer
/// policy `Origin` is "null", and says nothing.
fn comes_from_here(request: &HttpRequest, visitor: &Visitor) -> bool {
    match (says(request, "Sec-Fetch-Site"), says(request, header::ORIGIN.as_str())) {
        (Some("same-origin" | "none"), _) => true,
        (Some(_), _) => false,
        (None, None | Some("null")) => true,
        (None, Some(origin)) => origin == visitor.app.settings.public_url,
    }
}

fn says<'a>(request: &'a HttpRequest, header: &str) -> Option<&'a str> {
    request.headers().get(header).and_then(|value| value.to_str().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_are_no_text_are_noticed() {
        for good in ["", "a=b", "a=%CF%80%ce%b1", "a=100%", "a=%zz"] {
            assert!(is_text(good), "{good}");
        }
        for bad in ["a=%ff", "a=%CF", "%C3%28=b", "a=b&c=%F0%9F%92"] {
            assert!(!is_text(bad), "{bad}");
        }
    }
}
