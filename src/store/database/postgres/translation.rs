//! From the statements of the store to those of PostgreSQL.
//!
//! What both databases have in common needs no translation but of the parameters. The rest is what SQLite's planner is told,
//! and the few things for which the two have no common way.

/// What is replaced wherever it stands: SQLite's words, and PostgreSQL's.
const WORDS: [(&str, &str); 6] = [
    ("FROM json_each(?2) a ", "FROM unnest(?2::text[]) AS a(value) "),
    // SQLite keeps to the order in which the tables stand.
    (" CROSS JOIN ", " JOIN "),
    (" INDEXED BY operation_held ", " "),
    // The types of columns hold.
    ("typeof(b.latest) IN ('integer', 'null') AND ", ""),
    // The one column with the name of a keyword.
    ("(only, ", "(\"only\", "),
    (" only = 1", " \"only\" = 1"),
];

/// What ignores the case of ASCII in SQLite.
const NO_CASE: &str = " COLLATE NOCASE";

/// What begins a set that is a parameter in SQLite.
const SET: &str = " IN (SELECT value FROM json_each(?";

/// What begins a set of GUIDs.
const GUID_SET: &str = " IN (SELECT unhex(value) FROM json_each(?";

/// Returns a statement of the store as PostgreSQL understands it.
pub(super) fn translated(sql: &str) -> String {
    let mut sql = sql.to_owned();
    for (from, to) in WORDS {
        if sql.contains(from) {
            sql = sql.replace(from, to);
        }
    }
    with_folded_case(&with_parameters(&sql))
}

/// Returns the statement with PostgreSQL's parameters and sets.
fn with_parameters(sql: &str) -> String {
    let mut translated = String::with_capacity(sql.len() + 16);
    let (mut rest, mut is_quoted) = (sql, false);
    while let Some(at) = rest.find(['\'', '?', ' ']) {
        let (before, found) = rest.split_at(at);
        translated.push_str(before);
        if !is_quoted
            && let Some(number) = found.strip_prefix(SET).or_else(|| found.strip_prefix(GUID_SET))
            && let Some((number, after)) = number.split_once("))")
        {
            translated.push_str(" = ANY($");
            translated.push_str(number);
            translated.push(')');
            rest = after;
            continue;
        }
        is_quoted ^= found.starts_with('\'');
        translated.push(if found.starts_with('?') && !is_quoted { '$' } else { char::from(found.as_bytes()[0]) });
        rest = &found[1..];
    }
    translated + rest
}

/// Returns the statement with the operands whose case means nothing in lower case. They are columns, parameters and calls.
fn with_folded_case(sql: &str) -> String {
    let mut translated = String::with_capacity(sql.len() + 16);
    let mut rest = sql;
    while let Some(at) = rest.find(NO_CASE) {
        let (before, after) = rest.split_at(at);
        translated.push_str(before);
        let operand = translated.split_off(operand_start(&translated));
        translated.push_str("lower(");
        translated.push_str(&operand);
        translated.push_str(" COLLATE \"C\")");
        rest = &after[NO_CASE.len()..];
    }
    translated + rest
}

/// Returns where the operand begins with which a text ends.
fn operand_start(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = bytes.len();
    if bytes.ends_with(b")") {
        let mut depth = 0_usize;
        while at > 0 {
            at -= 1;
            match bytes[at] {
                b')' => depth += 1,
                b'(' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
    }
    while at > 0 && (bytes[at - 1].is_ascii_alphanumeric() || b"_.$".contains(&bytes[at - 1])) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;

    #[test]
    fn statements_are_said_in_the_words_of_postgres() {
        for (ours, theirs) in [
            ("SELECT id FROM run WHERE id = ?1 AND at > ?12", "SELECT id FROM run WHERE id = $1 AND at > $12"),
            ("SELECT '?1', 'it''s ?' FROM run WHERE id = ?1", "SELECT '?1', 'it''s ?' FROM run WHERE id = $1"),
            ("id IN (SELECT value FROM json_each(?2)) AND x", "id = ANY($2) AND x"),
            ("guid IN (SELECT unhex(value) FROM json_each(?2))", "guid = ANY($2)"),
            (
                "SELECT 1 WHERE name COLLATE NOCASE = ?1 COLLATE NOCASE",
                "SELECT 1 WHERE lower(name COLLATE \"C\") = lower($1 COLLATE \"C\")",
            ),
            (
                "ORDER BY coalesce(o.async_account, trim(c.async_account)) COLLATE NOCASE DESC",
                "ORDER BY lower(coalesce(o.async_account, trim(c.async_account)) COLLATE \"C\") DESC",
            ),
            ("FROM operation o INDEXED BY operation_held WHERE", "FROM operation o WHERE"),
        ] {
            assert_eq!(translated(ours), theirs);
        }
    }
}
