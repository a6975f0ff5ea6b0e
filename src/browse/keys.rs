//! The keys: one table that makes what a key does, the key line, the help and the table in the documents.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::action::{Action, Keyboard};
use crate::i18n::Texts;

/// A key, perhaps with Ctrl.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct KeyPress {
    code: KeyCode,
    has_control: bool,
}

/// What some keys do.
#[derive(Debug, Clone, Copy)]
pub(super) struct KeyBinding {
    pub(super) action: Action,
    pub(super) keys: &'static [KeyPress],
    pub(super) keyboards: &'static [Keyboard],
    /// Whether the key line shows it: what stands further down in the table is left out first.
    pub(super) is_in_line: bool,
    /// What does the same on the command line; empty if nothing does.
    pub(super) command: &'static str,
}

const fn key(c: char) -> KeyPress {
    KeyPress { code: KeyCode::Char(c), has_control: false }
}

const fn ctrl(c: char) -> KeyPress {
    KeyPress { code: KeyCode::Char(c), has_control: true }
}

const fn named(code: KeyCode) -> KeyPress {
    KeyPress { code, has_control: false }
}

const fn ctrl_named(code: KeyCode) -> KeyPress {
    KeyPress { code, has_control: true }
}

const ENTER: KeyPress = named(KeyCode::Enter);
const ESC: KeyPress = named(KeyCode::Esc);
const TAB: KeyPress = named(KeyCode::Tab);
const BACK_TAB: KeyPress = named(KeyCode::BackTab);
const UP: KeyPress = named(KeyCode::Up);
const DOWN: KeyPress = named(KeyCode::Down);
const PAGE_UP: KeyPress = named(KeyCode::PageUp);
const PAGE_DOWN: KeyPress = named(KeyCode::PageDown);
const HOME: KeyPress = named(KeyCode::Home);
const END: KeyPress = named(KeyCode::End);

const BROWSING: &[Keyboard] = &[Keyboard::List, Keyboard::Fields];
const SCROLLING: &[Keyboard] =
    &[Keyboard::List, Keyboard::Fields, Keyboard::Comparing, Keyboard::Choosing, Keyboard::Reading];

const fn shown(
    action: Action,
    keys: &'static [KeyPress],
    keyboards: &'static [Keyboard],
    command: &'static str,
) -> KeyBinding {
    KeyBinding { action, keys, keyboards, is_in_line: true, command }
}

const fn quiet(
    action: Action,
    keys: &'static [KeyPress],
    keyboards: &'static [Keyboard],
    command: &'static str,
) -> KeyBinding {
    KeyBinding { is_in_line: false, ..shown(action, keys, keyboards, command) }
}

