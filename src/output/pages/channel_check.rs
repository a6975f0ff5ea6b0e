//! What a look at a channel has found.

use std::io::{self, Write as _};

use serde_json::{Value, json};

use crate::channel::{FileInspection, FileProblem, FolderInspection};
use crate::engine::{ChannelCheck, CheckedContent, CheckedDatabase, CheckedTable};
use crate::failure::Explain as _;
use crate::i18n::Texts;
use crate::model::JobFailure;
use crate::output::formats::{DetailFormat, print_json};
use crate::output::writer::Output;
use crate::sanitize::visible;

/// Prints what a look at a channel has found.
pub(crate) fn print_channel_check(
    output: &mut Output,
    check: &ChannelCheck,
    format: DetailFormat,
    texts: &Texts,
) -> io::Result<()> {
    if format == DetailFormat::Json {
        return print_json(output, &check_object(check));
    }
    print_check_lines(output, check, texts)
}

pub(super) fn print_check_lines(output: &mut Output, check: &ChannelCheck, texts: &Texts) -> io::Result<()> {
    let path = check.path.display().to_string();
    let mut lines = match &check.content {
        CheckedContent::Database(database) => {
            let mut lines = vec![texts.check_database(check.name.as_str(), path)];
            lines.extend(database_lines(database, texts));
            lines
        }
        CheckedContent::Folder(folder) => {
            let mut lines = vec![texts.check_folder(check.name.as_str(), path)];
            lines.extend(folder_lines(folder, texts));
            lines
        }
    };
    lines.extend(check.is_right().then(|| texts.check_right()));
    lines.iter().try_for_each(|line| writeln!(output, "{}", visible(line)))
}

fn database_lines(database: &CheckedDatabase, texts: &Texts) -> Vec<String> {
    let mut lines: Vec<_> = database.unwritable.iter().map(|failure| texts.failure_with_hint(failure)).collect();
    for CheckedTable { name, rows } in &database.tables {
        lines.push(match rows {
            Ok(rows) => texts.check_table(*name, *rows),
            Err(failure) => format!("{name}: {}", texts.failure_with_hint(failure)),
        });
    }
    lines.extend(database.download.iter().map(|failure| texts.failure_with_hint(failure)));
    lines
}

fn folder_lines(folder: &FolderInspection, texts: &Texts) -> Vec<String> {
    let mut lines = Vec::new();
    if !folder.is_writable {
        lines.push(texts.check_unwritable());
    }
    for file in &folder.files {
        lines.push(match file.problem {
            None => texts.check_file(file.name.as_str(), file.rows),
            Some(_) => texts.check_unread_file(file.name.as_str()),
        });
        lines.extend(file.form.iter().map(|form| format!("  {}", texts.say(&form.phrase()))));
        if let (Some((line, fault)), None) = (&file.first_bad, &file.problem) {
            let fault = texts.say(fault);
            lines.push(format!("  {}", texts.check_bad_lines(file.bad_lines, line.to_string(), fault)));
        }
        if let Some(problem) = &file.problem {
            lines.push(format!("  {}", texts.say(&problem.phrase())));
            let hint = problem.hint().and_then(|hint| texts.say_if_any(&hint));
            lines.extend(hint.map(|hint| format!("  {hint}")));
        }
    }
    if folder.files.is_empty() {
        lines.push(texts.check_no_files());
    }
    lines.extend(folder.unfinished.iter().map(|name| texts.check_unfinished(name.as_str())));
    let others = folder.others.iter().map(|other| match other.table {
        Some(table) => texts.check_misnamed(other.name.as_str(), table),
        None => texts.check_other(other.name.as_str()),
    });
    lines.extend(others);
    if folder.failed > 0 {
        lines.push(texts.check_failed(folder.failed));
    }
    lines
}

pub(super) fn check_object(check: &ChannelCheck) -> Value {
    let mut object = json!({
        "channel": check.name,
        "path": check.path.to_string_lossy(),
        "source": match check.content {
            CheckedContent::Database(_) => "database",
            CheckedContent::Folder(_) => "folder",
        },
        "right": check.is_right(),
    });
    let failure = |failure: &JobFailure| Texts::for_machines().failure(failure);
    match &check.content {
        CheckedContent::Database(CheckedDatabase { unwritable, tables, download }) => {
            object["writable"] = unwritable.is_none().into();
            object["error"] = unwritable.as_ref().or(download.as_ref()).map(failure).into();
            let table = |table: &CheckedTable| {
                json!({
                    "table": table.name,
                    "rows": table.rows.as_ref().ok(),
                    "error": table.rows.as_ref().err().map(failure),
                })
            };
            object["tables"] = tables.iter().map(table).collect();
        }
        CheckedContent::Folder(FolderInspection { is_writable, files, unfinished, others, failed }) => {
            object["writable"] = (*is_writable).into();
            object["files"] = files.iter().map(file_object).collect();
            object["unfinished"] = unfinished.as_slice().into();
            object["others"] = others.iter().map(|other| other.name.as_str()).collect();
            object["failed"] = (*failed).into();
        }
    }
    object
}

fn file_object(file: &FileInspection) -> Value {
    let english = Texts::for_machines();
    let hint = |problem: &FileProblem| problem.hint().and_then(|hint| english.say_if_any(&hint));
    json!({
        "file": file.name,
        "table": file.table,
        "bytes": file.bytes,
        "form": file.form.as_ref().map(|form| form.phrase().to_string()),
        "rows": file.rows,
        "bad_lines": file.bad_lines,
        "first_bad_line": file.first_bad.as_ref().map(|(line, _)| line),
        "first_bad_line_problem": file.first_bad.as_ref().map(|(_, fault)| fault.to_string()),
        "problem": file.problem.as_ref().map(|problem| problem.phrase().to_string()),
        "hint": file.problem.as_ref().and_then(hint),
    })
}
