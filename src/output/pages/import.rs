//! What an import did: counts and the lines that were left out for people, one object for machines.

use std::io::{self, Write as _};

use serde_json::{Value as Json, json};

use crate::engine::{BadImportLine, ImportLineFault, ImportReport};
use crate::i18n::{Phrase, Texts};
use crate::output::objects::problem_objects;
use crate::output::problem_line::problem_line;
use crate::output::{DetailFormat, Output, print_json};
use crate::sanitize::visible;

/// How many of the lines that are left out are shown of many; machines get more.
const SHOWN: usize = 20;

/// The command that synchronizes operations again whose customer was unknown.
const RESYNC: &str = "hqsync resync --where 'status = failed and error = customer-unknown'";

/// Prints what was imported. In a rehearsal nothing of it is kept.
pub(crate) fn print_import_report(
    output: &mut Output,
    report: &ImportReport,
    format: DetailFormat,
    is_rehearsal: bool,
    texts: &Texts,
) -> io::Result<()> {
    match format {
        DetailFormat::Json => print_json(output, &object(report, is_rehearsal)),
        DetailFormat::Table => {
            let done = if is_rehearsal { Texts::import_would_do } else { Texts::import_done };
            let mut lines = vec![texts.import_read(report.read), done(texts, report.imported)];
            let counts = [
                (report.identified, texts.import_identified(report.identified)),
                (report.already, texts.import_already(report.already)),
                (report.waiting, texts.import_waiting(report.waiting)),
                (report.failed, texts.import_failed(report.failed, RESYNC)),
                (report.left_out, texts.import_left_out(report.left_out)),
            ];
            lines.extend(counts.into_iter().filter(|(count, _)| *count > 0).map(|(_, line)| line));
            lines.extend(bad_lines(report, texts).into_iter().map(|line| format!("  {line}")));
            lines.iter().try_for_each(|line| writeln!(output, "{}", visible(line)))
        }
    }
}

/// Returns why nothing was imported, with a line for each of the first bad lines.
pub(crate) fn import_refused(report: &ImportReport, texts: &Texts) -> Phrase {
    let refused = Phrase::new("import-refused").count("count", report.left_out);
    let lines = bad_lines(report, texts);
    lines.into_iter().fold(refused, |phrase, line| phrase.line(Phrase::verbatim(format!("  {line}"))))
}

/// Returns the first lines that are left out, with all that is wrong with each.
fn bad_lines(report: &ImportReport, texts: &Texts) -> Vec<String> {
    let of_line = |bad: &BadImportLine| -> Vec<_> {
        let line = |fault| texts.import_line(bad.file.clone(), bad.line.to_string(), fault);
        faults(&bad.fault, texts).into_iter().map(line).collect()
    };
    let mut lines: Vec<_> = report.bad_lines.iter().take(SHOWN).flat_map(of_line).collect();
    if report.left_out > SHOWN as u64 {
        lines.push(texts.target_more(report.left_out - SHOWN as u64));
    }
    lines
}

/// Returns what is wrong with a line.
fn faults(fault: &ImportLineFault, texts: &Texts) -> Vec<String> {
    match fault {
        ImportLineFault::Invalid(problems) => problems.iter().map(|problem| problem_line(problem, texts)).collect(),
        fault => vec![sentence(fault, texts)],
    }
}

/// Returns what is wrong with a line as a whole; empty if it has problems of its own.
fn sentence(fault: &ImportLineFault, texts: &Texts) -> String {
    match fault {
        ImportLineFault::Unreadable(bad) => texts.say(&bad.phrase()),
        ImportLineFault::NoAccount => texts.import_fault_no_account(),
        ImportLineFault::LongAccount { account, most } => texts.import_fault_long_account(account.as_str(), *most),
        ImportLineFault::NoGuid { text } => texts.import_fault_no_guid(text.as_str()),
        ImportLineFault::UnknownCompany { code } => texts.import_fault_unknown_company(code.as_str()),
        ImportLineFault::NoCompany => texts.import_fault_no_company(),
        ImportLineFault::SeveralGuids { account, guids } => {
            texts.import_fault_several_guids(account.as_str(), guids.join(", "))
        }
        ImportLineFault::SeveralAccounts { guid, accounts } => {
            texts.import_fault_several_accounts(guid.to_string(), accounts.join(", "))
        }
        ImportLineFault::OtherGuid { account, guid } => texts.import_fault_other_guid(account.as_str(), guid.as_str()),
        ImportLineFault::OtherAccount { guid, account } => {
            texts.import_fault_other_account(guid.to_string(), account.as_str())
        }
        ImportLineFault::Invalid(_) => String::new(),
    }
}

/// Returns the word of machine formats for what is wrong with a line as a whole.
fn code(fault: &ImportLineFault) -> &'static str {
    match fault {
        ImportLineFault::Unreadable(_) => "line-unreadable",
        ImportLineFault::NoAccount => "account-missing",
        ImportLineFault::LongAccount { .. } => "account-too-long",
        ImportLineFault::NoGuid { .. } => "guid-invalid",
        ImportLineFault::UnknownCompany { .. } => "company-unknown",
        ImportLineFault::NoCompany => "company-missing",
        ImportLineFault::SeveralGuids { .. }
        | ImportLineFault::SeveralAccounts { .. }
        | ImportLineFault::OtherGuid { .. }
        | ImportLineFault::OtherAccount { .. } => "customer-mismatch",
        ImportLineFault::Invalid(_) => "invalid",
    }
}

fn object(report: &ImportReport, is_rehearsal: bool) -> Json {
    json!({
        "dry_run": is_rehearsal,
        "read": report.read,
        "imported": report.imported,
        "identified": report.identified,
        "already": report.already,
        "left_out": report.left_out,
        "waiting": report.waiting,
        "failed": report.failed,
        "bad_lines": report.bad_lines.iter().map(bad_line_object).collect::<Vec<_>>(),
    })
}

/// Returns a line that is left out, with problems as `errors` of lists have them.
fn bad_line_object(bad: &BadImportLine) -> Json {
    let errors = match &bad.fault {
        ImportLineFault::Invalid(problems) => json!(problem_objects(problems)),
        fault => json!([{"code": code(fault), "field": "", "message": sentence(fault, &Texts::for_machines())}]),
    };
    json!({"file": bad.file, "line": bad.line, "errors": errors})
}
