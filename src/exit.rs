//! How the program ends.

use std::process::ExitCode;

/// What the exit status says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    Done,
    /// Failed, nothing done.
    Failed,
    Usage,
    /// Done, but operations failed in this run; of `status`: something needs attention.
    Attention,
    /// A channel or a job failed, the rest is done.
    Partial,
    /// Locked, try later.
    Locked,
    /// Stopped by the signal with that number.
    Interrupted(usize),
}

/// The table of exit statuses, as `--help` shows it.
pub(crate) const TABLE: &str = "\
Exit status:
  0    done
  1    failed, nothing done
  2    wrong usage
  3    done, but operations failed in this run (`status`: something needs attention)
  4    partial: a channel or a job failed, the rest is done
  75   locked by another run, try later
  130  interrupted by SIGINT, 143 by SIGTERM";

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Failed => 1,
            Exit::Usage => 2,
            Exit::Attention => 3,
            Exit::Partial => 4,
            Exit::Locked => 75,
            Exit::Interrupted(signal) => u8::try_from(128 + signal).unwrap_or(u8::MAX),
        })
    }
}
