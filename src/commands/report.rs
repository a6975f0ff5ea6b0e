//! `hqsync report`: how long customers waited, what failed and what was corrected, to look at.

use clap::Args;

use crate::context::Context;
use crate::engine::{PeriodReport, ReportRequest, StatusRequest};
use crate::exit::Exit;
use crate::failure::Result;
use crate::lock::RunLock;
use crate::options::{PageArgs, ScopeArgs};
use crate::output::{ReportPlace, print_report};
use crate::signals;
use crate::store::Access;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  hqsync report --output november.html --since 2026-11-01 --until 2026-11-30
  hqsync report --format json --since -7d | jq .customers.seconds.median")]
pub(crate) struct ReportArgs {
    #[command(flatten)]
    scope: ScopeArgs,
    /// Name the people who corrected operations
    #[arg(long)]
    people: bool,
    /// List the 100 oldest operations that have not gone through, by number, error and channel
    #[arg(long)]
    operations: bool,
    #[command(flatten)]
    page: PageArgs,
}

pub(crate) fn run(args: &ReportArgs, cx: &mut Context) -> Result<Exit> {
    let store = cx.open_store(Access::Read)?;
    let scope = args.scope.scope(&store, cx)?;
    let address = cx.store_address()?;
    let anchors = cx.anchoring(&address).file;
    // An incomplete file is not left behind.
    let stop = signals::listen()?;
    let (format, mut file) = args.page.open(cx)?;
    let config = cx.config_if_any();
    let max_age = config.map(|config| config.status.max_age).unwrap_or_default();
    let status = StatusRequest { config, anchors: anchors.as_deref(), max_age, channels: &[] };
    let request = ReportRequest { scope, with_people: args.people, with_operations: args.operations };
    let report = PeriodReport::read(&store, request, status, || RunLock::holder(&address))?;
    signals::check(&stop)?;
    let place = ReportPlace { store: &address.absolute() };
    print_report(file.as_mut().unwrap_or(&mut cx.output), &report, place, format, &cx.texts)?;
    if let Some(file) = file {
        file.complete()?;
    }
    Ok(Exit::Done)
}
