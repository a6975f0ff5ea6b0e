//! Worlds of the support crate with invented customers, and the program that was built for these tests.
//!
//! A world is made once and copied for each round.

use fastrand::Rng;

use super::invent::{CHANNELS, Clock, Story, invent};
use super::trial::Trial;

/// The program that was built for these tests.
pub(crate) struct Built;

impl hqsync_support::Binary for Built {
    const PATH: &'static str = env!("CARGO_BIN_EXE_hqsync");
}

pub(crate) type World = hqsync_support::World<Built>;
pub(crate) type Outcome<'w> = hqsync_support::Outcome<'w, Built>;

/// Makes a world with the customers of a story, synchronized in batches of that many operations.
pub(crate) fn invented(rng: &mut Rng, story: Story, batch: usize) -> World {
    invented_in(World::in_place(), rng, story, batch)
}

/// Gives a world that has no channels yet the customers of a story.
pub(crate) fn invented_in(world: World, rng: &mut Rng, story: Story, batch: usize) -> World {
    let mut world = world.setting("jobs.batch_size", &batch.to_string());
    for channel in &CHANNELS {
        world = world.channel(channel.name, |rows| rows);
    }
    let uploads = invent(rng, story, &mut Clock::new());
    for (number, channel) in CHANNELS.iter().enumerate() {
        let mut database = world.database(channel.file);
        let transaction = database.transaction().unwrap();
        for upload in uploads.iter().filter(|upload| upload.channel == number) {
            upload.append(&transaction);
        }
        transaction.commit().unwrap();
    }
    world
}

/// Makes a world of some hundred customers, or of thousands in the long form.
pub(crate) fn usual(rng: &mut Rng, tangled: bool) -> World {
    let (customers, batch) = if Trial::is_long() { (4_000, 500) } else { (250, 60) };
    invented(rng, Story { customers, tangled }, batch)
}

/// Makes a world of few customers for what is repeated very often.
pub(crate) fn small(rng: &mut Rng) -> World {
    invented(rng, Story { customers: 40, tangled: false }, 25)
}

/// Copies a world and runs the jobs in it, undisturbed.
pub(crate) fn after_jobs(world: &World) -> World {
    let world = world.copy();
    world.run_jobs();
    world
}
