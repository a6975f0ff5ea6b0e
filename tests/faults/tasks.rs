//! What is disturbed: a command, how it is done again after a fault, and the end that it has to come to.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use super::end_state::EndState;
use super::trial::Trial;
use super::world::{Outcome, World, after_jobs, small};

/// A command that writes the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Task {
    RunJobs,
    Edit,
    Resync,
    Dismiss,
}

impl Task {
    pub(crate) const ALL: [Self; 4] = [Self::RunJobs, Self::Edit, Self::Resync, Self::Dismiss];

    pub(crate) fn words(self) -> &'static [&'static str] {
        match self {
            Self::RunJobs => &["run-jobs", "--quiet"],
            Self::Edit => &[
                "edit",
                "--where",
                "error = country-unknown",
                "--set",
                "Country=NLD",
                "--resync",
                "--yes",
                "--reason",
                "why",
            ],
            Self::Resync => &["resync", "--where", "error = customer-group-unknown", "--yes"],
            Self::Dismiss => &["dismiss", "--where", "status = failed", "--reason", "test", "--yes"],
        }
    }

    /// The expression that chooses its operations.
    fn expression(self) -> Option<&'static str> {
        let chosen = self.words().iter().skip_while(|word| **word != "--where");
        chosen.copied().nth(1)
    }
}

/// A task, the world in which it is done, and the end of that world where nothing disturbs it.
pub(crate) struct Stage {
    pub(crate) task: Task,
    before: World,
    pub(crate) undisturbed: EndState,
    /// The operations that the task leaves: an edit may release operations with the same fault.
    left: BTreeSet<String>,
    /// How long it takes where nothing disturbs it.
    pub(crate) took: Duration,
}

impl Stage {
    /// Prepares a task in a world where the jobs have not run.
    pub(crate) fn new(task: Task, fresh: &World) -> Self {
        let before = match task {
            Task::RunJobs => fresh.copy(),
            Task::Edit | Task::Dismiss => after_jobs(fresh),
            Task::Resync => after_jobs(fresh).setting("reference.customer_groups", r#"["10", "20", "30", "40", "90"]"#),
        };
        let world = before.copy();
        let started = Instant::now();
        world.run(task.words()).exits_any(&[0, 3]);
        let took = started.elapsed();
        let left = left(task, &world);
        let undisturbed = finish(task, &world);
        Self { task, before, undisturbed, left, took }
    }

    /// All tasks in a world of the usual size.
    pub(crate) fn all(trial: &mut Trial) -> Vec<Self> {
        let fresh = small(&mut trial.rng);
        Task::ALL.into_iter().map(|task| Self::new(task, &fresh)).collect()
    }

    /// The world before the task.
    pub(crate) fn world(&self) -> World {
        self.before.copy()
    }

    /// Does it again, now without a fault, and compares the end.
    #[track_caller]
    pub(crate) fn recover(&self, world: &World, what: &str) {
        finish(self.task, world).assert_is(&self.undisturbed, what);
    }

    /// Checks that a task that reports success has done what it does undisturbed.
    #[track_caller]
    pub(crate) fn believe(&self, world: &World, outcome: &Outcome<'_>, what: &str) {
        if self.task == Task::RunJobs {
            EndState::of(world).assert_is(&self.undisturbed, &format!("{what}: {}", outcome.report()));
        } else {
            assert_eq!(left(self.task, world), self.left, "{what}: {}", outcome.report());
        }
    }
}

/// The operations that the task has still to deal with.
#[track_caller]
fn left(task: Task, world: &World) -> BTreeSet<String> {
    let Some(expression) = task.expression() else { return BTreeSet::new() };
    let words = ["filter", expression, "--format", "csv", "--no-header", "--columns", "channel,table,counter"];
    world.run(&words).exits(0).stdout.lines().map(str::to_owned).collect()
}

/// Does it until there is nothing left to be done, and takes what became of it to the channels.
#[track_caller]
fn finish(task: Task, world: &World) -> EndState {
    if task == Task::RunJobs {
        world.run_jobs();
    } else {
        let is_done = (0..20).any(|_| world.run(task.words()).exits_any(&[0, 1, 3]).exited(1));
        assert!(is_done, "{task:?} always finds something to be done");
        world.run_jobs();
        // An operation was edited or dismissed once, however often that was tried.
        let done = if task == Task::Edit { "edited = true" } else { "status = dismissed" };
        let listed = world.run(&["filter", done, "--format", "csv", "--no-header", "--columns", "id"]).exits(0);
        let ids: Vec<_> = listed.stdout.split_whitespace().collect();
        let event = if task == Task::Edit { "edited" } else { "dismissed" };
        if !ids.is_empty() {
            let history = world.run(&[&["history", "--format", "json"], ids.as_slice()].concat()).exits(0).json();
            let entries = history.as_array().unwrap().iter().filter(|entry| entry["event"] == event).count();
            assert_eq!(entries, ids.len(), "an operation was {event} more than once");
        }
    }
    EndState::of(world)
}
