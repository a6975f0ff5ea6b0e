//! A store on the disk of another host, whose programs would not see what this one writes to it: it is refused.

use std::sync::LazyLock;

use super::shim::Shim;
use super::world::{Outcome, World};

static SHIM: LazyLock<Shim> = LazyLock::new(|| Shim::compile("network.c"));

/// Runs a command where all files are on the file system of that number.
fn run_on<'w>(world: &'w World, file_system: &str, command: &str) -> Outcome<'w> {
    let mut command = world.command(command);
    command.env("LD_PRELOAD", &SHIM.library).env("FILE_SYSTEM", file_system);
    world.start_command(command).end()
}

#[test]
fn a_store_on_a_network_file_system_is_refused_by_name() {
    let world = World::in_place().channel("Houston", |c| c.customer("A1"));
    world.run_jobs();
    for (number, name) in [("0x6969", "nfs"), ("0xFF534D42", "cifs"), ("0xFE534D42", "smb3")] {
        for command in
            ["run-jobs", "run-jobs --dry-run", "list", "status", "verify", "edit 1 --set Email=a@example.com"]
        {
            run_on(&world, number, command)
                .exits(1)
                .says(&format!("the store is on a network file system ({name})"))
                .says("hint: keep the store on a local disk");
        }
    }
    world.run("backup copy.db").exits(0);
    run_on(&world, "0x6969", "list --store copy.db").exits(0);
}

#[test]
fn file_systems_of_containers_and_virtual_machines_are_taken_for_local_ones() {
    let world = World::in_place().channel("Houston", |c| c.customer("A1"));
    // overlay, 9p, and virtiofs, which a program implements
    for number in ["0x794c7630", "0x01021997", "0x65735546"] {
        run_on(&world, number, "run-jobs").exits(0);
    }
}
