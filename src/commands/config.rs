//! `hqsync config`: what counts and where it comes from, and whether it can work.

use clap::Args;

use crate::config::{self, Config, ConfigError, Setting};
use crate::context::{Context, SettingOrigin};
use crate::engine::{self, ChannelCheck};
use crate::exit::Exit;
use crate::failure::{Explain as _, Failure, Result, ResultExt as _};
use crate::i18n::Phrase;
use crate::options::absolute;
use crate::output::{ConfigPage, DetailFormat, ShownOrigin, ShownSetting, print_config};
use crate::signals;

#[derive(Debug, Args)]
pub(crate) struct ConfigArgs {
    /// Look whether the store can be opened, and whether each channel and its tables can be read and written; nothing is changed
    #[arg(long)]
    check: bool,
    /// Format of the output
    #[arg(long, short, value_enum, default_value_t)]
    format: DetailFormat,
}

pub(crate) fn run(args: &ConfigArgs, cx: &mut Context) -> Result<Exit> {
    let Some(path) = cx.config_path.clone() else { return cx.config().map(|_| Exit::Done) };
    let mut page = ConfigPage { file: Some(absolute(&path)), ..ConfigPage::default() };
    let (config, text) = match Config::load_with_text(&path) {
        Ok(loaded) => loaded,
        Err(mistakes) => return report(args, page, mistakes, cx),
    };
    page.settings = shown(config::settings(&config, &text), cx)?;
    if args.check {
        check(&config, &mut page, cx)?;
    }
    print_config(&mut cx.output, &page, args.check, args.format, &cx.texts)?;
    Ok(if page.is_right() { Exit::Done } else { Exit::Attention })
}

/// Reports all mistakes of a configuration: there is nothing that counts.
fn report(args: &ConfigArgs, mut page: ConfigPage, mistakes: Vec<ConfigError>, cx: &mut Context) -> Result<Exit> {
    let phrases = mistakes.iter().map(|mistake| (mistake.line(), mistake.phrase(), mistake.hint()));
    page.problems = phrases.collect();
    if args.format == DetailFormat::Json {
        print_config(&mut cx.output, &page, args.check, args.format, &cx.texts)?;
    } else {
        for mistake in mistakes {
            Failure::from(mistake).report();
        }
    }
    Ok(Exit::Failed)
}

/// Adds the file itself, and says what the command line and the environment replace.
fn shown(settings: Vec<Setting>, cx: &Context) -> Result<Vec<ShownSetting>> {
    let (config, store) = cx.origins;
    let path = cx.config_path.as_deref().map(absolute).unwrap_or_default();
    let file = ShownSetting {
        key: "config".to_owned(),
        value: path.to_string_lossy().into(),
        origin: origin(config, "--config", "HQSYNC_CONFIG", None),
    };
    let mut shown = vec![file];
    for Setting { key, mut value, line } in settings {
        let unsaid = line.map_or(ShownOrigin::Default, ShownOrigin::Line);
        let origin = match key.as_str() {
            "store" => {
                value = cx.store_address()?.to_string().into();
                origin(store, "--store", "HQSYNC_STORE", line)
            }
            "language" => {
                value = cx.texts.language().code().into();
                if cx.language().is_some() { ShownOrigin::Option("--lang") } else { unsaid }
            }
            _ => unsaid,
        };
        shown.push(ShownSetting { key, value, origin });
    }
    Ok(shown)
}

fn origin(origin: SettingOrigin, option: &'static str, variable: &'static str, line: Option<usize>) -> ShownOrigin {
    match origin {
        SettingOrigin::Option => ShownOrigin::Option(option),
        SettingOrigin::Variable => ShownOrigin::Variable(variable),
        SettingOrigin::Unsaid => line.map_or(ShownOrigin::Default, ShownOrigin::Line),
    }
}

/// Looks at the store and at each channel. A store that is not there yet is no problem: the first run makes it.
fn check(config: &Config, page: &mut ConfigPage, cx: &Context) -> Result<()> {
    if let Err(failure) = cx.existing_store().and_then(|store| store.map_or(Ok(()), |_| cx.check_reading())) {
        page.failures.push(failure);
    }
    if config.channels.is_empty() {
        let path = page.file.clone().unwrap_or_default();
        let none = Phrase::new("run-without-channels").with("file", path.display());
        page.problems.push((None, none.clone(), none.hint()));
    }
    let stop = signals::listen()?;
    for channel in &config.channels {
        let checked: Result<ChannelCheck> = engine::check_channel(channel, &stop)
            .with_context(|| Phrase::new("channel-named").with("channel", &channel.name));
        match checked {
            Ok(check) => page.channels.push(check),
            Err(failure) => page.failures.push(failure),
        }
        if let Some(signal) = stop.signal() {
            return Err(engine::EngineError::Interrupted(signal).into());
        }
    }
    Ok(())
}
