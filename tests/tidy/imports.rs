//! Which files a file uses, from its `use` lines and the paths in its code.

use std::collections::{BTreeMap, HashMap};

use crate::source::SourceFile;

/// A use of one file by another.
pub(crate) struct Import {
    /// The file used, by its position in the list of all files.
    pub(crate) target: usize,
    /// The line of the use.
    pub(crate) line: usize,
}

/// A path that stands in a file's code, as segments.
struct NamedPath {
    segments: Vec<String>,
    /// The name it has in the file from there on, where a `use` gives it one.
    alias: Option<String>,
    /// Whether it is passed on, `pub use`: that is no use of the file's own.
    is_passed_on: bool,
    line: usize,
}

/// Finds what the files use of one another.
pub(crate) struct Resolver<'f> {
    files: &'f [SourceFile],
    modules: HashMap<&'f [String], usize>,
    /// By file and name: the path of what it passes on under that name.
    passed_on: Vec<BTreeMap<String, Vec<String>>>,
    paths: Vec<Vec<NamedPath>>,
}

impl<'f> Resolver<'f> {
    pub(crate) fn new(files: &'f [SourceFile]) -> Self {
        let modules = files
            .iter()
            .enumerate()
            .filter(|(_, file)| file.name != "src/main.rs")
            .map(|(at, file)| (file.module.as_slice(), at))
            .collect();
        let paths: Vec<_> = files.iter().map(paths_of).collect();
        let mut resolver = Self { files, modules, passed_on: Vec::new(), paths };
        resolver.passed_on = (0..files.len()).map(|at| resolver.names_passed_on(at)).collect();
        resolver
    }

    fn names_passed_on(&self, file: usize) -> BTreeMap<String, Vec<String>> {
        let passed_on = self.paths[file].iter().filter(|path| path.is_passed_on);
        let named = passed_on.filter_map(|path| Some((path.alias.clone()?, self.absolute(file, &path.segments)?)));
        named.collect()
    }

    /// The path from the crate's root; `None` for one into another crate.
    fn absolute(&self, file: usize, segments: &[String]) -> Option<Vec<String>> {
        let here = &self.files[file].module;
        let mut path = match segments.first()?.as_str() {
            "crate" => Vec::new(),
            "self" => here.clone(),
            "super" => here[..here.len().checked_sub(1)?].to_vec(),
            _ => {
                let child: Vec<_> = here.iter().chain(segments.first()).cloned().collect();
                if !self.modules.contains_key(child.as_slice()) {
                    return None;
                }
                child
            }
        };
        for segment in &segments[1..] {
            if segment == "super" {
                path.pop();
            } else {
                path.push(segment.clone());
            }
        }
        Some(path)
    }

    /// The file that defines what a path from the root names.
    fn definition(&self, path: &[String], depth: usize) -> Option<usize> {
        let length = (0..=path.len()).rev().find(|&length| self.modules.contains_key(&path[..length]))?;
        let file = self.modules[&path[..length]];
        let Some(name) = path.get(length) else { return Some(file) };
        match self.passed_on[file].get(name) {
            Some(further) if depth < 8 => {
                let further: Vec<_> = further.iter().chain(&path[length + 1..]).cloned().collect();
                self.definition(&further, depth + 1)
            }
            _ => Some(file),
        }
    }

    /// What a file uses of others, in the order of its lines.
    pub(crate) fn imports(&self, file: usize) -> Vec<Import> {
        let aliases: HashMap<_, _> = self.paths[file]
            .iter()
            .filter_map(|path| Some((path.alias.clone()?, self.absolute(file, &path.segments)?)))
            .collect();
        let used = self.paths[file].iter().filter(|path| !path.is_passed_on);
        let targets = used.filter_map(|path| {
            let absolute = match aliases.get(&path.segments[0]) {
                Some(module) if path.alias.is_none() => module.iter().chain(&path.segments[1..]).cloned().collect(),
                _ => self.absolute(file, &path.segments)?,
            };
            Some(Import { target: self.definition(&absolute, 0)?, line: path.line })
        });
        targets.filter(|import| import.target != file).collect()
    }
}

