//! How the domain's values stand in columns. One line per value; the macro writes what diesel wants to hear, for both
//! databases at once. A cell that cannot be read back is an error of the row, never a default.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, Queryable};
use diesel::expression::AsExpression;
use diesel::internal::derives::as_expression::Bound;
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::{BigInt, Date, Integer, Nullable, SingleValue, Text, Timestamp};

use crate::domain::accompaniment::Scope;
use crate::domain::agreement::{Method, Rule};
use crate::domain::audience::{Audience, Field};
use crate::domain::coded::Coded;
use crate::domain::confirming::ConfirmWithin;
use crate::domain::contact::State;
use crate::domain::decision::{Choice, Subject, Voice};
use crate::domain::experience::OpenTo;
use crate::domain::figures::Figure;
use crate::domain::figures::week::GroupFact;
use crate::domain::group::{
    Channel, Discretion, FeedTitle, Format, Grant, GroupState, Joining, Keeps, LinkPurpose, MeetingState,
    Openness, SeriesKind, Tie,
};
use crate::domain::ids::{
    AccompanimentId, AnswerId, ArrivalId, CallId, CeremonyId, ConsentId, ContactId, ContactMessageId,
    DatesId, ElectorId, ExperienceId, FeedId, FieldId, GroupId, GuestId, HelloId, InvitationId, ItemId,
    LinkId, LogId, LookId, MandateId, MediationId, MeetingId, MembershipId, OfferId, OutboxId, PasskeyId,
    PauseId, PersonId, PlaceId, PlanId, PointId, ProgrammeId, ProposalId, QuarterPlanId, RecoveryId,
    ReleasedWeekId, ReminderId, ReportId, ReportWordId, RoleId, SeriesId, SessionId, ShutDoorId, SignInId,
    SlipId, StepBackId, SwapId, TallyId, TurnId, VoiceId,
};
use crate::domain::locale::{Language, Locale};
use crate::domain::log::LogKind;
use crate::domain::message::{MessageKind, OutboxState};
use crate::domain::release::Week;
use crate::domain::rota::{RoleKind, TurnState};
use crate::domain::rsvp::Answer;
use crate::domain::screen::LockAfter;
use crate::domain::session::SessionKind;
use crate::domain::tally::Cause;
use crate::domain::time::{Instant, Wall, Zone};

/// `$value` stands as `$sql`: `$out` borrows the raw value, `$into` makes the value from the raw one.
macro_rules! columns {
    ($($value:ty as $sql:ty, $raw:ty, $raw_ref:ty, $out:expr, $into:expr;)*) => {$(
        impl<DB: Backend> ToSql<$sql, DB> for $value
        where
            $raw_ref: ToSql<$sql, DB>,
        {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
                let borrow: fn(&$value) -> &$raw_ref = $out;
                <$raw_ref as ToSql<$sql, DB>>::to_sql(borrow(self), out)
            }
        }

        impl<DB: Backend> ToSql<Nullable<$sql>, DB> for $value
        where
            $value: ToSql<$sql, DB>,
        {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
                <$value as ToSql<$sql, DB>>::to_sql(self, out)
            }
        }

        impl<DB: Backend> FromSql<$sql, DB> for $value
        where
            $raw: FromSql<$sql, DB>,
        {
            fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Self> {
                let make: fn($raw) -> Option<$value> = $into;
                let raw = <$raw as FromSql<$sql, DB>>::from_sql(bytes)?;
                make(raw).ok_or_else(|| concat!("not a ", stringify!($value)).into())
            }
        }

        impl<DB: Backend, ST: SingleValue> Queryable<ST, DB> for $value
        where
            $value: FromSql<ST, DB>,
        {
            type Row = Self;
            fn build(row: Self) -> deserialize::Result<Self> {
                Ok(row)
            }
        }

        columns!(@expression $value, $sql, $value);
        columns!(@expression $value, Nullable<$sql>, $value);
        columns!(@reference $value, $sql);
        columns!(@reference $value, Nullable<$sql>);
    )*};
    (@expression $value:ty, $sql:ty, $bound:ty) => {
        impl AsExpression<$sql> for $value {
            type Expression = Bound<$sql, $bound>;
            fn as_expression(self) -> Self::Expression {
                Bound::new(self)
            }
        }
    };
    (@reference $value:ty, $sql:ty) => {
        impl<'a> AsExpression<$sql> for &'a $value {
            type Expression = Bound<$sql, &'a $value>;
            fn as_expression(self) -> Self::Expression {
                Bound::new(self)
            }
        }
    };
}

macro_rules! ids {
    ($($id:ident),* $(,)?) => {
        columns! { $($id as BigInt, i64, i64, |v| &v.0, |raw| Some($id(raw));)* }
    };
}

macro_rules! codes {
    ($($code:ty),* $(,)?) => {
        columns! { $($code as Text, String, str, |v| v.code(), |raw| <$code>::from_code(&raw);)* }
    };
}

ids! {
    PersonId, ProgrammeId, PlaceId, FieldId, GroupId, MembershipId, MandateId, SeriesId, MeetingId, AnswerId, ArrivalId, HelloId,
    LinkId, LogId, ProposalId, ElectorId, VoiceId, SignInId, PasskeyId, CeremonyId, RecoveryId, InvitationId, OutboxId, PauseId, DatesId, ReminderId, FeedId, PlanId, SessionId, OfferId, ExperienceId, GuestId, TallyId, QuarterPlanId, ReleasedWeekId, SlipId, AccompanimentId, StepBackId, MediationId, ShutDoorId, ItemId, CallId, PointId, RoleId, TurnId, SwapId, ConsentId, ContactId, ContactMessageId, LookId, ReportId, ReportWordId,
}

codes! {
    Answer, Audience, Cause, Channel, Choice, Discretion, FeedTitle, Field, Format, Grant, GroupFact, GroupState, Joining, Keeps, Figure, LinkPurpose, LockAfter, LogKind, MeetingState, MessageKind, Method, OpenTo, Openness,
    OutboxState, RoleKind, Rule, Scope, SeriesKind, SessionKind, State, Subject, Tie, TurnState, Voice,
}

columns! {
    Instant as Timestamp, NaiveDateTime, NaiveDateTime, |v| v.as_ref(), |raw| Some(Instant::from_naive_utc(raw));
    Week as Date, NaiveDate, NaiveDate, |v| v.as_ref(), |raw| Some(Week::of(raw));
    Wall as Timestamp, NaiveDateTime, NaiveDateTime, |v| v.as_ref(), |raw| Some(Wall::from_naive(raw));
    Locale as Text, String, str, |v| v.code(), |raw| Locale::parse(&raw).ok();
    Language as Text, String, str, |v| v.code(), |raw| Language::parse(&raw).ok();
    ConfirmWithin as Integer, i32, i32, |v| &v.0, |raw| ConfirmWithin::of_days(raw);
    Zone as Text, String, str, |v| v.name(), |raw| Zone::parse(&raw).ok();
}
