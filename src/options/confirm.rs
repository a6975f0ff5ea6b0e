//! Asking for confirmation before something is changed that nobody typed operation by operation.

use std::io::{self, IsTerminal as _, Write as _};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use crate::context::Context;
use crate::failure::{Failure, Result, ResultExt as _};
use crate::i18n::{Phrase, Texts};
use crate::output::remark;
use crate::refusal::Refusal;
use crate::sanitize::visible;
use crate::signals;
use crate::stop::Stop;

/// How often it is looked whether a signal ends the question.
const PATIENCE: Duration = Duration::from_millis(50);

/// Asks for confirmation, with lines that say what it is about; returns whether the user confirms.
///
/// # Errors
/// There is no terminal to ask on, the question cannot be shown, or a signal such as Ctrl-C ends it.
pub(crate) fn confirm(question: &str, lines: &[String], cx: &Context) -> Result<bool> {
    let mut lines = lines.to_vec();
    lines.extend(cx.store_address().ok().map(|store| cx.texts.confirm_store(store.absolute().to_string())));
    let question = question_about(question, &lines);
    if !can_ask() {
        remark(question);
        return Err(Refusal::of_usage(Phrase::new("confirm-no-terminal")).into());
    }
    let stop = signals::listen()?;
    remark(question);
    ask(&format!("{} ", cx.texts.target_question()))
        .map_err(Failure::counting_closed_pipe)
        .context(Phrase::new("confirm-cannot-ask"))?;
    let Some(answer) = answer(&stop)? else {
        // The terminal's cursor stands behind the question.
        remark(format!("\n{}", cx.texts.target_nothing_done()));
        signals::check(&stop)?;
        return Ok(false);
    };
    if !answer.ends_with('\n') {
        // Ctrl-D leaves the cursor behind the question, too.
        remark("\n");
    }
    let is_confirmed = is_yes(&answer, &cx.texts);
    if !is_confirmed {
        remark(cx.texts.target_nothing_done());
    }
    Ok(is_confirmed)
}

/// Whether an answer confirms: `yes` in English or in the language of the question, or its beginning.
fn is_yes(answer: &str, texts: &Texts) -> bool {
    let answer = answer.trim().to_lowercase();
    !answer.is_empty() && ["yes", texts.confirm_yes().as_str()].iter().any(|yes| yes.starts_with(&answer))
}

/// Whether there is a terminal to ask on.
pub(crate) fn can_ask() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Returns the line that the user types; `None` if a signal comes first. Reading a terminal cannot be interrupted, so a thread
/// reads, and is left behind when the program ends.
fn answer(stop: &Stop) -> io::Result<Option<String>> {
    let (sender, receiver) = mpsc::channel();
    thread::Builder::new().name("question".to_owned()).spawn(move || {
        let mut answer = String::new();
        let read = io::stdin().read_line(&mut answer).map(|_| answer);
        // Nobody waits for it after a signal.
        let _ = sender.send(read);
    })?;
    loop {
        match receiver.recv_timeout(PATIENCE) {
            Ok(answer) => return answer.map(Some),
            Err(RecvTimeoutError::Disconnected) => return Ok(None),
            Err(RecvTimeoutError::Timeout) if stop.signal().is_some() => return Ok(None),
            Err(RecvTimeoutError::Timeout) => {}
        }
    }
}

/// Shows a question. What nobody can see must not be answered, so here an error counts.
fn ask(question: &str) -> io::Result<()> {
    let mut stderr = io::stderr();
    write!(stderr, "{question}")?;
    stderr.flush()
}

/// Returns a question with the lines that say what it is about.
pub(crate) fn question_about(question: &str, lines: &[String]) -> String {
    let lines = lines.iter().map(|line| format!("\n  {}", visible(line)));
    format!("{question}{}", lines.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn yes_is_understood_in_english_in_every_language() {
        for language in Language::ALL {
            let texts = Texts::new(language);
            for (answer, expected) in
                [("y\n", true), (" YES ", true), ("\n", false), ("n", false), ("yesterday", false)]
            {
                assert_eq!(is_yes(answer, &texts), expected, "{answer:?}, {language:?}");
            }
            assert!(is_yes(&texts.confirm_yes(), &texts), "{language:?}");
        }
    }
}
