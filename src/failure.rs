//! How a command fails: its error with the causes, the kind that decides the exit status, and a hint.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::Path;
use std::sync::Arc;

use crate::exit::{Conclusion, Exit};
use crate::sanitize::visible;
use crate::system_fault::SystemFault;
use crate::terminal;

/// The result of a command and of what it calls.
pub(crate) type Result<T, E = Failure> = std::result::Result<T, E>;

/// What the exit status depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum FailureKind {
    #[default]
    Failed,
    /// The command line is wrong.
    Usage,
    /// Another program holds a lock; a later try may succeed.
    Locked,
    /// The reader of the output has read enough.
    ClosedPipe,
    /// The program stopped on the signal with that number.
    Interrupted(usize),
    /// The command ended so, but its answer could not be written.
    Unanswered(Exit),
}

/// An error that knows its kind and what a person can do about it.
pub(crate) trait Explain: Error {
    /// Returns the kind.
    fn kind(&self) -> FailureKind {
        FailureKind::Failed
    }

    /// Returns what a person can do about it, if anything.
    fn hint(&self) -> Option<String> {
        None
    }

    /// Whether the message says "the store" without naming the file.
    fn lacks_store_path(&self) -> bool {
        false
    }

    /// Whether the message is laid out in lines. A line break in any other message comes from what it quotes, and is made visible.
    fn is_in_lines(&self) -> bool {
        false
    }
}

impl Explain for io::Error {
    fn kind(&self) -> FailureKind {
        match Self::kind(self) {
            io::ErrorKind::BrokenPipe => FailureKind::ClosedPipe,
            _ => FailureKind::Failed,
        }
    }

    fn hint(&self) -> Option<String> {
        Some(SystemFault::of(self)?.hint().to_owned())
    }
}

impl<E: Explain> Explain for Arc<E> {
    fn kind(&self) -> FailureKind {
        (**self).kind()
    }

    fn hint(&self) -> Option<String> {
        (**self).hint()
    }

    fn lacks_store_path(&self) -> bool {
        (**self).lacks_store_path()
    }

    fn is_in_lines(&self) -> bool {
        (**self).is_in_lines()
    }
}

/// An error on its way to the person who ran the command.
#[derive(Debug)]
pub(crate) struct Failure {
    kind: FailureKind,
    hint: Option<String>,
    lacks_store_path: bool,
    is_in_lines: bool,
    /// The error with its causes.
    error: anyhow::Error,
}

impl<E: Explain + Send + Sync + 'static> From<E> for Failure {
    fn from(error: E) -> Self {
        Self {
            kind: error.kind(),
            hint: error.hint(),
            lacks_store_path: error.lacks_store_path(),
            is_in_lines: error.is_in_lines(),
            error: anyhow::Error::new(error),
        }
    }
}

impl Failure {
    /// Creates a failure from an error without a hint, such as one of another crate.
    pub(crate) fn other(error: impl Error + Send + Sync + 'static) -> Self {
        let error = anyhow::Error::new(error);
        Self { kind: FailureKind::Failed, hint: None, lacks_store_path: false, is_in_lines: false, error }
    }

    /// Adds what was attempted; kind and hint stay.
    pub(crate) fn context(self, attempt: impl fmt::Display + Send + Sync + 'static) -> Self {
        Self { lacks_store_path: false, error: self.error.context(attempt), ..self }
    }

    /// Adds what a person can do about it, unless the error knows that.
    pub(crate) fn or_hint(self, hint: &str) -> Self {
        Self { hint: self.hint.or_else(|| Some(hint.to_owned())), ..self }
    }

