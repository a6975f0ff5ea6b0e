//! Parameters on the way to PostgreSQL, which wants each in the type that it found for it.

use std::error::Error;

use postgres::types::private::BytesMut;
use postgres::types::{IsNull, ToSql, Type, to_sql_checked};

use super::text::escaped;
use crate::store::database::param::Param;

type WrittenParameter = Result<IsNull, Box<dyn Error + Sync + Send>>;

impl ToSql for Param<'_> {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> WrittenParameter {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Integer(number) => write_integer(*number, kind, out),
            Self::Text(text) => escaped(text).as_ref().to_sql(kind, out),
            // A bound beyond all numbers: SQLite orders bytes after them.
            Self::Bytes(_) if *kind == Type::INT8 => i64::MAX.to_sql(kind, out),
            Self::Bytes(bytes) => bytes.as_ref().to_sql(kind, out),
            Self::Integers(numbers) => numbers.to_sql(kind, out),
            Self::Texts(texts) => texts.iter().map(|text| escaped(text)).collect::<Vec<_>>().to_sql(kind, out),
            Self::Guids(guids) => {
                guids.iter().map(|guid| guid.as_bytes().as_slice()).collect::<Vec<_>>().to_sql(kind, out)
            }
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

fn write_integer(number: i64, kind: &Type, out: &mut BytesMut) -> WrittenParameter {
    match *kind {
        Type::INT8 => number.to_sql(kind, out),
        Type::INT4 => i32::try_from(number)?.to_sql(kind, out),
        Type::INT2 => i16::try_from(number)?.to_sql(kind, out),
        Type::BOOL => (number != 0).to_sql(kind, out),
        Type::TEXT => number.to_string().to_sql(kind, out),
        _ => Err(format!("a whole number is no value of type {kind}").into()),
    }
}
