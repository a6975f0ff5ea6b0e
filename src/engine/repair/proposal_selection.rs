//! Which of the proposals for wrong values an edit accepts.

use super::assignment::Assignment;
use crate::model::{Code, NoteCode, OperationNote, Problem, RecordKind};

/// Which proposals are accepted: those of problems and notes with any of these codes, or of any of these fields. If it names
/// none, those of all problems: what a note is about may be as it should be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ProposalSelection {
    pub(crate) codes: Vec<Code>,
    pub(crate) notes: Vec<NoteCode>,
    pub(crate) fields: Vec<AcceptedField>,
}

/// A field whose proposals are accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AcceptedField {
    /// The kind of record that has it; `None` for every kind.
    pub(crate) kind: Option<RecordKind>,
    /// In any case.
    pub(crate) name: String,
}

impl ProposalSelection {
    /// Returns the assignments of the accepted proposals for a record, one for each field, without the fields in `set_by_hand`.
    pub(super) fn assignments(
        &self,
        kind: RecordKind,
        problems: &[Problem],
        notes: &[OperationNote],
        set_by_hand: &[&str],
    ) -> Vec<Assignment> {
        let problems =
            problems.iter().filter(|problem| self.accepts(kind, self.codes.contains(&problem.code()), &problem.field));
        let of_problems = problems.filter_map(|problem| Some((problem.field.as_str(), problem.proposal()?)));
        let notes =
            notes.iter().filter(|note| self.notes.contains(&note.code()) || self.names_field(kind, note.field()));
        let of_notes = notes.filter_map(|note| Some((note.field(), note.proposal()?)));
        let mut assignments: Vec<Assignment> = Vec::new();
        for (field, proposal) in of_problems.chain(of_notes) {
            let is_field = |known: &str| known.eq_ignore_ascii_case(field);
            if set_by_hand.iter().any(|known| is_field(known)) || assignments.iter().any(|known| is_field(&known.field))
            {
                continue;
            }
            let value = Some(proposal.to_owned()).filter(|proposal| !proposal.is_empty());
            assignments.push(Assignment { field: field.to_owned(), value });
        }
        assignments
    }

    fn accepts(&self, kind: RecordKind, has_code: bool, field: &str) -> bool {
        let is_all = self.codes.is_empty() && self.notes.is_empty() && self.fields.is_empty();
        is_all || has_code || self.names_field(kind, field)
    }

    fn names_field(&self, kind: RecordKind, field: &str) -> bool {
        let is_of_kind = |known: &AcceptedField| known.kind.is_none_or(|of| of == kind);
        self.fields.iter().any(|known| is_of_kind(known) && known.name.eq_ignore_ascii_case(field))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Reason;

    fn field(kind: Option<RecordKind>, name: &str) -> AcceptedField {
        AcceptedField { kind, name: name.to_owned() }
    }

    fn problems() -> Vec<Problem> {
        let problem = |reason, field: &str, proposal: &str| {
            Problem::new(reason, field, "wrong").suggesting(Some(proposal).filter(|proposal| !proposal.is_empty()))
        };
        vec![
            problem(Reason::CountryUnknown, "Country", "NLD"),
            problem(Reason::PostalCodeInvalid, "Zip", "1017 AB"),
            problem(Reason::TooLong, "Zip", "1017"),
            problem(Reason::EmailNoAddress, "Email", ""),
        ]
    }

    #[test]
    fn a_code_or_a_field_selects_proposals() {
        for (codes, fields, set_by_hand, accepted) in [
            (vec![], vec![], vec![], "Country=NLD Zip=1017 AB"),
            (vec![], vec![], vec!["country"], "Zip=1017 AB"),
            (vec![Code::CountryUnknown], vec![], vec![], "Country=NLD"),
            (vec![Code::TooLong], vec![], vec![], "Zip=1017"),
            (vec![Code::CountryUnknown], vec!["ZIP"], vec![], "Country=NLD Zip=1017 AB"),
            (vec![Code::EmailInvalid], vec![], vec![], ""),
        ] {
            let fields = fields.into_iter().map(|name: &str| field(None, name)).collect();
            let selection = ProposalSelection { codes, notes: Vec::new(), fields };
            let assignments = selection.assignments(RecordKind::Address, &problems(), &[], &set_by_hand);
            let assignments = assignments
                .iter()
                .map(|Assignment { field, value }| format!("{field}={}", value.as_deref().unwrap_or_default()));
            assert_eq!(assignments.collect::<Vec<_>>().join(" "), accepted, "{selection:?}");
        }
    }

    #[test]
    fn the_proposal_of_a_note_is_accepted_by_name() {
        let note = |field: &str, proposal: &str| {
            let (field, proposal) = (field.to_owned(), proposal.to_owned());
            OperationNote::Encoding { field, value: "JosÃ©".to_owned(), proposal }
        };
        let notes = [note("CustName", "José"), note("City", "Køge")];
        for (selection, accepted) in [
            (ProposalSelection::default(), vec![]),
            (
                ProposalSelection { notes: vec![NoteCode::Encoding], ..ProposalSelection::default() },
                vec!["CustName", "City"],
            ),
            (ProposalSelection { fields: vec![field(None, "city")], ..ProposalSelection::default() }, vec!["City"]),
            (
                ProposalSelection {
                    fields: vec![field(Some(RecordKind::Address), "City")],
                    ..ProposalSelection::default()
                },
                vec!["City"],
            ),
            (
                ProposalSelection {
                    fields: vec![field(Some(RecordKind::Customer), "City")],
                    ..ProposalSelection::default()
                },
                vec![],
            ),
            (ProposalSelection { codes: vec![Code::TooLong], ..ProposalSelection::default() }, vec![]),
        ] {
            let assignments = selection.assignments(RecordKind::Address, &[], &notes, &[]);
            assert_eq!(assignments.iter().map(|set| set.field.as_str()).collect::<Vec<_>>(), accepted, "{selection:?}");
        }
    }
}
