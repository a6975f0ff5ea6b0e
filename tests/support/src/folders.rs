//! Channels that are folders: exports of their tables, and the packages that come back.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use rusqlite::types::ValueRef;

use crate::program::Binary;
use crate::tables::{Channel, DOWNLOAD_TABLES, SCHEMA, UPLOAD_TABLES};
use crate::world::World;

impl<B: Binary> World<B> {
    /// Returns the folder of a channel.
    pub fn channel_folder(&self, name: &str) -> PathBuf {
        self.path(&Channel::named(name).folder())
    }

    /// Exports the upload tables of a channel that have rows into its folder, as CSV with a header: `TABLE-MARK.csv`.
    pub fn export(&self, name: &str, mark: &str) -> &Self {
        for table in UPLOAD_TABLES {
            let (text, rows) = self.csv_of(name, table);
            if rows > 0 {
                self.drop_file(name, &format!("{table}-{mark}.csv"), &text);
            }
        }
        self
    }

    /// Returns an upload table of a channel as CSV with a header, and the number of its rows.
    pub fn csv_of(&self, name: &str, table: &str) -> (String, usize) {
        let database = self.channel_db(name);
        let mut statement =
            database.prepare(&format!("SELECT * FROM {table} ORDER BY REPLICATIONCOUNTERFROMORIGIN")).unwrap();
        let columns: Vec<_> = statement.column_names().map(str::to_owned).collect();
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(&columns).unwrap();
        let (mut rows, mut count) = (statement.query([]).unwrap(), 0);
        while let Some(row) = rows.next().unwrap() {
            let text = |at| match row.get_ref(at).unwrap() {
                ValueRef::Null => String::new(),
                ValueRef::Integer(number) => number.to_string(),
                value => value.as_str().unwrap().to_owned(),
            };
            writer.write_record((0..columns.len()).map(text)).unwrap();
            count += 1;
        }
        (String::from_utf8(writer.into_inner().unwrap()).unwrap(), count)
    }

    /// Puts a file into the folder of a channel.
    pub fn drop_file(&self, name: &str, file: &str, content: impl AsRef<[u8]>) -> &Self {
        let path = self.channel_folder(name).join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    /// Returns the names of the files in a part of a channel's folder, such as `done`, in order; empty for the folder itself. The
    /// program's own database is not among them.
    pub fn files_in(&self, name: &str, part: &str) -> Vec<String> {
        let Ok(entries) = fs::read_dir(self.channel_folder(name).join(part)) else { return Vec::new() };
        let files = entries.map(|entry| entry.unwrap()).filter(|entry| entry.path().is_file());
        let mut names: Vec<_> = files.map(|entry| entry.file_name().into_string().unwrap()).collect();
        names.retain(|name| !name.starts_with("hqsync.db"));
        names.sort();
        names
    }

    /// Returns the names of a channel's packages, in order; one that is not complete has another name.
    pub fn packages(&self, name: &str) -> Vec<String> {
        let Ok(entries) = fs::read_dir(self.channel_folder(name).join("download")) else { return Vec::new() };
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.retain(|name| name.parse::<u32>().is_ok());
        names.sort();
        names
    }

    /// Returns the database of a channel after its packages were loaded in their order: a copy of the one that was exported, of which
    /// nothing was downloaded before.
    #[track_caller]
    pub fn loaded(&self, name: &str) -> Connection {
        let database = Connection::open_in_memory().unwrap();
        database.execute_batch(SCHEMA).unwrap();
        let exported = self.channel_path(name).into_os_string().into_string().unwrap();
        database.execute("ATTACH ?1 AS exported", [exported]).unwrap();
        for table in UPLOAD_TABLES {
            database.execute_batch(&format!("INSERT INTO {table} SELECT * FROM exported.{table}")).unwrap();
        }
        database.execute_batch("DETACH exported").unwrap();
        for package in self.packages(name) {
            load(&database, &self.channel_folder(name).join("download").join(package));
        }
        database
    }
}

/// Loads a package as its manifest says.
fn load(database: &Connection, package: &Path) {
    let manifest = fs::read(package.join("manifest.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_slice(&manifest).unwrap();
    let rows_of = |table: &str| csv::Reader::from_path(package.join(format!("{table}.csv"))).unwrap();
    for table in DOWNLOAD_TABLES {
        if manifest["content"] == "full" {
            database.execute_batch(&format!("DELETE FROM {table}")).unwrap();
        }
        let mut rows = rows_of(table);
        let columns: Vec<_> = rows.headers().unwrap().iter().map(str::to_owned).collect();
        let marks = vec!["?"; columns.len()].join(", ");
        let sql = format!("INSERT OR REPLACE INTO {table} ({}) VALUES ({marks})", columns.join(", "));
        for row in rows.records() {
            database.execute(&sql, rusqlite::params_from_iter(row.unwrap().iter())).unwrap();
        }
    }
    for row in rows_of("REMOVED").records() {
        let row = row.unwrap();
        let key = if &row[0] == "RETAILCUSTATTRIBUTE" { "ATTRIBUTENAME" } else { "AFFILIATION" };
        let sql = format!("DELETE FROM {} WHERE DATAAREAID = ?1 AND ACCOUNTNUM = ?2 AND {key} = ?3", &row[0]);
        database.execute(&sql, [&row[1], &row[2], &row[3]]).unwrap();
    }
    for row in rows_of("ONLINEOPERATIONCOMPLETED").records() {
        let row = row.unwrap();
        let sql =
            format!("UPDATE {} SET ONLINEOPERATIONCOMPLETED = ?2 WHERE REPLICATIONCOUNTERFROMORIGIN = ?1", &row[0]);
        database.execute(&sql, [&row[1], &row[2]]).unwrap();
    }
}
