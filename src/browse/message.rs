//! What happens to the page, what the page asks of others, and what they answer.

use std::collections::HashSet;

use ratatui::crossterm::event::KeyEvent;

use super::deed::{Deed, DeedReport};
use super::vocabulary::Vocabulary;
use crate::engine::{ListWindow, OpenedOperation, TimelineEntry, WindowPlace};
use crate::filter::Filter;
use crate::model::{Job, Operation, OperationId, Run};
use crate::store::HistoryEntry;

/// Something that happens to the page.
#[derive(Debug)]
pub(super) enum Message {
    Key(KeyEvent),
    Paste(String),
    Resized(u16, u16),
    /// It is time to look for what others have done.
    Tick,
    Answer(PageAnswer),
    /// What the person's editor left of a text; lines that say why there is nothing.
    Edited(Result<String, Vec<String>>),
}

/// What the page asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum PageTask {
    Read(ReadTask),
    Write(WriteTask),
    /// Put a text on the terminal's clipboard.
    Copy(String),
    /// Open the person's editor on a text.
    Edit {
        id: OperationId,
        text: String,
    },
    /// Keep a text of the editor that cannot be used, as the lines say, and say where it is.
    KeepText {
        id: OperationId,
        text: String,
        lines: Vec<String>,
    },
    /// Stop the program until the shell brings it back.
    Suspend,
    /// Draw everything anew.
    Redraw,
    /// Ask the run that is at work to stop after its batch.
    StopRun,
    Quit,
}

/// What the reader does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ReadTask {
    /// Read a window of the list. An answer to an older generation is dropped.
    List { generation: u64, filter: Option<Filter>, place: WindowPlace, size: usize },
    /// Count what matches.
    Count { generation: u64, filter: Option<Filter> },
    /// Read an operation in detail, with its history.
    Inspect(OperationId),
    /// Read the timeline of an operation's customer.
    Timeline(OperationId),
    /// Find the numbers of all operations that match.
    Matching { generation: u64, filter: Option<Filter> },
    /// Look for what others have done.
    Watch(WatchRequest),
    /// Read anew what expressions can name.
    Learn,
    /// Close the store and open it anew, since a run in this process has ended.
    Reopen,
}

/// What is looked at from time to time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct WatchRequest {
    /// The list that is looked at.
    pub(super) generation: u64,
    /// The last entry of the trail that the page knows.
    pub(super) entry: i64,
    /// The operations that are shown.
    pub(super) ids: Vec<OperationId>,
    pub(super) filter: Option<Filter>,
    /// The highest number that there was when the list was read.
    pub(super) newest: Option<OperationId>,
}

/// What the writer does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum WriteTask {
    Do(Deed),
    /// Do it in a rehearsal, of which nothing is kept.
    Rehearse(Deed),
    RunJobs(Vec<Job>),
}

/// What reader and writer answer.
#[derive(Debug)]
pub(super) enum PageAnswer {
    Listed {
        generation: u64,
        place: WindowPlace,
        window: ListWindow,
    },
    /// How many match, and how many there are.
    Counted {
        generation: u64,
        matching: u64,
        all: u64,
    },
    Inspected(Box<Inspected>),
    /// The operation is not there.
    Gone(OperationId),
    Timeline {
        id: OperationId,
        entries: Vec<TimelineEntry>,
    },
    Matching {
        generation: u64,
        ids: Vec<OperationId>,
    },
    Watched(WatchedOperations),
    Learned(Box<Vocabulary>),
    Done {
        deed: Deed,
        report: Box<DeedReport>,
    },
    Rehearsed {
        deed: Deed,
        report: Result<Box<DeedReport>, Vec<String>>,
    },
    /// Somebody else has changed the operation of an edit.
    Conflict {
        deed: Deed,
        theirs: Box<Inspected>,
    },
    /// What a run is at.
    Progress {
        job: Option<Job>,
        channel: Option<String>,
        done: u64,
        total: u64,
    },
    RunEnded(Result<Box<Run>, Vec<String>>),
    /// A deed failed.
    Refused {
        deed: Deed,
        lines: Vec<String>,
    },
    /// Something could not be read: a window of the list, if there is a generation.
    Failed {
        generation: Option<u64>,
        lines: Vec<String>,
    },
}

/// An operation in detail.
#[derive(Debug)]
pub(super) struct Inspected {
    pub(super) opened: OpenedOperation,
    /// The code of its channel's company.
    pub(super) company: String,
    pub(super) history: Vec<HistoryEntry>,
}

impl Inspected {
    pub(super) fn id(&self) -> OperationId {
        self.opened.detail.operation.id
    }
}

/// What others have done.
#[derive(Debug, Default)]
pub(super) struct WatchedOperations {
    pub(super) generation: u64,
    pub(super) entry: i64,
    /// The operations that are shown, as they are now.
    pub(super) operations: Vec<Operation>,
    /// Those of them that still match.
    pub(super) matching: HashSet<OperationId>,
    /// How many match that have higher numbers than this.
    pub(super) new: u64,
    pub(super) newest: Option<OperationId>,
    /// The number of the last run that has ended.
    pub(super) run: Option<i64>,
}
