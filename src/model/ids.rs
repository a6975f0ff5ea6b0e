//! Numbers that must not be mistaken for one another.

use std::fmt;

use serde::Serialize;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        pub(crate) struct $name(pub(crate) i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

id!(
    /// The number of an operation in the store: what people type after `show`.
    OperationId
);
id!(
    /// The store's own number of a customer, given when the first operation about it arrives.
    CustomerId
);
id!(
    /// The store's own number of a channel; `ORIGINATINGCHANNEL` is the configuration's `id`.
    ChannelKey
);
id!(
    /// The store's own number of a company.
    CompanyKey
);
id!(
    /// Replication counter: the position of a row in its upload table.
    Counter
);
