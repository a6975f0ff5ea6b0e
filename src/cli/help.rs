//! Help in the language of the reader. English stands in the doc comments; the other languages have a file each.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use clap::error::ErrorKind;
use clap::{Arg, Command, CommandFactory as _};

use super::Cli;
use crate::i18n::HelpTexts;
use crate::language::Language;

/// Returns the help that a command line asks for, in a language; `None` if it asks for none, or if the language is English,
/// for which clap prints its own help.
pub(crate) fn localized(error: &clap::Error, arguments: &[String], language: Language) -> Option<String> {
    let is_help = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand);
    let texts = HelpTexts::new(language).filter(|_| is_help)?;
    let mut command = in_language(&texts);
    let help = command.try_get_matches_from_mut(arguments).err()?.render().ansi().to_string();
    Some(with_headings(&help, &command, &texts))
}

/// Returns the whole command line with its help in a language.
pub(crate) fn command_in(language: Language) -> Command {
    match HelpTexts::new(language) {
        Some(texts) => in_language(&texts),
        None => {
            let mut command = Cli::command();
            command.build();
            command
        }
    }
}

fn in_language(texts: &HelpTexts) -> Command {
    let mut command = Cli::command();
    // Only then has each command the options of all commands, and its own `--help`.
    command.build();
    translated(command, "hqsync", texts)
}

/// Returns a command with its text, and those of its arguments and subcommands. `name` is its path, such as `jobs-prune`.
fn translated(command: Command, name: &str, texts: &HelpTexts) -> Command {
    let id = format!("help-{name}");
    let about = texts.find(&id, None).unwrap_or_default();
    let long = texts.find(&id, Some("long")).unwrap_or_else(|| about.clone());
    let command = match texts.find(&id, Some("after")) {
        Some(after) => command.after_help(after),
        None => command,
    };
    command
        .about(about)
        .long_about(long)
        .mut_args(|argument| translated_argument(argument, name, texts))
        .mut_subcommands(|subcommand| match (subcommand.get_name().to_owned(), name) {
            (help, _) if help == "help" => subcommand.about(texts.find("help-command-help", None).unwrap_or_default()),
            (own, "hqsync") => translated(subcommand, &own, texts),
            (own, name) => translated(subcommand, &format!("{name}-{own}"), texts),
        })
}

fn translated_argument(argument: Arg, command: &str, texts: &HelpTexts) -> Arg {
    let Some(id) = id_of(&argument, command, texts) else { return argument };
    let text = texts.find(&id, None).unwrap_or_default();
    let long = texts.find(&id, Some("long")).unwrap_or_else(|| text.clone());
    let default = default_of(&argument, texts).map(|text| format!(" {text}")).unwrap_or_default();
    let values = argument.get_possible_values();
    let names: Vec<_> = values.iter().filter(|value| !value.is_hide_set()).map(|value| value.get_name()).collect();
    let listed = if names.is_empty() || !argument.get_action().takes_values() {
        String::new()
    } else {
        format!(" {}", texts.filled("help-values", &[("values", &names.join(", "))]))
    };
    let has_texts = values.iter().any(|value| value.get_help().is_some());
    let described = if has_texts { value_list(&names, &id, texts) } else { listed.clone() };
    argument
        .help(format!("{text}{default}{listed}"))
        .long_help(format!("{long}{default}{described}"))
        .hide_default_value(true)
        .hide_possible_values(true)
}

/// Returns the default of an option that has one which is worth telling.
fn default_of(argument: &Arg, texts: &HelpTexts) -> Option<String> {
    let values = argument.get_default_values().iter().filter(|_| argument.get_action().takes_values());
    let values: Vec<_> = values.map(|value| value.to_string_lossy()).collect();
    (!values.is_empty()).then(|| texts.filled("help-default", &[("value", &values.join(" "))]))
}

/// Returns what each value of an option means, a line for each.
fn value_list(names: &[&str], id: &str, texts: &HelpTexts) -> String {
    let width = names.iter().map(|name| name.len()).max().unwrap_or_default() + 1;
    let mut list = format!("\n\n{}", texts.find("help-value-list", None).unwrap_or_default());
    for name in names {
        let own = texts.find(id, Some(&format!("value-{name}")));
        let text = own.or_else(|| texts.find(&format!("help-value-{name}"), None)).unwrap_or_default();
        let _ = write!(list, "\n- {:width$} {text}", format!("{name}:"));
    }
    list
}

