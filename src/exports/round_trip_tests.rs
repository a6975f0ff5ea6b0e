//! What is written in a form is read again, whatever the values; and what is cut off or damaged is never read as something else.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use super::dialect::Quoting;
use super::encoding::TextEncoding;
use super::form::ExportLayout;
use super::reading_tests::{Given, Read, read_given};

/// When a field is put in quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Quotes {
    Never,
    Needed,
    Always,
}

/// A form in which rows are written.
#[derive(Debug, Clone)]
struct WrittenForm {
    delimiter: &'static str,
    quotes: Quotes,
    escape: &'static str,
    encoding: &'static str,
    has_mark: bool,
    line_end: &'static str,
    is_gzip: bool,
}

type Values = Vec<Vec<String>>;

impl WrittenForm {
    fn cell(&self, value: &str) -> String {
        let needed = value.contains(['"', '\r', '\n']) || value.contains(|c| self.delimiter.contains(c));
        if self.quotes == Quotes::Always || (self.quotes == Quotes::Needed && needed) {
            format!("\"{}\"", value.replace('"', self.escape))
        } else {
            value.to_owned()
        }
    }

    fn write(&self, rows: &Values) -> Vec<u8> {
        let header = ["CITY", "CUSTNAME", "CustAccount"].map(str::to_owned).to_vec();
        let lines = std::iter::once(&header).chain(rows).map(|row| {
            let cells: Vec<_> = row.iter().map(|value| self.cell(value)).collect();
            cells.join(self.delimiter) + self.line_end
        });
        let mark = if self.has_mark { "\u{feff}" } else { "" };
        let content = encode(&(mark.to_owned() + &lines.collect::<String>()), self.encoding);
        if !self.is_gzip {
            return content;
        }
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(&content).unwrap();
        encoder.finish().unwrap()
    }
}

fn encode(text: &str, encoding: &str) -> Vec<u8> {
    match encoding {
        "utf-16le" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        "utf-16be" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        _ => match TextEncoding::named(encoding).unwrap().table() {
            Ok(web) => web.encode(text).0.into_owned(),
            Err(upper) => {
                let byte = |c: char| upper.iter().position(|known| *known == c).map(|at| at as u8 + 0x80);
                text.chars().map(|c| if c.is_ascii() { c as u8 } else { byte(c).unwrap() }).collect()
            }
        },
    }
}

fn forms(quotes: Quotes) -> impl Strategy<Value = WrittenForm> {
    let delimiter = proptest::sample::select(vec![",", ";", "|", "\t", "||", "~^~"]);
    let escape = proptest::sample::select(vec!["\"\"", "\\\""]);
    let encoding = proptest::sample::select(vec![
        ("utf-8", false),
        ("utf-8", true),
        ("utf-16le", true),
        ("utf-16le", false),
        ("utf-16be", true),
        ("windows-1252", false),
        ("850", false),
    ]);
    let line_end = proptest::sample::select(vec!["\n", "\r\n"]);
    (delimiter, escape, encoding, line_end, proptest::bool::weighted(0.2)).prop_map(
        move |(delimiter, escape, (encoding, has_mark), line_end, is_gzip)| WrittenForm {
            delimiter,
            quotes,
            // PowerShell, which quotes everything, doubles them.
            escape: if quotes == Quotes::Always { "\"\"" } else { escape },
            encoding,
            has_mark,
            line_end,
            is_gzip,
        },
    )
}

/// Values of signs that have a meaning in some form, of letters, and of what is no ASCII.
fn rows(form: &WrittenForm) -> impl Strategy<Value = Values> + use<> {
    let mut signs =
        vec!['a', 'b', '0', '1', ' ', ',', ';', '|', '\t', '"', '\'', '~', '^', ':', '#', '(', ')', 'ø', 'é'];
    if form.encoding.starts_with("utf") {
        signs.extend(['東', '🏬', 'Ł', '\u{202f}']);
    }
    if form.quotes != Quotes::Never {
        signs.extend(['\r', '\n']);
    }
    if form.escape != "\\\"" {
        signs.push('\\');
    }
    let delimiter = form.delimiter;
    let is_plain = form.quotes == Quotes::Never;
    let value = vec(proptest::sample::select(signs), 0..8).prop_map(|signs| signs.into_iter().collect::<String>());
    let value = value.prop_map(move |value| {
        if is_plain {
            // Without quotes these would be other values.
            value.replace(delimiter, "").replace(['|', '~'], "").trim_end_matches('"').to_owned()
        } else {
            value
        }
    });
    vec(vec(value, 3), 0..12)
}

fn written(quotes: Quotes) -> impl Strategy<Value = (WrittenForm, Values)> {
    forms(quotes).prop_flat_map(|form| {
        let rows = rows(&form);
        (Just(form), rows)
    })
}

fn read_values(content: &[u8], encoding: &str) -> Result<Values, (Values, String)> {
    let values = |found: Vec<Read>| -> Values {
        let rows = found.into_iter().filter_map(|read| match read {
            Read::Row(_, cells) => Some(cells.into_iter().map(Option::unwrap_or_default).collect()),
            Read::Bad(..) => None,
        });
        rows.collect()
    };
    match read_given(content, Given { encoding: Some(encoding), ..Given::default() }) {
        Ok((.., found)) => Ok(values(found)),
        Err((found, fault)) => Err((values(found), fault.to_string())),
    }
}

/// Whether a file has a backslash before a quote, which tells two ways of escaping apart only as a whole.
fn can_be_escaped(cut: &[u8]) -> bool {
    let signs: Vec<u8> = cut.iter().copied().filter(|byte| *byte != 0).collect();
    signs.windows(2).any(|pair| pair == b"\\\"")
}

