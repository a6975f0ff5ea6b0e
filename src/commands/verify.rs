//! `hqsync verify`: compares the store with its audit trail.

use std::io::{self, Write as _};

use clap::Args;

use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Result;
use crate::model::unhex;
use crate::output::{DetailFormat, VerifyPrinter};
use crate::store::Access;
use crate::verify::verify;

/// Bytes of an entry's hash.
const HASH_BYTES: usize = 32;

#[derive(Debug, Args)]
pub(crate) struct VerifyArgs {
    /// A hash that `verify` printed earlier; fails unless it is still in the chain
    #[arg(long, value_name = "HASH", value_parser = hash)]
    anchor: Option<Hash>,
    /// Format of the output
    #[arg(long, value_enum, default_value_t)]
    format: DetailFormat,
}

#[derive(Debug, Clone)]
struct Hash(Vec<u8>);

fn hash(text: &str) -> Result<Hash, String> {
    let is_hash = text.len() == 2 * HASH_BYTES && text.bytes().all(|digit| digit.is_ascii_hexdigit());
    let bytes = unhex(text).filter(|_| is_hash);
    bytes.map(Hash).ok_or_else(|| "not the hash of an entry, which has 64 hexadecimal digits".to_owned())
}

pub(crate) fn run(args: &VerifyArgs, cx: &mut Context) -> Result<Exit> {
    let store = cx.open_store(Access::Read)?;
    let anchor = args.anchor.as_ref().map(|hash| hash.0.as_slice());
    let mut printer = VerifyPrinter::new(&mut cx.output, &cx.texts, args.format);
    let summary = verify(&store, anchor, &mut |breach| printer.breach(&breach))?;
    if printer.finish(&summary, anchor)? == 0 {
        return Ok(Exit::Done);
    }
    if args.format == DetailFormat::Table {
        writeln!(io::stderr(), "{}", cx.texts.verify_no_head())?;
    }
    Ok(Exit::Failed)
}
