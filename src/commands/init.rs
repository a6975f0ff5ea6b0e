//! `hqsync init`: a commented configuration.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{self, Path, PathBuf};

use clap::Args;

use crate::address::StoreAddress;
use crate::config::template;
use crate::context::Context;
use crate::exit::{Conclusion, Exit};
use crate::failure::{Result, ResultExt as _};
use crate::i18n::Phrase;
use crate::new_file::folder_of;
use crate::options::in_use;
use crate::refusal::Refusal;
use crate::sanitize::visible;
use crate::store::Access;

#[derive(Debug, Args)]
pub(crate) struct InitArgs {
    /// File to write
    #[arg(default_value = "hqsync.toml", value_name = "FILE")]
    file: PathBuf,
    /// Write /etc/hqsync/hqsync.toml, as the service files expect it: the data are in /var/lib/hqsync
    #[arg(long, conflicts_with = "file")]
    system: bool,
    /// Write it below this folder instead of /, which a package or an image is made of
    #[arg(long, value_name = "DIR", requires = "system")]
    root: Option<PathBuf>,
}

impl InitArgs {
    /// Returns the file to write.
    fn path(&self) -> PathBuf {
        match &self.root {
            _ if !self.system => self.file.clone(),
            Some(root) => root.join(SYSTEM_CONFIG.trim_start_matches('/')),
            None => SYSTEM_CONFIG.into(),
        }
    }
}

pub(crate) fn run(args: &InitArgs, cx: &mut Context) -> Result<Exit> {
    let target = args.path();
    let path = target.display();
    if let Some(file_use) = cx.used_files().use_of(&target)
        && !target.exists()
    {
        return Err(in_use(&target, file_use).into());
    }
    let not_written = || Phrase::new("init-not-written").with("file", target.display());
    let template = template(cx.texts.language());
    let given = cx.given_store()?;
    let server = given.as_ref().and_then(StoreAddress::server);
    let text = match server {
        Some(server) => template.replace(STORE, &format!("store = {}", toml::Value::from(server.without_password()))),
        None if args.system => text_for(template, Path::new(SYSTEM_CONFIG)),
        None => text_for(template, &target),
    };
    let mut makes_roles = None;
    if server.is_some() && !target.exists() {
        // A configuration is of no use if the server has no place for the store.
        makes_roles = Some(cx.open_store(Access::Create)?.make_roles()?);
    }
    make_folder(&target).with_context(not_written)?;
    let mut file = match OpenOptions::new().write(true).create_new(true).open(&target) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            return Err(Refusal::new(Phrase::new("init-exists").with("file", path)).into());
        }
        file => file.with_context(not_written)?,
    };
    file.write_all(text.as_bytes()).with_context(not_written)?;
    let path = path.to_string();
    let has_system_store = server.is_none() && text != template;
    let store = server.map(ToString::to_string);
    cx.answer(Conclusion::Changed(Exit::Done), |output, texts| {
        if let Some(store) = store {
            writeln!(output, "{}", visible(&texts.init_store(store)))?;
            match makes_roles {
                Some(true) => writeln!(output, "{}", texts.init_roles())?,
                Some(false) => writeln!(output, "{}", texts.init_no_roles())?,
                None => {}
            }
        }
        writeln!(output, "{}", texts.init_written(path))?;
        if has_system_store { writeln!(output, "{}", texts.init_data(SYSTEM_DATA)) } else { Ok(()) }
    })
}

/// The line of a configuration that names the store.
const STORE: &str = "store = \"headquarters.db\"";

/// Where the configuration of a system is.
const SYSTEM_CONFIG: &str = "/etc/hqsync/hqsync.toml";

/// The line of a configuration that names the channel's database.
const CHANNEL: &str = "database = \"channels/houston.db\"";

/// Where the data of a system are whose configuration is in /etc.
const SYSTEM_DATA: &str = "/var/lib/hqsync";

/// Returns the configuration for a file. One in /etc does not have its data beside it.
fn text_for(template: &str, file: &Path) -> String {
    let is_of_system = path::absolute(file).is_ok_and(|file| file.starts_with("/etc"));
    if is_of_system {
        template
            .replace(STORE, &format!("store = \"{SYSTEM_DATA}/headquarters.db\""))
            .replace(CHANNEL, &format!("database = \"{SYSTEM_DATA}/channels/houston.db\""))
    } else {
        template.to_owned()
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
    use crate::language::Language;

    #[test]
    fn the_data_of_a_configuration_in_etc_are_elsewhere() {
        for language in Language::ALL {
            for (file, data) in
                [("/etc/hqsync/hqsync.toml", "/var/lib/hqsync"), ("/srv/hqsync/hqsync.toml", "/srv/hqsync")]
            {
                let text = text_for(template(language), Path::new(file));
                let config = Config::parse(&text, Path::new(file)).unwrap();
                assert_eq!(config.store, Path::new(data).join("headquarters.db").into());
                assert_eq!(config.channels[0].source.path(), Path::new(data).join("channels/houston.db"));
            }
        }
    }
}
