//! What a configuration comes to: each key with its value, and the line that says so.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use serde_json::{Value as Json, json};
use toml::de::{DeTable, DeValue};

use super::settings::{AnchorsFile, ChannelConfig, ChannelSource, CompanyConfig, Config, FolderConfig};
use crate::model::Defaults;

/// A key of the configuration, as it counts.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Setting {
    /// As the document of the configuration names it, such as `channels[].name`, with the name of the channel: `channels.Houston.id`.
    pub(crate) key: String,
    /// Null if there is none, and no default either.
    pub(crate) value: Json,
    /// The line of the file, counted from 1; `None` for a default.
    pub(crate) line: Option<usize>,
}

/// Returns what counts of a configuration with this text. Passwords are no part of it.
pub(crate) fn settings(config: &Config, text: &str) -> Vec<Setting> {
    let mut list = SettingList { lines: lines_of(text), settings: Vec::new() };
    list.add("store", config.store.to_string().into());
    list.add("store_mode", format!("{:04o}", config.store_mode).into());
    list.add("language", config.language.map_or(Json::Null, |language| language.code().into()));
    let jobs = &config.jobs;
    list.add("jobs.batch_size", jobs.batch_size.into());
    list.add("jobs.try_count", jobs.try_count.into());
    list.add("jobs.orphan_after", time(jobs.orphan_after));
    list.add("jobs.gap_after", time(jobs.gap_after));
    list.add("jobs.clock_tolerance", time(jobs.clock_tolerance));
    list.add("jobs.channel_timeout", time(jobs.channel_timeout));
    list.add("jobs.max_value", jobs.max_value.of_value().into());
    list.add("jobs.keep", time(jobs.keep));
    list.add(
        "trail.anchors",
        match &config.trail.anchors {
            AnchorsFile::Beside => Json::Null,
            AnchorsFile::File(file) => file.to_string_lossy().into(),
            AnchorsFile::Nowhere => "".into(),
        },
    );
    list.add("trail.syslog", config.trail.syslog.into());
    list.add("status.max_age", config.status.max_age.0.map_or_else(|| "none".into(), time));
    for (code, company) in &config.companies {
        list.add_company(code, company);
    }
    for (at, channel) in config.channels.iter().enumerate() {
        list.add_channel(at, channel);
    }
    list.add_rules(config);
    list.settings
}

struct SettingList {
    lines: HashMap<String, usize>,
    settings: Vec<Setting>,
}

impl SettingList {
    fn add(&mut self, key: &str, value: Json) {
        self.add_as(key.to_owned(), key, value);
    }

    /// Adds a key that has another path in the file.
    fn add_as(&mut self, key: String, path: &str, value: Json) {
        let line = self.lines.get(path).copied();
        self.settings.push(Setting { key, value, line });
    }

    fn add_company(&mut self, code: &str, company: &CompanyConfig) {
        let CompanyConfig { number_sequence, defaults: Defaults { currency, language, customer_group } } = company;
        let mut add = |key: &str, value: Json| self.add(&format!("companies.{code}.{key}"), value);
        add("number_sequence", number_sequence.to_string().into());
        add("currency", currency.clone().into());
        add("language", language.clone().into());
        add("customer_group", customer_group.clone().into());
    }

    fn add_channel(&mut self, at: usize, channel: &ChannelConfig) {
        let mut add = |key: &str, value: Json| {
            self.add_as(format!("channels.{}.{key}", channel.name), &format!("channels[{at}].{key}"), value);
        };
        add("name", channel.name.clone().into());
        add("id", channel.id.into());
        add("company", channel.company.clone().into());
        add(channel.source.name(), channel.source.path().to_string_lossy().into());
        add("timezone", channel.zone.to_string().into());
        if let ChannelSource::Folder(FolderConfig { path: _, encoding, culture, headers, settle, keep }) =
            &channel.source
        {
            add("encoding", encoding.map_or(Json::Null, |encoding| encoding.name().into()));
            add("culture", culture.map_or(Json::Null, |culture| culture.name().into()));
            let headers: BTreeMap<_, _> = headers.iter().map(|(kind, columns)| (kind.table(), columns)).collect();
            add("header", if headers.is_empty() { Json::Null } else { json!(headers) });
            add("settle", time(*settle));
            add("keep", (*keep).into());
        }
    }

