//! `hqsync backup`: a consistent copy of the store while jobs run.

use std::io::Write as _;
use std::path::PathBuf;

use clap::Args;

use super::verify::configured_anchors;
use crate::context::Context;
use crate::engine::{self, BackupRequest};
use crate::exit::{Conclusion, Exit};
use crate::failure::{Explain as _, Result, Severity};
use crate::i18n::Phrase;
use crate::output::{DetailFormat, print_backup_report, remark};
use crate::refusal::Refusal;
use crate::shell::shell_word;
use crate::signals;
use crate::store::Access;

#[derive(Debug, Args)]
pub(crate) struct BackupArgs {
    /// The file to copy the store to
    #[arg(value_name = "FILE")]
    file: PathBuf,
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
    let used = cx.used_files();
    let request =
        BackupRequest { file: &args.file, replace: args.force, used: &used, clock: cx.clock, actor: &cx.actor };
    let store = cx.open_store(Access::Read)?;
    let anchors = configured_anchors(cx)?.into_iter().collect();
    let report = engine::back_up(&store, anchors, request, &signals::listen()?)?;
    if let Err(error) = engine::note_backup(cx.open_for_note(), &cx.author(), &args.file, &report) {
        remark(cx.texts.backup_not_noted(cx.texts.say(&error.phrase())));
    }
    let exit = if report.breaches == 0 { Exit::Done } else { Exit::Attention };
    cx.answer(Conclusion::Changed(exit), |output, texts| {
        let printed =
            print_backup_report(output, &report, &args.file, args.format, texts).and_then(|()| output.flush());
        if report.breaches > 0 {
            remark(Severity::Warning.line(&texts.backup_breaches(report.breaches), texts));
        }
        printed
    })
}
