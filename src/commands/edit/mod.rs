//! `hqsync edit`: corrects fields of operations.

mod args;
mod assignments;
mod editor;
mod text;

use std::io::{self, IsTerminal as _};

use crate::context::Context;
use crate::engine::{self, Assignment, Correction, EditReport, Repair};
use crate::exit::{Conclusion, Exit};
use crate::failure::Result;
use crate::model::{Property, State};
use crate::options::{CorrectionArgs, names};
use crate::output::{print_edit_report, remark};
use crate::refusal::UsageError;
use crate::signals;
use crate::stop::Stop;
use crate::store::{Access, Store};
pub(crate) use args::EditArgs;

pub(crate) fn run(args: &EditArgs, cx: &mut Context) -> Result<Exit> {
    match assignments::gather(&args.set, &args.unset, args.from.as_deref())? {
        Some(assignments) => edit_all(args, &assignments, cx),
        None => edit_in_editor(args, cx),
    }
}

fn edit_all(args: &EditArgs, assignments: &[Assignment], cx: &mut Context) -> Result<Exit> {
    let config = cx.config()?;
    let EditArgs { target, correction, .. } = args;
    let mut store = cx.open_store(correction.access())?;
    let targets = target.find(Correction::Edit, &store, cx)?;
    let question = cx.texts.edit_question(targets.ids.len());
    let fields = fields_of(assignments, &store)?;
    if !correction.dry_run && !target.confirm(&question, &targets, &fields, &store, cx)? {
        return Ok(Exit::Failed);
    }
    let stop = signals::listen()?;
    let repair = Repair { author: &correction.author(cx), config: Some(config), stop: &stop };
    let report = engine::edit_all(&mut store, &repair, &targets, args.request(config, assignments))?;
    print(args, &report, &stop, cx)
}

fn edit_in_editor(args: &EditArgs, cx: &mut Context) -> Result<Exit> {
    let config = cx.config()?;
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Err(UsageError {
            message: "nothing to change".to_owned(),
            hint: Some(
                "`--set FIELD=VALUE`, `--unset FIELD` or `--from FILE`; on a terminal an editor opens".to_owned(),
            ),
        }
        .into());
    }
    // A rehearsal locks the store, which nobody may do for as long as an editor is open.
    let access = if args.correction.dry_run { Access::Read } else { Access::Write };
    let targets = args.target.find(Correction::Edit, &cx.open_store(access)?, cx)?;
    let ([id], true) = (targets.ids.as_slice(), targets.are_numbered()) else {
        return Err(UsageError {
            message: "an editor opens for one operation only".to_owned(),
            hint: Some("`--set FIELD=VALUE` changes several".to_owned()),
        }
        .into());
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
