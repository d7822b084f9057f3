//! Who asks, in which language, and with which right to send forms: read from the request once, before a handler runs.
//!
//! The only place that makes a `Viewer` from a cookie.

use std::future::Future;
use std::pin::Pin;

use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::dev::Payload;
use actix_web::http::{StatusCode, header};
use actix_web::web::Data;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest, HttpResponse};

use super::error::{Reply, WebError};
use super::frame::Frame;
use super::language::Prefix;
use super::page::{self, Keep, Screen};
use crate::access::{Viewer, Visible};
use crate::app::App;
use crate::domain::locale::Locale;
use crate::domain::screen::LockAfter;
use crate::l10n::L10n;
use crate::service::accounts;
use crate::store::sign_ins::{self, OnceMore};
use crate::vault::Token;

/// The sign-in cookie. `__Host-`: only this host, only https (or loopback), whole path.
pub const SIGN_IN_COOKIE: &str = "__Host-parea";
/// What binds a guest's form to the browser that asked for it. Set with the form, and by no page without one.
pub const FORM_COOKIE: &str = "__Host-parea-form";

/// A reader of this request.
pub struct Visitor {
    pub viewer: Viewer,
    pub app: Data<App>,
    l: L10n,
    path: String,
    prefix: &'static str,
    form: FormSecret,
    lock_after: LockAfter,
    once_more: OnceMore,
}

/// What the hidden field of forms is made from.
enum FormSecret {
    /// Somebody is signed in.
    SignIn(Vec<u8>),
    /// A guest's browser has the cookie already.
    Known(Token),
    /// A guest's browser gets this one with the first form.
    New(Token),
}

impl FormSecret {
    fn bytes(&self) -> &[u8] {
        match self {
            Self::SignIn(bytes) => bytes,
            Self::Known(token) | Self::New(token) => token.as_str().as_bytes(),
        }
    }
}

impl Visitor {
    /// The reader's words.
    pub fn l(&self) -> L10n {
        self.l
    }

    /// What links on public pages begin with.
    pub fn prefix(&self) -> &'static str {
        self.prefix
    }

    /// Whether a form's hidden field was made for this browser.
    pub fn sent(&self, csrf: &str) -> bool {
        self.app.keys.is_form_token(self.form.bytes(), csrf)
    }

    /// A page of one's own: kept by nobody.
    pub fn page<S: Screen>(&self, view: &Visible<S::View>) -> Reply {
        self.answer::<S>(StatusCode::OK, view)
    }

    /// A form again, with what is wrong about it.
    pub fn again<S: Screen>(&self, view: &Visible<S::View>) -> Reply {
        self.answer::<S>(StatusCode::UNPROCESSABLE_ENTITY, view)
    }

    /// A page with a status of its own.
    pub fn answer<S: Screen>(&self, status: StatusCode, view: &Visible<S::View>) -> Reply {
        let mut answer = page::html(status, Keep::Never, show::<S>(&self.frame(false, true), view)?);
        if let FormSecret::New(token) = &self.form {
            let cookie = cookie(FORM_COOKIE, token.as_str().to_owned());
            answer.add_cookie(&cookie).map_err(|_| WebError::bad_request("error-internal"))?;
        }
        Ok(answer)
    }

    /// A page that everybody may see: no cookie is set, and caches may keep it for a minute when no one is signed in.
    pub fn public_page<S: Screen>(&self, view: &Visible<S::View>) -> Reply {
        let signed_in = self.viewer.is_signed_in();
        let keep = if signed_in { Keep::Never } else { Keep::AMinute };
        Ok(page::html(StatusCode::OK, keep, show::<S>(&self.frame(true, signed_in), view)?))
    }

    /// A page under an address that is a secret itself: no cookie is set, and nobody keeps it.
    pub fn secret_page<S: Screen>(&self, view: &Visible<S::View>) -> Reply {
        self.secret_answer::<S>(StatusCode::OK, view)
    }

    /// The same, with a status of its own.
    pub fn secret_answer<S: Screen>(&self, status: StatusCode, view: &Visible<S::View>) -> Reply {
        let frame = self.frame(true, self.viewer.is_signed_in());
        Ok(page::html(status, Keep::Never, show::<S>(&frame, view)?))
    }

    /// Puts a new sign-in into this browser, with whatever is answered.
    pub fn signed_in_by(mut answer: HttpResponse, token: &Token) -> Reply {
        let mut kept = cookie(SIGN_IN_COOKIE, token.as_str().to_owned());
        kept.set_max_age(Duration::days(90));
        answer.add_cookie(&kept).map_err(|_| WebError::unavailable("error-internal"))?;
        Ok(answer)
    }

    /// Takes the sign-in out of this browser, with all that it keeps of ours.
    pub fn signed_out(&self, to: &str) -> Reply {
        let mut answer = HttpResponse::SeeOther()
            .insert_header((header::LOCATION, to.to_owned()))
            .insert_header(("Clear-Site-Data", "\"cache\", \"cookies\", \"storage\""))
            .finish();
        answer
            .add_removal_cookie(&cookie(SIGN_IN_COOKIE, String::new()))
            .map_err(|_| WebError::unavailable("error-internal"))?;
        Ok(answer)
    }

    /// On to another page, after a form.
    pub fn go(&self, to: &str) -> Reply {
        Ok(HttpResponse::SeeOther().insert_header((header::LOCATION, to.to_owned())).finish())
    }

    fn frame(&self, public: bool, with_forms: bool) -> Frame {
        let csrf = if with_forms {
            self.app.keys.form_token(self.form.bytes(), &self.app.entropy)
        } else {
            String::new()
        };
        Frame {
            l: self.l,
            csrf,
            signed_in: self.viewer.is_signed_in(),
            lock_after: self.lock_after.minutes(),
            once_more: self.once_more,
            public,
            path: self.path.clone(),
            prefix: self.prefix,
            exit_url: self.app.settings.exit_url.clone(),
            crisis: self.app.settings.crisis.clone(),
        }
    }

    async fn read(request: &HttpRequest) -> Result<Self, WebError> {
        let app = request
            .app_data::<Data<App>>()
            .cloned()
            .ok_or_else(|| WebError::unavailable("error-internal"))?;
        let token = request.cookie(SIGN_IN_COOKIE).and_then(|cookie| Token::parse(cookie.value()));
        let signed_in = match token {
            Some(token) => {
                let digest = token.digest();
                app.read(move |db, now| sign_ins::find(db, &digest, now)).await?
            }
            None => None,
        };
        let visitor = Self::new(app, request, signed_in);
        if signed_in.is_some_and(|it| it.is_stale) {
            visitor.was_seen().await;
        }
        Ok(visitor)
    }

    /// Notes the use of a sign-in. Whoever only reads is not sent away because nothing can be written just now.
    async fn was_seen(&self) {
        let viewer = self.viewer.again();
        if let Err(cause) = self.app.write(move |db, now| accounts::seen(db, &viewer, now)).await {
            tracing::warn!(%cause, "the use of a sign-in could not be noted");
        }
    }
}

