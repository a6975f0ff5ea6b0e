//! `hqsync verify`: compares the store with its audit trail.

use std::ffi::OsString;
use std::io::{self, Read, Write as _};
use std::path::{Path, PathBuf};

use clap::Args;

use crate::context::Context;
use crate::exit::Exit;
use crate::failure::{Failure, Result, ResultExt as _, Severity};
use crate::given_file;
use crate::i18n::Phrase;
use crate::model::unhex;
use crate::output::{DetailFormat, VerifyPrinter, allow_closed_pipe, remark, remark_unasked};
use crate::refusal::Refusal;
use crate::sanitize::visible;
use crate::signals;
use crate::store::Access;
use crate::trail::SealKey;
use crate::verify::{AnchorsSource, AskedChannels, VerifyRequest, verify};
use crate::witness::open_configured;

/// Bytes of an entry's hash.
const HASH_BYTES: usize = 32;

/// How many bytes of a file with keys are read at most.
const KEY_FILE_BYTES: u64 = 64 * 1024;

#[derive(Debug, Args)]
pub(crate) struct VerifyArgs {
    /// A hash that `verify` printed earlier; fails unless it is still in the chain; can be given several times
    #[arg(long, value_name = "HASH", value_parser = hash)]
    anchor: Vec<Hash>,
    /// Files of anchors, in addition to the one that the configuration names; fails unless all of them are still in the chain
    #[arg(long, value_name = "FILE", num_args = 1..)]
    anchors: Vec<PathBuf>,
    /// Query the channels: which entry of the audit trail they know, and whether they have the accounts that headquarters
    /// assigned
    #[arg(long)]
    channels: bool,
    /// The key that `trail seal` showed, a file that contains it, or - for the standard input; proves that entries since then are
    /// as they were appended; can be given several times, since each seal has a key of its own
    #[arg(long, value_name = "KEY|FILE")]
    key: Vec<OsString>,
    /// Compare the search index with all operations instead of a sample; takes several times as long
    #[arg(long)]
    full: bool,
    /// Format of the output
    #[arg(long, short, value_enum, default_value_t)]
    format: DetailFormat,
}

#[derive(Debug, Clone)]
struct Hash(Vec<u8>);

fn hash(text: &str) -> Result<Hash, Refusal> {
    let is_hash = text.len() == 2 * HASH_BYTES && text.bytes().all(|digit| digit.is_ascii_hexdigit());
    let bytes = unhex(text).filter(|_| is_hash);
    bytes.map(Hash).ok_or_else(|| Refusal::of_usage(Phrase::new("verify-no-hash")))
}

pub(crate) fn run(args: &VerifyArgs, cx: &mut Context) -> Result<Exit> {
    let store = cx.open_store(Access::Read)?;
    let hashes: Vec<_> = args.anchor.iter().map(|hash| hash.0.clone()).collect();
    let anchors = anchors(args, cx)?;
    // A key may be typed: until then, signals end the program at once.
    let keys = keys(&args.key)?;
    let stop = signals::listen()?;
    let config = if args.channels { Some(cx.config()?.clone()) } else { None };
    let channels = config.as_ref().map(|config| AskedChannels::ask(config, &stop));
    let request = VerifyRequest { hashes: hashes.clone(), anchors, channels, keys, is_full: args.full, original: None };
    let address = cx.store_address()?.absolute();
    let mut printer = VerifyPrinter::new(&mut cx.output, &cx.texts, args.format, &address);
    let mut may_be_put_back = false;
    let summary = verify(&store, request, &mut |breach| {
        may_be_put_back |= breach.kind.may_be_put_back();
        printer.breach(&breach);
    })?;
    let breaches = printer.finish(&summary, &hashes)?;
    // On a terminal, what remarks refer to comes first.
    allow_closed_pipe(cx.output.flush())?;
    if args.format == DetailFormat::Table {
        remark_unasked(&summary, &cx.texts);
        if breaches > 0 {
            remark(visible(&cx.texts.verify_no_head(address.to_string())));
            if may_be_put_back {
                remark(Severity::Hint.line(&cx.texts.verify_put_back(), &cx.texts));
            }
        }
    }
    Ok(match breaches {
        0 if summary.unasked.is_empty() => Exit::Done,
        0 => Exit::Partial,
        _ => Exit::Failed,
    })
}

/// Reads the keys that are given or that files contain.
fn keys(given: &[OsString]) -> Result<Vec<SealKey>> {
    let mut keys = Vec::new();
    for given in given {
        if let Some(key) = given.to_str().and_then(SealKey::read) {
            keys.push(key);
            continue;
        }
        let attempt = || Phrase::new("verify-key-unreadable").with("file", given.display());
        let file: Box<dyn Read> = if given == "-" {
            Box::new(io::stdin())
        } else {
            Box::new(given_file::open(Path::new(given)).with_context(attempt)?)
        };
        let mut text = String::new();
        file.take(KEY_FILE_BYTES).read_to_string(&mut text).with_context(attempt)?;
        let found: Vec<_> = text.lines().filter_map(key_of_line).collect();
        if found.is_empty() {
            return Err(no_key(given).into());
        }
        keys.extend(found);
    }
    Ok(keys)
}

/// Returns the key in a line, such as `Key: 0123…`.
fn key_of_line(line: &str) -> Option<SealKey> {
    SealKey::read(line.rsplit_once(':').map_or(line, |(_, key)| key))
}

fn no_key(given: &OsString) -> Refusal {
    Refusal::of_usage(Phrase::new("verify-no-key").with("given", given.display()))
}

/// Opens the file with anchors that the configuration names, if there is one, and those of the command line, each once.
fn anchors(args: &VerifyArgs, cx: &Context) -> Result<Vec<AnchorsSource>> {
    let mut sources: Vec<_> = configured_anchors(cx)?.into_iter().collect();
    for path in &args.anchors {
        let attempt = || Phrase::new("verify-anchors-unreadable").with("file", path.display());
        let source = given_file::open(path).and_then(|file| AnchorsSource::new(path.clone(), file));
        source.with_context(attempt)?.ask(&mut sources);
    }
    Ok(sources)
}

/// Opens the file with anchors that the configuration names, if there is one.
pub(super) fn configured_anchors(cx: &Context) -> Result<Option<AnchorsSource>> {
    let Some(path) = cx.anchoring(&cx.store_address()?).file else { return Ok(None) };
    Ok(match open_configured(&path) {
        Ok(Some(file)) => Some(AnchorsSource::new(path, file)?),
        Ok(None) => None,
        // Whoever may read the store need not be able to read the anchors.
        Err(error) if error.is_denied() => {
            Failure::from(error).warn();
            None
        }
        // Somebody may have planted it in place of the anchors.
        Err(error) => Some(AnchorsSource::unusable(path, error.fault())),
    })
}