    /// Returns the end of a command whose answer could not be written. What it changed stays changed, and the exit status
    /// says so. A reader who does not read on has lost nothing.
    ///
    /// # Errors
    /// The failure, unless it is a closed pipe.
    pub(crate) fn of_answer(self, conclusion: Conclusion) -> Result<Exit> {
        match (self.kind, conclusion) {
            (FailureKind::ClosedPipe, conclusion) => Ok(conclusion.exit()),
            (_, Conclusion::Rehearsed(_)) => Err(self),
            (_, Conclusion::Changed(exit)) => Err(Self {
                kind: FailureKind::Unanswered(exit),
                hint: Some("what was done stays done, so do not repeat the command".to_owned()),
                ..self.context(unanswered(exit))
            }),
        }
    }

    /// Names the store's file if the message says only "the store".
    pub(crate) fn naming_store(self, path: &Path) -> Self {
        if self.lacks_store_path { self.context(format!("store `{}`", path.display())) } else { self }
    }

    /// Whether it is only that nobody reads on.
    pub(crate) fn is_closed_pipe(&self) -> bool {
        self.kind == FailureKind::ClosedPipe
    }

    /// Prints the error and its hint to the standard error and returns the exit status. A closed pipe is not an error.
    pub(crate) fn report(&self) -> Exit {
        if !matches!(self.kind, FailureKind::ClosedPipe | FailureKind::Interrupted(_)) {
            self.print("error");
        }
        self.exit()
    }

    /// Prints the error and its hint as a warning to the standard error: the command itself is done.
    pub(crate) fn warn(&self) {
        self.print("warning");
    }

    fn print(&self, severity: &str) {
        let message = self.to_string();
        let lines: Vec<_> = if self.is_in_lines { message.lines().collect() } else { vec![message.as_str()] };
        let lines: Vec<_> = lines.into_iter().map(visible).collect();
        let mut text = format!("{severity}: {}", lines.join("\n"));
        if let Some(hint) = &self.hint {
            text = format!("{text}\nhint: {}", visible(hint));
        }
        terminal::say(&text);
    }

    fn exit(&self) -> Exit {
        match self.kind {
            FailureKind::Failed => Exit::Failed,
            FailureKind::Usage => Exit::Usage,
            FailureKind::Locked => Exit::Locked,
            FailureKind::ClosedPipe => Exit::Done,
            FailureKind::Interrupted(signal) => Exit::Interrupted(signal),
            FailureKind::Unanswered(Exit::Done | Exit::Attention | Exit::Partial) => Exit::Unanswered,
            FailureKind::Unanswered(exit) => exit,
        }
    }
}

/// Says how a command ended whose exit status says only that its answer could not be written.
fn unanswered(exit: Exit) -> &'static str {
    match exit {
        Exit::Attention => "done, with operations that failed, but the answer could not be written",
        Exit::Partial => "partly done, since a channel or a job failed, but the answer could not be written",
        Exit::Failed => "nothing was done, and the answer could not be written",
        Exit::Interrupted(_) => "interrupted, and the answer could not be written",
        _ => "done, but the answer could not be written",
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&with_causes(self.error.as_ref()))
    }
}

/// Returns an error and its causes in one line. A cause that the message already ends with is not repeated.
pub(crate) fn with_causes(error: &dyn Error) -> String {
    let mut message = without_numbers(&error.to_string());
    let mut cause = error.source();
    while let Some(error) = cause {
        let text = without_numbers(&error.to_string());
        if !message.ends_with(&text) {
            message = format!("{message}: {text}");
        }
        cause = error.source();
    }
    message
}

/// Returns a message without the numbers that the system has for its errors, which say nothing to people.
fn without_numbers(message: &str) -> String {
    let mut plain = String::new();
    let mut rest = message;
    while let Some((before, after)) = rest.split_once(" (os error ") {
        plain.push_str(before);
        rest = after.split_once(')').map_or("", |(_, rest)| rest);
    }
    plain + rest
}

