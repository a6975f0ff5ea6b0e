//! What a command works with: configuration, store, language and output.

use std::cell::RefCell;
use std::ffi::OsString;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use crate::actor;
use crate::address::{AddressError, ClientEnvironment, StoreAddress, WrittenAddress};
use crate::clock::Clock;
use crate::config::{self, AnchorsFile, Config, ConfigError, FileUse, UsedFiles};
use crate::engine::GuardedStore;
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
use crate::store::{Access, FrozenStore, LockScope, PlaceError, Store, StoreError};
use crate::trail::Author;
use crate::witness::Anchoring;

/// What the command line sets in place of the environment and the configuration.
#[derive(Debug, Clone, Default)]
pub(crate) struct Overrides {
    pub(crate) config: Option<PathBuf>,
    pub(crate) store: Option<WrittenAddress>,
    pub(crate) language: Option<Language>,
    pub(crate) display: Display,
}

/// What says where the configuration and the store are, and what the language is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SettingOrigin {
    /// An option of the command line.
    Option,
    /// A variable of the environment.
    Variable,
    /// The configuration, or what is found or taken without anybody saying so.
    Unsaid,
}

impl SettingOrigin {
    fn of(is_option: bool, variable: &str) -> Self {
        match from_environment(variable) {
            _ if is_option => Self::Option,
            Some(_) => Self::Variable,
            None => Self::Unsaid,
        }
    }
}

/// A [`WaitNotice`] that is kept.
type KeptNotice = Box<dyn Fn(Option<&Phrase>)>;

/// The surroundings of a command.
pub(crate) struct Context {
    overrides: Overrides,
    /// What says where the configuration and the store are.
    pub(crate) origins: (SettingOrigin, SettingOrigin),
    /// The store that is given in place of the configured one.
    given_store: Option<std::result::Result<StoreAddress, Arc<AddressError>>>,
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
    frozen: RefCell<Vec<(StoreAddress, FrozenStore)>>,
}

