//! `hqsync demo`: a small world, the three jobs on it, and what to try next.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;

use crate::config::{Config, UsedFiles};
use crate::context::{Context, Overrides};
use crate::demo::{self, Clearing};
use crate::engine::{self, Acceptance, Environment, GuardedStore, RunRequest};
use crate::exit::{Conclusion, Exit};
use crate::failure::{Failure, Result};
use crate::i18n::Texts;
use crate::model::{Code, Column, Job, OperationId, Property, Run};
use crate::new_file::{PRIVATE, folder_of};
use crate::output::{Display, Format, ListColumn, OperationPrinter, Output, Silent, print_run_lines, properties};
use crate::shell::shell_word;
use crate::stop::Stop;
use crate::store::{Access, Selection};

/// How many operations are shown: with everything else, they fit a screen.
const NEWEST: usize = 6;

/// What is shown of them.
const COLUMNS: [Column; 6] =
    [Column::Id, Column::Channel, Column::Record, Column::Operation, Column::Status, Column::Errors];

#[derive(Debug, Args)]
pub(crate) struct DemoArgs {
    /// Folder to make the world in
    #[arg(default_value = "hqsync-demo", value_name = "DIR")]
    folder: PathBuf,
    /// Create it again even if its files have changed since the demo made them
    #[arg(long, alias = "yes")]
    force: bool,
}

pub(crate) fn run(args: &DemoArgs, cx: &mut Context) -> Result<Exit> {
    let used = if cx.config_path.as_deref().is_some_and(|path| is_in(path, &args.folder)) {
        UsedFiles::default()
    } else {
        cx.used_files()
    };
    let clearing = Clearing { is_forced: args.force, used: &used, clock: cx.clock, actor: &cx.actor };
    let lock = demo::clear(&args.folder, clearing)?;
    let config = demo::make(&args.folder)?;
    drop(lock);
    // The world has its own configuration and store, whatever the options and the environment say.
    let store = Config::load(&config)?.store.file().map(|file| file.as_os_str().to_owned().into());
    let overrides =
        Overrides { config: Some(config.clone()), store, language: cx.language(), display: Display::default() };
    let world = Context::new(overrides, cx.clock);
    let request = RunRequest { jobs: Job::ALL.to_vec(), channels: Vec::new(), accepts: Acceptance::Nothing };
    let run = run_jobs(&request, &world)?;
    demo::note_files(&args.folder)?;
    cx.answer(Conclusion::Changed(Exit::Done), |output, texts| {
        writeln!(output, "{}\n", texts.demo_made(format!("`{}`", args.folder.display())))?;
        print_run_lines(output, &run, texts)?;
        writeln!(output, "\n{}", texts.demo_list(NEWEST, run.figures().uploaded))?;
        let failed = print_newest(&world, output, texts)?;
        Ok::<_, Failure>(print_next(&config, failed, output, texts)?)
    })
}

/// Whether a file is in a folder, such as the demo's own configuration.
fn is_in(file: &Path, folder: &Path) -> bool {
    let [of_file, folder] = [folder_of(file), folder].map(|path| path.canonicalize().ok());
    of_file.is_some() && of_file == folder
}

/// Prints the newest operations, and returns one that failed for a value that can be corrected.
fn print_newest(world: &Context, output: &mut Output, texts: &Texts) -> Result<Option<OperationId>> {
    let store = world.open_store(Access::Read)?;
    let columns: Vec<_> = COLUMNS.into_iter().map(ListColumn::from).collect();
    let properties = properties(&columns);
    let selection = Selection {
        filter: None,
        sort: Property::Column(Column::Timestamp),
        descending: true,
        limit: None,
        columns: &properties,
        settings: &world.value_settings(),
    };
    let mut failed = None;
    let mut shown = 0;
    let mut printer = OperationPrinter::new(output, texts, Format::Table, columns, false)?;
    store.for_each_operation(&selection, |operation| -> Result<()> {
        if operation.problems.iter().any(|problem| problem.code() == Code::EmailInvalid) {
            failed.get_or_insert(operation.id);
        }
        shown += 1;
        if shown > NEWEST { Ok(()) } else { Ok(printer.print(&operation)?) }
    })?;
    printer.finish()?;
    Ok(failed)
}

fn run_jobs(request: &RunRequest, world: &Context) -> Result<Run> {
    let address = world.store_address()?;
    let (clock, anchoring) = (world.clock, world.anchoring(&address));
    let (access, wait, notice) = (Access::Create, Duration::ZERO, None);
    let store = GuardedStore { address: &address, access, clock, wait, notice, mode: PRIVATE, anchoring };
    let environment =
        Environment { config: world.config()?, progress: &Silent, stop: &Stop::default(), actor: &world.actor };
    let run = engine::run_jobs_locked(&store, request, &environment);
    run.map_err(|error| world.naming_the_store(error.into()))
}

/// The commands to try next, ready to be copied.
fn print_next(config: &Path, failed: Option<OperationId>, output: &mut Output, texts: &Texts) -> io::Result<()> {
    let program = std::env::args_os().next().unwrap_or_else(|| "hqsync".into());
    let failed = failed.map_or(1, |id| id.0);
    let commands = [
        ("status".to_owned(), texts.demo_next_status()),
        ("filter 'status = failed' --count-by error,Country".to_owned(), texts.demo_next_filter()),
        (format!("show {failed}"), texts.demo_next_show()),
        ("edit --where 'Country = NL' --set Country=NLD --resync --yes".to_owned(), texts.demo_next_edit()),
        ("list --all --format csv > operations.csv".to_owned(), texts.demo_next_file()),
        ("verify".to_owned(), texts.demo_next_verify()),
    ];
    writeln!(output, "\n{}", texts.demo_next())?;
    output.keep_lines()?;
    writeln!(output, "  export HQSYNC_CONFIG={}", shell_word(&config.display().to_string()))?;
    for (command, what) in commands {
        let command = format!("  {} {command}", shell_word(&program.to_string_lossy()));
        let with_comment = format!("{command}  # {what}");
        writeln!(output, "{}", if output.fits(&with_comment) { with_comment } else { command })?;
    }
    Ok(())
}
