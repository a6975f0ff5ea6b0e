//! What a configuration says about a folder of exported tables: the meaning of each value, or what is wrong with it.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::exports::{Culture, TextEncoding};
use crate::i18n::Phrase;
use crate::model::{Layout, LayoutError, RecordKind};
use crate::suggest;

/// The columns of files without a header: one list, a list for each table, or lists by the tables' names.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum RawHeader {
    One(Vec<String>),
    Several(Vec<Vec<String>>),
    Named(BTreeMap<String, Vec<String>>),
}

/// Reads the name of an encoding.
pub(super) fn encoding(name: &str) -> Result<TextEncoding, Phrase> {
    TextEncoding::named(name).ok_or_else(|| Phrase::new("config-encoding").with("value", name))
}

/// Reads the name of a culture.
pub(super) fn culture(name: &str) -> Result<Culture, Phrase> {
    Culture::named(name).ok_or_else(|| {
        let known = Culture::names().collect::<Vec<_>>();
        let wrong = Phrase::new("config-culture").with("value", name).with("known", known.join(", "));
        match suggest::nearest(name, known) {
            Some(nearest) => wrong.with("form", "near").with("nearest", nearest),
            None => wrong.with("form", "none"),
        }
    })
}

/// Reads the columns of files without a header, by their table: each list belongs to the table whose columns are all in it.
pub(super) fn headers(raw: RawHeader) -> Result<Vec<(RecordKind, Vec<String>)>, Phrase> {
    match raw {
        RawHeader::One(columns) => Ok(vec![header(columns)?]),
        RawHeader::Several(lists) => lists.into_iter().map(header).collect(),
        RawHeader::Named(lists) => lists.into_iter().map(|(table, columns)| named_header(&table, columns)).collect(),
    }
}

fn header(columns: Vec<String>) -> Result<(RecordKind, Vec<String>), Phrase> {
    let missing = |kind: RecordKind| Layout::new(kind, columns.clone()).check_complete();
    match RecordKind::ALL.into_iter().find(|kind| missing(*kind).is_ok()) {
        Some(kind) => Ok((kind, columns)),
        None => Err(Phrase::new("config-header").with("columns", columns.join(", "))),
    }
}

fn named_header(table: &str, columns: Vec<String>) -> Result<(RecordKind, Vec<String>), Phrase> {
    let Some(kind) = RecordKind::ALL.into_iter().find(|kind| kind.table().eq_ignore_ascii_case(table)) else {
        let known = RecordKind::ALL.map(RecordKind::table);
        return Err(Phrase::new("config-header-table").with("value", table).with("known", known.join(", ")));
    };
    match Layout::new(kind, columns.clone()).check_complete() {
        Ok(()) => Ok((kind, columns)),
        Err(LayoutError { table, column }) => {
            Err(Phrase::new("config-header-column").with("table", table).with("column", column))
        }
    }
}
