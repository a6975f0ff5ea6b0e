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

/// Says why a test cannot be made here.
#[expect(clippy::print_stderr, reason = "whoever runs the tests is to know what was not tested")]
pub(crate) fn skipped(reason: &str) {
    eprintln!("skipped: {reason}");
}
