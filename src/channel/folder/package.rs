//! The packages of 1010: what changed in the mirror since the last one, as files that somebody loads into the channel.
//!
//! A package is put together under a temporary name and renamed when it is complete. Whatever is noted for it is cleared after
//! that: killed between the two, the next run finds the package in its place before it notes anything else.

use std::fs::{self, DirBuilder, File};
use std::io::{self, BufWriter, Write as _};
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

use rusqlite::types::ValueRef;
use serde_json::Value;

use super::drop_folder::DropFolder;
use super::manifest::{self, Manifest, ManifestTable};
use super::package_text::PackageText;
use crate::channel::contract::{self, DownloadTable};
use crate::channel::database::ChannelDatabase;
use crate::channel::error::Result;
use crate::clock::Clock;
use crate::model::RecordKind;
use crate::new_file::{create_with_mode, sync_name};

/// The ending of a package that is not complete.
const UNFINISHED: &str = ".tmp";

/// The digits of a package's number.
const DIGITS: usize = 6;

/// What a package says of the channel and of headquarters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PackageRequest {
    /// `ORIGINATINGCHANNEL` of the channel.
    pub(crate) id: i64,
    pub(crate) company: String,
    /// The number of the last change that 1010 has written.
    pub(crate) change: i64,
    /// The permissions of its files; its folder can be entered by those who may read them.
    pub(crate) mode: u32,
}

/// What is noted about the last package that is in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
struct LastPackage {
    number: i64,
    change: i64,
    /// Whether the next one replaces what was loaded before.
    is_full: bool,
    /// What tells the packages of this mirror from those of others.
    mirror: String,
}

/// A file of a package.
struct PackagePart {
    name: &'static str,
    columns: Vec<&'static str>,
    key: Vec<&'static str>,
    sql: String,
}

/// A package that is being put together.
pub(super) struct Packing {
    request: PackageRequest,
    last: LastPackage,
    number: i64,
    parts: std::vec::IntoIter<PackagePart>,
    folder: PathBuf,
    tables: Vec<ManifestTable>,
}

impl Packing {
    /// Begins a package; `None` if nothing has changed since the last one.
    pub(super) fn begin(
        folder: &DropFolder,
        mirror: &mut ChannelDatabase,
        request: &PackageRequest,
    ) -> Result<Option<Self>> {
        if !has_changes(mirror)? {
            return Ok(None);
        }
        folder.create_part(&folder.download())?;
        let last = last_package(mirror)?;
        // Packages of another mirror may be there.
        let present = packages(folder)?.last().map_or(0, |(number, _)| *number);
        let number = present.max(last.number) + 1;
        let unfinished = folder.download().join(format!("{}{UNFINISHED}", name_of(number)));
        let prepare = || {
            match fs::remove_dir_all(&unfinished) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
            // Who may read may enter.
            let mode = request.mode | (request.mode & 0o444) >> 2;
            DirBuilder::new().mode(mode).create(&unfinished)
        };
        prepare().map_err(|error| folder.error_at(&unfinished, &error))?;
        Ok(Some(Self {
            request: request.clone(),
            last,
            number,
            parts: parts().into_iter(),
            folder: unfinished,
            tables: Vec::new(),
        }))
    }

    /// Writes the next file of the package. Returns false once the package is in its place; more than `keep` do not stay.
    pub(super) fn next(&mut self, folder: &DropFolder, mirror: &mut ChannelDatabase, keep: usize) -> Result<bool> {
        let Some(part) = self.parts.next() else {
            self.finish(folder, mirror)?;
            remove_old(folder, keep)?;
            return Ok(false);
        };
        let path = self.folder.join(format!("{}.csv", part.name));
        let table = part.write(folder, mirror, &path, self.request.mode)?;
        self.tables.push(table);
        Ok(true)
    }

