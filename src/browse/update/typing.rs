//! Keys that are parts of a text.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use tui_input::{Input, InputRequest};

use super::{correcting, filtering};
use crate::browse::message::PageTask;
use crate::browse::model::{Mode, PageModel, is_typed};
use crate::sanitize::is_hazardous;

/// Changes the text by a key.
pub(super) fn key(model: &mut PageModel, event: KeyEvent) -> Vec<PageTask> {
    match request(event) {
        Some(request) => change(model, |input| {
            input.handle(request);
        }),
        None => Vec::new(),
    }
}

/// Puts a line into the text.
pub(super) fn paste(model: &mut PageModel, line: &str) -> Vec<PageTask> {
    change(model, |input| {
        for c in line.chars().filter(|c| !is_hazardous(*c)) {
            input.handle(InputRequest::InsertChar(c));
        }
    })
}

fn change(model: &mut PageModel, change: impl FnOnce(&mut Input)) -> Vec<PageTask> {
    match &mut model.mode {
        Mode::Filtering(line) => {
            change(&mut line.input);
            filtering::typed(model)
        }
        Mode::Editing(edit) => {
            change(&mut edit.input);
            correcting::typed(model);
            Vec::new()
        }
        Mode::Asking(question) => {
            question.input.as_mut().map(change);
            Vec::new()
        }
        Mode::Helping(help) => {
            change(&mut help.input);
            help.selected = 0;
            Vec::new()
        }
        Mode::Browsing | Mode::Comparing(_) | Mode::Choosing(_) | Mode::Reading(_) => Vec::new(),
    }
}

/// Returns what a key does to a line of text, as in a shell.
fn request(event: KeyEvent) -> Option<InputRequest> {
    let has_control = event.modifiers.contains(KeyModifiers::CONTROL);
    Some(match event.code {
        KeyCode::Char(c) if is_typed(event.modifiers) && !is_hazardous(c) => InputRequest::InsertChar(c),
        KeyCode::Char('a') if has_control => InputRequest::GoToStart,
        KeyCode::Char('e') if has_control => InputRequest::GoToEnd,
        KeyCode::Char('u') if has_control => InputRequest::DeleteFromStart,
        KeyCode::Char('k') if has_control => InputRequest::DeleteTillEnd,
        KeyCode::Char('w') if has_control => InputRequest::DeletePrevWord,
        KeyCode::Left if has_control => InputRequest::GoToPrevWord,
        KeyCode::Right if has_control => InputRequest::GoToNextWord,
        KeyCode::Left => InputRequest::GoToPrevChar,
        KeyCode::Right => InputRequest::GoToNextChar,
        KeyCode::Home => InputRequest::GoToStart,
        KeyCode::End => InputRequest::GoToEnd,
        KeyCode::Backspace => InputRequest::DeletePrevChar,
        KeyCode::Delete => InputRequest::DeleteNextChar,
        _ => return None,
    })
}
