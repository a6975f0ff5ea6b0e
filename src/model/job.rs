//! The three recurring jobs.

use std::fmt;
use std::str::FromStr;

/// One of the three recurring jobs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Job {
    /// Upload the channels' operations to headquarters.
    P,
    /// Synchronize customers and channel requests; formerly: Synchronize customers and business partners from async mode.
    Sync,
    /// 1010: download new accounts and changed customers to the channels.
    Download,
}

impl Job {
    /// All jobs in the order in which they run.
    pub(crate) const ALL: [Self; 3] = [Self::P, Self::Sync, Self::Download];

    /// The name by which people call the job.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::P => "p",
            Self::Sync => "sync",
            Self::Download => "1010",
        }
    }
}

impl fmt::Display for Job {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Job {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|job| job.name().eq_ignore_ascii_case(name)).ok_or(())
    }
}
