//! A checked configuration.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::max_age::MaxAge;
use crate::address::StoreAddress;
use crate::exports::{Culture, TextEncoding};
use crate::language::Language;
use crate::model::{Defaults, NumberSequence, RecordKind, TimeZone, ValueLimit};
use crate::validate::Rules;

/// A checked configuration; relative paths in the file have been resolved against its folder.
#[derive(Debug, Clone)]
pub(crate) struct Config {
    pub(crate) store: StoreAddress,
    /// The permissions of a new store: those of its owner and of its group.
    pub(crate) store_mode: u32,
    /// `None` for that of the locale.
    pub(crate) language: Option<Language>,
    pub(crate) jobs: JobsConfig,
    pub(crate) trail: TrailConfig,
    pub(crate) status: StatusConfig,
    /// By code, `DATAAREAID`.
    pub(crate) companies: BTreeMap<String, CompanyConfig>,
    pub(crate) channels: Vec<ChannelConfig>,
    pub(crate) rules: Rules,
}

/// How the jobs work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct JobsConfig {
    /// Operations per transaction.
    pub(crate) batch_size: usize,
    /// Attempts on a channel that cannot be reached.
    pub(crate) try_count: u32,
    /// How long a channel may take for its answer to one request.
    pub(crate) channel_timeout: Duration,
    /// After this time an operation whose customer never arrived fails.
    pub(crate) orphan_after: Duration,
    /// How long a counter that no row had is looked for again.
    pub(crate) gap_after: Duration,
    /// How far ahead of its receipt the time of an operation may be to be believed.
    pub(crate) clock_tolerance: Duration,
    /// How much of a row is kept.
    pub(crate) max_value: ValueLimit,
    /// How long the reports of runs are kept.
    pub(crate) keep: Duration,
}

/// What needs attention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct StatusConfig {
    /// How old pending operations, the last runs of the jobs and the last contacts with channels may be.
    pub(crate) max_age: MaxAge,
}

/// What witnesses the audit trail outside of the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TrailConfig {
    /// The file to which a line is appended after each run and correction.
    pub(crate) anchors: AnchorsFile,
    /// Whether the line is sent to the system's journal.
    pub(crate) syslog: bool,
}

/// Where the anchors of the audit trail are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum AnchorsFile {
    /// Beside the store.
    Beside,
    File(PathBuf),
    Nowhere,
}

/// A legal entity.
#[derive(Debug, Clone)]
pub(crate) struct CompanyConfig {
    pub(crate) number_sequence: NumberSequence,
    pub(crate) defaults: Defaults,
}

/// A store or web shop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ChannelConfig {
    pub(crate) name: String,
    /// `ORIGINATINGCHANNEL`.
    pub(crate) id: i64,
    /// Code of its company, spelled as in `companies`.
    pub(crate) company: String,
    pub(crate) source: ChannelSource,
    /// That of times without an offset in its rows.
    pub(crate) zone: TimeZone,
}

/// Where a channel's operations come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ChannelSource {
    Database(PathBuf),
    /// A folder of exported tables.
    Folder(FolderConfig),
}

impl ChannelSource {
    /// The word of machine formats for its kind.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Database(_) => "database",
            Self::Folder(_) => "folder",
        }
    }

    /// The database or the folder.
    pub(crate) fn path(&self) -> &Path {
        match self {
            Self::Database(path) => path,
            Self::Folder(folder) => &folder.path,
        }
    }
}

/// A folder of exported tables, and what its files do not say themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FolderConfig {
    pub(crate) path: PathBuf,
    /// The encoding of files that do not show theirs.
    pub(crate) encoding: Option<TextEncoding>,
    /// The culture of times and amounts.
    pub(crate) culture: Option<Culture>,
    /// The columns of files without a header, by their table.
    pub(crate) headers: Vec<(RecordKind, Vec<String>)>,
    /// A file that was changed so recently is still being written.
    pub(crate) settle: Duration,
    /// The most packages of downloads that stay.
    pub(crate) keep: usize,
}

impl FolderConfig {
    /// Returns the columns of files of a table that have no header.
    pub(crate) fn header(&self, kind: RecordKind) -> Option<&[String]> {
        self.headers.iter().find(|(known, _)| *known == kind).map(|(_, columns)| columns.as_slice())
    }
}

impl Config {
    /// The company with that code, in any case.
    pub(crate) fn company(&self, code: &str) -> Option<&CompanyConfig> {
        self.companies.iter().find(|(known, _)| known.eq_ignore_ascii_case(code)).map(|(_, company)| company)
    }
}
