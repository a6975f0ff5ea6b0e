//! The header of delimited text: the names of its columns, and what stands between them.

use super::dialect::{Dialect, Quoting, Scanned};
use super::fault::ExportFault;

/// How many signs a delimiter has at most; `bcp -t` takes no more.
const MAX_DELIMITER: usize = 10;

/// Delimiters that are tried where the names themselves do not show one.
const USUAL_DELIMITERS: [&str; 5] = [",", ";", "|", "\t", ":"];

/// How many gaps between words are tried as delimiters.
const MAX_GAPS: usize = 8;

/// The columns of a file, as its first line names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ExportHeader {
    pub(super) columns: Vec<String>,
    pub(super) delimiter: String,
    /// Whether each name stands in quotes.
    pub(super) is_quoted: bool,
}

impl ExportHeader {
    /// Reads a line, without its end, as a header. `None` if it has too few known names: two, or all that there are.
    ///
    /// # Errors
    /// It is a header, but of columns that cannot be told apart in the lines below, or with a name twice.
    pub(super) fn read(line: &str, known: &[&str]) -> Result<Option<Self>, ExportFault> {
        let line = line.strip_prefix('\u{feff}').unwrap_or(line);
        let is_known = |name: &str| known.iter().any(|known| known.eq_ignore_ascii_case(name));
        let count_known = |names: &mut dyn Iterator<Item = &str>| {
            let (known, all) = names.fold((0, 0), |(known, all), name| (known + usize::from(is_known(name)), all + 1));
            if known >= 2 || (known > 0 && known == all) { known } else { 0 }
        };
        let named = |names: &HeaderNames| count_known(&mut names.names.iter().map(String::as_str));
        let candidates = delimiters(line).into_iter().filter_map(|delimiter| HeaderNames::split(line, delimiter));
        // Of equally good ones the first counts: those that stand between the names come before the usual ones.
        let best = candidates.fold(None, |best: Option<HeaderNames>, names| match &best {
            Some(best) if named(best) >= named(&names) => Some(best.clone()),
            _ => Some(names),
        });
        if let Some(header) =
            best.filter(|best| named(best) > 0 && (best.names.len() > 1 || !line.trim().contains(' ')))
        {
            return header.check().map(Some);
        }
        if count_known(&mut line.split_whitespace()) == 0 {
            return Ok(None);
        }
        Err(if line.trim().contains("  ") { ExportFault::Padded } else { ExportFault::BlankDelimiter })
    }

    /// Whether a line is the rest of this header, which was broken to fit into a width: its names are known too.
    pub(super) fn goes_on(&self, line: &str, known: &[&str]) -> bool {
        let Some(names) = HeaderNames::split(line, self.delimiter.clone()) else { return false };
        let is_known = |name: &&String| known.iter().any(|known| known.eq_ignore_ascii_case(name));
        let is_own = |name: &&String| self.columns.iter().any(|own| own.eq_ignore_ascii_case(name));
        names.names.iter().filter(|name| is_known(name) && !is_own(name)).count() >= 2
    }
}

/// The fields of a line that may be a header.
#[derive(Debug, Clone)]
struct HeaderNames {
    delimiter: String,
    names: Vec<String>,
    is_quoted: bool,
    is_padded: bool,
}

impl HeaderNames {
    fn split(line: &str, delimiter: String) -> Option<Self> {
        let quoting = if line.contains('"') { Quoting::Doubled } else { Quoting::Never };
        let dialect = Dialect { delimiter: delimiter.clone(), quoting };
        let text = format!("{line}\n");
        let (mut names, mut is_quoted, mut blanks) = (Vec::new(), true, Vec::new());
        let scanned = dialect.scan(&text, 0, |field| {
            let name = &text[field.range];
            is_quoted &= field.is_quoted;
            blanks.push(name.len() - name.trim_end_matches(' ').len());
            let name = name.trim();
            let name = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name);
            names.push(name.to_owned());
        });
        // Behind the last name there may be a blank by chance.
        blanks.pop();
        let is_padded = blanks.iter().any(|blanks| *blanks > 1);
        matches!(scanned, Scanned::Record { .. }).then_some(Self { delimiter, names, is_quoted, is_padded })
    }

    fn check(self) -> Result<ExportHeader, ExportFault> {
        if self.is_padded {
            return Err(ExportFault::Padded);
        }
        check_columns(&self.names)?;
        let delimiter = if self.names.len() == 1 { String::new() } else { self.delimiter };
        Ok(ExportHeader { columns: self.names, delimiter, is_quoted: self.is_quoted })
    }
}

/// Checks that no column has the name of another one.
///
/// # Errors
/// A name is there twice.
pub(super) fn check_columns(columns: &[String]) -> Result<(), ExportFault> {
    let mut names: Vec<_> = columns.iter().filter(|name| !name.is_empty()).map(|name| name.to_lowercase()).collect();
    names.sort_unstable();
    match names.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => Err(ExportFault::ColumnTwice { column: pair[0].to_uppercase() }),
        None => Ok(()),
    }
}

