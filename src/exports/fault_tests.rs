//! What is said of files: why they cannot be read, and what they were recognized as.

use super::fault::FormatFault;
use super::reading_tests::{Given, Read, fault, read, read_given, row};
use super::*;
use crate::failure::Explain as _;
use crate::i18n::Texts;
use crate::language::Language;

#[test]
fn an_encoding_is_asked_for_by_its_name() {
    let text = b"CUSTACCOUNT;CITY\r\nC-1;A\r\nC-2;K\xf8ge\r\n";
    assert_eq!(fault(text), ("line 3 is not UTF-8, and the file does not show its encoding".to_owned(), true));
    for (name, city) in [("windows-1252", "Køge"), ("850", "K°ge"), ("cp437", "K°ge")] {
        let (form, _, found) = read_given(text, Given { encoding: Some(name), ..Given::default() }).unwrap();
        assert_eq!(found[1], row(3, &["C-2", city]), "{name}");
        assert_eq!(form.encoding, TextEncoding::named(name).unwrap().name());
    }
    let utf_8 = "CUSTACCOUNT;CITY\r\nC-1;Køge\r\n";
    let (.., found) = read_given(utf_8.as_bytes(), Given { encoding: Some("850"), ..Given::default() }).unwrap();
    assert_eq!(found, [row(2, &["C-1", "Køge"])]);
}

#[test]
fn bytes_that_are_no_sign_make_a_line_bad() {
    let found = read(b"\xef\xbb\xbfCUSTACCOUNT;CITY\nC-1;K\xf8ge\nC-2;A\n").unwrap();
    assert_eq!(found, [Read::Bad(2, "C-1;K\u{fffd}ge".to_owned(), BadLine::Encoding), row(3, &["C-2", "A"])]);
    // A setting is for files that are not UTF-8: one damaged byte does not make them another encoding.
    let cut = ["CUSTACCOUNT;CITY\n".as_bytes(), "C-1;Køge\n".repeat(9).as_bytes(), b"C-2;K\xc3;\n"].concat();
    let (form, _, found) = read_given(&cut, Given { encoding: Some("windows-1252"), ..Given::default() }).unwrap();
    assert_eq!((form.encoding, &found[8]), ("UTF-8", &row(10, &["C-1", "Køge"])));
    assert_eq!(found[9], Read::Bad(11, "C-2;K\u{fffd};".to_owned(), BadLine::Encoding));
    let found = read(b"\xef\xbb\xbf{\"CITY\":\"K\xf8ge\"}\n{\"CITY\":\"A\"}\n").unwrap();
    assert_eq!(found[0], Read::Bad(1, "{\"CITY\":\"K\u{fffd}ge\"}".to_owned(), BadLine::Encoding));
}

#[test]
fn what_is_not_complete_is_a_fault() {
    for (text, expected) in [
        ("CUSTACC", "the file is cut off in the middle of line 1"),
        ("CUSTACCOUNT,CITY", "the file is cut off in the middle of line 1"),
        ("#TYPE System", "the file is cut off in the middle of line 1"),
        ("CUSTACCOUNT,CITY\nC-1,A\nC-2,B", "the file is cut off in the middle of line 3"),
        (
            "\"CUSTACCOUNT\",\"CITY\"\n\"C-1\",\"A\nb",
            "the file ends within a quoted field of the row that begins in line 2",
        ),
        (
            "CUSTACCOUNT,CITY\n\"A, b\",x\n\"C-1, c\nd",
            "the file ends within a quoted field of the row that begins in line 3",
        ),
        ("[{\"CITY\":\"A\"},\n{\"CITY\":\"B\"}\n", "the JSON is cut off in line 3"),
        ("{\"CITY\":\"A\"}\n{\"CITY\":", "the JSON is cut off in line 2"),
    ] {
        assert_eq!(fault(text).0, expected, "{text}");
    }
}

