//! Markdown documents: their fenced blocks, links and headings.

use std::fs;
use std::path::{Path, PathBuf};

/// A Markdown file of the repository.
pub(crate) struct Document {
    pub(crate) path: PathBuf,
    text: String,
}

impl Document {
    /// Reads a document by its path in the repository.
    pub(crate) fn read(path: &str) -> Self {
        let text = fs::read_to_string(root().join(path)).unwrap();
        Self { path: path.into(), text }
    }

    /// The contents of the fenced blocks with a tag, such as `sh`.
    pub(crate) fn blocks(&self, tag: &str) -> Vec<&str> {
        let start = format!("{tag}\n");
        // Text outside and inside fences alternates.
        self.text.split("```").skip(1).step_by(2).filter_map(|block| block.strip_prefix(&start)).collect()
    }

    /// The text outside fenced blocks.
    pub(crate) fn prose(&self) -> String {
        self.text.split("```").step_by(2).collect()
    }

    /// The targets of the links, such as `docs/filter.md#values`.
    pub(crate) fn links(&self) -> Vec<String> {
        let prose = self.prose();
        prose.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(link, _)| link.to_owned()).collect()
    }

    /// The names by which links refer to the headings, as GitHub makes them.
    pub(crate) fn anchors(&self) -> Vec<String> {
        let prose = self.prose();
        let headings = prose.lines().filter(|line| line.starts_with('#')).map(|line| line.trim_start_matches('#'));
        let kept = |c: &char| c.is_alphanumeric() || "-_ ".contains(*c);
        headings
            .map(|heading| heading.trim().to_lowercase().chars().filter(kept).collect::<String>().replace(' ', "-"))
            .collect()
    }
}

/// The folder of the repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The documents that explain how to use the program: the README and the files of `docs/`.
pub(crate) fn manual() -> Vec<Document> {
    let mut paths = vec!["README.md".to_owned()];
    for entry in fs::read_dir(root().join("docs")).unwrap() {
        paths.push(format!("docs/{}", entry.unwrap().file_name().to_str().unwrap()));
    }
    paths.iter().map(|path| Document::read(path)).collect()
}

/// All documents.
pub(crate) fn documents() -> Vec<Document> {
    let mut documents = manual();
    documents.extend(["CHANGELOG.md", "benches/README.md", "fuzz/README.md"].map(Document::read));
    documents
}
