//! A page for tests: some operations of the demo's channels, and keys pressed by their names.

use std::cell::OnceCell;
use std::sync::Arc;

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::message::{Inspected, Message, PageAnswer, PageTask, ReadTask, WriteTask};
use super::model::{PageFilter, PageModel, PageSetup};
use super::theme::Theme;
use super::update::{begin_list, update};
use super::vocabulary::Vocabulary;
use crate::clock::Clock;
use crate::config::Config;
use crate::demo;
use crate::engine::{Attribute, Inspection, ListWindow, OpenedOperation, WindowPlace, check_draft};
use crate::filter::KnownValues;
use crate::i18n::Texts;
use crate::language::Language;
use crate::model::{
    Action, ChannelKey, Counter, CustomerId, Layout, Operation, OperationId, RecordKind, State, Timestamp, encode_row,
};
use crate::model::{ENVELOPE, Value};
use crate::store::{Detail, HistoryEntry, SavedFilter};
use crate::trail::{Author, Event};

thread_local! {
    static CONFIG: OnceCell<Arc<Config>> = const { OnceCell::new() };
}

/// The configuration of the demo.
pub(super) fn config() -> Arc<Config> {
    CONFIG.with(|config| {
        Arc::clone(config.get_or_init(|| {
            let folder = tempfile::tempdir().unwrap();
            Arc::new(Config::load(&demo::make(&folder.path().join("demo")).unwrap()).unwrap())
        }))
    })
}

/// The present of all pages.
pub(super) const NOW: Timestamp = Timestamp(1_795_000_000_000_000);

/// An address whose country is wrong, unless it is another state than failed.
pub(super) fn operation(id: i64, state: State) -> Operation {
    let detail = detail(id, state, "Germany");
    detail.operation
}

fn detail(id: i64, state: State, country: &str) -> Detail {
    let kind = RecordKind::Address;
    let columns: Vec<String> = ENVELOPE
        .iter()
        .map(|column| (*column).to_owned())
        .chain(kind.fields().iter().map(|field| field.column.to_owned()))
        .collect();
    let layout = Arc::new(Layout::new(kind, columns));
    let value = |column: &String| match column.as_str() {
        "REPLICATIONCOUNTERFROMORIGIN" => Value::Integer(id),
        "CUSTACCOUNTASYNC" => Value::Text("27f293f2-a2e8-46e0-b878-4ccf9ddac466".into()),
        "DATAAREAID" => Value::Text("USRT".into()),
        "OPERATION" => Value::Integer(1),
        "CREATEDDATETIME" => Value::Text("2026-11-16 13:08:19".into()),
        "ADDRESSID" => Value::Text("4393262e-b5ba-44ff-b131-580551134e11".into()),
        "STREET" => Value::Text("Lindenhöfe\u{1b}[31m".into()),
        "STREETNUMBER" => Value::Text("17".into()),
        "CITY" => Value::Text("Hamburg".into()),
        "COUNTRY" => Value::Text(country.to_owned().into()),
        "ZIP" => Value::Text("20095".into()),
        _ => Value::Null,
    };
    let row = encode_row(&layout.columns().iter().map(value).collect::<Vec<_>>());
    let operation = Operation {
        id: OperationId(id),
        channel: "AW online store".into(),
        company: "USRT".into(),
        customer_account: Some("C-000002".to_owned()),
        async_account: "27f293f2-a2e8-46e0-b878-4ccf9ddac466".to_owned(),
        kind,
        action: Some(Action::Create),
        timestamp: Some(Timestamp(1_794_000_000_000_000 + id * 1_000_000)),
        counts_at: Timestamp(0),
        state,
        problems: Vec::new(),
        notes: Vec::new(),
        attempts: 1,
        effect: None,
        changed: Vec::new(),
        counter: Counter(id),
        received: Timestamp(0),
        edited: false,
        run: None,
        values: Vec::new(),
    };
    let (channel, customer) = (ChannelKey(1), Some(CustomerId(1)));
    let (received, key) = (row.clone(), String::new());
    let mut detail = Detail { operation, channel, customer, key, layout, received, row };
    if state == State::Failed {
        detail.operation.problems = check_draft(&detail, "USRT", &config(), &[]).unwrap();
    }
    detail
}

/// An operation in detail, with its country and the last entry about it.
pub(super) fn inspected(id: i64, state: State, country: &str, last_entry: i64) -> Inspected {
    let detail = detail(id, state, country);
    let values = crate::editor::text::values(&detail).unwrap();
    let is_field = |name: &str| RecordKind::Address.position(name).is_some();
    let attribute =
        |(name, new): (String, String)| Attribute { name, old: None, original: new.clone(), new, edited: false };
    let attributes = values.into_iter().filter(|(name, _)| is_field(name)).map(attribute).collect();
    let waits_for = if state == State::Waiting { vec![OperationId(50)] } else { Vec::new() };
    let inspection = Inspection { attributes, waits_for, blocking: Vec::new(), mending: Vec::new() };
    let entry = |number: i64, event, actor: &str| HistoryEntry {
        id: number,
        operation: OperationId(id),
        at: NOW,
        author: Author { actor: actor.to_owned(), ..Author::default() },
        event,
        state,
        changes: Vec::new(),
        problems: Vec::new(),
        hash: String::new(),
    };
    let mut history = vec![entry(1, Event::Received, "cron@hq1")];
    if last_entry > 1 {
        history.push(entry(last_entry, Event::Edited, "anna@hq2"));
    }
    let opened = OpenedOperation { detail, inspection, last_entry: Some(last_entry) };
    Inspected { opened, company: "USRT".to_owned(), history }
}

