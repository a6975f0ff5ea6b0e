//! What the program says of its own values: the texts of `i18n` with what they are about.
//!
//! Each text has a typed accessor in [`accessors`], and a test finds a text or an argument that a file lacks.

mod accessors;
#[cfg(test)]
mod completeness_tests;
mod durations;
mod keys;
mod values;
mod words;

pub(crate) use keys::Ordinal;
