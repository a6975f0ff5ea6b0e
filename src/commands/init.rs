//! `hqsync init`: a commented configuration.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{self, Path, PathBuf};

use clap::Args;

use crate::config::TEMPLATE;
use crate::context::Context;
use crate::exit::{Conclusion, Exit};
use crate::failure::{Result, ResultExt as _};
use crate::new_file::folder_of;
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
    let text = text_for(&args.file);
    let made = make_folder(&args.file).with_context(|| format!("configuration `{path}` cannot be written"));
    made.or_hint("name a file in a folder that you may write to")?;
    let mut file = match OpenOptions::new().write(true).create_new(true).open(&args.file) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            let message = format!("`{path}` already exists and was not changed");
            return Err(Refusal { message, hint: "`hqsync init FILE` creates another file".to_owned() }.into());
        }
        file => file
            .with_context(|| format!("configuration `{path}` cannot be written"))
            .or_hint("name a file in a folder that you may write to")?,
    };
    file.write_all(text.as_bytes()).with_context(|| format!("configuration `{path}` cannot be written"))?;
    let path = path.to_string();
    let has_system_store = text != TEMPLATE;
    cx.answer(Conclusion::Changed(Exit::Done), |output, texts| {
        writeln!(output, "{}", texts.init_written(path))?;
        if has_system_store { writeln!(output, "{}", texts.init_data(SYSTEM_DATA)) } else { Ok(()) }
    })
}

/// Where the data of a system are whose configuration is in /etc.
const SYSTEM_DATA: &str = "/var/lib/hqsync";

/// Returns the configuration for a file. One in /etc does not have its data beside it.
fn text_for(file: &Path) -> String {
    let is_of_system = path::absolute(file).is_ok_and(|file| file.starts_with("/etc"));
    if is_of_system {
        TEMPLATE.replace("store = \"headquarters.db\"", &format!("store = \"{SYSTEM_DATA}/headquarters.db\""))
    } else {
        TEMPLATE.to_owned()
    }
}

/// Makes the folder of a file if it is missing.
fn make_folder(file: &Path) -> io::Result<()> {
    fs::create_dir_all(folder_of(file))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    #[test]
    fn the_data_of_a_configuration_in_etc_are_elsewhere() {
        let store = |file: &str| Config::parse(&text_for(Path::new(file)), Path::new(file)).unwrap().store;
        assert_eq!(store("/etc/hqsync/hqsync.toml"), Path::new("/var/lib/hqsync/headquarters.db"));
        assert_eq!(store("/srv/hqsync/hqsync.toml"), Path::new("/srv/hqsync/headquarters.db"));
    }
}
