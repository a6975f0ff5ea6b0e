//! Types of the model, read from the numbers and rows that the store keeps.

use super::database::{Database, Row, params};
use super::error::{Result, unreadable};
use crate::model::{Change, Effect, Expected, JobFailure, OperationId, Problem, Reason, RecordKind, State};

pub(super) fn kind_of(number: i64) -> Result<RecordKind> {
    RecordKind::from_index(number).ok_or_else(|| unreadable("an operation's table"))
}

pub(super) fn state_of(number: i64) -> Result<State> {
    State::from_index(number).ok_or_else(|| unreadable("an operation's state"))
}

/// Returns the effect with a stored number; `None` if the operation has no effect.
pub(super) fn effect_of(number: Option<i64>, superseded_by: Option<i64>) -> Result<Option<Effect>> {
    let effect = |number| Effect::from_number(number, superseded_by.map(OperationId));
    number.map(|number| effect(number).ok_or_else(|| unreadable("an operation's effect"))).transpose()
}

pub(super) fn problems_of(database: &Database, id: OperationId) -> Result<Vec<Problem>> {
    let sql = "SELECT reason, field, value, expected, suggestion FROM problem WHERE operation = ?1 ORDER BY position";
    database.all(sql, &params![id.0], |row| read_problem(row, 0))
}

/// Reads a problem from the columns `reason`, `field`, `value`, `expected` and `suggestion`, from `first` on.
pub(super) fn read_problem(row: &Row<'_>, first: usize) -> Result<Problem> {
    let reason = Reason::from_id(row.get(first)?).ok_or_else(|| unreadable("a problem's reason"))?;
    Ok(Problem {
        reason,
        field: row.get(first + 1)?,
        value: row.get(first + 2)?,
        expected: Expected::decode(reason, row.get(first + 3)?),
        suggestion: row.get(first + 4)?,
    })
}

/// The columns `error` and `failure` for why a job failed: a sentence or a code with its arguments.
pub(super) fn failure_columns(failure: Option<&JobFailure>) -> (Option<&str>, Option<String>) {
    match failure {
        Some(JobFailure::Sentence(sentence)) => (Some(sentence), None),
        Some(coded) => (None, coded.to_json().map(|json| json.to_string())),
        None => (None, None),
    }
}

/// Why a job failed, from the columns `error` and `failure`.
pub(super) fn failure_of(sentence: Option<String>, failure: Option<String>) -> Result<Option<JobFailure>> {
    match failure {
        Some(json) => Ok(Some(JobFailure::from_json(&json).ok_or_else(|| unreadable("a job's failure"))?)),
        None => Ok(sentence.map(JobFailure::Sentence)),
    }
}

pub(super) fn changes_of(database: &Database, id: OperationId) -> Result<Vec<Change>> {
    let sql = "SELECT field, old, new FROM change WHERE operation = ?1 ORDER BY position";
    database.all(sql, &params![id.0], |row| read_change(row, 0))
}

