//! `hqsync show`: operations in detail.

use std::io::Write as _;

use anyhow::Result;
use clap::Args;

use crate::context::Context;
use crate::engine;
use crate::exit::Exit;
use crate::failure::Refusal;
use crate::model::OperationId;
use crate::output::{DetailFormat, ShownOperation, print_detail, print_json};
use crate::store::{Access, Detail, Store};

#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    /// Numbers of the operations, as `list` gives them
    #[arg(required = true, value_name = "ID", value_parser = operation_number)]
    ids: Vec<i64>,
    /// Format of the output
    #[arg(long, value_enum, default_value_t)]
    format: DetailFormat,
}

fn operation_number(text: &str) -> Result<i64, String> {
    text.parse().map_err(|_| "not the number of an operation; several are separated by spaces".to_owned())
}

pub(crate) fn run(args: &ShowArgs, cx: &mut Context) -> Result<Exit> {
    let store = cx.open_store(Access::Read)?;
    let mut shown = Vec::with_capacity(args.ids.len());
    for id in &args.ids {
        let detail = detail(&store, OperationId(*id))?;
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

fn detail(store: &Store, id: OperationId) -> Result<Detail> {
    if let Some(detail) = store.detail(id)? {
        return Ok(detail);
    }
    let hint = match store.operation_range()? {
        None => "the store has no operations yet".to_owned(),
        Some((first, last)) => {
            let nearest = id.clamp(first, last);
            format!("the store has operations {first} to {last}; the nearest is {nearest}")
        }
    };
    Err(Refusal { message: format!("there is no operation {id}"), hint }.into())
}
