//! Tells the program which commit it is built from, where that is known.
#![allow(clippy::print_stdout, reason = "that is how a build script talks to Cargo")]

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-env-changed=HQSYNC_COMMIT");
    let folder = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let given = env::var("HQSYNC_COMMIT").ok().filter(|commit| !commit.is_empty());
    // A commit would otherwise have each build for development compile everything again.
    let is_release = env::var("PROFILE").is_ok_and(|profile| profile == "release");
    let commit = given.or_else(|| packaged(&folder)).or_else(|| if is_release { committed(&folder) } else { None });
    if let Some(commit) = commit.filter(|commit| commit.bytes().all(|c| c.is_ascii_alphanumeric())) {
        println!("cargo:rustc-env=HQSYNC_BUILT_COMMIT={}", &commit[..commit.len().min(12)]);
    }
}

/// Returns the commit that `cargo package` noted in a crate's tarball.
fn packaged(folder: &Path) -> Option<String> {
    let noted = fs::read_to_string(folder.join(".cargo_vcs_info.json")).ok()?;
    let (_, rest) = noted.split_once("\"sha1\"")?;
    rest.split('"').nth(1).map(str::to_owned)
}

/// Returns the commit of the repository that the folder is, not of one that it happens to be in.
fn committed(folder: &Path) -> Option<String> {
    let git = |arguments: &[&str]| {
        let output = Command::new("git").arg("-C").arg(folder).args(arguments).env_remove("GIT_DIR").output().ok()?;
        let text = String::from_utf8(output.stdout).ok()?;
        output.status.success().then(|| text.trim().to_owned())
    };
    let top = PathBuf::from(git(&["rev-parse", "--show-toplevel"])?);
    if top.canonicalize().ok()? != folder.canonicalize().ok()? {
        return None;
    }
    for file in ["HEAD", "logs/HEAD"] {
        let path = folder.join(git(&["rev-parse", "--git-path", file])?);
        if path.exists() {
            println!("cargo:rerun-if-changed={}", path.display());
        }
    }
    git(&["rev-parse", "HEAD"])
}
