//! All text for people, in their language.
//!
//! The texts are Fluent files, one per language; a language without a file, or a file without a text, falls back to English.
//! Each text has a typed accessor in [`accessors`], and a test finds a text or an argument that a file lacks.

mod accessors;
mod durations;
mod keys;
mod sentences;
mod texts;

pub(crate) use keys::Ordinal;
pub(crate) use texts::Texts;
