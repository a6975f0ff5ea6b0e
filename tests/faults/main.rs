//! Faults from outside: the program is killed, its disk is full or broken, many work at once, files are hostile, and rows of
//! the store are damaged.
//!
//! `cargo test` runs a short form of each test, always with the same random choices. The long form takes the minutes that one
//! names, other random choices each time, and larger worlds:
//!
//! ```text
//! HQSYNC_FAULTS_MINUTES=20 cargo test --release --test faults -- --nocapture --test-threads=1
//! ```
//!
//! Tests of stores on a server need PostgreSQL's programs: `cargo test --test faults -- --ignored`.
//!
//! Worlds are in memory (`/dev/shm`), or in `HQSYNC_TESTS_FOLDER`.
//!
//! Each test ends with a line that says what it did. A test that fails says its seed: `HQSYNC_FAULTS_SEED` repeats its random
//! choices, though not the moments at which the system lets a process run.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test ends where its world is not as it should be")]

mod blocking_io;
mod clock;
mod crowd;
mod damaged_rows;
mod end_state;
mod failing_io;
mod failing_reads;
mod folders;
mod hostile;
mod invent;
mod kills;
mod network;
mod restored_histories;
mod restores;
mod several_hosts;
mod shim;
mod tasks;
mod trial;
mod world;
