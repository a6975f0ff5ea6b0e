//! How a command fails: its error with the causes, the kind that decides the exit status, and a hint.

use std::error::Error;
use std::fmt;
use std::io;
use std::sync::Arc;

use thiserror::Error;

use crate::exit::{Conclusion, Exit};
use crate::i18n::{Phrase, Texts};
use crate::sanitize::visible;
use crate::system_fault::{self, SystemFault};
use crate::terminal::{self, Tone};

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

/// An error that says what is wrong and what a person can do about it, in whatever language that person reads.
pub(crate) trait Explain: Error {
    /// Returns what is wrong, with its causes. The error displays as this phrase in English.
    fn phrase(&self) -> Phrase;

    /// Returns the kind.
    fn kind(&self) -> FailureKind {
        FailureKind::Failed
    }

    /// Returns what a person can do about it: what stands beside the phrase, if anything.
    fn hint(&self) -> Option<Phrase> {
        self.phrase().hint()
    }

    /// Whether the message says "the store" without naming it.
    fn lacks_store_path(&self) -> bool {
        false
    }
}

/// An error of input or output that says what was attempted, or what the program knows of it.
#[derive(Debug, Error)]
#[error("{message}")]
struct WordedError {
    message: Phrase,
    hint: Option<Phrase>,
    source: Option<io::Error>,
}

/// Returns an error of input or output, still of its kind, that says what was attempted.
pub(crate) fn attempted(attempt: Phrase, source: io::Error) -> io::Error {
    let (message, hint) = (attempt.because(source.phrase()), source.hint());
    io::Error::new(source.kind(), WordedError { message, hint, source: Some(source) })
}

/// Returns an error of input or output that the program itself finds.
pub(crate) fn io_fault(message: Phrase) -> io::Error {
    io::Error::other(WordedError { message, hint: None, source: None })
}

impl Explain for io::Error {
    fn phrase(&self) -> Phrase {
        worded(self).map_or_else(|| system_fault::phrase_of(self), |worded| worded.message.clone())
    }

    fn kind(&self) -> FailureKind {
        match Self::kind(self) {
            io::ErrorKind::BrokenPipe => FailureKind::ClosedPipe,
            _ => FailureKind::Failed,
        }
    }

    fn hint(&self) -> Option<Phrase> {
        match worded(self) {
            Some(worded) => worded.hint.clone(),
            None => SystemFault::of(self)?.hint(),
        }
    }
}

/// Returns what is said in an error, or in one that it was made from.
fn worded(error: &io::Error) -> Option<&WordedError> {
    let mut error: &(dyn Error + 'static) = error.get_ref()?;
    loop {
        if let Some(worded) = error.downcast_ref() {
            return Some(worded);
        }
        error = match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            Some(inner) => inner,
            None => error.source()?,
        };
    }
}

impl<E: Explain> Explain for Arc<E> {
    fn phrase(&self) -> Phrase {
        (**self).phrase()
    }

    fn kind(&self) -> FailureKind {
        (**self).kind()
    }

    fn hint(&self) -> Option<Phrase> {
        (**self).hint()
    }

    fn lacks_store_path(&self) -> bool {
        (**self).lacks_store_path()
    }
}

/// An error on its way to the person who ran the command.
#[derive(Debug)]
pub(crate) struct Failure {
    kind: FailureKind,
    /// What is wrong, and behind what was attempted.
    message: Phrase,
    /// What a person can do about it: the first of these that has a text.
    hints: Vec<Phrase>,
    lacks_store_path: bool,
    /// The error with its causes, as developers see it.
    error: anyhow::Error,
}

impl<E: Explain + Send + Sync + 'static> From<E> for Failure {
    fn from(error: E) -> Self {
        Self {
            kind: error.kind(),
            message: error.phrase(),
            hints: error.hint().into_iter().collect(),
            lacks_store_path: error.lacks_store_path(),
            error: anyhow::Error::new(error),
        }
    }
}

