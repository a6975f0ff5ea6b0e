//! A row of an upload table: which columns it has, and the columns that every upload table has in common.

use std::borrow::Cow;

use super::account::AsyncAccount;
use super::operation::Action;
use super::record::RecordKind;
use super::time_zone::TimeZone;
use super::timestamp::Timestamp;
use super::value::Value;

/// The columns that all upload tables have in common, as spelled in the channel database.
pub(crate) const ENVELOPE: [&str; 8] = [
    "REPLICATIONCOUNTERFROMORIGIN",
    "CUSTACCOUNTASYNC",
    "CUSTACCOUNT",
    "DATAAREAID",
    "OPERATION",
    "ORIGINATINGCHANNEL",
    "CREATEDDATETIME",
    "ONLINEOPERATIONCOMPLETED",
];

/// The columns in which the mirror of a folder keeps a line that is no row: the line, the name of its file, its number there.
pub(crate) const UNREAD_LINE: [&str; 3] = ["EXPORTLINE", "EXPORTFILE", "EXPORTLINENUMBER"];

/// What stands between the name of a column with local time and its time zone, in the store.
const AT_TIME_ZONE: &str = " AT TIME ZONE ";

const COUNTER: usize = 0;
const ASYNC_ACCOUNT: usize = 1;
const ACCOUNT: usize = 2;
const COMPANY: usize = 3;
const OPERATION: usize = 4;
const ORIGIN: usize = 5;
const CREATED: usize = 6;
const COMPLETED: usize = 7;

/// The common columns that can be corrected, by the names that people use: all but the counter.
const CORRECTABLE: [(usize, &str); 7] = [
    (OPERATION, "Operation"),
    (CREATED, "CreatedDateTime"),
    (ASYNC_ACCOUNT, "CustAccountAsync"),
    (ACCOUNT, "CustAccount"),
    (COMPANY, "DataAreaId"),
    (ORIGIN, "OriginatingChannel"),
    (COMPLETED, "OnlineOperationCompleted"),
];

/// Returns the name of the common column that can be corrected under that name, in any case.
pub(crate) fn common_field(name: &str) -> Option<&'static str> {
    CORRECTABLE.iter().map(|(_, known)| *known).find(|known| known.eq_ignore_ascii_case(name))
}

/// A column of a row that can be corrected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct CorrectableColumn<'l> {
    /// Position of its value in a row.
    pub(crate) position: usize,
    /// The name people use, such as `Email`; for a channel's own column, the channel's name for it.
    pub(crate) name: &'l str,
    /// Whether it holds whole numbers by the contract.
    pub(crate) is_integer: bool,
    /// Whether every upload table has it, so that it is not a field of the record.
    pub(crate) is_common: bool,
    /// Whether it is an organisation's own column.
    pub(crate) is_own: bool,
}

impl CorrectableColumn<'_> {
    /// Returns the column's value in a row as people see it; the empty text for NULL.
    pub(crate) fn text<'a>(&self, values: &[Value<'a>]) -> Cow<'a, str> {
        let value = values.get(self.position);
        let text = value.and_then(|value| if self.is_own { value.own_text() } else { value.text() });
        text.unwrap_or_default()
    }
}

/// A table that cannot be read as an upload table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LayoutError {
    pub(crate) table: &'static str,
    pub(crate) column: &'static str,
}

/// The columns of an upload table in the order in which a row holds its values.
///
/// Columns are matched without regard to case; those that the contract does not list are extensions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Layout {
    kind: RecordKind,
    columns: Vec<String>,
    /// The time zone of times without an offset.
    zone: TimeZone,
    envelope: [Option<usize>; 8],
    fields: Vec<Option<usize>>,
    extensions: Vec<usize>,
}

impl Layout {
    /// The layout of a table with these columns; columns of the contract may be absent.
    pub(crate) fn new(kind: RecordKind, columns: Vec<String>) -> Self {
        let position = |wanted: &str| columns.iter().position(|column| column.eq_ignore_ascii_case(wanted));
        let envelope = ENVELOPE.map(position);
        let fields: Vec<_> = kind.fields().iter().map(|field| position(field.column)).collect();
        let listed = |at: &usize| envelope.contains(&Some(*at)) || fields.contains(&Some(*at));
        let extensions = (0..columns.len()).filter(|at| !listed(at)).collect();
        Self { kind, columns, zone: TimeZone::default(), envelope, fields, extensions }
    }

    /// The layout of a table of a channel that stores the local time of a time zone.
    pub(crate) fn in_zone(self, zone: TimeZone) -> Self {
        Self { zone, ..self }
    }

    /// The layout that [`Self::stored_columns`] describes.
    pub(crate) fn from_stored(kind: RecordKind, mut columns: Vec<String>) -> Self {
        let mut zone = TimeZone::default();
        for column in &mut columns {
            let found =
                column.split_once(AT_TIME_ZONE).filter(|(name, _)| name.eq_ignore_ascii_case(ENVELOPE[CREATED]));
            let found = found.and_then(|(name, of)| Some((name.to_owned(), TimeZone::from_name(of)?)));
            if let Some((name, of)) = found {
                (*column, zone) = (name, of);
            }
        }
        Self::new(kind, columns).in_zone(zone)
    }

