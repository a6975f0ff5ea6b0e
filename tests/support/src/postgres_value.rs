//! Values as SQLite has them, on their way to PostgreSQL and back.

use std::error::Error;

use bytes::BytesMut;
use postgres::types::{FromSql, IsNull, ToSql, Type};
use rusqlite::types::Value;

/// A number, a text, bytes or nothing.
#[derive(Debug)]
pub(crate) struct PostgresValue(pub(crate) Value);

type Answer<T> = Result<T, Box<dyn Error + Sync + Send>>;

impl FromSql<'_> for PostgresValue {
    fn from_sql(of: &Type, raw: &[u8]) -> Answer<Self> {
        Ok(Self(match *of {
            Type::INT8 => i64::from_sql(of, raw)?.into(),
            Type::INT4 | Type::OID => i32::from_sql(&Type::INT4, raw)?.into(),
            Type::INT2 => i16::from_sql(of, raw)?.into(),
            Type::BOOL => i64::from(bool::from_sql(of, raw)?).into(),
            Type::FLOAT8 => f64::from_sql(of, raw)?.into(),
            Type::BYTEA => raw.to_vec().into(),
            Type::INT4_ARRAY => format!("{:?}", Vec::<i32>::from_sql(of, raw)?).into(),
            Type::NUMERIC => whole(raw)?.into(),
            _ => String::from_utf8(raw.to_vec()).map_err(|_| format!("a value of type {of} is no text"))?.into(),
        }))
    }

    fn from_sql_null(_: &Type) -> Answer<Self> {
        Ok(Self(Value::Null))
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

/// A whole number of type `numeric`, such as a sum: digits to the base of 10 000, their number and the power of the first.
fn whole(raw: &[u8]) -> Answer<i64> {
    let words: Vec<_> = raw.chunks_exact(2).map(|word| i16::from_be_bytes([word[0], word[1]])).collect();
    let [count, power, sign, fraction, ref digits @ ..] = words[..] else { return Err("no number".into()) };
    if fraction != 0 || sign < 0 {
        return Err("no whole number".into());
    }
    let given = digits.iter().chain(std::iter::repeat(&0)).take(usize::try_from((power + 1).max(count))?);
    let number = given.fold(0_i64, |number, digit| number * 10_000 + i64::from(*digit));
    Ok(if sign == 0 { number } else { -number })
}

impl ToSql for PostgresValue {
    fn to_sql(&self, of: &Type, out: &mut BytesMut) -> Answer<IsNull> {
        match &self.0 {
            Value::Null => Ok(IsNull::Yes),
            Value::Integer(number) if *of == Type::INT4 => i32::try_from(*number)?.to_sql(of, out),
            Value::Integer(number) if *of == Type::INT8 => number.to_sql(of, out),
            Value::Integer(number) => number.to_string().to_sql(of, out),
            Value::Real(number) => number.to_sql(of, out),
            Value::Text(text) => text.to_sql(of, out),
            Value::Blob(bytes) => bytes.to_sql(of, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    postgres::types::to_sql_checked!();
}
