//! A channel without a database of its own: a folder into which somebody exports its upload tables, and from which somebody loads
//! the packages of 1010 into it.
//!
//! What the files have shown is kept in a mirror, a database of the program's own in the folder. To the jobs it is the channel's
//! database, so late rows, replaced channels and everything else is found as with those. A file is taken into the mirror in one
//! transaction, and goes to `done` once headquarters has its rows; a package is put together from what 1010 has changed in the
//! mirror since the last one.

mod changes;
mod drop_folder;
mod file_problem;
mod inspection;
mod intake;
mod manifest;
mod mirror;
mod moving;
mod package;
mod package_text;
mod same_row;
mod table_rows;
mod unread_lines;
mod waiting;

use std::sync::Arc;
use std::time::Duration;

pub(super) use drop_folder::create;
pub(crate) use file_problem::FileProblem;
pub(crate) use inspection::{FileInspection, FolderInspection};
pub(crate) use intake::IntakeResult;
pub(crate) use package::PackageRequest;

use super::control::Control;
use super::database::ChannelDatabase;
use super::error::{ChannelPlace, Result};
use super::writing::Writing;
use crate::config::{ChannelConfig, FolderConfig};
use crate::model::ValueLimit;
use drop_folder::DropFolder;
use intake::Intake;
use mirror::MirrorPlace;
use package::Packing;

/// An open folder.
pub(super) struct FolderChannel {
    pub(super) folder: DropFolder,
    config: FolderConfig,
    /// `ORIGINATINGCHANNEL` of its rows.
    id: i64,
    mirror_place: MirrorPlace,
    mirror: ChannelDatabase,
    /// Whether the mirror is the folder's. Otherwise it is a temporary one: the folder has none yet, or this is a rehearsal.
    is_lasting: bool,
    /// Whether the mirror knows of all packages that are in their place.
    knows_packages: bool,
    intake: Option<Intake>,
    packing: Option<Packing>,
}

impl FolderChannel {
    /// Opens a folder and its mirror; one that the folder does not have yet is empty until something is written.
    pub(super) fn open(
        channel: &ChannelConfig,
        config: &FolderConfig,
        lock: Duration,
        control: Arc<Control>,
    ) -> Result<Self> {
        let folder = DropFolder::open(ChannelPlace::new(&channel.name, &config.path))?;
        let mirror_place = MirrorPlace::new(&folder, channel.zone, lock, control);
        let lasting = mirror_place.open()?;
        let is_lasting = lasting.is_some();
        let mirror = lasting.map_or_else(|| mirror_place.make_temporary(None), Ok)?;
        let config = config.clone();
        Ok(Self {
            folder,
            config,
            id: channel.id,
            mirror_place,
            mirror,
            is_lasting,
            knows_packages: false,
            intake: None,
            packing: None,
        })
    }

    /// The channel's tables as far as the folder has shown them.
    pub(super) fn tables(&self) -> &ChannelDatabase {
        &self.mirror
    }

    /// Sets how much is kept of the rows that are read.
    pub(super) fn limit_values(&mut self, limit: ValueLimit) {
        self.mirror.limit_values(limit);
    }

    /// Begins a transaction that writes to the mirror.
    pub(super) fn begin(&mut self) -> Result<Writing<'_>> {
        self.make_lasting()?;
        // Before anything new is noted: a package of a killed run has nothing of that.
        if !self.knows_packages {
            package::note_all_in_place(&self.folder, &mut self.mirror)?;
            self.knows_packages = true;
        }
        self.mirror.begin()
    }

    /// Takes some of what waits in the folder into the mirror; returns how many rows that were, or `None` once there is no more. A
    /// rehearsal changes nothing in the folder.
    pub(super) fn take_in(&mut self, rehearses: bool) -> Result<Option<u64>> {
        if self.intake.is_none() {
            if rehearses {
                self.make_temporary()?;
            } else {
                self.make_lasting()?;
            }
            self.intake = Some(Intake::begin(&self.folder, self.config.settle, rehearses)?);
        }
        let Some(intake) = &mut self.intake else { return Ok(None) };
        intake.next(&self.folder, &self.config, self.id, &mut self.mirror)
    }

    /// Returns what became of the files that were taken in. Those whose rows headquarters has now, as `is_stored` says, go to
    /// `done`.
    pub(super) fn end_intake(&mut self, is_stored: bool) -> Result<IntakeResult> {
        let Some(intake) = self.intake.take() else { return Ok(IntakeResult::default()) };
        intake.end(&self.folder, is_stored)
    }

    /// Puts together some of a package of what changed since the last one; returns false once it is in its place, or if there
    /// is nothing to hand over.
    pub(super) fn pack(&mut self, request: &PackageRequest) -> Result<bool> {
        if self.packing.is_none() {
            self.make_lasting()?;
            self.packing = Packing::begin(&self.folder, &mut self.mirror, request)?;
        }
        let Some(packing) = &mut self.packing else { return Ok(false) };
        let continues = packing.next(&self.folder, &mut self.mirror, self.config.keep)?;
        if !continues {
            self.packing = None;
        }
        Ok(continues)
    }

    /// Forgets the rows that the folder has shown: its files now are of a channel that replaces the earlier one. In a rehearsal the
    /// folder's mirror stays as it is.
    pub(super) fn forget_rows(&mut self, rehearses: bool) -> Result<()> {
        if rehearses {
            self.make_temporary()?;
        }
        self.mirror.forget_shown_rows()
    }

    /// Looks at the folder without taking anything in.
    pub(super) fn inspect(&self) -> Result<FolderInspection> {
        inspection::inspect(&self.folder, &self.config)
    }

    fn make_lasting(&mut self) -> Result<()> {
        if !self.is_lasting {
            self.folder.create_parts()?;
            let limit = self.mirror.limit;
            self.mirror = self.mirror_place.create()?;
            self.mirror.limit_values(limit);
            self.is_lasting = true;
        }
        Ok(())
    }

    fn make_temporary(&mut self) -> Result<()> {
        let limit = self.mirror.limit;
        self.mirror = self.mirror_place.make_temporary(Some(&self.mirror))?;
        self.mirror.limit_values(limit);
        self.is_lasting = false;
        Ok(())
    }
}
