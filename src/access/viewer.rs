//! Who looks: a guest, somebody who is signed in, or the system for a reason that it must name.

use crate::domain::ids::{PersonId, SignInId};

/// Who asks. Made by the session extractor of `web`, or by [`Viewer::system`], whose uses are listed in
/// `tests/system_viewers.txt`.
#[derive(Debug)]
pub struct Viewer(Who);

#[derive(Debug, Clone, Copy)]
enum Who {
    Guest,
    Person { person: PersonId, sign_in: Option<SignInId> },
    System(&'static str),
}

impl Viewer {
    /// Somebody without an account, or not signed in.
    pub fn guest() -> Self {
        Self(Who::Guest)
    }

    /// Somebody whose sign-in was just looked up by its secret token. Only `web::session` calls this.
    pub fn signed_in(person: PersonId, sign_in: SignInId) -> Self {
        Self(Who::Person { person, sign_in: Some(sign_in) })
    }

    /// Somebody for whom a proof was given a moment ago, without a browser: the invented people of the demo, and
    /// whom a restored backup has brought back, to be forgotten once more.
    pub fn holding(me: &super::proof::Myself) -> Self {
        Self(Who::Person { person: me.person(), sign_in: None })
    }

    /// The program itself: jobs, and commands of the operator on the machine.
    pub fn system(reason: &'static str) -> Self {
        Self(Who::System(reason))
    }

    /// The same viewer for a transaction of this request, which runs on another thread.
    #[must_use]
    pub fn again(&self) -> Self {
        Self(self.0)
    }

    /// Whether somebody is signed in.
    pub fn is_signed_in(&self) -> bool {
        matches!(self.0, Who::Person { .. })
    }

    /// The person, for looking up standings.
    pub(crate) fn person(&self) -> Option<PersonId> {
        match self.0 {
            Who::Person { person, .. } => Some(person),
            Who::Guest | Who::System(_) => None,
        }
    }

    /// This browser's sign-in.
    pub fn sign_in(&self) -> Option<SignInId> {
        match self.0 {
            Who::Person { sign_in, .. } => sign_in,
            Who::Guest | Who::System(_) => None,
        }
    }

    pub(in crate::access) fn system_reason(&self) -> Option<&'static str> {
        match self.0 {
            Who::System(reason) => Some(reason),
            Who::Guest | Who::Person { .. } => None,
        }
    }
}
