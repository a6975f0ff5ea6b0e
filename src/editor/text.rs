//! An operation as a TOML text to be changed in an editor, and what was changed in it.

use std::fmt::Write as _;

use super::field_values::parse_toml;
use crate::engine::{Assignment, Inspection};
use crate::i18n::{Phrase, Texts};
use crate::model::{Problem, decode_row};
use crate::output::problem_line;
use crate::sanitize::visible;
use crate::store::Detail;

/// A field with its value, in the order of the text.
pub(crate) type FieldValues = Vec<(String, String)>;

/// Returns the values of an operation that can be corrected: the common columns, the record's fields, the channel's own.
///
/// # Errors
/// The store's row cannot be read.
pub(crate) fn values(detail: &Detail) -> Result<FieldValues, serde_json::Error> {
    let row = decode_row(&detail.row)?;
    Ok(detail.layout.correctable().map(|column| (column.name.to_owned(), column.text(&row).into_owned())).collect())
}

/// Returns the lines on top of a text that say why it is offered again.
pub(crate) fn heading(notes: &[String]) -> String {
    let mut heading = String::new();
    for note in notes.iter().flat_map(|note| note.lines()) {
        comment(&mut heading, note);
    }
    if !heading.is_empty() {
        heading.push('\n');
    }
    heading
}

/// The parts of a text, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum TextPart {
    /// Fields that are wrong.
    Wrong,
    /// Fields of the record that have a value.
    Filled,
    /// The columns that every row has.
    Envelope,
    /// Fields without a value.
    Empty,
}

/// Returns the part of a text to which a field belongs.
fn part_of(detail: &Detail, (name, value): &(String, String), new: &str) -> TextPart {
    let is_wrong = detail.operation.problems.iter().any(|problem| problem.field.eq_ignore_ascii_case(name));
    let is_common = detail.layout.correctable().any(|column| column.is_common && column.name == name.as_str());
    match (is_wrong, is_common) {
        (true, _) => TextPart::Wrong,
        (false, true) => TextPart::Envelope,
        (false, false) if value.is_empty() && new.is_empty() => TextPart::Empty,
        (false, false) => TextPart::Filled,
    }
}

/// Returns the text: comments that say what it is about, then a line for each field, followed by the value at headquarters: the
/// wrong ones first, each below what is wrong with it, and the empty ones at the end. `typed` replaces the operation's own
/// values.
pub(crate) fn write(
    detail: &Detail,
    inspection: &Inspection,
    values: &FieldValues,
    typed: &[Assignment],
    texts: &Texts,
) -> String {
    let mut text = String::new();
    let operation = &detail.operation;
    comment(&mut text, &texts.edit_title(operation.id, operation.state));
    comment(&mut text, &format!("{} ({}), {}", operation.channel, operation.company, texts.operation(operation)));
    let is_about = |problem: &Problem, name: &str| problem.field.eq_ignore_ascii_case(name);
    let has_line = |problem: &Problem| values.iter().any(|(name, _)| is_about(problem, name));
    for problem in operation.problems.iter().filter(|problem| !has_line(problem)) {
        comment(&mut text, &format!("  {}", problem_line(problem, texts)));
    }
    text.push('\n');
    for line in texts.edit_help().lines() {
        comment(&mut text, line);
    }
    let new_value = |(name, value): &(String, String)| {
        let typed = typed.iter().find(|typed| typed.field.eq_ignore_ascii_case(name));
        typed.map_or(value.clone(), |typed| typed.value.clone().unwrap_or_default())
    };
    let mut lines: Vec<_> = values.iter().map(|field| (part_of(detail, field, &new_value(field)), field)).collect();
    lines.sort_by_key(|(part, _)| *part);
    let mut present = None;
    for (part, field @ (name, _)) in lines {
        if present.replace(part) != Some(part) {
            text.push('\n');
        }
        for problem in operation.problems.iter().filter(|problem| is_about(problem, name)) {
            comment(&mut text, &problem_line(problem, texts));
        }
        let new = new_value(field);
        let old = inspection.attributes.iter().find(|attribute| attribute.name == *name);
        let old = old.and_then(|attribute| attribute.old.as_deref()).filter(|old| !old.is_empty());
        let old = old.map_or(String::new(), |old| format!("  # {}", visible(&texts.edit_old(old))));
        let value = toml::Value::String(new);
        // Writing to a text cannot fail.
        let _ = writeln!(text, "{} = {value}{old}", key(name));
    }
    text
}

