//! What can stand where somebody presses Tab: names and words that the configuration and the store know.
//!
//! The store is only read, and as it is: one of an earlier version is not brought to this one for that. Whatever goes wrong
//! offers nothing.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use super::global::UnreadArguments;
use super::select::names;
use crate::clock::Clock;
use crate::context::Context;
use crate::filter::{self, KnownValues, Surroundings, TypedEnd, TypedPlace, ValueSettings, quoted_if_needed};
use crate::model::{Code, Column, Operation, Property, RecordKind, State};
use crate::store::{Access, Selection, Store, StoreError};

/// How long somebody who presses Tab waits at most.
const PATIENCE: Duration = Duration::from_millis(200);

/// The most offers.
const MOST: usize = 50;

/// What may stand at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CompletedKind {
    Channel,
    Company,
    State,
    ErrorCode,
    /// The columns of lists and all fields.
    Column,
    Field,
    /// A field and `=`, behind which its value is typed.
    Assignment,
    SavedFilter,
    Run,
    /// The numbers of operations that have not gone through, the newest first.
    OpenOperation,
    Expression,
}

/// What is offered: a text, and what is said beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CompletionOffer {
    pub(crate) text: String,
    pub(crate) help: Option<String>,
}

/// Returns what can stand in the place of a word that begins so.
pub(crate) fn offers(kind: CompletedKind, begun: &str) -> Vec<CompletionOffer> {
    let (sender, receiver) = mpsc::channel();
    let begun = begun.to_owned();
    // A disk or a server that does not answer is left to itself: the process ends before it does.
    thread::spawn(move || {
        let _ = sender.send(offers_of(kind, &begun));
    });
    receiver.recv_timeout(PATIENCE).unwrap_or_default()
}

fn offers_of(kind: CompletedKind, begun: &str) -> Vec<CompletionOffer> {
    let source = OfferSource::open();
    let mut offers = match kind {
        CompletedKind::Expression => source.in_expression(begun),
        CompletedKind::State | CompletedKind::ErrorCode | CompletedKind::Column => {
            // Of several values, separated by commas, the last one is typed.
            let (before, last) =
                begun.rsplit_once(',').map_or(("", begun), |(_, last)| (&begun[..begun.len() - last.len()], last));
            prefixed(before, matching(source.all(kind), last))
        }
        _ => matching(source.all(kind), begun),
    };
    offers.truncate(MOST);
    offers
}

/// Returns those that begin so, in any case.
fn matching(offers: Vec<CompletionOffer>, begun: &str) -> Vec<CompletionOffer> {
    let begun = begun.to_lowercase();
    offers.into_iter().filter(|offer| offer.text.to_lowercase().starts_with(&begun)).collect()
}

fn prefixed(before: &str, offers: Vec<CompletionOffer>) -> Vec<CompletionOffer> {
    offers.into_iter().map(|offer| CompletionOffer { text: format!("{before}{}", offer.text), ..offer }).collect()
}

fn plain(texts: impl IntoIterator<Item = impl Into<String>>) -> Vec<CompletionOffer> {
    texts.into_iter().map(|text| CompletionOffer { text: text.into(), help: None }).collect()
}

/// What is known.
struct OfferSource {
    context: Context,
    store: Option<Store>,
}

impl OfferSource {
    fn open() -> Self {
        let context = Context::new(UnreadArguments::to_complete().overrides(), Clock::system());
        let address = context.store_address().ok();
        // An older store stays as it is.
        let guard = || Err::<(), _>(StoreError::Locked);
        let open = |address| Store::open_guarded(&address, Access::Read, context.clock, &context.actor, guard).ok();
        let store = address.and_then(open);
        Self { context, store }
    }

    /// Returns everything of a kind, as far as it is not too much.
    fn all(&self, kind: CompletedKind) -> Vec<CompletionOffer> {
        match kind {
            CompletedKind::Channel => plain(self.channels()),
            CompletedKind::Company => {
                let companies =
                    self.context.config_if_any().into_iter().flat_map(|config| config.companies.keys().cloned());
                plain(companies)
            }
            CompletedKind::State => plain(State::ALL.map(State::name)),
            CompletedKind::ErrorCode => plain(Code::ALL.map(Code::name)),
            CompletedKind::Column => [plain(Column::ALL.map(Column::key)), plain(fields())].concat(),
            CompletedKind::Field => plain(fields()),
            CompletedKind::Assignment => plain(fields().into_iter().map(|field| format!("{field}="))),
            CompletedKind::SavedFilter => {
                let saved = self.store.as_ref().and_then(|store| store.saved_filters().ok()).unwrap_or_default();
                saved
                    .into_iter()
                    .map(|filter| CompletionOffer { text: filter.name, help: Some(filter.expression) })
                    .collect()
            }
            CompletedKind::Run => {
                let runs = self.store.as_ref().and_then(|store| store.runs(Some(MOST - 1)).ok()).unwrap_or_default();
                let runs = runs
                    .into_iter()
                    .map(|run| CompletionOffer { text: run.id.to_string(), help: Some(run.started.local()) });
                plain(["last"]).into_iter().chain(runs).collect()
            }
            CompletedKind::OpenOperation => self.open_operations().unwrap_or_default(),
            CompletedKind::Expression => self.in_expression(""),
        }
    }

