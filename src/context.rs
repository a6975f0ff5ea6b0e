//! What a command is given: configuration, store, language and output.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context as _, Result};

use crate::actor;
use crate::clock::Clock;
use crate::config::{self, Config, ConfigError};
use crate::engine::EngineError;
use crate::i18n::Texts;
use crate::language::Language;
use crate::output::Output;
use crate::store::{Access, Store, StoreError, ValueSettings};

/// What the command line says in the place of the environment and the configuration.
#[derive(Debug, Clone, Default)]
pub(crate) struct Overrides {
    pub(crate) config: Option<PathBuf>,
    pub(crate) store: Option<PathBuf>,
    pub(crate) language: Option<Language>,
}

/// The surroundings of a command.
pub(crate) struct Context {
    overrides: Overrides,
    /// The one clock of the program.
    pub(crate) clock: Clock,
    /// Who runs the program: `user@host`.
    pub(crate) actor: String,
    config: std::result::Result<Config, Arc<ConfigError>>,
    /// The configuration's file, where there is one.
    pub(crate) config_path: Option<PathBuf>,
    pub(crate) texts: Texts,
    pub(crate) output: Output,
}

impl Context {
    /// Reads the configuration, where there is one, and chooses the language.
    pub(crate) fn new(mut overrides: Overrides, clock: Clock) -> Self {
        overrides.config = overrides.config.or_else(|| from_environment("HQSYNC_CONFIG"));
        overrides.store = overrides.store.or_else(|| from_environment("HQSYNC_STORE"));
        let path = config::find(overrides.config.as_deref());
        let config_path = path.as_ref().ok().cloned();
        let config = path.and_then(|path| Config::load(&path)).map_err(Arc::new);
        let configured = config.as_ref().ok().and_then(|config| config.language);
        let language = overrides.language.or(configured).unwrap_or_else(Language::of_locale);
        let (texts, output) = (Texts::new(language), Output::stdout());
        Self { overrides, clock, actor: actor::current(), config, config_path, texts, output }
    }

    /// Returns the language that the command line names.
    pub(crate) fn language(&self) -> Option<Language> {
        self.overrides.language
    }

    /// The configuration.
    ///
    /// # Errors
    /// Why there is none, or what is wrong with it.
    pub(crate) fn config(&self) -> Result<&Config> {
        self.config.as_ref().map_err(|error| Arc::clone(error).into())
    }

    /// The configuration where there is a good one, for what can do without.
    pub(crate) fn config_if_any(&self) -> Option<&Config> {
        self.config.as_ref().ok()
    }

    /// What the values of operations depend on beside the store.
    pub(crate) fn value_settings(&self) -> ValueSettings {
        let companies = self.config_if_any().into_iter().flat_map(|config| &config.companies);
        let defaults = companies.map(|(code, company)| (code.clone(), company.defaults.clone())).collect();
        ValueSettings { defaults }
    }

    /// The store's file: the one given, or the one that the configuration names.
    pub(crate) fn store_path(&self) -> Result<PathBuf> {
        match &self.overrides.store {
            Some(path) => Ok(path.clone()),
            None => Ok(self.config()?.store.clone()),
        }
    }

    /// Opens the store.
    ///
    /// # Errors
    /// Names the file and what is wrong with it.
    pub(crate) fn open_store(&self, access: Access) -> Result<Store> {
        // Some commands can do without a configuration, but not with a wrong one.
        if let Err(error) = &self.config
            && !matches!(**error, ConfigError::NotFound { .. })
        {
            self.config()?;
        }
        let path = self.store_path()?;
        Store::open(&path, access, self.clock, &self.actor).with_context(|| format!("store `{}`", path.display()))
    }

    /// An error, with the store that it is about where it does not say that itself.
    pub(crate) fn naming_the_store(&self, error: anyhow::Error) -> anyhow::Error {
        let is_nameless = error.chain().next().is_some_and(|outermost| {
            outermost.is::<StoreError>() || matches!(outermost.downcast_ref(), Some(EngineError::Store(_)))
        });
        match self.store_path() {
            Ok(path) if is_nameless => error.context(format!("store `{}`", path.display())),
            _ => error,
        }
    }
}

/// A path from the environment; an empty variable is as good as none.
fn from_environment(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from)
}