    fn add_rules(&mut self, config: &Config) {
        let rules = &config.rules;
        self.add("reference.customer_groups", rules.customer_groups.clone().into());
        self.add("reference.affiliations", rules.affiliations.clone().into());
        self.add("reference.countries", rules.countries.clone().into());
        for (name, attribute_type) in rules.attributes.iter().flatten() {
            self.add(&format!("reference.attributes.{name}"), attribute_type.name().into());
        }
        let patterns: BTreeMap<_, _> = rules.postal_codes.iter().collect();
        for (country, pattern) in patterns {
            self.add(&format!("reference.postal_codes.{country}"), pattern.as_str().into());
        }
        for (field, values) in &rules.values {
            self.add(&format!("reference.values.{field}"), values.clone().into());
        }
        for (field, most) in &rules.lengths {
            self.add(&format!("reference.lengths.{field}"), (*most).into());
        }
    }
}

/// Returns a time in its largest unit that is whole, as the file has it.
fn time(time: Duration) -> Json {
    let units = [(86_400, "d"), (3_600, "h"), (60, "m"), (1, "s")];
    let seconds = time.as_secs();
    let whole = units.iter().find(|(unit, _)| time.subsec_nanos() == 0 && seconds > 0 && seconds.is_multiple_of(*unit));
    whole
        .map_or_else(
            || humantime::format_duration(time).to_string(),
            |(unit, name)| format!("{}{name}", seconds / unit),
        )
        .into()
}

/// Returns the line of each key, by its path, such as `channels[0].name`.
fn lines_of(text: &str) -> HashMap<String, usize> {
    let mut lines = HashMap::new();
    if let Ok(table) = DeTable::parse(text) {
        note_lines(table.get_ref(), "", text, &mut lines);
    }
    lines
}

fn note_lines(table: &DeTable<'_>, before: &str, text: &str, lines: &mut HashMap<String, usize>) {
    for (key, value) in table {
        let path = format!("{before}{}", key.get_ref());
        lines.insert(path.clone(), text[..key.span().start.min(text.len())].matches('\n').count() + 1);
        match value.get_ref() {
            DeValue::Table(table) => note_lines(table, &format!("{path}."), text, lines),
            DeValue::Array(array) => {
                for (at, element) in array.iter().enumerate() {
                    if let DeValue::Table(table) = element.get_ref() {
                        note_lines(table, &format!("{path}[{at}]."), text, lines);
                    }
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use pretty_assertions::assert_eq;

    use super::*;

    #[test]
    fn each_key_has_its_value_and_its_line() {
        let text = "store = \"hq.db\"\n[jobs]\nkeep = \"90d\"\n[companies.USRT]\nnumber_sequence = \"C-#\"\n\
            [[channels]]\nname = \"Houston\"\nid = 1\ncompany = \"usrt\"\ndatabase = \"h.db\"\n[reference.lengths]\nCounty = 60\n";
        let config = Config::parse(text, Path::new("/etc/hqsync/hqsync.toml")).unwrap();
        let settings = settings(&config, text);
        let of = |key: &str| {
            let setting = settings.iter().find(|setting| setting.key == key).unwrap_or_else(|| panic!("no {key}"));
            (setting.value.clone(), setting.line)
        };
        assert_eq!(of("store"), (json!("/etc/hqsync/hq.db"), Some(1)));
        assert_eq!(of("store_mode"), (json!("0600"), None));
        assert_eq!(of("jobs.keep"), (json!("90d"), Some(3)));
        assert_eq!(of("jobs.try_count"), (json!(3), None));
        assert_eq!(of("companies.USRT.currency"), (Json::Null, None));
        assert_eq!(of("channels.Houston.database"), (json!("/etc/hqsync/h.db"), Some(10)));
        assert_eq!(of("channels.Houston.company"), (json!("USRT"), Some(9)));
        assert_eq!(of("reference.lengths.County"), (json!(60), Some(12)));
    }
}
