//! What counts of the configuration, where it comes from, and what a look at the store and the channels has found.

use std::io::{self, Write as _};
use std::path::PathBuf;

use serde_json::{Value, json};

use super::channel_check::{check_object, print_check_lines};
use crate::engine::ChannelCheck;
use crate::failure::Failure;
use crate::i18n::{Phrase, Texts};
use crate::model::Cell;
use crate::output::formats::{DetailFormat, Format, print_json};
use crate::output::grid::Grid;
use crate::output::writer::Output;
use crate::sanitize::visible;

/// A configuration as it counts.
#[derive(Debug, Default)]
pub(crate) struct ConfigPage {
    pub(crate) file: Option<PathBuf>,
    pub(crate) settings: Vec<ShownSetting>,
    /// What is wrong with it: the line, if it is about one, the sentence, and what to do about it.
    pub(crate) problems: Vec<(Option<usize>, Phrase, Option<Phrase>)>,
    /// Why the store or a channel cannot be opened.
    pub(crate) failures: Vec<Failure>,
    /// What was found at the channels that can be opened.
    pub(crate) channels: Vec<ChannelCheck>,
}

/// A value that counts.
#[derive(Debug)]
pub(crate) struct ShownSetting {
    pub(crate) key: String,
    /// Null if there is none.
    pub(crate) value: Value,
    pub(crate) origin: ShownOrigin,
}

/// Where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ShownOrigin {
    Option(&'static str),
    Variable(&'static str),
    /// The line of the configuration, counted from 1.
    Line(usize),
    Default,
}

impl ShownOrigin {
    fn text(self, texts: &Texts) -> String {
        match self {
            Self::Option(option) => option.to_owned(),
            Self::Variable(variable) => format!("${variable}"),
            Self::Line(line) => texts.config_origin("line", line.to_string()),
            Self::Default => texts.config_origin("default", ""),
        }
    }
}

impl ConfigPage {
    /// Whether nothing is wrong.
    pub(crate) fn is_right(&self) -> bool {
        self.problems.is_empty() && self.failures.is_empty() && self.channels.iter().all(ChannelCheck::is_right)
    }
}

/// Prints it; what was found only if somebody looked.
pub(crate) fn print_config(
    output: &mut Output,
    page: &ConfigPage,
    is_checked: bool,
    format: DetailFormat,
    texts: &Texts,
) -> io::Result<()> {
    if format == DetailFormat::Json {
        return print_json(output, &config_object(page, is_checked));
    }
    let row = |setting: &ShownSetting| {
        let value = match &setting.value {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        vec![Cell::from(setting.key.clone()), value.into(), setting.origin.text(texts).into()]
    };
    let columns =
        vec![("key", texts.config_key()), ("value", texts.config_value()), ("origin", texts.config_origin_head())];
    let grid = Grid { columns, rows: page.settings.iter().map(row).collect() };
    grid.print(output, Format::Table, texts)?;
    if !is_checked {
        return Ok(());
    }
    for check in &page.channels {
        writeln!(output)?;
        print_check_lines(output, check, texts)?;
    }
    if page.is_right() {
        return writeln!(output, "\n{}", texts.config_right());
    }
    writeln!(output, "\n{}", texts.config_problems())?;
    let problems = page.problems.iter().map(|(_, problem, hint)| texts.with_hint(problem, hint.as_ref()));
    let failures = page.failures.iter().map(|failure| failure.line(texts));
    let unfit = page.channels.iter().filter(|check| !check.is_right());
    let unfit = unfit.map(|check| texts.say(&Phrase::new("channel-named").with("channel", &check.name)));
    problems.chain(failures).chain(unfit).try_for_each(|line| writeln!(output, "  {}", visible(&line)))
}

fn config_object(page: &ConfigPage, is_checked: bool) -> Value {
    let english = Texts::for_machines();
    let setting = |setting: &ShownSetting| {
        let (origin, name, line) = match setting.origin {
            ShownOrigin::Option(option) => ("option", Some(option), None),
            ShownOrigin::Variable(variable) => ("environment", Some(variable), None),
            ShownOrigin::Line(line) => ("file", None, Some(line)),
            ShownOrigin::Default => ("default", None, None),
        };
        json!({ "key": setting.key, "value": setting.value, "origin": origin, "name": name, "line": line })
    };
    let problem = |(line, problem, hint): &(Option<usize>, Phrase, Option<Phrase>)| {
        let hint = hint.as_ref().and_then(|hint| english.say_if_any(hint));
        let message = english.say_lines(problem).into_iter().next();
        json!({ "line": line, "message": message, "hint": hint })
    };
    let failure = |failure: &Failure| json!({ "line": null, "message": failure.line(&english), "hint": null });
    let problems: Vec<_> = page.problems.iter().map(problem).chain(page.failures.iter().map(failure)).collect();
    let mut object = json!({
        "file": page.file.as_ref().map(|file| file.to_string_lossy()),
        "settings": page.settings.iter().map(setting).collect::<Vec<_>>(),
        "problems": problems,
    });
    if is_checked {
        object["channels"] = page.channels.iter().map(check_object).collect();
        object["right"] = page.is_right().into();
    }
    object
}
