//! `hqsync edit`: corrects fields of operations.

mod args;
mod assignments;
mod corrections;
mod delimited;
mod editor;
mod encoding;
mod from_file;
mod table_file;
mod table_lines;

use std::io::{self, IsTerminal as _};

use crate::context::Context;
use crate::engine::{self, Assignment, Correction, EditReport, Repair, TableOrigin};
use crate::exit::{Conclusion, Exit};
use crate::failure::{Failure, Result};
use crate::i18n::Phrase;
use crate::model::{Property, State};
use crate::options::{CorrectionArgs, Sampled, names};
use crate::output::{faulty_lines, print_edit_report, remark};
use crate::refusal::Refusal;
use crate::signals;
use crate::stop::Stop;
use crate::store::{Access, Store};
pub(crate) use args::EditArgs;
use from_file::GivenFile;
use table_lines::TableFile;

pub(crate) fn run(args: &EditArgs, cx: &mut Context) -> Result<Exit> {
    let from_file = match args.from.as_deref().map(|path| from_file::read(path, args.encoding)).transpose()? {
        Some(GivenFile::Table(file)) => return edit_table(args, file, cx),
        Some(GivenFile::Fields(..)) if args.unset_empty => {
            return Err(Refusal::of_usage(Phrase::new("edit-unset-empty-without-table")).into());
        }
        Some(GivenFile::Fields(fields, is_guess)) => {
            if is_guess {
                remark(cx.texts.edit_encoding_guessed());
            }
            Some(fields)
        }
        None => None,
    };
    match assignments::gather(&args.set, &args.unset, from_file)? {
        Some(assignments) => edit_all(args, &assignments, cx),
        None if args.accept.is_some() => edit_all(args, &[], cx),
        None => edit_in_editor(args, cx),
    }
}

fn edit_all(args: &EditArgs, assignments: &[Assignment], cx: &mut Context) -> Result<Exit> {
    let config = cx.config()?;
    let EditArgs { target, correction, .. } = args;
    let mut store = cx.open_store(correction.access())?;
    let accepted = args.accepted(&names(&store)?)?;
    let mut targets = target.find(Correction::Edit, &store, cx)?;
    // Without a question, each operation is looked at when it is edited.
    let is_asked = !correction.dry_run && !target.is_confirmed();
    let left_out = match accepted.as_ref().filter(|_| assignments.is_empty() && is_asked) {
        Some(accepted) => engine::leave_out_unproposed(&store, config, &mut targets, accepted)?,
        None => 0,
    };
    if targets.ids.is_empty() {
        return Err(no_proposal(left_out));
    }
    let question = cx.texts.edit_question(targets.ids.len());
    let fields = fields_of(assignments, &store)?;
    let sampled = Sampled { fields: &fields, has_proposals: accepted.is_some() };
    if !correction.dry_run && !target.confirm(&question, &targets, sampled, &store, cx)? {
        return Ok(Exit::Failed);
    }
    let stop = signals::listen()?;
    let repair = Repair { author: &correction.author(cx), config: Some(config), stop: &stop };
    let request = args.request(config, assignments, accepted.as_ref());
    let mut report = engine::edit_all(&mut store, &repair, &targets, request)?;
    report.lacking_proposal += left_out;
    if report.edits.is_empty() && report.lacking_proposal > 0 {
        return Err(no_proposal(report.lacking_proposal));
    }
    print(args, &report, &stop, cx)
}

fn no_proposal(operations: usize) -> Failure {
    Refusal::new(Phrase::new("edit-no-proposal").count("count", operations)).into()
}

/// Edits the operations that a table names, each with the values of its row.
fn edit_table(args: &EditArgs, file: TableFile, cx: &mut Context) -> Result<Exit> {
    if args.target.is_given() || !args.set.is_empty() || !args.unset.is_empty() || args.accept.is_some() {
        return Err(Refusal::of_usage(Phrase::new("edit-table-with-others")).into());
    }
    if file.origin == TableOrigin::GuessedEncoding {
        remark(cx.texts.edit_encoding_guessed());
    }
    let config = cx.config()?;
    let mut store = cx.open_store(args.correction.access())?;
    let table = corrections::corrections(file, args.unset_empty, &names(&store)?, &cx.texts)?;
    let stop = signals::listen()?;
    let repair = Repair { author: &args.correction.author(cx), config: Some(config), stop: &stop };
    match engine::edit_table(&mut store, &repair, &table, args.request(config, &[], None))? {
        Ok(report) => print(args, &report, &stop, cx),
        Err(faulty) => Err(Refusal::new(faulty_lines(&faulty, &cx.texts)).into()),
    }
}

fn edit_in_editor(args: &EditArgs, cx: &mut Context) -> Result<Exit> {
    let config = cx.config()?;
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Err(Refusal::of_usage(Phrase::new("edit-nothing-to-change")).into());
    }
    // A rehearsal locks the store, which nobody may do for as long as an editor is open.
    let access = if args.correction.dry_run { Access::Read } else { Access::Write };
    let targets = args.target.find(Correction::Edit, &cx.open_store(access)?, cx)?;
    let ([id], true) = (targets.ids.as_slice(), targets.are_numbered()) else {
        return Err(Refusal::of_usage(Phrase::new("edit-editor-for-one")).into());
    };
    let stop = signals::listen()?;
    let report = editor::edit(config, *id, args, &stop, cx)?;
    print(args, &report, &stop, cx)
}

fn print(args: &EditArgs, report: &EditReport, stop: &Stop, cx: &mut Context) -> Result<Exit> {
    let CorrectionArgs { format, dry_run, .. } = args.correction;
    let failed = report.resync.as_ref().map_or(0, |resynced| resynced.count(State::Failed));
    let exit = if failed > 0 { Exit::Attention } else { Exit::Done };
    cx.answer(Conclusion::new(dry_run, signals::exit_unless_stopped(stop, exit)), |output, texts| {
        let printed = print_edit_report(output, report, format, dry_run, texts);
        if dry_run {
            remark(texts.run_dry());
        }
        printed
    })
}

/// Returns the fields to be set, which a sample of the operations shows.
fn fields_of(assignments: &[Assignment], store: &Store) -> Result<Vec<Property>> {
    let names = names(store)?;
    let fields = assignments.iter().filter_map(|assignment| names.property(&assignment.field).ok());
    Ok(fields.filter(|property| matches!(property, Property::Field(_))).collect())
}
