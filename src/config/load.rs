//! Reading a configuration and checking it as a whole.

use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use super::error::ConfigError;
use super::raw;
use super::settings::Config;
use crate::address::ServerAddress;
use crate::given_file;

impl Config {
    /// Reads and checks the file.
    ///
    /// # Errors
    /// Names the file, and for a mistake in it the line, the key and what would be right.
    pub(crate) fn load(path: &Path) -> Result<Self, ConfigError> {
        Self::load_with_text(path).map(|(config, _)| config).map_err(first)
    }

    /// Reads and checks the file, and returns its text too.
    ///
    /// # Errors
    /// As [`Self::load`]: all mistakes that can be told apart, in the order of their lines. There is at least one.
    pub(crate) fn load_with_text(path: &Path) -> Result<(Self, String), Vec<ConfigError>> {
        let text = Self::text_of(path).map_err(|error| vec![error])?;
        let config = raw::read(&text, path)?;
        check_password(&config, path).map_err(|error| vec![error])?;
        Ok((config, text))
    }

    fn text_of(path: &Path) -> Result<String, ConfigError> {
        given_file::read_to_string(path).map_err(|source| match source.kind() {
            io::ErrorKind::InvalidData => ConfigError::NotUtf8 { path: path.to_owned() },
            _ => ConfigError::Unreadable { path: path.to_owned(), source },
        })
    }

    /// Checks the text of a configuration that is in the file `path`.
    pub(crate) fn parse(text: &str, path: &Path) -> Result<Self, ConfigError> {
        raw::read(text, path).map_err(first)
    }
}

/// Returns the first of several mistakes.
fn first(mut mistakes: Vec<ConfigError>) -> ConfigError {
    mistakes.swap_remove(0)
}

