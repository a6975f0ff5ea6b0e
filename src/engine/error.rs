//! Why a job cannot go on.

use thiserror::Error;

use crate::channel::ChannelError;
use crate::model::OperationId;
use crate::store::StoreError;

/// A fault of one channel, which fails alone, or of headquarters, which ends the run.
#[derive(Debug, Error)]
pub(crate) enum EngineError {
    #[error(transparent)]
    Channel(#[from] ChannelError),
    #[error("the store failed")]
    Store(#[from] StoreError),
    /// A channel whose operations belong to one company cannot go over to another.
    #[error("channel `{channel}` has operations of company `{stored}`, and the configuration says `{configured}`")]
    CompanyChanged { channel: String, stored: String, configured: String },
    /// What the store has for an operation is not what the program wrote.
    #[error("operation {id} cannot be read back from the store: {source}")]
    Unreadable { id: OperationId, source: serde_json::Error },
    /// What the store has for a customer is not what the program wrote.
    #[error("customer `{account}` cannot be read back from the store: {source}")]
    UnreadableCustomer { account: String, source: serde_json::Error },
}
