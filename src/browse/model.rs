//! What the page knows: everything that is drawn, and nothing of how.

use std::collections::VecDeque;
use std::sync::Arc;

use ratatui::crossterm::event::KeyEvent;
use ratatui::crossterm::event::KeyModifiers;
use tui_input::Input;

use super::action::{Action, Keyboard};
use super::areas::{Areas, areas};
use super::complete::Completion;
use super::deed::{Deed, DeedKind};
use super::list_state::ListState;
use super::message::Inspected;
use super::open_page::{Drafts, OpenPage};
use super::theme::{Role, Theme};
use super::vocabulary::Vocabulary;
use crate::clock::Clock;
use crate::config::Config;
use crate::engine::Correction;
use crate::filter::{Filter, Mistake};
use crate::i18n::Texts;
use crate::model::{Job, Operation, OperationId, Problem, State, Timestamp};
use crate::sanitize::visible;
use crate::terminal::wrap;

/// What does not change while the page is open.
pub(super) struct PageSetup {
    pub(super) texts: Texts,
    pub(super) config: Option<Arc<Config>>,
    /// The store, as the head names it.
    pub(super) store: String,
    /// Whether the user may not write the store.
    pub(super) is_read_only: bool,
    pub(super) theme: Theme,
    pub(super) clock: Clock,
}

/// Where the selection is while nothing is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pane {
    List,
    Fields,
}

/// What the page is at.
#[derive(Debug)]
pub(super) enum Mode {
    Browsing,
    Filtering(FilterLine),
    Editing(FieldEdit),
    Asking(PageQuestion),
    Comparing(Conflict),
    Helping(HelpPage),
    Choosing(SavedChoice),
    Reading(TextPage),
}

/// The filter while it is typed.
#[derive(Debug)]
pub(super) struct FilterLine {
    pub(super) input: Input,
    /// What was in force before.
    pub(super) before: PageFilter,
    pub(super) mistake: Option<Mistake>,
    pub(super) completion: Option<Completion>,
    /// Which of the earlier expressions is shown.
    pub(super) recalled: Option<usize>,
}

/// A value while it is typed.
#[derive(Debug)]
pub(super) struct FieldEdit {
    /// The operation that it is a value of.
    pub(super) id: OperationId,
    pub(super) field: String,
    pub(super) input: Input,
    /// What is wrong with the operation as it would be.
    pub(super) problems: Vec<Problem>,
}

/// A question.
#[derive(Debug)]
pub(super) struct PageQuestion {
    pub(super) kind: QuestionKind,
    /// The text that is asked for.
    pub(super) input: Option<Input>,
    /// What came of a rehearsal; `None` while it is at work, or if there is none.
    pub(super) outcome: Option<Vec<String>>,
}

/// The columns of the longest sentence of the help.
pub(super) const LONGEST_HELP: usize = 78;

/// What is asked.
#[derive(Debug)]
pub(super) enum QuestionKind {
    /// Whether to do it.
    Do(Deed),
    /// Whether to drop drafts, and what is done then.
    Leave(Action),
    /// Which jobs to run: one of [`JOB_CHOICES`].
    Jobs(usize),
    /// Whether to stop the run that is at work, and end.
    StopAndQuit,
}

/// The jobs that can be run from the page.
pub(super) const JOB_CHOICES: [&[Job]; 4] = [&Job::ALL, &[Job::P], &[Job::Sync], &[Job::Download]];

/// What another person and the user have made of one operation.
#[derive(Debug)]
pub(super) struct Conflict {
    pub(super) deed: Deed,
    pub(super) theirs: Box<Inspected>,
    pub(super) fields: Vec<ConflictField>,
    pub(super) selected: usize,
}

/// A field that both have changed, or one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ConflictField {
    pub(super) name: String,
    pub(super) before: String,
    pub(super) theirs: String,
    pub(super) yours: String,
    pub(super) takes_yours: bool,
}

/// The help, which lists what is possible and does it.
#[derive(Debug, Default)]
pub(super) struct HelpPage {
    pub(super) input: Input,
    pub(super) selected: usize,
    /// Where it was opened.
    pub(super) pane: Option<Keyboard>,
}

