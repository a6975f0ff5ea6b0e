//! Options of the commands that do something to operations: to which ones, by whom and why.

use std::io::{self, IsTerminal as _, Write as _};

use anyhow::Result;
use clap::Args;
use clap::builder::NonEmptyStringValueParser;

use super::select::{SelectArgs, expression};
use crate::actor;
use crate::context::Context;
use crate::engine::Deed;
use crate::failure::{Refusal, UsageError};
use crate::filter::Filter;
use crate::model::{Author, Column, Operation, OperationId, Property};
use crate::output::{DetailFormat, visible};
use crate::store::{Selection, Store};

/// How many operations are shown before a question about many.
const SAMPLE: usize = 5;

/// The number of an operation.
pub(crate) fn operation_number(text: &str) -> Result<i64, String> {
    text.parse().map_err(|_| "not the number of an operation; several are separated by spaces".to_owned())
}

/// The operations that something is to be done to.
#[derive(Debug, Default, Args)]
pub(crate) struct TargetArgs {
    /// Numbers of the operations, as `list` gives them
    #[arg(value_name = "ID", value_parser = operation_number)]
    pub(crate) ids: Vec<i64>,
    /// All operations that this expression means, as with `filter`
    #[arg(long = "where", value_name = "EXPRESSION", conflicts_with = "ids")]
    expression: Option<String>,
    /// Do not ask before doing it to all operations that are meant
    #[arg(long, short)]
    yes: bool,
    #[command(flatten)]
    select: SelectArgs,
}

/// Who does it, and why.
#[derive(Debug, Default, Args)]
pub(crate) struct AuthorArgs {
    /// Who does it, for the audit trail [default: USER@HOST]
    #[arg(long = "as", value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    actor: Option<String>,
}

impl AuthorArgs {
    /// The author of the entries in the audit trail.
    pub(crate) fn author(&self, reason: Option<&str>) -> Author {
        let actor = self.actor.clone().unwrap_or_else(actor::current);
        Author { actor, run: None, reason: reason.unwrap_or_default().to_owned() }
    }
}

/// What `edit` and `resync` have in common beside the operations.
#[derive(Debug, Default, Args)]
pub(crate) struct DeedArgs {
    /// Show what would come of it, and change nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Why, for the audit trail
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    #[command(flatten)]
    author: AuthorArgs,
    /// Format of the output
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: DetailFormat,
}

impl DeedArgs {
    /// The author of the entries in the audit trail.
    pub(crate) fn author(&self) -> Author {
        self.author.author(self.reason.as_deref())
    }
}

/// The operations that are meant.
#[derive(Debug)]
pub(crate) struct Targets {
    pub(crate) ids: Vec<OperationId>,
    /// Whether an expression or options chose them, not their numbers.
    pub(crate) by_expression: bool,
}

impl Targets {
    /// How many of them are in a transaction: operations that were named are done all or none.
    pub(crate) fn batch_size(&self, size: usize) -> usize {
        if self.by_expression { size } else { self.ids.len() }
    }
}

impl TargetArgs {
    /// Finds the operations that are meant and to which the deed can be done.
    ///
    /// # Errors
    /// Nothing says which are meant, nothing is found, or the expression has a mistake.
    pub(crate) fn find(&self, deed: Deed, store: &Store, cx: &Context) -> Result<Targets> {
        if !self.ids.is_empty() {
            if !self.select.is_empty() {
                return Err(UsageError {
                    message: "numbers of operations and options that select them exclude each other".to_owned(),
                    hint: Some("leave one of them out".to_owned()),
                }
                .into());
            }
            let mut ids: Vec<_> = self.ids.iter().copied().map(OperationId).collect();
            let mut seen = std::collections::HashSet::new();
            ids.retain(|id| seen.insert(*id));
            return Ok(Targets { ids, by_expression: false });
        }
        let given = self.expression.as_deref().map(|given| expression(store, given)).transpose()?;
        let Some(filter) = self.select.filter(given.as_deref(), store, cx)? else {
            return Err(UsageError {
                message: "which operations are meant?".to_owned(),
                hint: Some("give their numbers, or `--where EXPRESSION`".to_owned()),
            }
            .into());
        };
        let (mut ids, mut others) = (Vec::new(), 0);
        for_each(store, &filter, &[Property::Column(Column::Id)], cx, |operation| {
            if deed.is_possible(operation.state) {
                ids.push(operation.id);
            } else {
                others += 1;
            }
        })?;
        if ids.is_empty() {
            let message = match others {
                0 => "no operation is meant".to_owned(),
                others => format!("none of the {others} operations that are meant can be {deed}"),
            };
            let hint = "`hqsync filter EXPRESSION` lists what an expression finds; synced and completed operations \
                        stay as they are";
            return Err(Refusal { message, hint: hint.to_owned() }.into());
        }
        if others > 0 {
            writeln!(io::stderr(), "{}", cx.texts.target_others(others))?;
        }
        Ok(Targets { ids, by_expression: true })
    }