/// All keys. Those that the key line shows stand in its order.
pub(super) const BINDINGS: &[KeyBinding] = &[
    // The page.
    shown(Action::StopRun, &[ESC], &[Keyboard::List], ""),
    shown(Action::Open, &[ENTER, named(KeyCode::F(2)), key('e')], &[Keyboard::List], "show"),
    shown(Action::EditField, &[ENTER, named(KeyCode::F(2)), key('e')], &[Keyboard::Fields], "edit"),
    shown(Action::SaveAndSynchronize, &[key('S')], BROWSING, "edit --resync"),
    shown(Action::Save, &[key('s'), ctrl('s')], BROWSING, "edit"),
    shown(Action::Synchronize, &[key('y')], BROWSING, "resync"),
    shown(Action::Undo, &[key('u'), ctrl_named(KeyCode::F(5))], BROWSING, "edit"),
    shown(Action::Dismiss, &[key('d')], BROWSING, "dismiss"),
    shown(Action::WaitsFor, &[key('w')], BROWSING, "show"),
    shown(Action::Back, &[named(KeyCode::Backspace)], BROWSING, ""),
    shown(Action::Close, &[ESC], &[Keyboard::Fields], ""),
    shown(Action::Filter, &[key('/')], BROWSING, "filter"),
    shown(Action::Trail, &[key('t')], BROWSING, "history"),
    shown(Action::Mark, &[key(' ')], &[Keyboard::List], ""),
    shown(Action::Refresh, &[named(KeyCode::F(5)), ctrl('l')], BROWSING, "list"),
    shown(Action::Timeline, &[key('T')], BROWSING, "customer"),
    shown(Action::EmptyFields, &[key('z')], BROWSING, ""),
    shown(Action::Quit, &[key('q'), ctrl('c')], BROWSING, ""),
    quiet(Action::SavedFilters, &[key('f'), ctrl_named(KeyCode::F(3))], BROWSING, "filter --list-saved"),
    quiet(Action::MarkAll, &[key('*')], &[Keyboard::List], "filter"),
    quiet(Action::MarkNone, &[key('\\')], &[Keyboard::List], ""),
    quiet(Action::OwnEditor, &[key('E')], BROWSING, "edit"),
    quiet(Action::CopyValue, &[key('c')], BROWSING, ""),
    quiet(Action::CopyCommand, &[key('C')], BROWSING, ""),
    quiet(Action::RunJobs, &[key('J')], BROWSING, "run-jobs"),
    quiet(Action::NextPane, &[TAB, BACK_TAB], BROWSING, ""),
    quiet(Action::Up, &[UP, key('k')], NO_TEXT, ""),
    quiet(Action::Down, &[DOWN, key('j')], NO_TEXT, ""),
    quiet(Action::PageUp, &[PAGE_UP], SCROLLING, ""),
    quiet(Action::PageDown, &[PAGE_DOWN], SCROLLING, ""),
    quiet(Action::First, &[HOME, key('g')], SCROLLING, ""),
    quiet(Action::Last, &[END, key('G')], SCROLLING, ""),
    quiet(Action::Suspend, &[ctrl('z')], &Keyboard::ALL, ""),
    // The filter.
    shown(Action::Apply, &[ENTER], &[Keyboard::Filtering], "filter"),
    shown(Action::Complete, &[TAB], &[Keyboard::Filtering], ""),
    quiet(Action::CompleteBack, &[BACK_TAB], &[Keyboard::Filtering], ""),
    shown(Action::Older, &[UP], &[Keyboard::Filtering], ""),
    quiet(Action::Newer, &[DOWN], &[Keyboard::Filtering], ""),
    // A value.
    shown(Action::Keep, &[ENTER], &[Keyboard::Editing], ""),
    shown(Action::TakeProposal, &[TAB], &[Keyboard::Editing], "edit --accept"),
    shown(Action::Save, &[ctrl('s')], &[Keyboard::Editing], "edit"),
    // Two persons' values.
    shown(Action::TakeYours, &[ENTER], &[Keyboard::Comparing], ""),
    shown(Action::TakeTheirs, &[key('t')], &[Keyboard::Comparing], ""),
    shown(Action::SaveMarked, &[key('s'), ctrl('s')], &[Keyboard::Comparing], "edit"),
    // Questions and lists.
    shown(Action::Confirm, &[ENTER], &[Keyboard::Asking, Keyboard::Typing], ""),
    shown(Action::ConfirmAndSynchronize, &[key('S')], &[Keyboard::Asking], "edit --resync"),
    shown(Action::SaveFirst, &[key('s')], &[Keyboard::Asking], "edit"),
    shown(Action::Choose, &[ENTER], &[Keyboard::Choosing], ""),
    shown(Action::DoIt, &[ENTER], &[Keyboard::Helping], ""),
    quiet(Action::Up, &[UP], &[Keyboard::Helping], ""),
    quiet(Action::Down, &[DOWN], &[Keyboard::Helping], ""),
    quiet(Action::PageUp, &[PAGE_UP], &[Keyboard::Helping], ""),
    quiet(Action::PageDown, &[PAGE_DOWN], &[Keyboard::Helping], ""),
    shown(
        Action::GiveUp,
        &[ESC, ctrl('c')],
        &[Keyboard::Filtering, Keyboard::Editing, Keyboard::Asking, Keyboard::Typing, Keyboard::Comparing],
        "",
    ),
    shown(Action::Close, &[ESC, key('q'), ctrl('c')], &[Keyboard::Reading, Keyboard::Choosing], ""),
    shown(Action::Close, &[ESC, ctrl('c')], &[Keyboard::Helping], ""),
    quiet(Action::Help, &[key('?'), named(KeyCode::F(1))], NO_TEXT, ""),
    quiet(Action::Help, &[named(KeyCode::F(1))], TEXT, ""),
];

/// Where a text is typed, so that `?` is a part of it.
const TEXT: &[Keyboard] = &[Keyboard::Filtering, Keyboard::Editing, Keyboard::Typing];

const NO_TEXT: &[Keyboard] =
    &[Keyboard::List, Keyboard::Fields, Keyboard::Asking, Keyboard::Comparing, Keyboard::Choosing, Keyboard::Reading];

impl KeyPress {
    fn is(self, event: KeyEvent) -> bool {
        let has_control = event.modifiers.contains(KeyModifiers::CONTROL);
        let is_plain = !event.modifiers.contains(KeyModifiers::ALT);
        // Letters have their case already; Shift-Tab is a key of its own.
        is_plain && self.has_control == has_control && self.code == event.code
    }

