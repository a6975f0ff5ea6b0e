//! The plain types of the problem: what an operation, a record, a field and a state are.
//! Nothing here knows SQL, the command line or a language.

mod account;
mod activity;
mod cell;
mod clock_jump;
mod column;
mod description;
mod element;
mod error_counts;
mod expected;
mod field;
mod field_value;
mod fields;
mod hexadecimal;
mod idle_channels;
mod ids;
mod job;
mod job_failure;
mod long_value;
mod number_sequence;
mod operation;
mod operation_note;
mod own_value;
mod phone_text;
mod problem;
mod property;
mod reason;
mod record;
mod row;
mod row_identity;
mod run;
mod state;
mod time_proposal;
mod time_scanner;
mod time_zone;
mod timestamp;
mod trimmed;
mod typed_sign;
mod unread_tables;
mod value;
mod value_limit;
mod written_time;

pub(crate) use account::{AssignedAccount, AsyncAccount, KnownAccount, parse_guid};
pub(crate) use activity::{Activity, ActivityStep};
pub(crate) use cell::Cell;
pub(crate) use clock_jump::ClockJump;
pub(crate) use column::{Column, ColumnKind, Listed};
pub(crate) use description::english_sentence;
pub(crate) use element::{Elements, element_at, text_of_element, value_of_element};
pub(crate) use error_counts::ErrorCounts;
pub(crate) use expected::{AttributeType, Expected};
pub(crate) use field::{Field, FieldType};
pub(crate) use field_value::{FieldEvidence, FieldOfOperation, set_by_deactivation};
pub(crate) use fields::{Change, Defaults, Fields, default_of};
pub(crate) use hexadecimal::{hex, unhex};
pub(crate) use idle_channels::IdleChannels;
pub(crate) use ids::{ChannelKey, CompanyKey, Counter, CustomerId, OperationId};
pub(crate) use job::Job;
pub(crate) use job_failure::{FailureCode, JobFailure, REFUSES_ROW};
pub(crate) use long_value::LongValue;
pub(crate) use number_sequence::NumberSequence;
pub(crate) use operation::{Action, Effect, EffectKind, Operation, Order};
pub(crate) use operation_note::{NoteCode, OperationNote, bits_of_notes};
pub(crate) use own_value::OwnValue;
pub(crate) use phone_text::{
    is_extension, is_extension_word, is_of_number, is_phone_word, split_extension, unwrapped_phone,
};
pub(crate) use problem::Problem;
pub(crate) use property::{AnyOf, FieldPath, Group, Property, Version};
pub(crate) use reason::{Code, Reason};
pub(crate) use record::RecordKind;
pub(crate) use row::{
    CorrectableColumn, ENVELOPE, Envelope, Layout, LayoutError, UNREAD_LINE, common_field, decode as decode_row,
    encode as encode_row,
};
pub(crate) use run::{Figures, JobReport, Outcome, Run};
pub(crate) use state::State;
pub(crate) use time_proposal::propose_time;
pub(crate) use time_zone::TimeZone;
pub(crate) use timestamp::Timestamp;
pub(crate) use trimmed::{is_invisible, trimmed};
pub(crate) use typed_sign::typed_sign;
pub(crate) use unread_tables::UnreadTables;
pub(crate) use value::Value;
pub(crate) use value_limit::ValueLimit;
pub(crate) use written_time::{RowTime, WrittenTime};
