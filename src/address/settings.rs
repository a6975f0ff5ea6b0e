//! The settings that an address consists of: `postgres://…` and `key=value …`, as libpq reads both, and what the environment
//! adds. <https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING>

use std::collections::BTreeMap;

use super::environment::ClientEnvironment;
use super::error::AddressError;
use super::keys::KEYS;

/// The beginnings of a URL.
const SCHEMES: [&str; 2] = ["postgres://", "postgresql://"];

/// What an address says, by its keys.
type WrittenSettings = BTreeMap<&'static str, String>;

/// An address with what the environment adds.
pub(super) struct Settings<'e> {
    written: WrittenSettings,
    environment: &'e ClientEnvironment,
}

impl<'e> Settings<'e> {
    /// Reads an address.
    ///
    /// # Errors
    /// It is neither a URL nor consists of keys and values, or has a key that is not known.
    pub(super) fn read(text: &str, environment: &'e ClientEnvironment) -> Result<Self, AddressError> {
        let written = match after_scheme(text) {
            Some(rest) => read_url(rest)?,
            None => read_pairs(text)?,
        };
        Ok(Self { written, environment })
    }

    /// Returns a value: that of the address, or else that of the environment. An empty one counts as none.
    pub(super) fn get(&self, key: &'static str) -> Option<&str> {
        self.written(key).or_else(|| {
            let variable = KEYS.iter().find(|(known, _)| *known == key)?.1?;
            self.environment.variable(variable)
        })
    }

    /// Returns all values of the address itself.
    pub(super) fn all_written(&self) -> impl Iterator<Item = (&'static str, String)> {
        self.written.iter().filter(|(_, value)| !value.is_empty()).map(|(key, value)| (*key, value.clone()))
    }

    /// Returns a value of the address itself.
    pub(super) fn written(&self, key: &'static str) -> Option<&str> {
        self.written.get(key).map(String::as_str).filter(|value| !value.is_empty())
    }
}

/// Whether a text is the address of a server, whether or not it is a right one: a URL, or pairs of which one has a known key.
/// `./host=a` is a file.
pub(super) fn is_of_server(text: &str) -> bool {
    let has_known_key = |word: &str| {
        let known = |key: &str| KEYS.iter().any(|(known, _)| *known == key);
        word.split_once('=').map_or(known(word), |(key, _)| known(key))
    };
    let is_path = ["/", "./", "../"].iter().any(|begin| text.starts_with(begin));
    let has_pairs = !is_path && text.contains('=') && text.split_ascii_whitespace().any(has_known_key);
    after_scheme(text).is_some() || has_pairs
}

/// Returns the scheme of a text that is a URL, as far as it has one.
pub(super) fn scheme(text: &str) -> Option<&str> {
    let (scheme, _) = text.split_once("://")?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    is_scheme.then_some(scheme)
}

fn after_scheme(text: &str) -> Option<&str> {
    let begins = |scheme: &&&str| text.get(..scheme.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(scheme));
    SCHEMES.iter().find(begins).map(|scheme| &text[scheme.len()..])
}

/// Reads `[user[:password]@][host[:port][,…]][/dbname][?key=value[&…]]`.
fn read_url(rest: &str) -> Result<WrittenSettings, AddressError> {
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (authority, rest) = rest.split_at(end);
    // It would be a password that is not encoded: whatever is read from it would be a part of the password.
    if rest.contains('@') || authority.matches('@').count() > 1 || authority.contains('#') {
        return Err(AddressError::Syntax("encoding"));
    }
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let mut written = WrittenSettings::new();
    let (user, hosts) = authority.rsplit_once('@').unwrap_or(("", authority));
    let (user, password) = user.split_once(':').unwrap_or((user, ""));
    written.insert("user", decode(user)?);
    written.insert("password", decode(password)?);
    written.insert("dbname", decode(path.strip_prefix('/').unwrap_or(path))?);
    let (mut names, mut ports) = (Vec::new(), Vec::new());
    for host in hosts.split(',') {
        let (name, port) = split_port(host)?;
        names.push(decode(name)?);
        ports.push(decode(port)?);
    }
    let join = |list: Vec<String>| if list.iter().all(String::is_empty) { String::new() } else { list.join(",") };
    written.insert("host", join(names));
    written.insert("port", join(ports));
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (key, value) = pair.split_once('=').ok_or(AddressError::Syntax("query"))?;
        insert(&mut written, &decode(key)?, decode(value)?)?;
    }
    Ok(written)
}

/// Cuts a host into name and port: `db`, `db:5433`, `[::1]:5433`.
fn split_port(host: &str) -> Result<(&str, &str), AddressError> {
    let Some(literal) = host.strip_prefix('[') else {
        return Ok(host.split_once(':').unwrap_or((host, "")));
    };
    let (name, rest) = literal.split_once(']').ok_or(AddressError::Syntax("bracket"))?;
    match rest.strip_prefix(':') {
        Some(port) => Ok((name, port)),
        None if rest.is_empty() => Ok((name, "")),
        None => Err(AddressError::Syntax("bracket")),
    }
}