    /// Returns the name of the key.
    pub(super) fn name(self, texts: &Texts) -> String {
        match self.code {
            KeyCode::Char(' ') => texts.browse_key_space(),
            KeyCode::Char(c) if self.has_control => format!("Ctrl-{}", c.to_ascii_uppercase()),
            KeyCode::Char(c) => c.to_string(),
            KeyCode::F(number) if self.has_control => format!("Ctrl-F{number}"),
            KeyCode::F(number) => format!("F{number}"),
            KeyCode::BackTab => "Shift-Tab".to_owned(),
            KeyCode::Up => "↑".to_owned(),
            KeyCode::Down => "↓".to_owned(),
            KeyCode::PageUp => "PgUp".to_owned(),
            KeyCode::PageDown => "PgDn".to_owned(),
            KeyCode::Backspace => texts.browse_key_backspace(),
            code => format!("{code:?}"),
        }
    }
}

/// Returns what a key does; `can` tells what is possible now, by which a key may have two meanings.
pub(super) fn action_of(event: KeyEvent, keyboard: Keyboard, can: impl Fn(Action) -> bool) -> Option<Action> {
    let of_key =
        |binding: &&KeyBinding| binding.keyboards.contains(&keyboard) && binding.keys.iter().any(|key| key.is(event));
    let mut bindings = BINDINGS.iter().filter(of_key).map(|binding| binding.action);
    bindings.find(|action| can(*action))
}

/// Returns the keys that are heard now and do something, in the order of the key line.
pub(super) fn possible(keyboard: Keyboard, can: impl Fn(Action) -> bool) -> impl Iterator<Item = &'static KeyBinding> {
    BINDINGS.iter().filter(move |binding| binding.keyboards.contains(&keyboard) && can(binding.action))
}

/// Returns the table of keys for the documents, in Markdown.
#[cfg(test)]
fn documented(texts: &Texts) -> String {
    use std::fmt::Write as _;
    let mut table = "| keys | what they do | command |\n|---|---|---|\n".to_owned();
    let mut seen = Vec::new();
    for binding in BINDINGS {
        let names: Vec<_> = binding.keys.iter().map(|key| format!("`{}`", key.name(texts))).collect();
        let help = texts.format(binding.action.text_id(), Some("help"), &[]);
        let line = (names.join(" "), help);
        if seen.contains(&line) {
            continue;
        }
        let command = if binding.command.is_empty() { String::new() } else { format!("`{}`", binding.command) };
        let _ = writeln!(table, "| {} | {} | {command} |", line.0, line.1);
        seen.push(line);
    }
    table
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use unicode_width::UnicodeWidthStr as _;

    use super::*;
    use crate::browse::model::LONGEST_HELP;
    use crate::language::Language;

    #[test]
    fn no_key_has_two_meanings_at_once() {
        // A key may have two meanings if one of them is possible at a time only.
        let allowed = [(Action::StopRun, Action::Close)];
        for keyboard in Keyboard::ALL {
            let bindings: Vec<_> = BINDINGS.iter().filter(|binding| binding.keyboards.contains(&keyboard)).collect();
            for (at, one) in bindings.iter().enumerate() {
                for other in &bindings[at + 1..] {
                    let both = one.keys.iter().find(|key| other.keys.contains(key));
                    let pair = (one.action, other.action);
                    assert!(both.is_none() || allowed.contains(&pair), "{keyboard:?} {pair:?} {both:?}");
                }
            }
        }
    }

    #[test]
    fn every_action_has_a_key_and_a_text_in_every_language() {
        for action in Action::ALL {
            assert!(BINDINGS.iter().any(|binding| binding.action == *action), "{action:?} has no key");
            for language in Language::ALL {
                let texts = Texts::new(language);
                let label = texts.find(action.text_id(), None, &[]).unwrap_or_default();
                let help = texts.find(action.text_id(), Some("help"), &[]).unwrap_or_default();
                assert!(!label.is_empty() && !help.is_empty(), "{action:?} {language:?}");
                assert!(help.width() <= LONGEST_HELP, "{help}");
            }
        }
    }

    #[test]
    fn no_key_takes_a_letter_away_from_a_text() {
        for binding in BINDINGS {
            let is_text = binding.keyboards.iter().any(|keyboard| keyboard.takes_text());
            for key in binding.keys.iter().filter(|_| is_text) {
                let is_letter = matches!(key.code, KeyCode::Char(_)) && !key.has_control;
                assert!(!is_letter, "{:?} {key:?}", binding.action);
            }
        }
    }

    #[test]
    fn the_document_has_the_table_of_keys() {
        let table = documented(&Texts::for_machines());
        let document = include_str!("../../docs/browse.md");
        let begin = document.find("| keys |").expect("a table of keys");
        let rest = &document[begin..];
        let written = &rest[..rest.find("\n\n").map_or(rest.len(), |end| end + 1)];
        assert_eq!(written, table);
    }
}