    /// Checks that every column of the contract is there: a snapshot without one would empty the field at headquarters.
    ///
    /// # Errors
    /// Names the first column that is missing.
    pub(crate) fn check_complete(&self) -> Result<(), LayoutError> {
        let envelope = ENVELOPE.into_iter().zip(self.envelope);
        let fields = self.kind.fields().iter().map(|field| field.column).zip(self.fields.iter().copied());
        match envelope.chain(fields).find(|(_, position)| position.is_none()) {
            Some((column, _)) => Err(LayoutError { table: self.kind.table(), column }),
            None => Ok(()),
        }
    }

    pub(crate) fn kind(&self) -> RecordKind {
        self.kind
    }

    /// The columns as the channel spells them.
    pub(crate) fn columns(&self) -> &[String] {
        &self.columns
    }

    /// The columns as the store keeps them: `CREATEDDATETIME AT TIME ZONE Europe/Amsterdam` where it is local time.
    pub(crate) fn stored_columns(&self) -> Cow<'_, [String]> {
        if self.zone.is_utc() {
            return Cow::Borrowed(&self.columns);
        }
        let mut columns = self.columns.clone();
        if let Some(created) = self.envelope[CREATED].and_then(|at| columns.get_mut(at)) {
            *created = format!("{created}{AT_TIME_ZONE}{}", self.zone);
        }
        Cow::Owned(columns)
    }

    /// The time zone of times without an offset.
    pub(crate) fn zone(&self) -> TimeZone {
        self.zone
    }

    /// For each of the kind's fields, the position of its value in a row.
    pub(crate) fn field_positions(&self) -> &[Option<usize>] {
        &self.fields
    }

    /// Positions and names of the columns that the contract does not list.
    pub(crate) fn extensions(&self) -> impl Iterator<Item = (usize, &str)> {
        self.extensions.iter().map(|&at| (at, self.columns[at].as_str()))
    }

    /// The columns that can be corrected: the common ones, the record's fields, the channel's own.
    pub(crate) fn correctable(&self) -> impl Iterator<Item = CorrectableColumn<'_>> {
        let common = CORRECTABLE.into_iter().filter_map(|(column, name)| {
            let is_integer = matches!(column, OPERATION | ORIGIN | COMPLETED);
            Some(CorrectableColumn {
                position: self.envelope[column]?,
                name,
                is_integer,
                is_common: true,
                is_own: false,
            })
        });
        let fields = self.kind.fields().iter().zip(&self.fields).filter_map(|(field, position)| {
            let is_integer = field.field_type == super::FieldType::Integer;
            Some(CorrectableColumn {
                position: (*position)?,
                name: field.name,
                is_integer,
                is_common: false,
                is_own: false,
            })
        });
        let own = self.extensions().map(|(position, name)| CorrectableColumn {
            position,
            name,
            is_integer: false,
            is_common: false,
            is_own: true,
        });
        common.chain(fields).chain(own)
    }

    /// `REPLICATIONCOUNTERFROMORIGIN` of a row.
    pub(crate) fn counter<'v, 'a>(&self, values: &'v [Value<'a>]) -> &'v Value<'a> {
        self.envelope_value(COUNTER, values)
    }

    /// `CUSTACCOUNTASYNC` of a row.
    pub(crate) fn async_account<'v, 'a>(&self, values: &'v [Value<'a>]) -> &'v Value<'a> {
        self.envelope_value(ASYNC_ACCOUNT, values)
    }

    /// `CUSTACCOUNT` of a row.
    pub(crate) fn account<'v, 'a>(&self, values: &'v [Value<'a>]) -> &'v Value<'a> {
        self.envelope_value(ACCOUNT, values)
    }

    /// `DATAAREAID` of a row.
    pub(crate) fn company<'v, 'a>(&self, values: &'v [Value<'a>]) -> &'v Value<'a> {
        self.envelope_value(COMPANY, values)
    }

    /// `OPERATION` of a row.
    pub(crate) fn operation<'v, 'a>(&self, values: &'v [Value<'a>]) -> &'v Value<'a> {
        self.envelope_value(OPERATION, values)
    }

    /// `CREATEDDATETIME` of a row.
    pub(crate) fn created<'v, 'a>(&self, values: &'v [Value<'a>]) -> &'v Value<'a> {
        self.envelope_value(CREATED, values)
    }

    /// Returns the line that stands in the place of a row, with its file and number there; `None` for a row.
    pub(crate) fn unread_line<'a>(&self, values: &[Value<'a>]) -> Option<[Cow<'a, str>; 3]> {
        let is_row = !self.operation(values).is_empty() || !self.created(values).is_empty();
        if is_row || self.extensions.len() < UNREAD_LINE.len() {
            return None;
        }
        let text = |wanted: &str| {
            let (at, _) = self.extensions().find(|(_, column)| *column == wanted)?;
            values.get(at)?.own_text()
        };
        Some([text(UNREAD_LINE[0])?, text(UNREAD_LINE[1])?, text(UNREAD_LINE[2])?])
    }

    /// Name and value of every column that holds integers by the contract, the counter and `OPERATION` apart.
    pub(crate) fn integers<'v, 'a>(
        &self,
        values: &'v [Value<'a>],
    ) -> impl Iterator<Item = (&'static str, &'v Value<'a>)> {
        let envelope = [(ORIGIN, "OriginatingChannel"), (COMPLETED, "OnlineOperationCompleted")]
            .map(|(column, name)| (name, self.envelope[column]));
        let fields = self.kind.fields().iter().zip(&self.fields);
        let fields = fields
            .filter(|(field, _)| field.field_type == super::FieldType::Integer)
            .map(|(field, position)| (field.name, *position));
        envelope.into_iter().chain(fields).filter_map(|(name, at)| Some((name, values.get(at?)?)))
    }

    fn envelope_value<'v, 'a>(&self, column: usize, values: &'v [Value<'a>]) -> &'v Value<'a> {
        self.envelope[column].and_then(|at| values.get(at)).unwrap_or(&Value::Null)
    }
}

