//! Work on as many threads as there are processors.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Does something with each of many; `begin` makes what a thread has for itself. A thread has the name of the one that waits,
/// which is that of the test that its worlds are for.
pub fn on_all_processors<T: Sync, S>(all: &[T], begin: impl Fn() -> S + Sync, each: impl Fn(&S, &T) + Sync) {
    let next = AtomicUsize::new(0);
    let work = || {
        let own = begin();
        while let Some(one) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
            each(&own, one);
        }
    };
    thread::scope(|scope| {
        let workers = thread::available_parallelism().map_or(1, usize::from);
        let named = || thread::Builder::new().name(thread::current().name().unwrap_or_default().to_owned());
        (0..workers).for_each(|_| drop(named().spawn_scoped(scope, work).unwrap()));
    });
}
