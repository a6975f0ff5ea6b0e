//! The program under measurement: how long a command takes, and how much memory.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};

use super::World;

/// How often a child's memory is looked at. The kernel keeps the peak; only what comes after the last look is missed.
const LOOK: Duration = Duration::from_millis(5);

/// `hqsync` in a world.
pub(crate) struct Program<'w> {
    world: &'w World,
    /// The most memory that any run has needed, in KiB; none where `/proc` does not say.
    pub(crate) peak_kib: Option<u64>,
}

impl<'w> Program<'w> {
    pub(crate) fn new(world: &'w World) -> Self {
        Self { world, peak_kib: None }
    }

    /// Seconds of one command from start to end, its output thrown away.
    ///
    /// Exit status 3 says that operations need attention, as they do in every world with defects.
    pub(crate) fn run(&mut self, arguments: &[&str]) -> Result<f64> {
        let mut command = self.world.command(arguments);
        command.stdout(Stdio::null()).stderr(Stdio::piped());
        let start = Instant::now();
        let child = command.spawn()?;
        let ended = AtomicBool::new(false);
        let status = PathBuf::from(format!("/proc/{}/status", child.id()));
        let (result, peak) = thread::scope(|scope| {
            let watch = scope.spawn(|| watch(&status, &ended));
            let result = child.wait_with_output().map(|output| (output, start.elapsed()));
            ended.store(true, Ordering::Relaxed);
            (result, watch.join().unwrap_or(None))
        });
        let (Output { status, stderr, .. }, took) = result?;
        let message = String::from_utf8_lossy(&stderr);
        ensure!(
            matches!(status.code(), Some(0 | 3)),
            "`hqsync {}` ended with {status}: {message}",
            arguments.join(" ")
        );
        self.peak_kib = self.peak_kib.max(peak);
        Ok(took.as_secs_f64())
    }
}

/// The peak memory of a process until it ends.
fn watch(status: &Path, ended: &AtomicBool) -> Option<u64> {
    let mut peak = None;
    while !ended.load(Ordering::Relaxed) {
        peak = peak.max(fs::read_to_string(status).ok().as_deref().and_then(high_water_mark));
        thread::sleep(LOOK);
    }
    peak
}

fn high_water_mark(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}
