//! `/g/{group}/mandate`: a member takes the mandate to facilitate.

use actix_web::web::Path;

use crate::domain::ids::GroupId;
use crate::domain::mandate::Refusal;
use crate::service::mandates::{self, MandateError};
use crate::web::accounts::Nothing;
use crate::web::error::{Reply, WebError};
use crate::web::protected::Protected;

impl From<MandateError> for WebError {
    fn from(error: MandateError) -> Self {
        match error {
            MandateError::NotFound => Self::not_found(),
            MandateError::Refused(Refusal::Led) => Self::conflict("mandate-led"),
            MandateError::Refused(Refusal::TooNew) => Self::conflict("mandate-too-new"),
            MandateError::Refused(Refusal::TakenBack) => Self::conflict("mandate-taken-back"),
            MandateError::Store(cause) => cause.into(),
        }
    }
}

/// `POST /g/{group}/mandate`
pub async fn take(group: Path<GroupId>, sent: Protected<Nothing>) -> Reply {
    let visitor = sent.visitor;
    let (viewer, id) = (visitor.viewer.again(), *group);
    visitor.app.write(move |db, now| mandates::take(db, &viewer, id, now)).await?;
    visitor.go(&format!("/g/{id}"))
}