/// Adds what was attempted to the error of a result.
pub(crate) trait ResultExt<T> {
    /// Adds what was attempted.
    fn context(self, attempt: impl fmt::Display + Send + Sync + 'static) -> Result<T>;

    /// Adds what was attempted, which is worded only in case of an error.
    fn with_context<C: fmt::Display + Send + Sync + 'static>(self, attempt: impl FnOnce() -> C) -> Result<T>;

    /// Adds what a person can do about an error that does not know that.
    fn or_hint(self, hint: &str) -> Result<T>;
}

impl<T, E: Into<Failure>> ResultExt<T> for Result<T, E> {
    fn context(self, attempt: impl fmt::Display + Send + Sync + 'static) -> Result<T> {
        self.map_err(|error| error.into().context(attempt))
    }

    fn with_context<C: fmt::Display + Send + Sync + 'static>(self, attempt: impl FnOnce() -> C) -> Result<T> {
        self.map_err(|error| error.into().context(attempt()))
    }

    fn or_hint(self, hint: &str) -> Result<T> {
        self.map_err(|error| error.into().or_hint(hint))
    }
}

#[cfg(test)]
mod tests {
    use thiserror::Error;

    use super::*;

    #[derive(Debug, Error)]
    #[error("the store is locked")]
    struct Locked;

    impl Explain for Locked {
        fn kind(&self) -> FailureKind {
            FailureKind::Locked
        }

        fn hint(&self) -> Option<String> {
            Some("wait".to_owned())
        }

        fn lacks_store_path(&self) -> bool {
            true
        }
    }

    #[test]
    fn context_keeps_kind_and_hint() {
        let failure = Err::<(), _>(Locked).with_context(|| "backup `b.db`").unwrap_err();
        assert_eq!((failure.kind, failure.hint.as_deref()), (FailureKind::Locked, Some("wait")));
        assert_eq!(failure.to_string(), "backup `b.db`: the store is locked");
        assert_eq!(failure.exit(), Exit::Locked);
    }

    #[test]
    fn the_store_is_named_once() {
        let path = Path::new("hq.db");
        let failure = Failure::from(Locked).naming_store(path).naming_store(path);
        assert_eq!(failure.to_string(), "store `hq.db`: the store is locked");
        let failure = Failure::from(Locked).context("backup").naming_store(path);
        assert_eq!(failure.to_string(), "backup: the store is locked");
    }

    #[test]
    fn a_closed_pipe_is_not_an_error() {
        let failure = Failure::from(io::Error::from(io::ErrorKind::BrokenPipe)).context("the list");
        assert_eq!(failure.report(), Exit::Done);
        assert_eq!(Failure::from(io::Error::from(io::ErrorKind::StorageFull)).exit(), Exit::Failed);
    }

    #[test]
    fn an_answer_that_cannot_be_written_leaves_the_end_of_its_command() {
        use Exit::{Attention, Done, Failed, Interrupted, Partial, Unanswered};
        let full = || Failure::from(io::Error::from(io::ErrorKind::StorageFull));
        for exit in [Done, Attention, Partial] {
            assert_eq!(full().of_answer(Conclusion::Changed(exit)).unwrap_err().exit(), Unanswered);
            assert_eq!(full().of_answer(Conclusion::Rehearsed(exit)).unwrap_err().exit(), Failed);
        }
        for exit in [Failed, Interrupted(15)] {
            assert_eq!(full().of_answer(Conclusion::Changed(exit)).unwrap_err().exit(), exit);
        }
        let closed = Failure::from(io::Error::from(io::ErrorKind::BrokenPipe));
        assert_eq!(closed.of_answer(Conclusion::Changed(Attention)).unwrap(), Attention);
    }

    #[test]
    fn a_cause_is_not_repeated() {
        let full = io::Error::from_raw_os_error(28);
        assert_eq!(with_causes(&io::Error::other(full)), "No space left on device");
        let inner = io::Error::other("no room");
        let outer = io::Error::other(io::Error::other(format!("`a.csv` cannot be written: {inner}")));
        assert_eq!(with_causes(&outer), "`a.csv` cannot be written: no room");
    }
}
