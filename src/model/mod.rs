//! The plain types of the problem: what an operation, a record, a field and a state are.
//! Nothing here knows SQL, the command line or a language.

mod account;
mod cell;
mod column;
mod description;
mod expected;
mod field;
mod fields;
mod hexadecimal;
mod idle_channels;
mod ids;
mod job;
mod job_failure;
mod long_value;
mod number_sequence;
mod operation;
mod own_value;
mod problem;
mod property;
mod reason;
mod record;
mod row;
mod run;
mod state;
mod timestamp;
mod value;
mod value_limit;

pub(crate) use account::{AssignedAccount, AsyncAccount, KnownAccount, parse_guid};
pub(crate) use cell::Cell;
pub(crate) use column::{Column, ColumnKind, Listed};
pub(crate) use description::{DescriptionPiece, description_pieces};
pub(crate) use expected::{AttributeType, Expected};
pub(crate) use field::{Field, FieldType};
pub(crate) use fields::{Change, Defaults, Fields};
pub(crate) use hexadecimal::{hex, unhex};
pub(crate) use idle_channels::IdleChannels;
pub(crate) use ids::{ChannelKey, CompanyKey, Counter, CustomerId, OperationId};
pub(crate) use job::Job;
pub(crate) use job_failure::{FailureCode, JobFailure};
pub(crate) use long_value::LongValue;
pub(crate) use number_sequence::NumberSequence;
pub(crate) use operation::{Action, Effect, EffectKind, Operation, Order};
pub(crate) use own_value::OwnValue;
pub(crate) use problem::Problem;
pub(crate) use property::{FieldPath, Group, Property, Version};
pub(crate) use reason::{Code, Reason};
pub(crate) use record::RecordKind;
#[cfg(feature = "fuzz")]
pub(crate) use row::ENVELOPE;
pub(crate) use row::{CorrectableColumn, Envelope, Layout, LayoutError, decode as decode_row, encode as encode_row};
pub(crate) use run::{Figures, JobReport, Outcome, Run};
pub(crate) use state::State;
pub(crate) use timestamp::Timestamp;
pub(crate) use value::Value;
pub(crate) use value_limit::ValueLimit;
