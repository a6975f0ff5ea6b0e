//! The world of the support crate, with the program that was built for these tests.

pub(crate) use hqsync_support::{open, query};

use super::about_files::is_about_files;

/// The program that was built for these tests.
pub(crate) struct Built;

impl hqsync_support::Binary for Built {
    const PATH: &'static str = env!("CARGO_BIN_EXE_hqsync");

    fn has_store_in_file(test: &str) -> bool {
        is_about_files(test)
    }
}

pub(crate) type World = hqsync_support::World<Built>;
pub(crate) type Outcome<'w> = hqsync_support::Outcome<'w, Built>;

/// Returns how many cases a property is tried on that runs the program many times: as many as given, or as many as
/// `PROPTEST_CASES` says.
pub(crate) fn few_or_told(cases: u32) -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|told| told.parse().ok()).unwrap_or(cases)
}

/// Says why a test cannot be made here.
#[expect(clippy::print_stderr, reason = "whoever runs the tests is to know what was not tested")]
pub(crate) fn skipped(reason: &str) {
    eprintln!("skipped: {reason}");
}
