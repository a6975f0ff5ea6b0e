//! Pages for `man`: one for each command, in every language, and those of the configuration and of expressions.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::{Args, Command};
use clap_mangen::Man;

use crate::context::{Context, from_environment};
use crate::exit::{Conclusion, Exit};
use crate::failure::{Result, ResultExt as _};
use crate::i18n::Phrase;
use crate::language::Language;
use crate::model::Timestamp;

#[derive(Debug, Args)]
pub(crate) struct ManArgs {
    /// The folder of manuals, such as /usr/share/man; what is missing of it is made
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

/// The pages that no command has: section, file, text.
const FURTHER: [(&str, &str, &str); 2] = [
    ("man5", "hqsync.toml.5", include_str!("hqsync.toml.5")),
    ("man7", "hqsync-filter.7", include_str!("hqsync-filter.7")),
];

/// Writes all pages: English ones in `man1`, others in `nl/man1` and so on. `command_in` returns the command line with its help in
/// a language.
pub(crate) fn run(args: &ManArgs, command_in: fn(Language) -> Command, cx: &mut Context) -> Result<Exit> {
    let writer = PageWriter { date: date(cx), version: format!("hqsync {}", env!("CARGO_PKG_VERSION")) };
    let mut count = 0;
    for language in Language::ALL {
        let folder = match language {
            Language::En => args.folder.join("man1"),
            other => args.folder.join(other.code()).join("man1"),
        };
        count += writer.write_pages(&command_in(language), "hqsync", &folder)?;
    }
    for (section, name, text) in FURTHER {
        let text = text.replace("@DATE@", &writer.date).replace("@VERSION@", &writer.version);
        write_file(&args.folder.join(section), name, &text)?;
        count += 1;
    }
    let folder = args.folder.display().to_string();
    cx.answer(Conclusion::Changed(Exit::Done), |output, texts| writeln!(output, "{}", texts.man_written(count, folder)))
}

struct PageWriter {
    date: String,
    version: String,
}

impl PageWriter {
    /// Writes the page of a command and those of its subcommands, and returns their number.
    fn write_pages(&self, command: &Command, name: &str, folder: &Path) -> Result<u64> {
        let named = command.clone().display_name(name.to_owned());
        let man = Man::new(named).title(name.to_uppercase()).section("1").date(&self.date).source(&self.version);
        let mut page = Vec::new();
        man.manual("hqsync").render(&mut page).with_context(|| not_written(folder, name))?;
        write_file(folder, &format!("{name}.1"), &String::from_utf8_lossy(&page))?;
        let mut count = 1;
        for subcommand in command.get_subcommands().filter(|it| it.get_name() != "help" && !it.is_hide_set()) {
            count += self.write_pages(subcommand, &format!("{name}-{}", subcommand.get_name()), folder)?;
        }
        Ok(count)
    }
}

/// The day of the pages: that of the sources, where a build says so, so that it can be repeated.
fn date(cx: &Context) -> String {
    let seconds = from_environment("SOURCE_DATE_EPOCH").and_then(|seconds| seconds.to_str()?.parse::<i64>().ok());
    let at = seconds.map_or(cx.clock.now(), |seconds| Timestamp(seconds.saturating_mul(1_000_000)));
    at.rfc3339().chars().take(10).collect()
}

fn write_file(folder: &Path, name: &str, text: &str) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| not_written(folder, name))?;
    fs::write(folder.join(name), tidied(text)).with_context(|| not_written(folder, name))
}

/// How long lines of pages may be for `mandoc -T lint`, in bytes.
const LINE: usize = 80;

/// Returns a page as `mandoc -T lint` wants it: without line breaks beside empty lines, blanks at ends, and long lines.
fn tidied(page: &str) -> String {
    let lines: Vec<_> = page.lines().map(str::trim_end).collect();
    let is_space =
        |at: Option<usize>| at.and_then(|at| lines.get(at)).is_some_and(|line| line.is_empty() || *line == ".sp");
    let mut text = String::new();
    for (at, line) in lines.iter().enumerate() {
        if *line == ".br" && (is_space(at.checked_sub(1)) || is_space(Some(at + 1))) {
            continue;
        }
        text.push_str(&folded(line));
        text.push('\n');
    }
    text
}

/// Breaks a long line of text at blanks; a macro has to stay on its line, and so has a line of a table.
fn folded(line: &str) -> String {
    if width_of(line) <= LINE || line.starts_with(['.', '\'', ' ']) {
        return line.to_owned();
    }
    let mut text = String::new();
    let mut width = 0;
    for word in line.split(' ') {
        // Two blanks together are to stay.
        if width > 0 && width + 1 + width_of(word) > LINE && !word.is_empty() && !text.ends_with(' ') {
            text.push('\n');
            width = 0;
            if word.starts_with(['.', '\'']) {
                // Otherwise the line would be a macro.
                text.push_str("\\&");
                width = 2;
            }
        } else if !text.is_empty() {
            text.push(' ');
            width += 1;
        }
        text.push_str(word);
        width += width_of(word);
    }
    text
}

fn not_written(folder: &Path, name: &str) -> Phrase {
    Phrase::new("man-not-written").with("file", folder.join(name).display())
}

/// How many bytes `mandoc` takes a text for: it reads `ø` as `\[u00F8]`.
fn width_of(text: &str) -> usize {
    text.chars().map(|sign| if sign.is_ascii() { 1 } else { "\\[u00F8]".len() }).sum()
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;

    #[test]
    fn long_lines_are_broken_where_no_macro_begins() {
        let words = "a word ".repeat(11);
        assert_eq!(tidied(&format!("{words}.end of it\n")), format!("{}\n\\&.end of it\n", words.trim_end()));
        let words = "på ".repeat(9);
        assert_eq!(tidied(&format!("{words}dag\n")), format!("{}\npå dag\n", words[..8 * 4].trim_end()));
        assert_eq!(tidied(".SH NAME \n.sp\n.br\ntext\n.br\nmore\n"), ".SH NAME\n.sp\ntext\n.br\nmore\n");
        let long = format!(".TP {}\n", "x ".repeat(60).trim_end());
        assert_eq!(tidied(&long), long);
    }
}
