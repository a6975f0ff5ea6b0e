//! What the whole-process comparison is made of.

pub(crate) mod program;
pub(crate) mod reference;
pub(crate) mod world;