/// Returns what may stand between the names of a header, the likeliest first.
fn delimiters(line: &str) -> Vec<String> {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '@' | '$');
    let gaps = line.trim().split(is_word).filter(|gap| !gap.is_empty()).take(MAX_GAPS);
    let bare = gaps.map(|gap| gap.trim_matches(|c| matches!(c, ' ' | '"' | '[' | ']')));
    let mut found: Vec<String> = Vec::new();
    for delimiter in bare.chain(USUAL_DELIMITERS).filter(|gap| !gap.is_empty()) {
        let is_new = !found.iter().any(|known| known == delimiter);
        if is_new && delimiter.chars().count() <= MAX_DELIMITER && !delimiter.contains('"') {
            found.push(delimiter.to_owned());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: [&str; 4] = ["CUSTACCOUNT", "CustName", "CITY", "REPLICATIONCOUNTERFROMORIGIN"];

    fn read(line: &str) -> Option<(Vec<String>, String, bool)> {
        let header = ExportHeader::read(line, &KNOWN).unwrap()?;
        Some((header.columns, header.delimiter, header.is_quoted))
    }

    #[test]
    fn names_and_delimiter_are_read() {
        for (line, columns, delimiter) in [
            ("CUSTACCOUNT,CUSTNAME", &["CUSTACCOUNT", "CUSTNAME"][..], ","),
            ("custname;custaccount;LOYALTY TIER", &["custname", "custaccount", "LOYALTY TIER"], ";"),
            ("LOYALTY TIER|CITY|CUSTNAME", &["LOYALTY TIER", "CITY", "CUSTNAME"], "|"),
            ("CITY\tCUSTNAME", &["CITY", "CUSTNAME"], "\t"),
            ("CITY:CUSTNAME", &["CITY", "CUSTNAME"], ":"),
            ("CITY||CUSTNAME||X", &["CITY", "CUSTNAME", "X"], "||"),
            ("CITY~^~CUSTNAME", &["CITY", "CUSTNAME"], "~^~"),
            ("\u{feff}CITY,CUSTNAME", &["CITY", "CUSTNAME"], ","),
            ("CITY, CUSTNAME", &["CITY", "CUSTNAME"], ","),
            ("[CITY],[CUSTNAME]", &["CITY", "CUSTNAME"], ","),
            ("\"CITY\",CUSTNAME", &["CITY", "CUSTNAME"], ","),
            ("a.b,c.d,CITY,CUSTNAME", &["a.b", "c.d", "CITY", "CUSTNAME"], ","),
            ("CUSTACCOUNT,,CITY,CUSTNAME", &["CUSTACCOUNT", "", "CITY", "CUSTNAME"], ","),
        ] {
            let columns: Vec<_> = columns.iter().map(|column| (*column).to_owned()).collect();
            assert_eq!(read(line), Some((columns, delimiter.to_owned(), false)), "{line}");
        }
        let quoted = vec!["CITY".to_owned(), "a,b".to_owned(), "CUSTNAME".to_owned()];
        assert_eq!(read("\"CITY\",\"a,b\",\"CUSTNAME\""), Some((quoted, ",".to_owned(), true)));
        assert_eq!(read("CITY").unwrap().0, ["CITY"]);
    }

    #[test]
    fn a_line_of_values_is_no_header() {
        for line in ["", "41200|Houston|Molly Arun", "CITY,Houston", "Houston", "CITY LIFE;Houston", "{\"CITY\":1}"] {
            assert_eq!(read(line), None, "{line}");
        }
    }

    #[test]
    fn columns_that_cannot_be_told_apart_are_refused() {
        let fault = |line: &str| ExportHeader::read(line, &KNOWN).unwrap_err();
        assert!(matches!(fault("CITY CUSTNAME"), ExportFault::BlankDelimiter));
        assert!(matches!(fault("CITY       CUSTNAME   "), ExportFault::Padded));
        assert!(matches!(fault("CITY      |CUSTNAME   |X"), ExportFault::Padded));
        assert!(matches!(fault("CITY,CUSTNAME,city"), ExportFault::ColumnTwice { column } if column == "CITY"));
    }

    #[test]
    fn a_broken_header_goes_on() {
        let header = ExportHeader::read("CUSTACCOUNT|REPLICATIONCOUNTERFROMORIGIN|LOY", &KNOWN).unwrap().unwrap();
        assert!(header.goes_on("ALTYTIER|CITY|CUSTNAME", &KNOWN));
        assert!(!header.goes_on("C-1|4|CITY", &KNOWN));
        assert!(!header.goes_on("CUSTACCOUNT|REPLICATIONCOUNTERFROMORIGIN|LOY", &KNOWN));
    }
}
