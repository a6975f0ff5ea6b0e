//! The files of texts: loading them, and finding a text in them.

use std::cell::OnceCell;
use std::rc::Rc;

use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};

use super::numbers;
use crate::language::Language;

pub(super) type Bundle = FluentBundle<FluentResource>;

/// How many kinds of texts there are: those of each language, and English for machines.
const KINDS: usize = Language::ALL.len() + 1;

thread_local! {
    /// The texts of each kind, once they are needed.
    static BUNDLES: [OnceCell<Rc<Bundle>>; KINDS] = const { [const { OnceCell::new() }; KINDS] };
}

/// The texts of a language, with English for those that it lacks.
#[derive(Debug, Clone)]
pub(crate) struct Texts {
    language: Language,
    /// Whether numbers are plain digits.
    is_for_machines: bool,
}

impl Texts {
    /// Returns the texts of a language.
    pub(crate) const fn new(language: Language) -> Self {
        Self { language, is_for_machines: false }
    }

    /// Returns the texts in the language that was chosen for this run of the program.
    pub(crate) fn chosen() -> Self {
        Self::new(Language::chosen())
    }

    /// Returns the texts for machine formats, logs and the trail: in English, whatever language people read, and with plain
    /// numbers.
    pub(crate) const fn for_machines() -> Self {
        Self { language: Language::En, is_for_machines: true }
    }

    /// Returns the language.
    pub(crate) fn language(&self) -> Language {
        self.language
    }

    /// Returns a whole number as the language writes it.
    pub(crate) fn number(&self, number: i64) -> String {
        numbers::grouped(number, self.language)
    }

    /// Returns a number with one digit behind the decimal sign, as the language writes it.
    pub(crate) fn tenths(&self, number: f64) -> String {
        numbers::decimal(number, 1, self.language)
    }

    /// Returns the text with that id, or its attribute; the id itself if no language has it.
    pub(crate) fn format(&self, id: &str, attribute: Option<&str>, arguments: &[(&str, FluentValue<'_>)]) -> String {
        self.find(id, attribute, arguments).unwrap_or_else(|| {
            debug_assert!(false, "no text has the id {id}");
            id.to_owned()
        })
    }

    /// Returns the text with that id, or its attribute, in this language or else in English.
    pub(crate) fn find(
        &self,
        id: &str,
        attribute: Option<&str>,
        arguments: &[(&str, FluentValue<'_>)],
    ) -> Option<String> {
        let own = self.bundle();
        // English is read only where it is needed, since that takes as long as the rest of a short command.
        let bundle = if own.has_message(id) { own } else { Self::new(Language::En).bundle() };
        find_in(&bundle, id, attribute, arguments)
    }

    fn bundle(&self) -> Rc<Bundle> {
        let kind = if self.is_for_machines { Language::ALL.len() } else { self.language as usize };
        BUNDLES.with(|bundles| {
            Rc::clone(bundles[kind].get_or_init(|| {
                let mut bundle = load(self.language, source(self.language));
                // Fluent's own numbers have no thousands.
                match self.language {
                    _ if self.is_for_machines => {}
                    Language::En => bundle.set_formatter(Some(|value, _| number_in(value, Language::En))),
                    Language::Nl => bundle.set_formatter(Some(|value, _| number_in(value, Language::Nl))),
                    Language::Da => bundle.set_formatter(Some(|value, _| number_in(value, Language::Da))),
                }
                Rc::new(bundle)
            }))
        })
    }
}

/// Returns a text of a file, or its attribute.
pub(super) fn find_in(
    bundle: &Bundle,
    id: &str,
    attribute: Option<&str>,
    arguments: &[(&str, FluentValue<'_>)],
) -> Option<String> {
    let message = bundle.get_message(id)?;
    let pattern = match attribute {
        None => message.value()?,
        Some(attribute) => message.get_attribute(attribute)?.value(),
    };
    let arguments: FluentArgs<'_> = arguments.iter().map(|(name, value)| (*name, value.clone())).collect();
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, Some(&arguments), &mut errors).into_owned();
    debug_assert!(errors.is_empty(), "{id}: {errors:?}");
    Some(text)
}

/// Returns the text of a language's file.
pub(crate) const fn source(language: Language) -> &'static str {
    match language {
        Language::En => include_str!("en.ftl"),
        Language::Nl => include_str!("nl.ftl"),
        Language::Da => include_str!("da.ftl"),
    }
}

/// Reads a file of texts.
pub(super) fn load(language: Language, source: &str) -> Bundle {
    let tag = match language {
        Language::En => unic_langid::langid!("en"),
        Language::Nl => unic_langid::langid!("nl"),
        Language::Da => unic_langid::langid!("da"),
    };
    let mut bundle = FluentBundle::new(vec![tag]);
    // The marks that isolate arguments show as boxes on many terminals.
    bundle.set_use_isolating(false);
    // What cannot be parsed is left out; a test reads every file without an error.
    let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, _)| resource);
    bundle.add_resource_overriding(resource);
    bundle
}

/// Returns a number as a language writes it; `None` for every other value, which stays as it is.
fn number_in(value: &FluentValue<'_>, language: Language) -> Option<String> {
    let FluentValue::Number(FluentNumber { value, .. }) = value else { return None };
    Some(numbers::decimal(*value, 0, language))
}
