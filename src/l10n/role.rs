//! What the roles of a meeting are called: by their kind, or by the name that the group gave.

use super::L10n;
use crate::domain::rota::RoleKind;

impl L10n {
    /// What a role is called; `own` is empty where the group gave no name.
    #[must_use]
    pub fn role(self, kind: RoleKind, own: &str) -> String {
        if own.is_empty() { self.t(name_key(kind)) } else { own.to_owned() }
    }
}

fn name_key(kind: RoleKind) -> &'static str {
    match kind {
        RoleKind::Facilitating => "role-facilitating",
        RoleKind::CoFacilitating => "role-co-facilitating",
        RoleKind::Shadowing => "role-shadowing",
        RoleKind::Welcome => "role-welcome",
        RoleKind::Time => "role-time",
        RoleKind::Reading => "role-reading",
        RoleKind::Keys => "role-keys",
        RoleKind::Tea => "role-tea",
        RoleKind::Literature => "role-literature",
        RoleKind::Treasury => "role-treasury",
        RoleKind::Minutes => "role-minutes",
        RoleKind::OnlineHost => "role-online-host",
        RoleKind::Own => "role-own",
    }
}
