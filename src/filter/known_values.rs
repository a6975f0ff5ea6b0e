//! What the store and the configuration know of values that people type.

use super::folding::fold;
use crate::i18n::Phrase;
use crate::suggest;

/// Values that are known: what an expression says of others is a mistake.
#[derive(Debug, Clone, Default)]
pub(crate) struct KnownValues {
    /// The names of channels; empty if they are not checked.
    pub(crate) channels: Vec<String>,
    /// The names of channels by their `ORIGINATINGCHANNEL`.
    pub(crate) channel_ids: Vec<(i64, String)>,
    /// The codes of companies; empty if they are not checked.
    pub(crate) companies: Vec<String>,
    /// What lists and pages show for a customer without an account.
    pub(crate) no_account: Vec<String>,
    /// The number of the newest run that has ended; `None` if there is none.
    pub(crate) last_ended_run: Option<i64>,
}

impl KnownValues {
    /// Returns the name of the channel whose `ORIGINATINGCHANNEL` a text is; `None` if it is no such number, or a channel's name.
    pub(super) fn channel_with_id(&self, text: &str) -> Option<&str> {
        let id: i64 = text.trim().parse().ok().filter(|_| !self.channels.iter().any(|name| name == text))?;
        self.channel_ids.iter().find(|(known, _)| *known == id).map(|(_, name)| name.as_str())
    }

    /// Whether a text stands for a customer without an account, in English or in the language of the lists.
    pub(super) fn is_no_account(&self, text: &str) -> bool {
        let stands_for = |word: &str| fold(word) == fold(text);
        stands_for("Pending sync") || self.no_account.iter().any(|word| stands_for(word))
    }
}

/// Returns a hint for a name that is not among those that are known; `None` if it is, or if none are.
pub(super) fn hint_for_unknown(name: &str, known: &[String]) -> Option<Phrase> {
    if known.is_empty() || known.iter().any(|known| fold(known) == fold(name)) {
        return None;
    }
    Some(suggest::hint(name, known.iter().map(String::as_str), || {
        let mut names: Vec<_> = known.iter().map(|known| format!("`{known}`")).collect();
        names.sort_unstable();
        names.dedup();
        Phrase::new("known-names").with("names", names.join(", "))
    }))
}
