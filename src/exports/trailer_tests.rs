//! Lines behind rows, and those between rows that look like them.

use std::fs;

use super::reading_tests::{KNOWN, Read, bad, fault, read, row};
use super::*;

#[test]
fn a_count_is_compared_with_the_rows() {
    let text = |count| format!("CUSTACCOUNT|CITY\n-----------|----\nC-1|A\nC-2|A|B\n\n({count} rows affected)\n");
    assert_eq!(read(text(2)).unwrap(), [row(3, &["C-1", "A"]), bad(4, "C-2|A|B", 2, 3)]);
    // A line break in a value makes two lines of a row.
    assert_eq!(read(text(1)).unwrap().len(), 2);
    assert_eq!(fault(text(3)).0, "the file is cut off: 3 rows were written, but 2 are there");
    let twice = format!("{}{}", text(2), text(2));
    assert_eq!(read(twice).unwrap().len(), 4);
    assert_eq!(read("CUSTACCOUNT|CITY\n-----------|----\nC-1|A\n\n(1 row affected)").unwrap().len(), 1);
}

#[test]
fn what_the_server_complains_of_is_no_row() {
    let error = "Msg 207, Level 16, State 1, Server TILL, Line 1\r\nInvalid column name 'CITTY'.\r\n";
    let expected = "there are no rows, only an error: \
        Msg 207, Level 16, State 1, Server TILL, Line 1 Invalid column name 'CITTY'.";
    assert_eq!(fault(error).0, expected);
    assert_eq!(fault(format!("CUSTACCOUNT|CITY\n---|---\n{error}")).0, expected);
    let before = format!("CUSTACCOUNT|CITY\n---|---\n{error}\nC-2|B\n");
    assert_eq!(read(before).unwrap(), [row(6, &["C-2", "B"])]);
}

/// The rows of a file and the error with which the server stopped behind them.
fn read_interrupted(text: &str) -> (Vec<Read>, Option<String>) {
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), text).unwrap();
    let request = ExportRequest {
        path: file.path(),
        known: &KNOWN,
        encoding: None,
        header: None,
        format_files: &[],
        culture: None,
    };
    let mut export = Export::open(request).unwrap();
    while export.next().unwrap().is_some() {}
    (read(text).unwrap(), export.take_interruption().map(|fault| fault.to_string()))
}

#[test]
fn an_export_that_the_server_stopped_is_told_from_a_complete_one() {
    let error = "Msg 1205, Level 13, State 51, Server TILL, Line 1\r\nRerun the transaction.";
    let message = "the server stopped the export with an error: \
        Msg 1205, Level 13, State 51, Server TILL, Line 1 Rerun the transaction.";
    let rows = "CUSTACCOUNT|CITY\r\n---|---\r\nC-1|A\r\n";
    for end in ["\r\n", "", "\r\n\r\n(1 row affected)\r\n", "\r\nMsg 3621, Level 0, State 0, Line 1\r\nEnded.\r\n"] {
        let (found, interruption) = read_interrupted(&format!("{rows}{error}{end}"));
        assert_eq!(found, [row(3, &["C-1", "A"])], "{end:?}");
        assert_eq!(interruption.as_deref(), Some(message), "{end:?}");
    }
    let twice = format!("{rows}{error}\r\n{rows}");
    assert_eq!(
        read_interrupted(&twice),
        (vec![row(3, &["C-1", "A"]), row(8, &["C-1", "A"])], Some(message.to_owned()))
    );
    assert_eq!(read_interrupted(rows), (vec![row(3, &["C-1", "A"])], None));
    // With commas it may have as many fields as the rows.
    let names = "CUSTACCOUNT,CITY,CUSTNAME,TIER,LEVEL\nC-1,A,x,1,2\n";
    let (found, interruption) = read_interrupted(&format!("{names}{error}\n"));
    assert_eq!((found, interruption.as_deref()), (vec![row(2, &["C-1", "A", "x", "1", "2"])], Some(message)));
    for objects in ["{\"CITY\":\"A\"}\n", "[{\"CITY\":\"A\"}]\n"] {
        let (found, interruption) = read_interrupted(&format!("{objects}{error}\n"));
        assert_eq!((found, interruption.as_deref()), (vec![row(1, &["A"])], Some(message)), "{objects}");
    }
    assert_eq!(fault(format!("[{{\"CITY\":\"A\"}},\n{error}\n")).0, message);
    assert_eq!(
        fault(format!("[{{\"CITY\":\"A\"}},\n{error}\n{{}}]\n")).0,
        "line 4 is not part of a JSON array of objects"
    );
}

#[test]
fn lines_between_rows_are_bad_ones_whatever_they_look_like() {
    let message = "Msg 3, Level 2, State 1, behind the mill";
    let text = format!("CUSTACCOUNT|CITY\nC-1\n{message}\n(2 floors up)|\nC-2|B\n(9999 steps)\nC-3|C\n");
    assert_eq!(
        read(text).unwrap(),
        [
            bad(2, "C-1", 2, 1),
            bad(3, message, 2, 1),
            row(4, &["(2 floors up)", ""]),
            row(5, &["C-2", "B"]),
            bad(6, "(9999 steps)", 2, 1),
            row(7, &["C-3", "C"]),
        ]
    );
    let text = format!("{{\"CITY\":\"A\"}}\n{message}\n{{\"CITY\":\"B\"}}\n");
    assert_eq!(read(text).unwrap(), [row(1, &["A"]), Read::Bad(2, message.to_owned(), BadLine::Json), row(3, &["B"])]);
    // They stay in their place where a block ends between them.
    let rows = "C-1|A\n".repeat(50_000);
    let found = read(format!("CUSTACCOUNT|CITY\n{rows}(7 steps)\n\n\n{rows}")).unwrap();
    assert_eq!(
        found[49_999..50_002],
        [row(50_001, &["C-1", "A"]), bad(50_002, "(7 steps)", 2, 1), row(50_005, &["C-1", "A"])]
    );
    assert_eq!(found.len(), 100_001);
}

#[test]
fn a_line_of_a_value_that_looks_like_a_count_does_not_decide_on_quotes() {
    for line in ["(2 floors up)", "(9999 steps)", "Msg 3, Level 2, State 1, Line 1"] {
        let text =
            format!("CUSTACCOUNT,CITY\nC-1,\"Mill Lane 3\n{line}\nrear\"\nC-2,\"say \"\"hi\"\"\"\nC-3,\"A, b\"\n");
        let address = format!("Mill Lane 3\n{line}\nrear");
        let expected = [row(2, &["C-1", &address]), row(5, &["C-2", "say \"hi\""]), row(6, &["C-3", "A, b"])];
        assert_eq!(read(text).unwrap(), expected, "{line}");
    }
    // A count at the end decides where the quotes of values cannot be quotes.
    let text = "CUSTACCOUNT,CITY\nC-1,\"A\"\nC-2,\"De\" Mill\n\n(2 rows affected)\n";
    assert_eq!(read(text).unwrap(), [row(2, &["C-1", "\"A\""]), row(3, &["C-2", "\"De\" Mill"])]);
    // Where they can be, somebody has put them there in the query.
    let text = "CUSTACCOUNT,CITY\n\"C-1\",\"A, b\"\n\n(1 row affected)\n";
    assert_eq!(read(text).unwrap(), [row(2, &["C-1", "A, b"])]);
}
