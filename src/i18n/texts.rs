//! Typed accessors of the texts.

use std::rc::Rc;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use serde_json::{Map, Value};

use crate::language::Language;
use crate::model::{
    Action, Effect, EffectKind, Expected, Job, JobFailure, Operation, Outcome, Problem, RecordKind, State,
};
use crate::trail::Event;
use crate::validate;
use crate::verify::{Breach, BreachPlace};

const ENGLISH: &str = include_str!("en.ftl");

/// The texts of a language, and English for what it lacks.
pub(crate) struct Texts {
    /// That of English is the last.
    bundles: Vec<Rc<FluentBundle<FluentResource>>>,
}

/// The text of a language's file; none while it has not been written.
fn source(language: Language) -> Option<&'static str> {
    match language {
        Language::En => Some(ENGLISH),
        Language::Nl | Language::Da => None,
    }
}

impl Texts {
    /// The texts of a language.
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

    /// The text with that id, or its attribute; the id itself where no language has it.
    fn format(&self, id: &str, attribute: Option<&str>, arguments: &[(&str, FluentValue<'_>)]) -> String {
        self.find(id, attribute, arguments).unwrap_or_else(|| id.to_owned())
    }

    fn find(&self, id: &str, attribute: Option<&str>, arguments: &[(&str, FluentValue<'_>)]) -> Option<String> {
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

    /// What a state is called.
    pub(crate) fn state(&self, state: State) -> String {
        self.format(&format!("state-{}", state.name()), None, &[])
    }

    /// What a kind of record is called.
    pub(crate) fn record(&self, kind: RecordKind) -> String {
        self.format(&format!("record-{}", kind.name()), None, &[])
    }

    /// What an action is called; none is one that cannot be read.
    pub(crate) fn action(&self, action: Option<Action>) -> String {
        self.format(&format!("action-{}", action.map_or("unknown", Action::name)), None, &[])
    }

    /// What an effect is called.
    pub(crate) fn effect(&self, effect: EffectKind) -> String {
        self.format(&format!("effect-name-{}", effect.name()), None, &[])
    }

    /// What an outcome is called.
    pub(crate) fn outcome(&self, outcome: Outcome) -> String {
        self.format(&format!("outcome-{}", outcome.name()), None, &[])
    }

    /// What a job is called.
    pub(crate) fn job_name(&self, job: Job) -> String {
        self.format(&format!("job-{}", job.name()), None, &[])
    }

    /// What an event of the audit trail is called.
    pub(crate) fn event(&self, event: Event) -> String {
        self.format(&format!("event-{}", event.name()), None, &[])
    }

    /// The header of a column under its key in machine formats.
    pub(crate) fn column(&self, key: &str) -> String {
        self.format(&format!("column-{}", key.replace('_', "-")), None, &[])
    }

    /// A figure of a job, with what it counts.
    pub(crate) fn figure(&self, name: &str, count: u64) -> String {
        self.format(&format!("figure-{name}"), None, &[("count", count.into())])
    }

    /// The sentence that says what is wrong with a value and what would be right.
    pub(crate) fn problem(&self, problem: &Problem) -> String {
        let id = match problem.expected {
            Expected::Other(_) => "reason-other".to_owned(),
            _ => format!("reason-{}", problem.reason.id()),
        };
        let mut arguments = arguments_of(&problem.expected);
        arguments.extend([
            ("field", problem.field.as_str().into()),
            ("value", problem.value.as_str().into()),
            ("suggestion", problem.suggestion.as_str().into()),
        ]);
        let sentence = self.format(&id, None, &arguments);
        let suggestion =
            if problem.suggestion.is_empty() { None } else { self.find(&id, Some("suggestion"), &arguments) };
        match suggestion {
            Some(suggestion) => self.problem_and_suggestion(sentence, suggestion),
            None => sentence,
        }
    }

    /// Returns why a job failed.
    pub(crate) fn failure(&self, failure: &JobFailure) -> String {
        let (code, arguments) = match failure {
            JobFailure::Coded { code, arguments } => (code, arguments),
            JobFailure::Sentence(sentence) => return sentence.clone(),
        };
        let sentence = self.format(&format!("failure-{}", code.name()), None, &failure_arguments(arguments));
        match arguments.get("store").and_then(Value::as_str) {
            Some(store) => self.failure_of_store(store, sentence),
            None => sentence,
        }
    }

    /// Returns why a job failed and what a person can do about it.
    pub(crate) fn failure_with_hint(&self, failure: &JobFailure) -> String {
        let sentence = self.failure(failure);
        let JobFailure::Coded { code, arguments } = failure else { return sentence };
        let hint = self.find(&format!("failure-{}", code.name()), Some("hint"), &failure_arguments(arguments));
        match hint {
            Some(hint) => self.failure_and_hint(sentence, hint),
            None => sentence,
        }
    }

    /// Where a breach is.
    pub(crate) fn place(&self, place: &BreachPlace) -> String {
        match place {
            BreachPlace::Entry(id) => self.place_entry(id.to_string()),
            BreachPlace::Operation(id) => self.place_operation(id.to_string()),
            BreachPlace::Customer(name) => self.place_customer(name.as_str()),
            BreachPlace::Record { customer, kind: RecordKind::Customer, .. } => {
                self.place_customer_record(customer.as_str())
            }
            BreachPlace::Record { customer, kind, key } => {
                self.place_record(self.record(*kind), key.as_str(), customer.as_str())
            }
            BreachPlace::Company(code) => self.place_company(code.as_str()),
            BreachPlace::Channel(name) => self.place_channel(name.as_str()),
            BreachPlace::Store => self.place_store(),
        }
    }

    /// The sentence that says what is wrong at a place.
    pub(crate) fn breach(&self, breach: &Breach) -> String {
        // A number as a number, for the words that depend on it; a hash that has digits alone is none.
        let value = |text: &str| match text.parse::<u32>() {
            Ok(number) if number.to_string() == text => FluentValue::from(number),
            _ => FluentValue::from(text.to_owned()),
        };
        let arguments = [("found", value(&breach.found)), ("expected", value(&breach.expected))];
        self.format(&format!("fault-{}", breach.kind.id()), None, &arguments)
    }

    /// The change description: what synchronizing an operation did; empty before.
    pub(crate) fn description(&self, operation: &Operation) -> String {
        let Some(effect) = operation.effect else { return String::new() };
        let kind = operation.kind;
        let record = || self.record(kind);
        match (effect, kind) {
            (Effect::Created, RecordKind::Customer) => {
                self.effect_customer_created(operation.customer_account.clone().unwrap_or_default())
            }
            (Effect::Created, _) => self.effect_created(record()),
            (Effect::Updated, _) if operation.changed.is_empty() => self.effect_reactivated(record()),
            (Effect::Updated, _) => self.effect_updated(operation.changed.join(", ")),
            (Effect::Unchanged, _) => self.effect_unchanged(),
            (Effect::Deactivated, kind) => self.deactivated(kind),
            (Effect::Superseded(by), _) => self.effect_superseded(by.0),
        }
    }

    fn deactivated(&self, kind: RecordKind) -> String {
        match kind {
            RecordKind::Customer => self.effect_customer_deactivated(),
            RecordKind::Address | RecordKind::Contact => self.effect_deactivated(self.record(kind)),
            RecordKind::Affiliation | RecordKind::Attribute => self.effect_removed(self.record(kind)),
        }
    }
}

/// The arguments of a failure's sentence. Numbers are counters and versions, which are never formatted.
fn failure_arguments(arguments: &Map<String, Value>) -> Vec<(&str, FluentValue<'_>)> {
    let argument = |value: &Value| match value {
        Value::String(text) => text.clone().into(),
        value => value.to_string().into(),
    };
    arguments.iter().map(|(name, value)| (name.as_str(), argument(value))).collect()
}

/// The arguments of a reason's sentence that say what a valid value would have been.
fn arguments_of(expected: &Expected) -> Vec<(&'static str, FluentValue<'_>)> {
    match expected {
        Expected::Nothing => Vec::new(),
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
        Expected::Company(code) => vec![("company", code.as_str().into())],
        Expected::NumberSequence(pattern) => vec![("form", "pattern".into()), ("pattern", pattern.as_str().into())],
        Expected::Other(text) => vec![("expected", text.as_str().into())],
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

macro_rules! texts {
    ($($name:ident $id:literal ($($argument:ident),*);)*) => {
        impl Texts {
            $(
                #[doc = concat!("The text `", $id, "`.")]
                #[allow(clippy::extra_unused_lifetimes, reason = "texts without arguments need none")]
                pub(crate) fn $name<'a>(&self, $($argument: impl Into<FluentValue<'a>>),*) -> String {
                    self.format($id, None, &[$((stringify!($argument), $argument.into())),*])
                }
            )*
        }

        /// Every accessor's id with its arguments.
        #[cfg(test)]
        const ACCESSORS: &[(&str, &[&str])] = &[$(($id, &[$(stringify!($argument)),*])),*];
    };
}

texts! {
    failure_of_store "failure-of-store" (store, failure);
    failure_and_hint "failure-and-hint" (failure, hint);
    problem_and_suggestion "problem-and-suggestion" (problem, suggestion);
    pending_sync "pending-sync" ();
    yes "yes" ();
    no "no" ();
    none "none" ();
    never "never" ();
    effect_customer_created "effect-customer-created" (account);
    effect_created "effect-created" (record);
    effect_updated "effect-updated" (fields);
    effect_reactivated "effect-reactivated" (record);
    effect_unchanged "effect-unchanged" ();
    effect_customer_deactivated "effect-customer-deactivated" ();
    effect_deactivated "effect-deactivated" (record);
    effect_removed "effect-removed" (record);
    effect_superseded "effect-superseded" (operation);
    effect_would_create "effect-would-create" (record);
    effect_would_change "effect-would-change" (fields);
    show_title "show-title" (id);
    show_operation "show-operation" ();
    show_source "show-source" ();
    show_source_value "show-source-value" (table, counter);
    show_waits_for "show-waits-for" ();
    show_waits_for_customer "show-waits-for-customer" ();
    show_attributes "show-attributes" ();
    show_field "show-field" ();
    show_old "show-old" ();
    show_new "show-new" ();
    show_original "show-original" ();
    count "count" ();
    list_empty "list-empty" ();
    list_more "list-more" (shown);
    list_shortened "list-shortened" (count);
    filter_saved "filter-saved" (name);
    filter_removed "filter-removed" (name);
    filter_none_saved "filter-none-saved" ();
    filter_name "filter-name" ();
    filter_expression "filter-expression" ();
    filter_actor "filter-actor" ();
    filter_saved_at "filter-saved-at" ();
    target_others "target-others" (count);
    target_more "target-more" (count);
    target_question "target-question" ();
    target_nothing_done "target-nothing-done" ();
    edit_question "edit-question" (count);
    edit_title "edit-title" (id, state);
    edit_unchanged "edit-unchanged" (count);
    edit_edited "edit-edited" (count);
    edit_lacks_field "edit-lacks-field" (count);
    edit_remaining "edit-remaining" ();
    edit_remaining_count "edit-remaining-count" (count);
    edit_next "edit-next" (id);
    edit_help "edit-help" ();
    edit_old "edit-old" (old);
    edit_conflict "edit-conflict" (actor, time, what);
    resync_question "resync-question" (count);
    resync_waits_for "resync-waits-for" (ids);
    dismiss_question "dismiss-question" (count);
    dismiss_done "dismiss-done" (count);
    dismiss_released "dismiss-released" (count);
    history_run "history-run" (actor, run);
    history_reason "history-reason" (reason);
    history_reset "history-reset" (epoch);
    history_change "history-change" (old, new);
    job "job" ();
    channel "channel" ();
    outcome_header "outcome" ();
    figures "figures" ();
    duration "duration" ();
    run "run" ();
    started "started" ();
    ended "ended" ();
    jobs "jobs" ();
    actor "actor" ();
    run_dry "run-dry" ();
    run_failed_operations "run-failed-operations" (count);
    run_would_fail "run-would-fail" (count);
    run_interrupted "run-interrupted" ();
    run_nothing_done "run-nothing-done" ();
    jobs_empty "jobs-empty" ();
    status_operations "status-operations" ();
    status_total "status-total" ();
    status_last_runs "status-last-runs" ();
    status_oldest_pending "status-oldest-pending" ();
    status_oldest_failed "status-oldest-failed" ();
    status_oldest_value "status-oldest-value" (id, time);
    status_attention "status-attention" ();
    status_all_well "status-all-well" ();
    attention_failed "attention-failed" (count);
    attention_channel "attention-channel" (channel, error);
    attention_run "attention-run" (job, outcome);
    channels_name "channels-name" ();
    channels_company "channels-company" ();
    channels_database "channels-database" ();
    channels_contact "channels-contact" ();
    channels_error "channels-error" ();
    channels_bookmark "channels-bookmark" ();
    channels_gaps "channels-gaps" ();
    channels_behind "channels-behind" ();
    channels_empty "channels-empty" ();
    channels_reset "channels-reset" (name, epoch);
    backup_done "backup-done" (file, operations);
    backup_head "backup-head" (hash);
    channels_created "channels-created" (path);
    init_written "init-written" (path);
    demo_made "demo-made" (folder);
    demo_running "demo-running" ();
    demo_list "demo-list" (count);
    demo_next "demo-next" ();
    demo_next_status "demo-next-status" ();
    demo_next_filter "demo-next-filter" ();
    demo_next_show "demo-next-show" ();
    demo_next_edit "demo-next-edit" ();
    demo_next_verify "demo-next-verify" ();
    demo_next_file "demo-next-file" ();
    demo_next_again "demo-next-again" ();
    // verify
    place_entry "place-entry" (name);
    place_operation "place-operation" (name);
    place_customer "place-customer" (name);
    place_record "place-record" (record, key, name);
    place_customer_record "place-customer-record" (name);
    place_company "place-company" (name);
    place_channel "place-channel" (name);
    place_store "place-store" ();
    verify_breaches "verify-breaches" (count);
    verify_well "verify-well" (operations, entries, customers);
    verify_head "verify-head" (hash);
    verify_note "verify-note" ();
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::model::{AttributeType, Counter, FailureCode, OperationId, Reason, Timestamp};
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
    fn every_file_can_be_parsed() {
        for (language, source) in languages() {
            let errors = FluentResource::try_new(source.to_owned()).err().map(|(_, errors)| errors);
            assert!(errors.is_none(), "{language:?}: {errors:?}");
        }
    }

    #[test]
    fn every_language_has_the_texts_of_english_with_the_same_arguments() {
        for (language, source) in languages() {
            assert_eq!(texts_of(source), texts_of(ENGLISH), "{language:?}");
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
            .map(|reason| format!("reason-{}", reason.id()))
            .chain(FailureCode::ALL.iter().map(|code| format!("failure-{}", code.name())))
            .chain(State::ALL.iter().map(|state| format!("state-{}", state.name())))
            .chain(RecordKind::ALL.iter().map(|kind| format!("record-{}", kind.name())))
            .chain(Action::ALL.iter().map(|action| format!("action-{}", action.name())))
            .chain(EffectKind::ALL.iter().map(|effect| format!("effect-name-{}", effect.name())))
            .chain(Outcome::ALL.iter().map(|outcome| format!("outcome-{}", outcome.name())))
            .chain(BreachKind::ALL.iter().map(|fault| format!("fault-{}", fault.id())))
            .chain(Job::ALL.iter().map(|job| format!("job-{}", job.name())))
            .chain(Event::ALL.iter().map(|event| format!("event-{}", event.name())))
            .chain(crate::model::Column::ALL.iter().map(|column| format!("column-{}", column.key().replace('_', "-"))))
            .chain(
                Job::ALL
                    .iter()
                    .flat_map(|job| crate::model::Figures::default().of(*job))
                    .map(|(name, _)| format!("figure-{name}")),
            );
        for id in ids {
            assert!(texts.contains(&id), "`{id}` has no text");
        }
    }

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
                "the value has 1090 characters, but City holds at most 60",
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
            state: State::Completed,
            problems: Vec::new(),
            attempts: 1,
            effect,
            changed,
            counter: Counter(1),
            received: Timestamp(0),
            edited: false,
            values: Vec::new(),
        }
    }
}