/// The common columns of a row, as far as they can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Envelope {
    pub(crate) action: Option<Action>,
    /// `CREATEDDATETIME`.
    pub(crate) timestamp: Option<Timestamp>,
    /// `CUSTACCOUNTASYNC`, where it is a GUID.
    pub(crate) async_account: Option<AsyncAccount>,
    /// `CUSTACCOUNTASYNC` as it came.
    pub(crate) async_spelled: String,
    /// `CUSTACCOUNT`, where there is one.
    pub(crate) account: Option<String>,
    /// `DATAAREAID`.
    pub(crate) company: String,
    /// The key of the record among the customer's records of its kind; GUIDs in lower case.
    pub(crate) key: String,
}

/// A row's values as a JSON array, the form in which the store keeps it.
pub(crate) fn encode(values: &[Value<'_>]) -> String {
    let mut json = Vec::with_capacity(512);
    json.push(b'[');
    for (at, value) in values.iter().enumerate() {
        if at > 0 {
            json.push(b',');
        }
        value.write_json(&mut json);
    }
    json.push(b']');
    // Every part is ASCII or comes from a `str`.
    String::from_utf8(json).expect("JSON is UTF-8")
}

/// Reads what [`encode`] wrote.
pub(crate) fn decode(json: &str) -> Result<Vec<Value<'_>>, serde_json::Error> {
    serde_json::from_str(json)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(columns: &[&str]) -> Layout {
        Layout::new(RecordKind::Affiliation, columns.iter().map(|column| (*column).to_owned()).collect())
    }

    #[test]
    fn columns_are_found_in_any_case_and_order_and_the_rest_are_extensions() {
        let layout = layout(&["Tier", "affiliation", "custaccountasync"]);
        let values = [Value::Text("gold".into()), Value::Text("VIP".into()), Value::Text("guid".into())];
        assert_eq!(layout.async_account(&values), &values[2]);
        assert_eq!(layout.field_positions(), [Some(1)]);
        assert_eq!(layout.extensions().collect::<Vec<_>>(), [(0, "Tier")]);
    }

    #[test]
    fn a_time_zone_is_stored_with_its_column() {
        let columns = || ["OPERATION", "CreatedDateTime"].map(str::to_owned).to_vec();
        let utc = Layout::new(RecordKind::Affiliation, columns());
        assert_eq!(utc.stored_columns(), columns());
        let local = utc.clone().in_zone(TimeZone::from_name("Europe/Amsterdam").unwrap());
        assert_eq!(&*local.stored_columns(), ["OPERATION", "CreatedDateTime AT TIME ZONE Europe/Amsterdam"]);
        for layout in [utc, local] {
            assert_eq!(Layout::from_stored(layout.kind(), layout.stored_columns().into_owned()), layout);
        }
    }

    #[test]
    fn a_missing_column_is_named() {
        let error = layout(&["REPLICATIONCOUNTERFROMORIGIN", "AFFILIATION"]).check_complete().unwrap_err();
        assert_eq!(error, LayoutError { table: "RETAILASYNCCUSTOMERAFFILIATION", column: "CUSTACCOUNTASYNC" });
    }

    #[test]
    fn a_row_is_stored_as_a_json_array_and_read_back() {
        let values = [Value::Integer(7), Value::Null, Value::Text("O'Hara \"Öz\"\n".into())];
        let json = encode(&values);
        assert_eq!(json, r#"[7,null,"O'Hara \"Öz\"\n"]"#);
        assert_eq!(decode(&json).unwrap(), values);
    }
}