    fn finish(&mut self, folder: &DropFolder, mirror: &mut ChannelDatabase) -> Result<()> {
        let PackageRequest { change, mode, .. } = self.request;
        let LastPackage { is_full, mirror: ref own, .. } = self.last;
        // What is loaded anew begins with the first change, whatever was brought before.
        let before = if is_full { 0 } else { self.last.change };
        let manifest = Manifest {
            package: self.number,
            mirror: own,
            channel: &folder.place.channel,
            channel_id: self.request.id,
            company: &self.request.company,
            content: if is_full { "full" } else { "changes" },
            first_change: (change > before).then_some(before + 1),
            last_change: change.max(before),
            written: Clock::system().now().rfc3339(),
            program: manifest::PROGRAM,
            tables: std::mem::take(&mut self.tables),
        };
        mirror.check_awaited()?;
        let target = folder.download().join(name_of(self.number));
        let put = || -> io::Result<()> {
            let path = self.folder.join(manifest::NAME);
            let mut file = create_file(&path, mode)?;
            file.write_all(&serde_json::to_vec_pretty(&manifest)?)?;
            file.write_all(b"\n")?;
            file.sync_all()?;
            sync_name(&path);
            fs::rename(&self.folder, &target)?;
            sync_name(&target);
            Ok(())
        };
        put().map_err(|error| folder.error_at(&target, &error))?;
        note_in_place(mirror, self.number, manifest.last_change)
    }
}

/// Creates a file of a package.
fn create_file(path: &Path, mode: u32) -> io::Result<File> {
    create_with_mode(path, mode)?;
    File::options().write(true).open(path)
}

impl PackagePart {
    fn write(&self, folder: &DropFolder, mirror: &ChannelDatabase, path: &Path, mode: u32) -> Result<ManifestTable> {
        let at_path = |error: io::Error| folder.error_at(path, &error);
        let file = create_file(path, mode).map_err(at_path)?;
        let mut text = PackageText::begin(BufWriter::new(file), &self.columns).map_err(at_path)?;
        let mut statement = mirror.sqlite(mirror.connection.prepare(&self.sql))?;
        let mut rows = mirror.sqlite(statement.query([]))?;
        while let Some(row) = mirror.sqlite(rows.next())? {
            let values = (0..self.columns.len()).map(|at| row.get_ref(at).unwrap_or(ValueRef::Null));
            text.row(values).map_err(at_path)?;
        }
        let rows = text.rows;
        let (file, sha256) = text.end().map_err(at_path)?;
        let file = file.into_inner().map_err(|error| at_path(error.into_error()))?;
        file.sync_all().map_err(at_path)?;
        Ok(ManifestTable { table: self.name, file: format!("{}.csv", self.name), key: self.key.clone(), rows, sha256 })
    }
}

/// The files of a package: the download tables with all rows of the customers who changed, what was removed, and the rows of
/// upload tables that were completed.
fn parts() -> Vec<PackagePart> {
    let tables = contract::TABLES.iter().map(|table| {
        let columns: Vec<_> = table.columns.to_vec();
        let list: Vec<_> = columns.iter().map(|column| format!("t.{column}")).collect();
        let order: Vec<_> = table.key.iter().map(|column| format!("t.{column}")).collect();
        let sql = format!(
            "SELECT {} FROM {} t {} ORDER BY {}",
            list.join(", "),
            table.name,
            of_changed(table),
            order.join(", ")
        );
        PackagePart { name: table.name, columns, key: table.key.to_vec(), sql }
    });
    let removed = PackagePart {
        name: "REMOVED",
        columns: vec!["TABLENAME", "DATAAREAID", "ACCOUNTNUM", "NAME"],
        key: vec!["TABLENAME", "DATAAREAID", "ACCOUNTNUM", "NAME"],
        sql: "SELECT TABLENAME, DATAAREAID, ACCOUNTNUM, NAME FROM HQSYNC_REMOVED r
              WHERE NOT EXISTS (SELECT 1 FROM RETAILCUSTAFFILIATION a WHERE r.TABLENAME = 'RETAILCUSTAFFILIATION'
                  AND a.DATAAREAID = r.DATAAREAID AND a.ACCOUNTNUM = r.ACCOUNTNUM AND a.AFFILIATION = r.NAME)
                AND NOT EXISTS (SELECT 1 FROM RETAILCUSTATTRIBUTE a WHERE r.TABLENAME = 'RETAILCUSTATTRIBUTE'
                  AND a.DATAAREAID = r.DATAAREAID AND a.ACCOUNTNUM = r.ACCOUNTNUM AND a.ATTRIBUTENAME = r.NAME)
              ORDER BY 1, 2, 3, 4"
            .to_owned(),
    };
    let completed = PackagePart {
        name: "ONLINEOPERATIONCOMPLETED",
        columns: vec!["TABLENAME", "REPLICATIONCOUNTERFROMORIGIN", "ONLINEOPERATIONCOMPLETED"],
        key: vec!["TABLENAME", "REPLICATIONCOUNTERFROMORIGIN"],
        sql: "SELECT TABLENAME, COUNTER, 1 FROM HQSYNC_COMPLETED ORDER BY 1, 2".to_owned(),
    };
    tables.chain([removed, completed]).collect()
}

