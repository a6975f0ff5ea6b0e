//! Every language has every text, whole, and no text is there for nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::accessors::ACCESSORS;
use super::values::sentence_id;
use crate::i18n::syntax::{TextEntry, entries};
use crate::i18n::{Texts, source};
use crate::language::Language;
use crate::model::{
    Action, Column, EffectKind, FailureCode, Figures, Job, NoteCode, Outcome, Reason, RecordKind, State,
};
use crate::sentences::Ordinal;
use crate::verify::BreachKind;

/// Words, in small letters, that Dutch or Danish shares with English: a text may be the same if it has no other.
const SHARED_WORDS: &str = include_str!("shared_words.txt");

/// The keys of a selection over how many there are.
const PLURALS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

fn texts_of(language: Language) -> BTreeMap<String, TextEntry> {
    entries(source(language)).into_iter().map(|entry| (entry.id.clone(), entry)).collect()
}

/// Whether keys are those of a plural, and not words of the program.
fn is_plural(keys: &BTreeSet<String>) -> bool {
    keys.contains("other") && keys.iter().all(|key| PLURALS.contains(&key.as_str()) || key.parse::<u32>().is_ok())
}

/// The keys that a variable of that name may have, where a language selects by it and English does not.
fn keys_of(variable: &str) -> BTreeSet<String> {
    let names: Vec<&str> = match variable {
        "record" => RecordKind::ALL.iter().map(|kind| kind.name()).collect(),
        "state" => State::ALL.iter().map(|state| state.name()).collect(),
        "action" => Action::ALL.iter().map(|action| action.name()).chain(["unknown"]).collect(),
        "outcome" => Outcome::ALL.iter().map(|outcome| outcome.name()).collect(),
        "job" => vec!["p", "sync", "download"],
        _ => Vec::new(),
    };
    names.into_iter().map(str::to_owned).collect()
}

#[test]
fn every_language_has_the_texts_attributes_and_variables_of_english() {
    let english = texts_of(Language::En);
    for language in [Language::Nl, Language::Da] {
        let own = texts_of(language);
        let missing: Vec<_> = english.keys().filter(|id| !own.contains_key(*id)).collect();
        assert!(missing.is_empty(), "{language:?} lacks {missing:#?}");
        let more: Vec<_> = own.keys().filter(|id| !english.contains_key(*id)).collect();
        assert!(more.is_empty(), "{language:?} has {more:#?}, which English lacks");
        for (id, text) in &own {
            assert_eq!(text.variables, english[id].variables, "{language:?}: {id}");
        }
    }
}

