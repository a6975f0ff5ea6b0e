//! Lines that tools write around rows, and that are no rows.

/// What a line is that is no row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Remark {
    /// Nothing, or blanks. The end-of-file sign, which `copy` of DOS puts behind text, is a blank too.
    Blank,
    /// `#TYPE System.Data.DataRow`, from `Export-Csv` of Windows PowerShell.
    Type,
    /// `(120 rows affected)`, in whatever language.
    Count(u64),
    /// `Msg 207, Level 16, State 1, …`: what follows is an error of the server.
    Message,
    /// `Changed database context to 'RetailChannelDatabase'.`
    Context,
}

impl Remark {
    /// Returns what a line is; `None` if it may be a row or a header.
    pub(super) fn read(line: &str) -> Option<Self> {
        let line = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{1a}');
        match line.chars().next() {
            None => Some(Self::Blank),
            Some('#') => line.starts_with("#TYPE ").then_some(Self::Type),
            Some('(') => count(line).map(Self::Count),
            Some(_) if is_message(line) => Some(Self::Message),
            Some(_) => is_context(line).then_some(Self::Context),
        }
    }
}

/// Reads `(120 rows affected)`.
fn count(line: &str) -> Option<u64> {
    let (number, words) = line.strip_prefix('(')?.strip_suffix(')')?.split_once(' ')?;
    let is_number = number.bytes().all(|digit| digit.is_ascii_digit());
    number.parse().ok().filter(|_| is_number && !words.contains(')'))
}

/// Whether it is a word and a number, three times, with commas behind: the words have translations.
fn is_message(line: &str) -> bool {
    let mut parts = line.splitn(4, ", ");
    let is_part = |part: Option<&str>| {
        part.and_then(|part| part.split_once(' ')).is_some_and(|(word, number)| {
            word.chars().all(char::is_alphabetic) && !number.is_empty() && number.bytes().all(|c| c.is_ascii_digit())
        })
    };
    (0..3).all(|_| is_part(parts.next())) && parts.next().is_some()
}

/// Whether a line says that another database is used now; the name stands in single quotes in every language.
fn is_context(line: &str) -> bool {
    let folded = line.to_lowercase();
    line.ends_with("'.") && folded.contains("database") && (folded.contains("context") || folded.contains("kontekst"))
}

/// Whether all fields under a header are dashes, as `sqlcmd` draws a rule.
pub(super) fn is_rule<'f>(mut fields: impl Iterator<Item = &'f str>) -> bool {
    fields.all(|field| !field.is_empty() && field.bytes().all(|byte| byte == b'-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tools_write_around_rows_is_recognized() {
        for (line, expected) in [
            ("", Some(Remark::Blank)),
            (" \t", Some(Remark::Blank)),
            ("\u{1a}", Some(Remark::Blank)),
            ("#TYPE System.Data.DataRow", Some(Remark::Type)),
            ("#1;2", None),
            ("(120 rows affected)", Some(Remark::Count(120))),
            ("(1 row affected)", Some(Remark::Count(1))),
            ("(120 rijen beïnvloed)", Some(Remark::Count(120))),
            ("(3 rækker berørt)", Some(Remark::Count(3))),
            ("(0 rows affected)", Some(Remark::Count(0))),
            ("(555) 0100", None),
            ("(+3 rows affected)", None),
            ("(rows affected)", None),
            ("(1 row) (affected)", None),
            ("Msg 207, Level 16, State 1, Server TILL, Line 1", Some(Remark::Message)),
            ("Bericht 207, niveau 16, status 1, server TILL, regel 1", Some(Remark::Message)),
            ("Street 12, Floor 3", None),
            ("Flat 3, Floor 2, Mill Lane", None),
            ("Flat 3, Floor 2, Block 1", None),
            ("Msg 207", None),
            ("Changed database context to 'RetailChannelDatabase'.", Some(Remark::Context)),
            ("Databasekonteksten er ændret til 'RetailChannelDatabase'.", Some(Remark::Context)),
            ("'s-Hertogenbosch", None),
        ] {
            assert_eq!(Remark::read(line), expected, "{line}");
        }
    }

    #[test]
    fn a_rule_is_dashes_in_every_field() {
        assert!(is_rule(["---", "-"].into_iter()));
        assert!(!is_rule(["---", ""].into_iter()));
        assert!(!is_rule(["---", "-1"].into_iter()));
    }
}
