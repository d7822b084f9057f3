//! What somebody typed into a form that could not be carried out: it is given back with the refusal, so that nothing has to be
//! typed twice. Secrets are never given back.

use actix_web::{HttpMessage as _, HttpRequest};

/// The fields of a refused form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// Name and value, as they came, without secrets.
    pub fields: Vec<(String, String)>,
    /// Whether the form is known to come from a page of ours: then one button sends it again. Of any other only the text is
    /// shown, since a press of that button would do what a stranger wished.
    pub may_send_again: bool,
}

/// Fields that are typed anew: what they hold should not stand in a page.
const SECRET: [&str; 2] = ["password", "code"];

impl Typed {
    fn read(form: &str) -> Self {
        let mut fields: Vec<(String, String)> = serde_html_form::from_str(form).unwrap_or_default();
        fields.retain(|(name, _)| !SECRET.iter().any(|secret| name.starts_with(secret)));
        Self { fields, may_send_again: false }
    }

    /// Texts that somebody wrote, rather than chose: what is worth copying.
    #[must_use]
    pub fn texts(&self) -> Vec<&str> {
        self.fields.iter().map(|(_, value)| value.as_str()).filter(|value| value.contains(' ')).collect()
    }

    /// Keeps what a browser says was typed into a page of ours. Another site's text would look like ours on our page.
    pub(super) fn keep(request: &HttpRequest, form: &str) {
        request.extensions_mut().insert(Self::read(form));
    }

    /// Keeps what came with the hidden field of our own page.
    pub(super) fn keep_ours(request: &HttpRequest, form: &str) {
        request.extensions_mut().insert(Self { may_send_again: true, ..Self::read(form) });
    }

    /// What was kept.
    pub(super) fn of(request: &HttpRequest) -> Self {
        request.extensions().get::<Self>().cloned().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_not_given_back_and_prose_is_found() {
        let typed = Typed::read("csrf=x&name=A+circle&password=hunter&password_for_email=h&code=1+2&day=mon");
        let names: Vec<&str> = typed.fields.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["csrf", "name", "day"]);
        assert_eq!(typed.texts(), ["A circle"]);
        assert!(!typed.may_send_again);
    }
}