#[test]
fn every_selection_has_all_keys_and_every_plural_its_two_forms() {
    let english = texts_of(Language::En);
    for language in Language::ALL {
        for (id, text) in &texts_of(language) {
            for (variable, selections) in &text.selections {
                let known = english[id].selections.get(variable).cloned().unwrap_or_else(|| vec![keys_of(variable)]);
                for keys in selections {
                    if is_plural(keys) {
                        // Some texts only tell none from any.
                        let is_whole = keys.contains("one") || known.contains(keys);
                        assert!(is_whole, "{language:?}: {id} selects by ${variable} without `one`");
                        continue;
                    }
                    assert!(
                        known.contains(keys),
                        "{language:?}: {id} selects by ${variable} among {keys:?}, not {known:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn no_text_is_that_of_english_but_for_words_that_both_languages_have() {
    let english = texts_of(Language::En);
    for language in [Language::Nl, Language::Da] {
        for (id, text) in &texts_of(language) {
            for case in &text.cases {
                let is_same = english[id].cases.contains(case);
                let foreign: Vec<_> = words(case).filter(|word| !is_shared(word)).collect();
                assert!(!is_same || foreign.is_empty(), "{language:?}: {id} is English: {case} ({foreign:?})");
            }
        }
    }
}

/// The words of a text, without what stands in backticks: commands, values and names are the same in every language.
fn words(text: &str) -> impl Iterator<Item = String> {
    let prose = text.split('`').step_by(2).collect::<Vec<_>>().join(" ");
    let words: Vec<_> = prose.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect();
    words.into_iter().filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1)
}

fn is_shared(word: &str) -> bool {
    SHARED_WORDS.lines().any(|known| known == word)
}

#[test]
fn the_list_of_shared_words_is_short() {
    assert!(SHARED_WORDS.lines().count() <= 60, "{} words", SHARED_WORDS.lines().count());
    assert!(SHARED_WORDS.lines().is_sorted());
}

#[test]
fn every_short_form_is_narrower() {
    for language in Language::ALL {
        let texts = texts_of(language);
        for (id, short) in texts.iter().filter_map(|(id, text)| Some((id.strip_suffix(".short")?, text))) {
            let width = |text: &TextEntry| text.cases[0].chars().count();
            assert!(width(short) < width(&texts[id]), "{language:?}: {id}");
        }
    }
}

#[test]
fn every_accessor_has_its_text_and_no_argument_is_missing() {
    let texts = texts_of(Language::En);
    for (_, id, arguments) in ACCESSORS {
        let text = texts.get(*id).unwrap_or_else(|| panic!("`{id}` has no text"));
        let given: BTreeSet<_> = arguments.iter().map(|argument| (*argument).to_owned()).collect();
        assert_eq!(text.variables, given, "{id}");
    }
}

/// The ids that are made from the words of the program.
fn ids_of_words() -> BTreeSet<String> {
    let figures = Job::ALL.iter().flat_map(|job| Figures::default().of(*job)).map(|(name, _)| name);
    let fields = RecordKind::ALL
        .into_iter()
        .flat_map(|kind| kind.fields().iter().map(move |field| format!("meaning-{}-{}", kind.name(), field.name)));
    let columns = Column::ALL.iter().map(|column| column.key().replace('_', "-"));
    Reason::ALL
        .iter()
        .map(|reason| sentence_id(*reason))
        .chain(FailureCode::ALL.iter().map(|code| format!("failure-{}", code.name())))
        .chain(
            State::ALL.iter().flat_map(|state| [format!("state-{}", state.name()), format!("head-{}", state.name())]),
        )
        .chain(RecordKind::ALL.iter().map(|kind| format!("record-{}", kind.name())))
        .chain(Action::ALL.iter().map(|action| format!("action-{}", action.name())))
        .chain(EffectKind::ALL.iter().map(|effect| format!("effect-name-{}", effect.name())))
        .chain(Outcome::ALL.iter().map(|outcome| format!("outcome-{}", outcome.name())))
        .chain(BreachKind::ALL.iter().map(|fault| format!("fault-{}", fault.id())))
        .chain(Job::ALL.iter().map(|job| format!("job-{}", job.name())))
        .chain(columns.flat_map(|column| [format!("column-{column}"), format!("meaning-column-{column}")]))
        .chain(fields)
        .chain(NoteCode::ALL.iter().flat_map(|code| [format!("note-{code}"), format!("figure-{code}")]))
        .chain(["text", "integer", "decimal", "guid", "time", "flag"].map(|name| format!("type-{name}")))
        .chain(figures.map(|name| format!("figure-{name}")))
        .collect()
}

#[test]
fn every_reason_state_and_word_has_its_text() {
    let texts = texts_of(Language::En);
    for id in ids_of_words() {
        assert!(texts.contains_key(&id), "`{id}` has no text");
    }
}

#[test]
fn every_text_is_used() {
    let code = code_below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    let words = ids_of_words();
    let families = ["history-column-", "figure-adopted", "figure-unfinished", "action-unknown", "meaning-field-"];
    for id in texts_of(Language::En).keys().filter(|id| !id.contains('.')) {
        let is_called = |name: &str| code.contains(&format!(".{name}(")) || code.contains(&format!("Texts::{name}"));
        let is_named = match ACCESSORS.iter().find(|(_, known, _)| known == id) {
            Some((name, ..)) => is_called(name),
            None => code.contains(&format!("\"{id}\"")),
        };
        let is_made = words.contains(id) || families.iter().any(|family| id.starts_with(family));
        assert!(is_named || is_made, "nothing says `{id}`");
    }
}

/// The code of all files in a folder and below, but for the accessors themselves and for tests of their own.
fn code_below(folder: &Path) -> String {
    let mut code = String::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            code.push_str(&code_below(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") && !is_about_texts(&path) {
            code.push_str(&fs::read_to_string(&path).unwrap());
        }
    }
    code
}

fn is_about_texts(path: &Path) -> bool {
    path.ends_with("sentences/accessors.rs") || path.ends_with("sentences/completeness_tests.rs")
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
fn a_count_is_written_as_its_language_writes_numbers() {
    let edited = |language, count| Texts::new(language).edit_edited(count);
    assert_eq!(edited(Language::En, 12_345), "12,345 operations edited");
    assert!(edited(Language::Nl, 12_345).starts_with("12.345 "));
    assert!(edited(Language::Da, 12_345).starts_with("12.345 "));
    assert_eq!(edited(Language::En, 1), "1 operation edited");
}