/// A page of that size, with these operations in its list and the first of them open.
pub(super) fn page(size: (u16, u16), language: Language, operations: &[(i64, State)]) -> PageModel {
    let setup = PageSetup {
        texts: Texts::new(language),
        config: Some(config()),
        store: "headquarters.db".to_owned(),
        is_read_only: false,
        theme: Theme { has_colours: true, is_unicode: true },
        clock: Clock::fixed(NOW),
    };
    let saved = SavedFilter {
        name: "houston".to_owned(),
        expression: "channel = Houston".to_owned(),
        actor: "anna@hq2".to_owned(),
        saved: NOW,
    };
    let channels = vec!["Houston".to_owned(), "AW online store".to_owned()];
    let known = KnownValues { channels, ..KnownValues::default() };
    let vocabulary = Vocabulary { known, saved: vec![saved], ..Vocabulary::default() };
    let filter = PageFilter {
        expression: "status = failed".to_owned(),
        filter: vocabulary.parse("status = failed", NOW).unwrap(),
    };
    let mut model = PageModel::new(setup, filter, vocabulary, size);
    model.entry = 1;
    let tasks = begin_list(&mut model);
    assert_eq!(tasks.len(), 2, "the list and its count are asked for");
    let operations: Vec<_> = operations.iter().map(|(id, state)| operation(*id, *state)).collect();
    let first = operations.first().map(|operation| (operation.id.0, operation.state));
    let window = ListWindow { operations, has_more: false, newest: OperationId(60) };
    let generation = model.generation;
    update(&mut model, Message::Answer(PageAnswer::Listed { generation, place: WindowPlace::Newest, window }));
    update(&mut model, Message::Answer(PageAnswer::Counted { generation, matching: 17, all: 114 }));
    if let Some((id, state)) = first {
        open(&mut model, inspected(id, state, "Germany", 1));
    }
    model
}

/// The page that most tests begin with.
pub(super) fn failed_page(size: (u16, u16), language: Language) -> PageModel {
    page(size, language, &[(55, State::Failed), (54, State::Waiting), (53, State::Failed), (52, State::Completed)])
}

/// Answers that an operation is like this.
pub(super) fn open(model: &mut PageModel, inspected: Inspected) -> Vec<PageTask> {
    update(model, Message::Answer(PageAnswer::Inspected(Box::new(inspected))))
}

/// Presses keys by their names, such as `Down Enter Ctrl-u D E Tab`; returns what the page asks for after the last of them.
pub(super) fn press(model: &mut PageModel, keys: &str) -> Vec<PageTask> {
    let mut tasks = Vec::new();
    for name in keys.split_whitespace() {
        let (control, name) = name.strip_prefix("Ctrl-").map_or((false, name), |name| (true, name));
        let code = match name {
            "Enter" => KeyCode::Enter,
            "Esc" => KeyCode::Esc,
            "Tab" => KeyCode::Tab,
            "Shift-Tab" => KeyCode::BackTab,
            "Up" => KeyCode::Up,
            "Down" => KeyCode::Down,
            "Home" => KeyCode::Home,
            "End" => KeyCode::End,
            "PgDn" => KeyCode::PageDown,
            "Space" => KeyCode::Char(' '),
            "Backspace" => KeyCode::Backspace,
            "F1" => KeyCode::F(1),
            "F5" => KeyCode::F(5),
            c => KeyCode::Char(c.chars().next().unwrap()),
        };
        let modifiers = if control { KeyModifiers::CONTROL } else { KeyModifiers::NONE };
        tasks = update(model, Message::Key(KeyEvent::new(code, modifiers)));
    }
    tasks
}

/// Types a text.
pub(super) fn type_text(model: &mut PageModel, text: &str) -> Vec<PageTask> {
    update(model, Message::Paste(text.to_owned()))
}

/// Says tasks in a word or two each.
pub(super) fn said(tasks: &[PageTask]) -> String {
    let said = tasks.iter().map(|task| match task {
        PageTask::Read(ReadTask::List { place, .. }) => match place {
            WindowPlace::Newest => "list".to_owned(),
            WindowPlace::Oldest => "oldest".to_owned(),
            WindowPlace::Behind(place) => format!("behind {}", place.id),
            WindowPlace::Before(place) => format!("before {}", place.id),
        },
        PageTask::Read(ReadTask::Count { .. }) => "count".to_owned(),
        PageTask::Read(ReadTask::Inspect(id)) => format!("inspect {id}"),
        PageTask::Read(ReadTask::Timeline(id)) => format!("timeline {id}"),
        PageTask::Read(ReadTask::Matching { .. }) => "matching".to_owned(),
        PageTask::Read(ReadTask::Watch(_)) => "watch".to_owned(),
        PageTask::Read(ReadTask::Learn) => "learn".to_owned(),
        PageTask::Read(ReadTask::Reopen) => "reopen".to_owned(),
        PageTask::Write(WriteTask::Do(deed)) => deed.command(),
        PageTask::Write(WriteTask::Rehearse(deed)) => format!("rehearse {}", deed.command()),
        PageTask::Write(WriteTask::RunJobs(jobs)) => format!("run {}", jobs.len()),
        PageTask::Copy(text) => format!("copy {text}"),
        PageTask::Edit { id, .. } => format!("editor {id}"),
        PageTask::KeepText { id, lines, .. } => format!("keep {id}: {}", lines.join(": ")),
        PageTask::Suspend => "suspend".to_owned(),
        PageTask::Redraw => "redraw".to_owned(),
        PageTask::StopRun => "stop".to_owned(),
        PageTask::Quit => "quit".to_owned(),
    });
    said.collect::<Vec<_>>().join("; ")
}
