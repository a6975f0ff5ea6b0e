//! What the threads do by turns, tried without them.

use tempfile::TempDir;

use super::*;
use crate::browse::message::WriteTask;
use crate::clock::Clock;
use crate::config::Config;
use crate::context::Overrides;
use crate::demo;
use crate::engine::WindowPlace;

/// The surroundings of a page on an empty store.
fn surroundings() -> (TempDir, Context) {
    let folder = tempfile::tempdir().unwrap();
    let path = demo::make(&folder.path().join("demo")).unwrap();
    let config = Config::load(&path).unwrap();
    Store::open(&config.store, Access::Create, Clock::system(), "tester").unwrap();
    let overrides = Overrides { config: Some(path), ..Overrides::default() };
    (folder, Context::new(overrides, Clock::system()))
}

#[test]
fn the_reader_opens_the_store_only_while_nobody_writes() {
    let (_folder, cx) = surroundings();
    let (door, (answers, _answers)) = (Arc::<RwLock<()>>::default(), mpsc::channel());
    let of_reader = Arc::clone(&door);
    let mut reader = StoreReader {
        cx,
        store: None,
        is_outdated: false,
        is_second_try: false,
        answers,
        reading: Arc::default(),
        door: of_reader,
        queue: VecDeque::new(),
    };
    let count = ReadTask::Count { generation: 1, filter: None };
    let run = door.read().unwrap();
    assert!(matches!(reader.read(&count), Ok(ReadOutcome::NotYet)));
    drop(run);
    assert!(matches!(reader.read(&count), Ok(ReadOutcome::Answer(_))));
    // What is open is read on with until it can be opened again.
    let run = door.read().unwrap();
    assert!(matches!(reader.read(&ReadTask::Reopen), Ok(ReadOutcome::Nothing)));
    assert!(matches!(reader.read(&count), Ok(ReadOutcome::Answer(_))));
    assert!(reader.is_outdated);
    drop(run);
    assert!(matches!(reader.read(&count), Ok(ReadOutcome::Answer(_))));
    assert!(!reader.is_outdated);
}

/// The page's end of the threads, without them.
fn workers(cx: &Context) -> (Workers, Receiver<ReadTask>) {
    let ((reader, tasks), (answer, answers)) = (mpsc::channel(), mpsc::channel());
    let workers = Workers {
        seed: cx.seed(),
        reader,
        writer: None,
        answers,
        answer,
        reading: Arc::default(),
        writing: Stop::default(),
        running: Stop::default(),
        door: Arc::default(),
        writer_thread: None,
        run_thread: None,
    };
    (workers, tasks)
}

#[test]
fn what_is_on_the_screen_interrupts_what_can_wait() {
    let (_folder, cx) = surroundings();
    let list = |generation| ReadTask::List { generation, filter: None, place: WindowPlace::Oldest, size: 10 };
    let inspect = || ReadTask::Inspect(OperationId(1));
    for (task, is_patient, interrupts) in [
        (list(1), true, true),
        (list(1), false, false),
        (list(2), false, true),
        (list(2), true, true),
        (inspect(), true, true),
        (inspect(), false, false),
        (ReadTask::Learn, true, false),
    ] {
        let (workers, _tasks) = workers(&cx);
        workers.reading.generation.store(1, Ordering::SeqCst);
        workers.reading.is_patient.store(is_patient, Ordering::SeqCst);
        workers.read(task.clone());
        assert_eq!(workers.reading.stop.signal().is_some(), interrupts, "{task:?} {is_patient}");
    }
}

#[test]
fn a_run_is_stopped_without_the_deeds_beside_it() {
    let (_folder, cx) = surroundings();
    let (mut workers, _tasks) = workers(&cx);
    workers.stop_run();
    assert_eq!((workers.running.signal().is_some(), workers.writing.signal().is_some()), (true, false));
    // The next run is not stopped by it.
    workers.write(WriteTask::RunJobs(Vec::new())).unwrap();
    assert!(workers.running.signal().is_none());
    workers.stop_writing();
    assert_eq!((workers.running.signal().is_some(), workers.writing.signal().is_some()), (true, true));
    workers.finish();
}