/// Reads a change from the columns `field`, `old` and `new`, from `first` on.
pub(super) fn read_change(row: &Row<'_>, first: usize) -> Result<Change> {
    Ok(Change { field: row.get(first)?, old: row.get(first + 1)?, new: row.get(first + 2)? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Action, Code, Job, Outcome};
    use crate::trail::Event;

    /// Each entry by its number, from 0 on.
    fn numbered<T: Copy>(
        all: &[T],
        number: impl Fn(T) -> i64,
        word: impl Fn(T) -> &'static str,
    ) -> Vec<(i64, &'static str)> {
        all.iter().map(|entry| (number(*entry), word(*entry))).collect()
    }

    #[test]
    fn stored_numbers_never_change() {
        assert_eq!(
            numbered(&State::ALL, |state| state.index() as i64, State::name),
            [(0, "pending"), (1, "waiting"), (2, "failed"), (3, "synced"), (4, "completed"), (5, "dismissed")]
        );
        assert_eq!(
            numbered(&RecordKind::ALL, |kind| kind.index() as i64, RecordKind::name),
            [(0, "customer"), (1, "address"), (2, "contact"), (3, "affiliation"), (4, "attribute")]
        );
        assert_eq!(
            numbered(&Action::ALL, |action| action as i64, Action::name),
            [(1, "create"), (2, "update"), (3, "deactivate")]
        );
        let by = OperationId(7);
        let effects = [
            (1, Effect::Created),
            (2, Effect::Updated),
            (3, Effect::Unchanged),
            (4, Effect::Deactivated),
            (5, Effect::Superseded(by)),
        ];
        for (number, effect) in effects {
            assert_eq!(effect.number(), number, "{effect:?}");
            let superseded_by = effect.superseded_by().map(|by| by.0);
            assert_eq!(effect_of(Some(number), superseded_by).unwrap(), Some(effect));
        }
        assert!(effect_of(Some(5), None).is_err());
        assert!(effect_of(Some(0), None).is_err());
    }

    #[test]
    fn stored_numbers_are_read_back() {
        for state in State::ALL {
            assert_eq!(state_of(state.index() as i64).unwrap(), state);
        }
        for kind in RecordKind::ALL {
            assert_eq!(kind_of(kind.index() as i64).unwrap(), kind);
        }
        assert!(state_of(6).is_err() && state_of(-1).is_err() && kind_of(5).is_err());
    }

    #[test]
    fn stored_words_never_change() {
        let joined = |words: Vec<&str>| words.join(" ");
        assert_eq!(
            joined(Event::ALL.map(Event::name).to_vec()),
            "received synchronized completed edited resynced dismissed released reset adopted migrated began job-ended \
             ended configured registered downloaded reported saved removed backed-up restored reserved claimed sealed \
             pruned indexed passed-over heard clock-jumped gaps-forgotten imported"
        );
        assert_eq!(joined(Job::ALL.map(Job::name).to_vec()), "p sync 1010");
        assert_eq!(joined(Outcome::ALL.map(Outcome::name).to_vec()), "succeeded partial failed interrupted unfinished");
        assert_eq!(
            joined(Code::ALL.map(Code::name).to_vec()),
            "malformed name-missing email-invalid phone-invalid country-unknown postal-code-invalid currency-unknown \
             language-unknown customer-group-unknown affiliation-unknown attribute-unknown attribute-invalid \
             credit-limit-invalid too-long value-unknown customer-unknown address-unknown contact-unknown company-mismatch \
             number-sequence-exhausted account-conflict customer-mismatch"
        );
        assert_eq!(
            joined(Reason::ALL.iter().map(|reason| reason.id()).collect()),
            "malformed-operation malformed-timestamp malformed-customer malformed-guid malformed-integer \
             malformed-contact-type operation-unusable name-missing email-missing email-no-address email-single-label phone-missing \
             phone-characters phone-too-short url-missing country-unknown postal-code-invalid currency-unknown \
             language-unknown customer-group-unknown affiliation-missing affiliation-unknown attribute-missing \
             attribute-unknown attribute-invalid credit-limit-invalid too-long value-too-long row-too-long \
             customer-unknown address-unknown contact-unknown company-mismatch number-sequence-exhausted \
             account-ambiguous account-taken account-disputed \
             account-awaited customer-mismatch email-several email-domain email-wrapped phone-same-digits phone-brackets phone-wrapped \
             country-withdrawn currency-withdrawn value-unknown malformed-null email-null phone-null url-null country-null \
             postal-code-null currency-null language-null customer-group-null affiliation-null attribute-name-null \
             attribute-null credit-limit-null value-null phone-several malformed-line"
        );
    }

    #[test]
    fn stored_positions_of_fields_never_change() {
        let names = |kind: RecordKind| kind.fields().iter().map(|field| field.name).collect::<Vec<_>>().join(" ");
        assert_eq!(
            RecordKind::ALL.map(names),
            [
                "CustName FirstName MiddleName LastName RelationshipType TitleRecordId CustGroup Currency LanguageId \
                 Email Phone PhoneExtension CellularPhone Url ReceiptEmail ReceiptOption VatNum IdentificationNumber \
                 OrganizationId InvoiceAccount CreditMax Blocked UsePurchRequest PriceGroup TaxGroup LineDisc \
                 MultiLineDisc EndDisc",
                "AddressId AddressName Street StreetNumber BuildingCompliment DistrictName City County State Country \
                 Zip Phone Email Url TaxGroup MakePostalAddressPrimary Role",
                "ContactId ContactType Locator LocatorExtension Description IsPrimary",
                "Affiliation",
                "AttributeName AttributeDataType AttributeValueString",
            ]
        );
    }
}
