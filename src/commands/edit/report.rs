//! What edits did, for people and for machines.

use std::io::Write as _;

use serde::Serialize;
use serde_json::{Value as Json, json};

use crate::context::Context;
use crate::engine::Edit;
use crate::failure::Result;
use crate::i18n::Texts;
use crate::output::{Cell, Format, Grid, changes_value, problems_value};
use crate::sanitize::visible;

/// How many operations are shown each; machines get all.
const SHOWN: usize = 20;

/// The edits that were made.
pub(super) struct Report<'a> {
    pub(super) edits: &'a [Edit],
    /// How many operations are about records without a field that was to be set.
    pub(super) lacking: usize,
    pub(super) dry_run: bool,
}

impl Report<'_> {
    /// Old and new values, and what is still wrong. Where the operations are synchronized at once, that tells what is wrong.
    pub(super) fn print(&self, resync: bool, cx: &mut Context) -> Result<()> {
        let texts = &cx.texts;
        let output = &mut cx.output;
        let edited: Vec<_> = self.edits.iter().filter(|edit| !edit.changes.is_empty()).collect();
        if let [edit] = edited.as_slice() {
            writeln!(output, "{}", texts.edit_title(edit.id.0, texts.state(edit.state)))?;
        } else {
            writeln!(output, "{}", texts.edit_edited(edited.len()))?;
        }
        let columns = vec![
            ("id", texts.column("id")),
            ("field", texts.show_field()),
            ("old", texts.show_old()),
            ("new", texts.show_new()),
        ];
        let rows: Vec<_> = edited.iter().take(SHOWN).flat_map(|edit| cells(edit)).collect();
        if !rows.is_empty() {
            Grid { columns, rows }.print(output, Format::Table)?;
        }
        if edited.len() > SHOWN {
            writeln!(output, "{}", texts.target_more(edited.len() - SHOWN))?;
        }
        let unchanged = self.edits.len() - edited.len();
        if unchanged > 0 {
            writeln!(output, "{}", texts.edit_unchanged(unchanged))?;
        }
        if self.lacking > 0 {
            writeln!(output, "{}", texts.edit_lacks_field(self.lacking))?;
        }
        if resync {
            return Ok(());
        }
        let wrong: Vec<_> = self.edits.iter().filter(|edit| !edit.problems.is_empty()).collect();
        if !wrong.is_empty() {
            writeln!(output, "\n{}", texts.edit_remaining())?;
        }
        for edit in wrong.iter().take(SHOWN) {
            for problem in &edit.problems {
                let message = texts.problem(problem);
                let line = format!("  {}  {}  {}  {message}", edit.id, problem.code(), problem.field);
                writeln!(output, "{}", visible(&line))?;
            }
        }
        if wrong.len() > SHOWN {
            writeln!(output, "{}", texts.edit_remaining_count(wrong.len()))?;
        }
        if let ([edit], true, false) = (edited.as_slice(), wrong.is_empty(), self.dry_run) {
            writeln!(output, "{}", texts.edit_next(edit.id.0))?;
        }
        Ok(())
    }

    /// The edits, with what became of the operations where they were synchronized at once.
    pub(super) fn for_machines(&self, resynced: Option<impl Serialize>, texts: &Texts) -> impl Serialize {
        #[derive(Serialize)]
        struct Object<R> {
            dry_run: bool,
            edits: Vec<Json>,
            lacking_field: usize,
            #[serde(skip_serializing_if = "Option::is_none")]
            resync: Option<R>,
        }
        let edits = self.edits.iter().map(|edit| for_machines(edit, texts)).collect();
        Object { dry_run: self.dry_run, edits, lacking_field: self.lacking, resync: resynced }
    }
}

fn cells(edit: &Edit) -> Vec<Vec<Cell>> {
    let row = |change: &crate::model::Change| {
        vec![Cell::number(edit.id.0), Cell::text(&change.field), Cell::text(&change.old), Cell::text(&change.new)]
    };
    edit.changes.iter().map(row).collect()
}

fn for_machines(edit: &Edit, texts: &Texts) -> Json {
    json!({
        "id": edit.id,
        "status": edit.state.name(),
        "fields": changes_value(&edit.changes),
        "errors": problems_value(&edit.problems, texts),
    })
}
