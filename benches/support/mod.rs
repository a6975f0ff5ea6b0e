//! What the whole-process comparison is made of.

pub(crate) mod customers;
pub(crate) mod program;
pub(crate) mod reference;

/// The program that was built for the comparison.
pub(crate) struct Built;

impl hqsync_support::Binary for Built {
    const PATH: &'static str = env!("CARGO_BIN_EXE_hqsync");
}

pub(crate) type World = hqsync_support::World<Built>;
