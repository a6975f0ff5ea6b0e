//! SIGINT, SIGTERM and SIGHUP: the program finishes its batch and stops.

use std::fs;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock};

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGXFSZ};
use thiserror::Error;

use crate::exit::Exit;
use crate::failure::{Explain, FailureKind};
use crate::i18n::Phrase;
use crate::stop::Stop;
use crate::store;

/// The program stopped on the signal with that number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("{}", self.phrase())]
pub(crate) struct Interrupted(pub(crate) usize);

impl Explain for Interrupted {
    fn phrase(&self) -> Phrase {
        Phrase::new("interrupted")
    }

    fn kind(&self) -> FailureKind {
        FailureKind::Interrupted(self.0)
    }
}

/// The signals that ask the program to stop.
const SIGNALS: [i32; 3] = [SIGINT, SIGTERM, SIGHUP];

/// Whether a signal ends the program at once: commands that write nothing may end anywhere. A process has its signals once.
static AT_ONCE: LazyLock<Arc<AtomicBool>> = LazyLock::new(|| Arc::new(AtomicBool::new(true)));

/// Makes the signals end the program at once where the system would not: the first process of a container ignores signals
/// that it does not handle.
pub(crate) fn end_at_once_in_container() {
    if std::process::id() != 1 {
        return;
    }
    for signal in SIGNALS.into_iter().filter(|signal| !is_ignored(*signal)) {
        // If it cannot be registered, the container has to be killed.
        let _ = signal_hook::flag::register_conditional_shutdown(signal, 128 + signal, Arc::clone(&AT_ONCE));
    }
}

/// Makes the signals set the returned flag instead of ending the program, also for whatever waits or reads in the store. A
/// program that `nohup` started goes on when its terminal is closed.
pub(crate) fn listen() -> io::Result<Stop> {
    let stop = Stop::default();
    store::heed(&stop);
    let hangup = (!is_ignored(SIGHUP)).then_some(SIGHUP);
    for signal in [SIGINT, SIGTERM].into_iter().chain(hangup) {
        signal_hook::flag::register_usize(signal, stop.flag(), usize::try_from(signal).map_err(io::Error::other)?)?;
    }
    AT_ONCE.store(false, Ordering::SeqCst);
    Ok(stop)
}

/// Makes a write beyond the largest allowed size of a file an error instead of the end of the program.
pub(crate) fn survive_size_limit() {
    // If it cannot be registered, the program ends as any other one does.
    let _ = signal_hook::flag::register(SIGXFSZ, Arc::default());
}

/// Makes SIGINT do nothing: a pager on the same terminal takes Ctrl-C as a command of its own.
pub(crate) fn leave_interrupts_to_others() -> io::Result<()> {
    signal_hook::flag::register(SIGINT, Arc::default())?;
    AT_ONCE.store(false, Ordering::SeqCst);
    Ok(())
}

/// Whether the program was started with a signal ignored; false where the system does not say it.
fn is_ignored(signal: i32) -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).is_some_and(|mask| mask >> (signal - 1) & 1 == 1)
}

/// Forgets a SIGINT that came while a program on the same terminal had the keyboard: it was meant for that program.
pub(crate) fn forget_interrupt(stop: &Stop) {
    stop.forget(SIGINT as usize);
}

/// Checks whether the program was asked to stop.
///
/// # Errors
/// [`Interrupted`] if it was.
pub(crate) fn check(stop: &Stop) -> Result<(), Interrupted> {
    stop.signal().map_or(Ok(()), |signal| Err(Interrupted(signal)))
}

/// Returns how a command ends that was asked to stop, and `exit` if it was not.
pub(crate) fn exit_unless_stopped(stop: &Stop, exit: Exit) -> Exit {
    stop.signal().map_or(exit, Exit::Interrupted)
}
