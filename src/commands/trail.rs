//! `hqsync trail seal`: gives each later entry of the audit trail a code under a key that is forgotten.

use std::io::{self, Write as _};

use clap::{Args, Subcommand};
use serde_json::json;

use crate::context::Context;
use crate::engine::{self, SealBeginning};
use crate::exit::{Conclusion, Exit};
use crate::failure::{Failure, Result, ResultExt as _};
use crate::i18n::Phrase;
use crate::options::AuthorArgs;
use crate::output::{DetailFormat, print_json};
use crate::store::Access;
use crate::trail::SealKey;

#[derive(Debug, Args)]
pub(crate) struct TrailArgs {
    #[command(subcommand)]
    command: TrailCommand,
}

#[derive(Debug, Subcommand)]
enum TrailCommand {
    /// Seal the trail: from then on, entries cannot be changed unnoticed, even by somebody who takes over the machine
    Seal {
        /// Why, for the audit trail
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
        #[command(flatten)]
        author: AuthorArgs,
        /// Format of the output
        #[arg(long, short, value_enum, default_value_t)]
        format: DetailFormat,
    },
}

pub(crate) fn run(args: &TrailArgs, cx: &mut Context) -> Result<Exit> {
    let TrailCommand::Seal { reason, author, format } = &args.command;
    let author = author.author(reason.as_deref(), cx);
    let mut store = cx.open_store(Access::Write)?;
    let key = SealKey::generate().map_err(Failure::other).context(Phrase::new("seal-no-random-numbers"))?;
    let shown = key.to_string();
    let is_for_machines = *format == DetailFormat::Json;
    let beginning = engine::seal_trail(&mut store, &author, key, |beginning| {
        show((beginning, &shown), is_for_machines, cx)
            .map_err(Failure::counting_closed_pipe)
            .context(Phrase::new("seal-key-not-shown"))
    })?;
    // The end of the trail is noted before the answer.
    drop(store);
    cx.answer(Conclusion::Changed(Exit::Done), |output, texts| {
        if is_for_machines {
            return Ok(());
        }
        writeln!(output, "{}", texts.seal_done(beginning.entry.to_string()))?;
        beginning.ended.map_or(Ok(()), |ended| writeln!(output, "{}", texts.seal_ended(ended.to_string())))
    })
}

/// Shows a key and the first entry that is under it; for machines this is the whole answer.
fn show(
    (SealBeginning { entry, ended }, key): (SealBeginning, &str),
    is_for_machines: bool,
    cx: &mut Context,
) -> io::Result<()> {
    if is_for_machines {
        print_json(&mut cx.output, &json!({ "entry": entry, "key": key, "ended": ended }))?;
    } else {
        writeln!(cx.output, "{}", cx.texts.seal_key(key))?;
        writeln!(cx.output, "{}", cx.texts.seal_keep())?;
    }
    cx.output.flush()
}
