//! An operation as a TOML text to be changed in an editor, and what was changed in it.

use std::fmt::Write as _;

use crate::engine::{Assignment, Inspection};
use crate::i18n::Texts;
use crate::model::decode_row;
use crate::output::problem_line;
use crate::sanitize::visible;
use crate::store::Detail;

/// A field with its value, in the order of the text.
pub(super) type Values = Vec<(String, String)>;

/// Returns the values of an operation that can be corrected: the common columns, the record's fields, the channel's own.
///
/// # Errors
/// The store's row cannot be read.
pub(super) fn values(detail: &Detail) -> Result<Values, serde_json::Error> {
    let row = decode_row(&detail.row)?;
    Ok(detail.layout.correctable().map(|column| (column.name.to_owned(), column.text(&row).into_owned())).collect())
}

/// Returns the lines on top of a text that say why it is offered again.
pub(super) fn heading(notes: &[String]) -> String {
    let mut heading = String::new();
    for note in notes.iter().flat_map(|note| note.lines()) {
        comment(&mut heading, note);
    }
    if !heading.is_empty() {
        heading.push('\n');
    }
    heading
}

/// Returns the text: comments that say what it is about, then a line for each field, followed by the value at headquarters.
/// `typed` replaces the operation's own values.
pub(super) fn write(
    detail: &Detail,
    inspection: &Inspection,
    values: &Values,
    typed: &[Assignment],
    texts: &Texts,
) -> String {
    let mut text = String::new();
    let operation = &detail.operation;
    comment(&mut text, &texts.edit_title(operation.id.0, operation.state));
    comment(&mut text, &format!("{} ({}), {}", operation.channel, operation.company, texts.operation(operation)));
    for problem in &operation.problems {
        comment(&mut text, &format!("  {}", problem_line(problem, texts)));
    }
    text.push('\n');
    for line in texts.edit_help().lines() {
        comment(&mut text, line);
    }
    text.push('\n');
    for (name, value) in values {
        let new = typed.iter().find(|typed| typed.field.eq_ignore_ascii_case(name));
        let new = new.map_or(value.as_str(), |typed| typed.value.as_deref().unwrap_or_default());
        let old = inspection.attributes.iter().find(|attribute| attribute.name == *name);
        let old = old.and_then(|attribute| attribute.old.as_deref()).filter(|old| !old.is_empty());
        let old = old.map_or(String::new(), |old| format!("  # {}", visible(&texts.edit_old(old))));
        let value = toml::Value::String(new.to_owned());
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
pub(super) fn read(text: &str, values: &Values) -> Result<Vec<Assignment>, String> {
    let typed = super::assignments::parse_toml(text)?;
    let is_new = |typed: &Assignment| {
        let known = values.iter().find(|(name, _)| name.eq_ignore_ascii_case(&typed.field));
        known.is_none_or(|(_, value)| value != typed.value.as_deref().unwrap_or_default())
    };
    Ok(typed.into_iter().filter(is_new).collect())
}

/// Whether nothing but comments is left: then the user wants no change.
pub(super) fn is_emptied(text: &str) -> bool {
    text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values() -> Values {
        vec![("Email".into(), "jdoe@".into()), ("Phone".into(), String::new()), ("Loyalty Tier".into(), "gold".into())]
    }

    fn changed(text: &str) -> Result<Vec<(String, Option<String>)>, String> {
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
        let message = changed("Email = \"jdoe@example.com\nPhone = \"1\"\n").unwrap_err();
        assert!(message.contains("line 1"), "{message}");
    }

    #[test]
    fn comments_alone_mean_that_nothing_is_wanted() {
        assert!(is_emptied("\n  # Email = 1\n"));
        assert!(!is_emptied("Email = 1"));
    }
}
