//! SQL as SQLite takes it, made into what PostgreSQL takes: no more than tests use.

/// Rewrites statements that were written for SQLite.
pub(crate) fn for_postgres(sql: &str) -> String {
    let mut out = String::with_capacity(sql.len());
    let mut rest = sql;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '\'' => literal(rest),
            '?' if parameter(rest) > 1 => parameter(rest),
            first if first.is_alphabetic() || first == '_' => word(rest),
            first => first.len_utf8(),
        };
        let (token, after) = rest.split_at(length);
        rest = after;
        if let Some(number) = token.strip_prefix('?').filter(|number| !number.is_empty()) {
            out.push('$');
            out.push_str(number);
        } else if matches!(token, "x" | "X") && rest.starts_with('\'') {
            let (digits, after) = rest.split_at(literal(rest));
            out.push_str(r"'\x");
            out.push_str(digits.trim_matches('\''));
            out.push_str("'::bytea");
            rest = after;
        } else if let Some(after) = rest.strip_prefix('(').filter(|_| FUNCTIONS.contains(&token)) {
            let (arguments, after) = arguments(after);
            out.push_str(&call(token, &arguments));
            rest = after;
        } else if token == "-" && rest.starts_with(">>") {
            // JSON is in columns of text.
            out.push_str("::json -");
        } else {
            out.push_str(token);
        }
    }
    out
}

/// The functions that PostgreSQL has under another name, or in other words.
const FUNCTIONS: [&str; 9] =
    ["hex", "unhex", "zeroblob", "randomblob", "instr", "ifnull", "group_concat", "typeof", "printf"];

fn call(function: &str, arguments: &[&str]) -> String {
    let arguments: Vec<_> = arguments.iter().map(|argument| for_postgres(argument.trim())).collect();
    let first = &arguments[0];
    match function {
        "hex" => format!("upper(encode({first}, 'hex'))"),
        "unhex" => format!("decode({first}, 'hex')"),
        "zeroblob" => format!("decode(repeat('00', {first}), 'hex')"),
        "randomblob" => format!("substr(sha256(random()::text::bytea), 1, {first})"),
        "instr" => format!("strpos({})", arguments.join(", ")),
        "ifnull" => format!("coalesce({})", arguments.join(", ")),
        "group_concat" => format!("string_agg(({first})::text, {})", arguments.get(1).map_or("','", String::as_str)),
        "typeof" => format!("pg_typeof({first})::text"),
        // The one format that tests use: a character, so many times.
        "printf" => format!("repeat({}, {})", arguments[2], arguments[1]),
        other => unreachable!("{other}"),
    }
}

/// The length of the literal with which a text begins: `''` is a quote in it.
fn literal(sql: &str) -> usize {
    let mut at = 1;
    loop {
        at += sql[at..].find('\'').map_or(sql.len() - at, |found| found + 1);
        if !sql[at..].starts_with('\'') {
            return at;
        }
        at += 1;
    }
}

fn word(sql: &str) -> usize {
    sql.find(|of: char| !of.is_alphanumeric() && of != '_').unwrap_or(sql.len())
}

fn parameter(sql: &str) -> usize {
    1 + sql[1..].find(|of: char| !of.is_ascii_digit()).unwrap_or(sql.len() - 1)
}

/// Splits the arguments of a call, behind its parenthesis, from what follows the closing one.
fn arguments(sql: &str) -> (Vec<&str>, &str) {
    let (mut arguments, mut from, mut at, mut depth) = (Vec::new(), 0, 0, 0);
    while at < sql.len() {
        match sql.as_bytes()[at] {
            b'\'' => at += literal(&sql[at..]) - 1,
            b'(' => depth += 1,
            b')' if depth == 0 => {
                arguments.push(&sql[from..at]);
                return (arguments, &sql[at + 1..]);
            }
            b')' => depth -= 1,
            b',' if depth == 0 => {
                arguments.push(&sql[from..at]);
                from = at + 1;
            }
            _ => {}
        }
        at += 1;
    }
    panic!("no closing parenthesis in {sql}")
}