/// Checks that nobody else may read a configuration that holds the password of the store's server.
fn check_password(config: &Config, path: &Path) -> Result<(), ConfigError> {
    /// The permissions of the group and of others to read.
    const READABLE: u32 = 0o044;
    let holds_password = config.store.server().is_some_and(ServerAddress::holds_password);
    if holds_password && fs::metadata(path).is_ok_and(|file| file.mode() & READABLE != 0) {
        return Err(ConfigError::PasswordOpen { path: path.to_owned() });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;
    use std::time::Duration;

    use super::super::settings::ChannelSource;
    use super::super::template;
    use super::*;
    use crate::language::Language;
    use crate::model::ValueLimit;

    fn parse(text: &str) -> Result<Config, String> {
        Config::parse(text, Path::new("/etc/hqsync/hqsync.toml")).map_err(|error| error.to_string())
    }

    const COMPANY: &str = "[companies.USRT]\nnumber_sequence = \"C-######\"\n";

    #[test]
    fn an_empty_file_has_the_defaults() {
        let config = parse("").unwrap();
        assert_eq!(config.store.file(), Some(Path::new("/etc/hqsync/headquarters.db")));
        assert_eq!((config.jobs.batch_size, config.jobs.try_count), (20_000, 3));
        assert_eq!(config.jobs.orphan_after, Duration::from_secs(7 * 24 * 60 * 60));
        assert_eq!(config.jobs.gap_after, Duration::from_secs(2 * 24 * 60 * 60));
        assert_eq!(config.jobs.clock_tolerance, Duration::from_secs(60 * 60));
        assert_eq!(config.jobs.channel_timeout, Duration::from_secs(5 * 60));
        assert_eq!(config.jobs.max_value, ValueLimit::DEFAULT);
        assert_eq!(config.jobs.keep, Duration::from_secs(400 * 24 * 60 * 60));
        assert!(config.rules.postal_codes.is_empty() && config.rules.lengths.is_empty());
    }

    #[test]
    fn a_store_may_be_on_a_server_and_its_password_is_never_shown() {
        let store = |value: &str| parse(&format!("store = {value}\n")).map(|config| config.store.to_string());
        assert_eq!(store("\"hq.db\"").unwrap(), "/etc/hqsync/hq.db");
        if cfg!(not(feature = "postgres")) {
            return assert!(store("\"postgres://db/hq\"").unwrap_err().contains("without PostgreSQL"));
        }
        let url = "\"postgres://hq:secret@db.example/hq\"";
        assert_eq!(store(url).unwrap(), "postgres://hq@db.example/hq");
        assert_eq!(store("\"host=db user=hq dbname=hq password=secret\"").unwrap(), "postgres://hq@db/hq");
        for text in [
            "store = \"postgres://hq:secret@db:x/hq\"",
            "store = postgres://hq:secret@db/hq",
            "store = \"host=db password=secret sslmoed=x\"",
            "stor = \"postgres://hq:secret@db/hq\"",
            "store_mode = \"postgres://hq:secret@db/hq\"",
            "language = \"postgres://hq:secret@db/hq\"",
            "store = [\"postgres://hq:secret@db/hq\"]",
        ] {
            let message = parse(text).unwrap_err();
            assert!(message.contains("line 1") && !message.contains("secret"), "{text}: {message}");
        }
    }

    #[test]
    fn a_configuration_with_a_password_is_its_owners_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("hqsync.toml");
        for (text, mode, is_read) in [
            ("store = \"postgres://hq:secret@db/hq\"", 0o600, true),
            ("store = \"postgres://hq:secret@db/hq\"", 0o640, false),
            ("store = \"postgres://hq:secret@db/hq\"", 0o604, false),
            ("store = \"postgres://hq@db/hq\"", 0o644, true),
            ("store = \"hq.db\"", 0o644, true),
        ] {
            fs::write(&path, text).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            let is_right = Config::load(&path).is_ok() == is_read;
            assert!(is_right || cfg!(not(feature = "postgres")), "{text}: {mode:o}");
        }
    }

    #[test]
    fn what_init_writes_is_a_configuration() {
        for language in Language::ALL {
            let config = parse(template(language)).unwrap();
            assert_eq!(config.channels[0].name, "Houston");
            assert_eq!(config.channels[0].source, ChannelSource::Database("/etc/hqsync/channels/houston.db".into()));
            assert_eq!(config.companies["USRT"].defaults.currency.as_deref(), Some("USD"));
            assert_eq!(config.language, Some(language).filter(|language| *language != Language::En));
        }
    }

    #[test]
    fn what_init_writes_differs_in_its_comments_alone() {
        // Such as `# batch_size = 20000        # operations per transaction`: the key and its value, whatever is said of it.
        let keys = |language| {
            let lines = template(language).lines().map(|line| line.trim_start_matches("# "));
            let keys = lines.filter(|line| line.starts_with('[') || line.split(' ').nth(1) == Some("="));
            let values = keys.map(|line| line.split("  ").next().unwrap_or_default().to_owned());
            values.filter(|line| !line.starts_with("language = \"") || line.contains("en-US")).collect::<Vec<_>>()
        };
        assert!(keys(Language::En).len() > 30);
        assert_eq!(keys(Language::Nl), keys(Language::En));
        assert_eq!(keys(Language::Da), keys(Language::En));
    }

    #[test]
    fn the_demo_world_has_a_configuration() {
        let text = include_str!("../../fixtures/demo/hqsync.toml");
        assert_eq!(parse(text).unwrap().channels.len(), 4);
    }

    #[test]
    fn a_pattern_of_the_configuration_replaces_the_built_in_one() {
        let config = parse("[reference.postal_codes]\nNLD = '^X$'\n").unwrap();
        assert!(config.rules.postal_codes["NLD"].is_match("X"));
        assert!(!config.rules.postal_codes.contains_key("USA"));
    }

    #[test]
    fn the_reference_data_may_add_countries_values_and_lengths() {
        let text = "[reference]\ncountries = [\"XXK\"]\n[reference.postal_codes]\nXXK = '^X$'\n\
            [reference.values]\nreceiptoption = [\"0\", \"1\"]\n[reference.lengths]\nCounty = 60\n";
        let rules = parse(text).unwrap().rules;
        assert_eq!(rules.countries, ["XXK"]);
        assert_eq!(rules.values["ReceiptOption"], ["0", "1"]);
        assert_eq!(rules.lengths["County"], 60);
    }

    #[test]
    fn a_mistake_is_shown_with_its_line_and_what_would_be_right() {
        let channel = "[[channels]]\nname = \"Houston\"\nid = 1\ncompany = \"USRT\"\n";
        for (text, expected) in [
            ("stor = \"x\"", "line 1: unknown key `stor`"),
            ("[jobs]\n\nbatch_sise = 3", "line 3: unknown key `batch_sise`"),
            (
                "[jobs]\nbatch_size = \"many\"",
                "line 2: `batch_size`: expected a whole number that is not negative, found the text \"many\"",
            ),
            ("[jobs]\nbatch_size = 0", "line 2: `batch_size`: must be at least 1"),
            ("[jobs]\ntry_count = 0", "line 2: `try_count`: must be at least 1"),
            ("[jobs]\nmax_value = \"big\"", "line 2: `max_value`: `big` is not a size, such as `64KiB`"),
            ("[jobs]\nmax_value = 99", "line 2: `max_value`: must be from 100 to 4194304 bytes"),
            ("[jobs]\nkeep = \"long\"", "line 2: `keep`: `long` is not a duration"),
            ("[jobs]\ngap_after = 2", "line 2: `gap_after`"),
            ("[jobs]\nclock_tolerance = \"1\"", "line 2: `clock_tolerance`: `1` is not a duration"),
            ("[jobs]\norphan_after = \"soon\"", "line 2: `orphan_after`: `soon` is not a duration"),
            ("[jobs]\nchannel_timeout = \"0s\"", "line 2: `channel_timeout`: must be at least `1s`"),
            ("language = \"fr\"", "line 1: `language`: `fr` is not valid; expected one of"),
            (
                "[companies.USRT]\nnumber_sequence = \"CUST\"",
                "line 2: `number_sequence`: a number sequence needs at least one `#`",
            ),
            ("[companies.USRT]\ncurrency = \"USD\"", "the key `number_sequence` is missing"),
            (&format!("{COMPANY}currency = \"EURO\"\n"), "line 3: `currency`: `EURO` is not an ISO 4217 currency"),
            (&format!("{COMPANY}language = \"dk-DK\"\n"), "line 3: `language`: `dk-DK` is not a known BCP 47 language"),
            (&format!("{COMPANY}{channel}"), "line 4: `name`: channel `Houston` needs a `database` or a `folder`"),
            (
                &format!("{COMPANY}{channel}database = \"a\"\nfolder = \"b\"\n"),
                "line 4: `name`: channel `Houston` has both a `database` and a `folder`",
            ),
            (&format!("{channel}database = \"a\"\n"), "line 4: `company`: there is no company `USRT`"),
            (
                &format!("{COMPANY}{channel}database = \"a\"\n{channel}database = \"b\"\n"),
                "line 9: `name`: there are two channels `Houston`",
            ),
            (
                "[reference]\nattributes = { ShoeSize = \"number\" }",
                "line 2: `attributes`: `number` is not valid; expected one of",
            ),
            ("[reference.postal_codes]\nUSA = '^(\\d$'", "line 2: `USA`: `^(\\d$` is not a regular expression"),
            ("[reference.postal_codes]\nNL = '^\\d$'", "line 2: `NL`: `NL` is not an ISO 3166-1 alpha-3 country"),
            (
                &format!("{COMPANY}{channel}database = \"a\"\ntimezone = \"Europe/Amsterdm\"\n"),
                "line 8: `timezone`: `Europe/Amsterdm` is not a time zone of the IANA database; did you mean `Europe/Amsterdam`?",
            ),
            ("[reference]\ncountries = [\"xk\"]", "line 2: `countries`: `xk` is not a code of three capital letters"),
            ("[reference.values]\nReceiptOptoin = []", "`ReceiptOptoin` is not a field; did you mean `ReceiptOption`?"),
            (
                "[reference]\ncountries = [\"ROM\"]",
                "line 2: `countries`: `ROM` is a withdrawn country, replaced by ROU",
            ),
            ("[reference]\ncountries = [\"NLD\"]", "line 2: `countries`: `NLD` is known without the configuration"),
            ("[reference.values]\nReceiptOption = []", "line 2: `ReceiptOption`: `ReceiptOption` has no values"),
            ("[reference.values]\nReceiptOption = [\"x\"]", "`x` is never a valid value of `ReceiptOption`"),
            ("[reference.values]\nCountry = [\"NL\"]", "line 2: `Country`: `NL` is never a valid value of `Country`"),
            ("[reference.values]\nPriceGroup = [\"\"]", "line 2: `PriceGroup`: an empty value is always valid"),
            (
                "[reference.values]\nPriceGroup = [\" a\"]",
                "line 2: `PriceGroup`: ` a` has white or invisible characters",
            ),
            (
                "[reference.values]\nPriceGroup = [\"12345678901\"]",
                "`12345678901` is never a valid value of `PriceGroup`",
            ),
            (
                "[reference.values]\nPriceGroup = [\"a\"]\npricegroup = [\"b\"]",
                "line 3: `pricegroup`: `PriceGroup` is there twice",
            ),
            ("[reference.lengths]\nEmail = 9\nemail = 8", "line 3: `email`: `Email` is there twice"),
            ("[reference.lengths]\nCounty = 0", "line 2: `County`: must be at least 1"),
            ("[reference.lengths]\nBlocked = 5", "line 2: `Blocked`: `Blocked` is not a text, so it has no length"),
            ("store = ", "line 1"),
        ] {
            let error = parse(text).expect_err(text);
            assert!(error.contains(expected), "{text}\n gave: {error}\n not: {expected}");
            assert!(error.contains("/etc/hqsync/hqsync.toml"), "{error}");
        }
    }
}
