//! `hqsync status`: how things stand, for people and for monitoring.

use std::io::{self, Write as _};
use std::thread;
use std::time::{Duration, Instant};

use clap::Args;

use crate::config::MaxAge;
use crate::context::Context;
use crate::engine::{Status, StatusRequest};
use crate::exit::Exit;
use crate::failure::{Explain as _, Result};
use crate::lock::RunLock;
use crate::options::{MetricsArgs, absolute, known_channels, separated};
use crate::output::{DetailFormat, StatusPlace, allow_closed_pipe, print_status};
use crate::refusal::Refusal;
use crate::signals;
use crate::stop::Stop;
use crate::store::Access;

/// How often a wait looks whether it is to end.
const PAUSE: Duration = Duration::from_millis(100);

/// Clears a terminal and goes to its first line.
const CLEAR: &str = "\u{1b}[H\u{1b}[2J\u{1b}[3J";

#[derive(Debug, Args)]
pub(crate) struct StatusArgs {
    /// Only this channel; separate several by commas
    #[arg(long, value_name = "NAME")]
    channel: Vec<String>,
    /// Pending operations, last runs and last contacts that are older need attention, such as 2h; `none` switches this off
    /// [default: `status.max_age` of the configuration, 30m]
    #[arg(long, value_name = "DURATION", value_parser = max_age)]
    max_age: Option<MaxAge>,
    /// Print it again every 5 seconds, or every SECONDS, until Ctrl-C
    #[arg(long, value_name = "SECONDS", num_args = 0..=1, default_missing_value = "5",
        value_parser = clap::value_parser!(u64).range(1..=86_400))]
    watch: Option<u64>,
    /// Format of the output
    #[arg(long, short, value_enum, default_value_t)]
    format: DetailFormat,
    #[command(flatten)]
    metrics: MetricsArgs,
}

/// Reads an age, or `none`.
fn max_age(text: &str) -> std::result::Result<MaxAge, Refusal> {
    MaxAge::parse(text).map_err(|error| Refusal::of_usage(error.phrase()))
}

pub(crate) fn run(args: &StatusArgs, cx: &mut Context) -> Result<Exit> {
    args.metrics.check(cx)?;
    let Some(seconds) = args.watch else { return print(args, cx) };
    let stop = signals::listen()?;
    let interval = Duration::from_secs(seconds);
    loop {
        if args.format == DetailFormat::Table {
            begin_screen(interval, cx)?;
        }
        print(args, cx)?;
        cx.output.flush()?;
        // The next one is read from another state.
        cx.check_reading()?;
        if let Some(signal) = wait(interval, &stop) {
            return Ok(Exit::Interrupted(signal));
        }
    }
}

fn print(args: &StatusArgs, cx: &mut Context) -> Result<Exit> {
    let store = cx.open_store(Access::Read)?;
    let address = cx.store_address()?;
    let anchors = cx.anchoring(&address).file;
    let config = cx.config_if_any();
    let configured = config.map(|config| config.status.max_age).unwrap_or_default();
    let max_age = args.max_age.unwrap_or(configured);
    let channels = separated("--channel", &args.channel, &known_channels(&store, cx)?)?;
    let request = StatusRequest { config, anchors: anchors.as_deref(), channels: &channels, max_age };
    let status = Status::read(&store, request, || RunLock::holder(&address))?;
    let config_path = config.and(cx.config_path.as_deref()).map(absolute);
    let place = StatusPlace { config: config_path.as_deref(), store: &address.absolute() };
    args.metrics.write(None, cx)?;
    // Monitoring needs the exit status, even if nobody reads the text.
    allow_closed_pipe(print_status(&mut cx.output, &status, place, args.format, &cx.texts))?;
    Ok(if status.attention.is_empty() { Exit::Done } else { Exit::Attention })
}

/// Begins what is printed again and again: on a terminal, in the place of what was printed before.
fn begin_screen(interval: Duration, cx: &mut Context) -> io::Result<()> {
    if cx.output.is_terminal {
        write!(cx.output, "{CLEAR}")?;
    }
    let interval = cx.texts.duration_in_words(interval);
    writeln!(cx.output, "{}\n", cx.texts.status_watch(cx.clock.now().local(), interval))
}

/// Waits; returns the number of the signal if one asks the program to stop.
fn wait(interval: Duration, stop: &Stop) -> Option<usize> {
    let begun = Instant::now();
    while begun.elapsed() < interval {
        if let Some(signal) = stop.signal() {
            return Some(signal);
        }
        thread::sleep(PAUSE.min(interval));
    }
    stop.signal()
}