/// Whether a file that was cut off may look whole: behind a line break within a value, if a quote can be escaped in two ways.
fn can_be_whole(cut: &[u8]) -> bool {
    let last = cut.iter().rev().find(|byte| **byte != 0);
    last == Some(&b'\n') && can_be_escaped(cut)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_is_quoted_where_needed_is_read_again((form, rows) in written(Quotes::Needed)) {
        // Without a field that is in quotes for sure, some files can be read both ways.
        let first = ["a", "b\"c", "d"].map(str::to_owned).to_vec();
        let rows: Values = std::iter::once(first).chain(rows).collect();
        prop_assert_eq!(read_values(&form.write(&rows), form.encoding), Ok(rows));
    }

    #[test]
    fn what_is_quoted_always_is_read_again((form, rows) in written(Quotes::Always)) {
        prop_assert_eq!(read_values(&form.write(&rows), form.encoding), Ok(rows));
    }

    #[test]
    fn what_is_never_quoted_is_read_again((form, rows) in written(Quotes::Never)) {
        prop_assert_eq!(read_values(&form.write(&rows), form.encoding), Ok(rows));
    }

    #[test]
    fn json_is_read_again(rows in vec(vec("\\PC{0,8}|[\"\\\\/\n\t{}\\[\\],]{0,4}", 3), 0..9), is_array in any::<bool>()) {
        let names = ["CITY", "CUSTNAME", "TIER"];
        let object = |row: &Vec<String>| {
            let map: serde_json::Map<_, _> = names.iter().map(|name| (*name).to_owned()).zip(row.iter().map(|value| value.clone().into())).collect();
            serde_json::to_string(&map).unwrap()
        };
        let objects: Vec<_> = rows.iter().map(object).collect();
        let text = if is_array { format!("[{}]", objects.join(",\n")) } else { objects.join("\r\n") + "\r\n" };
        prop_assert_eq!(read_values(text.as_bytes(), "utf-8"), Ok(rows));
    }

    #[test]
    fn a_cut_file_is_a_fault_or_has_the_first_rows((form, rows) in written(Quotes::Always), cut in any::<Index>()) {
        let content = form.write(&rows);
        let cut = &content[..cut.index(content.len() + 1)];
        prop_assume!(!can_be_whole(cut));
        let read = match read_values(cut, form.encoding) {
            // Nobody uses the rows before the fault, and they may be read in two ways.
            Err(_) if can_be_escaped(cut) => return Ok(()),
            Ok(read) | Err((read, _)) => read,
        };
        prop_assert!(rows.starts_with(&read), "{:?}", read);
    }

    #[test]
    fn a_cut_file_with_few_quotes_is_a_fault_or_has_the_first_rows((form, rows) in written(Quotes::Needed), cut in any::<Index>()) {
        let quoted = [["a", "b", "c"].map(str::to_owned).to_vec(), [format!("a{}\"", form.delimiter), "b".to_owned(), "c".to_owned()].to_vec()];
        let rows: Values = quoted.into_iter().chain(rows).collect();
        let content = form.write(&rows);
        let start = form.write(&rows[..2].to_vec()).len();
        let cut = &content[..start + cut.index(content.len() - start + 1)];
        prop_assume!(!can_be_whole(cut));
        let read = match read_values(cut, form.encoding) {
            // Nobody uses the rows before the fault, and they may be read in two ways.
            Err(_) if can_be_escaped(cut) => return Ok(()),
            Ok(read) | Err((read, _)) => read,
        };
        prop_assert!(rows.starts_with(&read), "{:?} of {:?}", read, String::from_utf8_lossy(cut));
    }

    #[test]
    fn a_cut_json_is_a_fault_or_has_the_first_rows(rows in vec(vec("[a-c\"{}\\\\ø]{0,5}", 2), 0..6), is_array in any::<bool>(), cut in any::<Index>()) {
        let object = |row: &Vec<String>| serde_json::json!({ "CITY": row[0], "CUSTNAME": row[1] }).to_string();
        let objects: Vec<_> = rows.iter().map(object).collect();
        let text = if is_array { format!("[{}]", objects.join(",")) } else { objects.join("\n") };
        let cut = &text.as_bytes()[..cut.index(text.len() + 1)];
        let (Ok(read) | Err((read, _))) = read_values(cut, "utf-8");
        prop_assert!(rows.starts_with(&read), "{:?} of {:?}", read, String::from_utf8_lossy(cut));
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in vec(any::<u8>(), 0..300), beginning in 0..6usize) {
        let beginnings: [&[u8]; 6] = [b"", b"CITY,CUSTNAME\n", b"{\"CITY\":", b"[{\"CITY\":1},", b"\x1f\x8b\x08", b"\xff\xfeC\0I\0T\0Y\0\n\0"];
        let content = [beginnings[beginning], &bytes[..]].concat();
        let header = Some(&["CITY", "CUSTNAME"][..]);
        let _ = read_given(&content, Given { encoding: Some("850"), header, format_file: None });
        let _ = read_given(&content, Given { encoding: Some("shift_jis"), header, format_file: None });
    }
}

#[test]
fn the_quotes_of_a_file_are_found_in_its_last_line_too() {
    for (last, expected) in
        [("\"x, y\",1", Quoting::Doubled), ("\"x \\\"y\\\"\",1", Quoting::Backslash), ("\"x\" y,1", Quoting::Never)]
    {
        let text = format!("CITY,CUSTNAME\n{}{last}\n", "a,b\n".repeat(200_000));
        let (form, _, found) = read_given(text.as_bytes(), Given::default()).unwrap();
        let ExportLayout::Delimited { quoting, .. } = form.layout else { panic!("it is delimited") };
        assert_eq!((quoting, found.len()), (expected, 200_001), "{last}");
    }
}
