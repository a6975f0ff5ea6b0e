//! `hqsync import`: customers that headquarters already has.

use std::env;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::config::Config;
use crate::context::Context;
use crate::engine::{self, Environment, ImportFile, ImportReport, ImportRequest};
use crate::exit::{Conclusion, Exit};
use crate::exports::{Culture, TextEncoding};
use crate::failure::{Failure, Result, ResultExt as _};
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
    let input = InputFolder::of(&args.files)?;
    let files: Vec<_> = args.files.iter().map(|path| input.file(path)).collect();
    let author = args.author.author(args.reason.as_deref(), cx);
    let request = ImportRequest {
        files: &files,
        config,
        company,
        encoding: args.encoding,
        culture: args.culture,
        is_strict: args.strict,
        author: &author,
    };
    let stop = signals::listen()?;
    let path = cx.store_path()?;
    let access = if args.dry_run { Access::Rehearse } else { Access::Create };
    let store = cx.store_file(&path, access, args.wait.patience());
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

/// The standard input as a file: it is read twice by a strict import, and nobody knows its form beforehand. `None` if no file is
/// the standard input.
struct InputFolder(Option<TemporaryFolder>);

/// What stands for the standard input.
const STANDARD_INPUT: &str = "-";

impl InputFolder {
    fn of(files: &[PathBuf]) -> Result<Self> {
        if !files.iter().any(|file| file.as_os_str() == STANDARD_INPUT) {
            return Ok(Self(None));
        }
        let unreadable = || Phrase::new("edit-input-unreadable");
        let folder = TemporaryFolder::new(TemporaryKind::Input, &env::temp_dir()).with_context(unreadable)?;
        let mut copy = File::create(Self::path_in(&folder)).with_context(unreadable)?;
        io::copy(&mut io::stdin().lock(), &mut copy).with_context(unreadable)?;
        Ok(Self(Some(folder)))
    }

    fn path_in(folder: &TemporaryFolder) -> PathBuf {
        folder.path().join("input")
    }

    fn file(&self, path: &Path) -> ImportFile {
        let name = path.display().to_string();
        match &self.0 {
            Some(folder) if name == STANDARD_INPUT => ImportFile { path: Self::path_in(folder), name },
            _ => ImportFile { path: path.to_owned(), name },
        }
    }
}