/// The saved filters, to choose one.
#[derive(Debug)]
pub(super) struct SavedChoice {
    pub(super) selected: usize,
}

/// A text that is longer than the page.
#[derive(Debug)]
pub(super) struct TextPage {
    pub(super) title: String,
    pub(super) lines: Vec<(String, Role)>,
    /// The first line that is shown, of those that the page's width breaks the text into.
    pub(super) top: usize,
}

/// A line of a text, or a part of one that is broken.
#[derive(Debug)]
pub(super) struct BrokenLine {
    /// So many columns more than the text are left free.
    pub(super) indent: u16,
    pub(super) text: String,
    pub(super) role: Role,
}

impl TextPage {
    /// Returns the lines on a page of that width.
    pub(super) fn broken(&self, width: u16) -> Vec<BrokenLine> {
        let room = usize::from(width.saturating_sub(2)).max(1);
        let mut lines = Vec::with_capacity(self.lines.len());
        for (text, role) in &self.lines {
            let hanging = text.len() - text.trim_start().len() + 2;
            let parts = wrap::hanging_lines(&visible(text), room, room.saturating_sub(hanging).max(1));
            lines.extend(parts.into_iter().enumerate().map(|(at, text)| {
                let indent = if at == 0 { 0 } else { u16::try_from(hanging).unwrap_or(u16::MAX) };
                BrokenLine { indent, text, role: *role }
            }));
        }
        lines
    }
}

/// Something that has come while a text was typed or a question asked, and that is shown afterwards.
#[derive(Debug)]
pub(super) enum ParkedAnswer {
    /// Others have changed the operation of an edit.
    Conflict {
        deed: Deed,
        theirs: Box<Inspected>,
    },
    /// What happened to the customer of an operation.
    Timeline {
        id: OperationId,
        page: TextPage,
    },
    /// What went wrong.
    Failure(TextPage),
    Notice(Notice),
}

/// An expression with what it means.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct PageFilter {
    pub(super) expression: String,
    pub(super) filter: Option<Filter>,
}

/// A message, until the next key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Notice {
    pub(super) text: String,
    pub(super) role: Role,
}

/// A run that this page has begun.
#[derive(Debug, Default)]
pub(super) struct RunAtWork {
    pub(super) job: Option<Job>,
    pub(super) channel: Option<String>,
    pub(super) done: u64,
    pub(super) total: u64,
    pub(super) is_stopping: bool,
}

/// Everything that the page shows.
pub(super) struct PageModel {
    pub(super) setup: PageSetup,
    pub(super) size: (u16, u16),
    pub(super) mode: Mode,
    pub(super) pane: Pane,
    pub(super) filter: PageFilter,
    /// Expressions that were applied, the newest last.
    pub(super) history: Vec<String>,
    pub(super) vocabulary: Vocabulary,
    pub(super) list: ListState,
    pub(super) open: Option<OpenPage>,
    /// The operation whose details are shown in place of the selected one's.
    pub(super) visited: Option<OperationId>,
    /// The operations from which one went on, the last one last.
    pub(super) way: Vec<OperationId>,
    pub(super) drafts: Option<Drafts>,
    /// What was saved, with the values before: undoing it drafts them again.
    pub(super) saved: Vec<(OperationId, Vec<(String, String)>)>,
    pub(super) shows_empty: bool,
    pub(super) notice: Option<Notice>,
    /// The deed that is being done.
    pub(super) busy: Option<Deed>,
    pub(super) run: Option<RunAtWork>,
    /// The last entry of the trail that is shown.
    pub(super) entry: i64,
    /// When the store was last read.
    pub(super) read_at: Option<Timestamp>,
    /// The number of the newest question to the list.
    pub(super) generation: u64,
    /// The window that was asked for replaces what was read before, wherever it lies.
    pub(super) is_read_anew: bool,
    /// What was left in the editor the last time, if it could not be read.
    pub(super) unread_text: Option<String>,
    pub(super) is_ending: bool,
    /// Keys that were pressed before the details were there that they are for.
    pub(super) held: Vec<KeyEvent>,
    pub(super) parked: VecDeque<ParkedAnswer>,
}

