//! `hqsync backup`: a consistent copy of the store while jobs run.

use std::io::Write as _;
use std::path::PathBuf;

use clap::Args;

use super::verify::configured_anchors;
use crate::context::Context;
use crate::engine::{self, BackupRequest, PruneFault};
use crate::exit::{Conclusion, Exit};
use crate::failure::{Explain as _, Failure, Result, Severity};
use crate::i18n::Phrase;
use crate::output::{DetailFormat, print_backup_report, remark};
use crate::refusal::Refusal;
use crate::shell::shell_word;
use crate::signals;
use crate::store::Access;

#[derive(Debug, Args)]
pub(crate) struct BackupArgs {
    /// The file to copy the store to; in a folder, or if the name ends with `/`, the copy is named by the time
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Keep this many copies of the store in the folder, with the new one, and remove older ones that were named by their time
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    keep: Option<u32>,
    /// Replace the file if it exists
    #[arg(long)]
    force: bool,
    /// Format of the output
    #[arg(long, short, value_enum, default_value_t)]
    format: DetailFormat,
}

pub(crate) fn run(args: &BackupArgs, cx: &mut Context) -> Result<Exit> {
    if args.file.as_os_str() == "-" {
        return Err(Refusal::of_usage(Phrase::new("backup-to-standard-output")).into());
    }
    if let Some(server) = cx.store_address()?.server() {
        let (file, server) = (shell_word(&args.file.display().to_string()), shell_word(&server.without_password()));
        let dump = format!("pg_dump -Fc --file={file} --dbname={server}");
        return Err(Refusal::new(Phrase::new("backup-on-server").with("dump", dump)).into());
    }
    let is_folder = engine::is_backup_folder(&args.file);
    if args.keep.is_some() && !is_folder {
        return Err(
            Refusal::of_usage(Phrase::new("backup-keep-without-folder").with("file", args.file.display())).into()
        );
    }
    let address = cx.store_address()?;
    let file = if is_folder { engine::backup_in(&args.file, &address, cx.clock.now()) } else { args.file.clone() };
    let used = cx.used_files();
    let request = BackupRequest { file: &file, replace: args.force, used: &used, clock: cx.clock, actor: &cx.actor };
    let store = cx.open_store(Access::Read)?;
    let anchors = configured_anchors(cx)?.into_iter().collect();
    let report = engine::back_up(&store, anchors, request, &signals::listen()?)?;
    if let Err(error) = engine::note_backup(cx.open_for_note(), &cx.author(), &file, &report) {
        remark(cx.texts.backup_not_noted(cx.texts.say(&error.phrase())));
    }
    let mut exit = if report.breaches == 0 { Exit::Done } else { Exit::Attention };
    // Nothing that was right makes room for what is not.
    let keep = args.keep.filter(|_| report.breaches == 0);
    let pruned = keep.map(|keep| engine::prune_backups(&store, &address, &file, keep as usize));
    let removed = match pruned {
        None => None,
        Some(Ok(removed)) => Some(removed),
        Some(Err(fault)) => {
            exit = Exit::Partial;
            not_pruned(fault).warn();
            None
        }
    };
    cx.answer(Conclusion::Changed(exit), |output, texts| {
        let printed = print_backup_report(output, &report, &file, removed.as_deref(), args.format, texts)
            .and_then(|()| output.flush());
        if report.breaches > 0 {
            remark(Severity::Warning.line(&texts.backup_breaches(report.breaches), texts));
        }
        printed
    })
}

fn not_pruned(fault: PruneFault) -> Failure {
    let (file, failure) = match fault {
        PruneFault::Store(error) => return Failure::from(error).context(Phrase::new("backup-not-pruned")),
        PruneFault::File(file, error) => (file, Failure::counting_closed_pipe(error)),
    };
    failure.context(Phrase::new("backup-not-removed").with("file", file.display()))
}
