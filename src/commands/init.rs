//! `hqsync init`: a commented configuration.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write as _};
use std::path::PathBuf;

use clap::Args;

use crate::config::TEMPLATE;
use crate::context::Context;
use crate::exit::{Conclusion, Exit};
use crate::failure::{Result, ResultExt as _};
use crate::refusal::Refusal;

#[derive(Debug, Args)]
pub(crate) struct InitArgs {
    /// File to write
    #[arg(default_value = "hqsync.toml", value_name = "FILE")]
    file: PathBuf,
}

pub(crate) fn run(args: &InitArgs, cx: &mut Context) -> Result<Exit> {
    let path = args.file.display();
    if let Some(file_use) = cx.used_files().use_of(&args.file)
        && !args.file.exists()
    {
        let message = format!("`{path}` cannot be written: it is {file_use}");
        return Err(Refusal { message, hint: "name another file".to_owned() }.into());
    }
    let mut file = match OpenOptions::new().write(true).create_new(true).open(&args.file) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            let message = format!("`{path}` already exists and was not changed");
            return Err(Refusal { message, hint: "`hqsync init FILE` creates another file".to_owned() }.into());
        }
        file => file
            .with_context(|| format!("configuration `{path}` cannot be written"))
            .or_hint("name a file in a folder that exists and that you may write to")?,
    };
    file.write_all(TEMPLATE.as_bytes()).with_context(|| format!("configuration `{path}` cannot be written"))?;
    let path = path.to_string();
    cx.answer(Conclusion::Changed(Exit::Done), |output, texts| writeln!(output, "{}", texts.init_written(path)))
}
