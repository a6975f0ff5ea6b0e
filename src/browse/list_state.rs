//! The list: a window of some screens, of which one is shown. The selection is an operation and not a place.

use std::collections::HashSet;

use crate::engine::{ListPlace, ListWindow, WindowPlace};
use crate::model::{Operation, OperationId};

/// How many screens are read at once.
const SCREENS_READ: usize = 2;

/// How many screens are kept.
const SCREENS_KEPT: usize = 7;

/// The list of operations.
#[derive(Debug, Default)]
pub(super) struct ListState {
    /// The operations that were read, the newest first.
    pub(super) rows: Vec<Operation>,
    /// Those that no longer match, and stay until the list is read again.
    pub(super) stale: HashSet<OperationId>,
    /// The first row that is shown.
    pub(super) top: usize,
    pub(super) selected: Option<OperationId>,
    /// Where the selected row is, or was when it was last there.
    at: usize,
    pub(super) has_before: bool,
    pub(super) has_behind: bool,
    /// A window that was asked for.
    pub(super) awaited: Option<WindowPlace>,
    /// Where the selection goes once the awaited window is there.
    then: Option<Landing>,
    /// How many rows fit on the screen.
    pub(super) height: usize,
    /// How many operations match, and how many there are.
    pub(super) counts: Option<(u64, u64)>,
    /// The highest number that there was when the newest operations were read, whether it is in the list or not.
    pub(super) newest: Option<OperationId>,
    /// How many match that came since.
    pub(super) new: u64,
    /// Whether any answer has come yet.
    pub(super) is_read: bool,
    /// The operations that are marked.
    pub(super) marked: HashSet<OperationId>,
    /// Whether all that match are marked.
    pub(super) are_all_marked: bool,
}

/// Where the selection goes when a window arrives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Landing {
    First,
    Last,
    /// So many rows further on, to either side.
    By(isize),
}

impl ListState {
    /// Returns the selected row, if it is among those that were read.
    pub(super) fn selected_index(&self) -> Option<usize> {
        let selected = self.selected?;
        if self.rows.get(self.at).is_some_and(|row| row.id == selected) {
            return Some(self.at);
        }
        self.rows.iter().position(|row| row.id == selected)
    }

    /// Returns the selected operation.
    pub(super) fn selected_row(&self) -> Option<&Operation> {
        self.selected_index().and_then(|at| self.rows.get(at))
    }

    /// Returns the rows that are shown.
    pub(super) fn shown(&self) -> &[Operation] {
        let top = self.top.min(self.rows.len());
        let end = (top + self.height.max(1)).min(self.rows.len());
        &self.rows[top..end]
    }

    /// Returns how many operations are read at once.
    pub(super) fn window_size(&self) -> usize {
        self.height.max(10) * SCREENS_READ
    }

    /// Gives the list another height.
    pub(super) fn resize(&mut self, height: usize) {
        self.height = height;
        self.show_selected();
    }

    /// Selects a row by its place among those that were read.
    pub(super) fn select(&mut self, at: usize) {
        let at = at.min(self.rows.len().saturating_sub(1));
        self.selected = self.rows.get(at).map(|row| row.id);
        self.at = at;
        self.show_selected();
    }

    /// Selects an operation, if it is among those that were read.
    pub(super) fn select_operation(&mut self, id: OperationId) -> bool {
        let found = self.rows.iter().position(|row| row.id == id);
        if let Some(at) = found {
            self.select(at);
        }
        found.is_some()
    }

    fn show_selected(&mut self) {
        let height = self.height.max(1);
        if let Some(at) = self.selected_index() {
            self.at = at;
            if at < self.top {
                self.top = at;
            } else if at >= self.top + height {
                self.top = at + 1 - height;
            }
        }
        self.top = self.top.min(self.rows.len().saturating_sub(height.min(self.rows.len())));
    }

    /// Moves the selection by some rows; returns the window to be read for that.
    pub(super) fn move_by(&mut self, rows: isize) -> Option<WindowPlace> {
        let Some(at) = self.selected_index() else {
            self.select(self.at);
            return None;
        };
        let last = self.rows.len().saturating_sub(1);
        let target = at.saturating_add_signed(rows).min(last);
        let moved = target as isize - at as isize;
        self.select(target);
        if moved != rows && self.has_more(rows) {
            self.then = Some(Landing::By(rows - moved));
        }
        self.lacking()
    }

    /// Moves the selection to an end; returns the window to be read for that.
    pub(super) fn move_to_end(&mut self, is_newest: bool) -> Option<WindowPlace> {
        let (has_more, place, landing) = if is_newest {
            (self.has_before, WindowPlace::Newest, Landing::First)
        } else {
            (self.has_behind, WindowPlace::Oldest, Landing::Last)
        };
        if has_more {
            self.then = Some(landing);
            return Some(place);
        }
        self.select(if is_newest { 0 } else { usize::MAX });
        None
    }

