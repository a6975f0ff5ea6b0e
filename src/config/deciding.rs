//! What the configuration decides: how operations are checked and applied, and which account a customer gets. The audit
//! trail notes it; paths, languages and time limits decide nothing.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json, json};

use super::settings::{ChannelConfig, CompanyConfig, Config, JobsConfig};
use crate::model::{Defaults, hex};
use crate::trail::list_digest;
use crate::validate::{Rules, built_in_postal_code};

/// The most values of a list that are written out; a longer list is its length and digest.
const WRITTEN_OUT: usize = 50;

impl Config {
    /// Returns what the configuration decides, as a JSON object with the keys of the file. The version of the program is
    /// part of it, since that decides what is checked without a configuration.
    pub(crate) fn deciding(&self) -> Map<String, Json> {
        let companies = self.companies.iter().map(|(code, company)| (code.clone(), of_company(company)));
        let mut deciding = Map::from_iter([
            ("hqsync".to_owned(), env!("CARGO_PKG_VERSION").into()),
            ("jobs".to_owned(), of_jobs(&self.jobs)),
            ("companies".to_owned(), companies.collect()),
            ("reference".to_owned(), of_rules(&self.rules)),
        ]);
        let local = self.channels.iter().filter(|channel| !channel.zone.is_utc());
        let local: Map<_, _> = local.map(|channel| (channel.name.clone(), of_channel(channel))).collect();
        if !local.is_empty() {
            deciding.insert("channels".to_owned(), local.into());
        }
        deciding
    }
}

fn of_jobs(jobs: &JobsConfig) -> Json {
    // The others decide when something happens, but not what.
    let JobsConfig {
        batch_size: _,
        try_count: _,
        channel_timeout: _,
        orphan_after,
        gap_after: _,
        clock_tolerance,
        max_value,
        keep: _,
    } = jobs;
    json!({
        "orphan_after": humantime::format_duration(*orphan_after).to_string(),
        "clock_tolerance": humantime::format_duration(*clock_tolerance).to_string(),
        "max_value": max_value.of_value(),
    })
}

fn of_channel(channel: &ChannelConfig) -> Json {
    json!({"timezone": channel.zone.to_string()})
}

fn of_company(company: &CompanyConfig) -> Json {
    let CompanyConfig { number_sequence, defaults: Defaults { currency, language, customer_group } } = company;
    let keys = [("currency", currency), ("language", language), ("customer_group", customer_group)];
    let defaults = keys.into_iter().filter_map(|(key, value)| Some((key, value.clone()?)));
    let sequence = ("number_sequence", number_sequence.to_string());
    std::iter::once(sequence).chain(defaults).map(|(key, value)| (key.to_owned(), Json::from(value))).collect()
}

/// Lists that are left out are not there. Of the postal codes, those are there that differ from the built-in ones.
fn of_rules(rules: &Rules) -> Json {
    let Rules { customer_groups, affiliations, attributes, countries, postal_codes, values, lengths } = rules;
    let lists = [("customer_groups", customer_groups), ("affiliations", affiliations)];
    let lists = lists.into_iter().filter_map(|(key, list)| Some((key.to_owned(), written(list.clone()?))));
    let attributes = attributes.as_ref().map(|attributes| {
        let types = attributes.iter().map(|(name, attribute_type)| format!("{name}: {}", attribute_type.name()));
        ("attributes".to_owned(), written(types.collect()))
    });
    let is_own = |country: &str, pattern: &str| built_in_postal_code(country) != Some(pattern);
    let own: BTreeMap<_, _> = postal_codes.iter().filter(|(country, regex)| is_own(country, regex.as_str())).collect();
    let own: Vec<_> = own.into_iter().map(|(country, regex)| format!("{country}: {}", regex.as_str())).collect();
    let postal_codes = (!own.is_empty()).then(|| ("postal_codes".to_owned(), written(own)));
    let countries = (!countries.is_empty()).then(|| ("countries".to_owned(), written(countries.clone())));
    let lengths: Vec<_> = lengths.iter().map(|(field, most)| format!("{field}: {most}")).collect();
    let lengths = (!lengths.is_empty()).then(|| ("lengths".to_owned(), written(lengths)));
    let values: Map<_, _> = values.iter().map(|(field, list)| ((*field).to_owned(), written(list.clone()))).collect();
    let values = (!values.is_empty()).then(|| ("values".to_owned(), Json::Object(values)));
    lists.chain(attributes).chain(countries).chain(postal_codes).chain(lengths).chain(values).collect()
}

/// Returns a list, or length and digest of a long one.
fn written(list: Vec<String>) -> Json {
    if list.len() <= WRITTEN_OUT {
        return list.into();
    }
    json!({"values": list.len(), "digest": hex(&list_digest(&list))})
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn deciding(text: &str) -> String {
        Json::Object(Config::parse(text, Path::new("/etc/hqsync/hqsync.toml")).unwrap().deciding()).to_string()
    }

    #[test]
    fn what_decides_has_the_keys_of_the_file() {
        let text = "store = \"other.db\"\n[jobs]\norphan_after = \"36h\"\nbatch_size = 3\n\
            [companies.USRT]\nnumber_sequence = \"C-##\"\ncurrency = \"USD\"\n\
            [reference]\ncustomer_groups = [\"10\"]\n[reference.attributes]\nShoeSize = \"integer\"\n\
            [reference.postal_codes]\nUSA = '^X$'\n";
        let version = env!("CARGO_PKG_VERSION");
        let expected = format!(
            "{{\"hqsync\":\"{version}\",\"jobs\":{{\"orphan_after\":\"1day 12h\",\"clock_tolerance\":\"1h\",\"max_value\":65536}},\
             \"companies\":{{\"USRT\":{{\"number_sequence\":\"C-##\",\"currency\":\"USD\"}}}},\
             \"reference\":{{\"customer_groups\":[\"10\"],\"attributes\":[\"ShoeSize: integer\"],\
             \"postal_codes\":[\"USA: ^X$\"]}}}}"
        );
        assert_eq!(deciding(text), expected);
    }

    #[test]
    fn a_time_zone_decides_what_times_mean() {
        let channel = "[companies.USRT]\nnumber_sequence = \"C-##\"\n[[channels]]\nname = \"Delft\"\nid = 1\ncompany = \"USRT\"\n\
            database = \"a.db\"\n";
        assert!(!deciding(channel).contains("channels"));
        let local = deciding(&format!("{channel}timezone = \"europe/amsterdam\"\n"));
        assert!(local.ends_with("\"channels\":{\"Delft\":{\"timezone\":\"Europe/Amsterdam\"}}}"), "{local}");
    }

    #[test]
    fn a_long_list_is_its_length_and_digest() {
        let groups = |count: usize| format!("[reference]\ncustomer_groups = [{}]\n", "\"10\", ".repeat(count));
        assert!(deciding(&groups(51)).contains("\"customer_groups\":{\"values\":51,\"digest\":\""));
        assert!(deciding(&groups(50)).contains("\"customer_groups\":[\"10\""));
        let other = format!("{}affiliations = []\n", groups(51).replacen("10", "11", 1));
        assert_ne!(deciding(&groups(51)), deciding(&other));
    }

    #[test]
    fn what_decides_nothing_is_not_part_of_it() {
        let text = "store = \"a.db\"\nlanguage = \"nl\"\n[jobs]\nbatch_size = 7\ntry_count = 9\n";
        assert_eq!(deciding(text), deciding(""));
    }
}
