//! The configuration as it is written, and its checks.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::time::Duration;

use regex_lite::Regex;
use serde::{Deserialize, Deserializer, de};
use toml::Spanned;

use super::error::ConfigError;
use super::max_age::MaxAge;
use super::settings::{
    AnchorsFile, ChannelConfig, ChannelSource, CompanyConfig, Config, JobsConfig, StatusConfig, TrailConfig,
};
use super::size::WrittenSize;
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
    #[serde(default = "default_store")]
    store: PathBuf,
    #[serde(default)]
    store_mode: WrittenMode,
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

fn default_store() -> PathBuf {
    "headquarters.db".into()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
struct RawJobs {
    batch_size: AtLeastOne,
    try_count: AtLeastOne,
    orphan_after: WrittenDuration,
    gap_after: WrittenDuration,
    clock_tolerance: WrittenDuration,
    channel_timeout: TimeLimit,
    max_value: WrittenLimit,
    keep: WrittenDuration,
}

impl Default for RawJobs {
    fn default() -> Self {
        // The batch size is chosen by measurement: see `benches/README.md`.
        let hours = |hours: u64| WrittenDuration(Duration::from_secs(hours * 60 * 60));
        Self {
            batch_size: AtLeastOne(20_000),
            try_count: AtLeastOne(3),
            orphan_after: hours(7 * 24),
            gap_after: hours(2 * 24),
            clock_tolerance: hours(1),
            channel_timeout: TimeLimit(Duration::from_secs(5 * 60)),
            max_value: WrittenLimit(ValueLimit::DEFAULT),
            keep: hours(400 * 24),
        }
    }
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
    max_age: MaxAge,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCompany {
    number_sequence: NumberSequence,
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
    #[serde(default)]
    timezone: WrittenZone,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct RawReference {
    customer_groups: Option<Vec<String>>,
    affiliations: Option<Vec<String>>,
    attributes: Option<BTreeMap<String, AttributeType>>,
    countries: Vec<Spanned<String>>,
    postal_codes: BTreeMap<Spanned<String>, WrittenPattern>,
    values: BTreeMap<Spanned<String>, Vec<Spanned<String>>>,
    lengths: BTreeMap<Spanned<String>, Spanned<usize>>,
}

#[derive(Clone, Copy)]
struct AtLeastOne(u32);

impl<'de> Deserialize<'de> for AtLeastOne {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match u32::deserialize(deserializer)? {
            0 => Err(de::Error::custom("must be at least 1")),
            number => Ok(Self(number)),
        }
    }
}

/// Permissions of a file with customers' data: its owner reads and writes it, others have no part in it.
#[derive(Clone, Copy)]
struct WrittenMode(u32);

impl Default for WrittenMode {
    fn default() -> Self {
        Self(PRIVATE)
    }
}

impl<'de> Deserialize<'de> for WrittenMode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        match text.trim_start_matches("0o").trim_start_matches('0') {
            "600" => Ok(Self(PRIVATE)),
            "640" => Ok(Self(0o640)),
            "660" => Ok(Self(0o660)),
            _ => Err(de::Error::custom(format!(
                "`{text}` is not a mode of a store: `0600` lets only its owner use it, `0640` lets its group read, `0660` read \
                 and write"
            ))),
        }
    }
}

#[derive(Clone, Copy)]
struct WrittenDuration(Duration);

impl<'de> Deserialize<'de> for WrittenDuration {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let wrong = |_| de::Error::custom(format!("`{text}` is not a duration, such as `7d` or `12h`"));
        humantime::parse_duration(&text).map(Self).map_err(wrong)
    }
}

/// A duration in which something can be done.
#[derive(Clone, Copy)]
struct TimeLimit(Duration);

impl<'de> Deserialize<'de> for TimeLimit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let WrittenDuration(limit) = WrittenDuration::deserialize(deserializer)?;
        if limit < Duration::from_secs(1) {
            return Err(de::Error::custom("must be at least `1s`"));
        }
        Ok(Self(limit))
    }
}

#[derive(Clone, Copy)]
struct WrittenLimit(ValueLimit);

impl<'de> Deserialize<'de> for WrittenLimit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let WrittenSize(bytes) = WrittenSize::deserialize(deserializer)?;
        let (lowest, highest) = (ValueLimit::LOWEST.of_value(), ValueLimit::HIGHEST.of_value());
        let wrong = || de::Error::custom(format!("must be from {lowest} to {highest} bytes"));
        ValueLimit::new(bytes).map(Self).ok_or_else(wrong)
    }
}

/// The time zone of a channel that stores local time.
#[derive(Clone, Copy, Default)]
struct WrittenZone(TimeZone);

