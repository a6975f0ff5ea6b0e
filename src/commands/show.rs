//! `hqsync show`: operations in detail.

use std::io::Write as _;

use clap::Args;

use crate::context::Context;
use crate::engine::{self, EngineError};
use crate::exit::Exit;
use crate::failure::{Failure, Result};
use crate::model::OperationId;
use crate::options::operation_number;
use crate::output::{DetailFormat, ShownOperation, print_detail, print_json};
use crate::refusal::Refusal;
use crate::store::{Access, Store};

#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    /// Numbers of the operations, as `list` gives them
    #[arg(required = true, value_name = "ID", value_parser = operation_number)]
    ids: Vec<i64>,
    /// Format of the output
    #[arg(long, value_enum, default_value_t)]
    format: DetailFormat,
}

pub(crate) fn run(args: &ShowArgs, cx: &mut Context) -> Result<Exit> {
    let store = cx.open_store(Access::Read)?;
    let mut shown = Vec::with_capacity(args.ids.len());
    for id in &args.ids {
        let id = OperationId(*id);
        let detail = store.detail(id)?.ok_or_else(|| no_operation(&store, id))?;
        let inspection = engine::inspect(&store, cx.config_if_any(), &detail)?;
        shown.push((detail.operation, inspection));
    }
    let texts = &cx.texts;
    let shown: Vec<_> =
        shown.iter().map(|(operation, inspection)| ShownOperation { operation, inspection, texts }).collect();
    match (args.format, shown.as_slice()) {
        (DetailFormat::Table, operations) => {
            for (at, operation) in operations.iter().enumerate() {
                if at > 0 {
                    writeln!(cx.output)?;
                }
                print_detail(&mut cx.output, operation)?;
            }
        }
        (DetailFormat::Json, [one]) => {
            print_json(&mut cx.output, one)?;
        }
        (DetailFormat::Json, several) => {
            print_json(&mut cx.output, &several)?;
        }
    }
    Ok(Exit::Done)
}

/// That there is no operation with a number, with the nearest there is.
pub(super) fn no_operation(store: &Store, id: OperationId) -> Failure {
    let range = match store.operation_range() {
        Ok(range) => range,
        Err(error) => return error.into(),
    };
    let hint = match range {
        None => "the store has no operations yet".to_owned(),
        Some((first, last)) => {
            // Not `clamp`, which wants them in their order: in a damaged store they may not be.
            let nearest = id.max(first).min(last);
            format!("the store has operations {first} to {last}; the nearest is {nearest}")
        }
    };
    Refusal { message: format!("there is no operation {id}"), hint }.into()
}

/// An error of the engine, with what there is instead where an operation is not.
pub(super) fn explained(store: &Store, error: EngineError) -> Failure {
    match error {
        EngineError::NoOperation(id) => no_operation(store, id),
        error => error.into(),
    }
}
