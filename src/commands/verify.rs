//! `hqsync verify`: whether the store is whole, and as its audit trail leads to.

use std::io::{self, Write as _};

use clap::Args;
use serde_json::{Value, json};

use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Result;
use crate::i18n::Texts;
use crate::model::{hex, unhex};
use crate::output::{DetailFormat, Output, allow_closed_pipe, print_json};
use crate::sanitize::visible;
use crate::store::Access;
use crate::verify::{Breach, VerifySummary, verify};

/// Bytes of an entry's hash.
const HASH_BYTES: usize = 32;

#[derive(Debug, Args)]
pub(crate) struct VerifyArgs {
    /// The end of the audit trail as an earlier run printed it: it has to be part of the trail still
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
    let Context { texts, output, .. } = cx;
    let breaches = match args.format {
        DetailFormat::Table => {
            let mut count = 0_u64;
            let mut printed = Ok(());
            let summary = verify(&store, anchor, &mut |breach| {
                count += 1;
                // Nobody reads on after an error, such as a closed pipe, and the exit status still counts.
                if printed.is_ok() {
                    printed = print_breach(output, texts, &breach);
                }
            })?;
            allow_closed_pipe(printed.and_then(|()| print_summary(output, texts, &summary, count)))?;
            count
        }
        DetailFormat::Json => {
            let mut breaches = Vec::new();
            let summary = verify(&store, anchor, &mut |breach| breaches.push(value(texts, &breach)))?;
            let count = breaches.len() as u64;
            allow_closed_pipe(print_json(output, &result(&summary, anchor, &breaches)))?;
            count
        }
    };
    Ok(if breaches == 0 { Exit::Done } else { Exit::Failed })
}

fn print_breach(output: &mut Output, texts: &Texts, breach: &Breach) -> io::Result<()> {
    let line = format!("{}: {}", texts.place(&breach.place), texts.breach(breach));
    writeln!(output, "{}", visible(&line))
}

fn print_summary(output: &mut Output, texts: &Texts, summary: &VerifySummary, breaches: u64) -> io::Result<()> {
    if breaches > 0 {
        return writeln!(output, "{}", texts.verify_breaches(breaches));
    }
    writeln!(output, "{}", texts.verify_well(summary.operations, summary.entries, summary.customers))?;
    if let Some(head) = &summary.head {
        writeln!(output, "{}", texts.verify_head(head.as_str()))?;
        writeln!(output, "{}", texts.verify_note())?;
    }
    Ok(())
}

/// A breach, for machines.
fn value(texts: &Texts, breach: &Breach) -> Value {
    json!({
        "place": breach.place.to_string(),
        "code": breach.kind.id(),
        "found": breach.found,
        "expected": breach.expected,
        "message": texts.breach(breach),
    })
}

fn result(summary: &VerifySummary, anchor: Option<&[u8]>, breaches: &[Value]) -> Value {
    json!({
        "ok": breaches.is_empty(),
        "operations": summary.operations,
        "entries": summary.entries,
        "customers": summary.customers,
        "head": summary.head,
        "anchor": anchor.map(hex),
        "breaches": breaches,
    })
}
