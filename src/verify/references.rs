//! What operations refer to by number: channels and layouts.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::{Layout, RecordKind};
use crate::store::{Result, Store};
use crate::trail::{Digest, layout_digest};

/// What all operations refer to.
pub(super) struct References {
    pub(super) channels: HashMap<i64, KnownChannel>,
    pub(super) layouts: HashMap<i64, KnownLayout>,
}

/// A layout that can be read.
pub(super) struct KnownLayout {
    pub(super) digest: Digest,
    pub(super) layout: Arc<Layout>,
}

impl References {
    pub(super) fn read(store: &Store) -> Result<Self> {
        Ok(Self { channels: known_channels(store)?, layouts: known_layouts(store)? })
    }
}

/// A channel as the store has it.
pub(super) struct KnownChannel {
    pub(super) origin: i64,
    pub(super) name: String,
    pub(super) company: i64,
    pub(super) company_code: String,
    pub(super) epoch: i64,
    pub(super) downloaded: i64,
    pub(super) operations: i64,
    /// Names of the columns whose values have an unexpected type.
    pub(super) unreadable: Vec<&'static str>,
}

/// Returns the channels by their number.
pub(super) fn known_channels(store: &Store) -> Result<HashMap<i64, KnownChannel>> {
    let mut channels = HashMap::new();
    store.for_each_channel(&mut |stored, unreadable| {
        let channel = KnownChannel {
            origin: stored.origin,
            name: stored.name.to_owned(),
            company: stored.company,
            company_code: stored.company_code.to_owned(),
            epoch: stored.epoch,
            downloaded: stored.downloaded,
            operations: stored.operations,
            unreadable: unreadable.to_vec(),
        };
        channels.insert(stored.id, channel);
        Ok(())
    })?;
    Ok(channels)
}

/// Returns the layouts that can be read, by their number.
fn known_layouts(store: &Store) -> Result<HashMap<i64, KnownLayout>> {
    let mut layouts = HashMap::new();
    store.for_each_layout(&mut |stored| {
        let names = serde_json::from_str::<Vec<String>>(stored.columns).ok();
        if let (Some(kind), Some(names)) = (RecordKind::from_index(stored.kind), names) {
            let digest = layout_digest(stored.kind, &names);
            layouts.insert(stored.id, KnownLayout { digest, layout: Arc::new(Layout::from_stored(kind, names)) });
        }
        Ok(())
    })?;
    Ok(layouts)
}