impl Failure {
    /// Creates a failure from an error that is the same in every language, such as one of another crate.
    pub(crate) fn other(error: impl Error + Send + Sync + 'static) -> Self {
        let message = causes(&error);
        let error = anyhow::Error::new(error);
        Self { kind: FailureKind::Failed, message, hints: Vec::new(), lacks_store_path: false, error }
    }

    /// Creates a failure of input or output in which a closed pipe counts like any other error.
    pub(crate) fn counting_closed_pipe(error: io::Error) -> Self {
        Self { kind: FailureKind::Failed, ..Self::from(error) }
    }

    /// Adds what was attempted; the kind stays. The hint of the attempt is for errors that have none of their own.
    pub(crate) fn context(self, attempt: Phrase) -> Self {
        let error = self.error.context(attempt.clone());
        let hints = self.hints.into_iter().chain(attempt.hint()).collect();
        Self { lacks_store_path: false, message: attempt.because(self.message), hints, error, ..self }
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
                hints: unanswered(exit).hint().into_iter().collect(),
                ..self.context(unanswered(exit))
            }),
        }
    }

    /// Names the store if the message says only "the store".
    pub(crate) fn naming_store(self, store: impl fmt::Display) -> Self {
        if self.lacks_store_path { self.context(Phrase::new("store-named").with("store", store)) } else { self }
    }

    /// Returns the message and the hint, line by line, without control characters.
    pub(crate) fn lines(&self, texts: &Texts) -> Vec<String> {
        let mut lines = texts.say_lines(&self.message);
        lines.extend(self.hints.iter().find_map(|hint| texts.say_if_any(hint)));
        lines.iter().map(|line| visible(line).into_owned()).collect()
    }

    /// Whether it was asked to stop.
    pub(crate) fn is_interrupted(&self) -> bool {
        matches!(self.kind, FailureKind::Interrupted(_))
    }

    /// Whether it is only that nobody reads on.
    pub(crate) fn is_closed_pipe(&self) -> bool {
        self.kind == FailureKind::ClosedPipe
    }

    /// Prints the error and its hint to the standard error, in the language of this run, and returns the exit status. A closed
    /// pipe is not an error.
    pub(crate) fn report(&self) -> Exit {
        if !matches!(self.kind, FailureKind::ClosedPipe | FailureKind::Interrupted(_)) {
            self.print(Severity::Error);
        }
        self.exit()
    }

    /// Prints the error and its hint as a warning to the standard error: the command itself is done.
    pub(crate) fn warn(&self) {
        self.print(Severity::Warning);
    }

    fn print(&self, severity: Severity) {
        let texts = Texts::chosen();
        let lines: Vec<_> =
            texts.say_lines(&self.message).into_iter().map(|line| visible(&line).into_owned()).collect();
        let mut text = severity.line(&lines.join("\n"), &texts);
        if let Some(hint) = self.hints.iter().find_map(|hint| texts.say_if_any(hint)) {
            text = format!("{text}\n{}", Severity::Hint.line(&visible(&hint), &texts));
        }
        terminal::say(&text);
    }

    /// Returns what is wrong in one line, without what stands below it.
    pub(crate) fn line(&self, texts: &Texts) -> String {
        texts.say_lines(&self.message).into_iter().next().unwrap_or_default()
    }

    /// Returns the exit status of a command that fails so.
    pub(crate) fn exit(&self) -> Exit {
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

/// What a line on the standard error is, as its first word says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Severity {
    Error,
    Warning,
    Hint,
}

impl Severity {
    /// Returns the line with its first word, which has a colour where the screen has.
    pub(crate) fn line(self, line: &str, texts: &Texts) -> String {
        let (word, tone) = match self {
            Self::Error => ("error", Tone::Bad),
            Self::Warning => ("warning", Tone::Open),
            Self::Hint => ("hint", Tone::Good),
        };
        let style = tone.style().bold();
        format!("{style}{}:{style:#} {line}", texts.format(word, None, &[]))
    }
}