impl<'de> Deserialize<'de> for WrittenZone {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        TimeZone::from_name(&text).map(Self).ok_or_else(|| {
            let hint = suggest::hint(&text, TimeZone::names(), || "an example is `Europe/Amsterdam`".to_owned());
            de::Error::custom(format!("`{text}` is not a time zone of the IANA database; {hint}"))
        })
    }
}

struct WrittenPattern(Regex);

impl<'de> Deserialize<'de> for WrittenPattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let wrong = |_| de::Error::custom(format!("`{text}` is not a regular expression"));
        Regex::new(&text).map(Self).map_err(wrong)
    }
}

/// Reads and checks the text of the file `path`.
pub(super) fn read(text: &str, path: &Path) -> Result<Config, ConfigError> {
    let raw: RawConfig = toml::from_str(text).map_err(|error| ConfigError::from_toml(path, text, &error))?;
    let reader = ConfigReader { text, path };
    let companies = reader.companies(raw.companies)?;
    Ok(Config {
        store: reader.resolve(&raw.store),
        store_mode: raw.store_mode.0,
        language: raw.language,
        jobs: JobsConfig {
            batch_size: raw.jobs.batch_size.0 as usize,
            try_count: raw.jobs.try_count.0,
            orphan_after: raw.jobs.orphan_after.0,
            gap_after: raw.jobs.gap_after.0,
            clock_tolerance: raw.jobs.clock_tolerance.0,
            channel_timeout: raw.jobs.channel_timeout.0,
            max_value: raw.jobs.max_value.0,
            keep: raw.jobs.keep.0,
        },
        trail: TrailConfig { anchors: reader.anchors(raw.trail.anchors.as_deref()), syslog: raw.trail.syslog },
        status: StatusConfig { max_age: raw.status.max_age },
        channels: reader.channels(raw.channels, &companies)?,
        companies,
        rules: reader.rules(raw.reference)?,
    })
}

struct ConfigReader<'a> {
    text: &'a str,
    path: &'a Path,
}

