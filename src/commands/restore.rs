//! `hqsync restore`: how to put a backup back.

use std::path::PathBuf;

use clap::Args;

use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Result;
use crate::i18n::Phrase;
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
    let store = cx.store_address()?;
    let backup = args.file.as_ref().map_or_else(|| "BACKUP".to_owned(), |file| shell_word(&file.display().to_string()));
    if let Some(server) = store.server() {
        let restore = format!(
            "pg_restore --clean --if-exists --single-transaction --dbname={} {backup}",
            shell_word(&server.without_password())
        );
        let phrase = Phrase::new("restore-on-server")
            .line(Phrase::new("restore-stop"))
            .lines(&format!("  2. {restore}\n  3. hqsync run-jobs --restored"));
        return Err(Refusal::new(phrase).into());
    }
    let store = shell_word(&store.to_string());
    let phrase = Phrase::new("restore-by-hand")
        .with("backup", &backup)
        .line(Phrase::new("restore-stop"))
        .line(Phrase::new("restore-move").with("store", &store))
        .lines(&format!("  3. cp -p {backup} {store}\n  4. hqsync run-jobs --restored"));
    Err(Refusal::new(phrase).into())
}
