//! The sentences about typed values: problems, failures of jobs, breaches, what operations did.

use fluent_bundle::FluentValue;

use super::keys::action_key;
use crate::i18n::{Phrase, Texts};
use crate::model::{Change, Effect, Expected, JobFailure, Operation, OperationNote, Problem, Reason, Timestamp};
use crate::validate;
use crate::verify::{AnchorLines, Breach, BreachKind, BreachPlace};

impl Texts {
    /// Returns the sentence of a note, with times in a form for people or for machines.
    pub(crate) fn note(&self, note: &OperationNote, time: fn(Timestamp) -> String) -> String {
        let arguments = match note {
            OperationNote::Superseded { by } => vec![("operation", by.to_string().into())],
            OperationNote::ClockAhead { own, order } | OperationNote::ClockBack { own, order } => {
                vec![("own", time(*own).into()), ("order", time(*order).into())]
            }
            OperationNote::Encoding { value, .. } | OperationNote::Placeholder { value, .. } => {
                vec![("value", value.as_str().into())]
            }
        };
        self.format(&format!("note-{}", note.code().name()), None, &arguments)
    }

    /// Returns what is wrong with a value and what a valid one would be.
    pub(crate) fn problem(&self, problem: &Problem) -> String {
        let id = match problem.expected {
            Expected::Other(_) => "reason-other".to_owned(),
            _ => sentence_id(problem.reason),
        };
        let mut arguments = arguments_of(&problem.expected);
        arguments.extend([
            ("field", problem.field.as_str().into()),
            ("value", problem.value.as_str().into()),
            ("suggestion", problem.suggestion.as_str().into()),
        ]);
        let country = validate::country_name_in(&problem.suggestion, self.language());
        arguments.extend(country.map(|name| ("country", name.into())));
        let sentence = self.format(&id, None, &arguments);
        let suggestion = problem.proposal().and_then(|_| self.find(&id, Some("suggestion"), &arguments));
        match suggestion {
            Some(suggestion) => self.problem_and_suggestion(sentence, suggestion),
            None => sentence,
        }
    }

    /// Returns why a job failed.
    pub(crate) fn failure(&self, failure: &JobFailure) -> String {
        self.say(&failure.phrase())
    }

    /// Returns why a job failed and what a person can do about it.
    pub(crate) fn failure_with_hint(&self, failure: &JobFailure) -> String {
        self.with_hint(&failure.phrase(), failure.hint().as_ref())
    }

    /// Returns what is wrong and what a person can do about it, as far as there is a text for that.
    pub(crate) fn with_hint(&self, message: &Phrase, hint: Option<&Phrase>) -> String {
        let sentence = self.say(message);
        match hint.and_then(|hint| self.say_if_any(hint)) {
            Some(hint) => self.failure_and_hint(sentence, hint),
            None => sentence,
        }
    }

    /// Returns where a breach is.
    pub(crate) fn place(&self, place: &BreachPlace) -> String {
        match place {
            BreachPlace::Entry(id) => self.place_entry(id.to_string()),
            BreachPlace::Operation(id) => self.place_operation(id.to_string()),
            BreachPlace::Operations(first, last) => self.place_operations(first.to_string(), last.to_string()),
            BreachPlace::Customer(name) => self.place_customer(name.as_str()),
            BreachPlace::Record { customer, kind, key } => self.place_record(*kind, key.as_str(), customer.as_str()),
            BreachPlace::Company(code) => self.place_company(code.as_str()),
            BreachPlace::Channel(name) => self.place_channel(name.as_str()),
            BreachPlace::Run(id) => self.place_run(id.to_string()),
            BreachPlace::SavedFilter(name) => self.place_saved_filter(name.as_str()),
            BreachPlace::ChannelCustomer { channel, customer } => {
                self.place_channel_customer(customer.as_str(), channel.as_str())
            }
            BreachPlace::Anchors(AnchorLines { file, first, last, at }) => {
                let file = file.as_str();
                match at {
                    Some(at) if first == last => self.place_anchor(file, first.to_string(), at.local()),
                    Some(at) => self.place_anchors(file, first.to_string(), last.to_string(), at.local()),
                    None => self.place_noted_hash(file, first.to_string()),
                }
            }
            BreachPlace::AnchorsFile(file) => self.place_anchors_file(file.as_str()),
            BreachPlace::Store => self.place_store(),
        }
    }

