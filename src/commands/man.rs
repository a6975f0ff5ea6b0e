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
use crate::output::tidied_page;

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
    fs::write(folder.join(name), tidied_page(text)).with_context(|| not_written(folder, name))
}

fn not_written(folder: &Path, name: &str) -> Phrase {
    Phrase::new("man-not-written").with("file", folder.join(name).display())
}
