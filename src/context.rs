//! What a command works with: configuration, store, language and output.

use std::cell::RefCell;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use crate::actor;
use crate::clock::Clock;
use crate::config::{self, AnchorsFile, Config, ConfigError, FileUse, UsedFiles};
use crate::engine::StoreFile;
use crate::exit::{Conclusion, Exit};
use crate::failure::{Failure, Result};
use crate::filter::ValueSettings;
use crate::i18n::{Phrase, Texts};
use crate::language::Language;
use crate::lock::{LockError, RunLock, WaitNotice};
use crate::new_file::PRIVATE;
use crate::output::{Display, Output, allow_closed_pipe, remark};
use crate::sanitize::visible;
use crate::stop::Stop;
use crate::store::{Access, FrozenStore, PlaceError, Store, StoreError};
use crate::trail::Author;
use crate::witness::Anchoring;

/// What the command line sets in place of the environment and the configuration.
#[derive(Debug, Clone, Default)]
pub(crate) struct Overrides {
    pub(crate) config: Option<PathBuf>,
    pub(crate) store: Option<PathBuf>,
    pub(crate) language: Option<Language>,
    pub(crate) display: Display,
}

/// A [`WaitNotice`] that is kept.
type KeptNotice = Box<dyn Fn(Option<&Phrase>)>;

/// The surroundings of a command.
pub(crate) struct Context {
    overrides: Overrides,
    /// The one clock of the program.
    pub(crate) clock: Clock,
    /// Who runs the program: `user@host`.
    pub(crate) actor: String,
    config: std::result::Result<Config, Arc<ConfigError>>,
    /// The configuration's file, if there is one.
    pub(crate) config_path: Option<PathBuf>,
    pub(crate) texts: Texts,
    pub(crate) output: Output,
    /// Says for whom a command waits.
    wait_notice: KeptNotice,
    /// The stores that were read without their logs.
    frozen: RefCell<Vec<(PathBuf, FrozenStore)>>,
}

impl Context {
    /// Reads the configuration, if there is one, and chooses the language.
    pub(crate) fn new(mut overrides: Overrides, clock: Clock) -> Self {
        overrides.config = overrides.config.or_else(|| from_environment("HQSYNC_CONFIG"));
        overrides.store = overrides.store.or_else(|| from_environment("HQSYNC_STORE"));
        let path = config::find(overrides.config.as_deref());
        let config_path = path.as_ref().ok().cloned();
        let config = path.and_then(|path| Config::load(&path)).map_err(Arc::new);
        let configured = match &config {
            Ok(config) => config.language,
            // What is wrong elsewhere in it is said in its language.
            Err(_) => config_path.as_deref().and_then(config::language_in),
        };
        let language = overrides.language.or(configured).unwrap_or_else(Language::of_locale);
        let (texts, output) = (Texts::new(language), Output::stdout(overrides.display).at(clock.now()));
        Self {
            overrides,
            clock,
            actor: actor::current(),
            config,
            config_path,
            wait_notice: wait_notice(texts.clone()),
            texts,
            output,
            frozen: RefCell::default(),
        }
    }

    /// Returns the user as the author of entries in the audit trail.
    pub(crate) fn author(&self) -> Author {
        Author { actor: self.actor.clone(), ..Author::default() }
    }

    /// Returns the language that the command line names.
    pub(crate) fn language(&self) -> Option<Language> {
        self.overrides.language
    }

    /// Returns the configuration.
    ///
    /// # Errors
    /// There is none, or it has a mistake.
    pub(crate) fn config(&self) -> Result<&Config> {
        self.config.as_ref().map_err(|error| Arc::clone(error).into())
    }

    /// Returns the configuration if there is a valid one.
    pub(crate) fn config_if_any(&self) -> Option<&Config> {
        self.config.as_ref().ok()
    }

