//! The words that stand alone: states, kinds, names of columns and figures.

use super::keys::action_key;
use crate::i18n::Texts;
use crate::model::{Action, EffectKind, Job, Outcome, RecordKind, State};

impl Texts {
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
        let id = match key {
            "behind" => "channels-behind".to_owned(),
            "gaps" => "channels-gaps".to_owned(),
            "last_contact" => "channels-contact".to_owned(),
            "waiting_since" => "status-waiting-since".to_owned(),
            "old" | "new" | "original" => format!("show-{key}"),
            _ if State::ALL.iter().any(|state| state.name() == key) => format!("head-{key}"),
            _ => format!("column-{}", key.replace('_', "-")),
        };
        self.find(&id, Some("short"), &[])
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