impl PageModel {
    /// Returns a page that shows nothing yet.
    pub(super) fn new(setup: PageSetup, filter: PageFilter, vocabulary: Vocabulary, size: (u16, u16)) -> Self {
        let mut model = Self {
            setup,
            size,
            mode: Mode::Browsing,
            pane: Pane::List,
            filter,
            history: Vec::new(),
            vocabulary,
            list: ListState::default(),
            open: None,
            visited: None,
            way: Vec::new(),
            drafts: None,
            saved: Vec::new(),
            shows_empty: false,
            notice: None,
            busy: None,
            run: None,
            entry: 0,
            read_at: None,
            generation: 0,
            is_read_anew: true,
            unread_text: None,
            is_ending: false,
            held: Vec::new(),
            parked: VecDeque::new(),
        };
        model.fit();
        model
    }

    pub(super) fn texts(&self) -> &Texts {
        &self.setup.texts
    }

    pub(super) fn config(&self) -> Option<&Config> {
        self.setup.config.as_deref()
    }

    /// Returns the parts of the page; `None` if the terminal is too small.
    pub(super) fn areas(&self) -> Option<Areas> {
        let filter_lines = match &self.mode {
            Mode::Filtering(line) if line.mistake.is_some() => 2,
            _ => 1,
        };
        areas(self.size, filter_lines, self.message_lines())
    }

    fn message_lines(&self) -> u16 {
        let width = usize::from(self.size.0.saturating_sub(2)).max(1);
        let lines = |text: &str| wrap::lines(text, width).len();
        // The sentences of the help have two lines where they have no room in one.
        let least = if matches!(self.mode, Mode::Helping(_)) && width < LONGEST_HELP { 2 } else { 1 };
        let lines = self.message().map_or(least, |notice| lines(&notice.text));
        u16::try_from(lines).unwrap_or(u16::MAX).clamp(1, 4)
    }

    /// Gives the list the height that it has on the page.
    pub(super) fn fit(&mut self) {
        let height = self.areas().map_or(0, |areas| areas.list.height.saturating_sub(1));
        self.list.resize(usize::from(height));
    }

    /// Returns which keys are heard.
    pub(super) fn keyboard(&self) -> Keyboard {
        match &self.mode {
            Mode::Browsing if self.pane == Pane::List => Keyboard::List,
            Mode::Browsing => Keyboard::Fields,
            Mode::Filtering(_) => Keyboard::Filtering,
            Mode::Editing(_) => Keyboard::Editing,
            Mode::Asking(question) if question.input.is_some() => Keyboard::Typing,
            Mode::Asking(_) => Keyboard::Asking,
            Mode::Comparing(_) => Keyboard::Comparing,
            Mode::Helping(_) => Keyboard::Helping,
            Mode::Choosing(_) => Keyboard::Choosing,
            Mode::Reading(_) => Keyboard::Reading,
        }
    }

    /// Returns the operation whose details are to be shown.
    pub(super) fn shown_id(&self) -> Option<OperationId> {
        self.visited.or(self.list.selected)
    }

    /// Returns the operation whose details are shown, as it was read last.
    pub(super) fn shown_operation(&self) -> Option<&Operation> {
        let open = self.open.as_ref().filter(|open| Some(open.id()) == self.shown_id());
        match open {
            Some(open) => Some(&open.inspected.opened.detail.operation),
            None if self.visited.is_none() => self.list.selected_row(),
            None => None,
        }
    }

    /// Whether the details have not come yet that the keys are for.
    pub(super) fn awaits_details(&self) -> bool {
        self.keyboard() == Keyboard::Fields && self.shown_id().is_some() && !self.has_details()
    }

    /// Whether the details that are shown are those of the selected operation, as it is now.
    fn has_details(&self) -> bool {
        self.open.as_ref().is_some_and(|open| Some(open.id()) == self.shown_id() && !open.is_outdated)
    }