    fn channels(&self) -> Vec<String> {
        let configured = self.context.config_if_any().into_iter().flat_map(|config| config.channels.iter());
        let mut names: Vec<_> = configured.map(|channel| channel.name.clone()).collect();
        let stored = self.store.as_ref().and_then(|store| store.channels().ok()).unwrap_or_default();
        for channel in stored {
            if !names.contains(&channel.name) {
                names.push(channel.name);
            }
        }
        names
    }

    /// Error and channel stand beside the numbers, but no name of a customer: others may look at the screen.
    fn open_operations(&self) -> Option<Vec<CompletionOffer>> {
        let store = self.store.as_ref()?;
        let known_names = names(store).ok()?;
        let known = KnownValues::default();
        let surroundings = Surroundings { names: &known_names, known: &known, now: self.context.clock.now() };
        let expression = "status = failed or status = waiting or status = pending";
        let filter = filter::parse(expression, &surroundings).ok()?;
        let (sort, settings) = (Property::Column(Column::Id), ValueSettings::default());
        let selection = Selection {
            filter: Some(&filter),
            sort,
            descending: true,
            limit: Some(MOST),
            columns: &[Column::Channel, Column::Errors, Column::Status].map(Property::Column),
            settings: &settings,
        };
        let mut offers = Vec::new();
        let listed = store.for_each_operation(&selection, |operation: Operation| -> Result<(), StoreError> {
            let error = operation
                .problems
                .first()
                .map_or_else(|| operation.state.name(), |problem| problem.reason.code().name());
            offers.push(CompletionOffer {
                text: operation.id.to_string(),
                help: Some(format!("{error}, {}", operation.channel)),
            });
            Ok(())
        });
        listed.ok().map(|()| offers)
    }

    /// Returns the texts that an expression can become: its last word is completed.
    fn in_expression(&self, begun: &str) -> Vec<CompletionOffer> {
        let TypedEnd { place, part } = TypedEnd::read(begun);
        let offers = match place {
            TypedPlace::Name => {
                let saved = self.all(CompletedKind::SavedFilter).into_iter();
                let saved = saved.map(|offer| CompletionOffer { text: format!("@{}", offer.text), ..offer });
                [self.all(CompletedKind::Column), plain(["error", "any", "not"]), saved.collect()].concat()
            }
            TypedPlace::Operator => plain(["=", "!=", "~", "in (", "is empty", "is not empty", "<", ">"]),
            TypedPlace::Value(property) => {
                let kind = match property.to_lowercase().as_str() {
                    "status" => Some(CompletedKind::State),
                    "channel" => Some(CompletedKind::Channel),
                    "company" => Some(CompletedKind::Company),
                    "error" | "errors" => Some(CompletedKind::ErrorCode),
                    "run" => Some(CompletedKind::Run),
                    _ => None,
                };
                match (kind, property.to_lowercase().as_str()) {
                    (Some(kind), _) => {
                        let quoted =
                            |offer: CompletionOffer| CompletionOffer { text: quoted_if_needed(&offer.text), ..offer };
                        self.all(kind).into_iter().map(quoted).collect()
                    }
                    (None, "record") => plain(RecordKind::ALL.map(RecordKind::name)),
                    (None, _) => Vec::new(),
                }
            }
            TypedPlace::Join => plain(["and", "or"]),
        };
        let begun_word = part.trim_start_matches('"').to_lowercase();
        let fits = |offer: &CompletionOffer| offer.text.trim_start_matches('"').to_lowercase().starts_with(&begun_word);
        prefixed(&begun[..begun.len() - part.len()], offers.into_iter().filter(fits).collect())
    }
}

/// All fields of all records, each once.
fn fields() -> Vec<&'static str> {
    let mut names: Vec<&'static str> = Vec::new();
    for field in RecordKind::ALL.into_iter().flat_map(RecordKind::fields) {
        if !names.contains(&field.name) {
            names.push(field.name);
        }
    }
    names
}