impl Context {
    /// Reads the configuration, if there is one, and chooses the language.
    pub(crate) fn new(mut overrides: Overrides, clock: Clock) -> Self {
        let origins = (
            SettingOrigin::of(overrides.config.is_some(), "HQSYNC_CONFIG"),
            SettingOrigin::of(overrides.store.is_some(), "HQSYNC_STORE"),
        );
        overrides.config = overrides.config.or_else(|| from_environment("HQSYNC_CONFIG").map(PathBuf::from));
        overrides.store = overrides.store.or_else(|| from_environment("HQSYNC_STORE").map(WrittenAddress::from));
        let given_store = overrides.store.as_ref().map(|written| read_address(written).map_err(Arc::new));
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
            origins,
            given_store,
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

    /// Returns what another thread needs to have surroundings of its own, with the same configuration and store.
    pub(crate) fn seed(&self) -> ContextSeed {
        ContextSeed {
            overrides: self.overrides.clone(),
            origins: self.origins,
            given_store: self.given_store.clone(),
            clock: self.clock,
            actor: self.actor.clone(),
            config: self.config.clone(),
            config_path: self.config_path.clone(),
            language: self.texts.language(),
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

    /// Returns where the store is: as it is given, or as the configuration says.
    ///
    /// # Errors
    /// It is given and is no address of a store; it is not given, and there is no configuration.
    pub(crate) fn store_address(&self) -> Result<StoreAddress> {
        match &self.given_store {
            Some(given) => Ok(given.clone()?),
            None => Ok(self.config()?.store.clone()),
        }
    }

    /// Returns where a store is that a command names.
    ///
    /// # Errors
    /// It is no address of a store.
    pub(crate) fn address(written: &WrittenAddress) -> Result<StoreAddress> {
        Ok(read_address(written)?)
    }

    /// Returns where the store is that is given in place of the configured one.
    pub(crate) fn given_store(&self) -> Result<Option<StoreAddress>> {
        Ok(self.given_store.clone().transpose()?)
    }

    /// Returns the stores that are known: the one given and the one configured.
    fn known_stores(&self) -> impl Iterator<Item = &StoreAddress> + Clone {
        let given = self.given_store.as_ref().and_then(|given| given.as_ref().ok());
        given.into_iter().chain(self.config_if_any().map(|config| &config.store))
    }

    /// Returns the files that no command may replace.
    pub(crate) fn used_files(&self) -> UsedFiles {
        self.used_files_of(self.known_stores())
    }

    /// Returns the files that no command may replace, where a store is read that need not be the configured one.
    pub(crate) fn used_files_with(&self, store: &StoreAddress) -> UsedFiles {
        self.used_files_of(self.known_stores().chain([store]))
    }

    fn used_files_of<'s>(&'s self, stores: impl Iterator<Item = &'s StoreAddress> + Clone) -> UsedFiles {
        let files = stores.clone().filter_map(StoreAddress::file);
        let mut used = UsedFiles::new(self.config_if_any(), self.config_path.as_deref(), files);
        for store in stores {
            if let Some(file) = self.anchoring(store).file {
                used.add(file, FileUse::Anchors);
            }
        }
        used
    }

    /// Returns where the end of the store's trail is noted. The configuration says it for its own store only: the anchors of
    /// several stores would contradict each other. A store on a server has nothing beside it: its end is noted where the
    /// configuration says.
    pub(crate) fn anchoring(&self, store: &StoreAddress) -> Anchoring {
        let is_configured = |config: &&Config| config.store.is_same_store(store);
        let config = self.config_if_any().filter(is_configured);
        let file = match config.map(|config| &config.trail.anchors) {
            None | Some(AnchorsFile::Beside) => store.file().map(Anchoring::default_file),
            Some(AnchorsFile::File(file)) => Some(file.clone()),
            Some(AnchorsFile::Nowhere) => None,
        };
        let syslog = self.config_if_any().is_some_and(|config| config.trail.syslog);
        Anchoring { store: store.file().map(Path::to_owned), file, syslog }
    }

    /// Returns how a store is opened under its run lock, for which a command waits that long.
    pub(crate) fn guarded_store<'p>(
        &'p self,
        address: &'p StoreAddress,
        access: Access,
        wait: Duration,
    ) -> GuardedStore<'p> {
        let notice: WaitNotice<'_> = &*self.wait_notice;
        let mode = self.config_if_any().map_or(PRIVATE, |config| config.store_mode);
        let anchoring = self.anchoring(address);
        GuardedStore {
            address,
            access,
            clock: self.clock,
            wait,
            notice: Some(notice),
            mode,
            anchoring,
            scope: LockScope::Whole,
        }
    }

    /// Opens the store.
    ///
    /// # Errors
    /// Names the store and what is wrong with it.
    pub(crate) fn open_store(&self, access: Access) -> Result<Store> {
        let address = self.checked_store_address()?;
        self.open(&address, access).map_err(|error| Failure::from(error).naming_store(&address))
    }

    /// Checks that what was read from stores without their logs, since the last check, was read from one state.
    ///
    /// # Errors
    /// Names the store that another program wrote to meanwhile.
    pub(crate) fn check_reading(&self) -> Result<()> {
        for (address, frozen) in &self.frozen.take() {
            frozen.check().map_err(|error| Failure::from(StoreError::from(error)).naming_store(address))?;
        }
        Ok(())
    }

    fn open(&self, address: &StoreAddress, access: Access) -> std::result::Result<Store, StoreError> {
        let guard = || self.lock_for_migration(address);
        let mut store = Store::open_guarded(address, access, self.clock, &self.actor, guard)?;
        self.frozen.borrow_mut().extend(store.take_frozen().map(|frozen| (address.clone(), frozen)));
        Ok(store.anchored(self.anchoring(address)))
    }

