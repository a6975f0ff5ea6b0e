//! A test for a time: how long it goes on, its random choices, and the figures that it prints at the end.

use std::collections::BTreeMap;
use std::env;
use std::io::{self, Write as _};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use fastrand::Rng;

/// Minutes that all tests together may take; without it they take their short form.
const MINUTES: &str = "HQSYNC_FAULTS_MINUTES";

/// The seed of the random choices.
const SEED: &str = "HQSYNC_FAULTS_SEED";

/// The seed of the short form: a change that breaks nothing does not fail by bad luck.
const USUAL_SEED: u64 = 20_261_101;

/// Rounds after which there must have been something of what a test is about.
const ROUNDS: u64 = 60;

/// A test that repeats something with other random choices until its time is up.
pub(crate) struct Trial {
    name: &'static str,
    seed: u64,
    pub(crate) rng: Rng,
    started: Instant,
    until: Instant,
    rounds: u64,
    figures: BTreeMap<&'static str, u64>,
}

impl Trial {
    /// Begins a test: its seconds in the short form, and how many hundredths of the long form's time are its own.
    pub(crate) fn begin(name: &'static str, seconds: u64, hundredths: u32) -> Self {
        let number = |variable: &str| -> Option<u64> {
            let text = env::var(variable).ok().filter(|text| !text.is_empty())?;
            Some(text.parse().unwrap_or_else(|_| panic!("{variable} is a number, not `{text}`")))
        };
        let time = number(MINUTES).map(|minutes| Duration::from_secs(minutes * 60) * hundredths / 100);
        let clock = || SystemTime::UNIX_EPOCH.elapsed().unwrap().subsec_nanos().into();
        let seed = number(SEED).unwrap_or_else(|| if time.is_some() { clock() } else { USUAL_SEED });
        let started = Instant::now();
        Self {
            name,
            seed,
            rng: Rng::with_seed(seed),
            started,
            until: started + time.unwrap_or(Duration::from_secs(seconds)),
            rounds: 0,
            figures: BTreeMap::new(),
        }
    }

    /// Whether this is the long form.
    pub(crate) fn is_long() -> bool {
        env::var_os(MINUTES).is_some_and(|minutes| !minutes.is_empty())
    }

    /// Whether there is another round: until the time is up, and as long as there was nothing of what the test is about, within
    /// reason.
    pub(crate) fn goes_on(&mut self, about: &str) -> bool {
        self.rounds += 1;
        Instant::now() < self.until || (self.counted(about) == 0 && self.rounds <= ROUNDS)
    }

    /// When the time is up.
    pub(crate) fn end(&self) -> Instant {
        self.until
    }

    /// Counts something for the line at the end.
    pub(crate) fn count(&mut self, what: &'static str, number: u64) {
        *self.figures.entry(what).or_default() += number;
    }

    /// How much of something was counted.
    pub(crate) fn counted(&self, what: &str) -> u64 {
        self.figures.get(what).copied().unwrap_or_default()
    }
}

impl Drop for Trial {
    fn drop(&mut self) {
        let mut figures: Vec<_> = self.figures.iter().map(|(what, number)| format!("{number} {what}")).collect();
        figures.push(format!("{:.1} seconds", self.started.elapsed().as_secs_f64()));
        let Self { name, seed, .. } = self;
        let ended = if thread::panicking() { "FAILED" } else { "held" };
        // Nobody may be reading.
        let _ = writeln!(io::stdout(), "{name} {ended}: {}, {SEED}={seed}", figures.join(", "));
    }
}
