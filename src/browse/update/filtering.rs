//! The filter: typing it, completing it, recalling earlier ones, choosing a saved one, and the list that follows it.

use tui_input::Input;

use super::moving::window;
use crate::browse::complete::Completion;
use crate::browse::message::{PageTask, ReadTask};
use crate::browse::model::{FilterLine, Mode, PageFilter, PageModel, SavedChoice};
use crate::engine::WindowPlace;

/// How many expressions are remembered.
const MOST_REMEMBERED: usize = 100;

/// Begins to type a filter.
pub(super) fn begin(model: &mut PageModel) -> Vec<PageTask> {
    let before = model.filter.clone();
    let input = Input::new(before.expression.clone());
    model.mode = Mode::Filtering(FilterLine { input, before, mistake: None, completion: None, recalled: None });
    Vec::new()
}

/// Takes in what is typed: the list follows as long as it can be read, and keeps the last good answer otherwise.
pub(super) fn typed(model: &mut PageModel) -> Vec<PageTask> {
    if let Mode::Filtering(line) = &mut model.mode {
        line.completion = None;
        line.recalled = None;
    }
    follow(model)
}

fn follow(model: &mut PageModel) -> Vec<PageTask> {
    let now = model.setup.clock.now();
    let Mode::Filtering(line) = &mut model.mode else { return Vec::new() };
    let text = line.input.value().to_owned();
    match model.vocabulary.parse(&text, now) {
        Ok(filter) => {
            line.mistake = None;
            set(model, PageFilter { expression: text, filter })
        }
        Err(mistake) => {
            line.mistake = Some(mistake);
            Vec::new()
        }
    }
}

/// Puts another filter in force.
fn set(model: &mut PageModel, filter: PageFilter) -> Vec<PageTask> {
    if model.filter.filter == filter.filter && model.list.is_read {
        model.filter = filter;
        return Vec::new();
    }
    model.filter = filter;
    begin_list(model)
}

/// Asks for the list from its beginning.
pub(crate) fn begin_list(model: &mut PageModel) -> Vec<PageTask> {
    model.list.start_anew();
    model.list.marked.clear();
    ask(model, WindowPlace::Newest)
}

/// Asks for the list about where it is, with what is new.
pub(super) fn read_anew(model: &mut PageModel) -> Vec<PageTask> {
    model.list.new = 0;
    let place = model.list.anew();
    ask(model, place)
}

fn ask(model: &mut PageModel, place: WindowPlace) -> Vec<PageTask> {
    model.generation += 1;
    model.is_read_anew = true;
    let list = window(model, place);
    let (generation, filter) = (model.generation, model.filter.filter.clone());
    vec![list, PageTask::Read(ReadTask::Count { generation, filter })]
}

/// Leaves the filter as it is typed; a text that is no expression is looked for everywhere.
pub(super) fn apply(model: &mut PageModel) -> Vec<PageTask> {
    let now = model.setup.clock.now();
    let Mode::Filtering(line) = &mut model.mode else { return Vec::new() };
    let text = line.input.value().trim().to_owned();
    let mut tasks = Vec::new();
    if line.mistake.is_some() {
        let Some(bare) = model.vocabulary.bare(&text, now) else { return Vec::new() };
        let Ok(filter) = model.vocabulary.parse(&bare, now) else { return Vec::new() };
        tasks = set(model, PageFilter { expression: bare, filter });
    } else if let Ok(expression) = model.vocabulary.resolved(&text) {
        // What is saved under a name can be seen, and changed.
        model.filter.expression = expression.to_owned();
    }
    remember(model);
    model.mode = Mode::Browsing;
    tasks
}

fn remember(model: &mut PageModel) {
    let expression = model.filter.expression.clone();
    if expression.is_empty() {
        return;
    }
    model.history.retain(|known| *known != expression);
    model.history.push(expression);
    let surplus = model.history.len().saturating_sub(MOST_REMEMBERED);
    model.history.drain(..surplus);
}

/// Puts the filter in force again that was there before.
pub(super) fn give_up(model: &mut PageModel, line: FilterLine) -> Vec<PageTask> {
    set(model, line.before)
}

/// Completes the last word.
pub(super) fn complete(model: &mut PageModel, is_forwards: bool) -> Vec<PageTask> {
    let Mode::Filtering(line) = &mut model.mode else { return Vec::new() };
    let known = line.completion.take();
    let Some(mut completion) = known.or_else(|| Completion::of(line.input.value(), &model.vocabulary)) else {
        return Vec::new();
    };
    let mut text = completion.next(is_forwards);
    let is_only = completion.words.len() == 1;
    if is_only && !text.ends_with(['(', ' ']) && !text.starts_with('@') {
        text.push(' ');
    }
    line.input = Input::new(text);
    line.completion = Some(completion).filter(|_| !is_only);
    line.recalled = None;
    follow(model)
}

/// Shows an earlier expression, or a later one again.
pub(super) fn recall(model: &mut PageModel, is_older: bool) -> Vec<PageTask> {
    let count = model.history.len();
    let Mode::Filtering(line) = &mut model.mode else { return Vec::new() };
    let at = match line.recalled {
        None if is_older => count.checked_sub(1),
        Some(at) if is_older => Some(at.saturating_sub(1)),
        Some(at) => Some(at + 1).filter(|at| *at < count),
        None => None,
    };
    let text = at.and_then(|at| model.history.get(at)).unwrap_or(&line.before.expression);
    line.input = Input::new(text.clone());
    line.recalled = at;
    line.completion = None;
    follow(model)
}

/// Shows the saved filters.
pub(super) fn choose(model: &mut PageModel) -> Vec<PageTask> {
    model.mode = Mode::Choosing(SavedChoice { selected: 0 });
    Vec::new()
}

/// Puts the chosen filter in force.
pub(super) fn chosen(model: &mut PageModel) -> Vec<PageTask> {
    let Mode::Choosing(choice) = &model.mode else { return Vec::new() };
    let chosen = model.vocabulary.saved.get(choice.selected).map(|saved| saved.expression.clone());
    model.mode = Mode::Browsing;
    let Some(expression) = chosen else { return Vec::new() };
    match model.vocabulary.parse(&expression, model.setup.clock.now()) {
        Ok(filter) => {
            let tasks = set(model, PageFilter { expression, filter });
            remember(model);
            tasks
        }
        Err(mistake) => {
            // Perhaps a channel is gone that it names.
            let line = model.texts().say(&mistake.message);
            model.explain(&[line]);
            Vec::new()
        }
    }
}
