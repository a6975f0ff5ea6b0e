//! A small world of invented customers, from `fixtures/demo`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::channel::{self, ChannelSession, TimeLimits, Writing};
use crate::config::{ChannelSource, Config};
use crate::failure::{Failure, Result, ResultExt as _};
use crate::model::RecordKind;
use crate::refusal::Refusal;
use crate::stop::Stop;
use crate::witness::Anchoring;

/// The file that marks a folder as made by the demo.
const MARK: &str = ".hqsync-demo";

const CONFIG: &str = include_str!("../fixtures/demo/hqsync.toml");

macro_rules! tables {
    ($($channel:literal $folder:literal $kind:ident $table:literal;)*) => {
        &[$(($channel, RecordKind::$kind, include_str!(concat!("../fixtures/demo/", $folder, "/", $table, ".csv")))),*]
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

/// Makes the world in a folder that is new, empty or left by an earlier demo; returns the path of its configuration.
///
/// # Errors
/// Refuses a folder that holds anything else.
pub(crate) fn make(folder: &Path) -> Result<PathBuf> {
    clear(folder)?;
    let attempt = || format!("demo world in `{}` cannot be written", folder.display());
    fs::create_dir_all(folder).with_context(attempt)?;
    fs::write(folder.join(MARK), "made by `hqsync demo`, which may make it again\n").with_context(attempt)?;
    let path = folder.join("hqsync.toml");
    fs::write(&path, CONFIG).with_context(attempt)?;
    let config = Config::load(&path)?;
    let (limit, stop) = (config.jobs.channel_timeout, Stop::default());
    for configured in &config.channels {
        let ChannelSource::Database(database) = &configured.source else { continue };
        channel::create(&configured.name, database, limit, &stop)?;
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

/// Removes the files of an earlier demo one by one: nothing else in the folder is touched.
fn clear(folder: &Path) -> Result<()> {
    let is_empty = match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => true,
        Err(error) => return Err(error).with_context(|| format!("folder `{}`", folder.display())),
    };
    if is_empty {
        return Ok(());
    }
    if !folder.join(MARK).exists() {
        return Err(Refusal {
            message: format!("`{}` is not empty and was not made by the demo", folder.display()),
            hint: "`hqsync demo DIR` creates the world in another folder".to_owned(),
        }
        .into());
    }
    let config = Config::parse(CONFIG, &folder.join("hqsync.toml"))?;
    let databases = config.channels.iter().filter_map(|channel| match &channel.source {
        ChannelSource::Database(path) => Some(path.clone()),
        ChannelSource::Folder(_) => None,
    });
    remove(&Anchoring::default_file(&config.store))?;
    for database in databases.chain([config.store.clone()]) {
        for suffix in ["", "-wal", "-shm", "-journal", ".lock"] {
            let mut name = database.clone().into_os_string();
            name.push(suffix);
            remove(Path::new(&name))?;
        }
    }
    Ok(())
}

/// Removes a file if there is one.
fn remove(file: &Path) -> Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("`{}` cannot be removed", file.display()))
        }
        _ => Ok(()),
    }
}
