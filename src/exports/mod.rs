//! Files into which somebody has exported a table: text with delimiters, or JSON, as the tools of SQL Server write them.
//!
//! A file is opened as an [`Export`], which says what it was recognized as and gives its rows one after the other, in memory that
//! does not grow with the file. What the rows mean, and where the file goes then, is the caller's business.

mod culture;
mod encoding;
mod fault;
mod form;
mod reader;
mod values;

pub(crate) use culture::Culture;
pub(crate) use encoding::TextEncoding;
pub(crate) use fault::{BadLine, ExportFault};
pub(crate) use form::ExportForm;
pub(crate) use reader::{Export, ExportCell, ExportEntry, ExportRequest};
pub(crate) use values::{ReadTime, amount, integer, time};
