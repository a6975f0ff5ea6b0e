//! The system's journal: messages to the socket that journald and syslog daemons read.

use std::os::unix::net::UnixDatagram;
use std::path::PathBuf;
use std::time::Duration;

use super::error::WitnessError;

/// The socket of the system's log.
const SOCKET: &str = "/dev/log";

/// A message of the facility `authpriv` (10), which few may read, with the severity `notice` (5).
const PRIORITY: u8 = 10 << 3 | 5;

/// How long to wait for a journal that does not read.
const PATIENCE: Duration = Duration::from_secs(2);

/// Sends a message under the name of the program. The journal adds the time.
///
/// # Errors
/// There is no journal, or it does not read.
pub(super) fn send(message: &str) -> Result<(), WitnessError> {
    let socket = socket();
    let send = || {
        let sender = UnixDatagram::unbound()?;
        sender.set_write_timeout(Some(PATIENCE))?;
        let datagram = format!("<{PRIORITY}>hqsync[{}]: {message}", std::process::id());
        sender.send_to(datagram.as_bytes(), &socket)
    };
    match send() {
        Ok(_) => Ok(()),
        Err(error) => Err(WitnessError::Journal { socket, error }),
    }
}

/// Returns the socket, which tests may replace: only a debug build looks at `HQSYNC_TEST_SYSLOG`.
fn socket() -> PathBuf {
    let replaced = std::env::var_os("HQSYNC_TEST_SYSLOG").filter(|_| cfg!(debug_assertions));
    replaced.map_or_else(|| SOCKET.into(), PathBuf::from)
}
