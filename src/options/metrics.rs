//! The option that leaves what was measured for Prometheus.

use std::path::PathBuf;

use clap::Args;

use super::file::in_use;
use crate::context::Context;
use crate::engine::{Measures, StatusRequest};
use crate::exit::Exit;
use crate::failure::Result;
use crate::lock::RunLock;
use crate::model::{Outcome, Run};
use crate::output::write_metrics;
use crate::store::Access;

/// Where what is measured goes.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct MetricsArgs {
    /// Write figures for Prometheus to this file, in the folder of the node exporter's textfile collector; its name ends with .prom
    #[arg(long, value_name = "FILE")]
    metrics: Option<PathBuf>,
}

impl MetricsArgs {
    /// Checks that the file may be replaced, before there is anything to measure.
    ///
    /// # Errors
    /// The program works with the file.
    pub(crate) fn check(&self, cx: &Context) -> Result<()> {
        let Some(path) = &self.metrics else { return Ok(()) };
        match cx.used_files().use_of(path) {
            Some(file_use) => Err(in_use(path, file_use).into()),
            None => Ok(()),
        }
    }

    /// Measures and writes the file, if one is asked for. `run` is how a run has just ended, which may have been before it
    /// opened the store; `None` where there was none.
    ///
    /// # Errors
    /// The file cannot be written, or the store cannot be read although no run has failed for that.
    pub(crate) fn write(&self, run: Option<Exit>, cx: &Context) -> Result<()> {
        let Some(path) = &self.metrics else { return Ok(()) };
        self.check(cx)?;
        let measures = match (measure(cx), run) {
            // The run has said what is wrong.
            (Err(_), Some(exit)) if exit == Exit::Failed || exit == Exit::Usage => None,
            (measures, _) => Some(measures?),
        };
        let past = measures.as_ref().and_then(|measures| exit_of_past(measures.last_run.as_ref()?));
        write_metrics(path, measures.as_ref(), run.or(past).map(Exit::status))
    }
}

fn measure(cx: &Context) -> Result<Measures> {
    let store = cx.open_store(Access::Read)?;
    let address = cx.store_address()?;
    let anchors = cx.anchoring(&address).file;
    let request = StatusRequest { config: cx.config_if_any(), anchors: anchors.as_deref(), ..StatusRequest::default() };
    Ok(Measures::read(&store, request, || RunLock::holder(&address))?)
}

/// Returns how a run ended, unless a signal stopped it.
pub(crate) fn exit_of_run(run: &Run) -> Exit {
    match run.outcome {
        Outcome::Failed => Exit::Failed,
        Outcome::Partial => Exit::Partial,
        _ if run.figures().failed > 0 => Exit::Attention,
        _ => Exit::Done,
    }
}

/// Returns how a run ended that is in the history; `None` if it was stopped, by whatever it was, or is at work.
fn exit_of_past(run: &Run) -> Option<Exit> {
    let is_whole = !matches!(run.outcome, Outcome::Interrupted | Outcome::Unfinished);
    is_whole.then(|| exit_of_run(run))
}
