//! Which of the proposals for wrong values an edit accepts.

use super::assignment::Assignment;
use crate::model::{Code, Problem};

/// Which proposals are accepted: those for problems with any of these codes, or of any of these fields. All of them if it names
/// neither.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ProposalSelection {
    pub(crate) codes: Vec<Code>,
    /// In any case.
    pub(crate) fields: Vec<String>,
}

impl ProposalSelection {
    /// Returns the assignments of the accepted proposals, one for each field, without the fields in `set_by_hand`.
    pub(super) fn assignments(&self, problems: &[Problem], set_by_hand: &[&str]) -> Vec<Assignment> {
        let mut assignments: Vec<Assignment> = Vec::new();
        for problem in problems.iter().filter(|problem| self.accepts(problem)) {
            let Some(proposal) = problem.proposal() else { continue };
            let is_field = |field: &str| field.eq_ignore_ascii_case(&problem.field);
            if set_by_hand.iter().any(|field| is_field(field)) || assignments.iter().any(|known| is_field(&known.field))
            {
                continue;
            }
            let value = Some(proposal.to_owned()).filter(|proposal| !proposal.is_empty());
            assignments.push(Assignment { field: problem.field.clone(), value });
        }
        assignments
    }

    fn accepts(&self, problem: &Problem) -> bool {
        let is_all = self.codes.is_empty() && self.fields.is_empty();
        is_all
            || self.codes.contains(&problem.code())
            || self.fields.iter().any(|field| field.eq_ignore_ascii_case(&problem.field))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Reason;

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
            let selection = ProposalSelection { codes, fields: fields.into_iter().map(str::to_owned).collect() };
            let assignments = selection.assignments(&problems(), &set_by_hand);
            let assignments = assignments
                .iter()
                .map(|Assignment { field, value }| format!("{field}={}", value.as_deref().unwrap_or_default()));
            assert_eq!(assignments.collect::<Vec<_>>().join(" "), accepted, "{selection:?}");
        }
    }
}