    /// Returns what is wrong at a place.
    pub(crate) fn breach(&self, breach: &Breach) -> String {
        // Counts select plurals; the number of an entry or a run is a name, and so is a hash that has only digits.
        let value = |text: &str| match text.parse::<u32>() {
            Ok(number) if breach.kind.is_about_counts() && number.to_string() == text => FluentValue::from(number),
            _ => FluentValue::from(text.to_owned()),
        };
        let place = match breach.place {
            BreachPlace::Store => "store",
            _ => "part",
        };
        // A count may be one of operations in a state, such as `24 completed`.
        let found = self.say(&breach.found);
        let counted = found.split_once(' ').filter(|_| breach.kind == BreachKind::Count);
        let (found, state) = counted.unwrap_or((&found, "all"));
        let arguments = [
            ("place", place.into()),
            ("found", value(found)),
            ("state", state.to_owned().into()),
            ("expected", value(&breach.expected)),
        ];
        self.format(&format!("fault-{}", breach.kind.id()), None, &arguments)
    }

    /// Returns the change description: what synchronizing an operation did; empty before.
    pub(crate) fn description(&self, operation: &Operation) -> String {
        let Some(effect) = operation.effect else { return String::new() };
        match effect {
            Effect::Created => {
                self.effect_created(operation.kind, operation.customer_account.clone().unwrap_or_default())
            }
            Effect::Updated if operation.changed.is_empty() => self.effect_reactivated(operation.kind),
            Effect::Updated => self.effect_updated(operation.changed.join(", ")),
            Effect::Unchanged => self.effect_unchanged(),
            Effect::Deactivated => self.effect_deactivated(operation.kind),
            Effect::Superseded(by) => self.effect_superseded(by),
        }
    }

    /// Returns the old and the new value of a field.
    pub(crate) fn change(&self, change: &Change) -> String {
        let form = match (change.old.is_empty(), change.new.is_empty()) {
            (true, false) => "filled",
            (false, true) => "emptied",
            _ => "changed",
        };
        self.history_change(form, change.field.as_str(), change.old.as_str(), change.new.as_str())
    }

    /// Returns what an operation is about and what it does, such as "customer, create".
    pub(crate) fn operation(&self, operation: &Operation) -> String {
        self.show_operation_value(operation.kind, action_key(operation.action))
    }
}

/// Returns the id of a reason's sentence. Every field says the same of an exported NULL.
pub(super) fn sentence_id(reason: Reason) -> String {
    if reason.is_null_text() { "reason-null-text".to_owned() } else { format!("reason-{}", reason.id()) }
}

