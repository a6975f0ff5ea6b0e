//! What is left when all is done, in a form that does not depend on the order in which channels were uploaded.

use std::collections::{BTreeMap, BTreeSet};

use hqsync_support::rows_of;
use hqsync_support::tables::{Channel, DOWNLOAD_TABLES, UPLOAD_TABLES};
use rusqlite::Connection;

use super::invent::{CHANNELS, NAMES};
use super::world::World;

/// The end of a world.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct EndState {
    /// Operations, the channels' tables and what filters find, a line each. Instead of accounts and numbers of parties they
    /// have the GUID that the customer had before.
    lines: BTreeSet<String>,
    /// The account of each GUID, by company: it depends on the order of arrival.
    pub(crate) accounts: BTreeMap<(&'static str, String), String>,
}

impl EndState {
    /// Reads what the program and the channels have, and checks what holds in every world: the audit trail agrees, the
    /// accounts of a company are consecutive and none is given twice.
    #[track_caller]
    pub(crate) fn of(world: &World) -> Self {
        world.verify();
        let channels: Vec<_> =
            CHANNELS.iter().filter_map(|channel| Some((channel, database_of(world, channel)?))).collect();
        let accounts = accounts(&channels);
        let mut lines = BTreeSet::new();
        let mut add = |line: String| assert!(!lines.contains(&line) && lines.insert(line.clone()), "twice: {line}");
        operations(world, &accounts).into_iter().for_each(&mut add);
        for (channel, database) in &channels {
            channel_lines(database, channel, &accounts).into_iter().for_each(&mut add);
        }
        found(world).into_iter().for_each(&mut add);
        Self { lines, accounts }
    }

    /// Compares with the end of an undisturbed world; says what differs.
    #[track_caller]
    pub(crate) fn assert_is(&self, undisturbed: &Self, what: &str) {
        let some = |lines: Vec<&String>| lines.into_iter().take(8).cloned().collect::<Vec<_>>().join("\n  ");
        let missing = some(undisturbed.lines.difference(&self.lines).collect());
        let new = some(self.lines.difference(&undisturbed.lines).collect());
        assert!(missing.is_empty() && new.is_empty(), "{what}\nundisturbed:\n  {missing}\nthis world:\n  {new}");
    }

    /// As [`Self::assert_is`], and every customer has the very account of the undisturbed world.
    #[track_caller]
    pub(crate) fn assert_is_exactly(&self, undisturbed: &Self, what: &str) {
        self.assert_is(undisturbed, what);
        assert!(self.accounts == undisturbed.accounts, "{what}: other customers have other accounts");
    }
}

/// The database of a channel, if the world has it: that of a folder after all its packages were loaded.
#[track_caller]
fn database_of(world: &World, channel: &Channel) -> Option<Connection> {
    if world.channel_folder(channel.name).exists() {
        return Some(world.loaded(channel.name));
    }
    world.channel_path(channel.name).exists().then(|| world.channel_db(channel.name))
}

/// The accounts of each company, which have to be 1, 2, 3 and so on, the same in each of its channels.
#[track_caller]
fn accounts(channels: &[(&Channel, Connection)]) -> BTreeMap<(&'static str, String), String> {
    let mut accounts = BTreeMap::new();
    for company in ["USRT", "NLRT"] {
        let of_channel = |(_, database): &(&Channel, Connection)| {
            let sql = "SELECT lower(CUSTACCOUNTASYNC), ACCOUNTNUM FROM RETAILCUSTTABLE ORDER BY ACCOUNTNUM";
            rows_of(database, sql)
        };
        let mut channels = channels.iter().filter(|(channel, _)| channel.company == company);
        let Some(first) = channels.next().map(of_channel) else { continue };
        assert!(channels.all(|other| of_channel(other) == first), "the channels of {company} have different accounts");
        let prefix = if company == "USRT" { "C-" } else { "NL" };
        for (number, row) in (1..).zip(first) {
            assert_eq!(row[1], format!("{prefix}{number:06}"), "accounts are consecutive");
            let before = accounts.insert((company, row[0].clone()), row[1].clone());
            assert_eq!(before, None, "a customer has two accounts");
        }
    }
    accounts
}

/// What became of each operation.
fn operations(world: &World, accounts: &BTreeMap<(&'static str, String), String>) -> Vec<String> {
    let columns = "channel,table,counter,status,errors,record,operation,timestamp,company,edited,async,account";
    let listed = world.run(&["list", "--all", "--format", "csv", "--columns", columns]).exits(0);
    let known: BTreeSet<_> = accounts.values().collect();
    let rows = csv::Reader::from_reader(listed.stdout.as_bytes()).into_records().map(|row| {
        let row = row.unwrap();
        let mut row: Vec<_> = row.iter().map(str::to_owned).collect();
        // A row whose time cannot be read and whose customer has none has the time of its receipt nowhere.
        let account = row.pop().unwrap();
        assert!(account.is_empty() || known.contains(&account), "no channel knows the account {account}");
        row.push(if account.is_empty() { "no account" } else { "an account" }.to_owned());
        row.join("|")
    });
    rows.collect()
}

/// What a filter that goes to the search index finds.
fn found(world: &World) -> Vec<String> {
    let expression = format!("CustName ~ \"{}\" or CustName ~ \"{}\"", NAMES[0], NAMES[1]);
    let words = ["filter", expression.as_str(), "--format", "csv", "--no-header", "--columns", "channel,table,counter"];
    let outcome = world.run(&words).exits(0);
    outcome.stdout.lines().map(|line| format!("found|{line}")).collect()
}

/// What a channel has downloaded, and which of its own rows are completed.
fn channel_lines(
    database: &Connection,
    channel: &Channel,
    accounts: &BTreeMap<(&'static str, String), String>,
) -> Vec<String> {
    let name = channel.name;
    let mut guids: BTreeMap<&str, &str> = BTreeMap::new();
    for ((company, guid), account) in accounts {
        if *company == channel.company {
            guids.insert(account, guid);
        }
    }
    let parties: BTreeMap<String, String> = rows_of(database, "SELECT PARTY, ACCOUNTNUM FROM CUSTTABLE")
        .into_iter()
        .map(|row| (row[0].clone(), guids[row[1].as_str()].to_owned()))
        .collect();
    let mut lines = Vec::new();
    for table in DOWNLOAD_TABLES {
        for row in rows_of(database, &format!("SELECT * FROM {table}")) {
            let value = |value: &String| {
                let guid = guids.get(value.as_str()).copied().or(parties.get(value).map(String::as_str));
                guid.unwrap_or(value).to_owned()
            };
            lines.push(format!("{name}|{table}|{}", row.iter().map(value).collect::<Vec<_>>().join("|")));
        }
    }
    for table in UPLOAD_TABLES {
        let sql = format!("SELECT REPLICATIONCOUNTERFROMORIGIN, ONLINEOPERATIONCOMPLETED FROM {table}");
        lines.extend(rows_of(database, &sql).iter().map(|row| format!("{name}|{table}|{}", row.join(" completed "))));
    }
    lines
}
