//! Rows of PostgreSQL.

use std::cell::OnceCell;
use std::error::Error;

use postgres::types::{FromSql, Type};

use super::text::unescaped;
use crate::store::database::value::RawValue;
use crate::store::error::{Result, StoreError};

/// A row of PostgreSQL.
pub(in crate::store) struct PostgresRow {
    row: postgres::Row,
    /// The texts that are stored with escapes, by column, once any is read.
    texts: OnceCell<Box<[OnceCell<String>]>>,
}

/// A value as PostgreSQL sends it.
struct Sent<'r>(RawValue<'r>);

impl PostgresRow {
    pub(super) fn new(row: postgres::Row) -> Self {
        Self { row, texts: OnceCell::new() }
    }

    pub(in crate::store) fn value(&self, at: usize) -> Result<RawValue<'_>> {
        let Sent(value) = self.row.try_get(at).map_err(|error| StoreError::DamagedRow(error.to_string()))?;
        Ok(match value {
            RawValue::Text(stored) => RawValue::Text(self.text(at, stored)),
            value => value,
        })
    }

    /// Returns the text that is stored so.
    fn text<'s>(&'s self, at: usize, stored: &'s str) -> &'s str {
        let Some(text) = unescaped(stored) else { return stored };
        let texts = self.texts.get_or_init(|| self.row.columns().iter().map(|_| OnceCell::new()).collect());
        texts.get(at).map_or(stored, |place| place.get_or_init(|| text))
    }

    pub(in crate::store) fn column_name(&self, at: usize) -> &str {
        self.row.columns().get(at).map_or("", |column| column.name())
    }
}

impl<'r> FromSql<'r> for Sent<'r> {
    fn from_sql(kind: &Type, bytes: &'r [u8]) -> std::result::Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Self(match *kind {
            Type::INT8 => RawValue::Integer(i64::from_sql(kind, bytes)?),
            Type::INT4 => RawValue::Integer(i32::from_sql(kind, bytes)?.into()),
            Type::INT2 => RawValue::Integer(i16::from_sql(kind, bytes)?.into()),
            Type::BOOL => RawValue::Integer(bool::from_sql(kind, bytes)?.into()),
            Type::TEXT | Type::VARCHAR | Type::NAME | Type::UNKNOWN => RawValue::Text(str::from_utf8(bytes)?),
            Type::BYTEA => RawValue::Bytes(bytes),
            Type::NUMERIC => whole_number(bytes).map_or(RawValue::Other("Real"), RawValue::Integer),
            _ => RawValue::Other("Other"),
        }))
    }

    fn from_sql_null(_: &Type) -> std::result::Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Self(RawValue::Null))
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

/// Returns the number that a `numeric` is, which PostgreSQL makes of sums; `None` if it is no whole number, or out of range.
///
/// It is sent as the number of its digits, the weight of the first one, its sign, how many decimals to show, and the digits,
/// each from 0 to 9999.
fn whole_number(bytes: &[u8]) -> Option<i64> {
    let mut words = bytes.chunks_exact(2).map(|word| i16::from_be_bytes([word[0], word[1]]));
    let (count, weight, sign, _scale) = (words.next()?, words.next()?, words.next()?, words.next()?);
    let mut number: i128 = 0;
    for place in 0..count.max(weight.checked_add(1)?) {
        let digit = if place < count { words.next()? } else { 0 };
        if place > weight {
            if digit != 0 {
                return None;
            }
            continue;
        }
        number = number.checked_mul(10_000)?.checked_add(digit.into())?;
    }
    match sign {
        0 => number.try_into().ok(),
        0x4000 => (-number).try_into().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;

    fn numeric(words: &[u16]) -> Vec<u8> {
        words.iter().flat_map(|word| word.to_be_bytes()).collect()
    }

    #[test]
    fn sums_are_read_as_whole_numbers() {
        for (words, number) in [
            (&[0, 0, 0, 0][..], Some(0)),
            (&[1, 0, 0, 0, 7], Some(7)),
            (&[1, 1, 0, 0, 3], Some(30_000)),
            (&[2, 1, 0x4000, 0, 3, 4], Some(-30_004)),
            (&[2, 0, 0, 1, 3, 5_000], None),
            (&[1, 0, 0xC000, 0, 0], None),
            (&[1], None),
        ] {
            assert_eq!(whole_number(&numeric(words)), number, "{words:?}");
        }
    }
}