/// Returns the id of an argument's text: the command's own, or the one that several commands share.
fn id_of(argument: &Arg, command: &str, texts: &HelpTexts) -> Option<String> {
    let name = argument.get_id().as_str().replace('_', "-");
    [format!("help-{command}-{name}"), format!("help-option-{name}")].into_iter().find(|id| texts.has(id))
}

/// Returns the help with the words of the language where clap takes none that are found at run time.
fn with_headings(help: &str, command: &Command, texts: &HelpTexts) -> String {
    let word = |id: &str| texts.find(id, None).unwrap_or_default();
    let headings = headings_of(command).into_iter().chain(["Usage", "Commands", "Arguments", "Options"]);
    let mut help = help.to_owned();
    for heading in headings {
        help = help.replacen(&format!("{heading}:"), &format!("{}:", word(&heading_id(heading))), 1);
    }
    // Further forms of the usage stand below the first, each with the style of a command.
    let indent = |heading: &str| format!("\n{}\u{1b}", " ".repeat(heading.chars().count() + 2));
    help.replacen(&indent("Usage"), &indent(&word("help-heading-usage")), 1)
        .replacen("[OPTIONS]", &format!("[{}]", word("help-usage-options")), 1)
        .replacen("<COMMAND>", &format!("<{}>", word("help-usage-command")), 1)
        .replacen("[COMMAND]", &format!("[{}]", word("help-usage-command")), 1)
}

/// Returns the headings of options that a command or its subcommands have.
fn headings_of(command: &Command) -> BTreeSet<&str> {
    let own = command.get_arguments().filter_map(Arg::get_help_heading);
    own.chain(command.get_subcommands().flat_map(headings_of)).collect()
}

fn heading_id(heading: &str) -> String {
    format!("help-heading-{}", heading.to_lowercase().replace(' ', "-"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::syntax::entries;

    /// Each text that the command line needs: its id, and its attributes.
    fn needed(command: &Command, name: &str, texts: &HelpTexts, ids: &mut BTreeSet<String>) {
        let id = format!("help-{name}");
        ids.insert(id.clone());
        ids.extend(command.get_long_about().map(|_| format!("{id}.long")));
        ids.extend(command.get_after_help().map(|_| format!("{id}.after")));
        for argument in command.get_arguments().filter(|argument| !argument.is_hide_set()) {
            let own = format!("help-{name}-{}", argument.get_id().as_str().replace('_', "-"));
            let id = id_of(argument, name, texts).unwrap_or(own);
            ids.extend(argument.get_long_help().map(|_| format!("{id}.long")));
            ids.extend(argument.get_help_heading().map(heading_id));
            for value in argument.get_possible_values().iter().filter(|value| value.get_help().is_some()) {
                let shared = format!("help-value-{}", value.get_name());
                let own = texts.find(&id, Some(&format!("value-{}", value.get_name())));
                ids.insert(own.map_or(shared, |_| format!("{id}.value-{}", value.get_name())));
            }
            ids.insert(id);
        }
        for subcommand in command.get_subcommands().filter(|subcommand| subcommand.get_name() != "help") {
            let own = subcommand.get_name();
            let name = if name == "hqsync" { own.to_owned() } else { format!("{name}-{own}") };
            needed(subcommand, &name, texts, ids);
        }
    }

    #[test]
    fn every_language_has_the_help_of_every_command_and_no_more() {
        for language in [Language::Nl, Language::Da] {
            let texts = HelpTexts::new(language).unwrap();
            let mut command = Cli::command();
            command.build();
            let mut ids: BTreeSet<String> = [
                "help-heading-usage",
                "help-usage-options",
                "help-usage-command",
                "help-heading-commands",
                "help-heading-arguments",
                "help-heading-options",
                "help-default",
                "help-values",
                "help-value-list",
                "help-command-help",
            ]
            .map(str::to_owned)
            .into();
            needed(&command, "hqsync", &texts, &mut ids);
            let known: BTreeSet<String> = entries(texts.source).into_iter().map(|entry| entry.id).collect();
            let missing: Vec<_> = ids.difference(&known).collect();
            assert!(missing.is_empty(), "{language:?} lacks {missing:#?}");
            let unused: Vec<_> = known.difference(&ids).collect();
            assert!(unused.is_empty(), "{language:?} has {unused:#?}, which nothing shows");
        }
    }
}
