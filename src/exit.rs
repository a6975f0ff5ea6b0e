//! How the program ends.

use std::process::ExitCode;

/// What the exit status says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    Done,
    /// Failed, nothing done.
    Failed,
    Usage,
    /// Done, but operations failed in this run; of `status`: something needs attention; of `import`: lines were left out; of
    /// `backup`: the store, and so the copy, does not agree with its audit trail.
    Attention,
    /// A channel or a job failed, the rest is done.
    Partial,
    /// Done, but the answer could not be written.
    Unanswered,
    /// Locked, try later.
    Locked,
    /// Stopped by the signal with that number.
    Interrupted(usize),
    /// What `check` tells a monitor, whose statuses are others.
    Monitored(MonitorState),
}

/// What a plugin for Nagios and Icinga says of a service: its exit status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum MonitorState {
    Ok = 0,
    Warning = 1,
    Critical = 2,
    /// Nothing is known: the command line, the configuration or the store is at fault.
    Unknown = 3,
}

impl MonitorState {
    /// Returns the word that monitors have for it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Ok => "OK",
            Self::Warning => "WARNING",
            Self::Critical => "CRITICAL",
            Self::Unknown => "UNKNOWN",
        }
    }
}

/// What a command has done when it prints its answer, and how it would end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Conclusion {
    /// What was changed stays, whether or not anybody reads about it.
    Changed(Exit),
    /// Nothing was changed: the answer is all that the command is for.
    Rehearsed(Exit),
}

impl Conclusion {
    /// Returns the conclusion of a command that changes something unless it only rehearses.
    pub(crate) fn new(is_rehearsal: bool, exit: Exit) -> Self {
        if is_rehearsal { Self::Rehearsed(exit) } else { Self::Changed(exit) }
    }

    /// Returns how the command ends if its answer is written.
    pub(crate) fn exit(self) -> Exit {
        match self {
            Self::Changed(exit) | Self::Rehearsed(exit) => exit,
        }
    }
}

/// The table of exit statuses, as `--help` shows it.
pub(crate) const TABLE: &str = "\
Exit status:
  0    done
  1    failed, nothing done
  2    wrong usage
  3    done, but operations failed in this run (`status`: something needs attention;
       `import`: lines were left out; `backup`: the copy does not agree with its audit
       trail)
  4    partial: a channel or a job failed, the rest is done
  5    done, all or in part, but the answer could not be written
  75   locked by another run, try later
  130  interrupted by SIGINT, 143 by SIGTERM, 129 by SIGHUP: 128 and the number of the signal";

impl Exit {
    /// Returns the number that the program ends with.
    pub(crate) fn status(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Failed => 1,
            Self::Usage => 2,
            Self::Attention => 3,
            Self::Partial => 4,
            Self::Unanswered => 5,
            Self::Locked => 75,
            Self::Interrupted(signal) => u8::try_from(128 + signal).unwrap_or(u8::MAX),
            Self::Monitored(state) => state as u8,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.status())
    }
}