impl ConfigReader<'_> {
    /// A path of the configuration: relative to its file, since cron runs elsewhere.
    fn resolve(&self, path: &Path) -> PathBuf {
        self.path.parent().unwrap_or(Path::new("")).join(path)
    }

    fn anchors(&self, written: Option<&Path>) -> AnchorsFile {
        match written {
            None => AnchorsFile::Beside,
            Some(path) if path.as_os_str().is_empty() => AnchorsFile::Nowhere,
            Some(path) => AnchorsFile::File(self.resolve(path)),
        }
    }

    fn mistake<T>(&self, place: &Spanned<T>, message: &str) -> ConfigError {
        ConfigError::mistake(self.path, self.text, place.span(), message)
    }

    fn companies(&self, raw: BTreeMap<String, RawCompany>) -> Result<BTreeMap<String, CompanyConfig>, ConfigError> {
        let company = |(code, company): (String, RawCompany)| {
            let currency = self.known(company.currency, is_known_currency, "an ISO 4217 currency")?;
            let language = self.known(company.language, is_known_language, "a known BCP 47 language")?;
            let defaults = Defaults { currency, language, customer_group: company.customer_group };
            Ok((code, CompanyConfig { number_sequence: company.number_sequence, defaults }))
        };
        raw.into_iter().map(company).collect()
    }

    fn known(
        &self,
        value: Option<Spanned<String>>,
        is_known: fn(&str) -> bool,
        what: &str,
    ) -> Result<Option<String>, ConfigError> {
        match value {
            Some(value) if !is_known(value.as_ref()) => {
                Err(self.mistake(&value, &format!("`{}` is not {what}", value.as_ref())))
            }
            value => Ok(value.map(Spanned::into_inner)),
        }
    }

    fn channels(
        &self,
        raw: Vec<RawChannel>,
        companies: &BTreeMap<String, CompanyConfig>,
    ) -> Result<Vec<ChannelConfig>, ConfigError> {
        let mut channels: Vec<ChannelConfig> = Vec::with_capacity(raw.len());
        for channel in raw {
            let name = channel.name.as_ref();
            if name.trim().is_empty() {
                return Err(self.mistake(&channel.name, "a channel needs a name"));
            }
            let source = match (&channel.database, &channel.folder) {
                (Some(database), None) => ChannelSource::Database(self.resolve(database)),
                (None, Some(folder)) => ChannelSource::Folder(self.resolve(folder)),
                (None, None) => {
                    let message = format!("channel `{name}` needs a `database` or a `folder`");
                    return Err(self.mistake(&channel.name, &message));
                }
                (Some(_), Some(_)) => {
                    let message = format!("channel `{name}` has both a `database` and a `folder`");
                    return Err(self.mistake(&channel.name, &message));
                }
            };
            if channels.iter().any(|other| other.name.to_lowercase() == name.to_lowercase()) {
                return Err(self.mistake(&channel.name, &format!("there are two channels `{name}`")));
            }
            if let Some(other) = channels.iter().find(|other| other.source == source) {
                let message = format!("channel `{}` has the same database or folder", other.name);
                return Err(self.mistake(&channel.name, &message));
            }
            if let Some(other) = channels.iter().find(|other| other.id == *channel.id.as_ref()) {
                return Err(self.mistake(&channel.id, &format!("channel `{}` has the same id", other.name)));
            }
            let code = channel.company.as_ref();
            let Some(company) = companies.keys().find(|known| known.eq_ignore_ascii_case(code)) else {
                let message = format!("there is no company `{code}`; add a table `[companies.{code}]`");
                return Err(self.mistake(&channel.company, &message));
            };
            channels.push(ChannelConfig {
                company: company.clone(),
                id: *channel.id.as_ref(),
                name: channel.name.into_inner(),
                source,
                zone: channel.timezone.0,
            });
        }
        Ok(channels)
    }

    fn rules(&self, raw: RawReference) -> Result<Rules, ConfigError> {
        let countries = self.countries(raw.countries)?;
        let mut postal_codes = HashMap::new();
        for (country, pattern) in raw.postal_codes {
            let code = country.as_ref();
            if !is_known_country(code) && !countries.contains(code) {
                let message = format!("`{code}` is not an ISO 3166-1 alpha-3 country, nor one of `countries`");
                return Err(self.mistake(&country, &message));
            }
            postal_codes.insert(country.into_inner(), pattern.0);
        }
        let rules = Rules {
            customer_groups: raw.customer_groups,
            affiliations: raw.affiliations,
            attributes: raw.attributes,
            values: BTreeMap::new(),
            lengths: self.lengths(raw.lengths)?,
            countries,
            postal_codes,
        };
        Ok(Rules { values: self.values(raw.values, &rules)?, ..rules })
    }

    fn countries(&self, raw: Vec<Spanned<String>>) -> Result<Vec<String>, ConfigError> {
        raw.into_iter().map(|country| self.country(country)).collect()
    }

    fn country(&self, country: Spanned<String>) -> Result<String, ConfigError> {
        let code = country.as_ref();
        let is_code = code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
        let successors = successors_of_country(code);
        let message = if !is_code {
            format!("`{code}` is not a code of three capital letters")
        } else if is_known_country(code) {
            format!("`{code}` is known without the configuration")
        } else if !successors.is_empty() {
            format!("`{code}` is a withdrawn country, replaced by {}", successors.join(", "))
        } else {
            return Ok(country.into_inner());
        };
        Err(self.mistake(&country, &message))
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
                let message = format!("`{}` has no values, so any would be refused; leave it out", field.name);
                return Err(self.mistake(&name, &message));
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
            "an empty value is always valid; leave it out".to_owned()
        } else if trimmed(text) != text {
            format!("`{text}` has white or invisible characters around it, which values never have")
        } else if !may_hold(field, text, rules) {
            format!("`{text}` is never a valid value of `{}`", field.name)
        } else {
            return Ok(value.into_inner());
        };
        Err(self.mistake(&value, &message))
    }

    fn lengths(
        &self,
        raw: BTreeMap<Spanned<String>, Spanned<usize>>,
    ) -> Result<BTreeMap<&'static str, usize>, ConfigError> {
        let mut lengths = BTreeMap::new();
        for (name, most) in raw {
            let field = self.field(&name)?;
            if field.field_type != FieldType::Text {
                return Err(self.mistake(&name, &format!("`{}` is not a text, so it has no length", field.name)));
            }
            if *most.as_ref() == 0 {
                return Err(self.mistake(&most, "must be at least 1"));
            }
            if lengths.insert(field.name, most.into_inner()).is_some() {
                return Err(self.twice(&name, field));
            }
        }
        Ok(lengths)
    }

    fn twice(&self, name: &Spanned<String>, field: &Field) -> ConfigError {
        self.mistake(name, &format!("`{}` is there twice; upper and lower case are the same", field.name))
    }

    /// Returns the field with that name, in any case.
    fn field(&self, name: &Spanned<String>) -> Result<&'static Field, ConfigError> {
        let mut fields = RecordKind::ALL.into_iter().flat_map(RecordKind::fields);
        let wanted = name.as_ref();
        fields.clone().find(|field| field.name.eq_ignore_ascii_case(wanted)).ok_or_else(|| {
            let known =
                suggest::hint(wanted, fields.by_ref().map(|field| field.name), || "see `hqsync fields`".to_owned());
            self.mistake(name, &format!("`{wanted}` is not a field; {known}"))
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
