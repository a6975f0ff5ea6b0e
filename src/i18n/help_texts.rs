//! The texts of the command line's help, which are needed only when somebody asks for it.

use fluent_bundle::FluentValue;

use super::texts::{Bundle, find_in, load};
use crate::language::Language;

/// The help in a language other than English, which has its help in the doc comments of the code.
pub(crate) struct HelpTexts {
    bundle: Bundle,
    /// The file, which tests compare with the command line.
    #[cfg(test)]
    pub(crate) source: &'static str,
}

impl HelpTexts {
    /// Reads the help of a language; `None` for English.
    pub(crate) fn new(language: Language) -> Option<Self> {
        let source = source(language)?;
        Some(Self {
            bundle: load(language, source),
            #[cfg(test)]
            source,
        })
    }

    /// Returns the text with that id, or its attribute.
    pub(crate) fn find(&self, id: &str, attribute: Option<&str>) -> Option<String> {
        find_in(&self.bundle, id, attribute, &[])
    }

    /// Returns the text with that id and its arguments, or nothing.
    pub(crate) fn filled(&self, id: &str, arguments: &[(&str, &str)]) -> String {
        let arguments: Vec<_> = arguments.iter().map(|(name, value)| (*name, FluentValue::from(*value))).collect();
        find_in(&self.bundle, id, None, &arguments).unwrap_or_default()
    }

    /// Whether there is a text with that id.
    pub(crate) fn has(&self, id: &str) -> bool {
        self.bundle.has_message(id)
    }
}

/// Returns the text of a language's file.
pub(crate) const fn source(language: Language) -> Option<&'static str> {
    match language {
        Language::En => None,
        Language::Nl => Some(include_str!("nl-help.ftl")),
        Language::Da => Some(include_str!("da-help.ftl")),
    }
}
