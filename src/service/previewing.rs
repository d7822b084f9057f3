//! What a proposal would change: as it is now, and as it would be then. Shown before it is proposed, and as long as it is
//! open; nothing is changed by looking.

use crate::access::MayAttend;
use crate::domain::accompaniment::Accompaniment;
use crate::domain::agreement::{Line, Rule, lines};
use crate::domain::decision::{Bond, Change, Ruling};
use crate::domain::group::Tie;
use crate::domain::ids::MembershipId;
use crate::domain::time::Instant;
use crate::store::{Conn, StoreError, agreements, memberships, ties, versions};

/// Now and then, for each kind.
#[derive(Debug, Clone)]
pub enum Preview {
    /// Nothing that can be said in advance.
    Words,
    Rule {
        rule: Rule,
        now: i32,
        then: i32,
    },
    /// Who would facilitate, by name.
    Mandate(String),
    /// Who would while nobody else does.
    Deputy(String),
    /// Who would not any more.
    TakeBack(String),
    /// Who would be suspended, and for how many months the open door would stay shut.
    Exclude(String, u32),
    /// Who asks once more.
    Appeal(String),
    /// For what, and until when.
    Accompany(Accompaniment),
    Tie {
        now: Tied,
        then: Tied,
    },
    /// What the agreement says, beside what it would say.
    Text(Vec<Line>),
}

/// How a group is tied, and to which programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tied {
    pub tie: Tie,
    pub programme: Option<String>,
}

/// Looks at what a change would mean if the group had decided it.
pub(super) fn preview(
    db: &mut Conn,
    may: &MayAttend,
    change: Option<&Change>,
    now: Instant,
) -> Result<Preview, StoreError> {
    Ok(match change {
        None => Preview::Words,
        Some(Change::Rule(Ruling { rule, to })) => {
            Preview::Rule { rule: *rule, now: agreements::rules(db, may, now)?.of(*rule), then: *to }
        }
        Some(Change::Mandate(member)) => named(db, may, *member, Preview::Mandate)?,
        Some(Change::Deputy(member)) => named(db, may, *member, Preview::Deputy)?,
        Some(Change::TakeBack(member)) => named(db, may, *member, Preview::TakeBack)?,
        Some(Change::Exclude(member, shut)) => {
            named(db, may, *member, |name| Preview::Exclude(name, shut.count()))?
        }
        Some(Change::Appeal(member)) => named(db, may, *member, Preview::Appeal)?,
        Some(Change::Accompany(it)) => Preview::Accompany(*it),
        Some(Change::Text(then)) => Preview::Text(lines(&versions::text(db, may, now)?, then.as_str())),
        Some(Change::Tie(then)) => {
            let bond = ties::of_member(db, may, now)?;
            Preview::Tie { now: tied(db, may, bond)?, then: tied(db, may, *then)? }
        }
    })
}

fn named(
    db: &mut Conn,
    may: &MayAttend,
    member: MembershipId,
    preview: impl FnOnce(String) -> Preview,
) -> Result<Preview, StoreError> {
    Ok(memberships::names(db, may)?.remove(&member).map_or(Preview::Words, preview))
}

fn tied(db: &mut Conn, may: &MayAttend, bond: Bond) -> Result<Tied, StoreError> {
    Ok(Tied { tie: bond.tie(), programme: ties::name(db, may, bond)? })
}