impl Visitor {
    /// For the page that says that nobody can be known now: a guest, in the browser's language.
    pub fn unknown(request: &HttpRequest) -> Option<Self> {
        let app = request.app_data::<Data<App>>().cloned()?;
        Some(Self::new(app, request, None))
    }

    fn new(app: Data<App>, request: &HttpRequest, signed_in: Option<sign_ins::SignedIn>) -> Self {
        let prefix = request.extensions().get::<Prefix>().copied();
        let asked = request.headers().get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        let locale = prefix
            .map(|Prefix(locale)| locale)
            .or(signed_in.as_ref().map(|it| it.language))
            .or(asked.and_then(Locale::negotiate))
            .unwrap_or(Locale::En);
        let lock_after = signed_in.as_ref().map_or(LockAfter::Never, |it| it.lock_after);
        let once_more = signed_in.as_ref().map_or(OnceMore::Password, |it| it.once_more);
        let (viewer, form) = match signed_in {
            Some(it) => {
                (Viewer::signed_in(it.person, it.sign_in), FormSecret::SignIn(it.sign_in.to_bytes().to_vec()))
            }
            None => {
                let known = request.cookie(FORM_COOKIE).and_then(|cookie| Token::parse(cookie.value()));
                let form = known.map_or_else(|| FormSecret::New(Token::new(&app.entropy)), FormSecret::Known);
                (Viewer::guest(), form)
            }
        };
        let path = request.uri().path_and_query().map_or("/", |it| it.as_str()).to_owned();
        Self {
            viewer,
            app,
            l: L10n::new(locale),
            path,
            prefix: prefix.map_or("", Prefix::path),
            form,
            lock_after,
            once_more,
        }
    }
}

/// A cookie of ours.
pub fn cookie(name: &'static str, value: String) -> Cookie<'static> {
    Cookie::build(name, value).path("/").secure(true).http_only(true).same_site(SameSite::Lax).finish()
}

fn show<S: Screen>(f: &Frame, view: &Visible<S::View>) -> Result<String, WebError> {
    S::show(f, view).map_err(|cause| {
        tracing::error!(%cause, "a template failed");
        WebError::unavailable("error-internal")
    })
}

impl FromRequest for Visitor {
    type Error = WebError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, WebError>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move { Self::read(&request).await })
    }
}