    /// Asks whether it is to be done to many operations, with a sample of them; gives whether it is. Numbers were typed on
    /// purpose, and a rehearsal does nothing: there is no question then.
    ///
    /// # Errors
    /// Nobody can be asked, and `--yes` is not given.
    pub(crate) fn confirm(
        &self,
        question: &str,
        targets: &Targets,
        fields: &[Property],
        store: &Store,
        cx: &Context,
    ) -> Result<bool> {
        if !targets.by_expression || self.yes {
            return Ok(true);
        }
        let mut stderr = io::stderr();
        writeln!(stderr, "{question}")?;
        for line in Self::sample(targets, fields, store, cx)? {
            writeln!(stderr, "  {}", visible(&line))?;
        }
        if !io::stdin().is_terminal() || !stderr.is_terminal() {
            return Err(UsageError {
                message: "nobody can be asked whether this is right".to_owned(),
                hint: Some("`--yes` does it without a question, `--dry-run` shows what would happen".to_owned()),
            }
            .into());
        }
        write!(stderr, "{} ", cx.texts.target_question())?;
        stderr.flush()?;
        let mut answer = String::new();
        io::stdin().read_line(&mut answer)?;
        let answer = answer.trim().to_lowercase();
        let is_yes = !answer.is_empty() && (cx.texts.yes().starts_with(&answer) || "yes".starts_with(&answer));
        if !is_yes {
            writeln!(stderr, "{}", cx.texts.target_nothing_done())?;
        }
        Ok(is_yes)
    }

    /// Some of the operations that are meant, a line each.
    fn sample(targets: &Targets, fields: &[Property], store: &Store, cx: &Context) -> Result<Vec<String>> {
        let columns: Vec<_> =
            [Column::Id, Column::Errors].map(Property::Column).into_iter().chain(fields.to_vec()).collect();
        let wanted = &targets.ids[..targets.ids.len().min(SAMPLE)];
        let numbers: Vec<_> = wanted.iter().map(ToString::to_string).collect();
        let expression = format!("{} in ({})", Column::Id.key(), numbers.join(", "));
        let mut lines = Vec::new();
        if let Some(filter) = SelectArgs::default().filter(Some(&expression), store, cx)? {
            for_each(store, &filter, &columns, cx, |operation| lines.push(sample_line(&operation, fields, cx)))?;
        }
        let more = targets.ids.len() - wanted.len();
        if more > 0 {
            lines.push(cx.texts.target_more(more));
        }
        Ok(lines)
    }
}

fn sample_line(operation: &Operation, fields: &[Property], cx: &Context) -> String {
    let texts = &cx.texts;
    let mut codes: Vec<_> = operation.problems.iter().map(|problem| problem.code().name()).collect();
    codes.dedup();
    let values = fields.iter().zip(&operation.values);
    let values = values.map(|(field, value)| format!("{field} = {}", value.as_deref().unwrap_or_default()));
    let parts = [
        operation.id.to_string(),
        operation.channel.to_string(),
        texts.record(operation.kind),
        texts.state(operation.state),
        codes.join(" "),
    ];
    parts.into_iter().filter(|part| !part.is_empty()).chain(values).collect::<Vec<_>>().join("  ")
}

/// Gives the operations that pass a filter to `each`, by their numbers.
fn for_each(
    store: &Store,
    filter: &Filter,
    columns: &[Property],
    cx: &Context,
    mut each: impl FnMut(Operation),
) -> Result<()> {
    let settings = cx.value_settings();
    let sort = Property::Column(Column::Id);
    let selection =
        Selection { filter: Some(filter), sort, descending: false, limit: None, columns, settings: &settings };
    store.for_each_operation(&selection, |operation| {
        each(operation);
        Ok(())
    })
}
