//! `malformed`: a row that cannot be understood. It is kept as it came and nothing else is checked. So is a row that has a
//! value which was too long to be kept.

use std::borrow::Cow;

use super::null_text;
use crate::model::{
    Action, AsyncAccount, Envelope, Expected, Field, FieldType, Layout, LongValue, Problem, Reason, RecordKind,
    RowTime, Timestamp, UNREAD_LINE, Value, ValueLimit, WrittenTime, parse_guid, propose_time, trimmed,
};

/// The types of a contact: 1 phone, 2 email, 3 URL.
const CONTACT_TYPES: std::ops::RangeInclusive<i64> = 1..=3;

/// Reads the common columns of a row, with everything that makes it malformed.
pub(crate) fn read_envelope(layout: &Layout, values: &[Value<'_>]) -> (Envelope, Vec<Problem>) {
    let mut problems = Vec::new();

    let action = layout.operation(values).integer().and_then(Action::from_number);
    if action.is_none() {
        let value = layout.operation(values).text_or_empty();
        problems.push(Problem::new(Reason::MalformedOperation, "Operation", &value));
    }

    let (timestamp, problem) = read_time(layout, values);
    problems.extend(problem);

    let async_spelled = trimmed(&layout.async_account(values).text_or_empty()).to_owned();
    let async_account = AsyncAccount::parse(&async_spelled);
    let account = match layout.account(values) {
        // What stands for it names nobody.
        Value::Long(_) => None,
        account => Some(trimmed(&account.text_or_empty()).to_owned()).filter(|account| !account.is_empty()),
    };
    if async_account.is_none() && account.is_none() {
        problems.push(Problem::new(Reason::MalformedCustomer, "CustAccountAsync", &async_spelled));
    }

    problems.extend(check_integers(layout, values));
    problems.extend(check_contact_type(layout, values));

    let key = match layout.kind().key_field() {
        None => String::new(),
        Some(field) => {
            let value = field_value(layout, values, field).text_or_empty();
            let value = trimmed(&value);
            match (field.field_type, parse_guid(value)) {
                (FieldType::Guid, Some(guid)) => guid.to_string(),
                (FieldType::Guid, None) => {
                    problems.push(Problem::new(Reason::MalformedGuid, field.name, value));
                    value.to_lowercase()
                }
                _ => value.to_owned(),
            }
        }
    };

    let company = trimmed(&layout.company(values).text_or_empty()).to_owned();
    if let Some(line) = layout.unread_line(values) {
        problems = vec![line_problem(&line)];
    }
    if values.iter().any(|value| matches!(value, Value::Long(_))) {
        report_long(layout, values, &mut problems);
    }
    (Envelope { action, timestamp, async_account, async_spelled, account, company, key }, problems)
}

/// Reads when a row was created, or what is wrong with its time; neither if it says that it does not know.
fn read_time(layout: &Layout, values: &[Value<'_>]) -> (Option<Timestamp>, Option<Problem>) {
    let created = layout.created(values);
    let written = match created {
        Value::Text(text) => WrittenTime::read(text),
        _ => None,
    };
    match written.map(|written| written.in_zone(layout.zone())) {
        Some(RowTime::Moment(timestamp)) => (Some(timestamp), None),
        Some(RowTime::Never) => (None, None),
        None => {
            let text = created.text_or_empty();
            let problem = Problem::new(Reason::MalformedTimestamp, "CreatedDateTime", &text);
            (None, Some(problem.suggesting(propose_time(&text))))
        }
    }
}

/// Returns the problem of a line of a file that is no row.
fn line_problem([text, file, number]: &[Cow<'_, str>; 3]) -> Problem {
    let place = Expected::Place { line: number.parse().unwrap_or_default(), file: file.clone().into_owned() };
    Problem::new(Reason::MalformedLine, UNREAD_LINE[0], text).expecting(place)
}

/// Returns what is wrong with the values of integer columns.
pub(crate) fn check_integers(layout: &Layout, values: &[Value<'_>]) -> Vec<Problem> {
    let is_wrong = |value: &Value<'_>| !value.is_empty() && value.integer().is_none();
    let wrong = layout.integers(values).filter(|(_, value)| is_wrong(value));
    wrong.map(|(name, value)| no_integer(name, trimmed(&value.text_or_empty()))).collect()
}

fn no_integer(field: &str, text: &str) -> Problem {
    let null = if field == "ContactType" { null_text::check_required } else { null_text::check };
    let otherwise = || Problem::new(Reason::MalformedInteger, field, text);
    null(Reason::MalformedNull, field, text).unwrap_or_else(otherwise)
}

/// Returns the key of a row's record as versions up to 0.1.0 read it: with the characters around it, and a GUID only with
/// hyphens.
pub(crate) fn earlier_key(layout: &Layout, values: &[Value<'_>]) -> String {
    let Some(field) = layout.kind().key_field() else { return String::new() };
    let value = field_value(layout, values, field).text_or_empty();
    match (field.field_type, parse_guid(&value)) {
        (FieldType::Guid, Some(guid)) if is_guid_of_earlier_versions(&value) => guid.to_string(),
        (FieldType::Guid, _) => value.to_lowercase(),
        _ => value.into_owned(),
    }
}

/// Whether versions up to 0.1.0 read a text as a GUID: with hyphens, at most in braces.
pub(crate) fn is_guid_of_earlier_versions(text: &str) -> bool {
    let bare = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).unwrap_or(text);
    bare.len() == "00000000-0000-0000-0000-000000000000".len() && parse_guid(bare).is_some()
}

/// Adds the values that were not kept, in the place of what else is wrong with them.
fn report_long(layout: &Layout, values: &[Value<'_>], problems: &mut Vec<Problem>) {
    let is_long = |value: &Value<'_>| matches!(value, Value::Long(_));
    if is_long(layout.account(values)) {
        problems.retain(|problem| problem.reason != Reason::MalformedCustomer);
    }
    for column in layout.correctable() {
        if let Some(Value::Long(long)) = values.get(column.position) {
            problems.retain(|problem| problem.field != column.name);
            problems.push(long_problem(column.name, long));
        }
    }
}

fn long_problem(field: &str, long: &LongValue) -> Problem {
    let (reason, most) = if long.length > long.limit as u64 {
        (Reason::ValueTooLong, long.limit)
    } else {
        (Reason::RowTooLong, ValueLimit::row_limit(long.limit))
    };
    let found = usize::try_from(long.length).unwrap_or(usize::MAX);
    Problem::new(reason, field, &long.to_string()).expecting(Expected::Length { most, found })
}

fn check_contact_type(layout: &Layout, values: &[Value<'_>]) -> Option<Problem> {
    if layout.kind() != RecordKind::Contact {
        return None;
    }
    let field = layout.kind().fields().iter().find(|field| field.name == "ContactType")?;
    let value = field_value(layout, values, field);
    let known = match value.integer() {
        Some(number) => CONTACT_TYPES.contains(&number),
        // Text is reported as such.
        None => !value.is_empty(),
    };
    (!known).then(|| Problem::new(Reason::MalformedContactType, field.name, &value.text_or_empty()))
}

fn field_value<'v, 'a>(layout: &Layout, values: &'v [Value<'a>], wanted: &Field) -> &'v Value<'a> {
    let fields = layout.kind().fields().iter().zip(layout.field_positions());
    let position = fields.filter(|(field, _)| field.name == wanted.name).find_map(|(_, position)| *position);
    position.and_then(|at| values.get(at)).unwrap_or(&Value::Null)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GUID: &str = "5f0b1c6e-7d3a-4b58-9a34-0c8f0e1d2a3b";

    /// Reads a contact's row that is right but for the given columns.
    fn read(changed: &[(&str, Value<'static>)]) -> (Envelope, Vec<Reason>) {
        let mut row = vec![
            ("REPLICATIONCOUNTERFROMORIGIN", Value::Integer(1)),
            ("CUSTACCOUNTASYNC", Value::Text(GUID.into())),
            ("CUSTACCOUNT", Value::Text("".into())),
            ("DATAAREAID", Value::Text("USRT".into())),
            ("OPERATION", Value::Integer(1)),
            ("ORIGINATINGCHANNEL", Value::Integer(5_637_144_592)),
            ("CREATEDDATETIME", Value::Text("2026-11-01 08:00:00".into())),
            ("ONLINEOPERATIONCOMPLETED", Value::Integer(0)),
            ("CONTACTID", Value::Text(GUID.to_uppercase().into())),
            ("CONTACTTYPE", Value::Integer(1)),
            ("LOCATOR", Value::Text("555-0100".into())),
            ("LOCATOREXTENSION", Value::Null),
            ("DESCRIPTION", Value::Null),
            ("ISPRIMARY", Value::Integer(0)),
        ];
        for (column, value) in changed {
            let slot = row.iter_mut().find(|(name, _)| name == column).expect("a column of the row");
            slot.1 = value.clone();
        }
        let (columns, values): (Vec<_>, Vec<_>) = row.into_iter().map(|(name, value)| (name.to_owned(), value)).unzip();
        let layout = Layout::new(RecordKind::Contact, columns);
        let (envelope, problems) = read_envelope(&layout, &values);
        (envelope, problems.iter().map(|problem| problem.reason).collect())
    }

    #[test]
    fn a_good_row_is_understood() {
        let (envelope, problems) = read(&[]);
        assert_eq!(problems, []);
        assert_eq!(envelope.action, Some(Action::Create));
        assert_eq!(envelope.async_spelled, GUID);
        assert_eq!(envelope.key, GUID, "GUIDs are compared in lower case");
    }

    #[test]
    fn each_kind_of_malformed_row_is_told_apart() {
        let text = |text: &'static str| Value::Text(text.into());
        for (column, value, reason) in [
            ("OPERATION", Value::Integer(7), Reason::MalformedOperation),
            ("OPERATION", text("create"), Reason::MalformedOperation),
            ("CREATEDDATETIME", text("31/12/2026 late"), Reason::MalformedTimestamp),
            ("CREATEDDATETIME", Value::Integer(20_261_101), Reason::MalformedTimestamp),
            ("CUSTACCOUNTASYNC", text("not-a-guid"), Reason::MalformedCustomer),
            ("CUSTACCOUNTASYNC", text(""), Reason::MalformedCustomer),
            ("CONTACTID", text("17"), Reason::MalformedGuid),
            ("ISPRIMARY", text("yes"), Reason::MalformedInteger),
            ("ISPRIMARY", text("NULL"), Reason::MalformedNull),
            ("ISPRIMARY", Value::Real(0.5), Reason::MalformedInteger),
            ("ORIGINATINGCHANNEL", text("Houston"), Reason::MalformedInteger),
            ("CONTACTTYPE", Value::Integer(4), Reason::MalformedContactType),
            ("CONTACTTYPE", text(""), Reason::MalformedContactType),
            ("CONTACTTYPE", text("phone"), Reason::MalformedInteger),
        ] {
            assert_eq!(read(&[(column, value.clone())]).1, [reason], "{column} = {value:?}");
        }
    }

    #[test]
    fn an_account_stands_for_a_missing_guid() {
        let (envelope, problems) =
            read(&[("CUSTACCOUNTASYNC", Value::Text("".into())), ("CUSTACCOUNT", Value::Text("C-000001".into()))]);
        assert_eq!(problems, []);
        assert_eq!(envelope.account.as_deref(), Some("C-000001"));
    }
}