/// The condition for rows of the customers who changed.
fn of_changed(table: &DownloadTable) -> &'static str {
    let is_of_account = table.columns.contains(&"ACCOUNTNUM");
    match table.kind {
        _ if is_of_account => "JOIN HQSYNC_CHANGED c ON c.DATAAREAID = t.DATAAREAID AND c.ACCOUNTNUM = t.ACCOUNTNUM",
        RecordKind::Customer => {
            "WHERE t.PARTYNUMBER IN (SELECT u.PARTY FROM CUSTTABLE u JOIN HQSYNC_CHANGED c USING (DATAAREAID, ACCOUNTNUM))"
        }
        _ => "WHERE t.PARTY IN (SELECT u.PARTY FROM CUSTTABLE u JOIN HQSYNC_CHANGED c USING (DATAAREAID, ACCOUNTNUM))",
    }
}

fn has_changes(mirror: &ChannelDatabase) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM HQSYNC_CHANGED) OR EXISTS (SELECT 1 FROM HQSYNC_REMOVED)
                 OR EXISTS (SELECT 1 FROM HQSYNC_COMPLETED)";
    mirror.sqlite(mirror.connection.query_row(sql, [], |row| row.get(0)))
}

/// Notes packages that came to their place in a run that was killed then, before anything else is noted for the next one.
pub(super) fn settle(folder: &DropFolder, mirror: &mut ChannelDatabase) -> Result<()> {
    let LastPackage { mut number, mirror: own, .. } = last_package(mirror)?;
    loop {
        let next = folder.download().join(name_of(number + 1)).join(manifest::NAME);
        let Ok(text) = fs::read_to_string(&next) else { return Ok(()) };
        let manifest: Value = serde_json::from_str(&text).unwrap_or_default();
        if manifest["mirror"].as_str() != Some(&own) {
            return Ok(());
        }
        number += 1;
        note_in_place(mirror, number, manifest["last_change"].as_i64().unwrap_or_default())?;
    }
}

fn last_package(mirror: &ChannelDatabase) -> Result<LastPackage> {
    let sql = "SELECT NUMBER, CHANGE, ISFULL, MIRROR FROM HQSYNC_PACKAGE";
    let read = mirror.connection.query_row(sql, [], |row| {
        Ok(LastPackage { number: row.get(0)?, change: row.get(1)?, is_full: row.get(2)?, mirror: row.get(3)? })
    });
    mirror.sqlite(read)
}

/// Notes that a package with all changes up to one is in its place, so that nothing of it is handed over again.
fn note_in_place(mirror: &mut ChannelDatabase, number: i64, change: i64) -> Result<()> {
    let writing = mirror.begin()?;
    let note = || -> rusqlite::Result<()> {
        let transaction = &writing.transaction;
        transaction
            .execute_batch("DELETE FROM HQSYNC_CHANGED; DELETE FROM HQSYNC_REMOVED; DELETE FROM HQSYNC_COMPLETED;")?;
        transaction.execute("UPDATE HQSYNC_PACKAGE SET NUMBER = ?1, CHANGE = ?2, ISFULL = 0", [number, change])?;
        Ok(())
    };
    writing.sqlite(note())?;
    writing.commit()
}

fn name_of(number: i64) -> String {
    format!("{number:0DIGITS$}")
}

/// Returns the packages that are in their place, in the order of their numbers.
fn packages(folder: &DropFolder) -> Result<Vec<(i64, PathBuf)>> {
    let entries = match fs::read_dir(folder.download()) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(|error| folder.error_at(&folder.download(), &error))?,
    };
    let mut packages = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| folder.error_at(&folder.download(), &error))?.path();
        let number = path.file_name().and_then(|name| name.to_str()).and_then(|name| name.parse().ok());
        packages.extend(number.filter(|_| path.join(manifest::NAME).is_file()).map(|number| (number, path)));
    }
    packages.sort();
    Ok(packages)
}

/// Removes the oldest packages beyond so many.
fn remove_old(folder: &DropFolder, keep: usize) -> Result<()> {
    let packages = packages(folder)?;
    let old = packages.len().saturating_sub(keep);
    packages[..old]
        .iter()
        .try_for_each(|(_, path)| fs::remove_dir_all(path).map_err(|error| folder.error_at(path, &error)))
}
