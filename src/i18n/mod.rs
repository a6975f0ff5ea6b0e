//! All text for people, in their language.
//!
//! The texts are Fluent files, one per language; [`Texts`] finds and fills them in. What goes wrong anywhere in the program is
//! a [`Phrase`]: which text it is, in no language yet. Typed accessors to texts about the program's own values are in `sentences`.

mod help_texts;
mod numbers;
mod phrase;
#[cfg(test)]
pub(crate) mod syntax;
mod texts;

pub(crate) use help_texts::HelpTexts;
pub(crate) use phrase::Phrase;
pub(crate) use texts::Texts;
#[cfg(test)]
pub(crate) use texts::source;
