//! The texts of a language: files, look-up, and the words that stand alone.

use std::rc::Rc;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};

use super::keys::action_key;
use crate::language::Language;
use crate::model::{Action, EffectKind, Job, Outcome, RecordKind, State};

const ENGLISH: &str = include_str!("en.ftl");

/// The texts of a language, with English for those that it lacks.
#[derive(Clone)]
pub(crate) struct Texts {
    /// The last is English.
    bundles: Vec<Rc<FluentBundle<FluentResource>>>,
}

/// Returns the text of a language's file; `None` if it is not written yet.
fn source(language: Language) -> Option<&'static str> {
    match language {
        Language::En => Some(ENGLISH),
        Language::Nl | Language::Da => None,
    }
}

impl Texts {
    /// Creates the texts of a language.
    pub(crate) fn new(language: Language) -> Self {
        let mut languages = vec![language];
        if language != Language::En {
            languages.push(Language::En);
        }
        let bundles = languages.into_iter().filter_map(|language| Some(Rc::new(bundle(language, source(language)?))));
        Self { bundles: bundles.collect() }
    }

    /// Returns the texts in English, for machine formats: those are the same in every language.
    pub(crate) fn english(&self) -> Self {
        Self { bundles: self.bundles.last().cloned().into_iter().collect() }
    }