    /// Returns what the values of operations depend on apart from the store.
    pub(crate) fn value_settings(&self) -> ValueSettings {
        let companies = self.config_if_any().into_iter().flat_map(|config| &config.companies);
        let defaults = companies.map(|(code, company)| (code.clone(), company.defaults.clone())).collect();
        ValueSettings { defaults }
    }

    /// Returns the store's file: the one given, or the one that the configuration names.
    pub(crate) fn store_path(&self) -> Result<PathBuf> {
        match &self.overrides.store {
            Some(path) => Ok(path.clone()),
            None => Ok(self.config()?.store.clone()),
        }
    }

    /// Returns the files that no command may replace.
    pub(crate) fn used_files(&self) -> UsedFiles {
        self.used_files_of(self.overrides.store.as_deref())
    }

    /// Returns the files that no command may replace, where a store is given that need not be the configured one.
    pub(crate) fn used_files_with(&self, store: &Path) -> UsedFiles {
        self.used_files_of(Some(store))
    }

    fn used_files_of(&self, store: Option<&Path>) -> UsedFiles {
        let mut used = UsedFiles::new(self.config_if_any(), self.config_path.as_deref(), store);
        for store in store.into_iter().chain(self.config_if_any().map(|config| config.store.as_path())) {
            if let Some(file) = self.anchoring(store).file {
                used.add(file, FileUse::Anchors);
            }
        }
        used
    }

    /// Returns where the end of the store's trail is noted. The configuration says it for its own store only: the anchors of
    /// several stores would contradict each other.
    pub(crate) fn anchoring(&self, store: &Path) -> Anchoring {
        let is_configured = |config: &&Config| config.store == store || is_same_file(&config.store, store);
        let config = self.config_if_any().filter(is_configured);
        let file = match config.map(|config| &config.trail.anchors) {
            None | Some(AnchorsFile::Beside) => Some(Anchoring::default_file(store)),
            Some(AnchorsFile::File(file)) => Some(file.clone()),
            Some(AnchorsFile::Nowhere) => None,
        };
        let syslog = self.config_if_any().is_some_and(|config| config.trail.syslog);
        Anchoring { store: store.to_owned(), file, syslog }
    }

    /// Returns how the store in a file is opened under its run lock, for which a command waits that long.
    pub(crate) fn store_file<'p>(&'p self, path: &'p Path, access: Access, wait: Duration) -> StoreFile<'p> {
        let notice: WaitNotice<'_> = &*self.wait_notice;
        let mode = self.config_if_any().map_or(PRIVATE, |config| config.store_mode);
        let anchoring = self.anchoring(path);
        StoreFile { path, access, clock: self.clock, wait, notice: Some(notice), mode, anchoring }
    }

    /// Opens the store.
    ///
    /// # Errors
    /// Names the file and what is wrong with it.
    pub(crate) fn open_store(&self, access: Access) -> Result<Store> {
        let path = self.checked_store_path()?;
        self.open(&path, access).map_err(|error| Failure::from(error).naming_store(&path))
    }

    /// Checks that what was read from stores without their logs, since the last check, was read from one state.
    ///
    /// # Errors
    /// Names the store that another program wrote to meanwhile.
    pub(crate) fn check_reading(&self) -> Result<()> {
        for (path, frozen) in &self.frozen.take() {
            frozen.check().map_err(|error| Failure::from(StoreError::from(error)).naming_store(path))?;
        }
        Ok(())
    }

    fn open(&self, path: &Path, access: Access) -> std::result::Result<Store, StoreError> {
        let mut store = Store::open_guarded(path, access, self.clock, &self.actor, || self.lock_for_migration(path))?;
        self.frozen.borrow_mut().extend(store.take_frozen().map(|frozen| (path.to_owned(), frozen)));
        Ok(store.anchored(self.anchoring(path)))
    }