/// Says how a command ended whose exit status says only that its answer could not be written.
fn unanswered(exit: Exit) -> Phrase {
    let exit = match exit {
        Exit::Attention => "attention",
        Exit::Partial => "partial",
        Exit::Failed => "failed",
        Exit::Interrupted(_) => "interrupted",
        _ => "done",
    };
    Phrase::new("unanswered").with("exit", exit)
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message.fmt(f)
    }
}

/// Returns an error and its causes in one line. A cause that the message already ends with is not repeated.
pub(crate) fn with_causes(error: &dyn Error) -> String {
    causes(error).to_string()
}

/// Returns an error of another crate with its causes.
pub(crate) fn causes(error: &dyn Error) -> Phrase {
    let phrase = Phrase::verbatim(error);
    match error.source() {
        Some(cause) => phrase.because(causes(cause)),
        None => phrase,
    }
}

/// Adds what was attempted to the error of a result.
pub(crate) trait ResultExt<T> {
    /// Adds what was attempted.
    fn context(self, attempt: Phrase) -> Result<T>;

    /// Adds what was attempted, which is worded only in case of an error.
    fn with_context(self, attempt: impl FnOnce() -> Phrase) -> Result<T>;
}

impl<T, E: Into<Failure>> ResultExt<T> for Result<T, E> {
    fn context(self, attempt: Phrase) -> Result<T> {
        self.map_err(|error| error.into().context(attempt))
    }

    fn with_context(self, attempt: impl FnOnce() -> Phrase) -> Result<T> {
        self.map_err(|error| error.into().context(attempt()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[derive(Debug, Error)]
    #[error("{}", self.phrase())]
    struct Locked;

    impl Explain for Locked {
        fn phrase(&self) -> Phrase {
            Phrase::verbatim("the store is locked")
        }

        fn kind(&self) -> FailureKind {
            FailureKind::Locked
        }

        fn hint(&self) -> Option<Phrase> {
            Some(Phrase::verbatim("wait"))
        }

        fn lacks_store_path(&self) -> bool {
            true
        }
    }

    #[test]
    fn context_keeps_kind_and_hint() {
        let failure = Err::<(), _>(Locked).with_context(|| Phrase::verbatim("backup `b.db`")).unwrap_err();
        let hint = failure.hints.iter().find_map(|hint| Texts::new(Language::En).say_if_any(hint));
        assert_eq!((failure.kind, hint.as_deref()), (FailureKind::Locked, Some("wait")));
        assert_eq!(failure.to_string(), "backup `b.db`: the store is locked");
        assert_eq!(failure.exit(), Exit::Locked);
    }

    #[test]
    fn the_store_is_named_once() {
        let path = "hq.db";
        let failure = Failure::from(Locked).naming_store(path).naming_store(path);
        assert_eq!(failure.to_string(), "store `hq.db`: the store is locked");
        let failure = Failure::from(Locked).context(Phrase::verbatim("backup")).naming_store(path);
        assert_eq!(failure.to_string(), "backup: the store is locked");
    }

    #[test]
    fn a_closed_pipe_is_not_an_error() {
        let failure = Failure::from(io::Error::from(io::ErrorKind::BrokenPipe)).context(Phrase::verbatim("the list"));
        assert_eq!(failure.report(), Exit::Done);
        let counted = Failure::counting_closed_pipe(io::Error::from(io::ErrorKind::BrokenPipe));
        assert_eq!(counted.exit(), Exit::Failed);
        assert_eq!(Failure::from(io::Error::from(io::ErrorKind::StorageFull)).exit(), Exit::Failed);
    }

    #[test]
    fn an_error_of_the_output_keeps_its_kind_and_its_hint() {
        let full = || io::Error::from_raw_os_error(28);
        let error = attempted(Phrase::verbatim("`a.csv` cannot be written"), full());
        assert_eq!(error.kind(), io::ErrorKind::StorageFull);
        assert_eq!(error.to_string(), "`a.csv` cannot be written: No space left on device");
        assert_eq!((error.phrase().to_string(), error.hint()), (error.to_string(), full().hint()));
        assert_eq!(io_fault(Phrase::verbatim("it is full")).hint(), None);
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
