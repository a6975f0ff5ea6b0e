//! Options of the commands that correct operations: which ones, by whom and why; and the question before many.

use clap::Args;

use super::confirm::confirm;
use super::lists::{NumberList, numbered};
use super::select::{SelectArgs, no_selection};
use crate::actor;
use crate::context::Context;
use crate::engine::{self, Correction, Matches, Targets};
use crate::failure::Result;
use crate::i18n::Phrase;
use crate::model::{Column, Operation, Property};
use crate::output::{DetailFormat, remark};
use crate::refusal::Refusal;
use crate::sanitize::is_hazardous;
use crate::store::{Access, Store};
use crate::trail::Author;

/// How many operations are shown before a question about many.
const SAMPLE: usize = 5;

/// The operations to correct.
#[derive(Debug, Default, Args)]
pub(crate) struct TargetArgs {
    /// Numbers of the operations, as `list` prints them: 17, 17,18 or 17..20
    #[arg(value_name = "ID")]
    pub(crate) ids: Vec<NumberList>,
    /// All operations that match this expression (as in `filter`)
    #[arg(long = "where", short = 'w', value_name = "EXPRESSION", conflicts_with = "ids")]
    expression: Option<String>,
    /// Do not ask for confirmation
    #[arg(long, short)]
    yes: bool,
    #[command(flatten)]
    select: SelectArgs,
}

/// Who does it.
#[derive(Debug, Default, Args)]
pub(crate) struct AuthorArgs {
    /// Who does it, for the audit trail, which keeps the user and the host too
    #[arg(long = "as", value_name = "NAME", value_parser = actor_name)]
    actor: Option<String>,
}

/// Reads the name of somebody who acts.
fn actor_name(text: &str) -> Result<String, Refusal> {
    let refused = |fault| Err(Refusal::of_usage(Phrase::new("option-actor-invalid").with("fault", fault)));
    match text.trim() {
        "" => refused("empty"),
        name if name.chars().any(is_hazardous) => refused("characters"),
        name if name.contains(['(', ')']) => refused("parentheses"),
        name => Ok(name.to_owned()),
    }
}

impl AuthorArgs {
    /// Returns the author of the entries in the audit trail.
    pub(crate) fn author(&self, reason: Option<&str>, cx: &Context) -> Author {
        Author {
            actor: actor::named(self.actor.as_deref(), &cx.actor),
            run: None,
            reason: reason.unwrap_or_default().to_owned(),
        }
    }
}

/// What `edit` and `resync` have in common beside the operations.
#[derive(Debug, Default, Args)]
pub(crate) struct CorrectionArgs {
    /// Show what would happen; change nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Why, for the audit trail
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    #[command(flatten)]
    author: AuthorArgs,
    /// Format of the output
    #[arg(long, short, value_enum, default_value_t)]
    pub(crate) format: DetailFormat,
}

impl CorrectionArgs {
    /// Returns what the correction needs of the store.
    pub(crate) fn access(&self) -> Access {
        if self.dry_run { Access::Rehearse } else { Access::Write }
    }

    /// Returns the author of the entries in the audit trail.
    pub(crate) fn author(&self, cx: &Context) -> Author {
        self.author.author(self.reason.as_deref(), cx)
    }
}

/// What a sample of the operations shows beside what they are.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Sampled<'a> {
    /// Fields with their values.
    pub(crate) fields: &'a [Property],
    /// Whether it shows the proposals for wrong values.
    pub(crate) has_proposals: bool,
}

impl TargetArgs {
    /// Whether anything selects operations.
    pub(crate) fn is_given(&self) -> bool {
        !self.ids.is_empty() || self.expression.is_some() || !self.select.is_empty()
    }

    /// Finds the operations to correct.
    ///
    /// # Errors
    /// Nothing selects operations, none can be corrected, or the expression has a mistake.
    pub(crate) fn find(&self, correction: Correction, store: &Store, cx: &Context) -> Result<Targets> {
        if !self.ids.is_empty() {
            if !self.select.is_empty() {
                return Err(Refusal::of_usage(Phrase::new("option-selected-twice")).into());
            }
            return Ok(Targets::numbered(numbered(&self.ids)));
        }
        let given = self.expression.as_deref().map(|given| engine::resolve_expression(store, given)).transpose()?;
        let Some(filter) = self.select.filter(given.as_deref(), store, cx)? else {
            return Err(no_selection(Phrase::new("option-give-numbers")).into());
        };
        let Matches { targets, excluded } = Targets::matching(store, filter, cx.value_settings(), correction)?;
        if targets.ids.is_empty() {
            let none = Phrase::new("target-none").count("count", excluded).with("correction", correction.name());
            return Err(Refusal::new(none).into());
        }
        if excluded > 0 {
            remark(cx.texts.target_others(excluded));
        }
        Ok(targets)
    }

    /// Whether there is to be no question about many operations.
    pub(crate) fn is_confirmed(&self) -> bool {
        self.yes
    }

    /// Asks for confirmation to correct many operations, with a sample of them; returns whether the user confirms. There is
    /// no question about operations that were given by number: they were typed on purpose.
    ///
    /// # Errors
    /// `--yes` is not given and there is no terminal to ask on.
    pub(crate) fn confirm(
        &self,
        question: &str,
        targets: &Targets,
        sampled: Sampled<'_>,
        store: &Store,
        cx: &Context,
    ) -> Result<bool> {
        if targets.are_numbered() || self.yes {
            return Ok(true);
        }
        confirm(question, &sample(targets, sampled, store, cx)?, cx)
    }
}

/// Returns a line for each of the first operations, and one that counts the others.
fn sample(targets: &Targets, sampled: Sampled<'_>, store: &Store, cx: &Context) -> Result<Vec<String>> {
    let columns: Vec<_> =
        [Column::Id, Column::Errors].map(Property::Column).into_iter().chain(sampled.fields.to_vec()).collect();
    let mut lines = Vec::new();
    targets.sample(store, SAMPLE, &columns, &cx.value_settings(), |operation| {
        lines.push(sample_line(&operation, sampled, cx));
    })?;
    let more = targets.ids.len().saturating_sub(SAMPLE);
    if more > 0 {
        lines.push(cx.texts.target_more(more));
    }
    Ok(lines)
}

fn sample_line(operation: &Operation, sampled: Sampled<'_>, cx: &Context) -> String {
    let texts = &cx.texts;
    let mut codes: Vec<_> = operation.problems.iter().map(|problem| problem.code().name()).collect();
    codes.dedup();
    let values = sampled.fields.iter().zip(&operation.values);
    let values = values.map(|(field, value)| format!("{field} = {}", value.as_deref().unwrap_or_default()));
    let parts = [
        operation.id.to_string(),
        operation.channel.to_string(),
        texts.record(operation.kind),
        texts.state(operation.state),
        codes.join(" "),
    ];
    let problems = operation.problems.iter().filter(|_| sampled.has_proposals);
    let proposals =
        problems.filter_map(|problem| Some(format!("{}: {} → {}", problem.field, problem.value, problem.proposal()?)));
    parts.into_iter().filter(|part| !part.is_empty()).chain(values).chain(proposals).collect::<Vec<_>>().join("  ")
}
