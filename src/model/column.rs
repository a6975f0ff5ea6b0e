//! The built-in columns of an operation.

/// A built-in column of an operation, under its key in machine formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Column {
    Id,
    Channel,
    Company,
    CustomerAccount,
    AsyncCustomerAccount,
    Record,
    Operation,
    Timestamp,
    Status,
    Errors,
    Attempts,
    Description,
    Table,
    Counter,
    Received,
    Edited,
    Effect,
}

impl Column {
    /// All columns, those of JSON in its order first.
    pub(crate) const ALL: [Self; 17] = [
        Self::Id,
        Self::Channel,
        Self::Company,
        Self::CustomerAccount,
        Self::AsyncCustomerAccount,
        Self::Record,
        Self::Operation,
        Self::Timestamp,
        Self::Status,
        Self::Errors,
        Self::Attempts,
        Self::Description,
        Self::Table,
        Self::Counter,
        Self::Received,
        Self::Edited,
        Self::Effect,
    ];

    /// The key in machine formats, and the name on the command line.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Channel => "channel",
            Self::Company => "company",
            Self::CustomerAccount => "customer_account",
            Self::AsyncCustomerAccount => "async_customer_account",
            Self::Record => "record",
            Self::Operation => "operation",
            Self::Timestamp => "timestamp",
            Self::Status => "status",
            Self::Errors => "errors",
            Self::Attempts => "attempts",
            Self::Description => "description",
            Self::Table => "table",
            Self::Counter => "counter",
            Self::Received => "received",
            Self::Edited => "edited",
            Self::Effect => "effect",
        }
    }
}