    /// Returns the state of the operation that is shown.
    fn shown_state(&self) -> Option<State> {
        self.shown_operation().map(|operation| operation.state)
    }

    /// Returns the operations that a deed is for: the marked ones, or the one that is shown.
    pub(super) fn targets(&self) -> Vec<OperationId> {
        if self.list.marked.is_empty() {
            return self.shown_id().into_iter().collect();
        }
        let mut ids: Vec<_> = self.list.marked.iter().copied().collect();
        ids.sort_unstable();
        ids
    }

    /// Returns a deed on the operations that are marked, or on the one that is shown.
    pub(super) fn deed(&self, kind: DeedKind) -> Deed {
        let is_expressed = self.list.are_all_marked && !self.filter.expression.is_empty();
        let expression = is_expressed.then(|| self.filter.expression.clone());
        Deed { ids: self.targets(), kind, expression }
    }

    /// Whether several operations are meant.
    pub(super) fn is_about_many(&self) -> bool {
        !self.list.marked.is_empty()
    }

    /// Returns the number of changes that are not saved.
    pub(super) fn draft_count(&self) -> usize {
        self.drafts.as_ref().map_or(0, |drafts| drafts.assignments().len())
    }

    /// Whether the operation that is shown can be corrected so.
    fn can_correct(&self, correction: Correction) -> bool {
        let is_possible = self.is_about_many() || self.shown_state().is_some_and(|state| correction.is_possible(state));
        !self.setup.is_read_only && self.busy.is_none() && is_possible
    }

    /// Whether an action is possible now.
    pub(super) fn can(&self, action: Action) -> bool {
        let has_list = !self.list.rows.is_empty();
        let has_shown = self.shown_id().is_some();
        let has_config = self.setup.config.is_some();
        match action {
            Action::Open
            | Action::NextPane
            | Action::CopyValue
            | Action::CopyCommand
            | Action::Trail
            | Action::Timeline
            | Action::EmptyFields => has_shown,
            Action::EditField | Action::OwnEditor => has_config && self.can_correct(Correction::Edit),
            Action::Save | Action::SaveAndSynchronize => match &self.mode {
                Mode::Editing(_) => true,
                _ => self.draft_count() > 0 && self.busy.is_none(),
            },
            Action::Synchronize => has_config && self.can_correct(Correction::Resync),
            Action::Dismiss => self.can_correct(Correction::Dismiss),
            Action::Undo => {
                let is_last =
                    self.has_details() && self.saved.last().is_some_and(|(id, _)| Some(*id) == self.shown_id());
                let is_repeatable = is_last && !self.is_about_many() && self.can_correct(Correction::Edit);
                // What is being saved stays a draft until it is saved.
                self.busy.is_none() && (self.draft_count() > 0 || is_repeatable)
            }
            Action::WaitsFor => self.open.as_ref().is_some_and(|open| {
                Some(open.id()) == self.shown_id() && !open.inspected.opened.inspection.waits_for.is_empty()
            }),
            Action::Back => !self.way.is_empty() || self.visited.is_some(),
            Action::Mark | Action::MarkAll => has_list && !self.setup.is_read_only,
            Action::MarkNone => !self.list.marked.is_empty(),
            Action::SavedFilters => !self.vocabulary.saved.is_empty(),
            Action::RunJobs => {
                let has_channels = self.config().is_some_and(|config| !config.channels.is_empty());
                has_channels && self.run.is_none() && !self.setup.is_read_only
            }
            Action::StopRun => self.run.as_ref().is_some_and(|run| !run.is_stopping),
            Action::TakeProposal => self.proposal().is_some(),
            Action::ConfirmAndSynchronize => {
                matches!(&self.mode, Mode::Asking(PageQuestion { kind: QuestionKind::Do(deed), .. })
                    if matches!(deed.kind, DeedKind::Edit { resync: false, .. }))
            }
            Action::SaveFirst => {
                matches!(&self.mode, Mode::Asking(PageQuestion { kind: QuestionKind::Leave(_), .. }))
            }
            Action::Complete | Action::CompleteBack => self.can_complete(),
            Action::Older => matches!(&self.mode, Mode::Filtering(_)) && !self.history.is_empty(),
            Action::Newer => matches!(&self.mode, Mode::Filtering(line) if line.recalled.is_some()),
            Action::Up | Action::Down => match &self.mode {
                Mode::Asking(question) => matches!(question.kind, QuestionKind::Jobs(_)),
                _ => true,
            },
            _ => true,
        }
    }