    fn has_more(&self, direction: isize) -> bool {
        if direction < 0 { self.has_before } else { self.has_behind }
    }

    /// Returns the window that is to be read since the selection is near an end of what was read.
    fn lacking(&self) -> Option<WindowPlace> {
        if self.awaited.is_some() {
            return None;
        }
        let margin = self.height.max(1);
        if self.has_behind && self.at + margin >= self.rows.len() {
            return self.rows.last().map(|row| WindowPlace::Behind(ListPlace::of(row)));
        }
        if self.has_before && self.at < margin {
            return self.rows.first().map(|row| WindowPlace::Before(ListPlace::of(row)));
        }
        None
    }

    /// Returns the window by which the list is read anew, from the first row on that is shown.
    pub(super) fn anew(&self) -> WindowPlace {
        match self.rows.get(self.top) {
            Some(first) if self.has_before || self.top > 0 => {
                let ListPlace { at, id } = ListPlace::of(first);
                WindowPlace::Behind(ListPlace { at, id: OperationId(id.0.saturating_add(1)) })
            }
            _ => WindowPlace::Newest,
        }
    }

    /// Takes in a window that replaces what was read, or continues it.
    pub(super) fn take(&mut self, place: WindowPlace, window: ListWindow, is_anew: bool) {
        if self.awaited != Some(place) {
            // Something else was wanted since, or it would be put in twice.
            return;
        }
        self.awaited = None;
        self.is_read = true;
        let ListWindow { operations, has_more, newest } = window;
        if is_anew || place == WindowPlace::Newest {
            (self.newest, self.new) = (Some(newest), 0);
        }
        match place {
            WindowPlace::Newest => self.replace(operations, (false, has_more)),
            WindowPlace::Oldest => self.replace(operations, (has_more, false)),
            WindowPlace::Behind(_) if is_anew => {
                // It begins with the first row that was shown.
                (self.top, self.at) = (0, self.at.saturating_sub(self.top));
                self.replace(operations, (true, has_more));
            }
            WindowPlace::Behind(_) => {
                self.rows.extend(operations);
                self.has_behind = has_more;
            }
            WindowPlace::Before(_) => {
                let added = operations.len();
                self.rows.splice(0..0, operations);
                (self.top, self.at) = (self.top + added, self.at + added);
                self.has_before = has_more;
            }
        }
        let is_end = matches!(place, WindowPlace::Newest | WindowPlace::Oldest);
        match self.then.take_if(|landing| is_end != matches!(landing, Landing::By(_))) {
            Some(Landing::First) => self.select(0),
            Some(Landing::Last) => self.select(usize::MAX),
            Some(Landing::By(rows)) => {
                let at = self.selected_index().unwrap_or(self.at);
                self.select(at.saturating_add_signed(rows));
            }
            None if self.selected_index().is_none() => self.select(self.at),
            None => self.show_selected(),
        }
        self.forget_far_rows();
    }

    /// Gives up a window that could not be read.
    pub(super) fn give_up_window(&mut self) {
        self.awaited = None;
        self.then = None;
    }

    fn replace(&mut self, operations: Vec<Operation>, (before, behind): (bool, bool)) {
        self.rows = operations;
        self.stale.clear();
        (self.has_before, self.has_behind) = (before, behind);
    }

    /// Keeps the rows near those that are shown.
    fn forget_far_rows(&mut self) {
        let most = self.height.max(10) * SCREENS_KEPT;
        if self.rows.len() <= most {
            return;
        }
        let first = self.top.saturating_sub(most / 2).min(self.rows.len() - most);
        self.has_behind |= first + most < self.rows.len();
        self.has_before |= first > 0;
        self.rows.truncate(first + most);
        self.rows.drain(..first);
        (self.top, self.at) = (self.top - first, self.at.saturating_sub(first));
    }

    /// Begins a list of other operations.
    pub(super) fn start_anew(&mut self) {
        self.awaited = Some(WindowPlace::Newest);
        self.then = None;
        // What is there belongs to another list.
        (self.has_before, self.has_behind) = (false, false);
        (self.top, self.at) = (0, 0);
        self.counts = None;
        self.new = 0;
        self.are_all_marked = false;
    }

    /// Puts operations as they are now in the places of what was read; those that are shown and do not match stay, dimmed.
    pub(super) fn renew(&mut self, operations: Vec<Operation>, matching: &HashSet<OperationId>) {
        for operation in operations {
            let id = operation.id;
            if let Some(row) = self.rows.iter_mut().find(|row| row.id == id) {
                *row = operation;
                if matching.contains(&id) {
                    self.stale.remove(&id);
                } else {
                    self.stale.insert(id);
                }
            }
        }
    }

    /// Marks an operation, or takes its mark away.
    pub(super) fn toggle_mark(&mut self, id: OperationId) {
        self.are_all_marked = false;
        if !self.marked.remove(&id) {
            self.marked.insert(id);
        }
    }
}
