//! Files into which somebody has exported a table: text with delimiters, or JSON, as the tools of SQL Server write them.
//!
//! A file is opened as an [`Export`], which says what it was recognized as and gives its rows one after the other, in memory that
//! does not grow with the file. What the rows mean, and where the file goes then, is the caller's business.
//!
//! From the bottom: [`bytes`] unpacks, [`survey`] finds the encoding, [`text_stream`] decodes, [`recognition`] finds out what
//! the text is, [`quoting`] what its quotes mean; [`delimited`] and [`json`] read rows, of which [`rows`] makes cells, and
//! [`trailer`] tells what tools write behind them.

mod bytes;
mod culture;
mod delimited;
mod dialect;
mod encoding;
mod fault;
#[cfg(test)]
mod fault_tests;
mod form;
mod format_file;
mod header;
mod json;
mod json_object;
mod quoting;
mod reader;
#[cfg(test)]
mod reading_tests;
mod recognition;
mod remark;
mod request;
#[cfg(test)]
mod round_trip_tests;
mod rows;
mod survey;
mod text_stream;
mod times;
mod trailer;
#[cfg(test)]
mod trailer_tests;
mod values;

pub(crate) use culture::Culture;
pub(crate) use encoding::TextEncoding;
pub(crate) use fault::{BadLine, ExportFault};
pub(crate) use form::ExportForm;
pub(crate) use reader::{Export, ExportEntry};
pub(crate) use request::ExportRequest;
pub(crate) use rows::ExportCell;
pub(crate) use times::{ReadTime, time};
pub(crate) use values::{amount, integer};
