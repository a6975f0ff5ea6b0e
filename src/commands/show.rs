//! `hqsync show`: operations in detail.

use clap::Args;

use crate::context::Context;
use crate::engine;
use crate::exit::Exit;
use crate::failure::Result;
use crate::model::OperationId;
use crate::options::operation_number;
use crate::output::{DetailFormat, print_inspected};
use crate::store::Access;

#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    /// Numbers of the operations, as `list` prints them
    #[arg(required = true, value_name = "ID", value_parser = operation_number)]
    ids: Vec<i64>,
    /// Format of the output
    #[arg(long, value_enum, default_value_t)]
    format: DetailFormat,
}

pub(crate) fn run(args: &ShowArgs, cx: &mut Context) -> Result<Exit> {
    let store = cx.open_store(Access::Read)?;
    let ids: Vec<_> = args.ids.iter().copied().map(OperationId).collect();
    let inspected = engine::inspect_all(&store, cx.config_if_any(), &ids)?;
    print_inspected(&mut cx.output, &inspected, args.format, &cx.texts)?;
    Ok(Exit::Done)
}
