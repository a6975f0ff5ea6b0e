//! The command line that a shell completes.

use std::env;
use std::path::Path;

use crate::shell::unquoted;

/// The variable by which a shell asks; it names the shell.
pub(crate) const COMPLETION_VARIABLE: &str = "COMPLETE";

/// Returns the words of a command line that a shell completes, as the program would get them: what stands behind the first `--`.
/// zsh gives all of them as they are typed, with their quotes and backslashes, and fish the last one.
pub(crate) fn line_to_complete() -> Vec<String> {
    let arguments = env::args_os().map(|argument| argument.to_string_lossy().into_owned());
    let mut words: Vec<_> = arguments.skip_while(|word| word != "--").skip(1).collect();
    let shell = env::var(COMPLETION_VARIABLE).unwrap_or_default();
    let typed = match Path::new(&shell).file_name().and_then(|name| name.to_str()) {
        Some("zsh") => 0,
        Some("fish") => words.len().saturating_sub(1),
        _ => words.len(),
    };
    for word in &mut words[typed..] {
        let below_home = word.strip_prefix("~/").zip(env::var("HOME").ok());
        *word = below_home.map_or_else(|| unquoted(word), |(below, home)| format!("{home}/{}", unquoted(below)));
    }
    words
}
