//! The source files as the rules see them: without comments, texts and unit tests.

use std::fs;
use std::path::{Path, PathBuf};

/// A file of `src`.
pub(crate) struct SourceFile {
    /// Relative to the project, with slashes: `src/engine/status.rs`.
    pub(crate) name: String,
    /// Path of its module: `["engine", "status"]`, empty for `lib.rs` and `main.rs`.
    pub(crate) module: Vec<String>,
    /// The whole text.
    pub(crate) text: String,
    /// The text with comments, literals and unit tests blanked out; line breaks stay, so that lines can be counted.
    pub(crate) code: String,
}

impl SourceFile {
    /// The room that the file stands in: its first folder, or its own name.
    pub(crate) fn room(&self) -> &str {
        self.module.first().map_or("lib", String::as_str)
    }

    /// Number of the line at a byte of the code.
    pub(crate) fn line(&self, at: usize) -> usize {
        self.code[..at].matches('\n').count() + 1
    }
}

/// All files of `src` but those that hold nothing but unit tests.
pub(crate) fn read_all() -> Vec<SourceFile> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    collect(&root.join("src"), &mut paths);
    paths.sort();
    paths.iter().filter(|path| !is_test(path)).map(|path| read(root, path)).collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            paths.push(path);
        }
    }
}

fn is_test(path: &Path) -> bool {
    let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
    name == "tests" || name.ends_with("_tests")
}

fn read(root: &Path, path: &Path) -> SourceFile {
    let relative = path.strip_prefix(root).unwrap();
    let name = relative.to_str().unwrap().replace('\\', "/");
    let mut module: Vec<String> = name["src/".len()..name.len() - ".rs".len()].split('/').map(str::to_owned).collect();
    if matches!(module.last().map(String::as_str), Some("mod" | "lib" | "main")) {
        module.pop();
    }
    let text = fs::read_to_string(path).unwrap();
    let code = without_tests(&blanked(&text));
    SourceFile { name, module, text, code }
}

/// The code with each item behind `#[cfg(test)]` blanked out.
fn without_tests(code: &str) -> String {
    let mut kept = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(at) = rest.find("#[cfg(test)]") {
        let item = &rest[at..];
        let end = at + item_length(item);
        kept.push_str(&rest[..at]);
        kept.extend(rest[at..end].chars().filter(|c| *c == '\n'));
        rest = &rest[end..];
    }
    kept + rest
}

/// Length of an item: up to its semicolon, or to the end of its body.
fn item_length(item: &str) -> usize {
    let mut depth = 0;
    for (at, c) in item.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 1 => return at + 1,
            '}' => depth -= 1,
            ';' if depth == 0 => return at + 1,
            _ => {}
        }
    }
    item.len()
}

/// The text with everything in comments and literals replaced by blanks.
fn blanked(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some(length) = raw_literal(rest, &code) {
            length
        } else if first == '"' {
            literal(rest, '"')
        } else if first == '\'' && is_character(rest) {
            literal(rest, '\'')
        } else {
            code.push(first);
            rest = &rest[first.len_utf8()..];
            continue;
        };
        code.extend(rest[..length].chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
        rest = &rest[length..];
    }
    code
}

/// Length of a raw literal, `r"…"` or `r#"…"#`, at the start of the text.
fn raw_literal(rest: &str, before: &str) -> Option<usize> {
    if before.ends_with(|c: char| c.is_alphanumeric() || c == '_') {
        return None;
    }
    let after = rest.strip_prefix('r')?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    after[hashes..].strip_prefix('"')?;
    let start = 1 + hashes + 1;
    let end = format!("\"{}", "#".repeat(hashes));
    Some(rest[start..].find(&end).map_or(rest.len(), |at| start + at + end.len()))
}

/// Length of a literal at the start of the text that ends with an unescaped quote.
fn literal(rest: &str, quote: char) -> usize {
    let mut is_escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        if c == quote && !is_escaped {
            return at + 1;
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    rest.len()
}

/// Whether an apostrophe begins a character rather than a lifetime.
fn is_character(rest: &str) -> bool {
    let mut characters = rest.chars().skip(1);
    match characters.next() {
        Some('\\') => true,
        Some(_) => characters.next() == Some('\''),
        None => false,
    }
}

#[test]
fn comments_and_literals_are_no_code() {
    let code = blanked("a(\"use \\\" x\", '\"', 'b', r#\"crate::y\"#) // crate::z\nfn f<'a>() {}");
    assert_eq!(code.split_whitespace().collect::<String>(), "a(,,,)fnf<'a>(){}");
}

#[test]
fn unit_tests_are_no_code() {
    let code = without_tests("use a;\n#[cfg(test)]\nimpl A {\n fn f() {}\n}\nuse b;\n#[cfg(test)]\nmod t;\nuse c;");
    assert_eq!(code, "use a;\n\n\n\n\nuse b;\n\n\nuse c;");
}
