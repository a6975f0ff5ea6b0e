//! `hqsync import`: customers that headquarters already has.

use std::env;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::config::Config;
use crate::context::Context;
use crate::engine::{self, Environment, ImportFile, ImportFileError, ImportReport, ImportRequest};
use crate::exit::{Conclusion, Exit};
use crate::exports::{Culture, TextEncoding};
use crate::failure::{Failure, Result};
use crate::given_file;
use crate::i18n::Phrase;
use crate::options::{AuthorArgs, WaitArgs};
use crate::output::{DetailFormat, Silent, import_refused, print_import_report, remark};
use crate::refusal::Refusal;
use crate::signals;
use crate::store::Access;
use crate::temporary::{TemporaryFolder, TemporaryKind};

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct ImportArgs {
    /// Files of customers: exported tables or lists, as text with delimiters or JSON, with a header; - is the standard input
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// The company of customers whose file does not name it [default: the only one that is configured]
    #[arg(long, value_name = "CODE")]
    company: Option<String>,
    /// Import nothing if any line is bad
    #[arg(long)]
    strict: bool,
    /// The encoding of files that do not show it, such as windows-1252
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    encoding: Option<TextEncoding>,
    /// The culture in which amounts are written, such as nl-NL
    #[arg(long, value_name = "NAME", value_parser = culture)]
    culture: Option<Culture>,
    /// Show what would happen; change nothing
    #[arg(long)]
    dry_run: bool,
    /// Why, for the audit trail
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    #[command(flatten)]
    wait: WaitArgs,
    #[command(flatten)]
    author: AuthorArgs,
    /// Format of the output
    #[arg(long, short, value_enum, default_value_t)]
    format: DetailFormat,
}

const EXAMPLES: &str = "\
Examples:
  hqsync import customers.csv --dry-run
  hqsync import customers.csv --company USRT --reason 'customers of the old system'
  hqsync import USRT.jsonl NLRT.jsonl --strict";

fn encoding(name: &str) -> Result<TextEncoding, Refusal> {
    TextEncoding::named(name.trim()).ok_or_else(|| Refusal::of_usage(Phrase::new("edit-encoding-unknown")))
}

fn culture(name: &str) -> Result<Culture, Refusal> {
    Culture::named(name.trim()).ok_or_else(|| {
        let known: Vec<_> = Culture::names().collect();
        Refusal::of_usage(Phrase::new("import-culture-unknown").with("known", known.join(", ")))
    })
}

pub(crate) fn run(args: &ImportArgs, cx: &mut Context) -> Result<Exit> {
    let config = cx.config()?;
    let company = company(args.company.as_deref(), config)?;
    let given = GivenFiles::of(&args.files)?;
    let author = args.author.author(args.reason.as_deref(), cx);
    let request = ImportRequest {
        files: &given.files,
        config,
        company,
        encoding: args.encoding,
        culture: args.culture,
        is_strict: args.strict,
        author: &author,
    };
    let stop = signals::listen()?;
    let address = cx.store_address()?;
    let access = if args.dry_run { Access::Rehearse } else { Access::Create };
    let store = cx.guarded_store(&address, access, args.wait.patience());
    let environment = Environment { config, progress: &Silent, stop: &stop, actor: &cx.actor };
    let report = engine::import_customers(&store, request, &environment)?;
    if report.is_refused {
        return Err(Refusal::new(import_refused(&report, &cx.texts)).into());
    }
    let exit = signals::exit_unless_stopped(&stop, exit_of(&report));
    cx.answer(Conclusion::new(args.dry_run, exit), |output, texts| {
        let printed = print_import_report(output, &report, args.format, args.dry_run, texts)
            .and_then(|()| io::Write::flush(output));
        if args.dry_run {
            remark(texts.run_dry());
        }
        if let Some(error) = report.ended_by {
            Failure::from(error).warn();
        }
        printed
    })
}

/// Returns the company of lines that name none, as the configuration spells it; `None` if there are several.
///
/// # Errors
/// There is no such company.
fn company<'c>(named: Option<&str>, config: &'c Config) -> Result<Option<&'c str>, Refusal> {
    let mut codes = config.companies.keys().map(String::as_str);
    let Some(named) = named else {
        return Ok(codes.next().filter(|_| config.companies.len() == 1));
    };
    let found = config.companies.keys().find(|code| code.eq_ignore_ascii_case(named.trim()));
    match found {
        Some(code) => Ok(Some(code)),
        None => {
            let known: Vec<_> = codes.map(|code| format!("`{code}`")).collect();
            let phrase = Phrase::new("import-company-unknown").with("company", named).with("known", known.join(", "));
            Err(Refusal::of_usage(phrase))
        }
    }
}

fn exit_of(report: &ImportReport) -> Exit {
    match report {
        ImportReport { ended_by: Some(_), .. } => Exit::Partial,
        ImportReport { left_out: 1.., .. } => Exit::Attention,
        _ => Exit::Done,
    }
}

/// What stands for the standard input.
const STANDARD_INPUT: &str = "-";

/// The files that were named. What is no regular file, such as the standard input or a pipe, is copied: a strict import reads
/// each file twice, and nobody knows the form of a file before it is read.
struct GivenFiles {
    files: Vec<ImportFile>,
    /// What keeps the copies; `None` if there are none.
    _copies: Option<TemporaryFolder>,
}

impl GivenFiles {
    fn of(paths: &[PathBuf]) -> Result<Self> {
        let mut files = Vec::<ImportFile>::new();
        let mut copies = None;
        for path in paths {
            let name = path.display().to_string();
            // What can be read only once is copied once, however often it is named.
            let known = files.iter().find(|known| known.name == name).map(|known| known.path.clone());
            let readable = match (known, source_of(path)) {
                (Some(known), _) => known,
                (None, None) => path.clone(),
                (None, Some(source)) => {
                    copy(source, files.len(), &mut copies).map_err(|error| ImportFileError::of_system(&name, error))?
                }
            };
            files.push(ImportFile { path: readable, name });
        }
        Ok(Self { files, _copies: copies })
    }
}

/// Returns what is to be copied before it is read; `None` for regular files, and for what cannot be read at all, of which the
/// import says why.
fn source_of(path: &Path) -> Option<Box<dyn io::Read>> {
    if path.as_os_str() == STANDARD_INPUT {
        return Some(Box::new(io::stdin().lock()));
    }
    let file = given_file::open(path).ok()?;
    let kind = file.metadata().ok()?.file_type();
    if kind.is_file() || kind.is_dir() { None } else { Some(Box::new(file)) }
}

/// Copies a source to a file with that number; returns the path of the copy.
fn copy(mut source: impl io::Read, number: usize, copies: &mut Option<TemporaryFolder>) -> io::Result<PathBuf> {
    let folder = match copies.take() {
        Some(folder) => folder,
        None => TemporaryFolder::new(TemporaryKind::Input, &env::temp_dir())?,
    };
    let path = copies.insert(folder).path().join(number.to_string());
    io::copy(&mut source, &mut File::create(&path)?)?;
    Ok(path)
}
