//! A small world in which much has happened: its store has rows in every table, and operations in every state.

use std::fs;

use hqsync_support::open;

use crate::world::World;

/// A file of customers from before.
const OLD_CUSTOMERS: &str = "old.csv";

/// Makes the world, with a store that is one file.
pub(crate) fn eventful() -> World {
    let world = uploaded().configured("Aarhus");
    world.run("run-jobs --quiet").exits(4);
    let world = replace_aarhus(world);
    import(&world);
    let world = put_back(world);
    let world = world.then("Houston", |c| c.address("A1", "cabin", "City=Oslo").attribute("A1", "ShoeSize", "42"));
    correct(&world);
    let world = world.append("Houston", |c| c.update("A1").with("Phone=555-0142").customer("E5").with("Phone=none"));
    world.run("run-jobs p --quiet").exits(0);
    world.run("edit --where 'error = email-invalid' --set Email=b2@example.com --yes --reason asked").exits(0);
    // What the jobs find when they run the next time.
    let world = world.append("Houston", |c| c.update("C3").with("Phone=555-0177"));
    let world = world.append("Amsterdam", |c| c.update("N1").with("Phone=555-0178"));
    world.run("trail seal").exits(0);
    world.run("run-jobs p --quiet").exits(0);
    let store = open(&world.store_path());
    store.execute_batch("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE").unwrap();
    world
}

/// Two channels with customers, some of whose rows have something wrong. The program's clock stands still, so that its answers
/// can be compared.
fn uploaded() -> World {
    let primary = "MakePostalAddressPrimary=1";
    let world = World::in_place().at("2026-11-20T08:00:00Z").channel("Houston", |c| {
        let c = c.customer("A1").with("Phone=555-0100").customer("B2").with("Email=nobody").customer("C3");
        let c = c.update("A1").with("Phone=555-0199 CustGroup=20").counter(7).customer("D4").with("Currency=EURO");
        let c = c.address("A1", "home", primary).address("A1", "work", primary).address("A1", "cabin", "").updated();
        let c = c.contact("A1", "mobile", "IsPrimary=1").contact("B2", "desk", "").affiliation("A1", "VIP");
        c.attribute("A1", "Nickname", "Al").operation(9).address("C3", "hut", "Country=XX")
    });
    world.channel("Amsterdam", |c| c.customer("N1").affiliation("N1", "Moonwalkers"))
}

/// Makes the third channel's database, which was missing so far, and replaces it by an older copy.
fn replace_aarhus(world: World) -> World {
    world.run("channels create Aarhus").exits(0);
    let world = world.append("Aarhus", |c| c.customer("K1").customer("K2").update("K1"));
    let copy = fs::read(world.channel_path("Aarhus")).unwrap();
    let world = world.append("Aarhus", |c| c.customer("K3"));
    world.run_jobs();
    fs::write(world.channel_path("Aarhus"), copy).unwrap();
    world.run("channels reset Aarhus --yes --reason crash").exits(0);
    world
}

/// Imports customers from before, one of whom gets a GUID later; [`OLD_CUSTOMERS`] is there to be imported once more.
fn import(world: &World) {
    let guid = "5f0b1c6e-7d3a-4b58-9a34-00000000bbbb";
    for second in ["", guid] {
        let lines = format!("account,async,CustName\nX-1,,Anna Old\nX-2,{second},Bert Old\n");
        fs::write(world.path(OLD_CUSTOMERS), lines).unwrap();
        world.run(&format!("import {OLD_CUSTOMERS} --company USRT")).exits(0);
    }
}

/// Puts the store back to an older state. Houston knows the account of a customer who has to be created again, and of one
/// who never is.
fn put_back(world: World) -> World {
    world.run("backup copy.db").exits(0);
    let lost = "INSERT INTO RETAILCUSTTABLE (ACCOUNTNUM, DATAAREAID, CUSTACCOUNTASYNC)
         VALUES ('C-000009', 'USRT', '5f0b1c6e-7d3a-4b58-9a34-00000000aaaa')";
    let world = world.then("Houston", |c| c.customer("F6")).execute("Houston", lost);
    for name in ["headquarters.db-wal", "headquarters.db-shm"] {
        let _ = fs::remove_file(world.path(name));
    }
    fs::rename(world.path("copy.db"), world.store_path()).unwrap();
    world.run("run-jobs --restored --quiet").exits_any(&[0, 3]);
    world
}

/// Does what people do to operations that failed.
fn correct(world: &World) {
    world.run("filter 'CustName ~ customer and status = failed' --save wrong").exits(0);
    world.run("edit --where 'error = country-unknown' --set Country=NOR --yes --resync --reason typo").exits(0);
    world.run("edit --where 'error = currency-unknown' --set Currency=EURS --yes --resync --reason typo").exits(3);
    world.run("dismiss --where 'error = affiliation-unknown' --yes --reason never").exits(0);
}
