//! `hqsync backup`: a consistent copy of the store while jobs run.

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;
use tempfile::{NamedTempFile, PersistError, TempDir};

use crate::context::Context;
use crate::exit::Exit;
use crate::failure::{Result, ResultExt as _};
use crate::output::{DetailFormat, print_json};
use crate::refusal::Refusal;
use crate::signals::{self, Interrupted};
use crate::store::{Access, Store, StoreError};

#[derive(Debug, Args)]
pub(crate) struct BackupArgs {
    /// The file to copy the store to
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Replace the file where there is one
    #[arg(long)]
    force: bool,
    /// Format of the output
    #[arg(long, value_enum, default_value_t)]
    format: DetailFormat,
}

pub(crate) fn run(args: &BackupArgs, cx: &mut Context) -> Result<Exit> {
    let shown = format!("backup `{}`", args.file.display());
    check_target(args, &cx.store_path()?)?;
    let store = cx.open_store(Access::Read)?;
    let stop = signals::listen()?;
    // Under another name until it is complete and checked. Temporary files are readable by their owner alone.
    // In a folder of its own: of a copy that fails, nothing that SQLite puts beside it is left.
    let folder = TempDir::new_in(folder_of(&args.file)).with_context(|| shown.clone())?;
    let copy = NamedTempFile::new_in(folder.path()).with_context(|| shown.clone())?;
    if !store.back_up(copy.path(), || stop.signal().is_some()).with_context(|| shown.clone())? {
        return Err(Interrupted(stop.signal().unwrap_or_default()).into());
    }
    let (operations, head) = contents(copy.path(), cx).with_context(|| shown.clone())?;
    copy.as_file().sync_all().with_context(|| shown.clone())?;
    let kept = if args.force { copy.persist(&args.file) } else { copy.persist_noclobber(&args.file) };
    kept.map_err(|PersistError { error, .. }| error).with_context(|| shown.clone())?;
    // The name too outlives a power cut; a folder that cannot be synced has the file all the same.
    if let Ok(folder) = File::open(folder_of(&args.file)) {
        let _ = folder.sync_all();
    }
    match args.format {
        DetailFormat::Json => {
            let object = json!({"file": args.file, "operations": operations, "head": head});
            print_json(&mut cx.output, &object)?;
        }
        DetailFormat::Table => {
            writeln!(cx.output, "{}", cx.texts.backup_done(args.file.display().to_string(), operations))?;
            if let Some(head) = head {
                writeln!(cx.output, "{}", cx.texts.backup_head(head))?;
            }
        }
    }
    Ok(Exit::Done)
}

/// Refuses to replace what is there, unless that is asked for; never the store itself, nor a database that is in use.
fn check_target(args: &BackupArgs, store: &Path) -> Result<()> {
    let file = &args.file;
    let refuse = |message: String, hint: &str| Err(Refusal { message, hint: hint.to_owned() }.into());
    let real = |path: &Path| path.canonicalize().ok();
    if real(file).is_some() && real(file) == real(store) {
        return refuse(format!("`{}` is the store itself", file.display()), "give the backup another name");
    }
    if file.is_dir() {
        return refuse(format!("`{}` is a folder", file.display()), "give the backup a name in it");
    }
    let folder = folder_of(file);
    if !folder.is_dir() {
        let message = format!("backup `{}`: there is no folder `{}`", file.display(), folder.display());
        return refuse(message, "make it, or give the backup another place");
    }
    if file.is_symlink() && !file.exists() {
        return refuse(format!("`{}` is a link that leads nowhere", file.display()), "give the backup another name");
    }
    if file.exists() && !args.force {
        return refuse(format!("`{}` exists already", file.display()), "`--force` replaces it");
    }
    // SQLite would play either into the copy.
    for ending in ["-wal", "-journal"] {
        let mut log = file.clone().into_os_string();
        log.push(ending);
        if Path::new(&log).exists() {
            let message =
                format!("`{}` is a database in use: there is `{}`", file.display(), Path::new(&log).display());
            return refuse(message, "give the backup another name");
        }
    }
    Ok(())
}

/// How many operations are in a copy, and the last hash of its audit trail.
fn contents(copy: &Path, cx: &Context) -> Result<(u64, Option<String>), StoreError> {
    let copy = Store::open(copy, Access::Read, cx.clock, &cx.actor)?;
    let operations = copy.channels()?.iter().map(|channel| channel.operations).sum();
    Ok((operations, copy.head()?))
}

fn folder_of(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}
