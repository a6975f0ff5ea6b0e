//! Terminals: how wide they are, whether they show colours, and text that is broken to fit them.

mod stderr;
mod tone;
pub(crate) mod wrap;

use std::env;

use terminal_size::{Width, terminal_size, terminal_size_of};

pub(crate) use stderr::{broken, broken_at, say};
pub(crate) use tone::{Colours, Tone};

/// Returns the width of the terminal that the standard output is; `None` if it does not know its width.
pub(crate) fn stdout_width() -> Option<usize> {
    known(terminal_size())
}

/// Returns the width of the terminal that the standard error is; `None` if it is none.
fn stderr_width() -> Option<usize> {
    known(terminal_size_of(std::io::stderr()))
}

fn known(size: Option<(Width, terminal_size::Height)>) -> Option<usize> {
    size.map(|(Width(width), _)| usize::from(width)).filter(|width| *width > 0)
}

/// Returns the width that `$COLUMNS` asks for, with which programs such as `watch` tell how wide their screen is.
pub(crate) fn asked_width() -> Option<usize> {
    env::var("COLUMNS").ok()?.trim().parse().ok().filter(|width| *width > 0)
}

/// Whether the locale has the characters that draw lines and bars: its encoding is UTF-8, or it names none.
pub(crate) fn is_unicode() -> bool {
    let locale =
        ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(|name| env::var(name).ok().filter(|v| !v.is_empty()));
    locale.is_none_or(|locale| has_unicode(&locale))
}

fn has_unicode(locale: &str) -> bool {
    let locale = locale.to_ascii_lowercase();
    match locale.split_once('.') {
        Some((_, encoding)) => encoding.starts_with("utf-8") || encoding.starts_with("utf8"),
        None => locale != "c" && locale != "posix",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_without_unicode_is_known_by_its_encoding() {
        for (locale, expected) in [
            ("C.UTF-8", true),
            ("nl_NL.utf8", true),
            ("da_DK.UTF-8@euro", true),
            ("da_DK", true),
            ("C", false),
            ("POSIX", false),
            ("nl_NL.ISO-8859-1", false),
        ] {
            assert_eq!(has_unicode(locale), expected, "{locale}");
        }
    }
}