    /// Returns the text with that id, or its attribute; the id itself if no language has it.
    pub(super) fn format(&self, id: &str, attribute: Option<&str>, arguments: &[(&str, FluentValue<'_>)]) -> String {
        self.find(id, attribute, arguments).unwrap_or_else(|| id.to_owned())
    }

    /// Returns the text with that id, or its attribute, in the first language that has it.
    pub(super) fn find(
        &self,
        id: &str,
        attribute: Option<&str>,
        arguments: &[(&str, FluentValue<'_>)],
    ) -> Option<String> {
        self.bundles.iter().find_map(|bundle| {
            let message = bundle.get_message(id)?;
            let pattern = match attribute {
                None => message.value()?,
                Some(attribute) => message.get_attribute(attribute)?.value(),
            };
            let arguments: FluentArgs<'_> = arguments.iter().map(|(name, value)| (*name, value.clone())).collect();
            Some(bundle.format_pattern(pattern, Some(&arguments), &mut Vec::new()).into_owned())
        })
    }

    /// Returns the word for a state.
    pub(crate) fn state(&self, state: State) -> String {
        self.format(&format!("state-{}", state.name()), None, &[])
    }

    /// Returns the header of a column that counts what is in a state.
    pub(crate) fn state_head(&self, state: State) -> String {
        self.format(&format!("head-{}", state.name()), None, &[])
    }

    /// Returns the word for a kind of record.
    pub(crate) fn record(&self, kind: RecordKind) -> String {
        self.format(&format!("record-{}", kind.name()), None, &[])
    }

    /// Returns the word for an action; `None` is one that cannot be read.
    pub(crate) fn action(&self, action: Option<Action>) -> String {
        self.format(&format!("action-{}", action_key(action)), None, &[])
    }

    /// Returns the word for an effect.
    pub(crate) fn effect(&self, effect: EffectKind) -> String {
        self.format(&format!("effect-name-{}", effect.name()), None, &[])
    }

    /// Returns the word for an outcome.
    pub(crate) fn outcome(&self, outcome: Outcome) -> String {
        self.format(&format!("outcome-{}", outcome.name()), None, &[])
    }

    /// Returns the name of a job.
    pub(crate) fn job_name(&self, job: Job) -> String {
        self.format(&format!("job-{}", job.name()), None, &[])
    }

    /// Returns the header of the column with that key in machine formats.
    pub(crate) fn column(&self, key: &str) -> String {
        self.format(&format!("column-{}", key.replace('_', "-")), None, &[])
    }

    /// Returns what a column or a field means; a field is one of a kind of record.
    pub(crate) fn meaning(&self, of: &str, name: &str) -> String {
        self.format(&format!("meaning-{of}-{}", name.replace('_', "-")), None, &[])
    }

    /// Returns the word for the type of a field's values.
    pub(crate) fn type_name(&self, name: &str) -> String {
        self.format(&format!("type-{name}"), None, &[])
    }

    /// Returns the header, for narrow screens, of the column with that key; `None` if the whole one is short enough.
    pub(crate) fn short_header(&self, key: &str) -> Option<String> {
        self.find(&format!("short-{}", key.replace('_', "-")), None, &[])
    }

    /// Returns the header of a column of the history under its key in machine formats.
    pub(crate) fn history_column(&self, key: &str) -> String {
        self.format(&format!("history-column-{key}"), None, &[])
    }

    /// Returns a figure of a job with what it counts.
    pub(crate) fn figure(&self, name: &str, count: u64) -> String {
        self.format(&format!("figure-{name}"), None, &[("count", count.into())])
    }
}

fn bundle(language: Language, source: &str) -> FluentBundle<FluentResource> {
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::i18n::Ordinal;
    use crate::i18n::accessors::ACCESSORS;
    use crate::i18n::sentences::sentence_id;
    use crate::model::{Action, Column, FailureCode, Figures, NoteCode, Reason};
    use crate::verify::BreachKind;

    /// Each text's id with the arguments that it names.
    fn texts_of(source: &str) -> Vec<(String, BTreeSet<String>)> {
        let mut texts: Vec<(String, BTreeSet<String>)> = Vec::new();
        for line in source.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
            if line.starts_with(|c: char| c.is_ascii_lowercase()) {
                let id = line.split(" =").next().unwrap_or_default();
                texts.push((id.to_owned(), BTreeSet::new()));
            }
            let names = line
                .split('$')
                .skip(1)
                .map(|rest| rest.chars().take_while(|c| c.is_ascii_alphanumeric()).collect::<String>());
            texts.last_mut().expect("a text before its arguments").1.extend(names);
        }
        texts
    }

    fn languages() -> impl Iterator<Item = (Language, &'static str)> {
        [Language::En, Language::Nl, Language::Da]
            .into_iter()
            .filter_map(|language| Some((language, source(language)?)))
    }

    #[test]
    fn an_ordinal_selects_its_form() {
        let texts = Texts::new(Language::En);
        for (number, expected) in
            [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (13, "13th"), (31, "31st"), (112, "112th")]
        {
            assert_eq!(texts.channels_nth_database(Ordinal(number)), format!("{expected} database"));
        }
    }

    #[test]
    fn every_file_can_be_parsed() {
        for (language, source) in languages() {
            let errors = FluentResource::try_new(source.to_owned()).err().map(|(_, errors)| errors);
            assert!(errors.is_none(), "{language:?}: {errors:?}");
        }
    }

    #[test]
    fn every_language_has_the_texts_of_english_and_no_other_arguments() {
        for (language, source) in languages() {
            let (texts, english) = (texts_of(source), texts_of(ENGLISH));
            let ids = |texts: &[(String, BTreeSet<String>)]| texts.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>();
            assert_eq!(ids(&texts), ids(&english), "{language:?}");
            for ((id, arguments), (_, known)) in texts.iter().zip(&english) {
                assert!(arguments.is_subset(known), "{language:?}: {id} has {arguments:?}, known are {known:?}");
            }
        }
    }

    #[test]
    fn every_accessor_has_its_text_and_no_argument_is_missing() {
        let texts = texts_of(ENGLISH);
        for (id, arguments) in ACCESSORS {
            let (_, used) = texts.iter().find(|(text, _)| text == id).unwrap_or_else(|| panic!("`{id}` has no text"));
            let given: BTreeSet<_> = arguments.iter().map(|argument| (*argument).to_owned()).collect();
            assert_eq!(*used, given, "{id}");
        }
    }

    #[test]
    fn every_reason_state_and_word_has_its_text() {
        let texts: BTreeSet<_> = texts_of(ENGLISH).into_iter().map(|(id, _)| id).collect();
        let ids = Reason::ALL
            .iter()
            .map(|reason| sentence_id(*reason))
            .chain(FailureCode::ALL.iter().map(|code| format!("failure-{}", code.name())))
            .chain(State::ALL.iter().map(|state| format!("state-{}", state.name())))
            .chain(State::ALL.iter().map(|state| format!("head-{}", state.name())))
            .chain(RecordKind::ALL.iter().map(|kind| format!("record-{}", kind.name())))
            .chain(Action::ALL.iter().map(|action| format!("action-{}", action.name())))
            .chain(EffectKind::ALL.iter().map(|effect| format!("effect-name-{}", effect.name())))
            .chain(Outcome::ALL.iter().map(|outcome| format!("outcome-{}", outcome.name())))
            .chain(BreachKind::ALL.iter().map(|fault| format!("fault-{}", fault.id())))
            .chain(Job::ALL.iter().map(|job| format!("job-{}", job.name())))
            .chain(Column::ALL.iter().map(|column| format!("column-{}", column.key().replace('_', "-"))))
            .chain(Column::ALL.iter().map(|column| format!("meaning-column-{}", column.key().replace('_', "-"))))
            .chain(RecordKind::ALL.into_iter().flat_map(|kind| {
                kind.fields().iter().map(move |field| format!("meaning-{}-{}", kind.name(), field.name))
            }))
            .chain(NoteCode::ALL.iter().flat_map(|code| [format!("note-{code}"), format!("figure-{code}")]))
            .chain(["text", "integer", "decimal", "guid", "time", "flag"].map(|name| format!("type-{name}")))
            .chain(
                Job::ALL.iter().flat_map(|job| Figures::default().of(*job)).map(|(name, _)| format!("figure-{name}")),
            );
        for id in ids {
            assert!(texts.contains(&id), "`{id}` has no text");
        }
    }
}
