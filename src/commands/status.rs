//! `hqsync status`: how things stand, for people and for monitoring.

use clap::Args;

use crate::context::Context;
use crate::engine::Status;
use crate::exit::Exit;
use crate::failure::Result;
use crate::lock::RunLock;
use crate::output::{DetailFormat, allow_closed_pipe, print_status};
use crate::store::Access;

#[derive(Debug, Args)]
pub(crate) struct StatusArgs {
    /// Format of the output
    #[arg(long, value_enum, default_value_t)]
    format: DetailFormat,
}

pub(crate) fn run(args: &StatusArgs, cx: &mut Context) -> Result<Exit> {
    let store = cx.open_store(Access::Read)?;
    let path = cx.store_path()?;
    let anchors = cx.anchoring(&path).file;
    let status = Status::read(&store, cx.config_if_any(), anchors.as_deref(), || RunLock::holder(&path))?;
    // Monitoring needs the exit status, even if nobody reads the text.
    allow_closed_pipe(print_status(&mut cx.output, &status, args.format, &cx.texts))?;
    Ok(if status.attention.is_empty() { Exit::Done } else { Exit::Attention })
}
