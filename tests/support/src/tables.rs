//! The tables of a channel database, and the companies and channels that a world can have.

/// Creates the tables of a channel: the program's own file.
pub const SCHEMA: &str = include_str!("../../../src/channel/schema.sql");

/// The tables that a channel uploads.
pub const UPLOAD_TABLES: [&str; 5] = [CUSTOMER, ADDRESS, CONTACT, AFFILIATION, ATTRIBUTE];

/// The upload table of customers.
pub const CUSTOMER: &str = "RETAILASYNCCUSTOMERV2";
/// The upload table of addresses.
pub const ADDRESS: &str = "RETAILASYNCADDRESSV2";
/// The upload table of contacts.
pub const CONTACT: &str = "RETAILASYNCCUSTOMERCONTACT";
/// The upload table of affiliations.
pub const AFFILIATION: &str = "RETAILASYNCCUSTOMERAFFILIATION";
/// The upload table of attributes.
pub const ATTRIBUTE: &str = "RETAILASYNCCUSTOMERATTRIBUTEV2";

/// The tables that are downloaded to a channel.
pub const DOWNLOAD_TABLES: [&str; 7] = [
    "CUSTTABLE",
    "RETAILCUSTTABLE",
    "DIRPARTYTABLE",
    "LOGISTICSPOSTALADDRESS",
    "LOGISTICSELECTRONICADDRESS",
    "RETAILCUSTAFFILIATION",
    "RETAILCUSTATTRIBUTE",
];

/// Companies and reference lists of every world; its channels follow.
pub const CONFIG: &str = r#"
[jobs]
try_count = 1
[companies.USRT]
number_sequence = "C-######"
currency = "USD"
language = "en-US"
customer_group = "30"
[companies.NLRT]
number_sequence = "NL######"
currency = "EUR"
language = "nl-NL"
customer_group = "30"
[companies.DKRT]
number_sequence = "DK-#####"
currency = "DKK"
language = "da-DK"
customer_group = "30"
[reference]
customer_groups = ["10", "20", "30", "40"]
affiliations = ["VIP", "Staff", "Student"]
[reference.attributes]
ShoeSize = "integer"
Newsletter = "boolean"
Nickname = "text"
Spend = "decimal"
"#;

/// A channel that a world can have.
#[derive(Debug, PartialEq, Eq)]
pub struct Channel {
    /// Its name in the configuration.
    pub name: &'static str,
    /// Its `ORIGINATINGCHANNEL`.
    pub id: i64,
    /// The code of its company.
    pub company: &'static str,
    /// Its database, below the folder of the world.
    pub file: &'static str,
}

/// A channel of the company USRT.
pub const HOUSTON: Channel =
    Channel { name: "Houston", id: 5_637_144_592, company: "USRT", file: "channels/houston.db" };
/// Another channel of the company USRT.
pub const SEATTLE: Channel =
    Channel { name: "Seattle", id: 5_637_144_593, company: "USRT", file: "channels/seattle.db" };
/// The channel of the company NLRT.
pub const AMSTERDAM: Channel =
    Channel { name: "Amsterdam", id: 5_637_144_594, company: "NLRT", file: "channels/amsterdam.db" };
/// The channel of the company DKRT.
pub const AARHUS: Channel = Channel { name: "Aarhus", id: 5_637_144_595, company: "DKRT", file: "channels/aarhus.db" };
/// A third channel of the company USRT, with a space in its name.
pub const WEB_SHOP: Channel =
    Channel { name: "Web shop", id: 5_637_144_596, company: "USRT", file: "channels/web-shop.db" };

/// All channels that a world can have.
pub const CHANNELS: [Channel; 5] = [HOUSTON, SEATTLE, AMSTERDAM, AARHUS, WEB_SHOP];

impl Channel {
    /// Returns the channel of that name.
    #[track_caller]
    pub fn named(name: &str) -> &'static Self {
        const { &CHANNELS }.iter().find(|known| known.name == name).unwrap_or_else(|| panic!("no channel is `{name}`"))
    }

    /// Returns the folder of a channel that has no database, below the folder of the world.
    pub fn folder(&self) -> String {
        format!("drop/{}", self.name)
    }

    /// Returns the channel's entry in a configuration.
    pub(crate) fn entry(&self) -> toml::Table {
        let Self { name, id, company, file } = self;
        format!("name = \"{name}\"\nid = {id}\ncompany = \"{company}\"\ndatabase = \"{file}\"").parse().unwrap()
    }

    /// Returns a setting of the channel's company, such as its `currency`.
    pub fn company_setting(&self, key: &str) -> String {
        let config: toml::Table = CONFIG.parse().unwrap();
        config["companies"][self.company][key].as_str().unwrap().to_owned()
    }
}
