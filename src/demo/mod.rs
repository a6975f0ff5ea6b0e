//! A small world of invented customers, from `fixtures/demo`.

mod folder;

use std::fs;
use std::path::{Path, PathBuf};

use crate::channel::{self, ChannelSession, TimeLimits, Writing};
use crate::config::Config;
use crate::failure::{Failure, Result, ResultExt as _};
use crate::i18n::Phrase;
use crate::model::RecordKind;
use crate::stop::Stop;

pub(crate) use folder::{Clearing, clear, note_files};

use self::folder::{CONFIG, CONFIG_NAME};

macro_rules! tables {
    ($($channel:literal $folder:literal $kind:ident $table:literal;)*) => {
        &[$(($channel, RecordKind::$kind, include_str!(concat!("../../fixtures/demo/", $folder, "/", $table, ".csv")))),*]
    };
}

/// The upload tables of each channel.
const TABLES: &[(&str, RecordKind, &str)] = tables! {
    "Houston" "houston" Customer "RETAILASYNCCUSTOMERV2";
    "Houston" "houston" Address "RETAILASYNCADDRESSV2";
    "Houston" "houston" Contact "RETAILASYNCCUSTOMERCONTACT";
    "Houston" "houston" Affiliation "RETAILASYNCCUSTOMERAFFILIATION";
    "Houston" "houston" Attribute "RETAILASYNCCUSTOMERATTRIBUTEV2";
    "AW online store" "aw-online-store" Customer "RETAILASYNCCUSTOMERV2";
    "AW online store" "aw-online-store" Address "RETAILASYNCADDRESSV2";
    "AW online store" "aw-online-store" Contact "RETAILASYNCCUSTOMERCONTACT";
    "AW online store" "aw-online-store" Attribute "RETAILASYNCCUSTOMERATTRIBUTEV2";
    "Amsterdam" "amsterdam" Customer "RETAILASYNCCUSTOMERV2";
    "Amsterdam" "amsterdam" Address "RETAILASYNCADDRESSV2";
    "Amsterdam" "amsterdam" Contact "RETAILASYNCCUSTOMERCONTACT";
    "Amsterdam" "amsterdam" Affiliation "RETAILASYNCCUSTOMERAFFILIATION";
    "Amsterdam" "amsterdam" Attribute "RETAILASYNCCUSTOMERATTRIBUTEV2";
    "Aarhus" "aarhus" Customer "RETAILASYNCCUSTOMERV2";
    "Aarhus" "aarhus" Address "RETAILASYNCADDRESSV2";
    "Aarhus" "aarhus" Contact "RETAILASYNCCUSTOMERCONTACT";
    "Aarhus" "aarhus" Affiliation "RETAILASYNCCUSTOMERAFFILIATION";
    "Aarhus" "aarhus" Attribute "RETAILASYNCCUSTOMERATTRIBUTEV2";
};

/// Makes the world in a folder that is new or cleared; returns the path of its configuration.
///
/// # Errors
/// A file of the world exists already or cannot be written.
pub(crate) fn make(folder: &Path) -> Result<PathBuf> {
    let attempt = || Phrase::new("demo-not-written").with("folder", folder.display());
    fs::create_dir_all(folder).with_context(attempt)?;
    folder::mark(folder).with_context(attempt)?;
    let path = folder.join(CONFIG_NAME);
    folder::write_new(&path, CONFIG).with_context(attempt)?;
    let config = Config::load(&path)?;
    let (limit, stop) = (config.jobs.channel_timeout, Stop::default());
    for configured in &config.channels {
        channel::create(configured, limit, &stop)?;
        let session = ChannelSession::open(configured, TimeLimits::of(limit), &stop)?;
        let name = configured.name.clone();
        session.write(move |writing| fill(writing, &name))?;
    }
    Ok(path)
}

/// Appends the rows of a channel of that name.
fn fill(channel: &Writing<'_>, name: &str) -> Result<()> {
    for (_, kind, table) in TABLES.iter().filter(|(owner, ..)| *owner == name) {
        let mut rows = csv::Reader::from_reader(table.as_bytes());
        let header: Vec<String> = rows.headers().map_err(Failure::other)?.iter().map(str::to_owned).collect();
        for row in rows.records() {
            channel.append(*kind, &header, row.map_err(Failure::other)?.iter())?;
        }
    }
    Ok(())
}