    /// Takes the run lock of a store that is about to be migrated: a run of an earlier version, which knows nothing of what the
    /// trail covers by then, would go on writing. `None` if the user may not use the lock.
    fn lock_for_migration(&self, path: &Path) -> std::result::Result<Option<RunLock>, StoreError> {
        match RunLock::acquire(path, Duration::ZERO, None, (&self.actor, self.clock, &Stop::default())) {
            Err(LockError::Held { holder, .. }) => Err(PlaceError::RunOfEarlierVersion { holder }.into()),
            lock => Ok(lock.ok()),
        }
    }

    /// Opens a store to copy it. Whoever copies checks that it was read from one state, before anything is made of what was
    /// read.
    ///
    /// # Errors
    /// Names the file and what is wrong with it.
    pub(crate) fn open_source(&self, path: &Path) -> Result<Store> {
        let guard = || self.lock_for_migration(path);
        let opened = Store::open_guarded(path, Access::Read, self.clock, &self.actor, guard);
        let store = opened.map_err(|error| Failure::from(error).naming_store(path))?;
        Ok(store.anchored(self.anchoring(path)))
    }

    /// Opens the store for writing, after it was opened for reading.
    ///
    /// # Errors
    /// It cannot be written.
    pub(crate) fn open_for_note(&self) -> std::result::Result<Store, StoreError> {
        let path = self.store_path().map_err(|_| StoreError::Missing)?;
        self.open(&path, Access::Write)
    }

    /// Opens the store for reading if there is one.
    ///
    /// # Errors
    /// Names the file and what is wrong with it.
    pub(crate) fn existing_store(&self) -> Result<Option<Store>> {
        let path = self.checked_store_path()?;
        match self.open(&path, Access::Read) {
            Ok(store) => Ok(Some(store)),
            Err(StoreError::Missing | StoreError::Empty) => Ok(None),
            Err(error) => Err(Failure::from(error).naming_store(&path)),
        }
    }

    /// Prints a remark below what was printed: a pager that shows it is gone by then.
    ///
    /// # Errors
    /// What was printed cannot be written. A closed pipe is not an error.
    pub(crate) fn remark_below(&mut self, line: &str) -> Result<()> {
        allow_closed_pipe(self.output.close())?;
        remark(line);
        Ok(())
    }

    /// Prints the answer of a command that has done its work, and returns the command's exit status. Every command that
    /// changes something prints in this way: an output that cannot be written then does not pass for work that failed.
    ///
    /// # Errors
    /// The answer cannot be written. A closed pipe is not an error.
    pub(crate) fn answer<E: Into<Failure>>(
        &mut self,
        conclusion: Conclusion,
        print: impl FnOnce(&mut Output, &Texts) -> Result<(), E>,
    ) -> Result<Exit> {
        let printed = print(&mut self.output, &self.texts).map_err(Into::into);
        match printed.and_then(|()| Ok(self.output.flush()?)) {
            Ok(()) => Ok(conclusion.exit()),
            Err(failure) => failure.of_answer(conclusion),
        }
    }

    /// Names the store's file in an error that lacks it.
    pub(crate) fn naming_the_store(&self, error: Failure) -> Failure {
        match self.store_path() {
            Ok(path) => error.naming_store(&path),
            Err(_) => error,
        }
    }

    /// Returns the store's file. Some commands can do without a configuration, but not with a wrong one.
    fn checked_store_path(&self) -> Result<PathBuf> {
        if let Err(error) = &self.config
            && !matches!(**error, ConfigError::NotFound { .. })
        {
            self.config()?;
        }
        self.store_path()
    }
}

/// Returns what says for whom a command waits.
fn wait_notice(texts: Texts) -> KeptNotice {
    Box::new(move |holder| {
        let line = holder.map_or_else(|| texts.run_waited_in_vain(), |holder| texts.run_waits_for(texts.say(holder)));
        remark(visible(&line));
    })
}

fn is_same_file(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

/// Returns a path from the environment; an empty variable counts as unset.
pub(crate) fn from_environment(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from)
}