/// Returns the arguments of a reason's sentence that describe a valid value.
fn arguments_of(expected: &Expected) -> Vec<(&'static str, FluentValue<'_>)> {
    match expected {
        // Such as a number sequence that a company does not have.
        Expected::Nothing | Expected::Empty => vec![("form", "none".into())],
        Expected::CountryName(name) => vec![("country", name.as_str().into())],
        Expected::PostalCode { country, pattern } => {
            let mut arguments = vec![("country", country.as_str().into())];
            match validate::postal_code_examples(country, pattern) {
                [] => arguments.extend([("form", "pattern".into()), ("pattern", pattern.as_str().into())]),
                [example] => arguments.extend([("form", "example".into()), ("example", (*example).into())]),
                [example, second, ..] => arguments.extend([
                    ("form", "examples".into()),
                    ("example", (*example).into()),
                    ("second", (*second).into()),
                ]),
            }
            arguments
        }
        Expected::OneOf(names) => vec![("names", names.join(", ").into()), ("count", names.len().into())],
        Expected::Type { attribute, attribute_type } => {
            vec![("attribute", attribute.as_str().into()), ("type", attribute_type.name().into())]
        }
        Expected::Length { most, found } => vec![("most", (*most).into()), ("found", (*found).into())],
        Expected::Place { line, file } => {
            vec![("line", line.to_string().into()), ("file", file.as_str().into())]
        }
        Expected::Cause(cause) => vec![("cause", cause.as_str().into())],
        Expected::Company(code) => vec![("company", code.as_str().into())],
        Expected::Customer(guid) => vec![("customer", guid.as_str().into())],
        Expected::NumberSequence(pattern) => vec![("form", "pattern".into()), ("pattern", pattern.as_str().into())],
        Expected::Other(text) => vec![("expected", text.as_str().into())],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::model::{Action, AttributeType, Counter, OperationId, RecordKind, State};

    #[test]
    fn a_problem_says_what_is_wrong_and_what_would_be_right() {
        let postal_code = |country: &str, pattern: &str| Expected::PostalCode {
            country: country.to_owned(),
            pattern: pattern.to_owned(),
        };
        let of_type = |attribute_type| Expected::Type { attribute: "ShoeSize".to_owned(), attribute_type };
        let texts = Texts::new(Language::En);
        for (reason, value, expected, suggestion, sentence) in [
            (
                Reason::CountryUnknown,
                "NL",
                Expected::CountryName("Netherlands".to_owned()),
                "NLD",
                "`NL` is not an ISO 3166-1 alpha-3 code; did you mean `NLD` (Netherlands)?",
            ),
            (
                Reason::PostalCodeInvalid,
                "2139",
                postal_code("USA", r"^\d{5}(-\d{4})?$"),
                "02139",
                "`2139` is not a postal code of USA, such as 02139 or 02139-1234; did you mean `02139`?",
            ),
            (
                Reason::PostalCodeInvalid,
                "101",
                postal_code("AUT", r"^[1-9]\d{3}$"),
                "",
                "`101` is not a postal code of AUT, such as 1010",
            ),
            (
                Reason::PostalCodeInvalid,
                "x",
                postal_code("USA", r"^\d{4}$"),
                "",
                r"`x` is not a postal code of USA (pattern `^\d{4}$`)",
            ),
            (
                Reason::TooLong,
                "L",
                Expected::Length { most: 60, found: 1090 },
                "",
                "the value has a length of 1,090 UTF-16 units, but City holds at most 60",
            ),
            (
                Reason::AttributeInvalid,
                "wide",
                of_type(AttributeType::Integer),
                "",
                "`wide` is not an integer, the type of ShoeSize",
            ),
            (
                Reason::AttributeInvalid,
                "wide",
                Expected::Other("ShoeSize integer".to_owned()),
                "",
                "`wide` is not valid for City (expected: `ShoeSize integer`)",
            ),
            (
                Reason::AffiliationUnknown,
                "Vip",
                Expected::OneOf(vec!["VIP".to_owned(), "Staff".to_owned()]),
                "VIP",
                "`Vip` is not an affiliation; the affiliations are VIP, Staff; did you mean `VIP`?",
            ),
        ] {
            let suggestion = (!suggestion.is_empty()).then_some(suggestion);
            let problem = Problem::new(reason, "City", value).expecting(expected).suggesting(suggestion);
            assert_eq!(texts.problem(&problem), sentence);
        }
    }

    #[test]
    fn every_reason_has_a_sentence_for_whatever_it_expects() {
        let texts = Texts::new(Language::En);
        for reason in Reason::ALL {
            for text in ["", "Netherlands", "USA ^x$", "integer ShoeSize", "text ShoeSize", "60 90"] {
                let expected = Expected::decode(*reason, text.to_owned());
                let sentence = texts.problem(&Problem::new(*reason, "City", "x").expecting(expected.clone()));
                assert!(!sentence.contains("{$"), "{reason:?} {expected:?}: {sentence}");
            }
        }
    }

    #[test]
    fn a_description_reads_the_same_in_english_texts_and_in_machine_formats() {
        let texts = Texts::new(Language::En);
        let effects = [
            Effect::Created,
            Effect::Updated,
            Effect::Unchanged,
            Effect::Deactivated,
            Effect::Superseded(OperationId(7)),
        ];
        for (kind, effect) in RecordKind::ALL.into_iter().flat_map(|kind| effects.map(|effect| (kind, effect))) {
            for changed in [Vec::new(), vec!["City".to_owned(), "Zip".to_owned()]] {
                let operation = operation(kind, Some(effect), changed);
                let english = operation.english_description();
                assert!(!english.is_empty());
                assert_eq!(english, texts.description(&operation), "{kind:?}, {effect:?}");
            }
        }
        assert_eq!(operation(RecordKind::Contact, None, Vec::new()).english_description(), "");
    }

    fn operation(kind: RecordKind, effect: Option<Effect>, changed: Vec<String>) -> Operation {
        Operation {
            id: OperationId(8),
            channel: "Houston".into(),
            company: "USRT".into(),
            customer_account: Some("C-000001".to_owned()),
            async_account: String::new(),
            kind,
            action: Some(Action::Create),
            timestamp: None,
            counts_at: Timestamp(0),
            state: State::Completed,
            problems: Vec::new(),
            notes: Vec::new(),
            attempts: 1,
            effect,
            changed,
            counter: Counter(1),
            received: Timestamp(0),
            edited: false,
            run: None,
            values: Vec::new(),
        }
    }
}
