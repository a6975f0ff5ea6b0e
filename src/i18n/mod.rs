//! All text for people, in their language.
//!
//! The texts are Fluent files, one per language; a language without a file, or a file without a text, falls back to English.
//! Each text has a typed accessor in [`texts`], and a test finds a text or an argument that a file lacks.

mod texts;

pub(crate) use texts::Texts;