/// Replaces `%2F` and the like.
fn decode(text: &str) -> Result<String, AddressError> {
    let wrong = || AddressError::Syntax("percent");
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
            let (high, low) = (digit(rest.next()).ok_or_else(wrong)?, digit(rest.next()).ok_or_else(wrong)?);
            bytes.push((high * 16 + low) as u8);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok().filter(|text| !text.contains('\0')).ok_or_else(wrong)
}

/// Reads `key=value key='a value' …`, in which `\` stands before a quote or another `\`.
fn read_pairs(text: &str) -> Result<WrittenSettings, AddressError> {
    let mut written = WrittenSettings::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let (key, after) = rest.split_once('=').ok_or(AddressError::Syntax("pair"))?;
        let key = key.trim();
        if key.is_empty() || key.contains(char::is_whitespace) {
            return Err(AddressError::Syntax("pair"));
        }
        let (value, after) = read_value(after.trim_start())?;
        insert(&mut written, key, value)?;
        rest = after.trim_start();
    }
    Ok(written)
}

/// Reads a value; returns what follows it, too.
fn read_value(text: &str) -> Result<(String, &str), AddressError> {
    let (is_quoted, text) = match text.strip_prefix('\'') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let mut value = String::new();
    let mut characters = text.char_indices();
    while let Some((at, c)) = characters.next() {
        match c {
            '\\' => value.push(characters.next().ok_or(AddressError::Syntax("quote"))?.1),
            '\'' if is_quoted => return Ok((value, &text[at + 1..])),
            c if c.is_whitespace() && !is_quoted => return Ok((value, &text[at..])),
            '\0' => return Err(AddressError::Syntax("pair")),
            c => value.push(c),
        }
    }
    if is_quoted { Err(AddressError::Syntax("quote")) } else { Ok((value, "")) }
}

fn insert(written: &mut WrittenSettings, key: &str, value: String) -> Result<(), AddressError> {
    // What JDBC calls it, which libpq takes in a URL, too.
    let (key, value) = if key == "ssl" && value == "true" { ("sslmode", "require".to_owned()) } else { (key, value) };
    match KEYS.iter().find(|(known, _)| *known == key) {
        Some((known, _)) => {
            written.insert(known, value);
            Ok(())
        }
        // Anything else may be a part of a password that should have been quoted.
        None if !key.chars().all(|c| c.is_ascii_lowercase() || c == '_') => Err(AddressError::Syntax("pair")),
        None => Err(AddressError::UnknownKey(key.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;

    fn read(text: &str) -> Result<Vec<(&'static str, String)>, String> {
        let environment = ClientEnvironment::default();
        let settings = Settings::read(text, &environment).map_err(|error| error.to_string())?;
        Ok(settings.written.into_iter().filter(|(_, value)| !value.is_empty()).collect())
    }

    #[test]
    fn both_forms_say_the_same() {
        for (url, pairs) in [
            (
                "postgres://hq:a%20b@db.example:5433/shops",
                "host=db.example port=5433 user=hq dbname=shops password='a b'",
            ),
            ("postgresql://db", "host = db"),
            ("postgres://", ""),
            ("postgres:///shops?host=/run/pg&sslmode=disable", "dbname=shops host=/run/pg sslmode=disable"),
            ("postgres://%2Frun%2Fpg/shops", "dbname=shops host=/run/pg"),
            ("postgres://[::1]:5433,b/shops", "dbname=shops host=::1,b port=5433,"),
            ("postgres://hq@db/a%27b%5Cc", r"user=hq host=db dbname='a\'b\\c'"),
            ("POSTGRES://db?ssl=true", "host=db sslmode=require"),
        ] {
            assert_eq!(read(url), read(pairs), "{url}");
        }
    }

    #[test]
    fn no_message_repeats_what_may_be_a_password() {
        for text in [
            "postgres://hq:sec/ret@db/hq",
            "postgres://hq:sec?ret=x@db/hq",
            "postgres://hq:sec@ret@db/hq",
            "postgres://hq:sec#ret@db/hq",
            "postgres://hq:sec%ret@db/hq",
            "postgres://[hq:secret/db",
            "host=db password=se cret dbname=hq",
            "host=db password='secret dbname=hq",
            "host=db password=a Secret=b",
            "host=db password=secret\\",
        ] {
            let message = read(text).unwrap_err();
            assert!(!message.contains("sec") && !message.contains("cret"), "{text}: {message}");
        }
    }

    #[test]
    fn an_unknown_key_is_named() {
        let message = read("host=db sslcret=x").unwrap_err();
        assert!(message.contains("`sslcret`"), "{message}");
        let message = read("postgres://db/hq?service=x").unwrap_err();
        assert!(message.contains("`service`"), "{message}");
    }

    #[test]
    fn a_file_is_no_server() {
        for (text, expected) in [
            ("headquarters.db", false),
            ("/srv/a=b/headquarters.db", false),
            ("./host=a", false),
            ("host=a", true),
            ("hots=db dbname=hq", true),
            ("host = a", true),
            ("postgres://", true),
            ("PostgreSQL://db", true),
            ("postgres:/db", false),
        ] {
            assert_eq!(is_of_server(text), expected, "{text}");
        }
    }
}