    /// Takes the run lock of a store that is about to be migrated: a run of an earlier version, which knows nothing of what the
    /// trail covers by then, would go on writing. `None` if the user may not use the lock.
    fn lock_for_migration(&self, address: &StoreAddress) -> std::result::Result<Option<RunLock>, StoreError> {
        match RunLock::acquire(
            address,
            Duration::ZERO,
            None,
            (&self.actor, self.clock, &Stop::default()),
            &LockScope::Whole,
        ) {
            Err(LockError::Held { holder, .. }) => Err(PlaceError::RunOfEarlierVersion { holder }.into()),
            lock => Ok(lock.ok()),
        }
    }

    /// Opens a store to copy it. Whoever copies checks that it was read from one state, before anything is made of what was
    /// read.
    ///
    /// # Errors
    /// Names the store and what is wrong with it.
    pub(crate) fn open_source(&self, address: &StoreAddress) -> Result<Store> {
        let guard = || self.lock_for_migration(address);
        let opened = Store::open_guarded(address, Access::Read, self.clock, &self.actor, guard);
        let store = opened.map_err(|error| Failure::from(error).naming_store(address))?;
        Ok(store.anchored(self.anchoring(address)))
    }

    /// Opens the store for writing, after it was opened for reading.
    ///
    /// # Errors
    /// It cannot be written.
    pub(crate) fn open_for_note(&self) -> std::result::Result<Store, StoreError> {
        let address = self.store_address().map_err(|_| StoreError::Missing)?;
        self.open(&address, Access::Write)
    }

    /// Opens the store for reading if there is one.
    ///
    /// # Errors
    /// Names the store and what is wrong with it.
    pub(crate) fn existing_store(&self) -> Result<Option<Store>> {
        let address = self.checked_store_address()?;
        match self.open(&address, Access::Read) {
            Ok(store) => Ok(Some(store)),
            Err(StoreError::Missing | StoreError::Empty) => Ok(None),
            Err(error) => Err(Failure::from(error).naming_store(&address)),
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

    /// Names the store in an error that lacks it.
    pub(crate) fn naming_the_store(&self, error: Failure) -> Failure {
        match self.store_address() {
            Ok(address) => error.naming_store(&address),
            Err(_) => error,
        }
    }

    /// Returns where the store is. Some commands can do without a configuration, but not with a wrong one.
    fn checked_store_address(&self) -> Result<StoreAddress> {
        if let Err(error) = &self.config
            && !matches!(**error, ConfigError::NotFound { .. })
        {
            self.config()?;
        }
        self.store_address()
    }
}

/// What a thread makes a [`Context`] of.
#[derive(Clone)]
pub(crate) struct ContextSeed {
    overrides: Overrides,
    origins: (SettingOrigin, SettingOrigin),
    given_store: Option<std::result::Result<StoreAddress, Arc<AddressError>>>,
    clock: Clock,
    actor: String,
    config: std::result::Result<Config, Arc<ConfigError>>,
    config_path: Option<PathBuf>,
    language: Language,
}

impl ContextSeed {
    /// Returns surroundings in which nothing is said of a run that is waited for.
    pub(crate) fn grow(self) -> Context {
        let texts = Texts::new(self.language);
        let output = Output::stdout(self.overrides.display).at(self.clock.now());
        Context {
            overrides: self.overrides,
            origins: self.origins,
            given_store: self.given_store,
            clock: self.clock,
            actor: self.actor,
            config: self.config,
            config_path: self.config_path,
            texts,
            output,
            wait_notice: Box::new(|_| ()),
            frozen: RefCell::default(),
        }
    }
}

/// Reads an address of the command line or of the environment.
fn read_address(written: &WrittenAddress) -> std::result::Result<StoreAddress, AddressError> {
    written.read(Path::new(""), &ClientEnvironment::of_process())
}

/// Returns what says for whom a command waits.
fn wait_notice(texts: Texts) -> KeptNotice {
    Box::new(move |holder| {
        let line = holder.map_or_else(|| texts.run_waited_in_vain(), |holder| texts.run_waits_for(texts.say(holder)));
        remark(visible(&line));
    })
}

/// Returns what the environment says; an empty variable counts as unset.
pub(crate) fn from_environment(variable: &str) -> Option<OsString> {
    std::env::var_os(variable).filter(|value| !value.is_empty())
}
