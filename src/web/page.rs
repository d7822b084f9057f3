//! From visible data to a page. A screen is a template together with the one type that it shows; what it gets is the
//! frame and data that was cut for this viewer, and nothing else.

use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE, VARY};
use actix_web::{HttpResponse, HttpResponseBuilder};

use super::frame::Frame;

/// A template over a frame and a view.
pub trait Screen {
    type View;
    /// The page as text.
    ///
    /// # Errors
    /// When the template fails, which askama's templates do only when formatting a value does.
    fn show(f: &Frame, v: &Self::View) -> askama::Result<String>;
}

/// Declares screens: `screens! { GroupPage(GroupView) = "groups/show.html"; }`.
#[macro_export]
macro_rules! screens {
    ($($name:ident($view:ty) = $path:tt;)*) => {$(
        #[doc = concat!("`templates/", $path, "`")]
        #[derive(askama::Template)]
        #[template(path = $path)]
        pub struct $name<'a> {
            f: &'a $crate::web::frame::Frame,
            #[allow(dead_code, reason = "some pages have no data of their own")]
            v: &'a $view,
        }

        impl $crate::web::Screen for $name<'_> {
            type View = $view;
            fn show(f: &$crate::web::frame::Frame, v: &$view) -> askama::Result<String> {
                askama::Template::render(&$name { f, v })
            }
        }
    )*};
}

/// How a page may be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// Not at all: it is somebody's own.
    Never,
    /// For a minute, by anybody: it is the same for all readers of a language.
    AMinute,
}

/// Puts a text into an answer.
pub fn html(status: StatusCode, keep: Keep, text: String) -> HttpResponse {
    let mut answer = HttpResponseBuilder::new(status);
    answer.insert_header((CONTENT_TYPE, "text/html; charset=utf-8"));
    if keep == Keep::AMinute {
        answer.insert_header((CACHE_CONTROL, "public, max-age=60"));
        answer.insert_header((VARY, "Accept-Language, Cookie"));
    }
    answer.body(text)
}