/// The paths in a file's code: those of its `use` lines, and those of two and more segments elsewhere.
fn paths_of(file: &SourceFile) -> Vec<NamedPath> {
    let mut paths = Vec::new();
    let code = &file.code;
    let mut at = 0;
    while at < code.len() {
        let rest = &code[at..];
        if let Some((length, is_passed_on)) = use_keyword(code, at) {
            let end = rest.find(';').unwrap_or(rest.len());
            let line = file.line(at);
            for (segments, alias) in use_tree(&rest[length..end]) {
                paths.push(NamedPath { segments, alias: Some(alias), is_passed_on, line });
            }
            at += end;
            continue;
        }
        let word = word_length(rest);
        if word == 0 {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        }
        let length = path_length(rest);
        if length > word {
            let segments = rest[..length].split("::").map(str::to_owned).collect();
            paths.push(NamedPath { segments, alias: None, is_passed_on: false, line: file.line(at) });
        }
        at += length;
    }
    paths
}

/// Length of `use` with what stands before its path, and whether it passes the path on.
fn use_keyword(code: &str, at: usize) -> Option<(usize, bool)> {
    if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
        return None;
    }
    let rest = &code[at..];
    if rest.starts_with("use ") {
        return Some(("use ".len(), false));
    }
    let after = rest.strip_prefix("pub")?;
    let after = match after.strip_prefix('(') {
        Some(scope) => &scope[scope.find(')')? + 1..],
        None => after,
    };
    let after = after.strip_prefix(" use ")?;
    Some((rest.len() - after.len(), true))
}

fn word_length(text: &str) -> usize {
    text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len())
}

/// Length of `one::two::three` at the start of the text.
fn path_length(text: &str) -> usize {
    let mut length = word_length(text);
    while let Some(after) = text[length..].strip_prefix("::") {
        match word_length(after) {
            0 => break,
            word => length += 2 + word,
        }
    }
    length
}

/// The paths of a use tree such as `crate::{a, b::{self, C as D}}`, each with the name it has in the file.
fn use_tree(tree: &str) -> Vec<(Vec<String>, String)> {
    let mut found = Vec::new();
    expand(&[], tree.trim(), &mut found);
    found
}

fn expand(prefix: &[String], tree: &str, found: &mut Vec<(Vec<String>, String)>) {
    if let Some(open) = tree.find('{') {
        let prefix = joined(prefix, tree[..open].trim().trim_end_matches("::"));
        let close = tree.rfind('}').unwrap_or(tree.len());
        for part in parts(&tree[open + 1..close]) {
            expand(&prefix, part.trim(), found);
        }
        return;
    }
    let (path, alias) = tree.split_once(" as ").map_or((tree, None), |(path, alias)| (path, Some(alias.trim())));
    let mut segments = joined(prefix, path.trim());
    if segments.last().is_some_and(|last| last == "self") && segments.len() > 1 {
        segments.pop();
    }
    let Some(last) = segments.last().cloned() else { return };
    found.push((segments, alias.map_or(last, str::to_owned)));
}

fn joined(prefix: &[String], path: &str) -> Vec<String> {
    let own = path.split("::").map(str::trim).filter(|segment| !segment.is_empty()).map(str::to_owned);
    prefix.iter().cloned().chain(own).collect()
}

/// Cuts at the commas that are in no braces.
fn parts(list: &str) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&list[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&list[start..]);
    parts.into_iter().filter(|part| !part.trim().is_empty()).collect()
}

#[test]
fn a_use_tree_names_each_path() {
    let found: Vec<_> = use_tree("crate::{a, b::{self, C as D}}")
        .into_iter()
        .map(|(path, alias)| format!("{} {alias}", path.join("::")))
        .collect();
    assert_eq!(found, ["crate::a a", "crate::b b", "crate::b::C D"]);
}
