//! The arguments of `hqsync edit`.

use std::path::PathBuf;

use clap::Args;
use encoding_rs::Encoding;

use super::assignments::{self, Assign};
use super::encoding::encoding_named;
use crate::config::Config;
use crate::engine::{AcceptedField, Assignment, EditRequest, ProposalSelection};
use crate::filter::Names;
use crate::i18n::Phrase;
use crate::model::{Code, FieldPath, NoteCode, Property, Version, common_field};
use crate::options::{CorrectionArgs, TargetArgs};
use crate::output::shown_waits;
use crate::refusal::Refusal;
use crate::suggest;

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct EditArgs {
    /// Give a field a value, such as Email=x@example.com; can be given several times
    #[arg(long, value_name = "FIELD=VALUE", value_parser = assignments::assignment)]
    pub(super) set: Vec<Assign>,
    /// Empty a field; can be given several times
    #[arg(long, value_name = "FIELD")]
    pub(super) unset: Vec<String>,
    /// Set the proposals for what is wrong: all of them, or those for these codes of errors and notes and these fields only
    #[arg(long, value_name = "CODE|FIELD,…", num_args = 0..=1, require_equals = true, value_delimiter = ',',
          default_missing_value = ALL)]
    pub(super) accept: Option<Vec<String>>,
    /// Take fields and values from this file: a JSON object or TOML, or a table (.csv, .tsv, .xlsx) with a column id and
    /// a column for each field, a row for each operation; - is the standard input
    #[arg(long, value_name = "FILE")]
    pub(super) from: Option<PathBuf>,
    /// Read the file in this encoding, such as windows-1250; otherwise it is UTF-8, UTF-16 or Windows-1252
    #[arg(long, value_name = "NAME", requires = "from", value_parser = encoding_named)]
    pub(super) encoding: Option<&'static Encoding>,
    /// Let the empty cells of the table empty their fields; otherwise they leave them as they are
    #[arg(long, requires = "from")]
    pub(super) unset_empty: bool,
    /// Correct later operations on the same record too, if they repeat the value that was wrong
    #[arg(long)]
    pub(super) later: bool,
    /// Synchronize at once, with what waited
    #[arg(long)]
    pub(super) resync: bool,
    #[command(flatten)]
    pub(super) correction: CorrectionArgs,
    // Last, since the heading of its options would stand above those that follow.
    #[command(flatten)]
    pub(super) target: TargetArgs,
}

const EXAMPLES: &str = "\
Examples:
  hqsync edit 57                                    # in an editor
  hqsync edit 57 --set Email=rosa@example.com --reason 'she called' --resync
  hqsync edit --where 'Country = NL' --set Country=NLD --dry-run
  hqsync edit --where 'proposal is not empty' --accept --dry-run
  hqsync edit --where 'status = failed' --accept=zip,country-unknown --resync
  hqsync edit 57 --from fields.toml
  hqsync filter 'error = email-invalid' --columns id,Email --output fix.xlsx
  hqsync edit --from fix.xlsx --resync              # corrected in a spreadsheet";

/// The word for all proposals.
pub(super) const ALL: &str = "all";

impl EditArgs {
    /// Returns what to do to the operations.
    pub(super) fn request<'a>(
        &self,
        config: &'a Config,
        assignments: &'a [Assignment],
        accepted: Option<&'a ProposalSelection>,
    ) -> EditRequest<'a> {
        let resync = self.resync.then_some(shown_waits(self.correction.format));
        EditRequest { config, assignments, accepted, later: self.later, resync }
    }

    /// Returns which proposals are accepted; `None` for no proposals.
    ///
    /// # Errors
    /// A word is neither the code of an error nor a field, or there are no proposals for it.
    pub(super) fn accepted(&self, names: &Names) -> Result<Option<ProposalSelection>, Refusal> {
        let Some(words) = &self.accept else { return Ok(None) };
        let mut selection = ProposalSelection::default();
        if words.iter().all(|word| word.trim().eq_ignore_ascii_case(ALL)) {
            return Ok(Some(selection));
        }
        if words.iter().any(|word| word.trim().is_empty()) {
            return Err(Refusal::of_usage(Phrase::new("edit-accept-empty")));
        }
        for word in words.iter().map(|word| word.trim()) {
            let code = Code::ALL.into_iter().find(|code| code.name().eq_ignore_ascii_case(word));
            let note = NoteCode::ALL.into_iter().find(|code| code.name().eq_ignore_ascii_case(word));
            match (code, note, names.property(word)) {
                (Some(code), ..) => selection.codes.push(code),
                (_, Some(NoteCode::Encoding), _) => selection.notes.push(NoteCode::Encoding),
                (_, Some(note), _) => return Err(without_proposals(note.name(), "note")),
                (_, _, Ok(Property::Field(FieldPath { version: Version::New, kind, name }))) => {
                    selection.fields.push(AcceptedField { kind, name });
                }
                (_, _, Ok(Property::Field(_))) => return Err(without_proposals(word, "version")),
                _ => match common_field(word) {
                    Some(field) => selection.fields.push(AcceptedField { kind: None, name: field.to_owned() }),
                    None => return Err(unknown_word(word, names)),
                },
            }
        }
        Ok(Some(selection))
    }
}

fn without_proposals(word: &str, form: &'static str) -> Refusal {
    Refusal::of_usage(Phrase::new("edit-accept-no-proposals").with("word", word).with("form", form))
}

fn unknown_word(word: &str, names: &Names) -> Refusal {
    let names = names.all();
    let codes = Code::ALL.into_iter().map(|code| -> &str { code.name() });
    let near = suggest::nearest(word, codes.chain(names.iter().map(String::as_str)));
    let form = if near.is_some() { "near" } else { "none" };
    let unknown = Phrase::new("edit-accept-unknown").with("word", word);
    Refusal::of_usage(unknown.with("form", form).with("near", near.unwrap_or_default()))
}