fn comment(text: &mut String, line: &str) {
    let line = visible(line);
    text.push_str(format!("# {line}").trim_end());
    text.push('\n');
}

/// Quotes a name if TOML requires it: a channel's own column may have any name.
fn key(name: &str) -> String {
    let is_bare = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    if is_bare { name.to_owned() } else { toml::Value::String(name.to_owned()).to_string() }
}

/// Returns what was changed in the text. A field whose line is gone keeps its value.
///
/// # Errors
/// The text is not TOML; the error says where.
pub(crate) fn read(text: &str, values: &FieldValues) -> Result<Vec<Assignment>, Phrase> {
    let typed = parse_toml(text).map_err(|fault| placed_below_heading(text, fault))?;
    let is_new = |typed: &Assignment| {
        let known = values.iter().find(|(name, _)| name.eq_ignore_ascii_case(&typed.field));
        known.is_none_or(|(_, value)| value != typed.value.as_deref().unwrap_or_default())
    };
    Ok(typed.into_iter().filter(is_new).collect())
}

/// Returns what is wrong with a text that is no TOML with the places that it has when it is offered again, below what is wrong.
fn placed_below_heading(text: &str, fault: Phrase) -> Phrase {
    // It has as many lines in every language.
    let lines = |fault: &Phrase| fault.to_string().lines().count();
    let above = heading(&[fault.to_string()]).lines().count();
    match parse_toml(&format!("{}{text}", "\n".repeat(above))) {
        Err(placed) if lines(&placed) == lines(&fault) => placed,
        _ => fault,
    }
}

/// Whether nothing but comments is left: then the user wants no change.
pub(crate) fn is_emptied(text: &str) -> bool {
    text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values() -> FieldValues {
        vec![("Email".into(), "jdoe@".into()), ("Phone".into(), String::new()), ("Loyalty Tier".into(), "gold".into())]
    }

    fn changed(text: &str) -> Result<Vec<(String, Option<String>)>, Phrase> {
        Ok(read(text, &values())?.into_iter().map(|typed| (typed.field, typed.value)).collect())
    }

    #[test]
    fn what_is_left_as_it_is_changes_nothing() {
        assert_eq!(changed("Email = \"jdoe@\"\nPhone = \"\"\n\"Loyalty Tier\" = 'gold'\n"), Ok(vec![]));
        assert_eq!(changed("# Email\n"), Ok(vec![]), "a line that is gone");
    }

    #[test]
    fn what_is_changed_is_found_in_any_case_of_the_name() {
        let expected =
            vec![("email".into(), Some("jdoe@example.com".into())), ("Phone".into(), Some("5550100".into()))];
        assert_eq!(changed("email = \"jdoe@example.com\"\nPhone = 5550100\n"), Ok(expected));
    }

    #[test]
    fn a_text_that_is_no_toml_is_refused_with_its_place() {
        let message = changed("Email = \"jdoe@example.com\nPhone = \"1\"\n").unwrap_err().to_string();
        let above = heading(std::slice::from_ref(&message)).lines().count();
        assert!(message.contains(&format!("line {}", above + 1)), "{message}");
    }

    #[test]
    fn comments_alone_mean_that_nothing_is_wanted() {
        assert!(is_emptied("\n  # Email = 1\n"));
        assert!(!is_emptied("Email = 1"));
    }
}
