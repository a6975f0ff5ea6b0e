//! `hqsync restore`: how to put a backup back.

use std::path::PathBuf;

use clap::Args;

use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Result;
use crate::refusal::Refusal;
use crate::shell::shell_word;

#[derive(Debug, Args)]
pub(crate) struct RestoreArgs {
    /// The backup
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
}

/// Explains how to put a backup back. A command that replaced the store would make it too easy to lose a newer one.
pub(crate) fn run(args: &RestoreArgs, cx: &Context) -> Result<Exit> {
    let store = shell_word(&cx.store_path()?.display().to_string());
    let backup = args.file.as_ref().map_or_else(|| "BACKUP".to_owned(), |file| shell_word(&file.display().to_string()));
    let steps = [
        "hqsync does not replace a store by itself. To put a backup back:".to_owned(),
        "  1. stop the scheduled `hqsync run-jobs`".to_owned(),
        format!("  2. mv {store} {store}-wal {store}-shm /somewhere/else/"),
        format!("  3. cp -p {backup} {store}"),
        "  4. hqsync run-jobs --restored".to_owned(),
    ];
    let hint = format!("`hqsync verify --store {backup}` checks the backup first");
    Err(Refusal { message: steps.join("\n"), hint }.into())
}
