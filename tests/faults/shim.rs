//! Libraries that change system calls in a program that is started with one of them in `LD_PRELOAD`.

use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// A compiled library; it is removed with this.
pub(crate) struct Shim {
    _folder: TempDir,
    /// The file for `LD_PRELOAD`.
    pub(crate) library: PathBuf,
}

impl Shim {
    /// Compiles a source file of this folder.
    pub(crate) fn compile(source: &str) -> Self {
        let folder = TempDir::new().unwrap();
        let library = folder.path().join("shim.so");
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults").join(source);
        let mut compiler = Command::new("cc");
        compiler.args(["-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o"]).arg(&library).arg(source).arg("-ldl");
        assert!(compiler.status().unwrap().success(), "{compiler:?}");
        Self { _folder: folder, library }
    }
}