#[test]
fn files_of_other_kinds_say_which_command_exports_them_well() {
    for (content, message, command) in [
        (
            &b"\x04\0\x01\0\0\0\xff\xff\x08\0"[..],
            "it is not text, but binary, as `bcp -n` writes it",
            "bcp … -c -C 65001",
        ),
        (b"CITY     CUSTNAME\n", "the columns are padded with blanks", "-W -w 65535"),
        (b"CITY    |CUSTNAME\n", "the columns are padded with blanks", "-W -w 65535"),
        (
            b"CITY CUSTNAME\n---- --------\nA x\n",
            "a single blank is between the columns, which cannot be told from blanks in values",
            "-s \"|\"",
        ),
        (
            b"CITY|TIER\nCUSTACCOUNT|CUSTNAME\n",
            "line 1 is not a header, and nothing else names the columns",
            "`header`",
        ),
        (b"CITY,CUSTNAME,City\n", "column `CITY` is there twice", "once"),
        (
            b"[{\"CITY\":\"A\nb\"}]",
            "a line break splits a value in line 1: the tool broke the output of `FOR JSON` into pieces",
            "FOR JSON PATH, WITHOUT_ARRAY_WRAPPER",
        ),
        (b"[{\"CITY\":\"A\"} x]", "line 1 is not part of a JSON array of objects", "bcp"),
    ] {
        let fault = read(content).unwrap_err();
        assert_eq!(fault.to_string(), message);
        let hint = fault.hint().unwrap().to_string();
        assert!(hint.contains(command), "{hint}");
    }
}

#[test]
fn what_is_no_text_of_lines_is_given_up() {
    let long = format!("CITY,CUSTNAME\nA,{}\n", "x".repeat(20 * 1024 * 1024));
    assert_eq!(fault(long).0, "line 2 has no end: this is not a text of lines");
    assert_eq!(fault("x".repeat(20 * 1024 * 1024)).0, "line 1 has no end: this is not a text of lines");
}

#[test]
fn every_fault_has_its_words_and_hint_in_every_language() {
    let faults = [
        ExportFault::GzipCutOff,
        ExportFault::GzipDamaged,
        ExportFault::Binary,
        ExportFault::Encoding { line: 1 },
        ExportFault::CutOff { line: 1 },
        ExportFault::QuoteOpen { line: 1 },
        ExportFault::RowsMissing { announced: 2, found: 1 },
        ExportFault::LineTooLong { line: 1 },
        ExportFault::NoHeader { line: 1 },
        ExportFault::ColumnTwice { column: "CITY".to_owned() },
        ExportFault::TooManyColumns { limit: 4096 },
        ExportFault::BlankDelimiter,
        ExportFault::Padded,
        ExportFault::Folded { line: 2 },
        ExportFault::OtherColumns { line: 1, columns: 3 },
        ExportFault::FormatFile { path: "t.fmt".into(), line: 1, cause: FormatFault::Xml },
        ExportFault::ServerError { message: "Msg 207".to_owned() },
        ExportFault::Interrupted { message: "Msg 1205".to_owned() },
        ExportFault::JsonCutOff { line: 1 },
        ExportFault::JsonFolded { line: 1 },
        ExportFault::JsonDamaged { line: 1 },
    ];
    for language in Language::ALL {
        let texts = Texts::new(language);
        for fault in &faults {
            assert!(!texts.say(&fault.phrase()).is_empty());
            assert!(texts.say_if_any(&fault.hint().unwrap()).is_some(), "{fault:?}");
        }
        for bad in [BadLine::Fields { expected: 3, found: 1 }, BadLine::Json, BadLine::Quotes, BadLine::Encoding] {
            assert!(!texts.say(&bad.phrase()).is_empty());
        }
    }
}

#[test]
fn a_form_is_said_in_every_language() {
    let form = |text: &str| read_given(text.as_bytes(), Given::default()).unwrap().0.phrase();
    for (text, english, dutch) in [
        ("", "empty", "leeg"),
        (
            "\u{feff}CITY\tCUSTNAME\n",
            "SSMS: delimited by tabs, not quoted, columns from the first line, UTF-8 with byte-order mark",
            "SSMS: gescheiden door tabs, zonder aanhalingstekens, kolommen uit de eerste regel, UTF-8 met byte-order mark",
        ),
        ("[\n  {\n  \"CITY\": 1\n  }\n]", "Data Studio: JSON array, UTF-8", "Data Studio: JSON-matrix, UTF-8"),
        ("{\"CITY\":\"a\\/b\"}", "bcp: JSON, one object per line, UTF-8", "bcp: JSON, één object per regel, UTF-8"),
        (
            "CITY\n",
            "one column, not quoted, columns from the first line, UTF-8",
            "één kolom, zonder aanhalingstekens, kolommen uit de eerste regel, UTF-8",
        ),
    ] {
        assert_eq!(form(text).to_string(), english, "{text}");
        assert_eq!(Texts::new(Language::Nl).say(&form(text)), dutch, "{text}");
    }
}
