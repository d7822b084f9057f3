//! How a proposal stands in its row: above all what it would change, in five columns that fit together.

use diesel::prelude::*;

use crate::domain::agreement::{Method, Rule};
use crate::domain::decision::{Change, Ruling, Stored, Subject};
use crate::domain::ids::{MembershipId, ProposalId};
use crate::domain::time::Instant;
use crate::store::schema::proposal;

#[derive(Queryable, Selectable)]
#[diesel(table_name = proposal)]
pub(super) struct Row {
    pub(super) id: ProposalId,
    pub(super) membership_id: Option<MembershipId>,
    pub(super) title: String,
    pub(super) why: String,
    pub(super) what: Subject,
    pub(super) rule: Option<Rule>,
    pub(super) value: Option<i32>,
    pub(super) about_id: Option<MembershipId>,
    pub(super) review_months: i32,
    pub(super) method: Method,
    pub(super) quorum_percent: i32,
    pub(super) silence_is_consent: bool,
    pub(super) electors: i32,
    pub(super) round: i32,
    pub(super) opened_at: Instant,
    pub(super) deadline: Instant,
    pub(super) withdrawn_at: Option<Instant>,
    pub(super) detail: Option<String>,
    pub(super) did_not_fit: bool,
}

/// How a change stands in the row.
#[derive(Insertable, AsChangeset)]
#[diesel(table_name = proposal, treat_none_as_null = true)]
pub(super) struct Cells {
    what: Subject,
    rule: Option<Rule>,
    value: Option<i32>,
    about_id: Option<MembershipId>,
    detail: Option<String>,
}

impl Cells {
    pub(super) fn of(change: Option<&Change>) -> Self {
        Self::from(change.map_or(Subject::Words.into(), Stored::from))
    }
}

impl From<Stored> for Cells {
    fn from(Stored { what, ruling, about, detail }: Stored) -> Self {
        let (rule, value) = ruling.map(|it| (it.rule, it.to)).unzip();
        Self { what, rule, value, about_id: about, detail }
    }
}

impl Row {
    /// What it would change; nothing any more when the member whom it was about has gone.
    pub(super) fn change(&self) -> Option<Change> {
        let ruling = self.rule.zip(self.value).and_then(|(rule, to)| Ruling::new(rule, to));
        let (what, about, detail) = (self.what, self.about_id, self.detail.clone());
        Stored { what, ruling, about, detail }.change()
    }
}
