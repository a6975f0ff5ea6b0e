//! The configuration as it is written, and its checks.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::ffi::OsString;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::Duration;

use regex_lite::Regex;
use serde::Deserialize;
use toml::Spanned;

use super::error::ConfigError;
use super::folder::{self, RawHeader};
use super::max_age::MaxAge;
use super::settings::{
    AnchorsFile, ChannelConfig, ChannelSource, CompanyConfig, Config, FolderConfig, JobsConfig, StatusConfig,
    TrailConfig,
};
use super::size::WrittenSize;
use crate::address::{ClientEnvironment, StoreAddress, WrittenAddress};
use crate::failure::Explain as _;
use crate::i18n::Phrase;
use crate::language::Language;
use crate::model::{
    AttributeType, Defaults, Field, FieldType, NumberSequence, RecordKind, TimeZone, ValueLimit, trimmed,
};
use crate::new_file::PRIVATE;
use crate::suggest;
use crate::validate::{
    Rules, check_value, is_known_country, is_known_currency, is_known_language, successors_of_country,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawConfig {
    store: Option<Spanned<String>>,
    store_mode: Option<Spanned<String>>,
    language: Option<Language>,
    #[serde(default)]
    jobs: RawJobs,
    #[serde(default)]
    trail: RawTrail,
    #[serde(default)]
    status: RawStatus,
    #[serde(default)]
    companies: BTreeMap<String, RawCompany>,
    #[serde(default)]
    channels: Vec<RawChannel>,
    #[serde(default)]
    reference: RawReference,
}

/// The store of a configuration that names none.
const DEFAULT_STORE: &str = "headquarters.db";

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct RawJobs {
    batch_size: Option<Spanned<u32>>,
    try_count: Option<Spanned<u32>>,
    orphan_after: Option<Spanned<String>>,
    gap_after: Option<Spanned<String>>,
    clock_tolerance: Option<Spanned<String>>,
    channel_timeout: Option<Spanned<String>>,
    max_value: Option<Spanned<WrittenSize>>,
    keep: Option<Spanned<String>>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct RawTrail {
    anchors: Option<PathBuf>,
    syslog: bool,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct RawStatus {
    max_age: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCompany {
    number_sequence: Spanned<String>,
    currency: Option<Spanned<String>>,
    language: Option<Spanned<String>>,
    customer_group: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawChannel {
    name: Spanned<String>,
    id: Spanned<i64>,
    company: Spanned<String>,
    database: Option<PathBuf>,
    folder: Option<PathBuf>,
    timezone: Option<Spanned<String>>,
    encoding: Option<Spanned<String>>,
    culture: Option<Spanned<String>>,
    header: Option<Spanned<RawHeader>>,
    settle: Option<Spanned<String>>,
    keep: Option<Spanned<u32>>,
}

impl RawChannel {
    /// The first of the keys that only a folder has.
    fn key_of_folder(&self) -> Option<(&'static str, Range<usize>)> {
        let keys = [
            ("encoding", self.encoding.as_ref().map(Spanned::span)),
            ("culture", self.culture.as_ref().map(Spanned::span)),
            ("header", self.header.as_ref().map(Spanned::span)),
            ("settle", self.settle.as_ref().map(Spanned::span)),
            ("keep", self.keep.as_ref().map(Spanned::span)),
        ];
        keys.into_iter().find_map(|(key, place)| Some((key, place?)))
    }
}

/// How long a file of a folder was not changed, so that it is complete.
const SETTLE: Duration = Duration::from_secs(10);

/// The most packages of downloads that stay in a folder.
const KEPT_PACKAGES: u32 = 30;

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct RawReference {
    customer_groups: Option<Vec<String>>,
    affiliations: Option<Vec<String>>,
    attributes: Option<BTreeMap<String, AttributeType>>,
    countries: Vec<Spanned<String>>,
    postal_codes: BTreeMap<Spanned<String>, Spanned<String>>,
    values: BTreeMap<Spanned<String>, Vec<Spanned<String>>>,
    lengths: BTreeMap<Spanned<String>, Spanned<usize>>,
}

fn at_least_one(number: u32) -> Result<u32, Phrase> {
    if number == 0 { Err(Phrase::new("config-at-least").with("least", 1)) } else { Ok(number) }
}

/// Reads the permissions of a file with customers' data: its owner reads and writes it, others have no part in it.
fn mode(text: &str) -> Result<u32, Phrase> {
    match text.trim_start_matches("0o").trim_start_matches('0') {
        "600" => Ok(PRIVATE),
        "640" => Ok(0o640),
        "660" => Ok(0o660),
        _ => Err(Phrase::new("config-mode").with("value", text)),
    }
}

fn duration(text: String) -> Result<Duration, Phrase> {
    humantime::parse_duration(&text).map_err(|_| Phrase::new("config-duration").with("value", text))
}

/// Reads a duration of at least one second.
fn time_limit(text: String) -> Result<Duration, Phrase> {
    let limit = duration(text)?;
    if limit < Duration::from_secs(1) {
        return Err(Phrase::new("config-at-least").with("least", "`1s`"));
    }
    Ok(limit)
}

fn max_age(text: &str) -> Result<MaxAge, Phrase> {
    MaxAge::parse(text).map_err(|error| error.phrase())
}

fn value_limit(size: WrittenSize) -> Result<ValueLimit, Phrase> {
    let (lowest, highest) = (ValueLimit::LOWEST.of_value(), ValueLimit::HIGHEST.of_value());
    let wrong = || Phrase::new("config-bytes-from-to").with("lowest", lowest).with("highest", highest);
    ValueLimit::new(size.bytes()?).ok_or_else(wrong)
}

/// Reads the time zone of a channel that stores local time.
fn zone(text: &str) -> Result<TimeZone, Phrase> {
    TimeZone::from_name(text).ok_or_else(|| {
        let wrong = Phrase::new("config-timezone").with("value", text);
        with_nearest(wrong, suggest::nearest(text, TimeZone::names()))
    })
}

fn number_sequence(text: &str) -> Result<NumberSequence, Phrase> {
    text.parse::<NumberSequence>().map_err(|error| error.phrase())
}

fn currency(code: String) -> Result<String, Phrase> {
    if is_known_currency(&code) { Ok(code) } else { Err(Phrase::new("config-currency").with("value", code)) }
}

fn language(tag: String) -> Result<String, Phrase> {
    if is_known_language(&tag) { Ok(tag) } else { Err(Phrase::new("config-language").with("value", tag)) }
}

fn pattern(text: String) -> Result<Regex, Phrase> {
    Regex::new(&text).map_err(|_| Phrase::new("config-pattern").with("value", text))
}

/// Adds the name that is probably meant, if there is one.
fn with_nearest(phrase: Phrase, nearest: Option<&str>) -> Phrase {
    match nearest {
        Some(nearest) => phrase.with("form", "near").with("nearest", nearest),
        None => phrase.with("form", "none"),
    }
}

/// Reads and checks the text of the file `path`.
///
/// # Errors
/// All mistakes that can be told apart, in the order of their lines.
pub(super) fn read(text: &str, path: &Path) -> Result<Config, Vec<ConfigError>> {
    let (raw, mut mistakes) = raw_of(text, path);
    let Some(raw) = raw else { return Err(mistakes) };
    let reader = ConfigReader { text, path, mistakes: RefCell::default() };
    let codes: Vec<_> = raw.companies.keys().cloned().collect();
    let config = Config {
        companies: reader.companies(raw.companies),
        store: reader.keep(reader.store(raw.store)).unwrap_or_else(|| StoreAddress::File(PathBuf::new())),
        store_mode: reader.read(raw.store_mode, |text| mode(&text)).unwrap_or(PRIVATE),
        language: raw.language,
        jobs: reader.jobs(raw.jobs),
        trail: TrailConfig { anchors: reader.anchors(raw.trail.anchors.as_deref()), syslog: raw.trail.syslog },
        status: StatusConfig { max_age: reader.read(raw.status.max_age, |text| max_age(&text)).unwrap_or_default() },
        channels: reader.channels(raw.channels, &codes),
        rules: reader.rules(raw.reference),
    };
    mistakes.append(&mut reader.mistakes.into_inner());
    if mistakes.is_empty() {
        return Ok(config);
    }
    mistakes.sort_by_key(ConfigError::line);
    Err(mistakes)
}

/// The most mistakes of keys and types that are looked for.
const MOST_MISTAKES: usize = 50;

/// Reads the keys and the types of their values. The reader of TOML stops at a mistake: its line is left out then, and the rest
/// read again, as long as that leads to mistakes of the same kind.
fn raw_of(text: &str, path: &Path) -> (Option<RawConfig>, Vec<ConfigError>) {
    let mut mistakes = Vec::new();
    let mut rest = text.to_owned();
    let is_toml = text.parse::<toml::Table>().is_ok();
    loop {
        let error = match toml::from_str(&rest) {
            Ok(raw) => return (Some(raw), mistakes),
            Err(error) => error,
        };
        let is_consequence = error.message().starts_with("missing field") || rest.parse::<toml::Table>().is_err();
        if !mistakes.is_empty() && is_consequence {
            return (None, mistakes);
        }
        mistakes.push(ConfigError::from_toml(path, text, &error));
        let place = error.span().filter(|place| is_toml && !is_consequence && place.end <= rest.len());
        match place.filter(|_| mistakes.len() < MOST_MISTAKES) {
            Some(place) => rest = without_lines(&rest, place),
            None => return (None, mistakes),
        }
    }
}

/// Returns a text in which the lines of a place are blank; every other character is where it was.
fn without_lines(text: &str, place: Range<usize>) -> String {
    let begin = text[..place.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[place.end..].find('\n').map_or(text.len(), |at| place.end + at);
    let blank: String = text[begin..end].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect();
    format!("{}{blank}{}", &text[..begin], &text[end..])
}

struct ConfigReader<'a> {
    text: &'a str,
    path: &'a Path,
    /// What is wrong, beside what was read.
    mistakes: RefCell<Vec<ConfigError>>,
}

impl ConfigReader<'_> {
    /// Returns what was read; `None` if there is a mistake, which is noted.
    fn keep<T>(&self, read: Result<T, ConfigError>) -> Option<T> {
        read.map_err(|mistake| self.mistakes.borrow_mut().push(mistake)).ok()
    }

    /// A path of the configuration: relative to its file, since cron runs elsewhere.
    fn resolve(&self, path: &Path) -> PathBuf {
        self.path.parent().unwrap_or(Path::new("")).join(path)
    }

    /// Reads where the store is. The address of a server is never relative to anything.
    fn store(&self, written: Option<Spanned<String>>) -> Result<StoreAddress, ConfigError> {
        let Some(written) = written else { return Ok(StoreAddress::File(self.resolve(Path::new(DEFAULT_STORE)))) };
        let place = written.span();
        let address = WrittenAddress::from(OsString::from(written.into_inner()));
        address
            .read(&self.resolve(Path::new("")), &ClientEnvironment::of_process())
            .map_err(|error| ConfigError::mistake(self.path, self.text, place, error.phrase()).hinting(error.hint()))
    }

    fn anchors(&self, written: Option<&Path>) -> AnchorsFile {
        match written {
            None => AnchorsFile::Beside,
            Some(path) if path.as_os_str().is_empty() => AnchorsFile::Nowhere,
            Some(path) => AnchorsFile::File(self.resolve(path)),
        }
    }

    fn mistake<T>(&self, place: &Spanned<T>, message: Phrase) -> ConfigError {
        ConfigError::mistake(self.path, self.text, place.span(), message)
    }

    /// Returns what a value means; `None` if it is not there, or if there is a mistake, which is noted.
    fn read<W, T>(&self, written: Option<Spanned<W>>, meaning: impl FnOnce(W) -> Result<T, Phrase>) -> Option<T> {
        self.keep(self.meaning(written?, meaning))
    }

    /// Returns what a value means, or the mistake at its place.
    fn meaning<W, T>(
        &self,
        written: Spanned<W>,
        meaning: impl FnOnce(W) -> Result<T, Phrase>,
    ) -> Result<T, ConfigError> {
        let place = written.span();
        meaning(written.into_inner()).map_err(|message| ConfigError::mistake(self.path, self.text, place, message))
    }

    fn jobs(&self, raw: RawJobs) -> JobsConfig {
        let hours = |hours: u64| Duration::from_secs(hours * 60 * 60);
        let minutes = |minutes: u64| Duration::from_secs(minutes * 60);
        JobsConfig {
            // It is chosen by measurement: see `benches/README.md`.
            batch_size: self.read(raw.batch_size, at_least_one).unwrap_or(20_000) as usize,
            try_count: self.read(raw.try_count, at_least_one).unwrap_or(3),
            orphan_after: self.read(raw.orphan_after, duration).unwrap_or(hours(7 * 24)),
            gap_after: self.read(raw.gap_after, duration).unwrap_or(hours(2 * 24)),
            clock_tolerance: self.read(raw.clock_tolerance, duration).unwrap_or(hours(1)),
            channel_timeout: self.read(raw.channel_timeout, time_limit).unwrap_or(minutes(5)),
            max_value: self.read(raw.max_value, value_limit).unwrap_or(ValueLimit::DEFAULT),
            keep: self.read(raw.keep, duration).unwrap_or(hours(400 * 24)),
        }
    }

    fn companies(&self, raw: BTreeMap<String, RawCompany>) -> BTreeMap<String, CompanyConfig> {
        let company = |(code, company): (String, RawCompany)| {
            let number_sequence = self.read(Some(company.number_sequence), |text| number_sequence(&text));
            let currency = self.read(company.currency, currency);
            let language = self.read(company.language, language);
            let defaults = Defaults { currency, language, customer_group: company.customer_group };
            Some((code, CompanyConfig { number_sequence: number_sequence?, defaults }))
        };
        raw.into_iter().filter_map(company).collect()
    }

    fn channels(&self, raw: Vec<RawChannel>, companies: &[String]) -> Vec<ChannelConfig> {
        let mut channels = Vec::with_capacity(raw.len());
        for channel in raw {
            let read = self.channel(channel, &channels, companies);
            channels.extend(self.keep(read));
        }
        channels
    }

    /// Reads a channel; `channels` are those before it, and `companies` the codes of all companies.
    fn channel(
        &self,
        channel: RawChannel,
        channels: &[ChannelConfig],
        companies: &[String],
    ) -> Result<ChannelConfig, ConfigError> {
        let name = channel.name.as_ref();
        if name.trim().is_empty() {
            return Err(self.mistake(&channel.name, Phrase::new("config-channel-unnamed")));
        }
        let path = match (&channel.database, &channel.folder) {
            (Some(path), None) | (None, Some(path)) => self.resolve(path),
            (None, None) => {
                let message = Phrase::new("config-channel-without-source").with("channel", name);
                return Err(self.mistake(&channel.name, message));
            }
            (Some(_), Some(_)) => {
                let message = Phrase::new("config-channel-two-sources").with("channel", name);
                return Err(self.mistake(&channel.name, message));
            }
        };
        if channels.iter().any(|other| other.name.to_lowercase() == name.to_lowercase()) {
            let message = Phrase::new("config-channel-twice").with("channel", name);
            return Err(self.mistake(&channel.name, message));
        }
        if let (Some(_), Some((key, place))) = (&channel.database, channel.key_of_folder()) {
            let message = Phrase::new("config-key-of-folder").with("key", key);
            return Err(ConfigError::mistake(self.path, self.text, place, message));
        }
        if let Some(other) = channels.iter().find(|other| other.source.path() == path) {
            let message = Phrase::new("config-channel-same-source").with("channel", &other.name);
            return Err(self.mistake(&channel.name, message));
        }
        if let Some(other) = channels.iter().find(|other| other.id == *channel.id.as_ref()) {
            let message = Phrase::new("config-channel-same-id").with("channel", &other.name);
            return Err(self.mistake(&channel.id, message));
        }
        let code = channel.company.as_ref();
        let Some(company) = companies.iter().find(|known| known.eq_ignore_ascii_case(code)) else {
            let message = Phrase::new("config-no-company").with("company", code);
            return Err(self.mistake(&channel.company, message));
        };
        let source = match channel.folder {
            None => ChannelSource::Database(path),
            Some(_) => ChannelSource::Folder(FolderConfig {
                path,
                encoding: self.read(channel.encoding, |name| folder::encoding(&name)),
                culture: self.read(channel.culture, |name| folder::culture(&name)),
                headers: self.read(channel.header, folder::headers).unwrap_or_default(),
                settle: self.read(channel.settle, duration).unwrap_or(SETTLE),
                keep: self.read(channel.keep, at_least_one).unwrap_or(KEPT_PACKAGES) as usize,
            }),
        };
        Ok(ChannelConfig {
            company: company.clone(),
            id: *channel.id.as_ref(),
            name: channel.name.into_inner(),
            source,
            zone: self.read(channel.timezone, |text| zone(&text)).unwrap_or_default(),
        })
    }

    fn rules(&self, raw: RawReference) -> Rules {
        let countries = self.countries(raw.countries);
        let mut postal_codes = HashMap::new();
        for (country, written) in raw.postal_codes {
            let code = country.as_ref();
            if !is_known_country(code) && !countries.contains(code) {
                let unknown = self.mistake(&country, Phrase::new("config-country").with("value", code));
                self.mistakes.borrow_mut().push(unknown);
            }
            if let Some(pattern) = self.read(Some(written), pattern) {
                postal_codes.insert(country.into_inner(), pattern);
            }
        }
        let rules = Rules {
            customer_groups: raw.customer_groups,
            affiliations: raw.affiliations,
            attributes: raw.attributes,
            values: BTreeMap::new(),
            lengths: self.keep(self.lengths(raw.lengths)).unwrap_or_default(),
            countries,
            postal_codes,
        };
        Rules { values: self.keep(self.values(raw.values, &rules)).unwrap_or_default(), ..rules }
    }

    fn countries(&self, raw: Vec<Spanned<String>>) -> Vec<String> {
        raw.into_iter().filter_map(|country| self.keep(self.country(country))).collect()
    }

    fn country(&self, country: Spanned<String>) -> Result<String, ConfigError> {
        let code = country.as_ref();
        let is_code = code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
        let successors = successors_of_country(code);
        let message = if !is_code {
            Phrase::new("config-country-no-code").with("value", code)
        } else if is_known_country(code) {
            Phrase::new("config-country-known").with("value", code)
        } else if !successors.is_empty() {
            Phrase::new("config-country-withdrawn").with("value", code).with("successors", successors.join(", "))
        } else {
            return Ok(country.into_inner());
        };
        Err(self.mistake(&country, message))
    }

    fn values(
        &self,
        raw: BTreeMap<Spanned<String>, Vec<Spanned<String>>>,
        rules: &Rules,
    ) -> Result<BTreeMap<&'static str, Vec<String>>, ConfigError> {
        let mut lists = BTreeMap::new();
        for (name, values) in raw {
            let field = self.field(&name)?;
            if values.is_empty() {
                return Err(self.mistake(&name, Phrase::new("config-no-values").with("field", field.name)));
            }
            let values = values.into_iter().map(|value| self.value(field, value, rules)).collect::<Result<_, _>>()?;
            if lists.insert(field.name, values).is_some() {
                return Err(self.twice(&name, field));
            }
        }
        Ok(lists)
    }

    /// Returns a value of a list, which a record must be able to have.
    fn value(&self, field: &Field, value: Spanned<String>, rules: &Rules) -> Result<String, ConfigError> {
        let text = value.as_ref();
        let message = if text.is_empty() {
            Phrase::new("config-empty-value")
        } else if trimmed(text) != text {
            Phrase::new("config-untrimmed-value").with("value", text)
        } else if !may_hold(field, text, rules) {
            Phrase::new("config-invalid-value").with("value", text).with("field", field.name)
        } else {
            return Ok(value.into_inner());
        };
        Err(self.mistake(&value, message))
    }

    fn lengths(
        &self,
        raw: BTreeMap<Spanned<String>, Spanned<usize>>,
    ) -> Result<BTreeMap<&'static str, usize>, ConfigError> {
        let mut lengths = BTreeMap::new();
        for (name, most) in raw {
            let field = self.field(&name)?;
            if field.field_type != FieldType::Text {
                return Err(self.mistake(&name, Phrase::new("config-no-length").with("field", field.name)));
            }
            if *most.as_ref() == 0 {
                return Err(self.mistake(&most, Phrase::new("config-at-least").with("least", 1)));
            }
            if lengths.insert(field.name, most.into_inner()).is_some() {
                return Err(self.twice(&name, field));
            }
        }
        Ok(lengths)
    }

    fn twice(&self, name: &Spanned<String>, field: &Field) -> ConfigError {
        self.mistake(name, Phrase::new("config-field-twice").with("field", field.name))
    }

    /// Returns the field with that name, in any case.
    fn field(&self, name: &Spanned<String>) -> Result<&'static Field, ConfigError> {
        let mut fields = RecordKind::ALL.into_iter().flat_map(RecordKind::fields);
        let wanted = name.as_ref();
        fields.clone().find(|field| field.name.eq_ignore_ascii_case(wanted)).ok_or_else(|| {
            let unknown = Phrase::new("config-no-field").with("field", wanted);
            let nearest = suggest::nearest(wanted, fields.by_ref().map(|field| field.name));
            self.mistake(name, with_nearest(unknown, nearest))
        })
    }
}

/// Whether the rules accept a value of a field in a record of which nothing else is known.
fn may_hold(field: &Field, value: &str, rules: &Rules) -> bool {
    if field.field_type == FieldType::Integer && value.parse::<i64>().is_err() {
        return false;
    }
    let kinds = RecordKind::ALL.into_iter().filter(|kind| kind.position(field.name).is_some());
    let mut problems = kinds.flat_map(|kind| check_value(kind, field.name, value, rules));
    !problems.any(|problem| problem.field == field.name)
}