    fn can_complete(&self) -> bool {
        let Mode::Filtering(line) = &self.mode else { return false };
        line.completion.is_some() || Completion::of(line.input.value(), &self.vocabulary).is_some()
    }

    /// Returns the value that is proposed for the field that is being edited.
    pub(super) fn proposal(&self) -> Option<&str> {
        let Mode::Editing(edit) = &self.mode else { return None };
        let problem = OpenPage::problem_of(&edit.problems, &edit.field)?;
        problem.proposal().filter(|proposal| *proposal != edit.input.value())
    }

    /// Returns what the message line says: what has happened, or what is wrong where the selection is.
    pub(super) fn message(&self) -> Option<Notice> {
        let texts = self.texts();
        let about_problem = |problems: &[Problem], field: &str| {
            let problem = OpenPage::problem_of(problems, field)?;
            let text = format!("{field}: {}", texts.problem(problem));
            Some(Notice { text, role: Role::Failed })
        };
        match &self.mode {
            Mode::Editing(edit) => about_problem(&edit.problems, &edit.field),
            Mode::Filtering(FilterLine { mistake: Some(mistake), .. }) => {
                let hint = mistake.hint.as_ref().and_then(|hint| texts.say_if_any(hint));
                let text: Vec<_> = [Some(texts.say(&mistake.message)), hint].into_iter().flatten().collect();
                Some(Notice { text: text.join(": "), role: Role::Failed })
            }
            Mode::Filtering(FilterLine { completion: Some(completion), .. }) if completion.words.len() > 1 => {
                Some(Notice { text: completion.words.join("  "), role: Role::Quiet })
            }
            _ => self.notice.clone().or_else(|| self.run_message()).or_else(|| {
                let open = self.open.as_ref().filter(|_| self.keyboard() == Keyboard::Fields)?;
                about_problem(&open.problems, &open.field)
            }),
        }
    }

    fn run_message(&self) -> Option<Notice> {
        let run = self.run.as_ref()?;
        let texts = self.texts();
        let place = match (run.job, &run.channel) {
            (Some(job), Some(channel)) => texts.run_channel(job, channel.as_str()),
            (Some(job), None) => texts.job_name(job),
            (None, _) => texts.run_looking(),
        };
        let text = match run.done.saturating_mul(100).checked_div(run.total) {
            _ if run.is_stopping => texts.browse_run_stopping(),
            Some(percent) => texts.running_percent(place, percent.min(100)),
            None => place,
        };
        Some(Notice { text, role: Role::Waiting })
    }

    /// Says something until the next key.
    pub(super) fn say(&mut self, text: impl Into<String>, role: Role) {
        self.notice = Some(Notice { text: text.into(), role });
    }

    /// Shows lines: in the message line if they are short, and on a page of their own otherwise. Both wait until what is at
    /// work on the page has ended.
    pub(super) fn explain(&mut self, lines: &[String]) {
        let text = lines.join(": ");
        if lines.len() < 4 && text.chars().count() < usize::from(self.size.0) * 3 {
            let notice = Notice { text, role: Role::Failed };
            if !matches!(self.mode, Mode::Browsing) {
                self.parked.push_back(ParkedAnswer::Notice(notice.clone()));
            }
            self.notice = Some(notice);
        } else {
            let lines = lines.iter().map(|line| (line.clone(), Role::Plain)).collect();
            let page = TextPage { title: self.texts().browse_failed(), lines, top: 0 };
            self.parked.push_back(ParkedAnswer::Failure(page));
        }
    }
}

/// Whether a key with these modifiers can be a part of a text.
pub(super) fn is_typed(modifiers: KeyModifiers) -> bool {
    !modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT)
}
