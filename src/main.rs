//! The command `hqsync`.

use std::process::ExitCode;

fn main() -> ExitCode {
    hqsync::main()
}
