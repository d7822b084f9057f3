//! How a proposal stands in its row: above all what it would change, in four columns that fit together.

use diesel::prelude::*;

use crate::domain::agreement::{Method, Rule};
use crate::domain::decision::{Change, Ruling, Subject};
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
}

/// How a change stands in the row.
#[derive(Insertable, AsChangeset)]
#[diesel(table_name = proposal, treat_none_as_null = true)]
pub(super) struct Cells {
    what: Subject,
    rule: Option<Rule>,
    value: Option<i32>,
    about_id: Option<MembershipId>,
}

impl Cells {
    pub(super) fn of(change: Option<Change>) -> Self {
        let nothing = Self { what: Subject::Words, rule: None, value: None, about_id: None };
        match change {
            None => nothing,
            Some(Change::Rule(Ruling { rule, to })) => {
                Self { what: Subject::Rule, rule: Some(rule), value: Some(to), ..nothing }
            }
            Some(Change::Mandate(member)) => {
                Self { what: Subject::Mandate, about_id: Some(member), ..nothing }
            }
            Some(Change::TakeBack(member)) => {
                Self { what: Subject::TakeBack, about_id: Some(member), ..nothing }
            }
        }
    }
}

impl Row {
    /// What it would change; nothing any more when the member whom it was about has gone.
    pub(super) fn change(&self) -> Option<Change> {
        match self.what {
            Subject::Words => None,
            Subject::Rule => Ruling::new(self.rule?, self.value?).map(Change::Rule),
            Subject::Mandate => self.about_id.map(Change::Mandate),
            Subject::TakeBack => self.about_id.map(Change::TakeBack),
        }
    }
}
