//! What the values of operations refer to: channels, layouts of rows, and the companies' defaults.

use std::collections::HashMap;
use std::sync::Arc;

use super::seen::{OperationNumbers, Seen};
use crate::model::{AnyOf, Defaults, Field, FieldPath, Layout, RecordKind, Version};

/// What values depend on beside the store.
#[derive(Debug, Clone, Default)]
pub(crate) struct ValueSettings {
    /// What the customers of each company get if a field is empty, by the company's code.
    pub(crate) defaults: Vec<(String, Defaults)>,
}

/// The name of a channel and the code of its company.
#[derive(Debug, Clone)]
pub(crate) struct ChannelNames {
    pub(crate) name: Arc<str>,
    pub(crate) company: Arc<str>,
}

/// Channels, layouts and defaults, by the numbers that operations have for them.
#[derive(Debug)]
pub(crate) struct Reference<'a> {
    pub(crate) channels: Arc<HashMap<i64, ChannelNames>>,
    pub(crate) layouts: Vec<(i64, Arc<Layout>)>,
    pub(crate) settings: &'a ValueSettings,
}

/// Where a field is found in a kind of record.
#[derive(Debug)]
pub(crate) struct FieldPlace {
    pub(crate) kind: RecordKind,
    /// The position in the stored fields; `None` for a channel's own column.
    pub(crate) position: Option<usize>,
    /// Layouts, and the position in the received rows of each.
    pub(crate) layouts: Vec<(i64, usize)>,
}

impl Reference<'_> {
    /// Returns where a field is found, by the kind of record.
    pub(crate) fn places(&self, path: &FieldPath) -> Vec<FieldPlace> {
        let kinds = RecordKind::ALL.into_iter().filter(|kind| path.kind.is_none_or(|wanted| wanted == *kind));
        kinds.map(|kind| self.place(kind, &path.name)).filter(|place| !place.layouts.is_empty()).collect()
    }

    /// Returns the fields with free text of all kinds of records, the channels' own columns included, or those whose values can
    /// be of a certain kind.
    pub(crate) fn free_texts(&self, any: AnyOf) -> Vec<FieldPath> {
        let mut paths: Vec<FieldPath> = Vec::new();
        for (_, layout) in &self.layouts {
            let kind = layout.kind();
            let is_wanted = |field: &&Field| match any {
                AnyOf::Texts => field.is_free_text(),
                AnyOf::EmailAddresses => field.holds_email(),
                AnyOf::TelephoneNumbers => field.holds_phone(),
            };
            let known = kind.fields().iter().filter(is_wanted).map(|field| field.name);
            let own = layout.extensions().filter(|_| any == AnyOf::Texts).map(|(_, name)| name);
            for name in known.chain(own) {
                let is_known = |path: &FieldPath| path.kind == Some(kind) && path.name.eq_ignore_ascii_case(name);
                if !paths.iter().any(is_known) {
                    paths.push(FieldPath { version: Version::New, kind: Some(kind), name: name.to_owned() });
                }
            }
        }
        paths
    }

    fn place(&self, kind: RecordKind, name: &str) -> FieldPlace {
        let position = kind.position(name);
        let layouts = self.layouts.iter().filter(|(_, layout)| layout.kind() == kind);
        let layouts = layouts.filter_map(|(id, layout)| {
            let at = match position {
                Some(position) => layout.field_positions()[position],
                None => {
                    layout.extensions().find(|(_, extension)| extension.eq_ignore_ascii_case(name)).map(|(at, _)| at)
                }
            };
            Some((*id, at?))
        });
        FieldPlace { kind, position, layouts: layouts.collect() }
    }
}

/// The channels by their numbers.
#[derive(Debug, Clone)]
pub(super) struct Channels(Arc<HashMap<i64, ChannelNames>>);

impl Channels {
    pub(super) fn new(reference: &Reference<'_>) -> Self {
        Self(Arc::clone(&reference.channels))
    }

    pub(super) fn name(&self, numbers: &OperationNumbers) -> Option<&str> {
        self.0.get(&numbers.channel).map(|channel| &*channel.name)
    }

    /// Returns the operation's own company, or that of its channel.
    pub(super) fn company<'a>(&'a self, seen: &Seen<'a>) -> Option<&'a str> {
        let of_channel = || self.0.get(&seen.numbers.channel).map(|channel| &*channel.company);
        seen.company.or_else(of_channel)
    }
}
